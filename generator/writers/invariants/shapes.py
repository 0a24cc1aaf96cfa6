"""Invariants of shapes on slides, layouts and masters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import Parts, found, place, q

_SLIDES = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesSlides/", "ppt/notesMasters/")

_EMPTY_BODIES = found("//p:txBody[not(a:p)] | //a:txBody[not(a:p)] | //c:rich[not(a:p)] | //c:txPr[not(a:p)]")
_EMPTY_CELLS = found("//a:tc[not(*[1][self::a:txBody])]")


def shape_ids_are_unique(parts: Parts) -> Iterator[Diagnostic]:
    """Within one slide, layout, master or notes page."""
    for name, root in parts.under(*_SLIDES):
        for id_, times in Counter(node.get("id", "") for node in root.iter(q("p:cNvPr"))).items():
            if times > 1:
                yield problem("E626", part=name, element=f"p:cNvPr {id_}")


def text_bodies_hold_a_paragraph(parts: Parts) -> Iterator[Diagnostic]:
    """p:txBody, a:txBody, c:rich and c:txPr have an a:p; PowerPoint repairs a file where one has none."""
    for name, root in parts.under("ppt/", "word/charts/"):
        yield from (problem("E635", part=name, element=place(body)) for body in _EMPTY_BODIES(root))


def table_cells_have_a_text_body(parts: Parts) -> Iterator[Diagnostic]:
    """Every a:tc begins with an a:txBody."""
    for name, root in parts.under("ppt/", holding=b"tbl"):
        yield from (problem("E635", part=name, element=place(cell)) for cell in _EMPTY_CELLS(root))


INVARIANTS = (shape_ids_are_unique, text_bodies_hold_a_paragraph, table_cells_have_a_text_body)
