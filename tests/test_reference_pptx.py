"""The committed reference deck is what its script makes, and it is a good base for slides."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from generator.theme import load
from generator.writers import package
from generator.writers.layout_names import NEEDED
from generator.writers.scheme import PLACES, scheme_colours
from generator.writers.slides.layouts import FAMILIES, PLAINER, ROOMIER
from tests.decks import THEME_FOLDER

ROOT = Path(__file__).parent.parent
REFERENCE = THEME_FOLDER / "reference.pptx"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the script writes into a copy of the theme's folder."""
    folder = tmp_path_factory.mktemp("theme")
    (folder / "theme.yaml").write_bytes((THEME_FOLDER / "theme.yaml").read_bytes())
    subprocess.run([sys.executable, "scripts/make_reference_pptx.py", str(folder)], cwd=ROOT, check=True, env={"PYTHONPATH": str(ROOT)})
    return (folder / "reference.pptx").read_bytes()


def deck() -> Any:
    return Presentation(str(REFERENCE))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_file_is_what_the_script_makes(made: bytes) -> None:
    assert members(made) == members(REFERENCE.read_bytes())


def test_the_package_holds_its_invariants() -> None:
    assert package.check(REFERENCE.read_bytes()) == []


def test_slides_are_sixteen_to_nine() -> None:
    assert (deck().slide_width, deck().slide_height) == (12192000, 6858000)


def test_every_layout_has_the_slots_that_templates_fill() -> None:
    layouts = {layout.name: {shape.name for shape in layout.placeholders} for layout in deck().slide_layouts}
    assert set(layouts) == set(NEEDED) | set(PLAINER)
    for name, needed in NEEDED.items():
        assert needed <= layouts[name]
    for name, slots in layouts.items():
        if name not in ("cover", "divider", "back"):
            assert {"title", "source", "tracker", "footer", "slide number"} <= slots


def test_every_layout_is_used_by_a_family_or_stands_in_for_another() -> None:
    """A layout that no slide can come to stand on is clutter in PowerPoint's list."""
    reached = {*NEEDED, *FAMILIES, *PLAINER, *ROOMIER.values()}
    assert {layout.name for layout in deck().slide_layouts} <= reached


def test_no_placeholder_reaches_over_the_margins_or_over_another() -> None:
    margin = 0.6 * 914400
    for layout in deck().slide_layouts:
        if layout.name == "full-picture":  # from edge to edge, with the title upon the picture
            continue
        shapes: list[Any] = list(iter(layout.placeholders))
        for shape in shapes:
            assert shape.left >= margin - 1
            assert shape.left + shape.width <= 12192000 - margin + 1
            assert shape.top + shape.height <= 6858000
        for index, one in enumerate(shapes):
            for other in shapes[index + 1 :]:
                apart = one.left + one.width <= other.left or other.left + other.width <= one.left
                assert apart or one.top + one.height <= other.top or other.top + other.height <= one.top, (
                    layout.name,
                    one.name,
                    other.name,
                )


def test_colours_and_fonts_are_those_of_the_theme_and_nothing_else() -> None:
    parts = members(REFERENCE.read_bytes())
    theme = etree.fromstring(parts["ppt/theme/theme1.xml"])
    expected = scheme_colours(load(THEME_FOLDER))
    for name, value in expected.items():
        colour = theme.find(f".//{DRAWING}clrScheme/{DRAWING}{name}/{DRAWING}srgbClr")
        assert colour is not None
        assert colour.get("val") == value
    for name, data in parts.items():
        if name.startswith(("ppt/slide", "ppt/table", "ppt/notes")) and name.endswith(".xml"):
            root = etree.fromstring(data)
            assert not list(root.iter(f"{DRAWING}srgbClr")), name
            faces = {node.get("typeface") for node in root.iter(f"{DRAWING}latin", f"{DRAWING}ea")}
            assert faces <= {"+mj-lt", "+mn-lt", "+mj-ea", "+mn-ea"}, name


def test_east_asian_and_latin_fonts_are_both_named() -> None:
    fonts = etree.fromstring(members(REFERENCE.read_bytes())["ppt/theme/theme1.xml"]).find(f".//{DRAWING}fontScheme")
    assert fonts is not None
    for kind in fonts:
        faces = {(node.tag.removeprefix(DRAWING), node.get("script", "")): node.get("typeface") for node in kind}
        assert faces["latin", ""] == "Arial"
        assert faces["ea", ""] == faces["font", "Hans"] == "Microsoft YaHei"


def test_every_colour_of_a_frame_has_its_place_in_the_scheme() -> None:
    assert len(set(PLACES.values())) == len(PLACES)
