"""Values as they print: text in the paper's languages, closed lists by name, persons and the client by their profile.

A `Scope` is what one rendering works with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from jinja2 import Undefined

from generator import wording
from generator.document import Lines
from generator.frozen import dataclass
from generator.kinds import Kind
from generator.shapes import Shape
from generator.template.errors import AbsentPrinted, LanguageMissing, Unprintable
from generator.values import Node
from generator.wording import Choice, Languages, Words


@dataclass(frozen=True, slots=True)
class Scope:
    """What one rendering works with: its kind, its languages, the filtered names and people."""

    kind: Kind
    languages: Languages
    names: Mapping[str, Node | None]
    people: Mapping[str, Node] = field(default_factory=dict)

    @property
    def second_lang(self) -> str:
        """The BCP 47 tag of the second language, or ""."""
        return self.languages.tags[1] if self.languages.second else ""

    def words(self, text: Any, node: Node | None = None, name: str = "") -> Words:
        """A text in the paper's languages. Raises LanguageMissing when it lacks one."""
        lines = self.languages.lines(text)
        if lines is None:
            raise LanguageMissing(node, name)
        return Words(lines, self.second_lang, node.child(name) if node else "")

    def label(self, path: str, node: Node | None = None) -> Words:
        """The name of a field, "actions.owner", from the schema of `node` (the paper when omitted). Raises KeyError when unknown."""
        shape: Shape = node.shape if node is not None else self.kind.shape
        for step in path.split("."):
            shape = shape.items if "items" in shape.node else shape
            found = shape.member(step)
            if found is None:
                raise KeyError(path)
            shape = found
        return self.words(shape.label or path)

    def phrase(self, key: str) -> Words:
        """A fixed phrase of the kind. Raises KeyError when it has none of that name."""
        return self.words(self.kind.phrases[key])


class Absent(Undefined):
    """A known property that is not there: false, empty, and an error when printed."""

    def __init__(self, node: Node, name: str) -> None:
        super().__init__(name=name)
        self._node, self._name = node, name

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Absent)

    def __hash__(self) -> int:
        return hash(None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def _fail(self, *_: object) -> Any:
        raise AbsentPrinted(self._node, self._name)

    __str__ = __html__ = __getitem__ = __call__ = _fail


def dressed(scope: Scope, node: Node, name: str, value: Any) -> Any:
    """A value of `node` as it prints: `Words`, `Choice`, the node of a person or client, a list of them, or the value itself."""
    shape = node.shape.member(name) or Shape.of(node.shape.root, {})
    return value if shape.is_plain and isinstance(value, str) else _dressed(scope, node, name, value, shape)


def _dressed(scope: Scope, node: Node, name: str, value: Any, shape: Shape) -> Any:
    match value:
        case None:
            return Absent(node, name)
        case Node() | Absent():
            return value
        case list() if shape.items.is_record:
            return value
        case list():
            return [_dressed(scope, node, name, item, shape.items) for item in value]
        case str() if value in shape.choices:
            return Choice.worded(value, scope.words(shape.choices[value], node, name))
        case str() if shape.reference == "person" and value in scope.people:
            return scope.people[value]
        case str() if shape.reference in CLIENT_LISTS and (found := _of_client(scope, shape.reference, value)) is not None:
            return found
    return scope.words(value, node, name) if shape.is_text else value


CLIENT_LISTS: Mapping[str, tuple[str, ...]] = {
    "client": (),
    "brand": ("brands",),
    "product": ("products",),
    "rival": ("brands", "competitors"),
}
"""Where the client's profile spells what a reference names: itself, or the item of its lists with that id."""


def _of_client(scope: Scope, reference: str, value: str) -> Node | None:
    """The profile, or its brand, product or competitor of an id; None when there is none."""
    client = scope.names.get("client")
    if client is None or reference == "client":
        return client
    return next((item for name in CLIENT_LISTS[reference] for item in client.get(name) or () if item.get("id") == value), None)


def lines_of(scope: Scope, value: Any) -> Lines:
    """A value that a template would print, as lines of plain text; a date in words. Raises Unprintable."""
    match value:
        case Words():
            return value.led
        case Choice():
            return value.words.lines
        case Node():
            name = next((name for name in ("short_name", "name") if name in value), None)
            return lines_of(scope, dressed(scope, value, name, value[name])) if name else Lines("")
        case list():
            return wording.joined([lines_of(scope, item) for item in value], scope.languages)
        case str():
            return Lines(value)
    worded = wording.scalar(value)
    if worded is None:
        raise Unprintable(value)
    return Lines(worded)
