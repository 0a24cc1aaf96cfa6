"""A file → a DuckDB database with its records, typed: done once for the same bytes and the same reading.

The database holds `data` (the columns of the kind, and `record`, the number of the record below the heading), `unreadable` (record,
column, value: what is no number, month or date, or is empty), and `about` (one row: records, encoding, told, rounded). Amounts are
DECIMAL, counted in ones: a parallel sum of doubles differs from run to run.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import store
from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.frozen import dataclass
from generator.schema import spellings
from generator.tables import encodings, heads, places, spreadsheets
from generator.tables.encodings import Undecodable
from generator.tables.named import Column, Named

if TYPE_CHECKING:
    import duckdb

MOST_PROBLEMS = 50
"""Problems told of one table: after fifty it is another table."""

DIGITS = 4
"""Decimals of an amount in ones, as the table keeps it."""

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "640MB",
    "threads": "2",
    "autoinstall_known_extensions": "false",  # both are on by default, and would fetch code from the network
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # a name in a query is a table, never a variable of this program
}  # fmt: skip

NUMBER = r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"
MOST_SPELLINGS = 100_000
"""Different texts of a column of months or dates that are looked at: there are not so many days."""


def load(named: Named, target: Path) -> None:
    """Make the database of a named table at `target`. Raises GeneratorError with what is wrong with the file, OSError for the target."""
    import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

    with store.staged(target) as path:
        connection = duckdb.connect(str(path), config=SETTINGS | {"temp_directory": str(path.parent / "spill")})
        try:
            _fill(connection, named, path.parent)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise GeneratorError([problem("E220", named.at, file=named.shown, reason=reason, folder=named.path.parent)]) from error
        finally:
            connection.close()


def _fill(connection: duckdb.DuckDBPyConnection, named: Named, folder: Path) -> None:
    file = _file(connection, named, folder)
    _read(connection, file, {column.name: _indexes(column, file.headings, named) for column in named.columns})
    _reject(connection, named)
    records = _one(connection, "SELECT count(*) FROM read")
    if not records:
        raise GeneratorError([problem("E228", named.at, file=named.shown)])
    for column in named.columns:
        if column.type in ("month", "date"):
            _spell(connection, column)
    _type(connection, named)
    rounded = sum(_rounded(connection, column, named.unit) for column in named.columns if column.type == "amount")
    connection.execute("CREATE TABLE about AS SELECT ? AS records, ? AS encoding, ? AS told, ? AS rounded",
                       [records, file.told.encoding if file.told else "", file.told is None or file.told.told, rounded])  # fmt: skip
    connection.execute("DROP TABLE read")


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None  # an aggregate always has its row
    return row[0]


# -------------------------------------------------------------------------------------------------------------- the file as text


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is read: what to read from in SQL, its headings, the blanks that may stand around its fields, what it was written in."""

    source: str
    headings: tuple[str, ...]
    blanks: str = encodings.BLANKS
    told: encodings.Text | None = None


def _file(connection: duckdb.DuckDBPyConnection, named: Named, folder: Path) -> _File:
    """How a file is read; other encodings and workbooks are turned into UTF-8 first."""
    form = places.form(named.path)
    if form == "parquet":
        source = f"read_parquet({_quoted(_plain_name(named.path, folder))})"
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        fields = ", ".join(f"CAST({_name(str(row[0]))} AS VARCHAR) AS c{index}" for index, row in enumerate(described))
        return _File(f"(SELECT {fields} FROM {source})", tuple(str(row[0]).strip() for row in described))
    return _workbook(named, folder) if form == "workbook" else _text(named, folder)


def _text(named: Named, folder: Path) -> _File:
    try:
        told = encodings.text(named.path, named.encoding)
        head = heads.head(named.path, told.encoding)
    except Undecodable as error:
        code = "E231" if named.encoding else "E222"
        raise GeneratorError([problem(code, named.at, file=named.shown, encoding=named.encoding, byte=error.byte)]) from error
    except csv.Error as error:
        raise GeneratorError([problem("E220", named.at, file=named.shown, reason=error, folder=named.path.parent)]) from error
    if head is None:
        raise GeneratorError([problem("E228", named.at, file=named.shown)])
    path = named.path
    if not (told.plain and head.first and path == _plain_name(path, folder)):
        path = folder / "text.csv"
        store.spool(path, encodings.below(named.path, told.encoding, head.lines))
    skip = int(path == named.path)
    return _File(_csv(path, head, skip), head.headings, encodings.blanks(path, head.delimiter), told)


def _plain_name(path: Path, folder: Path) -> Path:
    """A path without the marks that DuckDB takes for a pattern of many files: the file's own, or that of a copy."""
    if not set("*?[]{}") & set(str(path)):
        return path
    with path.open("rb") as file:
        store.spool(folder / "copy", iter(lambda: file.read(1 << 20), b""))
    return folder / "copy"


def _workbook(named: Named, folder: Path) -> _File:
    rows = spreadsheets.records(named.path, named.shown, named.sheet, named.at)
    first = next((row for row in rows if any(field.strip() for field in row)), None)
    if first is None:
        raise GeneratorError([problem("E228", named.at, file=named.shown)])
    store.spool(folder / "text.csv", spreadsheets.as_csv(rows))
    head = heads.Head(",", tuple(field.strip() for field in first), 0)
    return _File(_csv(folder / "text.csv", head, 0), head.headings)


def _csv(path: Path, head: heads.Head, skip: int) -> str:
    """`read_csv` with everything said and nothing guessed; records that are none of this form are kept apart."""
    fields = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(head.headings)))
    return (f"read_csv({_quoted(path)}, columns = {{{fields}}}, delim = {_quoted(head.delimiter)}, header = false, skip = {skip}, "
            f"auto_detect = false, quote = '\"', escape = '\"', compression = 'none', strict_mode = true, store_rejects = true, "
            f"rejects_limit = {MOST_PROBLEMS + 1})")  # fmt: skip


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _indexes(column: Column, headings: tuple[str, ...], named: Named) -> list[int]:
    """Which columns of the file a column is read from. Raises GeneratorError E223 (not there), E239 (there twice)."""
    for heading in column.headings:
        if headings.count(heading) != 1:
            code = "E239" if heading in headings else "E223"
            known = ", ".join(filter(None, headings))
            raise GeneratorError([problem(code, named.at, file=named.shown, name=column.name, column=heading, known=known)])
    return [headings.index(heading) for heading in column.headings]


# ------------------------------------------------------------------------------------------------------------- text to values


def _read(connection: duckdb.DuckDBPyConnection, file: _File, chosen: dict[str, list[int]]) -> None:
    """The table `read`: the records that are not blank, numbered, as text without blanks around it; empty is NULL."""
    texts = ", ".join(f"{_joined(indexes, file.blanks)} AS {_name(name)}" for name, indexes in chosen.items())
    filled = ", ".join(_trimmed(index, file.blanks) for index in range(len(file.headings)))
    numbered = f"SELECT row_number() OVER () AS record, {texts} FROM {file.source} WHERE coalesce({filled}) IS NOT NULL"
    connection.execute(f"CREATE TEMP TABLE read AS {numbered}")


def _trimmed(index: int, blanks: str) -> str:
    """A field without the blanks around it; `read_csv` gives NULL for an empty one."""
    return f"nullif(trim(c{index}{'' if blanks == ' ' else ', ' + _quoted(blanks)}), '')" if blanks else f"c{index}"


def _joined(indexes: list[int], blanks: str) -> str:
    """The text of one column of the file, or of several with a bar between them; none is NULL."""
    if len(indexes) > 1:
        return f"nullif(concat_ws(' | ', {', '.join(_trimmed(one, blanks) for one in indexes)}), '')"
    return _trimmed(indexes[0], blanks) if indexes else "CAST(NULL AS VARCHAR)"


def _reject(connection: duckdb.DuckDBPyConnection, named: Named) -> None:
    """Raises GeneratorError E225 for records with more or fewer fields than the heading, E220 for what is no record at all."""
    if _one(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"):  # there is none unless a CSV was read
        types = connection.execute("SELECT DISTINCT error_type::VARCHAR FROM reject_errors ORDER BY 1").fetchall()
        if types:
            raise GeneratorError(places.rejected(named, [str(kind) for (kind,) in types]))


def _spell(connection: duckdb.DuckDBPyConnection, column: Column) -> None:
    """The table of every text of a column of months or dates with what it means: each is looked at once."""
    name = _name(column.name)
    found = connection.execute(f"SELECT DISTINCT {name} FROM read WHERE {name} IS NOT NULL ORDER BY 1 LIMIT {MOST_SPELLINGS}").fetchall()
    pairs = [(text, meant) for (text,) in found if (meant := _meant(text, column.type))]
    table = f"{_name('spelled ' + column.name)} AS SELECT unnest(?::VARCHAR[]) AS text, unnest(?::VARCHAR[]) AS meant"
    connection.execute(f"CREATE TEMP TABLE {table}", [[text for text, _ in pairs], [meant for _, meant in pairs]])


def _meant(text: str, type: str) -> str | None:
    """The month ("2026-10") or day that a text names; a day and a moment are of their month."""
    if type == "month" and (month := spellings.SPELLINGS["month"].meant(text)):
        return month
    day = spellings.SPELLINGS["date"].meant(re.split("[ T]", text, maxsplit=1)[0])
    return day[:7] if day and type == "month" else day


def _type(connection: duckdb.DuckDBPyConnection, named: Named) -> None:
    """The tables `data` and `unreadable`."""
    spelled = [column for column in named.columns if column.type in ("month", "date")]
    tables = [(f"read.{_name(one.name)}", _name("spelled " + one.name), _name("s " + one.name)) for one in spelled]
    joins = " ".join(f"LEFT JOIN {table} AS {short} ON {text} = {short}.text" for text, table, short in tables)
    values = ", ".join(f"{_value(column, named.unit)} AS {_name(column.name)}" for column in named.columns)
    connection.execute(f"CREATE TABLE data AS SELECT read.record, {values} FROM read {joins}")
    connection.execute('CREATE TABLE unreadable (record BIGINT, "column" VARCHAR, value VARCHAR)')
    for column in named.columns:
        wrong = f"data.{_name(column.name)} IS NULL" + (f" AND read.{_name(column.name)} IS NOT NULL" if column.optional else "")
        connection.execute(f"INSERT INTO unreadable SELECT record, ?, read.{_name(column.name)} FROM data JOIN read USING (record) "
                           f"WHERE {wrong} ORDER BY record LIMIT {MOST_PROBLEMS + 1}", [column.name])  # fmt: skip


def _value(column: Column, unit: int) -> str:
    """A column's value in SQL; NULL where the text is none of its type."""
    text = f"read.{_name(column.name)}"
    if column.type == "text":
        return text
    if column.type != "amount":
        meant = f"{_name('s ' + column.name)}.meant"
        return f"CAST({meant} AS DATE)" if column.type == "date" else meant
    exact = f"TRY_CAST({_digits(text)} AS DECIMAL(28,10)) * {unit}::DECIMAL(7,0)" if unit > 1 else _digits(text)
    return f"TRY_CAST({exact} AS DECIMAL(18,{DIGITS}))"


def _digits(text: str) -> str:
    """A text that is a number as a cast takes it, else NULL."""
    return f"CASE WHEN regexp_full_match({text}, {_quoted(NUMBER)}) THEN replace(replace({text}, ',', ''), '−', '-') END"


def _rounded(connection: duckdb.DuckDBPyConnection, column: Column, unit: int) -> int:
    """How many amounts have more decimals than the table keeps."""
    digits, kept = _digits(_name(column.name)), DIGITS + len(str(unit)) - 1
    finer = f"TRY_CAST({digits} AS DECIMAL(38,20)) <> TRY_CAST({digits} AS DECIMAL(38,{kept}))"
    long = f"length(split_part({_name(column.name)}, '.', 2)) > {kept}"  # few are; only these are looked at closely
    return int(_one(connection, f"SELECT count(*) FROM (SELECT * FROM read WHERE {long}) AS read WHERE {finer}"))


def unreadable(named: Named, found: list[tuple[int, str, str | None]]) -> list[Diagnostic]:
    """A problem for every field that is empty or none of its column's type, at its place in the file."""
    columns = {column.name: column for column in named.columns}
    where = places.found(named, {record for record, _, _ in found})
    return [_wrong(named, columns[name], record, value, where) for record, name, value in found]


def _wrong(named: Named, column: Column, record: int, value: str | None, where: dict[int, Position]) -> Diagnostic:
    code = "E227" if value is None else {"amount": "E226", "month": "E238", "date": "E238"}[column.type]
    at = places.narrowed(where.get(record, Position(str(named.path))), value)
    return problem(code, at, file=named.path.name, record=record, column=column.heading, value=value)
