"""A document or a deck as a tagged PDF (PDF/UA-1), through the HTML writer and WeasyPrint.

Stages: the page as HTML (`html.page`, or `slide_pages.pages` for a deck) → its style sheets (`html.look`, `page_box`) → `engine`
(layout without network and without clock) → `fonts` (every glyph comes from a font of the theme).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.document import Document
from generator.theme import Theme
from generator.writers import MissingGlyphs, html
from generator.writers.html.look import theme_sheet, variables
from generator.writers.images import Picture
from generator.writers.pdf.fonts import as_warning
from generator.writers.pdf.page_box import page_box
from generator.writers.written import Written

Painted = tuple[Written, list[Diagnostic]]
"""A PDF, and what the theme's fonts lack for it."""


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture], *, missing_glyphs: MissingGlyphs = "error") -> Written:
    """The PDF of a document; with `missing_glyphs="warn"` what the theme's fonts lack is a warning (W651, W652).

    Raises GeneratorError: E650 picture missing, E651 and E652 fonts, E653 something from outside, E710 no Pango on this machine, and for
    a deck what `slides.lay_out` raises."""
    write_cut = _deck if document.cut == "deck" else _paper
    written, lacking = write_cut(document, theme, pictures)
    if lacking and missing_glyphs == "error":
        raise GeneratorError(lacking)
    return Written(written.data, (*map(as_warning, lacking), *written.warnings))


def _paper(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Painted:
    setting = html.setting_of(document, theme, pictures, paged=True)
    look = variables(theme, document.meta.language, paged=True) + theme_sheet(theme)
    return _to_pdf()(html.page(document, setting), theme, pictures, shared_sheet=look, own_sheet=page_box(document.meta, theme))


def _deck(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Painted:
    """The deck from the same frames as the PPTX; its warnings are those of the layout too."""
    from generator.writers.slide_pages import pages  # noqa: PLC0415 - papers do without
    from generator.writers.slides import lay_out  # noqa: PLC0415

    deck = lay_out(document, theme, pictures)
    written, lacking = _to_pdf()(pages(document, deck, theme, pictures), theme, pictures)
    return Written(written.data, (*deck.warnings, *written.warnings)), lacking


def _to_pdf() -> Callable[..., Painted]:
    """The engine's `to_pdf`, imported when the first PDF is made; E710 where WeasyPrint finds no Pango."""
    try:
        from generator.writers.pdf import engine  # noqa: PLC0415
    except OSError as error:
        raise GeneratorError([problem("E710", format="PDF", reason=str(error).splitlines()[0])]) from error
    return engine.to_pdf
