"""Every deck of the repository, opened again: what a person who edits it in PowerPoint, or hears it read, relies on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree
from pptx import Presentation

from generator import build, source
from generator.kinds import BUILT_IN

TOP = Path(__file__).parent.parent
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
SECTIONLESS = ("cover", "back", "divider")
MARGINS = {0, 11, 12, 19, 20}
FOOT = {11, 12}
"""The idx of footer and slide number."""


class Case(NamedTuple):
    path: Path
    language: str
    proposal: bool


def papers() -> Iterator[Case]:
    """The samples and papers that print a deck, in their own language; the proposals in all three."""
    for path in [*sorted(BUILT_IN.glob("*/sample*.yaml")), *sorted((TOP / "content").rglob("*.yaml"))]:
        value = source.load(path).value
        folder = BUILT_IN / str(value.get("kind", ""))
        if not (folder / "kind.yaml").is_file() or "pptx" not in source.load(folder / "kind.yaml").value.get("formats", ()):
            continue
        proposal = value["kind"] == "proposal_deck"
        for language in ("zh-CN", "en", "bilingual") if proposal and "sample" in path.name else (value["language"],):
            yield Case(path, language, proposal)


CASES = list(papers())


class Deck(NamedTuple):
    """A deck as it was written, and opened."""

    case: Case
    data: bytes
    opened: Any

    def parts(self, folder: str) -> dict[str, etree._Element]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            names = [name for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")]
            return {name: etree.fromstring(archive.read(name)) for name in names}


def name(case: Case) -> str:
    return f"{case.path.relative_to(TOP).as_posix()}-{case.language}"


@pytest.fixture(scope="module", params=CASES, ids=name)
def deck(request: pytest.FixtureRequest) -> Deck:
    case: Case = request.param
    data = build(case.path, ["pptx"], language=case.language, audience="internal", notes=True).outputs["pptx"].data
    return Deck(case, data, Presentation(io.BytesIO(data)))


def test_there_are_decks_to_open() -> None:
    assert len(CASES) >= 4


def test_words_stand_where_their_layout_puts_them(deck: Deck) -> None:
    """Reset Slide changes nothing: a placeholder has a place of its own only when its place differs from the layout's, and then by need:
    the words share their slot with something drawn, take the room of an empty neighbour, or the title is longer than two lines."""
    seen = 0
    for page in deck.opened.slides:
        slots = {shape.placeholder_format.idx: shape for shape in page.slide_layout.placeholders}
        drawn = [shape for shape in page.shapes if not shape.is_placeholder and not shape.name.startswith(("Accent rule", "Chart title"))]
        for shape in page.placeholders:
            own = shape._element.find(f"{P}spPr/{A}xfrm")
            seen += 1
            if own is None:
                continue
            slot = slots[shape.placeholder_format.idx]
            assert (shape.left, shape.top, shape.width, shape.height) != (slot.left, slot.top, slot.width, slot.height)
            long_title = page.shapes.title._element.find(f"{P}spPr/{A}xfrm") is not None
            filled = {other.placeholder_format.idx for other in page.placeholders}
            stretched = page.slide_layout.name.partition("-")[0] in ("two", "chart", "picture") and set(slots) - MARGINS - filled
            assert drawn or long_title or stretched, (page.slide_layout.name, shape.name)
    assert seen > 20


def test_every_colour_of_a_slide_is_one_of_the_scheme(deck: Deck) -> None:
    """A change of theme colours recolours the deck. Charts, and the shaded cells of a heat map, have an order of colours of their own."""
    for part, root in deck.parts("ppt/slides/").items():
        shaded = {node for cell in root.iter(f"{A}tcPr") for node in cell.iterfind(f"{A}solidFill/*")}
        found = [node for tag in ("srgbClr", "sysClr", "prstClr") for node in root.iter(f"{A}{tag}")]
        assert [node for node in found if node not in shaded] == [], part


def test_sections_dividers_agenda_and_tracker_agree(deck: Deck) -> None:
    dividers = [
        page.shapes.title.text_frame.text.replace("\v", " / ") for page in deck.opened.slides if page.slide_layout.name == "divider"
    ]
    root = deck.parts("ppt/presentation.xml")["ppt/presentation.xml"]
    sections = [(node.get("name"), [row.get("id") for row in node.iter(f"{P14}sldId")]) for node in root.iter(f"{P14}section")]
    assert [name for name, _ in sections if name in dividers] == dividers
    if sections:
        assert [one for _, rows in sections for one in rows] == [str(page.slide_id) for page in deck.opened.slides]
    here = ""
    for page in deck.opened.slides:
        layout = page.slide_layout.name
        here = page.shapes.title.text_frame.text.replace("\v", " / ") if layout == "divider" else here
        tracker = [shape.text_frame.text for shape in page.placeholders if shape.placeholder_format.idx == 20]
        assert layout in SECTIONLESS or tracker == ([f"{dividers.index(here) + 1}  {here}"] if here else [])
        if layout == "agenda":
            said = [line.text.replace("\v", " / ") for line in page.placeholders[10].text_frame.paragraphs if not line.level]
            assert said == dividers


def test_footer_and_number_are_placeholders_and_the_number_counts_itself(deck: Deck) -> None:
    for number, page in enumerate(deck.opened.slides, 1):
        if page.slide_layout.name in SECTIONLESS:
            continue
        assert {shape.placeholder_format.idx for shape in page.placeholders} >= FOOT
        field = page.shapes._spTree.find(f".//{A}fld")
        assert (field.get("type"), field.findtext(f"{A}t")) == ("slidenum", str(number))


def test_titles_are_there_unique_and_read_first(deck: Deck) -> None:
    titles = [page.shapes.title.text_frame.text for page in deck.opened.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for page in deck.opened.slides:
        said = [shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text]
        assert said[0].shape_id == page.shapes.title.shape_id


def test_what_follows_the_title_is_read_from_the_top(deck: Deck) -> None:
    """No frame of the body begins below and to the right of one that is read after it."""
    for page in deck.opened.slides:
        if page.slide_layout.name in ("cover", "divider", "back"):
            continue
        body = [shape for shape in page.shapes if not (shape.is_placeholder and shape.placeholder_format.idx in MARGINS)]
        for before, after in pairwise(body):
            wrong = before.top > after.top + after.height and before.left > after.left + after.width
            assert not wrong, (page.slide_layout.name, before.name, after.name)


def test_everything_drawn_says_what_it_shows(deck: Deck) -> None:
    for page in deck.opened.slides:
        for element in page.shapes._spTree.iterchildren(f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"):
            assert element[0][0].get("descr"), (page.slide_layout.name, element[0][0].get("name"))


def test_tables_mark_their_head(deck: Deck) -> None:
    for page in deck.opened.slides:
        for shape in page.shapes:
            if shape.has_table and shape.table._tbl.find(f".//{A}tblPr").get("firstRow") != "1":
                labels = [row.cells[0].text_frame.text for row in shape.table.rows]
                assert all(labels), "a table without a head is one of labels and values"


def test_every_run_names_its_language_and_no_placeholder_is_empty(deck: Deck) -> None:
    for page in deck.opened.slides:
        for run in page.shapes._spTree.iter(f"{A}r", f"{A}fld"):
            assert run.find(f"{A}rPr").get("lang"), page.slide_layout.name
        for shape in page.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), (page.slide_layout.name, shape.name)


def test_pictures_fill_their_frame_undistorted(deck: Deck) -> None:
    for page in deck.opened.slides:
        for shape in page.shapes:
            if shape._element.tag == f"{P}pic":
                width, height = shape.image.size
                shown = width * (1 - shape.crop_left - shape.crop_right) / (height * (1 - shape.crop_top - shape.crop_bottom))
                assert shown == pytest.approx(shape.width / shape.height, rel=0.01)


def test_no_layout_stands_five_times_running_in_a_proposal(deck: Deck) -> None:
    names = [page.slide_layout.name for page in deck.opened.slides]
    if deck.case.proposal:
        assert not any(len(set(names[start : start + 5])) == 1 for start in range(len(names) - 4))
