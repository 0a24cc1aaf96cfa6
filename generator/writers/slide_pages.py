"""Placed slides as pages of absolutely positioned HTML: the deck's PDF shows what its PowerPoint file shows.

Sizes, pitches, boxes and colours are those of the frames. Headings, lists and tables are real ones, so that the PDF is tagged; footer and
number stand in margin boxes, which a reader by ear is spared.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from generator.document import Document
from generator.theme import Theme
from generator.writers import charts
from generator.writers.frames import (
    Box,
    ChartFrame,
    Deck,
    Frame,
    Line,
    Mark,
    PictureFrame,
    Run,
    ScheduleFrame,
    Slide,
    TableCell,
    TableFrame,
    TableRow,
    TextFrame,
)
from generator.writers.images import Picture
from generator.writers.scheme import rgb

CHART_TEXT_PT = 14.0
RULE_INSET_PT = 16.0
RULE_WIDTH_PT = 3.0
HAIRLINE_PT, RULE_PT = 0.5, 1.0
IN_THE_MARGIN = frozenset({"footer", "slide number"})


@dataclass(slots=True)
class _Pages:
    """What all pages share, and whether the paper's own heading has been written."""

    theme: Theme
    languages: tuple[str, ...]
    pictures: Mapping[str, Picture]
    has_heading: bool = False
    rules: list[str] = field(default_factory=list)

    def colour(self, name: str) -> str:
        """A colour of the theme in CSS."""
        return f"#{rgb(name, self.theme)}"


def pages(document: Document, deck: Deck, theme: Theme, pictures: Mapping[str, Picture]) -> str:
    """A complete HTML page with its style, one PDF page a slide."""
    state = _Pages(theme, document.meta.languages, pictures)
    slides = "".join(_slide(slide, deck, state) for slide in deck.slides)
    title = escape(" / ".join(document.meta.title))
    author = escape(document.meta.author.first or document.meta.agency.first)
    return (
        f'<!DOCTYPE html><html lang="{escape(document.meta.language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><style>{_style(deck, state)}{"".join(state.rules)}</style></head><body>{slides}</body></html>'
    )


def _style(deck: Deck, state: _Pages) -> str:
    families = ", ".join(f'"{name}"' for name in (*state.theme.latin.pdf, *state.theme.east_asian.pdf))
    colour = state.colour
    return (
        f"@page{{size:{deck.width_pt:g}pt {deck.height_pt:g}pt;margin:0}}"
        f"html{{font-family:{families},sans-serif;color:{colour('ink')};font-variant-numeric:tabular-nums;hyphens:none}}"
        "body,h1,h2,h3,p,ul,ol,li,table,figure{margin:0;padding:0;font-weight:400;font-size:inherit}"
        f".slide{{position:relative;width:{deck.width_pt:g}pt;break-after:page}}.slide:last-child{{break-after:auto}}"
        ".box{position:absolute;overflow-wrap:anywhere}.box>.words{width:100%}"
        ".middle>.words{position:absolute;top:50%;transform:translateY(-50%)}.bottom>.words{position:absolute;bottom:0}"
        "ul,ol{list-style:none}li{position:relative}li::before{content:attr(data-mark);position:absolute;left:var(--left);color:var(--mark)}"
        "span,a,b,strong{line-height:0;font-weight:inherit}a{color:inherit;text-decoration:underline}"
        "table{border-collapse:separate;border-spacing:0;table-layout:fixed;text-align:left}td,th{vertical-align:top;font-weight:400;padding:0}"
        "sup,sub{font-size:67%;line-height:0}svg,img{display:block}"
    )


def _slide(slide: Slide, deck: Deck, state: _Pages) -> str:
    name = f"slide-{slide.number}"
    state.rules.append(_page_rule(name, slide, deck, state))
    height = deck.height_pt - _margin(slide, deck)
    ground = "".join(_filled(panel.box, state.colour(panel.colour)) for panel in slide.panels[1:])
    frames = "".join(_frame(frame, slide, state) for frame in slide.frames if getattr(frame, "placeholder", "") not in IN_THE_MARGIN)
    identity = f' id="{escape(slide.id)}"' if slide.id else ""
    return f'<section class="slide" style="page:{name};height:{height:g}pt"{identity}>{ground}{frames}</section>'


def _margin(slide: Slide, deck: Deck) -> float:
    """The height of the strip at the foot that footer and number stand in."""
    tops = [frame.box.y for frame in _foot(slide)]
    return deck.height_pt - min(tops) if tops else 0.0


def _foot(slide: Slide) -> list[TextFrame]:
    return [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.placeholder in IN_THE_MARGIN]


def _page_rule(name: str, slide: Slide, deck: Deck, state: _Pages) -> str:
    """The slide's background, footer and number."""
    ground = state.colour(slide.panels[0].colour) if slide.panels else "#FFFFFF"
    boxes = "".join(_margin_box(frame, deck, state) for frame in _foot(slide))
    return f"@page {name}{{background:{ground};margin:0 0 {_margin(slide, deck):g}pt 0;{boxes}}}"


def _margin_box(frame: TextFrame, deck: Deck, state: _Pages) -> str:
    run = frame.lines[0].runs[0]
    right = frame.lines[0].align == "right"
    indent = f"padding-right:{deck.width_pt - frame.box.right:g}pt" if right else f"padding-left:{frame.box.x:g}pt"
    look = f"font-size:{run.size_pt:g}pt;line-height:{frame.lines[0].pitch_pt:g}pt;color:{state.colour(run.colour)}"
    side = "right" if right else "left"
    return (
        f"@bottom-{side}{{content:{_quoted(frame.lines[0].text)};text-align:{side};vertical-align:top;white-space:nowrap;{indent};{look}}}"
    )


def _quoted(text: str) -> str:
    """A CSS string. "<" is escaped as well: the style stands inside HTML."""
    escaped = "".join(f"\\{ord(character):x} " if character in '"\\<\n' else character for character in text)
    return f'"{escaped}"'


def _place(box: Box) -> str:
    return f"left:{box.x:.2f}pt;top:{box.y:.2f}pt;width:{box.width:.2f}pt;height:{box.height:.2f}pt"


def _filled(box: Box, colour: str, more: str = "") -> str:
    return f'<div class="box" style="{_place(box)};background:{colour};{more}"></div>'


def _frame(frame: Frame, slide: Slide, state: _Pages) -> str:
    match frame:
        case TextFrame():
            return _rule(frame, state) + _words(frame, slide, state)
        case TableFrame():
            return _table(frame, state)
        case ChartFrame(box, chart):
            drawn = charts.svg(chart, state.theme, box.width, box.height, state.languages, text_size_pt=CHART_TEXT_PT)
            return f'<div class="box" style="{_place(box)}">{drawn}</div>'
        case PictureFrame():
            return _picture(frame, state)
        case ScheduleFrame(marks=marks):
            return "".join(_mark(mark, state) for mark in marks)
        case _:
            assert_never(frame)


def _rule(frame: TextFrame, state: _Pages) -> str:
    if not frame.rule:
        return ""
    box = Box(frame.box.x - RULE_INSET_PT, frame.box.y, RULE_WIDTH_PT, frame.height_pt or frame.box.height)
    return _filled(box, state.colour(frame.rule))


def _words(frame: TextFrame, slide: Slide, state: _Pages) -> str:
    inner = _title(frame, slide, state) if frame.placeholder == "title" else _blocks(frame.lines, state)
    return f'<div class="box {frame.anchor}" style="{_place(frame.box)}"><div class="words">{inner}</div></div>'


def _title(frame: TextFrame, slide: Slide, state: _Pages) -> str:
    """`h1` for the cover, for the parts, and for the first slide whatever it is; `h2` for the others."""
    tag = "h1" if slide.layout in ("cover", "divider") or not state.has_heading else "h2"
    state.has_heading = True
    return "".join(_paragraph(line, state, tag) for line in frame.lines)


def _blocks(lines: Sequence[Line], state: _Pages) -> str:
    """Paragraphs, headings and lists; items of a list that follow each other are one list."""
    found: list[str] = []
    index = 0
    while index < len(lines):
        if lines[index].bullet:
            end = index
            while end < len(lines) and lines[end].bullet:
                end += 1
            found.append(_list(lines[index:end], state))
            index = end
        else:
            found.append(_paragraph(lines[index], state, "h3" if lines[index].heading else "p"))
            index += 1
    return "".join(found)


def _list(lines: Sequence[Line], state: _Pages) -> str:
    """A list whose items hold the deeper items that follow them."""
    level, kind = lines[0].level, lines[0].bullet
    items: list[str] = []
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and lines[end].level > level:
            end += 1
        nested = _list(lines[index + 1 : end], state) if end > index + 1 else ""
        items.append(_item(lines[index], nested, state))
        index = end
    tag = "ol" if kind == "number" else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>"


def _item(line: Line, nested: str, state: _Pages) -> str:
    mark = f"{line.number}." if line.bullet == "number" else "•" if line.level == 1 else "–"
    inner = _paragraph(line, state, "div", hanging=True)
    return f'<li data-mark="{mark}" style="{_mark_style(line, state)}">{inner}{nested}</li>'


def _mark_style(line: Line, state: _Pages) -> str:
    """Look of an item's mark, which stands `hanging_pt` left of its words. The list itself has no indent: each line brings its own."""
    size = line.runs[0].size_pt if line.runs else 14
    colour = state.colour("accent" if line.level == 1 else "grey")
    left = line.indent_pt - line.hanging_pt
    return f"padding-top:{line.before_pt:g}pt;font-size:{size:g}pt;line-height:{line.pitch_pt:g}pt;--mark:{colour};--left:{left:g}pt"


def _paragraph(line: Line, state: _Pages, tag: str, *, hanging: bool = False) -> str:
    size = line.runs[0].size_pt if line.runs else 10
    before = "" if hanging else f"padding-top:{line.before_pt:g}pt;"
    indent = f"padding-left:{line.indent_pt:g}pt;" if line.indent_pt else ""
    align = f"text-align:{line.align};" if line.align != "left" else ""
    inner = "".join(_run(run, size, state) for run in line.runs)
    return f'<{tag} style="{before}{indent}{align}font-size:{size:g}pt;line-height:{line.pitch_pt:g}pt">{inner}</{tag}>'


def _run(run: Run, size: float, state: _Pages) -> str:
    words = escape(run.text).replace("\n", "<br>")
    if run.baseline:
        words = f"<sup>{words}</sup>" if run.baseline > 0 else f"<sub>{words}</sub>"
    look = [f"font-size:{run.size_pt:g}pt"] if run.size_pt != size else []
    look += ["font-weight:700"] if run.bold else []
    look += ["font-style:italic"] if run.italic else []
    look += [f"color:{state.colour(run.colour)}"] if run.colour != "ink" else []
    lang = f' lang="{escape(run.lang)}"' if run.lang and run.lang != state.languages[0] else ""
    style = f' style="{";".join(look)}"' if look else ""
    if run.href:
        return f'<a href="{escape(run.href)}"{lang}{style}>{words}</a>'
    return f"<span{lang}{style}>{words}</span>" if lang or style else words


def _picture(frame: PictureFrame, state: _Pages) -> str:
    """A picture larger than its box, which cuts it off at the sides to be cropped."""
    picture = state.pictures[frame.src]
    left, top, right, bottom = frame.crop
    width, height = frame.box.width / (1 - left - right), frame.box.height / (1 - top - bottom)
    data = base64.b64encode(picture.data).decode()
    place = f"position:absolute;left:{-left * width:.2f}pt;top:{-top * height:.2f}pt;width:{width:.2f}pt;height:{height:.2f}pt"
    image = f'<img alt="{escape(frame.alt)}" src="data:image/{picture.format};base64,{data}" style="{place}">'
    return f'<div class="box" style="{_place(frame.box)};overflow:hidden">{image}</div>'


def _mark(mark: Mark, state: _Pages) -> str:
    match mark.kind:
        case "text":
            words = "".join(_paragraph(line, state, "p") for line in mark.lines)
            return f'<div class="box {mark.anchor}" style="{_place(mark.box)}"><div class="words">{words}</div></div>'
        case "bar":
            return _filled(mark.box, state.colour(mark.colour), "border-radius:3pt")
        case "milestone":
            side = mark.box.width / 2**0.5
            centre = Box(mark.box.x + (mark.box.width - side) / 2, mark.box.y + (mark.box.height - side) / 2, side, side)
            return _filled(centre, state.colour(mark.colour), "transform:rotate(45deg)")
        case "rule":
            return _filled(mark.box, state.colour(mark.colour))
        case _:
            assert_never(mark.kind)


def _table(frame: TableFrame, state: _Pages) -> str:
    columns = "".join(f'<col style="width:{width:.2f}pt">' for width in frame.widths_pt)
    head = "".join(_row(row, frame, state, after) for row, after in _paired(frame.rows) if row.kind == "head")
    body = "".join(_row(row, frame, state, after) for row, after in _paired(frame.rows) if row.kind != "head")
    caption = f' aria-label="{escape(frame.alt)}"' if frame.alt else ""
    style = f'style="width:{frame.box.width:.2f}pt"'
    table = f"<table{caption} {style}><colgroup>{columns}</colgroup>{_group('thead', head)}{_group('tbody', body)}</table>"
    return f'<div class="box" style="{_place(frame.box)}">{table}</div>'


def _group(tag: str, rows: str) -> str:
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def _paired(rows: Sequence[TableRow]) -> Iterable[tuple[TableRow, TableRow | None]]:
    """Each row with the one below."""
    return zip(rows, [*rows[1:], None], strict=True)


def _row(row: TableRow, frame: TableFrame, state: _Pages, after: TableRow | None) -> str:
    strong = (row.kind == "head" and (after is None or after.kind != "head")) or (after is not None and after.kind == "total")
    width, colour = (RULE_PT, "ink") if strong else (HAIRLINE_PT, "hairline")
    cells = "".join(
        _cell(cell, column, row, frame, f"border-bottom:{width}pt solid {state.colour(colour)}", width, state)
        for column, cell in enumerate(row.cells)
        if not cell.covered
    )
    return f'<tr style="height:{row.height_pt:.2f}pt">{cells}</tr>'


def _cell(cell: TableCell, column: int, row: TableRow, frame: TableFrame, rule: str, width: float, state: _Pages) -> str:
    left = frame.side_pt if column else 0.0
    right = frame.side_pt if column + cell.colspan < len(row.cells) else 0.0
    pad = f"padding:{frame.pad_pt:g}pt {right:g}pt {frame.pad_pt - width:g}pt {left:g}pt"
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    tag, scope = ("th", ' scope="col"' if row.kind == "head" else ' scope="row"') if cell.header else ("td", "")
    words = "".join(_paragraph(line, state, "p") for line in cell.lines)
    return f'<{tag}{scope}{spans} style="{pad};{rule}">{words}</{tag}>'
