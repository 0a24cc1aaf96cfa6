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


def colour_attributes(theme: Theme, name: str, value: str = "w:val", themed: str = "w:themeColor") -> str:
    """The attributes for a named colour: the value for programs that know no themes, and its place in the scheme for those that do."""
    return f'{value}="{theme.colours[name]}" {themed}="{THEME_COLOURS[name]}"'
