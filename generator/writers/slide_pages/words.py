"""Paragraphs, headings and lists of a frame as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from html import escape

from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.frames import Line, Run
from generator.writers.images import Picture
from generator.writers.scheme import rgb


@dataclass(slots=True)
class Pages:
    """What all pages share, and whether the paper's own heading has been written."""

    theme: Theme
    languages: tuple[str, ...]
    pictures: Mapping[str, Picture]
    has_heading: bool = False
    rules: list[str] = field(default_factory=list)

    def colour(self, name: str) -> str:
        """A colour of the theme in CSS."""
        return f"#{rgb(name, self.theme)}"


def blocks(lines: Sequence[Line], state: Pages) -> str:
    """Paragraphs, headings and lists; items of a list that follow each other are one list."""
    found: list[str] = []
    index = 0
    while index < len(lines):
        if lines[index].bullet:
            end = index
            while end < len(lines) and (lines[end].bullet or lines[end].under_pt):
                end += 1
            found.append(_list(lines[index:end], state))
            index = end
        else:
            found.append(paragraph(lines[index], state, "h3" if lines[index].heading else "p"))
            index += 1
    return "".join(found)


def _list(lines: Sequence[Line], state: Pages) -> str:
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


def _item(line: Line, nested: str, state: Pages) -> str:
    mark = {"number": f"{line.number}.", "bullet": "•" if line.level == 1 else "–", "": ""}[line.bullet]
    inner = paragraph(line, state, "div", hanging=True)
    return f'<li data-mark="{mark}" style="{_mark_style(line, state)}">{inner}{nested}</li>'


def _mark_style(line: Line, state: Pages) -> str:
    """Look of an item's mark, which stands `hanging_pt` left of its words. The list itself has no indent: each line brings its own."""
    size = line.runs[0].size_pt if line.runs else 14
    colour = state.colour("accent" if line.level == 1 else "grey")
    left = line.indent_pt - line.hanging_pt
    return f"padding-top:{line.before_pt:g}pt;font-size:{size:g}pt;line-height:{line.pitch_pt:g}pt;--mark:{colour};--left:{left:g}pt"


def paragraph(line: Line, state: Pages, tag: str, *, hanging: bool = False) -> str:
    """A paragraph as the element `tag`; one that hangs in a list leaves the space before it to its item."""
    size = line.runs[0].size_pt if line.runs else 10
    before = "" if hanging else f"padding-top:{line.before_pt:g}pt;"
    indent = f"padding-left:{line.indent_pt:g}pt;" if line.indent_pt else ""
    align = f"text-align:{line.align};" if line.align != "left" else ""
    inner = "".join(_run(run, size, state) for run in line.runs)
    return f'<{tag} style="{before}{indent}{align}font-size:{size:g}pt;line-height:{line.pitch_pt:g}pt">{inner}</{tag}>'


def _run(run: Run, size: float, state: Pages) -> str:
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
