"""What `new --data` fills in from a data file: `drafted.yaml` of the kind, worked out over the file, the profile and the figures.

    drafted:
      - {set: brands, as: "…"}                    # before the figures are worked out
      - {set: others, as: "…", leaves: "…"}       # and the names of what the paper leaves out by it, which is told
      - {set: unit, as: "'one'", kept: false}     # needed to work them out; left for a person to fill in
      - {set: findings, each: "…", as: {what: {zh: "…", en: "…"}, brand: it.brand}, figures: true}   # from the figures

The queries `queries/draft_*.sql` are tables here, `headings` those of the file that are no column yet. What happened is filled in, what it
means never: no reason is invented.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import compute, kind_files, tables
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.drafts.skeleton import CHINESE
from generator.expressions import evaluate
from generator.kind_files import DRAFTED
from generator.kinds import Kind
from generator.source import Source
from generator.tables import proposing
from generator.values import Node, plant


def filled(
    kind: Kind, given: Mapping[str, Any], data: Path, path: Path, inputs: Mapping[str, Node], root: Path
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The fields of a new paper at `path` that its data file gives, and what there is to remark.

    Raises GeneratorError E734 for a kind that takes no data, and with what is wrong with the file."""
    name, entries = proposing.first(kind.shape), kind_files.entries(kind.file("drafted.yaml") or Path(), "drafted", DRAFTED)
    if not name or not entries:
        raise GeneratorError([problem("E734", kind=kind.name)])
    file, shown = _file(data, path)
    proposal = proposing.proposed(kind.shape, name, file, shown)
    values = {**given, tables.DATA: {name: proposal}}
    names = {name: inputs.get(name) for name in dict.fromkeys(("client", "agency", *kind.inputs))}
    others = proposing.others(file, shown, proposal)
    unkept: list[str] = []
    remarks: list[Diagnostic] = []
    for early in (True, False):
        asked = [entry for entry in entries if bool(entry.get("figures")) is not early]
        scope = _scope(kind, values, names, path, root, figures=not early)
        for entry in asked:
            known = {**scope, "paper": _planted(kind, values, path), "headings": others} if early else scope
            value = _value(entry, known)
            _put(values, entry["set"].split("."), _spoken(value, str(given.get("language", ""))))
            unkept += [entry["set"]] if entry.get("kept") is False else []
            remarks += _remarks(entry, known) if value is not None else []
    return {one: value for one, value in values.items() if given.get(one) != value and one not in unkept}, remarks


def _planted(kind: Kind, values: Mapping[str, Any], path: Path) -> Node:
    """The paper as far as it is."""
    paper: Node = plant(copy.deepcopy(dict(values)), kind.shape, Source(str(path), "", {}))
    return paper


def _remarks(entry: Mapping[str, Any], names: Mapping[str, Any]) -> list[Diagnostic]:
    """What an entry leaves out of the paper."""
    left = evaluate(entry["leaves"], names) if "leaves" in entry else []
    shown = [*map(str, left[:MOST_NAMES]), *(["…"] if len(left) > MOST_NAMES else [])]
    return [problem("W734", kind=names["paper"]["kind"], names=", ".join(shown), set=entry["set"])] if left else []


MOST_NAMES = 12


def _file(data: Path, path: Path) -> tuple[Path, str]:
    """The data file as typed, from the current folder or that of the paper, and its way from the paper."""
    folder = path.absolute().parent
    file = data if data.is_file() or not (folder / data).is_file() else folder / data
    return file, Path(os.path.relpath(file.absolute(), folder)).as_posix()


def _scope(
    kind: Kind, values: Mapping[str, Any], inputs: Mapping[str, Node | None], path: Path, root: Path, *, figures: bool
) -> dict[str, Any]:
    """The names of the expressions: the paper as far as it is, its inputs, the results of the queries, and how figures are worded."""
    paper = _planted(kind, values, path)
    names = {**inputs, "paper": paper, "refs": None, tables.TABLES: None}
    found = tables.drafts(kind, names, root)
    problems: list[Diagnostic] = []
    if figures:
        found = {}
        problems = tables.fill(kind, names, root, checked=False)
        problems += [] if errors(problems) else compute.fill(kind, names)
    if errors(problems):
        raise GeneratorError(errors(problems))
    return {**names, tables.TABLES: found, "figure": figure, "percent": percent, "named": named}


def _value(entry: Mapping[str, Any], names: Mapping[str, Any]) -> Any:
    """What an entry fills in; None where the profile or the file does not say what it needs."""
    try:
        if "each" not in entry:
            return _worked(entry["as"], names)
        items = evaluate(entry["each"], names)
        return [_worked(entry["as"], {**names, "it": item, "number": number}) for number, item in enumerate(items, 1)]
    except compute.UNCOMPUTABLE:
        return None


def _worked(form: Any, names: Mapping[str, Any]) -> Any:
    """A form with every expression in it worked out; what has no value is left out."""
    if isinstance(form, Mapping):
        members = {name: _worked(inner, names) for name, inner in form.items()}
        return {name: value for name, value in members.items() if value is not None}
    return evaluate(str(form), names)


def _spoken(value: Any, language: str) -> Any:
    """A value with its texts in the language of the paper; in both where the paper has both. The language is named where a text does not
    show it: names from a file may be in the other one."""
    if isinstance(value, Mapping):
        if {"zh", "en"} == set(value) and language in ("zh-CN", "en"):
            tag = "zh" if language == "zh-CN" else "en"
            return value[tag] if bool(CHINESE.search(value[tag])) == (tag == "zh") else {tag: value[tag]}
        return {name: _spoken(inner, language) for name, inner in value.items()}
    return [_spoken(one, language) for one in value] if isinstance(value, list) else value


def _put(values: dict[str, Any], steps: list[str], value: Any) -> None:
    """Set a value at a path of names; None and what is empty is left for a placeholder."""
    for step in steps[:-1]:
        values = values[step]
    if value not in (None, [], {}):
        values[steps[-1]] = value


# ----------------------------------------------------------------------------------------------------------- how figures are worded


def figure(value: Decimal | None) -> str:
    """An amount: 1,250.5; – where there is none."""
    return "–" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: Decimal | None) -> str:
    """A change: +40.0%; "" where there is none to state."""
    return "" if value is None else f"{value:+.1f}%".replace("-", "−")


def named(language: str, id: str, *lists: Any) -> str:
    """The name of what has an id in one of some lists, in a language as far as it has one; the id itself where nobody names it."""
    names = [one.get("name") for items in lists for one in items or () if one.get("id") == id]
    name = next(iter(names), id)
    return str(name.get(language) or next(iter(name.values()))) if isinstance(name, Mapping) else str(name)
