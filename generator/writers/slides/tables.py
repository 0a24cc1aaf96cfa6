"""Tables of slides: column widths by content, row heights by lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from generator.document import Cell, Column, Fields, Inlines, Row, Table, Text
from generator.frozen import dataclass
from generator.writers import measure
from generator.writers.frames import Align, Box, Line, TableCell, TableFrame, TableRow
from generator.writers.shades import shade
from generator.writers.slides import words
from generator.writers.slides.step import Setting

SIDE_PT = 7.0
"""Space between the words of a cell and the next column; none at the outer edges, so that a table stands on the margins."""

LONG_EM, BROKEN_EM = 14.0, 8.0
"""A word longer than the first (an address, a chain of codes) is broken anywhere, rather than widening its column beyond the second.
PowerPoint and browsers break within a word that is wider than its line."""

FIXED = frozenset({"number", "date", "narrow"})
"""Columns that keep their natural width while the others share the rest."""

Kind = Literal["head", "body", "total", "subtotal"]
Grid = list[list[TableCell]]


def of_fields(fields: Fields) -> Table:
    """A table of labels and values: one pair a row, or two or three when its class says so."""
    pairs = {"two": 2, "three": 3}.get(fields.class_, 1)
    cells = [(Cell(item.label, class_="muted"), Cell(item.value)) for item in fields.items]
    filled = cells + [(Cell(()), Cell(()))] * (-len(cells) % pairs)
    rows = tuple(
        Row(tuple(cell for pair in filled[start : start + pairs] for cell in pair), at=fields.items[start].at)
        for start in range(0, len(filled), pairs)
    )
    return Table(rows, columns=(Column("narrow"), Column("text")) * pairs, class_="plain", id=fields.id, lang=fields.lang)


@dataclass(frozen=True, slots=True)
class Sized:
    """A whole table at one width and one choice of sizes: its columns, its rows by the identity of their source, and what it lacks.

    It holds the table it was made from: as long as that lives, no other table or row can have the same identity.
    """

    whole: Table
    widths_pt: tuple[float, ...]
    head: tuple[TableRow, ...]
    rows: Mapping[int, TableRow]
    lacking_pt: float


def sized(whole: Table, width: float, setting: Setting) -> Sized:
    """The table measured; once per width and setting, since a table that flows over slides is asked for hundreds of times."""
    key = (id(whole), width)
    if key not in setting.memo:
        bounds = _bounds(whole, setting)
        least = sum(bound[0] for bound in bounds)
        widths = _column_widths(whole, bounds, width)
        made = list(_rows(whole, widths, setting))
        body = zip((*whole.body, *whole.foot), made[len(whole.head) :], strict=True)
        lacking = least if least > width + 1 else 0.0
        setting.memo[key] = Sized(whole, widths, tuple(made[: len(whole.head)]), {id(source): row for source, row in body}, lacking)
    found: Sized = setting.memo[key]
    return found


def frame(table: Table, whole: Table, box: Box, setting: Setting) -> TableFrame:
    """The frame of `table`, whose rows are some of those of `whole` under its head. Its height is what it needs."""
    found = sized(whole, box.width, setting)
    rows = (*found.head, *(found.rows[id(row)] for row in (*table.body, *table.foot)))
    height = sum(row.height_pt for row in rows)
    caption = words.plain(table.caption)
    alt = caption or " · ".join(words.plain(cell.children).replace("\n", " / ") for row in whole.head[:1] for cell in row.cells)
    return TableFrame(Box(box.x, box.y, box.width, height), found.widths_pt, rows, setting.step.pad_pt, SIDE_PT, alt, caption=caption)


def aired(frame: TableFrame, by: float) -> TableFrame:
    """The table with `by` points more over and under the words of every cell."""
    if not by:
        return frame
    rows = tuple(replace(row, height_pt=row.height_pt + 2 * by) for row in frame.rows)
    box = replace(frame.box, height=frame.box.height + 2 * by * len(rows))
    return replace(frame, box=box, rows=rows, pad_pt=frame.pad_pt + by)


def insets(column: int, span: int, columns: int) -> tuple[float, float]:
    """Left and right inset of a cell."""
    return (SIDE_PT if column else 0.0), (SIDE_PT if column + span < columns else 0.0)


def _column_widths(table: Table, bounds: Sequence[tuple[float, float]], width: float) -> tuple[float, ...]:
    """Column widths in points, together `width`: as the words need them, what is over or missing borne by the columns of text."""
    natural = [most for _, most in bounds]
    kinds = _kinds(table, len(bounds))
    if table.class_ == "plain" and sum(natural) <= width:
        return _even(natural, kinds, width)
    if sum(natural) <= width:
        free = [index for index, kind in enumerate(kinds) if kind not in FIXED] or list(range(len(kinds)))
        share = (width - sum(natural)) / (sum(natural[index] for index in free) or 1)
        return tuple(most * (1 + share) if index in free else most for index, most in enumerate(natural))
    return _squeezed(bounds, kinds, width)


def _even(natural: Sequence[float], kinds: Sequence[str], width: float) -> tuple[float, ...]:
    """Fixed columns keep their natural width; the others are equal as far as their words allow."""
    open_columns = {index for index, kind in enumerate(kinds) if kind not in FIXED} or set(range(len(kinds)))
    room = width - sum(most for index, most in enumerate(natural) if index not in open_columns)
    widths = list(natural)
    while open_columns:
        share = room / len(open_columns)
        wide = {index for index in open_columns if natural[index] > share + 0.001}
        if not wide:
            return tuple(share if index in open_columns else most for index, most in enumerate(widths))
        room -= sum(natural[index] for index in wide)
        open_columns -= wide
    return tuple(widths)


def _squeezed(bounds: Sequence[tuple[float, float]], kinds: Sequence[str], width: float) -> tuple[float, ...]:
    """Fixed columns keep their natural width while that leaves half the table; the others share by the root of what they lack."""
    fixed = sum(most for (_, most), kind in zip(bounds, kinds, strict=True) if kind in FIXED)
    keeps = [kind in FIXED and fixed <= width / 2 for kind in kinds]
    widths = [most if keep else least for (least, most), keep in zip(bounds, keeps, strict=True)]
    if sum(widths) > width:
        return tuple(value * width / sum(widths) for value in widths)
    open_columns = [index for index, keep in enumerate(keeps) if not keep]
    for _ in range(len(widths)):  # each round fills at least one column to its natural width, or ends
        spare = width - sum(widths)
        needs = {index: bounds[index][1] - widths[index] for index in open_columns if bounds[index][1] - widths[index] > 0.01}
        if spare < 0.01 or not needs:
            break
        weights = {index: need**0.5 * (1.6 if kinds[index] == "wide" else 1.0) for index, need in needs.items()}
        for index, need in needs.items():
            widths[index] += min(need, spare * weights[index] / sum(weights.values()))
    return tuple(widths)


def _kinds(table: Table, columns: int) -> list[str]:
    given = [column.class_ for column in table.columns]
    return (given + [""] * columns)[:columns]


def _bounds(table: Table, setting: Setting) -> list[tuple[float, float]]:
    """Per column the least and the natural width, from the cells that span no other column."""
    grid = [row for _, _, row in _grid(table, setting)]
    columns = max(len(row) for row in grid)
    bounds = [(12.0, 12.0)] * columns
    for row in grid:
        for index, cell in enumerate(row):
            if cell.covered or cell.colspan > 1:
                continue
            for line in cell.lines:
                bounds[index] = _wider(bounds[index], line, sum(insets(index, 1, columns)), setting)
    return bounds


def _wider(bounds: tuple[float, float], line: Line, inset: float, setting: Setting) -> tuple[float, float]:
    font = setting.theme.latin.office
    text = words.measured(line)
    spare = inset + 2.5  # what `measure.safe_width` takes off again
    size = max((run.size_pt for run in line.runs), default=0.0)
    held = max(width if width <= LONG_EM * size else BROKEN_EM * size for width in measure.stretches(text, font))
    least, most = held * 1.011 + spare, measure.natural_width(text, font) * 1.011 + spare
    return max(bounds[0], least), max(bounds[1], most)


def _rows(table: Table, widths: Sequence[float], setting: Setting) -> Iterator[TableRow]:
    rows = _grid(table, setting)
    heights = [_height(row, widths, setting) for _, _, row in rows]
    for index, (_, _, row) in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.rowspan > 1 and not cell.covered:  # a tall spanning cell lengthens the last of its rows
                last = min(index + cell.rowspan, len(rows)) - 1
                need = _cell_height(cell, column, widths, setting)
                heights[last] += max(0.0, need - sum(heights[index : last + 1]))
    for (kind, _, row), height in zip(rows, heights, strict=True):
        yield TableRow(tuple(row), height, kind)


def _height(row: Sequence[TableCell], widths: Sequence[float], setting: Setting) -> float:
    least = setting.step.table_pt * setting.theme.slide["table"].pitch + 2 * setting.step.pad_pt
    cells = [_cell_height(cell, column, widths, setting) for column, cell in enumerate(row) if not cell.covered and cell.rowspan == 1]
    return max(cells, default=least) if cells else least


def _cell_height(cell: TableCell, column: int, widths: Sequence[float], setting: Setting) -> float:
    width = sum(widths[column : column + cell.colspan]) - sum(insets(column, cell.colspan, len(widths)))
    return words.height(cell.lines, width, setting.theme) + 2 * setting.step.pad_pt


def _grid(table: Table, setting: Setting) -> list[tuple[Kind, Row, list[TableCell]]]:
    """The rows of a table with a cell for every column, covered ones included."""
    kinds: list[tuple[Kind, Row]] = [("head", row) for row in table.head]
    kinds += [(_kind(row, "body"), row) for row in table.body] + [(_kind(row, "total"), row) for row in table.foot]
    columns = _columns(table)
    given = _kinds(table, columns)
    above: dict[int, tuple[int, int]] = {}
    grid = []
    for kind, row in kinds:
        cells: list[TableCell] = []
        waiting = list(row.cells)
        while len(cells) < columns:
            index = len(cells)
            if index in above:
                rows_left, span = above.pop(index)
                if rows_left > 1:
                    above[index] = (rows_left - 1, span)
                cells += [TableCell((_empty(setting),), covered="v")] * min(span, columns - index)
                continue
            cell = waiting.pop(0) if waiting else Cell(())
            span = min(cell.colspan, columns - index)
            if cell.rowspan > 1:
                above[index] = (cell.rowspan - 1, span)
            cells.append(_cell(cell, given[index], kind, span, table.lang, setting))
            cells += [TableCell((_empty(setting),), covered="h")] * (span - 1)
        grid.append((kind, row, cells))
    return grid


def _columns(table: Table) -> int:
    rows = (*table.head, *table.body, *table.foot)
    first = rows[0].cells if rows else ()
    return max(len(table.columns), sum(cell.colspan for cell in first), 1)


def _kind(row: Row, usual: Kind) -> Kind:
    """What a row is: what it says itself, or what is usual in its part of the table."""
    return "total" if row.class_ == "total" else "subtotal" if row.class_ == "subtotal" else usual


def _empty(setting: Setting) -> Line:
    return Line((), setting.step.table_pt * setting.theme.slide["table"].pitch)


def _cell(cell: Cell, column: str, kind: Kind, span: int, lang: str, setting: Setting) -> TableCell:
    bold = kind in ("head", "total") or cell.header or cell.class_ == "strong"
    grey = kind == "head" or cell.class_ == "muted"
    right: Align = "right" if "number" in (cell.class_, column) and span == 1 else "left"
    look = words.Look(setting.step.table_pt, "grey" if grey else "ink", bold, lang or setting.meta.language)
    children: Inlines = cell.children or (Text(""),)
    line = words.line(children, look, setting.theme.slide["table"].pitch, setting.theme, align=right)
    return TableCell((line,), span, cell.rowspan, header=kind == "head" or cell.header, fill=shade(setting.theme, cell.class_))
