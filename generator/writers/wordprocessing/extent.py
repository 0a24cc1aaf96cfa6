"""About how many pages a paper takes: what `page X of Y` shows in programs that lay no pages out themselves.

Heights are reckoned from the number of characters, without fonts and without page breaks within the text, in the time of a few
paragraphs. Whatever lays pages out (Word, LibreOffice, WPS) counts them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import ceil

from generator.document import (
    Blocks,
    Callout,
    Chart,
    Contents,
    Field,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Meta,
    Notes,
    PageBreak,
    Paragraph,
    PlainCells,
    Quote,
    Row,
    Schedule,
    Section,
    Table,
)
from generator.frozen import dataclass
from generator.theme import TextStyle, Theme
from generator.writers import charts
from generator.writers.images import PICTURE_SHARE, Picture
from generator.writers.wordprocessing.fields import MOST_KEY_NUMBERS, PAIRS
from generator.writers.wordprocessing.grid import GAP, sampled
from generator.writers.wordprocessing.paragraphs import AFTER_TABLE, STYLES
from generator.writers.wordprocessing.runs import plain

FILLED = 0.92
"""The share of a page that is filled on average: headings and whole rows leave the foot of some pages empty."""

CELL_PT, CELL_COMPACT_PT = 6.5, 3.5
"""What a row is higher than its lines."""

COLUMN_USE = 0.75
"""The share of a table's width that words fill where they run over more than one line."""

LEAST_SAMPLE = 40
"""Rows of a long table, spread evenly, that the others are taken to be as high as on average."""

LABEL_SHARE = 0.3
"""The share of a pair that its label takes."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where blocks stand: the width and height of the text in points, and the style set."""

    theme: Theme
    language: str
    pictures: Mapping[str, Picture]
    width: float
    height: float
    compact: bool = False

    def text(self, words: str, style: str, width: float = 0.0) -> float:
        """The height of a paragraph."""
        look = self.look(style)
        return self.height_of(_lines(words, look.size(self.language), width or self.width), look)

    def look(self, style: str) -> TextStyle:
        """What the theme says of a style, of its compact form where it has one and stands in a compact place."""
        named = f"{style} Compact" if self.compact and f"{style} Compact" in self.theme.styles else style
        return self.theme.styles.get(named) or self.theme.styles["Body Text"]

    def height_of(self, lines: int, look: TextStyle) -> float:
        """The height of a paragraph of so many lines."""
        return lines * look.pitch(self.language) + look.after_pt + look.before_pt


def pages(body: Blocks, meta: Meta, theme: Theme, pictures: Mapping[str, Picture], text_pt: tuple[float, float]) -> int:
    """The estimated number of pages of a document whose text is `text_pt` wide and high."""
    room = _Room(theme, meta.language, pictures, *text_pt)
    title = room.text("\n".join(meta.title), "Title") + room.text("\n".join(meta.subtitle), "Subtitle") * bool(meta.subtitle)
    facts = ceil(len(meta.facts) / 2) * 16.0 * len(meta.languages)
    height, breaks = title + facts + _height(body, room), sum(isinstance(block, PageBreak) for block in body)
    return max(1, breaks + ceil(height / room.height - (1 - FILLED)))


def _lines(words: str, size: float, width: float) -> int:
    """The lines of a text: Chinese characters are as wide as they are high, others half of it."""
    return sum(max(1, ceil(_em(line) * size / max(width, size))) for line in words.split("\n"))


def _em(words: str) -> float:
    """The width of a line in em. A Chinese character has three bytes in UTF-8."""
    return 0.5 * len(words) + 0.25 * (len(words.encode("utf-8", "replace")) - len(words))


def _height(blocks: Blocks, room: _Room) -> float:
    return sum(_HEIGHTS[type(block)](block, room) for block in blocks)


def _section(block: Section, room: _Room) -> float:
    inside = replace(room, compact=room.compact or block.class_ == "compact")
    if block.class_ != "columns":
        return _height(block.children, inside)
    sides = [one for one in block.children if isinstance(one, Section)]
    gap = GAP / 20
    width = (inside.width + gap) / max(1, len(sides)) - gap
    return max((_height(one.children, replace(inside, width=width)) for one in sides), default=0.0) + AFTER_TABLE / 20


def _list(block: List, room: _Room) -> float:
    style = "List Number" if block.ordered else "List Bullet"
    width = room.width - 16
    return sum(room.text(plain(item.children), style, width) + _height(item.nested, room) for item in block.items)


def _rows(rows: Iterable[Row], style: str, room: _Room) -> float:
    """The height of rows: one line, or as many as their words fill."""
    look, high, total = room.look(style), CELL_COMPACT_PT if room.compact else CELL_PT, 0.0
    size = look.size(room.language)
    for row in rows:
        cells = row.cells.texts if type(row.cells) is PlainCells else [plain(cell.children) for cell in row.cells] or [""]
        ems = [_em(cell) for cell in cells]
        width = room.width * max(max(ems) / max(1.0, sum(ems)) * COLUMN_USE, 1 / (2 * len(cells)))
        long = [cell for cell, em in zip(cells, ems, strict=True) if em * size > width or "\n" in cell]
        total += room.height_of(max((_lines(cell, size, width) for cell in long), default=1), look) + high
    return total


def _table(block: Table, room: _Room) -> float:
    sample = sampled(block.body, LEAST_SAMPLE)
    body = _rows(sample, "Table Text", room) * len(block.body) / max(1, len(sample))
    caption = room.text(plain(block.caption), "Caption") if block.caption else 0.0
    return caption + body + _rows(block.head, "Table Header", room) + _rows(block.foot, "Table Text", room) + AFTER_TABLE / 20


def _fields(block: Fields, room: _Room) -> float:
    across = min(PAIRS.get(block.class_, 1), max(1, len(block.items)))
    width = room.width / across * (1 - LABEL_SHARE)
    heights = [_field(item, room, width) for item in block.items]
    return sum(max(heights[start : start + across]) for start in range(0, len(heights), across)) + AFTER_TABLE / 20


def _field(item: Field, room: _Room, width: float) -> float:
    return room.text(plain(item.value), "Table Text" if room.compact else "Value", width) + 2


def _image(block: Image, room: _Room) -> float:
    picture = room.pictures[block.src]
    natural = picture.width_px * 72 / picture.dpi, picture.height_px * 72 / picture.dpi
    scale = min(1.0, room.width / natural[0], room.height * PICTURE_SHARE / natural[1])
    return natural[1] * scale + room.text("", "Body Text")


def _chart(block: Chart, room: _Room) -> float:
    return charts.natural_height(block, room.width) + room.text(plain(block.title), "Caption") + room.text(block.source, "Source")


def _schedule(block: Schedule, room: _Room) -> float:
    groups = len({task.group for task in block.tasks if task.group})
    return (len(block.tasks) + groups + 1) * (room.text("", "Table Text") + CELL_PT) + AFTER_TABLE / 20


def _key_number(block: KeyNumber, room: _Room) -> float:
    """A share of a row: as many stand beside each other as fit."""
    return (room.text("", "Key Number") + room.text("", "Note")) / MOST_KEY_NUMBERS


_HEIGHTS: dict[type, Callable[..., float]] = {
    Paragraph: lambda block, room: room.text(plain(block.children), STYLES.get(block.class_, "Body Text")),
    Heading: lambda block, room: room.text(plain(block.children), f"Heading {block.level}"),
    List: _list,
    Table: _table,
    Fields: _fields,
    Image: _image,
    Chart: _chart,
    Schedule: _schedule,
    KeyNumber: _key_number,
    Quote: lambda block, room: _height(block.children, room),
    Callout: lambda block, room: sum(room.text(plain(getattr(one, "children", ())), "Callout") for one in block.children),
    Section: _section,
    Contents: lambda block, room: room.text("", "TOC 1") * (len(block.entries) + 1),
    Notes: lambda block, room: 0.0,
    PageBreak: lambda block, room: 0.0,
}
