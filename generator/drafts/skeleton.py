"""The values of a new paper: what is known, and a placeholder in every place that must be filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Position
from generator.frozen import dataclass
from generator.kinds import Kind
from generator.placeholders import WORDS
from generator.schema.conditions import required
from generator.shapes import Shape
from generator.values import Node

CHINESE = re.compile("[\u3400-\u9fff]")
_LISTS = {"brand": ("brands",), "product": ("products",), "rival": ("brands", "competitors")}
"""The lists of a client's profile in which a reference is looked up."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a new paper of `kind` is made with: its language, the inputs that are there, the working folder's defaults."""

    kind: Kind
    language: str
    inputs: Mapping[str, Node]
    defaults: Mapping[str, Any]

    def filled(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the whole paper: those given and a placeholder for everything else that is needed and drawn from nowhere."""
        named = {name: value for name, value in self.defaults.items() if name in self.kind.shape.names and name != "theme"}
        owed = [name for name in self.kind.schema.get("x-drawn", ()) if self.origin(self.kind.shape.member(name)) is None]
        return self._object(self.kind.shape, {**named, **given}, owed)

    def placeholder(self, name: str, shape: Shape) -> Any:
        """What stands in a place that nobody has filled in: its default, the only choice there is, or a placeholder."""
        node = shape.node
        choices = node.get("enum", ())
        known = [self.defaults.get(name), node.get("default"), *(choices if len(choices) == 1 else ())]
        for one in known:
            if one is not None and (not choices or one in choices):
                return one
        if shape.is_text and not shape.is_same:
            return {"zh": WORDS["zh"], "en": WORDS["en"]} if self.language == "bilingual" else self.word
        if "properties" in node and node.get("type") == "object":
            return self._object(shape, {})
        if node.get("type") == "array":
            return [self._new_item(name, index, shape.items) for index in range(max(1, int(node.get("minItems", 1))))]
        only = self.known_ids(shape)
        return only[0] if len(only) == 1 and shape.node.get("x-ref") in _LISTS else self.word

    @property
    def word(self) -> str:
        """The placeholder of the paper's language."""
        return WORDS["zh" if self.language == "zh-CN" else "en"]

    def known_ids(self, shape: Shape) -> list[str]:
        """The ids that a reference may name, as far as the profiles say."""
        kind = shape.node.get("x-ref")
        client, agency = self.inputs.get("client"), self.inputs.get("agency")
        if kind in _LISTS and client is not None:
            return [str(one["id"]) for name in _LISTS[kind] for one in client.get(name) or () if "id" in one]
        if kind == "person":
            sides = (("agency", agency and agency.get("people")), ("client", client and client.get("contacts")))
            return [f"{side}/{one['id']}" for side, people in sides for one in people or () if "id" in one]
        return []

    def origin(self, shape: Shape | None) -> Position | None:
        """Where the value of a field that may be left out is written, or None when it is not there to be drawn."""
        first, *rest = (shape.drawn_from if shape else "").split(".")
        value: Any = self.inputs.get(first)
        place = None
        for step in rest:
            if not isinstance(value, Node) or value.get(step) is None:
                return None
            place, value = value.source.position(value.child(step)), value[step]
        return place

    def _new_item(self, name: str, index: int, shape: Shape) -> Any:
        """An item of a list, numbered by the list's first letter where items have numbers: D1, or d1 where only small letters may be. An
        item that is nothing but its id is to be filled in."""
        if "properties" not in shape.node:
            return self.placeholder(name, shape)
        number, pattern = f"{name[:1].upper()}{index + 1}", shape.member("id")
        if pattern is not None and not re.search(str(pattern.node.get("pattern", "")), number):
            number = number.lower()
        needed = required(shape.node, shape.root, {})
        return self._object(shape, {"id": number} if "id" in needed and len(needed) > 1 else {})

    def _object(self, shape: Shape, given: Mapping[str, Any], owed: list[str] | None = None) -> dict[str, Any]:
        """An object with everything in it that it needs, in the schema's order."""
        values = {name: self._completed(name, value, shape.member(name)) for name, value in given.items()}
        while missing := [name for name in (*required(shape.node, shape.root, values), *(owed or ())) if name not in values]:
            for name in missing:
                member = shape.member(name)
                values[name] = self.word if member is None else self.placeholder(name, member)
        order = {name: index for index, name in enumerate(shape.names)}
        return dict(sorted(values.items(), key=lambda entry: order.get(entry[0], len(order))))

    def _completed(self, name: str, value: Any, shape: Shape | None) -> Any:
        """A given value with placeholders for what it lacks."""
        if shape is None:
            return value
        if shape.is_text:
            return self._in_languages(value, shape)
        if isinstance(value, Mapping):
            return self._object(shape, value)
        return [self._completed(name, one, shape.items) for one in value] if isinstance(value, list) else value

    def _in_languages(self, value: Any, shape: Shape) -> Any:
        """A text with a placeholder for each language of the paper that it lacks."""
        wanted = {"zh-CN": ("zh",), "en": ("en",)}.get(self.language, ("zh", "en"))
        if isinstance(value, Mapping) and not set(value.values()) - set(WORDS.values()):
            return {key: WORDS[key] for key in wanted} if len(wanted) > 1 else self.word
        if isinstance(value, str):
            own = "zh" if CHINESE.search(value) else "en"
            if shape.is_same or own in wanted[:1] == wanted or not any(letter.isalpha() for letter in value):
                return value
            value = {own: value}
        lacking = {key: WORDS[key] for key in wanted if key not in value}
        return {key: {**value, **lacking}[key] for key in ("zh", "en") if key in value or key in lacking}
