"""An SVG drawing under way: shapes and measured text in the theme's colours and fonts."""

from __future__ import annotations

from typing import Literal

from generator.theme import Theme
from generator.writers.charts.room import LINE, text_width
from generator.writers.charts.xml import attribute, escape

Anchor = Literal["start", "middle", "end"]

_BASELINE = 0.36
"""From the middle of a line of text down to its baseline, in em: half of Arial's cap height (0.716 em)."""


class Canvas:
    """Collects elements; lengths are points, y grows downwards."""

    def __init__(self, theme: Theme, width_pt: float, height_pt: float, text_size_pt: float) -> None:
        self.theme = theme
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
        self.elements.append(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="#{fill}"{stroke}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
        """A straight rule."""
        self.elements.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="#{colour}" stroke-width="{_n(width)}"/>'
        )

    def polyline(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        """A line through points."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self.elements.append(
            f'<polyline points="{path}" fill="none" stroke="#{colour}" stroke-width="{_n(width)}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def dot(self, x: float, y: float, diameter: float, fill: str) -> None:
        """A filled circle."""
        self.elements.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(diameter / 2)}" fill="#{fill}"/>')

    def text(self, x: float, y: float, words: str, colour: str, anchor: Anchor = "middle", size_pt: float = 0.0) -> None:
        """One line of text whose middle stands at `y`, pushed back into the drawing where it would leave it."""
        if not words:
            return
        size = size_pt or self.text_size_pt
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.width_of(words, size)
        x += max(0.0, -left) - max(0.0, left + self.width_of(words, size) - self.width_pt)
        y = min(max(y, size / 2), self.height_pt - size / 2)
        self.elements.append(
            f'<text x="{_n(x)}" y="{_n(y + _BASELINE * size)}" font-size="{_n(size)}" text-anchor="{anchor}" fill="#{colour}">'
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


def _n(value: float) -> str:
    """A length to a hundredth of a point, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")
