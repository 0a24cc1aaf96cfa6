"""Tables and fields → HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document import Cell, Field, Fields, Row, Table
from generator.writers.html.inlines import line
from generator.writers.html.setting import Setting, attributes
from generator.writers.shades import ends_shaded
from generator.writers.signing import to_sign
from generator.writers.wordprocessing import decimals
from generator.writers.wordprocessing.grid import Sample, column_classes, column_count, column_widths, pair_widths
from generator.writers.wordprocessing.runs import plain
from generator.writers.wordprocessing.tables import MOST_WHOLE

PADDING = 220
"""Space to the next column that is reckoned with, in twentieths of a point: `padding-right` in print.css and a point to spare."""

CELL_PADDING_PT = 10.0
"""Room to the next column, as print.css has it."""

PAIRS = {"one": 1, "two": 2, "three": 3}
"""Label/value pairs in a row of a fields grid, by class; without a class one."""


def table(setting: Setting, block: Table) -> str:
    """The table. On pages the foot is a last body part, because a `tfoot` would be repeated on every page, and header cells are plain
    ones where they do not cover the table (they look the same)."""
    if setting.paged and not headers_cover(block):
        head, body, foot_rows = (_plain_cells(rows) for rows in (block.head, block.body, block.foot))
        block = replace(block, head=head, body=body, foot=foot_rows)
    if setting.paged and block.class_ == "signoff":
        block = replace(block, body=tuple(replace(row, class_="tosign") if to_sign(row) else row for row in block.body))
    caption = f"<caption>{line(setting, block.caption)}</caption>" if block.caption else ""
    classes, columns, tails = _columns(setting, block)
    inset = ends_shaded(block)
    few = setting.paged and len(block.body) + len(block.foot) <= MOST_WHOLE
    names = " ".join(name for name in (block.class_, "shaded" * inset, "few" * few) if name)
    layout = "table-layout: fixed" if setting.paged else ""
    foot = '<tbody class="foot">', "</tbody>"
    return (
        f"<table{attributes(class_=names, id=block.id, lang=block.lang, style=layout)}>{caption}"
        + (f"<colgroup>{columns}</colgroup>" if columns else "")
        + _part(setting, block.head, classes, "<thead>", "</thead>", (), inset)
        + _part(setting, block.body, classes, "<tbody>", "</tbody>", tails, inset)
        + _part(setting, block.foot, classes, *(foot if setting.paged else ("<tfoot>", "</tfoot>")), tails, inset)
        + "</table>"
    )


def _columns(setting: Setting, block: Table) -> tuple[list[str], str, tuple[int, ...]]:
    """The class of each column, the `col` elements, and on pages the room behind decimal points. There columns are as wide as in Word."""
    if not setting.paged:
        return [column.class_ for column in block.columns], "".join(f"<col{attributes(class_=each.class_)}/>" for each in block.columns), ()
    classes = column_classes(block, column_count(block))
    sample = Sample.of(block, len(classes))
    width = round(setting.width_pt * 20)
    figures = decimals.spans(sample, classes, _half_points(setting))
    widths = column_widths(sample, classes, width, _half_points(setting), PADDING, figures)
    tails = decimals.tails(figures, [each - PADDING for each in widths])
    return classes, "".join(f'<col style="width: {each * 100 / sum(widths):.2f}%"/>' for each in widths), tails


def _half_points(setting: Setting) -> int:
    """The size of text in cells."""
    style = setting.theme.styles["Table Text Compact" if setting.compact else "Table Text"]
    return round(style.size(setting.languages[0]) * 2)


def headers_cover(block: Table) -> bool:
    """Whether every cell has a header, above it or in its row. PDF/UA allows no header cells in a table where some have none (7.5)."""
    width = max(sum(cell.colspan for cell in row.cells) for row in (*block.head, *block.body))
    rows = (*block.body, *block.foot)
    by_column = any(len(row.cells) == width and all(cell.header for cell in row.cells) for row in block.head)
    by_row = all(any(cell.header for cell in row.cells) for row in (*block.head, *rows))
    return by_column or by_row


def _plain_cells(rows: Sequence[Row]) -> tuple[Row, ...]:
    plain_ = (tuple(replace(cell, header=False, class_=cell.class_ or "strong" * cell.header) for cell in row.cells) for row in rows)
    return tuple(replace(row, cells=cells) for row, cells in zip(rows, plain_, strict=True))


def _part(setting: Setting, rows: Sequence[Row], classes: Sequence[str], start: str, end: str, tails: Sequence[int], inset: bool) -> str:
    if not rows:
        return ""
    scope = "col" if start == "<thead>" else "row"
    places = column_places(rows, len(classes)) if any(classes) else ((-1,) * len(row.cells) for row in rows)
    spelt = []
    for row, place in zip(rows, places, strict=True):
        names = [classes[at] if at >= 0 else "" for at in place]
        rooms = [(tails[at], at + 1 == len(tails) and not inset) if tails and at >= 0 else (0, False) for at in place]
        pads = [_pad(setting, cell, *room) for cell, room in zip(row.cells, rooms, strict=True)]
        spelt.append(_row(setting, row, names, scope, pads))
    return f"{start}{''.join(spelt)}{end}"


def _pad(setting: Setting, cell: Cell, room: int, last: bool) -> str:
    """The style of a cell that keeps room for the decimals that it has fewer of than others in its column; "" where none is needed."""
    spare = room - decimals.tail(cell, _half_points(setting)) if room and cell.colspan == 1 and not cell.header else 0
    return f"padding-right: {spare / 20 + (0 if last else CELL_PADDING_PT):.2f}pt" if spare > 0 else ""


def column_places(rows: Sequence[Row], width: int) -> Iterator[list[int]]:
    """For each row, the grid column at which each of its cells begins."""
    covered = [0] * width
    for row in rows:
        places, at = [], 0
        below = [max(0, rows_left - 1) for rows_left in covered]
        for cell in row.cells:
            while at < width and covered[at]:
                at += 1
            places.append(min(at, width - 1))
            for column in range(at, min(at + cell.colspan, width)):
                below[column] = cell.rowspan - 1
            at += cell.colspan
        covered = below
        yield places


def _row(setting: Setting, row: Row, classes: Sequence[str], scope: str, pads: Sequence[str]) -> str:
    cells = "".join([_cell(setting, cell, column, scope, pad) for cell, column, pad in zip(row.cells, classes, pads, strict=True)])
    return f"<tr{attributes(class_=row.class_, data_at=row.at)}>{cells}</tr>\n"


def _cell(setting: Setting, cell: Cell, column: str, scope: str, pad: str) -> str:
    name = "th" if cell.header else "td"
    marks = attributes(
        scope=scope if cell.header else "",
        colspan=str(cell.colspan) if cell.colspan != 1 else "",
        rowspan=str(cell.rowspan) if cell.rowspan != 1 else "",
        class_=cell.class_,
        data_col=column,
        style=pad,
    )
    return f"<{name}{marks}>{line(setting, cell.children)}</{name}>"


def fields(setting: Setting, block: Fields) -> str:
    """The grid of labels and values; on pages a table, whose rows break over pages as a grid's would not."""
    marks = attributes(id=block.id, lang=block.lang)
    if not setting.paged:
        classes = f"fields {block.class_}".strip()
        items = "".join([_item(setting, item) for item in block.items])
        return f'<dl class="{classes}"{marks}>{items}</dl>'
    pairs = next((PAIRS[name] for name in block.class_.split() if name in PAIRS), 1)
    return pair_table(setting, [(plain(item.label), _pair(setting, item)) for item in block.items], pairs, marks)


def _item(setting: Setting, item: Field) -> str:
    return f"<dt>{line(setting, item.label)}</dt><dd{attributes(data_at=item.at)}>{line(setting, item.value)}</dd>\n"


def pair_table(setting: Setting, items: Sequence[tuple[str, str]], most: int, marks: str = "") -> str:
    """Label and value cells as a table with at most `most` pairs in each row. An item is the words of its label, a line each, and its
    cells; on pages the columns are as wide as in Word."""
    per_row = min(most, len(items))
    pairs = [cells for _, cells in items]
    rows = [pairs[start : start + per_row] for start in range(0, len(pairs), per_row)]
    missing = "<td></td><td></td>" * (-len(pairs) % per_row)
    columns = '<col class="label"/><col class="value"/>' * per_row
    if setting.paged and items:
        width, size = round(setting.width_pt * 20), round(setting.theme.styles["Label"].size(setting.languages[0]) * 2)
        widths = pair_widths([label for label, _ in items], per_row, width, size)
        columns = "".join(f'<col style="width: {each * 100 / width:.2f}%"/>' for each in widths)
    body = "".join(f"<tr>{''.join(row)}{missing if row is rows[-1] else ''}</tr>\n" for row in rows)
    return f'<table class="fields"{marks}><colgroup>{columns}</colgroup><tbody>{body}</tbody></table>'


def _pair(setting: Setting, item: Field) -> str:
    return f'<th scope="row">{line(setting, item.label)}</th><td>{line(setting, item.value)}</td>'
