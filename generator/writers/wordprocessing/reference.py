"""A Word reference document, read once: its styles by name, lists, page, headers, and the parts that a new document keeps.

Only what gives the look is kept: styles, numbering, theme, fonts, and the headers and footers of the last section with their pictures.
Comments, properties, macros, custom XML, revision ids and the text stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from generator.frozen import dataclass
from generator.theme import Page, Theme
from generator.writers.invariants.opc import is_allowed
from generator.writers.invariants.parts import Parts, q
from generator.writers.members import Member
from generator.writers.package import open_reference
from generator.writers.scheme import scheme_colours
from generator.writers.wordprocessing.colours import THEME_COLOURS

DOCUMENT = "word/document.xml"
LOOK_PARTS = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "theme": "word/theme/theme1.xml",
    "fontTable": "word/fontTable.xml",
}
"""Relationship of the document → the name under which we keep the part."""

KEPT_SETTINGS = frozenset(
    q(f"w:{name}")
    for name in (
        "zoom",
        "mirrorMargins",
        "displayBackgroundShape",
        "autoHyphenation",
        "defaultTabStop",
        "evenAndOddHeaders",
        "characterSpacingControl",
        "noLineBreaksAfter",
        "noLineBreaksBefore",
        "compat",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    )
)
"""Everything else in the settings tells of one machine or one document (template path, revision ids, variables, mail merge)."""

_VAL = q("w:val")


@dataclass(frozen=True, slots=True)
class HeaderReference:
    """A header or footer of the reference: `tag` "header" or "footer", `type` "first", "default" or "even"."""

    tag: str
    type: str
    part: str


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The numbering that a paragraph style brings along."""

    abstract: str
    number: str
    level: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What a new document takes from a reference. `name` is its file's, `styles` are ids by name in lower case, `page` the XML of page
    size and margins; `first_page` says whether its own headers differ on the first page."""

    members: Mapping[str, Member]
    types: Mapping[str, str]
    styles: Mapping[str, str]
    lists: Mapping[str, ListStyle]
    numbering: bytes
    headers: tuple[HeaderReference, ...]
    page: str
    text_width: int
    text_height: int
    name: str
    first_page: bool


def reference_for(theme: Theme, language: str) -> Reference:
    """The theme's reference for papers in `language`: the file that theme.yaml names, else `reference.en.docx` for English where the same
    folder has one.

    Raises GeneratorError: E601 no reference, or what `open_reference` raises.
    """
    names = ("reference.en.docx", "reference.docx") if language.startswith("en") else ("reference.docx",)
    own = theme.references.get("reference.docx")
    found = (folder / name for folder in theme.folders for name in names if (folder / name).is_file())
    path = own or next(found, None) or theme.path("reference.docx")
    open_reference(path)
    status = path.stat()
    names_of_chain = frozenset(folder.name for folder in theme.folders) | {theme.name}
    fonts = (theme.latin.office, theme.east_asian.office)
    inherited = own is None and path.parent != theme.folders[0]
    page = theme.page if inherited else None
    return _read(path, status.st_mtime_ns, status.st_size, tuple(scheme_colours(theme).items()), fonts, names_of_chain, page)


@lru_cache(maxsize=16)
def _read(
    path: Path,
    _modified_ns: int,
    _size: int,
    colours: tuple[tuple[str, str], ...],
    fonts: tuple[str, str],
    theme_names: frozenset[str],
    page_of_theme: Page | None,
) -> Reference:
    """The reference in a file; `page_of_theme` is the page of a theme that inherits it and may want another one."""
    members = open_reference(path)
    parts = Parts({name: member.data for name, member in members.items()})
    look = {kind: parts.related(DOCUMENT, kind)[0].part for kind in LOOK_PARTS if parts.related(DOCUMENT, kind)}
    roots = {kind: parts.roots[part] for kind, part in look.items() if part in parts.roots}
    if "theme" in roots and _is_ours(roots["theme"], theme_names):
        _recolour(roots, dict(colours), fonts)
    section = parts.roots[DOCUMENT].find(f"{q('w:body')}/{q('w:sectPr')}")
    headers = _headers(parts, section)
    kept: dict[str, Member] = {}
    types: dict[str, str] = {}
    for kind, root in roots.items():
        _strip(kind, root)
        _keep(parts, look[kind], LOOK_PARTS[kind], kept, types, _serialised(root))
    for header in headers:
        _keep(parts, header.part, header.part, kept, types, parts.data[header.part])
    kept["word/settings.xml"] = Member.of("word/settings.xml", _settings(parts, any(header.type == "even" for header in headers)))
    page, width, height = _page(section, page_of_theme)
    numbering = kept.pop("word/numbering.xml", None)
    return Reference(
        kept,
        types,
        _styles(roots.get("styles")),
        _lists(roots),
        numbering.data if numbering else b"",
        headers,
        page,
        width,
        height,
        path.name,
        _is_on(section, "w:titlePg"),
    )


def _is_on(section: etree._Element | None, name: str) -> bool:
    """Whether a yes-or-no of the section is set (ECMA-376-1, 17.17.4)."""
    node = section.find(q(name)) if section is not None else None
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "off")


def _is_ours(theme: etree._Element, names: frozenset[str]) -> bool:
    """Whether the colour scheme is one that we made from a theme of the chain, so that theme.yaml decides; a house's own is left alone."""
    node = theme.find(f".//{q('a:clrScheme')}")
    return node is not None and node.get("name") in names


def _recolour(roots: Mapping[str, etree._Element], colours: Mapping[str, str], fonts: tuple[str, str]) -> None:
    """Puts the theme's colours and fonts into the scheme, and into the values beside theme colours (for programs that know no themes)."""
    for name, value in colours.items():
        for node in roots["theme"].iterfind(f".//{q('a:clrScheme')}/{q(f'a:{name}')}/{q('a:srgbClr')}"):
            node.set("val", value)
    latin, east_asian = fonts
    for tag, face in (("a:latin", latin), ("a:ea", east_asian), ("a:font[@script='Hans']", east_asian)):
        for node in roots["theme"].iterfind(f".//{q('a:fontScheme')}/*/{q(tag)}"):
            node.set("typeface", face)
    elements = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    values = {name: colours[elements.get(name, name)] for name in THEME_COLOURS.values()}
    for node in roots["styles"].iter() if "styles" in roots else ():
        if node.get(q("w:themeColor")) in values:
            node.set(_VAL if node.tag == q("w:color") else q("w:color"), values[node.get(q("w:themeColor"), "")])
        if node.get(q("w:themeFill")) in values:
            node.set(q("w:fill"), values[node.get(q("w:themeFill"), "")])


def _strip(kind: str, root: etree._Element) -> None:
    """Takes revision ids and embedded fonts away."""
    gone = {"styles": ("w:rsid",), "fontTable": ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")}.get(kind, ())
    for tag in gone:
        for node in list(root.iter(q(tag))):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)


def _keep(parts: Parts, source: str, name: str, kept: dict[str, Member], types: dict[str, str], data: bytes) -> None:
    """Keeps a part under `name`, with the pictures and allowed links that it needs."""
    kept[name] = Member.of(name, data)
    types[f"/{name}"] = parts.content_type(source)
    wanted = [
        relationship
        for relationship in parts.relationships.get(source, {}).values()
        if relationship.kind == "image" or (relationship.kind == "hyperlink" and is_allowed(relationship.target))
    ]
    rows = ""
    for relationship in wanted:
        mode = "" if relationship.part else ' TargetMode="External"'
        target = f"/{relationship.part}" if relationship.part else relationship.target.replace("&", "&amp;")
        rows += f'<Relationship Id="{relationship.id}" Type="{relationship.type}" Target="{target}"{mode}/>'
        if relationship.part in parts.data:
            kept[relationship.part] = Member.of(relationship.part, parts.data[relationship.part])
            types[f"/{relationship.part}"] = parts.content_type(relationship.part)
    if rows:
        folder, _, file = name.rpartition("/")
        xml = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
        kept[f"{folder}/_rels/{file}.rels"] = Member.of(".rels", xml.encode())


def _headers(parts: Parts, section: etree._Element | None) -> tuple[HeaderReference, ...]:
    """The headers and footers that the last section of the reference has itself."""
    if section is None:
        return ()
    related = parts.relationships.get(DOCUMENT, {})
    nodes = section.iter(q("w:headerReference"), q("w:footerReference"))
    return tuple(
        HeaderReference(
            node.tag.rpartition("}")[2].removesuffix("Reference"), node.get(q("w:type"), "default"), related[node.get(q("r:id"), "")].part
        )
        for node in nodes
        if node.get(q("r:id")) in related
    )


def _settings(parts: Parts, has_even: bool) -> bytes:
    """The settings that belong to the look."""
    related = parts.related(DOCUMENT, "settings")
    root = etree.Element(q("w:settings"), nsmap={"w": q("w:x")[1:-2]})
    for node in parts.roots[related[0].part] if related else ():
        if node.tag in KEPT_SETTINGS and (has_even or node.tag != q("w:evenAndOddHeaders")):
            root.append(node)
    etree.cleanup_namespaces(root)
    return _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _page(section: etree._Element | None, theme: Page | None) -> tuple[str, int, int]:
    """Page size and margins as XML, and the width and height of the text, in twentieths of a point: those of the section, or those of a
    theme; A4 where there is neither."""
    size, margins = (section.find(q(f"w:{name}")) if section is not None else None for name in ("pgSz", "pgMar"))
    box = {name: (size.get(q(f"w:{name}"), "") if size is not None else "") for name in ("w", "h", "orient")}
    box |= {"w": box["w"] or "11906", "h": box["h"] or "16838"}
    names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    normal = (1247, 1134, 1247, 1134, 567, 567, 0)
    edge = {
        name: abs(int((margins.get(q(f"w:{name}")) if margins is not None else None) or default))
        for name, default in zip(names, normal, strict=True)
    }
    if theme is not None:
        box = {"w": str(_twips(theme.width_mm)), "h": str(_twips(theme.height_mm))}
        edge |= dict(zip(names, map(_twips, theme.margin_mm), strict=False))
    xml = f"<w:pgSz {_attributes({name: value for name, value in box.items() if value})}/><w:pgMar {_attributes(edge)}/>"
    width = int(box["w"]) - edge["left"] - edge["right"] - edge["gutter"]
    return xml, width, int(box["h"]) - edge["top"] - edge["bottom"]


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _attributes(values: Mapping[str, str | int]) -> str:
    return " ".join(f'w:{name}="{value}"' for name, value in values.items())


def _styles(root: etree._Element | None) -> dict[str, str]:
    """Style ids by name; names in lower case, since Word writes its own ones in both ways."""
    styles = root.iter(q("w:style")) if root is not None else ()
    named = ((style.find(q("w:name")), style.get(q("w:styleId"), "")) for style in styles)
    return {name.get(_VAL, "").lower(): id_ for name, id_ in named if name is not None}


def _lists(roots: Mapping[str, etree._Element]) -> dict[str, ListStyle]:
    """The numbering of each paragraph style that has one, by style id."""
    if "styles" not in roots or "numbering" not in roots:
        return {}
    abstract = {
        node.get(q("w:numId"), ""): reference.get(_VAL, "")
        for node in roots["numbering"].iter(q("w:num"))
        for reference in node.iterchildren(q("w:abstractNumId"))
    }
    found: dict[str, ListStyle] = {}
    for style in roots["styles"].iter(q("w:style")):
        number, level = (style.find(f"{q('w:pPr')}/{q('w:numPr')}/{q(f'w:{name}')}") for name in ("numId", "ilvl"))
        if number is not None and number.get(_VAL) in abstract:
            id_ = number.get(_VAL, "")
            found[style.get(q("w:styleId"), "")] = ListStyle(abstract[id_], id_, int(level.get(_VAL, "0")) if level is not None else 0)
    return found
