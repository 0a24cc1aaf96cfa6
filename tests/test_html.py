"""HTML: every tree is written, and read back as it was."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from generator import markup, theme
from generator.diagnostics import GeneratorError
from generator.document import Cell, Document, Image, Lines, Paragraph, Row, Table, Text
from generator.writers import html
from generator.writers.html.blocks import spell_blocks
from generator.writers.html.setting import Outline, Setting
from generator.writers.html.tables import column_places, headers_cover
from tests import decks, trees

THEME = theme.load(Path(__file__).parent.parent / "templates" / "themes" / "default")
PICTURES = {"a & b.png": decks.picture(40, 30)}


def page(document: Document) -> str:
    return html.write(document, THEME, PICTURES).data.decode()


@settings(max_examples=60, deadline=None)
@given(trees.documents(tuple(PICTURES)))
def test_a_body_is_read_back_as_it_was(document: Document) -> None:
    assert markup.read(html.body(document.body, THEME), THEME.classes) == document.body


@settings(max_examples=40, deadline=None)
@given(trees.documents(tuple(PICTURES)))
def test_a_whole_page_is_read_back_as_it_was(document: Document) -> None:
    assert markup.read(page(document), THEME.classes) == document.body


@settings(max_examples=20, deadline=None)
@given(trees.decks())
def test_a_deck_is_read_back_as_it_was(document: Document) -> None:
    assert markup.read(page(document), THEME.classes) == document.body


class _Words(HTMLParser):
    """What a browser's parser (not the XML one) takes for text."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@settings(max_examples=40, deadline=None)
@given(trees.documents(tuple(PICTURES)))
def test_no_text_of_a_tree_is_lost(document: Document) -> None:
    parser = _Words()
    parser.feed(page(document))
    found = trees.squeezed("".join(parser.words))
    frame = (document.meta.title, document.meta.kind_label, document.meta.agency, *(fact.value for fact in document.meta.facts))
    for words in [*trees.words(document), *(line for lines in frame for line in lines)]:
        assert trees.squeezed(words) in found


@settings(max_examples=20, deadline=None)
@given(trees.documents(tuple(PICTURES)))
def test_a_page_needs_no_other_file(document: Document) -> None:
    root = etree.fromstring(page(document).removeprefix("<!DOCTYPE html>"))
    assert all((img.get("src") or "").startswith("data:image/") for img in root.iter("img"))
    assert list(root.iter("link", "script", "iframe", "object")) == []
    assert all("url(" not in (style.text or "") for style in root.iter("style"))


def test_a_picture_that_is_not_given_is_an_error() -> None:
    document = Document(decks.meta(decks.Voice("en")), (Image("missing.png", "m", at="/p"),))
    with pytest.raises(GeneratorError) as raised:
        html.write(document, THEME, {})
    assert [(found.code, found.pointer) for found in raised.value.diagnostics] == [("E650", "/p")]


def test_words_are_escaped_wherever_they_stand() -> None:
    hostile = '<img src=x onerror=alert(1)> "&amp;" </style></main>'
    body = (Paragraph((Text(hostile),), at=hostile),)
    [back] = markup.read(html.body(body, THEME), THEME.classes)
    assert back == body[0]
    written = html.write(Document(decks.meta(decks.Voice("en")), body), THEME, {}).data.decode()
    root = etree.fromstring(written.removeprefix("<!DOCTYPE html>"))
    assert list(root.iter("img")) == []
    assert hostile in [paragraph.text for paragraph in root.iter("p")]


def test_cells_bear_the_class_of_their_column_past_spans() -> None:
    rows = (Row((Cell((), rowspan=2), Cell((), colspan=2))), Row((Cell(()), Cell(()))))
    assert list(column_places(rows, 3)) == [[0, 1], [1, 2]]


def test_header_cells_are_plain_on_pages_where_they_do_not_cover_the_table() -> None:
    name, figure = Cell((Text("a"),), header=True), Cell((Text("1"),))
    assert headers_cover(Table((Row((name, figure)),)))
    assert headers_cover(Table((Row((figure, figure)),), (Row((name, name)),)))
    partly = Table((Row((name, figure)), Row((figure, figure))))
    assert not headers_cover(partly)
    assert "<th" not in spell_blocks(Setting(THEME, paged=True), (partly,))
    assert "<th" in spell_blocks(Setting(THEME), (partly,))


def test_no_level_of_the_outline_is_skipped() -> None:
    outline = Outline()
    assert [outline.depth(level) for level in (2, 4, 3, 4, 2, 1, 3)] == [1, 2, 2, 3, 1, 1, 2]


def test_the_second_language_of_the_title_block_bears_its_tag() -> None:
    meta = replace(decks.meta(decks.Voice("zh")), title=Lines("茶", "Tea"), languages=("zh-CN", "en"))
    written = html.write(Document(meta, ()), THEME, {}).data.decode()
    assert '<html lang="zh-CN">' in written
    assert '<p class="title">茶<span class="second" lang="en">Tea</span></p>' in written
