"""What the JSON Schema validator found → our own messages, at the exact place, each fault told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Any

import jsonschema_rs

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.hints import hinted, nearest
from generator.schema.subschemas import json_type
from generator.schema.type_hints import type_hint
from generator.schema.typed import Walk
from generator.source import escaped, unescaped

Violation = jsonschema_rs.ValidationError

_TYPES = {
    "string": ("text", "文字"), "number": ("a number", "数字"), "integer": ("a whole number", "整数"),
    "boolean": ("true or false", "true 或 false"),
    "array": ("a list", "列表"), "object": ("a mapping", "映射（键: 值）"), "null": ("nothing", "空"),
}  # fmt: skip
_TEXT_BY_LANGUAGE = ("text, or text by language (zh:, en:)", "文字，或分语言的文字（zh:、en:）")
_ABOUT_KEYS = frozenset({"required", "dependentRequired", "additionalProperties", "unevaluatedProperties", "propertyNames"})
_MOST_KNOWN = 16
_RANK = ("type", "const", "enum", "falseSchema", "not", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Violations:
    """The violations of one paper, put into words. `typed` is the walk that made the instance."""

    walk: Walk

    def told(self, violations: Iterable[Violation]) -> list[Diagnostic]:
        """The messages: of the faults of one value the gravest only, and none for a value whose fault the walk has told."""
        single: dict[str, tuple[int, Diagnostic]] = {}
        several: list[Diagnostic] = []
        doubtful: list[Diagnostic] = []
        for violation in _flat(violations):
            kind = violation.kind.name
            rank = _RANK.index(kind) if kind in _RANK else len(_RANK)
            for diagnostic in self._told(violation):
                if kind == "unevaluatedProperties" and self._is_known(diagnostic.pointer):
                    doubtful.append(diagnostic)
                elif kind in _ABOUT_KEYS:
                    several.append(diagnostic)
                elif diagnostic.pointer not in single or rank < single[diagnostic.pointer][0]:
                    single[diagnostic.pointer] = (rank, diagnostic)
        found = self._without_renamed(several) + [diagnostic for _, diagnostic in single.values()]
        # A part of a schema that fails takes its properties along, so that keys it knows seem unknown: its own fault is the cause.
        return list(dict.fromkeys(found or ([] if self.walk.told else doubtful)))

    def _is_known(self, pointer: str) -> bool:
        parent, _, name = pointer.rpartition("/")
        return unescaped(name) in self.walk.known(parent)

    def _without_renamed(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Without "missing client" where "clinet" stands in the same mapping and is told as unknown."""
        unknown = [diagnostic.pointer for diagnostic in found if diagnostic.code == "E104"]
        meant = {f"{pointer.rpartition('/')[0]}/{escaped(name)}" for pointer in unknown if (name := self._meant_key(pointer))}
        return [diagnostic for diagnostic in found if diagnostic.code != "E101" or diagnostic.pointer not in meant]

    def _told(self, violation: Violation) -> Iterator[Diagnostic]:
        pointer = pointer_of(violation)
        if any(pointer == told or pointer.startswith(f"{told}/") for told in self.walk.told):
            return
        match violation.kind.name:
            case "required" | "dependentRequired":
                yield self._missing(pointer, str(violation.kind.as_dict().get("property", "")))
            case "additionalProperties" | "unevaluatedProperties":
                for name in violation.kind.as_dict()["unexpected"]:
                    yield self._unknown(pointer, name)
            case "propertyNames":
                name = str(violation.kind.as_dict()["error"].instance)
                yield self._at("E120", f"{pointer}/{escaped(name)}", key=True, name=name)
            case "type":
                yield self._wrong_type(pointer, list(violation.kind.as_dict()["types"]), violation.instance)
            case "enum":
                yield self._not_among(pointer, list(violation.kind.as_dict()["options"]), violation.instance)
            case "anyOf" | "oneOf" if types := _types_wanted(violation):
                yield self._wrong_type(pointer, types, violation.instance)
            case "pattern":
                yield self._misspelled(pointer, violation)
            case _:
                yield self._measured(pointer, violation)

    def _at(self, code: str, pointer: str, *, key: bool = False, **words: object) -> Diagnostic:
        source = self.walk.source
        return problem(code, source.key_position(pointer) if key else source.position(pointer), pointer=pointer, **words)

    # ---------------------------------------------------------------------------------------------------------------------- keys

    def _missing(self, pointer: str, name: str) -> Diagnostic:
        """E101 at the key of the mapping that lacks `name`; E102 where the key is there without a value."""
        inner = f"{pointer}/{escaped(name)}"
        if inner in self.walk.source.nodes:
            return self._empty(inner)
        en, zh = self.walk.label(pointer, name)
        return replace(self._at("E101", pointer, key=True, name=name, label_en=en, label_zh=zh), pointer=inner)

    def _empty(self, pointer: str) -> Diagnostic:
        """E102 at the key of an entry without value, E126 at such a list item."""
        node = self.walk.source.nodes.get(pointer)
        if node is not None and node.key_start < 0:
            return self._at("E126", pointer)
        en, zh = self.walk.label(pointer)
        return self._at("E102", pointer, key=True, name=unescaped(pointer.rpartition("/")[2]), label_en=en, label_zh=zh)

    def _unknown(self, pointer: str, name: str) -> Diagnostic:
        found = self._at("E104", f"{pointer}/{escaped(name)}", key=True, name=name)
        known = self.walk.known(pointer)
        colon = next((sign for sign in "：:" if sign in name), "")
        if colon and name.split(colon, maxsplit=1)[0] in known:
            return hinted(found, "move_colon", name=name.split(colon, maxsplit=1)[0])
        if parent := self._parent_meant(pointer, name):
            return hinted(found, "indent_below", name=name, parent=parent)
        if meant := self._meant_key(found.pointer):
            return hinted(found, "did_you_mean", name=meant)
        return hinted(found, "known", names=_listed(known)) if known else found

    def _parent_meant(self, pointer: str, name: str) -> str:
        """The empty entry just above `name`, perhaps with other such keys between, that knows it: `name` was not indented; "" if none."""
        before = list(self._entries(pointer, name))
        for sibling in reversed(before):
            inner = f"{pointer}/{escaped(sibling)}"
            if self.walk.source.raw(inner) == "":
                then = (branch.get("properties", ()) for branch in self.walk.keyword(inner, "then") if isinstance(branch, dict))
                return sibling if name in self.walk.known(inner) or any(name in known for known in then) else ""
        return ""

    def _entries(self, pointer: str, name: str) -> Iterator[str]:
        """The keys of the mapping at `pointer` up to `name`, in the order of the file."""
        inside = (one.rpartition("/") for one in self.walk.source.nodes)
        return takewhile(lambda one: one != name, (unescaped(last) for parent, _, last in inside if parent == pointer and last))

    def _meant_key(self, pointer: str) -> str | None:
        """The known key that the unknown one at `pointer` is a slip or the label of; keys not yet there first."""
        parent, _, token = pointer.rpartition("/")
        name, known = unescaped(token), self.walk.known(parent)
        absent = [other for other in known if f"{parent}/{escaped(other)}" not in self.walk.source.nodes]
        by_label = {word: other for other, label in self.walk.labels(parent).items() for word in label.values()}
        return by_label.get(name.strip()) or nearest(name, absent) or nearest(name, known) or by_label.get(nearest(name, by_label) or "")

    # -------------------------------------------------------------------------------------------------------------------- values

    def _wrong_type(self, pointer: str, expected: list[str], value: Any) -> Diagnostic:
        if "number" in expected and "integer" in expected:
            expected.remove("integer")
        en, zh = " or ".join(_TYPES[name][0] for name in expected), "或".join(_TYPES[name][1] for name in expected)
        if expected == ["string"] and any(
            "zh" in then.get("properties", ()) for then in self.walk.keyword(pointer, "then") if isinstance(then, dict)
        ):
            en, zh = _TEXT_BY_LANGUAGE
        if value is None:
            return self._empty(pointer)
        found_en, found_zh = _described(value)
        found = self._at("E103", pointer, expected_en=en, expected_zh=zh, found_en=found_en, found_zh=found_zh)
        hint = type_hint(expected, value, self.walk.source.raw(pointer), self.walk.known(pointer))
        return hinted(found, hint[0], **hint[1]) if hint else found

    def _not_among(self, pointer: str, options: list[Any], value: Any) -> Diagnostic:
        found = self._at("E105", pointer, value=_short(value))
        words = [str(option) for option in options]
        by_label = {label: name for labels in self.walk.keyword(pointer, "x-enum") for name, by in labels.items() for label in by.values()}
        meant = by_label.get(str(value).strip()) or nearest(str(value), words) if isinstance(value, str) else None
        hint = "did_you_mean_among" if meant else "known"
        return hinted(found, hint, name=meant, names=_listed(words))

    def _misspelled(self, pointer: str, violation: Violation) -> Diagnostic:
        found = self._at("E111", pointer, value=_short(violation.instance), pattern=violation.kind.as_dict()["pattern"])
        help = next(self.walk.keyword(pointer, "x-pattern-help"), None)
        return hinted(found, "help", en=help.get("en", ""), zh=help.get("zh", "")) if isinstance(help, Mapping) else found

    def _measured(self, pointer: str, violation: Violation) -> Diagnostic:
        """Lengths, counts, limits and what is left."""
        kind, value = violation.kind.name, violation.instance
        detail = violation.kind.as_dict()
        limit: Any = detail.get("limit", detail.get("multiple_of"))
        length = len(value) if isinstance(value, str | list | dict) else 0
        if kind == "minLength" and not str(value).strip():
            return hinted(self._empty(pointer), "fill_or_delete")
        words: dict[str, Any] = {"limit": limit, "length": length, "value": _short(value)}
        if kind in _MEASURES:
            excess = length - limit if kind == "maxLength" else 0
            return self._at(_MEASURES[kind], pointer, key=kind.endswith("Properties"), excess=excess, **words)
        if kind in _LIMITS:
            code, en, zh = _LIMITS[kind]
            return self._at(code, pointer, relation_en=en, relation_zh=zh, **words)
        if kind == "const":
            return self._at("E106", pointer, expected=_short(detail["expected_value"]), value=_short(value))
        return self._at(_OTHERS.get(kind, "E123"), pointer, key=True, what=violation.message)


_MEASURES = {
    "minLength": "E107", "maxLength": "E108", "minItems": "E109", "maxItems": "E125", "minProperties": "E117", "maxProperties": "E122",
    "multipleOf": "E114", "uniqueItems": "E115",
}  # fmt: skip
_LIMITS = {
    "minimum": ("E112", "at least", "不小于"), "exclusiveMinimum": ("E112", "more than", "大于"),
    "maximum": ("E113", "at most", "不大于"), "exclusiveMaximum": ("E113", "less than", "小于"),
}  # fmt: skip
_OTHERS = {"falseSchema": "E116", "not": "E116", "anyOf": "E118", "oneOf": "E119", "contains": "E121"}


def _types_wanted(violation: Violation) -> list[str]:
    """The types of the forms of an anyOf, when the value has none of them."""
    branches = violation.kind.as_dict()["context"]
    here = len(violation.instance_path)
    types = [[v.kind.as_dict()["types"] for v in branch if v.kind.name == "type" and len(v.instance_path) == here] for branch in branches]
    return list(dict.fromkeys(name for branch in types for names in branch for name in names)) if all(types) else []


def pointer_of(violation: Violation) -> str:
    """The JSON pointer of the value that a violation is about."""
    return "".join(f"/{escaped(str(token))}" for token in violation.instance_path)


def _flat(violations: Iterable[Violation]) -> Iterator[Violation]:
    """The violations, those of anyOf and oneOf replaced by what keeps the value from the form that was probably meant."""
    for violation in violations:
        branches = violation.kind.as_dict().get("context")
        if violation.kind.name not in ("anyOf", "oneOf") or not isinstance(branches, list) or not any(branches):
            yield violation
        else:
            meant = _meant(violation, [branch for branch in branches if branch])
            yield from _flat(meant) if meant else [violation]


def _meant(violation: Violation, branches: list[list[Violation]]) -> list[Violation]:
    """The faults against the one form whose type (and whose const or enum marks) the value has; [] when several or none have."""
    for keywords in (("type",), ("const", "enum")):
        fitting = [branch for branch in branches if not any(_is_about(v, violation, keywords) for v in branch)]
        if len(fitting) == 1:
            return fitting[0]
        branches = fitting or branches
    return branches[0] if len(branches) == 1 else []


def _is_about(inner: Violation, outer: Violation, keywords: tuple[str, ...]) -> bool:
    """Whether `inner` says that the value itself has the wrong type, or that one of its marks (const, enum) belongs to another form."""
    deeper = len(inner.instance_path) - len(outer.instance_path)
    return inner.kind.name in keywords and deeper <= (0 if keywords == ("type",) else 1)


def _described(value: Any) -> tuple[str, str]:
    """A value as a message names what was found."""
    if isinstance(value, list | dict):
        return _TYPES[json_type(value)]
    shown = _short(value)
    return (f'the text "{shown}"', f"文字“{shown}”") if isinstance(value, str) else (shown, shown)


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value) if isinstance(value, str | int | Decimal | float) else "…"
    text = text.replace("\n", " ")
    return text if len(text) <= 40 else text[:37] + "…"


def _listed(words: list[str]) -> str:
    return ", ".join(words[:_MOST_KNOWN]) + (" …" if len(words) > _MOST_KNOWN else "")
