"""The chart part of Word and PowerPoint: a `c:chartSpace` written as a string (ISO/IEC 29500-1, 21.2).

The order of elements is the schema's. Axis ids are positive: the Open XML SDK reports negative ones.
"""

from __future__ import annotations

from generator.document import Chart
from generator.theme import Theme
from generator.writers.charts.axes_part import AxesPart
from generator.writers.charts.canvas import Canvas
from generator.writers.charts.cloud_part import cloud_plot
from generator.writers.charts.pieces import NO_FRAME, Pieces
from generator.writers.charts.plan import Shared, plan
from generator.writers.charts.ring_part import ring_plot
from generator.writers.charts.xml import attribute

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def chart_part(
    chart: Chart,
    theme: Theme,
    languages: tuple[str, ...],
    workbook_rid: str,
    *,
    text_size_pt: float = 9.0,
    width_pt: float = 480.0,
    height_pt: float = 240.0,
    shared: Shared | None = None,
) -> bytes:
    """The part of `chart`, to be shown in a frame of `width_pt` × `height_pt` (which decides what has room for a label).

    `workbook_rid` is the part's relationship to its workbook, `shared` what one of several small charts has from its fellows.
    """
    pieces = Pieces(theme, languages[0], text_size_pt, width_pt, height_pt)
    planned = plan(chart, theme, width_pt, height_pt, text_size_pt, shared)
    canvas = Canvas(theme, width_pt, height_pt, text_size_pt)
    title, legend = "", ""
    match planned.type:
        case "doughnut":
            plot, legend = ring_plot(planned, pieces, canvas)
        case "scatter":
            plot = cloud_plot(chart, planned, pieces, canvas)
        case _:
            part = AxesPart(planned, pieces, canvas)
            plot, title, legend = part.plot_area(), part.title(), pieces.legend() if planned.legend else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val={attribute(languages[0])}/><c:roundedCorners val="0"/>'
        f'<c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{plot}{NO_FRAME}</c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{NO_FRAME}{pieces.text(pieces.colour('ink'))}"
        f'<c:externalData r:id={attribute(workbook_rid)}><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()
