"""Pieces stacked in a region of a slide: words, tables, charts, pictures, schedules and key numbers, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from generator.document import Callout, Chart, Image, KeyNumber, Quote, Schedule, Table
from generator.frozen import dataclass
from generator.writers.frames import Anchor, Box, ChartFrame, Frame, PictureFrame, TableFrame, TextFrame, within
from generator.writers.slides import gantt, pictures, tables, text, words
from generator.writers.slides.grid import Slot
from generator.writers.slides.pieces import Piece, joined
from generator.writers.slides.step import Setting
from generator.writers.slides.text import PLAIN, Manner

COLUMN_GAP_PT = 24.0
"""Between two things side by side."""

RULE_INSET_PT = 16.0
"""How far words stand in from the rule at their left."""

MOST_AIR_PT, LEFT_FREE = 7.0, 0.15
"""What a short table's cells may gain over and under their words, and the share of its height that it leaves free."""

LEAST_CHART_PT = 150.0
LEAST_PICTURE_PT = 110.0
KEY_NUMBERS_IN_A_ROW = 4
WIDE_PT = 600.0
"""From here on two charts or pictures stand side by side."""


@dataclass(frozen=True, slots=True)
class Region:
    """A slot to be filled: its placeholder, its box, the pieces for it, the layout's slot when there is one, and how its words look.

    A picture that lies `behind` has the title upon it."""

    placeholder: str
    box: Box
    pieces: tuple[Piece, ...]
    slot: Slot | None = None
    manner: Manner = PLAIN
    behind: bool = False

    @property
    def anchor(self) -> Anchor:
        """Where the pieces stand in the box."""
        return self.slot.anchor if self.slot else "top"

    @property
    def inner(self) -> Box:
        """The room for the pieces: a card keeps its words from its edge."""
        return within(self.box, self.slot.inset_pt if self.slot else 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """The frames of a region; by how much they are too high; and the piece at fault."""

    frames: tuple[Frame, ...]
    excess_pt: float = 0.0
    culprit: Piece | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Pieces that make one row of the stack, and the least height of it; an elastic part takes what is left."""

    pieces: tuple[Piece, ...]
    kind: str
    least_pt: float
    elastic: bool = False


def place(region: Region, setting: Setting) -> Placed:
    """The pieces of a region, stacked."""
    inner = region.inner
    parts = _parts(region, setting)
    spare = inner.height - _together(parts, setting)
    if spare < -0.01:
        return Placed((), -spare, region.pieces[-1])
    frames = _stack(parts, region, inner, spare, setting)
    return Placed(tuple(frames))


def least_height(region: Region, setting: Setting) -> float:
    """The height that a region's pieces need."""
    return _together(_parts(region, setting), setting)


def _parts(region: Region, setting: Setting) -> list[_Part]:
    inner = region.inner
    return [_part(kind, pieces, inner, setting, region.manner) for kind, pieces in _grouped(region.pieces, inner.width, region.manner)]


def _together(parts: Sequence[_Part], setting: Setting) -> float:
    return sum(part.least_pt for part in parts) + setting.step.gap_pt * max(0, len(parts) - 1)


def _kind(piece: Piece) -> str:
    match piece.block:
        case Table():
            return "table"
        case Chart():
            return "chart"
        case Image():
            return "image"
        case Schedule():
            return "schedule"
        case KeyNumber():
            return "number"
        case Callout():
            return "callout"
        case Quote():
            return "quote"
        case _:
            return "text"


def _grouped(pieces: Sequence[Piece], width: float, manner: Manner) -> list[tuple[str, tuple[Piece, ...]]]:
    """Rows of the stack: words that follow each other are one, tables, schedules and asides each their own, the rest side by side."""
    beside = {"number": KEY_NUMBERS_IN_A_ROW, "chart": 2 if width >= WIDE_PT else 1, "image": 3 if width >= WIDE_PT else 1}
    groups: list[tuple[str, tuple[Piece, ...]]] = []
    if manner.words_alone and not any(isinstance(piece.block, Chart | Image | Schedule | Table) for piece in pieces):
        return [("text", tuple(pieces))]
    for kind, run in groupby(joined(pieces), _kind):
        found = tuple(run)
        size = len(found) if kind == "text" else beside.get(kind, 1)
        groups.extend((kind, found[start : start + size]) for start in range(0, len(found), size))
    return groups


def _part(kind: str, pieces: tuple[Piece, ...], box: Box, setting: Setting, manner: Manner) -> _Part:
    first = pieces[0]
    match first.block:
        case _ if kind == "text":
            return _Part(pieces, kind, words.height(text.lines(pieces, setting, manner), box.width, setting.theme))
        case Table():
            frame = _table(first, box, setting)
            return _Part(pieces, kind, frame.box.height + (_caption_height(frame.caption, box, setting)))
        case Chart():
            return _Part(pieces, kind, LEAST_CHART_PT, elastic=True)
        case Image():
            return _Part(pieces, kind, LEAST_PICTURE_PT, elastic=True)
        case Schedule() as schedule:
            return _Part(pieces, kind, gantt.least_height(schedule, _whole(first), box.width, setting), elastic=True)
        case KeyNumber():
            cells = _columns(box, len(pieces))
            pairs = zip(pieces, cells, strict=True)
            heights = [words.height(text.lines([piece], setting), cell.width, setting.theme) for piece, cell in pairs]
            return _Part(pieces, kind, max(heights))
        case _:
            inset = RULE_INSET_PT if kind in ("callout", "quote") else 0.0
            return _Part(pieces, kind, words.height(text.lines(pieces, setting, manner), box.width - inset, setting.theme))


def _whole(piece: Piece) -> Schedule:
    assert isinstance(piece.whole, Schedule)
    return piece.whole


def _columns(box: Box, count: int) -> list[Box]:
    width = (box.width - COLUMN_GAP_PT * (count - 1)) / count
    return [Box(box.x + index * (width + COLUMN_GAP_PT), box.y, width, box.height) for index in range(count)]


def _table(piece: Piece, box: Box, setting: Setting) -> TableFrame:
    assert isinstance(piece.block, Table)
    assert isinstance(piece.whole, Table)
    return tables.frame(piece.block, piece.whole, box, setting)


def _caption_height(caption: str, box: Box, setting: Setting) -> float:
    return words.height((text.caption(caption, setting),), box.width, setting.theme) + 4 if caption else 0.0


def _stack(parts: Sequence[_Part], region: Region, inner: Box, spare: float, setting: Setting) -> list[Frame]:
    """The frames from top to bottom. What is spare goes to elastic parts, else above (anchor middle: half of it) or below the stack."""
    elastic = sum(part.elastic for part in parts)
    frames: list[Frame] = []
    y = inner.y
    if not elastic and region.anchor != "top" and len(parts) > 1:
        y += spare / 2 if region.anchor == "middle" else spare
    alone = len(parts) == 1
    air = _air(parts, 0.0 if elastic else spare, inner.height)
    for part in parts:
        height = part.least_pt + (spare / elastic if part.elastic else 2 * air * _whole_rows(part))
        box = Box(inner.x, y, inner.width, inner.height if alone and part.kind == "text" else height)
        frames.extend(_frames(part, box, region, setting, alone=alone, air=air if _whole_rows(part) else 0.0))
        y += height + setting.step.gap_pt
    return _named(frames, region)


def _air(parts: Sequence[_Part], spare: float, height: float) -> float:
    """The space to be added over and under the words of every cell, so that a short table does not leave half its slide empty."""
    rows = sum(map(_whole_rows, parts))
    return min(MOST_AIR_PT, max(0.0, spare - LEFT_FREE * height) / (2 * rows)) if rows else 0.0


def _whole_rows(part: _Part) -> int:
    """The rows of a table that stands on one slide; 0 for anything else, as parts of one table keep one rhythm."""
    table, whole = part.pieces[0].block, part.pieces[0].whole
    if not isinstance(table, Table) or not isinstance(whole, Table):
        return 0
    shown, all_rows = len(table.body) + len(table.foot), len(whole.body) + len(whole.foot)
    return len(whole.head) + shown if shown == all_rows else 0


def _named(frames: list[Frame], region: Region) -> list[Frame]:
    """The first frame of the kind that the region's placeholder is for takes it."""
    kind = region.slot.type if region.slot else ""
    for index, frame in enumerate(frames):
        match kind, frame:
            case "chart" | "obj", ChartFrame():
                frames[index] = replace(frame, placeholder=region.placeholder)
            case "pic" | "obj", PictureFrame():
                frames[index] = replace(frame, placeholder=region.placeholder, behind=region.behind)
            case "tbl" | "obj", TableFrame():
                frames[index] = replace(frame, placeholder=region.placeholder)
            case "body" | "obj", TextFrame(name="Text"):
                frames[index] = _card(frame, region, alone=len(frames) == 1)
            case _:
                continue
        break
    return frames


def _card(frame: TextFrame, region: Region, *, alone: bool) -> TextFrame:
    """Words in their placeholder; with a fill of its own it is drawn to its edges."""
    slot = region.slot
    if slot is None or not slot.fill or not alone:
        return replace(frame, placeholder=region.placeholder)
    return replace(frame, box=region.box, placeholder=region.placeholder, inset_pt=slot.inset_pt, fill=slot.fill, opacity=slot.opacity)


def _frames(part: _Part, box: Box, region: Region, setting: Setting, *, alone: bool, air: float) -> list[Frame]:
    match part.kind:
        case "table":
            return _table_frames(part.pieces[0], box, setting, air)
        case "chart" | "image" | "number":
            cells = _columns(box, len(part.pieces))
            return [frame for piece, cell in zip(part.pieces, cells, strict=True) for frame in _beside(piece, cell, setting)]
        case "schedule":
            schedule = part.pieces[0].block
            assert isinstance(schedule, Schedule)
            return [gantt.frame(schedule, _whole(part.pieces[0]), box, setting)]
        case "callout" | "quote":
            inset = Box(box.x + RULE_INSET_PT, box.y, box.width - RULE_INSET_PT, box.height)
            rule = "accent" if part.kind == "callout" else "hairline"
            lines = text.lines(part.pieces, setting)
            return [TextFrame(inset, lines, name=part.kind.title(), rule=rule, height_pt=part.least_pt)]
        case _:
            lines = text.lines(part.pieces, setting, region.manner)
            anchor = region.anchor if alone else "top"
            return [TextFrame(box, lines, anchor=anchor, height_pt=part.least_pt)]


def _table_frames(piece: Piece, box: Box, setting: Setting, air: float) -> list[Frame]:
    frame = tables.aired(_table(piece, box, setting), air)
    if not frame.caption:
        return [frame]
    above = _caption_height(frame.caption, box, setting)
    caption = TextFrame(Box(box.x, box.y, box.width, above), (text.caption(frame.caption, setting),), name="Caption", height_pt=above - 4)
    return [caption, replace(frame, box=replace(frame.box, y=frame.box.y + above))]


def _beside(piece: Piece, box: Box, setting: Setting) -> list[Frame]:
    match piece.block:
        case Chart() as chart:
            return _captioned(ChartFrame(box, chart, chart.alt or words.plain(chart.title)), setting)
        case Image() as image:
            return pictures.frames(image, box, setting)
        case _:
            lines = text.lines([piece], setting)
            return [TextFrame(box, lines, name="Key number", height_pt=words.height(lines, box.width, setting.theme))]


def _captioned(frame: ChartFrame, setting: Setting) -> list[Frame]:
    """A chart under its title and unit."""
    line = text.chart_title(frame.chart, setting)
    if not line.runs:
        return [frame]
    box = frame.box
    above = words.height((line,), box.width, setting.theme)
    below = Box(box.x, box.y + above + 4, box.width, box.height - above - 4)
    return [TextFrame(Box(box.x, box.y, box.width, above), (line,), name="Chart title", height_pt=above), replace(frame, box=below)]
