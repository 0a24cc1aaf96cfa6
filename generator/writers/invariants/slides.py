"""Invariants of a presentation: how slides, layouts, masters and notes are tied together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import Parts, q

_PRESENTATION = "ppt/presentation.xml"
_RID = q("r:id")
MASTER_AND_LAYOUT_IDS_FROM = 2**31
SLIDE_IDS = range(256, 2**31)
"""ECMA-376-1, 19.7.4 (ST_SlideId) and 19.7.13 (ST_SlideMasterId); masters and layouts share one number space."""

_OWNERS = (
    ("ppt/slides/", "slideLayout", "ppt/slideLayouts/"),
    ("ppt/slideLayouts/", "slideMaster", "ppt/slideMasters/"),
    ("ppt/slideMasters/", "theme", "ppt/theme/"),
    ("ppt/notesSlides/", "notesMaster", "ppt/notesMasters/"),
    ("ppt/notesSlides/", "slide", "ppt/slides/"),
    ("ppt/notesMasters/", "theme", "ppt/theme/"),
)


def pages_have_exactly_one_owner(parts: Parts) -> Iterator[Diagnostic]:
    """A slide has one layout, a layout one master, a master one theme, notes one notes master and one slide."""
    for folder, kind, target in _OWNERS:
        for name, _ in parts.under(folder):
            related = parts.related(name, kind)
            if len(related) != 1 or not related[0].part.startswith(target):
                yield problem("E634", part=name, element=kind)


def a_slide_has_at_most_one_notes_page(parts: Parts) -> Iterator[Diagnostic]:
    """And the notes page leads back to its slide."""
    for name, _ in parts.under("ppt/slides/"):
        notes = parts.related(name, "notesSlide")
        back = [relationship.part for page in notes for relationship in parts.related(page.part, "slide")]
        if len(notes) > 1 or any(part != name for part in back):
            yield problem("E634", part=name, element="notesSlide")


def the_presentation_lists_its_slides(parts: Parts) -> Iterator[Diagnostic]:
    """Every slide stands in sldIdLst once, every master in sldMasterIdLst; ids are unique and in their range."""
    root = parts.roots.get(_PRESENTATION)
    if root is None:
        return
    for tag, kind, folder in (("p:sldId", "slide", "ppt/slides/"), ("p:sldMasterId", "slideMaster", "ppt/slideMasters/")):
        related = {relationship.id: relationship.part for relationship in parts.related(_PRESENTATION, kind)}
        listed = Counter(related.get(node.get(_RID, "")) for node in root.iter(q(tag)))
        if listed != Counter(name for name, _ in parts.under(folder)):
            yield problem("E634", part=_PRESENTATION, element=tag)
    ids = [int(node.get("id", "0")) for node in root.iter(q("p:sldId"))]
    if len(set(ids)) != len(ids) or any(id_ not in SLIDE_IDS for id_ in ids):
        yield problem("E626", part=_PRESENTATION, element="p:sldId")


def masters_and_layouts_are_numbered_together(parts: Parts) -> Iterator[Diagnostic]:
    """Their ids begin at 2^31 and are unique over all masters and layouts; a master lists exactly its layouts."""
    root = parts.roots.get(_PRESENTATION)
    ids = [node.get("id", "") for node in root.iter(q("p:sldMasterId"))] if root is not None else []
    for name, master in parts.under("ppt/slideMasters/"):
        related = {relationship.id: relationship.part for relationship in parts.related(name, "slideLayout")}
        listed = list(master.iter(q("p:sldLayoutId")))
        ids += [node.get("id", "") for node in listed]
        if Counter(node.get(_RID) for node in listed) != Counter(related.keys()):
            yield problem("E634", part=name, element="p:sldLayoutIdLst")
    given = [int(id_) for id_ in ids if id_]
    if len(set(given)) != len(given) or any(id_ < MASTER_AND_LAYOUT_IDS_FROM for id_ in given):
        yield problem("E626", part=_PRESENTATION, element="p:sldMasterId, p:sldLayoutId")


def notes_have_a_notes_master(parts: Parts) -> Iterator[Diagnostic]:
    """When there are notes, the presentation lists the notes master (python-pptx adds the part but not the list)."""
    root = parts.roots.get(_PRESENTATION)
    has_notes = any(True for _ in parts.under("ppt/notesSlides/", "ppt/notesMasters/"))
    if root is not None and has_notes and root.find(f"{q('p:notesMasterIdLst')}/{q('p:notesMasterId')}") is None:
        yield problem("E636", part=_PRESENTATION, element="p:notesMasterIdLst")


def placeholders_stand_in_the_layout(parts: Parts) -> Iterator[Diagnostic]:
    """A placeholder of a slide has one of its idx in the layout; without, its place and style come from nowhere."""
    for name, root in parts.under("ppt/slides/"):
        related = [relationship.part for relationship in parts.related(name, "slideLayout")]
        layouts = [parts.roots[part] for part in related if part in parts.roots]
        known = {node.get("idx", "0") for layout in layouts for node in layout.iter(q("p:ph"))}
        for node in root.iter(q("p:ph")):
            if layouts and node.get("idx", "0") not in known:
                yield problem("E634", part=name, element=f"p:ph idx={node.get('idx', '0')}")


INVARIANTS = (
    pages_have_exactly_one_owner,
    a_slide_has_at_most_one_notes_page,
    the_presentation_lists_its_slides,
    masters_and_layouts_are_numbered_together,
    notes_have_a_notes_master,
    placeholders_stand_in_the_layout,
)
