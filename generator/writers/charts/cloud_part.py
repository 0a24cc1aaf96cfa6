"""The plot area of a scatter in the chart part.

Every point is a series of its own, so that it has a name, a colour and a row of the workbook. The axes cross where the quartering lines
stand and are these lines; their figures stay at the low ends.
"""

from __future__ import annotations

from decimal import Decimal

from generator.document import Chart
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.cloud import POINT_PT, Cloud, Point, cloud
from generator.writers.charts.colours import outline
from generator.writers.charts.pieces import NO_FRAME, NO_LINE, UNWRAPPED, Pieces, head, number_format, numbers, shown, stroke
from generator.writers.charts.plan import Plan
from generator.writers.charts.scale import Scale

_ACROSS, _UP = 100000001, 100000002


def cloud_plot(chart: Chart, plan: Plan, pieces: Pieces, canvas: Canvas) -> str:
    """What stands in `c:plotArea`."""
    made = cloud(chart, plan, canvas)
    series = "".join(_point(number, point, made, plan, pieces) for number, point in enumerate(made.points))
    pitch = canvas.pitch_pt
    wide = canvas.width_of(made.titles[0])
    across = pieces.title(made.titles[0], max(0.0, made.right - wide), pieces.height_pt - 4 - pitch)
    up = pieces.title(made.titles[1], 0.0, 4.0)
    return (
        pieces.plot_layout(made.left, made.top, made.right, made.bottom)
        + f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        + f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/></c:scatterChart>'
        + _axis(_ACROSS, _UP, "b", made.across, made.cross[1], made.codes[0], across, pieces)
        + _axis(_UP, _ACROSS, "l", made.up, made.cross[0], made.codes[1], up, pieces)
    )


def _point(number: int, point: Point, made: Cloud, plan: Plan, pieces: Pieces) -> str:
    """A series of one point."""
    row = point.index + 2
    x, y = (plan.series[axis].values[point.index] for axis in (0, 1))
    rim = outline(point.colour, pieces.theme)
    marker = pieces.marker("circle", POINT_PT, point.colour, stroke(rim, 0.75) if rim else NO_LINE)
    place, side = "", point.side
    if not side:
        # moved from the right of the point, where it would stand
        wide = _name_width(point, made, pieces)
        place, side = pieces.moved(point.name_x - (point.x + POINT_PT / 2 + 2 + wide / 2), point.name_y - point.y), "r"
    text = pieces.text(pieces.colour("ink"), UNWRAPPED, made.label_scale)
    label = f'<c:dLbl><c:idx val="0"/>{place}{NO_FRAME}{text}<c:dLblPos val="{side}"/>{shown(series=True)}</c:dLbl>'
    none = shown()
    return (
        f"<c:ser>{head(number, f'$A${row}', plan.categories[point.index])}<c:spPr>{NO_LINE}</c:spPr>{marker}"
        f"<c:dLbls>{label}{none}</c:dLbls><c:xVal>{numbers(f'$B${row}', [x], made.codes[0])}</c:xVal>"
        f'<c:yVal>{numbers(f"$C${row}", [y], made.codes[1])}</c:yVal><c:smooth val="0"/></c:ser>'
    )


def _name_width(point: Point, made: Cloud, pieces: Pieces) -> float:
    size = pieces.text_size_pt * made.label_scale
    return Canvas(pieces.theme, pieces.width_pt, pieces.height_pt, size).width_of(point.name)


def _axis(id_: int, other: int, position: str, scale: Scale, cross: Decimal, code: str, title: str, pieces: Pieces) -> str:
    """An axis that stands where the other one is at `cross`."""
    return (
        f'<c:valAx><c:axId val="{id_}"/><c:scaling><c:orientation val="minMax"/><c:max val="{scale.high:f}"/><c:min val="{scale.low:f}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{position}"/>{title}{number_format(code)}'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{stroke(pieces.colour('grey'), 0.75)}</c:spPr>{pieces.text(pieces.colour('grey'))}"
        f'<c:crossAx val="{other}"/><c:crossesAt val="{cross:f}"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{scale.step:f}"/></c:valAx>'
    )
