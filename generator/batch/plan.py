"""A plan as read: its entries and settings, checked by the schema of `batch_plan` like every other YAML of the house."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator import kinds, papers, references, source
from generator.diagnostics import GeneratorError, problem
from generator.frozen import dataclass
from generator.references import Workspace
from generator.values import Node

if TYPE_CHECKING:
    from generator.document import Audience, Cut
    from generator.writers import MissingGlyphs

KIND = "batch_plan"
"""The kind whose schema a plan has."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one document is made; the names are those of `generator.build`. No formats: the normal ones of its kind."""

    formats: tuple[str, ...] = ()
    language: str | None = None
    audience: Audience = "client"
    theme: str | None = None
    cut: Cut | None = None
    notes: bool = False
    fix_text: bool = False
    missing_glyphs: MissingGlyphs = "error"


@dataclass(frozen=True, slots=True)
class Entry:
    """A group of papers of a plan, with what the plan as a whole says where the entry says nothing."""

    node: Node
    plan: Node

    def setting(self, name: str) -> Any:
        """A setting of the entry, else of the plan, else None."""
        own = self.node.get(name)
        return self.plan.get(name) if own is None else own

    def home(self, name: str) -> Node:
        """Where a setting is written: the entry, or the plan."""
        return self.node if self.node.get(name) is not None else self.plan

    def texts(self, name: str) -> tuple[str, ...]:
        """A setting that is a text or a list of them, as a list."""
        value = self.node.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    @property
    def settings(self) -> tuple[Settings, ...]:
        """The settings of the documents that one paper becomes: one for each language and audience."""
        return tuple(
            Settings(
                tuple(self.setting("formats") or ()),
                language,
                cast("Audience", audience),
                self.setting("theme"),
                self.setting("cut"),
                bool(self.setting("notes")),
                bool(self.setting("fix_text")),
                self.setting("missing_glyphs") or "error",
            )
            for language in self.setting("languages") or (None,)
            for audience in self.setting("audiences") or ("client",)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan. Paths in it are from `root`, its working folder, or from its own folder where that stands in none."""

    path: Path
    place: Workspace
    node: Node

    @property
    def root(self) -> Path:
        """The folder from which the plan's paths count."""
        return self.place.root

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The groups of papers."""
        return tuple(Entry(node, self.node) for node in self.node["make"])

    @property
    def title(self) -> Mapping[str, str]:
        """What the index page is called, by language; empty when the plan does not say."""
        title = self.node.get("title")
        return {"zh": title, "en": title} if isinstance(title, str) else dict(title or {})

    @property
    def out(self) -> Path | None:
        """The output folder that the plan names."""
        return self.root / self.node["out"] if self.node.get("out") else None

    @property
    def seconds(self) -> float:
        """How long one document may take."""
        return float((self.node.get("limits") or {}).get("seconds") or 60)

    @property
    def memory_mb(self) -> int:
        """How much memory one document may need."""
        return int((self.node.get("limits") or {}).get("memory_mb") or 1024)


def read(path: Path) -> Plan:
    """The plan of a file. Raises GeneratorError with all its problems."""
    loaded = source.load(path)
    if isinstance(loaded.value.get("kind"), str):
        raise GeneratorError([problem("E757", loaded.position("/kind"), kind=loaded.value["kind"], file=loaded.name)])
    paper = papers.checked(loaded, kinds.find(KIND, (kinds.BUILT_IN,)))
    return Plan(path, references.workspace(path), paper.value)
