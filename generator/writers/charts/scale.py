"""The value axis of the SVG drawing: its ends and its ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from generator.frozen import dataclass

_INTERVALS = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with a tick every `step`."""

    low: Decimal
    high: Decimal
    step: Decimal

    def share(self, value: Decimal) -> float:
        """Where `value` stands between the ends, 0 to 1."""
        return min(1.0, max(0.0, float((value - self.low) / (self.high - self.low))))

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The figures at the axis."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * i for i in range(count + 1))


def scale(values: Sequence[Decimal], *, from_zero: bool, exact: bool) -> Scale:
    """A scale for `values`. It holds zero, unless the values lie so close together that Excel would begin higher (all above five
    sixths of the largest) and `from_zero` is false; `exact` ends are the values themselves, else ends are round figures."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    if from_zero or low <= high * Decimal(5) / 6:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = round_step(high - low)
    if exact:
        return Scale(low, high, step)
    # Excel ends at the first round figure that leaves a twentieth of the span free
    room = (high - low) / 20
    top = step * math.ceil((high + room) / step) if high > 0 else high
    bottom = step * math.floor((low - room) / step) if low < 0 else step * math.floor(low / step)
    return Scale(bottom, top, step)


def round_step(span: Decimal) -> Decimal:
    """A round step (1, 2 or 5 × 10ⁿ, as Office takes) that divides `span` into about seven."""
    return step_above(span / _INTERVALS)


def step_above(raw: Decimal) -> Decimal:
    """The least round step that is no smaller than `raw`."""
    power = Decimal(10) ** raw.adjusted()
    return next((factor * power for factor in map(Decimal, ("1", "2", "5")) if factor * power >= raw), 10 * power)
