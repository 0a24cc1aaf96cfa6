"""Inlines → runs of a slide, and runs → lines and heights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from generator.document import (
    CaptionNumber,
    Checkbox,
    Control,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Second,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers import measure
from generator.writers.frames import Align, Bullet, Line, Run

SPAN_COLOURS = {"muted": "grey", "accent": "accent_text"}

BOXES = {True: "■", False: "□"}
"""A check box, ticked and not, as Chinese forms print it; hardly a font has the signs ☑ and ☐."""

MOST_NAMED = 48
"""Characters of a title by which a message names its slide."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a block look before any inline changes it."""

    size_pt: float
    colour: str = "ink"
    bold: bool = False
    lang: str = ""


def runs(inlines: Inlines, look: Look, theme: Theme) -> tuple[Run, ...]:
    """The runs of a block, neighbours of one look joined."""
    joined: list[Run] = []
    for run in _runs(inlines, Run("", look.size_pt, look.colour, look.lang, look.bold), theme):
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _runs(inlines: Iterable[Inline], like: Run, theme: Theme) -> Iterator[Run]:
    for inline in inlines:
        yield from _run(inline, like, theme)


def _run(inline: Inline, like: Run, theme: Theme) -> Iterator[Run]:
    match inline:
        case Text(text):
            yield replace(like, text=text)
        case LineBreak():
            yield replace(like, text="\n")
        case Strong(children):
            yield from _runs(children, replace(like, bold=True), theme)
        case Emphasis(children):
            chinese = like.lang.startswith("zh")  # Chinese is never slanted
            yield from _runs(children, replace(like, bold=like.bold or chinese, italic=not chinese), theme)
        case Link(href, children):
            yield from _runs(children, replace(like, href=href), theme)
        case Subscript(children):
            yield from _runs(children, replace(like, baseline=-1), theme)
        case Superscript(children):
            yield from _runs(children, replace(like, baseline=1), theme)
        case Span(children, class_, lang):
            yield from _runs(children, _spanned(like, class_, lang), theme)
        case Control():
            yield from _runs(inline.children, like, theme)
        case Checkbox(checked):
            yield replace(like, text=BOXES[checked])
        case Second(children, lang):
            size = round(like.size_pt * theme.second_scale)
            second = replace(like, size_pt=size, colour=theme.second_colour, lang=lang, bold=False)
            yield replace(second, text="\n")
            yield from _runs(children, second, theme)
        case Reference() | CaptionNumber():
            pass  # a deck numbers nothing; `labels.spoken` has put words in place of references
        case _:
            assert_never(inline)


def _spanned(like: Run, class_: str, lang: str) -> Run:
    colour = SPAN_COLOURS.get(class_, like.colour)
    return replace(like, colour=colour, bold=like.bold or class_ == "tag", lang=lang or like.lang)


def plain(inlines: Inlines) -> str:
    """The words alone; a second language stands on a line of its own."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Checkbox(checked):
                parts.append(BOXES[checked])
            case Reference() | CaptionNumber():
                pass
            case Second(children):
                parts.append("\n" + plain(children))
            case Strong() | Emphasis() | Link() | Subscript() | Superscript() | Span() | Control():
                parts.append(plain(inline.children))
            case _:
                assert_never(inline)
    return "".join(parts)


def called(heading: Inlines) -> str:
    """How a message names a slide: its title in the first language, the beginning of a long one."""
    first = plain(heading).split("\n")[0]
    return first if len(first) <= MOST_NAMED else f"{first[: MOST_NAMED - 1].rstrip()}…"


def line(
    inlines: Inlines,
    look: Look,
    pitch: float,
    theme: Theme,
    *,
    before: float = 0.0,
    level: int = 0,
    bullet: Bullet = "",
    number: int = 0,
    align: Align = "left",
    heading: int = 0,
) -> Line:
    """A paragraph of a slide; `pitch` is a multiple of its size."""
    return Line(runs(inlines, look, theme), look.size_pt * pitch, before, level, bullet, number, align, heading)


def measured(line: Line) -> list[measure.Words]:
    """The runs as the measure takes them; raised and lowered words are two thirds as big."""
    return [measure.Words(run.text, run.size_pt * (0.67 if run.baseline else 1), run.bold) for run in line.runs]


def count(line: Line, width: float, theme: Theme) -> int:
    """How many lines a paragraph takes in a box `width` points wide."""
    return measure.lines(measured(line), width - line.indent_pt, theme.latin.office)


def height(lines: Iterable[Line], width: float, theme: Theme) -> float:
    """The height of paragraphs one below the other. PowerPoint leaves out the space before the first; reckoned with all the same."""
    return sum(line.before_pt + count(line, width, theme) * line.pitch_pt for line in lines)
