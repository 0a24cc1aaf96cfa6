"""A table frame as an HTML table: exact heights, hairlines between rows, a rule under the head and over the total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from generator.writers.frames import TableCell, TableFrame, TableRow
from generator.writers.slide_pages.words import Pages, paragraph

HAIRLINE_PT, RULE_PT = 0.5, 1.0


def markup(frame: TableFrame, state: Pages) -> str:
    """The `table` element."""
    columns = "".join(f'<col style="width:{width:.2f}pt">' for width in frame.widths_pt)
    head = "".join(_row(row, frame, state, after) for row, after in _paired(frame.rows) if row.kind == "head")
    body = "".join(_row(row, frame, state, after) for row, after in _paired(frame.rows) if row.kind != "head")
    caption = f' aria-label="{escape(frame.alt)}"' if frame.alt else ""
    style = f'style="width:{frame.box.width:.2f}pt"'
    return f"<table{caption} {style}><colgroup>{columns}</colgroup>{_group('thead', head)}{_group('tbody', body)}</table>"


def _group(tag: str, rows: str) -> str:
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def _paired(rows: Sequence[TableRow]) -> Iterable[tuple[TableRow, TableRow | None]]:
    """Each row with the one below."""
    return zip(rows, [*rows[1:], None], strict=True)


def _row(row: TableRow, frame: TableFrame, state: Pages, after: TableRow | None) -> str:
    strong = (row.kind == "head" and (after is None or after.kind != "head")) or (after is not None and after.kind == "total")
    width, colour = (RULE_PT, "ink") if strong else (HAIRLINE_PT, "hairline")
    cells = "".join(
        _cell(cell, column, row, frame, f"border-bottom:{width}pt solid {state.colour(colour)}", width, state)
        for column, cell in enumerate(row.cells)
        if not cell.covered
    )
    return f'<tr style="height:{row.height_pt:.2f}pt">{cells}</tr>'


def _cell(cell: TableCell, column: int, row: TableRow, frame: TableFrame, rule: str, width: float, state: Pages) -> str:
    left = frame.side_pt if column else 0.0
    right = frame.side_pt if column + cell.colspan < len(row.cells) else 0.0
    pad = f"padding:{frame.pad_pt:g}pt {right:g}pt {frame.pad_pt - width:g}pt {left:g}pt"
    pad += f";background:#{cell.fill}" if cell.fill else ""
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    tag, scope = ("th", ' scope="col"' if row.kind == "head" else ' scope="row"') if cell.header else ("td", "")
    words = "".join(paragraph(line, state, "p") for line in cell.lines)
    return f'<{tag}{scope}{spans} style="{pad};{rule}">{words}</{tag}>'
