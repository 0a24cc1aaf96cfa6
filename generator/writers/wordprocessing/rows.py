"""Rows of tables: `w:tr` and `w:tc`, which never split over pages; merged cells, totals, heads that repeat.

What stands around the words of a cell is worked out once for all that are alike, so that a table of ten thousand rows costs little more
than its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from generator.document import Cell, PlainCells, Row, Text
from generator.frozen import dataclass
from generator.writers.shades import shade
from generator.writers.signing import to_sign
from generator.writers.wordprocessing import decimals
from generator.writers.wordprocessing.colours import colour_attributes
from generator.writers.wordprocessing.paragraphs import Keep
from generator.writers.wordprocessing.runs import Look, are_simple, around_simple, is_simple, runs, text_run
from generator.writers.wordprocessing.story import Story

CELL_MARGIN = 200
"""Room to the next column in our table style: 10 pt."""

_BOLD_ROWS = frozenset({"total", "milestone"})
_FLUSH = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'
"""The figures of a last column end where the rules end."""

_ALIGNED = {"number": '<w:jc w:val="right"/>'}


@dataclass(frozen=True, slots=True)
class _Shell:
    """What stands before and after the runs of a cell, and how they look; before and after the characters of a simple text."""

    before: str
    after: str
    look: Look
    before_text: str
    after_text: str

    @classmethod
    def of(cls, cell: str, look: Look, story: Story) -> _Shell:
        """The shell of a `w:tc` in which a NUL marks the place of its runs."""
        before, _, after = cell.partition("\0")
        opening, closing = around_simple(look, story)
        return cls(before, after, look, before + opening, closing + after)


class _RowLook(NamedTuple):
    """How the cells of one row look."""

    head: bool
    bold: bool
    keep: bool
    borders: str
    first: bool = False


_Shells = dict[tuple[str, bool, bool, int, int, bool], _Shell]
"""The shells of one look of rows, by class of the cell, header, reaching down, column and span, and whether it stands by itself."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all rows of one table share: paragraph properties by class of column or cell, and looks.

    `shells` keeps what stands around the words of a cell: a long table has thousands of cells, and a dozen kinds of them.
    """

    widths: tuple[int, ...]
    classes: tuple[str, ...]
    style: str
    head_style: str
    look: Look
    head_look: Look
    signing: int
    keep: Keep
    story: Story
    tails: tuple[int, ...]
    half_points: int
    inset: bool
    """Whether the figures of the last column keep a distance from the edge of the table, as those of the others do."""
    shells: dict[_RowLook, _Shells] = field(default_factory=dict)
    plain: dict[_RowLook, tuple[list[_Shell], str]] = field(default_factory=dict)

    def stands_alone(self, cell: Cell, column: int) -> bool:
        """Whether a figure is of another measure than those of its column that are set by their decimal points: more stands behind it."""
        room = self.tails[column]
        return bool(room) and decimals.tail(cell, self.half_points) > room

    def paragraph_properties(self, aligned: str, head: bool, keep: bool) -> str:
        """`w:pPr` of a cell."""
        kept = "<w:keepNext/>" if keep else ""
        return f'<w:pPr><w:pStyle w:val="{self.head_style if head else self.style}"/>{kept}{aligned}</w:pPr>'

    def aligned(self, class_: str, column: int, *, tab: bool, flush: bool) -> str:
        """How the words of a cell are aligned: figures right, or (`tab`) by a decimal tab where the decimals of their column differ. In a
        cell Word goes to such a tab without a tab character."""
        room = self.tails[column] if class_ == "number" and tab else 0
        if not room:
            return _ALIGNED.get(class_, "")
        edge = self.widths[column] - (0 if flush else CELL_MARGIN)
        return f'<w:tabs><w:tab w:val="decimal" w:pos="{edge - room}"/></w:tabs>'


def rows_xml(rows: Sequence[Row], setting: Setting, *, head: bool, foot: bool, first: bool, last_group: bool) -> list[str]:
    """The `w:tr` of one group; merged cells do not reach over its end."""
    covered: dict[int, tuple[int, int]] = {}
    written: list[str] = []
    looks: dict[tuple[str, bool, bool], _RowLook] = {}
    for index, row in enumerate(rows):
        alike = row.class_, not index, index == len(rows) - 1
        look = looks.get(alike)
        if look is None:
            class_, opens, last = alike
            sums = not last if foot else last and not last_group  # the sums stay together, below a row of what they sum up
            keep = head or sums or _keeps(setting.keep, ends=last and last_group)  # a head never stands alone
            ruled = _rule(class_, setting.story, head and last and len(rows) > 1, foot and opens)
            look = looks[alike] = _RowLook(head, class_ in _BOLD_ROWS, keep, ruled, first=first and opens)
        cells = _row_cells(row, setting, covered, look)
        height = f'<w:trHeight w:val="{setting.signing}" w:hRule="atLeast"/>' if setting.signing and not head and to_sign(row) else ""
        written.append(row_xml(f"{height}{'<w:tblHeader/>' if head else ''}", cells))
    return written


def _keeps(keep: Keep, *, ends: bool) -> bool:
    """Whether a row is kept with the next, `ends` for the last of its table."""
    return keep in ("all", "end" if ends else "inner")


def _rule(class_: str, story: Story, last_of_many_heads: bool, opens_foot: bool) -> str:
    """Borders of a row that the table style cannot know: under the last of several heads, above a total, above the first sums."""
    heads, total, sums = ("bottom", 8, "ink"), ("top", 8, "ink"), ("top", 6, "grey")
    rule = heads if last_of_many_heads else total if class_ == "total" else sums if class_ == "subtotal" and opens_foot else None
    if rule is None:
        return ""
    edge, size, colour = rule
    ink = colour_attributes(story.theme, colour, "w:color")
    return f'<w:tcBorders><w:{edge} w:val="single" w:sz="{size}" w:space="0" {ink}/></w:tcBorders>'


def row_xml(properties: str, cells: Iterable[str]) -> str:
    """`w:tr`, which never splits over pages."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _row_cells(row: Row, setting: Setting, covered: dict[int, tuple[int, int]], look: _RowLook) -> list[str]:
    """The `w:tc` of a row: its own cells, and a continuing one wherever a cell from above reaches down.

    `covered` maps a column to (rows still to cover, columns covered), and is brought up to date.
    """
    if type(row.cells) is PlainCells and len(row.cells) == len(setting.widths) and not covered and not any(setting.tails):
        return _plain_cells(row.cells.texts, setting, look)
    cells: list[str] = []
    column = 0
    own = iter(row.cells)
    count = len(setting.widths)
    shells = setting.shells.setdefault(look, {})
    while column < count:
        if column in covered:
            left, span = covered.pop(column)
            if left > 1:
                covered[column] = (left - 1, span)
            width = sum(setting.widths[column : column + span])
            cells.append(cell_xml(f"<w:p>{setting.paragraph_properties('', False, look.keep)}</w:p>", width, span, "<w:vMerge/>"))
            column += span
            continue
        cell = next(own, None) or Cell(())
        span = 1 if cell.colspan == 1 else _span(cell, column, count, covered)
        alone = setting.stands_alone(cell, column)
        key = (cell.class_, cell.header, cell.rowspan > 1, column, span, alone)
        shell = shells.get(key)
        if shell is None:
            shell = shells[key] = _shell(cell, setting, column, span, look, alone=alone)
        if cell.rowspan > 1:
            covered[column] = (cell.rowspan - 1, span)
        cells.append(_own_cell(cell, shell, setting.story))
        column += span
    return cells


def _plain_cells(texts: tuple[str, ...], setting: Setting, look: _RowLook) -> list[str]:
    """The `w:tc` of texts, one a column: where all are simple, put together without a look at each."""
    story = setting.story
    if look not in setting.plain:
        made = [_shell(Cell(()), setting, column, 1, look) for column in range(len(texts))]
        setting.plain[look] = made, "%s".join("".join(pair).replace("%", "%%") for pair in _between(made))
    shells, filled = setting.plain[look]
    if story.has_pending_bookmarks or not are_simple(texts):
        return [_text_cell(text, shell, story) for text, shell in zip(texts, shells, strict=True)]
    if all(texts):
        return [filled % texts]
    return [
        f"{shell.before_text}{text}{shell.after_text}" if text else f"{shell.before}{shell.after}"
        for shell, text in zip(shells, texts, strict=True)
    ]


def _between(shells: Sequence[_Shell]) -> Iterable[tuple[str, str]]:
    """What stands around simple texts, each in its shell: before the first, between neighbours, after the last."""
    return zip(("", *(shell.after_text for shell in shells)), (*(shell.before_text for shell in shells), ""), strict=True)


def _span(cell: Cell, column: int, count: int, covered: dict[int, tuple[int, int]]) -> int:
    """The columns of a cell, cut where the grid ends or a cell from above stands."""
    stop = min([count, *(start for start in covered if start > column)])
    return max(1, min(cell.colspan, stop - column))


def _own_cell(cell: Cell, shell: _Shell, story: Story) -> str:
    """A `w:tc`; most hold one text."""
    match cell.children:
        case (Text(text),):
            return _text_cell(text, shell, story)
    return f"{shell.before}{story.pending_bookmarks()}{runs(cell.children, shell.look, story)}{shell.after}"


def _text_cell(text: str, shell: _Shell, story: Story) -> str:
    if is_simple(text) and text and not story.has_pending_bookmarks:
        return f"{shell.before_text}{text}{shell.after_text}"
    return f"{shell.before}{story.pending_bookmarks()}{text_run(text, shell.look, story) if text else ''}{shell.after}"


def _shell(cell: Cell, setting: Setting, column: int, span: int, row: _RowLook, *, alone: bool = False) -> _Shell:
    class_ = cell.class_ if cell.class_ in ("number", "date") else setting.classes[column] if span == 1 else ""
    width = sum(setting.widths[column : column + span]) if row.first or span > 1 else 0
    merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    fill = shade(setting.story.theme, cell.class_)
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    margin = _FLUSH if class_ == "number" and column + span == len(setting.widths) and not setting.inset else ""
    properties = merge + row.borders + shaded + margin + ('<w:vAlign w:val="bottom"/>' if row.head or setting.signing else "")
    tab = span == 1 and not row.head and not cell.header and not alone
    aligned = setting.aligned(class_, column, tab=tab, flush=bool(margin))
    around = cell_xml(f"<w:p>{setting.paragraph_properties(aligned, row.head, row.keep)}\0</w:p>", width, span, properties)
    return _Shell.of(around, _look(cell, setting, row), setting.story)


def _look(cell: Cell, setting: Setting, row: _RowLook) -> Look:
    look = setting.head_look if row.head else setting.look
    if not row.head and (row.bold or cell.header or cell.class_ == "strong"):
        look = replace(look, bold=True, heavy=row.bold)
    return replace(look, style="Muted") if cell.class_ == "muted" else look


def cell_xml(content: str, width: int, span: int = 1, properties: str = "") -> str:
    """`w:tc`; one without content still has its paragraph.

    `width` is 0 for a cell that leaves it to the grid: in a table of fixed layout the grid and the first row decide (ECMA-376-1, 17.18.87),
    and a long table would say it thousands of times.
    """
    preferred = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inner = preferred + spans + properties
    return f"<w:tc>{f'<w:tcPr>{inner}</w:tcPr>' if inner else ''}{content or '<w:p/>'}</w:tc>"
