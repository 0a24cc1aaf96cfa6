"""Values → YAML as a person would type it, which our loader reads back as the same value."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.source.scalars import core

FLOW_WIDTH = 100
"""A text in two languages or a short list stands on one line up to this many characters."""

# What a plain scalar cannot begin with, and what ends it or makes it something else (YAML 1.2, 7.3.3), in block and in flow.
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`\s“”‘’]|[\[\]{},\"\\]|:([\s?]|$)|\s#|\s$|：|^$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(value: Any) -> str:
    """A value on one line: dates and times as our formats spell them, texts plain where that is safe, else in double quotes."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case datetime.time():
            return value.strftime("%H:%M")
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case str():
            return value if not _NOT_PLAIN.search(value) and isinstance(core(value), str) else quoted(value)
    return "null" if value is None else str(value)


def quoted(text: str) -> str:
    """A text in double quotes, with JSON's escapes, which are YAML's too."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def on_one_line(value: Any) -> str | None:
    """A scalar, a mapping of scalars or a list of scalars in flow style; None when it is too long or too deep for one line."""
    if isinstance(value, Mapping):
        if not value or any(isinstance(one, Mapping | list) or (isinstance(one, str) and "\n" in one) for one in value.values()):
            return None if value else "{}"
        flow = "{" + ", ".join(f"{key}: {scalar(one)}" for key, one in value.items()) + "}"
    elif isinstance(value, list):
        if any(isinstance(one, Mapping | list) or (isinstance(one, str) and "\n" in one) for one in value):
            return None
        flow = "[" + ", ".join(map(scalar, value)) + "]"
    else:
        return scalar(value)
    return flow if len(flow) <= FLOW_WIDTH else None


def block(text: str) -> list[str] | None:
    """A text of several lines as a literal block: the sign and its lines; None where a block would not keep every character."""
    lines = text.removesuffix("\n").split("\n")
    keeps = lines[0][:1] not in ("", " ") and not any(line != line.rstrip() for line in lines) and lines[-1]
    if len(lines) < 2 or not keeps or re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text):
        return None
    return ["|" if text.endswith("\n") else "|-", *lines]
