"""Which properties an object needs in view of what stands in it: `required`, with what `if`/`then`/`else` and `allOf` add."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import jsonschema_rs


def required(node: Mapping[str, Any], root: Mapping[str, Any], value: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the properties that an object of the schema `node` must have; `root` holds its `$defs`."""
    return tuple(dict.fromkeys(_required(node, root, _plain(value))))


def _required(node: Mapping[str, Any], root: Mapping[str, Any], value: Any) -> Iterator[str]:
    yield from node.get("required", ())
    for part in node.get("allOf", ()):
        yield from _required(part, root, value)
    if "if" in node:
        branch = node.get("then" if _holds(node["if"], root, value) else "else", {})
        yield from _required(branch, root, value)


def _holds(condition: Mapping[str, Any], root: Mapping[str, Any], value: Any) -> bool:
    """Whether a value fits a part of a schema."""
    schema = {**condition, "$defs": root.get("$defs", {})}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=False, offline=True).is_valid(value)


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
