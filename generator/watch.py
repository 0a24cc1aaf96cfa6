"""Watching a working folder: what changed, and which papers it concerns.

A paper is concerned by a change of its own file, of its inputs and of the papers it cites, of its pictures and data beside it, of its
kind, of a theme and of the folder's briefwright.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from generator import kinds, papers, references, template
from generator.diagnostics import GeneratorError, problem
from generator.frozen import dataclass
from generator.home import MARKER
from generator.kinds import BUILT_IN, SHARED
from generator.references import References, Workspace

YAML = (".yaml", ".yml")
PARTS = ("kind.yaml", "schema.yaml", "computed.yaml", "rules.yaml", "shared.yaml", "phrases.yaml")
"""The parts of kinds, which are read once in a run."""
DEBOUNCE_MS, STEP_MS = 300, 40
"""An editor saves in several strokes: changes that come within a step of each other are one."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paper is made from, as absolute paths: files, whole folders, and the folder whose pictures and data it may use."""

    files: frozenset[Path]
    folders: frozenset[Path]
    beside: Path

    def concerned(self, changed: Iterable[Path]) -> bool:
        """Whether one of the changed files is among them."""
        return any(
            one in self.files
            or any(one.is_relative_to(folder) for folder in self.folders)
            or (one.suffix not in YAML and one.is_relative_to(self.beside))
            for one in changed
        )


def sources(path: Path) -> Sources | None:
    """What the paper at `path` is made from; None while it has problems, when any change may be the one that mends it."""
    try:
        place = references.workspace(path)
        paper = papers.read(path, place.kind_roots)
        found = references.resolve(paper, place)
    except GeneratorError:
        return None
    files = {path, place.root / MARKER, *_expected(found, place), *(Path(one.source.name) for one in found.papers.values())}
    files |= {Path(one.source.name) for cited in found.cited.values() for one in (cited.paper, *cited.papers.values())}
    folders = {*paper.kind.folders, *(folder.parent / SHARED for folder in paper.kind.folders)}
    folders |= {BUILT_IN / "themes", place.root / "themes"}
    return Sources(frozenset(map(_absolute, files)), frozenset(map(_absolute, folders)), _absolute(path).parent)


def _expected(found: References, place: Workspace) -> Iterator[Path]:
    """Where the inputs of a paper would stand, those that are not there yet among them."""
    client, campaign = (str(found.paper.value.get(name) or "") for name in ("client", "campaign"))
    if client:
        yield place.path("client_profile", client=client)
    if client and campaign:
        yield from (place.path("campaign", client=client, campaign=campaign, kind=name) for name in found.paper.kind.inputs)


def changes(paths: Iterable[Path], out: Path, theme: str | None = None, stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """The changed files, as absolute paths, each time some have changed, until interrupted. Raises GeneratorError E732
    where the package watchfiles is not installed."""
    try:
        import watchfiles  # noqa: PLC0415 - the one command that needs it
    except ImportError as error:
        raise GeneratorError([problem("E732")]) from error
    places = [references.workspace(path / "paper.yaml" if path.is_dir() else path) for path in paths]
    deep = all(place.settings is not None for place in places)  # without a working folder only what stands beside: it may be a home folder
    wanted = {_absolute(place.root) for place in places} | ({_absolute(BUILT_IN)} if deep else set())
    wanted |= {_absolute(Path(theme))} if theme and Path(theme).is_dir() else set()
    skipped, usual = _absolute(out), watchfiles.DefaultFilter()

    def counts(change: watchfiles.Change, path: str) -> bool:
        return usual(change, path) and not Path(path).is_relative_to(skipped) and not Path(path).name.startswith(".")

    for found in watchfiles.watch(
        *wanted, watch_filter=counts, debounce=DEBOUNCE_MS, step=STEP_MS, stop_event=stop, recursive=deep, raise_interrupt=False
    ):
        changed = frozenset(Path(path) for _, path in found)
        if any(one.suffix == ".j2" or one.name in PARTS for one in changed):
            _forget()
        yield changed


def _forget() -> None:
    """What was read from kind folders is read anew."""
    kinds.forget()
    template.environment.cache_clear()


def _absolute(path: Path) -> Path:
    """The path as the operating system names it in a change."""
    return path.resolve()
