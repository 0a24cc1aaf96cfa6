"""The members of a zip: read with limits, kept already deflated, written byte for byte alike whatever the clock.

The format is PKWARE's APPNOTE 6.3: a local header before each member's data, the central directory at the end.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.frozen import dataclass

MAX_ENTRIES = 10_000
MAX_PART_BYTES = 100 * 2**20
MAX_TOTAL_BYTES = 200 * 2**20
MAX_RATIO = 100
RATIO_COUNTS_FROM_BYTES = 2**20
"""A small part of blanks may well deflate by more than a hundred; only a large one is a bomb."""

STORED_SUFFIXES = (".xlsx", ".png", ".jpg", ".jpeg")
"""Members that are compressed already."""

LEVEL = 3
"""zlib's level, the last of its quick ones: 6 takes two and a half times as long and saves a sixth, 9 seven times as long and a quarter
(the document part of a report with 400 rows)."""

SMALL_BYTES, MEMORY_OF_SMALL = 8192, 4
"""Most parts of a package are small, and clearing the memory that zlib takes for a large one (256 KB) would take eight times as long as
deflating them; the outcome is as small."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOS_EPOCH_DATE = 0x21
"""1 January 1980, the earliest date of the format, as (year - 1980) << 9 | month << 5 | day."""
_UTF8_NAME = 0x800
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")


@dataclass(frozen=True, slots=True)
class Member:
    """One part: its bytes, their CRC-32, and what stands in the zip for them (method 0 stored, 8 deflated)."""

    data: bytes
    crc: int
    packed: bytes
    method: int

    @classmethod
    def of(cls, name: str, data: bytes) -> Member:
        """The member for a part called `name`; pictures and workbooks are stored, the rest is deflated."""
        if name.lower().endswith(STORED_SUFFIXES):
            return cls(data, zlib.crc32(data), data, 0)
        memory = MEMORY_OF_SMALL if len(data) < SMALL_BYTES else zlib.DEF_MEM_LEVEL
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, memory)
        return cls(data, zlib.crc32(data), deflate.compress(data) + deflate.flush(), 8)


Members = Mapping[str, Member]


def _order(name: str) -> tuple[int, str]:
    """[Content_Types].xml first, then the package's relationships, as Office writes them; the rest by name."""
    return {"[Content_Types].xml": 0, "_rels/.rels": 1}.get(name, 2), name


def zipped(members: Members) -> bytes:
    """A zip of `members` that depends on nothing but their names and bytes (date 1980-01-01, no attributes, fixed order)."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(members, key=_order):
        member = members[name]
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        sizes = (member.crc, len(member.packed), len(member.data))
        local = _LOCAL.pack(0x04034B50, 20, flags, member.method, 0, _DOS_EPOCH_DATE, *sizes, len(encoded), 0) + encoded
        fixed = (0x02014B50, 20, 20, flags, member.method, 0, _DOS_EPOCH_DATE, *sizes, len(encoded), 0, 0, 0, 0, 0, offset)
        directory.append(_CENTRAL.pack(*fixed) + encoded)
        body += (local, member.packed)
        offset += len(local) + len(member.packed)
    central = b"".join(directory)
    return b"".join(body) + central + _END.pack(0x06054B50, 0, 0, len(directory), len(directory), len(central), offset, 0)


def read(data: bytes, file: str = "") -> dict[str, Member]:
    """The members of a zip by name. Raises GeneratorError (E602–E606) for what is no zip, is encrypted, is a bomb or names a part twice."""
    where = Position(file) if file else None
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise GeneratorError([problem("E603" if encrypted else "E602", where)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            found = _refusals(entries, where)
            if found:
                raise GeneratorError(found)
            return {entry.filename: Member.of(entry.filename, _inflated(archive, entry, where)) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OSError, ValueError) as error:
        raise GeneratorError([problem("E604", where)]) from error


def _refusals(entries: list[zipfile.ZipInfo], where: Position | None) -> list[Diagnostic]:
    """What the central directory alone tells against the file, before anything is inflated."""
    found = [problem("E605", where, part=name) for name in _twice(entry.filename for entry in entries)]
    found += [problem("E603", where) for entry in entries[:1] if entry.flag_bits & 1]
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        found.append(problem("E606", where, part="(all)"))
    found += [problem("E606", where, part=entry.filename) for entry in entries if _is_bomb(entry.file_size, entry.compress_size)]
    return found


def _is_bomb(size: int, packed: int) -> bool:
    return size > MAX_PART_BYTES or (size > RATIO_COUNTS_FROM_BYTES and size > MAX_RATIO * max(1, packed))


def _twice(names: Iterable[str]) -> list[str]:
    """Names that occur again; part names are compared without regard to case (ECMA-376-2, 6.2.2.3)."""
    seen: set[str] = set()
    again: list[str] = []
    for name in names:
        key = name.lower()
        if key in seen:
            again.append(name)
        seen.add(key)
    return again


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: Position | None) -> bytes:
    """The bytes of one member, counted while inflating, since a header may lie about its size."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise GeneratorError([problem("E606", where, part=entry.filename)])
    return data
