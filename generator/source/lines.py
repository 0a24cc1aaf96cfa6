"""The lines of a text: a character's index → its Position; and how far a reader came in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from generator.diagnostics import Position
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    """A text cut at its line feeds. libyaml counts NEL, LS and PS as line ends too, editors do not: we count from the index."""

    file: str
    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts, length = [0], 0
        for line in self.text.split("\n"):
            length += len(line) + 1
            starts.append(length)
        object.__setattr__(self, "starts", tuple(starts[:-1]))

    def number(self, index: int) -> int:
        """The line, counted from 0, that holds the character at `index`."""
        return bisect_right(self.starts, index) - 1

    def start(self, number: int) -> int:
        """The index of the first character of line `number`, counted from 0."""
        return self.starts[number]

    def line(self, number: int) -> str:
        """The text of line `number`, counted from 0, without its line feed."""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def indent(self, number: int) -> int:
        """How many ASCII spaces begin line `number`."""
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))

    def position(self, start: int, end: int | None = None) -> Position:
        """The place of the characters from `start` up to `end` (default: one), cut at the end of the first line."""
        number = self.number(min(start, len(self.text)))
        excerpt = self.line(number)
        column = start - self.starts[number]
        stop = min(start + 1 if end is None else end, self.starts[number] + len(excerpt))
        width = len(self.text[start:stop].rstrip(" \t"))
        return Position(self.file, number + 1, column + 1, excerpt, max(1, width))


@dataclass(frozen=True, slots=True)
class Reached:
    """The last scalar or closed [list] before an error: its span and its style ("" plain, ' " | >, or ]); and where the innermost
    open bracket stands (-1: none)."""

    start: int = 0
    end: int = 0
    style: str = ""
    bracket: int = -1
