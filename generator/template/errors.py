"""What goes wrong in a template, told with the template's line and the value's place in the YAML."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from generator.diagnostics import Diagnostic, Position, problem
from generator.expressions import UnknownName
from generator.hints import hinted, nearest
from generator.prose import Refused
from generator.values import Node


class AbsentPrinted(Exception):
    """A template prints a property that is not there, or not for this audience."""

    def __init__(self, node: Node, name: str) -> None:
        super().__init__(name)
        self.node, self.name = node, name


class LanguageMissing(Exception):
    """A template prints a text that lacks one of the paper's languages."""

    def __init__(self, node: Node | None, name: str) -> None:
        super().__init__(name)
        self.node, self.name = node, name


class Unprintable(Exception):
    """A template prints something that has no wording: a mapping, a list, true or false."""

    def __init__(self, value: Any) -> None:
        super().__init__(type(value).__name__)
        self.type = type(value).__name__


class TextRefused(Exception):
    """A template prints a text of the paper that cannot be printed as it is written."""

    def __init__(self, refused: Refused, paper: Node | None, pointer: str) -> None:
        super().__init__(refused.code)
        self.code, self.words, self.paper, self.pointer = refused.code, refused.words, paper, pointer


def diagnosed(error: Exception, known: Iterable[str], filters: Iterable[str]) -> Diagnostic | None:
    """The problem that an exception of a rendering stands for, `known` being the template's names; None for a defect of ours."""
    if isinstance(error, TemplateSyntaxError):
        path = error.filename or error.name or "template"
        found = problem("E433", line_of(path, _unclosed(error) or error.lineno), reason=error.message)
        return _nearest(found, error.message, filters) if "filter" in (error.message or "") else found
    place = _place(error)
    match error:
        case TemplateNotFound():
            return problem("E437", place, name=error.name)
        case TextRefused():
            known_there = error.paper is not None and error.pointer in error.paper.source.nodes
            where = error.paper.source.position(error.pointer) if error.paper is not None and known_there else place
            return problem(error.code, where, pointer=error.pointer if known_there else "", **error.words)
        case AbsentPrinted():
            return _absent(error, place)
        case LanguageMissing():
            where = error.node.source.position(error.node.child(error.name)) if error.node else None
            return problem("E436", where or place, pointer=error.node.child(error.name) if error.node else "", name=error.name)
        case UnknownName():
            return problem("E430", place, name=error.name, where=error.where or "/", nearest=", ".join(error.nearest) or "–")
        case UndefinedError():
            return _nearest(problem("E438", place, reason=error.message, known=", ".join(known)), error.message, known)
        case SecurityError():
            return problem("E434", place, reason=error)
        case RecursionError():
            return problem("E435", place, reason="templates or macros call each other without end")
        case Unprintable():
            return problem("E435", place, reason=f"{error.type} has no wording; print one of its values")
        case KeyError():
            return problem("E439", place, name=error.args[0])
        case TypeError() | ValueError() | ArithmeticError() | AttributeError() if place:
            return problem("E435", place, reason=error)
    return None


def _unclosed(error: TemplateSyntaxError) -> int:
    """The line of the innermost tag that is never closed, where that is what is wrong; Jinja names the last line."""
    if not (error.message or "").startswith("Unexpected end of template"):
        return 0
    opened: list[tuple[str, int]] = []
    source = re.sub(r"\{#.*?#\}", lambda remark: re.sub(".", "", remark[0]), error.source or "", flags=re.DOTALL)
    for tag in re.finditer(r"\{%[-+]?\s*(end)?(for|if|macro|call|block|filter|with|raw)\b", source):
        if tag[1]:
            opened = opened[:-1]
        else:
            opened.append((tag[2], source.count("\n", 0, tag.start()) + 1))
    return opened[-1][1] if opened else 0


def _nearest(found: Diagnostic, message: str | None, known: Iterable[str]) -> Diagnostic:
    """`found` with the known name that the one quoted in Jinja's message is probably a slip of."""
    quoted = re.search(r"'([^']+)'", message or "")
    meant = nearest(quoted[1], known) if quoted else None
    return hinted(found, "did_you_mean", name=meant) if meant else found


def _absent(error: AbsentPrinted, place: Position | None) -> Diagnostic:
    """A withheld or absent property, with its place in the YAML."""
    pointer = error.node.child(error.name)
    code = "E432" if error.name in error.node.withheld else "E431"
    where = error.node.source.position(pointer if code == "E432" else error.node.pointer)
    return problem(code, place, pointer=pointer, name=error.name, where=where)


def _place(error: Exception) -> Position | None:
    """The innermost template line that an exception passed through (Jinja rewrites tracebacks to template lines)."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return line_of(frames[-1].filename, frames[-1].lineno or 1) if frames else None


def line_of(path: str, number: int) -> Position:
    """A line of a template as a position, the caret under its first character."""
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    text = lines[number - 1] if 0 < number <= len(lines) else ""
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    return Position(str(shown), number, len(text) - len(text.lstrip()) + 1, text, len(text.strip()) or 1)
