"""Kind folders: finding one and reading its parts.

A kind is a folder with `kind.yaml` and `schema.yaml`, and perhaps `computed.yaml`, `rules.yaml`, `document.html.j2`, `deck.html.j2`,
`sample.yaml`. A kind that `extends:` another inherits every part that it lacks; its schema, phrases and rules are added to the inherited
(a rule takes the place of the inherited one with its id). The rules of every kind stand in `_shared/rules.yaml`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import home, kind_files, source
from generator.diagnostics import GeneratorError, Position, problem
from generator.frozen import dataclass
from generator.hints import hinted
from generator.kind_files import FIGURE, NO_PAPERS, RULE
from generator.shapes import Shape

if TYPE_CHECKING:
    from generator.document import Cut

BUILT_IN = home.BUILT_IN
"""The kinds and themes that come with the tool."""

GENERIC = "_generic"
"""The folder of the template that prints a kind which has none of its own."""

HEADER = ("id", "client", "brand", "product", "job_no", "date", "version", "author", "reviewer", "status", "confidentiality")
"""What the title block of a kind shows of its properties unless it says so itself (`facts:`)."""

SHARED = "_shared"
"""The folder of a kinds folder with what its kinds share: `shared.yaml` ($defs), `phrases.yaml`, macros of templates."""


@dataclass(frozen=True)
class Kind:
    """A kind of paper. `folders` are its own and those it extends, own first; `schema` is bundled: every `$ref` is local. For `new`,
    `takes` says what a paper takes over from one of another kind (`from:`), `starts_with` what stands in it at first (`new:`).
    `unprinted` are the properties that it adds to the kind it extends, and that no template of its own prints."""

    name: str
    folders: tuple[Path, ...]
    label: Mapping[str, str]
    title: str
    prints: bool
    formats: tuple[str, ...]
    cut: Cut
    facts: tuple[str, ...]
    inputs: tuple[str, ...]
    phrases: Mapping[str, Mapping[str, str]]
    deck_omits: tuple[str, ...]
    page_budget: Mapping[str, int]
    heading_numbers: bool | None
    caption_numbers: bool | None
    variant_by: str
    variants: Mapping[str, Mapping[str, Any]]
    takes: Mapping[str, Mapping[str, Any]]
    starts_with: Mapping[str, Any]
    schema: Mapping[str, Any]
    computed: tuple[Mapping[str, Any], ...]
    rules: tuple[Mapping[str, Any], ...]
    unprinted: tuple[str, ...] = ()

    @cached_property
    def shape(self) -> Shape:
        """The shape of the whole paper."""
        return Shape.of(self.schema)

    def file(self, name: str) -> Path | None:
        """The part `name` of the kind, its own or inherited, or None."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def drawn_by(self, cut: Cut) -> Cut:
        """The cut whose template prints `cut`: its own, or the other one's where the nearest folder with a template has only that."""
        other: Cut = "document" if cut == "deck" else "deck"
        own = next((place for place in self.folders if any((place / f"{one}.html.j2").is_file() for one in (cut, other))), None)
        return other if own is not None and not (own / f"{cut}.html.j2").is_file() else cut

    def variant(self, value: str) -> Kind:
        """The kind as its variant `value` is: other names, formats, budgets."""
        changes = self.variants.get(value)
        if not changes:
            return self
        return replace(
            self,
            label=changes.get("name", self.label),
            facts=tuple(changes.get("facts", self.facts)),
            page_budget=changes.get("page_budget", self.page_budget),
            heading_numbers=changes.get("heading_numbers", self.heading_numbers),
            caption_numbers=changes.get("caption_numbers", self.caption_numbers),
            phrases={**self.phrases, **changes.get("phrases", {})},
        )


def names(roots: Iterable[Path]) -> tuple[str, ...]:
    """The kinds in some folders, sorted."""
    return tuple(sorted({path.parent.name for root in roots for path in root.glob("*/kind.yaml")}))


def of_papers(roots: Iterable[Path]) -> tuple[str, ...]:
    """The kinds that a paper's `kind:` may name, sorted: not those of a working folder's own files."""
    return tuple(name for name in names(roots) if name not in NO_PAPERS)


def find(name: str, roots: tuple[Path, ...], asked_at: Position | None = None) -> Kind:
    """The kind `name` from the first of the folders that has it. Raises GeneratorError E201 (unknown) or what is wrong in its files."""
    known = names(roots)
    for root in roots:
        if name in known and (root / name / "kind.yaml").is_file():
            return load(root / name, roots)
    nearest = difflib.get_close_matches(name, known, 1) or [one for one in known if name.strip().casefold() in _called(one, roots)]
    listed = ", ".join(of_papers(roots))
    unknown = problem("E201", asked_at, kind=name, known=listed)
    raise GeneratorError([hinted(unknown, "did_you_mean_among", name=nearest[0], names=listed) if nearest else unknown])


def _called(name: str, roots: tuple[Path, ...]) -> set[str]:
    """The printed names of a kind and its variants, in both languages; none when its files are broken."""
    path = next(root / name / "kind.yaml" for root in roots if (root / name / "kind.yaml").is_file())
    try:
        own = kind_files.settings(path)
    except GeneratorError:
        return set()
    labels = (own.get("name", {}), *(changes.get("name", {}) for changes in own.get("variants", {}).values()))
    return {str(word).casefold() for label in labels for word in label.values()}


def load(folder: Path, roots: tuple[Path, ...]) -> Kind:
    """The kind of a folder, read once. Raises GeneratorError for what is wrong in its files."""
    return _load(folder, roots, Path.cwd())


@cache
def _load(folder: Path, roots: tuple[Path, ...], here: Path) -> Kind:
    """`here` keeps apart what one relative path means in several current folders."""
    try:
        return _read(folder, roots)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:  # what no check has foreseen, and kinds in a circle
        reason = "it extends itself" if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
        raise GeneratorError([problem("E210", Position(str(folder / "kind.yaml")), kind=folder.name, reason=reason)]) from error


def _read(folder: Path, roots: tuple[Path, ...]) -> Kind:
    own = kind_files.settings(folder / "kind.yaml")
    parent = find(own["extends"], roots) if "extends" in own else None
    schema = _schema(folder, parent)
    variants = own.get("variants", parent.variants if parent else {})
    return Kind(
        name=folder.name,
        folders=_folders(folder, parent, roots),
        label=own.get("name", parent.label if parent else {"zh": folder.name, "en": folder.name}),
        title=str(own.get("title", parent.title if parent else "title")),
        prints=own.get("prints", True),
        formats=tuple(own.get("formats", parent.formats if parent else ("docx", "pdf"))),
        cut=own.get("cut", parent.cut if parent else "document"),
        facts=tuple(own.get("facts", parent.facts if parent else (name for name in HEADER if name in schema.get("properties", {})))),
        inputs=tuple(own.get("inputs", parent.inputs if parent else ("client",))),
        phrases={**(parent.phrases if parent else _phrases()), **own.get("phrases", {})},
        deck_omits=tuple(own.get("deck_omits", parent.deck_omits if parent else ())),
        page_budget=own.get("page_budget", parent.page_budget if parent else {}),
        heading_numbers=own.get("heading_numbers", parent.heading_numbers if parent else None),
        caption_numbers=own.get("caption_numbers", parent.caption_numbers if parent else None),
        variant_by=own.get("variant_by", parent.variant_by if parent else ""),
        variants=variants,
        takes=own.get("from", parent.takes if parent else {}),
        starts_with=own.get("new", parent.starts_with if parent else {}),
        schema=schema,
        computed=(*(parent.computed if parent else ()), *kind_files.entries(folder / "computed.yaml", "computed", FIGURE)),
        rules=_ruled(parent.rules if parent else _shared_rules(folder.parent), kind_files.entries(folder / "rules.yaml", "rules", RULE)),
        unprinted=_unprinted(folder, parent, schema),
    )


def forget() -> None:
    """Kinds are read anew from now on: their files have changed."""
    for kept in (_load, _phrases, _definitions, _built_in_rules):
        kept.cache_clear()


def _folders(folder: Path, parent: Kind | None, roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of a kind: its own and its parent's; those of the generic template when none of them has one of any cut."""
    own = (folder, *(parent.folders if parent else ()))
    templates = (place / f"{cut}.html.j2" for place in own for cut in ("document", "deck"))
    return own if any(path.is_file() for path in templates) else (*own, *(root / GENERIC for root in roots))


def _unprinted(folder: Path, parent: Kind | None, schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The properties that a kind adds to its parent's and leaves to a template of the parent, which does not know them."""
    inherited = parent is not None and any(parent.file(f"{cut}.html.j2") for cut in ("document", "deck"))
    if parent is None or not inherited or GENERIC in {place.name for place in parent.folders} or list(folder.glob("*.html.j2")):
        return ()
    known = parent.schema.get("properties", {})
    return tuple(name for name, shape in Shape.of(schema).properties() if name not in known and shape.prints)


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    """The fixed words that all kinds share."""
    phrases: Mapping[str, Mapping[str, str]] = source.values(BUILT_IN / SHARED / "phrases.yaml")
    return phrases


def _shared_rules(root: Path) -> tuple[Mapping[str, Any], ...]:
    """The rules of every kind: the built-in ones, and those of the kinds folder's own `_shared/rules.yaml`."""
    shared = _built_in_rules()
    return shared if root == BUILT_IN else _ruled(shared, kind_files.entries(root / SHARED / "rules.yaml", "rules", RULE))


@cache
def _built_in_rules() -> tuple[Mapping[str, Any], ...]:
    """The rules of every kind, read once."""
    return kind_files.entries(BUILT_IN / SHARED / "rules.yaml", "rules", RULE)


def _ruled(inherited: tuple[Mapping[str, Any], ...], own: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
    """Inherited rules and own ones; an own rule takes the place of the inherited one with its id."""
    ids = {rule["id"] for rule in own}
    return (*(rule for rule in inherited if rule["id"] not in ids), *own)


# -------------------------------------------------------------------------------------------------------------------- schemas


def _schema(folder: Path, parent: Kind | None) -> Mapping[str, Any]:
    """The bundled schema of a kind: its own on its parent's, shared definitions taken in, every `$ref` local."""
    path = folder / "schema.yaml"
    own: dict[str, Any] = source.values(path) if path.is_file() else {}
    if parent:
        own = _added(parent.schema, own)
    shared = _shared_definitions(folder.parent)
    definitions: dict[str, Any] = dict(own.get("$defs", {}))
    for name, node in list(definitions.items()):
        definitions[name] = _localised(node, shared, definitions, path)
    bundled = _localised(own, shared, definitions, path)
    return _owing({**bundled, "$defs": definitions})


def _owing(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what may be drawn from an input (`x-from`) no longer required of the file itself, but listed in `x-drawn`."""
    drawn = {name for name, shape in Shape.of(schema).properties() if shape.drawn_from}
    required = schema.get("required", ())
    owed = sorted({*schema.get("x-drawn", ()), *(name for name in required if name in drawn)})
    return {**schema, "required": [name for name in required if name not in drawn], "x-drawn": owed}


def _shared_definitions(root: Path) -> Mapping[str, Any]:
    """`$defs` of the kinds folder's shared.yaml over the built-in ones."""
    definitions: dict[str, Any] = {}
    for place in dict.fromkeys((BUILT_IN, root)):
        definitions |= _definitions(place / SHARED / "shared.yaml", Path.cwd())
    return definitions


@cache
def _definitions(path: Path, here: Path) -> Mapping[str, Any]:
    """`$defs` of a file, none when it is not there; read once for all kinds."""
    definitions: Mapping[str, Any] = source.values(path)["$defs"] if path.is_file() else {}
    return definitions


def _added(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A schema that extends another: properties and definitions added, `required` joined."""
    return {
        **below,
        **own,
        "properties": {**below.get("properties", {}), **own.get("properties", {})},
        "$defs": {**below.get("$defs", {}), **own.get("$defs", {})},
        "required": [*below.get("required", ()), *(name for name in own.get("required", ()) if name not in below.get("required", ()))],
    }


def _localised(node: Any, shared: Mapping[str, Any], definitions: dict[str, Any], path: Path) -> Any:
    """`node` with every `$ref` local; shared definitions it needs are added to `definitions`. Any other address is refused (E202)."""
    if isinstance(node, list):
        return [_localised(item, shared, definitions, path) for item in node]
    if not isinstance(node, dict):
        return node
    local = {key: _localised(value, shared, definitions, path) if isinstance(value, dict | list) else value
             for key, value in node.items() if key != "$defs"}  # fmt: skip
    if "$ref" in node:
        local["$ref"] = _local_reference(str(node["$ref"]), shared, definitions, path)
    return local


def _local_reference(reference: str, shared: Mapping[str, Any], definitions: dict[str, Any], path: Path) -> str:
    """The local form of a `$ref`, its target brought into `definitions`."""
    address, _, name = reference.partition("#/$defs/")
    if address not in ("", "shared.yaml") or not name or "/" in name:
        raise GeneratorError([problem("E202", Position(str(path)), reference=reference)])
    if name not in definitions:
        if name not in shared:
            raise GeneratorError([problem("E202", Position(str(path)), reference=reference)])
        definitions[name] = {}  # a definition may refer to itself
        definitions[name] = _localised(shared[name], shared, definitions, path)
    return f"#/$defs/{name}"
