"""The parts of a package, parsed, with their content types and relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, cast

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}

TYPES = "[Content_Types].xml"


@cache
def q(name: str) -> str:
    """The Clark notation of a prefixed name: "w:p" → "{…wordprocessingml/2006/main}p"."""
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


def select(root: etree._Element, path: str) -> list[Any]:
    """What an XPath with our prefixes finds: elements, or texts and attribute values."""
    return cast("list[Any]", root.xpath(path, namespaces=NS))


def found(path: str) -> Callable[..., list[Any]]:
    """What an XPath with our prefixes finds, compiled: it looks at every element of a part without handing it to Python."""
    return cast("Callable[..., list[Any]]", etree.XPath(path, namespaces=NS))


def parent_tag(element: etree._Element) -> str:
    """The tag of the parent, "" for a root."""
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def place(element: etree._Element) -> str:
    """Where an element stands in its part, for a message."""
    return str(element.getroottree().getpath(element))


def is_xml(name: str) -> bool:
    """Whether a part of this name holds XML."""
    return name.endswith((".xml", ".rels", ".vml"))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part: `part` is the name of an internal target, "" for an external one."""

    id: str
    type: str
    target: str
    part: str

    @property
    def kind(self) -> str:
        """The last word of the type: "image", "chart", "slideLayout"…"""
        return self.type.rpartition("/")[2]


REFERRING = ("w:hyperlink", "w:headerReference", "w:footerReference", "a:blip", "c:chart")
"""The elements of a story that usually name a relationship."""

SOUGHT = tuple(
    q(name)
    for name in (
        *REFERRING,
        *("w:tbl", "w:gridSpan", "w:vMerge", "w:gridBefore", "w:gridAfter", "w:sdt", "w:sdtPr", "w:bookmarkStart", "w:bookmarkEnd"),
        *("w:fldSimple", "w:fldChar", "w:instrText", "w:numId", "w:rStyle", "w:tblStyle", "wp:docPr"),
        *("w:footnoteReference", "w:endnoteReference", "w:commentReference"),
    )
)
"""What invariants ask for in the stories of a Word document, but for what a long table has thousands of; one look finds all."""

MOST_KEPT_BYTES = 200_000
"""A larger part is a paper's own; the smaller ones are mostly the reference's, the same in every file, and their trees are kept."""


def _tree(data: bytes) -> etree._Element:
    """The root of a part, without entities and network. Raises XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False))


parsed = lru_cache(maxsize=128)(_tree)
"""The root of a part that may well come again. Invariants only read it."""


class Parts:
    """The parts of a package by name. XML is parsed once, without entities, document types and network."""

    def __init__(self, data: Mapping[str, bytes]) -> None:
        self.data = data
        self._sought: dict[str, dict[str, list[etree._Element]]] = {}
        self.unreadable: list[Diagnostic] = []
        self.roots: dict[str, etree._Element] = {name: root for name in data if is_xml(name) for root in self._parsed(name)}
        self.relationships: dict[str, dict[str, Relationship]] = {
            _source(name): {relationship.id: relationship for relationship in _relationships(name, root)}
            for name, root in self.roots.items()
            if name.endswith(".rels")
        }

    def _parsed(self, name: str) -> Iterator[etree._Element]:
        """The root of a part, or nothing and a diagnostic."""
        data = self.data[name]
        try:
            root = parsed(data) if len(data) < MOST_KEPT_BYTES else _tree(data)
        except etree.XMLSyntaxError as error:
            self.unreadable.append(problem("E613", part=name, element=error.msg))
            return
        if root.getroottree().docinfo.internalDTD is not None:
            self.unreadable.append(problem("E613", part=name, element="DOCTYPE"))
            return
        yield root

    def content_type(self, name: str) -> str:
        """The content type of a part, "" when it has none."""
        if not hasattr(self, "_types"):
            self._types = self._content_types()
        return self._types.get(f"/{name}") or self._types.get(f".{name.rpartition('.')[2].lower()}", "")

    def _content_types(self) -> dict[str, str]:
        """Types by "/part name" and by ".extension"."""
        root = self.roots.get(TYPES)
        nodes = list(root) if root is not None else []
        return {
            node.get("PartName") or f".{node.get('Extension', '').lower()}": node.get("ContentType", "")
            for node in nodes
            if isinstance(node.tag, str)
        }

    def related(self, name: str, kind: str) -> list[Relationship]:
        """The relationships of a part whose type ends with `kind`."""
        return [relationship for relationship in self.relationships.get(name, {}).values() if relationship.kind == kind]

    def under(self, *folders: str, holding: bytes = b"") -> Iterator[tuple[str, etree._Element]]:
        """Parsed parts (no relationships) whose name begins with one of `folders`; with `holding`, those in which an element may be whose
        name ends so (a look at the bytes is cheaper than one at the tree)."""
        for name, root in self.roots.items():
            if name.startswith(folders) and not name.endswith(".rels") and holding in self.data[name]:
                yield name, root

    def elements(self, name: str, tag: str) -> list[etree._Element]:
        """The elements of a part with one of the tags of `SOUGHT` ("w:tbl"), in reading order."""
        if name not in self._sought:
            by_tag: dict[str, list[etree._Element]] = {tag: [] for tag in SOUGHT}
            for element in self.roots[name].iter(*SOUGHT):
                by_tag[str(element.tag)].append(element)
            self._sought[name] = by_tag
        return self._sought[name][q(tag)]

    @cached_property
    def stories(self) -> tuple[str, ...]:
        """The parsed parts of a Word document."""
        return tuple(name for name, _ in self.under("word/"))

    def in_stories(self, tag: str) -> Iterator[tuple[str, etree._Element]]:
        """Every such element of the stories of a Word document, with the part that it stands in."""
        for name in self.stories:
            for element in self.elements(name, tag):
                yield name, element


def _source(name: str) -> str:
    """The part whose relationships `name` holds: "word/_rels/document.xml.rels" → "word/document.xml"; "" for the package."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relationships(name: str, root: etree._Element) -> Iterator[Relationship]:
    folder = posixpath.dirname(_source(name))
    for node in root.iter(q("rel:Relationship")):
        target = node.get("Target", "")
        external = node.get("TargetMode") == "External"
        part = "" if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relationship(node.get("Id", ""), node.get("Type", ""), target, part)
