"""`write`: a deck as a PowerPoint file, on the theme's reference deck."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.diagnostics import GeneratorError, errors
from generator.document import Document
from generator.theme import Theme
from generator.writers import package
from generator.writers.frames import Box, PictureFrame, Slide
from generator.writers.images import Picture
from generator.writers.pptx import text
from generator.writers.pptx.shapes import shapes
from generator.writers.pptx.sheet import LayoutSlot, Sheet
from generator.writers.scheme import colour_scheme, font_scheme
from generator.writers.slides import lay_out
from generator.writers.written import Written

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{PRESENTATION}"'
SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Written:
    """The .pptx of a deck. Raises GeneratorError when it does not fit its slides or the package would be broken."""
    laid_out = lay_out(document, theme, pictures)
    deck = Presentation(str(theme.path("reference.pptx")))
    _recolour(deck, theme)
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    added = [deck.slides.add_slide(layouts[slide.layout]) for slide in laid_out.slides]
    targets = {slide.id: sheet.part for slide, sheet in zip(laid_out.slides, added, strict=True) if slide.id}
    for slide, native in zip(laid_out.slides, added, strict=True):
        sheet = Sheet(native.part, theme, document.meta.languages, pictures, _slots(native.slide_layout), targets)
        _fill(native, slide, sheet)
        _annotate(native, slide, document.meta.language)
    _sections(deck, laid_out.slides, added)
    stream = io.BytesIO()
    deck.save(stream)
    data = package.normalise(stream.getvalue(), package.CoreProperties.of(document.meta))
    found = package.check(data)
    if errors(found):
        raise GeneratorError(found)
    return Written(data, (*laid_out.warnings, *found))


def _recolour(deck: Any, theme: Theme) -> None:
    """Write the theme's colours and fonts into the theme parts of the deck: a client's accent need not be the reference's."""
    masters = [deck.slide_master.part, deck.notes_master.part]
    for part in (master.part_related_by(RT.THEME) for master in masters):
        root = etree.fromstring(part.blob, PARSER)
        for name, xml in (("clrScheme", colour_scheme(theme)), ("fontScheme", font_scheme(theme))):
            old = root.find(f".//{{{DRAWING}}}{name}")
            parent = old.getparent() if old is not None else None
            if old is not None and parent is not None:
                parent.replace(old, _parsed(xml))
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parsed(xml: str) -> Any:
    """The element of a string that uses the prefixes a, r and p."""
    return etree.fromstring(f"<x {NAMESPACES}>{xml}</x>", PARSER)[0]


def _slots(layout: Any) -> dict[str, LayoutSlot]:
    """The placeholders of a layout by name."""
    return {shape.name: _slot(shape) for shape in layout.placeholders}


def _slot(shape: Any) -> LayoutSlot:
    holder = shape._element.find(f".//{{{PRESENTATION}}}ph")
    kept = ((name, holder.get(name)) for name in ("type", "orient", "sz", "idx") if holder.get(name))
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in kept)
    box = Box(*(value / text.EMU_PER_POINT for value in (shape.left, shape.top, shape.width, shape.height)))
    return LayoutSlot(attributes, holder.get("type", "obj"), box)


def _fill(native: Any, slide: Slide, sheet: Sheet) -> None:
    """Replace the empty placeholders that python-pptx put on the slide by our shapes, in reading order; what lies behind words first."""
    tree = native.shapes._spTree
    for shape in list(native.shapes):
        tree.remove(shape._element)
    drawn = sorted(slide.frames, key=lambda frame: not (isinstance(frame, PictureFrame) and frame.behind))
    markup = "".join(shapes(frame, sheet) for frame in drawn)
    for element in etree.fromstring(f"<x {NAMESPACES}>{markup}</x>", PARSER):
        tree.append(element)


def _annotate(native: Any, slide: Slide, language: str) -> None:
    """Speaker notes, one paragraph each."""
    if not slide.notes:
        return
    frame = native.notes_slide.notes_text_frame
    frame.text = "\n".join(slide.notes)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", text.language(language))


def _sections(deck: Any, slides: Sequence[Slide], added: Sequence[Any]) -> None:
    """The list of sections that PowerPoint shows beside the slides, when the deck has dividers."""
    if not any(slide.section for slide in slides):
        return
    parts = "".join(_section(name, ids, order) for order, (name, ids) in enumerate(_grouped(slides, added)))
    extension = f'<p:extLst><p:ext uri="{SECTIONS_URI}"><p14:sectionLst xmlns:p14="{SECTIONS}">{parts}</p14:sectionLst></p:ext></p:extLst>'
    deck.part._element.append(_parsed(extension))


def _grouped(slides: Sequence[Slide], added: Sequence[Any]) -> Iterator[tuple[str, list[int]]]:
    pairs = list(zip(slides, added, strict=True))
    for name, run in groupby(pairs, key=lambda pair: pair[0].section):
        found = list(run)
        yield name or found[0][0].title.split("\n")[0], [native.slide_id for _, native in found]


def _section(name: str, ids: Sequence[int], order: int) -> str:
    """A section; its GUID follows from its name and place, so that equal input gives equal bytes."""
    guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{order}/{name}")).upper()
    rows = "".join(f'<p14:sldId id="{number}"/>' for number in ids)
    return f'<p14:section name={quoteattr(name)} id="{{{guid}}}"><p14:sldIdLst>{rows}</p14:sldIdLst></p14:section>'
