"""A paper's references: working folder, agency, client profile, campaign inputs, persons, the papers that it cites.

The working folder is the nearest one above the paper with a `briefwright.yaml`; that file holds the agency's own profile and says where
profiles and campaign inputs stand. One wording, one spelling: what `x-from` draws from an input is never typed twice.

A paper cites another by its number, `brief_ref: CB-2026-014`, perhaps with its version, `supersedes: CB-2026-014 v0.9` (`x-ref: paper`).
The cited file is the one with that `id:` beside the paper or in its campaign's folder. A number that stands nowhere prints as typed,
since a paper may have been written elsewhere, unless the property says `x-must-exist: true` (E208).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from generator import kinds, papers, patterns, source
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.frozen import dataclass
from generator.home import markers
from generator.papers import Paper
from generator.shapes import Shape
from generator.source import Source
from generator.values import Node, walk

PATHS = {
    "client_profile": "content/clients/{client}/profile.yaml",
    "campaign": "content/clients/{client}/{campaign}/{kind}.yaml",
}
"""Where inputs stand in a working folder, unless its marker says otherwise."""

HEADER = re.compile(rb"""^(id|version):[ \t]*["']?([A-Za-z0-9][A-Za-z0-9._-]{0,63})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
"""A paper's number and version as its file says them, so that a cited paper is found without reading them all."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A working folder. `settings` is its marker, checked; None for a paper that stands outside of any. `fix_text`: its papers are read
    without the characters that no format can hold."""

    root: Path
    settings: Node | None = None
    warnings: tuple[Diagnostic, ...] = ()
    fix_text: bool = False

    def setting(self, name: str) -> Any:
        """A setting of the marker, or None."""
        return self.settings.get(name) if self.settings is not None else None

    @property
    def kind_roots(self) -> tuple[Path, ...]:
        """Folders of kinds: the house's own before the built-in ones."""
        own = self.root / str(self.setting("kinds") or "kinds")
        return (own, kinds.BUILT_IN) if own.is_dir() and own.resolve() != kinds.BUILT_IN.resolve() else (kinds.BUILT_IN,)

    def path(self, name: str, **parts: str) -> Path:
        """The file of an input: `client_profile` with client, `campaign` with client, campaign and kind.

        Raises GeneratorError E211 for a path of the marker that cannot be filled."""
        pattern = str((self.setting("paths") or {}).get(name) or PATHS[name])
        try:
            return self.root / patterns.fill(pattern, parts)
        except (KeyError, ValueError) as error:
            marked = self.settings.source.position(f"/paths/{name}") if self.settings is not None else None
            raise GeneratorError([problem("E211", marked, name=name, pattern=pattern, known=PATHS[name])]) from error

    def campaign(self, paper: Paper) -> list[Path]:
        """The YAML files beside a paper and in its campaign's folder, where the papers that it cites stand."""
        folders = [paper.folder]
        if paper.value.get("campaign"):
            inputs = self.path("campaign", client=str(paper.value.get("client")), campaign=str(paper.value["campaign"]), kind="*")
            folders += self._matching(inputs.parent)
        return sorted({path for folder in folders for path in folder.glob("*.yaml")})

    def _matching(self, folder: Path) -> list[Path]:
        """The folders that a folder with `*` in its name stands for."""
        if "*" not in str(folder) or not folder.is_relative_to(self.root):
            return [folder]
        return list(self.root.glob(folder.relative_to(self.root).as_posix()))


@dataclass(frozen=True, slots=True)
class References:
    """What a paper's names stand for: `paper`, `client`, `agency`, its kind's other inputs, `tables`, the results of its kind's queries,
    and `refs`, the papers that it cites.

    `refs.brief_ref` is the paper that the property `brief_ref` names, checked, its figures worked out and filtered for the reader like
    every other; None (false in a template's `if`) when nothing is cited or no such file is there. `paper.brief_ref` stays the number.
    `people` are by id ("agency/zhao"), `papers` the inputs by name, `cited` what the cited papers themselves refer to, by property.
    """

    paper: Paper
    names: Mapping[str, Node | None]
    papers: Mapping[str, Paper]
    people: Mapping[str, Node] = field(default_factory=dict)
    warnings: tuple[Diagnostic, ...] = ()
    cited: Mapping[str, References] = field(default_factory=dict)


def workspace(path: Path, *, fix_text: bool = False) -> Workspace:
    """The working folder of a paper. Raises GeneratorError for a broken marker."""
    marker = list(markers(path.absolute().parent))[-1]
    if not marker.is_file():
        return Workspace(path.parent, fix_text=fix_text)
    paper = papers.checked(source.load(_shown(marker)), kinds.find("workspace", (kinds.BUILT_IN,)))
    return Workspace(_shown(marker.parent), paper.value, paper.warnings, fix_text)


def _shown(path: Path) -> Path:
    """The path as a user in the current folder would write it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def resolve(paper: Paper, place: Workspace, *, citing: bool = True) -> References:
    """Everything that `paper` refers to, values drawn from its inputs filled in; what a cited paper cites itself is left alone.

    Raises GeneratorError with all problems at once.
    """
    problems: list[Diagnostic] = list(place.warnings)
    inputs = dict(_inputs(paper, place, problems))
    problems += [warning for found in inputs.values() for warning in found.warnings if found is not paper]
    names: dict[str, Node | None] = {"paper": paper.value, "agency": place.setting("agency")}
    names |= {name: inputs[name].value if name in inputs else None for name in ("client", *paper.kind.inputs) if name != "agency"}
    people = dict(_people(names))
    cited = dict(_cited(paper, place, problems)) if citing else {}
    names["refs"] = _refs(paper, cited)
    from generator import tables  # noqa: PLC0415 - heavy, and whoever asks for the working folder only needs none

    names[tables.TABLES] = tables.empty(paper.kind, paper.value)
    problems += _draw(paper, names)
    for one in {id(found): found for found in (paper, *inputs.values())}.values():
        problems += _unknown_people(one, people)
    problems = [one for one in problems if one.pointer not in paper.open or (one.position and one.position.file) != paper.source.name]
    if errors(problems):
        raise GeneratorError(problems)
    return References(paper, names, inputs, people, tuple(problems), cited)


def names_of(found: References, paper: Paper) -> Mapping[str, Node | None]:
    """What the rules of the paper itself, or of one of its inputs, may read: an input reads its own inputs, and cites nothing."""
    if paper is found.paper:
        return found.names
    inputs = {name: found.names.get(name) for name in ("client", "agency", *paper.kind.inputs)}
    return {**inputs, "paper": paper.value, "refs": _refs(paper, {})}


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
                    yield name, papers.read(path, place.kind_roots, kind, fix_text=place.fix_text)
                except GeneratorError as error:
                    problems += error.diagnostics


def _unknown_client(paper: Paper, client: str, place: Workspace) -> Diagnostic:
    """The problem of a client without a profile, with the nearest ones that have one."""
    profiles = place.path("client_profile", client="*")
    inside = profiles.is_relative_to(place.root)  # elsewhere is not searched
    known = sorted(path.parent.name for path in place.root.glob(profiles.relative_to(place.root).as_posix())) if inside else []
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
        if origin and paper.value.get(name) is None:
            paper.value[name] = drawn
            paper.value.origins = {**paper.value.origins, name: origin}
        elif origin and paper.value[name] != drawn:
            pointer, place = f"/{name}", origin[0].position(origin[1])
            yield problem("W207", paper.source.position(pointer), pointer=pointer, name=name, origin=shape.drawn_from, place=place)
        elif paper.value.get(name) is None and name in required:
            yield problem("E207", paper.source.position(""), name=name, origin=shape.drawn_from)


def _drawn(path: str, names: Mapping[str, Node | None]) -> tuple[Any, tuple[Source, str] | None]:
    """The value that "strategy.proposition" names, and the file and pointer where it is written; None for both when it is not there."""
    first, *rest = path.split(".")
    value: Any = names.get(first)
    origin = None
    for step in rest:
        if not isinstance(value, Node) or value.get(step) is None:
            return None, None
        origin = value.source, value.child(step)
        value = value[step]
    return value, origin


# ------------------------------------------------------------------------------------------------------------------ cited papers


def _cited(paper: Paper, place: Workspace, problems: list[Diagnostic]) -> Iterator[tuple[str, References]]:
    """The papers that a paper cites, by property; what is wrong with one of them goes to `problems`."""
    named = [(name, shape) for name, shape in _citations(paper) if isinstance(paper.value.get(name), str)]
    known = _numbers(place.campaign(paper), paper) if named else {}
    for name, shape in named:
        number, _, version = paper.value[name].partition(" ")
        path = known.get((number, version.strip().lstrip("vV")))
        if path is not None:
            try:
                yield name, resolve(papers.read(path, place.kind_roots, fix_text=place.fix_text), place, citing=False)
            except GeneratorError as error:
                problems += [found for found in errors(error.diagnostics) if found not in problems]
        elif shape.must_exist:
            problems.append(_unknown_paper(paper, name, sorted({number for number, _ in known if number})))


def _citations(paper: Paper) -> Iterator[tuple[str, Shape]]:
    """The properties of a paper that name another one."""
    return ((name, shape) for name, shape in paper.kind.shape.properties() if shape.reference == "paper")


def _numbers(files: list[Path], paper: Paper) -> dict[tuple[str, str], Path]:
    """The file of every number, and of every number with its version, but for the paper's own."""
    found: dict[tuple[str, str], Path] = {}
    for path in files:
        if path.is_file() and path.resolve() != Path(paper.source.name).resolve():
            number, version = _header(path, path.stat().st_mtime_ns)
            for key in dict.fromkeys(((number, ""), (number, version))):
                found.setdefault(key, path)
    return found


@cache
def _header(path: Path, changed_ns: int) -> tuple[str, str]:
    """The number and version that a file says it has, "" where it says none; read once for as long as it is not changed."""
    try:
        header = {key.decode(): value.decode() for key, value in reversed(HEADER.findall(path.read_bytes()))}
    except OSError:  # a neighbour that may not be read is not cited
        header = {}
    return header.get("id", ""), header.get("version", "")


def _unknown_paper(paper: Paper, name: str, known: list[str]) -> Diagnostic:
    """The problem of a cited paper that must be there and is not, with the nearest ones that are."""
    typed, pointer = paper.value[name], f"/{name}"
    nearest = difflib.get_close_matches(typed, known, 3) or known[:8]
    return problem("E208", paper.source.position(pointer), pointer=pointer, paper=typed, nearest=", ".join(nearest) or "–")


def _refs(paper: Paper, cited: Mapping[str, References]) -> Node:
    """The name `refs`: the cited papers by property, each for those who may see the property."""
    marks = {name: {"x-audience": shape.node.get("x-audience", "internal")} for name, shape in _citations(paper)}
    shape = Shape.of({"properties": marks})
    return Node({name: found.paper.value for name, found in cited.items()}, shape, paper.source)
