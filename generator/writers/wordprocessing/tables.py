"""Tables: `w:tbl` with a fixed grid, its caption and how it looks; the sign-off block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.document import Table
from generator.writers.shades import ends_shaded
from generator.writers.wordprocessing import decimals
from generator.writers.wordprocessing.grid import Sample, column_classes, column_count, column_widths
from generator.writers.wordprocessing.paragraphs import Keep, Place, spacer, styled
from generator.writers.wordprocessing.rows import CELL_MARGIN, Setting, cell_xml, row_xml, rows_xml
from generator.writers.wordprocessing.story import Story

MOST_WHOLE = 5
"""Rows of a table, without its head, that stay on one page."""

PADDING = 220
"""Space to the next column that is reckoned with, in twentieths of a point."""

SIGNING_HEIGHT, SIGNING_HEIGHT_COMPACT = 640, 480
"""Height of a row to sign in: 32 pt, room for a signature; 24 pt in the small style set. print.css says the same."""

_SMALL_MARGIN = 'w:w="30" w:type="dxa"'
"""Room above and below the words of a cell in the small style set: 1.5 pt, as in print.css."""

_TABLE_STYLES = {"signoff": "Briefwright Sign-off", "plain": "Briefwright Plain"}


def table(block: Table, place: Place, story: Story) -> str:
    """The caption and the `w:tbl` of a table of the tree."""
    story.mark(block.id)
    place = replace(place, language=block.lang or place.language)
    before = _caption(block, place, story)
    setting = _setting(block, place, story)
    rows = rows_xml(block.head, setting, head=True, foot=False, first=True, last_group=not (block.body or block.foot))
    rows += rows_xml(block.body, setting, head=False, foot=False, first=not rows, last_group=not block.foot)
    rows += rows_xml(block.foot, setting, head=False, foot=True, first=not rows, last_group=True)
    if not rows:
        rows = [row_xml("", ["".join(cell_xml("", width) for width in setting.widths)])]
    return before + f"<w:tbl>{_properties(block, story, place.width, place.compact)}{grid(setting.widths)}{''.join(rows)}</w:tbl>"


def _caption(block: Table, place: Place, story: Story) -> str:
    """The caption above; without one, a spacer where a page must begin (a table cannot)."""
    if block.caption:
        return styled(block.caption, "Caption", place.kept, story)
    return spacer(place.kept, story) if place.new_page else ""


def _setting(block: Table, place: Place, story: Story) -> Setting:
    style, head = place.named("Table Text", story), place.named("Table Header", story)
    classes = column_classes(block, column_count(block))
    size = story.half_points(style)
    sample = Sample.of(block, len(classes))
    figures = decimals.spans(sample, classes, size)
    widths = column_widths(sample, classes, place.width, size, PADDING, figures)
    signoff = block.class_ == "signoff"
    return Setting(
        tuple(widths),
        tuple(classes),
        story.style(style),
        story.style(head),
        place.look(style, story),
        place.look(head, story),
        (SIGNING_HEIGHT_COMPACT if place.compact else SIGNING_HEIGHT) if signoff else 0,
        _keep(place.keep, whole=signoff or len(block.body) + len(block.foot) <= MOST_WHOLE),
        story,
        decimals.tails(figures, [width - CELL_MARGIN for width in widths]),
        size,
        ends_shaded(block),
    )


def _keep(keep: Keep, *, whole: bool) -> Keep:
    """How the rows of a table are kept together where it stands, one that is to stay `whole` all of them."""
    return keep if not whole or keep in ("inner", "all") else "all" if keep == "end" else "inner"


def _properties(block: Table, story: Story, width: int, compact: bool) -> str:
    """`w:tblPr`: our style; the first row a head and the last a total only where they are."""
    style = story.style(_TABLE_STYLES.get(block.class_, "Briefwright Table"))
    small = f'<w:tblCellMar><w:top {_SMALL_MARGIN}/><w:bottom {_SMALL_MARGIN}/></w:tblCellMar>' if compact else ""
    total = any(row.class_ == "total" for row in (*block.body, *block.foot)[-1:])
    one_head = len(block.head) == 1
    value = 0x0600 | (0x0020 if one_head else 0) | (0x0040 if total else 0)
    look = f'w:firstRow="{int(one_head)}" w:lastRow="{int(total)}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{small}<w:tblLook w:val="{value:04X}" {look}/></w:tblPr>'
    )


def grid(widths: Sequence[int]) -> str:
    """`w:tblGrid`."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"
