"""Words that hold a place: what `new` writes where a person has to write, and what `check` then names as still to be filled in.

A scalar that is one of the words, and nothing else, is no value: it is never a wrong date or an unknown person, only not there yet.
In a draft it is a warning (W720), in any later status an error (E720).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.shapes import Shape
from generator.source import Source, escaped

WORDS: Mapping[str, str] = {"zh": "待填", "en": "TODO"}
"""The word by language of the reader."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a file that are still to be filled in, as JSON pointers: `open` are all, and the texts by language around them,
    `untyped` those that hold no text, so that
    nothing can be worked out from them or printed in their stead. `problems` are all of the file's, these included."""

    problems: tuple[Diagnostic, ...]
    open: tuple[str, ...] = ()
    untyped: tuple[str, ...] = ()


def found(source: Source, shape: Shape, problems: Iterable[Diagnostic]) -> Places:
    """The open places of a file; what else was said about such a place is dropped, but its hint is kept."""
    places = [pointer for pointer, value in _scalars(source.value) if value.strip() in WORDS.values()]
    if not places:
        return Places(tuple(problems))
    said = {one.pointer: one for one in problems if one.pointer in places and one.severity == "error"}
    code = "W720" if source.value.get("status") == "draft" else "E720"
    told = [_told(code, source, shape, pointer, said.get(pointer)) for pointer in places]
    others = (one for one in problems if one.pointer not in places)
    texts = (pointer.rpartition("/")[0] for pointer in places if pointer.endswith(("/zh", "/en")))
    return Places((*others, *told), (*places, *texts), tuple(said))


def refused(source: Source, shape: Shape, pointers: Iterable[str]) -> list[Diagnostic]:
    """Why a draft cannot be printed yet: E720 for each of the places."""
    return [_told("E720", source, shape, pointer, None) for pointer in pointers]


def _told(code: str, source: Source, shape: Shape, pointer: str, said: Diagnostic | None) -> Diagnostic:
    name, label = _named(shape, pointer)
    en, zh = (f" ({label['en']})", f"（{label['zh']}）") if label.keys() >= {"en", "zh"} else ("", "")
    told = problem(code, source.position(pointer), pointer=pointer, name=name, label_en=en, label_zh=zh)
    return replace(told, hint=said.hint) if said is not None and said.hint is not None else told


def _named(shape: Shape, pointer: str) -> tuple[str, Mapping[str, str]]:
    """How a place is called: the path of names to it, and the label of the innermost field that has one."""
    names: list[str] = []
    label: Mapping[str, str] = {}
    for step in pointer.split("/")[1:]:
        inner = shape.items if step.isdigit() else shape.member(step) or Shape.of(shape.root, {})
        names[-1:] = [f"{names[-1]}[{int(step) + 1}]"] if step.isdigit() and names else [*names[-1:], step]
        label, shape = inner.label or label, inner
    return ".".join(names), label


def _scalars(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a value, with its JSON pointer."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _scalars(inner, f"{pointer}/{escaped(str(key))}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, f"{pointer}/{index}")
    elif isinstance(value, str):
        yield pointer, value
