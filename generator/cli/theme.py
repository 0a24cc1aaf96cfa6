"""`briefwright theme check`: what a house's PowerPoint file has, what of it serves our slides, and what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import MESSAGES, together
from generator.cli.reporting import exit_code, message_language, show
from generator.diagnostics import GeneratorError, MessageLanguage, problem

if TYPE_CHECKING:
    from generator.theme import LayoutName
    from generator.writers.house_decks import HouseDeck

POINTS_PER_CM = 72 / 2.54
FOUND = {
    "same": {"zh": "同名", "en": "same name"},
    "told": {"zh": "theme.yaml 指定", "en": "as theme.yaml says"},
    "name": {"zh": "按名称", "en": "by its name"},
    "kind": {"zh": "按版式类型", "en": "by its type"},
    "place": {"zh": "按占位符", "en": "by its placeholders"},
}
WORDS = {
    "layouts": {"zh": "版式与占位符（单位：厘米）", "en": "Layouts and their placeholders (centimetres)"},
    "serving": {"zh": "对应关系", "en": "What serves which of our layouts"},
    "masters": {"zh": "注意：只读取第一个幻灯片母版（共 {} 个）", "en": "note: only the first of {} slide masters is read"},
    "complete": {"zh": "所需版式齐全", "en": "every layout that a deck needs is served"},
}


@click.group("theme")
def theme_command() -> None:
    """Look at a house's own look before it is used."""


@theme_command.command("check")
@together(
    click.argument("house", type=click.Path(path_type=Path), metavar="FILE|FOLDER|NAME"),
    click.option("--write", "target", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Make a theme of it there."),
    MESSAGES,
)
def check_command(house: Path, target: Path | None, messages: str | None) -> None:
    """Say what a house's .pptx or .potx (or a theme's) has, what of it serves, and what is missing.

    With --write a theme folder is made of a file: its colours, fonts and layouts in theme.yaml, to be corrected by hand.
    """
    from generator.writers import house_decks

    language = message_language(messages)
    try:
        path, told = _named(house)
        found = house_decks.read(path, told)
        for line in _report(path, found, language):
            click.echo(line)
        show(found.problems, language)
        if target:
            _write(target, path, found)
    except GeneratorError as error:
        show(error.diagnostics, language)
        sys.exit(exit_code(error.diagnostics))
    sys.exit(exit_code(found.problems))


def _named(house: Path) -> tuple[Path, tuple[LayoutName, ...]]:
    """The PowerPoint file of what was named, and what its theme says of its layouts."""
    from generator import kinds, looks, references, theme

    if house.is_file() and house.suffix != ".yaml":
        return house, ()
    folder = looks.folder_of(str(house), references.workspace(Path("new.yaml")).root)
    if folder is None:
        raise GeneratorError([problem("E712", name=house, known=", ".join(_themes(kinds.BUILT_IN)))])
    found = theme.load(folder, built_in=kinds.BUILT_IN / "themes")
    return found.path("reference.pptx"), found.layouts


def _themes(built_in: Path) -> list[str]:
    return sorted(path.parent.name for path in (built_in / "themes").glob("*/theme.yaml"))


def _report(path: Path, found: HouseDeck, language: MessageLanguage) -> Iterator[str]:
    width, height = (side / POINTS_PER_CM for side in found.size_pt)
    yield f"{path}: {width:.2f} × {height:.2f} cm"
    if found.masters > 1:
        yield WORDS["masters"][language].format(found.masters)
    yield ""
    yield f"{WORDS['layouts'][language]}:"
    for layout in found.layouts:
        yield f"  {layout.name}"
        for name, kind, box in layout.places:
            sides = [round(side / POINTS_PER_CM, 1) for side in (box.x, box.y, box.width, box.height)]
            yield f"    {name} ({kind}) {sides[0]}/{sides[1]}, {sides[2]} × {sides[3]}"
    yield ""
    yield f"{WORDS['serving'][language]}:"
    for match in found.matches:
        yield f"  {match.ours} → {match.theirs} ({FOUND[match.how][language]})"
        yield from (f"    {slot} → {name}" for slot, name in match.slots)
    if not found.problems:
        yield ""
        yield WORDS["complete"][language]


def _write(target: Path, path: Path, found: HouseDeck) -> None:
    """The theme folder of a house's file; what is there already is left alone."""
    from generator import store
    from generator.writers import house_decks

    text = house_decks.theme_yaml(target.resolve().name, found, path)
    for written in store.create([(target / "theme.yaml", text.encode()), (target / "reference.pptx", house_decks.reference(path))]):
        click.echo(str(written))
