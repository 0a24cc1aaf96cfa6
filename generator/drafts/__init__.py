"""A new paper as commented YAML: every field of its kind in order, explained in the reader's language, with places to fill in.

Stages: what is known (`known`: working folder, client, the paper it is made from, its number) → `skeleton` (values, places held by a
placeholder word) → `layout` (YAML with comments). No file is written here, and the date is given: nothing reads the clock.
"""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import Any

from generator import editors, kinds, references
from generator.diagnostics import Diagnostic, GeneratorError, MessageLanguage, problem
from generator.drafts import known, layout, numbering, proposed, taken
from generator.drafts.skeleton import Skeleton
from generator.frozen import dataclass
from generator.kinds import Kind
from generator.references import PATHS, Workspace


@dataclass(frozen=True, slots=True)
class Wish:
    """What `new` is asked for; None where it is to be found out. `reader` is the language of the comments."""

    kind: str
    today: datetime.date
    date: datetime.date | None = None
    client: str | None = None
    campaign: str | None = None
    source: Path | None = None
    language: str | None = None
    reader: MessageLanguage = "zh"
    path: Path | None = None
    period: str | None = None
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A new paper: where it goes and its text, the schema beside it for editors, and what there is to remark."""

    path: Path
    text: str
    schema_path: Path
    schema: str
    warnings: tuple[Diagnostic, ...] = ()


def draft(wish: Wish) -> Draft:
    """The new paper that is wished for. Raises GeneratorError with what cannot be: an unknown kind, client or paper."""
    place = references.workspace(wish.path or Path("new.yaml"))
    kind = kinds.find(wish.kind, place.kind_roots)
    if "kind" not in kind.shape.names:
        return _started(kind, place, wish.path)
    origin = taken.read(wish.source, kind) if wish.source else None
    said = known.facts(wish.client, wish.campaign, kind, place, origin)
    brought = taken.over(kind, origin) if origin else {}
    day = wish.date or brought.get("date") or wish.today
    number = numbering.next_id(kind, place, day, said) if kind.name not in PATHS else said["client"]
    path = wish.path or _path(kind, place, said, number)
    language = wish.language or str((origin.value.get("language") if origin else None) or _language(place, wish.reader))
    period = _period(kind, wish.period, needed=bool(wish.data and kind.file("drafted.yaml")))
    given = _given(kind, {**said, "id": number, "language": language, "date": day, **period})
    inputs = known.inputs(kind, place, said)
    values = {**kind.starts_with, **brought, **given}
    found, remarks = proposed.filled(kind, values, wish.data, path, inputs, place.root) if wish.data else ({}, [])
    values |= found
    skeleton = Skeleton(kind, language, inputs, place.setting("defaults") or {})
    schema = _schema(place, path, kind)
    text = layout.text(skeleton, skeleton.filled(values), wish.reader, layout.Head(_relative(schema, path), number, path, origin))
    remarks = [*remarks, *([] if place.settings is not None else [problem("W728")])]
    return Draft(path, text, schema, editors.schema_text(kind), tuple(remarks))


def _started(kind: Kind, place: Workspace, path: Path | None) -> Draft:
    """A file that is no paper, as its kind's `new.yaml` begins it: a plan. Raises GeneratorError E731 for a kind without one."""
    text = kind.file("new.yaml")
    if text is None:
        raise GeneratorError([problem("E731", kind=kind.name)])
    target = path or (place.root if place.settings is not None else Path()) / "plan.yaml"
    schema = _schema(place, target, kind)
    first = f"# yaml-language-server: $schema={_relative(schema, target)}\n"
    return Draft(target, first + text.read_text(encoding="utf-8"), schema, editors.schema_text(kind))


def _schema(place: Workspace, path: Path, kind: Kind) -> Path:
    """Where editors find the schema of a kind."""
    return (place.root if place.settings is not None else path.parent) / ".briefwright" / "schemas" / f"{kind.name}.json"


def _given(kind: Kind, facts: dict[str, Any]) -> dict[str, Any]:
    """What a new paper of any kind says of itself, as far as its kind has a field for it."""
    given: dict[str, Any] = {"kind": kind.name, "status": "draft", "version": "0.1", **facts}
    if kind.variant_by:
        given[kind.variant_by] = next(iter(kind.variants))
    return {name: value for name, value in given.items() if value and name in kind.shape.names}


def _period(kind: Kind, period: str | None, *, needed: bool) -> dict[str, str]:
    """The period that a paper is about. Raises GeneratorError E735 for a kind that has none, or for what is no period."""
    if period is None and not needed:
        return {}
    shape = kind.shape.member("period")
    if shape is None or not re.search(str(shape.node.get("pattern", "")), period or ""):
        raise GeneratorError([problem("E735", kind=kind.name, period=period or "–")])
    return {"period": str(period)}


def _language(place: Workspace, reader: MessageLanguage) -> str:
    """The language of a paper that says none: the working folder's, else the reader's."""
    defaults = place.setting("defaults") or {}
    return str(defaults.get("language") or ("zh-CN" if reader == "zh" else "en"))


def _path(kind: Kind, place: Workspace, facts: dict[str, str], number: str) -> Path:
    """Where a new paper goes: as the working folder's paths say."""
    client, campaign = facts.get("client", ""), facts.get("campaign", "")
    if kind.name in PATHS:
        return place.path(kind.name, client=client)
    name = f"{kind.name}-{number}.yaml"
    if client and campaign:
        inside = place.path("campaign", client=client, campaign=campaign, kind=kind.name)
        return inside.parent / name if kind.prints else inside
    return place.path("client_profile", client=client).parent / name if client else Path(name)


def _relative(target: Path, path: Path) -> str:
    """The way from a file to another, as an editor follows it."""
    return Path(os.path.relpath(target.absolute(), path.absolute().parent)).as_posix()
