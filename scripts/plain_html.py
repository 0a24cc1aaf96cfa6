"""The tree in plain HTML, as somebody would type it for pandoc: its words and its structure, none of our look.

What pandoc has no word for becomes what people write instead: a chart and a schedule their tables, a grid of fields a table without head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from html import escape
from typing import assert_never

from generator.document import (
    Block,
    Blocks,
    Callout,
    CaptionNumber,
    Cell,
    Chart,
    Checkbox,
    Contents,
    Control,
    Document,
    Emphasis,
    Fields,
    Heading,
    Image,
    Inline,
    Inlines,
    KeyNumber,
    LineBreak,
    Link,
    List,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Reference,
    Row,
    Schedule,
    Second,
    Section,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

Words = Callable[[str], str]
"""The words by which a reference names what it refers to."""


def words(children: Inlines, named: Words) -> str:
    """Inlines as HTML."""
    return "".join(_inline(one, named) for one in children)


def plain(children: Inlines, named: Words) -> str:
    """Inlines as text, a line break as a new line."""
    return "".join(_plain(one, named) for one in children)


def _inline(one: Inline, named: Words) -> str:
    match one:
        case Strong(children):
            return f"<strong>{words(children, named)}</strong>"
        case Emphasis(children):
            return f"<em>{words(children, named)}</em>"
        case Link(href, children):
            return f'<a href="{escape(href)}">{words(children, named)}</a>'
        case Subscript(children):
            return f"<sub>{words(children, named)}</sub>"
        case Superscript(children):
            return f"<sup>{words(children, named)}</sup>"
        case Second():
            return f"<br/>{words(one.children, named)}"
        case Span() | Control():
            return words(one.children, named)
        case Text() | LineBreak() | Checkbox() | Reference() | CaptionNumber():
            return escape(_plain(one, named)).replace("\n", "<br/>")
    assert_never(one)


def _plain(one: Inline, named: Words) -> str:
    match one:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Checkbox():
            return "☒ " if one.checked else "☐ "
        case Reference(target):
            return named(target)
        case CaptionNumber():
            return one.words + " "
        case Second():
            return "\n" + plain(one.children, named)
        case Strong() | Emphasis() | Link() | Subscript() | Superscript() | Span() | Control():
            return plain(one.children, named)
    assert_never(one)


# --------------------------------------------------------------------------------------------------------------- grids of words


def chart_grid(chart: Chart) -> list[list[str]]:
    """A chart's figures: the names of its series, then a row per category."""
    rows = [[name, *(_figure(series.values[at]) for series in chart.series)] for at, name in enumerate(chart.categories)]
    return [["", *(series.name for series in chart.series)], *rows]


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:,}"


def schedule_grid(schedule: Schedule) -> list[list[str]]:
    """A schedule's tasks under their headings, a row each."""
    rows = [[task.name, task.owner, task.start.isoformat(), task.end.isoformat()] for task in schedule.tasks]
    return [list(schedule.headings), *rows]


def _grid(rows: Iterable[Iterable[str]], *, head: bool = True) -> str:
    lines = [[escape(cell).replace("\n", "<br/>") for cell in row] for row in rows]
    first = f"<thead>{_line(lines[0], 'th')}</thead>" if head else ""
    return f"<table>{first}<tbody>{''.join(_line(row, 'td') for row in lines[1 if head else 0 :])}</tbody></table>"


def _line(cells: Iterable[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


# --------------------------------------------------------------------------------------------------------------------- blocks


def blocks(children: Blocks, named: Words) -> str:
    """Blocks as HTML, headings one level below the title."""
    return "\n".join(_block(one, named) for one in children)


def _block(one: Block, named: Words) -> str:
    match one:
        case Paragraph():
            return f"<p>{words(one.children, named)}</p>"
        case Heading():
            return f"<h{one.level}>{words(one.children, named)}</h{one.level}>"
        case List():
            return _list(one, named)
        case Table():
            return _table(one, named)
        case Fields():
            pairs = (f"<tr><td>{words(field.label, named)}</td><td>{words(field.value, named)}</td></tr>" for field in one.items)
            return f"<table><tbody>{''.join(pairs)}</tbody></table>"
        case Image():
            return f'<figure><img src="{escape(one.src)}" alt="{escape(one.alt)}"/></figure>'
        case Chart():
            said = f"<p>{words(one.title, named)}</p>" if one.title else ""
            unit = f"<p>{escape(' · '.join(filter(None, (one.unit, one.source))))}</p>"
            return f"{said}{_grid(chart_grid(one))}{unit}"
        case Schedule():
            return _grid(schedule_grid(one))
        case KeyNumber():
            return f"<p><strong>{escape(one.value)}</strong> {words(one.label, named)}</p>"
        case Quote() | Callout():
            return f"<blockquote>{blocks(one.children, named)}</blockquote>"
        case Notes():
            return f'<div class="notes">{blocks(one.children, named)}</div>'
        case Section():
            return blocks(one.children, named)
        case Contents() | PageBreak():
            return ""  # pandoc has its own switch for contents
    assert_never(one)


def _list(one: List, named: Words) -> str:
    tag = "ol" if one.ordered else "ul"
    items = (f"<li>{words(item.children, named)}{''.join(_list(inner, named) for inner in item.nested)}</li>" for item in one.items)
    return f"<{tag}>{''.join(items)}</{tag}>"


def _table(one: Table, named: Words) -> str:
    head = "".join(_row(row, named, "th") for row in one.head)
    caption = f"<caption>{words(one.caption, named)}</caption>" if one.caption else ""
    body, foot = ("".join(_row(row, named, "td") for row in rows) for rows in (one.body, one.foot))
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody>{f'<tfoot>{foot}</tfoot>' if foot else ''}</table>"


def _row(row: Row, named: Words, tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, named, tag) for cell in row.cells)}</tr>"


def _cell(cell: Cell, named: Words, tag: str) -> str:
    spans = "".join(f' {name}="{count}"' for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1)
    return f"<{tag}{spans}>{words(cell.children, named)}</{tag}>"


# ---------------------------------------------------------------------------------------------------------------------- papers


def document(paper: Document, named: Words) -> str:
    """A whole document: its title, its facts as a table, its body."""
    meta = paper.meta
    facts = _grid((("\n".join(fact.label), "\n".join(fact.value)) for fact in meta.facts), head=False) if meta.facts else ""
    return f"{_head(paper)}{facts}{blocks(paper.body, named)}</body></html>"


def deck(paper: Document, named: Words) -> str:
    """A deck as pandoc cuts it: a heading of level 1 opens a section, one of level 2 a slide, a rule a slide without a title."""
    return f"{_head(paper)}{''.join(_slide(one, named) for one in paper.body if isinstance(one, Section))}</body></html>"


def _slide(slide: Section, named: Words) -> str:
    first, rest = (slide.children[0], slide.children[1:]) if slide.children else (None, ())
    if slide.class_ == "cover":
        return ""  # pandoc makes it from title, subtitle and date
    if not isinstance(first, Heading):
        return f"<hr/>{blocks(slide.children, named)}"
    if slide.class_ == "divider":
        return f"<h1>{words(first.children, named)}</h1>"
    return f"<h2>{words(first.children, named)}</h2>{_columns(rest, named)}"


def _columns(rest: Blocks, named: Words) -> str:
    """What stands under a title: left and right slots as pandoc's columns, the others in order."""
    sides = [one for one in rest if isinstance(one, Section) and one.class_ in ("left", "right")]
    others = tuple(one for one in rest if one not in sides)
    set_side_by_side = "".join(f'<div class="column">{blocks(_lowered(side.children), named)}</div>' for side in sides)
    return (f'<div class="columns">{set_side_by_side}</div>' if sides else "") + blocks(_lowered(others), named)


def _lowered(children: Blocks) -> Blocks:
    """Headings inside a slide as bold lines: at level 2 they would begin a slide of their own."""
    return tuple(
        Paragraph((Strong(one.children),)) if isinstance(one, Heading)
        else Section(_lowered(one.children), one.class_) if isinstance(one, Section)
        else one
        for one in children
    )  # fmt: skip


def _head(paper: Document) -> str:
    meta = paper.meta
    facts = {"author": " ".join(meta.author), "date": meta.date.isoformat(), "subtitle": " ".join(_subtitle(paper))}
    named = "".join(f'<meta name="{name}" content="{escape(value)}"/>' for name, value in facts.items() if value)
    title = escape(" ".join(meta.title))
    return f'<!DOCTYPE html><html lang="{meta.language}"><head><meta charset="utf-8"/><title>{title}</title>{named}</head><body>\n'


def _subtitle(paper: Document) -> Iterable[str]:
    return paper.meta.subtitle or paper.meta.kind_label
