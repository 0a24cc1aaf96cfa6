"""A house's own PowerPoint file before any deck is made on it: what it has, what of it serves us, and the theme that it makes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.frozen import dataclass
from generator.theme import LayoutName, contrast
from generator.writers import layout_names
from generator.writers.frames import Box
from generator.writers.layout_names import How, Served
from generator.writers.layout_places import places

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TEMPLATE = b"presentationml.template.main+xml"
PRESENTATION = b"presentationml.presentation.main+xml"
"""Content types of .potx and .pptx (ECMA-376-1, 15.2): apart from them the two are alike."""

OURS = {"ink": "dk1", "paper": "lt1", "support": "dk2", "wash": "lt2", "accent": "accent1"}
"""Colour of a theme → the house's place in its colour scheme."""

TAKEN = ("accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
"""Places of the scheme that our own colours take: what the house draws in them keeps its colour as a plain value."""

ORDER = ("title", "subtitle", "footer", "slide number")
"""Slots as a reader looks for them: what is not named here stands after the title."""

TWINS = {"Calibri": "Carlito", "Cambria": "Caladea", "Times New Roman": "Liberation Serif", "Courier New": "Liberation Mono"}
"""Free fonts with the same widths, for PDFs where the house's Latin font is not installed; any other gets Arial's."""

ARIALS_TWIN = "Liberation Sans"


@dataclass(frozen=True, slots=True)
class TheirLayout:
    """A layout of the house's file and its placeholders, with what each is for and where it stands."""

    name: str
    places: tuple[tuple[str, str, Box], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One of our layouts, the house's that serves it, by what it was found, and the placeholder of each slot ("" for a text box)."""

    ours: str
    theirs: str
    how: How
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HouseDeck:
    """A house's file read: its layouts, what serves us, what is missing, and how large its slides are in points."""

    layouts: tuple[TheirLayout, ...]
    matches: tuple[Match, ...]
    problems: tuple[Diagnostic, ...]
    size_pt: tuple[float, float]
    masters: int


def read(path: Path, told: Sequence[LayoutName] = ()) -> HouseDeck:
    """A .pptx or .potx read. Raises GeneratorError E600 when it is none."""
    deck = _opened(path)
    served = layout_names.serve(deck, told)
    names = [layout.name for layout in deck.slide_layouts]
    theirs = tuple(_their(layout) for layout in deck.slide_layouts)
    wanted = (*layout_names.NEEDED, *layout_names.WELCOME)
    matches = tuple(_match(ours, served[ours]) for ours in wanted if ours in served)
    found = tuple(layout_names.problems(path, served, told, names))
    return HouseDeck(theirs, matches, found, (deck.slide_width / 12700, deck.slide_height / 12700), len(deck.slide_masters))


def _their(layout: Any) -> TheirLayout:
    return TheirLayout(layout.name, tuple((place.shape.name, place.kind, place.box) for place in places(layout)))


def _opened(path: Path) -> Any:
    try:
        return Presentation(io.BytesIO(as_presentation(path.read_bytes())))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError, etree.XMLSyntaxError) as error:
        raise GeneratorError([problem("E600", name=path, reason=error)]) from error


def as_presentation(data: bytes) -> bytes:
    """The bytes of a .potx as those of a .pptx; a .pptx as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        types = old.read("[Content_Types].xml")
        if TEMPLATE not in types:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.infolist():
                content = types.replace(TEMPLATE, PRESENTATION) if member.filename == "[Content_Types].xml" else old.read(member)
                new.writestr(zipfile.ZipInfo(member.filename), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _match(ours: str, served: Served) -> Match:
    """A match; a slot that shares its neighbour's placeholder is said to stand in it, too."""
    slots = {slot: shape.name for slot, shape in served.shapes.items() if served.how != "same" or slot in layout_names.NEEDED.get(ours, ())}
    first, second = layout_names.SIDES.get(ours, ("", ""))
    for one, other in ((first, second), (second, first)):
        if one in slots and other in served.boxes and other not in slots:
            slots[other] = slots[one]
    in_order = sorted(slots.items(), key=lambda item: ORDER.index(item[0]) if item[0] in ORDER else 0.5)
    return Match(ours, served.layout.name, served.how, tuple(in_order))


def theme_yaml(name: str, house: HouseDeck, path: Path) -> str:
    """A theme.yaml for the house: its colours, its fonts, and which of its layouts serves which of ours."""
    deck = _opened(path)
    root = etree.fromstring(deck.slide_master.part.part_related_by(RT.THEME).blob)
    return "\n".join([*_head(name), *_colours(root), *_fonts(root), *_layouts(house.matches), ""])


def _head(name: str) -> Iterator[str]:
    yield "extends: default"
    yield f"name: {_quoted(name)}"
    yield "reference: {pptx: reference.pptx}"
    yield ""


def _colours(root: Any) -> Iterator[str]:
    scheme = scheme_of(root)
    found = {ours: scheme[theirs] for ours, theirs in OURS.items() if theirs in scheme}
    yield "colours:"
    yield from (f'  {ours}: "{value}"' for ours, value in found.items())
    series = _series(scheme)
    yield f"  series: {json.dumps(series)}   # charts: the own brand in the accent, the others in this order"
    yield ""


def _series(scheme: Mapping[str, str]) -> list[str]:
    """The colours of charts; the third is the palest, since small words on something dark take it."""
    found = list(dict.fromkeys(scheme[place] for place in ("dk2", *TAKEN[:5]) if place in scheme))
    palest = max(found, key=lambda colour: contrast(colour, "000000"))
    others = [colour for colour in found if colour != palest]
    return [*others[:2], palest, *others[2:]]


def scheme_of(root: Any) -> dict[str, str]:
    """The colour scheme of a theme part: place → RRGGBB."""
    found = {}
    for place in root.find(f".//{DRAWING}clrScheme"):
        if len(place):
            found[etree.QName(place).localname] = str(place[0].get("lastClr") or place[0].get("val", "")).upper()
    return found


def _fonts(root: Any) -> Iterator[str]:
    """The house's body fonts; one that the file does not name is inherited."""
    minor = root.find(f".//{DRAWING}minorFont")
    latin = minor.find(f"{DRAWING}latin").get("typeface", "")
    scripts = {font.get("script"): font.get("typeface") for font in minor.iterfind(f"{DRAWING}font")}
    chinese = minor.find(f"{DRAWING}ea").get("typeface", "") or scripts.get("Hans", "")
    yield "fonts:"
    if latin:
        yield f"  latin: {{office: {_quoted(latin)}, pdf: [{_quoted(latin)}, {TWINS.get(latin, ARIALS_TWIN)}]}}"
    if chinese:
        yield f"  east_asian: {{office: {_quoted(chinese)}, pdf: [{_quoted(chinese)}, Noto Sans CJK SC]}}"
    yield ""


def _layouts(matches: Sequence[Match]) -> Iterator[str]:
    yield "# Our layout → the house's, and our slots → its placeholders. Two slots in one placeholder share it side by side."
    yield "layouts:"
    for match in matches:
        slots = ", ".join(f"{_quoted(slot)}: {_quoted(name)}" for slot, name in match.slots)
        yield f"  {match.ours}: {{layout: {_quoted(match.theirs)}, slots: {{{slots}}}}}"


def _quoted(text: str) -> str:
    """Text as YAML takes it in any place: a JSON string, unless it is a plain word."""
    return text if text.isascii() and text.replace(" ", "").isalpha() else json.dumps(text, ensure_ascii=False)


def reference(path: Path) -> bytes:
    """The house's file as a theme takes it: a presentation whose master and layouts keep colours that our own would displace."""
    deck = _opened(path)
    scheme = scheme_of(etree.fromstring(deck.slide_master.part.part_related_by(RT.THEME).blob))
    for sheet in (deck.slide_master, *deck.slide_layouts):
        _keep_colours(sheet._element, scheme)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _keep_colours(element: Any, scheme: Mapping[str, str]) -> None:
    for colour in list(element.iter(f"{DRAWING}schemeClr")):
        if colour.get("val") in TAKEN and colour.get("val") in scheme:
            colour.tag = f"{DRAWING}srgbClr"
            colour.set("val", scheme[colour.get("val")])

