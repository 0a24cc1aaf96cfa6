"""A kind's schema as shapes: what each value is, is called, and who may see it.

A `Shape` is one place of a bundled JSON Schema (2020-12), `$ref` resolved. Stages walk values and shapes together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from generator.document import Audience

AUDIENCES: tuple[Audience, ...] = ("client", "internal", "private")
"""From the widest to the narrowest."""

Reference = Literal["person", "client", "paper", ""]


@dataclass(frozen=True, slots=True)
class Shape:
    """One place of a schema. `root` holds `$defs`; `node` is the place's own keywords with those of its `$ref` below them.

    The shapes below a place are made once and kept (`_below`; the items under None): a table asks for the same ones in every row.
    """

    root: Mapping[str, Any]
    node: Mapping[str, Any]
    _below: dict[str | None, Shape] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, root: Mapping[str, Any], node: Mapping[str, Any] | None = None) -> Shape:
        """The shape of a schema, or of one of its places."""
        return cls(root, _resolved(root, root if node is None else node))

    def member(self, name: str) -> Shape | None:
        """The shape of a property, or None when the schema does not know it."""
        if name not in self._below:
            node = self.node.get("properties", {}).get(name)
            if node is None:
                return None
            self._below[name] = Shape.of(self.root, node)
        return self._below[name]

    def properties(self) -> Iterator[tuple[str, Shape]]:
        """Names and shapes in the printed order."""
        for name in self.names:
            shape = self.member(name)
            assert shape is not None  # the schema knows its own names
            yield name, shape

    @property
    def names(self) -> tuple[str, ...]:
        """The properties that the schema knows."""
        return tuple(self.node.get("properties", {}))

    @property
    def items(self) -> Shape:
        """The shape of a list's items (an empty one when the schema says nothing)."""
        if None not in self._below:
            self._below[None] = Shape.of(self.root, self.node.get("items", {}))
        return self._below[None]

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
