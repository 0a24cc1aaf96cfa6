"""The chart of HTML and PDF: the drawing of the native chart as SVG, in points, with real text."""

from __future__ import annotations

from generator.document import Chart, Inline, Inlines, Text
from generator.theme import Theme
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.frame import frame
from generator.writers.charts.marks import draw_bars, draw_lines
from generator.writers.charts.plan import plan


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
    canvas = Canvas(theme, width_pt, height_pt, text_size_pt)
    planned = plan(chart, theme, width_pt, height_pt, text_size_pt)
    box = frame(planned, canvas)
    (draw_lines if planned.type == "line" else draw_bars)(planned, box, canvas)
    return canvas.svg(chart.alt or plain(chart.title) or chart.type, languages[0])


def plain(inlines: Inlines) -> str:
    """The words of inlines without their marks."""
    return "".join(_words(inline) for inline in inlines).strip()


def _words(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    children: Inlines = getattr(inline, "children", ())
    return plain(children) if children else " "
