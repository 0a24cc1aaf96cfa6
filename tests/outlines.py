"""Readable outlines of finished files, for golden tests: styles and text of Word, layouts and shapes of PowerPoint, lines of PDF pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pptx import Presentation
from pptx.util import Length


def outline(data: bytes, format: str) -> str:
    """The outline of a file."""
    lines = {"docx": _docx, "pptx": _pptx, "pdf": _pdf}[format](data)
    return "\n".join(lines) + "\n"


def _docx(data: bytes) -> Iterator[str]:
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    for place, part in (("first header", section.first_page_header), ("header", section.header), ("footer", section.footer)):
        yield from (f"[{place}] {line}" for line in _blocks(part.iter_inner_content(), ""))
    yield from _blocks(document.iter_inner_content(), "")


def _blocks(blocks: Iterator[Paragraph | Table], indent: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if (words := _words(block)).strip():
                yield f"{indent}{block.style.name if block.style else '?'}: {_line(words)}"
            elif block._p.xpath(".//c:chart"):
                yield f"{indent}(chart)"
        else:
            yield f"{indent}table {len(block.columns)} × {len(block.rows)}"
            for row in block.rows:
                cells = [list(_blocks(cell.iter_inner_content(), "")) for cell in row.cells]
                yield f"{indent}  | " + " | ".join(" / ".join(lines) for lines in cells)


def _line(text: str) -> str:
    return " ⏎ ".join(part.strip() for part in text.replace("\v", "\n").split("\n"))


def _pptx(data: bytes) -> Iterator[str]:
    for number, slide in enumerate(Presentation(io.BytesIO(data)).slides, 1):
        yield f"slide {number} · {slide.slide_layout.name}"
        for shape in slide.shapes:
            left, top, width, height = (_points(length) for length in (shape.left, shape.top, shape.width, shape.height))
            yield f"  {shape.name} @ {left},{top} {width}×{height}"
            yield from _shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            yield f"  notes: {_line(slide.notes_slide.notes_text_frame.text)}"


def _points(length: Length | None) -> int:
    return round(length / 12700) if length is not None else 0


def _shape(shape: object) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:  # type: ignore[attr-defined]
            yield "    | " + " | ".join(_line(cell.text) for cell in row.cells)
    elif getattr(shape, "has_chart", False):
        plot = shape.chart.plots[0]  # type: ignore[attr-defined]
        yield f"    categories {list(plot.categories)}"
        yield from (f"    {series.name}: {list(series.values)}" for series in plot.series)
    elif getattr(shape, "has_text_frame", False):
        for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]
            sizes = {run.font.size.pt for run in paragraph.runs if run.font.size}
            yield f"    {'/'.join(f'{size:g}' for size in sorted(sizes))} {_line(''.join(run.text for run in paragraph.runs))}"


def _pdf(data: bytes) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            yield f"page {number}"
            yield from (f"  {line}" for line in (page.extract_text() or "").split("\n"))


def _words(paragraph: Paragraph) -> str:
    """The words of a paragraph, those in content controls among them (python-docx passes over them); a picture by its alternative text."""
    words = ""
    for node in paragraph._p.iter("{*}t", "{*}br", "{*}tab", "{*}docPr"):
        parent = node.getparent()
        in_run = parent is not None and parent.tag.endswith("}r")
        match node.tag.rpartition("}")[2]:
            case "docPr":
                words += f"[{node.get('descr')}]"
            case "t" if in_run:
                words += node.text or ""
            case "br" if in_run:
                words += "\n"
            case "tab" if in_run:
                words += "\t"
    return words
