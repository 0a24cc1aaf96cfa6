"""What a reader may see: withheld values are taken out before any template runs, whatever the status.

Audiences from the widest to the narrowest: client (suppliers count as clients), internal, private. Marks are inherited and may only
narrow; an unmarked property of a schema's root means internal. A list item may carry its own `audience`.
"""

from __future__ import annotations

from typing import Any

from generator.document import Audience
from generator.shapes import AUDIENCES, Shape, narrowest
from generator.values import Node


def filtered(node: Node, audience: Audience, *, notes: bool = False) -> Node:
    """`node` as `audience` may see it, a new tree; `notes` also lets speaker notes (`x-notes`) pass.

    Below the root of a file (the agency of a working folder, a person) nothing narrows but the node's own marks. A cited paper within
    `node` is the root of its own file.
    """
    return _node(node, audience, "client", notes, root=not node.pointer)


def _node(node: Node, reader: Audience, inherited: Audience, notes: bool, *, root: bool = False) -> Node:
    seen: dict[str, Any] = {}
    withheld = []
    for name, value in node.items():
        shape = node.shape.member(name) or Shape.of(node.shape.root, {})
        mark = _mark(shape, inherited, root)
        if _may_see(reader, mark) or (notes and shape.node.get("x-notes")):
            seen[name] = _value(value, reader, mark, notes)
        else:
            withheld.append(name)
    return node.like(seen, withheld)


def _mark(shape: Shape, inherited: Audience, root: bool) -> Audience:
    """The audience of a property: its own mark under the root (internal without one), below that the narrower of both."""
    if root:
        mark: Audience = shape.node.get("x-audience", "internal")
        return mark
    return shape.audience(inherited)


def _value(value: Any, reader: Audience, mark: Audience, notes: bool) -> Any:
    if isinstance(value, Node):
        return _node(value, reader, mark, notes, root=not value.pointer)
    if isinstance(value, list):
        seen = _may_see(reader, mark)
        if seen and all(_is_row(item) for item in value):
            return [item.like(item) for item in value]
        marks = ((item, _item_mark(item, mark)) for item in value)
        return [_value(item, reader, mark, notes) for item, own in marks if (seen if own == mark else _may_see(reader, own))]
    return value


def _is_row(item: Any) -> bool:
    """Whether an item is the row of a table, seen by whoever sees its list."""
    return type(item) is Node and item.shape.is_record and bool(item.pointer) and item.shape.knows(item.keys())


def _item_mark(item: Any, mark: Audience) -> Audience:
    """The audience of a list item: its own `audience` may narrow its list's."""
    own = item.get("audience") if isinstance(item, Node) else None
    return narrowest(mark, own) if own in AUDIENCES else mark


def _may_see(reader: Audience, mark: Audience) -> bool:
    return AUDIENCES.index(mark) <= AUDIENCES.index(reader)
