"""YAML text → values and positions.

A paper's values are plain Python values; what was typed (positions, the source text of plain scalars) lies beside them, under their JSON
pointers (RFC 6901), because the later stages want plain values and the messages want places.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any, cast

import yaml

from generator.diagnostics import Diagnostic, GeneratorError, Position, errors, problem
from generator.frozen import dataclass
from generator.hints import hinted
from generator.source.characters import ILLEGAL, MOST_BYTES, decode, fixed, illegal, in_its_field, one_line_end
from generator.source.events import Node, Reader, escaped, unescaped
from generator.source.lines import Lines
from generator.store import kept

__all__ = ["Source", "escaped", "load", "read", "unescaped", "values"]


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as read: `value` is a dict of str, int, Decimal, bool, None, list and dict; `text` has line feeds only."""

    name: str
    text: str
    value: dict[str, Any]
    warnings: tuple[Diagnostic, ...] = ()
    nodes: Mapping[str, Node] = field(default_factory=dict, repr=False)
    lines: Lines = field(default_factory=lambda: Lines("", ""), repr=False)

    def position(self, pointer: str = "") -> Position:
        """The place of the value at `pointer`, or of its nearest ancestor that exists. A mapping's is its first key."""
        node = self._node(pointer)
        return self.lines.position(node.start, node.end) if node else Position(self.name)

    def key_position(self, pointer: str) -> Position:
        """The place of the key of the entry at `pointer`; of the value where there is no key (list items, the top)."""
        node = self._node(pointer)
        if node is None or node.key_start < 0:
            return self.position(pointer)
        return self.lines.position(node.key_start, node.key_end)

    def raw(self, pointer: str) -> str | None:
        """The source text of the plain scalar at `pointer`; None for quoted and block scalars, collections and what is not there."""
        node = self.nodes.get(pointer)
        return node.raw if node else None

    def is_plain(self, pointer: str) -> bool:
        """Whether the value at `pointer` is a scalar without quotes."""
        return self.raw(pointer) is not None

    def _node(self, pointer: str) -> Node | None:
        while pointer and pointer not in self.nodes:
            pointer = pointer.rpartition("/")[0]
        return self.nodes.get(pointer)


def load(path: Path, *, fix_text: bool = False) -> Source:
    """The YAML file at `path`; `fix_text` as in `read`. Raises GeneratorError (E001–E042) with every problem that can be told at once."""
    return read(_data(path), str(path), fix_text=fix_text)


def values(path: Path) -> dict[str, Any]:
    """What the YAML file at `path` says, without the places: for the files of kinds and themes, which every process reads and hardly
    anyone changes, so that it is kept. Raises GeneratorError as `load` does."""
    data = _data(path)
    name = kept.key("yaml", yaml.__version__, data)
    known = kept.recall(name)
    if known is not None:
        with suppress(Exception):  # what was damaged is read again
            return cast("dict[str, Any]", pickle.loads(known))
    value = read(data, str(path)).value
    kept.keep(name, pickle.dumps(value))
    return value


def _data(path: Path) -> bytes:
    """The bytes of a file, no more than are read. Raises GeneratorError E001–E003."""
    try:
        if path.is_dir():
            raise GeneratorError([problem("E002", Position(str(path)), name=path.name or str(path))])
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise GeneratorError([_not_found(path)]) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise GeneratorError([problem("E003", Position(str(path)), reason=getattr(error, "strerror", None) or str(error))]) from error


def read(text: str | bytes, name: str, *, fix_text: bool = False) -> Source:
    """`text` as the content of the file `name`. With `fix_text`, characters that no format can hold are left out and counted in a warning
    (W007); columns then count without them. Raises GeneratorError (E004–E042) with every problem that can be told at once."""
    if isinstance(text, bytes):
        text = decode(text, name)
    elif len(text) > MOST_BYTES:
        raise GeneratorError([problem("E004", Position(name), most=MOST_BYTES // 1_000_000)])
    text = one_line_end(text.removeprefix("\ufeff"))
    removed = ILLEGAL.findall(text) if fix_text else []
    lines = Lines(name, ILLEGAL.sub("", text) if removed else text)
    reader = Reader(lines, fix_text, removed)
    reader.read()
    problems = [*illegal(lines), *reader.problems, *([fixed(removed, name)] if removed else [])]
    if not errors(problems) and not isinstance(reader.value, dict):
        problems.append(_no_mapping(reader, lines))
    if errors(problems):
        raise GeneratorError(dict.fromkeys(sorted(map(partial(_with_field, reader), problems), key=_place)))  # each once
    return Source(name, lines.text, reader.value, tuple(sorted(problems, key=_place)), reader.nodes, lines)


def _with_field(reader: Reader, found: Diagnostic) -> Diagnostic:
    """A problem of a character (E007) with the field that it stands in; any other as it is."""
    if found.code != "E007" or found.position is None:
        return found
    index = reader.lines.start(found.position.line - 1) + found.position.column - 1
    begins = {pointer: node.start if node.key_start < 0 else node.key_start for pointer, node in reader.nodes.items()}
    fields = [pointer for pointer, node in reader.nodes.items() if begins[pointer] <= index < node.end]
    return in_its_field(found, fields[-1]) if fields and fields[-1] else found


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.position.line, diagnostic.position.column) if diagnostic.position else (0, 0)


def _not_found(path: Path) -> Diagnostic:
    """E001, with the name of a file beside it that was probably meant."""
    missing = problem("E001", Position(str(path)), name=path.name)
    try:
        beside = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return hinted(missing, "no_folder", folder=path.parent) if not path.parent.exists() else missing
    meant = get_close_matches(path.name, beside, n=1, cutoff=0.7)
    return hinted(missing, "did_you_mean", name=meant[0]) if meant else missing


def _no_mapping(reader: Reader, lines: Lines) -> Diagnostic:
    """Why the top is not a mapping: nothing there (E008), a mistyped first key (E020, E023), a list or a text (E009)."""
    if reader.value is None:
        return problem("E008", Position(lines.file))
    node = reader.nodes[""]
    if isinstance(reader.value, str):
        from generator.source.mistakes import typed_like_a_key  # noqa: PLC0415 - only a broken file pays for it

        last = lines.number(max(node.start, node.end - 1))
        if slip := typed_like_a_key(lines, lines.number(node.start), last):
            return slip
    return problem("E009", lines.position(node.start, node.end))
