"""Category labels: a first line, wrapped where it must, and below it the second language, smaller and grey."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from generator.writers.charts.room import LINE, text_width

_LEAST_SCALE = 0.7
"""Labels shrink to this before they are cut."""

_NOT_AT_START = "，。、；：！？）》】」』’”…%％,.;:!?)]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label; `second` lines are of the second language."""

    text: str
    size_pt: float
    second: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a label and their room."""

    lines: tuple[Line, ...]

    @property
    def height_pt(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return sum(line.size_pt * LINE for line in self.lines)

    @property
    def width_pt(self) -> float:
        """The widest line."""
        return max((text_width(line.text, line.size_pt) for line in self.lines), default=0.0)


def fit(text: str, size_pt: float, second_scale: float, width_pt: float, height_pt: float) -> Label:
    """`text` ("\\n" before its second language) in a box: wrapped, then smaller, at last cut with "…"."""
    for scale in (1.0, 0.9, 0.8, _LEAST_SCALE):
        label = _wrapped(text, size_pt * scale, second_scale, width_pt)
        if label.height_pt <= height_pt:
            return label
    return _cut(label, width_pt, height_pt)


def _wrapped(text: str, size_pt: float, second_scale: float, width_pt: float) -> Label:
    first, *others = text.split("\n")
    lines = [Line(piece, size_pt, False) for piece in wrap(first, size_pt, width_pt)]
    for other in others:
        small = size_pt * second_scale
        lines.extend(Line(piece, small, True) for piece in wrap(other, small, width_pt))
    return Label(tuple(lines))


def _cut(label: Label, width_pt: float, height_pt: float) -> Label:
    """The lines that have room, the last one ending in "…"."""
    kept: list[Line] = []
    for line in label.lines:
        if sum(k.size_pt for k in (*kept, line)) * LINE > height_pt and kept:
            break
        kept.append(line)
    last = kept[-1]
    text = last.text
    while text and text_width(text + "…", last.size_pt) > width_pt:
        text = text[:-1]
    return Label((*kept[:-1], Line(text.rstrip() + "…", last.size_pt, last.second)))


def wrap(text: str, size_pt: float, width_pt: float) -> list[str]:
    """`text` in lines of at most `width_pt`: broken after spaces and between East Asian characters, inside a word only if it must."""
    lines = [""]
    for piece in _pieces(text):
        if text_width((lines[-1] + piece).rstrip(), size_pt) <= width_pt:
            lines[-1] += piece
        elif text_width(piece.rstrip(), size_pt) <= width_pt:
            lines.append(piece)
        else:
            lines.extend(_broken(piece, size_pt, width_pt))
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str) -> list[str]:
    """The pieces between which a line may end."""
    pieces: list[str] = []
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        joined = bool(pieces) and not pieces[-1].endswith(" ") and (
            character in _NOT_AT_START or character == " " or not (wide or unicodedata.east_asian_width(pieces[-1][-1]) in "WF")
        )
        if joined:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _broken(word: str, size_pt: float, width_pt: float) -> list[str]:
    """A word too long for a line, character by character."""
    lines = [""]
    for character in word:
        if lines[-1] and text_width(lines[-1] + character, size_pt) > width_pt:
            lines.append("")
        lines[-1] += character
    return lines
