"""What a writer has to say, at the value of the paper that it is about."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.diagnostics import Diagnostic, Position
from generator.source import Source
from generator.values import Node


def placed(paper: Node, found: Diagnostic) -> Diagnostic:
    """A writer's problem at the value that it is about, or of the paper's file as a whole."""
    if found.position is not None:
        return found
    pointer = paper.pointer_of(found.pointer)
    if found.code in ("E651", "W651") and (written := _first_written(paper.source, found.message.en)):
        return replace(found, position=written)
    position = paper.source.position(pointer) if pointer else Position(paper.source.name)
    return replace(found, position=position, pointer=pointer)


def _first_written(source: Source, message: str) -> Position | None:
    """The first place in the file of a character that the message of E651 names: the page does not know where its text was typed."""
    named = (chr(int(code, 16)) for code in re.findall(r"\(U\+([0-9A-F]{4,6})\)", message))
    places = [index for character in named if (index := source.text.find(character)) >= 0]
    return source.lines.position(min(places)) if places else None
