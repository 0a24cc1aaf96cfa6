"""What a paper's `data:` says of its files: where each stands, how it is read, and which heading gives which column.

The schema of a kind says what columns a table has: each property of `columns` is marked `x-column: text | month | date | amount`, and
`x-optional: true` where a file may be without it. A column that the paper does not name has its own name as heading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args

from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.frozen import dataclass
from generator.shapes import Shape
from generator.values import Node

ColumnType = Literal["text", "month", "date", "amount"]

DATA = "data"
"""The property of a paper that names its tables."""

UNITS: Mapping[str, int] = {"one": 1, "thousand": 1_000, "ten_thousand": 10_000, "million": 1_000_000}
"""What an amount of a file is counted in; the table holds it in ones, which is exact."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and the headings of the file that it is read from: several are joined, none (an optional one) leaves it empty."""

    name: str
    type: ColumnType
    headings: tuple[str, ...]
    optional: bool

    @property
    def heading(self) -> str:
        """The heading as a message names it."""
        return " + ".join(self.headings) or self.name


@dataclass(frozen=True, slots=True)
class Named:
    """A table as a paper names it. `at` is the place of its `file` in the paper, `shown` the file as typed."""

    name: str
    path: Path
    shown: str
    at: Position
    columns: tuple[Column, ...]
    sheet: str = ""
    encoding: str = ""
    unit: int = 1

    @property
    def reading(self) -> str:
        """All that decides what the table holds, but for the bytes of the file."""
        columns = [(one.name, one.type, one.headings, one.optional) for one in self.columns]
        return json.dumps([self.name, columns, self.sheet, self.encoding, self.unit], ensure_ascii=False)


def named(paper: Node) -> list[Named]:
    """The tables that a paper names. Raises GeneratorError E224 for files outside of its folder."""
    data = paper.get(DATA)
    if not isinstance(data, Node):
        return []
    entries = [(name, entry) for name, entry in data.items() if isinstance(entry, Node)]
    problems = [found for _, entry in entries for found in _outside(paper, entry)]
    if problems:
        raise GeneratorError(problems)
    return [_named(paper, name, entry) for name, entry in entries]


def _outside(paper: Node, entry: Node) -> Iterator[Diagnostic]:
    """A problem for a file that is not in the paper's folder."""
    folder = Path(paper.source.name).parent
    file = str(entry["file"])
    if "\0" in file or not (folder / file).resolve().is_relative_to(folder.resolve()):
        yield problem("E224", entry.place("file")[0], pointer=entry.child("file"), file=file, folder=folder)


def _named(paper: Node, name: str, entry: Node) -> Named:
    chosen = entry.get("columns") or {}
    columns = entry.shape.member("columns")
    return Named(
        name,
        Path(paper.source.name).parent / str(entry["file"]),
        str(entry["file"]),
        entry.place("file")[0],
        tuple(_column(one, shape, chosen.get(one)) for one, shape in (columns.properties() if columns else ())),
        str(entry.get("sheet") or ""),
        str(entry.get("encoding") or ""),
        UNITS[str(entry.get("unit") or _unit(paper) or "one")],
    )


def _column(name: str, shape: Shape, chosen: object) -> Column:
    type = shape.node.get("x-column", "text")
    assert type in get_args(ColumnType), type
    optional = bool(shape.node.get("x-optional"))
    headings = [chosen] if isinstance(chosen, str) else list(chosen) if isinstance(chosen, list) else [] if optional else [name]
    return Column(name, type, tuple(str(one).strip() for one in headings), optional)


def _unit(paper: Node) -> str:
    """The unit of the paper's own amounts, which is the file's unless its entry says otherwise."""
    unit = paper.get("unit")
    return str(unit) if unit in UNITS else ""
