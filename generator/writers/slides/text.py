"""Blocks of words → paragraphs of a slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from generator.document import (
    Block,
    Callout,
    Chart,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    List,
    ListItem,
    Notes,
    Paragraph,
    Quote,
    Second,
    Section,
    Span,
    Text,
)
from generator.frozen import dataclass
from generator.writers import charts
from generator.writers.frames import Line
from generator.writers.slides import words
from generator.writers.slides.pieces import Piece
from generator.writers.slides.step import Setting
from generator.writers.slides.words import Look

NUMBER_PITCH = 1.1
LARGE_PITCH = 1.3
CARD_SMALL_PT = 14.0
SMALL_PT = 12.0
"""Captions, notes and labels on a slide."""

SMALL = frozenset({"note", "label", "source"})
SECOND_GAP = 0.2
"""Space before a paragraph of the second language, as a share of its size: it belongs to the one above."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the words of a region look: their role, a size of their own (0: the body's), the part of an agenda that comes next, the
    size of a total, and the width in which what is owed by whom stands on one line in both languages."""

    role: Literal["body", "takeaway", "agenda", "ask", "quote", "attribution", "number", "label", "total", "card"] = "body"
    size_pt: float = 0.0
    current: str = ""
    value_pt: float = 0.0
    width_pt: float = 0.0

    @property
    def words_alone(self) -> bool:
        """Whether whatever stands there is set as running text."""
        return self.role in ("quote", "attribution", "number", "label", "total", "card")


PLAIN = Manner()
"""The manner of running text."""


def lines(pieces: Iterable[Piece], setting: Setting, manner: Manner = PLAIN) -> tuple[Line, ...]:
    """The paragraphs of pieces, no space before the first."""
    size = manner.size_pt or setting.step.body_pt
    found = [line for piece in pieces for line in _said(piece, setting, size, manner)]
    if manner.role == "takeaway" and found and not found[0].bullet:
        found[0] = replace(found[0], runs=tuple(replace(run, bold=run.colour != "grey") for run in found[0].runs))
    if manner.role == "agenda" and manner.current:
        found = _tracked(found, manner.current)
    return (replace(found[0], before_pt=0.0), *found[1:]) if found else ()


def _said(piece: Piece, setting: Setting, size: float, manner: Manner) -> Iterator[Line]:
    block = piece.block
    language = getattr(block, "lang", "") or setting.meta.language
    match manner.role, block:
        case "number", KeyNumber(value):
            yield _figure(value, size, setting)
        case "label", KeyNumber(_, label):
            yield words.line(label, Look(size, lang=language), setting.pitch, setting.theme)
        case "total", KeyNumber(value, label):
            yield words.line(label, Look(size, "grey", lang=language), setting.pitch, setting.theme, before=size)
            yield _figure(value, manner.value_pt or size, setting)
        case "attribution", Paragraph(children):
            yield words.line(children, Look(size, "grey", lang=language), setting.pitch, setting.theme, before=size / 3)
        case "card", Section(children):
            yield from (line for child in children for line in _on_card(child, setting, size))
        case (("agenda" | "ask"), List(items)):
            for offset, item in enumerate(items):
                yield from _large_item(item, block, piece.number + offset or offset + 1, setting, size, manner.width_pt)
        case _:
            yield from _lines(block, piece.number, setting, size)


def _figure(value: str, size: float, setting: Setting) -> Line:
    look = Look(size, "accent_text", bold=True, lang=setting.meta.language)
    return words.line((Text(value),), look, NUMBER_PITCH, setting.theme)


def _on_card(block: Block, setting: Setting, size: float) -> Iterator[Line]:
    """A name, a title below it in grey, and what the person does."""
    language = getattr(block, "lang", "") or setting.meta.language
    match block:
        case Heading(_, children):
            yield words.line(children, Look(size, bold=True, lang=language), 1.25, setting.theme, heading=3)
        case Paragraph(children, "subtitle"):
            yield words.line(children, Look(CARD_SMALL_PT, "grey", lang=language), setting.pitch, setting.theme, before=2)
        case Paragraph(children):
            yield words.line(children, Look(CARD_SMALL_PT, lang=language), setting.pitch, setting.theme, before=8)
        case _:
            yield from _lines(block, 0, setting, CARD_SMALL_PT)


def _large_item(item: ListItem, whole: List, number: int, setting: Setting, size: float, width: float) -> Iterator[Line]:
    """An item of an agenda or of what is asked for, and small and grey below it what belongs to it."""
    language = whole.lang or setting.meta.language
    bullet: Literal["bullet", "number"] = "number" if whole.ordered else "bullet"
    gap = size * setting.step.paragraph_gap
    look = Look(size, lang=language)
    first = words.line(item.children, look, LARGE_PITCH, setting.theme, before=gap, level=1, bullet=bullet, number=number)
    yield first
    for child in (child for nested in item.nested for child in nested.items):
        look = Look(max(size - 8, CARD_SMALL_PT), "grey", lang=language)
        below = words.line(child.children, look, setting.pitch, setting.theme, before=3, level=2)
        yield _on_one_line(replace(below, under_pt=first.indent_pt), width, setting)


def _on_one_line(line: Line, width: float, setting: Setting) -> Line:
    """Both languages beside each other, where both together fit the width on one line."""
    beside = replace(line, runs=tuple(replace(run, text=run.text.replace("\n", " / ")) for run in line.runs))
    return beside if width and words.count(beside, width, setting.theme) == 1 else line


def _tracked(found: Sequence[Line], current: str) -> list[Line]:
    """The parts of an agenda: the one that comes next strong, those before it grey."""
    starts = [index for index, line in enumerate(found) if line.bullet]
    here = next((index for index in starts if found[index].text == current), None)
    if here is None:
        return list(found)
    after = next((index for index in starts if index > here), len(found))
    return [
        _coloured(line, "grey", bold=False) if index < here else _coloured(line, "", bold=True) if index < after and line.bullet else line
        for index, line in enumerate(found)
    ]


def _coloured(line: Line, colour: str, *, bold: bool) -> Line:
    runs = (replace(run, colour=colour or run.colour, bold=bold and run.colour != "grey") for run in line.runs)
    return replace(line, runs=tuple(runs))


def _lines(block: Block, number: int, setting: Setting, size: float) -> Iterator[Line]:
    pitch = setting.pitch
    language = getattr(block, "lang", "") or setting.meta.language
    match block:
        case Paragraph():
            yield _paragraph(block, setting, size, language)
        case Heading(_, children):
            look = Look(size, bold=True, lang=language)
            yield words.line(children, look, pitch, setting.theme, before=size * 0.8, heading=3)
        case List(items):
            for offset, item in enumerate(items):
                place = number + offset or offset + 1
                yield from _item(item, block, place, setting, size, 1, language)
        case Callout(children):
            for child in children:
                for line in _lines(child, 0, setting, size):
                    yield replace(line, runs=tuple(replace(run, bold=run.colour != "grey") for run in line.runs))
        case Quote(children) | Notes(children) | Section(children):
            for child in children:
                yield from _lines(child, 0, setting, size)
        case KeyNumber(value, label):
            yield _key_value(value, setting)
            yield words.line(label, Look(max(size - 4, 14), "grey", lang=language), pitch, setting.theme, before=2)
        case _:
            yield from ()


def _paragraph(block: Paragraph, setting: Setting, size: float, language: str) -> Line:
    theme = setting.theme
    match block.class_:
        case "statement":
            look = Look(setting.step.statement_pt, bold=True, lang=language)
            return words.line(block.children, look, theme.slide["statement"].pitch, theme)
        case "takeaway" | "lead" | "value":
            look = Look(size, bold=True, lang=language)
        case "subtitle":
            look = Look(size, "grey", lang=language)
        case "second":
            look = Look(round(size * theme.second_scale), theme.second_colour, lang=language)
            return words.line(block.children, look, setting.pitch, theme, before=look.size_pt * SECOND_GAP)
        case small if small in SMALL:
            look = Look(SMALL_PT, "grey", lang=language)
        case _:
            look = Look(size, lang=language)
    return words.line(block.children, look, setting.pitch, theme, before=look.size_pt * setting.step.paragraph_gap)


def _key_value(value: str, setting: Setting) -> Line:
    look = Look(setting.step.key_pt, "accent_text", bold=True, lang=setting.meta.language)
    return words.line((Text(value),), look, setting.theme.slide["statement"].pitch, setting.theme)


def _item(item: ListItem, whole: List, number: int, setting: Setting, size: float, level: int, language: str) -> Iterator[Line]:
    bullet: Literal["", "bullet", "number"] = "" if whole.class_ == "plain" else "number" if whole.ordered else "bullet"
    gap = size * setting.step.paragraph_gap / (1 if level == 1 else 3)
    look = Look(size, lang=language)
    place = level if bullet else level - 1
    first = words.line(item.children, look, setting.pitch, setting.theme, before=gap, level=place, bullet=bullet, number=number)
    yield first
    smaller = max(size - 2, setting.theme.slide["body"].sizes_pt[-1] - 2) if level == 1 else size
    for nested in item.nested:
        for inner, child in enumerate(nested.items, 1):
            for line in _item(child, nested, inner, setting, smaller, level + 1, nested.lang or language):
                yield replace(line, under_pt=first.indent_pt) if nested.class_ == "plain" and not line.bullet else line


def caption(text: str, setting: Setting) -> Line:
    """The line over a table."""
    return words.line((Text(text),), Look(setting.step.table_pt, bold=True, lang=setting.meta.language), setting.pitch, setting.theme)


def chart_title(chart: Chart, setting: Setting) -> Line:
    """The line over a chart: its title, and its unit in grey."""
    head, second = _without_second(chart.title)
    here, there = _units(charts.unit(chart)) if second else (charts.unit(chart), "")
    unit: Inlines = (Span((Text(f"（{here}）" if _chinese(setting) else f" ({here})"),), "muted"),) if here else ()
    look = Look(14, bold=bool(chart.title), lang=setting.meta.language)
    if there:
        second = tuple(replace(one, children=(*one.children, Text(f" ({there})"))) for one in second if isinstance(one, Second))
    return words.line((*head, *unit, *second), look, 1.3, setting.theme)


def _units(stated: str) -> tuple[str, str]:
    """A unit in two languages apart, when it is stated in both."""
    first, parting, second = stated.partition(" / ")
    both = parting and " / " not in second and not first.isascii() and second.isascii()
    return (first, second) if both else (stated, "")


def _without_second(inlines: Inlines) -> tuple[Inlines, Inlines]:
    if inlines and isinstance(inlines[-1], Second):
        return inlines[:-1], inlines[-1:]
    return inlines, ()


def _chinese(setting: Setting) -> bool:
    return setting.meta.language.startswith("zh")


def picture_caption(image: Image, setting: Setting) -> Line:
    """The line under a picture."""
    return words.line(image.caption, Look(SMALL_PT, "grey", lang=setting.meta.language), 1.3, setting.theme)
