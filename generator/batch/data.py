"""The data files of papers, made ready once before the workers start: what is read five hundred times is loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator import papers
from generator.diagnostics import GeneratorError
from generator.references import Workspace
from generator.tables import cache
from generator.tables.cache import PLACE
from generator.tables.named import named

BLOCK = re.compile(rb"^data:(?:[^\n]*\n)(?:[ \t#][^\n]*\n|\r?\n)*", re.MULTILINE)
"""What a paper says of its data files, as it stands in its text."""


def prepare(paths: Iterable[Path], place: Workspace) -> None:
    """Load the data files that some papers name, each once, into the working folder's databases. What is wrong with one is told when its
    paper is made."""
    named_alike: dict[tuple[Path, bytes], Path] = {}
    for path in sorted(paths):
        try:
            found = BLOCK.search(path.read_bytes() + b"\n")
        except OSError:
            continue
        if found:
            named_alike.setdefault((path.parent, found[0]), path)
    for path in named_alike.values():
        try:
            paper = papers.read(path, place.kind_roots)
            for one in named(paper.value):
                cache.database(one, place.root / PLACE)
        except GeneratorError:
            continue
