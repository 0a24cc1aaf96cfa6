"""The parts around the text: the document part, its relationships, content types, properties."""

from __future__ import annotations

from collections.abc import Mapping

from generator.writers.members import Member
from generator.writers.package import CoreProperties, content_types
from generator.writers.wordprocessing.numbering import numbered_styles, numbering_part
from generator.writers.wordprocessing.reference import LOOK_PARTS
from generator.writers.wordprocessing.story import OFFICE, Story

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE = "application/vnd.openxmlformats-package"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_SETTINGS_TYPE = f"{_OFFICE_TYPE}.wordprocessingml.settings+xml"
_NUMBERING_TYPE = f"{_OFFICE_TYPE}.wordprocessingml.numbering+xml"


def document_part(body: str, headers: str, page: str) -> bytes:
    """word/document.xml: the body and its one section, whose first page has a header of its own."""
    section = f'<w:sectPr>{headers}{page}<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    return f"{XML}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()


def members(document: bytes, story: Story) -> dict[str, Member]:
    """All members of the package; those of the reference are taken as they are, deflated already."""
    kept = dict(story.reference.members)
    types = dict(story.reference.types) | {"/word/settings.xml": _SETTINGS_TYPE} | story.types
    fresh = {"word/document.xml": document, **story.parts}
    headings = story.heading_styles()
    if headings:
        fresh["word/styles.xml"] = numbered_styles(kept["word/styles.xml"].data, headings)
    if story.reference.numbering or headings:
        fresh["word/numbering.xml"] = numbering_part(story.reference.numbering, story.lists, headings)
        types["/word/numbering.xml"] = _NUMBERING_TYPE
    core = CoreProperties.of(story.meta)
    fresh |= {"docProps/core.xml": core.core_xml(), "docProps/app.xml": core.app_xml(), "_rels/.rels": _package_relationships()}
    for kind, name in (*LOOK_PARTS.items(), ("settings", "word/settings.xml")):
        if name in kept or name in fresh:
            story.relate(kind, name.removeprefix("word/"))
    fresh["word/_rels/document.xml.rels"] = _part("".join(story.relationships))
    fresh["[Content_Types].xml"] = _types(types)
    return kept | {name: Member.of(name, data) for name, data in fresh.items()}


def _part(rows: str) -> bytes:
    return f'{XML}<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _package_relationships() -> bytes:
    targets = (
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{_RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
        (f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )
    rows = (f'<Relationship Id="rId{number}" Type="{type_}" Target="{name}"/>' for number, (type_, name) in enumerate(targets, 1))
    return _part("".join(rows))


def _types(types: Mapping[str, str]) -> bytes:
    """[Content_Types].xml from types by "/part" and by ".extension"."""
    overrides = {name[1:]: type_ for name, type_ in types.items() if name.startswith("/")}
    overrides |= {
        "word/document.xml": f"{_OFFICE_TYPE}.wordprocessingml.document.main+xml",
        "docProps/core.xml": f"{_PACKAGE}.core-properties+xml",
        "docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
    }
    defaults = {name[1:]: type_ for name, type_ in types.items() if name.startswith(".")}
    return content_types({"rels": f"{_PACKAGE}.relationships+xml", "xml": "application/xml"} | defaults, overrides)
