"""One YAML file → a checked paper: loaded, its kind found, its values typed and planted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import kinds, schema, source
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.kinds import Kind
from generator.source import Source
from generator.values import Node, plant


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper whose values fit its schema. `warnings` are what loading and checking had to remark."""

    kind: Kind
    source: Source
    value: Node
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the file stands: pictures are named from here."""
        return Path(self.source.name).parent


def read(path: Path, roots: tuple[Path, ...], expected: str = "") -> Paper:
    """The paper of a file; `expected` is the kind that it must be. Raises GeneratorError with all problems of the file."""
    loaded = source.load(path)
    kind = _kind(loaded, roots, expected)
    if expected and kind.name != expected:
        raise GeneratorError([*loaded.warnings, problem("E204", loaded.position("/kind"), expected=expected, kind=kind.name)])
    return checked(loaded, kind)


def kind_of(path: Path, roots: tuple[Path, ...]) -> Kind:
    """The kind that a file says it is, nothing else checked. Raises GeneratorError."""
    return _kind(source.load(path), roots, "")


def _kind(loaded: Source, roots: tuple[Path, ...], expected: str) -> Kind:
    name = loaded.value.get("kind", expected)
    if not isinstance(name, str) or not name:
        known = ", ".join(kinds.names(roots))
        raise GeneratorError([*loaded.warnings, problem("E203", loaded.position(""), known=known)])
    return kinds.find(name, roots, loaded.position("/kind"))


def checked(loaded: Source, kind: Kind) -> Paper:
    """A loaded file as a paper of `kind`. Raises GeneratorError with all its problems."""
    result = schema.check(loaded, kind.schema)
    found = [*loaded.warnings, *result.diagnostics]
    if errors(found):
        raise GeneratorError(found)
    variant = result.value.get(kind.variant_by, "") if kind.variant_by else ""
    return Paper(kind.variant(variant), loaded, plant(result.value, kind.shape, loaded), tuple(found))
