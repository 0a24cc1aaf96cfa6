"""`pages`: one HTML section and one page rule a slide."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape

from generator.document import Document
from generator.theme import Theme
from generator.writers.frames import Deck, Panel, Slide, TextFrame
from generator.writers.images import Picture
from generator.writers.slide_pages.boxes import filled, frame
from generator.writers.slide_pages.words import Pages

CSS_ANGLE = 90.0
"""A gradient of DrawingML at 0° runs to the right, one of CSS upwards; both turn clockwise."""

IN_THE_MARGIN = frozenset({"footer", "slide number"})
"""What stands in margin boxes."""


def pages(document: Document, deck: Deck, theme: Theme, pictures: Mapping[str, Picture]) -> str:
    """A complete HTML page with its style, one PDF page a slide."""
    state = Pages(theme, document.meta.languages, pictures)
    slides = "".join(_slide(slide, deck, state) for slide in deck.slides)
    title = escape(" / ".join(document.meta.title))
    author = escape(document.meta.author.first or document.meta.agency.first)
    return (
        f'<!DOCTYPE html><html lang="{escape(document.meta.language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><style>{_style(deck, state)}{"".join(state.rules)}</style>'
        f"</head><body>{slides}</body></html>"
    )


def _style(deck: Deck, state: Pages) -> str:
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


def _slide(slide: Slide, deck: Deck, state: Pages) -> str:
    name = f"slide-{slide.number}"
    state.rules.append(_page_rule(name, slide, deck, state))
    height = deck.height_pt - _margin(slide, deck)
    ground = "".join(_panel(panel, state) for panel in slide.panels[1:])
    frames = "".join(frame(part, slide, state) for part in slide.frames if getattr(part, "placeholder", "") not in IN_THE_MARGIN)
    identity = f' id="{escape(slide.id)}"' if slide.id else ""
    return f'<section class="slide" style="page:{name};height:{height:g}pt"{identity}>{ground}{frames}</section>'


def _panel(panel: Panel, state: Pages) -> str:
    return filled(panel.box, panelled(panel, state))


def panelled(panel: Panel, state: Pages) -> str:
    """A panel as a CSS background, which a reader by ear is spared."""
    if panel.picture:
        return _pictured(panel)
    if not panel.stops:
        return state.colour(panel.colour)
    stops = ",".join(f"{state.colour(stop.colour)} {stop.at * 100:g}%" for stop in panel.stops)
    size = f"{panel.box.width:.2f}pt {panel.box.height:.2f}pt"  # said: a page's own background would begin again under its margin
    return f"linear-gradient({panel.angle + CSS_ANGLE:g}deg,{stops}) 0 0/{size} no-repeat"


def _pictured(panel: Panel) -> str:
    """A picture stretched over its box, larger than it by what is cropped."""
    left, top, right, bottom = panel.crop
    width, height = panel.box.width / (1 - left - right), panel.box.height / (1 - top - bottom)
    place = f"{-left * width:.2f}pt {-top * height:.2f}pt/{width:.2f}pt {height:.2f}pt"
    data = base64.b64encode(panel.picture).decode()
    return f"url(data:image/{_format(panel.picture)};base64,{data}) {place} no-repeat"


def _format(data: bytes) -> str:
    return {b"\x89PNG": "png", b"GIF8": "gif"}.get(data[:4], "jpeg")


def _margin(slide: Slide, deck: Deck) -> float:
    """The height of the strip at the foot that footer and number stand in."""
    tops = [foot.box.y for foot in _foot(slide)]
    return deck.height_pt - min(tops) if tops else 0.0


def _foot(slide: Slide) -> list[TextFrame]:
    return [part for part in slide.frames if isinstance(part, TextFrame) and part.placeholder in IN_THE_MARGIN]


def _page_rule(name: str, slide: Slide, deck: Deck, state: Pages) -> str:
    """The slide's background, footer and number."""
    ground = panelled(slide.panels[0], state) if slide.panels else "#FFFFFF"
    boxes = "".join(_margin_box(foot, deck, state) for foot in _foot(slide))
    return f"@page {name}{{background:{ground};margin:0 0 {_margin(slide, deck):g}pt 0;{boxes}}}"


def _margin_box(foot: TextFrame, deck: Deck, state: Pages) -> str:
    run = foot.lines[0].runs[0]
    right = foot.lines[0].align == "right"
    indent = f"padding-right:{deck.width_pt - foot.box.right:g}pt" if right else f"padding-left:{foot.box.x:g}pt"
    look = f"font-size:{run.size_pt:g}pt;line-height:{foot.lines[0].pitch_pt:g}pt;color:{state.colour(run.colour)}"
    side = "right" if right else "left"
    return (
        f"@bottom-{side}{{content:{_quoted(foot.lines[0].text)};text-align:{side};vertical-align:top;white-space:nowrap;{indent};{look}}}"
    )


def _quoted(text: str) -> str:
    """A CSS string. "<" is escaped as well: the style stands inside HTML."""
    escaped = "".join(f"\\{ord(character):x} " if character in '"\\<\n' else character for character in text)
    return f'"{escaped}"'
