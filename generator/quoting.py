"""Text and attributes of XML: what `xml.sax.saxutils` does, which imports an HTTP client and TLS to do it."""

from __future__ import annotations

_IN_ATTRIBUTES = (("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;"))
"""White space that a parser would turn into blanks."""


def escape(text: str) -> str:
    """`text` as the content of an element."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def quoteattr(text: str) -> str:
    """`text` as the value of an attribute, with its quotation marks: double ones, unless it has such itself and no single ones."""
    escaped = escape(text)
    for character, entity in _IN_ATTRIBUTES:
        escaped = escaped.replace(character, entity)
    if '"' not in escaped:
        return f'"{escaped}"'
    return f"'{escaped}'" if "'" not in escaped else '"' + escaped.replace('"', "&quot;") + '"'
