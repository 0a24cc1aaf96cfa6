"""The writers: one per format, each `write(document, theme, pictures) -> Written`.

`WRITERS` names the module of each format; modules are imported when first used, so that a missing library of one format does not keep
the others from working.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from generator.diagnostics import GeneratorError, problem

if TYPE_CHECKING:
    from generator.document import Cut, Document
    from generator.theme import Theme
    from generator.writers.images import Picture
    from generator.writers.written import Written


class Writer(Protocol):
    """Turns a document into a file. Raises GeneratorError when it does not fit or the package would be broken."""

    def __call__(self, document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Written:
        """The file of a document."""


WRITERS: Mapping[str, str] = {
    "docx": "generator.writers.docx",
    "pptx": "generator.writers.pptx",
    "pdf": "generator.writers.pdf",
    "html": "generator.writers.html",
}

CUTS: Mapping[str, Cut | None] = {"docx": "document", "pptx": "deck", "pdf": None, "html": None}
"""The cut that a format takes; None means the kind's primary cut."""


def writer(format: str) -> Writer:
    """The writer of `format`, its module imported now. Raises GeneratorError E710 when a library of the system is missing."""
    try:
        return cast("Writer", import_module(WRITERS[format]).write)
    except (OSError, ImportError) as error:
        raise GeneratorError([problem("E710", format=format, reason=str(error).splitlines()[0])]) from error
