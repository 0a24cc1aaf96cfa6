"""The databases of data files, kept for the next report: `.briefwright/cache/<hash>.duckdb` in the working folder.

The hash is of the file's bytes, of how it is read, and of what reads it, so that nothing there is ever out of date; the folder may be
removed at any time. A database is made under another name and renamed, and never written again: any number of processes make the same
one at the same time, or read it while it is made anew.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import store
from generator.diagnostics import GeneratorError, problem
from generator.tables import encodings, loading
from generator.tables.loading import SETTINGS
from generator.tables.named import Named

if TYPE_CHECKING:
    import duckdb

PLACE = Path(".briefwright") / "cache"
"""Where the databases stand in a working folder."""

ASKING = SETTINGS | {"memory_limit": "256MB", "threads": "1"}
"""Reports are asked for by many processes at once, each within the memory of its document."""

READING = 1
"""The form of the databases: raise it with every change of what `loading` makes of the same file."""


def database(named: Named, folder: Path | None) -> Path:
    """The database of a named table, made when it is not there; without a folder, for this process alone.

    Raises GeneratorError with what is wrong with the file."""
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    try:
        source = encodings.digest(named.path)
        key = json.dumps([source, named.reading, READING, duckdb.__version__])
        name = f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.duckdb"
        path = next((place / name for place in (folder, _own()) if place and (place / name).is_file()), None)
        if path is None:
            path = _writable(folder) / name
            store.sweep(path.parent, time.time())
            loading.load(named, path)
            _unchanged(named, source, path)
    except OSError as error:
        reason = error.strerror or error
        raise GeneratorError([problem("E220", named.at, file=named.shown, reason=reason, folder=named.path.parent)]) from error
    return path


def _writable(folder: Path | None) -> Path:
    """The folder, or one of this process alone where nothing may be written."""
    return _own() if folder is None or store.writable(folder) else folder


@cache
def _own() -> Path:
    """A folder that is gone when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="briefwright-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _unchanged(named: Named, source: str, path: Path) -> None:
    """Raises GeneratorError E237 when the file became another one while it was read."""
    if encodings.digest(named.path) != source:
        store.discard(path)
        raise GeneratorError([problem("E237", named.at, file=named.shown)])


@contextmanager
def opened(tables: Sequence[tuple[Named, Path]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which every named table is a view of its name, read only, without files, network or settings to change.

    `<name> unreadable` and `<name> about` are what the loader remarked of it.
    """
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    connection = duckdb.connect(":memory:", config=ASKING)
    try:
        for index, (named, path) in enumerate(tables):
            _attach(connection, path, f"file{index}", named)
            for view, table in ((named.name, "data"), (f"{named.name} unreadable", "unreadable"), (f"{named.name} about", "about")):
                connection.execute(f'CREATE TEMP VIEW "{view}" AS FROM file{index}.{table}')
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, named: Named) -> None:
    """Attach a database; one that a power cut has torn is made again."""
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    statement = "ATTACH '" + str(path).replace("'", "''") + f"' AS {name} (READ_ONLY)"
    try:
        connection.execute(statement)
    except duckdb.IOException:
        store.discard(path)
        loading.load(named, path)
        connection.execute(statement)
