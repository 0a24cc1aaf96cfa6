"""Figures in running text, Chinese or English: which numbers, dates and amounts a wording states.

A figure that is written in digits, or in words with thousands or more ("三十五万"), is *stated*; other numbers in words ("seven", "八成",
"November") can only bear a stated one out. A figure that may be read in two ways (30 m: thirty metres or thirty million) has both values.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.figures.amounts import wordings

Values = frozenset[Decimal]
"""What one figure may mean."""
Figure = tuple[Values, re.Match[str], str]
"""A figure of a wording: what it may mean, where it stands, the unit of scale after it."""

DIGITS = re.compile(r"(?<![A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z])\d+(?:[.:：]\d+)?")
SCALE = re.compile(r"\s*(万亿|[亿万千百]|trillion|billion|million|thousand|bn|[mk](?![A-Za-z]))", re.IGNORECASE)
CHINESE_NUMBER = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
ENGLISH_WORD = re.compile(r"[a-z]+", re.IGNORECASE)

CHINESE_DIGITS = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
THOUSANDS = "千万亿"
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "trillion": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "thousand": 1000}
UNSURE_SCALES = {"千": 1000, "百": 100, "m": 10**6, "k": 1000}
"""Units that may mean something else: 千克, 百分点, metres."""

SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
PLACES = {
    **{name: number for number, name in enumerate(ORDINALS)},
    **{short: number for number, name in enumerate(MONTHS, 1) for short in (name, name[:3], name[:4])},
}
"""Ordinals, and months in full or cut to three or four letters, by their number."""
LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
OTHER_WORDS = {"a": (1,), "an": (1,), "once": (1,), "single": (1,), "twice": (2,), "both": (2,), "dozen": (12,), "half": (50, 30, 2),
               "quarter": (25, 15, 4, 3)}  # fmt: skip

# ------------------------------------------------------------------------------------------------------------------ reading figures


def stated(words: str) -> list[Values]:
    """The figures that a wording states, in order: of "CNY 4.2 million in 3 cities" 4,200,000 and 3."""
    return [values for values, _, _ in _stated(words)]


def _stated(words: str) -> Iterator[Figure]:
    """The figures in digits, then those in words that are large."""
    for match in DIGITS.finditer(words):
        scale = SCALE.match(words, match.end())
        yield _values(match[0], scale[1].lower() if scale else "", words[match.end() :]), match, scale[0] if scale else ""
    for match in CHINESE_NUMBER.finditer(words) if any(unit in words for unit in THOUSANDS) else ():
        if match[0][0] not in CHINESE_UNITS and any(unit in match[0] for unit in THOUSANDS):
            yield frozenset((chinese_number(match[0]),)), match, ""
    for value, match in _english_numbers(words) if any(name in words.lower() for name in LARGE) else ():
        if value >= 1000:
            yield frozenset((value,)), match, ""


def _values(digits: str, scale: str, after: str) -> Values:
    """What figures with a unit of scale may mean; a clock time is its hour and minutes, of either half of the day."""
    number = Decimal(re.sub("[:：]", ".", digits.replace(",", "")))
    if scale in SCALES:
        return frozenset((number * SCALES[scale],))
    values = {number, number * UNSURE_SCALES.get(scale, 1)}
    if re.match(r"\s*(?:[ap]\.?m\b|点|时)", after, re.IGNORECASE) or re.search("[:：]", digits):
        values |= {hour for hour in (number + 12, number - 12) if 0 <= hour < 25}
        values |= {hour + Decimal("0.30") for hour in values} if re.match(r"\s*点半", after) else set()
    return frozenset(values)


def chinese_number(text: str) -> Decimal:
    """The value of a number in Chinese characters: 148 of 一百四十八, 350,000 of 三十五万, 2027 of 二〇二七."""
    if len(text) > 1 and all(character in CHINESE_DIGITS for character in text):
        return Decimal("".join(str(CHINESE_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        unit = CHINESE_UNITS.get(character)
        if unit is None:
            digit = CHINESE_DIGITS[character]
        elif unit < 10_000:
            section, digit = section + (digit or 1) * unit, 0
        else:
            total, section, digit = total + (section + digit or 1) * unit, 0, 0
    return Decimal(total + section + digit)


def _english_numbers(words: str) -> Iterator[tuple[Decimal, re.Match[str]]]:
    """Every run of English number words with its value: "two hundred and fifty thousand"."""
    total = section = 0
    last: re.Match[str] | None = None
    for match in ENGLISH_WORD.finditer(words):
        word = match[0].lower()
        joins = last is not None and words[last.end() : match.start()] in (" ", "-", " and ")
        value = SMALL.index(word) if word in SMALL else (TENS.index(word) + 2) * 10 if word in TENS else None
        if last is not None and (not joins or (value is None and word not in LARGE)) and word != "and":
            yield Decimal(total + section), last
            total, section, last = 0, 0, None
        if value is not None:
            section, last = section + value, match
        elif word in LARGE and last is not None:
            total, section = (total, section * 100) if word == "hundred" else (total + section * LARGE[word], 0)
            last = match
    if last is not None:
        yield Decimal(total + section), last


def _borne_out(words: str) -> set[Decimal]:
    """The numbers that a wording has in words, names of months, fractions and single characters included."""
    found = {value for value, _ in _english_numbers(words)}
    for run in CHINESE_NUMBER.findall(words):
        found |= {chinese_number(run), *(Decimal(CHINESE_DIGITS.get(one, CHINESE_UNITS.get(one, 0))) for one in run)}
    for match in ENGLISH_WORD.finditer(words):
        word = match[0].lower()
        found |= {Decimal(value) for value in (*OTHER_WORDS.get(word, ()), LARGE.get(word, 1)) if value}
        if word in PLACES:
            found.add(Decimal(PLACES[word]))
    found |= {Decimal(digits) for digits in re.findall(r"(?<=[A-Za-z])\d+", words)}
    found |= {value * 10 for value in found if value <= 10}  # 八成, eight in ten
    found |= {Decimal(half) for text, half in (("上半年", 1), ("下半年", 2), ("半", 50), ("半", 30)) if text in words}
    return found


# --------------------------------------------------------------------------------------------------------- figures in two languages


def differing_figures(text: Any) -> str:
    """The figures in which the two wordings of a text differ, "420 ≠ 480", or "" when each bears the other out.

    Figures that one language leaves out are told only when they are amounts (thousands, per cent); years and the whole, 100 %,
    may be left out.
    """
    if not isinstance(text, Mapping) or len(text) < 2:
        return ""
    first, second = ((str(words), list(_stated(str(words)))) for words in text.values())
    mine, theirs = _alone(first, second), _alone(second, first)
    if mine and theirs:
        return f"{mine[0]} ≠ {theirs[0]}"
    amounts = [one for one in mine + theirs if _is_amount(one)]
    return f"{amounts[0]} ≠ –" if amounts else ""


def _alone(wording: tuple[str, list[Figure]], other: tuple[str, list[Figure]]) -> list[str]:
    """The figures of a wording that the other language does not have in any form, as written; each wording with those it states."""
    (words, figures), (others, theirs) = wording, other
    if not figures:
        return []
    there = {value for values, _, _ in theirs for value in values} | _borne_out(others)
    return [f"{match[0]}{scale}{'%' if _percent(words, match) else ''}" for values, match, scale in figures if not values & there]


def _percent(words: str, match: re.Match[str]) -> bool:
    return words[match.end() :].lstrip()[:1] in ("%", "％")


def _is_amount(figure: str) -> bool:
    """Whether a figure as written is an amount: per cent, thousands, a scale; not a year."""
    digits = re.sub(r"\D", "", figure.partition(".")[0])
    year = re.fullmatch(r"(19|20)\d\d", figure)
    return not year and figure != "100%" and (figure.endswith("%") or len(digits) > 3 or re.search(r"[万亿]|illion", figure) is not None)


# -------------------------------------------------------------------------------------------------------- dates, measures, amounts

Day = tuple[int | None, int, int]
"""Year (None when it is not said), month and day."""

NUMBER = r"(\d{1,4}|[〇零一二三四五六七八九十]{1,4})"
MONTH_NAME = r"(" + "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?"
DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*年\s*)?(?P<month>{NUMBER})\s*月\s*(?P<day>{NUMBER})\s*[日号]"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH_NAME})(?:,?\s+(?P<year>\d{{4}}))?\b", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?", re.IGNORECASE),
)
PERIOD = re.compile(
    rf"\d\s*[年月]|月底|年底|[月季][度末]|\b{MONTH_NAME}\b|\bQ[1-4]\b|\b20\d\d\b|\b(?:spring|summer|autumn|winter|quarter|year.end)\b",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"[%％]|百分之|分之|[一二两三四五六七八九几]成|\bper ?cent\b|\bin (?:ten|three|four|five|\d+)\b|\b(?:half|thirds?|quarters?) of\b",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"[，。；;\n]|\.\s|,\s(?!\d{4})")


def dates_in(words: str) -> list[tuple[Day, str]]:
    """The days that a wording names, each with how it is written."""
    found = []
    for pattern in DATES:
        for match in pattern.finditer(words):
            year = match["year"]
            found.append(((_plain(year) if year else None, _month(match["month"]), _plain(match["day"])), match[0]))
    return found


def _plain(text: str) -> int:
    return int(text) if text.isdigit() else int(chinese_number(text))


def _month(text: str) -> int:
    names = [index for index, name in enumerate(MONTHS, 1) if text[:3].lower() == name[:3]]
    return names[0] if names else _plain(text)


def other_date(words: str, near: Iterable[str], day: datetime.date) -> str:
    """The first date, as written, that stands in one clause with a word of `near` and is not `day`; "" when there is none."""
    for clause in CLAUSES.split(words):
        if any(str(one).casefold() in clause.casefold() for one in near):
            for (year, month, number), written in dates_in(clause):
                if (month, number) != (day.month, day.day) or year not in (None, day.year):
                    return written
    return ""


def off_schedule(words: str, tasks: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The first date, as written (`date`), that stands in one clause with the full name of a task (`task`) and is no day of it; None when
    there is none. Names of one word, and Chinese ones of two characters, are words of the language: they are not compared."""
    named = [(name, task) for task in tasks for name in wordings(task.get("name")) if " " in name or (len(name) > 2 and not name.isascii())]
    for clause in CLAUSES.split(words):
        meant = [task for name, task in named if name.casefold() in clause.casefold()]
        for (year, month, number), written in dates_in(clause) if meant else ():
            if not any(_within(year, month, number, task) for task in meant):
                return {"date": written, "task": meant[0]}
    return None


def _within(year: int | None, month: int, number: int, task: Mapping[str, Any]) -> bool:
    """Whether a date, perhaps without its year, is a day of a task."""
    first, last = task["start"], task["end"]
    return any(first.isoformat() <= f"{y}-{month:02}-{number:02}" <= last.isoformat()
               for y in ([year] if year else range(first.year, last.year + 1)))  # fmt: skip


def has_date(text: Any) -> bool:
    """Whether every wording of a text says by when: a day, a month, a quarter or a year."""
    return all(dates_in(words) or PERIOD.search(words) for words in wordings(text))


def has_number(text: Any) -> bool:
    """Whether every wording of a text states a number besides those of its dates."""
    return all(_has_number(words) for words in wordings(text))


def _has_number(words: str) -> bool:
    for pattern in DATES:
        words = pattern.sub(" ", words)
    words = re.sub(r"\d+\s*[年月日号季]|\b20\d\d\b|\bQ[1-4]\b", " ", words)
    times = re.search(r"一半|一倍|\b(?:half|twice|double)\b", words, re.IGNORECASE)
    return bool(stated(words) or SHARE.search(words) or times)


def has_share(text: Any) -> bool:
    """Whether any wording of a text states a share of something: per cent, 八成, eight in ten, two thirds."""
    return any(SHARE.search(words) for words in wordings(text))


MONEY_BEFORE = re.compile(r"(?:CNY|RMB|USD|EUR|GBP|HKD|SGD|JPY|人民币|[¥￥$€£])\s*$", re.IGNORECASE)
MONEY_AFTER = re.compile(r"\s*(?:[万亿]?元|CNY|RMB|USD|EUR|GBP|yuan)")


def amounts_in(words: str) -> list[tuple[Decimal, Decimal, str]]:
    """The amounts of money that a wording states as (value, the step it is exact to, as written): 7.37 million is exact to 10,000."""
    found = []
    for values, match, scale in _stated(words):
        ends = (match.end(), match.end() + len(scale))
        if MONEY_BEFORE.search(words[: match.start()]) or any(MONEY_AFTER.match(words, end) for end in ends):
            number = match[0].replace(",", "")
            places = len(number.partition(".")[2])
            zeros = len(number) - len(number.rstrip("0")) if "." not in number and number[:1].isdigit() else 0
            factor = SCALES.get(scale.strip().lower(), 1)
            found.append((max(values), Decimal(factor).scaleb(zeros - places), match[0] + scale))
    return found


def stray_amount(words: str, figure: Decimal, known: Iterable[Decimal | None]) -> str:
    """The first amount, as written, within a tenth of `figure` that is neither it nor one of `known`, rounded or not; "" without one."""
    right = [Decimal(one) for one in (figure, *known) if one is not None]
    for value, step, written in amounts_in(words):
        if abs(value - figure) * 10 <= abs(figure) and not any(abs(value - one) < step or value == one for one in right):
            return written
    return ""


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function for function in (other_date, off_schedule, has_date, has_number, has_share, stray_amount)
}
"""What an expression may call, by name."""
