"""A reference deck, read once: the parts that a new deck keeps, its layouts and their placeholders.

Slides, notes and comments of the reference stay behind. python-pptx reads it, for house decks come in every shape; what is then written
is strings beside these parts.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from generator.frozen import dataclass
from generator.quoting import quoteattr
from generator.theme import LayoutName, Theme
from generator.writers import layout_names
from generator.writers.frames import Box
from generator.writers.members import Member
from generator.writers.package import look_of
from generator.writers.pptx.text import EMU_PER_POINT
from generator.writers.scheme import TABLE_STYLE, colour_scheme, font_scheme, table_styles

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{PRESENTATION}"'
MAIN = "ppt/presentation.xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class LayoutSlot:
    """A placeholder of the slide's layout: the attributes of its `p:ph`, its type, and its box."""

    attributes: str
    type: str
    box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout: its part and its placeholders by name."""

    part: str
    slots: Mapping[str, LayoutSlot]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a new deck takes from a reference: `members` are kept as they are, deflated already; `types` their content types by "/part" and
    by ".extension"; `notes_master` its part; `notes` the attributes of `p:ph` for the slide's picture and the words of a notes page."""

    members: Mapping[str, Member]
    types: Mapping[str, str]
    layouts: Mapping[str, Layout]
    notes_master: str
    notes: tuple[str, str]


def reference_for(theme: Theme) -> Reference:
    """The theme's reference deck in the theme's colours and fonts."""
    path = theme.path("reference.pptx")
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size, colour_scheme(theme), font_scheme(theme), theme.layouts)


@lru_cache(maxsize=16)
def _read(path: Path, _modified_ns: int, _size: int, colours: str, fonts: str, told: tuple[LayoutName, ...]) -> Reference:
    deck = Presentation(str(path))
    _without_slides(deck)
    _recolour(deck, {"clrScheme": colours, "fontScheme": fonts})
    _with_notes_master(deck)
    _with_table_style(deck)
    served = layout_names.serve(deck, told)
    layouts = {name: Layout(_name(one.layout.part), _slots(one)) for name, one in served.items()}
    holders = {_holder(shape).get("type", "obj"): _attributes(shape) for shape in list(deck.notes_master.placeholders)}
    stream = io.BytesIO()
    deck.save(stream)
    members, types = look_of(stream.getvalue())
    ends = (holders.get("sldImg", ' type="sldImg"'), holders.get("body", ' type="body" idx="1"'))
    return Reference(members, types, layouts, _name(deck.notes_master.part), ends)


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _without_slides(deck: Any) -> None:
    """Take out the slides of a deck that somebody has saved with some in it, and the sections that list them."""
    listed = deck.slides._sldIdLst
    for entry in list(listed):
        deck.part.drop_rel(entry.rId)
    element = deck.part._element
    for found in (listed, element.find(f"{{{PRESENTATION}}}extLst")):
        if found is not None:
            element.remove(found)


def _recolour(deck: Any, schemes: Mapping[str, str]) -> None:
    """Write the theme's colours and fonts into the theme parts of the deck: a client's accent need not be the reference's."""
    masters = [deck.slide_master.part, deck.notes_master.part]
    for part in (master.part_related_by(RT.THEME) for master in masters):
        root = etree.fromstring(part.blob, PARSER)
        for name, xml in schemes.items():
            old = root.find(f".//{{{DRAWING}}}{name}")
            parent = old.getparent() if old is not None else None
            if old is not None and parent is not None:
                parent.replace(old, parsed(xml))
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_notes_master(deck: Any) -> None:
    """Name the notes master in the presentation: python-pptx adds one that is missing, but does not list it."""
    element = deck.part._element
    if element.find(f"{{{PRESENTATION}}}notesMasterIdLst") is None:
        identifier = deck.part.relate_to(deck.notes_master.part, RT.NOTES_MASTER)
        masters = element.find(f"{{{PRESENTATION}}}sldMasterIdLst")
        masters.addnext(parsed(f'<p:notesMasterIdLst><p:notesMasterId r:id="{identifier}"/></p:notesMasterIdLst>'))


def _with_table_style(deck: Any) -> None:
    """Our table style among those of the deck: in a table whose style the file does not have, PowerPoint draws no rules."""
    ours = parsed(table_styles())
    part = next((one.target_part for one in deck.part.rels.values() if one.reltype == RT.TABLE_STYLES), None)
    if part is None:
        blob = etree.tostring(ours, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = deck.part.package
        deck.part.relate_to(Part(PackURI("/ppt/tableStyles.xml"), CT.PML_TABLE_STYLES, package, blob), RT.TABLE_STYLES)
        return
    root = etree.fromstring(part.blob, PARSER)
    if not any(style.get("styleId") == TABLE_STYLE for style in root):
        root.extend(list(ours))
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parsed(xml: str) -> Any:
    """The element of a string that uses the prefixes a, r and p."""
    return etree.fromstring(f"<x {NAMESPACES}>{xml}</x>", PARSER)[0]


def _slots(served: Any) -> dict[str, LayoutSlot]:
    """The placeholders of a layout by the names of our slots."""
    return {slot: _slot(shape) for slot, shape in served.shapes.items()}


def _slot(shape: Any) -> LayoutSlot:
    box = Box(*(value / EMU_PER_POINT for value in (shape.left, shape.top, shape.width, shape.height)))
    return LayoutSlot(_attributes(shape), _holder(shape).get("type", "obj"), box)


def _holder(shape: Any) -> Any:
    return shape._element.find(f".//{{{PRESENTATION}}}ph")


def _attributes(shape: Any) -> str:
    holder = _holder(shape)
    kept = ((name, holder.get(name)) for name in ("type", "orient", "sz", "idx") if holder.get(name))
    return "".join(f" {name}={quoteattr(value)}" for name, value in kept)
