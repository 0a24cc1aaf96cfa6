"""A kind's schema as shapes: what each value is, is called, and who may see it.

A `Shape` is one place of a bundled JSON Schema (2020-12), `$ref` resolved. Stages walk values and shapes together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from generator.frozen import dataclass

if TYPE_CHECKING:
    from generator.document import Audience

AUDIENCES: tuple[Audience, ...] = ("client", "internal", "private")
"""From the widest to the narrowest."""

Reference = Literal["person", "client", "paper", ""]


_SCALARS = frozenset({"string", "number", "integer", "boolean", "null"})


@dataclass(frozen=True)
class Shape:
    """One place of a schema. `root` holds `$defs`; `node` is the place's own keywords with those of its `$ref` below them.

    The shapes below a place, and what is worked out of one, are made once and kept: a table asks for the same ones in every row.
    """

    root: Mapping[str, Any]
    node: Mapping[str, Any]
    _members: dict[str, Shape] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, root: Mapping[str, Any], node: Mapping[str, Any] | None = None) -> Shape:
        """The shape of a schema, or of one of its places."""
        return cls(root, _resolved(root, root if node is None else node))

    def member(self, name: str) -> Shape | None:
        """The shape of a property, or None when the schema does not know it."""
        found = self._members.get(name)
        if found is None and (node := self.node.get("properties", {}).get(name)) is not None:
            found = self._members[name] = Shape.of(self.root, node)
        return found

    def properties(self) -> Iterator[tuple[str, Shape]]:
        """Names and shapes in the printed order."""
        for name in self.names:
            shape = self.member(name)
            assert shape is not None  # the schema knows its own names
            yield name, shape

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The properties that the schema knows."""
        return tuple(self.node.get("properties", {}))

    def knows(self, names: Set[str]) -> bool:
        """Whether all of these are its properties."""
        return bool(names <= self.node.get("properties", {}).keys())

    @cached_property
    def items(self) -> Shape:
        """The shape of a list's items (an empty one when the schema says nothing)."""
        return Shape.of(self.root, self.node.get("items", {}))

    @cached_property
    def is_record(self) -> bool:
        """Whether the value is a mapping of scalars alone, like the row of a table: nothing in it is text by language or has an audience of
        its own."""
        return bool(self.names) and "audience" not in self.names and all(shape.is_scalar for _, shape in self.properties())

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """The properties whose strings print as they are."""
        return frozenset(name for name, shape in self.properties() if shape.is_plain)

    @property
    def is_scalar(self) -> bool:
        """Whether the value can be nothing but a scalar that everybody sees who sees what it stands in."""
        types = self.node.get("type")
        known = {types} if isinstance(types, str) else set(types or ("object",))
        return known <= _SCALARS and not self.is_text and "x-audience" not in self.node and "x-notes" not in self.node

    @property
    def is_text(self) -> bool:
        """Whether the value is text by language ({zh, en}, or one string)."""
        return bool(self.node.get("x-text"))

    @property
    def is_plain(self) -> bool:
        """Whether a string of this place prints as it is: it is no text by language, no choice and no reference."""
        return not ("x-text" in self.node or "x-enum" in self.node or "x-ref" in self.node)

    @property
    def is_same(self) -> bool:
        """Whether one string serves both languages (names, codes)."""
        return bool(self.node.get("x-same"))

    @property
    def is_prose(self) -> bool:
        """Whether the text is Markdown."""
        return self.format == "markdown" or self.node.get("then", {}).get("properties", {}).get("zh", {}).get("format") == "markdown"

    @property
    def prints(self) -> bool:
        """Whether the value is content (False: an instruction to the tool)."""
        return bool(self.node.get("x-print", True))

    @property
    def format(self) -> str:
        """The `format` keyword."""
        return str(self.node.get("format", ""))

    @property
    def reference(self) -> Reference:
        """What a string id names: `x-ref`."""
        reference: Reference = self.node.get("x-ref", "")
        return reference

    @property
    def must_exist(self) -> bool:
        """Whether a paper that is named must be found: `x-must-exist`."""
        return bool(self.node.get("x-must-exist"))

    @property
    def drawn_from(self) -> str:
        """Where the value comes from when omitted ("strategy.proposition"): `x-from`."""
        return str(self.node.get("x-from", ""))

    @property
    def rows_from(self) -> str:
        """The property that names the file in which this list may stand: `x-rows`."""
        return str(self.node.get("x-rows", ""))

    @property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """The names of an enumeration's values by language: `x-enum`."""
        choices: Mapping[str, Mapping[str, str]] = self.node.get("x-enum", {})
        return choices

    @property
    def label(self) -> Mapping[str, str]:
        """The name of the field by language: `x-label`."""
        label: Mapping[str, str] = self.node.get("x-label", {})
        return label

    def audience(self, inherited: Audience) -> Audience:
        """Who may see the value: its own mark, which may only narrow what is inherited."""
        own = self.node.get("x-audience")
        return inherited if own is None else narrowest(inherited, own)


def narrowest(first: Audience, second: Audience) -> Audience:
    """The narrower of two audiences."""
    return first if AUDIENCES.index(first) >= AUDIENCES.index(second) else second


def _resolved(root: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """`node` with the keywords of its local `$ref` (and theirs) below its own."""
    seen = 0
    while "$ref" in node and seen < 32:
        seen += 1
        target: Any = root
        for step in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node
