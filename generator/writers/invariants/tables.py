"""Invariants of tables, in Word (w:tbl) and on slides (a:tbl)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import NS, Parts, found, parent_tag, place, q

_TBL, _TR, _TC, _P, _SDT = q("w:tbl"), q("w:tr"), q("w:tc"), q("w:p"), q("w:sdt")
_TCPR, _SPAN, _VMERGE, _VAL = q("w:tcPr"), q("w:gridSpan"), q("w:vMerge"), q("w:val")
_CONTENT = q("w:sdtContent")
_W = NS["w"].encode()
_BODIES = tuple(q(f"w:{name}") for name in ("body", "tc", "hdr", "ftr", "comment", "footnote", "endnote", "txbxContent"))

_CELLS = found("count(//w:tc)")
_DOUBTFUL_CELLS = found("//w:tc[not(w:p[not(following-sibling::*)])]")
_ROWS_OF_OTHER_LENGTH = found("w:tr[count(w:tc) != $columns]")
_MERGES = ("w:gridSpan", "w:vMerge", "w:gridBefore", "w:gridAfter")


def cells_end_with_a_paragraph(parts: Parts) -> Iterator[Diagnostic]:
    """A w:tc holds something, and its last child is a paragraph or a content control that ends with one."""
    for name, root in parts.under("word/"):
        if parts.elements(name, "w:tbl") and _usual_ends(parts.data[name]) != cast("float", _CELLS(root)):
            yield from (problem("E621", part=name, element=place(cell)) for cell in _DOUBTFUL_CELLS(root) if not _ends_with_paragraph(cell))


def _usual_ends(data: bytes) -> int:
    """How many cells end with a paragraph as it is usually written: all of them in most tables, and counting says so far sooner than a
    look at each of their thousands of cells."""
    return data.count(b"</w:p></w:tc>") if data.count(_W) == 1 else 0


def _ends_with_paragraph(container: etree._Element) -> bool:
    if not len(container):
        return False
    last = container[-1]
    if last.tag == _SDT:
        content = last.find(_CONTENT)
        return content is not None and _ends_with_paragraph(content)
    return bool(last.tag == _P)


def tables_have_a_grid_and_a_row(parts: Parts) -> Iterator[Diagnostic]:
    """A w:tbl has a grid of at least one column and a row."""
    for name, table in parts.in_stories("w:tbl"):
        if not _columns(table) or table.find(f".//{_TR}") is None:
            yield problem("E622", part=name, element=place(table))


def rows_fill_the_grid(parts: Parts) -> Iterator[Diagnostic]:
    """A row has a cell, the spans of its cells add up to the grid, and every continued merge has a merged cell of the same place and span
    above."""
    for name, table in parts.in_stories("w:tbl"):
        columns = _columns(table)
        merged = any(parts.elements(name, tag) for tag in _MERGES) or table.find(f".//{_SDT}/{_CONTENT}/{_TC}") is not None
        others = _ROWS_OF_OTHER_LENGTH(table, columns=columns)
        yield from (problem("E622", part=name, element=place(row)) for row in others if row.find(f".//{_TC}") is None)
        if merged:
            yield from (problem(code, part=name, element=place(row)) for code, row in _ill_merged(table, columns))
        else:
            yield from (problem("E623", part=name, element=place(row)) for row in others)


def _ill_merged(table: etree._Element, columns: int) -> Iterator[tuple[str, etree._Element]]:
    """The rows of a table whose cells do not add up to its columns (E623), or continue what is not above them (E624)."""
    above: dict[int, int] = {}
    for row in table.iterchildren(_TR):
        spans = list(_spans(row))
        if sum(span for span, _ in spans) + _left_out(row) != columns:
            yield "E623", row
        here: dict[int, int] = {}
        column = 0
        for span, merge in spans:
            if merge == "continue" and above.get(column) != span:
                yield "E624", row
            if merge:
                here[column] = span
            column += span
        above = here


def _columns(table: etree._Element) -> int:
    """The columns of a w:tbl's grid."""
    return len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))


def _spans(row: etree._Element) -> Iterator[tuple[int, str]]:
    """The column span of each cell of a row, and "restart", "continue" or ""."""
    for child in row.iterchildren(_TC, _SDT):
        cell = child if child.tag == _TC else child.find(f"{_CONTENT}/{_TC}")
        properties = cell.find(_TCPR) if cell is not None else None
        if properties is None:
            yield 1, ""
            continue
        span, merge = properties.find(_SPAN), properties.find(_VMERGE)
        yield int(span.get(_VAL, "1")) if span is not None else 1, merge.get(_VAL, "continue") if merge is not None else ""


def _left_out(row: etree._Element) -> int:
    """Grid columns before and after the cells of a row."""
    return sum(int(node.get(_VAL, "0")) for node in row.iterfind(f"{q('w:trPr')}/*") if node.tag in (q("w:gridBefore"), q("w:gridAfter")))


def a_paragraph_follows_every_table(parts: Parts) -> Iterator[Diagnostic]:
    """Two tables that touch become one in Word; a table may not be the last thing in a body, cell, header or note."""
    for name, table in parts.in_stories("w:tbl"):
        follower = table.getnext()
        if parent_tag(table) in _BODIES and (follower is None or follower.tag in (_TBL, q("w:sectPr"))):
            yield problem("E625", part=name, element=place(table))


def slide_tables_fill_their_grid(parts: Parts) -> Iterator[Diagnostic]:
    """An a:tbl has rows, each with one a:tc per grid column; merged cells cover exactly the cells that say so."""
    for name, root in parts.under("ppt/", holding=b"tbl"):
        for table in root.iter(q("a:tbl")):
            columns = len(table.findall(f"{q('a:tblGrid')}/{q('a:gridCol')}"))
            rows = [row.findall(q("a:tc")) for row in table.findall(q("a:tr"))]
            if not rows or not columns:
                yield problem("E622", part=name, element=place(table))
            elif any(len(row) != columns for row in rows):
                yield problem("E623", part=name, element=place(table))
            elif _merges(rows) != _covered(rows):
                yield problem("E624", part=name, element=place(table))


def _merges(rows: list[list[etree._Element]]) -> set[tuple[int, int]]:
    """Cells that say that they are covered."""
    return {
        (y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if {cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"}
    }


def _covered(rows: list[list[etree._Element]]) -> set[tuple[int, int]]:
    """Cells that the spans of others cover; a span over the edge covers a cell that is not there and so never equals `_merges`."""
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            height, width = int(cell.get("rowSpan", "1")), int(cell.get("gridSpan", "1"))
            covered |= {(y + down, x + across) for down in range(height) for across in range(width)} - {(y, x)}
    return covered


INVARIANTS = (
    cells_end_with_a_paragraph,
    tables_have_a_grid_and_a_row,
    rows_fill_the_grid,
    a_paragraph_follows_every_table,
    slide_tables_fill_their_grid,
)
