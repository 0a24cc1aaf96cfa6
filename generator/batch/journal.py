"""What a batch has made, as JSON lines beside the output: one line a document, added after its files stand whole on the disk.

Every shard adds to a file of its own and all are read together; a line that was cut off is passed over. Before a worker puts files in
their place it notes their hashes in a file of its own (`placing-…`), so that a run that was killed in between knows them for its own
and not for a person's change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from generator import store
from generator.batch.names import FOLDER
from generator.frozen import dataclass
from generator.store import ledgers

MOST_IDLE_LINES = 1000
"""Lines of documents made again since, above which a journal is written anew."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document that was made, or failed: hashes of what it was made from and of its files, by name; `data` are the inputs of which only
    some `rows` count, by their hash; `codes` are the codes of a failed one's errors."""

    key: str
    settings: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    rows: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    codes: tuple[str, ...] = ()

    def line(self) -> bytes:
        """The record as a line of the journal."""
        said = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def of(cls, line: bytes) -> Record | None:
        """The record of a line; None for one that is no record of ours."""
        try:
            said = json.loads(line)
            return cls(**{**said, "codes": tuple(said.get("codes", ())), "data": tuple(said.get("data", ()))})
        except (ValueError, TypeError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Known:
    """What the journals of a folder say: how each document was made last and whether it has failed since, by each of them; and the hashes
    of all files that the tool has put there, by name."""

    records: Mapping[str, tuple[Record, ...]]
    ours: Mapping[str, frozenset[str]]

    @property
    def made(self) -> Iterator[Record]:
        """One record of each document that has been made."""
        for records in self.records.values():
            made = [record for record in records if record.outputs]
            if made:
                yield made[-1]


def read(folder: Path) -> Known:
    """What has been made in an output folder, so far as its journals know."""
    records: dict[str, list[Record]] = {}
    ours: dict[str, set[str]] = {}
    for path in sorted((folder / FOLDER).glob("journal*.jsonl")):
        for record in _standing(path):
            records.setdefault(record.key, []).append(record)
            _own(ours, record.outputs)
    for path in (folder / FOLDER).glob("placing-*.jsonl"):
        for record in _records(path):
            _own(ours, record.outputs)
    return Known({key: tuple(found) for key, found in records.items()}, {name: frozenset(found) for name, found in ours.items()})


def _own(ours: dict[str, set[str]], outputs: Mapping[str, str]) -> None:
    for name, digest in outputs.items():
        ours.setdefault(name, set()).add(digest)


def _records(path: Path) -> Iterator[Record]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return
    yield from (record for line in lines if line and (record := Record.of(line)))


def _standing(path: Path) -> list[Record]:
    """The records of a journal that still count: how each document was made last, and its failure since."""
    made: dict[str, Record] = {}
    failed: dict[str, Record] = {}
    for record in _records(path):
        if record.codes:
            failed[record.key] = record
        else:
            made[record.key] = record
            failed.pop(record.key, None)
    return [*made.values(), *failed.values()]


class Journal:
    """The journal of one run, open for adding. Raises GeneratorError E701 when it cannot be written."""

    def __init__(self, folder: Path, shard: str, *, durable: bool) -> None:
        self.path = folder / FOLDER / f"journal{shard}.jsonl"
        self.durable = durable
        _shorten(self.path)
        self._file = ledgers.appender(self.path)

    def add(self, record: Record) -> None:
        """Add a document; its files stand whole on the disk by now."""
        ledgers.append(self._file, record.line(), durable=self.durable)

    def close(self) -> None:
        """Nothing more is added."""
        self._file.close()


def _shorten(path: Path) -> None:
    """Write a journal anew when most of it is about what has been made again since."""
    if not path.is_file():
        return
    standing = _standing(path)
    if sum(1 for _ in _records(path)) - len(standing) > max(MOST_IDLE_LINES, len(standing)):
        text = b"".join(record.line() + b"\n" for record in standing)
        store.save(path.parent, [(PurePosixPath(path.name), text)])


# ----------------------------------------------------------------------------------------------------------- files being put in place

_PLACING: dict[Path, BinaryIO] = {}
"""The file of this worker for each output folder."""


def placing(folder: Path, key: str, outputs: Mapping[str, str], *, durable: bool) -> None:
    """Note, in this process's own file, what is about to be put in its place."""
    if folder not in _PLACING:
        _PLACING[folder] = ledgers.appender(folder / FOLDER / f"placing-{store.host()}-{os.getpid()}.jsonl")
    ledgers.append(_PLACING[folder], Record(key, outputs=outputs).line(), durable=durable)


def placed(folder: Path, pids: Iterable[int] | None = None) -> None:
    """Forget the notes of some processes, or of all of this machine that have died: what they placed is in the journal."""
    for path in (folder / FOLDER).glob(f"placing-{store.host()}-*.jsonl"):
        pid = path.stem.rpartition("-")[2]
        if pid.isdigit() and (int(pid) in pids if pids is not None else not store.alive(int(pid))):
            ledgers.remove(path)
