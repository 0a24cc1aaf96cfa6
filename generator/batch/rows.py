"""The rows of an entry: each a set of names and their texts, one for every combination of its values and rows of its table."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path

from generator.batch.fingerprints import Fingerprints
from generator.batch.plan import Entry
from generator.diagnostics import GeneratorError, Position, problem
from generator.source.lines import Lines

MOST_VALUES = 10_000
"""Values that a range may stand for."""

ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel writes: UTF-8 with its mark, or on a Chinese Windows GB 18030."""

Row = Mapping[str, str]

_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([12]\d{3})-Q([1-4])")
_YEAR = re.compile(r"([12]\d{3})")
_DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}")


def of(entry: Entry, root: Path, known: Fingerprints) -> list[Row]:
    """The rows of an entry, in the order of the plan. Raises GeneratorError with everything that is wrong with its values and table."""
    problems, columns = [], {}
    for name, written in (entry.node.get("for_each") or {}).items():
        try:
            columns[name] = [one for text in _listed(written) for one in values(text)]
        except ValueError as error:
            at = entry.node["for_each"].child(name)
            problems.append(problem("E741", entry.node.source.position(at), pointer=at, name=name, range=error))
    try:
        table = list(_table(entry, root, known))
    except GeneratorError as error:
        problems += error.diagnostics
    if problems:
        raise GeneratorError(problems)
    combined = (dict(zip(columns, one, strict=True)) for one in product(*columns.values()))
    return [{name: text for given in (*row.items(), *one.items()) for name, text in _parts(*given)} for one in combined for row in table]


def _listed(written: str | Iterable[str]) -> list[str]:
    return [written] if isinstance(written, str) else list(written)


def values(text: str) -> list[str]:
    """What a text of a plan stands for: itself, or every year, quarter, month or day of a range "2026-01..2026-12".

    Raises ValueError for a range whose ends are of different kinds, the wrong way round, or too far apart."""
    first, dots, last = text.partition("..")
    if not dots:
        return [text]
    start, end = _number(first.strip()), _number(last.strip())
    if start is None or end is None or start[0] != end[0] or not 0 <= end[1] - start[1] < MOST_VALUES:
        raise ValueError(text)
    return [_spelled(start[0], number) for number in range(start[1], end[1] + 1)]


def _number(text: str) -> tuple[str, int] | None:
    """What kind of time a text names, and its place among those; None for anything else."""
    if found := _MONTH.fullmatch(text):
        return "month", int(found[1]) * 12 + int(found[2]) - 1
    if found := _QUARTER.fullmatch(text):
        return "quarter", int(found[1]) * 4 + int(found[2]) - 1
    if found := _YEAR.fullmatch(text):
        return "year", int(found[1])
    try:
        return ("day", datetime.date.fromisoformat(text).toordinal()) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _spelled(kind: str, number: int) -> str:
    match kind:
        case "month":
            return f"{number // 12:04}-{number % 12 + 1:02}"
        case "quarter":
            return f"{number // 4:04}-Q{number % 4 + 1}"
        case "year":
            return f"{number:04}"
        case _:
            return datetime.date.fromordinal(number).isoformat()


def _parts(name: str, text: str) -> Iterator[tuple[str, str]]:
    """A name and its text; of a time also its `year`, `first` and `last` day, and the time `before` and `next`: {period.next}."""
    yield name, text
    found = _number(text)
    if found is None:
        return
    kind, number = found
    yield f"{name}.year", text[:4]
    yield f"{name}.before", _spelled(kind, number - 1)
    yield f"{name}.next", _spelled(kind, number + 1)
    yield f"{name}.first", _first(kind, number).isoformat()
    yield f"{name}.last", (_first(kind, number + 1) - datetime.timedelta(days=1)).isoformat()
    if kind == "month":
        yield f"{name}.month", text[5:]
        yield f"{name}.quarter", f"{text[:4]}-Q{number % 12 // 3 + 1}"


def _first(kind: str, number: int) -> datetime.date:
    match kind:
        case "month":
            return datetime.date(number // 12, number % 12 + 1, 1)
        case "quarter":
            return datetime.date(number // 4, number % 4 * 3 + 1, 1)
        case "year":
            return datetime.date(number, 1, 1)
        case _:
            return datetime.date.fromordinal(number)


def holds(text: str, wanted: Iterable[str]) -> bool:
    """Whether a field of a header is what `where` asks for: one of several texts, patterns with `*`, or ranges ("2026-10..2026-12")."""
    for one in wanted:
        first, dots, last = one.partition("..")
        if dots and first.strip() <= text and text[: len(last.strip())] <= last.strip():
            return True
        if not dots and fnmatchcase(text, one):
            return True
    return False


# -------------------------------------------------------------------------------------------------------------------------- tables


def _table(entry: Entry, root: Path, known: Fingerprints) -> Iterator[Row]:
    """The rows of the entry's table; one without names for an entry that has none. Raises GeneratorError E742."""
    name = entry.node.get("table")
    if name is None:
        yield {}
        return
    at = entry.node.source.position(entry.node.child("table"))
    path = root / name
    known.look(path)
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise GeneratorError([problem("E742", at, file=path, reason=error.strerror or error)]) from error
    if text is None:
        raise GeneratorError([problem("E742", at, file=path, reason="UTF-8, GB 18030?")])
    yield from _records(text, path, at)


def _decoded(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return None


def _records(text: str, path: Path, at: Position) -> Iterator[Row]:
    """The records of a CSV text by heading; blank lines are passed over. Raises GeneratorError E742, E743."""
    lines = Lines(str(path), text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count), strict=True)
    headings: list[str] = []
    try:
        for record in reader:
            fields = [field.strip() for field in record]
            if not any(fields):
                continue
            if not headings:
                headings = fields
            elif len(fields) != len(headings):
                place = lines.position(lines.starts[reader.line_num - 1])
                raise GeneratorError([problem("E743", place, fields=len(fields), columns=len(headings))])
            else:
                yield dict(zip(headings, fields, strict=True))
    except csv.Error as error:
        raise GeneratorError([problem("E742", at, file=path, reason=error)]) from error
