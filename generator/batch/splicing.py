"""A paper with some fields set from elsewhere: as if someone had typed them into its file, so that they are checked like typed ones.

What the file says of these fields is blanked out and the new values stand below its last line; every other line keeps its place, and a
problem of a value that was set is told where it stands in the plan.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import source
from generator.diagnostics import Diagnostic, Position
from generator.frozen import dataclass
from generator.source import Source, escaped

TYPED = re.compile(r"[A-Za-z0-9\u4e00-\u9fff](?:[\w ./+%-]|:(?=\S))*(?<![\s:])")
"""Words, numbers and dates that YAML reads as they are; anything else stands in quotes."""


@dataclass(frozen=True, slots=True)
class Spliced:
    """A paper's source with fields set, and which field each of the added lines sets."""

    source: Source
    lines: Mapping[int, str]


def spliced(path: Path, fields: Mapping[str, Any], *, fix_text: bool = False) -> Spliced:
    """The paper of a file with fields set at its top; None takes a field out. Raises GeneratorError as `source.load` does."""
    loaded = source.load(path, fix_text=fix_text)
    kept = _without(loaded, fields)
    first = kept.count("\n") + 1
    added = {name: f"{_scalar(name)}: {_flow(value)}" for name, value in fields.items() if value is not None}
    text = kept + "".join(f"{line}\n" for line in added.values())
    return Spliced(source.read(text, str(path), fix_text=fix_text), {first + index: name for index, name in enumerate(added)})


def _without(loaded: Source, names: Iterable[str]) -> str:
    """The text of a file, ended, without some of its top entries; all else stays in its line and column."""
    text = loaded.text if loaded.text.endswith("\n") else f"{loaded.text}\n"
    starts = {pointer: node.key_start for pointer, node in loaded.nodes.items() if pointer.count("/") == 1 and node.key_start >= 0}
    ordered = [*sorted(starts.values()), len(text)]
    for start in (starts[pointer] for name in names if (pointer := f"/{escaped(name)}") in starts):
        end = ordered[ordered.index(start) + 1]
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{_scalar(str(name))}: {_flow(one)}" for name, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case _:
            return _scalar(str(value))


def _scalar(text: str) -> str:
    """A text as YAML: as typed where that is safe, so that a field that wants a number or a date gets one; else in quotes."""
    return text if TYPED.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def relocated(told: Iterable[Diagnostic], spliced: Spliced, places: Mapping[str, Position]) -> Iterator[Diagnostic]:
    """Problems of a spliced paper, those of the values that were set at their places in the plan."""
    for one in told:
        at = one.position
        name = spliced.lines.get(at.line, "") if at is not None and at.file == spliced.source.name else ""
        yield replace(one, position=places[name]) if name in places else one
