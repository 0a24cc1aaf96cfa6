"""Invariants of any package: part names, content types, relationships, properties, pictures (ECMA-376-2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import NS, REFERRING, TYPES, Parts, found, place, q

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What an external relationship may lead to; anything else could reach into the reader's machine or network."""

_R = f"{{{NS['r']}}}"
_REFERRING = found("//@r:*")
_REFERENCES = {
    f"{_R}embed": frozenset({"image", "package", "video", "audio", "media"}),
    f"{_R}link": frozenset({"image"}),
    f"{_R}pict": frozenset({"image"}),
}
_HYPERLINKS = frozenset({"hyperlink", "slide"})
_MAGIC = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8"}
_VAL = q("w:val")
MARK = re.compile(r"\{\{|\{%|lorem", re.IGNORECASE)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def part_names_are_portable(parts: Parts) -> Iterator[Diagnostic]:
    """No absolute, climbing or backslash names; none twice when case is not regarded; no template marks."""
    seen: set[str] = set()
    for name in parts.data:
        steps = name.split("/")
        if "\\" in name or ":" in name or "" in steps or "." in steps or ".." in steps or name.lower() in seen or MARK.search(name):
            yield problem("E610", part=name, element=name)
        seen.add(name.lower())


def every_part_has_a_content_type(parts: Parts) -> Iterator[Diagnostic]:
    """By its name or by its extension."""
    for name in parts.data:
        if name != TYPES and not parts.content_type(name):
            yield problem("E611", part=name)


def every_override_has_its_part(parts: Parts) -> Iterator[Diagnostic]:
    """An override for a part that is not there makes PowerPoint repair the file."""
    if TYPES not in parts.roots:
        yield problem("E611", part=TYPES)
        return
    for node in parts.roots[TYPES].iter(q("ct:Override")):
        if node.get("PartName", "")[1:] not in parts.data:
            yield problem("E612", part=node.get("PartName", ""))


def relationships_lead_somewhere(parts: Parts) -> Iterator[Diagnostic]:
    """Internal targets exist; the source exists; ids are unique in a part."""
    for source, relationships in parts.relationships.items():
        if source and source not in parts.data:
            yield problem("E614", part=source, element="(source)")
        for relationship in relationships.values():
            if relationship.part and relationship.part not in parts.data:
                yield problem("E614", part=source, element=relationship.id)
    for name, root in parts.roots.items():
        if name.endswith(".rels"):
            ids = [node.get("Id") for node in root]
            yield from (problem("E626", part=name, element=str(id_)) for id_ in sorted({i for i in ids if ids.count(i) > 1}, key=str))


def external_addresses_are_allowed(parts: Parts) -> Iterator[Diagnostic]:
    """Only hyperlinks lead outside, and only to well-formed http, https, mailto and tel addresses."""
    for source, relationships in parts.relationships.items():
        for relationship in relationships.values():
            if not relationship.part and (relationship.kind != "hyperlink" or not is_allowed(relationship.target)):
                yield problem("E616", part=source, element=relationship.id)


def is_allowed(address: str) -> bool:
    """Whether an address is well-formed ASCII without spaces and of an allowed scheme."""
    try:
        split = urlsplit(address)
        port_is_sound = split.port is None or True
    except ValueError:
        return False
    has_host = bool(split.hostname) if split.scheme.lower() in ("http", "https") else bool(split.path)
    plain = address.isascii() and not re.search(r'[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})', address)
    return port_is_sound and split.scheme.lower() in SCHEMES and has_host and plain


def references_name_a_relationship(parts: Parts) -> Iterator[Diagnostic]:
    """Every r:id, r:embed, r:link … resolves in its own part, and a click leads to a hyperlink or a slide."""
    for name in parts.roots:
        known = parts.relationships.get(name, {})
        for element, attribute, value in _references(parts, name):
            if value and not _fits(str(element.tag), attribute, known.get(value)):
                yield problem("E615", part=name, element=f"{place(element)}/@r:{attribute[len(_R) :]}={value}")


def _references(parts: Parts, name: str) -> Iterable[tuple[etree._Element, str, str]]:
    """Every attribute of a part that names a relationship: its element, its name and its value. Those of the elements that usually bear
    one, if they are as many as are written; a look at all attributes of a long table takes as long as three other invariants."""
    data = parts.data[name]
    if name.endswith(".rels") or name == TYPES or NS["r"].encode() not in data:
        return ()
    usual = [
        (element, str(attribute), str(value))
        for tag in REFERRING
        for element in parts.elements(name, tag)
        for attribute, value in element.items()
        if str(attribute).startswith(_R)
    ]
    if len(usual) == data.count(b" r:") and data.count(NS["r"].encode()) == 1:
        return usual
    return [(value.getparent(), value.attrname, value) for value in _REFERRING(parts.roots[name])]


def _fits(tag: str, attribute: str, relationship: object) -> bool:
    """Whether a relationship is there and of a kind that the reference may name."""
    kind = getattr(relationship, "kind", None)
    if kind is None:
        return False
    if tag.endswith(("}hlinkClick", "}hlinkHover", "}hyperlink")):
        return kind in _HYPERLINKS
    return kind in _REFERENCES.get(attribute, {kind})


def every_part_is_reached(parts: Parts) -> Iterator[Diagnostic]:
    """From the package's relationships on: a forgotten part could carry what was taken away (a deleted slide, say)."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        for relationship in parts.relationships.get(waiting.pop(), {}).values():
            if relationship.part and relationship.part not in reached:
                reached.add(relationship.part)
                waiting.append(relationship.part)
    for name in parts.data:
        if name != TYPES and not name.endswith(".rels") and name not in reached:
            yield problem("E619", part=name)


def properties_stand_once(parts: Parts) -> Iterator[Diagnostic]:
    """core.xml holds each property at most once, and its dates are W3CDTF in UTC."""
    for name, root in parts.under("docProps/core"):
        tags = [node.tag for node in root if isinstance(node.tag, str)]
        yield from (problem("E617", part=name, element=tag.rpartition("}")[2]) for tag in sorted({t for t in tags if tags.count(t) > 1}))
        for node in root.iter(q("dcterms:created"), q("dcterms:modified")):
            if not _is_stamp(node.text or ""):
                yield problem("E617", part=name, element=place(node))


def _is_stamp(text: str) -> bool:
    try:
        return bool(_STAMP.fullmatch(text) and datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def pictures_are_pictures(parts: Parts) -> Iterator[Diagnostic]:
    """The first bytes of an image part are those of the format that its extension names."""
    for name, data in parts.data.items():
        magic = _MAGIC.get(name.rpartition(".")[2].lower())
        if magic and not data.startswith(magic):
            yield problem("E618", part=name)


def no_template_mark_is_left(parts: Parts) -> Iterator[Diagnostic]:
    """None in names of shapes, content-control tags and field codes (running text may hold one literally); styles look after theirs."""
    for name, root in parts.under("word/", "ppt/"):
        for value in _named(parts, name, root):
            if MARK.search(value):
                yield problem("E620", part=name, element=value)


def _named(parts: Parts, name: str, root: etree._Element) -> Iterator[str]:
    """The names and codes of a part that no words of a paper can stand in."""
    if name.startswith("ppt/"):
        yield from (node.get("name", "") for node in root.iter(q("p:cNvPr")))
        return
    yield from (str(tag.get(_VAL, "")) for node in parts.elements(name, "w:sdtPr") for tag in node.iterchildren(q("w:tag")))
    yield from (node.text or "" for node in parts.elements(name, "w:instrText"))
    yield from (str(node.get(q("w:instr"), "")) for node in parts.elements(name, "w:fldSimple"))


INVARIANTS = (
    part_names_are_portable,
    every_part_has_a_content_type,
    every_override_has_its_part,
    relationships_lead_somewhere,
    external_addresses_are_allowed,
    references_name_a_relationship,
    every_part_is_reached,
    properties_stand_once,
    pictures_are_pictures,
    no_template_mark_is_left,
)
