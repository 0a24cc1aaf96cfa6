"""What is wrong with the charts of a paper, whatever template drew them: figures that their type cannot show, units not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.diagnostics import Diagnostic, problem
from generator.document import Blocks, Callout, Chart, Document, Notes, Quote, Section

MOST_SLICES = 7
"""More slices than this cannot be told apart or compared."""

MOST_POINTS = 15
"""More names than this crowd a positioning map."""

MOST_COLOURS = 8
"""Colours of a palette: the ninth series would have the first one's."""

_WHOLE, _ROUNDING = Decimal(100), Decimal(1)
"""Shares add up to 100, a point more or less for rounding."""


def found(documents: Iterable[Document]) -> tuple[Diagnostic, ...]:
    """Errors and warnings about every chart, each once, with the pointer of the chart's source."""
    charts = dict.fromkeys(chart for document in documents for chart in _charts(document.body))
    return tuple(dict.fromkeys(remark for chart in charts for remark in _remarks(chart)))


def _charts(blocks: Blocks) -> Iterator[Chart]:
    """Every chart among blocks and in them."""
    for block in blocks:
        match block:
            case Chart():
                yield block
            case Section() | Quote() | Callout() | Notes():
                yield from _charts(block.children)


def _remarks(chart: Chart) -> Iterator[Diagnostic]:
    first = [value for value in chart.series[0].values if value is not None]
    several = len(chart.series)
    match chart.type:
        case "doughnut" | "pareto":
            if several > 1:
                yield _problem("E450", chart, several=several)
            if any(value < 0 for value in first):
                yield _problem("E451", chart, value=min(first))
            if chart.type == "doughnut":
                yield from _of_slices(chart, first)
            else:
                yield from _of_second_axis(chart)
        case "combo":
            yield from _of_second_axis(chart)
            if {series.axis for series in chart.series} != {1, 2}:
                yield _problem("E454", chart)
        case "scatter":
            if several != 2:
                yield _problem("E452", chart, several=several)
            if len(chart.categories) > MOST_POINTS:
                yield _problem("W452", chart, number=len(chart.categories), most=MOST_POINTS)
        case "percent":
            yield from _of_shares(chart)
        case _:
            pass
    if chart.type not in {"doughnut", "pareto", "scatter"} and several > MOST_COLOURS:
        yield _problem("W453", chart, number=several, most=MOST_COLOURS)


def _of_second_axis(chart: Chart) -> Iterator[Diagnostic]:
    if not chart.axis2:
        yield _problem("E453", chart)


def _of_slices(chart: Chart, values: list[Decimal]) -> Iterator[Diagnostic]:
    if len(values) > MOST_SLICES:
        yield _problem("W450", chart, number=len(values), most=MOST_SLICES)
    if chart.unit == "%" and abs(sum(values) - _WHOLE) > _ROUNDING and not _whole_as_one(chart, sum(values, Decimal(0))):
        yield _problem("W451", chart, name=chart.series[0].name, total=sum(values))


def _of_shares(chart: Chart) -> Iterator[Diagnostic]:
    """Columns of 100 % whose figures are shares already (of figures in another unit the shares are worked out)."""
    if chart.unit != "%":
        return
    for index, category in enumerate(chart.categories):
        column = [series.values[index] for series in chart.series]
        total = sum((value for value in column if value is not None), Decimal(0))
        if None not in column and abs(total - _WHOLE) > _ROUNDING and not _whole_as_one(chart, total):
            yield _problem("W451", chart, name=category, total=total)


def _whole_as_one(chart: Chart, total: Decimal) -> bool:
    """Whether the number format multiplies by a hundred, and the figures add up to one."""
    return chart.number_format.endswith("%") and abs(total - 1) <= _ROUNDING / 100


def _problem(code: str, chart: Chart, **words: object) -> Diagnostic:
    return problem(code, None, pointer=chart.at, type=chart.type, **words)
