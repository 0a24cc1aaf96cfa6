"""What a new paper takes over from another: `from:` in its kind.yaml, by the kind of the other.

    from:
      meeting_agenda:
        agenda: id                                # a field: the path of a value in the other paper
        type: {value: meeting}                    # a value as it stands
        items: {each: items, set: {id: id, title: topic}}                     # one item for each, its fields set
        previous_actions: {each: actions, when: "it.status == 'open'"}        # whole items, where the expression is true
        matters_arising: {each: actions, change: {status: {as: "'TODO' if it.status == 'open' else it.status"}}}  # but for some members
        slides: [{layout: statement, statement: {from: insight}}]             # a list as it stands, some of it from the other paper

A value that only the agency may see never lands in a field that a client reads, and an item marked internal keeps its mark or is left
out; what the field's schema does not know is left out too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import papers, references
from generator.diagnostics import GeneratorError, problem
from generator.document import Audience
from generator.expressions import evaluate
from generator.kinds import Kind
from generator.papers import Paper
from generator.shapes import AUDIENCES, Shape, narrowest
from generator.values import Node

Carried = tuple[Any, Audience]
"""A value of the other paper and who may see it there."""


def read(path: Path, kind: Kind) -> Paper:
    """The paper that a new one is made from, what it draws from its own inputs filled in. Raises GeneratorError with its problems, and
    E725 when the new kind takes nothing over from its kind."""
    place = references.workspace(path)
    paper = papers.read(path, place.kind_roots)
    if paper.kind.name not in kind.takes:
        known = ", ".join(kind.takes) or "–"
        raise GeneratorError([problem("E725", paper.source.position("/kind"), kind=kind.name, other=paper.kind.name, known=known)])
    references.resolve(paper, place)
    return paper


def over(kind: Kind, origin: Paper) -> dict[str, Any]:
    """The fields that a new paper takes over, by name."""
    found: dict[str, Any] = {}
    for name, way in kind.takes[origin.kind.name].items():
        shape = kind.shape.member(name)
        value = None if shape is None else _brought(way, origin, shape, shape.audience("client"))
        if value not in (None, [], {}):
            found[name] = value
    return found


def _brought(way: Any, origin: Paper, shape: Shape, reader: Audience) -> Any:
    """The value that one way of taking over gives for a field."""
    if isinstance(way, str):
        return _kept(_followed(way, origin.value, "client"), shape, reader)
    if isinstance(way, list):
        return [_composed(one, origin, shape.items, reader) for one in way]
    if "from" in way:
        return _brought(way["from"], origin, shape, reader)
    if "value" in way:
        return way["value"]
    items, mark = _followed(way["each"], origin.value, "client")
    return [one for one in (_item(way, origin, item, mark, shape.items, reader) for item in items or ()) if one is not None]


def _composed(item: Mapping[str, Any], origin: Paper, shape: Shape, reader: Audience) -> dict[str, Any]:
    """An item as it stands, with the members that are to come from the other paper; what is not there is left for a placeholder."""
    made = {}
    for name, inner in item.items():
        member = shape.member(name)
        comes = isinstance(inner, Mapping) and ("from" in inner or "each" in inner)
        made[name] = _brought(inner, origin, member, member.audience(reader)) if comes and member is not None else inner
    return {name: value for name, value in made.items() if value not in (None, [])}


def _item(way: Mapping[str, Any], origin: Paper, item: Any, mark: Audience, shape: Shape, reader: Audience) -> Any:
    """One item, or None when it is not to be taken over."""
    if "when" in way and not evaluate(way["when"], {"paper": origin.value, "it": item}):
        return None
    if not isinstance(item, Node) or "set" not in way:
        kept = _kept((item, mark), shape, reader)
        changes = way.get("change", {}).items() if isinstance(kept, dict) else ()
        return {**kept, **{name: evaluate(how["as"], {"it": item}) for name, how in changes if name in kept}} if changes else kept
    own = _mark_of(item, shape)
    if own is None:
        return None
    if isinstance(way["set"], str):
        return _kept(_followed(way["set"], item, mark), shape, reader)
    inner_reader = own.get("audience", reader)
    members = ((name, shape.member(name), inner) for name, inner in way["set"].items())
    values = {name: _set(inner, item, mark, member, inner_reader) for name, member, inner in members if member is not None}
    return {**{name: value for name, value in values.items() if value is not None}, **own}


def _set(way: Any, item: Node, mark: Audience, member: Shape, reader: Audience) -> Any:
    return way["value"] if isinstance(way, Mapping) else _kept(_followed(way, item, mark), member, member.audience(reader))


def _mark_of(item: Node, shape: Shape) -> dict[str, Audience] | None:
    """An item's own mark for its readers, {} without one; None for a marked item where the new place has no field for the mark."""
    mark = item.get("audience")
    if mark in (None, "client") or "audience" not in item.shape.names:
        return {}
    return {"audience": mark} if "audience" in shape.names else None


def _followed(path: str, node: Node, mark: Audience) -> Carried:
    """The value at a path, and who may see it."""
    value: Any = node
    for step in path.split("."):
        if not isinstance(value, Node):
            return None, mark
        member = value.shape.member(step)
        unmarked: Audience = mark if value.pointer else "internal"  # a property of the paper itself without a mark is internal
        mark = narrowest(mark, member.node.get("x-audience", unmarked) if member else mark)
        value = value.get(step)
    return value, mark


def _kept(carried: Carried, shape: Shape, reader: Audience) -> Any:
    """The part of a value that its new place knows and whose readers may see it; None when nothing is left."""
    value, mark = carried
    if AUDIENCES.index(mark) > AUDIENCES.index(reader):
        return None
    if isinstance(value, Node):
        return dict(_members(value, mark, shape, reader)) or None
    if isinstance(value, list):
        marked = [one for one in value if not isinstance(one, Node) or _mark_of(one, shape.items) is not None]
        return [kept for one in marked if (kept := _kept((one, mark), shape.items, reader)) is not None]
    return value


def _members(node: Node, mark: Audience, shape: Shape, reader: Audience) -> Iterator[tuple[str, Any]]:
    own = (_mark_of(node, shape) or {}).get("audience", reader)
    for name, inner in node.items():
        member, old = shape.member(name), node.shape.member(name)
        if member is not None:
            value = _kept((inner, old.audience(mark) if old else mark), member, member.audience(own))
            if value is not None:
                yield name, value
