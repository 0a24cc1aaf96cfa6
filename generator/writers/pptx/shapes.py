"""Frames as native shapes: text boxes and placeholders, tables, charts, pictures, and the group of a schedule."""

from __future__ import annotations

from typing import assert_never

from generator.writers import charts
from generator.writers.frames import Box, ChartFrame, Frame, Mark, PictureFrame, ScheduleFrame, TableFrame, TextFrame
from generator.writers.pptx import text
from generator.writers.pptx.sheet import Sheet, transform
from generator.writers.pptx.tables import graphic
from generator.writers.scheme import themed

RULE_INSET_PT = 16.0
RULE_WIDTH_PT = 3.0
CHART_TEXT_PT = 14.0
WORDS = ("body", "title", "ctrTitle", "subTitle", "obj", "ftr", "sldNum")


def shapes(frame: Frame, sheet: Sheet) -> str:
    """The shapes of one frame."""
    match frame:
        case TextFrame():
            return _rule(frame, sheet) + _words(frame, sheet)
        case TableFrame():
            return _table(frame, sheet)
        case ChartFrame():
            return _chart(frame, sheet)
        case PictureFrame():
            return _picture(frame, sheet)
        case ScheduleFrame():
            return _schedule(frame, sheet)
        case _:
            assert_never(frame)


def _rule(frame: TextFrame, sheet: Sheet) -> str:
    if not frame.rule:
        return ""
    height = frame.height_pt or frame.box.height
    box = Box(frame.box.x - RULE_INSET_PT, frame.box.y, RULE_WIDTH_PT, height)
    return _filled(box, "rect", frame.rule, sheet.properties("Accent rule", decorative=True))


def _filled(box: Box, geometry: str, colour: str, properties: str, adjust: str = "") -> str:
    return (
        f"<p:sp><p:nvSpPr>{properties}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(box)}"
        f'<a:prstGeom prst="{geometry}"><a:avLst>{adjust}</a:avLst></a:prstGeom>{text.colour(colour)}<a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def _words(frame: TextFrame, sheet: Sheet) -> str:
    placeholder = sheet.placeholder(frame.placeholder, WORDS)
    slot = sheet.slots.get(frame.placeholder)
    inherits = placeholder and slot is not None and _same(slot.box, frame.box)
    place = "" if inherits else f'{transform(frame.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    name = frame.name if frame.name != "Text" or not frame.placeholder else frame.placeholder.capitalize()
    kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if placeholder else '<p:cNvSpPr txBox="1"/>'
    content = text.body(frame.lines, sheet.link, anchor=frame.anchor, inset_pt=frame.inset_pt)
    if slot is not None and slot.type == "sldNum":
        content = content.replace(text.paragraphs(frame.lines, sheet.link), text.number_field(frame.lines[0]))
    return (
        f"<p:sp><p:nvSpPr>{sheet.properties(name)}{kind}<p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{place}{'' if placeholder else '<a:noFill/>'}</p:spPr>{content}</p:sp>"
    )


def _same(first: Box, second: Box) -> bool:
    """Whether two boxes agree within a hundredth of a point."""
    pairs = ((first.x, second.x), (first.y, second.y), (first.width, second.width), (first.height, second.height))
    return all(abs(one - other) < 0.01 for one, other in pairs)


def _frame(properties: str, placeholder: str, box: Box, content: str) -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr>{properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{placeholder}</p:nvPr></p:nvGraphicFramePr>{transform(box, 'p:xfrm')}<a:graphic>{content}</a:graphic></p:graphicFrame>"
    )


def _table(frame: TableFrame, sheet: Sheet) -> str:
    placeholder = sheet.placeholder(frame.placeholder, ("tbl", "obj"))
    return _frame(sheet.properties("Table", frame.alt or "Table"), placeholder, frame.box, graphic(frame, sheet))


def _chart(frame: ChartFrame, sheet: Sheet) -> str:
    """A native chart, or several small ones."""
    panels = charts.panels(frame.chart, frame.box.width, frame.box.height)
    return "".join(_panel(frame, panel, sheet, first=not number) for number, panel in enumerate(panels))


def _panel(frame: ChartFrame, panel: charts.Panel, sheet: Sheet, *, first: bool) -> str:
    """A chart part of our own with its workbook; the first relationship of a new part is rId1. The first one takes the placeholder."""
    size = {"text_size_pt": CHART_TEXT_PT, "width_pt": panel.width_pt, "height_pt": panel.height_pt}
    xml = charts.chart_part(panel.chart, sheet.theme, sheet.languages, "rId1", shared=panel.shared, **size)
    part = sheet.package.chart(themed(xml, sheet.theme), charts.workbook(panel.chart))
    name = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    content = f'<a:graphicData uri="{name}"><c:chart xmlns:c="{name}" r:id="{sheet.relations.add("chart", part)}"/></a:graphicData>'
    placeholder = sheet.placeholder(frame.placeholder, ("chart", "obj")) if first else ""
    box = Box(frame.box.x + panel.x, frame.box.y + panel.y, panel.width_pt, panel.height_pt)
    alt = frame.alt or "Chart"
    words = f"{alt} – {panel.shared.title}" if panel.shared else alt
    return _frame(sheet.properties("Chart", words), placeholder, box, content)


def _picture(frame: PictureFrame, sheet: Sheet) -> str:
    picture = sheet.pictures[frame.src]
    relationship = sheet.relations.add("image", sheet.package.picture(picture))
    left, top, right, bottom = (round(share * 100000) for share in frame.crop)
    source = f'<a:srcRect l="{left}" t="{top}" r="{right}" b="{bottom}"/>' if any(frame.crop) else ""
    placeholder = sheet.placeholder(frame.placeholder, ("pic", "obj"))
    slot = sheet.slots.get(frame.placeholder)
    inherits = placeholder and slot is not None and _same(slot.box, frame.box)
    place = "" if inherits else f'{transform(frame.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    decorative = not frame.alt
    return (
        f"<p:pic><p:nvPicPr>{sheet.properties('Picture', frame.alt, decorative=decorative)}"
        f'<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{placeholder}</p:nvPr></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relationship}"/>{source}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{place}</p:spPr></p:pic>"
    )


def _schedule(frame: ScheduleFrame, sheet: Sheet) -> str:
    box = frame.box
    properties = sheet.properties("Schedule", frame.alt)
    child = f'<a:chOff x="{text.emu(box.x)}" y="{text.emu(box.y)}"/><a:chExt cx="{text.emu(box.width)}" cy="{text.emu(box.height)}"/>'
    marks = "".join(_mark(mark, sheet) for mark in frame.marks)
    place = f"<p:grpSpPr>{transform(box, inner=child)}</p:grpSpPr>"
    return f"<p:grpSp><p:nvGrpSpPr>{properties}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>{place}{marks}</p:grpSp>"


def _mark(mark: Mark, sheet: Sheet) -> str:
    match mark.kind:
        case "text":
            content = text.body(mark.lines, sheet.link, anchor=mark.anchor)
            return (
                f'<p:sp><p:nvSpPr>{sheet.properties(mark.name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{transform(mark.box)}'
                f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>{content}</p:sp>'
            )
        case "bar":
            adjust = '<a:gd name="adj" fmla="val 22000"/>'
            return _filled(mark.box, "roundRect", mark.colour, sheet.properties(mark.name), adjust)
        case "milestone":
            return _filled(mark.box, "diamond", mark.colour, sheet.properties(mark.name))
        case "rule":
            return _filled(mark.box, "rect", mark.colour, sheet.properties(mark.name, decorative=True))
        case _:
            assert_never(mark.kind)
