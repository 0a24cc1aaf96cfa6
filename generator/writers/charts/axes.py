"""Two value axes in one chart: columns on the first, a line on the second, and whether their figures can all be written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.document import Chart
from generator.frozen import dataclass
from generator.writers.charts.numbers import format_number
from generator.writers.charts.room import LINE, Room, text_width
from generator.writers.charts.scale import Scale, scale, step_above

_COLUMNS_END, _LINE_BEGINS, _LINE_ENDS = Decimal("0.56"), Decimal("0.72"), Decimal("0.97")
"""Where all figures are written, columns stay in the lower part of the plot and the line in the upper one, so that neither crosses the
other's figures: shares of the height."""

_LEAST_LINES = 9
"""Lines of text that a plot must be high for that."""

_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Axes:
    """The two scales; `written` when every figure is (no axis is drawn then); by series the points labelled; the columns whose figure
    stands `inside` their end."""

    first: Scale
    second: Scale
    written: bool
    labelled: tuple[frozenset[int], ...]
    inside: frozenset[int] = frozenset()


def two_axes(chart: Chart, room: Room) -> Axes:
    """The axes of a combo or Pareto; `room` is that of its columns."""
    columns = _figures(chart, 1)
    line = _figures(chart, 2)
    pareto = chart.type == "pareto"
    total = sum(columns, Decimal(0))
    written = _figures_fit(chart, room) and (_first_column_holds(columns, total, room) if pareto else _bands_fit(columns, room))
    none: frozenset[int] = frozenset()
    there = tuple(frozenset(i for i, value in enumerate(one.values) if value is not None) for one in chart.series)
    labelled = there if written else (none,) * len(there)
    if pareto:
        top = total if total > 0 else _WHOLE
        first = Scale(Decimal(0), top, top) if written else scale([top], from_zero=True, exact=False)
        return Axes(first, Scale(Decimal(0), _WHOLE, Decimal("0.2")), written, labelled, frozenset({0}) if written else none)
    if written:
        return Axes(_lower(columns), _upper(line), written, labelled)
    first = scale(columns, from_zero=True, exact=False)
    return Axes(first, _beside(first, line), written, labelled)


def _figures(chart: Chart, axis: int) -> list[Decimal]:
    return [value for one in chart.series if one.axis == axis for value in one.values if value is not None]


def _figures_fit(chart: Chart, room: Room) -> bool:
    """Whether the figures of the columns, and of the one line, stand beside each other."""
    lines = [one for one in chart.series if one.axis == 2]
    code = chart.format2 or chart.number_format
    words = [format_number(value, code) for value in _figures(chart, 2)]
    widest = max((text_width(text, room.text_size_pt, room.font) for text in words), default=0.0)
    return len(lines) == 1 and widest <= room.slot_pt * 0.95 and all(room.labelled())


def _first_column_holds(columns: Sequence[Decimal], total: Decimal, room: Room) -> bool:
    """Whether the line of a Pareto, which begins at the end of the first column, leaves room for the figures under it."""
    if not columns or total <= 0:
        return False
    first = float(columns[0] / total) * room.column_height_pt
    return first >= 2.2 * LINE * room.text_size_pt and room.widest_figure() <= room.bar_pt * 0.98


def _bands_fit(columns: Sequence[Decimal], room: Room) -> bool:
    return min(columns, default=Decimal(0)) >= 0 and room.column_height_pt >= _LEAST_LINES * LINE * room.text_size_pt


def _lower(columns: Sequence[Decimal]) -> Scale:
    """A scale on which the tallest column ends where the columns' part does."""
    top = (max(columns, default=_WHOLE) or _WHOLE) / _COLUMNS_END
    return Scale(Decimal(0), _short(top), _short(top))


def _upper(line: Sequence[Decimal]) -> Scale:
    """A scale on which the line fills its part."""
    low, high = min(line, default=Decimal(0)), max(line, default=Decimal(0))
    if low == high:
        low, high = low - abs(low) / 10 - 1, high + abs(high) / 10 + 1
    unit = (high - low) / (_LINE_ENDS - _LINE_BEGINS)
    bottom = _short(low - unit * _LINE_BEGINS)
    return Scale(bottom, _short(bottom + unit), _short(unit))


def _beside(first: Scale, line: Sequence[Decimal]) -> Scale:
    """A scale with as many steps as the first axis, so that its figures stand at the same rules."""
    own = scale(line, from_zero=True, exact=False)
    if own.low < 0 or first.low < 0:
        return own
    steps = max(1, len(first.ticks) - 1)
    step = step_above(own.high / steps)
    return Scale(Decimal(0), step * steps, step)


def _short(value: Decimal) -> Decimal:
    """Six digits of a number, in plain notation."""
    return Decimal(f"{Decimal(format(value, '.6g')):f}")
