"""Placeholders and layouts of the reference deck as DrawingML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import quoteattr

EMU_PER_INCH = 914400


@dataclass(frozen=True)
class Box:
    """A rectangle in inches."""

    x: float
    y: float
    width: float
    height: float

    def xfrm(self, tag: str = "a:xfrm") -> str:
        """The rectangle as DrawingML."""
        x, y, width, height = (round(value * EMU_PER_INCH) for value in (self.x, self.y, self.width, self.height))
        return f'<{tag}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


@dataclass(frozen=True)
class Placeholder:
    """A slot of a layout: name, type, idx and how an empty one looks to somebody who adds a slide by hand.

    `fill` is the scheme colour of a card, `alpha` how much of what lies behind it shows through (per cent), `inset` the space between
    the card's edge and its words in inches; `numbered` gives numbers in place of bullets.
    """

    name: str
    type: Literal["title", "ctrTitle", "subTitle", "body", "pic", "chart", "tbl", "obj", "ftr", "sldNum", ""]
    idx: int
    box: Box
    prompt: str
    size_pt: float = 20
    pitch: float = 1.35
    colour: str = "tx1"
    bold: bool = False
    bullets: bool = False
    align: Literal["l", "ctr", "r"] = "l"
    anchor: Literal["t", "ctr", "b"] = "t"
    fill: str = ""
    alpha: int = 100
    inset: float = 0.0
    numbered: bool = False


@dataclass(frozen=True)
class Layout:
    """A slide layout; `furniture` is what is drawn behind its slots, `background` a scheme colour."""

    name: str
    type: str
    slots: tuple[Placeholder, ...]
    furniture: str = ""
    background: str = ""
    master_shapes: bool = True


def rectangle(number: int, name: str, box: Box, colour: str) -> str:
    """A plain filled rectangle, marked as decoration."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        f'</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def colour_fill(name: str, alpha: int = 100) -> str:
    """A solid fill in a scheme colour, `alpha` per cent opaque."""
    if alpha == 100:
        return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'
    return f'<a:solidFill><a:schemeClr val="{name}"><a:alpha val="{alpha * 1000}"/></a:schemeClr></a:solidFill>'


def run_properties(slot: Placeholder, tag: str = "a:defRPr") -> str:
    """Size, weight, colour and the theme's fonts of a slot."""
    face = "mj" if slot.name == "title" else "mn"
    bold = ' b="1"' if slot.bold else ' b="0"'
    fonts = f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
    return f'<{tag} sz="{round(slot.size_pt * 100)}"{bold}>{colour_fill(slot.colour)}{fonts}</{tag}>'


def level(number: int, slot: Placeholder, bulleted: bool) -> str:
    """Level properties 1–9 of a slot: exact line spacing, bullets in the accent colour (level 1) and grey dashes below."""
    indent = 228600 if bulleted else 0
    left = indent * number if bulleted else 0
    mark, colour = ("•", "accent1") if number == 1 else ("–", "accent4")
    marked = f'<a:buFont typeface="Arial"/><a:buChar char="{mark}"/>'
    if slot.numbered and number == 1:
        marked = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
    bullet = f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr>{marked}'
    spacing = f'<a:lnSpc><a:spcPts val="{round(slot.size_pt * slot.pitch * 100)}"/></a:lnSpc>'
    before = f'<a:spcBef><a:spcPts val="{600 if bulleted and number == 1 else 0}"/></a:spcBef>'
    return (
        f'<a:lvl{number}pPr marL="{left}" indent="{-indent}" algn="{slot.align}" defTabSz="914400" '
        'eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f"{spacing}{before}{bullet if bulleted else '<a:buNone/>'}{run_properties(slot)}</a:lvl{number}pPr>"
    )


def list_style(slot: Placeholder) -> str:
    """The list style of a layout's slot."""
    levels = range(1, 6) if slot.bullets else range(1, 2)
    return "<a:lstStyle>" + "".join(level(number, slot, slot.bullets) for number in levels) + "</a:lstStyle>"


def slot_shape(number: int, slot: Placeholder) -> str:
    """A layout's or master's placeholder."""
    kind = f' type="{slot.type}"' if slot.type and slot.type != "obj" else ""
    size = ' sz="quarter"' if slot.idx >= 10 else ""
    index = f' idx="{slot.idx}"' if slot.idx else ""
    if slot.type == "sldNum":
        text = '<a:fld id="{5F0F1B5E-3C7A-4F1B-9B4B-2C7C5A0A1E01}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    else:
        text = f'<a:r><a:rPr lang="en-US"/><a:t>{slot.prompt}</a:t></a:r>' if slot.prompt else '<a:endParaRPr lang="en-US"/>'
    prompt = ' hasCustomPrompt="1"' if slot.prompt and slot.type not in ("sldNum", "ftr") else ""
    fill = colour_fill(slot.fill, slot.alpha) if slot.fill else ""
    inset = " ".join(f'{side}Ins="{round(slot.inset * EMU_PER_INCH)}"' for side in "ltrb")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{size}{index}{prompt}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{slot.box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" {inset} anchor="{slot.anchor}"><a:normAutofit/>'
        "</a:bodyPr>"
        f"{list_style(slot)}<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def tree(shapes: Iterable[str]) -> str:
    """A shape tree."""
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    frame = (
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
    )
    return f"<p:spTree>{group}{frame}{''.join(shapes)}</p:spTree>"


def background(colour: str) -> str:
    """A slide background in a scheme colour."""
    return f"<p:bg><p:bgPr>{colour_fill(colour)}<a:effectLst/></p:bgPr></p:bg>"
