"""A client's own PowerPoint file as a theme: what of it serves us, `theme check`, and decks made on it."""

from __future__ import annotations

import inspect
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from generator import theme as themes
from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.theme import LayoutName, Theme
from generator.writers import house_decks, layout_names, pptx
from generator.writers.frames import Deck, Slide, TextFrame
from generator.writers.layout_names import NEEDED, serve
from generator.writers.pptx import reference
from generator.writers.scheme import TABLE_STYLE
from generator.writers.slides import lay_out
from tests import decks
from tests import house_decks as houses
from tests.decks import PICTURES, THEME_FOLDER
from tests.standing import overflows

HOUSES = {"wide": houses.wide, "chinese": houses.chinese}

MAPPED = pytest.mark.xfail(
    "layout_names" not in inspect.getsource(reference), reason="the writer finds layouts by our names alone", raises=KeyError, strict=True
)


def file(folder: Path, deck: Any, name: str = "house.pptx") -> Path:
    path = folder / name
    path.write_bytes(houses.saved(deck))
    return path


def themed(folder: Path, deck: Any) -> Theme:
    """The theme that `theme check --write` makes of a house's file."""
    path = file(folder, deck)
    made = folder / "house"
    made.mkdir()
    (made / "theme.yaml").write_text(house_decks.theme_yaml("house", house_decks.read(path), path), encoding="utf-8")
    (made / "reference.pptx").write_bytes(house_decks.reference(path))
    return themes.load(made, built_in=THEME_FOLDER.parent)


def mapping(deck: Any, *told: LayoutName) -> dict[str, tuple[str, dict[str, str]]]:
    return {name: (one.layout.name, {slot: shape.name for slot, shape in one.shapes.items()}) for name, one in serve(deck, told).items()}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["theme", "check", *arguments])


# ------------------------------------------------------------------------------------------------------------ what serves


def test_a_deck_with_our_names_is_taken_as_it_is() -> None:
    deck = Presentation(str(THEME_FOLDER / "reference.pptx"))
    served = serve(deck)
    assert {one.how for one in served.values()} == {"same"}
    assert set(served) == {layout.name for layout in deck.slide_layouts}
    assert not any(one.boxes for one in served.values())


def test_the_default_template_of_a_program_serves_every_layout() -> None:
    found = mapping(houses.wide())
    assert set(NEEDED) <= set(found)
    assert {ours: theirs for ours, (theirs, _) in found.items() if ours in NEEDED} == {
        "cover": "Title Slide", "divider": "Section Header", "bullets": "Title and Content", "two-columns": "Two Content",
        "picture": "Two Content", "chart": "Two Content", "table": "Title and Content", "statement": "Title and Content", "ask": "Title and Content",
    }  # fmt: skip
    assert found["chart"][1]["chart"] == "Content Placeholder 2"
    assert found["chart"][1]["takeaway"] == "Content Placeholder 3"
    assert found["cover"][1]["subtitle"] == "Subtitle 2"


def test_chinese_names_are_understood() -> None:
    deck = houses.chinese()
    found = mapping(deck)
    assert [found[name][0] for name in ("cover", "divider", "bullets", "two-columns")] == ["封面页", "章节过渡页", "正文页", "左右双栏"]
    assert {serve(deck)[name].how for name in ("cover", "divider", "bullets", "two-columns")} == {"name"}
    assert found["two-columns"][1] | {"footer": "", "slide number": ""} == {
        "title": "标题 1", "left": "内容占位符 2", "right": "内容占位符 3", "footer": "", "slide number": "",
    }  # fmt: skip


def test_a_layout_whose_title_stands_below_its_picture_is_not_taken() -> None:
    assert mapping(houses.wide())["picture"][0] != "Picture with Caption"


def test_one_content_layout_serves_chart_and_columns_side_by_side() -> None:
    deck = houses.wide()
    for layout in [layout for layout in deck.slide_layouts if layout.name not in ("Title Slide", "Title and Content")]:
        deck.slide_layouts.remove(layout)
    served = serve(deck)
    chart = served["chart"]
    assert chart.layout.name == "Title and Content"
    assert chart.shapes["chart"].name == "Content Placeholder 2"
    assert "takeaway" not in chart.shapes
    assert chart.boxes["chart"].right < chart.boxes["takeaway"].x
    assert chart.boxes["chart"].width > chart.boxes["takeaway"].width
    assert served["picture"].shapes["picture"].name == "Content Placeholder 2"


def test_a_source_line_gets_room_above_the_footer_and_below_the_body() -> None:
    served = serve(houses.wide())["table"]
    foot = served.shapes["footer"].top / 12700
    box = served.boxes["source"]
    assert box.bottom <= foot
    body = served.boxes.get("table")
    bottom = body.bottom if body else (served.shapes["table"].top + served.shapes["table"].height) / 12700
    assert bottom <= box.y


def test_theme_yaml_has_the_last_word() -> None:
    told = LayoutName("chart", "Title and Content", (("chart", "Content Placeholder 2"), ("takeaway", "Content Placeholder 2")))
    served = serve(houses.wide(), [told])["chart"]
    assert served.layout.name == "Title and Content"
    assert served.how == "told"
    assert served.boxes["chart"].right < served.boxes["takeaway"].x
    assert served.shapes["title"].name == "Title 1"
    assert mapping(houses.wide(), LayoutName("chart", "Comparison"))["chart"][0] == "Comparison"


# ------------------------------------------------------------------------------------------------------------- what is missing


def problems(deck: Any, *told: LayoutName) -> list[tuple[str, str]]:
    names = [layout.name for layout in deck.slide_layouts]
    found = layout_names.problems(Path("house.pptx"), serve(deck, told), told, names)
    return [(one.code, one.message.en) for one in found]


def test_all_that_no_layout_serves_is_told_together() -> None:
    found = problems(houses.without_content())
    assert {code for code, _ in found} == {"E666"}
    assert [message.split("“")[1].split("”")[0] for _, message in found] == [name for name in NEEDED if name not in ("cover", "divider")]


def test_names_that_theme_yaml_has_wrong_are_told_with_those_of_the_file() -> None:
    found = problems(houses.wide(), LayoutName("chart", "Chrat"), LayoutName("table", "Title and Content", (("table", "Table 9"),)))
    assert [code for code, _ in found] == ["E669", "E669"]
    assert "“Chrat”" in found[0][1]
    assert "“Table 9”" in found[1][1]


def test_a_deck_on_a_file_that_lacks_layouts_is_refused_before_any_slide(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError) as caught:
        lay_out(decks.everything("zh"), themed(tmp_path, houses.without_content()), PICTURES)
    assert {one.code for one in caught.value.diagnostics} == {"E666"}


# ---------------------------------------------------------------------------------------------------------------- decks made


@pytest.fixture(scope="module", params=HOUSES)
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Theme, Deck]:
    theme = themed(tmp_path_factory.mktemp("house"), HOUSES[request.param]())
    return theme, lay_out(decks.everything("both"), theme, PICTURES)


def frame(slide: Slide, name: str) -> TextFrame:
    return next(one for one in slide.frames if isinstance(one, TextFrame) and one.placeholder == name)


def test_nothing_runs_over_on_a_houses_own_deck(laid: tuple[Theme, Deck]) -> None:
    theme, deck = laid
    assert overflows(deck, theme) == []
    assert deck.warnings == ()


@pytest.mark.parametrize("house", [houses.few, houses.renamed])
def test_a_deck_stands_on_few_layouts_and_on_names_that_say_nothing(tmp_path: Path, house: Any) -> None:
    theme = themed(tmp_path, house())
    deck = lay_out(decks.everything("both"), theme, PICTURES)
    assert overflows(deck, theme) == []
    said = "".join(line.text for line in frame(deck.slides[0], "subtitle").lines)
    assert all(words in said for words in ("晨露饮料", "北窗广告", "2026年3月18日"))


def test_who_for_whom_and_when_stand_on_a_cover_without_places_for_them(laid: tuple[Theme, Deck]) -> None:
    said = "".join(line.text for line in frame(laid[1].slides[0], "subtitle").lines)
    assert all(words in said for words in ("让下午三点有点气", "晨露饮料", "北窗广告", "2026年3月18日"))


def test_sources_are_kept_where_the_house_has_no_place_for_them(laid: tuple[Theme, Deck]) -> None:
    assert "虚构数据" in frame(next(slide for slide in laid[1].slides if slide.layout == "chart"), "source").lines[0].text


def test_a_statement_on_a_layout_for_running_text_stands_in_its_middle(laid: tuple[Theme, Deck]) -> None:
    alone = laid[1].slides[3]
    assert alone.layout == "statement"
    assert frame(alone, "title").anchor == "middle"


def test_the_written_theme_names_the_free_twin_of_the_houses_font(laid: tuple[Theme, Deck]) -> None:
    assert laid[0].latin.pdf == ("Calibri", "Carlito")


def test_words_are_light_where_the_houses_are(tmp_path: Path) -> None:
    colours = {}
    for name, house in HOUSES.items():
        (tmp_path / name).mkdir()
        deck = lay_out(decks.everything("both"), themed(tmp_path / name, house()), PICTURES)
        title = frame(deck.slides[2], "title")
        colours[name] = [run.colour for run in title.lines[0].runs if run.text.strip()]
        assert {run.colour for line in frame(deck.slides[2], "body").lines for run in line.runs} <= {"ink", "grey"}
    assert colours == {"wide": ["ink", "grey"], "chinese": ["paper", "pale"]}


@MAPPED
@pytest.mark.parametrize("house", HOUSES)
def test_a_deck_on_a_foreign_template_has_its_words_in_the_right_placeholders(tmp_path: Path, house: str) -> None:
    theme = themed(tmp_path, HOUSES[house]())
    show = Presentation(io.BytesIO(pptx.write(decks.everything("zh"), theme, PICTURES).data))
    names = {ours: theirs for ours, (theirs, _) in mapping(HOUSES[house]()).items()}
    laid = lay_out(decks.everything("zh"), theme, PICTURES)
    for native, planned in zip(show.slides, laid.slides, strict=True):
        assert native.slide_layout.name == names[planned.layout]
        assert native.shapes.title.text_frame.text == planned.title
        known = {shape.placeholder_format.idx for shape in native.slide_layout.placeholders}
        assert {shape.placeholder_format.idx for shape in native.placeholders} <= known
    (styles,) = [part for part in show.part.package.iter_parts() if part.partname == "/ppt/tableStyles.xml"]
    assert TABLE_STYLE.encode() in styles.blob  # without it PowerPoint draws the table without rules
    chart = show.slides[4]
    (drawn,) = [shape for shape in chart.placeholders if shape.has_chart]
    assert drawn.placeholder_format.idx == serve(show)["chart"].shapes["chart"].placeholder_format.idx
    bullets = next(shape for shape in show.slides[2].placeholders if shape.placeholder_format.idx == 1)
    assert bullets.text_frame.text.startswith("便利店贡献了增量的六成")


# ------------------------------------------------------------------------------------------------------------- theme check


def test_the_command_lists_layouts_and_placeholders_and_what_serves(tmp_path: Path) -> None:
    done = run(str(file(tmp_path, houses.wide())), "--messages", "en")
    assert done.exit_code == 0
    assert "33.87 × 19.05 cm" in done.stdout
    assert "    Content Placeholder 2 (obj) " in done.stdout
    assert "  chart → Two Content (by its placeholders)\n    title → Title 1\n    chart → Content Placeholder 2\n" in done.stdout
    assert done.stdout.endswith("every layout that a deck needs is served\n")


def test_the_command_speaks_chinese(tmp_path: Path) -> None:
    done = run(str(file(tmp_path, houses.chinese())), "--messages", "zh")
    assert "  cover → 封面页 (按名称)\n" in done.stdout
    assert "所需版式齐全" in done.stdout


def test_the_command_ends_with_1_and_tells_what_is_missing(tmp_path: Path) -> None:
    done = run(str(file(tmp_path, houses.without_content())), "--messages", "en")
    assert done.exit_code == 1
    assert done.stderr.count("error[E666]") == 7


def test_the_command_writes_a_theme_that_serves_in_the_same_way(tmp_path: Path) -> None:
    path, folder = file(tmp_path, houses.chinese()), tmp_path / "themes" / "agency"
    assert run(str(path), "--write", str(folder)).exit_code == 0
    theme = themes.load(folder, built_in=THEME_FOLDER.parent)
    assert theme.colours["support"] == "0B3D4C"
    assert theme.colours["accent"] == "E07A1F"
    assert theme.latin.office == "Calibri"
    again = mapping(Presentation(str(folder / "reference.pptx")), *theme.layouts)
    before = mapping(houses.chinese())
    assert {name: again[name] for name in NEEDED} == {name: before[name] for name in NEEDED}
    done = run(str(folder), "--messages", "en")
    assert done.exit_code == 0
    assert done.stdout.count("(as theme.yaml says)") == len(NEEDED)


def test_a_theme_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path, folder = file(tmp_path, houses.wide()), tmp_path / "agency"
    run(str(path), "--write", str(folder))
    (folder / "theme.yaml").write_text("name: mine", encoding="utf-8")
    done = run(str(path), "--write", str(folder), "--messages", "en")
    assert done.exit_code == 1
    assert "E722" in done.stderr
    assert (folder / "theme.yaml").read_text(encoding="utf-8") == "name: mine"


def test_what_the_house_draws_keeps_its_colours_in_the_written_theme(tmp_path: Path) -> None:
    path = file(tmp_path, houses.chinese())
    master = Presentation(io.BytesIO(house_decks.reference(path))).slide_master._element
    assert "7A1FE0" in {colour.get("val") for colour in master.iter(f"{house_decks.DRAWING}srgbClr")}
    assert "accent4" not in {colour.get("val") for colour in master.iter(f"{house_decks.DRAWING}schemeClr")}


def test_a_potx_is_read_and_becomes_a_presentation(tmp_path: Path) -> None:
    data = houses.saved(houses.wide())
    path = tmp_path / "house.potx"
    path.write_bytes(_as_template(data))
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        Presentation(str(path))
    assert house_decks.read(path).problems == ()
    made = Presentation(io.BytesIO(house_decks.reference(path)))
    assert made.slide_layouts[0].name == "Title Slide"
    assert etree.fromstring(made.slide_master.part.part_related_by(RT.THEME).blob) is not None


def _as_template(data: bytes) -> bytes:
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(house_decks.PRESENTATION, house_decks.TEMPLATE) if name.startswith("[") else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize(("named", "code"), [("nowhere", "E712"), ("house.txt", "E600")])
def test_what_is_no_theme_and_no_powerpoint_file_is_told(tmp_path: Path, named: str, code: str) -> None:
    (tmp_path / "house.txt").write_text("words", encoding="utf-8")
    done = run(str(tmp_path / named), "--messages", "en")
    assert done.exit_code == 1
    assert code in done.stderr


def test_the_built_in_theme_is_checked_by_its_name() -> None:
    done = run("default", "--messages", "en")
    assert done.exit_code == 0
    assert done.stdout.count("(same name)") == len(NEEDED) + 2
