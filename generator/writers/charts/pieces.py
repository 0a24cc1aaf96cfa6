"""Pieces of chart XML that several kinds of plot are made of: text, fills, cached cells, labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.charts.colours import outline
from generator.writers.charts.workbook import SHEET
from generator.writers.charts.xml import attribute, escape

EMU_PER_PT = 12700
NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_FRAME = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
UNWRAPPED = ' wrap="none"'
LEVEL = ' rot="0" vert="horz"'  # else long labels are turned; level ones are wrapped
NO_LABELS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What text of a chart looks like; every method gives a piece of XML."""

    theme: Theme
    language: str
    text_size_pt: float
    width_pt: float
    height_pt: float

    def colour(self, name: str) -> str:
        """The theme's colour of that name."""
        return self.theme.colours[name]

    def text(self, colour: str, body: str = "", scale: float = 1.0) -> str:
        """Text properties: size, colour and both font slots (without `a:ea` Office takes the theme's, often a Japanese one)."""
        return (
            f"<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr>{self.run(colour, scale)}</a:pPr>"
            f"<a:endParaRPr lang={attribute(self.language)}/></a:p></c:txPr>"
        )

    def run(self, colour: str, scale: float = 1.0, *, tag: str = "defRPr", bold: bool = False) -> str:
        """Run properties."""
        lang = f" lang={attribute(self.language)}" if tag == "rPr" else ""
        return (
            f'<a:{tag}{lang} sz="{round(self.text_size_pt * scale * 10) * 10}" b="{int(bold)}">{fill(colour)}'
            f"<a:latin typeface={attribute(self.theme.latin.office)}/><a:ea typeface={attribute(self.theme.east_asian.office)}/></a:{tag}>"
        )

    def title(self, words: str, x_pt: float, y_pt: float, *, bold: bool = False, colour: str = "ink") -> str:
        """A title of our own words, its upper left corner at a point of the chart."""
        body = '<a:bodyPr rot="0" vert="horz" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        ink = self.colour(colour)
        run = f"<a:r>{self.run(ink, tag='rPr', bold=bold)}<a:t>{escape(words)}</a:t></a:r>"
        paragraph = f"<a:p><a:pPr>{self.run(ink, bold=bold)}</a:pPr>{run}</a:p>"
        place = (
            '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{x_pt / self.width_pt:.4f}"/><c:y val="{y_pt / self.height_pt:.4f}"/></c:manualLayout></c:layout>'
        )
        return f'<c:title><c:tx><c:rich>{body}<a:lstStyle/>{paragraph}</c:rich></c:tx>{place}<c:overlay val="1"/></c:title>'

    def plot_layout(self, left: float, top: float, right: float, bottom: float) -> str:
        """The rectangle of the plot itself, without what stands around it."""
        x, width = left / self.width_pt, (right - left) / self.width_pt
        y, height = top / self.height_pt, (bottom - top) / self.height_pt
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
        )

    def moved(self, across_pt: float, down_pt: float) -> str:
        """The layout of a label that is moved from its usual place."""
        return (
            f'<c:layout><c:manualLayout><c:x val="{across_pt / self.width_pt:.4f}"/><c:y val="{down_pt / self.height_pt:.4f}"/>'
            "</c:manualLayout></c:layout>"
        )

    def shape(self, colour: str, edge: str = "") -> str:
        """A filled shape; with an outline where the fill is pale, or one asked for."""
        rim = outline(colour, self.theme) or edge
        line = f'<a:ln w="{round(0.75 * EMU_PER_PT)}">{fill(rim)}</a:ln>' if rim else NO_LINE
        return f"<c:spPr>{fill(colour)}{line}</c:spPr>"

    def marker(self, symbol: str, size: int, colour: str, edge: str = NO_LINE) -> str:
        """The sign at the points of a line."""
        return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{fill(colour)}{edge}</c:spPr></c:marker>'

    def legend(self) -> str:
        """The legend over the plot."""
        return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{self.text(self.colour("ink"))}</c:legend>'


def fill(colour: str) -> str:
    """A solid fill."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def stroke(colour: str, width_pt: float) -> str:
    """A thin line."""
    return f'<a:ln w="{round(width_pt * EMU_PER_PT)}">{fill(colour)}</a:ln>'


def strings(cells: str, texts: Sequence[str]) -> str:
    """Cells of text with their cached contents."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{SHEET}!{cells}</c:f>{cache}</c:strRef>"


def numbers(cells: str, values: Sequence[Decimal | None], code: str) -> str:
    """Cells of figures with their cached contents; a gap has no `c:pt`."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{value:f}</c:v></c:pt>' for i, value in enumerate(values) if value is not None)
    return (
        f"<c:numRef><c:f>{SHEET}!{cells}</c:f><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def head(index: int, cell: str, name: str) -> str:
    """The beginning of a series: its number and its name."""
    return f'<c:idx val="{index}"/><c:order val="{index}"/><c:tx>{strings(cell, [name])}</c:tx>'


def shown(*, value: bool = False, category: bool = False, series: bool = False) -> str:
    """What a label says."""
    separator = "<c:separator> </c:separator>" if value and (category or series) else ""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="{int(category)}"/>'
        f'<c:showSerName val="{int(series)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>{separator}'
    )


def number_format(code: str) -> str:
    """A number format of our own rather than the cells'."""
    return f'<c:numFmt formatCode={attribute(code)} sourceLinked="0"/>'
