"""Blocks in reading order: which writer each has, and what stands between two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from generator.document import (
    Block,
    Blocks,
    Callout,
    Chart,
    Contents,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Schedule,
    Section,
    Table,
)
from generator.writers.wordprocessing.contents import contents
from generator.writers.wordprocessing.drawings import chart, image
from generator.writers.wordprocessing.fields import borderless, equal_widths, fields, key_numbers
from generator.writers.wordprocessing.grid import GAP
from generator.writers.wordprocessing.paragraphs import SPACER_LINE, Place, body_paragraph, heading, list_block, spacer
from generator.writers.wordprocessing.rows import cell_xml, row_xml
from generator.writers.wordprocessing.schedule import schedule
from generator.writers.wordprocessing.story import Story
from generator.writers.wordprocessing.tables import table

_TABLE_END = "</w:tbl>"
_TABLE = "<w:tbl>"

Step = Callable[[Place], str]


def blocks(children: Blocks, place: Place, story: Story) -> str:
    """The blocks as WordprocessingML; two tables never touch, and what follows a table has room above it."""
    steps = list(_steps(children, story))
    last = max((index for index, step in enumerate(steps) if step is not None), default=-1)
    written: list[str] = []
    here = place
    for index, step in enumerate(steps):
        if step is None:
            here = replace(here, new_page=True)
            continue
        text = step(here if index == last or not place.keep else here.kept)
        if not text:
            continue
        if written and written[-1].endswith(_TABLE_END) and text.startswith(_TABLE):
            written.append(spacer(place.later.kept if place.keep else place.later, story, place.after_table - SPACER_LINE))
        written.append(text)
        here = replace(place.later, gap=place.after_table) if text.endswith(_TABLE_END) else place.later
    return "".join(written)


def closed(text: str, place: Place, story: Story) -> str:
    """`text` as the content of a cell or body, which must hold a paragraph and end with one."""
    return text if text.endswith("</w:p>") else text + spacer(place.later, story)


def _steps(children: Blocks, story: Story) -> Iterator[Step | None]:
    """A writer for each block, None for a page break; key numbers that follow each other are written together."""
    index = 0
    while index < len(children):
        child = children[index]
        if isinstance(child, KeyNumber):
            numbers = [child]
            while index + len(numbers) < len(children) and isinstance(following := children[index + len(numbers)], KeyNumber):
                numbers.append(following)
            yield _key_number_step(numbers, story)
            index += len(numbers)
            continue
        if isinstance(child, PageBreak):
            yield None
        elif _is_closed_by(child, children[index + 1 : index + 2]):
            yield _kept_step(child, story)
        elif not isinstance(child, Notes):
            yield _step(child, story)
        index += 1


def _key_number_step(numbers: list[KeyNumber], story: Story) -> Step:
    return lambda place: key_numbers(numbers, place, story)


def _step(child: Block, story: Story) -> Step:
    return lambda place: block(child, place, story)


def _kept_step(child: Block, story: Story) -> Step:
    return lambda place: block(child, place.kept_at_its_end, story)


def _is_closed_by(child: Block, following: Blocks) -> bool:
    """Whether what follows a figure or table is a line that belongs to it: both stay on one page."""
    closing = ("source", "note") if isinstance(child, Table) else ("source", "note", "takeaway")
    return isinstance(child, Image | Chart | Table) and any(isinstance(one, Paragraph) and one.class_ in closing for one in following)


def block(child: Block, place: Place, story: Story) -> str:
    """One block as WordprocessingML; speaker notes and the page break itself are nothing."""
    match child:
        case Paragraph():
            return body_paragraph(child, place, story)
        case Heading():
            return heading(child, place, story)
        case List():
            return list_block(child, place, story)
        case Table() | Fields() | Schedule():
            return _grid(child, place, story)
        case Image():
            return image(child, place, story)
        case Chart():
            return chart(child, place, story)
        case KeyNumber():
            return key_numbers([child], place, story)
        case Quote() | Callout():
            body = "Quote" if isinstance(child, Quote) else "Callout"
            return blocks(child.children, replace(place, body=body, language=child.lang or place.language), story)
        case Section():
            return section(child, place, story)
        case Contents():
            return contents(child, place, story)
        case Notes() | PageBreak():
            return ""
        case _:
            assert_never(child)


def _grid(child: Table | Fields | Schedule, place: Place, story: Story) -> str:
    match child:
        case Table():
            return table(child, place, story)
        case Fields():
            return fields(child, place, story)
        case Schedule():
            return schedule(child, place, story)
        case _:
            assert_never(child)


def section(child: Section, place: Place, story: Story) -> str:
    """The blocks of a section in its setting: the small style set, kept on one page, or columns."""
    story.mark(child.id)
    place = replace(place, language=child.lang or place.language, compact=place.compact or child.class_ == "compact")
    if child.class_ == "keep":
        place = replace(place, keep=place.keep or "inner")
    if child.class_ == "columns":
        return columns(child, place, story)
    return blocks(child.children, place, story)


def columns(child: Section, place: Place, story: Story) -> str:
    """Blocks set side by side in a table without rules.

    A table, not columns of a Word section: the columns keep their content when the text above grows, may nest in other blocks, and look
    the same in every program; a section break would also begin new headers.
    """
    sides = [one for one in child.children if isinstance(one, Section)] if _all_sections(child) else [child]
    if len(sides) < 2:
        return blocks(child.children, place, story)
    before = spacer(place.kept, story) if place.new_page else ""
    widths = equal_widths(len(sides), place.width + GAP)
    inner = [replace(place.later, width=width - GAP, opening=True) for width in widths]
    cells = [
        cell_xml(closed(section(replace(side, class_="") if side is child else side, here, story), here, story), width)
        for side, here, width in zip(sides, inner, widths, strict=True)
    ]
    # columns run on over a page, as text does: kept whole, they would leave the rest of the page above them empty
    row = f"<w:tr>{''.join(cells)}</w:tr>" if not place.keep else row_xml("", cells)
    return before + borderless(widths, [row], story)


def _all_sections(child: Section) -> bool:
    return all(isinstance(one, Section) for one in child.children)
