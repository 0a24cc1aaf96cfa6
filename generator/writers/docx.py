"""DOCX: a document as WordprocessingML, built as strings on the theme's reference document.

Every paragraph stands in a named style; fonts, colours and pitches are the reference's. Strings, because python-docx takes thirty times as
long for a table of 400 rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.document import Blocks, Document
from generator.theme import Theme
from generator.writers import layout
from generator.writers.images import Picture
from generator.writers.labels import has_contents, labelled, with_pages
from generator.writers.package import check, zipped
from generator.writers.wordprocessing import extent
from generator.writers.wordprocessing.blocks import blocks, closed
from generator.writers.wordprocessing.headers import header_references, title_block
from generator.writers.wordprocessing.paragraphs import AFTER_TABLE, Place, spacer
from generator.writers.wordprocessing.reference import Reference, reference_for
from generator.writers.wordprocessing.settings import document_part, members
from generator.writers.wordprocessing.story import Story
from generator.writers.written import Written

Warnings = tuple[Diagnostic, ...]


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Written:
    """The document as a Word file; the same bytes for the same input.

    Raises GeneratorError: E600–E607 for the reference document, E608 for styles that it lacks, E609 for links to nothing, E610–E639 when
    the finished package would be broken.
    """
    reference = reference_for(theme, document.meta.language)
    ready = labelled(document, theme)
    blocks_of, page_count, warnings = _paged(ready.document, document, theme, pictures, reference)
    story = Story(reference, theme, document.meta, pictures, ready.words, ready.numbers, page_count)
    place = Place(reference.text_width)
    title = title_block(place, story)
    after = Place(reference.text_width, gap=AFTER_TABLE if title.endswith("</w:tbl>") else 0)
    text = blocks(blocks_of, after, story)
    between = spacer(place, story, AFTER_TABLE) if title.endswith("</w:tbl>") and text.startswith("<w:tbl>") else ""
    body = closed(title + between + text, place, story)
    headers = header_references(place, story)
    if problems := story.problems():
        raise GeneratorError(problems)
    package = members(document_part(body, headers, reference.page), story)
    if broken := check(package):
        raise GeneratorError(broken)
    return Written(zipped(package), (*warnings, *story.warnings))


def _paged(
    ready: Document, document: Document, theme: Theme, pictures: Mapping[str, Picture], reference: Reference
) -> tuple[Blocks, int, Warnings]:
    """The body with the pages of its table of contents, how many pages there are, and W656 where no layout can be made. A paper without
    such a table is not laid out: its pages are reckoned."""
    if not has_contents(ready.body):
        return ready.body, _reckoned(ready, theme, pictures, reference), ()
    try:
        laid = layout.of(document, theme, pictures)
    except GeneratorError as error:
        found = error.diagnostics[0].message
        return ready.body, _reckoned(ready, theme, pictures, reference), (problem("W656", reason_en=found.en, reason_zh=found.zh),)
    return with_pages(ready.body, laid.pages), laid.count, ()


def _reckoned(ready: Document, theme: Theme, pictures: Mapping[str, Picture], reference: Reference) -> int:
    """The pages that a document takes by its characters."""
    return extent.pages(ready.body, ready.meta, theme, pictures, (reference.text_width / 20, reference.text_height / 20))
