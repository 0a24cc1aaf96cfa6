"""The bytes of a table as UTF-8, a part at a time: which encoding a file is in is told, never guessed from a few bytes."""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.frozen import dataclass

PART = 1 << 20

BLANKS = " \t\u00a0\u3000\ufeff"
"""What stands around a field without being part of it."""

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""How a file itself says what it is in."""

CODECS = {"utf-8": "utf-8-sig", "gb18030": "gb18030", "utf-16": "utf-16", "big5": "big5hkscs"}
"""The encodings that a paper may name; the mark at the beginning of a file is no text."""


class Undecodable(Exception):
    """The file is not in its encoding; `byte` is where it ceases to be."""

    def __init__(self, encoding: str, byte: int) -> None:
        self.encoding, self.byte = encoding, byte
        super().__init__(f"{encoding} at byte {byte}")


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, worked out once in a process for as long as the file is not touched. Raises OSError."""
    return _digest(path.resolve(), _stamp(path))


@cache
def _digest(path: Path, stamp: tuple[int, ...]) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> tuple[int, ...]:
    """What the system notes of a file; another note means read it again."""
    noted: os.stat_result = path.stat()
    return noted.st_size, noted.st_mtime_ns, noted.st_ctime_ns, noted.st_ino


@dataclass(frozen=True, slots=True)
class Text:
    """What a file of text is in. `plain` says that it is UTF-8 with one kind of line end, so that it may be read as it stands; `told`
    that the file or the paper says so."""

    encoding: str
    plain: bool
    told: bool


def text(path: Path, encoding: str = "") -> Text:
    """What a file is in: as said, as its first bytes say, UTF-8, or GB 18030. Raises Undecodable when it is none of them, OSError."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if start.startswith(mark)), "")
    said = CODECS[encoding] if encoding else marked
    if said:
        return Text(said, _scanned(path, said) and said == "utf-8-sig", told=True)
    try:
        return Text("utf-8-sig", _scanned(path, "utf-8-sig"), told=True)
    except Undecodable:
        _scanned(path, "gb18030")
        return Text("gb18030", plain=False, told=False)


def _scanned(path: Path, encoding: str) -> bool:
    """Whether a file has but one kind of line end. Raises Undecodable."""
    decoder, done = codecs.getincrementaldecoder(encoding)(), 0
    feeds = returns = pairs = 0
    last = b""
    for part in (*_parts(path), b""):
        try:
            decoder.decode(part, final=not part)
        except UnicodeDecodeError as error:
            raise Undecodable(encoding, max(0, done + error.start)) from error
        done += len(part)
        feeds, returns = feeds + part.count(b"\n"), returns + part.count(b"\r")
        pairs += part.count(b"\r\n") + (last == b"\r" and part[:1] == b"\n")
        last = part[-1:]
    return not returns or returns == feeds == pairs


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(PART):
            yield part


def below(path: Path, encoding: str, lines: int) -> Iterator[bytes]:
    """The text of a file below its first lines, in UTF-8 with line feeds only, a part at a time."""
    with path.open(encoding=encoding, newline=None) as file:  # None: every kind of line end is read as a line feed
        for _ in range(lines):
            file.readline()
        while part := file.read(PART):
            yield part.encode()


def blanks(path: Path, delimiter: str) -> str:
    """Which of the blanks a file in UTF-8 holds at all: to look for them at both ends of every field costs as much as to read it."""
    sought = {one: one.encode() for one in BLANKS if one != delimiter}
    found: set[str] = set()
    last = b""
    for part in _parts(path):
        found |= {one for one, octets in sought.items() if one not in found and octets in last + part}
        last = part[-2:]
    return "".join(one for one in BLANKS if one in found)
