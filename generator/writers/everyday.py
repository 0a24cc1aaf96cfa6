"""Can a text be printed with any fonts, or must a page be laid out to know?"""

from __future__ import annotations

import re

_EVERYDAY = re.compile("[\t\n\r -~\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u2193\u2212\u25a0-\u25cf]+")
"""Latin letters and the signs of print, which every text font has."""


def is_everyday(text: str) -> bool:
    """Whether a text has only characters that any pair of text fonts has: Latin ones, signs of print, and those of GB/T 2312. Only a page
    can tell whether there are glyphs for others."""
    try:
        _EVERYDAY.sub("", text).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
