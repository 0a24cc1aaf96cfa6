"""Block elements → blocks; empty ones are left out, so that a template may write them without asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, cast

from generator.document import (
    Block,
    Blocks,
    Callout,
    Contents,
    Heading,
    Inlines,
    List,
    ListItem,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Section,
)
from generator.markup import citing
from generator.markup.figures import read_figure
from generator.markup.inlines import marked, read_inlines
from generator.markup.reading import BLOCK_ELEMENTS, WHITE, Element, Reading
from generator.markup.tables import read_fields, read_table


def read_blocks(reading: Reading, parent: Element) -> Blocks:
    """The blocks that stand in `parent`, without the empty ones."""
    reading.refuse_text(parent.text, parent)
    blocks = []
    for child in parent:
        reading.refuse_text(child.tail, parent, child)
        block = _block(reading, child, parent)
        if block is not None:
            blocks.append(block)
    return tuple(blocks)


def _block(reading: Reading, element: Element, parent: Element) -> Block | None:
    """The block of `element`; None when it is empty or refused."""
    reader = _READERS.get(str(element.tag))
    if reader is None:
        reading.refuse_element(element, parent, BLOCK_ELEMENTS)
        return None
    return reader(reading, element)


def _paragraph(reading: Reading, element: Element) -> Paragraph | None:
    reading.check_attributes(element)
    content = read_inlines(reading, element)
    class_, id_, lang = reading.class_of(element), reading.id_of(element), reading.lang_of(element)
    return Paragraph(content, class_, element.get("data-at") or "", id_, lang) if content else None


def _heading(reading: Reading, element: Element) -> Heading | None:
    reading.check_attributes(element)
    content = read_inlines(reading, element)
    level = cast("Literal[1, 2, 3, 4]", int(str(element.tag)[1]))
    id_, lang = reading.id_of(element), reading.lang_of(element)
    return Heading(level, content, id_, lang) if content else None


def _section(reading: Reading, element: Element) -> Section | None:
    reading.check_attributes(element)
    class_, id_, lang = reading.class_of(element), reading.id_of(element), reading.lang_of(element)
    content = read_blocks(reading, element)
    return Section(content, class_, id_, lang, element.get("data-at") or "") if content else None


def _aside(reading: Reading, element: Element) -> Quote | Callout | Notes | None:
    reading.check_attributes(element)
    kind = "quote" if element.tag == "blockquote" else reading.kind_of(element, ("notes", "callout"))
    if kind in ("notes", "callout"):
        reading.class_of(element, ("notes", "callout"))
    content, lang = read_blocks(reading, element), reading.lang_of(element)
    if not content:
        return None
    match kind:
        case "quote":
            return Quote(content, lang)
        case "notes":
            return Notes(content, lang)
        case _:
            return Callout(content, lang)


def _contents(reading: Reading, element: Element) -> Contents:
    """The table of contents, whose title is its one `p`; its entries are the paper's headings, not the template's."""
    reading.check_attributes(element)
    reading.refuse_text(element.text, element)
    title: Inlines = ()
    for child in element:
        reading.refuse_text(child.tail, element, child)
        if citing.is_drawn(child):
            continue
        if child.tag == "p" and not title:
            reading.check_attributes(child, ())
            title = read_inlines(reading, child)
        else:
            reading.refuse_element(child, element, ("p",))
    return citing.contents(reading, element, title)


def _page_break(reading: Reading, element: Element) -> PageBreak:
    reading.check_attributes(element)
    reading.kind_of(element, ("page",))
    reading.class_of(element, ("page",))
    reading.refuse_text(element.text, element)
    return PageBreak()


def _list(reading: Reading, element: Element) -> List | None:
    reading.check_attributes(element)
    reading.refuse_text(element.text, element)
    items = []
    for child in element:
        reading.refuse_text(child.tail, element, child)
        if child.tag == "li":
            items.append(_item(reading, child))
        else:
            reading.refuse_element(child, element, ("li",))
    kept = tuple(item for item in items if item.children or item.nested)
    class_, id_, lang = reading.class_of(element), reading.id_of(element), reading.lang_of(element)
    return List(kept, element.tag == "ol", class_, id_, lang) if kept else None


def _item(reading: Reading, element: Element) -> ListItem:
    """The inlines of a `li`, then its nested lists; words after a nested list are refused."""
    reading.check_attributes(element)
    children = list(element)
    start = next((number for number, child in enumerate(children) if child.tag in ("ul", "ol")), len(children))
    content = marked(reading, element, read_inlines(reading, element, None if start == len(children) else children[:start]))
    nested = []
    for child in children[start:]:
        if child.tail and child.tail.strip(WHITE):
            reading.refuse_text(child.tail, element, child)
        if child.tag in ("ul", "ol"):
            nested.append(_list(reading, child))
        else:
            reading.refuse_element(child, element, ("ul", "ol"))
    return ListItem(content, tuple(each for each in nested if each), element.get("data-at") or "")


_READERS: Mapping[str, Callable[[Reading, Element], Block | None]] = {
    "section": _section,
    **dict.fromkeys(("h1", "h2", "h3", "h4"), _heading),
    "p": _paragraph,
    **dict.fromkeys(("ul", "ol"), _list),
    "table": read_table,
    "dl": read_fields,
    "figure": read_figure,
    **dict.fromkeys(("blockquote", "aside"), _aside),
    "nav": _contents,
    "hr": _page_break,
}
