"""Writes `generator/writers/widths.py`: advance widths of common office fonts, taken from their free metric twins.

    python scripts/make_widths.py > generator/writers/widths.py

A metric twin has the same advance for every character as the font it stands in for, so the table measures the named font although that
font is on no machine of ours. Needs fontTools and the twins' files (Debian: fonts-liberation2, fonts-crosextra-carlito).
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path("/usr/share/fonts/truetype")
TWINS = {
    "Arial": ("liberation2/LiberationSans-Regular.ttf", "liberation2/LiberationSans-Bold.ttf"),
    "Times New Roman": ("liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
    "Courier New": ("liberation2/LiberationMono-Regular.ttf", "liberation2/LiberationMono-Bold.ttf"),
    "Calibri": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
}
SIGNS = "–—‘’“”•…€™"
"""Signs beyond Latin-1 that stand in running text and that every one of these fonts has."""

CHARACTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + SIGNS

HEAD = '''"""Advance widths of common office fonts in 1/2048 em, regular and bold. Made by `scripts/make_widths.py`; do not edit."""

from __future__ import annotations

from collections.abc import Mapping

UNITS_PER_EM = 2048
CHARACTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "{signs}"
"""The characters in the order of the tables."""


def _table(numbers: str) -> Mapping[str, int]:
    return dict(zip(CHARACTERS, map(int, numbers.split()), strict=True))

'''


def advances(path: Path) -> list[int]:
    """The advance of each of CHARACTERS in 1/2048 em."""
    font = TTFont(path)
    names, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    glyphs = (names.get(ord(character), names[0x20]) for character in CHARACTERS)  # U+00A0 is left to the space in some fonts
    return [round(metrics[glyph][0] * 2048 / em) for glyph in glyphs]


def module() -> str:
    """The text of the module."""
    parts = [HEAD.format(signs=SIGNS), "\nWIDTHS: Mapping[str, tuple[Mapping[str, int], Mapping[str, int]]] = {\n"]
    for name, files in TWINS.items():
        parts.append(f'    "{name}": (\n')
        for file in files:
            rows = textwrap.wrap(" ".join(map(str, advances(FOLDER / file))), 118)
            parts.append("        _table(\n" + "".join(f'            "{row} "\n' for row in rows) + "        ),\n")
        parts.append("    ),\n")
    parts.append("}\n" + '"""Font name → (regular, bold); Chinese fonts need none: every ideograph is one em wide."""\n')
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(module())
