"""The scatter of a positioning map: named points between two axes, quartered at their means or at zero."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from generator.document import Chart
from generator.frozen import dataclass
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.colours import one_line, outline
from generator.writers.charts.labels import on_one_line
from generator.writers.charts.numbers import format_number
from generator.writers.charts.plan import Plan
from generator.writers.charts.room import LEAST_SCALE
from generator.writers.charts.scale import Scale, round_step
from generator.writers.charts.shown import with_unit

POINT_PT = 9
"""The diameter of a point."""

_PAD = 4.0
_MARGIN = Decimal("0.08")
"""The share of the span that is left free around the points."""

Side = Literal["r", "l", "t", "b"]
_SIDES: tuple[Side, ...] = ("r", "l", "t", "b")
_LONGEST = 0.4
"""The share of the plot's width that a name takes at the most; a longer one is cut in the drawing."""

_RINGS = 14
"""How many lines of text away a name is looked for a place at the most."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point at (`x`, `y`) of the box, its name around (`name_x`, `name_y`): at a `side`, or further away ("")."""

    index: int
    x: float
    y: float
    name: str
    colour: str
    name_x: float
    name_y: float
    side: Side | Literal[""]


@dataclass(frozen=True, slots=True)
class Cloud:
    """The plot rectangle in points, its scales (across, up), where its quartering lines stand, and its points."""

    left: float
    top: float
    right: float
    bottom: float
    across: Scale
    up: Scale
    cross: tuple[Decimal, Decimal]
    points: tuple[Point, ...]
    titles: tuple[str, str]
    codes: tuple[str, str]
    label_scale: float

    def x(self, value: Decimal) -> float:
        """Where a figure stands across."""
        return self.left + self.across.share(value) * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        """Where a figure stands upwards."""
        return self.bottom - self.up.share(value) * (self.bottom - self.top)


def cloud(chart: Chart, plan: Plan, canvas: Canvas) -> Cloud:
    """The cloud of a scatter: its first series across, the second up."""
    rows = [series.values for series in plan.series[:2]]
    rows += [(None,) * len(plan.categories)] * (2 - len(rows))
    there = [(i, x, y) for i, (x, y) in enumerate(zip(*rows, strict=True)) if x is not None and y is not None]
    columns = ([x for _, x, _ in there], [y for _, _, y in there])
    cross = tuple(_cross(column, chart.cross) for column in columns)
    scales = [_scale([*column, line]) for column, line in zip(columns, cross, strict=True)]
    codes = (plan.code, chart.format2 or plan.code)
    titles = _titles(chart)
    ticks = max(canvas.width_of(format_number(tick, codes[1])) for tick in scales[1].ticks)
    pitch = canvas.pitch_pt
    left, top = 2 * _PAD + ticks, 2 * _PAD + pitch * 1.5
    last = canvas.width_of(format_number(scales[0].ticks[-1], codes[0]))
    right, bottom = canvas.width_pt - _PAD - last / 2, canvas.height_pt - 3 * _PAD - 2 * pitch
    made = Cloud(left, top, right, bottom, scales[0], scales[1], (cross[0], cross[1]), (), titles, codes, 1.0)
    marks = [(i, made.x(x), made.y(y)) for i, x, y in there]
    scale, points = _named(plan, marks, made, canvas)
    return Cloud(left, top, right, bottom, scales[0], scales[1], (cross[0], cross[1]), tuple(points), titles, codes, scale)


def _titles(chart: Chart) -> tuple[str, str]:
    """The names of the axes with their units."""
    units = (chart.unit, chart.axis2 or chart.unit)
    names = [series.name for series in chart.series[:2]] + [""] * (2 - len(chart.series))
    return with_unit(names[0], units[0]), with_unit(names[1], units[1])


def _cross(values: Sequence[Decimal], where: str) -> Decimal:
    """Where the line across an axis stands: at the mean of its figures, or at zero."""
    if where == "zero" or not values:
        return Decimal(0)
    mean = sum(values, Decimal(0)) / len(values)
    return Decimal(f"{Decimal(format(mean, '.6g')):f}")


def _scale(values: Sequence[Decimal]) -> Scale:
    """An axis around the figures, with room for names; it does not begin below zero unless a figure lies there."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or Decimal(1)
    step = round_step(span * (1 + 2 * _MARGIN))
    bottom = step * math.floor((low - span * _MARGIN) / step)
    top = step * math.ceil((high + span * _MARGIN) / step)
    return Scale(max(bottom, Decimal(0)) if low >= 0 else bottom, min(top, Decimal(0)) if high < 0 else top, step)


# --------------------------------------------------------------------------------------------------------------------- names


def _named(plan: Plan, marks: Sequence[tuple[int, float, float]], made: Cloud, canvas: Canvas) -> tuple[float, list[Point]]:
    """The points with their names, each where it stands on nothing; the share of the text size that names take."""
    across, up = made.y(made.cross[1]), made.x(made.cross[0])
    rules: list[Rectangle] = [(made.left, across - 1, made.right, across + 1), (up - 1, made.top, up + 1, made.bottom)]
    for scale, avoided in ((1.0, rules), (1.0, []), (0.85, []), (LEAST_SCALE, [])):
        points = [_point(plan, mark, canvas, canvas.text_size_pt * scale, made) for mark in marks]
        placed = _placed(points, made, canvas, canvas.text_size_pt * scale, avoided)
        if all(point is not None for point in placed):
            break
    return scale, [there or point for there, point in zip(placed, points, strict=True)]


def _point(plan: Plan, mark: tuple[int, float, float], canvas: Canvas, size: float, made: Cloud) -> Point:
    """A point whose name stands on it."""
    index, x, y = mark
    name = on_one_line(one_line(plan.categories[index]), canvas.width_of, size, _LONGEST * (made.right - made.left))
    return Point(index, x, y, name, plan.series[0].fill(index), x, y, "")


def _placed(points: Sequence[Point], made: Cloud, canvas: Canvas, size: float, avoided: Sequence[Rectangle]) -> list[Point | None]:
    """The points with their names beside them, None for one whose name finds no place."""
    half = POINT_PT / 2
    taken: list[Rectangle] = [*avoided, *((p.x - half, p.y - half, p.x + half, p.y + half) for p in points)]
    found: list[Point | None] = []
    for point in points:
        width, height = canvas.width_of(point.name, size), size * 1.1
        for x, y, side in _places(point.x, point.y, width, height):
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if _inside(box, made) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found.append(replace(point, name_x=x, name_y=y, side=side))
                break
        else:
            found.append(None)
    return found


def _places(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, float, Side | Literal[""]]]:
    """Where the middle of a name may stand: at the four sides of its point, then further and further away."""
    off = POINT_PT / 2 + 2
    beside: dict[Side, tuple[float, float]] = {
        "r": (off + width / 2, 0.0),
        "l": (-off - width / 2, 0.0),
        "t": (0.0, -off - height / 2),
        "b": (0.0, off + height / 2),
    }
    for side in _SIDES:
        yield x + beside[side][0], y + beside[side][1], side
    for ring in range(1, _RINGS):
        for across in (1, -1, 0, 0.5, -0.5):
            for down in (-1, 1):
                yield x + across * (off + width / 2), y + down * (off + height / 2 + ring * height * 0.6), ""


def _inside(box: Rectangle, made: Cloud) -> bool:
    return box[0] >= made.left + 1 and box[2] <= made.right and box[1] >= made.top and box[3] <= made.bottom - 1


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


# ------------------------------------------------------------------------------------------------------------------- drawing


def draw_cloud(chart: Chart, plan: Plan, canvas: Canvas) -> None:
    """Draws the scatter."""
    made = cloud(chart, plan, canvas)
    _draw_axes(made, canvas)
    for point in made.points:
        _tie(made, point, canvas)
        if edge := outline(point.colour, canvas.theme):
            canvas.marker(point.x, point.y, POINT_PT + 1.5, edge)
        canvas.marker(point.x, point.y, POINT_PT, point.colour)
    for point in made.points:
        canvas.text(point.name_x, point.name_y, point.name, canvas.colour("ink"), "middle", canvas.text_size_pt * made.label_scale)


def _tie(made: Cloud, point: Point, canvas: Canvas) -> None:
    """The rule from a point to a name that does not stand beside it."""
    if not point.side:
        canvas.line(point.x, point.y, point.name_x, point.name_y, canvas.colour("hairline"), 0.5)


def _draw_axes(made: Cloud, canvas: Canvas) -> None:
    grey, pitch = canvas.colour("grey"), canvas.pitch_pt
    x, y = made.x(made.cross[0]), made.y(made.cross[1])
    canvas.line(x, made.top, x, made.bottom, grey, 0.75)
    canvas.line(made.left, y, made.right, y, grey, 0.75)
    every = max(1, math.ceil(1.5 * pitch / max(0.1, (made.bottom - made.top) / max(1, len(made.up.ticks) - 1))))
    for tick in made.up.ticks[::every]:
        canvas.text(made.left - _PAD, made.y(tick), format_number(tick, made.codes[1]), grey, "end")
    words = [format_number(tick, made.codes[0]) for tick in made.across.ticks]
    slot = (made.right - made.left) / max(1, len(words) - 1)
    every = max(1, math.ceil((max(map(canvas.width_of, words)) + 2 * _PAD) / max(0.1, slot)))
    for tick, text in list(zip(made.across.ticks, words, strict=True))[::every]:
        canvas.text(made.x(tick), made.bottom + _PAD + pitch / 2, text, grey)
    canvas.text(0.0, _PAD + pitch / 2, made.titles[1], canvas.colour("ink"), "start")
    canvas.text(made.right, canvas.height_pt - _PAD - pitch / 2, made.titles[0], canvas.colour("ink"), "end")
