"""Charts: one model, two drawings that look the same, and the workbook behind the native one.

`chart_part` is the DrawingML chart of Word and PowerPoint, `workbook` the spreadsheet that opens on "Edit data", `svg` the drawing of HTML
and PDF. All three take their figures, colours and labels from `plan`. The unit is not drawn: the writers state it once, beside the
caption (`unit`) or with the source below (`note`).
"""

from __future__ import annotations

from generator.writers.charts.heights import natural_height
from generator.writers.charts.note import note
from generator.writers.charts.numbers import format_number
from generator.writers.charts.part import chart_part
from generator.writers.charts.shown import unit
from generator.writers.charts.small import Panel, panels
from generator.writers.charts.svg import svg
from generator.writers.charts.workbook import workbook

__all__ = ["Panel", "chart_part", "format_number", "natural_height", "note", "panels", "svg", "unit", "workbook"]
