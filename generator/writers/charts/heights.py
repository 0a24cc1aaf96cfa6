"""How high a chart is in a document."""

from __future__ import annotations

from generator.document import Chart
from generator.writers.charts.room import LEGEND_EM, LINE, legend_rows
from generator.writers.charts.small import grid

_HIGHEST_EM = 54.0

_FONT = "Arial"
"""The font that names are measured in: the height of a figure need not follow the theme's."""

_SHARE_OF_WIDTH = {"scatter": 0.56, "doughnut": 0.4}
"""The height of a chart as a share of its width; others are lower."""

_WITH_LEGEND = frozenset({"column", "stacked", "percent", "combo"})
"""Charts that name their series in a legend, which takes from the height of the plot."""

_MOST_EM = {"scatter": 32.0, "doughnut": 23.0}


def natural_height(chart: Chart, width_pt: float, text_size_pt: float = 9.0) -> float:
    """The height in points that a chart should have in a document: horizontal bars by their number (at most two thirds of a page), small
    charts by their rows, others in a quiet proportion to the width."""
    if chart.type == "multiples":
        _, rows = grid(len(chart.series), width_pt)
        return min(_HIGHEST_EM, rows * 12.0) * text_size_pt
    more = LINE * max(0, legend_rows([series.name for series in chart.series], width_pt, text_size_pt, _FONT) - 1)
    if chart.type == "bar":
        legend = LEGEND_EM + more if len(chart.series) > 1 else 0.0
        lines = max((category.count("\n") + 1 for category in chart.categories), default=1)
        category = max(1.4 * len(chart.series) + 0.7, LINE * lines + 0.5)
        return min(_HIGHEST_EM, legend + 1.5 + category * max(1, len(chart.categories))) * text_size_pt
    height = min(width_pt * _SHARE_OF_WIDTH.get(chart.type, 0.46), text_size_pt * _MOST_EM.get(chart.type, 26.0))
    return height + (more * text_size_pt if chart.type in _WITH_LEGEND else 0.0)
