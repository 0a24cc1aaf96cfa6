"""Sentences made of parts, in the languages of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.document import Lines
from generator.wording import Languages


def running(sentences: Iterable[Lines], languages: Languages) -> Lines:
    """Sentences as running text, each closed by its full stop; no space follows a Chinese one."""
    said = list(sentences)
    first = _running([one.first for one in said], languages.first)
    return Lines(first, _running([one.second or one.first for one in said], languages.second) if languages.second else "")


def filled(text: Lines, values: Mapping[str, Lines], languages: Languages) -> Lines:
    """A text whose {names} are replaced by values, each language at its own place: {month}无数据, no data in {month}."""
    first, second = text.first, text.second or text.first
    for name, value in values.items():
        first = first.replace(f"{{{name}}}", value.first)
        second = second.replace(f"{{{name}}}", value.second or value.first)
    return Lines(first, second if languages.second else "")


def _running(sentences: Iterable[str], language: str) -> str:
    stop, space = ("。", "") if language == "zh" else (".", " ")
    return space.join(one if one.endswith(tuple("。！？.!?")) else one + stop for one in sentences)
