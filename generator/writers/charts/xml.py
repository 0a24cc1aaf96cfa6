"""Characters of XML text and attributes."""

from __future__ import annotations

import re

# Outside XML 1.0's Char production: no escape makes them legal.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """`text` as character data; characters that XML 1.0 cannot hold are left out."""
    return _ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(text: str) -> str:
    """`text` as a quoted attribute value."""
    escaped = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{escaped}"'
