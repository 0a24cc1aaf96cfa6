"""The name of a finished file: the pattern of the working folder, filled with the paper's parts."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator import store
from generator.checking import Checked
from generator.document import Audience
from generator.template import Scope


def output_name(checked: Checked, scope: Scope, audience: Audience, notes: bool) -> PurePosixPath:
    """The output's name without its extension: the pattern of the working folder filled with the paper's parts."""
    paper = checked.paper
    own = str(paper.get("language", "zh-CN"))
    language = "bilingual" if scope.languages.second else scope.languages.tags[0]
    parts = {
        "client": str(paper.get("client") or paper.get("id") or checked.kind.name),
        "campaign": str(paper.get("campaign") or ""),
        "date": str(paper.get("date") or "undated"),
        "id": str(paper.get("id") or checked.kind.name),
        "kind": checked.kind.name,
        "label": scope.words(checked.kind.label).lines.first,
        "version": str(paper.get("version") or "1"),
        "language": "" if language == own else f"_{language}",
        "copy": "_presenter" if notes else "" if audience == "client" else f"_{audience}",
    }
    output = checked.place.setting("output")
    pattern = str((output.get("pattern") if output else None) or store.PATTERN)
    return store.output_name(pattern, parts)
