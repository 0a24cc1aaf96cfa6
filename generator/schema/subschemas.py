"""Which parts of a JSON Schema apply to a value, and which types they let it have.

Only as much of JSON Schema as reading scalars needs; whether a value is valid, the validator says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from generator.frozen import dataclass

Schema = Mapping[str, Any] | bool
Types = frozenset[str] | None
"""Names of JSON types; None means any."""

_BRANCHING = frozenset({"$ref", "allOf", "anyOf", "oneOf", "if"})
_SCALARS = {"string", "number", "integer", "boolean", "null"}
_MOST_APPLIED = 400
_DEEPEST = 8
"""Levels of schemas inside an `if` that are read here; the validator reads them all."""
_ANNOTATIONS = frozenset({"title", "description", "$comment", "format", "default", "examples", "deprecated"})


@dataclass(frozen=True, slots=True)
class Applied:
    """Keywords that hold for a value; `firm` is False for those of one alternative among several."""

    keywords: Mapping[str, Any]
    firm: bool = True


def applied(root: Mapping[str, Any], schema: Schema, value: Any) -> list[Applied]:
    """The keyword sets that `schema` puts on `value`, through `$ref`, allOf, if/then/else, anyOf and oneOf; the outermost first."""
    if not isinstance(schema, bool) and _BRANCHING.isdisjoint(schema):
        return [Applied(schema)]
    found: list[Applied] = []
    seen: set[int] = set()
    waiting: list[tuple[Schema, bool]] = [(schema, True)]
    while waiting and len(found) < _MOST_APPLIED:
        part, firm = waiting.pop(0)
        if isinstance(part, bool) or id(part) in seen:
            continue
        seen.add(id(part))
        found.append(Applied(part, firm))
        waiting += [(inner, firm) for inner in _conjuncts(root, part)]
        for alternatives in _alternatives(root, part, value):
            fitting = _same_kind(root, alternatives, value) if len(alternatives) > 1 else alternatives
            waiting += [(inner, firm and len(fitting) == 1) for inner in fitting]
    return found


def allowed(root: Mapping[str, Any], schema: Schema, value: Any, seen: dict[int, Types] | None = None) -> Types:
    """The JSON types that `schema` lets `value` have. `seen` holds the answers for parts met before: each is asked once, and a schema
    that refers to itself ends."""
    if isinstance(schema, bool):
        return None if schema else frozenset()
    types = _own_types(schema)
    if _BRANCHING.isdisjoint(schema):
        return types
    seen = {} if seen is None else seen
    if id(schema) in seen:
        return seen[id(schema)]
    seen[id(schema)] = None
    for inner in _conjuncts(root, schema):
        types = _both(types, allowed(root, inner, value, seen))
    for alternatives in _alternatives(root, schema, value):
        types = _both(types, _either([allowed(root, inner, value, seen) for inner in alternatives]))
    seen[id(schema)] = types
    return types


def resolve(root: Mapping[str, Any], reference: str) -> Schema:
    """What a local `$ref` names; an empty schema when it names nothing."""
    target: Any = root
    for token in reference.removeprefix("#").split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        target = target.get(name, {}) if isinstance(target, Mapping) else {}
    return target if isinstance(target, Mapping | bool) else {}


def json_type(value: object) -> str:
    """The name of a value's JSON type."""
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case Decimal():
            return "integer" if value == value.to_integral_value() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case None:
            return "null"
        case _:
            return "object"


def _conjuncts(root: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Schema]:
    """The schemas that hold together with `schema`: its `$ref` and allOf."""
    referred = [resolve(root, schema["$ref"])] if "$ref" in schema else []
    return [*referred, *schema.get("allOf", ())]


def _alternatives(root: Mapping[str, Any], schema: Mapping[str, Any], value: Any) -> Iterable[list[Schema]]:
    """Groups of schemas one of which holds: anyOf, oneOf, then and else."""
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            yield schema[keyword]
    if "if" in schema:
        truth = holds(root, schema["if"], value)
        then, otherwise = schema.get("then", True), schema.get("else", True)
        yield [then, otherwise] if truth is None else [then] if truth else [otherwise]


def _same_kind(root: Mapping[str, Any], branches: list[Schema], value: Any) -> list[Schema]:
    """The branches that a mapping, a list or a scalar can fit; all of them when none can."""
    kind = {"object"} if isinstance(value, dict) else {"array"} if isinstance(value, list) else _SCALARS
    fitting = [branch for branch in branches if (types := allowed(root, branch, None)) is None or types & kind]
    return fitting or branches


def _own_types(schema: Mapping[str, Any]) -> Types:
    """What `type`, else const or enum, say."""
    if "type" in schema:
        return frozenset([schema["type"]] if isinstance(schema["type"], str) else schema["type"])
    if "const" in schema:
        return frozenset([json_type(schema["const"])])
    return frozenset(map(json_type, schema["enum"])) if "enum" in schema else None


def _both(first: Types, second: Types) -> Types:
    if first is None or second is None:
        return second if first is None else first
    shared = first & second
    return shared | {"integer"} if "integer" in first ^ second and "number" in first ^ second else shared


def _either(several: Iterable[Types]) -> Types:
    union: frozenset[str] = frozenset()
    for types in several:
        if types is None:
            return None
        union |= types
    return union


def holds(root: Mapping[str, Any], schema: Schema, value: Any, depth: int = 0) -> bool | None:
    """Whether `value` fits the `if` of a schema; None when only the validator can tell."""
    if isinstance(schema, bool):
        return schema
    if depth > _DEEPEST:
        return None
    return _all(_keyword_holds(root, keyword, argument, value, depth) for keyword, argument in schema.items())


def _keyword_holds(root: Mapping[str, Any], keyword: str, argument: Any, value: Any, depth: int) -> bool | None:
    match keyword:
        case "type":
            return _is_of(frozenset([argument] if isinstance(argument, str) else argument), value)
        case "const":
            return _equals(argument, value)
        case "enum":
            return _any(_equals(option, value) for option in argument)
        case "required":
            return not isinstance(value, dict) or all(value.get(name) is not None for name in argument)
        case "properties":
            present = value if isinstance(value, dict) else {}
            return _all(holds(root, inner, present[name], depth + 1) for name, inner in argument.items() if present.get(name) is not None)
        case "allOf":
            return _all(holds(root, inner, value, depth + 1) for inner in argument)
        case "anyOf":
            return _any(holds(root, inner, value, depth + 1) for inner in argument)
        case "not":
            inner = holds(root, argument, value, depth + 1)
            return None if inner is None else not inner
        case "$ref":
            return holds(root, resolve(root, argument), value, depth + 1)
    return True if keyword in _ANNOTATIONS or keyword.startswith("x-") else None


def _is_of(types: frozenset[str], value: Any) -> bool | None:
    """A scalar that is not text in YAML may still become text, so only its own type is certain."""
    own = json_type(value)
    if own in types or (own == "integer" and "number" in types):
        return None if own in ("integer", "number", "boolean") else True
    return None if "string" in types and own in ("integer", "number", "boolean") else False


def _equals(option: Any, value: Any) -> bool | None:
    if isinstance(option, str) and not isinstance(value, str | dict | list | None):
        return None
    return bool(option == value) and isinstance(option, bool) == isinstance(value, bool)


def _all(truths: Iterable[bool | None]) -> bool | None:
    unsure = False
    for truth in truths:
        if truth is False:
            return False
        unsure = unsure or truth is None
    return None if unsure else True


def _any(truths: Iterable[bool | None]) -> bool | None:
    unsure = False
    for truth in truths:
        if truth:
            return True
        unsure = unsure or truth is None
    return None if unsure else False
