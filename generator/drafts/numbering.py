"""The next free number of a paper, by the pattern of its kind in the working folder: CB-{year}-{number:03} → CB-2026-014."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.diagnostics import GeneratorError, problem
from generator.kinds import Kind
from generator.references import HEADER, Workspace


def next_id(kind: Kind, place: Workspace, date: datetime.date, said: Mapping[str, str]) -> str:
    """The number after the highest that a file of the working folder has. Raises GeneratorError E726 for a pattern that is none."""
    pattern = str((place.setting("numbering") or {}).get(kind.name) or _usual(kind))
    words = {"year": date.year, "month": f"{date.month:02}", **said}
    try:
        counted = [name for _, name, _, _ in string.Formatter().parse(pattern) if name == "number"]
        if len(counted) != 1:
            raise ValueError("{number}")
        like = re.compile(_expression(pattern, words))
        taken = [int(match[1]) for one in _numbers(place.root) if (match := like.fullmatch(one))]
        return pattern.format(**words, number=max(taken, default=0) + 1)
    except (KeyError, ValueError, IndexError) as error:
        raise GeneratorError([problem("E726", pattern=pattern, reason=error)]) from error


def _usual(kind: Kind) -> str:
    """The pattern of a kind that the working folder says nothing about: the first letters of its name."""
    return f"{''.join(word[0] for word in kind.name.split('_') if word).upper()}-{{year}}-{{number:03}}"


def _expression(pattern: str, words: Mapping[str, object]) -> str:
    """The regular expression of the numbers that a pattern gives, their running number in group 1."""
    found = ""
    for text, name, form, _ in string.Formatter().parse(pattern):
        found += re.escape(text)
        if name == "number":
            found += "([0-9]+)"
        elif name is not None:
            found += re.escape(format(words[name], form or ""))
    return found


def _numbers(root: Path) -> Iterator[str]:
    """The numbers of all papers in the working folder; hidden folders are passed over."""
    for path in root.rglob("*.yaml"):
        inside = path.relative_to(root).parts
        if not any(part.startswith(".") for part in inside):
            try:
                yield from (value.decode() for key, value in HEADER.findall(path.read_bytes()) if key == b"id")
            except OSError:  # what may not be read has no number for us
                continue
