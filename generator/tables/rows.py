"""Tables in files beside a paper: a CSV in, the rows of a list out.

A list of a schema that says `x-rows: spend_file` may stand in a file instead of the paper: the property `spend_file` is a mapping with
`file`, named from the paper's folder, and perhaps `columns`, which gives the file's heading for a property of the rows. Rows that come
from a file are nodes like typed ones, and know their line in it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.frozen import dataclass
from generator.schema import spellings
from generator.shapes import Shape
from generator.source import Source
from generator.source.events import Node as Span
from generator.source.lines import Lines
from generator.values import Node, plant

MOST_BYTES = 16_000_000
MOST_PROBLEMS = 50
"""Problems told of one table: after fifty it is another table."""

ENCODINGS = ("utf-8-sig", "gb18030")
"""What Excel writes: UTF-8 with its mark, or on a Chinese Windows GB 18030."""

_NUMBER = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z", re.ASCII)


def fill(paper: Node) -> list[Diagnostic]:
    """The lists of `paper` that stand in files set in it; every problem of the files."""
    problems: list[Diagnostic] = []
    for name, shape in paper.shape.properties():
        named = paper.get(shape.rows_from) if shape.rows_from else None
        if not isinstance(named, Node):
            continue
        if paper.get(name) is not None:
            at = paper.child(name)
            problems.append(problem("E221", paper.source.position(at), pointer=at, name=name, by=shape.rows_from))
            continue
        try:
            paper[name] = _rows(paper, name, shape, named)
        except GeneratorError as error:
            problems += error.diagnostics
    return problems


@dataclass(frozen=True, slots=True)
class _Table:
    """A file as read: `spans` are the places of its records in `text`, `records` their fields by heading."""

    file: str
    text: str
    headings: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...]

    def source(self, list_name: str) -> Source:
        """The file as a source: `/spend/0` is its first record."""
        nodes = {f"/{list_name}/{number}": span for number, span in enumerate(self.spans)}
        return Source(self.file, self.text, {}, nodes=nodes, lines=Lines(self.file, self.text))


def _rows(paper: Node, name: str, shape: Shape, named: Node) -> list[Any]:
    """The rows of a file as planted nodes. Raises GeneratorError with all problems of the file."""
    folder = Path(paper.source.name).parent
    asked = paper.source.position(named.child("file"))
    table = _read(str(named["file"]), folder, asked)
    source = table.source(name)
    headings = {field: str((named.get("columns") or {}).get(field, field)) for field in shape.items.names}
    needed = [field for field in headings if field in shape.items.node.get("required", ()) or headings[field] in table.headings]
    missing = [field for field in needed if headings[field] not in table.headings]
    if missing:
        told = {"file": Path(table.file).name, "known": ", ".join(table.headings)}
        raise GeneratorError([problem("E223", asked, **told, name=field, column=headings[field]) for field in missing])
    problems: list[Diagnostic] = []
    rows = [dict(_cells(table, number, needed, headings, shape.items, source, problems)) for number in range(len(table.records))]
    if problems:
        raise GeneratorError(problems[:MOST_PROBLEMS])
    return [plant(row, shape.items, source, f"/{name}/{number}", f"/{name}/{number}") for number, row in enumerate(rows)]


def _cells(
    table: _Table, number: int, fields: list[str], headings: Mapping[str, str], shape: Shape, source: Source, problems: list[Diagnostic]
) -> Iterator[tuple[str, Any]]:
    """The values of a record by property; what is wrong with it goes to `problems`."""
    record, place = table.records[number], source.lines.position(*table.spans[number][:2])
    told: dict[str, Any] = {"file": Path(table.file).name, "record": number + 1}
    if len(record) != len(table.headings):
        problems.append(problem("E225", place, **told, fields=len(record), columns=len(table.headings)))
        return
    for field in fields:
        text = record[table.headings.index(headings[field])].strip()
        member = shape.member(field) or Shape.of(shape.root, {})
        told["column"] = headings[field]
        if not text:
            problems.append(problem("E227", place, **told))
        elif member.node.get("type") in ("number", "integer"):
            if _NUMBER.match(text):
                yield field, Decimal(text.replace(",", "").replace("−", "-"))
            else:
                problems.append(problem("E226", place, **told, value=text))
        elif member.format in spellings.SPELLINGS and spellings.read(member.format, text) is None:
            problems.append(spellings.wrong(member.format, text, place, ""))
        else:
            yield field, spellings.read(member.format, text) if member.format in spellings.SPELLINGS else text


# --------------------------------------------------------------------------------------------------------------------- the file


def _read(file: str, folder: Path, asked: Position) -> _Table:
    """A CSV file. Raises GeneratorError (E220, E222, E224, E228, E229)."""
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise GeneratorError([problem("E224", asked, file=file, folder=folder)])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GeneratorError([problem("E220", asked, file=file, reason=error.strerror or error, folder=folder)]) from error
    if len(data) > MOST_BYTES:
        raise GeneratorError([problem("E229", asked, file=file, size=len(data) // 1_000_000, most=MOST_BYTES // 1_000_000)])
    text = _decoded(data)
    if text is None:
        raise GeneratorError([problem("E222", asked, file=file)])
    return _parsed(text.replace("\r\n", "\n").replace("\r", "\n"), str(path), asked)


def _decoded(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _parsed(text: str, file: str, asked: Position) -> _Table:
    """The records of a text that are not blank; fields stand between the mark that the heading has most of: comma, semicolon or tab."""
    heading = text.partition("\n")[0]
    lines = Lines(file, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count), strict=True)
    records, spans, first = [], [], 0
    try:
        for record in reader:
            start = lines.starts[first]
            first = reader.line_num
            if any(field.strip() for field in record):
                records.append(tuple(record))
                spans.append(Span(start, start + max(1, len(lines.line(lines.number(start))))))
    except csv.Error as error:
        place = lines.position(lines.starts[min(reader.line_num, len(lines.starts)) - 1])
        raise GeneratorError([problem("E220", place, file=Path(file).name, reason=error, folder=Path(file).parent)]) from error
    if len(records) < 2:
        raise GeneratorError([problem("E228", asked, file=Path(file).name)])
    return _Table(file, text, tuple(field.strip() for field in records[0]), tuple(records[1:]), tuple(spans[1:]))


__all__ = ["fill"]
