"""What the data files of a paper answer: their databases are opened and the queries of its kind asked. Only a paper that names data
files comes here, as the libraries behind it are heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, GeneratorError, Position, errors, problem
from generator.kinds import BUILT_IN, Kind
from generator.tables import cache, checks, loading, queries
from generator.tables.cache import PLACE
from generator.tables.loading import MOST_PROBLEMS
from generator.tables.named import Named, named
from generator.tables.queries import CHECK, DRAFT, Rows
from generator.values import Node

if TYPE_CHECKING:
    import duckdb

Names = Mapping[str, Any]


def results(kind: Kind, names: Names, root: Path, *, checked: bool = True) -> tuple[dict[str, Rows], list[Diagnostic]]:
    """The results of a paper's queries by name, and what there is to remark. Raises GeneratorError with what is wrong with a file."""
    paper: Node = names["paper"]
    tables = named(paper)
    asked = queries.of(kind)
    accepted = frozenset(str(entry["rule"]) for entry in paper.get("accept") or ())
    with cache.opened(_databases(tables, _place(root))) as connection:
        remarks = [found for one in tables for found in _remarks(connection, one)]
        for name in asked.files if checked and not errors(remarks) else ():
            if name.startswith(CHECK):
                remarks += checks.told(asked, name, queries.run(connection, asked, name, names), tables, accepted)
        if errors(remarks):
            raise GeneratorError(_most(remarks, tables[0]))
        return {name: queries.run(connection, asked, name, names) for name in asked.results}, remarks


def drafts(kind: Kind, names: Names, root: Path) -> dict[str, Rows]:
    """The rows of the queries that only `new` asks, by their names without `draft_`. Raises GeneratorError with what is wrong."""
    tables, asked = named(names["paper"]), queries.of(kind)
    with cache.opened(_databases(tables, _place(root))) as connection:
        remarks = [found for one in tables for found in _remarks(connection, one)]
        if errors(remarks):
            raise GeneratorError(_most(remarks, tables[0]))
        return {name.removeprefix(DRAFT): queries.run(connection, asked, name, names) for name in asked.files if name.startswith(DRAFT)}


def _place(root: Path) -> Path | None:
    """Where a working folder keeps its databases; None for the samples, which are part of the installation."""
    return None if root.resolve() == BUILT_IN.resolve() else root / PLACE


def _databases(tables: list[Named], folder: Path | None) -> list[tuple[Named, Path]]:
    """The tables with their databases. Raises GeneratorError with what is wrong with any of the files."""
    made: list[tuple[Named, Path]] = []
    problems: list[Diagnostic] = []
    for one in tables:
        try:
            made.append((one, cache.database(one, folder)))
        except GeneratorError as error:
            problems += error.diagnostics
    if problems:
        raise GeneratorError(problems)
    return made


def _remarks(connection: duckdb.DuckDBPyConnection, table: Named) -> Iterator[Diagnostic]:
    """What the loader has to say of a table: fields that cannot be read, an encoding that nobody named, amounts that were rounded."""
    wrong = connection.execute(f'FROM "{table.name} unreadable" ORDER BY record, "column" LIMIT {MOST_PROBLEMS + 1}').fetchall()
    yield from loading.unreadable(table, wrong)
    about = connection.execute(f'FROM "{table.name} about"').fetchone()
    assert about is not None  # the loader writes its one row
    _, encoding, told, rounded = about
    if not told:
        yield problem("W230", table.at, file=table.shown, encoding=encoding)
    if rounded:
        yield problem("W231", table.at, file=table.shown, count=f"{rounded:,}", digits=loading.DIGITS)


def _most(problems: list[Diagnostic], table: Named) -> list[Diagnostic]:
    """The first fifty problems, and that there are more."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    return [*problems[:MOST_PROBLEMS], problem("E236", Position(str(table.path)), file=table.path.name, most=MOST_PROBLEMS)]
