"""The deck with python-pptx's public interface, nothing measured."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks.talk import BRANDS, MONTHS, Slide

_LEFT, _TOP, _WIDTH, _HEIGHT = Inches(0.6), Inches(1.65), Inches(12.1), Inches(5)


def python_pptx(deck: tuple[Slide, ...]) -> bytes:
    """The deck through placeholders, `add_chart`, `add_table` and `notes_slide`."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for number, content in enumerate(deck):
        layout = presentation.slide_layouts[0 if number == 0 else 1 if content.points else 5]
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = content.title
        if content.points:
            frame = slide.placeholders[1].text_frame
            frame.text = content.points[0]
            for point in content.points[1:]:
                frame.add_paragraph().text = point
        if content.figures:
            _chart(slide, content)
        if content.rows:
            _table(slide, content)
        slide.notes_slide.notes_text_frame.text = content.note
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def _chart(slide: object, content: Slide) -> None:
    data = CategoryChartData()
    data.categories = MONTHS
    for brand, values in zip(BRANDS, content.figures, strict=True):
        data.add_series(brand, values)
    slide.shapes.add_chart(XL_CHART_TYPE.LINE, _LEFT, _TOP, _WIDTH, _HEIGHT, data)  # type: ignore[attr-defined]  # no types


def _table(slide: object, content: Slide) -> None:
    rows = (("项目", "内容", "金额", "时间"), *content.rows)
    table = slide.shapes.add_table(len(rows), 4, _LEFT, _TOP, _WIDTH, _HEIGHT).table  # type: ignore[attr-defined]  # no types
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
