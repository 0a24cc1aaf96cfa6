"""A client's brand rules and an agency's logo give papers their look in every format, without a theme being made."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from generator import build
from generator.diagnostics import GeneratorError
from generator.writers import images
from generator.writers.invariants.parts import NS, q
from generator.writers.package import check, read

ROOT = Path(__file__).resolve().parent.parent
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#7A1F2B"/></svg>'
EMU = 12700


def folder(target: Path, *, agency_logo: bool = True, brand: str = "  colours: {accent: B05F18, support: 1E3A4C}") -> Path:
    """A copy of the templates as a working folder, with these brand rules in its client's profile; gives its root."""
    shutil.copytree(ROOT / "templates", target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("themes"))
    marker = target / "briefwright.yaml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text if agency_logo else text.replace("  logo: logo.svg\n", ""), encoding="utf-8")
    profile = target / "client_profile/sample.yaml"
    old = "  colours: {accent: B05F18, support: 1E3A4C}"
    text = profile.read_text(encoding="utf-8")
    assert old in text
    profile.write_text(text.replace(old, brand), encoding="utf-8")
    (target / "client_profile/mark.svg").write_text(LOGO, encoding="utf-8")
    return target


def header(data: bytes) -> etree._Element:
    return etree.fromstring(read(data)["word/header-first.xml"].data)


def find(root: etree._Element, path: str) -> list[Any]:
    spaces = {**NS, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
    found: Any = root.xpath(path, namespaces=spaces)
    return list(found)


def words(root: etree._Element) -> str:
    return "".join(str(text) for text in root.itertext(q("w:t")))


def test_the_agencys_logo_stands_in_all_three_formats_at_the_same_size_with_its_name(tmp_path: Path) -> None:
    root = folder(tmp_path)
    size = images.logo_size_pt(images.logo(root / "logo.svg"))
    brief = build(root / "creative_brief/sample.yaml", ["docx", "pdf"], language="en").outputs
    first = header(brief["docx"].data)
    extent = find(first, "//wp:extent")[0]
    assert [round(int(extent.get(side)) / EMU, 1) for side in ("cx", "cy")] == [round(length, 1) for length in size]
    assert find(first, "//wp:docPr/@descr") == ["Bamboo Sail"]
    assert check(brief["docx"].data) == []
    deck = Presentation(io.BytesIO(build(root / "proposal_deck/sample.yaml", ["pptx"], language="en").outputs["pptx"].data))
    (picture,) = [shape for shape in deck.slides[0].shapes if shape.shape_type == 13]
    assert [round(length / EMU, 1) for length in (picture.width, picture.height)] == [round(length, 1) for length in size]
    assert picture._element.nvPicPr.cNvPr.get("descr") == find(first, "//wp:docPr/@descr")[0]
    with pikepdf.open(io.BytesIO(brief["pdf"].data)) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name("/Figure")]
        assert [str(one.get("/Alt")) for one in figures] == find(first, "//wp:docPr/@descr")


def test_without_a_logo_the_agency_is_named(tmp_path: Path) -> None:
    data = build(folder(tmp_path, agency_logo=False) / "creative_brief/sample.yaml", ["docx"], language="zh-CN").outputs["docx"].data
    assert words(header(data)) == "竹帆传播创意简报"
    assert not find(header(data), "//wp:inline")


def test_a_clients_logo_comes_first_and_the_agency_is_named_beside_it(tmp_path: Path) -> None:
    root = folder(tmp_path, brand="  colours: {accent: B05F18, support: 1E3A4C}\n  logo: mark.svg")
    data = build(root / "creative_brief/sample.yaml", ["docx"], language="zh-CN").outputs["docx"].data
    assert words(header(data)) == "竹帆传播 · 创意简报"
    assert find(header(data), "//wp:docPr/@descr") == ["禾鲸"]


@pytest.mark.parametrize(("name", "code"), [("../../../../etc/passwd", "E640"), ("nowhere.png", "E641"), ("sample.yaml", "E642")])
def test_a_logo_that_cannot_be_used_is_told_at_its_place(tmp_path: Path, name: str, code: str) -> None:
    root = folder(tmp_path, brand=f"  colours: {{accent: B05F18, support: 1E3A4C}}\n  logo: {name}")
    with pytest.raises(GeneratorError) as caught:
        build(root / "creative_brief/sample.yaml", ["docx"], language="zh-CN")
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_a_clients_fonts_are_those_of_word_and_powerpoint_and_tried_first_in_pdf(tmp_path: Path) -> None:
    fonts = '  fonts: {latin: "Oatwhale Sans, DejaVu Sans", east_asian: Noto Sans CJK SC}'
    root = folder(tmp_path, brand=f"  colours: {{accent: B05F18, support: 1E3A4C}}\n{fonts}")
    made = build(root / "creative_brief/sample.yaml", ["docx", "pdf"], language="zh-CN")
    scheme = etree.fromstring(read(made.outputs["docx"].data)["word/theme/theme1.xml"].data)
    assert set(find(scheme, "//a:fontScheme/*/a:latin/@typeface")) == {"Oatwhale Sans"}
    assert set(find(scheme, "//a:fontScheme/*/a:ea/@typeface")) == {"Noto Sans CJK SC"}
    (told,) = [one for one in made.warnings if one.code == "W659"]
    assert "Oatwhale Sans" in told.message.en
    slides = read(build(root / "proposal_deck/sample.yaml", ["pptx"], language="zh-CN").outputs["pptx"].data)
    assert b'<a:latin typeface="Oatwhale Sans"' in slides["ppt/theme/theme1.xml"].data


def test_a_light_accent_and_support_are_told_where_they_are_written(tmp_path: Path) -> None:
    root = folder(tmp_path, brand="  colours: {accent: F2C230, support: 9FB3C8}")
    told = {one.code: one for one in build(root / "client_profile/sample.yaml", ["docx"], language="zh-CN").warnings}
    assert {"W670", "W671"} <= set(told)
    place = told["W670"].position
    assert place is not None
    assert "accent: F2C230" in place.excerpt
    assert "1.7:1" in told["W670"].message.en
    assert "words take #" in told["W670"].message.en
    brief = build(root / "creative_brief/sample.yaml", ["docx"], language="zh-CN")
    assert not {one.code for one in brief.warnings} & {"W670", "W671"}


def test_a_logo_has_no_more_pixels_than_its_print_needs(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("RGB", (2600, 520), (122, 31, 43)).save(path, dpi=(72, 72))
    picture = images.logo(path)
    width, height = images.logo_size_pt(picture)
    assert (width, height) == pytest.approx((112.5, 22.5), abs=1.0)
    assert 217 <= picture.width_px / (width / 72) <= 222
