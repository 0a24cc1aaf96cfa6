"""Blocks → HTML."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from generator.document import (
    Block,
    Blocks,
    Callout,
    CaptionNumber,
    Chart,
    Contents,
    Entry,
    Fields,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    LineBreak,
    Link,
    List,
    ListItem,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Schedule,
    Second,
    Section,
    Table,
    Text,
)
from generator.writers.html.figures import chart, image, key_numbers, schedule
from generator.writers.html.inlines import line, number, spell
from generator.writers.html.setting import Setting, attributes
from generator.writers.html.tables import fields, table
from generator.writers.labels import HEADING_ID, plain

DEFAULT_DEPTH = 2


def spell_blocks(setting: Setting, blocks: Blocks) -> str:
    """The blocks, one below the other; a line break after each keeps the source readable."""
    spelt: list[str] = []
    for numbers, group in groupby(blocks, key=lambda block: isinstance(block, KeyNumber)):
        children = list(group)
        if numbers:
            spelt.append(key_numbers(setting, [one for one in children if isinstance(one, KeyNumber)]))
        else:
            spelt += [_block(setting, one) for one in children]
    return "".join([block + "\n" for block in spelt])


def _block(setting: Setting, block: Block) -> str:
    match block:
        case Paragraph(children, class_, at, id_, lang):
            return f"<p{attributes(class_=class_, id=id_, lang=lang, data_at=at)}>{line(setting, children)}</p>"
        case Heading():
            return _heading(setting, block)
        case List():
            return _list(setting, block)
        case Table():
            return table(setting, block)
        case Fields():
            return fields(setting, block)
        case Image():
            return image(setting, block)
        case Chart():
            return chart(setting, block)
        case Schedule():
            return schedule(setting, block)
        case KeyNumber():
            return key_numbers(setting, [block])
        case Quote(children, lang):
            return f"<blockquote{attributes(lang=lang)}>{spell_blocks(setting, children)}</blockquote>"
        case Callout(children, lang):
            return f'<aside class="callout"{attributes(lang=lang)}>{spell_blocks(setting, children)}</aside>'
        case Notes(children, lang):
            return "" if setting.paged else f'<aside class="notes"{attributes(lang=lang)}>{spell_blocks(setting, children)}</aside>'
        case Contents():
            return _contents(setting, block)
        case PageBreak():
            return '<hr class="page"/>'
        case Section(children, class_, id_, lang, at):
            inner = spell_blocks(setting.inside(block), children)
            return f"<section{attributes(class_=class_, id=id_, lang=lang, data_at=at)}>{inner}</section>"
        case _:
            assert_never(block)


def _heading(setting: Setting, heading: Heading) -> str:
    """The heading; on pages at its depth in the outline, with the look of its level and the languages of its entry on one line."""
    name, words = f"h{heading.level}", line(setting, heading.children, number(heading.number))
    if not setting.paged:
        drawn = "id" if heading.id.startswith(HEADING_ID) else ""
        return f"<{name}{attributes(id=heading.id, lang=heading.lang, data_drawn=drawn)}>{words}</{name}>"
    tag, label = f"h{setting.outline.depth(heading.level)}", f"{heading.number} {outline_label(heading.children)}".strip()
    return f"<{tag}{attributes(class_=name, id=heading.id, lang=heading.lang, data_label=label)}>{words}</{tag}>"


def outline_label(content: Inlines) -> str:
    """The words of `content` on one line, " / " between the languages."""
    words = []
    for part in content:
        match part:
            case Text(text):
                words.append(text)
            case LineBreak():
                words.append(" ")
            case Second(children):
                words.append(" / " + outline_label(children))
            case CaptionNumber():
                pass
            case _:
                words.append(outline_label(getattr(part, "children", ())))
    return "".join(words)


def _contents(setting: Setting, contents: Contents) -> str:
    """The title and a line for each heading, on pages with dots up to the number of its page."""
    title = f"<p>{line(setting, contents.title)}</p>" if contents.title and (contents.entries or not setting.paged) else ""
    depth = "" if contents.depth == DEFAULT_DEPTH else str(contents.depth)
    entries = "".join([_entry(setting, entry) for entry in contents.entries])
    listed = f'<ol data-drawn="entries">{entries}</ol>' if entries else ""
    return f'<nav class="toc"{attributes(id=contents.id, lang=contents.lang, data_depth=depth)}>{title}{listed}</nav>\n'


def _entry(setting: Setting, entry: Entry) -> str:
    """One heading as a link, its second language beside it; CSS counts the page (`data-page`)."""
    href, lines = f"#{entry.id}", plain(entry.children)
    second = f" {_entry_link(setting, href, lines.second, 'second run', setting.languages[-1])}" if lines.second else ""
    words = f"{number(entry.number)}{_entry_link(setting, href, lines.first, '', '')}{second}"
    page = f'<span class="page"{attributes(data_page=href)}></span>' if setting.paged else ""
    return f'<li class="toc{entry.level}"><span class="line">{words}</span>{page}</li>'


def _entry_link(setting: Setting, href: str, words: str, class_: str, lang: str) -> str:
    link = spell(setting, (Link(href, (Text(words),)),))
    return f"<span{attributes(class_=class_, lang=lang)}>{link}</span>" if class_ else link


def _list(setting: Setting, block: List) -> str:
    name = "ol" if block.ordered else "ul"
    items = "".join([_item(setting, item) for item in block.items])
    return f"<{name}{attributes(class_=block.class_, id=block.id, lang=block.lang)}>{items}</{name}>"


def _item(setting: Setting, item: ListItem) -> str:
    nested = "".join([_list(setting, inner) for inner in item.nested])
    return f"<li{attributes(data_at=item.at)}>{line(setting, item.children)}{nested}</li>"
