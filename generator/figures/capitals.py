"""An amount of renminbi in Chinese capitals (大写), as contracts, quotations and cheques write it.

After the People's Bank's rules for filling in bills (支付结算办法, annex 1): 零 stands once for the empty places between two figures, 整
closes an amount without fen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from generator.figures.amounts import rounded

CAPITALS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def rmb_capitals(amount: Decimal) -> str:
    """An amount of renminbi in capitals, half-up to the fen: 人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分 for 1,234,567.89.

    Raises ValueError for 10^16 yuan and more.
    """
    fen = int(rounded(abs(Decimal(amount)), 2) * 100)
    yuan, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    if yuan >= 10**16:
        raise ValueError("too large for capitals")
    words = _capital_groups(yuan) + "元" if yuan else ""
    if jiao:
        words += CAPITALS[jiao] + "角"
    elif last and yuan:
        words += "零"
    words += CAPITALS[last] + "分" if last else "整"
    return "人民币" + ("负" if amount < 0 else "") + (words if fen else "零元整")


def _capital_groups(yuan: int) -> str:
    """A whole number in capitals, four digits at a time."""
    words, gap = "", False
    for index in reversed(range(4)):
        group = yuan // 10 ** (4 * index) % 10_000
        if group:
            words += ("零" if words and (gap or group < 1000) else "") + _capital_digits(group) + GROUPS[index]
        gap = group % 10 == 0
    return words


def _capital_digits(group: int) -> str:
    """One to four digits in capitals, without the zeros that end them."""
    words, gap = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + CAPITALS[digit] + PLACES[place]
        gap = not digit
    return words


FUNCTIONS: Mapping[str, Callable[..., Any]] = {rmb_capitals.__name__: rmb_capitals}
"""What an expression may call, by name."""
