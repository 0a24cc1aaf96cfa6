"""PowerPoint files as houses have them: the default template of a program, widened, and a Chinese agency's with names of its own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Emu

WIDE, HIGH = 12192000, 6858000

CHINESE = {
    "Title Slide": "封面页",
    "Section Header": "章节过渡页",
    "Title and Content": "正文页",
    "Two Content": "左右双栏",
    "Title Only": "仅标题",
    "Blank": "空白页",
}
PLACEHOLDERS = {"Title": "标题", "Subtitle": "副标题", "Content": "内容占位符", "Text": "文本占位符", "Date": "日期", "Footer": "页脚", "Slide": "页码"}


def wide() -> Any:
    """python-pptx's default template at 16:9."""
    deck = Presentation()
    share = WIDE / deck.slide_width
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for place in sheet._element.iter(qn("a:xfrm")):
            for node, name in ((place.find(qn("a:off")), "x"), (place.find(qn("a:ext")), "cx")):
                node.set(name, str(round(int(node.get(name)) * share)))
    return deck


def few() -> Any:
    """A house with a cover, one layout for everything, and one for titles: chart and words, or two columns, share a placeholder."""
    deck = wide()
    for layout in [layout for layout in deck.slide_layouts if layout.name not in ("Title Slide", "Title and Content", "Title Only")]:
        deck.slide_layouts.remove(layout)
    return deck


def renamed() -> Any:
    """Our own layouts under names that say nothing: only types and places tell what is what."""
    deck = Presentation(str(Path(__file__).parent.parent / "templates" / "themes" / "default" / "reference.pptx"))
    for number, layout in enumerate(deck.slide_layouts, 1):
        layout._element.cSld.set("name", f"House {number:02}")
        for place, shape in enumerate(layout.placeholders):
            shape.name = f"Field {place}"
    return deck


def chinese() -> Any:
    """An agency's own: Chinese names, six layouts, white titles on a band of its colour, a dark chapter page."""
    deck = wide()
    for layout in [layout for layout in deck.slide_layouts if layout.name not in CHINESE]:
        deck.slide_layouts.remove(layout)
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", CHINESE[layout.name])
        for shape in layout.placeholders:
            first, *_, last = shape.name.split()
            shape.name = f"{PLACEHOLDERS[first]} {last}"
    _band(deck)
    for layout in deck.slide_layouts:
        if layout.name in ("封面页", "章节过渡页"):
            layout._element.set("showMasterSp", "0")
            layout.background.fill.solid()
            layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
            for shape in layout.placeholders:
                _white(shape)
    _colours(deck, {"dk2": "0B3D4C", "accent1": "E07A1F", "accent2": "2A9D8F", "accent4": "7A1FE0"})
    return deck


def _band(deck: Any) -> None:
    """A band behind the title of every slide, in the house's colours, with a stripe of its fourth."""
    tree = deck.slide_master.shapes._spTree
    for number, (top, height, colour) in enumerate(((0, 1500000, "tx2"), (1500000, 60000, "accent4"))):
        tree.insert(2 + number, etree.fromstring(_RECTANGLE.format(id=900 + number, top=top, width=WIDE, height=height, colour=colour)))
    level = deck.slide_master._element.find(".//" + qn("p:titleStyle") + "/" + qn("a:lvl1pPr") + "/" + qn("a:defRPr"))
    level.find(qn("a:solidFill"))[0].set("val", "bg1")


_RECTANGLE = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="{id}" name="Band {id}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="0" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></p:spPr></p:sp>'
)


def _white(shape: Any) -> None:
    """Words of a layout's placeholder in the colour of the paper."""
    style = shape._element.txBody.find(qn("a:lstStyle"))
    for level in list(style):
        style.remove(level)
    run = etree.SubElement(etree.SubElement(style, qn("a:lvl1pPr")), qn("a:defRPr"))
    etree.SubElement(etree.SubElement(run, qn("a:solidFill")), qn("a:schemeClr")).set("val", "bg1")


def _colours(deck: Any, colours: dict[str, str]) -> None:
    part = deck.slide_master.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme")
    root = etree.fromstring(part.blob)
    for name, value in colours.items():
        for place in root.iterfind(f".//{qn('a:clrScheme')}/{qn('a:' + name)}"):
            for old in list(place):
                place.remove(old)
            etree.SubElement(place, qn("a:srgbClr")).set("val", value)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_content() -> Any:
    """A template of titles alone."""
    deck = wide()
    for layout in [layout for layout in deck.slide_layouts if layout.name not in ("Title Slide", "Title Only", "Blank")]:
        deck.slide_layouts.remove(layout)
    return deck


def saved(deck: Any) -> bytes:
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()
