"""The chart part of Word and PowerPoint: a `c:chartSpace` written as a string (ISO/IEC 29500-1, 21.2).

The order of elements is the schema's. Axis ids are positive: the Open XML SDK reports negative ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.document import Chart
from generator.theme import Theme
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.frame import frame
from generator.writers.charts.plan import MARKER_PT, Plan, SeriesPlan, label_colour, outline, plan, text_colour
from generator.writers.charts.workbook import SHEET, column_letters
from generator.writers.charts.xml import attribute, escape

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CATEGORY_AXIS, _VALUE_AXIS = 100000001, 100000002
_EMU_PER_PT = 12700
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_NO_FRAME = f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>"
_AXIS_PT = 0.75


def chart_part(
    chart: Chart,
    theme: Theme,
    languages: tuple[str, ...],
    workbook_rid: str,
    *,
    text_size_pt: float = 9.0,
    width_pt: float = 480.0,
    height_pt: float = 240.0,
) -> bytes:
    """The part of `chart`, to be shown in a frame of `width_pt` × `height_pt` (which decides what has room for a label).

    `workbook_rid` is the part's relationship to its workbook.
    """
    writer = _Part(plan(chart, theme, width_pt, height_pt, text_size_pt), theme, languages[0], text_size_pt, width_pt, height_pt)
    return writer.space(workbook_rid).encode()


class _Part:
    """Writes one plan; every method gives a piece of XML."""

    def __init__(self, plan: Plan, theme: Theme, language: str, text_size_pt: float, width_pt: float, height_pt: float) -> None:
        self.plan = plan
        self.theme = theme
        self.language = language
        self.text_size_pt = text_size_pt
        self.width_pt = width_pt
        self.height_pt = height_pt
        self.frame = frame(plan, Canvas(theme, width_pt, height_pt, text_size_pt))

    def space(self, workbook_rid: str) -> str:
        legend = self.legend() if self.plan.legend else ""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val={attribute(self.language)}/><c:roundedCorners val="0"/>'
            f'<c:chart><c:autoTitleDeleted val="1"/>{self.plot_area()}{legend}'
            f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"{_NO_FRAME}{self.text(self.theme.colours['ink'])}"
            f'<c:externalData r:id={attribute(workbook_rid)}><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    def text(self, colour: str, body: str = "", scale: float = 1.0) -> str:
        """Text properties: size, colour and both font slots (without `a:ea` Office takes the theme's, often a Japanese one)."""
        return (
            f"<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr>{self.run(colour, scale)}</a:pPr>"
            f"<a:endParaRPr lang={attribute(self.language)}/></a:p></c:txPr>"
        )

    def run(self, colour: str, scale: float) -> str:
        return (
            f'<a:defRPr sz="{round(self.text_size_pt * scale * 10) * 10}" b="0">{_fill(colour)}'
            f"<a:latin typeface={attribute(self.theme.latin.office)}/><a:ea typeface={attribute(self.theme.east_asian.office)}/></a:defRPr>"
        )

    def plot_area(self) -> str:
        plot = self.lines() if self.plan.type == "line" else self.bars()
        return f"<c:plotArea>{self.layout()}{plot}{self.category_axis()}{self.value_axis()}{_NO_FRAME}</c:plotArea>"

    def layout(self) -> str:
        """Left to Office, except that it keeps no room for names at the ends of lines: then the plot's own rectangle."""
        if not self.plan.end_labels:
            return "<c:layout/>"
        box = self.frame
        left, width = box.left / self.width_pt, (box.right - box.left) / self.width_pt
        top, height = box.top / self.height_pt, (box.bottom - box.top) / self.height_pt
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
        )

    def bars(self) -> str:
        plan = self.plan
        direction = "bar" if plan.type == "bar" else "col"
        grouping = {"stacked": "stacked", "percent": "percentStacked"}.get(plan.type, "clustered")
        series = "".join(self.series(index) for index in range(len(plan.series)))
        return (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{round(plan.gap * 100)}"/><c:overlap val="{100 if plan.stacked else 0}"/>{_AXIS_IDS}</c:barChart>'
        )

    def lines(self) -> str:
        series = "".join(self.series(index) for index in range(len(self.plan.series)))
        return f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_AXIS_IDS}</c:lineChart>'

    def series(self, index: int) -> str:
        series = self.plan.series[index]
        column = column_letters(index + 1)
        head = (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
            f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_strings([series.name])}</c:strRef></c:tx>"
        )
        if self.plan.type == "line":
            own = self.line_shape(series.colour, index)
            tail = '<c:smooth val="0"/>'
        else:
            points = "".join(
                f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{self.shape(colour)}</c:dPt>'
                for i, colour in sorted(series.points.items())
                if colour != series.colour and i < len(self.plan.categories)
            )
            own = f'{self.shape(series.colour)}<c:invertIfNegative val="0"/>{points}'
            tail = ""
        return f"{head}{own}{self.labels(index)}{self.references(series, column)}{tail}</c:ser>"

    def references(self, series: SeriesPlan, column: str) -> str:
        """The cells of categories and values with their cached contents; a gap has no `c:pt`."""
        last = len(self.plan.categories) + 1
        categories = _strings(self.plan.categories)
        points = "".join(f'<c:pt idx="{i}"><c:v>{value:f}</c:v></c:pt>' for i, value in enumerate(series.values) if value is not None)
        return (
            f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{categories}</c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
            f"<c:formatCode>{escape(self.plan.code)}</c:formatCode>"
            f'<c:ptCount val="{last - 1}"/>{points}</c:numCache></c:numRef></c:val>'
        )

    def shape(self, colour: str) -> str:
        edge = outline(colour, self.theme)
        line = f'<a:ln w="{round(0.75 * _EMU_PER_PT)}">{_fill(edge)}</a:ln>' if edge else _NO_LINE
        return f"<c:spPr>{_fill(colour)}{line}</c:spPr>"

    def line_shape(self, colour: str, index: int) -> str:
        width = round(self.plan.line_width_pt(index, self.theme) * _EMU_PER_PT)
        stroke = f'<a:ln w="{width}" cap="rnd">{_fill(colour)}<a:round/></a:ln>'
        marker = f'<c:marker><c:symbol val="circle"/><c:size val="{MARKER_PT}"/><c:spPr>{_fill(colour)}{_NO_LINE}</c:spPr></c:marker>'
        return f"<c:spPr>{stroke}</c:spPr>{marker}"

    def labels(self, index: int) -> str:
        """The figures of a series: all, some (each of the others deleted), at a line's end with its name, or none."""
        series = self.plan.series[index]
        if self.plan.end_labels:
            last = len(series.values) - 1
            colour = text_colour(series.colour, self.theme)
            look = self.label_look(colour, "r", name=True)
            return f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{look}</c:dLbl>{_NO_LABELS}</c:dLbls>'
        if not series.labelled:
            return f"<c:dLbls>{_NO_LABELS}</c:dLbls>"
        position = {"line": "t", "bar": "outEnd", "column": "outEnd"}.get(self.plan.type, "ctr")
        usual = self.label_colour(series.colour)
        exceptions = []
        for i, value in enumerate(series.values):
            own = self.label_colour(series.fill(i))
            if value is not None and i not in series.labelled:
                exceptions.append(f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>')
            elif value is not None and own != usual:
                exceptions.append(f'<c:dLbl><c:idx val="{i}"/>{self.label_look(own, position)}</c:dLbl>')
        return f"<c:dLbls>{''.join(exceptions)}{self.label_look(usual, position)}</c:dLbls>"

    def label_colour(self, fill: str) -> str:
        """The colour of a figure: chosen for its segment where it stands inside, else ink."""
        return label_colour(fill, self.theme) if self.plan.stacked else self.theme.colours["ink"]

    def label_look(self, colour: str, position: str, *, name: bool = False) -> str:
        separator = "<c:separator> </c:separator>" if name else ""
        return (
            f'<c:numFmt formatCode={attribute(self.plan.code)} sourceLinked="0"/>{_NO_FRAME}{self.text(colour, _UNWRAPPED)}'
            f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
            f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>{separator}'
        )

    def category_axis(self) -> str:
        """First category on top in horizontal bars; labels stay at the low end when bars are negative."""
        bar = self.plan.type == "bar"
        line = f'<a:ln w="{round(_AXIS_PT * _EMU_PER_PT)}">{_fill(self.theme.colours["grey"])}</a:ln>'
        return (
            f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if bar else "minMax"}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"l" if bar else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{line}</c:spPr>'
            f"{self.text(self.theme.colours['ink'], _LEVEL, self.frame.label_scale)}"
            f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            '<c:lblOffset val="100"/>'
            f'<c:tickLblSkip val="{self.plan.skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def value_axis(self) -> str:
        """Deleted when every figure is written; with reversed categories it crosses at their end, so it stands at the bottom."""
        plan = self.plan
        bar = plan.type == "bar"
        hairline = f'<a:ln w="{round(0.5 * _EMU_PER_PT)}">{_fill(self.theme.colours["hairline"])}</a:ln>'
        grid = f"<c:majorGridlines><c:spPr>{hairline}</c:spPr></c:majorGridlines>"
        code, step = ("0%", '<c:majorUnit val="0.2"/>') if plan.type == "percent" else (plan.code, "")
        crossing = f'<c:crosses val="{"max" if bar else "autoZero"}"/><c:crossBetween val="{"midCat" if plan.end_labels else "between"}"/>'
        return (
            f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{self.limits()}</c:scaling>'
            f'<c:delete val="{0 if plan.value_axis else 1}"/><c:axPos val="{"b" if bar else "l"}"/>{grid if plan.value_axis else ""}'
            f'<c:numFmt formatCode={attribute(code)} sourceLinked="0"/>'
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
            f"<c:spPr>{_NO_LINE}</c:spPr>{self.text(self.theme.colours['grey'])}"
            f'<c:crossAx val="{_CATEGORY_AXIS}"/>{crossing}{step}</c:valAx>'
        )

    def limits(self) -> str:
        """Bars begin at zero whatever their figures; the other end is left to Office, so that edited figures still fit."""
        figures = self.plan.figures
        if self.plan.type == "line" or min(figures, default=Decimal(0)) < 0:
            return ""
        top = '<c:max val="1"/>' if self.plan.type == "percent" or not any(figures) else ""
        return f'{top}<c:min val="0"/>'

    def legend(self) -> str:
        return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{self.text(self.theme.colours["ink"])}</c:legend>'


_AXIS_IDS = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
_UNWRAPPED = ' wrap="none"'
_LEVEL = ' rot="0" vert="horz"'  # else long labels are turned; level ones are wrapped
_NO_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _strings(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
