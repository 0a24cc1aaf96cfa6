"""A paper's values as forms: what a template needs that walks a schema it does not know.

`fields(node)` yields what a node has to print, in the order of its schema, each with its label and the form it takes on the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Literal

from generator import wording
from generator.frozen import dataclass
from generator.shapes import Shape
from generator.values import Node

Form = Literal["line", "prose", "list", "table", "records", "group", "pairs", "signoff"]
"""line: one value · prose: Markdown · list: several values · table: items of few lines · records: other items, each with its fields ·
group: a mapping · pairs: items that bring their own label · signoff: who signs."""

MOST_COLUMNS = 7
"""Items with more values than this are no row of a table."""

LEAST_GROUPED = 10_000
"""Whole numbers below this stand without a thousands separator: they may be years."""

SIGNOFF, PAIR = {"role", "person", "state"}, {"label", "value"}
"""The properties by which a list's items are known as signatures, or as labels and values."""

Dress = Callable[[Node, str, Any], Any]
"""A value of a node as it prints in the paper's languages."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its property, heading and class (text, number, date, or none)."""

    name: str
    label: Any
    class_: str


@dataclass(frozen=True, slots=True)
class Field:
    """A property to print. `value` is ready to print for a line; a list of such for a list; the node or nodes themselves otherwise.
    `columns` and `rows` are those of a table: each row is its node and a value (or None) for every column."""

    name: str
    label: Any
    value: Any
    form: Form
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Node, tuple[Any, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one rendering: how its values and labels are worded."""

    dress: Dress
    label: Callable[[Any], Any]
    yes_no: Callable[[bool], Any]
    period: Callable[[str], Any]

    def fields(self, node: Node, skip: tuple[str, ...] = ()) -> Iterator[Field]:
        """What `node` has to print in the order of its schema; nothing for what is absent, empty or no content, and none of `skip`."""
        for name in dict.fromkeys((*node.shape.names, *node)):
            shape = node.shape.member(name) or Shape.of(node.shape.root, {})
            value = node.get(name)
            if name not in skip and shape.prints and value not in (None, "", [], {}):
                field = self._field(node, name, value, shape)
                if field.form != "group" or any(self.fields(value)):
                    yield field

    def _field(self, node: Node, name: str, value: Any, shape: Shape) -> Field:
        label = self.label(shape.label or name)
        match value:
            case Node():
                return Field(name, label, value, "group")
            case [Node(), *_]:
                return self._items(name, label, value, shape.items)
            case list():
                return Field(name, label, [self._line(node, name, one, shape.items) for one in self.dress(node, name, value)], "list")
        return Field(name, label, self._line(node, name, self.dress(node, name, value), shape), "prose" if shape.is_prose else "line")

    def _items(self, name: str, label: Any, items: list[Node], shape: Shape) -> Field:
        """A list of mappings: signatures, labels and values, a table, or records."""
        if set(shape.names) >= SIGNOFF:
            return Field(name, label, items, "signoff")
        if PAIR <= set(shape.names) <= PAIR | {"audience"}:
            return Field(name, label, items, "pairs")
        found = [{field.name: field for field in self.fields(item)} for item in items]
        names = [one for one in dict.fromkeys((*shape.names, *(key for row in found for key in row))) if any(one in row for row in found)]
        forms = {field.form for row in found for field in row.values()}
        if forms - {"line"} or len(names) > MOST_COLUMNS:
            return Field(name, label, items, "records")
        columns = tuple(Column(one, next(row[one].label for row in found if one in row), _class(items, one)) for one in names)
        rows = [tuple(row[one].value if one in row else None for one in names) for row in found]
        return Field(name, label, items, "table", columns, tuple(zip(items, rows, strict=True)))

    def _line(self, node: Node, name: str, value: Any, shape: Shape) -> Any:
        """A dressed value as a template can print it."""
        match value:
            case bool():
                return self.yes_no(value)
            case int() if abs(value) < LEAST_GROUPED:
                return str(value)
            case Decimal() | int():
                return wording.number(value) + ("%" if shape.node.get("x-unit") == "%" else "")
            case str() if shape.format in ("month", "period"):
                return self.period(value)
            case list():
                return [self._line(node, name, one, shape.items) for one in value]
        return value


def _class(items: list[Node], name: str) -> str:
    """The class of a table's column: how its values stand."""
    values = [item[name] for item in items if item.get(name) is not None]
    if all(isinstance(value, Decimal | int) and not isinstance(value, bool) for value in values):
        return "number"
    return "date" if all(isinstance(value, datetime.date | datetime.time) for value in values) else "text"
