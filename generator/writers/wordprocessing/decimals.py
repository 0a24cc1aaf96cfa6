"""Figures under each other by their decimal points, in columns where the number of decimals differs or some bear a footnote's mark;
elsewhere the right edge does it. Percentages below other figures (shares below amounts) are another measure, and stand at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from generator.document import Cell, Text
from generator.writers.wordprocessing.grid import Sample, Sampled, text_width

_FIGURE = re.compile(r"[^\d\n]*\d[\d,]*(\.\d+)?([^\d\n]*)\Z")
_GAPS = frozenset({"", "–", "—", "-"})
MARKS = frozenset("†‡*")
"""Footnote marks, which hang behind the figures of a column."""


def spans(sample: Sample, classes: Sequence[str], half_points: int) -> tuple[tuple[int, int], ...]:
    """For each column the widest of what stands before decimal points and behind them, in twentieths of a point; (0, 0) where figures are
    aligned right, because all have as many decimals and none a mark."""
    columns = zip(sample.rest, classes, strict=True)
    return tuple(_span(cells, half_points) if class_ == "number" else (0, 0) for cells, class_ in columns)


def _span(cells: Sequence[Sampled], half_points: int) -> tuple[int, int]:
    """The widest before and behind the decimal points of a column; (0, 0) where decimals do not differ, or not all cells are figures."""
    words = [cell if isinstance(cell, str) else _plain(cell) for cell in cells if isinstance(cell, str) or not cell.header]
    if not any(one is not None and ("." in one or one[-1:] in MARKS) for one in words):
        return 0, 0
    figures = [one for one in words if one not in _GAPS]
    amounts = [one for one in figures if one is None or "%" not in one]
    found: list[tuple[str, str]] = []
    kinds: set[tuple[int, bool]] = set()
    for one in amounts or figures:
        match = _FIGURE.match(one or "x")
        if match is None or one is None:
            return 0, 0
        kinds.add((len(match[1] or ""), match[2][-1:] in MARKS))
        behind = (match[1] or "") + match[2]
        found.append((one.removesuffix(behind), behind))
    return (_widest(found, 0, half_points), _widest(found, 1, half_points)) if len(kinds) > 1 else (0, 0)


def _widest(figures: Sequence[tuple[str, str]], side: int, half_points: int) -> int:
    return max((ceil(text_width(one[side], half_points)) for one in figures), default=0)


def tails(spans: Sequence[tuple[int, int]], rooms: Sequence[int]) -> tuple[int, ...]:
    """For each column the room behind the decimal points; 0 where figures are aligned right, or a column became too narrow to set points
    under each other. `rooms` are the widths of the columns without their margins."""
    return tuple(behind if before + behind <= room else 0 for (before, behind), room in zip(spans, rooms, strict=True))


def tail(cell: Sampled, half_points: int) -> int:
    """The room of what stands behind the last whole digit of a cell, in twentieths of a point; 0 in a cell that is no figure."""
    match = _FIGURE.match((cell if isinstance(cell, str) else _plain(cell)) or "")
    return round(text_width((match[1] or "") + match[2], half_points)) if match else 0


def _plain(cell: Cell) -> str | None:
    """The one text of a cell, "" in an empty one; None for anything else."""
    match cell.children:
        case ():
            return ""
        case (Text(text),):
            return text.strip()
        case _:
            return None
