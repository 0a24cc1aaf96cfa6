"""Our small XHTML → blocks, read strictly, every problem with its line.

Stages: `read` parses (lxml as XML: no DTD, no entities, no network) → `blocks` → `tables`, `figures`, `lists` → `inlines`. What a
template may write is listed in `docs/markup.md`; what each element becomes, in `document`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

from generator.diagnostics import GeneratorError, Position, problem
from generator.document import Blocks
from generator.markup.blocks import read_blocks
from generator.markup.citing import check_cited
from generator.markup.reading import Element, Reading, line_of

__all__ = ["DEPTH_LIMIT", "read"]

DEPTH_LIMIT = 50
"""Elements within elements; deeper trees are refused before they are read (our readers and writers recurse)."""

_PAGE_START = "<!DOCTYPE html>"
"""How a page made by `writers.html` begins; any other DOCTYPE is refused."""

_BELOW_LIMIT = etree.XPath("/".join(["*"] * (DEPTH_LIMIT + 1)))


def read(xhtml: str, classes: Mapping[str, frozenset[str]], *, name: str = "template") -> Blocks:
    """The blocks of a fragment, or of the `<main>` of a whole page as `writers.html` makes it.

    `classes` are the class names allowed by element (`Theme.classes`). Raises GeneratorError with all problems (E400–E424), each
    at its line of `name`.
    """
    root = _parse(xhtml, name)
    if too_deep := cast("list[Element]", _BELOW_LIMIT(root)):
        raise GeneratorError([problem("E409", Position(name, line_of(too_deep[0])), limit=DEPTH_LIMIT)])
    reading = Reading(name, classes)
    blocks = read_blocks(reading, root)
    reading.check_links()
    check_cited(reading, blocks)
    if reading.problems:
        raise GeneratorError(sorted(reading.problems, key=lambda found: found.position.line if found.position else 0))
    return blocks


def _parse(xhtml: str, name: str) -> Element:
    """The element whose children are the blocks: a wrapper around a fragment, or the `<main>` of a page."""
    page = xhtml.startswith(_PAGE_START)
    text = xhtml.removeprefix(_PAGE_START)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        line = text[: text.find("<!")].count("\n") + 1
        raise GeneratorError([problem("E410", Position(name, line))])
    root = _root(text if page else f"<fragment>{text}</fragment>", name)
    if not page:
        return root
    main = root.find(".//main")
    if main is None:
        raise GeneratorError([problem("E422", Position(name, 1))])
    return main


def _root(text: str, name: str) -> Element:
    """The root element of well-formed XML without comments and processing instructions; E400 with the line otherwise."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        position = Position(name, getattr(error, "lineno", 0) or 0)
        if "depth" in str(error):  # libxml2 stops at 256 by itself
            raise GeneratorError([problem("E409", position, limit=DEPTH_LIMIT)]) from error
        why = str(getattr(error, "msg", "") or error).replace(" and fragment", "").split(", line")[0]
        raise GeneratorError([problem("E400", position, why=why)]) from error
