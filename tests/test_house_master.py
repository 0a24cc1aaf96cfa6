"""A house's own master: what it draws behind the slots is drawn in the deck's PDF as well."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image as PillowImage
from pptx import Presentation
from pptx.util import Pt

from generator.document import Heading, Paragraph, Text
from generator.theme import Theme
from generator.writers import pdf
from generator.writers.frames import Stop
from generator.writers.slide_pages import pages
from generator.writers.slides import grid, lay_out
from tests.decks import PICTURES, THEME_FOLDER, document, slide, theme

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
GRADIENT = (
    f'<p:bg xmlns:p="{P}" xmlns:a="{A}"><p:bgPr><a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs>'
    '<a:gs pos="100000"><a:schemeClr val="bg2"/></a:gs></a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>'
)


def logo() -> io.BytesIO:
    stream = io.BytesIO()
    PillowImage.new("RGB", (80, 40), "#2E7D32").save(stream, "PNG")
    stream.seek(0)
    return stream


def placed(master: Any) -> None:
    """A picture of 80 by 40 at the upper right, its left quarter cut off: the master takes no pictures through python-pptx's API."""
    part, relation = master.part.get_or_add_image_part(logo())
    assert part is not None
    picture = (
        f'<p:pic xmlns:p="{P}" xmlns:a="{A}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
        f'<p:cNvPr id="90" name="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
        '<a:srcRect l="25000"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
        f'<a:off x="{Pt(840)}" y="{Pt(12)}"/><a:ext cx="{Pt(60)}" cy="{Pt(40)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</p:spPr></p:pic>"
    )
    master.shapes._spTree.append(etree.fromstring(picture))


@pytest.fixture
def house(tmp_path: Path) -> Theme:
    """The default look with a master of a gradient and a logo."""
    folder = tmp_path / "house"
    shutil.copytree(THEME_FOLDER, folder)
    deck = Presentation(str(folder / "reference.pptx"))
    common = deck.slide_master._element.find(f"{{{P}}}cSld")
    common.replace(common.find(f"{{{P}}}bg"), etree.fromstring(GRADIENT))
    placed(deck.slide_master)
    deck.save(str(folder / "reference.pptx"))
    return dataclasses.replace(theme(), folders=(folder, *theme().folders))


def test_gradients_and_pictures_of_a_master_are_read(house: Theme) -> None:
    panels = grid.read(house).panels["bullets"]
    assert panels[0].stops == (Stop(0.0, "FFFFFF"), Stop(1.0, "wash"))
    assert panels[0].angle == 90
    [picture] = [panel for panel in panels if panel.picture]
    assert (picture.box.x, picture.box.y, picture.box.width) == (840, 12, 60)
    assert picture.crop == (0.25, 0.0, 0.0, 0.0)


def test_a_layout_that_hides_its_master_keeps_its_own_ground(house: Theme) -> None:
    panels = grid.read(house).panels["divider"]
    assert (panels[0].colour, panels[0].stops) == ("support", ())
    assert not any(panel.picture for panel in panels)


def test_the_pdf_shows_the_gradient_and_the_picture_and_spares_them_the_ear(house: Theme) -> None:
    paper = document([slide("bullets", Heading(2, (Text("标题"),)), Paragraph((Text("一"),)))])
    html = pages(paper, lay_out(paper, house, PICTURES), house, PICTURES)
    wash = house.colours["wash"]
    assert f"linear-gradient(180deg,#FFFFFF 0%,#{wash} 100%)" in html
    [style] = re.findall(r'<div class="box" style="([^"]*data:image/png[^"]*)"', html)
    assert "left:840.00pt;top:12.00pt;width:60.00pt;height:40.00pt" in style
    assert "-20.00pt -0.00pt/80.00pt 40.00pt" in style
    assert "<img" not in html


def rendered(data: bytes, folder: Path) -> PillowImage.Image:
    """The first page at one pixel a point."""
    (folder / "deck.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", str(folder / "deck.pdf"), str(folder / "page")], check=True)
    return PillowImage.open(folder / "page.png").convert("RGB")


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler's pdftoppm")
def test_the_pdf_has_the_colours_of_the_ground(house: Theme, tmp_path: Path) -> None:
    paper = document([slide("bullets", Heading(2, (Text("标题"),)), Paragraph((Text("一"),)))])
    data = pdf.write(paper, house, PICTURES).data
    image = rendered(data, tmp_path)
    assert image.getpixel((870, 30)) == pytest.approx((46, 125, 50), abs=6)
    top, foot = image.getpixel((480, 20)), image.getpixel((480, 535))
    assert top == pytest.approx((255, 255, 255), abs=4)
    assert foot == pytest.approx(tuple(int(house.colours["wash"][place : place + 2], 16) for place in (0, 2, 4)), abs=4)
