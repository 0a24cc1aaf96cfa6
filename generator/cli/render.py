"""`briefwright render` and `briefwright check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator.cli.options import CARE, MESSAGES, PATHS, RENDERING, together
from generator.cli.reporting import Form, message_language, run
from generator.diagnostics import Diagnostic, GeneratorError, problem


@click.command("render")
@together(PATHS, *RENDERING, MESSAGES)
def render_command(paths: tuple[Path, ...], formats: tuple[str, ...], out: Path, messages: str | None, **settings: Any) -> None:
    """Render papers: FILE or FOLDER, one or more."""
    from generator import pipeline, store

    made: dict[str, Path] = {}

    def render_one(path: Path, named: bool) -> Iterable[Diagnostic]:
        if not named and not pipeline.prints(path, fix_text=settings["fix_text"]):
            return ()
        built = pipeline.build(path, formats, **settings)
        for output in built.outputs.values():
            other = made.setdefault(str(output.name).casefold(), path)
            if other != path:
                raise GeneratorError([problem("E709", name=output.name, other=other)])
        for written in store.save(out, [(output.name, output.data) for output in built.outputs.values()]):
            click.echo(str(written))
        return built.warnings

    sys.exit(run(render_one, paths, message_language(messages)))


@click.command("check")
@together(
    PATHS,
    click.option("--strict", is_flag=True, help="Warnings count as errors."),
    click.option("--pages", is_flag=True, help="Lay out pages too, and say which papers have too many; slower."),
    click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True),
    *CARE,
    MESSAGES,
)
def check_command(paths: tuple[Path, ...], strict: bool, pages: bool, form: Form, messages: str | None, **care: Any) -> None:
    """Check papers without writing anything: FILE or FOLDER, one or more."""
    from generator import pipeline

    warned = False

    def check_one(path: Path, named: bool) -> Iterable[Diagnostic]:
        nonlocal warned
        warnings = pipeline.warnings(path, pages=pages, **care)
        warned = warned or bool(warnings)
        return warnings

    code = run(check_one, paths, message_language(messages), form)
    sys.exit(code or (1 if strict and warned else 0))
