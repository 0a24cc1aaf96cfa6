"""What all figures share: their parts by name, their caption, and the table that holds the data of a chart or schedule."""

from __future__ import annotations

from generator.document import Inlines
from generator.markup.inlines import marked, read_inlines, read_plain
from generator.markup.reading import Element, Reading

SHARED = ("class", "id", "data-at")
"""Attributes that every figure may carry."""


def children_of(reading: Reading, figure: Element, *known: str) -> dict[str, Element]:
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


def needed(reading: Reading, figure: Element, parts: dict[str, Element], name: str) -> Element | None:
    """The part of that name; a figure without it is refused."""
    if name not in parts:
        reading.refuse("E418", figure, part=f"<{name}>")
    return parts.get(name)


def caption_of(reading: Reading, parts: dict[str, Element]) -> Inlines:
    """The caption, () without one."""
    caption = parts.get("figcaption")
    return () if caption is None else marked(reading, caption, read_inlines(reading, caption))


def data_of(reading: Reading, table: Element) -> tuple[Element | None, list[Element]]:
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


def cells_of(reading: Reading, row: Element, known: tuple[str, ...] = ("data-at",), of_cell: tuple[str, ...] = ("scope",)) -> list[str]:
    """The plain texts of a row's cells; `known` are the attributes that the row may carry, `of_cell` those of its cells."""
    reading.check_attributes(row, known)
    reading.refuse_text(row.text, row)
    texts = []
    for cell in row:
        reading.refuse_text(cell.tail, row, cell)
        if cell.tag in ("th", "td"):
            reading.check_attributes(cell, of_cell)
            texts.append(read_plain(reading, cell))
        else:
            reading.refuse_element(cell, row, ("th", "td"))
    return texts


def rows_of(reading: Reading, rows: list[Element], width: int, known: tuple[str, ...]) -> list[tuple[Element, list[str]]]:
    """The rows with their cells; a row of another width than the heading row's is refused."""
    read = []
    for row in rows:
        cells = cells_of(reading, row, known)
        if len(cells) != width:
            reading.refuse("E419", row, cells=len(cells), width=width)
        else:
            read.append((row, cells))
    return read
