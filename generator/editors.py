"""A kind's schema as editors want it: JSON that a YAML language server reads offline, with names and help in both languages.

What our own stages read (`x-*`, formats of ours) stays in it; a language server passes over what it does not know. A `$ref` with
keywords beside it is merged with its target, since not every server looks beside a `$ref`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.kinds import Kind
from generator.shapes import Shape

_AUDIENCE = {"internal": "内部 · internal", "private": "私人 · private"}
_EXAMPLE = {"date": "2026-11-12", "clock": "14:00", "moment": "2026-11-12 14:00", "month": "2026-11"}
_MAPS = ("properties", "$defs", "patternProperties", "dependentSchemas")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_PARTS = ("items", "if", "then", "else", "not", "contains", "additionalProperties", "propertyNames")


def schema_text(kind: Kind) -> str:
    """The schema of a kind for editors, as a JSON text."""
    return json.dumps(for_editors(kind), ensure_ascii=False, indent=1, default=_number) + "\n"


def for_editors(kind: Kind) -> dict[str, Any]:
    """The schema of a kind, every `$ref` local, with `title`, `description` and `markdownDescription` in Chinese and English."""
    schema = dict(_described(kind.schema, kind.schema, False))
    label = f"{kind.label['zh']} · {kind.label['en']}"
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": label, "description": label}


def _described(node: Any, root: Mapping[str, Any], needed: bool, inside: tuple[str, ...] = ()) -> Any:
    """A part of a schema with everything below it described; `inside` are the definitions that it was merged with on the way."""
    if not isinstance(node, Mapping):
        return node
    target = str(node.get("$ref", ""))
    if target and (target in inside or not (needed or len(node) > 1)):
        return {"$ref": target}
    inside = (*inside, target) if target else inside
    own = dict(Shape.of(root, node).node)
    required = own.get("required", ())
    for key in _MAPS:
        if key in own:
            own[key] = {name: _described(part, root, key == "properties" and name in required, inside) for name, part in own[key].items()}
    for key in _LISTS:
        if key in own:
            own[key] = [_described(part, root, False, inside) for part in own[key]]
    for key in _PARTS:
        if key in own:
            own[key] = _described(own[key], root, False, inside)
    return {**own, **_hover(own, needed)}


def _hover(node: Mapping[str, Any], needed: bool) -> dict[str, Any]:
    """What an editor shows of a place: its name, what it is for, what may stand there."""
    hover: dict[str, Any] = {}
    label, help_ = node.get("x-label", {}), node.get("x-help", {})
    if label:
        hover["title"] = _both(label)
    notes = [_both(node["x-pattern-help"], "\n")] if "x-pattern-help" in node else []
    if node.get("format") in _EXAMPLE:
        notes.append(_EXAMPLE[node["format"]])
    if node.get("x-from"):
        notes.append(f"省略则取自 · when left out, taken from: {node['x-from']}")
    if node.get("x-audience") in _AUDIENCE:
        notes.append(_AUDIENCE[node["x-audience"]])
    if help_ or (label and notes):
        hover["description"] = "\n".join([*([_both(help_, "\n")] if help_ else []), *notes])
    if label:
        head = f"**{_both(label)}**" + ("（必填 · required）" if needed else "")
        hover["markdownDescription"] = "\n\n".join([head, *hover.get("description", "").split("\n")]).rstrip()
    if "enum" in node and node.get("x-enum"):
        said = [_both(node["x-enum"].get(value, {"zh": str(value), "en": str(value)})) for value in node["enum"]]
        hover |= {"enumDescriptions": said, "markdownEnumDescriptions": said}
    return hover


def _both(words: Mapping[str, str], between: str = " · ") -> str:
    """Words in both languages, once where they are the same."""
    return between.join(dict.fromkeys(words[key] for key in ("zh", "en") if key in words))


def _number(value: Any) -> Any:
    """A Decimal as JSON writes it."""
    return int(value) if value == value.to_integral_value() else float(value)
