"""How values are worded in the languages of a paper: text, choices, dates, figures, names.

Every function gives `Words`: the first language's line and, in a bilingual paper, the second's. Printed in a template, `Words` become
escaped text and a `span class="second"`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from generator.document import Lines
from generator.figures.amounts import rounded
from generator.frozen import dataclass

TAGS: Mapping[str, str] = {"zh": "zh-CN", "en": "en"}
"""The BCP 47 tag of each language key."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a paper as keys of text maps; `second` is "" unless it is bilingual."""

    first: str
    second: str = ""

    @classmethod
    def of(cls, language: str) -> Languages:
        """The languages of a paper's `language`: zh-CN, en or bilingual (Chinese first)."""
        return {"en": cls("en"), "bilingual": cls("zh", "en")}.get(language, cls("zh"))

    @property
    def keys(self) -> tuple[str, ...]:
        """The language keys, first one first."""
        return (self.first, self.second) if self.second else (self.first,)

    @property
    def tags(self) -> tuple[str, ...]:
        """Their BCP 47 tags."""
        return tuple(TAGS[key] for key in self.keys)

    def lines(self, text: Any) -> Lines | None:
        """A text in these languages; None when one is missing. A plain string serves them all."""
        if isinstance(text, Mapping):
            found = [text.get(key) for key in self.keys]
            return Lines(*map(str, found)) if all(found) else None
        return Lines(str(text), str(text) if self.second else "")


NOTHING = Lines("")


@dataclass(frozen=True, slots=True)
class Words:
    """Text in the paper's languages, ready to print, perhaps led in by a label. `pointer` is the JSON pointer of its source."""

    lines: Lines
    second_lang: str = ""
    pointer: str = ""
    lead: Lines = NOTHING

    def __bool__(self) -> bool:
        return bool(self.lines.first)

    def __str__(self) -> str:
        return self.plain

    def __html__(self) -> str:
        first = _led(self.lead.first) + _broken(self.lines.first)
        if alike(self.led):
            return first
        second = _led(self.lead.second) + _broken(self.lines.second or self.lines.first)
        return Markup('{}<span class="second" lang="{}">{}</span>').format(first, self.second_lang, second)

    @property
    def led(self) -> Lines:
        """The words with their label as plain text."""
        second = self.lead.second + (self.lines.second or self.lines.first) if self.lead.second else self.lines.second
        return Lines(self.lead.first + self.lines.first, second)

    @property
    def plain(self) -> str:
        """The words without markup, for attributes: a second language after " / "."""
        first, second = self.led.first, self.led.second
        return first if alike(self.led) else f"{first} / {second}"

    @property
    def stacked(self) -> Markup:
        """The words as one string of the tree in an attribute: the second language after a line feed, written as a reference."""
        first, second = self.led.first, self.led.second
        return escape(first) if alike(self.led) else Markup("{}&#10;{}").format(first, second)


def _broken(text: str) -> Markup:
    """Escaped text whose line ends are line breaks."""
    return Markup("<br/>").join(escape(line) for line in text.strip("\n").split("\n"))


def _led(label: str) -> Markup:
    return Markup("<strong>{}</strong>").format(label) if label else Markup("")


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The marks of a language: between the members of a list, after a label, around a remark."""

    list_mark: str
    colon: str
    brackets: str


PUNCTUATION: Mapping[str, Punctuation] = {
    "zh": Punctuation("、", "：", "{}（{}）"),
    "en": Punctuation(", ", ": ", "{} ({})"),
}
"""Full-width marks in Chinese."""

_ENGLISH_MARKS = tuple(zip("、：（）", (", ", ": ", " (", ")"), strict=True))


def alike(lines: Lines) -> bool:
    """Whether the first line serves a reader of both languages: the second is missing, or the same but for its marks: D1、D2, D1, D2."""
    first, second = lines.first, lines.second
    if not second or second == first:
        return True
    for mark, english in _ENGLISH_MARKS:
        first = first.replace(mark, english)
    return second == first


def joined(parts: Iterable[Lines], languages: Languages, mark: str = "") -> Lines:
    """Several texts on one line, set apart by `mark` or each language's list mark; a part of one language serves both."""
    lines = list(parts)
    first = (mark or PUNCTUATION[languages.first].list_mark).join(part.first for part in lines)
    if not languages.second:
        return Lines(first)
    return Lines(first, (mark or PUNCTUATION[languages.second].list_mark).join(part.second or part.first for part in lines))


def noted(text: Lines, remark: Lines, languages: Languages) -> Lines:
    """A text with a remark in brackets: 金额（人民币）, Amount (CNY)."""
    first = PUNCTUATION[languages.first].brackets.format(text.first, remark.first)
    if not languages.second:
        return Lines(first)
    return Lines(first, PUNCTUATION[languages.second].brackets.format(text.second or text.first, remark.second or remark.first))


def label(text: Lines, languages: Languages) -> Lines:
    """A text as the label before another: 背景：, Background: ."""
    first = text.first + PUNCTUATION[languages.first].colon
    return Lines(first, (text.second or text.first) + PUNCTUATION[languages.second].colon if languages.second else "")


class Choice(str):
    """A value of a closed list: compares as its key, prints as its name in the paper's languages."""

    __slots__ = ("words",)
    words: Words

    @classmethod
    def worded(cls, key: str, words: Words) -> Choice:
        """A key with its name."""
        choice = cls(key)
        choice.words = words
        return choice

    def __html__(self) -> str:
        return self.words.__html__()


def day(value: datetime.date, languages: Languages) -> Lines:
    """A date in words: 2026年10月30日, 30 October 2026."""
    words = {"zh": f"{value.year}年{value.month}月{value.day}日", "en": f"{value.day} {MONTHS[value.month - 1]} {value.year}"}
    return Lines(*(words[key] for key in languages.keys))


def day_of_year(value: str, languages: Languages) -> Lines:
    """A day of every year "04-01" in words: 4月1日, 1 April."""
    month_, day_ = map(int, value.split("-"))
    words = {"zh": f"{month_}月{day_}日", "en": f"{day_} {MONTHS[month_ - 1]}"}
    return Lines(*(words[key] for key in languages.keys))


def month(value: str, languages: Languages) -> Lines:
    """A month "2026-10" in words: 2026年10月, October 2026."""
    first = datetime.date.fromisoformat(f"{value}-01")
    words = {"zh": f"{first.year}年{first.month}月", "en": f"{MONTHS[first.month - 1]} {first.year}"}
    return Lines(*(words[key] for key in languages.keys))


def period(value: str, languages: Languages) -> Lines:
    """A month, quarter "2026-Q3" or year "2026" in words: 2026年第3季度, Q3 2026; a year in two languages is its number alone."""
    year, _, part = value.partition("-")
    if part and not part.startswith("Q"):
        return month(value, languages)
    if not part and languages.second:
        return Lines(year)  # the number serves both
    words = {"zh": f"{year}年第{part[1:]}季度", "en": f"{part} {year}"} if part else {"zh": f"{year}年", "en": year}
    return Lines(*(words[key] for key in languages.keys))


def change(value: Decimal | int, unit: str = "%") -> str:
    """A change with its direction and sign: ▲ +12.3%, ▼ −4.0%; no direction for none."""
    figure = f"{number(value if value >= 0 else -value, decimals_as_written(value))}{unit}"
    return f"▲\u00a0+{figure}" if value > 0 else f"▼\u00a0−{figure}" if value < 0 else figure


def decimals_as_written(value: Decimal | int) -> int:
    """The decimal places of a figure, closing zeros counted: 12.0 has one."""
    return max(0, -int(Decimal(value).as_tuple().exponent))


def number(value: Decimal | int, places: int | None = None) -> str:
    """A figure with thousands separators; `places` decimal places, or its own with closing zeros dropped."""
    shown = decimals(value) if places is None else places
    figure = rounded(value, shown)
    return f"{figure or abs(figure):,.{shown}f}"  # a rounded -0 is 0


def decimals(value: Decimal | int) -> int:
    """The decimal places that a figure needs."""
    return max(0, -int(Decimal(value).normalize().as_tuple().exponent))


def cents(values: Iterable[Decimal | int]) -> int:
    """The decimal places of a column of amounts: 2 when any of them has cents, so that all show alike."""
    return 2 if any(decimals(value) for value in values) else 0


def money(value: Decimal | int, currency: str, languages: Languages) -> Lines:
    """An amount with its currency: 人民币 1,200,000 元 and 975,000 美元, CNY 1,200,000; cents only where there are any."""
    figure = number(value, 0 if Decimal(value) == Decimal(value).to_integral_value() else 2)
    return Lines(*(_in_chinese(figure, currency) if key == "zh" else f"{currency} {figure}" for key in languages.keys))


def _in_chinese(figure: str, currency: str) -> str:
    name = currency_in_chinese(currency)
    return f"{name} {figure}\u00a0元" if currency == "CNY" else f"{figure}\u00a0{name}"  # a figure and its unit stand on one line


def unit(scale: Lines, currency: str, languages: Languages) -> Lines:
    """A scale of amounts with its currency: 人民币万元 and 千美元, CNY 10,000 and USD thousand. In Chinese a scale ends in 元."""
    scales = (scale.first, scale.second or scale.first)
    return Lines(*(_unit(text, currency, key) for text, key in zip(scales, languages.keys, strict=False)))


def _unit(scale: str, currency: str, language: str) -> str:
    if language != "zh":
        return f"{currency} {scale}"
    name = currency_in_chinese(currency)
    return f"{name}{scale}" if currency == "CNY" else f"{scale.removesuffix('元')}{name}"


CURRENCIES: Mapping[str, str] = {
    "CNY": "人民币", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "HKD": "港元", "SGD": "新加坡元", "JPY": "日元",
}  # fmt: skip
"""The currencies of the shared schema, as CLDR names them in Chinese."""


def currency_in_chinese(code: str) -> str:
    """The name of a currency: 人民币; its code where it has none."""
    if code in CURRENCIES:
        return CURRENCIES[code]
    from babel.numbers import get_currency_name  # noqa: PLC0415 - heavy: it knows the currencies of all countries

    return str(get_currency_name(code, locale="zh_Hans_CN"))


def scalar(value: Any) -> str | None:
    """A date, time or figure as any language writes it; None for what is no such value."""
    match value:
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.strftime("%H:%M")
        case bool():
            return None
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
    return None
