"""What a paper is made from: the files that were read or looked for, the folders that count as a whole, the numbers that were looked up.

Worked out from the checked paper and its documents, so that nothing has to be watched while they are made. Batches compare these to
know what need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import tables
from generator.checking import Checked
from generator.document import Document
from generator.frozen import dataclass
from generator.home import markers
from generator.kinds import BUILT_IN, SHARED
from generator.papers import Paper
from generator.references import References, Workspace
from generator.theme import Theme
from generator.writers import images

_BUILT_IN = BUILT_IN.resolve()


@dataclass(frozen=True, slots=True)
class Inputs:
    """`files` are those read and those looked for and not found; `data` are the files among them of which only some rows may count;
    `searches` are folders and the number that was looked for among their papers."""

    files: frozenset[Path] = frozenset()
    data: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    searches: frozenset[tuple[Path, str]] = frozenset()


def of(checked: Checked, look: Theme, documents: Iterable[Document]) -> Inputs:
    """The inputs of a paper that was printed in a theme as some documents."""
    every = (checked.found, *checked.found.cited.values())
    papers = [one for found in every for one in (found.paper, *found.papers.values())]
    data = frozenset(path for one in papers for path in tables.files(one.value))
    files = {Path(one.source.name) for one in papers} | data | set(markers(checked.folder.absolute()))
    files |= set(_expected(checked.found, checked.place))
    files |= {*look.references.values(), *([look.logo] if look.logo else [])}
    files |= {checked.folder / image.src for document in documents for image in images.images(document.body)}
    folders = {folder for one in papers for folder in (*one.kind.folders, *(place.parent / SHARED for place in one.kind.folders))}
    folders |= {BUILT_IN / SHARED, *look.folders, *_shadows(checked, papers, look)}
    return Inputs(frozenset(files), data, frozenset(folders), frozenset(_searches(checked)))


def _expected(found: References, place: Workspace) -> Iterator[Path]:
    """Where the inputs of a paper would stand, those that are not there among them."""
    client, campaign = (str(found.paper.value.get(name) or "") for name in ("client", "campaign"))
    if client:
        yield place.path("client_profile", client=client)
    if client and campaign:
        yield from (place.path("campaign", client=client, campaign=campaign, kind=name) for name in found.paper.kind.inputs)


def _shadows(checked: Checked, papers: Iterable[Paper], look: Theme) -> Iterator[Path]:
    """Where the house's own kinds and theme would stand that would be taken in place of the built-in ones."""
    own = checked.place.root / str(checked.place.setting("kinds") or "kinds")
    if own.resolve() != _BUILT_IN:
        yield from (own / one.kind.name for one in papers)
        yield own / SHARED
    yield checked.place.root / "themes" / look.folders[0].name


def _searches(checked: Checked) -> Iterator[tuple[Path, str]]:
    """The folders in which cited papers were looked for, and their numbers."""
    paper = checked.found.paper
    cited = [paper.value.get(name) for name, shape in paper.kind.shape.properties() if shape.reference == "paper"]
    numbers = {text.partition(" ")[0] for text in cited if isinstance(text, str)}
    if numbers:
        places = {path.parent for path in checked.place.campaign(paper)} | {checked.folder}
        yield from ((folder, number) for folder in places for number in numbers)
