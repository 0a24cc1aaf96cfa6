"""What goes where on a slide: a section of a deck → its title, its slots and its notes; slots → regions of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.document import (
    Block,
    Blocks,
    Callout,
    Chart,
    Contents,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Schedule,
    Section,
)
from generator.frozen import dataclass
from generator.writers.frames import Box
from generator.writers.slides import cards, flow, layouts
from generator.writers.slides.cards import lowered
from generator.writers.slides.flow import Region
from generator.writers.slides.grid import Slot
from generator.writers.slides.pieces import Piece, cut
from generator.writers.slides.step import Setting
from generator.writers.slides.text import Manner

SLOTS = frozenset(
    {"title", "subtitle", "body", "left", "right", "picture", "chart", "takeaway", "table", "timeline", "total", "quote", "attribution"}
)
"""Classes that name a slot of a slide."""

TOTAL_PT = 36.0
"""The largest size of a budget's total."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A slide before it is placed: `content` are its pieces, each with the slot it asks for ("" for none).

    `family` is what its template named, `layout` the layout of the reference deck, which has those that are `known`; `following` is
    the name of the part that begins with the next slide.
    """

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
    family: str = ""
    known: frozenset[str] = frozenset()
    following: str = ""


def read(section: Section, number: int, part: str, known: frozenset[str], following: str = "") -> Plan:
    """The plan of one slide on a reference deck with the layouts `known`."""
    heading = next((block for block in _opened(section.children) if isinstance(block, Heading)), None)
    content = tuple(_content(section.children, "", heading))
    sources = tuple(block.children for block in _deep(section.children) if isinstance(block, Paragraph) and block.class_ == "source")
    notes = tuple(block for block in _deep(section.children) if isinstance(block, Notes))
    words = heading.children if heading else ()
    plan = Plan(
        number, section.class_, words, content, sources, notes, part, section.id, section.at, section.lang, section.class_, known, following
    )
    found = settled(plan)
    return replace(found, content=tuple(_distributed(found)))


def settled(plan: Plan) -> Plan:
    """The plan on the layout that suits what is in it."""
    family, layout = layouts.variant(plan.family, plan.content)
    if layout == "statement" and not plan.content:
        layout = "statement-alone"
    return _on(replace(plan, family=family), layout)


def _on(plan: Plan, layout: str) -> Plan:
    """The plan on a layout, or on the plainer relative of it that is there."""
    found = layouts.existing(layout, plan.known)
    kin = found == layout or found.partition("-")[0] == plan.family
    return replace(plan, layout=found, family=plan.family if kin else found)


def roomier(plan: Plan) -> Plan | None:
    """The plan on the next roomier layout of its family, or None."""
    wanted = layouts.ROOMIER.get(plan.layout) or layouts.ROOMIER.get(plan.family)
    found = layouts.existing(wanted, plan.known) if wanted else plan.layout
    if wanted is None or found == plan.layout:
        return None
    family = "chart" if found.startswith("chart") else "picture" if found.startswith("picture") else found
    return replace(plan, layout=found, family=family)


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
        if block is heading or isinstance(block, Notes | Contents | PageBreak):
            continue
        named = str(getattr(block, "class_", ""))
        if isinstance(block, Paragraph) and named == "source":
            continue
        if layouts.is_card(block):
            yield "card", Piece(block, block)
        elif isinstance(block, Section):
            yield from _content(block.children, named if named in SLOTS else _column(block, blocks, slot), heading)
        else:
            yield from ((named if named in SLOTS else slot, piece) for piece in cut([block]))


def _column(block: Section, blocks: Iterable[Block], slot: str) -> str:
    """Columns of a document are the halves of a slide."""
    if block.class_ != "column":
        return slot
    columns = [other for other in blocks if isinstance(other, Section) and other.class_ == "column"]
    return "left" if columns[0] is block else "right"


def continued(plan: Plan, left: tuple[tuple[str, Piece], ...]) -> Plan:
    """The plan of a continuation, in a layout for what is left; notes stay with the first, a budget's total stands on every slide."""
    rest = replace(plan, content=left, notes=(), id="")
    drawn = any(isinstance(piece.block, layouts.DRAWN) for _, piece in rest.content)
    sides = {slot for slot, _ in rest.content}
    match plan.family:
        case "two-columns" | "two-charts" if len(sides) > 1:
            return rest
        case "chart" | "picture" | "table" | "timeline" if drawn:
            return rest
        case "ask" | "agenda":
            return rest
        case "team":
            return settled(rest)
        case "budget" if drawn:
            return replace(rest, content=tuple(pair for pair in plan.content if pair in left or _is_total(*pair)))
        case _:
            return replace(rest, layout="bullets", family="bullets")


def _is_total(slot: str, piece: Piece) -> bool:
    return layouts.slot_of("budget", slot, piece) == "total"


def regions(plan: Plan, slots: Mapping[str, Slot], shift: float, setting: Setting) -> list[Region]:
    """The regions of a plan with their pieces, `shift` points lower at the top; an empty neighbour's room goes to the other one."""
    if plan.family == "two-columns" and {"left", "right"} < {slot if slot in ("left", "right") else "" for slot, _ in plan.content}:
        return _with_band(plan, slots, shift, setting)
    if plan.family == "team":
        return cards.team(plan.content, slots, shift)
    if plan.family == "keynumbers":
        return cards.key_numbers(plan.content, slots, shift, setting)
    filled: dict[str, list[Piece]] = {name: [] for name in layouts.CONTENT.get(plan.family, ("body",)) if name in slots}
    for slot, piece in plan.content:
        name = layouts.slot_of(plan.family, slot, piece)
        filled[name if name in filled else next(iter(filled))].append(piece)
    used = [name for name, pieces in filled.items() if pieces]
    boxes = {name: lowered(slots[name].box, shift) for name in filled}
    if len(used) == 1 and len(filled) > 1 and plan.family in layouts.STRETCHED:
        boxes[used[0]] = _around(list(boxes.values()))
    return [_region(name, boxes[name], tuple(filled[name]), plan, slots[name], setting) for name in used]


def _with_band(plan: Plan, slots: Mapping[str, Slot], shift: float, setting: Setting) -> list[Region]:
    """Two columns, and over or below both what belongs to neither: over them when it comes first."""
    columns = replace(plan, content=tuple(pair for pair in plan.content if pair[0] in ("left", "right")))
    loose = tuple(piece for slot, piece in plan.content if slot not in ("left", "right"))
    whole = lowered(_around([slots["left"].box, slots["right"].box]), shift)
    band = Region("", whole, loose)
    height = min(flow.least_height(band, setting), whole.height / 2)
    first = plan.content[0][0] not in ("left", "right")
    used = height + setting.step.gap_pt
    placed = replace(band, box=Box(whole.x, whole.y if first else whole.bottom - height, whole.width, height))
    halves = [_shortened(region, used, first) for region in regions(columns, slots, shift, setting)]
    elastic = any(isinstance(piece.block, Chart | Image | Schedule) for _, piece in columns.content)
    if not first and not elastic:  # the band follows the longer column, rather than standing at the foot of the slide
        longest = max(flow.least_height(region, setting) for region in halves)
        top = min(placed.box.y, whole.y + longest + 2 * setting.step.gap_pt)
        placed = replace(placed, box=replace(placed.box, y=top))
    return [placed, *halves] if first else [*halves, placed]


def _shortened(region: Region, by: float, at_top: bool) -> Region:
    box = region.box
    return replace(region, box=Box(box.x, box.y + (by if at_top else 0.0), box.width, box.height - by))


def _region(name: str, box: Box, pieces: tuple[Piece, ...], plan: Plan, slot: Slot, setting: Setting) -> Region:
    match name:
        case "takeaway":
            manner = Manner("takeaway")
        case "quote":
            manner = Manner("quote", setting.step.quote_pt)
        case "attribution":
            manner = Manner("attribution", min(setting.step.body_pt, 16.0))
        case "total":
            values = [piece.block.value for piece in pieces if isinstance(piece.block, KeyNumber)]
            manner = Manner("total", min(setting.step.body_pt, 16.0), value_pt=min(TOTAL_PT, cards.value_size(values, box, setting)))
        case "body" if plan.family == "agenda":
            manner = Manner("agenda", setting.step.large_pt, plan.following)
        case "body" if plan.family == "ask":
            manner = Manner("ask", setting.step.large_pt, width_pt=box.width)
        case _:
            manner = Manner()
    return Region(name, box, pieces, slot, manner, plan.family == "full-picture")


def _distributed(plan: Plan) -> Sequence[tuple[str, Piece]]:
    """The content; in two columns, what asks for neither goes to the empty one, or is halved between both."""
    if plan.family != "two-columns":
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


def _around(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)
