"""How many lines a text takes: advance widths and line-breaking rules, without a font file.

Arial, Calibri, Times New Roman and Courier New are measured from tables of advances; a Chinese character is one em. Where PowerPoint,
LibreOffice and browsers differ the longer result counts: the worse of two rule sets, in a width reduced by one per cent.
Line pitch is exact in everything we write, so a height is lines x pitch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from generator.frozen import dataclass
from generator.writers.widths import UNITS_PER_EM, WIDTHS

BORDER_GAP_EM = 0.24
"""What is added where Latin and Chinese meet: a fifth of the 1.2 line (measured in LibreOffice)."""

CJK_SPACE_EM = 0.224
"""A space in a Chinese font (Noto Sans CJK)."""

UNKNOWN_FONT = 1.08
"""A font without a table is taken to be this much wider than Arial."""

NO_START = frozenset("!%),.:;?]}°·’”…‰′″℃、。〃〉》」』】〕〗々！％），．：；？］｝～ー—")
NO_END = frozenset("$([{£¥‘“〈《「『【〔〖（［｛￥＄")
HANGING = frozenset("，。、；：！？")
OPENING = frozenset("（《「『【〔〖〈([{“‘")
CLINGING = frozenset("、，。）》")
QUOTES = frozenset("“”‘’")
"""LibreOffice keeps them with what stands on either side (Unicode Standard Annex 14, LB19)."""

BREAK_AFTER = frozenset("?!|}–—")
"""Marks after which some programs break a Latin word, as in an address (Unicode Standard Annex 14)."""

ADDRESS = BREAK_AFTER | frozenset("/-&=#_.:")
"""Marks of which an address has some."""

Script = Literal["cjk", "latin", "neutral"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text of one size and weight; "\\n" in it starts a new line."""

    text: str
    size_pt: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    character: str
    script: Script
    advance: float
    size: float


def safe_width(width_pt: float) -> float:
    """The width to reckon with: rounding to 1/100 mm and kerning cost up to a point or one per cent."""
    return width_pt - max(1.0, width_pt / 100)


def lines(words: Sequence[Words], width_pt: float, font: str) -> int:
    """The number of lines of a paragraph in a box `width_pt` wide, Latin words set in `font`. An empty paragraph takes one line."""
    return _lines(tuple(words), width_pt, font)


@lru_cache(maxsize=32768)
def _lines(words: tuple[Words, ...], width_pt: float, font: str) -> int:
    """Kept, since fitting a slide asks for the same paragraph again and again."""
    return sum(_paragraph_lines(part, safe_width(width_pt)) for part in _parts(words, font))


def natural_width(words: Sequence[Words], font: str) -> float:
    """The width in points of the widest line when nothing but "\\n" breaks it."""
    return max(sum(_advances(part)) for part in _parts(words, font))


def stretches(words: Sequence[Words], font: str) -> list[float]:
    """The widths in points of all stretches that may not be broken; one of 0 at least."""
    found = [0.0]
    for glyphs in _parts(words, font):
        current = 0.0
        for index, glyph in enumerate(glyphs):
            if index and _breaks(glyphs, index, strict=True):
                found.append(current)
                current = 0.0
            current += 0.0 if glyph.character == " " else glyph.advance
        found.append(current)
    return found


def _parts(words: Sequence[Words], font: str) -> Iterator[list[_Glyph]]:
    """The glyphs of the words, cut at every "\n". What is neutral after it still follows the character before."""
    glyphs = _glyphs(words, font)
    start = 0
    for index, glyph in enumerate(glyphs):
        if glyph.character == "\n":
            yield glyphs[start:index]
            start = index + 1
    yield glyphs[start:]


def _paragraph_lines(glyphs: Sequence[_Glyph], width: float) -> int:
    (lenient, _), (strict, torn) = _break(glyphs, width, strict=False), _break(glyphs, width, strict=True)
    counted = max(lenient, strict)
    slashes = sum(glyph.character == "/" for glyph in glyphs)
    chained = width < 200 and counted > 1 and slashes > 1
    address = torn and any(glyph.character in ADDRESS for glyph in glyphs)
    return counted + (1 if address or chained else 0)  # where addresses and chains of slashes are broken differs between programs


def _glyphs(words: Sequence[Words], font: str) -> list[_Glyph]:
    """Each character with its script and advance; a neutral one follows the character before, at the start the next strong one.

    Before Chinese, a neutral one at the start is set like it, but stands apart from it as Latin does (measured in LibreOffice).
    """
    scripts = [_script(character) for stretch in words for character in stretch.text]
    first: Script = next((script for script in scripts if script != "neutral"), "latin")
    before: Script = "neutral"
    glyphs: list[_Glyph] = []
    position = 0
    for stretch in words:
        for character in stretch.text:
            if scripts[position] != "neutral":
                before = scripts[position]
            drawn = first if before == "neutral" else before
            advance = _em(character, drawn, stretch.bold, font) * stretch.size_pt
            glyphs.append(_Glyph(character, "latin" if before == "neutral" else before, advance, stretch.size_pt))
            position += 1
    return glyphs


@lru_cache(maxsize=8192)
def _script(character: str) -> Script:
    code = ord(character)
    if character in " \n" or 0x2000 <= code < 0x2E80:
        return "neutral"
    wide = 0x2E80 <= code < 0xA4D0 or 0xAC00 <= code < 0xD7B0 or 0xF900 <= code < 0xFB00 or 0xFE30 <= code < 0xFE50
    return "cjk" if wide or 0xFF00 <= code < 0xFFF0 or code >= 0x1F000 else "latin"


@lru_cache(maxsize=8192)
def _em(character: str, script: Script, bold: bool, font: str) -> float:
    """The advance in em. What no table knows is one em wide, the safe side."""
    if script == "cjk":
        return CJK_SPACE_EM if character == " " else 1.0
    scale = 1.0 if font in WIDTHS else UNKNOWN_FONT
    units = WIDTHS.get(font, WIDTHS["Arial"])[bold].get(character)
    return 1.0 if units is None else units * scale / UNITS_PER_EM


def _gap(glyphs: Sequence[_Glyph], index: int) -> float:
    """What stands before glyph `index` when its script differs from the one before."""
    return BORDER_GAP_EM * glyphs[index].size if index and glyphs[index].script != glyphs[index - 1].script else 0.0


def _advances(glyphs: Sequence[_Glyph]) -> list[float]:
    return [glyph.advance + _gap(glyphs, index) for index, glyph in enumerate(glyphs)]


def _break(glyphs: Sequence[_Glyph], width: float, *, strict: bool) -> tuple[int, bool]:
    """Lines by greedy filling, and whether a Latin word was torn because it is longer than a line. Trailing spaces take no room; one
    closing mark may hang after a Chinese character."""
    count, start, last = 1, 0, 0
    torn = False
    used = 0.0
    index = 0
    while index < len(glyphs):
        if index > start and _breaks(glyphs, index, strict=strict):
            last = index
        step = glyphs[index].advance + (_gap(glyphs, index) if index > start else 0.0)
        if used + step <= width or glyphs[index].character == " " or index == start or _hangs(glyphs, index, used, width):
            used += step
            index += 1
            continue
        torn = torn or (last <= start and glyphs[index].script == "latin")
        start = index = last if last > start else index  # a token longer than the line breaks anywhere
        count, used = count + 1, 0.0
    return count, torn


def _hangs(glyphs: Sequence[_Glyph], index: int, used: float, width: float) -> bool:
    return glyphs[index].character in HANGING and glyphs[index - 1].script == "cjk" and used <= width


def _breaks(glyphs: Sequence[_Glyph], index: int, *, strict: bool) -> bool:
    """Whether a line may begin at `index`."""
    before, after = glyphs[index - 1], glyphs[index]
    if index == 0 or after.character == " ":
        return False
    if before.character == " ":
        return True
    if strict and (before.character in QUOTES or after.character in QUOTES):
        return False
    if before.character in NO_END or after.character in NO_START:
        return not strict and before.character == after.character == "…"  # LibreOffice breaks inside an ellipsis
    if "cjk" in (before.script, after.script):
        return not _clings(before, after, strict=strict)
    if before.character == "-":
        return True
    return not strict and (before.character in BREAK_AFTER or (before.character == "/" and not after.character.isdigit()))


def _clings(before: _Glyph, after: _Glyph, *, strict: bool) -> bool:
    if before.script == "latin" and after.character in OPENING:
        return True
    return strict and before.character in CLINGING and after.script == "latin" and after.character.isalnum()
