"""How the commands tell what is wrong: problems on standard error, and the exit code that they call for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, cast

import click

from generator.diagnostics import Diagnostic, GeneratorError, MessageLanguage, errors, problem, render, shown

DISK = {"E701", "E704"}
ENVIRONMENT = {"E710", "E730"}
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""

Form = Literal["text", "json", "github"]


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """The exit code that some problems call for."""
    codes = {diagnostic.code for diagnostic in errors(diagnostics)}
    return 4 if codes & DISK else 3 if codes & ENVIRONMENT else 1 if codes else 0


def message_language(asked: str | None) -> MessageLanguage:
    """The language of messages: as asked, else by the locale."""
    import locale

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
        at = f"file={_property(place.file)},line={place.line},col={place.column}," if place else ""
        return f"::{diagnostic.severity} {at}title={diagnostic.code}::{_data(message)}"
    import json

    return json.dumps(json_of(diagnostic, language), ensure_ascii=False)


def json_of(diagnostic: Diagnostic, language: MessageLanguage) -> dict[str, object]:
    """A problem as a JSON object."""
    place = diagnostic.position
    return {
        "severity": diagnostic.severity, "code": diagnostic.code, "message": diagnostic.message.in_language(language),
        "hint": diagnostic.hint.in_language(language) if diagnostic.hint else None,
        "file": place.file if place else None, "line": place.line if place else None, "column": place.column if place else None,
        "pointer": diagnostic.pointer or None,
    }  # fmt: skip


def _data(text: str) -> str:
    """A message as a workflow command takes it: on one line, its own signs escaped."""
    return shown(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value within the properties of a workflow command, which colons and commas would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def papers(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every paper named, with whether it was named itself (True) or found in a folder."""
    for path in paths:
        if path.is_dir():
            found = sorted(one for pattern in ("*.yaml", "*.yml") for one in path.rglob(pattern) if one.name != "briefwright.yaml")
            if not found:
                raise GeneratorError([problem("E711", folder=path)])
            yield from ((one, False) for one in found)
        else:
            yield path, True


def run(each: Callable[[Path, bool], Iterable[Diagnostic]], paths: Iterable[Path], language: MessageLanguage, form: Form = "text") -> int:
    """Do `each` for every paper, print its problems, and give the exit code; one bad paper does not stop the rest."""
    worst = 0
    told: dict[Diagnostic, None] = {}  # what is wrong with an input is found again by every paper that uses it
    try:
        named_papers = list(papers(paths))
        from generator import register

        clashes = register.check(path for path, _ in named_papers)
        show(clashes, language, form)
        worst = exit_code(clashes)
        for path, named in named_papers:
            try:
                found = tuple(each(path, named))
            except GeneratorError as error:
                found = error.diagnostics
            show((one for one in dict.fromkeys(found) if one not in told), language, form)
            told |= dict.fromkeys(found)
            worst = max(worst, exit_code(found))
            if worst == 4:  # the disk will not be better for the next paper
                return worst
    except GeneratorError as error:
        show(error.diagnostics, language, form)
        return exit_code(error.diagnostics)
    return worst
