"""PDF: tagged, in the theme's fonts and line pitches, the same whatever the clock, and nothing from outside."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import Phase, given, settings

from generator import markup, theme
from generator.diagnostics import GeneratorError
from generator.document import Blocks, Document, Fact, Lines, Meta, Paragraph, Second, Text
from generator.writers import pdf
from generator.writers.images import Picture
from generator.writers.pdf import engine
from generator.writers.pdf.fonts import check_fonts
from tests import decks, trees

THEME = theme.load(Path(__file__).parent.parent / "templates" / "themes" / "default")
PICTURES = {"a & b.png": decks.picture(40, 30)}
META = Meta(
    kind="brief",
    id="ACM-CB-2026-001",
    title=Lines("好茶不必等下午", "Tea need not wait"),
    kind_label=Lines("创意简报", "Creative brief"),
    languages=("zh-CN", "en"),
    date=datetime.date(2026, 10, 1),
    version="1.2",
    confidentiality=Lines("机密", "Confidential"),
    client=Lines("明叶饮料", "Brightleaf"),
    agency=Lines("青杉广告", "Cedar"),
    author=Lines("李梅", "Li Mei"),
    facts=(Fact(Lines("品牌", "Brand"), Lines("明叶", "Brightleaf")),),
    phrases=trees.PHRASES,
)


def written(xhtml: str | Blocks, meta: Meta = META, pictures: dict[str, Picture] | None = None) -> bytes:
    body = markup.read(xhtml, THEME.classes) if isinstance(xhtml, str) else xhtml
    return pdf.write(Document(meta, body), THEME, pictures or {}).data


def chinese(xhtml: str) -> bytes:
    return written(xhtml, replace(META, languages=("zh-CN",), title=Lines("标题"), facts=()))


def page_texts(data: bytes) -> list[str]:
    """The characters of each page in the order in which they are written, without white space."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [trees.squeezed("".join(char["text"] for char in page.chars)) for page in opened.pages]


def pitches(data: bytes, size: float) -> set[float]:
    """The distances from line to line of at least four lines that are set in `size` below the letterhead of the first page."""
    with pdfplumber.open(io.BytesIO(data)) as opened:
        chars = [char for char in opened.pages[0].chars if abs(char["size"] - size) < 0.01 and char["top"] > 100]
        lines = sorted({round(float(opened.pages[0].height) - char["matrix"][5], 2) for char in chars})
    assert len(lines) >= 4
    return {round(below - above, 1) for above, below in pairwise(lines)}


# ----------------------------------------------------------------------------------------------------------- text and structure


@settings(max_examples=15, deadline=None, phases=[Phase.reuse, Phase.generate])  # to shrink takes minutes
@given(trees.documents(tuple(PICTURES)))
def test_no_text_of_a_paper_is_lost(document: Document) -> None:
    made = pdf.write(document, THEME, PICTURES)
    assert made.warnings == ()
    found = "".join(page_texts(made.data))
    assert [words for words in trees.words(document, notes=False, chart_names=False) if trees.squeezed(words) not in found] == []


def test_speaker_notes_are_not_printed_in_a_paper() -> None:
    assert "secret" not in "".join(page_texts(written('<p>said</p><aside class="notes"><p>secret</p></aside>')))


def test_the_file_is_tagged_and_says_its_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(written("<p>a</p>"))) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "zh-CN"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo["/Title"]) == "好茶不必等下午 / Tea need not wait"
        assert str(opened.docinfo["/Author"]) == "李梅 / Li Mei"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261001000000")
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def _tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from _tags(part)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
        yield from _tags(node.get("/K", pikepdf.Array()))


def tags(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return list(_tags(opened.Root.StructTreeRoot.K))


def test_elements_become_structure() -> None:
    found = tags(
        written(
            "<h2>H</h2><h4>I</h4><ul><li>a</li></ul>"
            "<table><caption>c</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
            '<p><a href="https://example.com/"><strong>x</strong></a></p>'
            '<figure class="image"><img src="a &amp; b.png" alt="Alt"/></figure>',
            pictures=PICTURES,
        )
    )
    for tag in ("/H1", "/H2", "/L", "/LI", "/LBody", "/Table", "/THead", "/TH", "/TD", "/Caption", "/P", "/Link", "/Figure"):
        assert tag in found
    assert "/H4" not in found


def test_the_outline_names_both_languages() -> None:
    with pikepdf.open(io.BytesIO(written('<h1>任务<span class="second" lang="en">Job</span></h1>'))) as opened:
        assert [str(item.title) for item in opened.open_outline().root] == ["任务 / Job"]


def test_a_picture_bears_its_alternative_text() -> None:
    data = written('<figure class="image"><img src="a &amp; b.png" alt="A shelf"/></figure>', pictures=PICTURES)
    with pikepdf.open(io.BytesIO(data)) as opened:
        alts = [str(part.Alt) for part in opened.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
        assert alts == ["A shelf"]


def test_nothing_active_is_in_the_file() -> None:
    data = written('<p><a href="https://example.com/">x</a> <a href="#h">y</a></p><h1 id="h">H</h1>')
    with pikepdf.open(io.BytesIO(data)) as opened:
        names = {str(key) for part in opened.objects if isinstance(part, pikepdf.Dictionary) for key in part.keys()}  # noqa: SIM118
        assert names.isdisjoint({"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/AA", "/EmbeddedFiles"})


# ------------------------------------------------------------------------------------------------------------------------ look


def test_lines_of_mixed_scripts_keep_the_pitch_of_their_style() -> None:
    mixed = "品牌 brand 第三季度 Q3 预算 1,200 万元，<strong>粗体 bold</strong> m<sup>2</sup> “引用” <em>强调</em> " * 12
    style = THEME.styles["Body Text"]
    assert pitches(chinese(f"<p>{mixed}</p>"), style.size("zh-CN")) == {style.pitch("zh-CN")}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("class_", "style"), [("", "Body Text"), ("compact", "Body Text Compact")])
def test_each_style_has_its_size_and_pitch(language: str, class_: str, style: str) -> None:
    words = "中文 text 品牌 brand " * 40 if language == "zh-CN" else "words of Latin text " * 40
    section = f' class="{class_}"' if class_ else ""
    meta = replace(META, languages=(language,), title=Lines("T"), facts=())
    data = written(f"<section{section}><p>{words}</p></section>", meta)
    assert pitches(data, THEME.styles[style].size(language)) == {THEME.styles[style].pitch(language)}


def test_the_second_language_stands_below_in_its_size_at_the_same_pitch() -> None:
    with pdfplumber.open(io.BytesIO(written((Paragraph((Text("茶"), Second((Text("X"),), "en"))),)))) as opened:
        first, second = ([char for char in opened.pages[0].chars if char["text"] == letter][-1] for letter in "茶X")
    style = THEME.styles["Body Text"]
    assert second["size"] == pytest.approx(style.size("zh-CN") * THEME.second_scale, abs=0.02)
    assert first["matrix"][5] - second["matrix"][5] == pytest.approx(style.pitch("zh-CN"), abs=0.05)


def test_quotation_marks_in_chinese_are_full_width_and_an_apostrophe_is_not() -> None:
    with pdfplumber.open(io.BytesIO(chinese("<p>他说“好茶……”。It’s</p>"))) as opened:
        widths = {char["text"]: round(char["x1"] - char["x0"], 1) for char in opened.pages[0].chars if abs(char["size"] - 10.5) < 0.01}
    assert [widths[sign] for sign in "“…”。"] == [10.5] * 4
    assert widths["’"] < 5


def test_no_closing_sign_begins_a_line() -> None:
    for length in range(38, 48):
        with pdfplumber.open(io.BytesIO(chinese(f"<p>{'字' * length}，”。{'字' * 30}</p>"))) as opened:
            chars = [char for char in opened.pages[0].chars if abs(char["size"] - 10.5) < 0.01]
        left = min(char["x0"] for char in chars)
        assert {char["text"] for char in chars if char["x0"] < left + 1} == {"字"}


def test_chinese_words_are_stressed_by_weight_and_never_slanted() -> None:
    with pdfplumber.open(io.BytesIO(chinese("<p><em>强调</em></p>"))) as opened:
        [font] = {char["fontname"] for char in opened.pages[0].chars if char["text"] in "强调"}
    assert "Bold" in font
    assert "Italic" not in font
    assert "Oblique" not in font


def test_the_head_of_a_table_is_repeated_and_no_row_splits_over_pages() -> None:
    rows = "".join(f"<tr><td>甲{number}乙</td><td>丙{number}丁 {'words ' * 30}</td></tr>" for number in range(60))
    texts = page_texts(written(f"<table><thead><tr><th>列名</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"))
    assert len(texts) > 2
    assert all("列名" in text for text in texts)
    for number in range(60):
        [page] = [text for text in texts if f"甲{number}乙" in text]
        start = page.index(f"丙{number}丁")
        assert page[start:].startswith(f"丙{number}丁" + "words" * 30)


def test_a_total_never_stands_alone_on_a_page() -> None:
    pages = []
    for count in range(24, 34):
        rows = "".join(f"<tr><td>甲{number}</td></tr>" for number in range(count))
        texts = page_texts(written(f'<table><tbody>{rows}</tbody><tfoot><tr class="total"><td>合计</td></tr></tfoot></table>'))
        pages += [number for number, text in enumerate(texts) if "合计" in text]
        assert f"甲{count - 1}" in texts[pages[-1]]
    assert set(pages) == {0, 1}


def test_a_table_in_columns_is_as_wide_as_its_column() -> None:
    table = "<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>"
    columns = f'<section class="column">{table}</section><section class="column"><p>丙</p></section>'
    with pdfplumber.open(io.BytesIO(chinese(f'<section class="columns">{columns}</section>'))) as opened:
        places = {char["text"]: char["x0"] for char in opened.pages[0].chars if char["text"] in "甲乙丙"}
    assert places["甲"] < places["乙"] < places["丙"]


def test_a_heading_stands_on_the_page_of_what_follows() -> None:
    pages = []
    for filling in range(22, 28):
        texts = page_texts(written(f"{'<p>x</p>' * filling}<h1>标题行</h1><p>后文{'后文 ' * 120}</p>"))
        pages += [number for number, text in enumerate(texts) if "标题行" in text]
        assert "后文" in texts[pages[-1]]
    assert set(pages) == {0, 1}


def test_a_sign_off_is_not_torn() -> None:
    sign_off = '<table class="signoff"><tbody>' + "".join(f"<tr><td>签{n}</td><td/></tr>" for n in range(4)) + "</tbody></table>"
    pages = []
    for filling in range(16, 26, 2):
        texts = page_texts(written(f"{'<p>x</p>' * filling}{sign_off}"))
        pages.append([number for number, text in enumerate(texts) if "签" in text])
    assert {tuple(each) for each in pages} == {(0,), (1,)}


def test_margins_hold_the_imprint_and_the_page_number_of_every_page() -> None:
    texts = page_texts(written('<p>a</p><hr class="page"/><p>b</p>'))
    assert ["第1页，共2页/Page1of2" in texts[0], "第2页，共2页/Page2of2" in texts[1]] == [True, True]
    assert all("ACM-CB-2026-001·v1.2·机密/Confidential" in text for text in texts)
    assert "明叶饮料·好茶不必等下午" not in texts[0]
    assert "明叶饮料·好茶不必等下午" in texts[1]


def test_the_mark_of_a_draft_is_on_every_page_and_no_content() -> None:
    texts = page_texts(written('<p>a</p><hr class="page"/><p>b</p>', replace(META, mark=Lines("草稿"))))
    assert ["草稿" in text for text in texts] == [True, True]
    assert "草稿" not in "".join(page_texts(written("<p>a</p>")))


def test_columns_stand_side_by_side() -> None:
    columns = "".join(f'<section class="column"><p>{side}</p></section>' for side in "左右")
    data = chinese(f'<section class="columns">{columns}</section>')
    with pdfplumber.open(io.BytesIO(data)) as opened:
        places = {char["text"]: char for char in opened.pages[0].chars if char["text"] in "左右"}
    assert places["左"]["top"] == pytest.approx(places["右"]["top"])
    assert places["左"]["x0"] < places["右"]["x0"]


# ------------------------------------------------------------------------------------------------- fonts, outside, the same bytes


@pytest.mark.parametrize("xhtml", ["<p>ok 😀 ok</p>", "<p>ok \u1200 ok</p>", "<p>\u13a0</p>"])
def test_characters_that_no_font_of_the_theme_has_are_named(xhtml: str) -> None:
    with pytest.raises(GeneratorError) as raised:
        written(xhtml)
    [found] = raised.value.diagnostics
    strange = next(char for char in xhtml if ord(char) > 0x1000)
    assert found.code == "E651"
    assert f"U+{ord(strange):04X}" in found.message.en


@dataclass
class _Font:
    family: str
    to_unicode: dict[int, str] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("fonts", "codes"),
    [
        ([_Font("Liberation Sans", {1: "a"}), _Font("Noto Sans CJK SC", {2: "茶"})], []),
        ([_Font("DejaVu Sans", {1: "a"}), _Font("Noto Sans CJK SC", {2: "茶"})], ["E652"]),
        ([_Font("Liberation Sans", {1: "a"}), _Font("Noto Sans CJK JP", {2: "茶"})], ["E652"]),
        ([_Font("Liberation Sans", {1: "a"}), _Font("Noto Sans CJK SC", {2: "茶"}), _Font("Noto Sans CJK JP", {2: "骨"})], ["E651"]),
        ([_Font("Liberation Sans", {1: "a"}, {0x1F600: 9})], ["E651"]),
        ([_Font("Liberation Sans", {1: "a"}), _Font("DejaVu Sans", {2: " \u200b"})], []),
    ],
)
def test_a_font_that_is_not_the_themes_is_found(fonts: Sequence[_Font], codes: list[str]) -> None:
    assert [found.code for found in check_fonts(fonts, THEME)] == codes


_FONT = "<style>html{font-family:'Liberation Sans'}</style>"


@pytest.mark.parametrize("address", ["https://example.com/a.png", "file:///etc/hostname", "http://127.0.0.1:9/x", "picture:other.png"])
def test_nothing_from_outside_is_fetched(address: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><title>t</title>{_FONT}<body><img src="{address}" alt="a"></body></html>'
    with pytest.raises(GeneratorError) as raised:
        engine.to_pdf(page, THEME, PICTURES)
    assert [found.code for found in raised.value.diagnostics] == ["E653"]


def test_what_weasyprint_logs_comes_back_as_a_warning(capfd: pytest.CaptureFixture[str]) -> None:
    page = f'<!DOCTYPE html><html lang="en"><title>t</title>{_FONT}<style>p{{colour:red}}</style><p>a</p></html>'
    assert [found.code for found in engine.to_pdf(page, THEME, {}).written.warnings] == ["W654"]
    assert capfd.readouterr() == ("", "")


_SCRIPT = """
import sys
from tests.test_pdf import META, written
from dataclasses import replace
from generator.document import Lines
sys.stdout.buffer.write(written("<h1>标题</h1><p>words 文字</p>", replace(META, mark=Lines("草稿"))))
"""


def test_the_bytes_do_not_depend_on_zone_locale_or_hash_seed() -> None:
    def made(zone: str, locale: str, seed: str) -> bytes:
        surroundings = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        folder = Path(__file__).parent.parent
        return subprocess.run([sys.executable, "-c", _SCRIPT], env=surroundings, cwd=folder, capture_output=True, check=True).stdout

    first = made("Asia/Shanghai", "C.UTF-8", "1")
    assert first.startswith(b"%PDF")
    assert first == made("America/New_York", "C", "77")


def test_no_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = written("<p>a</p>")
    monkeypatch.setattr("time.time", lambda: 2e9)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert written("<p>a</p>") == before


def test_a_deck_is_one_page_a_slide() -> None:
    deck = decks.everything("zh")
    made = pdf.write(deck, decks.theme(), decks.PICTURES)
    with pdfplumber.open(io.BytesIO(made.data)) as opened:
        assert len(opened.pages) >= len(deck.body)
        assert (round(opened.pages[0].width), round(opened.pages[0].height)) == (960, 540)


def test_a_word_longer_than_its_line_is_broken_and_stays_on_the_page() -> None:
    with pdfplumber.open(io.BytesIO(chinese(f"<p>{'Q' * 300}</p><ul><li>{'q' * 300}</li></ul>"))) as opened:
        (page,) = opened.pages
        right = float(page.width) - THEME.page.margin_mm[1] * 72 / 25.4
        letters = [char for char in page.chars if char["text"] in "Qq"]
    assert len(letters) == 600
    assert all(char["x1"] <= right + 0.5 for char in letters)
