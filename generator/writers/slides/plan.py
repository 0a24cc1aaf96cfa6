"""What goes where on a slide: a section of a deck → its title, its slots and its notes; slots → regions of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.document import (
    Block,
    Blocks,
    Callout,
    Chart,
    Fields,
    Heading,
    Image,
    Inlines,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Schedule,
    Section,
    Table,
)
from generator.writers.frames import Box
from generator.writers.slides import flow
from generator.writers.slides.flow import Region
from generator.writers.slides.grid import Slot
from generator.writers.slides.pieces import Piece, cut
from generator.writers.slides.step import Setting

SLOTS = frozenset({"title", "subtitle", "body", "left", "right", "picture", "chart", "takeaway", "table"})
"""Classes that name a slot of a slide."""

MAIN: Mapping[str, str] = {"table": "table", "chart": "chart", "two-columns": "left"}
"""The slot that takes what has no place of its own; "body" in the other layouts."""

CONTENT: Mapping[str, tuple[str, ...]] = {
    "two-columns": ("left", "right"),
    "chart": ("chart", "takeaway"),
    "picture": ("body", "picture"),
    "table": ("table",),
}
"""The slots of a layout that share its body, from left to right; ("body",) in the other layouts."""

DRAWN = (Chart, Image, Table, Fields, Schedule)


@dataclass(frozen=True, slots=True)
class Plan:
    """A slide before it is placed: `content` are its pieces, each with the slot it asks for ("" for none)."""

    number: int
    layout: str
    heading: Inlines
    content: tuple[tuple[str, Piece], ...]
    sources: tuple[Inlines, ...] = ()
    notes: tuple[Notes, ...] = ()
    section: str = ""
    id: str = ""
    at: str = ""
    lang: str = ""


def read(section: Section, number: int, part: str) -> Plan:
    """The plan of one slide."""
    heading = next((block for block in _opened(section.children) if isinstance(block, Heading)), None)
    content = tuple(_content(section.children, "", heading))
    sources = tuple(block.children for block in _deep(section.children) if isinstance(block, Paragraph) and block.class_ == "source")
    notes = tuple(block for block in _deep(section.children) if isinstance(block, Notes))
    words = heading.children if heading else ()
    plan = _fitting(Plan(number, section.class_, words, content, sources, notes, part, section.id, section.at, section.lang))
    return replace(plan, content=tuple(_distributed(plan)))


def _opened(blocks: Blocks) -> Iterator[Block]:
    """The blocks of a slide and of its slot "title"."""
    for block in blocks:
        if isinstance(block, Section) and block.class_ == "title":
            yield from block.children
        yield block


def _deep(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section | Callout | Quote):
            yield from _deep(block.children)


def _content(blocks: Iterable[Block], slot: str, heading: Heading | None) -> Iterator[tuple[str, Piece]]:
    for block in blocks:
        if block is heading or isinstance(block, Notes | PageBreak):
            continue
        named = str(getattr(block, "class_", ""))
        if isinstance(block, Paragraph) and named == "source":
            continue
        if isinstance(block, Section):
            yield from _content(block.children, named if named in SLOTS else _column(block, blocks, slot), heading)
        else:
            yield from ((named if named in SLOTS else slot, piece) for piece in cut([block]))


def _column(block: Section, blocks: Iterable[Block], slot: str) -> str:
    """Columns of a document are the halves of a slide."""
    if block.class_ != "column":
        return slot
    columns = [other for other in blocks if isinstance(other, Section) and other.class_ == "column"]
    return "left" if columns[0] is block else "right"


def _fitting(plan: Plan) -> Plan:
    """The plan in the layout that has room for what is in it."""
    slots = {slot for slot, _ in plan.content}
    blocks = [piece.block for _, piece in plan.content]
    if plan.layout == "bullets" and {"left", "right"} <= slots:
        return replace(plan, layout="two-columns")
    pictures = [block for block in blocks if isinstance(block, Image)]
    if plan.layout == "bullets" and len(pictures) == 1 and len(blocks) > 1 and pictures[0].class_ != "full":
        return replace(plan, layout="picture")
    return plan


def continued(plan: Plan) -> Plan:
    """The plan of a continuation, in a layout for what is left; notes stay with the first."""
    rest = replace(plan, notes=(), id="")
    blocks = [piece.block for _, piece in rest.content]
    slots = {slot for slot, _ in rest.content}
    drawn = any(isinstance(block, DRAWN) for block in blocks)
    match plan.layout:
        case "two-columns" if len(slots) > 1:
            return rest
        case "chart" | "picture" | "table" if drawn:
            return rest
        case "ask":
            return rest
        case _:
            return replace(rest, layout="bullets")


def slot_of(plan: Plan, slot: str, piece: Piece, slots: Mapping[str, Slot]) -> str:
    """The slot that a piece goes to in the plan's layout."""
    if slot in slots and slot in content_slots(plan.layout):
        return slot
    match plan.layout:
        case "chart":
            return "chart" if isinstance(piece.block, DRAWN) else "takeaway"
        case "picture":
            return "picture" if isinstance(piece.block, Image) else "body"
        case layout:
            return MAIN.get(layout, "body")


def content_slots(layout: str) -> tuple[str, ...]:
    """The slots that share the body of a layout."""
    return CONTENT.get(layout, ("body",))


def regions(plan: Plan, slots: Mapping[str, Slot], shift: float, setting: Setting) -> list[Region]:
    """The regions of a plan with their pieces, `shift` points lower at the top; an empty neighbour's room goes to the other one."""
    if plan.layout == "two-columns" and {"left", "right"} < {slot if slot in ("left", "right") else "" for slot, _ in plan.content}:
        return _with_band(plan, slots, shift, setting)
    filled: dict[str, list[Piece]] = {name: [] for name in content_slots(plan.layout)}
    for slot, piece in plan.content:
        filled[slot_of(plan, slot, piece, slots)].append(piece)
    used = [name for name, pieces in filled.items() if pieces]
    boxes = {name: _lowered(slots[name].box, shift) for name in filled}
    if len(used) == 1 and len(filled) > 1:
        boxes[used[0]] = _around(list(boxes.values()))
    return [_region(name, boxes[name], tuple(filled[name]), plan, slots[name]) for name in used]


def _with_band(plan: Plan, slots: Mapping[str, Slot], shift: float, setting: Setting) -> list[Region]:
    """Two columns, and over or below both what belongs to neither: over them when it comes first."""
    columns = replace(plan, content=tuple(pair for pair in plan.content if pair[0] in ("left", "right")))
    loose = tuple(piece for slot, piece in plan.content if slot not in ("left", "right"))
    whole = _lowered(_around([slots["left"].box, slots["right"].box]), shift)
    band = Region("", whole, loose)
    height = min(flow.least_height(band, setting), whole.height / 2)
    first = plan.content[0][0] not in ("left", "right")
    used = height + setting.step.gap_pt
    placed = replace(band, box=Box(whole.x, whole.y if first else whole.bottom - height, whole.width, height))
    halves = [_shortened(region, used, first) for region in regions(columns, slots, shift, setting)]
    if not first:  # the band follows the longer column, rather than standing at the foot of the slide
        longest = max(flow.least_height(region, setting) for region in halves)
        top = min(placed.box.y, whole.y + longest + 2 * setting.step.gap_pt)
        placed = replace(placed, box=replace(placed.box, y=top))
    return [placed, *halves] if first else [*halves, placed]


def _shortened(region: Region, by: float, at_top: bool) -> Region:
    box = region.box
    return replace(region, box=Box(box.x, box.y + (by if at_top else 0.0), box.width, box.height - by))


def _region(name: str, box: Box, pieces: tuple[Piece, ...], plan: Plan, slot: Slot) -> Region:
    rule = "accent" if name == "takeaway" and box.width < 400 else ""
    role = "takeaway" if name == "takeaway" else "body"
    return Region(name, box, pieces, slot.anchor, rule, role)


def _distributed(plan: Plan) -> Sequence[tuple[str, Piece]]:
    """The content; in two columns, what asks for neither goes to the empty one, or is halved between both."""
    if plan.layout != "two-columns":
        return plan.content
    loose = [piece for slot, piece in plan.content if slot not in ("left", "right")]
    taken = {slot for slot, _ in plan.content} & {"left", "right"}
    if not loose or len(taken) == 2:
        return plan.content
    if taken:
        other = "right" if "left" in taken else "left"
        return [(slot if slot in taken else other, piece) for slot, piece in plan.content]
    middle = _middle(loose)
    return [("left" if index < middle else "right", piece) for index, piece in enumerate(loose)]


def _middle(pieces: Sequence[Piece]) -> int:
    """Where to part pieces into halves: before the heading nearest the middle, else in the middle."""
    half = (len(pieces) + 1) // 2
    headings = [index for index, piece in enumerate(pieces) if piece.glued and index]
    return min(headings, key=lambda index: abs(index - half), default=half)


def _lowered(box: Box, shift: float) -> Box:
    return Box(box.x, box.y + shift, box.width, box.height - shift)


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)
