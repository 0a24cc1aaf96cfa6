"""What a layout and its master draw behind the slots: backgrounds, filled rectangles and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.writers.frames import Box, Panel, Stop
from generator.writers.scheme import PLACES

EMU_PER_POINT = 12700
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DEGREE = 60_000
"""Angles of DrawingML are 60,000ths of a degree (ECMA-376-1, 20.1.10.3)."""

SHARE = 100_000
FIRST_LEVEL = "p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/a:solidFill/*"
TITLE_LEVEL = "p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/a:solidFill/*"
"""Where a layout's placeholder, and a master for its titles, say the colour of words."""

TITLES = ("title", "ctrTitle")
LIGHT = ("paper", "pale", "wash", "hairline", "FFFFFF")
DRAWABLE = ("image/png", "image/jpeg", "image/gif")
"""Pictures that a page can show; a metafile of an old master is left out."""


def panels(layout: Any, master: Any, slide: Box) -> tuple[Panel, ...]:
    """The background of a layout (python-pptx's), and what stands on it, the master's first unless the layout hides it."""
    sources = [layout] if layout._element.get("showMasterSp") == "0" else [master, layout]
    own = (_background(source, slide) for source in (layout, master))
    background = next((panel for panel in own if panel), Panel(slide, "paper"))
    return (background, *(panel for source in sources for panel in _shapes(source)))


def _background(source: Any, slide: Box) -> Panel | None:
    """What the background of a layout or master is filled with; a reference to the theme's fills counts by its colour."""
    element = source._element.find("p:cSld/p:bg", NAMESPACES)
    if element is None:
        return None
    properties, reference = element.find("p:bgPr", NAMESPACES), element.find("p:bgRef", NAMESPACES)
    if reference is not None:
        return Panel(slide, named(reference[0])) if len(reference) else None
    return _filled(properties, slide, source.part)


def _shapes(source: Any) -> Iterator[Panel]:
    """Plain filled shapes and pictures, not the placeholders. What a group holds is drawn where the group puts it."""
    for shape in source._element.iterfind("p:cSld/p:spTree/*", NAMESPACES):
        if shape.find(".//p:ph", NAMESPACES) is not None:
            continue
        box, tag = _box(shape), etree.QName(shape).localname
        if box is None:
            continue
        fill = shape if tag == "pic" else shape.find("p:spPr", NAMESPACES)
        panel = _filled(fill, box, source.part) if tag in ("sp", "pic") and fill is not None else None
        if panel is not None:
            yield panel


def _box(shape: etree._Element) -> Box | None:
    place = shape.find("p:spPr/a:xfrm", NAMESPACES)
    if place is None:
        return None
    offset, extent = place.find("a:off", NAMESPACES), place.find("a:ext", NAMESPACES)
    if offset is None or extent is None:
        return None
    sides = ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    return Box(*(int(node.get(name, "0")) / EMU_PER_POINT for node, name in sides))


def _filled(element: etree._Element, box: Box, part: Any) -> Panel | None:
    """The panel of a fill: a solid one, a gradient along a line, or a picture."""
    solid = colour(element)
    if solid:
        return Panel(box, solid)
    gradient = element.find("a:gradFill", NAMESPACES)
    if gradient is not None:
        return _gradient(gradient, box)
    picture = element.find("a:blipFill", NAMESPACES)
    picture = element.find("p:blipFill", NAMESPACES) if picture is None else picture
    return _picture(picture, box, part) if picture is not None else None


def _gradient(gradient: etree._Element, box: Box) -> Panel | None:
    found = [(int(stop.get("pos", "0")) / SHARE, named(stop[0])) for stop in gradient.iterfind("a:gsLst/a:gs", NAMESPACES) if len(stop)]
    if not found:
        return None
    line = gradient.find("a:lin", NAMESPACES)
    angle = int(line.get("ang", "0")) / DEGREE if line is not None else 90.0
    stops = tuple(Stop(at, shade) for at, shade in sorted(found))
    return Panel(box, stops[0].colour, stops, angle)


def _picture(fill: etree._Element, box: Box, part: Any) -> Panel | None:
    blip = fill.find("a:blip", NAMESPACES)
    relation = blip.get(f"{{{NAMESPACES['r']}}}embed") if blip is not None else None
    target = part.related_part(relation) if relation else None
    if target is None or target.content_type not in DRAWABLE:
        return None
    cut = fill.find("a:srcRect", NAMESPACES)
    left, top, right, bottom = (int(cut.get(side, "0")) / SHARE if cut is not None else 0.0 for side in "ltrb")
    return Panel(box, picture=target.blob, crop=(left, top, right, bottom))


def light(shape: Any) -> bool:
    """Whether the words of a layout's placeholder (python-pptx's) are set in a light colour, there or in the master."""
    own = shape._element.find(FIRST_LEVEL, NAMESPACES)
    if own is None and shape._element.find(".//p:ph", NAMESPACES).get("type") in TITLES:
        own = shape.part.slide_layout.slide_master._element.find(TITLE_LEVEL, NAMESPACES)
    return own is not None and named(own) in LIGHT


def colour(element: etree._Element | None) -> str:
    """The colour of an element's own solid fill: a name of the theme, or RRGGBB; "" for none."""
    fill = element.find("a:solidFill/*", NAMESPACES) if element is not None else None
    return named(fill) if fill is not None else ""


def named(fill: etree._Element) -> str:
    """A colour element's name in the theme, or its RRGGBB."""
    value = str(fill.get("lastClr") or fill.get("val", ""))
    return next((name for name, place in PLACES.items() if place == ALIASES.get(value, value)), value)


ALIASES = {"lt1": "bg1", "dk1": "tx1", "lt2": "bg2", "dk2": "tx2"}
"""The colour scheme's own names of what a master's colour map calls background and text."""
