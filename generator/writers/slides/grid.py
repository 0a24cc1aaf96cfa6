"""The rectangles of a reference deck: layout name → placeholder name → box and anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from lxml import etree
from pptx import Presentation

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.theme import Theme
from generator.writers.frames import Anchor, Box, Panel
from generator.writers.scheme import PLACES

EMU_PER_POINT = 12700
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
ANCHORS: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}

NEEDED: Mapping[str, frozenset[str]] = {
    "cover": frozenset({"title"}),
    "divider": frozenset({"title"}),
    "bullets": frozenset({"title", "body"}),
    "two-columns": frozenset({"title", "left", "right"}),
    "picture": frozenset({"title", "body", "picture"}),
    "chart": frozenset({"title", "chart", "takeaway"}),
    "table": frozenset({"title", "table"}),
    "statement": frozenset({"title", "body"}),
    "ask": frozenset({"title", "body"}),
}
"""The layouts a reference deck must have, and the placeholders without which one cannot be filled."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: its index in the file, its box, and where its text stands in it."""

    idx: int
    box: Box
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Grid:
    """The layouts of a reference deck, what each draws behind its slots, and the size of its slides in points."""

    layouts: Mapping[str, Mapping[str, Slot]]
    panels: Mapping[str, tuple[Panel, ...]]
    width_pt: float
    height_pt: float


def read(theme: Theme) -> Grid:
    """The grid of the theme's reference deck. Raises GeneratorError E666, all that is missing at once."""
    path = theme.path("reference.pptx")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int) -> Grid:
    deck = Presentation(str(path))
    layouts = {layout.name: {shape.name: _slot(shape) for shape in list(layout.placeholders)} for layout in deck.slide_layouts}
    missing = list(_missing(path, layouts))
    if missing:
        raise GeneratorError(missing)
    width, height = (cast(int, length) / EMU_PER_POINT for length in (deck.slide_width, deck.slide_height))
    panels = {layout.name: _panels(layout._element, deck.slide_master._element, Box(0, 0, width, height)) for layout in deck.slide_layouts}
    return Grid(layouts, panels, width, height)


def _panels(layout: etree._Element, master: etree._Element, slide: Box) -> tuple[Panel, ...]:
    """Background and plain filled rectangles of a layout, those of the master first unless the layout hides them."""
    sources = [layout] if layout.get("showMasterSp") == "0" else [master, layout]
    background = next((colour for source in reversed(sources) if (colour := _colour(source.find(".//p:bg", NAMESPACES)))), "paper")
    shapes = [shape for source in sources for shape in source.iterfind(".//p:sp", NAMESPACES)]
    found = [panel for shape in shapes if shape.find(".//p:ph", NAMESPACES) is None and (panel := _panel(shape))]
    return (Panel(slide, background), *found)


def _panel(shape: etree._Element) -> Panel | None:
    place, colour = shape.find(".//a:xfrm", NAMESPACES), _colour(shape.find("p:spPr", NAMESPACES))
    if place is None or not colour:
        return None
    offset, extent = place
    sides = ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    x, y, width, height = (int(node.get(name, "0")) / EMU_PER_POINT for node, name in sides)
    return Panel(Box(x, y, width, height), colour)


def _colour(element: etree._Element | None) -> str:
    """The colour of an element's own solid fill: a name of the theme, or RRGGBB; "" for none."""
    fill = element.find("a:solidFill/*", NAMESPACES) if element is not None else None
    if fill is None and element is not None:
        fill = element.find("p:bgPr/a:solidFill/*", NAMESPACES)
    value = fill.get("val", "") if fill is not None else ""
    return next((name for name, place in PLACES.items() if place == value), value)


def _missing(path: Path, layouts: Mapping[str, Mapping[str, Slot]]) -> list[Diagnostic]:
    return [
        problem("E666", file=path.name, layout=layout, missing=", ".join(sorted(needed - layouts.get(layout, {}).keys())))
        for layout, needed in NEEDED.items()
        if needed - layouts.get(layout, {}).keys()
    ]


def _slot(shape: object) -> Slot:
    """A placeholder; position and anchor may be inherited from the master (python-pptx resolves the position)."""
    left, top, width, height = (cast(int, getattr(shape, name)) / EMU_PER_POINT for name in ("left", "top", "width", "height"))
    element = shape._element  # type: ignore[attr-defined]
    body = element.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}bodyPr")
    anchor = body.get("anchor", "t") if body is not None else "t"
    return Slot(shape.placeholder_format.idx, Box(left, top, width, height), ANCHORS.get(anchor, "top"))  # type: ignore[attr-defined]
