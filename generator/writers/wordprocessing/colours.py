"""A theme's colours under the names of WordprocessingML and of the colour scheme.

The same places as in the presentation: grey, hairline and the readable accent have scheme colours of their own, so that a client's
accent is one change.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.theme import Theme

THEME_COLOURS: Mapping[str, str] = {
    "ink": "text1",
    "paper": "background1",
    "support": "text2",
    "wash": "background2",
    "accent": "accent1",
    "grey": "accent4",
    "hairline": "accent5",
    "accent_text": "accent6",
}
"""Colour of theme.yaml → `w:themeColor` (ECMA-376-1, 17.18.97)."""


def scheme(theme: Theme) -> dict[str, str]:
    """Element of `a:clrScheme` → RRGGBB, in the schema's order."""
    colours = theme.colours
    return {
        "dk1": colours["ink"],
        "lt1": colours["paper"],
        "dk2": colours["support"],
        "lt2": colours["wash"],
        "accent1": colours["accent"],
        "accent2": theme.series[1],
        "accent3": theme.series[2],
        "accent4": colours["grey"],
        "accent5": colours["hairline"],
        "accent6": colours["accent_text"],
        "hlink": colours["accent_text"],
        "folHlink": colours["grey"],
    }


def colour_attributes(theme: Theme, name: str, value: str = "w:val", themed: str = "w:themeColor") -> str:
    """The attributes for a named colour: the value for programs that know no themes, and its place in the scheme for those that do."""
    return f'{value}="{theme.colours[name]}" {themed}="{THEME_COLOURS[name]}"'
