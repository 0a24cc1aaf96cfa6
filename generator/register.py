"""The numbers of the papers that one command names: no number twice, and a version that rises over the one it replaces (rule K08).

Only the heads of the files are read; a file is loaded when there is something to tell about it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator import source
from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.figures.amounts import version_of
from generator.frozen import dataclass

HEADER = re.compile(rb"""^(id|client|version|supersedes|kind):[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
"""The lines of a paper's head that number it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper as its head numbers it."""

    path: Path
    client: str
    number: str
    version: str
    supersedes: str

    @property
    def replaces(self) -> tuple[str, str]:
        """The number and version of the paper that it replaces; ("", "") for none."""
        number, _, version = self.supersedes.partition(" ")
        return number, version.strip().lstrip("vV")

    def problem(self, code: str, key: str, **words: object) -> Diagnostic:
        """A problem at one of the lines of the head."""
        return problem(code, self._position(f"/{key}"), pointer=f"/{key}", id=self.number, version=self.version, **words)

    def _position(self, pointer: str) -> Position:
        try:
            return source.load(self.path).position(pointer)
        except GeneratorError:  # told when the paper itself is read
            return Position(str(self.path))


def check(paths: Iterable[Path]) -> list[Diagnostic]:
    """What is wrong between the numbers of some papers, each told at the later one of two."""
    entries = [entry for path in dict.fromkeys(paths) if (entry := _entry(path)) is not None]
    known: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        known.setdefault((entry.client, entry.number), []).append(entry)
    return [*(found for same in known.values() for found in _twice(same)), *(found for one in entries for found in _not_risen(one, known))]


def _entry(path: Path) -> Entry | None:
    """The head of a file; None for one that is no numbered paper or cannot be read."""
    try:
        head = {key.decode(): value.decode() for key, value in reversed(HEADER.findall(path.read_bytes()))}
    except (OSError, UnicodeDecodeError):
        return None
    if "id" not in head or "kind" not in head:
        return None
    return Entry(path, head.get("client", ""), head["id"], head.get("version", ""), head.get("supersedes", ""))


def _twice(same: list[Entry]) -> Iterator[Diagnostic]:
    """The papers of one number of which neither replaces the other."""
    ordered = sorted(same, key=lambda entry: version_of(entry.version))
    for earlier, later in itertools.pairwise(ordered):
        if earlier.version == later.version or later.replaces not in ((earlier.number, earlier.version), (earlier.number, "")):
            yield later.problem("K08b", "id", other=earlier.path, other_version=earlier.version)


def _not_risen(entry: Entry, known: Mapping[tuple[str, str], list[Entry]]) -> Iterator[Diagnostic]:
    """A paper that says it replaces one which is of the same number and not older."""
    number, version = entry.replaces
    for other in known.get((entry.client, number), ()) if number else ():
        newer = version_of(other.version) >= version_of(entry.version)
        if other is not entry and number == entry.number and newer and version in ("", other.version):
            yield entry.problem("K08c", "supersedes", supersedes=entry.supersedes, other=other.path)
