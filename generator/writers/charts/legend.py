"""The legend of the SVG drawing: centred rows of keys and names at the top."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frozen import dataclass
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.colours import outline
from generator.writers.charts.labels import on_one_line
from generator.writers.charts.plan import MARKER_PT, SeriesPlan

_PAD = 4.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as far as it fits, with the key of its series, and their width."""

    name: str
    series: SeriesPlan
    key_pt: float
    width_pt: float


def draw_legend(series: Sequence[SeriesPlan], canvas: Canvas) -> float:
    """Draws the legend; returns where it ends."""
    gap = canvas.text_size_pt * 1.5
    rows: list[list[_Entry]] = [[]]
    for entry in (_entry(one, canvas) for one in series):
        if rows[-1] and sum(each.width_pt + gap for each in rows[-1]) + entry.width_pt > canvas.width_pt - 2 * _PAD:
            rows.append([])
        rows[-1].append(entry)
    for number, row in enumerate(rows):
        x = (canvas.width_pt - sum(each.width_pt for each in row) - gap * (len(row) - 1)) / 2
        y = _PAD + canvas.pitch_pt * (number + 0.5)
        for entry in row:
            _key(entry, canvas, x, y)
            canvas.text(x + entry.key_pt + _PAD, y, entry.name, canvas.colour("ink"), "start")
            x += entry.width_pt + gap
    return 2 * _PAD + canvas.pitch_pt * len(rows)


def _entry(series: SeriesPlan, canvas: Canvas) -> _Entry:
    size = canvas.text_size_pt
    key = size * (2.4 if series.line else 0.75)
    name = on_one_line(series.name, canvas.width_of, size, canvas.width_pt - key - 3 * _PAD)
    return _Entry(name, series, key, key + _PAD + canvas.width_of(name))


def _key(entry: _Entry, canvas: Canvas, x: float, y: float) -> None:
    """The sign of a series: a square, or a piece of the line."""
    series, size = entry.series, entry.key_pt
    if series.line:
        canvas.line(x, y, x + size, y, series.colour, 2.0, series.stroke.dash)
        canvas.marker(x + size / 2, y, MARKER_PT, series.colour, series.stroke.marker)
    else:
        canvas.rectangle(x, y - size / 2, size, size, series.colour, outline(series.colour, canvas.theme))
