"""The writers: one per format, each `write(document, theme, pictures) -> Written`.

`WRITERS` names the module of each format; modules are imported when first used, so that a missing library of one format does not keep
the others from working.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

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


MissingGlyphs = Literal["error", "warn"]
"""What a character is that no font of the theme has: only PDF carries its fonts, so only its writer can tell."""

SETTINGS: Mapping[str, tuple[str, ...]] = {"pdf": ("missing_glyphs",)}
"""The settings that a format's writer takes."""


def writer(format: str, **settings: object) -> Writer:
    """The writer of `format`, its module imported now, with those of the settings that it takes.

    Raises GeneratorError E710 when a library of the system is missing.
    """
    own = {name: value for name, value in settings.items() if name in SETTINGS.get(format, ())}
    try:
        return cast("Writer", partial(import_module(WRITERS[format]).write, **own))
    except (OSError, ImportError) as error:
        raise GeneratorError([problem("E710", format=format, reason=str(error).splitlines()[0])]) from error
