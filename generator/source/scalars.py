"""A plain scalar → its value under the core schema of YAML 1.2 (chapter 10.3), which knows fewer surprises than 1.1:
`no`, `on`, `9:30`, `1_000` and dates stay text."""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]{1,1000}\Z")
_OTHER_BASE = re.compile(r"0o[0-7]{1,1000}\Z|0x[0-9a-fA-F]{1,1000}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,6})?\Z")
_FIRST = frozenset("0123456789+-.")


def core(text: str) -> Scalar:
    """The value of a plain scalar's text. Infinities, NaN and numbers of absurd length (over 1,000 digits, exponents over 6 digits)
    stay text, so that no later stage meets a number it cannot write."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _OTHER_BASE.match(text):
        return int(text, 0)
    return Decimal(text) if len(text) <= 1000 and _FLOAT.match(text) else text
