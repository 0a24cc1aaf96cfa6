"""Invariants of shapes on slides, layouts and masters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import Parts, place, q

_SLIDES = ("ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesSlides/", "ppt/notesMasters/")


def shape_ids_are_unique(parts: Parts) -> Iterator[Diagnostic]:
    """Within one slide, layout, master or notes page."""
    for name, root in parts.under(*_SLIDES):
        for id_, times in Counter(node.get("id", "") for node in root.iter(q("p:cNvPr"))).items():
            if times > 1:
                yield problem("E626", part=name, element=f"p:cNvPr {id_}")


def text_bodies_hold_a_paragraph(parts: Parts) -> Iterator[Diagnostic]:
    """p:txBody, a:txBody, c:rich and c:txPr have an a:p; PowerPoint repairs a file where one has none."""
    for name, root in parts.under("ppt/", "word/charts/"):
        for body in root.iter(q("p:txBody"), q("a:txBody"), q("c:rich"), q("c:txPr")):
            if body.find(q("a:p")) is None:
                yield problem("E635", part=name, element=place(body))


def table_cells_have_a_text_body(parts: Parts) -> Iterator[Diagnostic]:
    """Every a:tc begins with an a:txBody."""
    for name, root in parts.under("ppt/"):
        for cell in root.iter(q("a:tc")):
            if not len(cell) or cell[0].tag != q("a:txBody"):
                yield problem("E635", part=name, element=place(cell))


INVARIANTS = (shape_ids_are_unique, text_bodies_hold_a_paragraph, table_cells_have_a_text_body)
