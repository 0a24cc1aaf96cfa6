"""Office packages: reference documents opened with care, document properties, packages normalised, and the check before one is returned."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree

from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.document import Meta
from generator.frozen import dataclass
from generator.quoting import escape
from generator.writers import invariants
from generator.writers.members import Member, Members, read, zipped

__all__ = ["CoreProperties", "Member", "Members", "check", "normalise", "open_reference", "read", "zipped"]

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_RELATIONSHIP = f"{_OFFICE}/relationships/extended-properties"
_DROPPED_RELATIONSHIPS = ("/thumbnail", "/printerSettings", "/custom-properties")
_DROPPED_PARTS = re.compile(r"docProps/(thumbnail|custom).*|(ppt|word|xl)/printerSettings/.*")

ReferenceKind = Literal["docx", "pptx"]
_KINDS = {
    "word/document.xml": ("a Word document", "Word 文档"),
    "ppt/presentation.xml": ("a PowerPoint presentation", "PowerPoint 演示文稿"),
    "xl/workbook.xml": ("an Excel workbook", "Excel 工作簿"),
}
_MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml"}


@dataclass(frozen=True, slots=True)
class CoreProperties:
    """What the properties of a file say. `date` is the paper's own: it stands for both created and modified."""

    title: str
    author: str
    company: str
    subject: str
    language: str
    date: datetime.date

    @classmethod
    def of(cls, meta: Meta) -> CoreProperties:
        """The properties of a paper; both languages of its title are kept. A paper that names no author is its agency's."""
        title, author = " / ".join(meta.title), meta.author or meta.agency
        return cls(title, author.first, meta.agency.first, " / ".join(meta.kind_label), meta.language, meta.date)

    def core_xml(self) -> bytes:
        """The part docProps/core.xml (ECMA-376-2, Annex C)."""
        stamp = f"{self.date.isoformat()}T00:00:00Z"
        return (
            f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title><dc:subject>{escape(self.subject)}</dc:subject>"
            f"<dc:creator>{escape(self.author)}</dc:creator><cp:lastModifiedBy>{escape(self.author)}</cp:lastModifiedBy>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
            f"<dc:language>{escape(self.language)}</dc:language></cp:coreProperties>"
        ).encode()

    def app_xml(self) -> bytes:
        """The part docProps/app.xml: the company, and no name of a program."""
        return (
            f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Company>{escape(self.company)}</Company></Properties>'
        ).encode()


# -------------------------------------------------------------------------------------------------------- reference documents


def open_reference(path: Path, kind: ReferenceKind = "docx") -> Members:
    """The members of a reference document, read once per process as long as the file does not change.

    Raises GeneratorError: E600 unreadable; E602–E606 no sound package; E607 another kind of Office file; E613 a part with a document type.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise GeneratorError([problem("E600", Position(str(path)), name=path.name, reason=error.strerror or "")]) from error
    return _opened(path, kind, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=16)
def _opened(path: Path, kind: ReferenceKind, _modified_ns: int, _size: int) -> Members:
    where = Position(str(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GeneratorError([problem("E600", where, name=path.name, reason=error.strerror or "")]) from error
    members = read(data, str(path))
    found = _other_kind(members, kind, where) or [
        replace(diagnostic, position=where) for diagnostic in invariants.unreadable({name: member.data for name, member in members.items()})
    ]
    if found:
        raise GeneratorError(found)
    return members


def _other_kind(members: Members, kind: ReferenceKind, where: Position) -> list[Diagnostic]:
    """One problem when the package is not of `kind`, naming what it is."""
    wanted = _KINDS[_MAIN[kind]]
    if _MAIN[kind] in members:
        return []
    found = next((names for part, names in _KINDS.items() if part in members), None)
    if found is None:
        return [problem("E604", where)]
    diagnostic = problem("E607", where, found=found[0], wanted=wanted[0])
    chinese = problem("E607", where, found=found[1], wanted=wanted[1])
    return [replace(diagnostic, message=replace(diagnostic.message, zh=chinese.message.zh))]


# ------------------------------------------------------------------------------------------------------- normalised packages


def normalise(data: bytes, core: CoreProperties) -> bytes:
    """The package with our own properties, without thumbnail and printer settings, and the same bytes whatever the clock.

    Workbooks inside are brought into the same order first; a workbook with properties of its own gets these.
    """
    parts = {name: member.data for name, member in read(data).items() if not _DROPPED_PARTS.fullmatch(name)}
    for name in [name for name in parts if name.endswith(".xlsx")]:
        parts[name] = normalise(parts[name], core)
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _relationships_kept(parts[name], posixpath.dirname(posixpath.dirname(name)), parts)
    if "docProps/core.xml" in parts or "xl/workbook.xml" not in parts:
        parts |= {"docProps/core.xml": core.core_xml(), "docProps/app.xml": core.app_xml()}
        parts["_rels/.rels"] = _with_properties(parts["_rels/.rels"])
    parts["[Content_Types].xml"] = _types_kept(parts)
    return zipped({name: Member.of(name, part) for name, part in parts.items()})


def look_of(data: bytes) -> tuple[Members, Mapping[str, str]]:
    """The members of a package that give a new one its look, and the content types of all of them by "/part" and by ".extension".

    Properties, thumbnails and printer settings stay behind, and so do the relationships of the package, which a new one has of its own."""
    left = re.compile(rf"{_DROPPED_PARTS.pattern}|docProps/.*")
    parts = {name: member.data for name, member in read(data).items() if not left.fullmatch(name)}
    root = etree.fromstring(parts.pop("[Content_Types].xml"))
    parts.pop("_rels/.rels")
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = _relationships_kept(parts[name], posixpath.dirname(posixpath.dirname(name)), parts)
    types = {node.get("PartName", ""): node.get("ContentType", "") for node in root.iter(f"{{{_CONTENT_TYPES}}}Override")}
    types |= {f".{node.get('Extension', '').lower()}": node.get("ContentType", "") for node in root.iter(f"{{{_CONTENT_TYPES}}}Default")}
    kept = {name: type_ for name, type_ in types.items() if name.startswith(".") or name[1:] in parts}
    return {name: Member.of(name, part) for name, part in parts.items()}, kept


def office_relationships(main: str) -> bytes:
    """The part _rels/.rels of a package: its main part and its properties."""
    document = f"{_OFFICE}/relationships/officeDocument"
    targets = ((document, main), (_CORE_RELATIONSHIP, "docProps/core.xml"), (_APP_RELATIONSHIP, "docProps/app.xml"))
    rows = "".join(f'<Relationship Id="rId{number}" Type="{type_}" Target="{name}"/>' for number, (type_, name) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _relationships_kept(data: bytes, folder: str, parts: Mapping[str, bytes]) -> bytes:
    """The relationships without those to parts that were dropped, and without those that lead nowhere."""
    root = etree.fromstring(data)
    for relationship in list(root):
        target = relationship.get("Target", "")
        inside = relationship.get("TargetMode") != "External"
        if relationship.get("Type", "").endswith(_DROPPED_RELATIONSHIPS) or (inside and resolved(folder, target) not in parts):
            root.remove(relationship)
    return _serialised(root)


def resolved(folder: str, target: str) -> str:
    """The part name that a relationship's target means, seen from the folder of its source."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _with_properties(data: bytes) -> bytes:
    """The package's relationships, with one to each of the two property parts."""
    root = etree.fromstring(data)
    for type_, target in ((_CORE_RELATIONSHIP, "docProps/core.xml"), (_APP_RELATIONSHIP, "docProps/app.xml")):
        if not any(relationship.get("Type") == type_ for relationship in root):
            taken = {relationship.get("Id") for relationship in root}
            free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
            etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", {"Id": free, "Type": type_, "Target": target})
    return _serialised(root)


def _types_kept(parts: Mapping[str, bytes]) -> bytes:
    """[Content_Types].xml for exactly the parts that are there, sorted."""
    root = etree.fromstring(parts["[Content_Types].xml"])
    overrides = {node.get("PartName", "")[1:]: node.get("ContentType", "") for node in root.iter(f"{{{_CONTENT_TYPES}}}Override")}
    defaults = {node.get("Extension", "").lower(): node.get("ContentType", "") for node in root.iter(f"{{{_CONTENT_TYPES}}}Default")}
    if "docProps/app.xml" in parts:
        overrides |= {"docProps/core.xml": _CORE_TYPE, "docProps/app.xml": _APP_TYPE}
    overrides = {name: type_ for name, type_ in overrides.items() if name in parts}
    used = {name.rpartition(".")[2].lower() for name in parts if name not in overrides} | {"rels", "xml"}
    return content_types({extension: type_ for extension, type_ in defaults.items() if extension in used}, overrides)


def content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """The part [Content_Types].xml: types by extension and by part name, sorted."""
    by_extension = "".join(f'<Default Extension="{name}" ContentType="{defaults[name]}"/>' for name in sorted(defaults))
    by_part = "".join(f'<Override PartName="/{escape(name)}" ContentType="{overrides[name]}"/>' for name in sorted(overrides))
    return f'{_HEAD}<Types xmlns="{_CONTENT_TYPES}">{by_extension}{by_part}</Types>'.encode()


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# ------------------------------------------------------------------------------------------------------------------ the check


def check(data: bytes | Members) -> list[Diagnostic]:
    """Every invariant that the package breaks (E605, E610–E639): run on each file before a writer returns it."""
    try:
        members = read(data) if isinstance(data, bytes) else data
    except GeneratorError as error:
        return list(error.diagnostics)
    return invariants.broken({name: member.data for name, member in members.items()})
