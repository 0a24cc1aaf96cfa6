"""The colours of charts: which series, slice or point takes which, how lines are told apart, what reads on what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from generator.document import Chart
from generator.frozen import dataclass
from generator.theme import Theme, contrast, readable
from generator.writers.shades import channels, mixed

FILL_CONTRAST = 3.0
"""Least contrast of a fill against the paper (WCAG 2.2, 1.4.11); a paler fill gets an outline."""

NEAR = 22.0
"""Colours less than this apart (ΔE*ab, CIE 1976) are taken for one another across a chart."""

_TINTS = (0.0, 0.35, 0.6)
"""Shares of paper in the accent for the highlighted category of the first, second and third series."""

Dash = Literal["", "dash", "sysDot"]
Marker = Literal["circle", "square", "triangle", "diamond"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """What tells a line from others where colours do not, as in a greyscale print: its dashes and its markers (DrawingML names)."""

    dash: Dash = ""
    marker: Marker = "circle"


PLAIN = Stroke()

_STROKES = (
    PLAIN,
    Stroke("", "square"),
    Stroke("dash", "triangle"),
    Stroke("sysDot", "diamond"),
    Stroke("", "triangle"),
    Stroke("dash", "circle"),
    Stroke("sysDot", "square"),
    Stroke("dash", "diamond"),
)


def palette(chart: Chart, theme: Theme) -> tuple[str, ...]:
    """The colours of the chart's palette in their order, none of them near the theme's accent."""
    return _apart(theme.media if chart.palette == "media" else theme.series, theme.colours["accent"])


@lru_cache(maxsize=64)
def _apart(given: tuple[str, ...], accent: str) -> tuple[str, ...]:
    """`given`, with another colour in the place of each that a client's accent comes too near."""
    found: list[str] = []
    for place, colour in enumerate(given):
        others = (*found, *given[place + 1 :])
        found.append(colour if distance(colour, accent) >= NEAR else _moved(colour, accent, others))
    return tuple(found)


def _moved(colour: str, accent: str, others: tuple[str, ...]) -> str:
    """A colour for the place of `colour`: without its hue, lighter or darker, whichever is first far enough from accent and others."""
    level = lightness(colour)
    choices = [_grey(level), mixed(colour, "FFFFFF", 0.45), mixed(colour, "000000", 0.5)]
    choices += [_grey(value) for value in (level + 25, level - 25, 30, 50, 70) if 12 <= value <= 80]
    away = [choice for choice in choices if distance(choice, accent) >= NEAR]
    clear = [choice for choice in away if all(distance(choice, other) >= NEAR / 2 for other in others)]
    return next(iter(clear or away), max(choices, key=lambda choice: distance(choice, accent)))


def colours(chart: Chart, theme: Theme, index: int) -> tuple[str, Mapping[int, str]]:
    """The colour of a series, and the colours of its points that differ.

    Colours follow the order of series (or the chart's `places`), so a brand keeps its colour; media as the categories of one series have
    theirs, other categories the series' own, but for the highlighted one: several would mean nothing. With two or three series a
    highlighted category takes tints of the accent.
    A line is darkened until it is seen on the paper, as it cannot be outlined.
    """
    own, points = _fills(chart, theme, index)
    line = chart.type == "line" or chart.series[index].axis == 2
    return (readable(own, theme.colours["paper"], FILL_CONTRAST), {}) if line else (own, points)


def _fills(chart: Chart, theme: Theme, index: int) -> tuple[str, Mapping[int, str]]:
    accent = theme.colours["accent"]
    own = accent if matches(chart.series[index].name, chart.highlight) else _at(chart, theme, index)
    marked = [i for i, category in enumerate(chart.categories) if matches(category, chart.highlight)]
    if _by_category(chart) or (len(chart.series) == 1 and chart.palette == "media" and not chart.places):
        return own, {i: accent if i in marked else _at(chart, theme, i) for i in range(len(chart.categories))}
    if chart.palette == "brand" and len(chart.series) <= len(_TINTS):
        return own, {i: mixed(accent, theme.colours["paper"], _TINTS[index]) for i in marked}
    return own, {}


def _by_category(chart: Chart) -> bool:
    """Whether the categories carry the colours: slices and points, and bars of one series whose places are given one by one."""
    single = len(chart.series) == 1 and len(chart.places) == len(chart.categories) > 1
    return chart.type in {"doughnut", "scatter"} or single


def _at(chart: Chart, theme: Theme, index: int) -> str:
    """The palette's colour for the series or category at `index`."""
    known = palette(chart, theme)
    return known[place(chart, index) % len(known)]


def place(chart: Chart, index: int) -> int:
    """The position in the palette of the series or category at `index`."""
    return chart.places[index] if index < len(chart.places) else index


def stroke(chart: Chart, theme: Theme, index: int) -> Stroke:
    """How the line of a series is drawn; the highlighted one is plain."""
    if matches(chart.series[index].name, chart.highlight):
        return PLAIN
    return _STROKES[place(chart, index) % len(_STROKES)]


def one_line(name: str) -> str:
    """A name on one line: legends and line ends have no room for two languages stacked."""
    return " ".join(name.split("\n"))


def matches(name: str, highlight: str) -> bool:
    """True when `highlight` names `name`, as a whole or by its first language."""
    return bool(highlight) and (name == highlight or one_line(name) == one_line(highlight) or name.partition("\n")[0] == highlight)


# ----------------------------------------------------------------------------------------------------------- colours as such


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


def distance(first: str, second: str) -> float:
    """How far two colours are apart: ΔE*ab of 1976, the way between them in CIE L*a*b* under D65."""
    pairs = zip(_lab(first), _lab(second), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def lightness(colour: str) -> float:
    """L* of a colour, 0 (black) to 100 (white): what is left of it in a greyscale print."""
    return _lab(colour)[0]


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = ((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (v / 255 for v in channels(colour)))
    # sRGB to XYZ over the white point D65 (IEC 61966-2-1)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _grey(level: float) -> str:
    """The grey of a lightness."""
    return min((f"{value:02X}" * 3 for value in range(256)), key=lambda grey: abs(lightness(grey) - level))
