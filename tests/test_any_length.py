"""Decks of any length: whatever stands in them, nothing runs over, or the deck is refused with what is too long."""

from __future__ import annotations

import dataclasses

import pytest

from generator.diagnostics import Diagnostic, GeneratorError, errors
from generator.document import Block, Cell, Column, Heading, Image, KeyNumber, Paragraph, Quote, Row, Section, Table, Text
from generator.writers.frames import Deck, TableFrame
from generator.writers.slides import lay_out
from tests.decks import PICTURES, document, theme
from tests.generated_decks import CONTENT, Author, generated, layouts
from tests.standing import overflows, said

DECKS = range(1000, 1016)
"""Others than those of `make test-render`."""

TOO_LONG = {"E660", "E664", "E667"}
WORD = "positioning"


def laid(*slides: Section) -> Deck:
    return lay_out(document(slides), theme(), PICTURES)


def refused(*slides: Section) -> list[Diagnostic]:
    with pytest.raises(GeneratorError) as caught:
        laid(*slides)
    return errors(caught.value.diagnostics)


@pytest.mark.parametrize("number", DECKS)
def test_nothing_runs_over_or_the_deck_is_refused_with_what_is_too_long(number: int) -> None:
    try:
        deck = lay_out(generated(number), theme(), PICTURES)
    except GeneratorError as error:
        found = errors(error.diagnostics)
        assert {one.code for one in found} <= TOO_LONG
        assert all("slide" in one.message.en for one in found)
        return
    assert overflows(deck, theme()) == []


def test_the_generated_decks_ask_for_every_layout_and_language() -> None:
    decks = [generated(number) for number in range(40)]
    assert layouts(decks) >= {*CONTENT, "cover", "divider", "back"}
    assert {Author(number).language for number in range(4)} == {"zh", "en", "mixed", "both"}


def test_a_number_gives_the_same_deck_again() -> None:
    assert generated(7) == generated(7)
    assert generated(7) != generated(8)


def test_the_check_tells_what_runs_over() -> None:
    deck = laid(Section((Heading(2, (Text("Title"),)), Paragraph((Text(" ".join([WORD] * 60)),))), "bullets"))
    page = deck.slides[0]
    body = next(one for one in said(page, theme()) if one.name == "body")
    low = [dataclasses.replace(frame, box=dataclasses.replace(frame.box, height=body.needed_pt - 5)) for frame in page.frames[1:2]]
    moved = dataclasses.replace(deck, slides=(dataclasses.replace(page, frames=(page.frames[0], *low)),))
    assert [found.split(": ")[1].split(" ")[0] for found in overflows(moved, theme())] == ["body"]


BODIES: dict[str, list[Block]] = {
    "cover": [],
    "divider": [],
    "back": [],
    "statement": [],
    "bullets": [Paragraph((Text("x"),))],
    "full-picture": [Image("shelf.png", "shelf")],
    "keynumbers": [KeyNumber("1", (Text(WORD),))],
    "quote": [Quote((Paragraph((Text("x"),)),))],
    "table": [Table((Row((Cell((Text("x"),)),)),))],
}


@pytest.mark.parametrize("layout", BODIES)
@pytest.mark.parametrize("empty", [True, False])
def test_a_title_that_no_slide_holds_is_an_error_that_says_by_how_much(layout: str, empty: bool) -> None:
    body = () if empty else BODIES[layout]
    found = refused(Section((Heading(2, (Text(" ".join([WORD] * 200)),)), *body), layout, at="/slides/3"))
    assert {one.code for one in found} == {"E660"}
    assert "title is" in found[0].message.en
    assert {one.pointer for one in found} == {"/slides/3"}


@pytest.mark.parametrize("layout", [name for name in BODIES if name not in ("cover", "divider", "back")])
def test_a_title_of_four_lines_is_a_warning_and_lies_upon_nothing(layout: str) -> None:
    deck = laid(Section((Heading(2, (Text(" ".join([WORD] * 24)),)), *BODIES[layout]), layout))
    assert overflows(deck, theme()) == []
    assert [one.code for one in deck.warnings] == ([] if layout == "statement" else ["W660"])


def test_an_address_in_a_cell_is_broken_rather_than_the_deck_refused() -> None:
    address = "https://northwindow.example/campaigns/2026/summer-launch/afternoon?utm_source=deck&utm_medium=link&id=0123456789abcdef"
    row = Row(tuple(Cell((Text(address),)) for _ in range(6)))
    deck = laid(Section((Heading(2, (Text("Title"),)), Table((row,), columns=(Column("text"),) * 6)), "table"))
    table = next(frame for frame in deck.slides[0].frames if isinstance(frame, TableFrame))
    assert sum(table.widths_pt) <= table.box.width + 0.01
    assert overflows(deck, theme()) == []


def test_a_table_too_wide_for_a_slide_is_told_once_not_for_each_of_its_rows() -> None:
    row = Row(tuple(Cell((Text("123,456,789,000"),), class_="number") for _ in range(14)))
    found = refused(Section((Heading(2, (Text("Title"),)), Table((row,) * 30, columns=(Column("number"),) * 14)), "table"))
    assert [one.code for one in found] == ["E667"]


def test_a_table_on_a_quote_is_not_lost() -> None:
    table = Table((Row((Cell((Text("cell"),)),)),))
    deck = laid(Section((Heading(2, (Text("Title"),)), Quote((Paragraph((Text("x"),)),)), table), "quote"))
    assert any(isinstance(frame, TableFrame) for page in deck.slides for frame in page.frames)


def test_a_table_on_a_budgets_total_is_not_lost() -> None:
    rows = (Row((Cell((Text("cell"),)),)),)
    total = Section((KeyNumber("1", (Text("Total"),)), Table(rows)), "total")
    deck = laid(Section((Heading(2, (Text("Title"),)), Table(rows), total), "budget"))
    assert sum(isinstance(frame, TableFrame) for page in deck.slides for frame in page.frames) == 2
