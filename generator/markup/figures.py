"""`figure` → Image, Chart, Schedule, KeyNumber, by its class. Charts and schedules hold their data as a table.

A drawing (`svg`) and whatever carries `data-drawn` in a chart or schedule was made from the data by `writers.html` and is passed over.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import cast, get_args

from generator.document import Chart, ChartType, Image, Inlines, KeyNumber, Schedule, Series, Task
from generator.markup.inlines import marked, plain, plain_lines, read_inlines, read_plain
from generator.markup.reading import Element, Reading

KINDS = ("image", "chart", "schedule", "keynumber")
TYPES: tuple[str, ...] = get_args(ChartType)
PALETTES = ("brand", "media")

_SHARED = ("class", "id", "data-at")
_CHART = ("data-type", "data-unit", "data-format", "data-highlight", "data-source", "data-palette", "data-alt")
_GAPS = frozenset(["", "–", "—", "-"])
_NUMBER = re.compile(r"[-−+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z", re.ASCII)

Figure = Image | Chart | Schedule | KeyNumber


def read_figure(reading: Reading, element: Element) -> Figure | None:
    """The figure; None when it holds no data."""
    match reading.kind_of(element, KINDS):
        case "image":
            return _image(reading, element)
        case "chart":
            return _chart(reading, element)
        case "schedule":
            return _schedule(reading, element)
        case "keynumber":
            return _key_number(reading, element)
        case _:
            return None


def _parts(reading: Reading, figure: Element, *known: str) -> dict[str, Element]:
    """The children of `figure` by name, without what was drawn."""
    reading.refuse_text(figure.text, figure)
    parts: dict[str, Element] = {}
    for child in figure:
        reading.refuse_text(child.tail, figure, child)
        if child.get("data-drawn") is not None or str(child.tag).rpartition("}")[2] == "svg":
            continue
        if child.tag in known and child.tag not in parts:
            reading.check_attributes(child)
            parts[str(child.tag)] = child
        else:
            reading.refuse_element(child, figure, known)
    return parts


def _needed(reading: Reading, figure: Element, parts: dict[str, Element], name: str) -> Element | None:
    if name not in parts:
        reading.refuse("E418", figure, part=f"<{name}>")
    return parts.get(name)


def _caption(reading: Reading, parts: dict[str, Element]) -> Inlines:
    caption = parts.get("figcaption")
    return () if caption is None else marked(reading, caption, read_inlines(reading, caption))


def _image(reading: Reading, element: Element) -> Image | None:
    reading.check_attributes(element, _SHARED)
    parts = _parts(reading, element, "img", "figcaption")
    img = _needed(reading, element, parts, "img")
    if img is None:
        return None
    src = img.get("data-src") or img.get("src") or ""
    if not src:
        reading.refuse("E411", img, attribute="src")
    if img.get("alt") is None:
        reading.refuse("E411", img, attribute="alt")
    alt, class_, id_ = plain_lines(img.get("alt") or ""), reading.class_of(element, KINDS), reading.id_of(element)
    return Image(src, alt, _caption(reading, parts), class_, id_, element.get("data-at") or "")


def _key_number(reading: Reading, element: Element) -> KeyNumber | None:
    reading.check_attributes(element, ("class", "data-at"))
    parts = _parts(reading, element, "strong", "figcaption")
    strong = _needed(reading, element, parts, "strong")
    if strong is None:
        return None
    value = plain(read_inlines(reading, strong))
    label, class_ = _caption(reading, parts), reading.class_of(element, KINDS)
    return KeyNumber(value, label, class_, element.get("data-at") or "") if value else None


# ----------------------------------------------------------------------------------------------------------- data as a table


def _data(reading: Reading, table: Element) -> tuple[Element | None, list[Element]]:
    """The heading row and the data rows of a figure's table."""
    reading.refuse_text(table.text, table)
    head, body = None, []
    for child in table:
        reading.check_attributes(child)
        reading.refuse_text(child.text, child)
        reading.refuse_text(child.tail, table, child)
        rows = [row for row in child if row.tag == "tr" and row.get("data-drawn") is None]
        match child.tag:
            case "thead" if rows:
                head = rows[0]
            case "tbody":
                body += rows
            case "thead":
                pass
            case _:
                reading.refuse_element(child, table, ("thead", "tbody"))
        for row in child:
            if row.tag != "tr":
                reading.refuse_element(row, child, ("tr",))
    if head is None:
        reading.refuse("E418", table, part="<thead>")
    return head, body


def _cells(reading: Reading, row: Element, known: tuple[str, ...] = ("data-at",)) -> list[str]:
    """The plain texts of a row's cells."""
    reading.check_attributes(row, known)
    reading.refuse_text(row.text, row)
    texts = []
    for cell in row:
        reading.refuse_text(cell.tail, row, cell)
        if cell.tag in ("th", "td"):
            reading.check_attributes(cell, ("scope",))
            texts.append(read_plain(reading, cell))
        else:
            reading.refuse_element(cell, row, ("th", "td"))
    return texts


def _rows(reading: Reading, rows: list[Element], width: int, known: tuple[str, ...]) -> list[tuple[Element, list[str]]]:
    """The rows with their cells; a row of another width than the heading row's is refused."""
    read = []
    for row in rows:
        cells = _cells(reading, row, known)
        if len(cells) != width:
            reading.refuse("E419", row, cells=len(cells), width=width)
        else:
            read.append((row, cells))
    return read


def _chart(reading: Reading, element: Element) -> Chart | None:
    reading.check_attributes(element, _SHARED + _CHART)
    parts = _parts(reading, element, "figcaption", "table")
    table = _needed(reading, element, parts, "table")
    type_ = _one_of(reading, element, "data-type", TYPES, "")
    palette = _one_of(reading, element, "data-palette", PALETTES, "brand")
    title, class_, id_ = _caption(reading, parts), reading.class_of(element, KINDS), reading.id_of(element)
    if table is None:
        return None
    head, body = _data(reading, table)
    names = _cells(reading, head)[1:] if head is not None else []
    rows = _rows(reading, body, len(names) + 1, ("data-at",))
    figures = [[_figure(reading, row, cell) for cell in cells[1:]] for row, cells in rows]
    if not names or not rows:
        return None
    series = tuple(Series(name, tuple(column)) for name, column in zip(names, zip(*figures, strict=True), strict=True))
    return Chart(
        cast("ChartType", type_),
        tuple(cells[0] for _, cells in rows),
        series,
        title,
        _word(element, "data-alt"),
        _word(element, "data-unit"),
        element.get("data-format") or "#,##0",
        _word(element, "data-highlight"),
        _word(element, "data-source"),
        "media" if palette == "media" else "brand",
        class_,
        id_,
        element.get("data-at") or "",
    )


def _word(element: Element, attribute: str) -> str:
    return plain_lines(element.get(attribute) or "")


def _one_of(reading: Reading, element: Element, attribute: str, known: tuple[str, ...], default: str) -> str:
    value = element.get(attribute) or default
    if not value:
        reading.refuse("E411", element, attribute=attribute)
    elif value not in known:
        reading.refuse("E412", element, attribute=attribute, value=value, expected=", ".join(known))
    return value


def _figure(reading: Reading, row: Element, text: str) -> Decimal | None:
    """A number, thousands commas allowed; None for a gap."""
    if text in _GAPS:
        return None
    if _NUMBER.match(text):
        return Decimal(text.replace(",", "").replace("−", "-"))
    reading.refuse("E413", row, value=text)
    return None


# ------------------------------------------------------------------------------------------------------------------- schedule


def _schedule(reading: Reading, element: Element) -> Schedule | None:
    reading.check_attributes(element, _SHARED)
    parts = _parts(reading, element, "figcaption", "table")
    table = _needed(reading, element, parts, "table")
    title, class_, id_ = _caption(reading, parts), reading.class_of(element, KINDS), reading.id_of(element)
    if table is None:
        return None
    head, body = _data(reading, table)
    headings = _cells(reading, head) if head is not None else []
    if head is not None and len(headings) != 4:
        reading.refuse("E419", head, cells=len(headings), width=4)
    tasks = [_task(reading, row, cells) for row, cells in _rows(reading, body, 4, ("class", "data-group", "data-at"))]
    kept = tuple(task for task in tasks if task)
    if not kept or len(headings) != 4:
        return None
    task, owner, start, end = headings
    return Schedule(kept, (task, owner, start, end), title, class_, id_, element.get("data-at") or "")


def _task(reading: Reading, row: Element, cells: list[str]) -> Task | None:
    name, owner, first, last = cells
    milestone = row.get("class") == "milestone"
    if row.get("class") and not milestone:
        reading.refuse("E404", row, class_=row.get("class"), known="milestone")
    start = _date(reading, row, first)
    end = _date(reading, row, last) if last else start
    if start is None or end is None:
        return None
    if end < start:
        reading.refuse("E421", row, start=start, end=end)
    return Task(name, start, end, plain_lines(row.get("data-group") or ""), owner, milestone, row.get("data-at") or "")


def _date(reading: Reading, row: Element, text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        reading.refuse("E414", row, value=text)
        return None
