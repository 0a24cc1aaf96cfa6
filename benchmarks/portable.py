"""PDF files: reports of about 6 and 40 pages, beside WeasyPrint given the same HTML, the same style sheets and `pdf_variant`."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import weasyprint

from benchmarks import content
from benchmarks.timing import Times, race
from generator import checking, looks, pipeline, visible
from generator.document import Document
from generator.theme import Theme
from generator.writers import html, pdf
from generator.writers.html.look import theme_sheet, variables
from generator.writers.pdf.page_box import page_box


@dataclass(frozen=True, slots=True)
class Page:
    """What both contenders are given: a document, and the page and sheets that it becomes."""

    document: Document
    theme: Theme
    html: str
    sheets: tuple[str, str]


def measure() -> dict[str, Times]:
    """Ours and WeasyPrint's own, by number of pages."""
    found = {}
    for rows in (120, 1250):
        page = _page(rows)
        pages = len(_rendered(page).pages)
        found[f"{pages} pages"] = race({"ours": partial(_ours, page), "WeasyPrint": partial(_theirs, page)})
    return found


def _page(rows: int) -> Page:
    with tempfile.TemporaryDirectory() as name:
        checked = checking.check(content.paper(content.report(rows), Path(name)))
        theme = looks.theme(None, checked)
        document = pipeline.document(visible.scope(checked, None, "client", False), "document", "client", theme)
    setting, ready = html.setting_of(document, theme, {}, paged=True)
    look = variables(theme, document.meta.language, paged=True) + theme_sheet(theme)
    return Page(document, theme, html.page(ready, setting), (look, page_box(document.meta, theme)))


def _ours(page: Page) -> bytes:
    """A document of its own each time: nothing of the last one may be used again."""
    return pdf.write(replace(page.document), page.theme, {}).data


def _rendered(page: Page) -> weasyprint.Document:
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheets = [weasyprint.CSS(string=sheet, font_config=fonts) for sheet in page.sheets]
    return weasyprint.HTML(string=page.html).render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")


def _theirs(page: Page) -> bytes:
    data: bytes = _rendered(page).write_pdf(pdf_variant="pdf/ua-1")
    return data


if __name__ == "__main__":
    for name, times in measure().items():
        ours, theirs = times.seconds["ours"], times.seconds["WeasyPrint"]
        print(f"{name:10} ours {ours:6.2f} s, WeasyPrint {theirs:6.2f} s, ratio {times.ratio('ours', 'WeasyPrint'):.2f}")
