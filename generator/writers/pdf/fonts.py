"""Do all glyphs of a PDF come from the theme's fonts?

Pango fills a gap silently: with a Japanese face, with DejaVu, or with an empty box. The names in the file cannot tell (all faces of Noto
Sans CJK are called NotoSansCJKjp there), so the families that Pango chose are asked while they are at hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from generator.diagnostics import Diagnostic, problem
from generator.theme import Theme

SHOWN = 20
"""Characters named in one message."""

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


class UsedFont(Protocol):
    """What we ask of a font that WeasyPrint embeds: the text of each of its glyphs, and the code points it had no glyph for."""

    family: str
    to_unicode: dict[int, str]
    missing: dict[int, int]


def check_fonts(fonts: Iterable[UsedFont], theme: Theme) -> list[Diagnostic]:
    """E652 for a stack of the theme that is not installed at all, E651 for single characters that none of its fonts has."""
    known = {name.casefold() for name in (*theme.latin.pdf, *theme.east_asian.pdf)}
    used = list(fonts)
    foreign = {font.family: _printable("".join(font.to_unicode.values())) for font in used if font.family.casefold() not in known}
    missing = _printable("".join(chr(code) for font in used for code in font.missing))
    absent = [found for family, characters in foreign.items() for found in _absent(family, characters, used, theme)]
    if absent:
        return absent
    characters = sorted(missing.union(*foreign.values()))
    if not characters:
        return []
    families = ", ".join((*theme.latin.pdf, *theme.east_asian.pdf))
    return [problem("E651", characters=" ".join(map(_named, characters[:SHOWN])), families=families)]


def brand_fonts(fonts: Iterable[UsedFont], theme: Theme) -> Iterator[Diagnostic]:
    """W659 for each font of the client that no glyph of its script came from, because it is not installed."""
    used = list(fonts)
    for stack, common in ((theme.latin, "[A-Za-z0-9]"), (theme.east_asian, _IDEOGRAPH.pattern)):
        drawn = [font.family for font in used if any(re.match(common, text) for text in font.to_unicode.values())]
        if stack.brand and drawn and stack.brand.casefold() not in {family.casefold() for family in drawn}:
            yield problem("W659", font=stack.brand, used=drawn[0])


def _absent(family: str, characters: set[str], used: list[UsedFont], theme: Theme) -> list[Diagnostic]:
    """The stacks whose common characters another family had to draw, no font of the stack being there."""
    stacks = ((theme.latin.pdf, "[A-Za-z0-9]"), (theme.east_asian.pdf, _IDEOGRAPH.pattern))
    families = {font.family.casefold() for font in used}
    return [
        problem("E652", family=" / ".join(stack), used=family)
        for stack, common in stacks
        if any(re.match(common, character) for character in characters) and not families & {name.casefold() for name in stack}
    ]


def as_warning(found: Diagnostic) -> Diagnostic:
    """The problem of a font as a warning (W651, W652): the text is printed all the same, by another font or as empty boxes."""
    return replace(found, severity="warning", code=f"W{found.code[1:]}")


_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of the Unicode Character Database: joiners, variation selectors, fillers. They need no glyph."""


def _printable(text: str) -> set[str]:
    """The characters of `text` that leave ink: no white space, controls, marks of format or ignorable characters."""
    inked = _IGNORABLE.sub("", text)
    return {character for character in inked if not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf", "Zs")}


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X})"
