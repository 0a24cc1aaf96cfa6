"""Figures under each other by their decimal points, in columns where the number of decimals differs; elsewhere the right edge does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil

from generator.document import Cell, Row, Table, Text
from generator.writers.wordprocessing.grid import SAMPLE_ROWS, placed, text_width

_FIGURE = re.compile(r"[^\d\n]*\d[\d,]*(\.\d+)?([^\d\n]*)\Z")
_GAPS = frozenset({"", "–", "—", "-"})


def spans(table: Table, classes: Sequence[str], half_points: int) -> tuple[tuple[int, int], ...]:
    """For each column the widest of what stands before decimal points and behind them, in twentieths of a point; (0, 0) where figures are
    aligned right, because all have as many decimals."""
    if "number" not in classes:
        return ((0, 0),) * len(classes)
    found: list[list[tuple[str, str]] | None] = [[] if class_ == "number" else None for class_ in classes]
    decimals: list[set[int]] = [set() for _ in classes]
    for column, cell in _figures(table):
        words = "" if column >= len(found) else _plain(cell)
        seen = found[column] if column < len(found) else None
        if seen is None or words in _GAPS:
            continue
        match = _FIGURE.match(words or "x")
        if match is None or words is None:
            found[column] = None
            continue
        decimals[column].add(len(match[1] or ""))
        behind = (match[1] or "") + match[2]
        seen.append(((words or "").removesuffix(behind), behind))
    differing = (seen if seen and len(decimals[column]) > 1 else [] for column, seen in enumerate(found))
    return tuple((_widest(seen, 0, half_points), _widest(seen, 1, half_points)) for seen in differing)


def _widest(figures: Sequence[tuple[str, str]], side: int, half_points: int) -> int:
    return max((ceil(text_width(one[side], half_points)) for one in figures), default=0)


def tails(spans: Sequence[tuple[int, int]], rooms: Sequence[int]) -> tuple[int, ...]:
    """For each column the room behind the decimal points; 0 where figures are aligned right, or a column became too narrow to set points
    under each other. `rooms` are the widths of the columns without their margins."""
    return tuple(behind if before + behind <= room else 0 for (before, behind), room in zip(spans, rooms, strict=True))


def tail(cell: Cell, half_points: int) -> int:
    """The room of what stands behind the last whole digit of a cell, in twentieths of a point; 0 in a cell that is no figure."""
    match = _FIGURE.match(_plain(cell) or "")
    return round(text_width((match[1] or "") + match[2], half_points)) if match else 0


def _figures(table: Table) -> Iterator[tuple[int, Cell]]:
    """The cells that may hold figures, with their columns; widths of a long table are settled long before its end."""
    groups: tuple[Sequence[Row], ...] = (table.body[:SAMPLE_ROWS], table.foot)
    for group in groups:
        for column, cell in placed(group):
            if cell.colspan == 1 and not cell.header:
                yield column, cell


def _plain(cell: Cell) -> str | None:
    """The one text of a cell, "" in an empty one; None for anything else."""
    match cell.children:
        case ():
            return ""
        case (Text(text),):
            return text.strip()
        case _:
            return None
