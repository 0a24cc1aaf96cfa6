"""The table of contents, numbered headings and page budgets: a Word file and a PDF opened again name the same pages."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from lxml import etree

from generator import document as tree
from generator import theme as themes
from generator.diagnostics import GeneratorError, problem
from generator.document import Document, Lines, Text
from generator.writers import docx as word
from generator.writers import layout, pdf
from generator.writers.invariants.parts import NS, q
from generator.writers.labels import labelled
from generator.writers.package import check, read
from tests.every_node import BILINGUAL, CHINESE, ENGLISH, Words, meta

THEME = themes.load(Path(__file__).resolve().parent.parent / "templates" / "themes" / "default")
LANGUAGES = pytest.mark.parametrize("languages", [CHINESE, ENGLISH, BILINGUAL], ids=["zh", "en", "bilingual"])
SECTIONS = 6


def report(languages: tuple[str, ...] = CHINESE, depth: Any = 2, **changes: Any) -> Document:
    """A report of some pages: six headings with one below each."""
    say = Words(languages).inlines
    body: list[tree.Block] = [tree.Contents(say("目录", "Contents"), depth)]
    for number in range(1, SECTIONS + 1):
        body += [tree.Heading(1, say(f"第{number}件事", f"Matter {number}")), tree.Paragraph(say("正文。" * 40, "Body text. " * 30))]
        body += [tree.Heading(2, say("细节", "Details")), *[tree.Paragraph(say("正文。" * 90, "Body text. " * 60))] * 4]
    return Document(dataclasses.replace(meta(languages), **changes), tuple(body))


def story(data: bytes) -> etree._Element:
    return etree.fromstring(read(data)["word/document.xml"].data)


def found(root: etree._Element, path: str) -> list[Any]:
    result: Any = root.xpath(path, namespaces=NS)
    return list(result)


def entries(root: etree._Element) -> list[tuple[str, str, str]]:
    """The bookmark, words and page of each line of the table of contents."""
    lines = []
    for link in found(root, "//w:sdt//w:hyperlink"):
        words = [text.text or "" for text in link.iter(q("w:t"))]
        lines.append((link.get(q("w:anchor")), "".join(words[:-1]), words[-1]))
    return lines


# -------------------------------------------------------------------------------------------------------------------- contents


@LANGUAGES
def test_every_heading_is_listed_with_the_page_that_the_pdf_has_it_on(languages: tuple[str, ...]) -> None:
    paper = report(languages)
    root = story(word.write(paper, THEME, {}).data)
    with pikepdf.open(io.BytesIO(pdf.write(paper, THEME, {}).data)) as opened, opened.open_outline() as outline:
        pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(opened.pages, 1)}
        bookmarks: list[Any] = [item for top in outline.root for item in (top, *top.children)]
        theirs = [pages[item.destination[0].objgen] for item in bookmarks]
    assert len(theirs) == 2 * SECTIONS
    assert [int(page) for _, _, page in entries(root)] == theirs
    assert theirs[-1] > 3


def test_each_line_leads_to_the_bookmark_around_its_heading() -> None:
    root = story(word.write(report(), THEME, {}).data)
    for name, words, _ in entries(root):
        assert name.startswith("_Toc")
        start = found(root, f"//w:bookmarkStart[@w:name='{name}']")
        assert len(start) == 1
        heading = start[0].getparent()
        assert "".join(found(heading, ".//w:t/text()")) == words
        assert found(heading, f"w:bookmarkEnd[@w:id='{start[0].get(q('w:id'))}']/preceding-sibling::w:r")


def test_the_field_begins_in_the_first_line_and_ends_in_the_last_and_its_pages_are_fields() -> None:
    root = story(word.write(report(depth=1), THEME, {}).data)
    lines = found(root, "//w:sdt//w:p[w:hyperlink]")
    assert len(lines) == SECTIONS
    assert "".join(found(lines[0], "w:r/w:instrText/text()")).split() == ["TOC", "\\o", '"1-1"', "\\h", "\\z", "\\u"]
    marks = [found(line, "w:r/w:fldChar/@w:fldCharType") for line in lines]
    assert marks == [["begin", "separate"], *[[]] * (SECTIONS - 2), ["end"]]
    assert all(found(line, "w:hyperlink//w:instrText[contains(., 'PAGEREF')]") for line in lines)
    assert {found(line, "w:pPr/w:pStyle/@w:val")[0] for line in lines} == {"TOC1"}
    assert found(lines[0], "w:pPr/w:tabs/w:tab[@w:val='right']/@w:leader") == ["dot"]


@LANGUAGES
def test_word_is_not_told_to_update_fields_and_the_package_is_sound(languages: tuple[str, ...]) -> None:
    data = word.write(report(languages, heading_numbers=True), THEME, {}).data
    assert b"updateFields" not in read(data)["word/settings.xml"].data
    assert check(data) == []
    assert docx.Document(io.BytesIO(data)).styles["toc 1"].paragraph_format.line_spacing is not None


def test_the_footer_knows_how_many_pages_there_are() -> None:
    paper = report()
    footer = etree.fromstring(read(word.write(paper, THEME, {}).data)["word/footer-default.xml"].data)
    assert found(footer, "//w:fldSimple[contains(@w:instr, 'NUMPAGES')]//w:t/text()") == [str(layout.of(paper, THEME, {}).count)]


def test_a_paper_without_contents_is_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("laid out")

    monkeypatch.setattr(layout, "of", refuse)
    word.write(Document(meta(), report().body[1:]), THEME, {})
    with pytest.raises(AssertionError, match="laid out"):
        word.write(report(), THEME, {})


def test_without_a_layout_the_pages_are_left_open_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise GeneratorError([problem("E710", format="PDF", reason="no Pango")])

    monkeypatch.setattr(layout, "of", fail)
    written = word.write(report(), THEME, {})
    assert [warning.code for warning in written.warnings] == ["W656"]
    assert "Pango" in written.warnings[0].message.en
    assert {page for _, _, page in entries(story(written.data))} == {"–"}


def test_contents_without_headings_print_nothing_and_can_still_be_linked_to() -> None:
    link = tree.Paragraph((tree.Link("#toc", (Text("up"),)),))
    root = story(word.write(Document(meta(), (tree.Contents((Text("目录"),), id="toc"), link)), THEME, {}).data)
    assert "目录" not in "".join(map(str, root.itertext()))
    assert found(root, "//w:bookmarkStart/@w:name") == ["toc"]


def test_a_contents_line_in_pdf_is_a_link_with_its_page() -> None:
    paper = report()
    with pikepdf.open(io.BytesIO(pdf.write(paper, THEME, {}).data)) as opened:
        links = [note for note in opened.pages[0].get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) == 2 * SECTIONS


# ------------------------------------------------------------------------------------------------------------ numbered headings


def test_headings_are_numbered_by_a_list_of_the_document_and_so_are_those_added_in_word() -> None:
    members = read(word.write(report(heading_numbers=True), THEME, {}).data)
    numbering = etree.fromstring(members["word/numbering.xml"].data)
    styles = etree.fromstring(members["word/styles.xml"].data)
    number = found(styles, "//w:style[@w:styleId='Heading2']/w:pPr/w:numPr/w:numId/@w:val")
    assert number
    assert found(styles, "//w:style[@w:styleId='Heading2']/w:pPr/w:numPr/w:ilvl/@w:val") == ["1"]
    abstract = found(numbering, f"//w:num[@w:numId='{number[0]}']/w:abstractNumId/@w:val")[0]
    levels = found(numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl")
    assert [found(level, "w:pStyle/@w:val") for level in levels[:4]] == [[f"Heading{n}"] for n in range(1, 5)]
    assert found(levels[1], "w:lvlText/@w:val")[0].strip() == "%1.%2"
    assert not found(story(word.write(report(heading_numbers=True), THEME, {}).data), "//w:p[w:pPr/w:pStyle/@w:val='Heading1']//w:numPr")


def test_contents_and_pdf_show_the_numbers_that_word_counts() -> None:
    paper = report(heading_numbers=True)
    words = [words for _, words, _ in entries(story(word.write(paper, THEME, {}).data))]
    assert words[:3] == ["1第1件事", "1.1细节", "2第2件事"]
    with pikepdf.open(io.BytesIO(pdf.write(paper, THEME, {}).data)) as opened, opened.open_outline() as outline:
        assert [item.title for item in outline.root][:2] == ["1 第1件事", "2 第2件事"]
        assert outline.root[0].children[0].title == "1.1 细节"


def test_a_level_that_is_left_out_counts_as_one() -> None:
    levels: tuple[Any, ...] = (1, 3, 1, 2, 4)
    body = tuple(tree.Heading(level, (Text("x"),)) for level in levels)
    ready = labelled(Document(dataclasses.replace(meta(), heading_numbers=True), body), THEME).document
    assert [block.number for block in ready.body if isinstance(block, tree.Heading)] == ["1", "1.1.1", "2", "2.1", "2.1.1.1"]


def test_the_theme_decides_where_the_kind_says_nothing() -> None:
    numbering = dataclasses.replace(THEME, heading_numbers=True)
    body = (tree.Heading(1, (Text("x"),)),)
    for own, expected in ((None, "1"), (False, ""), (True, "1")):
        ready = labelled(Document(dataclasses.replace(meta(), heading_numbers=own), body), numbering).document
        assert [block.number for block in ready.body if isinstance(block, tree.Heading)] == [expected]
    deck = labelled(Document(meta(), body, "deck"), numbering).document
    assert [block.number for block in deck.body if isinstance(block, tree.Heading)] == [""]


# ----------------------------------------------------------------------------------------------------------------- page budgets


def test_a_paper_over_its_budget_says_by_how_much() -> None:
    paper = report(page_budget=2)
    laid = layout.of(paper, THEME, {})
    warnings = pdf.write(paper, THEME, {}).warnings
    assert [warning.code for warning in warnings] == ["W657"]
    assert f"{laid.count} pages, 2 are the limit: {laid.count - 3} page" in warnings[0].message.en
    assert 0 < laid.filled_pt <= laid.height_pt


def test_the_lines_that_are_too_much_are_those_on_the_last_page() -> None:
    lines = 4
    body = (tree.Paragraph((Text("一"),)), tree.PageBreak(), tree.Paragraph((Text("字" * 45 * lines),)))
    warnings = pdf.write(Document(dataclasses.replace(meta(), page_budget=1), body), THEME, {}).warnings
    over = int(warnings[0].message.en.split("limit: ")[1].split(" line")[0])
    assert abs(over - lines) <= 1  # the room below a paragraph counts, too


def test_a_paper_within_its_budget_says_nothing() -> None:
    paper = report()
    pages = layout.of(paper, THEME, {}).count
    assert pdf.write(Document(dataclasses.replace(paper.meta, page_budget=pages), paper.body), THEME, {}).warnings == ()


def test_the_title_of_two_languages_stays_together() -> None:
    changed = dataclasses.replace(meta(BILINGUAL), title=Lines("少跑一趟", "One Trip"), subtitle=Lines(""))
    opened = docx.Document(io.BytesIO(word.write(Document(changed, ()), THEME, {}).data))
    assert [p.text for p in opened.paragraphs[:2]] == ["少跑一趟", "One Trip"]
    assert [p.style for p in opened.paragraphs[:2]] == [opened.styles["Title"], opened.styles["Subtitle"]]
