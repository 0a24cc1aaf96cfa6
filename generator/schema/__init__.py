"""Values and a schema → typed values, and everything that does not fit, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.frozen import dataclass
from generator.schema.typed import Walk
from generator.schema.violations import Violations
from generator.source import Source

MOST_VIOLATIONS = 300
"""Violations put into words: after three hundred the paper is of another kind."""

_COMPILED: dict[int, tuple[Mapping[str, Any], jsonschema_rs.Draft202012Validator]] = {}
_MOST_COMPILED = 128


@dataclass(frozen=True, slots=True)
class Checked:
    """A source read by its schema. `value` holds str, int, Decimal, bool, None, date, time, datetime, list and dict; it is whole only
    when no diagnostic is an error."""

    value: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...]


def check(source: Source, schema: Mapping[str, Any]) -> Checked:
    """`source` typed and checked by `schema`, a JSON Schema 2020-12 whose every `$ref` is local; problems in the order of the file.

    Raises GeneratorError (E190, E191) when the schema itself cannot be used."""
    validator = compiled(schema)
    walk = Walk(source, schema)
    instance, value = walk.whole()
    violations = Violations(walk).told(islice(validator.iter_errors(instance), MOST_VIOLATIONS))
    return Checked(value, tuple(sorted([*walk.problems, *violations], key=_place)))


def compiled(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """The validator of `schema`, compiled once for each schema object: no network, patterns in linear time.

    Formats are left to `spellings`, whose messages show the right spelling."""
    known = _COMPILED.get(id(schema))
    if known and known[0] is schema:
        return known[1]
    try:
        validator = jsonschema_rs.Draft202012Validator(
            dict(schema), pattern_options=jsonschema_rs.RegexOptions(), validate_formats=False, offline=True
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        foreign = [problem("E191", reference=reference) for reference in _references(schema) if not reference.startswith("#")]
        reason = getattr(error, "message", None) or str(error).partition("\n")[0]
        raise GeneratorError(foreign[:1] or [problem("E190", reason=reason)]) from error
    if len(_COMPILED) >= _MOST_COMPILED:
        _COMPILED.clear()
    _COMPILED[id(schema)] = (schema, validator)
    return validator


def _references(schema: Mapping[str, Any]) -> Iterator[str]:
    """Every `$ref` and `$dynamicRef` of a schema."""
    waiting: list[Any] = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield from (part[name] for name in ("$ref", "$dynamicRef") if isinstance(part.get(name), str))
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    position = diagnostic.position
    return (position.line, position.column, diagnostic.code) if position else (0, 0, diagnostic.code)
