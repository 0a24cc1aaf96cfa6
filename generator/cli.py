"""The command line: parse, call, print, exit code.

Written paths go to standard output, one a line; diagnostics to standard error. Exit codes: 0 done, 1 errors in content, 2 usage,
3 environment, 4 disk, 130 interrupted.
"""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, cast

import click

from generator.diagnostics import Diagnostic, GeneratorError, MessageLanguage, errors, problem, render

DISK = {"E701", "E704"}
ENVIRONMENT = {"E710"}

Form = Literal["text", "json", "github"]


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """The exit code that some problems call for."""
    codes = {diagnostic.code for diagnostic in errors(diagnostics)}
    return 4 if codes & DISK else 3 if codes & ENVIRONMENT else 1 if codes else 0


def message_language(asked: str | None) -> MessageLanguage:
    """The language of messages: as asked, else by the locale."""
    if asked:
        return cast("MessageLanguage", asked)
    tag = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if tag.lower().startswith("zh") else "en"


def show(diagnostics: Iterable[Diagnostic], language: MessageLanguage, form: Form = "text") -> None:
    """Print problems on standard error: as text with excerpt and caret, as JSON lines, or as workflow annotations."""
    for diagnostic in diagnostics:
        click.echo(_shown(diagnostic, language, form), err=True)


def _shown(diagnostic: Diagnostic, language: MessageLanguage, form: Form) -> str:
    place, message = diagnostic.position, diagnostic.message.in_language(language)
    if form == "text":
        return render(diagnostic, language)
    if form == "github":
        at = f"file={place.file},line={place.line},col={place.column}," if place else ""
        return f"::{diagnostic.severity} {at}title={diagnostic.code}::{message}"
    return json.dumps(
        {
            "severity": diagnostic.severity, "code": diagnostic.code, "message": message,
            "hint": diagnostic.hint.in_language(language) if diagnostic.hint else None,
            "file": place.file if place else None, "line": place.line if place else None, "column": place.column if place else None,
            "pointer": diagnostic.pointer or None,
        },
        ensure_ascii=False,
    )  # fmt: skip


def _papers(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every paper named, with whether it was named itself (True) or found in a folder."""
    for path in paths:
        if path.is_dir():
            found = sorted(one for pattern in ("*.yaml", "*.yml") for one in path.rglob(pattern) if one.name != "briefwright.yaml")
            if not found:
                raise GeneratorError([problem("E711", folder=path)])
            yield from ((one, False) for one in found)
        else:
            yield path, True


def _run(each: Callable[[Path, bool], Iterable[Diagnostic]], paths: Iterable[Path], language: MessageLanguage, form: Form = "text") -> int:
    """Do `each` for every paper, print its problems, and give the exit code; one bad paper does not stop the rest."""
    worst = 0
    try:
        for path, named in _papers(paths):
            try:
                found = tuple(each(path, named))
            except GeneratorError as error:
                found = error.diagnostics
            show(found, language, form)
            worst = max(worst, exit_code(found))
            if worst == 4:  # the disk will not be better for the next paper
                return worst
    except GeneratorError as error:
        show(error.diagnostics, language, form)
        return exit_code(error.diagnostics)
    return worst


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefwright")
def main() -> None:
    """Structured YAML in; minutes, briefs and pitch decks out, in Word, PowerPoint and PDF."""


def _options(*options: Callable[..., Any]) -> Callable[[Any], Any]:
    """Several options as one decorator."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
MESSAGES = click.option("--messages", type=click.Choice(["zh", "en"]), help="Language of messages (default: by locale).")


@main.command("render")
@_options(
    PATHS,
    click.option("--to", "formats", help="Formats, comma-separated: docx,pptx,pdf,html (default: the kind's normal ones)."),
    click.option("--out", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Output folder."),
    click.option("--theme", help="Theme name or folder."),
    click.option("--lang", "language", type=click.Choice(["zh-CN", "en", "bilingual"]), help="Language (default: the paper's)."),
    click.option("--audience", type=click.Choice(["client", "internal", "private"]), default="client", show_default=True,
                 help="Who will read it; what others may not see is never in the file."),
    click.option("--notes", is_flag=True, help="Keep speaker notes in a client's deck (file name ends in _presenter)."),
    click.option("--cut", type=click.Choice(["document", "deck"]), help="Pages or slides, for PDF and HTML."),
    MESSAGES,
)  # fmt: skip
def render_command(paths: tuple[Path, ...], formats: str | None, out: Path, messages: str | None, **settings: Any) -> None:
    """Render papers: FILE or FOLDER, one or more."""
    from generator import pipeline, store

    made: dict[str, Path] = {}
    wanted = [one.strip() for one in formats.split(",") if one.strip()] if formats else None

    def render_one(path: Path, named: bool) -> Iterable[Diagnostic]:
        if not named and not pipeline.prints(path):
            return ()
        built = pipeline.build(path, wanted, **settings)
        for output in built.outputs.values():
            other = made.setdefault(str(output.name).casefold(), path)
            if other != path:
                raise GeneratorError([problem("E709", name=output.name, other=other)])
        for written in store.save(out, [(output.name, output.data) for output in built.outputs.values()]):
            click.echo(str(written))
        return built.warnings

    sys.exit(_run(render_one, paths, message_language(messages)))


@main.command("check")
@_options(
    PATHS,
    click.option("--strict", is_flag=True, help="Warnings count as errors."),
    click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True),
    MESSAGES,
)
def check_command(paths: tuple[Path, ...], strict: bool, form: Form, messages: str | None) -> None:
    """Check papers without writing anything: FILE or FOLDER, one or more."""
    from generator import pipeline

    warned = False

    def check_one(path: Path, named: bool) -> Iterable[Diagnostic]:
        nonlocal warned
        warnings = (pipeline.build(path) if pipeline.prints(path) else pipeline.check(path)).warnings
        warned = warned or bool(warnings)
        return warnings

    code = _run(check_one, paths, message_language(messages), form)
    sys.exit(code or (1 if strict and warned else 0))
