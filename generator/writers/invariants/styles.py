"""Invariants of named styles and numbering: references that name something, no circles, no repeated ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.writers.invariants.opc import MARK
from generator.writers.invariants.parts import NS, Parts, parsed, place, q

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_VAL, _ID, _TYPE = q("w:val"), q("w:styleId"), q("w:type")
_REFERENCES = {q("w:pStyle"): "paragraph", q("w:rStyle"): "character", q("w:tblStyle"): "table"}
_PARAGRAPH_STYLE = re.compile(rb"pStyle([^>]*)")
_USUAL = re.compile(rb' w:val="([^"]*)"/')
_W = NS["w"].encode()
_W_PREFIXED = b'xmlns:w="' + _W + b'"'
_INSIDE_STYLES = tuple(q(f"w:{name}") for name in ("basedOn", "next", "link"))


@dataclass(frozen=True, slots=True)
class _Styles:
    """What word/styles.xml defines: the type of each style by its id, and what is wrong within."""

    types: Mapping[str | None, str]
    wrong: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, parts: Parts) -> _Styles:
        """Those of a package; none where it has no such part."""
        return _read_styles(parts.data[_STYLES]) if _STYLES in parts.roots else cls({}, ())


@lru_cache(maxsize=16)
def _read_styles(data: bytes) -> _Styles:
    """The styles of a part, which is mostly that of a reference document and so the same in every file."""
    root = parsed(data)
    styles = list(root.iterchildren(q("w:style")))
    types = {style.get(_ID): str(style.get(_TYPE, "paragraph")) for style in styles}
    return _Styles(types, (*_twice(styles), *_marked(styles), *_unknown(root, types), *_circles(styles)))


def styles_are_sound(parts: Parts) -> Iterator[Diagnostic]:
    """No style id and no style name twice, no template mark in a name; w:basedOn, w:next and w:link name styles, and following w:basedOn
    ends."""
    yield from _Styles.of(parts).wrong


def _names(styles: list[etree._Element]) -> Iterator[str]:
    return (str(node.get(_VAL)) for style in styles for node in style.iterchildren(q("w:name")))


def _marked(styles: list[etree._Element]) -> Iterator[Diagnostic]:
    return (problem("E620", part=_STYLES, element=name) for name in _names(styles) if MARK.search(name))


def _twice(styles: list[etree._Element]) -> Iterator[Diagnostic]:
    ids = Counter(style.get(_ID, "") for style in styles)
    names = Counter(map(str.lower, _names(styles)))
    for value, times in (*ids.items(), *names.items()):
        if times > 1:
            yield problem("E626", part=_STYLES, element=value)


def _unknown(root: etree._Element, types: Mapping[str | None, str]) -> Iterator[Diagnostic]:
    for node in root.iter(*_INSIDE_STYLES):
        if node.get(_VAL) not in types:
            yield problem("E628", part=_STYLES, element=f"{place(node)}={node.get(_VAL)}")


def _circles(styles: list[etree._Element]) -> Iterator[Diagnostic]:
    based = {style.get(_ID): _value(style, "w:basedOn") for style in styles}
    for style in based:
        seen: set[str | None] = set()
        current: str | None = style
        while current is not None and current not in seen:
            seen.add(current)
            current = based.get(current)
        if current == style:
            yield problem("E633", part=_STYLES, element=str(style))


def references_name_a_style(parts: Parts) -> Iterator[Diagnostic]:
    """Paragraphs, runs, tables and list levels name a style that is there and of their type."""
    types = _Styles.of(parts).types
    paragraphs = {id_ for id_, type_ in types.items() if type_ == "paragraph"}
    for name, story in parts.under("word/"):
        unusual = () if _paragraph_styles(parts.data[name]) <= paragraphs else story.iter(q("w:pStyle"))
        for node in (*unusual, *parts.elements(name, "w:rStyle"), *parts.elements(name, "w:tblStyle")):
            if types.get(node.get(_VAL)) != _REFERENCES[node.tag]:
                yield problem("E628", part=name, element=f"{place(node)}={node.get(_VAL)}")


def _paragraph_styles(data: bytes) -> set[str | None]:
    """The paragraph styles that a part names, read from how they are usually written: a table has thousands of paragraphs that name two
    styles. Holds None, which is no style, where one may be written otherwise."""
    named = {match[1].decode() if (match := _USUAL.fullmatch(said)) else None for said in set(_PARAGRAPH_STYLE.findall(data))}
    return named if not named or data.count(_W) == data.count(_W_PREFIXED) == 1 else {None}


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
    for name, _ in parts.under("word/"):
        for node in parts.elements(name, "w:numId"):
            if node.get(_VAL) not in known:
                yield problem("E629", part=name, element=f"{place(node)}={node.get(_VAL)}")


INVARIANTS = (styles_are_sound, references_name_a_style, lists_are_defined)
