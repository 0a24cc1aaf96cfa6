"""The heading of a table of text: which mark parts its fields, what its columns are called, and where its records begin."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from generator.frozen import dataclass

MOST_LINE = 1 << 20
"""Characters of one line of a heading: a longer one is no table."""

MOST_COLUMNS = 2_000

csv.field_size_limit(1 << 24)


@dataclass(frozen=True, slots=True)
class Head:
    """The heading: `lines` is how many lines of the file it ends after, `first` whether it is the first line and only one."""

    delimiter: str
    headings: tuple[str, ...]
    lines: int

    @property
    def first(self) -> bool:
        """Whether the heading is the first line and nothing else."""
        return self.lines == 1


def delimiter(line: str) -> str:
    """The mark that a heading has most of: comma, semicolon, tab or bar."""
    return max(",;\t|", key=line.count)


def head(path: Path, encoding: str) -> Head | None:
    """The first record of a file that is not blank, None when there is none. Raises csv.Error for quotation marks that do not close."""
    with path.open(encoding=encoding, newline="") as file:
        lines = (file.readline(MOST_LINE) for _ in range(MOST_COLUMNS))
        mark, before = ",", 0
        for line in lines:
            if not line:
                return None
            if line.strip(" \t\r\n,;|\"\u3000"):
                mark = delimiter(line)
                break
            before += 1
        reader = csv.reader(_from(line, file), delimiter=mark, strict=True)
        record = next(reader)
        return Head(mark, tuple(field.strip() for field in record), before + reader.line_num)


def _from(line: str, rest: Iterable[str]) -> Iterator[str]:
    yield line
    yield from islice(rest, MOST_COLUMNS)


def numbered(records: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The records below the heading that are not blank, as (number from 1, line or row, fields)."""
    counted = -1
    for line, record in records:
        if any(field.strip() for field in record):
            counted += 1
            if counted:
                yield counted, line, record
