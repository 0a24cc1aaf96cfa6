"""A chart as it is shown: shares of 100 % columns worked out, a Pareto sorted and summed, units beside the names on two axes.

Drawing, native chart and workbook all begin here, so that they hold the same figures in the same order.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

from generator.document import Chart, Series
from generator.writers.charts.colours import matches, one_line, place
from generator.writers.charts.numbers import is_percent

Values = tuple[Decimal | None, ...]

_CUMULATIVE_FORMAT = "0%"


def shown(chart: Chart) -> Chart:
    """`chart` with the figures, names and number formats that it shows; every series has a value or gap per category."""
    count = len(chart.categories)
    rows = tuple(replace(one, values=(*one.values[:count], *(None,) * (count - len(one.values)))) for one in chart.series)
    even = replace(chart, series=rows)
    match chart.type:
        case "percent":
            return _shares(even)
        case "pareto":
            return _pareto(even)
        case "combo":
            return _with_units(even)
        case "doughnut":
            return replace(even, series=rows[:1])
        case _:
            return even


def _shares(chart: Chart) -> Chart:
    """Figures that are not written in percent are divided by their category's sum (of absolute values, as Excel does)."""
    if is_percent(chart.number_format):
        return chart
    zero = Decimal(0)
    totals = [sum((abs(one.values[i] or zero) for one in chart.series), zero) for i in range(len(chart.categories))]
    series = tuple(
        replace(one, values=tuple(_share(value, total) for value, total in zip(one.values, totals, strict=True))) for one in chart.series
    )
    return replace(chart, series=series, number_format="0%", unit="%")


def _share(value: Decimal | None, total: Decimal) -> Decimal | None:
    """The share to a hundredth of a percent; None where there is nothing to share."""
    return None if value is None or not total else (value / total).quantize(Decimal("0.0001"))


def _pareto(chart: Chart) -> Chart:
    """The largest category first, those without a figure left out; a second series sums the shares up."""
    first = chart.series[0]
    there = [(value, i) for i, value in enumerate(first.values) if value is not None]
    order = [i for _, i in sorted(there, key=lambda pair: (-pair[0], pair[1]))]
    values = tuple(first.values[i] for i in order)
    code = chart.format2 if is_percent(chart.format2) else _CUMULATIVE_FORMAT
    places = tuple(place(chart, i) for i in order) if len(chart.places) == len(chart.categories) else chart.places
    line = Series(one_line(chart.axis2) or "%", _running(values), 2)
    bars = replace(first, name=with_unit(first.name, chart.unit), values=values)
    categories = tuple(chart.categories[i] for i in order)
    return replace(chart, categories=categories, series=(bars, line), places=places, format2=code)


def _running(values: Values) -> Values:
    """The share of the sum that is reached at each value."""
    total = sum((value or Decimal(0) for value in values), Decimal(0))
    sums = [sum((value or Decimal(0) for value in values[: i + 1]), Decimal(0)) for i in range(len(values))]
    return tuple(_share(value, total) for value in sums)


def _with_units(chart: Chart) -> Chart:
    """Each name with the unit of its axis: two axes have two."""
    units = {1: chart.unit, 2: chart.axis2}
    series = tuple(replace(one, name=with_unit(one.name, units[one.axis])) for one in chart.series)
    marked = (new.name for old, new in zip(chart.series, series, strict=True) if matches(old.name, chart.highlight))
    return replace(chart, series=series, highlight=next(marked, chart.highlight))


def with_unit(name: str, unit: str) -> str:
    """Name and unit on one line, the unit in brackets of the name's script."""
    name, unit = one_line(name), one_line(unit)
    if not unit or unit in name:
        return name
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in name)
    return f"{name}（{unit}）" if wide else f"{name} ({unit})"


def unit(chart: Chart) -> str:
    """The unit of the figures that a chart shows; with two axes both, the first axis' before the second's."""
    return " / ".join(units(chart))


def units(chart: Chart) -> list[str]:
    """The units of the figures that a chart shows, one for each axis that has its own."""
    stated = (shown(chart).unit, chart.axis2 if chart.type in {"combo", "pareto", "scatter"} else "")
    return list(dict.fromkeys(one_line(each) for each in stated if each))
