"""Pictures in finished files: upright, without metadata, in a format that every program shows, with no more pixels than their print needs."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from generator import build
from generator.writers.invariants.parts import q
from generator.writers.package import read
from tests.house import house

EMU_PER_INCH = 914400
MOST_DPI = 225
"""220, and what rounding up to whole pixels adds to a small picture."""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#12355B"/></svg>'
TEMPLATE = (
    '{% for src in ["photo.jpg", "flat.webp", "drawing.svg"] %}'
    '<figure class="image"><img src="{{ src }}" alt="{{ src }}"/></figure>{% endfor %}'
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A paper with a phone's photograph lying on its side, a WebP and a drawing."""
    path = house(tmp_path, template=TEMPLATE)
    photo = Image.effect_noise((4000, 3000), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    photo.save(path.parent / "photo.jpg", exif=exif, dpi=(72, 72), comment=b"CANARY-COMMENT")
    Image.new("RGB", (3000, 600), (200, 20, 40)).save(path.parent / "flat.webp", xmp=b"<x>CANARY-XMP</x>")
    (path.parent / "drawing.svg").write_text(SVG, encoding="utf-8")
    return path


def stored(data: bytes) -> dict[str, bytes]:
    return {name: member.data for name, member in read(data).items() if "/media/" in name}


def drawn(data: bytes) -> list[tuple[Image.Image, float]]:
    """The pictures of a Word file and the width in inches at which each is printed."""
    members = {name: member.data for name, member in read(data).items()}
    targets = {node.get("Id"): node.get("Target") for node in etree.fromstring(members["word/_rels/document.xml.rels"])}
    found: list[tuple[Image.Image, float]] = []
    for inline in etree.fromstring(members["word/document.xml"]).iter("{*}inline"):
        (blip,), (extent,) = inline.iter("{*}blip"), inline.iter("{*}extent")
        target = targets[blip.get(q("r:embed"))]
        found.append((Image.open(io.BytesIO(members[f"word/{target}"])), int(str(extent.get("cx"))) / EMU_PER_INCH))
    return found


def test_word_has_upright_pictures_of_known_formats_and_fitting_size(paper: Path) -> None:
    photo, flat, drawing = drawn(build(paper, ["docx"]).outputs["docx"].data)
    assert photo[0].width < photo[0].height  # turned as EXIF says
    assert [picture.format for picture, _ in (photo, flat, drawing)] == ["JPEG", "PNG", "PNG"]
    assert all(picture.width / inches <= MOST_DPI for picture, inches in (photo, flat, drawing))
    assert photo[0].width / photo[1] > 150  # and not needlessly small


def test_powerpoint_has_them_too(paper: Path) -> None:
    pictures = [Image.open(io.BytesIO(data)) for data in stored(build(paper, ["pptx"]).outputs["pptx"].data).values()]
    assert sorted(str(picture.format) for picture in pictures) == ["JPEG", "PNG", "PNG"]
    assert max(picture.width for picture in pictures) <= 40 / 3 * MOST_DPI


def test_a_pdf_holds_no_more_pixels_than_its_page_needs(paper: Path) -> None:
    with pikepdf.open(io.BytesIO(build(paper, ["pdf"]).outputs["pdf"].data)) as pdf:
        widths = {int(image.Width) for page in pdf.pages for image in page.get_images().values()}
    assert len(widths) == 3
    assert max(widths) <= 170 / 25.4 * MOST_DPI


@pytest.mark.parametrize("format", ["docx", "pptx", "pdf"])
def test_nothing_of_the_camera_is_left(paper: Path, format: str) -> None:
    data = build(paper, [format]).outputs[format].data
    parts = stored(data).values() if format != "pdf" else [data]
    assert not [part for part in parts if b"CANARY" in part or b"Exif" in part]
