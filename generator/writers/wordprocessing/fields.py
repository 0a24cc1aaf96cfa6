"""Borderless tables: labels and values, key numbers beside each other, columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document import Fact, Field, Fields, Inlines, KeyNumber, Lines, Second, Text
from generator.writers.wordprocessing.grid import GAP, pair_widths
from generator.writers.wordprocessing.paragraphs import Place, spacer, styled
from generator.writers.wordprocessing.rows import cell_xml, row_xml
from generator.writers.wordprocessing.runs import plain
from generator.writers.wordprocessing.story import Story
from generator.writers.wordprocessing.tables import grid

PAIRS = {"one": 1, "two": 2, "three": 3}

def fields(block: Fields, place: Place, story: Story) -> str:
    """The grid of a list of labels and values, as many pairs in a row as its class says."""
    story.mark(block.id)
    return pairs(block.items, PAIRS.get(block.class_, 1), replace(place, language=block.lang or place.language), story)


def facts(items: Sequence[Fact], place: Place, story: Story) -> str:
    """The grid of the title block, two pairs in a row."""
    language = story.meta.languages[-1]
    return pairs([Field(stacked(fact.label, language), _value(fact, language)) for fact in items], 2, place, story)


def _value(fact: Fact, second_language: str) -> Inlines:
    return (fact.control,) if fact.control else stacked(fact.value, second_language)


def stacked(lines: Lines, second_language: str) -> Inlines:
    """Fixed words as inlines, the second language below the first."""
    return (Text(lines.first), Second((Text(lines.second),), second_language)) if lines.second else (Text(lines.first),)


def pairs(items: Sequence[Field], in_a_row: int, place: Place, story: Story) -> str:
    """A table of label and value cells; nothing for no items."""
    if not items:
        return ""
    in_a_row = min(in_a_row, len(items))
    widths = pair_widths([plain(item.label) for item in items], in_a_row, place.width, story.half_points("Label"))
    before = spacer(place.kept, story) if place.new_page else ""
    starts = range(0, len(items), in_a_row)
    rows = [
        row_xml("", list(_pair_cells(items[start : start + in_a_row], widths, _row_place(place, start == starts[-1]), story)))
        for start in starts
    ]
    return before + borderless(widths, rows, story, story.style("Briefwright Facts"))


def _row_place(place: Place, last: bool) -> Place:
    here = place.later
    return here.kept if here.keep == "inner" and not last else replace(here, keep="all" if here.keep == "all" else "")


def _pair_cells(items: Sequence[Field], widths: Sequence[int], place: Place, story: Story) -> Iterator[str]:
    value = place.named("Table Text", story) if place.compact else "Value"
    for index in range(len(widths) // 2):
        item = items[index] if index < len(items) else Field((), ())
        yield cell_xml(styled(item.label, "Label", place, story), widths[2 * index])
        yield cell_xml(styled(item.value, value, place, story), widths[2 * index + 1])


def borderless(widths: Sequence[int], rows: Sequence[str], story: Story, style: str = "") -> str:
    """A `w:tbl` without rules; without a style its cells have a margin to the right only."""
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    sides = (("top", 0), ("left", 0), ("bottom", 0), ("right", GAP))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    own = "" if style else f"<w:tblCellMar>{margins}</w:tblCellMar>"
    return (
        f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{own}'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"{grid(widths)}{''.join(rows)}</w:tbl>"
    )


def equal_widths(count: int, width: int) -> list[int]:
    """`count` widths that add up to `width`."""
    return [width * (index + 1) // count - width * index // count for index in range(count)]


# ---------------------------------------------------------------------------------------------------------------- key numbers

MOST_KEY_NUMBERS = 4
"""Key numbers in one row."""


def key_numbers(blocks: Sequence[KeyNumber], place: Place, story: Story) -> str:
    """One key number as two paragraphs; several beside each other, at most four in a row."""
    if len(blocks) == 1:
        return _key_number(blocks[0], place, story)
    before = spacer(place.kept, story) if place.new_page else ""
    widths = equal_widths(min(MOST_KEY_NUMBERS, len(blocks)), place.width)
    rows = []
    for start in range(0, len(blocks), len(widths)):
        last = start + len(widths) >= len(blocks)
        here = _row_place(place, last)
        shown: list[KeyNumber | None] = [*blocks[start : start + len(widths)]]
        shown += [None] * (len(widths) - len(shown))
        rows.append(
            row_xml(
                "",
                [
                    cell_xml(_key_number(one, replace(here, width=width - GAP), story) if one else "", width)
                    for one, width in zip(shown, widths, strict=True)
                ],
            )
        )
    return before + borderless(widths, rows, story)


def _key_number(block: KeyNumber, place: Place, story: Story) -> str:
    value = styled((Text(block.value),), "Key Number", place.kept, story)
    return value + styled(block.label, "Note", place.later, story)
