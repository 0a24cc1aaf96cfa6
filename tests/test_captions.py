"""Numbers of captions and what refers to them: the same in Word, PDF and HTML; figures under each other by their decimal points."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import etree

from generator import document as tree
from generator import markup
from generator import theme as themes
from generator.diagnostics import GeneratorError
from generator.document import Cell, Column, Document, Reference, Row, Table, Text
from generator.writers import docx, html, pdf
from generator.writers.invariants.parts import NS, q
from generator.writers.labels import labelled, spoken
from generator.writers.package import check, read
from tests.every_node import BILINGUAL, CHINESE, ENGLISH, PICTURES, Words, actions, chart, meta

THEME = themes.load(Path(__file__).resolve().parent.parent / "templates" / "themes" / "default")


def paper(languages: tuple[str, ...] = CHINESE, captions: bool = True) -> Document:
    """A paper with a table, a chart, another table, and references to them before and after."""
    words = Words(languages)
    say = words.inlines
    second = (tree.Second((Text("see "), Reference("actions")), "en-GB"),) if len(languages) > 1 else ()
    body = (
        tree.Heading(1, say("开头", "Start"), id="start"),
        tree.Paragraph((Text("→ "), Reference("actions"), Text(" · "), Reference("chart"), Text(" · "), Reference("start"), *second)),
        dataclasses.replace(actions(words), id="", caption=say("先前的表", "The table before")),
        actions(words),
        chart(words),
        tree.Image("pictures/route.png", "a route", caption=say("主视觉", "Key visual")),
    )
    return Document(dataclasses.replace(meta(languages), caption_numbers=captions), body)


def story(document: Document) -> etree._Element:
    return etree.fromstring(read(docx.write(document, THEME, PICTURES).data)["word/document.xml"].data)


def find(root: etree._Element, path: str) -> list[Any]:
    found: Any = root.xpath(path, namespaces=NS)
    return list(found)


def captions(root: etree._Element) -> list[str]:
    return ["".join(find(p, ".//w:t/text()")) for p in find(root, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")]


def printed(document: Document) -> str:
    with pdfplumber.open(io.BytesIO(pdf.write(document, THEME, PICTURES).data)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_tables_and_figures_are_counted_apart_in_reading_order() -> None:
    assert captions(story(paper())) == ["表 1  先前的表", "表 2  行动清单", "图 1  澄湖追平清泉", "图 2  主视觉"]
    assert captions(story(paper(ENGLISH)))[0] == "Table 1  The table before"


def test_numbers_are_seq_fields_in_a_quiet_style() -> None:
    caption = find(story(paper()), "//w:p[w:pPr/w:pStyle/@w:val='Caption']")[1]
    assert find(caption, "w:r/w:instrText/text()") == [" SEQ 表 \\* ARABIC "]
    assert find(caption, "w:r[w:t='2']/w:rPr/w:rStyle/@w:val") == ["CaptionNumber"]
    assert find(caption, "w:r[w:t='2']/w:rPr/w:b/@w:val") == ["0"]  # the caption itself is bold


def test_both_languages_of_a_caption_have_the_number() -> None:
    root = story(paper(BILINGUAL))
    caption = find(root, "//w:p[w:pPr/w:pStyle/@w:val='Caption']")[1]
    assert "".join(find(caption, ".//w:t/text()")) == "表 2  行动清单Table 2  Actions"
    assert find(caption, "w:r/w:instrText/text()") == [" SEQ 表 \\* ARABIC ", " SEQ Table \\* ARABIC "]


@pytest.mark.parametrize("languages", [CHINESE, ENGLISH, BILINGUAL], ids=["zh", "en", "bilingual"])
def test_pdf_and_html_print_the_same_numbers(languages: tuple[str, ...]) -> None:
    in_word = [caption.split("  ")[0] for caption in captions(story(paper(languages)))]
    text = printed(paper(languages)).replace(" ", "")
    page = html.write(paper(languages), THEME, PICTURES).data.decode()
    assert all(number.replace(" ", "") in text and f">{number}<" in page for number in in_word)


def test_a_reference_is_a_field_to_the_bookmark_around_the_number() -> None:
    root = story(paper())
    line = find(root, "//w:p[w:r/w:t='→ ']")[0]
    assert "".join(find(line, ".//w:t/text()")) == "→ 表 2 · 图 1 · 开头"
    names = [instruction.split()[1] for instruction in find(line, "w:r/w:instrText/text()")]
    assert [instruction.split()[0] for instruction in find(line, "w:r/w:instrText/text()")] == ["REF"] * 3
    shown = []
    for name in names:
        assert len(name) <= 40
        start = find(root, f"//w:bookmarkStart[@w:name='{name}']")[0]
        runs = find(start, f"following-sibling::w:r[following-sibling::w:bookmarkEnd[@w:id='{start.get(q('w:id'))}']]")
        shown.append("".join(text.text or "" for run in runs for text in run.iter(q("w:t"))))
    assert shown == ["表 2", "图 1", "开头"]


def test_a_reference_in_the_second_language_names_the_second_languages_number() -> None:
    root = story(paper(BILINGUAL))
    line = find(root, "//w:p[w:r/w:t='→ ']")[0]
    assert "".join(find(line, ".//w:t/text()")) == "→ 表 2 · 图 1 · 开头see Table 2"
    assert "see Table 2" in printed(paper(BILINGUAL))


def test_a_numbered_heading_is_named_by_its_number_and_its_words() -> None:
    document = dataclasses.replace(paper(), meta=dataclasses.replace(paper().meta, heading_numbers=True))
    line = find(story(document), "//w:p[w:r/w:t='→ ']")[0]
    assert "".join(find(line, ".//w:t/text()")).endswith("1 开头")
    assert sum("\\r" in instruction for instruction in find(line, "w:r/w:instrText/text()")) == 1


def test_without_numbers_a_reference_prints_the_words_of_the_caption() -> None:
    line = find(story(paper(captions=False)), "//w:p[w:r/w:t='→ ']")[0]
    assert "".join(find(line, ".//w:t/text()")) == "→ 行动清单 · 澄湖追平清泉 · 开头"
    assert find(line, "w:hyperlink/@w:anchor") == ["actions", "chart"]


def test_the_package_with_references_is_sound() -> None:
    assert check(docx.write(paper(BILINGUAL), THEME, PICTURES).data) == []


def test_a_deck_says_the_words_of_what_is_referred_to() -> None:
    body = spoken(dataclasses.replace(paper(), cut="deck")).body
    line = next(block for block in body if isinstance(block, tree.Paragraph))
    assert [part.text for part in line.children if isinstance(part, Text)] == ["→ ", "行动清单", " · ", "澄湖追平清泉", " · ", "开头"]


def test_labels_are_not_read_back() -> None:
    page = html.write(paper(BILINGUAL), THEME, PICTURES).data.decode()
    assert markup.read(page, THEME.classes) == paper(BILINGUAL).body
    assert labelled(paper(), THEME).document.body != paper().body


@pytest.mark.parametrize(
    ("xhtml", "code"),
    [
        ('<p id="x">y</p><p><a class="ref" href="#x"></a></p>', "E424"),
        ('<table id="x"><tbody><tr><td>y</td></tr></tbody></table><p><a class="ref" href="#x"></a></p>', "E424"),
        ('<p><a class="ref" href="#none"></a></p>', "E416"),
        ('<h1 id="x">y</h1><p><a class="ref" href="#x">words</a></p>', "E406"),
        ('<h1 id="x">y</h1><p><a class="ref" href="https://example.com/"></a></p>', "E412"),
        ('<nav class="toc" data-depth="9"></nav>', "E412"),
        ('<nav class="toc"><p>a</p><p>b</p></nav>', "E402"),
        ("<nav></nav>", "E420"),
    ],
)
def test_a_wrong_reference_or_table_of_contents_is_refused(xhtml: str, code: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        markup.read(xhtml, THEME.classes)
    assert [found.code for found in caught.value.diagnostics] == [code]


# ------------------------------------------------------------------------------------------------------------- decimal points


def figures(*values: str) -> Table:
    """A column of figures beside a column of words."""
    rows = tuple(Row((Cell((Text("r"),)), Cell((Text(value),)))) for value in values)
    head = Row((Cell((Text("What"),), header=True), Cell((Text("Figure"),), header=True)))
    return Table(rows, (head,), columns=(Column("text"), Column("number")))


def test_figures_with_unlike_decimals_stand_under_each_other_by_a_decimal_tab() -> None:
    root = story(Document(meta(), (figures("12.5%", "8%", "1,234.25%", "–"),)))
    cells = find(root, "(//w:tbl)[last()]/w:tr[not(w:trPr/w:tblHeader)]/w:tc[2]/w:p")
    stops = {position for cell in cells for position in find(cell, "w:pPr/w:tabs/w:tab[@w:val='decimal']/@w:pos")}
    assert len(cells) == 4
    assert len(stops) == 1
    assert not any(find(cell, "w:pPr/w:jc") for cell in cells)
    assert find(root, "//w:tr[w:trPr/w:tblHeader]/w:tc[2]/w:p/w:pPr/w:jc/@w:val") == ["right"]


@pytest.mark.parametrize("values", [("12.5", "8.0", "–"), ("12", "8,000"), ("15 · 2027-06-30", "6.5 · 2026-09-30"), ("▲ +3.5", "new")])
def test_other_columns_stay_aligned_right(values: tuple[str, ...]) -> None:
    root = story(Document(meta(), (figures(*values),)))
    assert not find(root, "//w:tab[@w:val='decimal']")
    assert find(root, "//w:tr[not(w:trPr/w:tblHeader)]/w:tc[2]/w:p/w:pPr/w:jc/@w:val") == ["right"] * len(values)


def test_decimal_points_stand_under_each_other_in_pdf() -> None:
    values = ("12.5", "1,234.25", "0.125")
    with pdfplumber.open(io.BytesIO(pdf.write(Document(meta(ENGLISH), (figures(*values, "8"),)), THEME, {}).data)) as opened:
        characters = opened.pages[0].chars
    table = [c for c in characters if c["x0"] > 400 and 120 < c["top"] < 400]
    points = [c["x0"] for c in table if c["text"] == "."]
    assert len(points) == len(values)
    assert max(points) - min(points) < 0.1
    eight = next(c for c in reversed(table) if c["text"] == "8")
    assert abs(eight["x1"] - min(points)) < 0.1
