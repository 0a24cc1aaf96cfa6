"""Blocks of words → paragraphs of a slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from generator.writers.frames import Line
from generator.writers.slides import words
from generator.writers.slides.pieces import Piece
from generator.writers.slides.step import Setting
from generator.writers.slides.words import Look

SMALL_PT = 12.0
"""Captions, notes and labels on a slide."""

SMALL = frozenset({"note", "label", "source", "second"})


def lines(pieces: Iterable[Piece], setting: Setting, role: str = "body") -> tuple[Line, ...]:
    """The paragraphs of pieces, no space before the first. In a statement the first paragraph is the statement."""
    found = [line for piece in pieces for line in _lines(piece.block, piece.number, setting, setting.step.body_pt)]
    if role == "takeaway" and found and not found[0].bullet:
        found[0] = replace(found[0], runs=tuple(replace(run, bold=run.colour != "grey") for run in found[0].runs))
    return (replace(found[0], before_pt=0.0), *found[1:]) if found else ()


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
    yield words.line(item.children, look, setting.pitch, setting.theme, before=gap, level=place, bullet=bullet, number=number)
    smaller = max(size - 2, setting.theme.slide["body"].sizes_pt[-1] - 2) if level == 1 else size
    for nested in item.nested:
        for inner, child in enumerate(nested.items, 1):
            yield from _item(child, nested, inner, setting, smaller, level + 1, nested.lang or language)


def caption(text: str, setting: Setting) -> Line:
    """The line over a table."""
    return words.line((Text(text),), Look(setting.step.table_pt, bold=True, lang=setting.meta.language), setting.pitch, setting.theme)


def chart_title(chart: Chart, setting: Setting) -> Line:
    """The line over a chart: its title, and its unit in grey."""
    unit: Inlines = (Span((Text(f"（{chart.unit}）" if _chinese(setting) else f" ({chart.unit})"),), "muted"),) if chart.unit else ()
    head, second = _without_second(chart.title)
    look = Look(14, bold=bool(chart.title), lang=setting.meta.language)
    return words.line((*head, *unit, *second), look, 1.3, setting.theme)


def _without_second(inlines: Inlines) -> tuple[Inlines, Inlines]:
    if inlines and isinstance(inlines[-1], Second):
        return inlines[:-1], inlines[-1:]
    return inlines, ()


def _chinese(setting: Setting) -> bool:
    return setting.meta.language.startswith("zh")


def picture_caption(image: Image, setting: Setting) -> Line:
    """The line under a picture."""
    return words.line(image.caption, Look(SMALL_PT, "grey", lang=setting.meta.language), 1.3, setting.theme)
