"""A table frame as `a:tbl`: our table style, exact heights, spans."""

from __future__ import annotations

from generator.writers.frames import TableCell, TableFrame, TableRow
from generator.writers.pptx import text
from generator.writers.pptx.sheet import Sheet
from generator.writers.scheme import TABLE_STYLE

TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


def graphic(frame: TableFrame, sheet: Sheet) -> str:
    """`a:graphicData` holding the table."""
    flags = ' firstRow="1"' if frame.rows and frame.rows[0].kind == "head" else ""
    flags += ' lastRow="1"' if frame.rows and frame.rows[-1].kind == "total" else ""
    columns = "".join(f'<a:gridCol w="{text.emu(width)}"/>' for width in frame.widths_pt)
    merged = _merged(frame)
    rows = "".join(_row(frame, index, row, merged, sheet) for index, row in enumerate(frame.rows))
    return (
        f'<a:graphicData uri="{TABLE}"><a:tbl><a:tblPr{flags}><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData>"
    )


def _merged(frame: TableFrame) -> dict[tuple[int, int], str]:
    """The merge attributes of every cell in a span: the origin counts, the covered ones say from where they are covered."""
    attributes: dict[tuple[int, int], str] = {}
    for row, line in enumerate(frame.rows):
        for column, cell in enumerate(line.cells):
            if cell.covered or (cell.colspan == 1 and cell.rowspan == 1):
                continue
            depth = min(cell.rowspan, len(frame.rows) - row)
            for down in range(depth):
                for across in range(cell.colspan):
                    attributes[row + down, column + across] = _span(cell.colspan, depth, down, across)
    return attributes


def _span(columns: int, rows: int, down: int, across: int) -> str:
    found = f' rowSpan="{rows}"' if rows > 1 and not down else ""
    found += f' gridSpan="{columns}"' if columns > 1 and not across else ""
    found += ' hMerge="1"' if across else ""
    return found + (' vMerge="1"' if down else "")


def _row(frame: TableFrame, index: int, row: TableRow, merged: dict[tuple[int, int], str], sheet: Sheet) -> str:
    cells = "".join(_cell(frame, row, column, cell, merged.get((index, column), ""), sheet) for column, cell in enumerate(row.cells))
    return f'<a:tr h="{text.emu(row.height_pt)}">{cells}</a:tr>'


def _cell(frame: TableFrame, row: TableRow, column: int, cell: TableCell, merge: str, sheet: Sheet) -> str:
    left = text.emu(frame.side_pt) if column else 0
    right = text.emu(frame.side_pt) if column + cell.colspan < len(row.cells) else 0
    pad = text.emu(frame.pad_pt)
    rule = f'<a:lnT w="12700">{text.colour("ink")}</a:lnT>' if row.kind == "total" else ""
    fill = f'<a:solidFill><a:srgbClr val="{cell.fill}"/></a:solidFill>' if cell.fill else ""
    return (
        f"<a:tc{merge}><a:txBody><a:bodyPr/><a:lstStyle/>{text.paragraphs(cell.lines, sheet.link)}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{pad}" marB="{pad}" anchor="t">{rule}{fill}</a:tcPr></a:tc>'
    )
