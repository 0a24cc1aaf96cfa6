"""Frames as absolutely positioned boxes."""

from __future__ import annotations

import base64
from html import escape
from typing import assert_never

from generator.writers import charts
from generator.writers.frames import Box, ChartFrame, Frame, Mark, PictureFrame, ScheduleFrame, Slide, TableFrame, TextFrame, within
from generator.writers.slide_pages import tables
from generator.writers.slide_pages.words import Pages, blocks, paragraph

CHART_TEXT_PT = 14.0
RULE_INSET_PT = 16.0
RULE_WIDTH_PT = 3.0


def place(box: Box) -> str:
    """The CSS of a rectangle."""
    return f"left:{box.x:.2f}pt;top:{box.y:.2f}pt;width:{box.width:.2f}pt;height:{box.height:.2f}pt"


def filled(box: Box, colour: str, more: str = "") -> str:
    """A filled rectangle."""
    return f'<div class="box" style="{place(box)};background:{colour};{more}"></div>'


def frame(frame: Frame, slide: Slide, state: Pages) -> str:
    """The boxes of one frame."""
    match frame:
        case TextFrame():
            return _rule(frame, state) + _words(frame, slide, state)
        case TableFrame():
            return f'<div class="box" style="{place(frame.box)}">{tables.markup(frame, state)}</div>'
        case ChartFrame(box, chart):
            drawn = charts.svg(chart, state.theme, box.width, box.height, state.languages, text_size_pt=CHART_TEXT_PT)
            return f'<div class="box" style="{place(box)}">{drawn}</div>'
        case PictureFrame():
            return _picture(frame, state)
        case ScheduleFrame(marks=marks):
            return "".join(_mark(mark, state) for mark in marks)
        case _:
            assert_never(frame)


def _rule(frame: TextFrame, state: Pages) -> str:
    if not frame.rule:
        return ""
    box = Box(frame.box.x - RULE_INSET_PT, frame.box.y, RULE_WIDTH_PT, frame.height_pt or frame.box.height)
    return filled(box, state.colour(frame.rule))


def _words(frame: TextFrame, slide: Slide, state: Pages) -> str:
    inner = _title(frame, slide, state) if frame.placeholder == "title" else blocks(frame.lines, state)
    card = filled(frame.box, state.colour(frame.fill), f"opacity:{frame.opacity:g};z-index:1") if frame.fill else ""
    style = place(_standing(frame)) + (";z-index:2" if frame.fill else "")
    return f'{card}<div class="box" style="{style}"><div class="words">{inner}</div></div>'


def _standing(frame: TextFrame) -> Box:
    """Where the words of a frame begin. Their height is known, so that no style has to centre them: what hangs over the foot of a page
    before it is moved up would be broken there."""
    box = within(frame.box, frame.inset_pt)
    spare = box.height - frame.height_pt if frame.height_pt else 0.0
    down = {"top": 0.0, "middle": spare / 2, "bottom": spare}[frame.anchor]
    return Box(box.x, box.y + down, box.width, box.height - down)


def _title(frame: TextFrame, slide: Slide, state: Pages) -> str:
    """`h1` for the cover, for the parts, and for the first slide whatever it is; `h2` for the others."""
    tag = "h1" if slide.layout in ("cover", "divider") or not state.has_heading else "h2"
    state.has_heading = True
    return "".join(paragraph(line, state, tag) for line in frame.lines)


def _picture(frame: PictureFrame, state: Pages) -> str:
    """A picture larger than its box, which cuts it off at the sides to be cropped."""
    picture = state.pictures[frame.src]
    left, top, right, bottom = frame.crop
    width, height = frame.box.width / (1 - left - right), frame.box.height / (1 - top - bottom)
    data = base64.b64encode(picture.data).decode()
    shown = f"position:absolute;left:{-left * width:.2f}pt;top:{-top * height:.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt"
    image = f'<img alt="{escape(frame.alt)}" src="data:image/{picture.format};base64,{data}" style="{shown}">'
    return f'<div class="box" style="{place(frame.box)};overflow:hidden">{image}</div>'


def _mark(mark: Mark, state: Pages) -> str:
    match mark.kind:
        case "text":
            words = "".join(paragraph(line, state, "p") for line in mark.lines)
            return f'<div class="box {mark.anchor}" style="{place(mark.box)}"><div class="words">{words}</div></div>'
        case "bar":
            return filled(mark.box, state.colour(mark.colour), "border-radius:3pt")
        case "milestone":
            side = mark.box.width / 2**0.5
            centre = Box(mark.box.x + (mark.box.width - side) / 2, mark.box.y + (mark.box.height - side) / 2, side, side)
            return filled(centre, state.colour(mark.colour), "transform:rotate(45deg)")
        case "rule":
            return filled(mark.box, state.colour(mark.colour))
        case _:
            assert_never(mark.kind)
