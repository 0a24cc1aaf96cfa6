"""An SVG drawing under way: shapes and measured text in the theme's colours and fonts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from generator.theme import Theme
from generator.writers.charts.colours import Dash, Marker
from generator.writers.charts.room import LINE, text_width
from generator.writers.charts.xml import attribute, escape

Anchor = Literal["start", "middle", "end"]

_PRESETS: Mapping[Dash, tuple[int, int]] = {"dash": (4, 3), "sysDot": (1, 1)}
"""Lengths of stroke and gap, in widths of the line."""

_BASELINE = 0.36
"""From the middle of a line of text down to its baseline, in em: half of Arial's cap height (0.716 em)."""


class Canvas:
    """Collects elements; lengths are points, y grows downwards. `x0` and `y0` are where its upper left corner stands in the drawing."""

    def __init__(self, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float, x0: float = 0.0, y0: float = 0.0) -> None:
        self.theme = theme
        self.x0 = x0
        self.y0 = y0
        self.width_pt = width_pt
        self.height_pt = height_pt
        self.text_size_pt = text_size_pt
        self.elements: list[str] = []

    def colour(self, name: str) -> str:
        """The theme's colour of that name."""
        return self.theme.colours[name]

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> None:
        """A filled rectangle, outlined when `edge` is a colour."""
        stroke = f' stroke="#{edge}" stroke-width="0.75"' if edge else ""
        self.elements.append(f'<rect x="{self._x(x)}" y="{self._y(y)}" width="{_n(width)}" height="{_n(height)}" fill="#{fill}"{stroke}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: Dash = "") -> None:
        """A straight rule."""
        self.elements.append(
            f'<line x1="{self._x(x1)}" y1="{self._y(y1)}" x2="{self._x(x2)}" y2="{self._y(y2)}" '
            f'stroke="#{colour}" stroke-width="{_n(width)}"{_dashes(dash, width)}/>'
        )

    def polyline(self, points: list[tuple[float, float]], colour: str, width: float, dash: Dash = "") -> None:
        """A line through points."""
        path = " ".join(f"{self._x(x)},{self._y(y)}" for x, y in points)
        ends = "" if dash else ' stroke-linecap="round"'
        self.elements.append(
            f'<polyline points="{path}" fill="none" stroke="#{colour}" stroke-width="{_n(width)}"{_dashes(dash, width)}{ends} '
            'stroke-linejoin="round"/>'
        )

    def marker(self, x: float, y: float, size: float, fill: str, kind: Marker = "circle") -> None:
        """A filled sign around a point."""
        half = size / 2
        corners = {
            "square": ((-half, -half), (half, -half), (half, half), (-half, half)),
            "diamond": ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)),
            "triangle": ((0.0, -half), (half, half), (-half, half)),
        }
        if kind == "circle":
            self.elements.append(f'<circle cx="{self._x(x)}" cy="{self._y(y)}" r="{_n(half)}" fill="#{fill}"/>')
            return
        path = " ".join(f"{self._x(x + across)},{self._y(y + down)}" for across, down in corners[kind])
        self.elements.append(f'<polygon points="{path}" fill="#{fill}"/>')

    def ring(self, x: float, y: float, radius: float, hole: float, start: float, sweep: float, fill: str, edge: str) -> None:
        """A piece of a ring: from `start` turns (0 is twelve o'clock, clockwise) over `sweep` turns, the hole of radius `hole`."""
        sweep = min(sweep, 0.9999)  # an arc that ends where it begins is none
        long = int(sweep > 0.5)
        outer, inner = ([self._around(x, y, r, turn) for turn in (start, start + sweep)] for r in (radius, hole))
        path = f"M{outer[0]}A{_n(radius)} {_n(radius)} 0 {long} 1 {outer[1]}L{inner[1]}A{_n(hole)} {_n(hole)} 0 {long} 0 {inner[0]}Z"
        self.elements.append(f'<path d="{path}" fill="#{fill}" stroke="#{edge}" stroke-width="0.75"/>')

    def _around(self, x: float, y: float, radius: float, turn: float) -> str:
        return f"{self._x(x + radius * math.sin(math.tau * turn))} {self._y(y - radius * math.cos(math.tau * turn))}"

    def _x(self, value: float) -> str:
        return _n(value + self.x0)

    def _y(self, value: float) -> str:
        return _n(value + self.y0)

    def text(
        self, x: float, y: float, words: str, colour: str, anchor: Anchor = "middle", size_pt: float = 0.0, *, bold: bool = False
    ) -> None:
        """One line of text whose middle stands at `y`, pushed back into the drawing where it would leave it."""
        if not words:
            return
        size = size_pt or self.text_size_pt
        weight = ' font-weight="bold"' if bold else ""
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.width_of(words, size)
        x += max(0.0, -left) - max(0.0, left + self.width_of(words, size) - self.width_pt)
        y = min(max(y, size / 2), self.height_pt - size / 2)
        self.elements.append(
            f'<text x="{self._x(x)}" y="{self._y(y + _BASELINE * size)}" font-size="{_n(size)}" text-anchor="{anchor}" '
            f'fill="#{colour}"{weight}>'
            f"{escape(words)}</text>"
        )

    def width_of(self, words: str, size_pt: float = 0.0) -> float:
        """The width of one line."""
        return text_width(words, size_pt or self.text_size_pt, self.theme.latin.office)

    @property
    def pitch_pt(self) -> float:
        """From line to line."""
        return LINE * self.text_size_pt

    def svg(self, title: str, language: str) -> str:
        """The whole element."""
        families = (*self.theme.latin.pdf, *self.theme.east_asian.pdf, "sans-serif")
        fonts = ", ".join(f"'{name}'" if " " in name else name for name in families)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width_pt)}pt" height="{_n(self.height_pt)}pt" '
            f'viewBox="0 0 {_n(self.width_pt)} {_n(self.height_pt)}" role="img" xml:lang={attribute(language)} lang={attribute(language)} '
            f"font-family={attribute(fonts)}><title>{escape(title)}</title>{''.join(self.elements)}</svg>"
        )


def _dashes(dash: Dash, width: float) -> str:
    """The dashes of DrawingML's presets (20.1.10.48) at this stroke."""
    if not dash:
        return ""
    return f' stroke-dasharray="{" ".join(_n(length * width) for length in _PRESETS[dash])}"'


def _n(value: float) -> str:
    """A length to a hundredth of a point, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")
