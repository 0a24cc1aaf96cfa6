"""The report with python-docx's public interface, and with docxtpl from a template made once.

Both stand on our own reference document and set the same styles, alignments and repeated heads, the same title block, headers and footers,
so that all three make pages that look alike; only the fields of the page numbers are ours alone, for which neither has a public call.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate

from benchmarks.content import HEADINGS, NUMBERS, Report

FACTS = ("id", "date", "version")
FRONT = {"title": "长报告", "agency": "测量", "kind": "长报告", "id": "LR-1", "date": "2026年1月5日", "version": "1.0"}
REFERENCE = Path(__file__).parent.parent.parent / "templates" / "themes" / "default" / "reference.docx"


def python_docx(report: Report) -> bytes:
    """The report through `add_paragraph` and `add_row().cells`."""
    document = Document(str(REFERENCE))
    _front(document, FRONT)
    heading_style, text_style, cell_style = (document.styles[name] for name in ("Heading 1", "Body Text", "Table Text"))
    for heading, paragraphs in report.sections:
        document.add_paragraph(heading, heading_style)
        for text in paragraphs:
            document.add_paragraph(text, text_style)
    table = document.add_table(1, len(HEADINGS), "Briefwright Table")
    _fill(table.rows[0], HEADINGS, document.styles["Table Header"], head=True)
    for texts in report.rows:
        _fill(table.add_row(), texts, cell_style)
    return _bytes(document)


def template(folder: Path) -> Path:
    """A docxtpl template for the report: loops over paragraphs and table rows."""
    document = Document(str(REFERENCE))
    _front(document, {name: f"{{{{ {name} }}}}" for name in FRONT})
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.heading }}", "Heading 1")
    document.add_paragraph("{%p for text in section.paragraphs %}")
    document.add_paragraph("{{ text }}", "Body Text")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(4, len(HEADINGS), "Briefwright Table")
    _fill(table.rows[0], HEADINGS, document.styles["Table Header"], head=True)
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    _fill(table.rows[2], [f"{{{{ row[{index}] }}}}" for index in range(len(HEADINGS))], document.styles["Table Text"])
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = folder / "template.docx"
    path.write_bytes(_bytes(document))
    return path


def docxtpl(report: Report, template: Path) -> bytes:
    """The report through a docxtpl template, with autoescape: its texts hold & and <."""
    document = DocxTemplate(template)
    sections = [{"heading": heading, "paragraphs": paragraphs} for heading, paragraphs in report.sections]
    document.render({**FRONT, "sections": sections, "rows": report.rows}, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _front(document: Any, words: Mapping[str, str]) -> None:
    """Writes the title block, and the headers and footers of the first and of later pages."""
    document.add_paragraph(words["title"], "Title")
    facts = document.add_table(len(FACTS), 2, "Briefwright Facts")
    for row, name in zip(facts.rows, FACTS, strict=True):
        row.cells[0].text, row.cells[1].text = name, words[name]
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for part in (section.header, section.first_page_header):
        part.paragraphs[0].text = f"{words['agency']}\t{words['kind']}"
    for part in (section.footer, section.first_page_footer):
        part.paragraphs[0].text = f"{words['id']} · {words['version']}"


def _fill(row: Any, texts: Iterable[str], style: Any, *, head: bool = False) -> None:
    """Writes a row that never splits, figures aligned right; that of the headings is repeated on every page."""
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.text = text
        paragraph.style = style
        if index in NUMBERS:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = row._tr.get_or_add_trPr()  # there is no public call for either
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _bytes(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
