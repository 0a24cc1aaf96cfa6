"""Values and schema, walked together: scalars get the type that the schema wants, from their source text.

Two trees come out: the instance that the JSON Schema validator sees (dates are still text there) and the typed value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import jsonschema_rs

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.schema import spellings
from generator.schema.subschemas import Applied, Schema, Types, allowed, applied, resolve
from generator.source import Source, escaped

MOST_DIGITS = 30
"""Digits before or after the point of a number: more than any currency, fewer than would be cut in print."""
_LARGEST: int = 10**MOST_DIGITS


@dataclass(slots=True)
class Walk:
    """The walk through one paper. `schemas` keeps what applied where; `told` the pointers whose fault is already among `problems`."""

    source: Source
    root: Mapping[str, Any]
    schemas: dict[str, list[Applied]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def whole(self) -> tuple[Any, Any]:
        """The instance and the typed value of the whole source."""
        return self._value(self.source.value, self.root, "")

    def _value(self, value: Any, schema: Schema, pointer: str) -> tuple[Any, Any]:
        here = applied(self.root, schema, value)
        self.schemas[pointer] = here
        if isinstance(value, dict):
            return self._mapping(value, here, pointer)
        if isinstance(value, list):
            pairs = [self._value(item, _item_schema(here, i), f"{pointer}/{i}") for i, item in enumerate(value)]
            return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return self._scalar(value, allowed(self.root, schema, value), here, pointer)

    # ------------------------------------------------------------------------------------------------------------------ mappings

    def _mapping(self, value: dict[str, Any], here: list[Applied], pointer: str) -> tuple[dict[str, Any], dict[str, Any]]:
        instance: dict[str, Any] = {}
        typed: dict[str, Any] = {}
        required = {name for part in here if part.firm for name in part.keywords.get("required", ())}
        for name, item in value.items():
            inner = f"{pointer}/{escaped(name)}"
            schema = _property_schema(here, name)
            seen, typed[name] = self._value(item, schema, inner)
            if seen is None and self._left_out(here, name, schema):
                continue
            instance[name] = seen
            if name in required and _is_blank(seen) and not self._may_be_blank(inner):
                self._tell_blank(name, inner)
        return instance, typed

    def _left_out(self, here: list[Applied], name: str, schema: Schema) -> bool:
        """Whether an empty value counts as not given: the key is known and nothing is no value for it."""
        types = allowed(self.root, schema, None)
        return types is not None and "null" not in types and any(name in part.keywords.get("properties", ()) for part in here)

    def _may_be_blank(self, pointer: str) -> bool:
        return any(part.keywords.get("minLength") == 0 for part in self.schemas[pointer])

    def _tell_blank(self, name: str, pointer: str) -> None:
        en, zh = self.label(pointer)
        self.told.add(pointer)
        self.problems.append(problem("E102", self.source.key_position(pointer), pointer=pointer, name=name, label_en=en, label_zh=zh))

    # ------------------------------------------------------------------------------------------------------------------- scalars

    def _scalar(self, value: Any, types: Types, here: list[Applied], pointer: str) -> tuple[Any, Any]:
        scalar = as_wanted(value, self.source.raw(pointer), types)
        if isinstance(scalar, int | Decimal) and not isinstance(scalar, bool) and not _is_printable(scalar):
            shown = self.source.raw(pointer) or str(scalar)
            self._tell(problem("E136", self.source.position(pointer), pointer=pointer, value=_shortened(shown)))
            return 0, scalar
        return (scalar, self._spelled(scalar, here, pointer)) if isinstance(scalar, str) else (scalar, scalar)

    def _spelled(self, text: str, here: list[Applied], pointer: str) -> Any:
        """The value of a text whose schema has one of our formats; the text itself, and a problem, when it is spelled wrong."""
        formats = [(part.keywords["format"], part.firm) for part in here if part.keywords.get("format") in spellings.SPELLINGS]
        for format, _ in formats:
            if (value := spellings.read(format, text)) is not None:
                return value
        loose = any(not part.firm and "format" not in part.keywords and part.keywords.get("type") == "string" for part in here)
        if formats and text.strip() and (formats[0][1] or not loose):
            self._tell(spellings.wrong(formats[0][0], text, self.source.position(pointer), pointer))
        return text

    def _tell(self, diagnostic: Diagnostic) -> None:
        self.told.add(diagnostic.pointer)
        self.problems.append(diagnostic)

    # -------------------------------------------------------------------------------------------------------- what the schema says

    def keyword(self, pointer: str, name: str) -> Iterator[Any]:
        """Every value of keyword `name` that applies at `pointer`, the outermost first."""
        for part in self.schemas.get(pointer, ()):
            if name in part.keywords:
                yield part.keywords[name]

    def known(self, pointer: str) -> list[str]:
        """The properties that the schema knows at `pointer`, in its order."""
        return list(dict.fromkeys(name for properties in self.keyword(pointer, "properties") for name in properties))

    def label(self, pointer: str, name: str | None = None) -> tuple[str, str]:
        """The label of the field at `pointer`, or of its property `name`, as ` (Client)` and `（客户）`; empty without one."""
        labels = next(self.keyword(pointer, "x-label"), {}) if name is None else self.labels(pointer).get(name, {})
        en, zh = labels.get("en"), labels.get("zh")
        return f" ({en})" if en else "", f"（{zh}）" if zh else ""

    def labels(self, pointer: str) -> dict[str, Mapping[str, str]]:
        """The labels of the properties known at `pointer`, by name."""
        found: dict[str, Mapping[str, str]] = {}
        for properties in self.keyword(pointer, "properties"):
            for name, schema in properties.items():
                if isinstance(schema, Mapping):
                    referred = resolve(self.root, schema["$ref"]) if "$ref" in schema else {}
                    label = schema.get("x-label") or (referred.get("x-label") if isinstance(referred, Mapping) else None)
                    if label:
                        found.setdefault(name, label)
        return found


def as_wanted(value: Any, raw: str | None, types: Types) -> Any:
    """A scalar as a schema of `types` wants it: its source text where text is allowed, Decimal for a number, int for a whole number."""
    if isinstance(value, Decimal) and value.is_zero():
        value = value.copy_abs()
    if value is None or isinstance(value, str) or types is None:
        return value
    if "string" in types and raw is not None:
        return raw
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and "number" in types and "integer" not in types:
        return Decimal(value)
    if isinstance(value, Decimal) and "number" not in types and _is_printable(value) and value == value.to_integral_value():
        return int(value)
    return value


def _is_printable(number: int | Decimal) -> bool:
    """Whether a number has few enough digits to be printed exactly."""
    if isinstance(number, int):
        return -_LARGEST < number < _LARGEST
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and number.adjusted() < MOST_DIGITS and exponent >= -MOST_DIGITS


def _is_blank(value: Any) -> bool:
    """A text of spaces, or texts by language that are all blank."""
    if isinstance(value, dict):
        return bool(value) and all(isinstance(text, str) and not text.strip() for text in value.values())
    return isinstance(value, str) and not value.strip()


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def _together(firm: list[Schema], loose: list[Schema]) -> Schema:
    """One schema for a child of which several parts speak."""
    if len(firm) == 1 and not loose:
        return firm[0]
    return {"allOf": firm, "anyOf": loose} if firm and loose else {"allOf": firm} if firm else {"anyOf": loose} if loose else True


def _property_schema(here: list[Applied], name: str) -> Schema:
    """What the parts say about the value of the key `name`."""
    firm: list[Schema] = []
    loose: list[Schema] = []
    for part in here:
        (firm if part.firm else loose).extend(_property_parts(part.keywords, name))
    return _together(firm, loose)


def _property_parts(keywords: Mapping[str, Any], name: str) -> Iterator[Schema]:
    found = False
    if name in keywords.get("properties", ()):
        found = True
        yield keywords["properties"][name]
    for pattern, schema in keywords.get("patternProperties", {}).items():
        if _matches(pattern, name):
            found = True
            yield schema
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        if not found and isinstance(keywords.get(keyword), Mapping):
            yield keywords[keyword]


def _matches(pattern: str, name: str) -> bool:
    """Whether a key fits a pattern of patternProperties."""
    return _pattern(pattern).is_valid(name)


@lru_cache(256)
def _pattern(pattern: str) -> jsonschema_rs.Draft202012Validator:
    """The pattern as the validator reads it: in linear time, where Python's `re` would go back and forth."""
    return jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())


def _item_schema(here: list[Applied], index: int) -> Schema:
    """What the parts say about the item at `index`."""
    firm: list[Schema] = []
    loose: list[Schema] = []
    for part in here:
        first = part.keywords.get("prefixItems", ())
        schema = first[index] if index < len(first) else part.keywords.get("items")
        if schema is not None:
            (firm if part.firm else loose).append(schema)
    return _together(firm, loose)
