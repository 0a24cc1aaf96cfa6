"""Invariants of tables, in Word (w:tbl) and on slides (a:tbl)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import Parts, found, parent_tag, place, q

_TBL, _TR, _TC, _P, _SDT = q("w:tbl"), q("w:tr"), q("w:tc"), q("w:p"), q("w:sdt")
_TCPR, _SPAN, _VMERGE, _VAL = q("w:tcPr"), q("w:gridSpan"), q("w:vMerge"), q("w:val")
_CONTENT = q("w:sdtContent")
_BODIES = tuple(q(f"w:{name}") for name in ("body", "tc", "hdr", "ftr", "comment", "footnote", "endnote", "txbxContent"))

_DOUBTFUL_CELLS = found("//w:tc[not(w:p[not(following-sibling::*)])]")
_EMPTY_ROWS = found("//w:tr[not(w:tc) and not(.//w:tc)]")
_ROWS_OF_OTHER_LENGTH = found("w:tr[count(w:tc) != $columns]")


def cells_end_with_a_paragraph(parts: Parts) -> Iterator[Diagnostic]:
    """A w:tc holds something, and its last child is a paragraph or a content control that ends with one."""
    for name, root in parts.under("word/"):
        for cell in () if _all_end(parts.data[name], b"tc", b"p") else _DOUBTFUL_CELLS(root):
            if not _ends_with_paragraph(cell):
                yield problem("E621", part=name, element=place(cell))


def _all_end(data: bytes, outer: bytes, inner: bytes) -> bool:
    """Whether every w:`outer` of a part, as it is usually written, ends with a w:`inner`: counting says so at once for most tables."""
    ends = data.count(b"</w:" + inner + b"></w:" + outer + b">") + data.count(b"<w:" + inner + b"/></w:" + outer + b">")
    return ends == data.count(b":" + outer + b">") - data.count(b"<w:" + outer + b">") and data.count(b":" + outer + b"/>") == 0


def _ends_with_paragraph(container: etree._Element) -> bool:
    if not len(container):
        return False
    last = container[-1]
    if last.tag == _SDT:
        content = last.find(_CONTENT)
        return content is not None and _ends_with_paragraph(content)
    return bool(last.tag == _P)


def tables_have_grid_and_rows(parts: Parts) -> Iterator[Diagnostic]:
    """A w:tbl has a grid of at least one column and a row; a w:tr has a cell."""
    for name, root in parts.under("word/"):
        for table in root.iter(_TBL):
            if table.find(f"{q('w:tblGrid')}/{q('w:gridCol')}") is None or table.find(f".//{_TR}") is None:
                yield problem("E622", part=name, element=place(table))
        rows = () if _all_end(parts.data[name], b"tr", b"tc") else _EMPTY_ROWS(root)
        yield from (problem("E622", part=name, element=place(row)) for row in rows)


def rows_fill_the_grid(parts: Parts) -> Iterator[Diagnostic]:
    """The spans of a row's cells add up to the grid, and every continued merge has a merged cell of the same place and span above."""
    for name, root in parts.under("word/"):
        for table in root.iter(_TBL):
            columns = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
            if _is_plain(table):
                yield from (problem("E623", part=name, element=place(row)) for row in _ROWS_OF_OTHER_LENGTH(table, columns=columns))
                continue
            above: dict[int, int] = {}
            for row in table.iterchildren(_TR):
                spans = list(_spans(row))
                if sum(span for span, _ in spans) + _left_out(row) != columns:
                    yield problem("E623", part=name, element=place(row))
                here: dict[int, int] = {}
                column = 0
                for span, merge in spans:
                    if merge == "continue" and above.get(column) != span:
                        yield problem("E624", part=name, element=place(row))
                    if merge:
                        here[column] = span
                    column += span
                above = here


def _is_plain(table: etree._Element) -> bool:
    """Whether no cell of the table is merged, left out or wrapped, as in the longest ones."""
    return next(table.iter(_SPAN, _VMERGE, q("w:gridBefore"), q("w:gridAfter"), _SDT), None) is None


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
    for name, root in parts.under("word/"):
        for table in root.iter(_TBL):
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
    tables_have_grid_and_rows,
    rows_fill_the_grid,
    a_paragraph_follows_every_table,
    slide_tables_fill_their_grid,
)
