"""Where there is room for what in a chart: figures at bars, names at line ends, lines of a category's label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generator.document import ChartType
from generator.frozen import dataclass
from generator.writers.charts.numbers import format_number
from generator.writers.measure import Words, natural_width

GAP_WIDTH, WIDEST_GAP = 0.5, 5.0
"""Space between two categories as a share of one bar's width (`c:gapWidth` 50; the schema ends at 500)."""

_THICKEST_BAR_EM, _THICKEST_COLUMN_EM = 4.0, 8.0
"""A bar of a chart with few categories grows no thicker than this many text sizes; the gap grows instead."""

LEAST_SCALE = 0.7
"""Category labels shrink to this before they are cut or left out."""

LINE = 1.25
"""Line pitch in charts as a multiple of the text size."""

LEGEND_EM, _KEY_EM = 2.0, 2.5
"""The height of a legend of one row, and the room of a key with the gap to the next name, as multiples of the text size."""

WORD_GAP = 0.5
"""What stays free between two names of a time line, as a share of the text size."""


def text_width(text: str, size_pt: float, font: str) -> float:
    """The width of one line of `text` in points, Latin words set in `font`."""
    return natural_width([Words(text, size_pt)], font) if text else 0.0


def legend_rows(names: Sequence[str], width_pt: float, size_pt: float, font: str) -> int:
    """The rows of a legend at most, none for a single series: one where all names fit, else as many as programs need that set them in
    columns of one width."""
    if len(names) < 2:
        return 0
    widths = [text_width(" ".join(name.split("\n")), size_pt, font) + _KEY_EM * size_pt for name in names]
    return 1 if sum(widths) <= width_pt else math.ceil(len(widths) / max(1, int(width_pt / max(widths))))


@dataclass(frozen=True, slots=True)
class Room:
    """A chart's box and what has to stand in it; `rows` are the figures by series."""

    type: ChartType
    categories: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Decimal | None, ...], ...]
    code: str
    width_pt: float
    height_pt: float
    text_size_pt: float
    font: str
    small: bool = False
    """One of several small charts: only its highest and its last figure are written, and not every category is named."""

    @property
    def slot_pt(self) -> float:
        """The room of one category along the category axis, about: a tenth of the width goes to labels and margins."""
        along = self.height_pt * 0.95 - self._legend_pt if self.type == "bar" else self.width_pt * 0.95
        return along / max(1, len(self.categories))

    @property
    def bar_pt(self) -> float:
        """The thickness of one bar."""
        return self.slot_pt / (self._beside + self.gap)

    @property
    def gap(self) -> float:
        """The space between two categories as a share of one bar's width."""
        thickest = self.text_size_pt * (_THICKEST_BAR_EM if self.type == "bar" else _THICKEST_COLUMN_EM)
        return round(min(WIDEST_GAP, max(GAP_WIDTH, self.slot_pt / thickest - self._beside)), 2)

    @property
    def _beside(self) -> int:
        return 1 if self.type in {"stacked", "percent"} else max(1, len(self.rows))

    @property
    def skip(self) -> int:
        """Every how many-th category is named: 1, more where names have no line of their own, or where the words of a time line
        (its categories need not all be named) are wider than their slots."""
        if not self.categories:
            return 1
        least = max(1, math.ceil((LEAST_SCALE * LINE if self.type == "bar" else 1.4) * self.text_size_pt / self.slot_pt))
        if self.small:
            return least if all(self._width(line) <= self.slot_pt for line in self._lines) else len(self.categories)
        if self.type != "line":
            return least
        words = [word for category in self.categories for word in category.split()]
        widest = max((self._width(word) for word in words), default=0.0)
        return max(least, math.ceil(min(widest + WORD_GAP * self.text_size_pt, 0.2 * self.width_pt) / self.slot_pt))

    @property
    def _lines(self) -> list[str]:
        """The lines of all category names."""
        return [line for category in self.categories for line in category.split("\n")]

    @property
    def _legend_pt(self) -> float:
        rows = legend_rows(self.names, self.width_pt, self.text_size_pt, self.font)
        return self.text_size_pt * (LEGEND_EM + LINE * (rows - 1)) if rows else 0.0

    @property
    def column_height_pt(self) -> float:
        """The height of the tallest column, about: below it stand two lines of labels."""
        return self.height_pt - self._legend_pt - 3 * LINE * self.text_size_pt

    def labelled(self) -> list[frozenset[int]]:
        """By series, the points whose figure has room."""
        there = [frozenset(i for i, value in enumerate(row) if value is not None) for row in self.rows]
        if self.small:
            return [self._highest_and_last(row) for row in self.rows]
        if self.type not in {"stacked", "percent"}:
            return there if self._fits_beside() else [frozenset()] * len(there)
        per_unit = self._pt_per_unit()
        return [frozenset(i for i in points if self._fits_inside(row, i, per_unit)) for row, points in zip(self.rows, there, strict=True)]

    def _highest_and_last(self, row: Sequence[Decimal | None]) -> frozenset[int]:
        """The highest point and the last one, if their figures do not touch."""
        there = [i for i, value in enumerate(row) if value is not None]
        if not there:
            return frozenset()
        high, last = max(there, key=lambda i: (row[i], i)), there[-1]
        return frozenset({high, last}) if (last - high) * self.slot_pt >= self.widest_figure() else frozenset({high})

    def all_written(self, labelled: Sequence[frozenset[int]]) -> bool:
        """True when every figure stands in the drawing, so that a value axis would only repeat them."""
        return all(
            value is None or (value == 0 and self.type in {"stacked", "percent"}) or i in labelled[index]
            for index, row in enumerate(self.rows)
            for i, value in enumerate(row)
        )

    def end_labels(self) -> bool:
        """True when lines can be named at their last points: those are all there and a line of text apart."""
        ends = sorted(row[-1] for row in self.rows if row and row[-1] is not None)
        if self.type != "line" or len(self.rows) < 2 or len(ends) < len(self.rows):
            return False
        low, high = self._range()
        per_pt = float(high - low) / max(1.0, self.column_height_pt)
        apart = all(float(b - a) >= per_pt * LINE * self.text_size_pt for a, b in pairwise(ends))
        return apart and self.name_width() <= 0.25 * self.width_pt

    def name_width(self) -> float:
        """The width of the widest series name on one line."""
        return max((self._width(" ".join(name.split("\n"))) for name in self.names), default=0.0)

    def _width(self, text: str) -> float:
        return text_width(text, self.text_size_pt, self.font)

    def _fits_beside(self) -> bool:
        """True when the figures of bars, columns or a single line do not touch each other."""
        if self.type == "bar":
            least = self.text_size_pt * (0.8 if len(self.rows) == 1 else 1.0)
            return self.bar_pt >= least and self.widest_figure() <= self.width_pt * 0.3
        if self.type == "line" and len(self.rows) > 1:
            return False
        room = self.slot_pt if len(self.rows) == 1 else self.bar_pt
        return self.widest_figure() <= room * 0.95

    def widest_figure(self) -> float:
        """The width of the widest figure."""
        texts = [format_number(value, self.code) for row in self.rows for value in row if value is not None]
        return max((self._width(text) for text in texts), default=0.0)

    def _fits_inside(self, row: Sequence[Decimal | None], point: int, pt_per_unit: Sequence[float]) -> bool:
        """True when the figure fits into its segment of a stacked column."""
        value = row[point] or Decimal(0)
        text = format_number(value, self.code)
        high = float(abs(value)) * pt_per_unit[point]
        return high >= self.text_size_pt * 1.1 and self._width(text) <= self.bar_pt * 0.98

    def _pt_per_unit(self) -> list[float]:
        """By category, the height of a figure of 1 in its column."""
        ups, downs = ([self._sum(i, sign) for i in range(len(self.categories))] for sign in (1, -1))
        wholes = [up + down if self.type == "percent" else Decimal(1) for up, down in zip(ups, downs, strict=True)]
        span = sum(_highest(parts, wholes) for parts in (ups, downs))
        return [self.column_height_pt / float(span * whole) if span and whole else 0.0 for whole in wholes]

    def _sum(self, point: int, sign: int) -> Decimal:
        """The height of a category's column above (1) or below (-1) zero."""
        return sum((max(Decimal(0), (row[point] or Decimal(0)) * sign) for row in self.rows), Decimal(0))

    def _range(self) -> tuple[Decimal, Decimal]:
        values = [value for row in self.rows for value in row if value is not None]
        low, high = min(values), max(values)
        # An axis starts at zero unless all figures lie in the upper sixth (the rule of Excel and LibreOffice)
        return (low if low > high * Decimal(5) / 6 else min(low, Decimal(0))), (high if high > low else low + 1)


def _highest(parts: Sequence[Decimal], wholes: Sequence[Decimal]) -> Decimal:
    return max((part / whole for part, whole in zip(parts, wholes, strict=True) if whole), default=Decimal(0))
