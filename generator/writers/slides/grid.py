"""The rectangles of a reference deck: layout name → placeholder name → box and anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from pptx import Presentation

from generator.diagnostics import GeneratorError
from generator.frozen import dataclass
from generator.theme import LayoutName, Theme
from generator.writers import layout_names
from generator.writers.frames import Anchor, Box, Panel, within
from generator.writers.layout_names import Served
from generator.writers.slides import ground

EMU_PER_POINT = 12700
DEFAULT_INSET_EMU = 91440
"""Of a text body that says nothing of it (ECMA-376-1, 21.1.2.1.1)."""

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
ANCHORS: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}

@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: its index in the file, its box, where its text stands in it, and the type of what it holds.

    One with a fill of its own is a card: `fill` its colour, `opacity` how much it hides, `inset_pt` what its words keep from its edge.
    Words are `light` where the layout sets them in the colour of the paper, on something dark.
    """

    idx: int
    box: Box
    anchor: Anchor
    type: str = "body"
    fill: str = ""
    opacity: float = 1.0
    inset_pt: float = 0.0
    light: bool = False

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
    """The grid of the theme's reference deck. Raises GeneratorError E666 and E669, all that is missing at once."""
    path = theme.path("reference.pptx")
    return _read(path, path.stat().st_mtime_ns, theme.layouts)


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int, told: tuple[LayoutName, ...]) -> Grid:
    deck = Presentation(str(path))
    served = layout_names.serve(deck, told)
    missing = list(layout_names.problems(path, served, told, [layout.name for layout in deck.slide_layouts]))
    if missing:
        raise GeneratorError(missing)
    width, height = (cast(int, length) / EMU_PER_POINT for length in (deck.slide_width, deck.slide_height))
    layouts = {name: _slots(one) for name, one in served.items()}
    if served["statement"].layout is served["bullets"].layout:  # for running text: the one sentence stands in its middle
        layouts["statement"]["body"] = replace(layouts["statement"]["body"], anchor="middle")
    panels = {name: ground.panels(one.layout, deck.slide_master, Box(0, 0, width, height)) for name, one in served.items()}
    return Grid(layouts, panels, width, height)


def _slots(served: Served) -> dict[str, Slot]:
    """The slots of a layout; one without a placeholder is a text box, in whatever it is given."""
    slots = {name: _slot(shape) for name, shape in served.shapes.items()}
    for name, box in served.boxes.items():
        slots[name] = replace(slots[name], box=box) if name in slots else Slot(-1, box, "top", "")
    return slots


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
        ground.light(shape),
    )
