"""What a chart shows, decided once for all its drawings: figures, colours, labels, legend and value axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.document import Chart, ChartType
from generator.theme import Theme, contrast, readable
from generator.writers.charts.numbers import format_number, is_percent
from generator.writers.charts.room import Room

MARKER_PT = 5
"""The diameter of a line's markers."""

FILL_CONTRAST = 3.0
"""Least contrast of a fill against the paper (WCAG 2.2, 1.4.11); a paler fill gets an outline."""

_TINTS = (0.0, 0.35, 0.6)
"""Shares of paper in the accent for the highlighted category of the first, second and third series."""

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series as drawn: `points` are the colours of points that differ, `labelled` the points whose figure stands in the drawing."""

    name: str
    values: Values
    colour: str
    points: Mapping[int, str]
    labelled: frozenset[int]

    def fill(self, point: int) -> str:
        """The colour (RRGGBB) of a point."""
        return self.points.get(point, self.colour)


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart as drawn. `code` is the number format of its labels; `end_labels` name lines at their last point in place of a
    legend; `gap` is the space between categories in bar widths; every `skip`-th category is named."""

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[SeriesPlan, ...]
    code: str
    value_axis: bool
    legend: bool
    end_labels: bool
    gap: float
    skip: int

    def line_width_pt(self, index: int, theme: Theme) -> float:
        """The stroke of a line; the highlighted one is stronger."""
        return 3.0 if self.series[index].colour == theme.colours["accent"] else 2.25

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
        return "" if value is None else format_number(value, self.code)


def plan(chart: Chart, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float) -> Plan:
    """The plan of `chart` in a box of `width_pt` × `height_pt` with text of `text_size_pt`."""
    code, rows = figures(chart)
    rows = tuple(tuple(row[: len(chart.categories)]) + (None,) * (len(chart.categories) - len(row)) for row in rows)
    names = tuple(series.name for series in chart.series)
    room = Room(chart.type, chart.categories, names, rows, code, width_pt, height_pt, text_size_pt, theme.latin.office)
    labelled = room.labelled()
    end_labels = room.end_labels()
    series = tuple(
        SeriesPlan(one_line(series.name), rows[index], *_colours(chart, theme, index), labelled=labelled[index])
        for index, series in enumerate(chart.series)
    )
    return Plan(
        type=chart.type,
        categories=chart.categories,
        series=series,
        code=code,
        value_axis=not room.all_written(labelled),
        legend=len(series) > 1 and not end_labels,
        end_labels=end_labels,
        gap=room.gap,
        skip=room.skip,
    )


def figures(chart: Chart) -> tuple[str, tuple[Values, ...]]:
    """The number format and the figures by series that a chart shows.

    A chart of 100 % columns shows shares: figures that are not written in percent are divided by their category's sum (of absolute
    values, as Excel does), so that labels, workbook and columns say the same.
    """
    rows = tuple(series.values for series in chart.series)
    if chart.type != "percent" or is_percent(chart.number_format):
        return chart.number_format, rows
    zero = Decimal(0)
    totals = [sum((abs(row[i] or zero) for row in rows if i < len(row)), zero) for i in range(len(chart.categories))]
    return "0%", tuple(tuple(_share(value, totals[i]) for i, value in enumerate(row[: len(totals)])) for row in rows)


def unit(chart: Chart) -> str:
    """The unit of the figures that a chart shows: its own, or "%" where it shows shares of other figures."""
    return chart.unit if figures(chart)[0] == chart.number_format else "%"


def _share(value: Decimal | None, total: Decimal) -> Decimal | None:
    """The share to a hundredth of a percent; None where there is nothing to share."""
    return None if value is None or not total else (value / total).quantize(Decimal("0.0001"))


def one_line(name: str) -> str:
    """A name on one line: legends and line ends have no room for two languages stacked."""
    return " ".join(name.split("\n"))


def _matches(name: str, highlight: str) -> bool:
    """True when `highlight` names `name`, as a whole or by its first language."""
    return bool(highlight) and (name == highlight or one_line(name) == one_line(highlight) or name.partition("\n")[0] == highlight)


def _colours(chart: Chart, theme: Theme, index: int) -> tuple[str, Mapping[int, str]]:
    """The colour of a series, and the colours of its points that differ.

    Colours follow the order of series, so a brand keeps its colour; with one series and a highlighted category (or media as
    categories) they follow the order of categories. With two or three series a highlighted category takes tints of the accent.
    A line is darkened until it is seen on the paper, as it cannot be outlined.
    """
    own, points = _fills(chart, theme, index)
    return (readable(own, theme.colours["paper"], FILL_CONTRAST), {}) if chart.type == "line" else (own, points)


def _fills(chart: Chart, theme: Theme, index: int) -> tuple[str, Mapping[int, str]]:
    palette = theme.media if chart.palette == "media" else theme.series
    accent = theme.colours["accent"]
    own = accent if _matches(chart.series[index].name, chart.highlight) else palette[index % len(palette)]
    marked = [i for i, category in enumerate(chart.categories) if _matches(category, chart.highlight)]
    if len(chart.series) == 1 and (marked or chart.palette == "media"):
        return own, {i: accent if i in marked else palette[i % len(palette)] for i in range(len(chart.categories))}
    if chart.palette == "brand" and len(chart.series) <= len(_TINTS):
        return own, {i: mixed(accent, theme.colours["paper"], _TINTS[index]) for i in marked}
    return own, {}


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` of `other` mixed in."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def outline(fill: str, theme: Theme) -> str:
    """The outline colour of a fill that is too pale for the paper, or "" where none is needed."""
    paper = theme.colours["paper"]
    return "" if contrast(fill, paper) >= FILL_CONTRAST else readable(fill, paper, FILL_CONTRAST)


def text_colour(fill: str, theme: Theme) -> str:
    """The colour of words that belong to a fill but stand on the paper: the fill, darkened until it reads."""
    return readable(fill, theme.colours["paper"])


def label_colour(fill: str, theme: Theme) -> str:
    """Ink or paper, whichever reads better on `fill`."""
    ink, paper = theme.colours["ink"], theme.colours["paper"]
    return max(ink, paper, key=lambda colour: contrast(colour, fill))
