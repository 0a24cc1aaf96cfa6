"""The plot area of bars, columns and lines in the chart part, on one value axis or two."""

from __future__ import annotations

from decimal import Decimal

from generator.writers.charts.canvas import Canvas
from generator.writers.charts.colours import label_colour, text_colour
from generator.writers.charts.frame import frame
from generator.writers.charts.pieces import (
    EMU_PER_PT,
    LEVEL,
    NO_FRAME,
    NO_LABELS,
    NO_LINE,
    UNWRAPPED,
    Pieces,
    fill,
    head,
    number_format,
    numbers,
    shown,
    strings,
    stroke,
)
from generator.writers.charts.plan import MARKER_PT, Plan, SeriesPlan, line_width_pt
from generator.writers.charts.scale import Scale
from generator.writers.charts.workbook import column_letters

_FIRST, _SECOND = (100000001, 100000002), (100000003, 100000004)
"""Ids of category and value axis, of the first and the second pair."""

_AXIS_PT = 0.75
_UNBROKEN = ' rot="-60000000" vert="horz"'
"""The turn that Office writes for "as it fits"; names that need not all stand there fit level."""


class AxesPart:
    """Writes one plan; every method gives a piece of XML."""

    def __init__(self, plan: Plan, pieces: Pieces, canvas: Canvas) -> None:
        self.plan = plan
        self.pieces = pieces
        self.theme = pieces.theme
        self.frame = frame(plan, canvas)

    def plot_area(self) -> str:
        """Layout, plots and axes."""
        bars = self.bars() if self.plan.bars else ""
        second = any(series.second for series in self.plan.lines)
        lines = self.lines(_SECOND if second else _FIRST) if self.plan.lines else ""
        axes = f"{self.category_axis()}{self.value_axis()}"
        if second:
            axes += f"{self.hidden_category_axis()}{self.second_value_axis()}"
        return f"{self.layout()}{bars}{lines}{axes}"

    def title(self) -> str:
        """The title of a small chart, "" for others: a title would double the caption."""
        return self.pieces.title(self.plan.title, 0.0, 4.0, bold=True) if self.plan.title else ""

    def layout(self) -> str:
        """Left to Office, except where it keeps no room for names at the ends of lines, or where charts or axes have to agree: then the
        plot's own rectangle."""
        if not (self.plan.end_labels or self.plan.scale):
            return "<c:layout/>"
        box = self.frame
        return self.pieces.plot_layout(box.left, box.top, box.right, box.bottom)

    def bars(self) -> str:
        """The bar or column plot."""
        plan = self.plan
        direction = "bar" if plan.type == "bar" else "col"
        grouping = {"stacked": "stacked", "percent": "percentStacked"}.get(plan.type, "clustered")
        series = "".join(self.series(each) for each in plan.bars)
        return (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{round(plan.gap * 100)}"/><c:overlap val="{100 if plan.stacked else 0}"/>{_ids(_FIRST)}</c:barChart>'
        )

    def lines(self, axes: tuple[int, int]) -> str:
        """The line plot."""
        series = "".join(self.series(each) for each in self.plan.lines)
        return f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_ids(axes)}</c:lineChart>'

    def series(self, series: SeriesPlan) -> str:
        """A series with its look, labels and cells."""
        column = column_letters(series.column)
        last = len(self.plan.categories) + 1
        own = self.line_shape(series) if series.line else self.bar_shape(series)
        cells = (
            f"<c:cat>{strings(f'$A$2:$A${last}', self.plan.categories)}</c:cat>"
            f"<c:val>{numbers(f'${column}$2:${column}${last}', series.values, series.code)}</c:val>"
        )
        tail = '<c:smooth val="0"/>' if series.line else ""
        return f"<c:ser>{head(series.column - 1, f'${column}$1', series.name)}{own}{self.labels(series)}{cells}{tail}</c:ser>"

    def bar_shape(self, series: SeriesPlan) -> str:
        """The fill of a series, and of its points that differ."""
        points = "".join(
            f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{self.pieces.shape(colour)}</c:dPt>'
            for i, colour in sorted(series.points.items())
            if colour != series.colour and i < len(self.plan.categories)
        )
        return f'{self.pieces.shape(series.colour)}<c:invertIfNegative val="0"/>{points}'

    def line_shape(self, series: SeriesPlan) -> str:
        """Stroke and markers of a line."""
        width = round(line_width_pt(series, self.theme) * EMU_PER_PT)
        dash = f'<a:prstDash val="{series.stroke.dash}"/>' if series.stroke.dash else ""
        line = f'<a:ln w="{width}" cap="{"flat" if dash else "rnd"}">{fill(series.colour)}{dash}<a:round/></a:ln>'
        return f"<c:spPr>{line}</c:spPr>{self.pieces.marker(series.stroke.marker, MARKER_PT, series.colour)}"

    def labels(self, series: SeriesPlan) -> str:
        """The figures of a series: all, some (each of the others deleted), at a line's end with its name, or none."""
        if self.plan.end_labels:
            last = len(series.values) - 1
            look = self.label_look(series, text_colour(series.colour, self.theme), "r", name=True)
            return f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{look}</c:dLbl>{NO_LABELS}</c:dLbls>'
        if not series.labelled:
            return f"<c:dLbls>{NO_LABELS}</c:dLbls>"
        position = "t" if series.line else "ctr" if self.plan.stacked else "outEnd"
        usual = self.label_colour(series, series.colour)
        exceptions = []
        for i, value in enumerate(series.values):
            own = self.label_colour(series, series.fill(i))
            if value is not None and i not in series.labelled:
                exceptions.append(f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>')
            elif i in series.inside:
                look = self.label_look(series, label_colour(series.fill(i), self.theme), "inEnd")
                exceptions.append(f'<c:dLbl><c:idx val="{i}"/>{look}</c:dLbl>')
            elif value is not None and own != usual:
                exceptions.append(f'<c:dLbl><c:idx val="{i}"/>{self.label_look(series, own, position)}</c:dLbl>')
        return f"<c:dLbls>{''.join(exceptions)}{self.label_look(series, usual, position)}</c:dLbls>"

    def label_colour(self, series: SeriesPlan, colour: str) -> str:
        """The colour of a figure: chosen for its segment where it stands inside, else ink."""
        return label_colour(colour, self.theme) if self.plan.stacked and not series.line else self.theme.colours["ink"]

    def label_look(self, series: SeriesPlan, colour: str, position: str, *, name: bool = False) -> str:
        """Format, colour and place of a figure."""
        said = shown(value=True, series=name)
        place = f'<c:dLblPos val="{position}"/>'
        return f"{number_format(series.code)}{NO_FRAME}{self.pieces.text(colour, UNWRAPPED)}{place}{said}"

    def category_axis(self) -> str:
        """First category on top in horizontal bars; labels stay at the low end when bars are negative."""
        bar = self.plan.type == "bar"
        # LibreOffice knows no tickLblSkip; it leaves names out by itself where it may not break them (rot="0" lets it)
        body = LEVEL if self.plan.skip == 1 else _UNBROKEN
        span = self.pieces.title(self.plan.span, self.frame.left, self.frame.bottom + 4.0, colour="grey") if self.plan.span else ""
        return (
            f'<c:catAx><c:axId val="{_FIRST[0]}"/><c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/>{span}{number_format("General")}'
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{"none" if span else "low"}"/>'
            f"<c:spPr>{stroke(self.theme.colours['grey'], _AXIS_PT)}</c:spPr>"
            f"{self.pieces.text(self.theme.colours['ink'], body, self.frame.label_scale)}"
            f'<c:crossAx val="{_FIRST[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            '<c:lblOffset val="100"/>'
            f'<c:tickLblSkip val="{self.plan.skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def hidden_category_axis(self) -> str:
        """The category axis that the second value axis needs for itself."""
        return (
            f'<c:catAx><c:axId val="{_SECOND[0]}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
            f'<c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
            f'<c:crossAx val="{_SECOND[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            '<c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def value_axis(self) -> str:
        """Deleted when every figure is written; with reversed categories it crosses at their end, so it stands at the bottom."""
        plan = self.plan
        bar = plan.type == "bar"
        hairline = stroke(self.theme.colours["hairline"], 0.5)
        grid = f"<c:majorGridlines><c:spPr>{hairline}</c:spPr></c:majorGridlines>"
        step = '<c:majorUnit val="0.2"/>' if plan.type == "percent" else ""
        crossing = f'<c:crosses val="{"max" if bar else "autoZero"}"/><c:crossBetween val="{"midCat" if plan.end_labels else "between"}"/>'
        return (
            f'<c:valAx><c:axId val="{_FIRST[1]}"/><c:scaling><c:orientation val="minMax"/>{self.limits()}</c:scaling>'
            f'<c:delete val="{0 if plan.value_axis else 1}"/><c:axPos val="{"b" if bar else "l"}"/>{grid if plan.value_axis else ""}'
            f"{number_format(plan.axis_code)}"
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
            f"<c:spPr>{NO_LINE}</c:spPr>{self.pieces.text(self.theme.colours['grey'])}"
            f'<c:crossAx val="{_FIRST[0]}"/>{crossing}{_step(plan.scale) or step}</c:valAx>'
        )

    def second_value_axis(self) -> str:
        """At the right, without rules of its own. Never deleted: LibreOffice would draw its series on the first axis; without figures it
        is not seen."""
        code = next(series.code for series in self.plan.lines)
        limits = _limits(self.plan.scale2) if self.plan.scale2 else ""
        return (
            f'<c:valAx><c:axId val="{_SECOND[1]}"/><c:scaling><c:orientation val="minMax"/>{limits}</c:scaling>'
            f'<c:delete val="0"/><c:axPos val="r"/>{number_format(code)}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{"nextTo" if self.plan.value_axis2 else "none"}"/>'
            f"<c:spPr>{NO_LINE}</c:spPr>{self.pieces.text(self.theme.colours['grey'])}"
            f'<c:crossAx val="{_SECOND[0]}"/><c:crosses val="max"/><c:crossBetween val="between"/>{_step(self.plan.scale2)}</c:valAx>'
        )

    def limits(self) -> str:
        """Bars begin at zero whatever their figures; the other end is left to Office, so that edited figures still fit, except where two
        axes or several charts have to agree."""
        if self.plan.scale:
            return _limits(self.plan.scale)
        figures = self.plan.figures
        if self.plan.type == "line" or min(figures, default=Decimal(0)) < 0:
            return ""
        top = '<c:max val="1"/>' if self.plan.type == "percent" or not any(figures) else ""
        return f'{top}<c:min val="0"/>'


def _ids(axes: tuple[int, int]) -> str:
    return "".join(f'<c:axId val="{axis}"/>' for axis in axes)


def _limits(scale: Scale) -> str:
    return f'<c:max val="{scale.high:f}"/><c:min val="{scale.low:f}"/>'


def _step(scale: Scale | None) -> str:
    return f'<c:majorUnit val="{scale.step:f}"/>' if scale else ""
