"""Which layout of the reference deck a slide stands on: the one its template names, or a relative of it that suits what is on the slide.

A template names a family ("chart"); the reference deck has its variants ("chart", "chart-narrow", "chart-full"). A house's own deck need
have none but those of `layout_names.NEEDED`: what is missing is made on a plainer relative.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from generator.document import Chart, Fields, Image, KeyNumber, Quote, Schedule, Section, Table
from generator.writers.slides.pieces import Piece

PLAINER: Mapping[str, str] = {
    "agenda": "bullets",
    "quote": "bullets",
    "back": "bullets",
    "timeline": "table",
    "budget": "table",
    "two-charts": "two-columns",
    "two-charts-full": "two-charts",
    "chart-full": "chart",
    "chart-narrow": "chart",
    "picture-narrow": "picture",
    "full-picture": "picture",
    "statement-alone": "statement",
    **{f"keynumbers-{count}": "bullets" for count in range(1, 5)},
    **{f"team-{people}": "bullets" for people in (3, 4, 6, 8)},
    "team-4-photos": "team-4",
    "team-8-photos": "team-8",
}
"""What stands in for a layout that a reference deck does not have."""

FAMILIES = ("agenda", "quote", "back", "timeline", "budget", "two-charts", "full-picture", "keynumbers", "team")
"""What a template may name besides the layouts that every reference deck has."""

ROOMIER: Mapping[str, str] = {
    "chart": "chart-narrow",
    "picture": "picture-narrow",
    "full-picture": "picture",
    "ask": "bullets",
    "agenda": "bullets",
    "statement": "bullets",
    "quote": "bullets",
    "budget": "table",
    "two-charts": "two-columns",
    "keynumbers": "bullets",
    "team": "bullets",
}
"""Layout or family → the layout with more room for its words."""

CONTENT: Mapping[str, tuple[str, ...]] = {
    "two-columns": ("left", "right"),
    "two-charts": ("left", "right", "takeaway"),
    "chart": ("chart", "takeaway"),
    "picture": ("body", "picture"),
    "full-picture": ("picture",),
    "table": ("table",),
    "timeline": ("timeline",),
    "budget": ("table", "total"),
    "quote": ("quote", "attribution"),
}
"""The slots of a family that share its body, from left to right; ("body",) in the others."""

STRETCHED = frozenset({"two-columns", "chart", "picture"})
"""Families in which an empty slot leaves its room to its neighbour."""

DRAWN = (Chart, Image, Table, Fields, Schedule)
WORDLESS = (*DRAWN, Section)
"""What no run of words can say."""

KEY_NUMBERS = 4
Content = Sequence[tuple[str, Piece]]


def existing(layout: str, known: Collection[str]) -> str:
    """The layout itself, or the nearest plainer one that the reference deck has."""
    while layout not in known and layout in PLAINER:
        layout = PLAINER[layout]
    return layout


def variant(family: str, content: Content) -> tuple[str, str]:
    """The family that suits what is on the slide, and the layout of it."""
    blocks = [piece.block for _, piece in content]
    match family:
        case "chart":
            return family, family if any(not isinstance(block, DRAWN) for block in blocks) else "chart-full"
        case "keynumbers":
            count = sum(isinstance(block, KeyNumber) for block in blocks)
            return (family, f"keynumbers-{count}") if 0 < count <= KEY_NUMBERS else ("bullets", "bullets")
        case "team":
            return (family, _cards(blocks)) if blocks and all(map(is_card, blocks)) else ("bullets", "bullets")
        case "full-picture":
            alone = len(blocks) == 1 and isinstance(blocks[0], Image) and not blocks[0].caption
            return (family, family) if alone else ("picture", "picture")
        case "quote":
            said = any(isinstance(block, Quote) for block in blocks) and not any(isinstance(block, WORDLESS) for block in blocks)
            return (family, family) if said else ("bullets", "bullets")
        case "back" if any(isinstance(block, WORDLESS) for block in blocks):
            return "bullets", "bullets"
        case "two-charts":
            sides = {slot for slot, piece in content if isinstance(piece.block, Chart)}
            said = any(slot not in ("left", "right") for slot, _ in content)  # without a takeaway the charts take its room
            if sides < {"left", "right"}:
                return "two-columns", "two-columns"
            return family, family if said else f"{family}-full"
        case "bullets" if {"left", "right"} <= {slot for slot, _ in content}:
            return "two-columns", "two-columns"
        case "bullets" if len(blocks) > 1 and [block.class_ != "full" for block in blocks if isinstance(block, Image)] == [True]:
            return "picture", "picture"
        case _:
            return family, family


def is_card(block: object) -> bool:
    """Whether a block is the card of a person."""
    return isinstance(block, Section) and block.class_ == "card"


def dealt(cards: int, held: int) -> int:
    """How many of some cards stand on the first slide when a slide holds `held`: all slides about as many."""
    return math.ceil(cards / math.ceil(cards / held))


def _cards(blocks: Sequence[object]) -> str:
    """The smallest layout that holds all cards, or the largest; with portraits when somebody has one."""
    portraits = any(isinstance(child, Image) for block in blocks if isinstance(block, Section) for child in block.children)
    sizes = (4, 8) if portraits else (3, 4, 6, 8)
    shown = dealt(len(blocks), sizes[-1])
    size = next(size for size in sizes if size >= shown)
    return f"team-{size}{'-photos' if portraits else ''}"


def slot_of(family: str, slot: str, piece: Piece) -> str:
    """The slot that a piece goes to in a family: the one it asks for, or the one for things of its kind."""
    slots = CONTENT.get(family, ("body",))
    if slot in slots:
        return slot
    drawn = isinstance(piece.block, DRAWN)
    match family:
        case "chart":
            return "chart" if drawn else "takeaway"
        case "picture":
            return "picture" if isinstance(piece.block, Image) else "body"
        case "budget":
            return "table" if drawn else "total"
        case "quote":
            return "quote" if isinstance(piece.block, Quote) else "attribution"
        case "two-charts":
            return "takeaway"
        case "two-columns":
            return "left"
        case _:
            return slots[0]
