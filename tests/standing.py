"""Where the words of a placed deck stand: every text frame, table cell and mark of a schedule with its box and its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.theme import Theme
from generator.writers.frames import Box, ChartFrame, Deck, Frame, Line, PictureFrame, ScheduleFrame, Slide, TableFrame, TextFrame, within
from generator.writers.slides import words
from generator.writers.slides.tables import insets

ROUNDING_PT = 0.01


@dataclass(frozen=True)
class Said:
    """Words, the box that they are to stay in, what they need of its height, and what a reader knows that box by."""

    box: Box
    lines: tuple[Line, ...]
    needed_pt: float
    name: str

    @property
    def drawn(self) -> str:
        """The characters that a program draws, bullets and numbers included, without spaces."""
        return "".join("".join((_mark(line), line.text)) for line in self.lines)


def _mark(line: Line) -> str:
    if line.bullet == "number":
        return f"{line.number}."
    return ("•" if line.level == 1 else "–") if line.bullet == "bullet" else ""


def said(slide: Slide, theme: Theme) -> list[Said]:
    """All words of a slide in the order in which they are drawn."""
    drawn = sorted(slide.frames, key=lambda frame: not (isinstance(frame, PictureFrame) and frame.behind))
    return [one for frame in drawn for one in _said(frame, theme)]


def _said(frame: Frame, theme: Theme) -> Iterator[Said]:
    match frame:
        case TextFrame(box=box, lines=lines):
            inner = within(box, frame.inset_pt)
            yield Said(inner, lines, words.height(lines, inner.width, theme), frame.placeholder or frame.name)
        case TableFrame():
            yield from _cells(frame, theme)
        case ScheduleFrame(marks=marks):
            for mark in marks:
                if mark.lines:
                    yield Said(mark.box, mark.lines, words.height(mark.lines, mark.box.width, theme), mark.name)
        case ChartFrame() | PictureFrame():
            return


def _cells(frame: TableFrame, theme: Theme) -> Iterator[Said]:
    y = frame.box.y
    heights = [row.height_pt for row in frame.rows]
    for number, row in enumerate(frame.rows):
        x = frame.box.x
        for column, cell in enumerate(row.cells):
            if not cell.covered:
                left, right = insets(column, cell.colspan, len(frame.widths_pt))
                width = sum(frame.widths_pt[column : column + cell.colspan])
                height = sum(heights[number : number + cell.rowspan])
                box = Box(x + left, y + frame.pad_pt, width - left - right, height - 2 * frame.pad_pt)
                yield Said(box, cell.lines, words.height(cell.lines, box.width, theme), f"cell {number + 1}/{column + 1}")
            x += frame.widths_pt[column]
        y += row.height_pt


def overflows(deck: Deck, theme: Theme) -> list[str]:
    """What is higher than its box, stands outside of the slide, or lies upon something else."""
    slide_box = Box(0, 0, deck.width_pt, deck.height_pt)
    found = []
    for slide in deck.slides:
        where = f"slide {slide.number} ({slide.layout})"
        for one in said(slide, theme):
            if one.needed_pt > one.box.height + ROUNDING_PT:
                found.append(f"{where}: {one.name} needs {one.needed_pt:.1f} of {one.box.height:.1f} pt")
        found += [f"{where}: {type(frame).__name__} leaves the slide" for frame in slide.frames if not _inside(frame.box, slide_box)]
        found += [f"{where}: {one} lies upon {other}" for one, other in _upon(slide.frames)]
    return found


def _inside(box: Box, slide: Box) -> bool:
    return box.x >= -ROUNDING_PT and box.y >= -ROUNDING_PT and box.right <= slide.right + ROUNDING_PT and box.bottom <= slide.bottom + ROUNDING_PT


def _upon(frames: Sequence[Frame]) -> Iterator[tuple[str, str]]:
    """Pairs of frames that share room; a title on a picture that lies behind it is meant to."""
    flat = [frame for frame in frames if not (isinstance(frame, PictureFrame) and frame.behind)]
    for one, other in combinations(flat, 2):
        first, second = _used(one), _used(other)
        across = min(first.right, second.right) - max(first.x, second.x)
        down = min(first.bottom, second.bottom) - max(first.y, second.y)
        if across > 0.5 and down > 0.5:
            yield _named(one), _named(other)


def _used(frame: Frame) -> Box:
    """The part of a frame that is filled: its words may be lower than its box."""
    if not isinstance(frame, TextFrame) or frame.fill:
        return frame.box
    inner = within(frame.box, frame.inset_pt)
    spare = inner.height - frame.height_pt
    down = {"top": 0.0, "middle": spare / 2, "bottom": spare}[frame.anchor]
    return Box(inner.x, inner.y + down, inner.width, frame.height_pt)


def _named(frame: Frame) -> str:
    return getattr(frame, "placeholder", "") or getattr(frame, "name", "") or type(frame).__name__
