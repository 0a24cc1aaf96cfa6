"""The spellings of dates, times of day, moments and months (`format` in a schema) ⇄ values, and the right spelling of a wrong one."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping

from generator.diagnostics import Diagnostic, Position, problem
from generator.frozen import dataclass
from generator.hints import hinted

Spelled = datetime.date | datetime.time | datetime.datetime | str

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})\Z")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{1,2}:[0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")

_LOOSE_DATE = re.compile(r"([0-9]{4})\s*[-/.,年]?\s*(?:([0-9]{1,2})\s*[-/.,月]\s*([0-9]{1,2})|([0-9]{2})([0-9]{2}))\s*[日号]?")
_LOOSE_CLOCK = re.compile(
    r"(上午|早上|中午|下午|晚上)?\s*([0-9]{1,2})\s*(?:[:.点时hH]\s*(?:([0-9]{1,2})|(半))?(?::[0-9]{2})?\s*分?)?\s*([aApP])?\.?(?:[mM]\.?)?\Z"
)
_LOOSE_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]?\s*([0-9]{1,2})\s*月?\Z")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One format: its value from a right spelling (None: wrong), the right spelling that a wrong one probably means."""

    code: str
    read: Callable[[str], Spelled | None]
    meant: Callable[[str], str | None]


def read(format: str, text: str) -> Spelled | None:
    """The value of `text` in one of SPELLINGS; None when it is not spelled so."""
    return SPELLINGS[format].read(text)


def wrong(format: str, text: str, position: Position, pointer: str) -> Diagnostic:
    """What is wrong with `text` (E131–E134), with the right spelling where it can be told."""
    spelling = SPELLINGS[format]
    found = problem(spelling.code, position, pointer=pointer, value=text)
    plain = unicodedata.normalize("NFKC", text).strip(" \"'“”‘’")
    if (meant := spelling.meant(plain)) is not None:
        return hinted(found, "spell", text=meant)
    match = _LOOSE_DATE.match(plain)
    if match and format in ("date", "moment"):
        year, month = int(match[1]), int(match[2] or match[4])
        if year and 1 <= month <= 12:
            return hinted(found, "no_such_day", month=f"{year:04d}-{month:02d}", days=calendar.monthrange(year, month)[1])
    return found


def _date(text: str) -> datetime.date | None:
    match = _DATE.match(text)
    return _day(*match.groups()) if match else None


def _clock(text: str) -> datetime.time | None:
    match = _CLOCK.match(text)
    return datetime.time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def _moment(text: str) -> datetime.datetime | None:
    match = _MOMENT.match(text)
    if not match:
        return None
    day, clock, seconds = _date(match[1]), _clock(match[2]), int(match[3] or 0)
    if day is None or clock is None or seconds > 59:
        return None
    try:
        zone = datetime.datetime.strptime(match[4].replace("Z", "+00:00"), "%z").tzinfo if match[4] else None
    except ValueError:  # an offset of a day or more
        return None
    return datetime.datetime.combine(day, clock.replace(second=seconds), zone)


def _month(text: str) -> str | None:
    match = _MONTH.match(text)
    return text if match and int(match[1]) and 1 <= int(match[2]) <= 12 else None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _date_meant(text: str) -> str | None:
    match = _LOOSE_DATE.fullmatch(text)
    day = _day(match[1], match[2] or match[4], match[3] or match[5]) if match else None
    return day.isoformat() if day else None


def _clock_meant(text: str) -> str | None:
    match = _LOOSE_CLOCK.match(text)
    if not match or match[0].isdigit():
        return None
    hour, minute = int(match[2]), 30 if match[4] else int(match[3] or 0)
    afternoon = match[1] in ("下午", "晚上") or (match[5] or "").lower() == "p"
    if afternoon and hour < 12:
        hour += 12
    elif hour == 12 and (match[5] or "").lower() == "a":
        hour = 0
    return f"{hour}:{minute:02d}" if hour < 24 and minute < 60 else None


def _moment_meant(text: str) -> str | None:
    match = _LOOSE_DATE.match(text)
    if not match:
        return None
    day, clock = _date_meant(match[0].strip()), _clock_meant(text[match.end() :].lstrip(" T,"))
    return f"{day} {clock}" if day and clock else None


def _month_meant(text: str) -> str | None:
    match = _LOOSE_MONTH.match(text)
    return _month(f"{match[1]}-{int(match[2]):02d}") if match else None


SPELLINGS: Mapping[str, Spelling] = {
    "date": Spelling("E131", _date, _date_meant),
    "clock": Spelling("E132", _clock, _clock_meant),
    "moment": Spelling("E133", _moment, _moment_meant),
    "month": Spelling("E134", _month, _month_meant),
}
