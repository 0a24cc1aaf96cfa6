"""References to headings, tables and figures: `a class="ref"`, and what may be named by one; tables of contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from generator.document import Blocks, Callout, Chart, Contents, Heading, Image, Inlines, Quote, Reference, Schedule, Section, Table
from generator.markup.reading import Element, Reading

DEPTHS = ("1", "2", "3")
DEFAULT_DEPTH = "2"


def is_drawn(element: Element) -> bool:
    """Whether a writer made the element from the tree, so that it is passed over."""
    return element.get("data-drawn") is not None


def is_reference(element: Element) -> bool:
    """Whether the element is an `a class="ref"`."""
    return element.tag == "a" and element.get("class") == "ref"


def read_reference(reading: Reading, element: Element) -> Reference:
    """The reference; its words are not the template's."""
    reading.check_attributes(element, ("class", "href"))
    reading.refuse_text(element.text, element)
    for child in element:
        if not is_drawn(child):
            reading.refuse_element(child, element, ("–",))
        reading.refuse_text(child.tail, element, child)
    href = reading.href_of(element)
    if href and not href.startswith("#"):
        reading.refuse("E412", element, attribute="href", value=href, expected="#id of a heading, a table or a figure")
    reading.cited.append((href.removeprefix("#"), element))
    return Reference(href.removeprefix("#"))


def check_cited(reading: Reading, blocks: Blocks) -> None:
    """Note every reference to something that has neither heading nor caption to be named by."""
    if reading.cited:
        named = set(_named(blocks))
        for id_, element in reading.cited:
            if id_ in reading.ids and id_ not in named:
                reading.refuse("E424", element, id=id_)


def _named(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.id
            case Table() | Image():
                yield block.id if block.caption else ""
            case Chart() | Schedule():
                yield block.id if block.title else ""
            case Section() | Quote() | Callout():
                yield from _named(block.children)
            case _:
                pass


def contents(reading: Reading, element: Element, title: Inlines) -> Contents:
    """The table of contents of a `nav`, whose title has been read."""
    reading.kind_of(element, ("toc",))
    reading.class_of(element, ("toc",))
    depth = element.get("data-depth") or DEFAULT_DEPTH
    if depth not in DEPTHS:
        reading.refuse("E412", element, attribute="data-depth", value=depth, expected=", ".join(DEPTHS))
        depth = DEFAULT_DEPTH
    return Contents(title, cast("Literal[1, 2, 3]", int(depth)), reading.id_of(element), reading.lang_of(element))
