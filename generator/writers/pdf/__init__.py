"""A document or a deck as a tagged PDF (PDF/UA-1), through the HTML writer and WeasyPrint.

Stages: the page as HTML (`html.page`, or `slide_pages.pages` for a deck) → its style sheets (`html.look`, `page_box`) → `engine`
(layout without network and without clock) → `fonts` (every glyph comes from a font of the theme).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.document import Document
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers import MissingGlyphs, html
from generator.writers.html.look import theme_sheet, variables
from generator.writers.html.setting import END, POINTS_PER_MM
from generator.writers.images import Picture
from generator.writers.layout import Layout
from generator.writers.pdf.fonts import as_warning
from generator.writers.pdf.page_box import page_box
from generator.writers.written import Written

if TYPE_CHECKING:
    from generator.writers.pdf.engine import Painted


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture], *, missing_glyphs: MissingGlyphs = "error") -> Written:
    """The PDF of a document; with `missing_glyphs="warn"` what the theme's fonts lack is a warning (W651, W652).

    Raises GeneratorError: E650 picture missing, E651 and E652 fonts, E653 something from outside, E710 no Pango on this machine, and for
    a deck what `slides.lay_out` raises."""
    deck = document.cut == "deck"
    painted = (_deck if deck else _paper)(document, theme, pictures)
    if painted.lacking and missing_glyphs == "error":
        raise GeneratorError(painted.lacking)
    over = () if deck else _over_budget(document, _layout(painted, document, theme), theme)
    return Written(painted.written.data, (*map(as_warning, painted.lacking), *painted.written.warnings, *over))


def layout(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Layout:
    """Where the headings of a document (not of a deck) stand. Raises GeneratorError E650, E653 and E710 as `write` does."""
    return _layout(_paper(document, theme, pictures), document, theme)


@dataclass(slots=True)
class _Last:
    """The paper painted last: a Word file with a table of contents and its PDF share one layout."""

    key: tuple[Any, ...] = ()
    painted: Painted | None = None


_last = _Last()


def _paper(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Painted:
    key = (document, theme, pictures)
    if _last.painted is not None and all(one is other for one, other in zip(_last.key, key, strict=True)):
        return _last.painted
    setting, ready = html.setting_of(document, theme, pictures, paged=True)
    look = variables(theme, document.meta.language, paged=True) + theme_sheet(theme)
    painted = _to_pdf()(html.page(ready, setting), theme, pictures, shared_sheet=look, own_sheet=page_box(document.meta, theme))
    _last.key, _last.painted = key, painted
    return painted


def _layout(painted: Painted, document: Document, theme: Theme) -> Layout:
    page = theme.page
    pages = {id_: number for number, anchors in reversed([*enumerate(painted.anchors, 1)]) for id_ in anchors}
    top = page.margin_mm[0] * POINTS_PER_MM
    filled = painted.anchors[-1].get(END, top) - top
    return Layout(pages, len(painted.anchors), filled, (page.height_mm - page.margin_mm[0] - page.margin_mm[2]) * POINTS_PER_MM)


def _over_budget(document: Document, laid: Layout, theme: Theme) -> Iterator[Diagnostic]:
    """W657 for a paper of more pages than its kind asks a reader to read, with what is too much in pages and lines of body text."""
    budget = document.meta.page_budget
    if not budget or laid.count <= budget:
        return
    lines = ceil(laid.filled_pt / theme.styles["Body Text"].pitch(document.meta.language))
    full = laid.count - budget - 1
    pages_en, pages_zh = (f"{full} page{'s' * (full > 1)} and ", f" {full} 页又") if full else ("", " ")
    over, over_zh = f"{pages_en}{lines} line{'s' * (lines > 1)}", f"{pages_zh} {lines} 行".replace("  ", " ")
    yield problem("W657", pages=laid.count, budget=budget, over=over, over_zh=over_zh)


def _deck(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Painted:
    """The deck from the same frames as the PPTX; its warnings are those of the layout too."""
    from generator.writers.slide_pages import pages  # noqa: PLC0415 - papers do without
    from generator.writers.slides import lay_out  # noqa: PLC0415

    deck = lay_out(document, theme, pictures)
    painted = _to_pdf()(pages(document, deck, theme, pictures), theme, pictures)
    return replace(painted, written=replace(painted.written, warnings=(*deck.warnings, *painted.written.warnings)))


def _to_pdf() -> Callable[..., Painted]:
    """The engine's `to_pdf`, imported when the first PDF is made; E710 where WeasyPrint finds no Pango."""
    try:
        from generator.writers.pdf import engine  # noqa: PLC0415
    except OSError as error:
        raise GeneratorError([problem("E710", format="PDF", reason=str(error).splitlines()[0])]) from error
    return engine.to_pdf
