"""Where a record stands in its file: found again, from the file, for the few records that something is wrong with."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path
from typing import Literal

from generator.diagnostics import Diagnostic, Position, problem
from generator.tables import encodings, heads, spreadsheets
from generator.tables.named import Named

Form = Literal["text", "workbook", "parquet"]

MOST_TOLD = 50
MOST_EXCERPT = 400
"""Characters of a record that a message shows."""


def form(path: Path) -> Form:
    """What a file is, by how it begins and not by its name; what is none of the others is text. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PAR1"):
        return "parquet"
    return "workbook" if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) else "text"


def found(named: Named, wanted: Collection[int]) -> dict[int, Position]:
    """The places of some records: line of a text, row of a workbook; of a Parquet file there is none but the file."""
    if not wanted or (records := _records(named)) is None:
        return {}
    last = max(wanted)
    until = takewhile(lambda one: one[0] <= last, heads.numbered(records))
    return {number: _placed(named, line, record) for number, line, record in until if number in wanted}


def _records(named: Named) -> Iterator[tuple[int, tuple[str, ...]]] | None:
    """The records of a file, heading and blank ones too, with their lines or rows; None when it has neither."""
    match form(named.path):
        case "text":
            return _lines(named.path, encodings.text(named.path, named.encoding).encoding)
        case "workbook":
            return enumerate(spreadsheets.records(named.path, named.shown, named.sheet, named.at), 1)
        case "parquet":
            return None


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The records of a text with the lines on which they begin."""
    head = heads.head(path, encoding)
    with path.open(encoding=encoding, newline=None) as file:
        reader = csv.reader(file, delimiter=head.delimiter if head else ",")
        line = 1
        for record in reader:
            yield line, tuple(record)
            line = reader.line_num + 1


def _placed(named: Named, line: int, record: Iterable[str]) -> Position:
    excerpt = ",".join(record).replace("\n", " ")[:MOST_EXCERPT]
    return Position(str(named.path), line, 1, excerpt, max(1, len(excerpt)))


def narrowed(place: Position, value: str | None) -> Position:
    """The place of a value on its line; of the whole line where it is not to be found."""
    index = place.excerpt.find(value) if value else -1
    return replace(place, column=index + 1, length=len(value)) if index >= 0 and value else place


def rejected(named: Named, kinds: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the lines that are no records of their table; `kinds` is what the loader says of them."""
    ragged: list[Diagnostic] = []
    with suppress(csv.Error):  # a quotation mark that does not close makes one field of the rest of the file
        ragged += islice(_ragged(named), MOST_TOLD)
    if ragged and "UNQUOTED VALUE" not in kinds:
        yield from ragged
        return
    place = ragged[-1].position if ragged else named.at
    reason = "a quotation mark does not close" if "UNQUOTED VALUE" in kinds else ", ".join(kinds).lower()
    yield problem("E220", place, file=named.shown, reason=reason, folder=named.path.parent)


def _ragged(named: Named) -> Iterator[Diagnostic]:
    """A problem for every record with fewer fields than the heading, or more of them that hold something."""
    encoding = encodings.text(named.path, named.encoding).encoding
    head = heads.head(named.path, encoding)
    width = len(head.headings) if head else 0
    for number, line, record in heads.numbered(_lines(named.path, encoding)):
        if len(record) < width or any(record[width:]):
            place = _placed(named, line, record)
            yield problem("E225", place, file=named.path.name, record=number, fields=len(record), columns=width)
