"""Colours between two colours, and the fills of a heat map's cells."""

from __future__ import annotations

from generator.document import PlainCells, Table
from generator.theme import Theme

_SHADES = {"shade-1": 0.07, "shade-2": 0.14, "shade-3": 0.22, "shade-4": 0.31, "shade-5": 0.4}
"""Shares of the support colour in the paper, by class of cell."""

SHADES: tuple[str, ...] = tuple(_SHADES)


def shade(theme: Theme, class_: str) -> str:
    """The fill of a heat map's cell of class "shade-1" (palest) to "shade-5", on each of which ink reads; "" for any other class."""
    step = _SHADES.get(class_, 0.0)
    return mixed(theme.colours["paper"], theme.colours["support"], step) if step else ""


def ends_shaded(table: Table) -> bool:
    """Whether a cell of the last column of a table is filled: then its figures keep a distance from the edge."""
    return any(row.cells[-1].class_ in _SHADES for row in table.body if row.cells and type(row.cells) is not PlainCells)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` of `other` mixed in."""
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(channels(colour), channels(other), strict=True))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of RRGGBB."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue
