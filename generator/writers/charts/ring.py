"""The doughnut: slices clockwise from twelve o'clock, each named beside the ring, or in a legend where there is no room for that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.colours import label_colour, one_line, outline
from generator.writers.charts.legend import draw_legend
from generator.writers.charts.plan import Plan, SeriesPlan
from generator.writers.charts.room import LEAST_SCALE, LINE

HOLE = 0.6
"""The hole's share of the ring (`c:holeSize` 60)."""

_PAD, _GAP = 6.0, 10.0
_WIDEST_LABEL = 0.34
"""Most of the box's width that the names at one side take."""

_LEAST_RADIUS = 0.22
_DISPLACED_PT = 3.0
"""A name further from its slice than this, beyond the usual gap, is tied to it by a rule."""

_SCALES = (1.0, 0.9, 0.8, LEAST_SCALE)


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of a slice's label around the point (`x`, `y`), `left` or right of which they begin."""

    lines: tuple[str, ...]
    x: float
    y: float
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice: its place among the categories, where it begins and how far it reaches (in turns), its colour and its words."""

    point: int
    start: float
    sweep: float
    colour: str
    label: Words | None = None

    @property
    def middle(self) -> float:
        """The turn of its middle."""
        return self.start + self.sweep / 2


@dataclass(frozen=True, slots=True)
class Ring:
    """The ring in its box; `legend` when names stand there and figures within the slices that have room; `label_scale` is the share of
    the text size that labels take."""

    x: float
    y: float
    radius: float
    slices: tuple[Slice, ...]
    legend: bool
    label_scale: float

    def within(self, piece: Slice) -> tuple[float, float]:
        """The middle of a slice: where Office puts its label unless told otherwise."""
        radius = self.radius * (1 + HOLE) / 2
        return self.x + radius * math.sin(math.tau * piece.middle), self.y - radius * math.cos(math.tau * piece.middle)


def ring(plan: Plan, canvas: Canvas) -> Ring:
    """The ring of a plan in the canvas's box, with a legend only where names do not fit beside it."""
    slices = _slices(plan)
    for scale in _SCALES:
        if found := _labelled(plan, canvas, slices, scale):
            return found
    legend = _legend_height(plan, canvas)
    radius = max(1.0, (canvas.height_pt - legend) / 2 - _PAD)
    radius = min(radius, canvas.width_pt / 2 - _PAD)
    made = Ring(canvas.width_pt / 2, legend + (canvas.height_pt - legend) / 2, radius, slices, True, 1.0)
    return replace(made, slices=tuple(_within(plan, canvas, made, piece) for piece in slices))


def entries(plan: Plan) -> tuple[SeriesPlan, ...]:
    """The slices as a legend names them."""
    series = plan.series[0]
    return tuple(replace(series, name=one_line(name), colour=series.fill(i)) for i, name in enumerate(plan.categories))


def _legend_height(plan: Plan, canvas: Canvas) -> float:
    return draw_legend(entries(plan), Canvas(canvas.theme, canvas.width_pt, canvas.height_pt, canvas.text_size_pt))


def _slices(plan: Plan) -> tuple[Slice, ...]:
    series = plan.series[0]
    figures = [max(Decimal(0), value or Decimal(0)) for value in series.values]
    total = sum(figures, Decimal(0))
    found, start = [], 0.0
    for point, value in enumerate(figures):
        if value and total:
            sweep = float(value / total)
            found.append(Slice(point, start, sweep, series.fill(point)))
            start += sweep
    return tuple(found)


def _labelled(plan: Plan, canvas: Canvas, slices: Sequence[Slice], scale: float) -> Ring | None:
    """The ring with a name beside every slice; None where they do not fit at this share of the text size."""
    size = canvas.text_size_pt * scale
    words = [_words(plan, canvas, piece, size) for piece in slices]
    widest = max((each.width_pt for each in words), default=0.0)
    width, height = canvas.width_pt, canvas.height_pt
    radius = min(height / 2 - _PAD - size * 0.7, width / 2 - _GAP - widest - _PAD)
    if widest > _WIDEST_LABEL * width or radius < _LEAST_RADIUS * min(width, height):
        return None
    made = Ring(width / 2, height / 2, radius, tuple(slices), False, scale)
    placed: list[Slice] = []
    for right in (True, False):
        side = [(piece, each) for piece, each in zip(slices, words, strict=True) if (math.sin(math.tau * piece.middle) >= 0) == right]
        if sum(each.height_pt for _, each in side) > height - 2 * _PAD:
            return None
        placed += _beside(side if right else side[::-1], made, height, right)
    return replace(made, slices=tuple(sorted(placed, key=lambda piece: piece.point)))


def _words(plan: Plan, canvas: Canvas, piece: Slice, size: float) -> Words:
    """Name and figure of a slice, the figure after the name's last line."""
    series = plan.series[0]
    lines = tuple(f"{plan.categories[piece.point]} {plan.label(series, piece.point)}".split("\n"))
    return Words(lines, 0.0, 0.0, max(canvas.width_of(line, size) for line in lines), LINE * size * len(lines))


def _beside(side: Sequence[tuple[Slice, Words]], made: Ring, height: float, right: bool) -> list[Slice]:
    """The slices of one side, from top to bottom, with their names beside them: each near its slice, none on another."""
    reach = made.radius + _GAP
    middles = [made.y - reach * math.cos(math.tau * piece.middle) for piece, _ in side]
    heights = [words.height_pt for _, words in side]
    for i in range(len(side)):
        above = middles[i - 1] + heights[i - 1] / 2 if i else _PAD
        middles[i] = max(middles[i], above + heights[i] / 2)
    for i in reversed(range(len(side))):
        below = middles[i + 1] - heights[i + 1] / 2 if i + 1 < len(side) else height - _PAD
        middles[i] = min(middles[i], below - heights[i] / 2)
    found = []
    for (piece, words), y in zip(side, middles, strict=True):
        off = max(0.0, abs(y - made.y) - words.height_pt / 2)
        across = math.sqrt(max(0.0, reach**2 - off**2)) if off < reach else 0.0
        x = made.x + (1 if right else -1) * (max(across, _GAP / 2) + words.width_pt / 2)
        found.append(replace(piece, label=replace(words, x=x, y=y)))
    return found


def _within(plan: Plan, canvas: Canvas, made: Ring, piece: Slice) -> Slice:
    """The slice with its figure inside, where that has room."""
    words = plan.label(plan.series[0], piece.point)
    width, height = canvas.width_of(words), canvas.pitch_pt
    thick = made.radius * (1 - HOLE)
    arc = math.tau * piece.sweep * made.radius * (1 + HOLE) / 2
    if max(width, height) > thick * 0.95 or math.hypot(width, height) > arc:
        return piece
    x, y = made.within(piece)
    return replace(piece, label=Words((words,), x, y, width, height))


def draw_ring(plan: Plan, canvas: Canvas) -> None:
    """Draws the doughnut."""
    made = ring(plan, canvas)
    if made.legend:
        draw_legend(entries(plan), canvas)
    paper = canvas.colour("paper")
    for piece in made.slices:
        edge = outline(piece.colour, canvas.theme) or paper
        canvas.ring(made.x, made.y, made.radius, made.radius * HOLE, piece.start, piece.sweep, piece.colour, edge)
    for piece in made.slices:
        if piece.label:
            _draw_label(made, piece, piece.label, canvas)


def _draw_label(made: Ring, piece: Slice, label: Words, canvas: Canvas) -> None:
    size = canvas.text_size_pt * made.label_scale
    right = label.x >= made.x
    if made.legend:
        canvas.text(label.x, label.y, label.lines[0], label_colour(piece.colour, canvas.theme))
        return
    edge = label.x - (1 if right else -1) * label.width_pt / 2
    turn = math.tau * piece.middle
    start = (made.x + made.radius * math.sin(turn), made.y - made.radius * math.cos(turn))
    if math.dist(start, (edge, label.y)) > _GAP + _DISPLACED_PT + label.height_pt / 2:
        canvas.line(*start, edge - (2 if right else -2), label.y, canvas.colour("grey"), 0.5)
    for number, line in enumerate(label.lines):
        y = label.y + (number - (len(label.lines) - 1) / 2) * LINE * size
        canvas.text(edge, y, line, canvas.colour("ink"), "start" if right else "end", size)


def words_colour(made: Ring, piece: Slice, theme: Theme) -> str:
    """The colour of a slice's words: ink beside the ring, what reads on the slice within it."""
    return label_colour(piece.colour, theme) if made.legend else theme.colours["ink"]
