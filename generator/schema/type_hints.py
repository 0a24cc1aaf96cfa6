"""How to respell a value of the wrong type."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from generator.source.scalars import core

_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,'\s_][0-9]{3})+(?:\.[0-9]+)?\Z")
_WITH_UNIT = re.compile(r"[^0-9+-]{0,4}\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*[^0-9\s]{1,4}\Z|[^0-9+-]{1,4}\s*([-+]?[0-9]+(?:\.[0-9]+)?)\Z")
_MULTIPLES = frozenset("万亿千百kKmM")
_YES = frozenset({"yes", "y", "on", "是", "有", "对", "√", "t"})
_NO = frozenset({"no", "n", "off", "否", "无", "不", "×", "f"})

Hint = tuple[str, dict[str, str]]


def type_hint(expected: list[str], value: Any, raw: str | None, known: list[str]) -> Hint | None:
    """The entry of HINTS and its words for a `value` that should be one of the types `expected`; None when nothing can be told.

    `known` are the properties of the mapping expected there."""
    if {"number", "integer"} & set(expected):
        return _number_hint(value, raw, "number" not in expected)
    if "boolean" in expected and isinstance(value, str):
        word = value.strip().lower()
        return ("write", {"text": "true"}) if word in _YES else ("write", {"text": "false"}) if word in _NO else None
    if expected == ["string"] and isinstance(value, list):
        return ("quote_the_list", {})
    if "object" in expected and isinstance(value, str):
        key = re.match(r"\s*([^\s：:]+)\s*[：:]", value)
        return ("move_colon", {"name": key[1]}) if key and (key[1] in known or not known) else ("as_mapping", {})
    if "array" in expected and not isinstance(value, dict):
        return ("as_list", {"text": str(value if raw is None else raw)[:30]})
    return None


def _number_hint(value: Any, raw: str | None, whole: bool) -> Hint | None:
    if isinstance(value, Decimal | float):
        return ("whole", {}) if whole else None
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFKC", value).strip(" \"'“”‘’")
    if isinstance(core(text), int | Decimal) and not isinstance(core(text), bool):
        return ("unquote", {"text": text}) if raw is None else ("write", {"text": text})
    if _GROUPED.match(text):
        return ("drop_commas", {"text": re.sub(r"[,'\s_]", "", text)})
    bare = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    unit = _WITH_UNIT.match(bare)
    if unit and _MULTIPLES.isdisjoint(bare):
        return ("number_only", {"text": unit[1] or unit[2]})
    return ("digits_only", {})
