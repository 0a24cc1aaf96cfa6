"""The report with python-docx's public interface, and with docxtpl from a template made once."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from benchmarks.content import HEADINGS, Report


def python_docx(report: Report) -> bytes:
    """The report through `add_paragraph` and `add_row().cells`."""
    document = Document()
    for heading, paragraphs in report.sections:
        document.add_heading(heading, 1)
        for text in paragraphs:
            document.add_paragraph(text)
    table = document.add_table(1, len(HEADINGS))
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = text
    for row in report.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _bytes(document)


def template(folder: Path) -> Path:
    """A docxtpl template for the report: loops over paragraphs and table rows."""
    document = Document()
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.heading }}", 1)
    document.add_paragraph("{%p for text in section.paragraphs %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(4, len(HEADINGS))
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for index, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{index}] }}}}"
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


def _bytes(document: object) -> bytes:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]  # python-docx has no types
    return target.getvalue()
