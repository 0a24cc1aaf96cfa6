"""Patterns of names and paths: text with {names} in it, and nothing else of what Python's format can do."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter


def fill(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with its names filled. Raises KeyError for an unknown name or a format of its own, ValueError for a brace left open."""
    filled = []
    for text, name, form, conversion in Formatter().parse(pattern):
        filled.append(text)
        if name is not None:
            if form or conversion or name not in parts:
                raise KeyError(name + (f":{form}" if form else ""))
            filled.append(parts[name])
    return "".join(filled)
