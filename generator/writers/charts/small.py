"""Small multiples: one small chart per series, all on one scale, in a grid."""

from __future__ import annotations

import math
from dataclasses import replace

from generator.document import Chart
from generator.frozen import dataclass
from generator.writers.charts.colours import matches, one_line, place
from generator.writers.charts.plan import Shared
from generator.writers.charts.scale import scale
from generator.writers.charts.shown import shown

_ASPECT = 1.75
"""A small chart is about this many times as wide as it is high."""

GAP_PT = 10.0
"""The space at the right of and below each small chart."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One native chart of a figure, at (`x`, `y`) of its box: a small chart of a series, or the whole chart, which shares nothing."""

    chart: Chart
    x: float
    y: float
    width_pt: float
    height_pt: float
    shared: Shared | None = None


def grid(count: int, width_pt: float, height_pt: float = 0.0) -> tuple[int, int]:
    """Columns and rows for `count` small charts; without a height as a document has them."""
    if not height_pt:
        most = min(count, 4 if count in (4, 7, 8) or count > 9 else 3)
        rows = math.ceil(count / most)
        return math.ceil(count / rows), rows
    choices = [(columns, math.ceil(count / columns)) for columns in range(1, count + 1)]
    return min(choices, key=lambda choice: abs(math.log(width_pt * choice[1] / (choice[0] * height_pt) / _ASPECT)))


def panels(chart: Chart, width_pt: float, height_pt: float) -> tuple[Panel, ...]:
    """The native charts that a chart is made of, from left to right and from top to bottom."""
    if chart.type != "multiples" or not chart.series:
        return (Panel(chart, 0.0, 0.0, width_pt, height_pt),)
    even = shown(chart)
    columns, rows = grid(len(even.series), width_pt, height_pt)
    width, height = width_pt / columns, height_pt / rows
    values = [value for series in even.series for value in series.values if value is not None]
    common = scale(values, from_zero=True, exact=True)
    found = []
    for index, series in enumerate(even.series):
        places = (place(chart, index),)
        highlight = chart.highlight if matches(series.name, chart.highlight) else ""
        one = replace(chart, type="column", series=(series,), places=places, highlight=highlight, palette=chart.palette)
        across, down = index % columns, index // columns
        box = (across * width, down * height, width - GAP_PT, height - (GAP_PT if down + 1 < rows else 0.0))
        found.append(Panel(one, *box, Shared(common, one_line(series.name))))
    return tuple(found)
