"""`write`: a deck as a PowerPoint file, on the theme's reference deck."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.diagnostics import GeneratorError, errors
from generator.document import Document
from generator.quoting import escape, quoteattr
from generator.theme import Theme
from generator.writers import package
from generator.writers.frames import PictureFrame, Slide
from generator.writers.images import Picture
from generator.writers.pptx import text
from generator.writers.pptx.growing import FIRST_SLIDE, XML, Growing, Relations
from generator.writers.pptx.reference import NAMESPACES, Reference, reference_for
from generator.writers.pptx.shapes import shapes
from generator.writers.pptx.sheet import Sheet
from generator.writers.slides import lay_out
from generator.writers.written import Written

SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
"""The root of a shape tree."""


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Written:
    """The .pptx of a deck. Raises GeneratorError when it does not fit its slides or the package would be broken."""
    laid_out = lay_out(document, theme, pictures)
    reference = reference_for(theme)
    growing = Growing(reference)
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, len(laid_out.slides) + 1)]
    targets = {slide.id: name for slide, name in zip(laid_out.slides, names, strict=True) if slide.id}
    for slide, name in zip(laid_out.slides, names, strict=True):
        layout = reference.layouts[slide.layout]
        relations = Relations(name)
        relations.add("slideLayout", layout.part)
        sheet = Sheet(growing, relations, theme, document.meta.languages, pictures, layout.slots, targets)
        drawn = _drawn(slide, sheet)
        if slide.notes:
            relations.add("notesSlide", _annotate(slide, name, growing, reference, document.meta.language))
        growing.add("slide", name, drawn, relations)
    finished = growing.members(names, _sections(laid_out.slides), package.CoreProperties.of(document.meta))
    found = package.check(finished)
    if errors(found):
        raise GeneratorError(found)
    return Written(package.zipped(finished), (*laid_out.warnings, *found))


def _drawn(slide: Slide, sheet: Sheet) -> bytes:
    """The slide part: our shapes in reading order; what lies behind words first."""
    drawn = sorted(slide.frames, key=lambda frame: not (isinstance(frame, PictureFrame) and frame.behind))
    return _part("sld", "".join(shapes(frame, sheet) for frame in drawn))


def _part(tag: str, inner: str) -> bytes:
    mapping = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f"{XML}<p:{tag} {NAMESPACES}><p:cSld><p:spTree>{GROUP}{inner}</p:spTree></p:cSld>{mapping}</p:{tag}>".encode()


def _annotate(slide: Slide, name: str, growing: Growing, reference: Reference, language: str) -> str:
    """The notes page of a slide, put into the package: its picture and the speaker notes, one paragraph each. Gives its part."""
    notes = name.replace("slides/slide", "notesSlides/notesSlide")
    picture, words = reference.notes
    spoken = f'<a:rPr lang="{text.language(language)}" dirty="0"/>'
    paragraphs = "".join(f"<a:p><a:r>{spoken}<a:t>{escape(one)}</a:t></a:r></a:p>" for one in slide.notes)
    inner = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{picture}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{words}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
    relations = Relations(notes)
    relations.add("notesMaster", reference.notes_master)
    relations.add("slide", name)
    growing.add("notesSlide", notes, _part("notes", inner), relations)
    return notes


def _sections(slides: Sequence[Slide]) -> str:
    """The list of sections that PowerPoint shows beside the slides; "" when the deck has no dividers."""
    if not any(slide.section for slide in slides):
        return ""
    parts = "".join(_section(name, ids, order) for order, (name, ids) in enumerate(_grouped(slides)))
    return f'<p:ext uri="{SECTIONS_URI}"><p14:sectionLst xmlns:p14="{SECTIONS}">{parts}</p14:sectionLst></p:ext>'


def _grouped(slides: Sequence[Slide]) -> Iterator[tuple[str, list[int]]]:
    for name, run in groupby(enumerate(slides, FIRST_SLIDE), key=lambda pair: pair[1].section):
        found = list(run)
        yield name or found[0][1].title.split("\n")[0], [number for number, _ in found]


def _section(name: str, ids: Sequence[int], order: int) -> str:
    """A section; its GUID follows from its name and place, so that equal input gives equal bytes."""
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{order}/{name}")).upper()
    rows = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
    return f'<p14:section name={quoteattr(name)} id="{{{guid}}}"><p14:sldIdLst>{rows}</p14:sldIdLst></p14:section>'
