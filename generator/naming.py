"""The name of a finished file: the pattern of the working folder, filled with the paper's parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator import store

if TYPE_CHECKING:
    from generator.checking import Checked
    from generator.document import Audience
    from generator.references import Workspace
    from generator.template import Scope

FIELDS = ("client", "campaign", "date", "id", "version", "language")
"""The fields of a paper that its name may be made of."""


def output_name(checked: Checked, scope: Scope, audience: Audience, notes: bool) -> PurePosixPath:
    """The output's name without its extension: the pattern of the working folder filled with the paper's parts."""
    header = {name: str(checked.paper[name]) for name in FIELDS if checked.paper.get(name)}
    language = "bilingual" if scope.languages.second else scope.languages.tags[0]
    label = scope.words(checked.kind.label).lines.first
    return store.output_name(pattern(checked.place), parts(header, checked.kind.name, label, language, audience, notes))


def pattern(place: Workspace) -> str:
    """How a working folder names finished files."""
    output = place.setting("output")
    return str((output.get("pattern") if output else None) or store.PATTERN)


def parts(header: Mapping[str, str], kind: str, label: str, language: str, audience: Audience, notes: bool) -> dict[str, str]:
    """What the names of a pattern stand for: `header` are the paper's fields, `label` is what its kind is called in its language."""
    return {
        "client": header.get("client") or header.get("id") or kind,
        "campaign": header.get("campaign", ""),
        "date": header.get("date") or "undated",
        "id": header.get("id") or kind,
        "kind": kind,
        "label": label,
        "version": header.get("version") or "1",
        "language": "" if language == header.get("language", "zh-CN") else f"_{language}",
        "copy": "_presenter" if notes else "" if audience == "client" else f"_{audience}",
    }
