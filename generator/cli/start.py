"""`briefwright init`, `kinds`, `schema` and `new`: from nothing to a first paper."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from generator.cli.options import MESSAGES, KindName, together
from generator.cli.reporting import exit_code, message_language, show
from generator.diagnostics import GeneratorError, MessageLanguage


def _stop(error: GeneratorError, language: MessageLanguage) -> None:
    """Show what is wrong and leave."""
    show(error.diagnostics, language)
    sys.exit(exit_code(error.diagnostics))


@click.command("init")
@together(click.argument("folder", default=Path(), type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]"), MESSAGES)
def init_command(folder: Path, messages: str | None) -> None:
    """Make a working folder: briefwright.yaml and an example client.

    Files that are there already are left as they are.
    """
    from generator import store, workspaces

    language = message_language(messages)
    try:
        new, kept = workspaces.starter(folder)
        for path in store.create(new):
            click.echo(str(path))
        show(kept, language)
        click.echo(workspaces.next_steps(folder, language), err=True)
    except GeneratorError as error:
        _stop(error, language)


@click.command("kinds")
@together(
    click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True),
    MESSAGES,
)
def kinds_command(form: str, messages: str | None) -> None:
    """List the kinds of paper: names, usual formats, primary cut."""
    from generator import kinds, references
    from generator.diagnostics import display_width

    language = message_language(messages)
    try:
        roots = references.workspace(Path("new.yaml")).kind_roots
        found = [kind for name in kinds.names(roots) if "kind" in (kind := kinds.find(name, roots)).shape.names]
    except GeneratorError as error:
        return _stop(error, language)
    if form == "json":
        import json

        rows = [{"kind": one.name, "name": one.label, "prints": one.prints, "formats": one.formats if one.prints else [],
                 "cut": one.cut if one.prints else None, "from": sorted(one.takes)} for one in found]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return None
    inputs = "供其他文件引用" if language == "zh" else "input of others"
    table = [("KIND", "中文", "ENGLISH", "FORMATS", "CUT")]
    for one in found:
        table.append((one.name, one.label["zh"], one.label["en"], *((", ".join(one.formats), one.cut) if one.prints else (inputs, "–"))))
    widths = [max(display_width(row[column]) for row in table) for column in range(5)]
    for row in table:
        click.echo("  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip())
    return None


@click.command("schema")
@together(
    click.argument("kind", type=KindName()),
    click.option("-o", "path", type=click.Path(path_type=Path, dir_okay=False), help="Write it there instead of printing it."),
    MESSAGES,
)
def schema_command(kind: str, path: Path | None, messages: str | None) -> None:
    """Print the JSON Schema of a KIND for editors, with names and help in Chinese and English."""
    from generator import editors, kinds, references, store

    try:
        text = editors.schema_text(kinds.find(kind, references.workspace(Path("new.yaml")).kind_roots))
        if path is None:
            click.echo(text, nl=False)
        else:
            click.echo(str(_saved(store, path, text)))
    except GeneratorError as error:
        _stop(error, message_language(messages))


def _saved(store: Any, path: Path, text: str) -> Path:
    """A file of ours, written whole over what stood there."""
    from pathlib import PurePosixPath

    saved: list[Path] = store.save(path.parent, [(PurePosixPath(path.name), text.encode())])
    return saved[0]


@click.command("new")
@together(
    click.argument("kind", type=KindName()),
    click.option("--client", metavar="ID", help="The client's id: the name of its folder."),
    click.option("--campaign", metavar="ID", help="The campaign's id: the name of its folder."),
    click.option("--from", "source", type=click.Path(path_type=Path), metavar="PAPER", help="Take over what another paper knows."),
    click.option("--period", metavar="PERIOD", help="The period that it reports on: 2026-10, 2026-Q4 or 2026."),
    click.option("--data", type=click.Path(path_type=Path), metavar="FILE", help="Fill in what a data file says: CSV, XLSX or Parquet."),
    click.option("--language", type=click.Choice(["zh-CN", "en", "bilingual"]), help="Language of the paper (default: the folder's)."),
    click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Date of the paper (default: today)."),
    click.option("-o", "path", type=click.Path(path_type=Path, dir_okay=False), help="Write it there (default: the campaign's folder)."),
    click.option("--messages", type=click.Choice(["zh", "en"]), help="Language of comments and messages (default: by locale)."),
)
def new_command(kind: str, date: datetime.datetime | None, messages: str | None, **wishes: Any) -> None:
    """Write a new paper of a KIND as commented YAML, with places to fill in."""
    from generator import drafts, store

    language = message_language(messages)
    today = datetime.date.today()  # the one place where the clock is read: a new paper is of today
    try:
        made = drafts.draft(drafts.Wish(kind, today, date.date() if date else None, reader=language, **wishes))
        written = store.create([(made.path, made.text.encode())])
        _saved(store, made.schema_path, made.schema)
        show(made.warnings, language)
        click.echo(str(written[0]))
    except GeneratorError as error:
        _stop(error, language)
