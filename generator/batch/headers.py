"""What a paper says of itself at its top, and what its kind is called, without reading either as a whole.

A batch has to know the names of all files before it makes the first, and which papers a plan means; a thousand papers are read for that
in the time that checking one of them takes. What is read here only chooses and names: the paper itself is still checked like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import kind_files, source
from generator.diagnostics import GeneratorError
from generator.frozen import dataclass

LINE = re.compile(rb"^([A-Za-z_][A-Za-z0-9_]*):(?:[ \t]+(.*?))?[ \t]*\r?$", re.MULTILINE)
"""An entry at the top of a mapping: nothing that is indented or a list's item begins like it."""

PLAIN = re.compile(r"""(?:"([^"\\]*)"|'([^']*)'|([^\s"'\[\]{},&*!|>%@`#?:-][^#:]*(?:(?<=\S)[#:](?=\S)[^#:]*)*))(?:\s+#.*)?""")
"""A scalar that says what it says on its one line."""

SIMPLE = b"kind"
"""The field without which the quick way has not understood the file."""


def read(data: bytes, path: Path) -> Mapping[str, str]:
    """The scalars at the top of a paper by name, as typed. A file that is written in another way is read as YAML; one that cannot be
    read at all says nothing here: its problems are told when it is made."""
    found: dict[str, str] = {}
    plain = b"\n---" not in data and b"\x00" not in data[:4]
    for name, written in LINE.findall(data.removeprefix(b"\xef\xbb\xbf")) if plain else ():
        match = PLAIN.fullmatch(written.decode("utf-8", "replace"))
        if match:
            found.setdefault(name.decode(), next(one for one in match.groups() if one is not None).strip())
    return found if SIMPLE.decode() in found else _as_yaml(data, path)


def _as_yaml(data: bytes, path: Path) -> Mapping[str, str]:
    try:
        loaded = source.read(data, str(path))
    except GeneratorError:
        return {}
    raw = ((name, loaded.raw(f"/{source.escaped(name)}") or value) for name, value in loaded.value.items())
    return {name: str(value) for name, value in raw if isinstance(value, (str, int)) and not isinstance(value, bool)}


@dataclass(frozen=True, slots=True)
class KindHead:
    """What `kind.yaml` says of a kind, its parents' word where it is silent: enough to name its papers."""

    name: str
    label: Mapping[str, str]
    formats: tuple[str, ...]
    prints: bool
    variant_by: str
    variants: Mapping[str, Any]

    def label_of(self, header: Mapping[str, str], language: str) -> str:
        """What a paper of the kind is called in "zh" or "en", as its variant is."""
        variant = self.variants.get(header.get(self.variant_by, ""), {})
        label: Mapping[str, str] = variant.get("name", self.label)
        return str(label.get(language) or next(iter(label.values()), self.name))


@cache
def kind_head(name: str, roots: tuple[Path, ...]) -> KindHead | None:
    """The head of a kind; None for one that is not there or cannot be read."""
    folder = next((root / name for root in roots if name and (root / name / "kind.yaml").is_file()), None)
    if folder is None:
        return None
    try:
        own = kind_files.settings(folder / "kind.yaml")
        parent = kind_head(own["extends"], roots) if own.get("extends", name) != name else None
    except (GeneratorError, RecursionError):
        return None
    return KindHead(
        name,
        own.get("name", parent.label if parent else {"zh": name, "en": name}),
        tuple(own.get("formats", parent.formats if parent else ("docx", "pdf"))),
        own.get("prints", True),
        own.get("variant_by", parent.variant_by if parent else ""),
        own.get("variants", parent.variants if parent else {}),
    )
