"""The report with python-docx's public interface, and with docxtpl from a template made once.

Both stand on our own reference document and set the same styles, alignments and repeated heads, so that all three make a page that looks
alike; header, footer and title block are ours alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate

from benchmarks.content import HEADINGS, NUMBERS, Report

REFERENCE = Path(__file__).parent.parent.parent / "templates" / "themes" / "default" / "reference.docx"


def python_docx(report: Report) -> bytes:
    """The report through `add_paragraph` and `add_row().cells`."""
    document = Document(str(REFERENCE))
    for heading, paragraphs in report.sections:
        document.add_paragraph(heading, "Heading 1")
        for text in paragraphs:
            document.add_paragraph(text, "Body Text")
    table = document.add_table(1, len(HEADINGS), "Briefwright Table")
    _fill(table.rows[0], HEADINGS, "Table Header")
    for texts in report.rows:
        _fill(table.add_row(), texts, "Table Text")
    return _bytes(document)


def template(folder: Path) -> Path:
    """A docxtpl template for the report: loops over paragraphs and table rows."""
    document = Document(str(REFERENCE))
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.heading }}", "Heading 1")
    document.add_paragraph("{%p for text in section.paragraphs %}")
    document.add_paragraph("{{ text }}", "Body Text")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(4, len(HEADINGS), "Briefwright Table")
    _fill(table.rows[0], HEADINGS, "Table Header")
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    _fill(table.rows[2], [f"{{{{ row[{index}] }}}}" for index in range(len(HEADINGS))], "Table Text")
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = folder / "template.docx"
    path.write_bytes(_bytes(document))
    return path


def docxtpl(report: Report, template: Path) -> bytes:
    """The report through a docxtpl template, with autoescape: its texts hold & and <."""
    document = DocxTemplate(template)
    sections = [{"heading": heading, "paragraphs": paragraphs} for heading, paragraphs in report.sections]
    document.render({"sections": sections, "rows": report.rows}, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _fill(row: Any, texts: Iterable[str], style: str) -> None:
    """Writes a row that never splits, figures aligned right; that of the headings is repeated on every page."""
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.text = text
        paragraph.style = style
        if index in NUMBERS:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = row._tr.get_or_add_trPr()  # there is no public call for either
    properties.append(OxmlElement("w:cantSplit"))
    if style == "Table Header":
        properties.append(OxmlElement("w:tblHeader"))


def _bytes(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
