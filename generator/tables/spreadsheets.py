"""A sheet of an XLSX workbook as records of text. Formulas give the value that was last worked out; links are never followed."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.diagnostics import GeneratorError, Position, problem

MOST_BYTES = 600_000_000
"""Of a workbook unpacked: about a full sheet of a million rows."""

MOST_RATIO = 200
"""How many times its packed size a large part may be: text packs to a tenth, a bomb to a thousandth."""

LARGE = 10_000_000
DIGITS = 15
"""What a spreadsheet keeps and shows of a number."""


def records(path: Path, shown: str, sheet: str, at: Position) -> Iterator[tuple[str, ...]]:
    """The rows of a sheet as text, blank ones too. Raises GeneratorError (E230, E232, E235, E240)."""
    import python_calamine  # noqa: PLC0415 - only who reads a workbook loads it

    _unpacked(path, shown, at)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        names = [one.name for one in workbook.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
        visible = [one.name for one in workbook.sheets_metadata
                   if one.name in names and one.visible == python_calamine.SheetVisibleEnum.Visible]  # fmt: skip
        wanted = sheet or (visible[0] if len(visible) == 1 else "")
        if wanted not in names:
            raise GeneratorError([problem("E232" if sheet else "E240", at, file=shown, sheet=sheet, known=", ".join(names))])
        rows = workbook.get_sheet_by_name(wanted).iter_rows()
    except (python_calamine.CalamineError, python_calamine.PasswordError, OSError) as error:
        raise GeneratorError([problem("E230", at, file=shown, reason=error)]) from error
    for row in rows:
        yield tuple(map(_text, row))


def _unpacked(path: Path, shown: str, at: Position) -> None:
    """Look at what a workbook comes to before it is unpacked. Raises GeneratorError E230 for what is no workbook, E235 for a bomb."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise GeneratorError([problem("E230", at, file=shown, reason=error)]) from error
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES or any(part.file_size > max(LARGE, MOST_RATIO * part.compress_size) for part in parts):
        raise GeneratorError([problem("E235", at, file=shown, size=total // 1_000_000, most=MOST_BYTES // 1_000_000)])


def _text(value: object) -> str:
    """A cell as it reads: a day without its midnight, a number with the digits that a spreadsheet shows."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 10**DIGITS else f"{value:.{DIGITS}g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def as_csv(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    """Records as CSV in UTF-8, a part at a time."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow(row)
        if held.tell() > 1 << 20:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()
