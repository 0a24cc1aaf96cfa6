"""White space as a browser shows it: runs of it are one space, none at the ends of a line, none between two Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from generator.document import CaptionNumber, Checkbox, Control, Inline, Inlines, LineBreak, Reference, Second, Span, Text
from generator.markup.reading import WHITE

_WIDE = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))
_WHITE_RUN = re.compile(r"[ \t\r\n]+")


def plain_lines(value: str) -> str:
    """`value` with the white space of each of its lines collapsed, empty lines left out."""
    return "\n".join(line for line in tidy_lines(value) if line)


def tidy_lines(value: str) -> list[str]:
    """The lines of `value`, empty ones too, with the white space of each collapsed and none at its ends."""
    lines = value.split("\n")
    outer = value[:1] == " " or value[-1:] == " " or " \n" in value or "\n " in value
    if outer or "  " in value or "\t" in value or "\r" in value:
        return [_WHITE_RUN.sub(" ", line).strip(" ") for line in lines]
    return lines


def collapsed(text: str) -> str:
    """`text` with runs of white space as one space."""
    if "\n" in text:
        text = _on_one_line(text)
    return _WHITE_RUN.sub(" ", text) if "  " in text or "\t" in text or "\r" in text else text


def _on_one_line(text: str) -> str:
    """The lines of `text` joined by spaces; a line break of the source between two Chinese characters is none (CSS Text 3, segment break
    transformation)."""
    lines = [line for line in (each.strip(WHITE) for each in text.split("\n")) if line]
    joined = lines[0] if lines else ""
    for before, line in pairwise(lines):
        joined += line if _is_wide(before[-1]) and _is_wide(line[0]) else f" {line}"
    return f"{' ' if text[0] in WHITE else ''}{joined}{' ' if text[-1] in WHITE and joined else ''}"


def _is_wide(character: str) -> bool:
    return any(first <= character <= last for first, last in _WIDE)


def normalised(raw: list[Inline]) -> Inlines:
    """`raw` with runs of white space as one space, none at the ends of a line, no empty parts, neighbouring texts joined."""
    collapsed, _ = _strip_starts(raw, at_start=True)
    stripped, _ = _strip_ends(collapsed, at_end=True)
    return _joined(stripped)


def _strip_starts(parts: Iterable[Inline], at_start: bool) -> tuple[list[Inline], bool]:
    """`parts` without spaces that follow a space or start a line, and whether the next one would be such a space."""
    done: list[Inline] = []
    for part in parts:
        match part:
            case Text(text):
                kept = collapsed(text)
                kept = kept[1:] if at_start and kept.startswith(" ") else kept
                at_start = kept.endswith(" ") if kept else at_start
                done.append(Text(kept))
            case LineBreak():
                done.append(part)
                at_start = True
            case Checkbox() | Reference() | CaptionNumber():
                done.append(part)
                at_start = False
            case Second(children, lang):
                second, _ = _strip_starts(children, at_start=True)
                done.append(Second(tuple(second), lang))
            case _:
                inner, at_start = _strip_starts(part.children, at_start)
                done.append(replace(part, children=tuple(inner)))
    return done, at_start


def _strip_ends(parts: Iterable[Inline], at_end: bool) -> tuple[list[Inline], bool]:
    """`parts` without the space that ends a line, and whether a space before them would end one."""
    done: list[Inline] = []
    for part in reversed(list(parts)):
        match part:
            case Text(text):
                kept = text.rstrip(" ") if at_end else text
                at_end = at_end and not kept
                done.append(Text(kept))
            case LineBreak():
                done.append(part)
                at_end = True
            case Checkbox() | Reference() | CaptionNumber():
                done.append(part)
                at_end = False
            case Second(children, lang):
                second, _ = _strip_ends(children, at_end=True)
                done.append(Second(tuple(second), lang))
                at_end = True
            case _:
                inner, at_end = _strip_ends(part.children, at_end)
                done.append(replace(part, children=tuple(inner)))
    return done[::-1], at_end


def _joined(parts: Iterable[Inline]) -> Inlines:
    """`parts` with neighbouring texts as one and without empty ones; an empty control stays, and an empty Span with an id, as an anchor."""
    done: list[Inline] = []
    for part in parts:
        match part:
            case Text(""):
                continue
            case Text(text) if done and isinstance(before := done[-1], Text):
                done[-1] = Text(before.text + text)
            case Text() | LineBreak() | Checkbox() | Reference() | CaptionNumber():
                done.append(part)
            case _:
                children = _joined(part.children)
                if children or isinstance(part, Control) or (isinstance(part, Span) and part.id):
                    done.append(replace(part, children=children))
    return tuple(done)
