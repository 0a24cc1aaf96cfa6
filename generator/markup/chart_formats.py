"""Number formats of charts as Office shows them (ISO/IEC 29500-1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

_OPTIONAL = re.compile(r"\.(0*)(#+)")
MINUS = '"−"'
"""The minus sign (U+2212), quoted as a format code takes it: that of tables."""


def fitted(code: str, values: Iterable[Decimal | None]) -> str:
    """A number format for `values`: its optional decimals (`#,##0.##`) as many for all as any of them needs, since Office leaves a bare
    point behind a whole number, and negative values with the minus sign of tables. One that says itself how negatives look stays."""
    figures = [value for value in values if value is not None]
    if ";" in code:
        return code
    if optional := _OPTIONAL.search(code):
        least, most = len(optional[1]), len(optional[1] + optional[2])
        needed = max((_decimals(value * (100 if "%" in code else 1), most) for value in figures), default=0)
        places = "0" * max(least, needed)
        code = f"{code[: optional.start()]}{f'.{places}' if places else ''}{code[optional.end() :]}"
    return f"{code};{MINUS}{code}" if any(value < 0 for value in figures) else code


def _decimals(value: Decimal, most: int) -> int:
    """How many decimals a value has when it is rounded to `most`."""
    with localcontext() as context:
        context.prec = 60  # a figure may have thirty digits before its point
        text = f"{value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):f}"
    return len(text.partition(".")[2].rstrip("0"))
