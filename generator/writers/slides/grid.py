"""The rectangles of a reference deck: layout name → placeholder name → box and anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from pptx import Presentation

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.theme import Theme
from generator.writers.frames import Anchor, Box, Panel, within
from generator.writers.slides import ground

EMU_PER_POINT = 12700
DEFAULT_INSET_EMU = 91440
"""Of a text body that says nothing of it (ECMA-376-1, 21.1.2.1.1)."""

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
    """A placeholder of a layout: its index in the file, its box, where its text stands in it, and the type of what it holds.

    One with a fill of its own is a card: `fill` its colour, `opacity` how much it hides, `inset_pt` what its words keep from its edge.
    """

    idx: int
    box: Box
    anchor: Anchor
    type: str = "body"
    fill: str = ""
    opacity: float = 1.0
    inset_pt: float = 0.0

    @property
    def inner(self) -> Box:
        """The room for words."""
        return within(self.box, self.inset_pt)


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
    panels = {layout.name: ground.panels(layout, deck.slide_master, Box(0, 0, width, height)) for layout in deck.slide_layouts}
    return Grid(layouts, panels, width, height)


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
    body, holder = element.find(".//a:bodyPr", NAMESPACES), element.find(".//p:ph", NAMESPACES)
    anchor = body.get("anchor", "t") if body is not None else "t"
    properties = element.find("p:spPr", NAMESPACES)
    fill = ground.colour(properties)
    alpha = properties.find("a:solidFill//a:alpha", NAMESPACES) if fill else None
    inset = int(body.get("lIns", DEFAULT_INSET_EMU)) / EMU_PER_POINT if fill and body is not None else 0.0
    return Slot(
        shape.placeholder_format.idx,  # type: ignore[attr-defined]
        Box(left, top, width, height),
        ANCHORS.get(anchor, "top"),
        holder.get("type", "obj"),
        fill,
        int(alpha.get("val")) / 100_000 if alpha is not None else 1.0,
        inset,
    )
