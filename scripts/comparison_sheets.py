"""Pages of several makers side by side, each column under its maker's name."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

PAGE_PX, SLIDE_PX = 620, 400
"""Width of a page and of a slide."""

GAP_PX, HEAD_PX, FONT_PX = 16, 40, 20

GROUND, INK, EDGE = "#E4E7EB", "#1B1F24", "#B9C0C8"
"""Between the pages, of the names, and around a page."""

COLOURS = 96


@dataclass(frozen=True, slots=True)
class Shown:
    """A maker, the PDF of its file, and the pages to show (from 0)."""

    maker: str
    pdf: Path
    pages: list[int]


def sheet(columns: list[Shown], *, slides: bool) -> bytes:
    """The picture as PNG in few colours: a column per maker, a row per page; rows are as tall as their tallest page."""
    width = SLIDE_PX if slides else PAGE_PX
    drawn = [[_page(column.pdf, page, width) for page in column.pages] for column in columns]
    heights = [max(page.height for page in row) for row in zip(*drawn, strict=True)]
    size = (GAP_PX + len(columns) * (width + GAP_PX), HEAD_PX + sum(heights) + GAP_PX * len(heights))
    image = Image.new("RGB", size, GROUND)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(_font(), FONT_PX)
    for across, (column, pages) in enumerate(zip(columns, drawn, strict=True)):
        left = GAP_PX + across * (width + GAP_PX)
        pen.text((left, (HEAD_PX - FONT_PX) // 2), column.maker, fill=INK, font=font)
        top = HEAD_PX
        for page, height in zip(pages, heights, strict=True):
            image.paste(page, (left, top))
            top += height + GAP_PX
    stream = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _page(pdf: Path, page: int, width: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        image: Image.Image = sheet.render(scale=width * 2 / sheet.get_width()).to_pil().convert("RGB")
    image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=EDGE)
    return image


def _font() -> str:
    """The file of Liberation Sans, or of what stands in for it."""
    asked = ["fc-match", "-f", "%{file}", "Liberation Sans:bold"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout
