"""Column widths of a table, from the class of each column and the words in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from generator.document import Cell, PlainCells, Row, Table, Text, are_single
from generator.frozen import dataclass
from generator.writers.widths import UNITS_PER_EM, WIDTHS
from generator.writers.wordprocessing.runs import CHINESE, plain

BORDER_EM = 0.25
"""Space that programs add between a Chinese character and a Latin letter or figure."""

CHINESE_LEAST_EM = 4
"""A column of Chinese words is at least four characters wide, or as wide as its longest line."""

LEAST_SHARE = 0.3
"""The most of the width that one unbroken word (an address) can claim."""

LABEL_SHARE = 0.4
"""The most that labels take of a pair's width."""

GAP = 240
"""Space between two columns, in twentieths of a point."""

NARROW_SHARE = 0.16
SAMPLE_ROWS = 100
"""Rows of a long table that are measured, spread evenly over it."""


class _Advances(dict[str, int]):
    """Advance widths by character; what the table lacks is square."""

    def __missing__(self, character: str) -> int:
        return UNITS_PER_EM


_ADVANCE = _Advances({**WIDTHS["Arial"][1], **dict.fromkeys("†‡", 1139)}).__getitem__  # the tables leave the daggers out
_BORDER = re.compile("(?<=[\u2e80-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u2e80-\u9fff])")

_CELLS = attrgetter("cells")

TIGHT = frozenset({"number", "date"})
_WORDS = re.compile("[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")


@dataclass
class _Need:
    """What a column asks for, in twentieths of a point: its widest line, its widest word, and the sum of its lines."""

    widest: float = 0.0
    least: float = 0.0
    total: float = 0.0
    cells: int = 0

    @property
    def mean(self) -> float:
        return self.total / max(1, self.cells)


def text_width(text: str, half_points: int) -> float:
    """The estimated width of a line, in twentieths of a point: bold Arial and square characters, the safe side of most fonts."""
    borders = 0 if text.isascii() else len(_BORDER.findall(text))
    return (sum(map(_ADVANCE, text)) / UNITS_PER_EM + BORDER_EM * borders) * half_points * 10


def pair_widths(labels: Sequence[str], in_a_row: int, width: int, half_points: int) -> list[int]:
    """Label and value widths of pairs set side by side, which all have the same room; the lines of a label are apart by a line break."""
    widths: list[int] = []
    for index in range(in_a_row):
        pair = width // in_a_row if index < in_a_row - 1 else width - width // in_a_row * (in_a_row - 1)
        lines = [line for label in labels[index::in_a_row] for line in label.split("\n")]
        label = min(round(max(text_width(line, half_points) for line in lines)) + GAP, round(pair * LABEL_SHARE))
        widths += [label, pair - label]
    return widths


Sampled = Cell | str
"""A cell, or the text that is all of it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The cells that settle how wide columns are: for each column those that stand in it alone, in the head and in the rest."""

    head: Sequence[Sequence[Sampled]]
    rest: Sequence[Sequence[Sampled]]

    @classmethod
    def of(cls, table: Table, count: int) -> Sample:
        """The sample of a table of `count` columns."""
        return cls(_by_column(count, table.head), _by_column(count, sampled(table.body, SAMPLE_ROWS), table.foot))


def sampled(rows: Sequence[Row], least: int) -> Sequence[Row]:
    """All rows, or at least so many, spread evenly; where cells reach down into other rows, the first ones, which hang together."""
    return rows[:: max(1, len(rows) // least)] if _are_single(rows) else rows[: 2 * least]


def _by_column(count: int, *groups: Sequence[Row]) -> Sequence[Sequence[Sampled]]:
    columns: list[list[Sampled]] = [[] for _ in range(count)]
    for rows in groups:
        if _are_single(rows):
            for row in rows:
                for column, one in zip(columns, _cells_of(row), strict=False):
                    column.append(one)
        else:
            for index, cell in placed(rows):
                if cell.colspan == 1:
                    columns[index].append(cell)
    return columns


def _cells_of(row: Row) -> Sequence[Sampled]:
    return row.cells.texts if type(row.cells) is PlainCells else row.cells


def _are_single(rows: Sequence[Row]) -> bool:
    """Whether no cell of some rows covers more than its own place."""
    return set(map(type, map(_CELLS, rows))) == {PlainCells} or all(are_single(row.cells) for row in rows)


def column_count(table: Table) -> int:
    """The columns of the grid: as many as the widest row covers, rowspans from above included."""
    return max([len(table.columns), 1, *(_reach(group) for group in (table.head, table.body, table.foot))])


def _reach(rows: Sequence[Row]) -> int:
    if _are_single(rows):
        return max((len(row.cells) for row in rows), default=0)
    waiting: list[tuple[int, int]] = []
    widest = 0
    for row in rows:
        widest = max(widest, sum(cell.colspan for cell in row.cells) + sum(span for _, span in waiting))
        waiting = [(left - 1, span) for left, span in waiting if left > 1]
        waiting += [(cell.rowspan - 1, cell.colspan) for cell in row.cells if cell.rowspan > 1]
    return widest


def column_classes(table: Table, count: int) -> list[str]:
    """The class of each column: its own, else what most of its cells are."""
    classes = [column.class_ for column in table.columns] + [""] * (count - len(table.columns))
    rows = [row for row in sampled(table.body, SAMPLE_ROWS) if len(row.cells) == count]
    for index in (index for index in range(count) if not classes[index] and rows):
        names = ["" if type(row.cells) is PlainCells else row.cells[index].class_ for row in rows]
        classes[index] = next((name for name in ("number", "date") if names.count(name) * 2 > len(names)), "")
    return classes


def column_widths(
    sample: Sample, classes: Sequence[str], width: int, half_points: int, padding: int, figures: Sequence[tuple[int, int]] = ()
) -> list[int]:
    """Widths in twentieths of a point that add up to `width`. `figures` are the widths before and behind the decimal points of columns
    that are set by them (`decimals.spans`)."""
    needs = [_Need() for _ in classes]
    for need, (before, behind) in zip(needs, figures, strict=False):
        need.widest = need.least = before + behind + padding if behind else 0.0
    for need, class_, head, rest in zip(needs, classes, sample.head, sample.rest, strict=True):
        _measure(need, (*head, *rest), class_, half_points, padding)
    for need, class_ in zip(needs, classes, strict=True):
        if class_ not in TIGHT:
            need.least = min(need.least, width * LEAST_SHARE)
        if class_ == "narrow":
            need.widest = max(need.least, min(need.widest, width * NARROW_SHARE))
    return _rounded(_shared(needs, classes, width), width)


def placed(rows: Sequence[Row]) -> Iterator[tuple[int, Cell]]:
    """The cells of a group with the column that each begins in, cells from above counted."""
    covered: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row.cells:
            while covered.get(column, 0):
                column += 1
            yield column, cell
            for beside in range(column, column + cell.colspan):
                covered[beside] = cell.rowspan
            column += cell.colspan
        covered = {column: left - 1 for column, left in covered.items() if left > 1}


def _measure(need: _Need, cells: Sequence[Sampled], class_: str, half_points: int, padding: int) -> None:
    """Adds what the cells of a column ask for; a line that many of them have is measured once."""
    for line, times in Counter(line for cell in cells for line in _lines(cell)).items():
        size = text_width(line, half_points) + padding
        need.widest = max(need.widest, size)
        need.total += size * times
        if size > need.least:
            need.least = max(need.least, size if class_ in TIGHT else _least(line, size, half_points, padding))
    need.cells += len(cells)


def _lines(cell: Sampled) -> Sequence[str]:
    """The lines of a cell as they were written."""
    if isinstance(cell, str):
        return (cell,) if "\n" not in cell else cell.split("\n")
    match cell.children:
        case (Text(text),) if "\n" not in text:  # most cells
            return (text,)
    return plain(cell.children).split("\n")


def _least(line: str, size: float, half_points: int, padding: int) -> float:
    """The width that a line needs not to look broken: its widest Latin word, or four of its Chinese characters."""
    words = [text_width(word, half_points) + padding for word in _WORDS.findall(line)]
    few = min(size, CHINESE_LEAST_EM * half_points * 10 + padding) if CHINESE.search(line) else 0.0
    return max([few, *words])


def _shared(needs: Sequence[_Need], classes: Sequence[str], width: int) -> list[float]:
    """What each column gets: tight and narrow ones what they ask for, the others the rest by the words they hold."""
    least = sum(need.least for need in needs)
    if least >= width:
        return [need.least for need in needs]
    flexible = [index for index, class_ in enumerate(classes) if class_ not in TIGHT and class_ != "narrow"] or list(range(len(needs)))
    got = [need.widest for need in needs]
    rest = width - sum(got[index] for index in range(len(needs)) if index not in flexible)
    wanted = sum(needs[index].widest for index in flexible)
    if wanted <= rest:
        weights = {index: max(needs[index].widest, 1.0) * (2 if classes[index] == "wide" else 1) for index in flexible}
        return [got[i] + (rest - wanted) * weights[i] / sum(weights.values()) if i in weights else got[i] for i in range(len(got))]
    if rest < sum(needs[index].least for index in flexible):
        return [need.least + (width - least) * need.widest / max(1.0, sum(n.widest for n in needs)) for need in needs]
    return _by_words(needs, classes, flexible, got, rest)


def _by_words(needs: Sequence[_Need], classes: Sequence[str], flexible: Sequence[int], got: list[float], rest: float) -> list[float]:
    """Gives columns that want less than a fair share what they want, and shares the rest among the long ones by their mean line."""
    weights = {index: 2.0 if classes[index] == "wide" else 1.0 for index in flexible}
    while fitting := [index for index, weight in weights.items() if needs[index].widest <= weight * rest / sum(weights.values())]:
        rest -= sum(needs[index].widest for index in fitting)
        weights = {index: weight for index, weight in weights.items() if index not in fitting}
    weights = {index: weight * max(needs[index].mean, needs[index].widest / 3) for index, weight in weights.items()}
    while tight := [index for index, weight in weights.items() if weight * rest / sum(weights.values()) < needs[index].least]:
        for index in tight:
            got[index] = needs[index].least
            rest -= got[index]
            del weights[index]
        if not weights:
            break
    return [weights[index] * rest / sum(weights.values()) if index in weights else width for index, width in enumerate(got)]


def _rounded(shares: Sequence[float], width: int) -> list[int]:
    """Whole widths in the proportion of `shares`; the last column takes what rounding leaves."""
    total = sum(shares) or 1.0
    widths = [max(1, round(share * width / total)) if total else width // len(shares) for share in shares]
    widths[-1] += width - sum(widths)
    return [max(1, one) for one in widths]
