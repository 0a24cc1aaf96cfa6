"""Numbers in words of a SpreadsheetML format code (ISO/IEC 29500-1, 18.8.31), as far as charts use them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from generator.frozen import dataclass

# A quoted literal, an escaped character, a [colour] or [condition], the digits, or any other character.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|([0#?][0#?,.]*)|(General)|(.)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format code: text before and after the digits, and how the digits are written."""

    prefix: str
    digits: str
    suffix: str
    percent: bool


def format_number(value: Decimal, code: str) -> str:
    """`value` as `code` shows it, rounded half up ("#,##0", "0.0%", '0.0"亿"', "#,##0;-#,##0"); no minus sign on a rounded zero."""
    sections = [_section(text) for text in _split(code)]
    rounded = _written(abs(value), sections[0])
    if value < 0 and len(sections) > 1:
        negative = _written(abs(value), sections[1])
        return rounded if _is_zero(negative) else negative
    if value == 0 and len(sections) > 2:
        return _written(value, sections[2])
    return f"-{rounded}" if value < 0 and not _is_zero(rounded) else rounded


def is_percent(code: str) -> bool:
    """True when `code` writes a percent sign, as a factor of 100 or as a literal: its figures are shares already."""
    return any(section.percent or "%" in section.prefix + section.suffix for section in map(_section, _split(code)))


def _split(code: str) -> list[str]:
    """The sections of a code: positive, negative, zero; semicolons inside quotes do not count."""
    return re.findall(r'(?:^|;)((?:"[^"]*"|\\.|[^;"\\])*)', code) or ["General"]


def _section(text: str) -> _Section:
    before, after, digits, percent = "", "", "", False
    for match in _TOKEN.finditer(text):
        quoted, escaped, pattern, general, other = match.groups()
        if (pattern or general) and not digits:
            digits = pattern or general
            continue
        percent = percent or other == "%"
        # "_" and "*" are followed by a character that only makes room; both are rare in charts and drawn as nothing
        literal = quoted or escaped or ("" if other in {None, "_", "*"} else other)
        before, after = (before, after + literal) if digits else (before + literal, after)
    return _Section(before, digits, after, percent)


def _written(value: Decimal, section: _Section) -> str:
    if not section.digits:
        return section.prefix + section.suffix
    if section.digits == "General":
        return f"{section.prefix}{_plain(value)}{section.suffix}"
    whole, _, fraction = section.digits.partition(".")
    thousands = len(section.digits) - len(section.digits.rstrip(","))
    fraction = fraction.rstrip(",")
    with localcontext() as context:
        context.prec = 60
        scaled = value * (100 if section.percent else 1) / Decimal(1000) ** thousands
        scaled = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
        units, _, decimals = f"{scaled:f}".partition(".")
    while decimals and fraction[len(decimals) - 1] == "#" and decimals.endswith("0"):
        decimals = decimals[:-1]
    units = units.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        units = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", units)
    return f"{section.prefix}{units}{'.' if decimals else ''}{decimals}{section.suffix}"


def _plain(value: Decimal) -> str:
    """The shortest plain notation of a number, never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_zero(text: str) -> bool:
    return not any(digit in text for digit in "123456789")
