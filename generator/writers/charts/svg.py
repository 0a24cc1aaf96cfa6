"""The chart of HTML and PDF: the drawing of the native chart as SVG, in points, with real text."""

from __future__ import annotations

from typing import assert_never

from generator.document import Chart, Inline, Inlines, Text
from generator.theme import Theme
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.cloud import draw_cloud
from generator.writers.charts.frame import frame
from generator.writers.charts.marks import draw_bars, draw_lines
from generator.writers.charts.plan import plan
from generator.writers.charts.ring import draw_ring
from generator.writers.charts.small import Panel, panels


def svg(
    chart: Chart,
    theme: Theme,
    width_pt: float,
    height_pt: float,
    languages: tuple[str, ...] = ("zh-CN",),
    *,
    text_size_pt: float = 9.0,
) -> str:
    """`chart` as an `svg` element of `width_pt` × `height_pt` that stands alone or inline.

    Its first child is the `title` that PDF/UA asks for: the alternative text, else the chart's title.
    """
    whole = Canvas(theme, width_pt, height_pt, text_size_pt)
    for panel in panels(chart, width_pt, height_pt):
        canvas = Canvas(theme, panel.width_pt, panel.height_pt, text_size_pt, panel.x, panel.y)
        _draw(panel, canvas)
        whole.elements += canvas.elements
    return whole.svg(chart.alt or plain(chart.title) or chart.type, languages[0])


def _draw(panel: Panel, canvas: Canvas) -> None:
    planned = plan(panel.chart, canvas.theme, panel.width_pt, panel.height_pt, canvas.text_size_pt, panel.shared)
    match planned.type:
        case "doughnut":
            draw_ring(planned, canvas)
        case "scatter":
            draw_cloud(panel.chart, planned, canvas)
        case "line":
            draw_lines(planned, frame(planned, canvas), canvas)
        case "combo" | "pareto":
            box = frame(planned, canvas)
            draw_bars(planned, box, canvas)
            draw_lines(planned, box, canvas)
        case "bar" | "column" | "stacked" | "percent" | "multiples":
            draw_bars(planned, frame(planned, canvas), canvas)
        case _:
            assert_never(planned.type)


def plain(inlines: Inlines) -> str:
    """The words of inlines without their marks."""
    return "".join(_words(inline) for inline in inlines).strip()


def _words(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    children: Inlines = getattr(inline, "children", ())
    return plain(children) if children else " "
