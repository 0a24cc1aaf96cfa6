"""`figure` → Image, Chart, Schedule, KeyNumber, by its class. Charts and schedules hold their data as a table.

A drawing (`svg`) and whatever carries `data-drawn` in a chart or schedule was made from the data by `writers.html` and is passed over.
"""

from __future__ import annotations

import datetime

from generator.document import Chart, Image, KeyNumber, Schedule, Task
from generator.markup.chart_figures import read_chart
from generator.markup.figure_parts import SHARED, caption_of, cells_of, children_of, data_of, needed, rows_of
from generator.markup.inlines import plain, read_inlines
from generator.markup.reading import Element, Reading
from generator.markup.white_space import plain_lines

KINDS = ("image", "chart", "schedule", "keynumber")

Figure = Image | Chart | Schedule | KeyNumber


def read_figure(reading: Reading, element: Element) -> Figure | None:
    """The figure; None when it holds no data."""
    match reading.kind_of(element, KINDS):
        case "image":
            return _image(reading, element)
        case "chart":
            return read_chart(reading, element, reading.class_of(element, KINDS))
        case "schedule":
            return _schedule(reading, element)
        case "keynumber":
            return _key_number(reading, element)
        case _:
            return None


def _image(reading: Reading, element: Element) -> Image | None:
    reading.check_attributes(element, SHARED)
    parts = children_of(reading, element, "img", "figcaption")
    img = needed(reading, element, parts, "img")
    if img is None:
        return None
    src = img.get("data-src") or img.get("src") or ""
    if not src:
        reading.refuse("E411", img, attribute="src")
    if img.get("alt") is None:
        reading.refuse("E411", img, attribute="alt")
    alt, class_, id_ = plain_lines(img.get("alt") or ""), reading.class_of(element, KINDS), reading.id_of(element)
    return Image(src, alt, caption_of(reading, parts), class_, id_, element.get("data-at") or "")


def _key_number(reading: Reading, element: Element) -> KeyNumber | None:
    reading.check_attributes(element, ("class", "data-at"))
    parts = children_of(reading, element, "strong", "figcaption")
    strong = needed(reading, element, parts, "strong")
    if strong is None:
        return None
    value = plain(read_inlines(reading, strong))
    label, class_ = caption_of(reading, parts), reading.class_of(element, KINDS)
    return KeyNumber(value, label, class_, element.get("data-at") or "") if value else None


# ------------------------------------------------------------------------------------------------------------------- schedule


def _schedule(reading: Reading, element: Element) -> Schedule | None:
    reading.check_attributes(element, SHARED)
    parts = children_of(reading, element, "figcaption", "table")
    table = needed(reading, element, parts, "table")
    title, class_, id_ = caption_of(reading, parts), reading.class_of(element, KINDS), reading.id_of(element)
    if table is None:
        return None
    head, body = data_of(reading, table)
    headings = cells_of(reading, head) if head is not None else []
    if head is not None and len(headings) != 4:
        reading.refuse("E419", head, cells=len(headings), width=4)
    tasks = [_task(reading, row, cells) for row, cells in rows_of(reading, body, 4, ("class", "data-group", "data-at"))]
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
