"""The figures of a paper, worked out from its values by the expressions of its kind's `computed.yaml`.

    - set: lines[].amount
      as: "it.qty * it.unit_price"
      when: "it.unit_price"          # optional

Every figure is decided here, once. A typed value that differs from the computed one is an error.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError

from generator.diagnostics import Diagnostic, problem
from generator.expressions import UnknownName, evaluate
from generator.kinds import Kind
from generator.shapes import Shape
from generator.values import Node, escaped, plant

Names = Mapping[str, Node | None]

UNCOMPUTABLE = (ArithmeticError, TypeError, ValueError, AttributeError, TemplateError, UnknownName)
"""What an expression may raise over values that it cannot take."""


def fill(kind: Kind, names: Names) -> list[Diagnostic]:
    """The computed values of `kind` set in `names["paper"]`; problems for typed values that differ and expressions that fail."""
    return [found for entry in kind.computed for target, name, item in _targets(entry["set"], names)
            for found in _set(entry, target, name, {**names, "it": item})]  # fmt: skip


def _targets(path: str, names: Names) -> Iterator[tuple[Node, str, Any]]:
    """Where a `set:` path points: (mapping, property, the item it belongs to), one per list item for `list[].property`."""
    *steps, name = path.split(".")
    places: list[tuple[Any, Any]] = [(names["paper"], None)]
    for step in steps:
        key, each = step.removesuffix("[]"), step.endswith("[]")
        inner = [(place.get(key), item) for place, item in places if isinstance(place, Node)]
        places = [(one, one) for place, _ in inner for one in place or ()] if each else inner
    yield from ((place, name, item) for place, item in places if isinstance(place, Node))


def _set(entry: Mapping[str, Any], target: Node, name: str, names: Mapping[str, Any]) -> Iterator[Diagnostic]:
    pointer = target.child(name)
    try:
        value = _value(entry, names)
    except UNCOMPUTABLE as error:
        yield problem("E301", target.source.position(pointer), pointer=pointer, name=name, expression=entry["as"], reason=error)
        return
    typed = target.get(name)
    if value is not None and typed is not None and typed != value:
        yield problem("E302", target.source.position(pointer), pointer=pointer, name=name, typed=shown(typed), computed=shown(value))
    if value is not None:
        shape = target.shape.member(name) or Shape.of(target.shape.root, {})
        target[name] = plant(value, shape, target.source, pointer, f"{target.address}/{escaped(name)}")


def _value(entry: Mapping[str, Any], names: Mapping[str, Any]) -> Any:
    """What an entry computes over `names`; None when its `when` does not hold."""
    return evaluate(entry["as"], names) if "when" not in entry or evaluate(entry["when"], names) else None


def shown(value: Any) -> str:
    """A figure, date or time as a message shows it: 1,200.50, 2026-11-13 10:30, 14:00."""
    if isinstance(value, datetime.datetime | datetime.time):
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime.datetime) else f"{value:%H:%M}"
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def withhold(kind: Kind, seen: Names, full: Names) -> None:
    """Take out of `seen["paper"]` every computed value that what is seen does not itself yield.

    A computed value has the narrowest audience of what it reads: worked out again from the filtered values alone, it must be the same.
    Entries stand in the order of what they need, so a figure made of a withheld figure is withheld in turn.
    """
    for entry in kind.computed:
        computed = {target.pointer: _value(entry, {**full, "it": item}) for target, _, item in _targets(entry["set"], full)}
        for target, name, item in _targets(entry["set"], seen):
            value = computed.get(target.pointer)
            if value is not None and _seen(entry, {**seen, "it": item}) != value:
                target.pop(name, None)
                target.withheld |= {name}


def _seen(entry: Mapping[str, Any], names: Mapping[str, Any]) -> Any:
    """What an entry computes for a reader; None when it needs what the reader may not see."""
    try:
        return _value(entry, names)
    except UNCOMPUTABLE:
        return None
