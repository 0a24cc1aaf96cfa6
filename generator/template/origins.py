"""Which line of a template a line of its XHTML comes from: markup is read after rendering, but its mistakes are made in the template.

Only a paper that has failed pays for this: it is rendered once more with every line of every template marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension

from generator.diagnostics import Diagnostic, GeneratorError, Position
from generator.template import Scope, environment, render
from generator.template.errors import line_of

_MARK = re.compile("\ue000([0-9]+):([0-9]+)\ue001")
"""A mark: the number of the file and of the line between two characters of a private use area."""

_STRIPPED = re.compile(r"\s*\{[%{#]-")
"""A line whose tag takes the line feed before it away: a mark between them would keep it."""


class Marks(Extension):
    """Puts a mark at the beginning of every line of a template that begins outside of tags."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.files: list[str] = []

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with its marks."""
        self.files.append(filename or name or "")
        inside = set(_inside_tags(source))
        lines = source.split("\n")
        marked = (
            line if number in inside or _STRIPPED.match(line) or not line.strip() else f"\ue000{len(self.files) - 1}:{number}\ue001{line}"
            for number, line in enumerate(lines, 1)
        )
        return "\n".join(marked)


def _inside_tags(source: str) -> Iterator[int]:
    """The numbers of the lines that begin within a tag or a comment, or right after one that takes white space away."""
    for tag in re.finditer(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", source, re.DOTALL):
        first = source.count("\n", 0, tag.start()) + 1
        last = first + tag.group().count("\n")
        yield from range(first + 1, last + (2 if tag.group()[-3:-2] == "-" else 1))


def located(problems: Iterable[Diagnostic], rendered: str, name: str, scope: Scope) -> list[Diagnostic]:
    """The problems of an XHTML text at the template lines that wrote it; at its own lines where that cannot be told."""
    places = _places(rendered, name, scope)
    moved = (replace(one, position=_place(one.position, places, rendered)) if one.position else one for one in problems)
    return list(dict.fromkeys(moved))  # a loop makes one mistake many times


def _place(at: Position, places: list[Position], rendered: str) -> Position:
    if 0 < at.line <= len(places):
        return places[at.line - 1]
    lines = rendered.split("\n")
    text = lines[at.line - 1].strip() if 0 < at.line <= len(lines) else ""
    return replace(at, column=1, excerpt=text, length=max(1, len(text)))


def _places(rendered: str, name: str, scope: Scope) -> list[Position]:
    """The template line of every line of a rendering; none when the marks have changed its lines."""
    env: list[Environment] = []

    def marked(folders: tuple[Path, ...]) -> Environment:
        env.append(environment(folders).overlay(extensions=[Marks], bytecode_cache=None))
        return env[-1]

    try:
        lines = render(name, scope, marked).split("\n")
    except GeneratorError:
        return []
    marks = env[0].extensions[Marks.identifier]
    if len(lines) != rendered.count("\n") + 1 or not isinstance(marks, Marks):
        return []
    return list(_followed(lines, marks.files))


def _followed(lines: Iterable[str], files: list[str]) -> Iterator[Position]:
    """The place of each line: that of its first mark before an element, else of the last mark above."""
    place = line_of(files[0], 1)
    for line in lines:
        pieces = _MARK.split(line)  # text, file, line, text, file, line, text …
        found = [(files[int(pieces[i])], int(pieces[i + 1]), pieces[i + 2]) for i in range(1, len(pieces), 3)]
        meant = next((one for one in found if "<" in one[2]), found[0] if found else None)
        place = line_of(meant[0], meant[1]) if meant and "<" not in pieces[0] else place
        yield place
        place = line_of(found[-1][0], found[-1][1]) if found else place
