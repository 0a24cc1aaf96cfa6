"""Which layout of a reference deck serves each of ours, and which of its placeholders each of our slots.

A deck made for us bears our names. A house's own deck is read by what theme.yaml says of it (`layouts:`), then by its layouts' names and
types, and by what stands where on them. `serve` is asked by whoever places words on slides and by whoever writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.theme import LayoutName
from generator.writers.frames import Box
from generator.writers.layout_places import CARVED_PT, Place, carved, pair, places, source_place, split

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

WELCOME = ("agenda", "back")
"""Layouts that a house may have under a name of its own; without them a plainer one stands in."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "cover": ("title slide", "cover", "标题幻灯片", "封面", "首页"),
    "divider": ("section", "divider", "chapter", "节标题", "章节", "过渡", "分隔", "转场"),
    "bullets": ("title and content", "title and text", "bullet", "标题和内容", "标题与内容", "正文", "内容页"),
    "two-columns": ("two content", "two column", "comparison", "两栏", "双栏", "对比", "左右"),
    "picture": ("picture", "image", "photo", "图片", "图文"),
    "chart": ("chart", "graph", "图表"),
    "table": ("table", "表格"),
    "statement": ("statement", "big idea", "key message", "观点", "金句", "核心"),
    "ask": ("next step", "call to action", "our ask", "下一步", "行动", "诉求"),
    "agenda": ("agenda", "contents", "目录", "议程"),
    "back": ("back cover", "closing", "thank", "end slide", "封底", "结束", "谢谢", "致谢", "感谢"),
}
"""What houses call such a layout, in lower case; a part of the name is enough."""

TYPES: Mapping[str, tuple[str, ...]] = {
    "cover": ("title",),
    "divider": ("secHead",),
    "bullets": ("obj", "tx"),
    "two-columns": ("twoObj", "twoColTx"),
    "picture": ("picTx", "clipArtAndTx"),
    "chart": ("chartAndTx", "txAndChart", "chart"),
    "table": ("tbl",),
}
"""The value of `p:sldLayout/@type` that says as much (ECMA-376-1, 19.7.15)."""

SIDES: Mapping[str, tuple[str, str]] = {"two-columns": ("left", "right"), "picture": ("body", "picture"), "chart": ("chart", "takeaway")}
"""The two slots of a layout that share its body."""

HOLDS: Mapping[str, tuple[str, ...]] = {"chart": ("chart", "obj"), "picture": ("pic", "obj"), "table": ("tbl", "obj")}
"""The types of placeholders that may hold what a slot is for, best first; words go into text and into anything."""

UNDER_NO_TITLE = ("cover", "divider", "back")
"""Layouts whose words stand where the house put them, whatever is above."""

SLACK_PT = 12.0
"""By how much a title's placeholder may reach into the one below: its words stand at the top."""

WORDS = ("body", "obj", "subTitle")
How = Literal["same", "told", "name", "kind", "place"]


@dataclass(frozen=True, slots=True)
class Served:
    """How one of our layouts is served: by their layout (python-pptx's), their placeholder for each slot that has one, and the boxes of
    slots that have none or only a part of theirs. `lacking` are the slots without which it cannot be used, `unknown` the placeholders that
    theme.yaml names in vain."""

    layout: Any
    shapes: Mapping[str, Any]
    boxes: Mapping[str, Box] = field(default_factory=dict)
    how: How = "same"
    lacking: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def serve(deck: Any, told: Sequence[LayoutName] = ()) -> dict[str, Served]:
    """Our layouts, and those that only this deck has, by name. Those that nothing serves are not there."""
    layouts = list(deck.slide_layouts)
    size = Box(0, 0, deck.slide_width / 12700, deck.slide_height / 12700)
    found = {name.ours: one for name in told if (one := _told(name, layouts, size))}
    for layout in layouts:
        shapes = {shape.name: shape for shape in layout.placeholders}
        if layout.name not in found and NEEDED.get(layout.name, frozenset()) <= shapes.keys():
            found[layout.name] = Served(layout, shapes)
    for ours in (*NEEDED, *WELCOME):
        if ours not in found and (best := _best(ours, layouts, size)):
            found[ours] = best
    return found


def problems(path: Path, served: Mapping[str, Served], told: Sequence[LayoutName] = (), known: Sequence[str] = ()) -> Iterator[Diagnostic]:
    """What a reference deck lacks, all at once: E666 for layouts without a placeholder, E669 for names in theme.yaml that it has not."""
    for name in told:
        unknown = served[name.ours].unknown if name.ours in served else ()
        for wrong in (name.theirs,) if name.theirs not in known else unknown:
            yield problem("E669", file=path.name, layout=name.ours, wrong=wrong, known=", ".join(known))
    for layout, needed in NEEDED.items():
        lacking = served[layout].lacking if layout in served else tuple(sorted(needed))
        if lacking and not (layout in served and served[layout].unknown):
            yield problem("E666", file=path.name, layout=layout, missing=", ".join(lacking))


def _told(name: LayoutName, layouts: Sequence[Any], size: Box) -> Served | None:
    """A layout as theme.yaml maps it; slots that it does not mention are found. Two slots in one placeholder share it."""
    layout = next((one for one in layouts if one.name == name.theirs), None)
    if layout is None:
        return None
    shapes = {shape.name: shape for shape in layout.placeholders}
    given = {ours: shapes[theirs] for ours, theirs in name.slots if theirs in shapes}
    if not name.slots:
        found = _filled(name.ours, layout, size)
        return _with(found, "told") if found else None
    kinds = {place.shape.name: place for place in places(layout)}
    slots: dict[str, Place] = {ours: kinds[shape.name] for ours, shape in given.items()}
    for ours, place in _common(layout).items():
        slots.setdefault(ours, place)
    shared = [(one, two) for one, two in [SIDES.get(name.ours, ("", ""))] if one in slots and two in slots and slots[one] == slots[two]]
    boxes = _shared(slots, *shared[0]) if shared else {}
    unknown = tuple(theirs for _, theirs in name.slots if theirs not in shapes)
    lacking = tuple(sorted(NEEDED.get(name.ours, frozenset()) - slots.keys() - boxes.keys()))
    return _served(layout, slots, boxes, size, name.ours, "told", lacking, unknown)


def _with(served: Served, how: How) -> Served:
    return Served(served.layout, served.shapes, served.boxes, how, served.lacking, served.unknown)


def _best(ours: str, layouts: Sequence[Any], size: Box) -> Served | None:
    """The layout that serves ours best, or None."""
    scored = [(_score(ours, layout, found), found) for layout in layouts if (found := _filled(ours, layout, size))]
    if ours in WELCOME:
        scored = [(score, found) for score, found in scored if _called(ours, found.layout)]
    if not scored:
        return None
    best = max(scored, key=lambda pair: pair[0])[1]  # the first of equals
    how: How = "name" if _called(ours, best.layout) else "kind" if best.layout._element.get("type") in TYPES.get(ours, ()) else "place"
    return _with(best, how)


def _called(ours: str, layout: Any) -> bool:
    name = layout.name.casefold()
    return any(part in name for part in (ours, *NAMED.get(ours, ())))


def _score(ours: str, layout: Any, found: Served) -> float:
    """How well a layout serves: by its name and type, by placeholders of the right kind, and by how few of them stay empty."""
    score = 50.0 * _called(ours, layout) + 30.0 * (layout._element.get("type") in TYPES.get(ours, ()))
    others = [other for other in (*NEEDED, *WELCOME) if other != ours and _called(other, layout)]
    score -= 15.0 * bool(others and not _called(ours, layout))
    content = [place for place in places(layout) if place.content]
    used = {shape.name for shape in found.shapes.values()}
    score -= 6.0 * sum(place.shape.name not in used for place in content)
    for slot, kinds in HOLDS.items():
        kind = next((place.kind for place in content if found.shapes.get(slot) is place.shape), None)
        score += 15.0 if kind == kinds[0] else -10.0 if slot in found.shapes and kind not in kinds else 0.0
    sides = SIDES.get(ours, ())
    score -= 20.0 * any(side not in found.shapes for side in sides)  # two slots in one placeholder
    area = max((place.box.width * place.box.height for place in content), default=0.0)
    return score + (0.0 if ours in UNDER_NO_TITLE else area / 20_000)


def _filled(ours: str, layout: Any, size: Box) -> Served | None:
    """Our slots on one of their layouts, by the types and places of its placeholders; None when it cannot serve."""
    slots = _common(layout)
    content = sorted((place for place in places(layout) if place.content), key=lambda place: -place.box.width * place.box.height)
    if "title" not in slots:
        return None
    boxes: dict[str, Box] = {}
    match ours:
        case name if name in UNDER_NO_TITLE:
            said = next((place for place in places(layout) if place.kind == "subTitle"), None)
            said = said or next((place for place in content if place.kind in WORDS), None)
            if said:
                slots["subtitle" if ours == "cover" else "body"] = said
        case "two-columns" | "picture" | "chart":
            first, second = SIDES[ours]
            both = pair(content, HOLDS.get(first, WORDS), HOLDS.get(second, WORDS))
            if both is None and not content:
                return None
            slots[first], slots[second] = both or (content[0], content[0])
            boxes = {} if both else _shared(slots, first, second)
        case _:
            slot = "table" if ours == "table" else "body"
            suited = [place for kind in HOLDS.get(slot, WORDS) for place in content if place.kind == kind] if slot == "table" else []
            suited = suited or [place for place in content if place.kind in WORDS]
            if not suited:
                return None
            slots[slot] = suited[0]
    if ours not in UNDER_NO_TITLE and any(place.content and place.box.y < slots["title"].box.bottom - SLACK_PT for place in slots.values()):
        return None  # a title beside or below its content: what is measured from the top down would lie upon it
    return _served(layout, slots, boxes, size, ours, "place")


def _common(layout: Any) -> dict[str, Place]:
    """What every slide has: its title, footer and number."""
    kinds = {"title": "title", "ctrTitle": "title", "ftr": "footer", "sldNum": "slide number"}
    return {kinds[place.kind]: place for place in reversed(places(layout)) if place.kind in kinds}


def _shared(slots: dict[str, Place], first: str, second: str) -> dict[str, Box]:
    """A placeholder cut in two: a chart takes the larger half and the placeholder, words the rest."""
    halves = split(slots[first].box, 0.62 if first == "chart" else 0.5)
    holder = second if second == "picture" else first
    del slots[second if holder == first else first]
    return dict(zip((first, second), halves, strict=True))


def _served(
    layout: Any,
    slots: Mapping[str, Place],
    boxes: Mapping[str, Box],
    size: Box,
    ours: str,
    how: How,
    lacking: tuple[str, ...] = (),
    unknown: tuple[str, ...] = (),
) -> Served:
    """What a layout serves, room for a source line made at the foot of its body."""
    made = {name: place.box for name, place in slots.items()} | dict(boxes)
    own = dict(boxes)
    if ours not in UNDER_NO_TITLE and "source" not in slots and "title" in slots:
        filled = {name: box for name, box in made.items() if name not in ("title", "footer", "slide number")}
        lowest = max((box.bottom for box in filled.values()), default=size.bottom)
        foot = min((made[name].y for name in ("footer", "slide number") if name in made), default=size.bottom - CARVED_PT)
        own["source"] = source_place(made["title"], lowest, foot)
        own |= {name: carved(box, own["source"].y) for name, box in filled.items() if box.bottom > own["source"].y}
    return Served(layout, {name: place.shape for name, place in slots.items()}, own, how, lacking, unknown)
