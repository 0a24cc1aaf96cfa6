"""The plot area of a doughnut in the chart part.

Office puts a doughnut's label into the middle of its slice and knows no other place (`c:dLblPos` is not allowed here), so each label is
moved from there to where the drawing has it.
"""

from __future__ import annotations

from generator.writers.charts.canvas import Canvas
from generator.writers.charts.pieces import EMU_PER_PT, NO_FRAME, UNWRAPPED, Pieces, fill, head, number_format, numbers, shown, strings
from generator.writers.charts.plan import Plan
from generator.writers.charts.ring import HOLE, Ring, Slice, ring, words_colour


def ring_plot(plan: Plan, pieces: Pieces, canvas: Canvas) -> tuple[str, str]:
    """What stands in `c:plotArea`, and the legend ("" where slices are named beside the ring)."""
    made = ring(plan, canvas)
    series = plan.series[0]
    last = len(plan.categories) + 1
    paper = pieces.colour("paper")
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/>{pieces.shape(series.fill(i), paper)}</c:dPt>' for i in range(len(plan.categories))
    )
    labels = "".join(_label(piece, made, plan, pieces) for piece in made.slices)
    rule = f'<c:leaderLines><c:spPr><a:ln w="{EMU_PER_PT // 2}">{fill(pieces.colour("grey"))}</a:ln></c:spPr></c:leaderLines>'
    look = f"{number_format(plan.code)}{NO_FRAME}{pieces.text(pieces.colour('ink'), UNWRAPPED, made.label_scale)}"
    said = shown(value=True, category=not made.legend)
    cells = (
        f"<c:cat>{strings(f'$A$2:$A${last}', plan.categories)}</c:cat><c:val>{numbers(f'$B$2:$B${last}', series.values, plan.code)}</c:val>"
    )
    return (
        pieces.plot_layout(made.x - made.radius, made.y - made.radius, made.x + made.radius, made.y + made.radius)
        + f'<c:doughnutChart><c:varyColors val="1"/><c:ser>{head(0, "$B$1", series.name)}{points}'
        + f'<c:dLbls>{labels}{look}{said}<c:showLeaderLines val="1"/>{rule}</c:dLbls>{cells}</c:ser>'
        + f'<c:firstSliceAng val="0"/><c:holeSize val="{round(HOLE * 100)}"/></c:doughnutChart>'
    ), pieces.legend() if made.legend else ""


def _label(piece: Slice, made: Ring, plan: Plan, pieces: Pieces) -> str:
    """The label of a slice, moved from the middle of the slice to its place; deleted where it has none."""
    if piece.label is None:
        return f'<c:dLbl><c:idx val="{piece.point}"/><c:delete val="1"/></c:dLbl>'
    x, y = made.within(piece)
    place = "" if made.legend else pieces.moved(piece.label.x - x, piece.label.y - y)
    text = pieces.text(words_colour(made, piece, pieces.theme), UNWRAPPED, made.label_scale)
    said = shown(value=True, category=not made.legend)
    return f'<c:dLbl><c:idx val="{piece.point}"/>{place}{number_format(plan.code)}{NO_FRAME}{text}{said}</c:dLbl>'
