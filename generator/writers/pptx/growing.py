"""The package of a deck while it grows: parts beside those of the reference, their relationships and content types (ECMA-376-2)."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable

from lxml import etree

from generator.quoting import quoteattr
from generator.writers import package
from generator.writers.images import Picture
from generator.writers.members import Member
from generator.writers.pptx.reference import MAIN, OFFICE, PARSER, Reference, parsed

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ML = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "slide": f"{_ML}.presentationml.slide+xml",
    "notesSlide": f"{_ML}.presentationml.notesSlide+xml",
    "chart": f"{_ML}.drawingml.chart+xml",
}
"""The content type of a part by the kind of the relationship that leads to it."""

EXTENSIONS = {"xlsx": f"{_ML}.spreadsheetml.sheet", "png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg"}
_PACKAGE = "application/vnd.openxmlformats-package"


class Relations:
    """The relationships of one part, each target once."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._rows: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship to a part of the package, or to an address outside."""
        return self._rows.setdefault((kind, target, external), f"rId{len(self._rows) + 1}")

    def xml(self) -> bytes:
        """The part that holds them."""
        folder = posixpath.dirname(self.part)
        rows = "".join(
            f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target={quoteattr(target if external else posixpath.relpath(target, folder))}'
            f'{" TargetMode=" + quoteattr("External") if external else ""}/>'
            for (kind, target, external), id_ in self._rows.items()
        )
        return f'{XML}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'.encode()


class Growing:
    """What a deck adds to its reference."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._pictures: dict[bytes, str] = {}
        self._charts = 0

    def add(self, kind: str, name: str, data: bytes, relations: Relations | None = None) -> None:
        """Put in a part of a kind of `TYPES`, with its relationships."""
        self._parts[name] = data
        self._types[f"/{name}"] = TYPES[kind]
        if relations is not None:
            self._parts[rels_of(name)] = relations.xml()

    def picture(self, picture: Picture) -> str:
        """The part of a picture; the same bytes stand in the package once."""
        key = hashlib.sha256(picture.data).digest()
        if key not in self._pictures:
            self._pictures[key] = name = f"ppt/media/picture{len(self._pictures) + 1}.{picture.format}"
            self._parts[name] = picture.data
        return self._pictures[key]

    def chart(self, xml: bytes, workbook: bytes) -> str:
        """The part of a chart, its workbook beside it under rId1."""
        self._charts += 1
        name, sheet = f"ppt/charts/chart{self._charts}.xml", f"ppt/embeddings/Microsoft_Excel_Sheet{self._charts}.xlsx"
        relations = Relations(name)
        relations.add("package", sheet)
        self._parts[sheet] = workbook
        self.add("chart", name, xml, relations)
        return name

    def members(self, slides: Iterable[str], sections: str, core: package.CoreProperties) -> dict[str, Member]:
        """All members of the finished package. `sections` is the extension that lists the sections of the deck, or ""."""
        kept = self.reference.members
        fresh = dict(self._parts)
        relations = rels_of(MAIN)
        fresh[MAIN], fresh[relations] = _listing(kept[MAIN].data, kept[relations].data, list(slides), sections)
        fresh |= {"docProps/core.xml": core.core_xml(), "docProps/app.xml": core.app_xml()}
        fresh["_rels/.rels"] = package.office_relationships(MAIN)
        fresh["[Content_Types].xml"] = self._content_types([*kept, *fresh])
        return {**kept, **{name: Member.of(name, data) for name, data in fresh.items()}}

    def _content_types(self, names: Iterable[str]) -> bytes:
        """The types of the reference's parts, of ours, and of the properties."""
        types = {**self.reference.types, **self._types}
        overrides = {name[1:]: type_ for name, type_ in types.items() if name.startswith("/")}
        overrides |= {"docProps/core.xml": f"{_PACKAGE}.core-properties+xml", "docProps/app.xml": f"{_ML}.extended-properties+xml"}
        used = {name.rpartition(".")[2] for name in names if name not in overrides} | {"rels", "xml"}
        known = {**EXTENSIONS, "rels": f"{_PACKAGE}.relationships+xml", "xml": "application/xml"}
        known |= {name[1:]: type_ for name, type_ in types.items() if name.startswith(".")}
        return package.content_types({name: known[name] for name in used}, overrides)


def rels_of(name: str) -> str:
    """The part that holds the relationships of a part."""
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


FIRST_SLIDE = 256
"""The lowest id of a slide (ECMA-376-1, 19.7.13)."""


def _listing(presentation: bytes, relationships: bytes, slides: list[str], sections: str) -> tuple[bytes, bytes]:
    """The presentation and its relationships with the slides listed after the masters."""
    root, relations = etree.fromstring(presentation, PARSER), etree.fromstring(relationships, PARSER)
    taken = {row.get("Id") for row in relations}
    free = (id_ for number in range(1, len(taken) + len(slides) + 1) if (id_ := f"rId{number}") not in taken)
    rows = []
    for number, (slide, id_) in enumerate(zip(slides, free, strict=False)):
        target = posixpath.relpath(slide, posixpath.dirname(MAIN))
        etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", {"Id": id_, "Type": f"{OFFICE}/slide", "Target": target})
        rows.append(f'<p:sldId id="{FIRST_SLIDE + number}" r:id="{id_}"/>')
    masters = [node for node in root if str(node.tag).endswith("MasterIdLst")]
    masters[-1].addnext(parsed(f"<p:sldIdLst>{''.join(rows)}</p:sldIdLst>"))
    if sections:
        root.append(parsed(f"<p:extLst>{sections}</p:extLst>"))
    return _serialised(root), _serialised(relations)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


