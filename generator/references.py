"""A paper's references: working folder, agency, client profile, campaign inputs, persons.

The working folder is the nearest one above the paper with a `briefwright.yaml`; that file holds the agency's own profile and says where
profiles and campaign inputs stand. One wording, one spelling: what `x-from` draws from an input is never typed twice.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import kinds, papers, source
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.papers import Paper
from generator.values import Node, walk

MARKER = "briefwright.yaml"
"""The file that marks a working folder."""

PATHS = {
    "client_profile": "content/clients/{client}/profile.yaml",
    "campaign": "content/clients/{client}/{campaign}/{kind}.yaml",
}
"""Where inputs stand in a working folder, unless its marker says otherwise."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A working folder. `settings` is its marker, checked; None for a paper that stands outside of any."""

    root: Path
    settings: Node | None = None
    warnings: tuple[Diagnostic, ...] = ()

    def setting(self, name: str) -> Any:
        """A setting of the marker, or None."""
        return self.settings.get(name) if self.settings is not None else None

    @property
    def kind_roots(self) -> tuple[Path, ...]:
        """Folders of kinds: the house's own before the built-in ones."""
        own = self.root / str(self.setting("kinds") or "kinds")
        return (own, kinds.BUILT_IN) if own.is_dir() and own.resolve() != kinds.BUILT_IN.resolve() else (kinds.BUILT_IN,)

    def path(self, name: str, **parts: str) -> Path:
        """The file of an input: `client_profile` with client, `campaign` with client, campaign and kind."""
        patterns = {**PATHS, **(self.setting("paths") or {})}
        return self.root / str(patterns[name]).format(**parts)


@dataclass(frozen=True, slots=True)
class References:
    """What a paper's names stand for: `paper`, `client`, `agency` and its kind's other inputs; `people` by id ("agency/zhao")."""

    names: Mapping[str, Node | None]
    papers: Mapping[str, Paper]
    people: Mapping[str, Node] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()


def workspace(path: Path) -> Workspace:
    """The working folder of a paper. Raises GeneratorError for a broken marker."""
    folder = path.absolute().parent
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).is_file():
            marker = source.load(_shown(candidate / MARKER))
            paper = papers.checked(marker, kinds.find("workspace", (kinds.BUILT_IN,)))
            return Workspace(_shown(candidate), paper.value, paper.warnings)
    return Workspace(path.parent)


def _shown(path: Path) -> Path:
    """The path as a user in the current folder would write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def resolve(paper: Paper, place: Workspace) -> References:
    """Everything that `paper` refers to, values drawn from its inputs filled in. Raises GeneratorError with all problems at once."""
    problems: list[Diagnostic] = list(place.warnings)
    inputs = dict(_inputs(paper, place, problems))
    problems += [warning for found in inputs.values() for warning in found.warnings if found is not paper]
    names: dict[str, Node | None] = {"paper": paper.value, "agency": place.setting("agency")}
    names |= {name: inputs[name].value if name in inputs else None for name in ("client", *paper.kind.inputs) if name != "agency"}
    people = dict(_people(names))
    problems += _draw(paper, names)
    for one in {id(found): found for found in (paper, *inputs.values())}.values():
        problems += _unknown_people(one, people)
    if errors(problems):
        raise GeneratorError(problems)
    return References(names, inputs, people, tuple(problems))


def _inputs(paper: Paper, place: Workspace, problems: list[Diagnostic]) -> Iterator[tuple[str, Paper]]:
    """The input papers that can be read, by name; what is wrong with the others goes to `problems`."""
    client = str(paper.value.get("client") or "")
    campaign = str(paper.value.get("campaign") or "")
    for name in dict.fromkeys(("client", *paper.kind.inputs)):
        kind = "client_profile" if name == "client" else name
        if paper.kind.name == kind:
            yield name, paper
        elif name != "agency" and client and (campaign or name == "client"):
            path = place.path("client_profile" if name == "client" else "campaign", client=client, campaign=campaign, kind=kind)
            if not path.is_file() and name == "client":
                problems.append(_unknown_client(paper, client, place))
            elif path.is_file():
                try:
                    yield name, papers.read(path, place.kind_roots, kind)
                except GeneratorError as error:
                    problems += error.diagnostics


def _unknown_client(paper: Paper, client: str, place: Workspace) -> Diagnostic:
    """The problem of a client without a profile, with the nearest ones that have one."""
    profiles = place.root.glob(place.path("client_profile", client="*").relative_to(place.root).as_posix())
    known = sorted(path.parent.name for path in profiles)
    nearest = difflib.get_close_matches(client, known, 3) or known[:8]
    path = place.path("client_profile", client=client)
    return problem("E205", paper.source.position("/client"), pointer="/client", client=client, path=path, nearest=", ".join(nearest) or "–")


def _people(names: Mapping[str, Node | None]) -> Iterator[tuple[str, Node]]:
    """Every person of the agency and of the client, by the id that papers use."""
    for side, key in (("agency", "people"), ("client", "contacts")):
        node = names.get(side)
        for person in (node.get(key) if node is not None else None) or ():
            yield f"{side}/{person['id']}", person


def _unknown_people(paper: Paper, people: Mapping[str, Node]) -> Iterator[Diagnostic]:
    """A problem for every reference to a person that neither side has."""
    for pointer, value, shape in walk(paper.value, paper.kind.shape):
        if shape.reference == "person" and isinstance(value, str) and value not in people:
            nearest = difflib.get_close_matches(value, people, 3, 0.4) or list(people)[:8]
            yield problem("E206", paper.source.position(pointer), pointer=pointer, person=value, nearest=", ".join(nearest) or "–")


def _draw(paper: Paper, names: Mapping[str, Node | None]) -> Iterator[Diagnostic]:
    """Fill in what `x-from` draws from the inputs; a typed value in other words is a warning, a value nowhere an error."""
    required = paper.kind.schema.get("x-drawn", ())
    for name, shape in paper.kind.shape.properties():
        if not shape.drawn_from:
            continue
        drawn, origin = _drawn(shape.drawn_from, names)
        if drawn is not None and paper.value.get(name) is None:
            paper.value[name] = drawn
        elif drawn is not None and paper.value[name] != drawn:
            pointer = f"/{name}"
            yield problem("W207", paper.source.position(pointer), pointer=pointer, name=name, origin=shape.drawn_from, place=origin)
        elif paper.value.get(name) is None and name in required:
            yield problem("E207", paper.source.position(""), name=name, origin=shape.drawn_from)


def _drawn(path: str, names: Mapping[str, Node | None]) -> tuple[Any, str]:
    """The value that "strategy.proposition" names, and where it is written; (None, "") when it is not there."""
    first, *rest = path.split(".")
    value: Any = names.get(first)
    place = ""
    for step in rest:
        if not isinstance(value, Node) or step not in value:
            return None, ""
        place = str(value.source.position(value.child(step)))
        value = value[step]
    return value, place
