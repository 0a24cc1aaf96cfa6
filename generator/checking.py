"""A paper that may be printed: read, its references resolved, its figures worked out and its rules held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator import called, compute, papers, placeholders, references, rules, tables
from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.frozen import dataclass
from generator.kinds import Kind
from generator.papers import Paper
from generator.references import References, Workspace
from generator.source import Source
from generator.values import Node


@dataclass(frozen=True, slots=True)
class Data:
    """The data files behind a paper, and a digest of all that it takes from them: equal as long as its figures are. "" without files."""

    files: tuple[Path, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper that may be printed: its kind and references, figures computed and rules held. `unfilled` says why a draft may not yet:
    with places that hold no value, no figure was worked out and no rule looked at."""

    kind: Kind
    folder: Path
    place: Workspace
    found: References
    warnings: tuple[Diagnostic, ...]
    unfilled: tuple[Diagnostic, ...] = ()

    @property
    def paper(self) -> Node:
        """The paper's values."""
        paper = self.found.names["paper"]
        assert paper is not None  # references always name the paper
        return paper


def check(path: Path, *, fix_text: bool = False, loaded: Source | None = None) -> Checked:
    """A paper with its references resolved, figures computed and rules held; `loaded` is taken for what stands in its file.

    Raises GeneratorError with all problems of the paper."""
    place = references.workspace(path, fix_text=fix_text)
    paper = called.read(path, place, fix_text=fix_text, loaded=loaded)
    found = references.resolve(paper, place)
    problems = [*paper.warnings, *found.warnings, *_unprinted(paper)]
    unfilled = tuple(_unfilled(found))
    if not unfilled:
        problems += _figures(found, place.root)
    if not unfilled and not errors(problems):
        problems += [one for one in _rules(found) if one.pointer not in paper.open]
    if errors(problems):
        raise GeneratorError(problems)
    if unfilled:
        problems.append(problem("W721", count=len(unfilled)))
    return Checked(paper.kind, paper.folder, place, found, tuple(problems), unfilled)


def _unprinted(paper: Paper) -> Iterator[Diagnostic]:
    """A warning for each value that no template of the paper's kind prints: the template is another kind's, which does not know it."""
    for name in paper.kind.unprinted:
        if paper.value.get(name) is not None:
            at = paper.value.child(name)
            yield problem("W211", paper.source.position(at), pointer=at, name=name, kind=paper.kind.name)


def _unfilled(found: References) -> Iterator[Diagnostic]:
    """Why a paper cannot be worked out yet: the places without a value in its drafts, in those of its inputs and of what it cites."""
    for one in (source for each in (found, *found.cited.values()) for source in _sources(each)):
        yield from placeholders.refused(one.source, one.kind.shape, one.untyped)


def _sources(found: References) -> list[Paper]:
    """The inputs of a paper and the paper itself, each once."""
    return [*(one for one in found.papers.values() if one is not found.paper), found.paper]


def _rules(found: References) -> list[Diagnostic]:
    """What breaks the rules of a paper's kind, and of its inputs' kinds in their own files; each problem once."""
    sources = {id(one): one for one in (found.paper, *found.papers.values())}.values()
    return list(dict.fromkeys(broken for one in sources for broken in rules.check(one.kind, references.names_of(found, one))))


def _figures(found: References, root: Path) -> list[Diagnostic]:
    """The figures of a paper, of its inputs and of the papers it cites worked out; the problems of those that cannot be. `root` is the
    working folder."""
    problems = [problem for cited in found.cited.values() for problem in _figures(cited, root)]
    for source in _sources(found):
        names = _scope(found, source)
        missing = tables.fill(source.kind, names, root)
        problems += [*missing, *(() if errors(missing) else compute.fill(source.kind, names))]
    return problems


def _scope(found: References, source: Paper) -> dict[str, Node | None]:
    """The names that the figures of the paper, or of one of its inputs, are worked out from."""
    return {**found.names, "paper": source.value} | ({} if source is found.paper else {tables.TABLES: None})


def data(path: Path, *, fix_text: bool = False) -> Data:
    """The data files that a paper, its inputs and the papers it cites name, and a digest of what they take from them; nothing is worked
    out or rendered. Raises GeneratorError with what is wrong with a paper or a file."""
    place = references.workspace(path, fix_text=fix_text)
    found = references.resolve(papers.read(path, place.kind_roots, fix_text=fix_text), place)
    taken = [(source, _scope(one, source)) for one in (found, *found.cited.values()) for source in _sources(one)]
    files = tuple(dict.fromkeys(file for source, _ in taken for file in tables.files(source.value)))
    digests = [tables.digest(source.kind, names, place.root) for source, names in taken if tables.files(source.value)]
    return Data(files, hashlib.sha256(" ".join(digests).encode()).hexdigest() if files else "")
