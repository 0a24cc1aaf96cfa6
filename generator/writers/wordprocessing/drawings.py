"""Drawings in the text: pictures and native charts (`wp:inline`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import Chart, Image
from generator.quoting import quoteattr
from generator.writers.images import NARROW, PICTURE_SHARE
from generator.writers.wordprocessing.paragraphs import Place, paragraph, styled
from generator.writers.wordprocessing.runs import plain
from generator.writers.wordprocessing.schedule import stacked_text
from generator.writers.wordprocessing.story import OFFICE, Story

if TYPE_CHECKING:
    from generator.writers.charts import Panel

EMU_PER_INCH = 914400
EMU_PER_TWIP = 635
EMU_PER_PT = 12700
_GAP = "<w:r><w:t>\u2003</w:t></w:r>"
"""Between small charts: an em, about the space that `charts` keeps free beside each of them."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def image(block: Image, place: Place, story: Story) -> str:
    """A picture in its natural size, made smaller where the text is narrower, under its caption."""
    story.mark(block.id)
    picture = story.pictures[block.src]
    room = place.width * EMU_PER_TWIP * (NARROW if block.class_ == "narrow" else 1)
    height_room = story.reference.text_height * EMU_PER_TWIP * PICTURE_SHARE
    width, height = (round(pixels / picture.dpi * EMU_PER_INCH) for pixels in (picture.width_px, picture.height_px))
    scale = min(1.0, room / width, height_room / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    rid = story.media(block.src, picture)
    caption = styled(block.caption, "Caption", place.kept, story) if block.caption else ""
    run = picture_run(rid, size, story.drawing(), block.alt)
    return caption + _drawn_line(run, place.later if caption else place, story)


def picture_run(rid: str, size: tuple[int, int], number: int, alt: str) -> str:
    """A run that holds a picture; `size` in English Metric Units, `rid` the relationship of the part that it stands in."""
    extent = f'<a:off x="0" y="0"/><a:ext cx="{size[0]}" cy="{size[1]}"/>'
    described = quoteattr(alt)
    graphic = (
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={described}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm>{extent}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return _inline(graphic, _PIC, size, number, alt, "Picture")


def chart(block: Chart, place: Place, story: Story) -> str:
    """A native chart with its workbook, or several small ones side by side: the conclusion above as caption, unit and source below."""
    from generator.writers import charts  # noqa: PLC0415 - heavy, and few papers draw one

    story.mark(block.id)
    width = place.width * EMU_PER_TWIP / EMU_PER_PT
    panels = charts.panels(block, width, charts.natural_height(block, width))
    caption = styled(block.title, "Caption", place.kept, story) if block.title else ""
    later = (place.later if caption else place).kept
    drawn, row = "", ""
    for number, panel in enumerate(panels):
        row += (_GAP if row else "") + _chart(block, panel, story)
        if number + 1 == len(panels) or panels[number + 1].y > panel.y:
            drawn += _drawn_line(row, later, story)
            row, later = "", place.later.kept
    second = story.meta.languages[1] if len(story.meta.languages) > 1 else ""
    note = stacked_text(charts.note(block, story.meta.languages, story.meta.phrases), second)
    return caption + drawn + styled(note, "Source", place.later, story)


def _chart(block: Chart, panel: Panel, story: Story) -> str:
    """The run of one native chart, its part and its workbook."""
    from generator.writers import charts  # noqa: PLC0415

    n = story.chart()
    part = charts.chart_part(
        panel.chart,
        story.theme,
        story.meta.languages,
        "rId1",
        width_pt=panel.width_pt,
        height_pt=panel.height_pt,
        shared=panel.shared,
    )
    story.parts[f"word/charts/chart{n}.xml"] = part
    story.types[f"/word/charts/chart{n}.xml"] = _CHART_TYPE
    story.parts[f"word/embeddings/workbook{n}.xlsx"] = charts.workbook(panel.chart)
    story.types[".xlsx"] = _WORKBOOK_TYPE
    story.parts[f"word/charts/_rels/chart{n}.xml.rels"] = (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/package" Target="../embeddings/workbook{n}.xlsx"/></Relationships>'
    ).encode()
    graphic = f'<c:chart xmlns:c="{_CHART}" r:id="{story.relate("chart", f"charts/chart{n}.xml")}"/>'
    size = (int(panel.width_pt * EMU_PER_PT), round(panel.height_pt * EMU_PER_PT))
    alt = block.alt or plain(block.title)
    words = " – ".join(filter(None, (alt, panel.shared.title))) if panel.shared else alt
    return _inline(graphic, _CHART, size, story.drawing(), words, "Chart")


def _drawn(graphic: str, uri: str, size: tuple[int, int], number: int, alt: str, place: Place, story: Story) -> str:
    """A paragraph that holds one picture."""
    return _drawn_line(_inline(graphic, uri, size, number, alt, "Picture"), place, story)


def _inline(graphic: str, uri: str, size: tuple[int, int], number: int, alt: str, name: str) -> str:
    """A run that holds one inline drawing."""
    width, height = size
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="{name} {number}" descr={quoteattr(alt)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _drawn_line(runs: str, place: Place, story: Story) -> str:
    """A paragraph of drawings; its line is as high as they are (an exact pitch would cut them)."""
    return paragraph(runs, "Body Text", place, story, spacing='w:line="240" w:lineRule="auto"')
