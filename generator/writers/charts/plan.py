"""What a chart shows, decided once for all its drawings: figures, colours, labels, legend and value axis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from generator.document import Chart, ChartType
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.charts.axes import Axes, two_axes
from generator.writers.charts.colours import PLAIN, Stroke, colours, one_line, stroke
from generator.writers.charts.numbers import format_number
from generator.writers.charts.room import Room
from generator.writers.charts.scale import Scale, scale
from generator.writers.charts.shown import Values, shown

_DECIMALS = re.compile(r"(?<=[0#])\.[0#]+")
_SURELY_WHOLE = 2
"""A step from which on whatever Office takes instead is whole as well."""

MARKER_PT = 5
"""The diameter of a line's markers."""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series as drawn: `points` are the colours of points that differ, `labelled` the points whose figure stands in the drawing (those
    of `inside` within their column), `code` its number format; a `line` is drawn with its `stroke`, a `second` one on the second axis.
    `column` is its place in the workbook."""

    name: str
    values: Values
    colour: str
    points: Mapping[int, str]
    labelled: frozenset[int]
    code: str = "General"
    line: bool = False
    second: bool = False
    stroke: Stroke = PLAIN
    inside: frozenset[int] = frozenset()
    column: int = 1

    def fill(self, point: int) -> str:
        """The colour (RRGGBB) of a point."""
        return self.points.get(point, self.colour)


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart as drawn. `code` is the number format of its labels; `end_labels` name lines at their last point in place of a
    legend; `gap` is the space between categories in bar widths; every `skip`-th category is named. `scale` and `scale2` fix the value
    axes where two of them, or several charts, have to agree; `title` stands over one of several small charts, `span`
    (its first and last category) below where not every category can be named."""

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[SeriesPlan, ...]
    code: str
    value_axis: bool
    legend: bool
    end_labels: bool
    gap: float
    skip: int
    scale: Scale | None = None
    scale2: Scale | None = None
    value_axis2: bool = False
    title: str = ""
    span: str = ""

    @property
    def axis_code(self) -> str:
        """The number format of the value axis: without decimals where its figures are whole, as Office will choose them too."""
        if self.type == "percent":
            return "0%"
        step = (self.scale or scale(self.extremes, from_zero=self.type != "line", exact=False)).step
        whole = step == step.to_integral_value() if self.scale else step >= _SURELY_WHOLE
        return _DECIMALS.sub("", self.code) if whole and "%" not in self.code else self.code

    @property
    def bars(self) -> tuple[SeriesPlan, ...]:
        """The series drawn as bars or columns."""
        return tuple(series for series in self.series if not series.line)

    @property
    def lines(self) -> tuple[SeriesPlan, ...]:
        """The series drawn as lines."""
        return tuple(series for series in self.series if series.line)

    @property
    def stacked(self) -> bool:
        """True when the series of a category share one column."""
        return self.type in {"stacked", "percent"}

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """All figures there are."""
        return tuple(value for series in self.series for value in series.values if value is not None)

    def whole(self, point: int) -> Decimal:
        """What the figures of a stacked category are divided by: 1, or their absolute sum in a chart of 100 % columns."""
        if self.type != "percent":
            return Decimal(1)
        return sum((abs(series.values[point] or Decimal(0)) for series in self.series), Decimal(0))

    @property
    def extremes(self) -> tuple[Decimal, ...]:
        """The figures that the value axis must reach: every figure, or the sums of stacked ones by sign."""
        if not self.stacked:
            return self.figures
        columns = [
            [value / whole for series in self.series if (value := series.values[point]) is not None]
            for point in range(len(self.categories))
            if (whole := self.whole(point))
        ]
        zero = Decimal(0)
        return tuple(sum((v for v in column if (v < 0) == negative), zero) for column in columns for negative in (False, True))

    def label(self, series: SeriesPlan, point: int) -> str:
        """The words of a point's figure, "" for a gap."""
        value = series.values[point]
        return "" if value is None else format_number(value, series.code)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a small chart shares with its fellows: the scale of values; and its own title."""

    scale: Scale
    title: str


def plan(chart: Chart, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float, shared: Shared | None = None) -> Plan:
    """The plan of `chart` in a box of `width_pt` × `height_pt` with text of `text_size_pt`."""
    chart = shown(chart)
    if chart.type in {"combo", "pareto"}:
        return _on_two_axes(chart, theme, width_pt, height_pt, text_size_pt)
    room = _room(chart, theme, width_pt, height_pt, text_size_pt, small=shared is not None)
    labelled = room.labelled()
    end_labels = room.end_labels()
    return Plan(
        type=chart.type,
        categories=chart.categories,
        series=tuple(_series(chart, theme, index, labelled[index]) for index in range(len(chart.series))),
        code=chart.number_format,
        value_axis=not (room.all_written(labelled) or shared),
        legend=len(chart.series) > 1 and not end_labels,
        end_labels=end_labels,
        gap=room.gap,
        skip=room.skip,
        scale=shared.scale if shared else None,
        title=shared.title if shared else "",
        span=_span(chart) if shared and room.skip > 1 else "",
    )


def _span(chart: Chart) -> str:
    """The first and the last category."""
    return f"{one_line(chart.categories[0])} – {one_line(chart.categories[-1])}"


def _on_two_axes(chart: Chart, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float) -> Plan:
    """Columns, and lines on the second axis."""
    room = _room(chart, theme, width_pt, height_pt, text_size_pt)
    axes = two_axes(chart, room)
    return Plan(
        type=chart.type,
        categories=chart.categories,
        series=tuple(_series(chart, theme, index, axes.labelled[index], axes) for index in range(len(chart.series))),
        code=chart.number_format,
        value_axis=not axes.written,
        legend=True,
        end_labels=False,
        gap=room.gap,
        skip=room.skip,
        scale=axes.first,
        scale2=axes.second,
        value_axis2=not axes.written,
    )


def _room(chart: Chart, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float, *, small: bool = False) -> Room:
    """The room for what stands on the first axis."""
    paired = chart.type in {"combo", "pareto"}
    rows = tuple(series.values for series in chart.series if series.axis == 1 or not paired)
    names = tuple(series.name for series in chart.series)
    kind: ChartType = "column" if paired else chart.type
    font = theme.latin.office
    return Room(kind, chart.categories, names, rows, chart.number_format, width_pt, height_pt, text_size_pt, font, small)


def _series(chart: Chart, theme: Theme, index: int, labelled: frozenset[int], axes: Axes | None = None) -> SeriesPlan:
    series = chart.series[index]
    second = axes is not None and series.axis == 2
    return SeriesPlan(
        one_line(series.name),
        series.values,
        *colours(chart, theme, index),
        labelled=labelled,
        code=(chart.format2 if second else "") or chart.number_format,
        line=second or chart.type == "line",
        second=second,
        stroke=stroke(chart, theme, index),
        inside=frozenset() if axes is None or second else axes.inside,
        column=index + 1,
    )


def line_width_pt(series: SeriesPlan, theme: Theme) -> float:
    """The stroke of a line; the highlighted one is stronger."""
    return 3.0 if series.colour == theme.colours["accent"] else 2.25
