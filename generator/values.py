"""Checked values that know their place.

After the schema has been checked, every mapping of a paper is a `Node`: a dict that knows its shape, its JSON pointer and the file it
was written in. Expressions and templates look names up in it: a key that is there; a property that the schema knows but the paper omits;
or a name that nobody knows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.diagnostics import Position
from generator.shapes import Shape
from generator.source import Source

Scalar = str | int | Decimal | bool | datetime.date | datetime.time | datetime.datetime | None


class Node(dict[str, Any]):
    """A mapping of a paper. `pointer` is its JSON pointer in `source`; `address` the same with list items named by their id
    (`/actions/A3`); `withheld` are properties that the audience filter took out; `origins` says where a property that was drawn from
    another paper is written, as (file, pointer)."""

    __slots__ = ("address", "origins", "pointer", "shape", "source", "withheld")

    def __init__(
        self,
        value: dict[str, Any],
        shape: Shape,
        source: Source,
        pointer: str = "",
        address: str = "",
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(value)
        self.shape = shape
        self.source = source
        self.pointer = pointer
        self.address = address
        self.withheld = withheld
        self.origins: Mapping[str, tuple[Source, str]] = {}

    def place(self, name: str = "") -> tuple[Position, str]:
        """Where a property, or the mapping itself, is written: its position and its JSON pointer there."""
        source, pointer = self.origins.get(name) or (self.source, self.child(name) if name else self.pointer)
        return source.position(pointer), pointer

    def child(self, name: str) -> str:
        """The JSON pointer of a property."""
        return f"{self.pointer}/{escaped(name)}"

    def pointer_of(self, address: str) -> str:
        """The JSON pointer, in the file, of what an address below this node names; of its nearest ancestor that is there."""
        value: Any = self
        pointer = self.pointer
        for step in address.removeprefix(self.address).split("/")[1:]:
            found = next((child for child in _children(value) if child[0] == step), None)
            if found is None:
                break
            _, own, value = found
            pointer = f"{pointer}/{own}"
        return pointer

    def like(self, value: dict[str, Any], withheld: Iterable[str] = ()) -> Node:
        """A node of the same place with other values."""
        without = self.withheld.union(withheld) if withheld else self.withheld
        alike = Node(value, self.shape, self.source, self.pointer, self.address, without)
        alike.origins = self.origins
        return alike


def escaped(name: str) -> str:
    """A name as a step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def plant(value: Any, shape: Shape, source: Source, pointer: str = "", address: str = "") -> Any:
    """`value` with every mapping turned into a Node. Text by language stays a plain dict {zh, en}."""
    if isinstance(value, Node):
        return value  # of a place of its own already
    if isinstance(value, dict) and not shape.is_text:
        steps = {key: f"/{escaped(key)}" for key in value}
        members = {key: shape.member(key) or Shape.of(shape.root, {}) for key in value}
        planted = {key: plant(item, members[key], source, pointer + steps[key], address + steps[key]) for key, item in value.items()}
        return Node(planted, shape, source, pointer, address)
    if isinstance(value, list):
        items = shape.items
        return [plant(item, items, source, f"{pointer}/{index}", f"{address}/{_name(item, index)}") for index, item in enumerate(value)]
    return value


def _name(item: Any, index: int) -> str:
    """A list item's step in an address: its id, or its index."""
    return escaped(str(item["id"])) if isinstance(item, dict) and "id" in item else str(index)


def _children(value: Any) -> Iterator[tuple[str, str, Any]]:
    """What a mapping or a list holds, as (step of an address, step of a pointer, value)."""
    if isinstance(value, dict):
        yield from ((escaped(key), escaped(key), item) for key, item in value.items())
    elif isinstance(value, list):
        yield from ((_name(item, index), str(index), item) for index, item in enumerate(value))


def walk(value: Any, shape: Shape, pointer: str = "") -> Iterator[tuple[str, Any, Shape]]:
    """Every leaf below `value` as (pointer, leaf, shape); text by language is one leaf."""
    if isinstance(value, dict) and not shape.is_text:
        for key, item in value.items():
            yield from walk(item, shape.member(key) or Shape.of(shape.root, {}), f"{pointer}/{escaped(key)}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, shape.items, f"{pointer}/{index}")
    else:
        yield pointer, value, shape


def texts(value: Any, shape: Shape, pointer: str = "") -> Iterator[tuple[str, Any, Shape]]:
    """The leaves below `value` that are text by language; the rows of a table, which hold none, are not even looked at."""
    if shape.is_text:
        yield pointer, value, shape
    elif isinstance(value, dict):
        for key, item in value.items():
            if member := shape.member(key):
                yield from texts(item, member, f"{pointer}/{escaped(key)}")
    elif isinstance(value, list) and not shape.items.is_record:
        for index, item in enumerate(value):
            yield from texts(item, shape.items, f"{pointer}/{index}")
