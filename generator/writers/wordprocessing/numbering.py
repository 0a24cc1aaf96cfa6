"""The numbering part: the reference's lists, and one more for every ordered list of the document."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.writers.invariants.parts import q
from generator.writers.wordprocessing.reference import ListStyle


def numbering_part(reference: bytes, lists: Sequence[tuple[int, ListStyle]]) -> bytes:
    """numbering.xml with a `w:num` per list that begins again at one (without the override Word would go on counting)."""
    if not lists:
        return reference
    root = etree.fromstring(reference)
    nums = root.findall(q("w:num"))
    after = root.index(nums[-1]) + 1 if nums else len(root)
    for offset, (number, style) in enumerate(lists):
        num = etree.Element(q("w:num"), {q("w:numId"): str(number)})
        etree.SubElement(num, q("w:abstractNumId"), {q("w:val"): style.abstract})
        override = etree.SubElement(num, q("w:lvlOverride"), {q("w:ilvl"): str(style.level)})
        etree.SubElement(override, q("w:startOverride"), {q("w:val"): "1"})
        root.insert(after + offset, num)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
