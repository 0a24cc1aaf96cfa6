"""The placeholders of a house's layout as boxes: what kind each is, which two stand side by side, and how one is shared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

from generator.frozen import dataclass
from generator.writers.frames import Box

EMU_PER_POINT = 12700
HOLDER = ".//{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
CONTENT = frozenset({"body", "obj", "chart", "tbl", "pic", "clipArt", "dgm", "media"})
"""Types of placeholders that content goes into (ECMA-376-1, 19.7.10); one that says nothing is "obj"."""

LEAST_PT = 60.0
"""A placeholder lower or narrower than this holds a label, not the body of a slide."""

SOURCE_PT, CARVED_PT, GAP_PT = 14.4, 18.0, 24.0
"""Height of a source line, what it takes from the body where there is no other room, and the gap between two halves."""


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder (python-pptx's), its type in the file, and its box."""

    shape: Any
    kind: str
    box: Box

    @property
    def content(self) -> bool:
        """Whether the body of a slide can stand in it."""
        return self.kind in CONTENT and min(self.box.width, self.box.height) >= LEAST_PT


def places(layout: Any) -> list[Place]:
    """The placeholders of a layout in the order of the file. One without a box anywhere, not even in the
    master, is left out, and so is one for words that run downwards."""
    found = []
    for shape in layout.placeholders:
        sides = (shape.left, shape.top, shape.width, shape.height)
        holder = shape._element.find(HOLDER)
        if None not in sides and holder.get("orient") != "vert":
            kind = holder.get("type", "obj")
            found.append(Place(shape, kind, Box(*(side / EMU_PER_POINT for side in sides))))
    return found


def pair(content: Sequence[Place], first: Sequence[str], second: Sequence[str]) -> tuple[Place, Place] | None:
    """Two places that do not lie upon each other, of the types asked for where there are such, the larger the better; None for no two.

    For equal types the left one, or the upper one, comes first.
    """
    apart = [(one, two) for one, two in permutations(content, 2) if not _upon(one.box, two.box)]
    if first == second:
        apart = [(one, two) for one, two in apart if (round(one.box.x), one.box.y) <= (round(two.box.x), two.box.y)]
    holding = [(one, two) for one, two in apart if one.kind in first and two.kind in second]
    return max(holding, key=lambda both: _suits(both, first, second), default=None)


def _suits(both: tuple[Place, Place], first: Sequence[str], second: Sequence[str]) -> tuple[float, float]:
    """The types counted from the best, then the area of the smaller place."""
    ranks = -first.index(both[0].kind) - second.index(both[1].kind) if first != second else 0
    return ranks, min(place.box.width * place.box.height for place in both)


def _upon(one: Box, two: Box) -> bool:
    across = min(one.right, two.right) - max(one.x, two.x)
    down = min(one.bottom, two.bottom) - max(one.y, two.y)
    return across > 1 and down > 1


def split(box: Box, share: float) -> tuple[Box, Box]:
    """A box as two side by side, the left one with `share` of the width."""
    left = (box.width - GAP_PT) * share
    return Box(box.x, box.y, left, box.height), Box(box.x + left + GAP_PT, box.y, box.width - left - GAP_PT, box.height)


def source_place(title: Box, lowest: float, foot: float) -> Box:
    """Where a source line stands: between body and footer where there is room, else on the last line of the body."""
    free = foot - lowest >= CARVED_PT
    return Box(title.x, (lowest if free else min(lowest, foot) - CARVED_PT) + 2, title.width, SOURCE_PT)


def carved(box: Box, bottom: float) -> Box:
    """A box that ends above the source line."""
    return Box(box.x, box.y, box.width, bottom - 2 - box.y)
