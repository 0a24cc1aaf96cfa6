"""Names as running text spells them, held against the spelling of the profile: what has other capitals or spaces, what is nearly a name.

Quiet rather than complete: a name that is spelled right is never told, and an ordinary word hardly ever. A Chinese name is compared with
every passage of its length, a Latin one with runs of capitalised words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.figures.amounts import wordings
from generator.frozen import dataclass

Found = dict[str, str]
"""What stands in the text (`found`) and the name that it should be (`name`)."""

LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*(?:[ '’-][A-Za-z]+)*")
WORD = re.compile(r"[A-Za-z]+")
PERHAPS_A_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z]*|[a-z][A-Za-z]{7,})")
"""A word with a capital, or a long one: what may be meant as a part of a name."""
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
ADDRESS = "@./_\\&"
"""Beside one of these a word is part of an address or a code."""

SPACES = " \u3000\u00b7"
"""What may stand between the characters of a Chinese name that should have nothing there."""

SOUND, SHAPE = 8, 4
"""How far apart in GB/T 2312 two characters may stand and still be taken for each other: its first level is ordered by pronunciation
(about nine characters to a syllable), its second by radical and strokes."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that can be compared, longest first: letters only, no figures, dots or brackets. Chinese ones with the set of their
    characters, `latin` by their letters alone."""

    chinese: Mapping[str, frozenset[str]]
    latin: Mapping[str, str]
    brands: frozenset[str]


def spelled(names: Iterable[Any], brands: Iterable[Any] = ()) -> Names:
    """The names of some texts, in all their wordings; `brands` are those of which two Chinese characters are compared as well."""
    every = sorted({name for text in names for name in wordings(text)}, key=lambda name: (-len(name), name))
    chinese = {name: frozenset(name) for name in every if CHINESE.fullmatch(name) and len(name) > 1}
    own = frozenset(name for text in brands for name in wordings(text))
    return Names(chinese, {_folded(name): name for name in every if LATIN_NAME.fullmatch(name)}, own)


def misspelt(words: str, names: Names) -> Found | None:
    """The first name in `words` with other capitals, spaces or hyphens than it has, or None.

    A name in small letters throughout may be an ordinary word, and one in capitals a heading: neither is told.
    """
    if any(space in words for space in SPACES):
        for name, characters in names.chinese.items():
            if len(name) > 2 and characters.issubset(words):
                match = re.search(f"[{SPACES}]*".join(name), words)
                if match and match[0] != name:
                    return {"found": match[0], "name": name}
    letters = _folded(words)
    for run in _runs(words, 4) if any(name in letters for name in names.latin) else ():
        right = names.latin.get(_folded(run), "")
        if right and run != right and not run.islower() and not run.isupper():
            return {"found": run, "name": right}
    return None


def near_miss(words: str, names: Names) -> Found | None:
    """The first passage of `words` that differs from a name by one or two characters, or None.

    Chinese names of two characters are compared only when they are brands, and then only for characters that sound or look alike.
    """
    rest = words
    for name in (*names.chinese, *names.latin.values()):
        rest = rest.replace(name, "\0")
    return _near_chinese(rest, names) or _near_latin(rest, names)


def _folded(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _runs(words: str, most: int, word: re.Pattern[str] = WORD) -> Iterator[str]:
    """Every run of one to `most` Latin words with single spaces or hyphens between them, a possessive "s" left off; `word` is which words
    count."""
    found = [match for match in word.finditer(words) if not _in_address(words, match)]
    for start, first in enumerate(found):
        for end, last in enumerate(found[start : start + most], start):
            if end > start and words[found[end - 1].end() : last.start()] not in (" ", "-"):
                break
            yield words[first.start() : last.end()]


def _in_address(words: str, match: re.Match[str]) -> bool:
    before, after = words[: match.start()][-1:], words[match.end() :][:2]
    return before in tuple(ADDRESS) or after[:1] in tuple("@/_\\&") or (after[:1] == "." and after[1:].isalnum())


# ------------------------------------------------------------------------------------------------------------------- near misses


def _near_chinese(words: str, names: Names) -> Found | None:
    within = set(words)
    comparable = [(name, characters) for name, characters in names.chinese.items()
                  if len(characters & within) * 2 >= len(characters) and (len(name) > 2 or name in names.brands)]  # half of it at least
    for run in CHINESE.findall(words) if comparable else ():
        letters = set(run)
        for name, characters in comparable:
            if len(run) >= len(name) and len(characters & letters) * 2 >= len(characters):
                for start in range(len(run) - len(name) + 1):
                    if _alike(run[start : start + len(name)], name):
                        return {"found": run[start : start + len(name)], "name": name}
    return None


def _alike(passage: str, name: str) -> bool:
    """Whether a passage as long as `name` is nearly it: longer names may differ in any character, shorter ones in one that is alike."""
    differing = [index for index, pair in enumerate(zip(passage, name, strict=True)) if pair[0] != pair[1]]
    if len(name) >= 5:
        return 1 <= len(differing) <= (2 if len(name) >= 8 else 1)
    if len(differing) != 1:
        return False
    (index,) = differing
    return (len(name) == 4 and index > 1) or _easily_confused(passage[index], name[index])


def _easily_confused(first: str, second: str) -> bool:
    """Whether two Chinese characters sound or look alike, as far as their places in GB/T 2312 tell."""
    try:
        places = [(byte[0] - 0xA0) * 94 + byte[1] - 0xA0 for byte in (character.encode("gb2312") for character in (first, second))]
    except UnicodeEncodeError:  # a traditional or rare form among simplified ones
        return True
    by_sound = [place < 0x38 * 94 for place in places]  # the first level ends with row 55
    return by_sound[0] == by_sound[1] and abs(places[0] - places[1]) <= (SOUND if by_sound[0] else SHAPE)


def _near_latin(words: str, names: Names) -> Found | None:
    runs = [run for run in _runs(words, 3, PERHAPS_A_NAME) if len(run) > 4 and not run.isupper()]
    comparable = [(run, _folded(run), parts) for run in runs if (parts := _parts_of_a_name(run))]
    for folded, name in names.latin.items() if comparable else ():
        wanted = name.count(" ") + name.count("-") + 1
        for run, letters, parts in comparable:
            if parts == wanted and _near(letters, folded):
                return {"found": run, "name": name}
    return None


def _parts_of_a_name(run: str) -> int:
    """How many words a run has that could be meant as a name: each has a capital, or it is a long single word; otherwise none."""
    parts = re.split("[ -]", run)
    capitals = all(part[:1].isupper() for part in parts)
    return len(parts) if capitals or (len(parts) == 1 and len(run) >= 8) else 0


def _near(folded: str, name: str) -> bool:
    """Whether two names without capitals and spaces differ by one letter, or by two when they are long; a plural is no slip."""
    most = 2 if len(name) >= 9 else 1
    if len(name) < 6 or folded in (name, f"{name}s", f"{name}es") or abs(len(folded) - len(name)) > most:
        return False
    return 0 < distance(folded, name, most) <= most


def distance(first: str, second: str, most: int = 2) -> int:
    """The least number of letters to change, add, leave out or swap with their neighbour to make one text the other; above `most`, any
    larger number (optimal string alignment)."""
    letters, others = set(first), set(second)
    if max(len(letters - others), len(others - letters)) > most:  # each letter that only one of them has is a change at least
        return most + 1
    rows: list[list[int]] = [list(range(len(second) + 1))]
    for index, letter in enumerate(first, 1):
        row = [index]
        for column, other in enumerate(second, 1):
            cost = min(rows[-1][column] + 1, row[-1] + 1, rows[-1][column - 1] + (letter != other))
            if index > 1 and column > 1 and letter == second[column - 2] and first[index - 2] == other:
                cost = min(cost, rows[-2][column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        rows.append(row)
    return rows[-1][-1]


# ------------------------------------------------------------------------------------------------------------------ placeholders


def placeholder(words: str, alone: Container[str], anywhere: re.Pattern[str]) -> str:
    """What marks a text as not yet written: the text itself when it is blank or one of `alone` (in small letters; brackets and marks
    aside), or a passage that `anywhere` finds in it; "" for a text that is written."""
    bare = words.strip(" \u3000\t\n…。.?？!！[]【】()（）<>《》{}「」_-—–*")
    if not any(character.isalnum() for character in bare) and not any(character in "%‰–—-+" for character in words):
        return words.strip() or "␣"
    if bare.casefold() in alone:
        return words.strip()
    match = anywhere.search(words)
    return match[0] if match else ""


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases with no Latin letter on either side."""
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, phrases))})(?![A-Za-z])")


def used(words: str, phrases: Iterable[Any]) -> list[str]:
    """Those of `phrases` that `words` use, case ignored, a Latin word only as a whole word; one that stands alone between quotation marks
    is named rather than used."""
    small = words.lower()
    said = [phrase for phrase in map(str, phrases) if phrase.lower() in small and _spoken(phrase).search(words)]
    return [phrase for phrase in said if _spoken(phrase).search(_quoted(phrase).sub(" ", words))]


@lru_cache(1024)
def _spoken(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase in any case, a Latin one as whole words."""
    edge = (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])") if phrase.isascii() else ("", "")
    return re.compile(edge[0] + re.escape(phrase) + edge[1], re.IGNORECASE)


@lru_cache(1024)
def _quoted(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase alone between quotation marks."""
    return re.compile(rf"[“\"‘'「『]\s*{re.escape(phrase)}\s*[”\"’'」』]", re.IGNORECASE)


def states(words: str, line: Any) -> bool:
    """Whether a text stands in `words` in any of its wordings, case, spaces and punctuation aside."""
    return any(_letters(wording) in _letters(words) for wording in wordings(line))


def owed_line(words: str, language: str, all_words: str, rules: Iterable[Mapping[str, Any]]) -> Found | None:
    """The line that `words` call for and `all_words` lack, with the phrase that calls for it; None when nothing is owed.

    A rule has phrases that call for its line (`mentions`) and the line (`required_line`), due in the language of the words.
    """
    for rule in rules:
        said, line = used(words, rule.get("mentions") or ()), rule.get("required_line")
        wanted = line.get(language, line) if isinstance(line, Mapping) else line
        if said and wanted is not None and not states(all_words, wanted):
            return {"phrase": said[0], "line": wordings(wanted)[0]}
    return None


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def same_phrases(first: Iterable[Any], second: Iterable[Any], openings: Iterable[str]) -> list[str]:
    """The clauses that stand in texts of both lists once their punctuation and their `openings` ("must", "do not") are taken off."""
    ordered = sorted((str(one).casefold() for one in openings), key=len, reverse=True)
    mine, theirs = ({clause for text in texts for clause in _clauses(text, ordered)} for texts in (first, second))
    return sorted(mine & theirs)


def _clauses(text: Any, openings: list[str]) -> Iterator[str]:
    """The clauses of a text, without what opens them, spaces and punctuation."""
    for words in wordings(text):
        for clause in re.split(r"[，,；;。.!！:：、]|\n", words):
            bare = clause.strip().casefold()
            while opening := next((one for one in openings if _opens(bare, one)), ""):
                bare = bare[len(opening) :].strip()
            normal = _letters(bare)
            if len(normal) > 2:
                yield normal


def _opens(clause: str, opening: str) -> bool:
    """Whether a clause begins with an opening, a Latin one as whole words."""
    return clause.startswith(opening) and not (opening.isascii() and "a" <= clause[len(opening) :][:1] <= "z")


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function for function in (used, states, same_phrases)
}
"""What an expression may call, by name."""
