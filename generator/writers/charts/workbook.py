"""The workbook behind a native chart: six parts, inline strings, only what the chart shows, no clock (ISO/IEC 29500-1, 18)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from decimal import Decimal

from generator.document import Chart
from generator.writers.charts.colours import one_line
from generator.writers.charts.shown import shown, unit
from generator.writers.charts.xml import attribute, escape

SHEET = "Sheet1"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_FIXED_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
_STYLE_TEXT, _STYLE_NUMBER, _STYLE_SECOND = 1, 2, 3


def workbook(chart: Chart) -> bytes:
    """The .xlsx of `chart`: categories in column A, a series in each further column, the unit in A1.

    Text is written as text, whatever it begins with; a gap is an empty cell.
    """
    drawn = shown(chart)
    parts = {name: _HEAD + xml for name, xml in _FIXED_PARTS.items()}
    parts["xl/styles.xml"] = _HEAD + _styles(drawn.number_format, drawn.format2 or drawn.number_format)
    parts["xl/worksheets/sheet1.xml"] = _HEAD + _sheet(drawn, unit(chart))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, xml in parts.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 0  # the same bytes on every system
            member.external_attr = 0
            package.writestr(member, xml.encode())
    return stream.getvalue()


def column_letters(index: int) -> str:
    """The name of the column at `index`, counted from 0 (A, …, Z, AA, …)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _styles(code: str, second: str) -> str:
    """Cell formats: 0 the default, 1 text that wraps, 2 the chart's numbers, 3 those of its second axis.

    openpyxl warns when the style "Normal" is missing."""
    font = '<font><sz val="11"/><name val="Arial"/></font>'
    formats = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" {extra}'
        for number, extra in (
            (0, "/>"),
            (49, 'applyNumberFormat="1" applyAlignment="1"><alignment wrapText="1"/></xf>'),
            (164, 'applyNumberFormat="1"/>'),
            (165, 'applyNumberFormat="1"/>'),
        )
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode={attribute(code)}/>'
        f'<numFmt numFmtId="165" formatCode={attribute(second)}/></numFmts>'
        f'<fonts count="1">{font}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="4">{formats}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(chart: Chart, unit: str) -> str:
    head = [unit, *(one_line(series.name) for series in chart.series)]
    styles = [_style(chart, index) for index in range(len(chart.series))]
    lines = [_row(1, (_text(column_letters(i) + "1", text) for i, text in enumerate(head)))]
    for number, category in enumerate(chart.categories, 2):
        values = (series.values[number - 2] for series in chart.series)
        cells = (_number(f"{column_letters(i)}{number}", value, styles[i - 1]) for i, value in enumerate(values, 1))
        lines.append(_row(number, (_text(f"A{number}", category), *cells)))
    columns = '<cols><col min="1" max="1" width="24" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{"".join(lines)}</sheetData></worksheet>'


def _style(chart: Chart, index: int) -> int:
    """The cell format of a series: that of its axis."""
    second = chart.series[index].axis == 2 if chart.type != "scatter" else index == 1
    return _STYLE_SECOND if second else _STYLE_NUMBER


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(reference: str, text: str) -> str:
    # ST_Xstring (22.9.2.19): "_x0041_" would be read as "A", so its underscore is itself escaped
    escaped = escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text))
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{reference}" s="{_STYLE_TEXT}" t="inlineStr"><is><t{space}>{escaped}</t></is></c>' if text else ""


def _number(reference: str, value: Decimal | None, style: int) -> str:
    return "" if value is None else f'<c r="{reference}" s="{style}"><v>{value:f}</v></c>'
