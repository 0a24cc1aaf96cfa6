"""PowerPoint files: written, checked, and opened again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from generator.document import Chart, Document, Heading, Link, Notes, Paragraph, Section, Text
from generator.theme import readable
from generator.writers import package, pptx
from generator.writers.frames import Slide
from generator.writers.scheme import TABLE_STYLE
from generator.writers.slides import lay_out
from tests import decks
from tests.decks import PICTURES, Voice, document, slide, theme

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def written(paper: Document) -> bytes:
    return pptx.write(paper, theme(), PICTURES).data


def opened(paper: Document) -> Any:
    return Presentation(io.BytesIO(written(paper)))


@pytest.fixture(scope="module", params=["zh", "en", "both"])
def paper(request: pytest.FixtureRequest) -> Document:
    return decks.everything(request.param)


@pytest.fixture(scope="module")
def data(paper: Document) -> bytes:
    return written(paper)


@pytest.fixture
def deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


@pytest.fixture(scope="module")
def placed(paper: Document) -> tuple[Slide, ...]:
    return lay_out(paper, theme(), PICTURES).slides


def shapes(page: Any) -> Iterator[Any]:
    """All shapes of a slide, those in groups too."""
    for shape in page.shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shape.shapes


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_holds_its_invariants(data: bytes) -> None:
    assert package.check(data) == []


def test_equal_input_gives_equal_bytes(paper: Document, data: bytes) -> None:
    assert written(paper) == data


def test_every_slide_has_its_title_in_the_title_placeholder(deck: Any, placed: tuple[Slide, ...]) -> None:
    assert [page.shapes.title.text_frame.text.replace("\v", "\n") for page in deck.slides] == [slide.title for slide in placed]


def test_titles_are_unique_and_come_first(deck: Any) -> None:
    titles = [page.shapes.title.text_frame.text for page in deck.slides]
    assert len(set(titles)) == len(titles)
    for page in deck.slides:
        words = [shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text]
        assert words[0].shape_id == page.shapes.title.shape_id


def test_no_placeholder_stays_empty(deck: Any) -> None:
    for page in deck.slides:
        for shape in page.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), (page.slide_layout.name, shape.name)


def test_placeholders_belong_to_the_layout(deck: Any) -> None:
    for page in deck.slides:
        known = {shape.placeholder_format.idx: shape.placeholder_format.type for shape in page.slide_layout.placeholders}
        for shape in page.placeholders:
            assert shape.placeholder_format.idx in known


def test_shape_ids_and_names_are_unique_on_a_slide(deck: Any) -> None:
    for page in deck.slides:
        ids = [shape.shape_id for shape in shapes(page)]
        names = [shape.name for shape in shapes(page)]
        assert len(set(ids)) == len(ids)
        assert len(set(names)) == len(names)


def test_everything_drawn_has_a_text_alternative(deck: Any) -> None:
    found = 0
    for page in deck.slides:
        for element in page.shapes._spTree.iter(f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"):
            properties = element[0][0]
            assert properties.get("descr"), properties.get("name")
            found += 1
    assert found >= 5


def test_every_run_says_its_language_size_and_fonts(deck: Any, paper: Document) -> None:
    expected = {"zh": "zh-CN", "en": "en-GB"}
    for page in deck.slides:
        for run in page.shapes._spTree.iter(f"{A}r"):
            properties = run.find(f"{A}rPr")
            assert properties is not None
            assert properties.get("lang") in {expected[tag[:2]] for tag in paper.meta.languages}
            assert int(properties.get("sz")) >= 1000
            said = run.findtext(f"{A}t")
            english = properties.get("lang") != "zh-CN" and set(said) & set("“”‘’–—…") and max(said) < "⺀"
            assert properties.find(f"{A}ea").get("typeface") == ("+mn-lt" if english else "+mn-ea")


def test_line_spacing_is_exact_everywhere(deck: Any) -> None:
    for page in deck.slides:
        for paragraph in page.shapes._spTree.iter(f"{A}pPr"):
            assert int(paragraph.find(f"{A}lnSpc/{A}spcPts").get("val")) > 1000


def test_no_more_than_three_body_sizes_on_a_text_slide(deck: Any) -> None:
    for page in deck.slides:
        if page.slide_layout.name in ("bullets", "two-columns", "ask"):
            found = {node.get("sz") for shape in page.placeholders for node in shape._element.iter(f"{A}rPr")} - {"1000"}
            seconds = {size for size in found if size is not None and int(size) % 200}
            assert len(found) - len(seconds) <= 5


def test_tables_are_native_with_our_style_and_exact_rows(deck: Any) -> None:
    tables = [shape for page in deck.slides for shape in page.shapes if shape.has_table]
    assert len(tables) == 2
    budget = tables[0]
    assert budget._element.find(f".//{A}tableStyleId").text == TABLE_STYLE
    assert budget.table.first_row
    assert budget.table.last_row
    assert budget.is_placeholder
    assert sum(row.height for row in budget.table.rows) == pytest.approx(budget.height, abs=20)
    assert sum(column.width for column in budget.table.columns) == pytest.approx(budget.width, abs=20)
    last = budget.table.rows[len(budget.table.rows) - 1]
    assert last.cells[0].is_merge_origin
    assert last.cells[1].is_spanned
    assert last.cells[0].text_frame.paragraphs[0].runs[0].font.bold


def test_charts_are_native_in_their_placeholder_and_open_their_workbook(deck: Any, paper: Document) -> None:
    [frame] = [shape for page in deck.slides for shape in page.shapes if shape.has_chart]
    assert frame.is_placeholder
    chart = next(block for section in paper.body if isinstance(section, Section) for block in section.children if isinstance(block, Chart))
    assert [str(category) for category in frame.chart.plots[0].categories] == list(chart.categories)
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)] == [62.5, 41.2, 28.4, None]


def test_a_schedule_is_one_group_of_named_shapes(deck: Any) -> None:
    [group] = [shape for page in deck.slides for shape in page.shapes if shape.shape_type == 6]
    names = [shape.name for shape in group.shapes]
    assert sum(name.startswith("Task: ") for name in names) == 5
    assert sum(name.startswith("Milestone: ") for name in names) == 2
    assert sum(name.startswith("Month ") and "rule" not in name for name in names) == 4
    for shape in group.shapes:
        assert group.left - 10 <= shape.left
        assert shape.left + shape.width <= group.left + group.width + 10


def test_pictures_fill_their_placeholder_undistorted(deck: Any) -> None:
    [picture] = [shape for page in deck.slides for shape in page.shapes if shape._element.tag == f"{P}pic"]
    width, height = picture.image.size
    shown = width * (1 - picture.crop_left - picture.crop_right) / (height * (1 - picture.crop_top - picture.crop_bottom))
    assert shown == pytest.approx(picture.width / picture.height, rel=1e-3)
    assert picture.is_placeholder


def test_footer_and_number_are_placeholders_and_the_number_is_a_field(deck: Any) -> None:
    for number, page in enumerate(deck.slides, 1):
        if page.slide_layout.name in ("cover", "divider"):
            continue
        kinds = {shape.placeholder_format.type for shape in page.placeholders}
        assert {13, 15} <= {int(kind) for kind in kinds}
        field = page.shapes._spTree.find(f".//{A}fld")
        assert field.get("type") == "slidenum"
        assert field.find(f"{A}t").text == str(number)


def test_notes_come_from_notes_alone(deck: Any, placed: tuple[Slide, ...]) -> None:
    said = [page.notes_slide.notes_text_frame.text if page.has_notes_slide else "" for page in deck.slides]
    assert said == ["\n".join(slide.notes) for slide in placed]
    assert sum(map(bool, said)) == 1


def test_a_deck_without_notes_has_no_notes_slide() -> None:
    data = written(document([slide("bullets", Heading(2, (Text("标题"),)), Paragraph((Text("一"),)))]))
    assert not [name for name in parts(data) if name.startswith("ppt/notesSlides/")]


def test_dividers_become_sections_of_the_file(data: bytes, deck: Any, placed: tuple[Slide, ...]) -> None:
    root = etree.fromstring(parts(data)["ppt/presentation.xml"])
    space = {"p14": "http://schemas.microsoft.com/office/powerpoint/2010/main"}
    sections = root.findall(".//p14:section", space)
    assert len(sections) == 3
    listed = [node.get("id") for node in root.findall(".//p14:sldId", space)]
    assert listed == [str(page.slide_id) for page in deck.slides]
    assert sections[1].get("name") == placed[1].section
    assert all(re.fullmatch(r"\{[0-9A-F-]{36}\}", section.get("id") or "") for section in sections)


def test_the_theme_of_the_paper_colours_the_deck() -> None:
    green = replace(theme(), colours={**theme().colours, "accent": "2E7D32", "accent_text": readable("2E7D32", "FFFFFF")})
    data = pptx.write(decks.everything("zh"), green, PICTURES).data
    names = [name for name in parts(data) if name.startswith("ppt/theme/")]
    assert names
    for name in names:
        accent = etree.fromstring(parts(data)[name]).find(f".//{A}accent1/{A}srgbClr")
        assert accent is not None
        assert accent.get("val") == "2E7D32"


def test_charts_name_the_colours_of_the_theme() -> None:
    data = pptx.write(decks.everything("zh"), theme(), PICTURES).data
    charts = [parts(data)[name] for name in parts(data) if name.startswith("ppt/charts/chart")]
    assert charts
    assert any(b'<a:schemeClr val="accent1"/>' in chart for chart in charts)
    assert all(f'"{theme().colours[name]}"'.encode() not in chart for chart in charts for name in ("ink", "accent", "grey"))


def test_links_lead_out_and_between_slides() -> None:
    links = (Link("https://northwindow.example/", (Text("网站"),)), Link("#gap", (Text("缺口"),)), Link("#nowhere", (Text("无"),)))
    pages = opened(
        document(
            [
                slide("bullets", Heading(2, (Text("甲"),)), Paragraph(links)),
                slide("bullets", Heading(2, (Text("乙"),)), Paragraph((Text("一"),)), id="gap"),
            ]
        )
    ).slides
    clicks = list(pages[0].shapes._spTree.iter(f"{A}hlinkClick"))
    assert len(clicks) == 2
    targets = [pages[0].part.rels[click.get(f"{R}id")] for click in clicks]
    assert targets[0].target_ref == "https://northwindow.example/"
    assert targets[1].target_part is pages[1].part
    assert clicks[1].get("action") == "ppaction://hlinksldjump"


def test_withheld_words_leave_no_trace() -> None:
    canary = "只供内部"
    paper = document([slide("bullets", Heading(2, (Text("标题"),)), Paragraph((Text("一"),)))])
    with_notes = document([slide("bullets", Heading(2, (Text("标题"),)), Paragraph((Text("一"),)), Notes((Paragraph((Text(canary),)),)))])
    assert not any(canary.encode() in part for part in parts(written(paper)).values())
    assert any(canary.encode() in part for part in parts(written(with_notes)).values())


def test_hostile_characters_stay_text() -> None:
    text = "<a:t>&\"' ]]> \u00a0 𠮷 🥤"
    page = opened(document([slide("bullets", Heading(2, (Text(text),)), Paragraph((Text(text),)))], Voice("zh"))).slides[0]
    assert page.shapes.title.text_frame.text == text
