"""Word files, opened again: every node is native, styled by name, in order, and none of its words is lost."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from generator import document as tree
from generator import theme as themes
from generator.diagnostics import GeneratorError
from generator.document import Lines, Text
from generator.writers import layout
from generator.writers.docx import write
from generator.writers.invariants.parts import NS, q
from generator.writers.package import Member, check, read, zipped
from tests import trees
from tests.every_node import BILINGUAL, CHINESE, ENGLISH, PICTURES, Words, actions, meta, paper, picture

ROOT = Path(__file__).resolve().parent.parent
THEME = themes.load(ROOT / "templates" / "themes" / "default")
LANGUAGES = pytest.mark.parametrize("languages", [CHINESE, ENGLISH, BILINGUAL], ids=["zh", "en", "bilingual"])


def written(*blocks: tree.Block, languages: tuple[str, ...] = CHINESE, **changes: Any) -> etree._Element:
    """The document part of a paper with these blocks."""
    document = tree.Document(dataclasses.replace(meta(languages), **changes), blocks)
    return part(write(document, THEME, PICTURES).data, "word/document.xml")


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(read(data)[name].data)


def find(root: etree._Element, path: str) -> list[Any]:
    found: Any = root.xpath(path, namespaces=NS)
    return list(found)


def text_of(element: etree._Element) -> str:
    """All the words in an element."""
    return "".join(map(str, element.itertext()))


def paragraph_with(root: etree._Element, text: str) -> etree._Element:
    """The one paragraph that holds these words."""
    found = [p for p in root.iter(q("w:p")) if text in text_of(p)]
    assert len(found) == 1, (text, len(found))
    return found[0]


def style_of(paragraph: etree._Element) -> str:
    return str(find(paragraph, "w:pPr/w:pStyle/@w:val")[0])


@pytest.fixture(autouse=True)
def laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout of five pages: what a real one gives to the table of contents is tested in test_docx_contents."""
    monkeypatch.setattr(layout, "of", lambda *given: layout.Layout({}, 5, 0.0, 0.0))


# ------------------------------------------------------------------------------------------------------------------ the whole


@LANGUAGES
def test_python_docx_opens_a_paper_with_every_node(languages: tuple[str, ...]) -> None:
    opened = docx.Document(io.BytesIO(write(paper(languages), THEME, PICTURES).data))
    assert opened.paragraphs[0].style == opened.styles["Title"]
    assert len(opened.inline_shapes) >= 2
    assert opened.core_properties.author in ("赵敏", "Zhao Min")
    assert opened.core_properties.created.date() == meta().date
    assert opened.sections[0].different_first_page_header_footer


@LANGUAGES
def test_no_invariant_is_broken(languages: tuple[str, ...]) -> None:
    assert check(write(paper(languages), THEME, PICTURES).data) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees.documents(("pictures/route.png",)))
def test_no_word_of_a_paper_is_lost(document: tree.Document) -> None:
    members = read(write(document, THEME, PICTURES).data)
    names = [name for name in members if name == "word/document.xml" or name.startswith("word/charts/chart")]
    text = trees.squeezed("".join(text_of(etree.fromstring(members[name].data)) for name in names))
    for word in trees.words(document, notes=False, chart_names=False):
        assert trees.squeezed(word) in text, word


def test_bytes_do_not_depend_on_hash_seed_zone_or_locale() -> None:
    code = (
        "import hashlib, pathlib; from generator import theme; from generator.writers.docx import write;"
        "from tests.every_node import *; t = theme.load(pathlib.Path('templates/themes/default'));"
        "print(hashlib.sha256(write(paper(BILINGUAL), t, PICTURES).data).hexdigest())"
    )
    seen = set()
    for seed, zone, locale in (("1", "Asia/Shanghai", "C.UTF-8"), ("77", "America/New_York", "C")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_speaker_notes_stay_out_of_every_part() -> None:
    members = read(write(paper(), THEME, PICTURES).data)
    assert not [name for name, member in members.items() if b"SPEAKER NOTES" in member.data]


def test_a_literal_template_mark_is_printed() -> None:
    root = written(tree.Paragraph((Text("{{ 7*7 }} {% raw %}"),)))
    assert paragraph_with(root, "{{ 7*7 }} {% raw %}") is not None


def test_chinese_and_english_papers_have_their_own_line_pitch() -> None:
    pitches = []
    for languages in (CHINESE, ENGLISH):
        styles = part(write(paper(languages), THEME, PICTURES).data, "word/styles.xml")
        pitches += find(styles, "//w:style[@w:styleId='BodyText']/w:pPr/w:spacing/@w:line")
    assert pitches == ["320", "280"]


# ------------------------------------------------------------------------------------------------------------- meta and headers


def test_letterhead_and_running_header_differ() -> None:
    members = read(write(paper(), THEME, PICTURES).data)
    first, following = (text_of(etree.fromstring(members[f"word/header-{n}.xml"].data)) for n in ("first", "default"))
    assert first == "远山广告创意简报"
    assert following == "澄湖气泡水夏季上市 {{ 7*7 }}创意简报"


def test_the_footer_counts_pages_with_fields() -> None:
    data = write(paper(BILINGUAL), THEME, PICTURES).data
    first, footer = (part(data, f"word/footer-{name}.xml") for name in ("first", "default"))
    assert text_of(first) == "CB-014 · v1.2 · 机密 / Confidential第 1 页，共 5 页 / Page 1 of 5"
    assert text_of(footer) == "CB-014 · v1.2 · 机密 / Confidential第 2 页，共 5 页 / Page 2 of 5"
    assert find(footer, "//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "] * 2


def test_a_draft_is_marked_on_first_and_following_pages_and_an_approved_paper_is_not() -> None:
    for mark, expected in ((Lines("草稿"), 2), (Lines(""), 0)):
        document = dataclasses.replace(paper(), meta=dataclasses.replace(meta(), mark=mark))
        members = read(write(document, THEME, PICTURES).data)
        marked = [name for name, member in members.items() if 'string="草稿"'.encode() in member.data]
        assert len(marked) == expected, marked


def test_facts_stand_two_pairs_in_a_row() -> None:
    grid = find(written(), "//w:tbl")[0]
    assert [len(find(row, "w:tc")) for row in find(grid, "w:tr")] == [4, 4]
    assert "".join(find(grid, "w:tr[2]//text()")) == "日期D1"


# --------------------------------------------------------------------------------------------------------------------- runs


def test_second_language_is_a_line_of_its_own_in_its_own_style_and_language() -> None:
    words = Words(BILINGUAL)
    root = written(tree.Paragraph(words.inlines("你好世界", "Hello")), languages=BILINGUAL)
    runs = find(paragraph_with(root, "你好世界"), "w:r")
    assert find(runs[1], "w:br")
    assert find(runs[2], "w:rPr/w:rStyle/@w:val") == ["Second"]
    assert find(runs[2], "w:rPr/w:lang/@w:val") == ["en-GB"]
    assert find(runs[2], "w:rPr/w:sz/@w:val") == ["18"]


def test_second_language_of_a_bold_heading_is_light_and_strong_words_in_it_stay_bold() -> None:
    children = (tree.Strong((Text("重"),)), Text("题"), tree.Second((Text("Title"),), "en-GB"))
    heading = paragraph_with(written(tree.Heading(1, children), languages=BILINGUAL), "重题")
    assert find(heading, "w:r[w:t='重']/w:rPr/w:b[not(@w:val)]")
    assert not find(heading, "w:r[w:t='重']/w:rPr/w:rStyle")
    assert find(heading, "w:r[w:t='Title']/w:rPr/w:b/@w:val") == ["0"]


def test_chinese_quotation_marks_take_the_chinese_font_and_english_ones_do_not() -> None:
    root = written(tree.Paragraph((Text("他说“好”"),)), tree.Paragraph((Text("he said “yes”"),)))
    assert find(paragraph_with(root, "他说"), "w:r/w:rPr/w:rFonts/@w:hint") == ["eastAsia"]
    assert not find(paragraph_with(root, "he said"), "w:r/w:rPr")


def test_outside_links_are_relationships_and_inside_links_are_bookmarks() -> None:
    data = write(paper(), THEME, PICTURES).data
    root, relationships = part(data, "word/document.xml"), part(data, "word/_rels/document.xml.rels")
    targets = {node.get("Id"): node.get("Target") for node in relationships}
    link, inner = find(root, "//w:hyperlink[w:r/w:t='外链']")[0], find(root, "//w:hyperlink[w:r/w:t='内链']")[0]
    assert targets[link.get(q("r:id"))] == "https://example.com/a%20b?x=1&y=%E4%B8%AD"
    assert inner.get(q("w:anchor")) in find(root, "//w:bookmarkStart/@w:name")


def test_a_link_to_nothing_is_reported() -> None:
    with pytest.raises(GeneratorError) as caught:
        written(tree.Paragraph((tree.Link("#nowhere", (Text("x"),)),)))
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["E609"]


def test_bookmark_names_are_legal_and_unique_whatever_the_ids() -> None:
    ids = ["a" * 60, "a" * 61, "1st", "决定/一", "A b", "a_b"]
    root = written(*(tree.Heading(2, (Text("h"),), id=id_) for id_ in ids))
    names = find(root, "//w:bookmarkStart/@w:name")
    assert len({name.lower() for name in names}) == len(names)
    assert len([name for name in names if not name.startswith("_")]) == len(ids)  # those hidden in Word are the headings' own
    assert all(len(name) <= 40 and re.match(r"[^\W\d]|_(Toc|Ref)\d{8}$", name) and " " not in name for name in names)


def test_check_boxes_can_be_ticked_in_word() -> None:
    root = written(tree.Paragraph((tree.Checkbox(True), tree.Checkbox())))
    assert find(root, "//w:sdt/w:sdtPr/w14:checkbox/w14:checked/@w14:val") == ["1", "0"]
    assert find(root, "//w:sdt/w:sdtContent//w:t/text()") == ["☑", "☐"]


def test_outer_spaces_survive() -> None:
    paragraph = paragraph_with(written(tree.Paragraph((Text("a "), tree.Strong((Text("b"),)), Text(" c")))), "a b c")
    assert text_of(paragraph) == "a b c"
    assert len(find(paragraph, ".//w:t[@xml:space='preserve']")) == 2


# -------------------------------------------------------------------------------------------------------------------- blocks


def test_every_ordered_list_begins_at_one() -> None:
    data = write(paper(), THEME, PICTURES).data
    root, numbering = part(data, "word/document.xml"), part(data, "word/numbering.xml")
    used = find(root, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId/@w:val")
    assert len(used) == 4
    assert len(set(used)) == 2
    for number in set(used):
        assert find(numbering, f"//w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val") == ["1"]


def test_nested_lists_take_the_deeper_style() -> None:
    root = written(*paper().body)
    assert style_of(paragraph_with(root, "五元以内")) == "ListBullet"
    assert style_of(paragraph_with(root, "电梯屏")) == "ListBullet2"


def test_a_compact_section_takes_the_small_styles() -> None:
    root = written(*(block for block in paper().body if not isinstance(block, tree.Contents)))
    assert [style_of(paragraph_with(root, text)) for text in ("紧凑", "小字")] == ["Heading1Compact", "BodyTextCompact"]


def test_a_kept_section_keeps_every_paragraph_with_the_next_but_the_last() -> None:
    words = Words(CHINESE)
    body = tree.Section((tree.Heading(2, (Text("标题"),)), tree.Paragraph((Text("一"),)), tree.Paragraph((Text("二"),))), "keep")
    root = written(body, tree.Section((actions(words),), "keep"))
    assert find(paragraph_with(root, "一"), "w:pPr/w:keepNext")
    assert not find(paragraph_with(root, "二"), "w:pPr/w:keepNext")
    rows = find(root, "//w:tbl[.//w:t='送审']/w:tr")
    assert [bool(find(row, "w:tc[1]/w:p/w:pPr/w:keepNext")) for row in rows] == [True, True, True, False]


def test_a_page_break_is_a_property_of_what_follows() -> None:
    root = written(tree.Paragraph((Text("一"),)), tree.PageBreak(), tree.Heading(1, (Text("二"),)), tree.Paragraph((Text("三"),)))
    assert [bool(find(paragraph_with(root, text), "w:pPr/w:pageBreakBefore")) for text in "一二三"] == [False, True, False]


def test_a_page_break_before_a_table_is_not_lost() -> None:
    root = written(tree.PageBreak(), tree.Table((tree.Row((tree.Cell((Text("x"),)),)),)))
    table = find(root, "//w:tbl[.//w:t='x']")[0]
    assert find(table.getprevious(), "w:pPr/w:pageBreakBefore")


def test_columns_stand_beside_each_other_in_one_row() -> None:
    root = written(*paper().body)
    table = find(root, "//w:body/w:tbl[.//w:t='不做']")[0]
    assert len(find(table, "w:tr")) == 1
    assert len(find(table, "w:tr/w:tc")) == 2
    assert find(table, "w:tr/w:tc[1]/*")[-1].tag == q("w:p")


# -------------------------------------------------------------------------------------------------------------------- tables


def test_the_head_of_a_table_repeats_and_a_row_never_splits_over_pages() -> None:
    table = find(written(actions(Words(CHINESE))), "//w:tbl[.//w:t='送审']")[0]
    rows = find(table, "w:tr")
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [True, False, False, False]
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_numbers_are_aligned_right_under_their_heading() -> None:
    table = find(written(actions(Words(CHINESE))), "//w:tbl[.//w:t='送审']")[0]
    assert find(table, "w:tr/w:tc[3]/w:p/w:pPr/w:jc/@w:val") == ["right"] * 4
    assert not find(table, "w:tr/w:tc[1]/w:p/w:pPr/w:jc")


def test_a_total_is_bold_and_ruled_by_the_table_style() -> None:
    table = find(written(actions(Words(CHINESE))), "//w:tbl[.//w:t='送审']")[0]
    assert find(table, "w:tblPr/w:tblLook/@w:lastRow") == ["1"]
    assert len(find(table, "w:tr[4]/w:tc/w:p/w:r/w:rPr/w:b")) == 2


def test_widths_fill_the_text_and_are_the_same_in_grid_and_cells() -> None:
    table = find(written(actions(Words(CHINESE))), "//w:tbl[.//w:t='送审']")[0]
    grid = [int(width) for width in find(table, "w:tblGrid/w:gridCol/@w:w")]
    assert [int(width) for width in find(table, "w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w")] == grid
    assert sum(grid) == 9638
    assert grid[0] > 4 * grid[1]


def test_no_word_of_a_heading_is_wider_than_its_column() -> None:
    head = tree.Row((tree.Cell((Text("City"),), header=True, colspan=2), tree.Cell((Text("Penetration"),), header=True)))
    cells = tuple(tree.Cell((Text(text),)) for text in ("long words " * 9, "x " * 60, "1"))
    body = (tree.Row(cells),) * 3
    table = find(written(tree.Table(body, (head,)), languages=ENGLISH), "//w:tbl[.//w:t='City']")[0]
    assert int(find(table, "w:tblGrid/w:gridCol/@w:w")[2]) > 11 * 90


def test_a_column_of_short_words_keeps_them_on_one_line_beside_long_text() -> None:
    texts = ("I4", "品名与法规用语", "旧物料仍有旧字样，须一并更换。" * 9, "新旧物料统一改称。" * 4)
    cells = tuple(tree.Cell((Text(text),)) for text in texts)
    grid = find(written(tree.Table((tree.Row(cells),) * 3)), "//w:tbl[.//w:t='I4']/w:tblGrid/w:gridCol/@w:w")
    assert int(grid[1]) >= 7 * 190
    assert int(grid[2]) > int(grid[3]) > int(grid[1])


def test_a_long_address_does_not_take_the_whole_table() -> None:
    cells = (tree.Cell((Text("https://example.com/" + "a" * 200),)), tree.Cell((Text("说明文字" * 30),)))
    grid = find(written(tree.Table((tree.Row(cells),))), "//w:tbl[.//w:t[contains(., 'https')]]/w:tblGrid/w:gridCol/@w:w")
    assert int(grid[1]) > 0.25 * 9638


def test_columns_run_on_over_a_page_unless_they_are_kept() -> None:
    table = find(written(*paper().body), "//w:body/w:tbl[.//w:t='不做']")[0]
    assert not find(table, "w:tr/w:trPr/w:cantSplit")
    assert find(table, "w:tr/w:tc/w:p[1]/w:pPr/w:keepNext/@w:val") == ["0", "0"]
    columns = next(block for block in paper().body if isinstance(block, tree.Section) and block.class_ == "columns")
    kept = written(tree.Section((columns,), "keep"))
    assert find(kept, "//w:body/w:tbl[.//w:t='不做']/w:tr/w:trPr/w:cantSplit")


def test_merged_cells_span_columns_and_rows() -> None:
    root = written(*paper().body)
    table = find(root, "//w:tbl[.//w:t='上海']")[0]
    assert find(table, "w:tr[1]/w:tc[1]/w:tcPr/w:vMerge/@w:val") == ["restart"]
    assert find(table, "w:tr[2]/w:tc[1]/w:tcPr/w:vMerge[not(@w:val)]")
    assert find(table, "w:tr[3]/w:tc[1]/w:tcPr/w:gridSpan/@w:val") == ["2"]


def test_tables_that_follow_each_other_do_not_touch() -> None:
    words = Words(CHINESE)
    bare = dataclasses.replace(actions(words), caption=(), id="")
    root = written(bare, bare, tree.Paragraph((Text("后文"),)))
    assert not find(root, "//w:tbl/following-sibling::*[1][self::w:tbl]")
    assert find(paragraph_with(root, "后文"), "w:pPr/w:spacing/@w:before") == ["160"]


def test_a_sign_off_block_is_kept_whole() -> None:
    root = written(*paper().body)
    rows = find(root, "//w:tbl[.//w:t='客户总监']/w:tr")
    assert [bool(find(row, ".//w:keepNext")) for row in rows] == [True, True, False]


# ------------------------------------------------------------------------------------------------------------------- drawings


def test_a_picture_has_its_words_and_fits_the_text() -> None:
    document = tree.Document(meta(), (tree.Image("wide.png", "宽图 <1>"), tree.Image("wide.png", "again", class_="narrow")))
    data = write(document, THEME, {"wide.png": picture(4000, 1000)}).data
    root = part(data, "word/document.xml")
    assert find(root, "//wp:docPr/@descr") == ["宽图 <1>", "again"]
    widths = [int(width) for width in find(root, "//wp:extent/@cx")]
    assert widths[0] == 9638 * 635
    assert abs(widths[1] * 2 - widths[0]) <= 2
    assert [name for name in read(data) if name.startswith("word/media/")] == ["word/media/picture1.png"]


def test_a_chart_is_native_with_its_own_workbook_between_title_and_source() -> None:
    data = write(tree.Document(meta(), paper().body), THEME, PICTURES).data
    members, root = read(data), part(data, "word/document.xml")
    for number in (1, 2):
        assert {f"word/charts/chart{number}.xml", f"word/embeddings/workbook{number}.xlsx"} <= set(members)
    drawing = find(root, "//w:p[.//c:chart]")[0]
    assert style_of(drawing.getprevious()) == "Caption"
    assert text_of(drawing.getnext()) == "% · 来源：自有调研"
    assert find(drawing, "w:pPr/w:spacing/@w:lineRule") == ["auto"]


def test_a_schedule_is_a_table_with_its_milestones_marked() -> None:
    table = find(written(*paper().body), "//w:tbl[.//w:t='提案']")[0]
    assert [text_of(row) for row in find(table, "w:tr")] == [
        "任务负责人开始结束",
        "准备",
        "策略2026-03-022026-03-13",
        "◆ 提案Zhao2026-03-16",
    ]


def test_key_numbers_that_follow_each_other_stand_in_a_row() -> None:
    table = find(written(*paper().body), "//w:tbl[.//w:t='27%' and .//w:t='¥4.9']")[0]
    assert len(find(table, "w:tr/w:tc")) == 2


# ----------------------------------------------------------------------------------------------------------- house references


def house_theme(tmp_path: Path, change: Any) -> themes.Theme:
    """The default theme with a reference document that `change` has edited."""
    members = {name: member.data for name, member in read((ROOT / "templates/themes/default/reference.docx").read_bytes()).items()}
    change(members)
    (tmp_path / "theme.yaml").write_text("name: house\n")
    (tmp_path / "reference.docx").write_bytes(zipped({name: Member.of(name, data) for name, data in members.items()}))
    return dataclasses.replace(THEME, name="house", folders=(tmp_path, *THEME.folders))


def test_styles_that_a_house_reference_lacks_are_named_in_one_error(tmp_path: Path) -> None:
    def rename(members: dict[str, bytes]) -> None:
        styles = members["word/styles.xml"]
        members["word/styles.xml"] = styles.replace(b'w:name w:val="Callout"', b'w:name w:val="Merk"').replace(
            b'w:name w:val="Key Number"', b'w:name w:val="Zahl"'
        )

    with pytest.raises(GeneratorError) as caught:
        write(paper(), house_theme(tmp_path, rename), PICTURES)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "E608"
    assert "Callout, Key Number" in diagnostic.message.en


def test_styles_are_found_by_name_whatever_their_ids(tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["word/styles.xml"] = members["word/styles.xml"].replace(b'"Callout"/><w:basedOn', b'"callout"/><w:basedOn').replace(
            b'w:styleId="Callout"', b'w:styleId="a7"'
        ).replace(b'<w:basedOn w:val="Callout"/>', b'<w:basedOn w:val="a7"/>')

    data = write(paper(), house_theme(tmp_path, change), PICTURES).data
    assert style_of(paragraph_with(part(data, "word/document.xml"), "给自己一口清醒")) == "a7"


def test_nothing_but_the_look_of_a_reference_reaches_the_paper(tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["word/document.xml"] = members["word/document.xml"].replace(b"Lead</w:t>", b"CANARY</w:t>")
        members["docProps/core.xml"] = members["docProps/core.xml"].replace(b"<dc:creator>", b"<dc:creator>CANARY")
        members["word/comments.xml"] = b"<c>CANARY</c>"
        variables = b'<w:docVars><w:docVar w:name="CANARY" w:val="1"/></w:docVars>'
        members["word/settings.xml"] = members["word/settings.xml"].replace(b"<w:zoom", variables + b"<w:zoom")

    members = read(write(paper(), house_theme(tmp_path, change), PICTURES).data)
    assert not [name for name, member in members.items() if b"CANARY" in member.data]


def test_a_clients_accent_reaches_theme_and_styles() -> None:
    blue = dataclasses.replace(THEME, colours={**THEME.colours, "accent": "0047AB", "accent_text": "0047AB"})
    data = write(paper(), blue, PICTURES).data
    styles, theme = part(data, "word/styles.xml"), part(data, "word/theme/theme1.xml")
    assert find(theme, "//a:accent1/a:srgbClr/@val") == ["0047AB"]
    assert find(styles, "//w:style[@w:styleId='KeyNumber']/w:rPr/w:color/@w:val") == ["0047AB"]
    assert b"C8102E" not in etree.tostring(styles)


HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:p><w:r><w:t>HOUSE</w:t></w:r></w:p></w:hdr>'
)


def test_a_house_keeps_its_own_header_and_gets_the_mark_in_it(tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        row = f'<Relationship Id="rIdH" Type="{NS["r"]}/header" Target="header7.xml"/></Relationships>'
        reference = f'<w:sectPr><w:headerReference xmlns:r="{NS["r"]}" w:type="default" r:id="rIdH"/>'
        members["word/header7.xml"] = HEADER.encode()
        for name, old, new in (
            ("[Content_Types].xml", "</Types>", f'<Override PartName="/word/header7.xml" ContentType="{main}"/></Types>'),
            ("word/_rels/document.xml.rels", "</Relationships>", row),
            ("word/document.xml", "<w:sectPr>", reference),
        ):
            members[name] = members[name].decode().replace(old, new).encode()

    members = read(write(paper(), house_theme(tmp_path, change), PICTURES).data)
    house = etree.fromstring(members["word/header7.xml"].data)
    assert text_of(house) == "HOUSE"
    assert 'string="草稿"'.encode() in members["word/header7.xml"].data
    assert "word/header-default.xml" not in members
    first = etree.fromstring(members["word/header-first.xml"].data)
    assert text_of(first) == ""  # the house leaves it free
    assert find(first, "//*[local-name()='textpath']/@string") == ["草稿"]


def test_what_stands_in_a_list_item_begins_below_its_words() -> None:
    owner = tree.List((tree.ListItem((Text("负责人：林"),)),), class_="plain")
    root = written(tree.List((tree.ListItem((Text("定稿"),), (owner,)),), ordered=True))
    assert find(paragraph_with(root, "负责人：林"), "w:pPr/w:ind/@w:left") == ["320"]
    assert find(paragraph_with(root, "负责人：林"), "w:pPr/w:numPr/w:numId/@w:val") == ["0"]


def test_only_a_row_that_waits_for_a_pen_is_as_high_as_a_signature() -> None:
    def row(*children: tree.Inline) -> tree.Row:
        return tree.Row((tree.Cell((Text("客户总监"),)), tree.Cell(children)))

    waiting, signed = tree.Control("choice", "/a/state"), tree.Control("choice", "/b/state", (Text("同意"),), "agreed")
    table = tree.Table((row(waiting), row(signed), row()), (row(Text("签字")),), class_="signoff")
    assert [find(one, "w:trPr/w:trHeight/@w:val") for one in find(written(table), "//w:tr")[-4:]] == [[], ["640"], [], ["640"]]


def test_a_picture_and_its_source_stay_on_one_page() -> None:
    pictured = tree.Image(next(iter(PICTURES)), "alt")
    for following, kept in ((tree.Paragraph((Text("来源"),), "source"), 1), (tree.Paragraph((Text("正文"),)), 0)):
        drawn = next(p for p in find(written(pictured, following), "//w:p") if find(p, ".//w:drawing"))
        assert len(find(drawn, "w:pPr/w:keepNext")) == kept
