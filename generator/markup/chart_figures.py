"""`figure class="chart"` → Chart: its data is a table, a series a column and a category a row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast, get_args

from generator.document import Chart, ChartType, Series
from generator.markup.chart_formats import fitted
from generator.markup.figure_parts import SHARED, caption_of, cells_of, children_of, data_of, needed, rows_of
from generator.markup.reading import Element, Reading
from generator.markup.white_space import plain_lines

TYPES: tuple[str, ...] = get_args(ChartType)
PALETTES = ("brand", "media")
CROSSES = ("mean", "zero")
AXES = ("1", "2")

_ATTRIBUTES = (
    *("data-type", "data-unit", "data-format", "data-highlight", "data-source", "data-palette", "data-alt"),
    *("data-axis2", "data-format2", "data-places", "data-cross"),
)
_GAPS = frozenset(["", "–", "—", "-"])
_NUMBER = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z", re.ASCII)
_PLACES = re.compile(r"\d{1,4}( \d{1,4})*\Z", re.ASCII)


def read_chart(reading: Reading, element: Element, class_: str) -> Chart | None:
    """The chart, `class_` its classes of the theme; None when it holds no data."""
    reading.check_attributes(element, SHARED + _ATTRIBUTES)
    parts = children_of(reading, element, "figcaption", "table")
    table = needed(reading, element, parts, "table")
    type_ = _one_of(reading, element, "data-type", TYPES, "")
    palette = _one_of(reading, element, "data-palette", PALETTES, "brand")
    cross = _one_of(reading, element, "data-cross", CROSSES, "mean")
    title, id_ = caption_of(reading, parts), reading.id_of(element)
    categories, series = _data(reading, table) if table is not None else ((), ())
    if not categories or not series:
        return None
    first, second = _formats(element, type_, series)
    return Chart(
        cast("ChartType", type_),
        categories,
        series,
        title,
        _word(element, "data-alt"),
        _word(element, "data-unit"),
        first,
        _word(element, "data-highlight"),
        _word(element, "data-source"),
        "media" if palette == "media" else "brand",
        class_,
        id_,
        element.get("data-at") or "",
        _word(element, "data-axis2"),
        second,
        _places(reading, element),
        "zero" if cross == "zero" else "mean",
    )


def _data(reading: Reading, table: Element) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Categories and series; both empty when the table holds no figures."""
    head, body = data_of(reading, table)
    names = cells_of(reading, head, of_cell=("scope", "data-axis"))[1:] if head is not None else []
    rows = rows_of(reading, body, len(names) + 1, ("data-at",))
    if head is None or not names or not rows:
        return (), ()
    figures = [[_figure(reading, row, cell) for cell in cells[1:]] for row, cells in rows]
    axes = [_one_of(reading, cell, "data-axis", AXES, "1") for cell in head if cell.tag in ("th", "td")][1:]
    columns = zip(names, zip(*figures, strict=True), axes, strict=True)
    series = tuple(Series(name, tuple(column), 2 if axis == "2" else 1) for name, column, axis in columns)
    return tuple(cells[0] for _, cells in rows), series


def _formats(element: Element, type_: str, series: tuple[Series, ...]) -> tuple[str, str]:
    """The number formats of the first and the second axis ("" where none is asked for), fitted to the figures that they show."""
    first, second = element.get("data-format") or "#,##0", element.get("data-format2") or ""
    apart = [index > 0 if type_ == "scatter" else one.axis == 2 for index, one in enumerate(series)]
    own = [value for one, other in zip(series, apart, strict=True) if not (other and second) for value in one.values]
    others = [value for one, other in zip(series, apart, strict=True) if other for value in one.values]
    return fitted(first, own), fitted(second, others) if second else ""


def _word(element: Element, attribute: str) -> str:
    return plain_lines(element.get(attribute) or "")


def _one_of(reading: Reading, element: Element, attribute: str, known: tuple[str, ...], default: str) -> str:
    value = element.get(attribute) or default
    if not value:
        reading.refuse("E411", element, attribute=attribute)
    elif value not in known:
        reading.refuse("E412", element, attribute=attribute, value=value, expected=", ".join(known))
    return value


def _places(reading: Reading, element: Element) -> tuple[int, ...]:
    """Positions in the palette, counted from 0."""
    value = element.get("data-places") or ""
    if not value:
        return ()
    if _PLACES.match(value):
        return tuple(map(int, value.split()))
    reading.refuse("E412", element, attribute="data-places", value=value, expected="whole numbers from 0, a space between")
    return ()


def _figure(reading: Reading, row: Element, text: str) -> Decimal | None:
    """A number, thousands commas allowed; None for a gap."""
    if text in _GAPS:
        return None
    if _NUMBER.match(text):
        return Decimal(text.replace(",", "").replace("−", "-"))
    reading.refuse("E413", row, value=text)
    return None
