"""One YAML file → a checked paper: loaded, its kind found, its values typed and planted."""

from __future__ import annotations

from pathlib import Path

from generator import kinds, placeholders, schema, source
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.frozen import dataclass
from generator.hints import hinted
from generator.kinds import Kind
from generator.source import Source, escaped
from generator.values import Node, plant


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper whose values fit its schema. `warnings` are what loading and checking had to remark; `open` the places of a draft that are
    still to be filled in, as JSON pointers, and `untyped` those of them that no text can stand in for (a date, an amount, a person)."""

    kind: Kind
    source: Source
    value: Node
    warnings: tuple[Diagnostic, ...] = ()
    open: tuple[str, ...] = ()
    untyped: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the file stands: pictures are named from here."""
        return Path(self.source.name).parent


def read(path: Path, roots: tuple[Path, ...], expected: str = "", *, fix_text: bool = False, loaded: Source | None = None) -> Paper:
    """The paper of a file; `expected` is the kind that it must be, `fix_text` as in `source.read`, `loaded` what is taken for the file.

    Raises GeneratorError with all problems of the file."""
    loaded = loaded or source.load(path, fix_text=fix_text)
    kind = _kind(loaded, roots, expected)
    if expected and kind.name != expected:
        raise GeneratorError([*loaded.warnings, problem("E204", loaded.position("/kind"), expected=expected, kind=kind.name)])
    return checked(loaded, kind)


def kind_of(path: Path, roots: tuple[Path, ...], *, fix_text: bool = False) -> Kind:
    """The kind that a file says it is, nothing else checked. Raises GeneratorError."""
    return _kind(source.load(path, fix_text=fix_text), roots, "")


def _kind(loaded: Source, roots: tuple[Path, ...], expected: str) -> Kind:
    name = loaded.value.get("kind", expected)
    if not isinstance(name, str) or not name:
        raise GeneratorError([*loaded.warnings, _no_kind(loaded, roots)])
    return kinds.find(name, roots, loaded.position("/kind"))


def _no_kind(loaded: Source, roots: tuple[Path, ...]) -> Diagnostic:
    """E203, where the kind was probably meant to stand: under another spelling of the key, or in brackets."""
    if "make" in loaded.value:
        return hinted(problem("E203", loaded.key_position("/make"), known=""), "is_plan", file=loaded.name)
    for key in ("kind", *(key for key in loaded.value if key.strip().lower() in _KIND_KEYS)):
        value, pointer = loaded.value.get(key), f"/{escaped(key)}"
        words = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one]
        if words:
            found = problem("E203", loaded.key_position(pointer), known=", ".join(kinds.of_papers(roots)))
            return hinted(found, "kind_word" if key == "kind" else "kind_key", kind=words[0])
    return problem("E203", loaded.key_position("/kind"), known=", ".join(kinds.of_papers(roots)))


_KIND_KEYS = ("kind", "kinds", "knd", "type", "类别", "文件类别", "类型", "种类")
"""What people write in place of `kind`."""


def checked(loaded: Source, kind: Kind) -> Paper:
    """A loaded file as a paper of `kind`. Raises GeneratorError with all its problems."""
    result = schema.check(loaded, kind.schema)
    places = placeholders.found(loaded, kind.shape, (*loaded.warnings, *result.diagnostics))
    if errors(places.problems):
        raise GeneratorError(places.problems)
    variant = result.value.get(kind.variant_by, "") if kind.variant_by else ""
    value = plant(result.value, kind.shape, loaded)
    return Paper(kind.variant(variant), loaded, value, places.problems, places.open, places.untyped)
