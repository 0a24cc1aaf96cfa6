"""What a draft may say of a data file: which of its headings is probably which column, and what it is written in.

The schema lists the headings that a column often has (`x-headings`). A proposal is written into the paper, where a person sees it; no
paper is ever read by a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError, Position, problem
from generator.shapes import Shape
from generator.tables import encodings, heads, places, spreadsheets
from generator.tables.named import DATA


def proposed(shape: Shape, name: str, path: Path, shown: str) -> dict[str, Any]:
    """What `data: {name: …}` of a paper may say of a file: `file`, `columns`, and `encoding` where the file does not say it.

    Raises GeneratorError E223 for a column that no heading fits, E220 for a file that cannot be read.
    """
    entry = _entry(shape, name)
    columns = entry.member("columns") if entry else None
    try:
        headings, encoding = _headings(path, shown)
    except (OSError, encodings.Undecodable) as error:
        raise GeneratorError([problem("E220", file=shown, reason=error, folder=path.parent)]) from error
    chosen = {one: _heading(one, member, headings) for one, member in (columns.properties() if columns else ())}
    optional = {one for one, member in (columns.properties() if columns else ()) if member.node.get("x-optional")}
    known = ", ".join(filter(None, headings))
    lacking = [one for one, heading in chosen.items() if not heading and one not in optional]
    if lacking:
        raise GeneratorError([problem("E223", Position(str(path)), file=shown, name=one, column=one, known=known) for one in lacking])
    told = {"encoding": encoding} if encoding else {}
    return {"file": shown, **told, "columns": {one: heading for one, heading in chosen.items() if heading}}


def others(path: Path, shown: str, proposal: Mapping[str, Any]) -> list[str]:
    """The headings of a file that a proposal takes for no column, each once."""
    headings, _ = _headings(path, shown)
    return [one for one in dict.fromkeys(headings) if one and one not in proposal["columns"].values()]


def first(shape: Shape) -> str:
    """The name of the first table that a kind takes from data files; "" when it takes none."""
    data = shape.member(DATA)
    return data.names[0] if data and data.names else ""


def _entry(shape: Shape, name: str) -> Shape | None:
    data = shape.member(DATA)
    return data.member(name) if data else None


def _heading(name: str, column: Shape, headings: tuple[str, ...]) -> str:
    """The heading that is probably meant by a column: one of those that it often has, whatever stands in brackets behind it."""
    usual = [name, *column.node.get("x-headings", ())]
    plain = {heading.partition("(")[0].partition("（")[0].strip().lower(): heading for heading in reversed(headings)}
    return next((plain[one.lower()] for one in usual if one.lower() in plain), "")


def _headings(path: Path, shown: str) -> tuple[tuple[str, ...], str]:
    """The headings of a file, and its encoding where nothing but the bytes says it."""
    match places.form(path):
        case "parquet":
            import duckdb  # noqa: PLC0415 - heavy: only a paper with data files loads it

            with duckdb.connect() as connection:
                return tuple(str(row[0]) for row in connection.execute("DESCRIBE FROM read_parquet(?)", [str(path)]).fetchall()), ""
        case "workbook":
            rows = spreadsheets.records(path, shown, "", Position(str(path)))
            return next((row for row in rows if any(field.strip() for field in row)), ()), ""
        case "text":
            text = encodings.text(path)
            head = heads.head(path, text.encoding)
            return (head.headings if head else ()), "" if text.told else text.encoding
