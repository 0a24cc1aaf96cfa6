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
from generator.writers.frames import Anchor, Box

EMU_PER_POINT = 12700
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
    """The layouts of a reference deck and the size of its slides in points."""

    layouts: Mapping[str, Mapping[str, Slot]]
    width_pt: float
    height_pt: float


def read(theme: Theme) -> Grid:
    """The grid of the theme's reference deck. Raises GeneratorError E666, all that is missing at once."""
    path = theme.path("reference.pptx")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int) -> Grid:
    deck = Presentation(str(path))
    layouts = {layout.name: {shape.name: _slot(shape) for shape in layout.placeholders} for layout in deck.slide_layouts}
    missing = list(_missing(path, layouts))
    if missing:
        raise GeneratorError(missing)
    return Grid(layouts, deck.slide_width / EMU_PER_POINT, deck.slide_height / EMU_PER_POINT)


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
