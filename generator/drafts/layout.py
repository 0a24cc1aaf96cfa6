"""The values of a new paper → YAML with a comment on every field in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.diagnostics import MessageLanguage
from generator.drafts import scalars
from generator.drafts.explanations import Explanations
from generator.drafts.skeleton import Skeleton
from generator.frozen import dataclass
from generator.papers import Paper
from generator.schema.conditions import required
from generator.shapes import Shape


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say: the way to the schema, the paper's number and file, the paper that it is made from."""

    schema: str
    number: str
    path: Path
    origin: Paper | None


def text(skeleton: Skeleton, values: Mapping[str, Any], reader: MessageLanguage, head: Head) -> str:
    """The file of a new paper."""
    words = Explanations(skeleton, reader)
    lines = [f"# yaml-language-server: $schema={head.schema}", *words.heading(head.number, head.path, head.origin)]
    needed = {*required(skeleton.kind.shape.node, skeleton.kind.shape.root, values), *skeleton.kind.schema.get("x-drawn", ())}
    writing = _Writing(skeleton, words)
    for name, shape in skeleton.kind.shape.properties():
        lines += ["", *words.field(name, shape, name in needed, name in values)]
        if name in values:
            lines += writing.entry(name, values[name], shape, optional=True)
        else:
            lines += _commented(writing.entry(name, writing.example(name, shape), shape, optional=False))
    return "\n".join(lines) + "\n"


def _commented(lines: list[str]) -> list[str]:
    """Lines that are not used yet: each behind a number sign, where it would stand."""
    return [f"# {line}" for line in lines]


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes entries. `optional` asks for the members that an object may have besides, as comments."""

    skeleton: Skeleton
    words: Explanations
    notes: bool = True

    def quiet(self) -> _Writing:
        """The same without notes."""
        return replace(self, notes=False)

    def entry(self, name: str, value: Any, shape: Shape, *, optional: bool, note: str = "") -> list[str]:
        """`name: value` on as many lines as it takes."""
        tail = f"   # {note}" if note and self.notes else ""
        if isinstance(value, str) and (lines := scalars.block(value)):
            return [f"{name}: {lines[0]}{tail}", *(f"  {line}" if line else "" for line in lines[1:])]
        if self._is_flat(value, shape) and (flow := scalars.on_one_line(value)) is not None:
            return [f"{name}: {flow}{tail}"]
        if isinstance(value, Mapping):
            return [f"{name}:{tail}", *(f"  {line}" for line in self._members(value, shape, optional))]
        if isinstance(value, list):
            items = list(self._item(value[0], shape.items, optional)) if value else []
            items += (line for one in value[1:] for line in self.quiet()._item(one, shape.items, False))  # told once, with the first item
            return [f"{name}:{tail}", *(f"  {line}" for line in items)]
        return [f"{name}: {scalars.scalar(value)}{tail}"]

    def _is_flat(self, value: Any, shape: Shape) -> bool:
        """Whether a value may stand on one line: texts and lists of scalars, not objects whose members want a comment each."""
        return not isinstance(value, Mapping) or shape.is_text or not value

    def _item(self, value: Any, shape: Shape, optional: bool) -> Iterator[str]:
        """The lines of a list's item, the first behind a dash."""
        if isinstance(value, Mapping) and (not shape.is_text or scalars.on_one_line(value) is None):
            lines = self._members(value, shape, optional)
        elif isinstance(value, list):
            lines = [scalars.on_one_line(value) or "[" + ", ".join(scalars.on_one_line(one) or "null" for one in value) + "]"]
        else:
            lines = (scalars.block(value) if isinstance(value, str) else None) or [scalars.on_one_line(value) or ""]
        yield from (f"{'- ' if index == 0 else '  '}{line}" for index, line in enumerate(lines))

    def _members(self, value: Mapping[str, Any], shape: Shape, optional: bool) -> list[str]:
        """The lines of an object: its members in the schema's order, each with a note; what it may have besides as comments below the
        first member, because an item of a list has to begin with one."""
        if shape.is_text:
            return [line for key, one in value.items() for line in self.entry(key, one, Shape.of(shape.root, {}), optional=False)]
        needed = required(shape.node, shape.root, value)
        first: list[str] = []
        rest: list[str] = []
        for name in dict.fromkeys((*shape.names, *value)):
            member = shape.member(name) or Shape.of(shape.root, {})
            if name in value:
                note = self.words.member(name, member, name in needed)
                (rest if first else first).extend(self.entry(name, value[name], member, optional=optional, note=note))
            elif optional:
                note = self.words.member(name, member, False)
                rest += _commented(self.entry(name, self.example(name, member), member, optional=False, note=note))
        return first + rest

    def example(self, name: str, shape: Shape) -> Any:
        """What a field that is not used would hold; of an object that needs nothing, all that it may hold."""
        value = self.skeleton.placeholder(name, shape)
        if value != {}:
            return value
        return {inner: self.skeleton.placeholder(inner, member) for inner, member in shape.properties() if "properties" not in member.node}
