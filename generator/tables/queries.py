"""The queries of a kind: `queries/<name>.sql`, one SELECT each over the named tables, and `queries/queries.yaml` beside them.

    parameters:                       # what a query may use as $name: expressions over the paper, its client, its agency
      months: "months_of(paper.period)"
    tables:                           # who may see the result of a query that is no list of the schema; internal unless said
      coverage: {audience: client}
    checks:                           # what the rows of queries/check_<name>.sql are: problems
      brands: {id: K34a, message: {zh: …, en: …}, hint: {zh: …, en: …}}

A query named like a list of the schema sets that list; any other is `tables.<name>` in expressions and templates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from generator import kind_files
from generator.diagnostics import GeneratorError, Position, problem
from generator.expressions import UnknownName, evaluate
from generator.frozen import dataclass
from generator.kinds import Kind

if TYPE_CHECKING:
    import duckdb

Rows = list[dict[str, Any]]

FOLDER = "queries"
CHECK = "check_"
DRAFT = "draft_"
"""How the names of queries begin that only `new` asks."""

MOST_ROWS = 100_000
"""Of one result: what a paper prints is no copy of its data."""


@dataclass(frozen=True, slots=True)
class Queries:
    """What a kind asks of its data."""

    files: Mapping[str, Path]
    parameters: Mapping[str, str]
    tables: Mapping[str, Mapping[str, Any]]
    checks: Mapping[str, Mapping[str, Any]]
    place: Path

    @property
    def results(self) -> list[str]:
        """The queries whose rows a paper uses."""
        return [name for name in self.files if not name.startswith((CHECK, DRAFT))]


def of(kind: Kind) -> Queries:
    """The queries of a kind and of those it extends; its own come before. Raises GeneratorError E209 for a broken queries.yaml."""
    files: dict[str, Path] = {}
    said: dict[str, dict[str, Any]] = {"parameters": {}, "tables": {}, "checks": {}}
    place = kind.folders[0] / FOLDER
    for folder in reversed(kind.folders):
        files |= {path.stem: path for path in sorted((folder / FOLDER).glob("*.sql"))}
        settings = folder / FOLDER / "queries.yaml"
        if settings.is_file():
            own = kind_files.queries(settings)
            said = {key: {**said[key], **own.get(key, {})} for key in said}
            place = settings
    return Queries(dict(sorted(files.items())), said["parameters"], said["tables"], said["checks"], place)


def run(connection: duckdb.DuckDBPyConnection, queries: Queries, name: str, names: Mapping[str, Any]) -> Rows:
    """The rows of a query, each value as the paper's are: decimals without idle zeros, dates, text. Raises GeneratorError E234."""
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    path = queries.files[name]
    try:
        statement = _select(connection, path.read_text(encoding="utf-8"))
        found = connection.execute(statement, {one: _parameter(queries, one, names) for one in statement.named_parameters})
        columns = [str(column[0]) for column in found.description or ()]
        rows = found.fetchmany(MOST_ROWS + 1)
    except (duckdb.Error, ValueError, OSError) as error:
        raise GeneratorError([problem("E234", Position(str(path)), name=name, reason=str(error).splitlines()[0])]) from error
    if len(rows) > MOST_ROWS:
        raise GeneratorError([problem("E234", Position(str(path)), name=name, reason=f"more than {MOST_ROWS:,} rows")])
    return [{column: _plain(value) for column, value in zip(columns, row, strict=True)} for row in rows]


def _select(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of a query. Raises ValueError for several, and for one that is no SELECT."""
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise ValueError("a query is one SELECT")
    return statements[0]


def _parameter(queries: Queries, name: str, names: Mapping[str, Any]) -> Any:
    """The value of a parameter. Raises ValueError when there is none."""
    if name not in queries.parameters:
        raise ValueError(f"${name} is no parameter; known: {', '.join(queries.parameters)}")
    try:
        return bindable(evaluate(queries.parameters[name], names))
    except (ArithmeticError, TypeError, AttributeError, TemplateError, UnknownName) as error:
        raise ValueError(f"${name}: {error}") from error


def bindable(value: Any) -> Any:
    """A value as DuckDB takes it: plain mappings and lists."""
    if isinstance(value, Mapping):
        return {str(key): bindable(inner) for key, inner in value.items()}
    if isinstance(value, str | Decimal | int | float | datetime.date | datetime.time) or value is None:
        return value
    if isinstance(value, Iterable):
        return [bindable(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} is no value of a query")


def _plain(value: Any) -> Any:
    """A value of a result as the values of papers are."""
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return Decimal(repr(value)) if isinstance(value, float) else value
