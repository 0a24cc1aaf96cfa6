"""A deck as a document: what belongs together stays on one page, and nothing is said twice."""

from __future__ import annotations

from generator import cuts
from generator.document import Block, Cell, Document, Heading, KeyNumber, List, ListItem, Paragraph, Quote, Row, Section, Table, Text
from tests.every_node import meta


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def flowing(*children: Block, layout: str = "bullets") -> tuple[Block, ...]:
    """The document of a deck of one slide, its title first."""
    slide = Section((Heading(2, words("标题")), *children), class_=layout)
    return cuts.as_document(Document(meta(), (slide,), "deck")).body


def test_a_slide_of_words_stays_whole() -> None:
    said = List((ListItem(words("一")), ListItem(words("二"))))
    assert flowing(said) == (Section((Heading(2, words("标题")), said), class_="keep"),)


def test_a_divider_leads_on_and_a_table_may_run_over() -> None:
    table = Table((Row((Cell(words("一")),)),))
    assert flowing(Paragraph(words("从哪里来"), "subtitle"), layout="divider")[0] == Heading(1, words("标题"))
    assert flowing(table, layout="table") == (Heading(2, words("标题")), table)


def test_a_quotation_stays_with_who_said_it() -> None:
    quote, by = Quote((Paragraph(words("没有时间。")),)), Paragraph(words("一位母亲"))
    assert flowing(quote, Section((by,), class_="attribution"), layout="quote")[1:] == (Section((quote, by), class_="keep"),)


def test_the_total_under_a_budget_is_said_by_its_table_alone() -> None:
    table, left = Table((Row((Cell(words("合计")), Cell(words("5"))), "total"),)), Paragraph(words("余额：1"), "value")
    total = Section((KeyNumber("5", words("合计")), left), class_="total")
    assert flowing(table, total, layout="budget")[1:] == (table, left)
