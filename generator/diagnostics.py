"""Problems as values: where, how grave, what, and what to do about it.

A stage returns or raises diagnostics; only the command line prints them. Every message has an English and a Chinese wording under the
same code (`messages.py`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from generator.frozen import dataclass
from generator.messages import MESSAGES

Severity = Literal["error", "warning"]
MessageLanguage = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: line and column count from 1, in characters; `excerpt` is the source line, `length` the caret's width in
    characters. Line 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Wording:
    """A message in both languages of the tool."""

    en: str
    zh: str

    def in_language(self, language: MessageLanguage) -> str:
        """The wording for a reader of `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `pointer` is the JSON pointer of the value concerned, where there is one."""

    severity: Severity
    code: str
    message: Wording
    position: Position | None = None
    hint: Wording | None = None
    pointer: str = ""

    def __str__(self) -> str:
        where = f"{self.position}: " if self.position else ""
        return f"{where}{self.severity}[{self.code}]: {self.message.en}"


class GeneratorError(Exception):
    """What stopped a paper: at least one error, perhaps warnings, all of them at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


def problem(code: str, position: Position | None = None, *, pointer: str = "", **words: object) -> Diagnostic:
    """The diagnostic of `code`, its message and hint filled with `words`. Raises KeyError for a code that is not in the catalogue."""
    entry, filled = MESSAGES[code], {**words, "pointer": pointer}
    hint = Wording(entry.hint_en.format_map(filled), entry.hint_zh.format_map(filled)) if entry.hint_en else None
    message = Wording(entry.en.format_map(filled), entry.zh.format_map(filled))
    return Diagnostic("warning" if code.startswith("W") else "error", code, message, position, hint, pointer)


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that stop a paper."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]


def display_width(text: str) -> int:
    """Columns that `text` takes on a terminal: East Asian wide and full-width characters two (UAX #11); combining marks, joiners and
    other characters without ink none."""
    return sum(0 if unicodedata.category(c) in _NO_INK else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


_NO_INK = frozenset({"Mn", "Me", "Cf"})
_UNSHOWN = dict.fromkeys(
    (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029), "\ufffd"
)
"""Characters that would move the cursor, colour the terminal or turn the direction of the line; a message may have several lines."""


def shown(text: str) -> str:
    """`text` as a terminal may show it: a tab is a blank, a control character a replacement character; every other keeps its place."""
    return text.replace("\t", " ").replace("\xa0", " ").translate(_UNSHOWN)


def render(diagnostic: Diagnostic, language: MessageLanguage = "en") -> str:
    """The diagnostic as lines of text: place, code and message; the source line with a caret; the hint."""
    where = f"{diagnostic.position}: " if diagnostic.position else ""
    severity = {"error": "错误", "warning": "警告"}[diagnostic.severity] if language == "zh" else diagnostic.severity
    lines = [shown(f"{where}{severity}[{diagnostic.code}]: {diagnostic.message.in_language(language)}")]
    if diagnostic.position and diagnostic.position.excerpt:
        lines += _excerpt(diagnostic.position)
    if diagnostic.hint:
        lines.append(shown(f"  {'提示：' if language == 'zh' else 'hint: '}{diagnostic.hint.in_language(language)}"))
    return "\n".join(lines)


_BEFORE, _WIDE = 60, 100
"""Characters shown before the place meant, and in all."""


def _excerpt(position: Position) -> Sequence[str]:
    """The source line and, below it, a caret under the characters meant; a long line is cut around them."""
    start = max(0, position.column - 1 - _BEFORE)
    cut = shown(position.excerpt[start : start + _WIDE])
    before = cut[: position.column - 1 - start]
    marked = cut[len(before) : len(before) + max(1, position.length)]
    left, right = "…" if start else "", "…" if start + _WIDE < len(position.excerpt) else ""
    gutter = f"{position.line:>5} | "
    caret = " " * display_width(left + before) + "^" * max(1, display_width(marked))
    return gutter + left + cut + right, " " * (len(gutter) - 2) + "| " + caret
