"""Writes `reference.pptx` of a theme: a 16:9 deck without slides, its master, layouts, table style and notes master, from theme.yaml alone.

    python scripts/make_reference_pptx.py [THEME_FOLDER]

A layout's placeholders bear the names of the slots that a template fills (title, body, left, right, picture, chart, table, takeaway,
source, …); the writers read every rectangle from here. Colours and fonts are those of the theme's schemes, nothing else, so that a
client's accent changes one line of the file. Equal input gives equal bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import quoteattr

from generator import theme as themes
from generator.theme import Theme
from generator.writers.scheme import colour_scheme, font_scheme, table_styles

EMU_PER_INCH = 914400
WIDTH_IN, HEIGHT_IN = 12192000 / EMU_PER_INCH, 7.5
MARGIN = 0.6
CONTENT = WIDTH_IN - 2 * MARGIN
TOP, BOTTOM = 1.65, 6.65
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


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
    """A slot of a layout: name, type, idx and how an empty one looks to somebody who adds a slide by hand."""

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


TITLE = Placeholder("title", "title", 0, Box(MARGIN, 0.55, CONTENT, 0.94), "Title: the conclusion of this slide", 28, 1.2, bold=True)
TRACKER = Placeholder("tracker", "body", 20, Box(MARGIN, 0.26, CONTENT, 0.2), "Section", 10, 1.2, "accent4")
SOURCE = Placeholder("source", "body", 19, Box(MARGIN, 6.75, CONTENT, 0.2), "Source", 10, 1.3, "accent4")
FOOTER = Placeholder("footer", "ftr", 11, Box(MARGIN, 7.05, 10.0, 0.2), "", 10, 1.2, "accent4")
NUMBER = Placeholder("slide number", "sldNum", 12, Box(WIDTH_IN - MARGIN - 1.5, 7.05, 1.5, 0.2), "‹#›", 10, 1.2, "accent4", align="r")
COMMON = (SOURCE, TRACKER, FOOTER, NUMBER)
BODY = Placeholder("body", "body", 10, Box(MARGIN, TOP, CONTENT, BOTTOM - TOP), "Text", bullets=True)
HALF = (CONTENT - 0.5) / 2


def body(name: str, idx: int, x: float, width: float, prompt: str = "Text") -> Placeholder:
    """A column of bulleted text over the height of the body."""
    return Placeholder(name, "body", idx, Box(x, TOP, width, BOTTOM - TOP), prompt, bullets=True)


def cover() -> Layout:
    """A block of the support colour with the title in it; who, for whom and when stand on the white below."""
    block = Box(0, 0, WIDTH_IN, 4.9)
    white = "bg1"
    return Layout(
        "cover",
        "title",
        (
            Placeholder("client", "body", 13, Box(MARGIN, 0.6, 8.0, 0.35), "Client", 16, 1.3, white),
            Placeholder("title", "ctrTitle", 0, Box(MARGIN, 1.5, 10.6, 1.9), "Title of the deck", 40, 1.2, white, bold=True, anchor="b"),
            Placeholder("subtitle", "subTitle", 10, Box(MARGIN, 3.55, 10.6, 0.9), "Subtitle", 20, 1.35, white),
            Placeholder("body", "body", 14, Box(MARGIN, 5.7, 7.2, 1.2), "Occasion", 14, 1.35, "tx1"),
            Placeholder("agency", "body", 15, Box(8.0, 5.7, WIDTH_IN - MARGIN - 8.0, 0.3), "Agency", 16, 1.3, "tx1", True, align="r"),
            Placeholder("date", "body", 16, Box(8.0, 6.05, WIDTH_IN - MARGIN - 8.0, 0.85), "Date", 14, 1.35, "accent4", align="r"),
        ),
        rectangle(2, "Block", block, "tx2") + rectangle(3, "Accent", Box(MARGIN, 5.35, 0.6, 0.07), "accent1"),
        master_shapes=False,
    )


def divider() -> Layout:
    """A number and the name of the part on the support colour."""
    return Layout(
        "divider",
        "secHead",
        (
            Placeholder("number", "body", 13, Box(MARGIN, 1.9, 4.0, 1.45), "1", 88, 1.1, "accent3", anchor="b"),
            Placeholder("title", "title", 0, Box(MARGIN, 3.5, 10.6, 1.35), "Name of the part", 40, 1.2, "bg1", bold=True),
            Placeholder("body", "body", 10, Box(MARGIN, 5.0, 9.0, 1.5), "What it answers", 18, 1.35, "accent3"),
        ),
        background="tx2",
        master_shapes=False,
    )


def statement() -> Layout:
    """One sentence, read from the back of the room."""
    return Layout(
        "statement",
        "",
        (
            Placeholder("title", "title", 0, Box(MARGIN, 0.55, CONTENT, 0.94), "Title", 28, 1.2, bold=True),
            Placeholder(
                "body", "body", 10, Box(MARGIN + 0.45, TOP, 11.0, BOTTOM - TOP), "The one thing to remember", 40, 1.25, anchor="ctr"
            ),
            *COMMON,
        ),
        rectangle(2, "Accent rule", Box(MARGIN, TOP + 0.35, 0.07, BOTTOM - TOP - 0.7), "accent1"),
    )


def ask() -> Layout:
    """What is asked for, on a wash beside an accent rule."""
    panel = Box(MARGIN, TOP, CONTENT, BOTTOM - TOP)
    return Layout(
        "ask",
        "",
        (
            TITLE,
            Placeholder(
                "body",
                "body",
                10,
                Box(MARGIN + 0.4, TOP + 0.3, CONTENT - 0.8, BOTTOM - TOP - 0.6),
                "What we ask for",
                bullets=True,
                anchor="ctr",
            ),
            *COMMON,
        ),
        rectangle(2, "Panel", panel, "bg2") + rectangle(3, "Accent rule", Box(MARGIN, TOP, 0.07, BOTTOM - TOP), "accent1"),
    )


def layouts() -> tuple[Layout, ...]:
    """The layouts in the order PowerPoint shows them."""
    chart = Placeholder("chart", "chart", 13, Box(MARGIN, TOP, 7.9, BOTTOM - TOP), "Chart")
    takeaway = Placeholder("takeaway", "body", 14, Box(9.0, TOP, WIDTH_IN - MARGIN - 9.0, BOTTOM - TOP), "So what", anchor="t")
    table = Placeholder("table", "tbl", 13, Box(MARGIN, TOP, CONTENT, BOTTOM - TOP), "Table")
    picture = Placeholder("picture", "pic", 14, Box(7.4, TOP, WIDTH_IN - MARGIN - 7.4, BOTTOM - TOP), "Picture")
    return (
        cover(),
        divider(),
        Layout("bullets", "obj", (TITLE, BODY, *COMMON)),
        Layout(
            "two-columns",
            "twoObj",
            (TITLE, body("left", 13, MARGIN, HALF), body("right", 14, WIDTH_IN - MARGIN - HALF, HALF), *COMMON),
        ),
        Layout("picture", "", (TITLE, body("body", 10, MARGIN, 6.4), picture, *COMMON)),
        Layout("chart", "", (TITLE, chart, takeaway, *COMMON)),
        Layout("table", "tbl", (TITLE, table, *COMMON)),
        statement(),
        ask(),
    )


def colour_fill(name: str) -> str:
    """A solid fill in a scheme colour."""
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


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
    bullet = f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{mark}"/>'
    spacing = f'<a:lnSpc><a:spcPts val="{round(slot.size_pt * slot.pitch * 100)}"/></a:lnSpc>'
    before = f'<a:spcBef><a:spcPts val="{600 if bulleted and number == 1 else 0}"/></a:spcBef>'
    return (
        f'<a:lvl{number}pPr marL="{left}" indent="{-indent}" algn="{slot.align}" defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
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
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(slot.name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{size}{index}{prompt}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{slot.box.xfrm()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{slot.anchor}"><a:normAutofit/></a:bodyPr>'
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


def layout_part(layout: Layout) -> str:
    """A slide layout part."""
    kind = f' type="{layout.type}"' if layout.type else ' userDrawn="1"'
    shown = "" if layout.master_shapes else ' showMasterSp="0"'
    shapes = [layout.furniture, *(slot_shape(10 + number, slot) for number, slot in enumerate(layout.slots))]
    ground = background(layout.background) if layout.background else ""
    return (
        f'{XML}<p:sldLayout {NAMESPACES}{shown}{kind} preserve="1"><p:cSld name="{layout.name}">{ground}{tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_part(count: int) -> str:
    """The slide master: white, an accent tab hanging from the upper edge, a hairline over the footer."""
    furniture = rectangle(2, "Accent tab", Box(MARGIN, 0, 0.6, 0.06), "accent1")
    furniture += rectangle(3, "Footer rule", Box(MARGIN, 6.985, CONTENT, 0.008), "accent5")
    slots = [TITLE, Placeholder("body", "body", 1, BODY.box, "Text", bullets=True)]
    slots += [
        Placeholder(s.name, s.type, idx, s.box, s.prompt, s.size_pt, s.pitch, s.colour, align=s.align)
        for s, idx in ((FOOTER, 3), (NUMBER, 4))
    ]
    shapes = [furniture, *(slot_shape(10 + number, slot) for number, slot in enumerate(slots))]
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + number}" r:id="rId{number + 1}"/>' for number in range(count))
    plain = Placeholder("other", "", 0, BODY.box, "", 18, 1.35)
    styles = (
        f"<p:titleStyle>{level(1, TITLE, False)}</p:titleStyle>"
        f"<p:bodyStyle>{''.join(level(number, BODY, True) for number in range(1, 10))}</p:bodyStyle>"
        f"<p:otherStyle>{''.join(level(number, plain, False) for number in range(1, 10))}</p:otherStyle>"
    )
    colours = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f"{XML}<p:sldMaster {NAMESPACES}><p:cSld>{background('bg1')}{tree(shapes)}</p:cSld>"
        f'<p:clrMap {colours} hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>'
        f'<p:hf hdr="0" dt="0"/><p:txStyles>{styles}</p:txStyles></p:sldMaster>'
    )


def notes_part() -> str:
    """The notes master: the slide above, the talk below."""
    colours = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{Box(0.75, 0.9, 6.0, 3.375).xfrm()}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350"><a:solidFill><a:schemeClr val="accent5"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    notes = slot_shape(3, Placeholder("notes", "body", 3, Box(0.75, 4.6, 6.0, 4.6), "Notes", 12, 1.5))
    shape = image + notes.replace(' hasCustomPrompt="1"', "")
    style = level(1, Placeholder("notes", "body", 3, BODY.box, "", 12, 1.5), False).replace("lnSpc", "lnSpc")
    return (
        f"{XML}<p:notesMaster {NAMESPACES}><p:cSld>{background('bg1')}{tree([shape])}</p:cSld>"
        f'<p:clrMap {colours} hlink="hlink" folHlink="folHlink"/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>'
    )


def theme_part(theme: Theme) -> str:
    """A theme part: the colour and font schemes of theme.yaml, flat fills, thin lines, no effects."""
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="{{}}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    lines = "".join(line.format(width) for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    formats = (
        f'<a:fmtScheme name="{theme.name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{theme.name}"><a:themeElements>'
        f"{colour_scheme(theme)}{font_scheme(theme)}{formats}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def presentation_part() -> str:
    """The presentation part, without slides."""
    defaults = "".join(level(number, Placeholder("other", "", 0, BODY.box, "", 18, 1.35), False) for number in range(1, 10))
    return (
        f'{XML}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>{defaults}</p:defaultTextStyle></p:presentation>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part; each target is (last word of the type, target), numbered rId1 …"""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
APP = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application></Properties>"
)


def parts(theme: Theme) -> dict[str, str]:
    """Every part of the package by name, without the content types."""
    found = layouts()
    names = [f"slideLayout{number}.xml" for number in range(1, len(found) + 1)]
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package = {
        "_rels/.rels": relationships(
            ("officeDocument", "ppt/presentation.xml"), (core, "docProps/core.xml"), ("extended-properties", "docProps/app.xml")
        ),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "ppt/presentation.xml": presentation_part(),
        "ppt/_rels/presentation.xml.rels": relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{XML}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{XML}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": XML + table_styles(),
        "ppt/theme/theme1.xml": theme_part(theme),
        "ppt/theme/theme2.xml": theme_part(theme),
        "ppt/notesMasters/notesMaster1.xml": notes_part(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(("theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master_part(len(found)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(
            *(("slideLayout", f"../slideLayouts/{name}") for name in names), ("theme", "../theme/theme1.xml")
        ),
    }
    for name, layout in zip(names, found, strict=True):
        package[f"ppt/slideLayouts/{name}"] = layout_part(layout)
        package[f"ppt/slideLayouts/_rels/{name}.rels"] = relationships(("slideMaster", "../slideMasters/slideMaster1.xml"))
    return package


TYPES = {
    "ppt/presentation.xml": f"{CONTENT_TYPE}.presentation.main+xml",
    "ppt/presProps.xml": f"{CONTENT_TYPE}.presProps+xml",
    "ppt/viewProps.xml": f"{CONTENT_TYPE}.viewProps+xml",
    "ppt/tableStyles.xml": f"{CONTENT_TYPE}.tableStyles+xml",
    "ppt/theme/": "application/vnd.openxmlformats-officedocument.theme+xml",
    "ppt/notesMasters/": f"{CONTENT_TYPE}.notesMaster+xml",
    "ppt/slideMasters/": f"{CONTENT_TYPE}.slideMaster+xml",
    "ppt/slideLayouts/": f"{CONTENT_TYPE}.slideLayout+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def content_types(names: Iterable[str]) -> str:
    """The content types part."""
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{next(kind for start, kind in TYPES.items() if name.startswith(start))}"/>'
        for name in names
        if not name.endswith(".rels")
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def reference(theme: Theme) -> bytes:
    """The reference deck of a theme."""
    package = parts(theme)
    package = {"[Content_Types].xml": content_types(package), **package}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in package.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, text.encode())
    return stream.getvalue()


def main() -> None:
    """Write the reference deck of the theme folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/themes/default")
    (folder / "reference.pptx").write_bytes(reference(themes.load(folder)))


if __name__ == "__main__":
    main()
