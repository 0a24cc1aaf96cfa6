"""The files of a kind folder as they are read: settings and lists of entries, each of the form that it must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import source
from generator.diagnostics import Diagnostic, GeneratorError, problem

SETTINGS: Mapping[str, type] = {
    **dict.fromkeys(("extends", "title", "cut", "variant_by"), str),
    **dict.fromkeys(("formats", "facts", "inputs", "deck_omits"), list),
    **dict.fromkeys(("name", "phrases", "page_budget", "variants", "from", "new"), dict),
    **dict.fromkeys(("prints", "heading_numbers", "caption_numbers"), bool),
}
"""What `kind.yaml` may say, and of which type."""

RULE: Mapping[str, type] = {"id": str, "message": dict}
NO_PAPERS = frozenset({"workspace", "batch_plan"})
"""The kinds whose files are no papers and say no `kind:`; they are known by where they stand, or by who reads them."""

FIGURE: Mapping[str, type] = {"set": str, "as": str}
"""What every entry of `rules.yaml` and of `computed.yaml` must say."""

DRAFTED: Mapping[str, type] = {"set": str}

_TYPES = {
    dict: ("a mapping", "映射（键: 值）"), list: ("a list", "列表"), str: ("a text", "文字"), bool: ("true or false", "true 或 false"),
}  # fmt: skip


def settings(path: Path) -> dict[str, Any]:
    """What a `kind.yaml` says. Raises GeneratorError E209 for values of the wrong type."""
    said = source.values(path)
    problems = [_wrong(path, f"/{name}", form) for name, form in SETTINGS.items() if not isinstance(said.get(name, form()), form)]
    if problems:
        raise GeneratorError(problems)
    return said


def entries(path: Path, key: str, needed: Mapping[str, type]) -> tuple[Mapping[str, Any], ...]:
    """The list under `key` of a part of the kind, empty when the part is missing. Raises GeneratorError E209 for what it lacks."""
    if not path.is_file():
        return ()
    found = source.values(path).get(key) or []
    problems = list(_faults(path, key, found, needed))
    if problems:
        raise GeneratorError(problems)
    return tuple(found)


def queries(path: Path) -> dict[str, Any]:
    """What a `queries.yaml` says. Raises GeneratorError E209 for values of the wrong type, and for what a check or parameter lacks."""
    said = source.values(path)
    parts: dict[str, type] = {"parameters": str, "tables": dict, "checks": dict}
    problems = [_wrong(path, f"/{name}", dict) for name in parts if not isinstance(said.get(name, {}), dict)]
    for name, form in parts.items() if not problems else ():
        given = said.get(name, {}).items()
        problems += [_wrong(path, f"/{name}/{one}", form) for one, value in given if not isinstance(value, form)]
    for name, check in said.get("checks", {}).items() if not problems else ():
        problems += [_wrong(path, f"/checks/{name}/{key}", form) for key, form in RULE.items() if not isinstance(check.get(key), form)]
    if problems:
        raise GeneratorError(problems)
    return said


def _faults(path: Path, key: str, found: Any, needed: Mapping[str, type]) -> Iterator[Diagnostic]:
    if not isinstance(found, list):
        yield _wrong(path, f"/{key}", list)
        return
    for index, entry in enumerate(found):
        if not isinstance(entry, dict):
            yield _wrong(path, f"/{key}/{index}", dict)
            continue
        lacking = (name for name, form in needed.items() if not isinstance(entry.get(name), form))
        yield from (_wrong(path, f"/{key}/{index}/{name}", needed[name]) for name in lacking)


def _wrong(path: Path, pointer: str, form: type) -> Diagnostic:
    en, zh = _TYPES[form]
    return problem("E209", source.load(path).position(pointer), pointer=pointer, name=pointer, expected_en=en, expected_zh=zh)
