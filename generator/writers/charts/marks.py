"""Bars, columns and lines of the SVG drawing, with their figures."""

from __future__ import annotations

from decimal import Decimal

from generator.writers.charts.canvas import Canvas
from generator.writers.charts.colours import label_colour, outline, text_colour
from generator.writers.charts.frame import Frame, end_words
from generator.writers.charts.plan import MARKER_PT, Plan, SeriesPlan, line_width_pt

_LABEL_GAP = 3.0


def draw_bars(plan: Plan, box: Frame, canvas: Canvas) -> None:
    """Clustered or stacked bars and the axis line at zero."""
    for point in range(len(plan.categories)):
        if plan.stacked:
            _stack(plan, box, canvas, point)
        else:
            _cluster(plan, box, canvas, point)
    zero = box.value(Decimal(0))
    if box.horizontal:
        canvas.line(zero, box.top, zero, box.bottom, canvas.colour("grey"), 0.75)
    else:
        canvas.line(box.left, zero, box.right, zero, canvas.colour("grey"), 0.75)


def _cluster(plan: Plan, box: Frame, canvas: Canvas, point: int) -> None:
    """The bars of one category side by side, figures at their outer ends."""
    start, slot = box.slot(point, len(plan.categories))
    thickness = slot / (len(plan.bars) + plan.gap)
    zero = box.value(Decimal(0))
    for index, series in enumerate(plan.bars):
        value = series.values[point]
        if value is None:
            continue
        across = start + thickness * (plan.gap / 2 + index)
        end = box.value(value)
        _bar(box, canvas, across, thickness, zero, end, series.fill(point))
        if point in series.inside:
            words = label_colour(series.fill(point), canvas.theme)
            canvas.text(across + thickness / 2, end + canvas.pitch_pt / 2 + 1, plan.label(series, point), words)
        elif point in series.labelled:
            _outer_label(box, canvas, across + thickness / 2, end, plan.label(series, point), value < 0)


def _bar(box: Frame, canvas: Canvas, across: float, thickness: float, begin: float, end: float, fill: str) -> None:
    """One bar from `begin` to `end` along the value axis."""
    low, length = min(begin, end), abs(end - begin)
    edge = outline(fill, canvas.theme)
    if not length:
        return
    if box.horizontal:
        canvas.rectangle(low, across, length, thickness, fill, edge)
    else:
        canvas.rectangle(across, low, thickness, length, fill, edge)


def _outer_label(box: Frame, canvas: Canvas, middle: float, end: float, words: str, negative: bool) -> None:
    ink = canvas.colour("ink")
    if box.horizontal:
        canvas.text(end + (-_LABEL_GAP if negative else _LABEL_GAP), middle, words, ink, "end" if negative else "start")
    else:
        canvas.text(middle, end + canvas.pitch_pt / 2 * (1 if negative else -1), words, ink)


def _stack(plan: Plan, box: Frame, canvas: Canvas, point: int) -> None:
    """The segments of one category: positive upwards, negative downwards from zero; figures in their middles."""
    start, slot = box.slot(point, len(plan.categories))
    thickness = slot / (1 + plan.gap)
    across = start + thickness * plan.gap / 2
    ends = {False: Decimal(0), True: Decimal(0)}
    whole = plan.whole(point)
    for series in plan.series:
        value = series.values[point]
        if not value or not whole:
            continue
        begin = ends[value < 0]
        ends[value < 0] = end = begin + value / whole
        here, there = (box.value(v) for v in (begin, end))
        _bar(box, canvas, across, thickness, here, there, series.fill(point))
        if point in series.labelled:
            words = label_colour(series.fill(point), canvas.theme)
            canvas.text(across + thickness / 2, (here + there) / 2, plan.label(series, point), words)


def draw_lines(plan: Plan, box: Frame, canvas: Canvas) -> None:
    """Lines with markers, broken at gaps; their names at the last points, or figures above the points."""
    if not plan.bars:
        canvas.line(box.left, box.bottom, box.right, box.bottom, canvas.colour("grey"), 0.75)
    for series in plan.lines:
        _line(plan, box, canvas, series)


def _line(plan: Plan, box: Frame, canvas: Canvas, series: SeriesPlan) -> None:
    run: list[tuple[float, float]] = []
    for point, value in enumerate((*series.values, None)):
        if value is not None:
            run.append((box.middle(point, len(plan.categories)), box.value(value, second=series.second)))
            continue
        if len(run) > 1:
            canvas.polyline(run, series.colour, line_width_pt(series, canvas.theme), series.stroke.dash)
        for x, y in run:
            canvas.marker(x, y, MARKER_PT, series.colour, series.stroke.marker)
        run = []
    _line_labels(plan, box, canvas, series)


def _line_labels(plan: Plan, box: Frame, canvas: Canvas, series: SeriesPlan) -> None:
    for point, value in enumerate(series.values):
        if value is None:
            continue
        x, y = box.middle(point, len(plan.categories)), box.value(value, second=series.second)
        if plan.end_labels and point == len(series.values) - 1:
            canvas.text(x + MARKER_PT, y, end_words(plan, series), text_colour(series.colour, canvas.theme), "start")
        elif point in series.labelled:
            canvas.text(x, y - canvas.pitch_pt / 2 - MARKER_PT / 2, plan.label(series, point), canvas.colour("ink"))
