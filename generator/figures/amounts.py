"""Amounts, shares, changes, clocks and working days: every number of a paper is worked out here, once, in Decimal, rounded half-up."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def rounded(value: Decimal | int, places: int = 2) -> Decimal:
    """`value` to `places` decimal places, half away from zero (commercial rounding)."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def total(items: Iterable[Any] | None, key: str = "") -> Decimal:
    """The sum of numbers, or of the numbers under `key` of mappings; absent ones count nothing."""
    values = (item.get(key) if key else item for item in items or ())
    return sum((Decimal(value) for value in values if value is not None), Decimal(0))


def fee(base: Decimal, rate_percent: Decimal) -> Decimal:
    """A fee of `rate_percent` on a stated base, to the cent: 17.65 on 100,000 net is 17,650.00."""
    return rounded(Decimal(base) * Decimal(rate_percent) / 100)


def share(part: Decimal | None, whole: Decimal | None, places: int = 1) -> Decimal | None:
    """`part` of `whole` in per cent; None without a whole."""
    if part is None or not whole:
        return None
    return rounded(Decimal(part) * 100 / Decimal(whole), places)


def delta(now: Decimal | None, before: Decimal | None, places: int = 1) -> Decimal | None:
    """The change from `before` to `now` in per cent; None when the base is zero or missing (never an invented percentage)."""
    if now is None or not before:
        return None
    return rounded((Decimal(now) - Decimal(before)) * 100 / Decimal(before), places)


def commission(markup_percent: Decimal, places: int = 2) -> Decimal:
    """The share of the total that a mark-up on net is: m / (100 + m); 17.65 on net is 15.00 of gross."""
    markup = Decimal(markup_percent)
    return rounded(markup * 100 / (100 + markup), places)


def hours_between(start: datetime.datetime, end: datetime.datetime) -> Decimal:
    """Hours from one moment to another, to one decimal place; negative when `end` comes first."""
    return rounded(Decimal(int((end - start).total_seconds())) / 3600, 1)


def moment(day: datetime.date, clock: datetime.time | None) -> datetime.datetime:
    """A day and a clock time as a moment; without a time, midnight."""
    return datetime.datetime.combine(day, clock or datetime.time())


def minutes_between(start: datetime.time, end: datetime.time) -> int:
    """Minutes from one clock time to a later one of the same day; negative when it is earlier."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute


# ------------------------------------------------------------------------------------------------- the clock of a meeting, versions


def running_clock(
    start: datetime.time, items: Sequence[Mapping[str, Any]], breaks: Iterable[Mapping[str, Any]] | None, id: str
) -> datetime.time:
    """The clock time at which the item `id` begins when every item takes its `minutes`, and so does each break `after` an earlier one."""
    position = [item.get("id") for item in items].index(id)
    before = items[:position]
    passed = {item.get("id") for item in before}
    minutes = total(before, "minutes") + total([pause for pause in breaks or () if pause.get("after") in passed], "minutes")
    return clock_after(start, minutes)


def clock_after(start: datetime.time, minutes: Decimal | int) -> datetime.time:
    """The clock time some minutes after `start`, past midnight on the next day."""
    return (datetime.datetime.combine(datetime.date(2000, 1, 1), start) + datetime.timedelta(minutes=float(minutes))).time()


def version_of(text: Any) -> list[int]:
    """The version number that ends a text, as numbers that compare: [0, 9] for "CB-2026-014 v0.9"; without one, []."""
    last = (str(text or "").split() or [""])[-1].lstrip("vV")
    parts = last.split(".")
    return [int(part) for part in parts] if all(part.isascii() and part.isdigit() for part in parts) else []


# ----------------------------------------------------------------------------------------------------------------------- calendars


def working_days(start: datetime.date, end: datetime.date, calendar: Mapping[str, Any] | None = None) -> int:
    """Working days after `start` up to and including `end`: Monday to Friday, less `holidays`, plus `extra_working_days`."""
    first, last = _day(start), _day(end)
    days = (first + datetime.timedelta(days=offset) for offset in range(1, (last - first).days + 1))
    return sum(1 for day in days if is_working_day(day, calendar))


def is_working_day(day: datetime.date, calendar: Mapping[str, Any] | None = None) -> bool:
    """Whether a day is Monday to Friday and no holiday of the calendar, or one of its extra working days."""
    calendar = calendar or {}
    return day in (calendar.get("extra_working_days") or ()) or (day.weekday() < 5 and day not in (calendar.get("holidays") or ()))


def _day(value: datetime.date | datetime.datetime) -> datetime.date:
    return value.date() if isinstance(value, datetime.datetime) else value


def date_of(value: datetime.date | datetime.datetime) -> datetime.date:
    """The day of a moment."""
    return _day(value)


def earliest(items: Iterable[Any] | None, key: str = "") -> Any:
    """The smallest value (under `key`), or None."""
    return min(_present(items, key), default=None)


def latest(items: Iterable[Any] | None, key: str = "") -> Any:
    """The largest value (under `key`), or None."""
    return max(_present(items, key), default=None)


def _present(items: Iterable[Any] | None, key: str) -> list[Any]:
    values = (item.get(key) if key else item for item in items or ())
    return [value for value in values if value is not None]


def count(items: Sequence[Any] | None) -> int:
    """How many there are; none when absent."""
    return len(items or ())


def values_of(items: Iterable[Mapping[str, Any]] | None, key: str) -> list[Any]:
    """What stands under `key` of each mapping, absent ones left out."""
    return _present(items, key)


def repeated(values: Iterable[Any]) -> list[Any]:
    """Those that occur a second time, each once, in order."""
    seen: list[Any] = []
    twice: list[Any] = []
    for value in values:
        if value in seen and value not in twice:
            twice.append(value)
        seen.append(value)
    return twice


def wordings_of(items: Iterable[Mapping[str, Any]] | None, key: str) -> list[str]:
    """The wordings of what stands under `key` of each mapping."""
    return [words for text in _present(items, key) for words in wordings(text)]


def wordings(text: Any) -> list[str]:
    """The wordings of a text: of each language, or the one string."""
    if text is None:
        return []
    return [str(words) for words in text.values()] if isinstance(text, Mapping) else [str(text)]


def length_in_words(text: str) -> int:
    """Words of a text: each Chinese character is one, each run of other letters or digits is one."""
    words, inside = 0, False
    for character in text:
        wide = unicodedata.east_asian_width(character) == "W" and character.isalpha()
        letter = character.isalnum() and not wide
        words += 1 if wide or (letter and not inside) else 0
        inside = letter or (inside and character in "'’-.,")
    return words


def sentences(text: Any) -> int:
    """How many sentences or lines the longest wording of a text has."""
    parts = (re.split(r"[。！？!?；;\n]|\.\s+(?=[A-Z“\"])", words) for words in wordings(text))
    return max((sum(1 for part in one if re.search(r"\w", part)) for one in parts), default=0)


def contains_any(text: Any, phrases: Iterable[str] | None) -> list[str]:
    """Those of `phrases` that stand in any wording of `text`, case ignored; a Latin word only as a whole word."""
    found = []
    for phrase in phrases or ():
        if any(_stands_in(str(phrase).casefold(), wording.casefold()) for wording in wordings(text)):
            found.append(phrase)
    return found


def _stands_in(phrase: str, text: str) -> bool:
    start = text.find(phrase)
    while start >= 0:
        before, after = text[max(0, start - 1) : start], text[start + len(phrase) : start + len(phrase) + 1]
        if not phrase.isascii() or not (_latin(before) or _latin(after)):
            return True
        start = text.find(phrase, start + 1)
    return False


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


# ------------------------------------------------------------------------------------------------- working hours, plans, lists of ids


def working_hours(start: datetime.datetime, end: datetime.datetime, calendar: Mapping[str, Any] | None = None) -> Decimal:
    """Hours from one moment to a later one that fall on working days (each of 24 hours), to one decimal place; hours of weekends and
    holidays do not count. Negative when `end` comes first."""
    if end < start:
        return -working_hours(end, start, calendar)
    days = (start.date() + datetime.timedelta(days=offset) for offset in range((end.date() - start.date()).days + 1))
    midnights = [datetime.datetime.combine(day, datetime.time()) for day in days if is_working_day(day, calendar)]
    spans = (min(end, midnight + datetime.timedelta(days=1)) - max(start, midnight) for midnight in midnights)
    return rounded(Decimal(int(sum(span.total_seconds() for span in spans))) / 3600, 1)


def found_by(items: Iterable[Mapping[str, Any]] | None, value: Any, *keys: str) -> Any:
    """The first mapping with `value` under the first of `keys` that it has; None without one."""
    for item in items or ():
        if next((item[key] for key in keys if item.get(key) is not None), None) == value:
            return item
    return None


def flat(lists: Iterable[Iterable[Any] | None] | None) -> list[Any]:
    """The members of several lists in one, absent lists left out."""
    return [one for items in lists or () for one in items or ()]


def value_of(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """What stands under `key`, None when it is absent or the kind does not know it."""
    return None if mapping is None else mapping.get(key)


def circular(items: Iterable[Mapping[str, Any]] | None, key: str) -> list[str]:
    """The ids of items that come back to themselves by the ids under `key` (what they wait for), in order."""
    waits = {str(item.get("id")): [str(one) for one in item.get(key) or ()] for item in items or ()}

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        next_ids = list(waits[start])
        while next_ids:
            one = next_ids.pop()
            if one not in seen:
                seen.add(one)
                next_ids += waits.get(one, [])
        return seen

    return [one for one in waits if one in reached(one)]


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        rounded, total, fee, share, delta, commission, hours_between, moment, minutes_between, working_days, date_of, earliest, latest,
        count, values_of, repeated, wordings, length_in_words, contains_any, running_clock, clock_after, version_of,
        is_working_day, working_hours, found_by, flat, value_of, circular, sentences, wordings_of,
    )
}  # fmt: skip
"""What an expression may call, by name."""
