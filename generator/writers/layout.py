"""What a layout in pages tells of a paper: on which page each heading stands, how many pages there are, how far they are filled.

Only WeasyPrint knows; `of` asks the PDF writer, which is imported then, so that a Word file without a table of contents needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.document import Document
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.images import Picture


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages counted from 1, by id; how many there are; and how many points of the last one are filled below its top margin."""

    pages: Mapping[str, int]
    count: int
    filled_pt: float
    height_pt: float
    """The height of the text of a page."""


def of(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Layout:
    """The layout of a document. Raises GeneratorError E710 where WeasyPrint lacks its libraries, or what makes a page impossible."""
    from generator.writers import pdf  # noqa: PLC0415 - a Word file needs it only for its table of contents

    return pdf.layout(document, theme, pictures)
