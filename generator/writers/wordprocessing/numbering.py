"""The numbering part: the reference's lists, one more for every ordered list of the document, and the numbers of its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from generator.writers.invariants.parts import q
from generator.writers.wordprocessing.reference import ListStyle

HEADINGS = 999
"""The `w:num` of numbered headings, below those of our own lists (`story.NUMBER_LISTS_FROM`)."""

LEVELS = 9
"""Levels of a multilevel list; Word writes all of them."""

_VAL = q("w:val")
_AFTER_NUMBERING = frozenset(
    q(f"w:{name}")
    for name in (
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
        *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
    )
)
"""What the schema has after `w:numPr` in `w:pPr` (ECMA-376-1, 17.3.1.26)."""


def numbering_part(reference: bytes, lists: Sequence[tuple[int, ListStyle]], heading_styles: Sequence[str] = ()) -> bytes:
    """numbering.xml with a `w:num` per list that begins again at one (without the override Word would go on counting), and with a
    multilevel list tied to `heading_styles`, the ids of Heading 1 and following."""
    if not lists and not heading_styles:
        return reference
    root = etree.fromstring(reference) if reference else etree.Element(q("w:numbering"), nsmap={"w": q("w:x")[1:-2]})
    if heading_styles:
        _add_headings(root, heading_styles)
    nums = root.findall(q("w:num"))
    after = root.index(nums[-1]) + 1 if nums else len(root)
    for offset, (number, style) in enumerate(lists):
        num = etree.Element(q("w:num"), {q("w:numId"): str(number)})
        etree.SubElement(num, q("w:abstractNumId"), {_VAL: style.abstract})
        override = etree.SubElement(num, q("w:lvlOverride"), {q("w:ilvl"): str(style.level)})
        etree.SubElement(override, q("w:startOverride"), {_VAL: "1"})
        root.insert(after + offset, num)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_headings(root: etree._Element, styles: Sequence[str]) -> None:
    """The list 1, 1.1, 1.1.1 …; all `w:abstractNum` stand before the first `w:num`."""
    definitions = root.findall(q("w:abstractNum"))
    free = str(max((int(one.get(q("w:abstractNumId"), "0")) for one in definitions), default=-1) + 1)
    abstract = etree.Element(q("w:abstractNum"), {q("w:abstractNumId"): free})
    etree.SubElement(abstract, q("w:nsid"), {_VAL: "1B5E0003"})
    etree.SubElement(abstract, q("w:multiLevelType"), {_VAL: "multilevel"})
    etree.SubElement(abstract, q("w:tmpl"), {_VAL: "1B5E0003"})
    for level in range(LEVELS):
        _add_level(abstract, level, styles[level] if level < len(styles) else "")
    root.insert(root.index(definitions[-1]) + 1 if definitions else 0, abstract)
    num = etree.Element(q("w:num"), {q("w:numId"): str(HEADINGS)})
    etree.SubElement(num, q("w:abstractNumId"), {_VAL: free})
    nums = root.findall(q("w:num"))
    root.insert(root.index(nums[-1]) + 1 if nums else root.index(abstract) + 1, num)


def _add_level(abstract: etree._Element, level: int, style: str) -> None:
    definition = etree.SubElement(abstract, q("w:lvl"), {q("w:ilvl"): str(level)})
    numbers = ".".join(f"%{above + 1}" for above in range(level + 1))
    properties: Mapping[str, str] = {
        "start": "1",
        "numFmt": "decimal",
        **({"pStyle": style} if style else {}),
        "suff": "space",
        "lvlText": f"{numbers} ",  # with the space of `suff` two: one is too narrow beside Chinese characters
        "lvlJc": "left",
    }
    for name, value in properties.items():
        etree.SubElement(definition, q(f"w:{name}"), {_VAL: value})
    indent = etree.SubElement(etree.SubElement(definition, q("w:pPr")), q("w:ind"))
    indent.set(q("w:left"), "0")
    indent.set(q("w:firstLine"), "0")


def numbered_styles(styles: bytes, heading_styles: Sequence[str]) -> bytes:
    """styles.xml with the headings tied to their list, so that headings added in Word are numbered, too."""
    root = etree.fromstring(styles)
    levels = {id_: str(level) for level, id_ in enumerate(heading_styles)}
    for style in root.iter(q("w:style")):
        level = levels.get(style.get(q("w:styleId"), ""))
        if level is not None:
            _tie(style, level)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _tie(style: etree._Element, level: str) -> None:
    properties = style.find(q("w:pPr"))
    if properties is None:
        properties = etree.Element(q("w:pPr"))
        before = style.find(q("w:rPr"))
        style.insert(len(style) if before is None else style.index(before), properties)
    at = next((index for index, child in enumerate(properties) if child.tag in _AFTER_NUMBERING), len(properties))
    tied = etree.Element(q("w:numPr"))
    etree.SubElement(tied, q("w:ilvl"), {_VAL: level})
    etree.SubElement(tied, q("w:numId"), {_VAL: str(HEADINGS)})
    properties.insert(at, tied)
