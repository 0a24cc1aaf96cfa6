"""Titles beside people's names in running text, held against the titles of the profiles: 市场总监林晚舟; Lin Wanzhou, Marketing Director.

A title belongs to the name before it and to the name after it; it is told when it is the title of neither. A title without its field
(总监; Director) fits every title that ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.figures.amounts import wordings
from generator.frozen import dataclass

Found = dict[str, str]
"""The title that stands in the text (`found`), whose it should be (`name`), and that person's own (`title`)."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in one language, and the titles that are right for it."""

    name: str
    titles: tuple[str, ...]


def people(given: Iterable[Mapping[str, Any]]) -> tuple[Person, ...]:
    """The people of some profiles, by each wording of their names."""
    every = ((one, name) for one in given for name in wordings(one.get("name")))
    return tuple(Person(name, tuple(wordings(one.get("title")))) for one, name in every if one.get("title") is not None)


def wrong_title(words: str, known: Sequence[Person], ranks: Iterable[str], fields: Iterable[str]) -> Found | None:
    """The first title in `words` that is not that of the person beside it, or None.

    `ranks` are the words that make a title (总监, Director); `fields` what may stand before a Chinese one (市场, 品牌): Chinese text has no
    spaces that would show where a title begins. Titles of the profiles are known besides.
    """
    if not any(one.name in words for one in known):
        return None
    for title, start, end in _titles(words, known, list(ranks), list(fields)):
        beside = [one for one in known if _follows(words, one.name, end) or _precedes(words, one.name, start)]
        if beside and not any(_fits(title, own) for one in beside for own in one.titles):
            return {"found": title, "name": beside[0].name, "title": _alike(title, beside[0].titles)}
    return None


def _titles(words: str, known: Sequence[Person], ranks: list[str], fields: list[str]) -> Iterator[tuple[str, int, int]]:
    """Every title of a text with its place."""
    chinese = _any(rank for rank in ranks if _is_chinese(rank))
    own = _any(title for one in known for title in one.titles if _is_chinese(title))
    latin = _any(rank for rank in ranks if not _is_chinese(rank))
    after = r"(?: (?:of|for)(?: the)?(?: and)?(?: [A-Z][\w-]*)+)?"
    patterns = [rf"{own}|{_any(fields)}*{chinese}", rf"(?:[A-Z][\w’'-]*(?: and| &)? )*\b{latin}\b{after}"]
    for pattern in patterns:
        for match in re.finditer(pattern, words):
            start = match.start() + _opening(match[0], words[: match.start()], known)
            yield words[start : match.end()], start, match.end()


def _opening(title: str, before: str, known: Sequence[Person]) -> int:
    """The length of the first word of a Latin title when it only opens the sentence ("Ask Director Lin") and is part of no known title."""
    first, space, rest = title.partition(" ")
    opens = not before.strip() or before.rstrip()[-1:] in ".!?:;\n"
    named = any(first.casefold() in own.casefold() for one in known for own in one.titles)
    return len(first) + 1 if space and rest[:1].isupper() and opens and not named else 0


def _any(choices: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; one that never matches when there are none."""
    ordered = sorted(set(choices), key=lambda one: (-len(one), one))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def _follows(words: str, name: str, end: int) -> bool:
    """Whether a name stands right after a title that ends at `end`."""
    rest = words[end:]
    return rest.startswith(name) or (rest[:1] in (" ", "\u3000") and rest[1:].startswith(name))


def _precedes(words: str, name: str, start: int) -> bool:
    """Whether a name stands right before a title that begins at `start`: 林晚舟（市场总监）; Lin Wanzhou, Marketing Director."""
    return any(words[:start].endswith(name + gap) for gap in ("", " ", "（", "(", " (", ", ", "，担任", "任"))


def _fits(title: str, own: str) -> bool:
    """Whether a title may stand for a person's own: the same, its end ("Director"), or more before it ("Oatwhale Marketing Director")."""
    first, second = (re.sub("部(?=.)", "", one.casefold()) for one in (title, own))
    return first == second or second.endswith(first) or first.endswith(second) or (not _is_chinese(title) and first in second)


def _alike(title: str, own: Sequence[str]) -> str:
    """The person's own title in the language of the wrong one."""
    chinese = _is_chinese(title)
    return next((one for one in own if _is_chinese(one) == chinese), own[0] if own else "")


def _is_chinese(words: str) -> bool:
    """Whether any character of some words is Chinese."""
    return any("\u4e00" <= one <= "\u9fff" for one in words)
