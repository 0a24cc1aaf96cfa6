"""The wording of one message code."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A code's wording, `{name}` to be filled by `diagnostics.problem`; an empty hint means none."""

    en: str
    zh: str
    hint_en: str = ""
    hint_zh: str = ""
