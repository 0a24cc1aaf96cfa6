"""The same deck through python-pptx's public API on its default template: a slide per slide, nothing measured, no size or colour set.

What is set is what a careful person sets in a first script: the template's own layouts, native charts and tables, pictures that keep
their proportions, notes left out (a client's copy has none).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pptx
from plain_html import Words, chart_grid, plain, schedule_grid
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from generator.document import (
    Block,
    Blocks,
    Chart,
    Document,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Paragraph,
    Quote,
    Schedule,
    Section,
    Table,
)
from generator.writers.images import Picture

TITLE, CONTENT, SECTION, TWO, TITLE_ONLY = 0, 1, 2, 3, 5
"""Layouts of the default template by their places."""

BODY_IN = (0.5, 1.6, 9.0, 4.95)
"""Left, top, width and height of the default template's content placeholder, in inches."""

CHARTS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "percent": XL_CHART_TYPE.COLUMN_STACKED_100,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
}


Line = tuple[str, int]
"""Words and their level in a list."""


class Deck:
    """A deck on the default template, in the making."""

    def __init__(self, paper: Document, named: Words, pictures: Mapping[str, Picture]) -> None:
        self._made: Any = pptx.Presentation()
        self._named = named
        self._pictures = pictures
        self._second = " ".join((*paper.meta.subtitle, paper.meta.date.isoformat()))

    def add(self, slide: Section) -> None:
        """One slide."""
        first, rest = (slide.children[0], slide.children[1:]) if isinstance(slide.children[0], Heading) else (None, slide.children)
        sides = [one for one in rest if isinstance(one, Section) and one.class_ in ("left", "right")]
        if any(isinstance(one, Chart | Table | Schedule | Image | Fields) for one in _leaves(rest)):
            self._with_objects(first, rest)
        elif slide.class_ in ("cover", "divider", "back"):
            lines = [(self._second, 0)] if slide.class_ == "cover" else self._lines(rest)
            self._placed(SECTION if slide.class_ == "divider" else TITLE, self._title(first), lines)
        elif slide.class_ == "statement":
            (said, _), *more = self._lines(rest)
            self._placed(TITLE, said, more)
        elif len(sides) == 2:
            self._columns(first, sides)
        else:
            self._placed(CONTENT, self._title(first), self._lines(rest))

    def bytes(self) -> bytes:
        """The finished file."""
        stream = io.BytesIO()
        self._made.save(stream)
        return stream.getvalue()

    def _placed(self, layout: int, title: str, lines: list[Line]) -> Any:
        slide = self._made.slides.add_slide(self._made.slide_layouts[layout])
        slide.shapes.title.text = title
        if lines:
            _fill(slide.placeholders[1].text_frame, lines)
        return slide

    def _columns(self, title: Heading | None, sides: list[Section]) -> None:
        slide = self._placed(TWO, self._title(title), [])
        for place, side in zip((1, 2), sides, strict=True):
            _fill(slide.placeholders[place].text_frame, self._lines(side.children))

    def _with_objects(self, title: Heading | None, rest: Blocks) -> None:
        """Charts, tables and pictures side by side, the words in a box below."""
        slide = self._placed(TITLE_ONLY, self._title(title), [])
        things = [one for one in _leaves(rest) if isinstance(one, Chart | Table | Schedule | Image | Fields)]
        lines = [(words, 0) for one in things if isinstance(one, Chart) for words in self._said_of(one)]
        lines += self._lines(tuple(one for one in _leaves(rest) if one not in things))
        left, top, width, height = BODY_IN
        tall = height - (0.35 * len(lines) if lines else 0)
        for at, one in enumerate(things):
            self._object(slide, one, (left + at * width / len(things), top, width / len(things), tall))
        if lines:
            box = slide.shapes.add_textbox(*(Inches(value) for value in (left, top + tall, width, height - tall)))
            box.text_frame.word_wrap = True
            _fill(box.text_frame, lines)

    def _said_of(self, chart: Chart) -> list[str]:
        """A chart's conclusion, unit and source: nothing of the chart itself holds them."""
        return [words for words in (plain(chart.title, self._named), " · ".join(filter(None, (chart.unit, chart.source)))) if words]

    def _object(self, slide: Any, one: Block, box: tuple[float, float, float, float]) -> None:
        match one:
            case Chart():
                self._chart(slide, one, box)
            case Image():
                self._picture(slide, one, box)
            case Schedule():
                _table(slide, schedule_grid(one), box)
            case Fields():
                _table(slide, [[plain(field.label, self._named), plain(field.value, self._named)] for field in one.items], box)
            case Table():
                rows = [[plain(cell.children, self._named) for cell in row.cells] for row in (*one.head, *one.body, *one.foot)]
                _table(slide, rows, box)

    def _chart(self, slide: Any, one: Chart, box: tuple[float, float, float, float]) -> None:
        if one.type not in CHARTS and one.type != "column":  # nothing like it in one call: its figures
            _table(slide, chart_grid(one), box)
            return
        make: Any = CategoryChartData  # the library types some of its functions only
        data = make(number_format=one.number_format)
        data.categories = one.categories
        for series in one.series:
            data.add_series(series.name, series.values)
        shape = slide.shapes.add_chart(CHARTS.get(one.type, XL_CHART_TYPE.COLUMN_CLUSTERED), *(Inches(value) for value in box), data)
        shape.chart.has_legend = len(one.series) > 1

    def _picture(self, slide: Any, one: Image, box: tuple[float, float, float, float]) -> None:
        left, top, width, height = (Inches(value) for value in box)
        shape = slide.shapes.add_picture(io.BytesIO(self._pictures[one.src].data), left, top, height=height)
        if shape.width > width:
            shape.width, shape.height = width, round(shape.height * width / shape.width)

    def _lines(self, children: Blocks) -> list[Line]:
        return [line for one in _leaves(children) for line in self._lines_of(one)]

    def _lines_of(self, one: Block) -> list[Line]:
        match one:
            case Paragraph() | Heading():
                return [(plain(one.children, self._named), 0)]
            case List():
                return self._items(one, 0)
            case KeyNumber():
                return [(f"{one.value} {plain(one.label, self._named)}", 0)]
            case Quote():
                return self._lines(one.children)
            case _:
                return []

    def _items(self, one: List, level: int) -> list[Line]:
        lines: list[Line] = []
        for item in one.items:
            lines.append((plain(item.children, self._named), level))
            lines += [line for inner in item.nested for line in self._items(inner, level + 1)]
        return lines

    def _title(self, title: Heading | None) -> str:
        return plain(title.children, self._named) if title else ""


def _fill(frame: Any, lines: list[Line]) -> None:
    """A paragraph per line, at its level."""
    for at, (words, level) in enumerate(lines):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.text, paragraph.level = words.replace("\n", "\v"), level


def _leaves(children: Blocks) -> Blocks:
    """Blocks without the slots they stand in."""
    return tuple(leaf for one in children for leaf in (_leaves(one.children) if isinstance(one, Section) else (one,)))


def _table(slide: Any, rows: list[list[str]], box: tuple[float, float, float, float]) -> None:
    columns = max(map(len, rows))
    left, top, width, _ = (Inches(value) for value in box)
    table = slide.shapes.add_table(len(rows), columns, left, top, width, Inches(0.37 * len(rows))).table
    for across, row in enumerate(rows):
        for down, words in enumerate(row):
            table.cell(across, down).text = words


def deck(paper: Document, named: Words, pictures: Mapping[str, Picture]) -> bytes:
    """The deck's file."""
    made = Deck(paper, named, pictures)
    for slide in paper.body:
        if isinstance(slide, Section):
            made.add(slide)
    return made.bytes()
