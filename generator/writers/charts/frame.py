"""The plot rectangle of the SVG drawing, with all that stands around it: legend, category labels, value axis."""

from __future__ import annotations

import math
from decimal import Decimal

from generator.frozen import dataclass
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.labels import Label, fit, on_one_line
from generator.writers.charts.legend import draw_legend
from generator.writers.charts.numbers import format_number
from generator.writers.charts.plan import MARKER_PT, Plan, SeriesPlan
from generator.writers.charts.scale import Scale, scale

_PAD = 4.0
_BOLD = 1.08
"""How much wider bold words are than the tables of widths say, about."""
_LABELS_WIDE, _LABELS_HIGH = 0.4, 0.45
"""Most of the box that category labels may take."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where figures are drawn: the plot rectangle in points, the scale of its values, and the share of the text size that
    category labels take. With `edges` the first and last categories stand on the plot's edges, so that names beside last points lie
    off the grid."""

    left: float
    top: float
    right: float
    bottom: float
    scale: Scale
    horizontal: bool
    label_scale: float
    edges: bool
    scale2: Scale | None = None

    def value(self, value: Decimal, *, second: bool = False) -> float:
        """The coordinate of a figure along its value axis."""
        return self.at((self.scale2 if second and self.scale2 else self.scale).share(value))

    def at(self, share: float) -> float:
        """The coordinate along the value axis at a share of the scale."""
        return self.left + share * (self.right - self.left) if self.horizontal else self.bottom - share * (self.bottom - self.top)

    def slot(self, index: int, count: int) -> tuple[float, float]:
        """The start and width of a category's slot along the category axis."""
        start, end = (self.top, self.bottom) if self.horizontal else (self.left, self.right)
        width = (end - start) / max(1, count)
        return start + index * width, width

    def middle(self, index: int, count: int) -> float:
        """Where a category stands along the category axis."""
        if self.edges and count > 1:
            return self.left + index * (self.right - self.left) / (count - 1)
        start, width = self.slot(index, count)
        return start + width / 2


def frame(plan: Plan, canvas: Canvas) -> Frame:
    """The plot rectangle; draws legend, axis and category labels on the way."""
    top = draw_legend(plan.series, canvas) if plan.legend else _PAD
    if plan.title:
        title = on_one_line(plan.title, canvas.width_of, canvas.text_size_pt, canvas.width_pt / _BOLD)
        canvas.text(0.0, _PAD + canvas.pitch_pt / 2, title, canvas.colour("ink"), "start", bold=True)
        top = 2 * _PAD + canvas.pitch_pt
    return _horizontal(plan, canvas, top) if plan.type == "bar" else _vertical(plan, canvas, top)


def _axis_scale(plan: Plan) -> Scale:
    if plan.scale:
        return plan.scale
    if plan.type == "percent":
        return scale(plan.extremes, from_zero=True, exact=True)
    return scale(plan.extremes, from_zero=plan.type != "line", exact=not plan.value_axis)


def _ticks(plan: Plan, axis: Scale) -> list[str]:
    return [format_number(tick, plan.axis_code) for tick in axis.ticks]


def _horizontal(plan: Plan, canvas: Canvas, top: float) -> Frame:
    axis = _axis_scale(plan)
    room = _label_room(plan, canvas)
    bottom = canvas.height_pt - _PAD - (canvas.pitch_pt if plan.value_axis else 0)
    slot = (bottom - top) / max(1, len(plan.categories))
    share, labels = _labels(plan, canvas, canvas.width_pt * _LABELS_WIDE, slot * plan.skip)
    widest = max((label.width_pt for label in labels), default=0.0)
    negative = room if axis.low < 0 else 0.0
    left = 2 * _PAD + widest + negative
    box = Frame(left, top, canvas.width_pt - _PAD - (room if axis.high > 0 else 0.0), bottom, axis, True, share, False)
    for index, label in enumerate(labels):
        _stack(canvas, label, left - negative - _PAD, box.middle(index * plan.skip, len(plan.categories)), "end")
    if plan.value_axis:
        words_wide = max(canvas.width_of(words) for words in _ticks(plan, axis)) + 2 * _PAD
        for tick, words in _sparse(plan, box, words_wide):
            x = box.at(axis.share(tick))
            canvas.line(x, top, x, bottom, canvas.colour("hairline"), 0.5)
            canvas.text(x, bottom + canvas.pitch_pt / 2, words, canvas.colour("grey"))
    return box


def _vertical(plan: Plan, canvas: Canvas, top: float) -> Frame:
    axis = _axis_scale(plan)
    ticks = _ticks(plan, axis) if plan.value_axis else []
    left = _PAD + max((canvas.width_of(words) + _PAD for words in ticks), default=0.0)
    right = canvas.width_pt - _PAD - _end_room(plan, canvas) - _second_ticks(plan, canvas)
    slot = (right - left) / max(1, len(plan.categories))
    share, labels = _labels(plan, canvas, slot * plan.skip - _PAD, canvas.height_pt * _LABELS_HIGH)
    if plan.end_labels and labels:
        left = max(left, _PAD + labels[0].width_pt / 2)
        right = min(right, canvas.width_pt - _PAD - labels[-1].width_pt / 2)
    if plan.span:
        labels = []
    tallest = canvas.pitch_pt if plan.span else max((label.height_pt for label in labels), default=0.0)
    over = canvas.pitch_pt + MARKER_PT / 2 if any(series.labelled for series in plan.series) and not plan.stacked else 0.0
    under = over if axis.low < 0 else 0.0
    bottom = canvas.height_pt - 2 * _PAD - tallest - under
    box = Frame(left, top + (over or canvas.pitch_pt / 2), right, bottom, axis, False, share, plan.end_labels, plan.scale2)
    for index, label in enumerate(labels):
        x = box.middle(index * plan.skip, len(plan.categories))
        # where not every category is named, one whose name would leave the box at the end is not either
        if plan.skip == 1 or label.width_pt / 2 <= min(x, canvas.width_pt - x):
            _stack(canvas, label, x, bottom + under + _PAD + label.height_pt / 2, "middle")
    if plan.span:
        span = on_one_line(plan.span, canvas.width_of, canvas.text_size_pt, canvas.width_pt - left)
        canvas.text(left, bottom + _PAD + canvas.pitch_pt / 2, span, canvas.colour("grey"), "start")
    for tick, words in _sparse(plan, box, canvas.pitch_pt) if ticks else ():
        y = box.at(axis.share(tick))
        canvas.line(left, y, right, y, canvas.colour("hairline"), 0.5)
        canvas.text(left - _PAD, y, words, canvas.colour("grey"), "end")
    if plan.value_axis2:
        _draw_second_axis(plan, box, canvas)
    return box


def _second_code(plan: Plan) -> str:
    return next((series.code for series in plan.series if series.second), plan.code)


def _second_ticks(plan: Plan, canvas: Canvas) -> float:
    """The width of the figures at the second axis."""
    if not plan.value_axis2 or plan.scale2 is None:
        return 0.0
    return max(canvas.width_of(format_number(tick, _second_code(plan))) for tick in plan.scale2.ticks) + _PAD


def _draw_second_axis(plan: Plan, box: Frame, canvas: Canvas) -> None:
    """The figures at the right; the rules across are those of the first axis."""
    if plan.scale2 is None:
        return
    ticks = plan.scale2.ticks
    spacing = (box.bottom - box.top) / max(1, len(ticks) - 1)
    for tick in ticks[:: max(1, math.ceil(canvas.pitch_pt / max(spacing, 0.1)))]:
        words = format_number(tick, _second_code(plan))
        canvas.text(box.right + _PAD, box.value(tick, second=True), words, canvas.colour("grey"), "start")


def _sparse(plan: Plan, box: Frame, room_pt: float) -> list[tuple[Decimal, str]]:
    """The ticks and their words, every n-th where they stand closer than `room_pt`."""
    ticks = list(zip(box.scale.ticks, _ticks(plan, box.scale), strict=True))
    spacing = abs(box.at(1) - box.at(0)) / max(1, len(ticks) - 1)
    return ticks[:: max(1, math.ceil(room_pt / max(spacing, 0.1)))]


def _labels(plan: Plan, canvas: Canvas, width_pt: float, height_pt: float) -> tuple[float, list[Label]]:
    """The labels of the categories that are named, in boxes of `width_pt` × `height_pt`."""
    named = plan.categories[:: plan.skip]
    return fit(named, canvas.width_of, canvas.text_size_pt, canvas.theme.second_scale, width_pt, height_pt)


def _label_room(plan: Plan, canvas: Canvas) -> float:
    """The width that figures take beyond the ends of horizontal bars."""
    widths = [canvas.width_of(plan.label(series, i)) for series in plan.series for i in series.labelled]
    if plan.value_axis:
        widths += [canvas.width_of(words) / 2 for words in _ticks(plan, _axis_scale(plan))]
    return max(widths, default=0.0) + _PAD


def _end_room(plan: Plan, canvas: Canvas) -> float:
    """The width that names and figures take at the ends of lines."""
    if not plan.end_labels:
        return 0.0
    return max(canvas.width_of(end_words(plan, series)) for series in plan.lines) + _PAD


def end_words(plan: Plan, series: SeriesPlan) -> str:
    """Name and last figure of a line."""
    return f"{series.name} {plan.label(series, len(series.values) - 1)}"


def _stack(canvas: Canvas, label: Label, x: float, middle: float, anchor: str) -> None:
    """The lines of a label around the height `middle`."""
    y = middle - label.height_pt / 2
    for line in label.lines:
        pitch = line.size_pt * 1.25
        colour = canvas.colour("grey" if line.second else "ink")
        canvas.text(x, y + pitch / 2, line.text, colour, "end" if anchor == "end" else "middle", line.size_pt)
        y += pitch
