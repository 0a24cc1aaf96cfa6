"""Invariants of named styles and numbering: references that name something, no circles, no repeated ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import NS, Parts, place, q

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_VAL, _ID, _TYPE = q("w:val"), q("w:styleId"), q("w:type")
_REFERENCES = {q("w:pStyle"): "paragraph", q("w:rStyle"): "character", q("w:tblStyle"): "table"}
_WRITTEN = re.compile(rb'<w:(pStyle|rStyle|tblStyle) w:val="([^"]*)"/>')
_PREFIX = b'xmlns:w="' + NS["w"].encode() + b'"'
_INSIDE_STYLES = tuple(q(f"w:{name}") for name in ("basedOn", "next", "link"))


def styles_stand_once(parts: Parts) -> Iterator[Diagnostic]:
    """No style id and no style name twice."""
    if _STYLES not in parts.roots:
        return
    styles = parts.roots[_STYLES].findall(q("w:style"))
    ids = Counter(style.get(_ID, "") for style in styles)
    names = Counter(str(node.get(_VAL)).lower() for style in styles for node in style.iterchildren(q("w:name")))
    for value, times in (*ids.items(), *names.items()):
        if times > 1:
            yield problem("E626", part=_STYLES, element=value)


def references_name_a_style(parts: Parts) -> Iterator[Diagnostic]:
    """Paragraphs, runs, tables and list levels name a style that is there and of their type; so do styles among themselves."""
    root = parts.roots.get(_STYLES)
    types = {style.get(_ID): style.get(_TYPE, "paragraph") for style in root.iter(q("w:style"))} if root is not None else {}
    for name, story in parts.under("word/"):
        for node in story.iter(*_REFERENCES) if not _are_known(parts.data[name], types) else ():
            if types.get(node.get(_VAL)) != _REFERENCES[node.tag]:
                yield problem("E628", part=name, element=f"{place(node)}={node.get(_VAL)}")
        for node in story.iter(*_INSIDE_STYLES) if name == _STYLES else ():
            if node.get(_VAL) not in types:
                yield problem("E628", part=name, element=f"{place(node)}={node.get(_VAL)}")


def _are_known(data: bytes, types: Mapping[str | None, str | None]) -> bool:
    """Whether every reference of a part, as it is usually written, names a style of its type: a table has thousands that name two."""
    written = _WRITTEN.findall(data)
    usual = len(written) == sum(data.count(b"<w:" + name + b" ") for name in (b"pStyle", b"rStyle", b"tblStyle")) and _PREFIX in data
    return usual and all(types.get(value.decode()) == _REFERENCES[q(f"w:{tag.decode()}")] for tag, value in set(written))


def styles_are_not_based_in_a_circle(parts: Parts) -> Iterator[Diagnostic]:
    """Following w:basedOn from any style ends."""
    root = parts.roots.get(_STYLES)
    if root is None:
        return
    based = {style.get(_ID): _value(style, "w:basedOn") for style in root.iter(q("w:style"))}
    for style in based:
        seen: set[str | None] = set()
        current: str | None = style
        while current is not None and current not in seen:
            seen.add(current)
            current = based.get(current)
        if current == style:
            yield problem("E633", part=_STYLES, element=str(style))


def _value(element: etree._Element, child: str) -> str | None:
    node = element.find(q(child))
    return node.get(_VAL) if node is not None else None


def lists_are_defined(parts: Parts) -> Iterator[Diagnostic]:
    """Every w:numId (0 means none) names a w:num, every w:num an abstract definition; each id stands once."""
    root = parts.roots.get(_NUMBERING)
    numbers = [node.get(q("w:numId"), "") for node in root.iter(q("w:num"))] if root is not None else []
    abstract = [node.get(q("w:abstractNumId"), "") for node in root.iter(q("w:abstractNum"))] if root is not None else []
    for ids in (numbers, abstract):
        yield from (problem("E626", part=_NUMBERING, element=id_) for id_, times in Counter(ids).items() if times > 1)
    for number in root.iter(q("w:num")) if root is not None else ():
        if _value(number, "w:abstractNumId") not in abstract:
            yield problem("E629", part=_NUMBERING, element=place(number))
    known = {*numbers, "0"}
    for name, story in parts.under("word/"):
        for node in story.iter(q("w:numId")) if b"numId" in parts.data[name] else ():
            if node.get(_VAL) not in known:
                yield problem("E629", part=name, element=f"{place(node)}={node.get(_VAL)}")


INVARIANTS = (styles_stand_once, references_name_a_style, styles_are_not_based_in_a_circle, lists_are_defined)
