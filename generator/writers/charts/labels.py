"""Category labels: a first line, wrapped where it must, and below it the second language, smaller and grey."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from generator.frozen import dataclass
from generator.writers.charts.room import LEAST_SCALE, LINE

Measure = Callable[[str, float], float]
"""The width in points of one line of text at a size."""

_SCALES = (1.0, 0.9, 0.8, LEAST_SCALE)
"""Labels shrink by these steps before they are cut."""

_NOT_AT_START = frozenset("，。、；：！？）》】」』’”…%％,.;:!?)]}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label; `second` lines are of the second language."""

    text: str
    size_pt: float
    second: bool
    width_pt: float


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
        return max((line.width_pt for line in self.lines), default=0.0)


def fit(
    texts: Sequence[str], measure: Measure, size_pt: float, second_scale: float, width_pt: float, height_pt: float
) -> tuple[float, list[Label]]:
    """Labels ("\\n" before the second language), each in a box of the same size, and the share of `size_pt` that they all take:
    wrapped, then smaller, at last cut with "…"."""
    for scale in _SCALES:
        labels = [_wrapped(text, measure, size_pt * scale, second_scale, width_pt) for text in texts]
        if all(label.height_pt <= height_pt and _whole_words(text, label) for text, label in zip(texts, labels, strict=True)):
            return scale, labels
    return LEAST_SCALE, [label if label.height_pt <= height_pt else _cut(label, measure, width_pt, height_pt) for label in labels]


def on_one_line(text: str, measure: Measure, size_pt: float, width_pt: float) -> str:
    """`text` as far as it fits on one line, ending in "…" where it is cut."""
    if measure(text, size_pt) <= width_pt:
        return text
    while text and measure(text + "…", size_pt) > width_pt:
        text = text[:-1]
    return text.rstrip() + "…"


def _whole_words(text: str, label: Label) -> bool:
    """True when no line of the label ends inside a word."""
    words = set(re.split(r"\s|(?<=[-/])(?=[^\W\d])", text))
    return all(piece in words or not piece.isascii() for line in label.lines for piece in re.split(r"\s|(?<=[-/])(?=[^\W\d])", line.text))


def _wrapped(text: str, measure: Measure, size_pt: float, second_scale: float, width_pt: float) -> Label:
    lines: list[Line] = []
    for number, part in enumerate(text.split("\n")):
        size = size_pt * (second_scale if number else 1.0)
        lines.extend(Line(piece, size, number > 0, measure(piece, size)) for piece in wrap(part, measure, size, width_pt))
    return Label(tuple(lines))


def _cut(label: Label, measure: Measure, width_pt: float, height_pt: float) -> Label:
    """The lines that have room, the last one ending in "…"."""
    kept: list[Line] = []
    for line in label.lines:
        if kept and sum(k.size_pt for k in (*kept, line)) * LINE > height_pt:
            break
        kept.append(line)
    last = kept[-1]
    text = last.text
    while text and measure(text + "…", last.size_pt) > width_pt:
        text = text[:-1]
    text = text.rstrip() + "…"
    return Label((*kept[:-1], Line(text, last.size_pt, last.second, measure(text, last.size_pt))))


def wrap(text: str, measure: Measure, size_pt: float, width_pt: float) -> list[str]:
    """`text` in lines of at most `width_pt`: broken after spaces and between East Asian characters, inside a word only if it must."""
    lines = [""]
    for piece in _pieces(text):
        if measure((lines[-1] + piece).rstrip(), size_pt) <= width_pt:
            lines[-1] += piece
        elif measure(piece.rstrip(), size_pt) <= width_pt:
            lines.append(piece)
        else:
            lines.extend(_broken(piece, measure, size_pt, width_pt))
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str) -> list[str]:
    """The pieces between which a line may end."""
    pieces: list[str] = []
    for character in text:
        if pieces and not _may_break(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _may_break(before: str, after: str) -> bool:
    """True when a line may end between two characters."""
    if after == " " or after in _NOT_AT_START:
        return False
    return before == " " or (before in "-/" and after.isalpha()) or _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _broken(word: str, measure: Measure, size_pt: float, width_pt: float) -> list[str]:
    """A word too long for a line, character by character."""
    lines = [""]
    for character in word:
        if lines[-1] and measure(lines[-1] + character, size_pt) > width_pt:
            lines.append("")
        lines[-1] += character
    return lines
