"""`table` and `dl` → Table and Fields; rows that do not fill the grid are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.document import Cell, Column, Field, Fields, Inlines, PlainCells, Row, Table, are_single
from generator.markup.inlines import marked, read_inlines
from generator.markup.reading import Element, Reading
from generator.markup.white_space import tidy_lines

COLUMN_LIMIT = 63
"""Word's limit of columns in a table."""

ROW_LIMIT = 10_000
_PARTS = ("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr")


def read_table(reading: Reading, element: Element) -> Table | None:
    """The table, or None when it has no body rows."""
    reading.check_attributes(element)
    reading.refuse_text(element.text, element)
    caption: Inlines = ()
    columns: list[Column] = []
    parts: dict[str, list[Element]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in element:
        reading.refuse_text(child.tail, element, child)
        match child.tag:
            case "caption":
                reading.check_attributes(child)
                caption = marked(reading, child, read_inlines(reading, child))
            case "colgroup" | "col":
                columns += _columns(reading, child)
            case "tr":
                parts["tbody"].append(child)
            case "thead" | "tbody" | "tfoot":
                parts[str(child.tag)] += _rows_of(reading, child)
            case _:
                reading.refuse_element(child, element, _PARTS)
    head, body, foot = _read_parts(reading, parts, len(columns))
    class_, id_, lang = reading.class_of(element), reading.id_of(element), reading.lang_of(element)
    return Table(body, head, foot, tuple(columns), caption, class_, id_, lang) if body else None


def _read_parts(reading: Reading, parts: dict[str, list[Element]], width: int) -> tuple[tuple[Row, ...], ...]:
    """Head, body and foot, all of one width: that of `col`, or else of the first row. A row of the foot that says nothing is a total."""
    read = []
    for part, rows in parts.items():
        grid = _Grid(reading, width)
        found = [row for row in (grid.row(element) for element in rows) if row]
        read.append(tuple(found if part != "tfoot" else [row if row.class_ else replace(row, class_="total") for row in found]))
        grid.close()
        width = grid.width
    return tuple(read)


def _columns(reading: Reading, element: Element) -> list[Column]:
    reading.check_attributes(element)
    if element.tag == "col":
        return [Column(reading.class_of(element))]
    found = []
    for child in element:
        if child.tag == "col":
            found += _columns(reading, child)
        else:
            reading.refuse_element(child, element, ("col",))
    return found


def _rows_of(reading: Reading, part: Element) -> list[Element]:
    """The rows of `thead`, `tbody` or `tfoot`."""
    reading.check_attributes(part)
    reading.refuse_text(part.text, part)
    rows = []
    for child in part:
        reading.refuse_text(child.tail, part, child)
        if child.tag == "tr":
            rows.append(child)
        else:
            reading.refuse_element(child, part, ("tr",))
    return rows


class _Grid:
    """The rows of one part of a table, and how far cells reach down from the rows above."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.width = width
        self.covered: list[int] = [0] * width
        self.reaching = False
        """Whether a cell reaches down from the rows above."""
        self.last: Element | None = None

    def row(self, element: Element) -> Row | None:
        """The row of `element`, or None when it has no cells and none reach into it."""
        self.reading.check_attributes(element)
        short = element.get("data-cells")
        cells = tuple(_cells(self.reading, element)) if short is None else _plain_cells(self.reading, element, short)
        if not cells and not self.reaching:
            return None
        self._place(element, cells)
        self.last = element
        return Row(cells, self.reading.class_of(element), element.get("data-at", ""))

    def close(self) -> None:
        """Refuse cells that reach beyond the last row."""
        if self.last is not None and self.reaching:
            self.reading.refuse("E423", self.last)

    def _place(self, element: Element, cells: Sequence[Cell]) -> None:
        """Check that `cells`, with those reaching down, fill the width; the first row without `col` decides it."""
        if len(cells) == self.width and are_single(cells) and not self.reaching:
            return  # most rows of a long table
        if not self.width:
            self.width = sum(cell.colspan for cell in cells)
            self.covered = [0] * self.width
        below = [max(0, rows - 1) for rows in self.covered]
        free = [column for column, rows in enumerate(self.covered) if not rows]
        wanted = sum(cell.colspan for cell in cells)
        if wanted != len(free):
            taken = self.width - len(free)
            self.reading.refuse("E408", element, cells=wanted + taken, width=self.width)
            self.covered, self.reaching = [0] * self.width, False
            return
        place = iter(free)
        for cell in cells:
            for _ in range(cell.colspan):
                below[next(place)] = cell.rowspan - 1
        self.covered, self.reaching = below, any(below)


def _cells(reading: Reading, row: Element) -> list[Cell]:
    reading.refuse_text(row.text, row)
    cells = []
    for child in row:
        if tail := child.tail:
            reading.refuse_text(tail, row, child)
        tag = child.tag
        if tag in ("td", "th"):
            cells.append(_cell(reading, child, tag == "th"))
        else:
            reading.refuse_element(child, row, ("th", "td"))
    return cells


def _plain_cells(reading: Reading, row: Element, short: str) -> PlainCells:
    """The cells of a row in its short form, which says one a line and holds no elements; each is of its column's class."""
    if row.text or len(row):
        reading.refuse_text(row.text, row)
        for child in row:
            reading.refuse_element(child, row, ("–",))
    return PlainCells(tuple(tidy_lines(short)))


def _cell(reading: Reading, element: Element, header: bool) -> Cell:
    content = read_inlines(reading, element)
    attributes = element.keys()
    if not attributes:
        return Cell(content, header)
    if attributes == ["class"] and (class_ := element.get("class")) in reading.cell_classes:  # most cells of a column of numbers
        return Cell(content, header, 1, 1, class_)
    reading.check_attributes(element)
    return Cell(
        marked(reading, element, content),
        header,
        reading.count_of(element, "colspan", COLUMN_LIMIT),
        reading.count_of(element, "rowspan", ROW_LIMIT),
        reading.class_of(element),
    )


def read_fields(reading: Reading, element: Element) -> Fields | None:
    """The grid of labels and values, or None when it is empty. A `dt` is followed by its `dd`."""
    reading.check_attributes(element)
    reading.kind_of(element, ("fields",))
    reading.refuse_text(element.text, element)
    items: list[Field] = []
    label: tuple[Element, Inlines] | None = None
    for child in element:
        reading.refuse_text(child.tail, element, child)
        match child.tag:
            case "dt" if label is None:
                reading.check_attributes(child)
                label = child, marked(reading, child, read_inlines(reading, child))
            case "dd" if label is not None:
                reading.check_attributes(child)
                value = marked(reading, child, read_inlines(reading, child))
                items.append(Field(label[1], value, child.get("data-at") or ""))
                label = None
            case "dt" | "dd":
                reading.refuse("E418", child, part="<dd>" if child.tag == "dt" else "<dt>")
            case _:
                reading.refuse_element(child, element, ("dt", "dd"))
    if label is not None:
        reading.refuse("E418", label[0], part="<dd>")
    class_, id_, lang = reading.class_of(element, ("fields",)), reading.id_of(element), reading.lang_of(element)
    kept = tuple(item for item in items if item.label or item.value)
    return Fields(kept, class_, id_, lang) if kept else None
