"""Inlines → HTML."""

from __future__ import annotations

import re
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
    Lines,
    Link,
    Reference,
    Second,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.writers.html.setting import Setting, attributes, escape
from generator.writers.labels import reference_words

_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# Signs that Latin and Chinese fonts share. Beside Chinese they are full-width and come from the Chinese font; an apostrophe within a
# Latin word stays Latin.
_SHARED_SIGNS = re.compile("[“”‘…—⸺]+|(?<![A-Za-z])’|’(?![A-Za-z])")

_EMPTY_BOX = '<rect x="0.5" y="0.5" width="9" height="9" fill="none" stroke="currentColor"/>'
_TICK = '<path d="M2.2 5.2 L4.3 7.4 L8 2.6" fill="none" stroke="currentColor" stroke-width="1.3"/>'


def spell(setting: Setting, content: Inlines) -> str:
    """The inlines as they are."""
    return "".join([_one(setting, part) for part in content])


def line(setting: Setting, content: Inlines, before: str = "") -> str:
    """The inlines of a block after `before`, those of the first language in `span.line` on pages.

    WeasyPrint makes a line higher than its `line-height` where two fonts meet, because each font's box is centred by itself. Inside
    `span.line` the line height is 0, so that only the block decides the pitch.
    """
    if not setting.paged:
        return before + spell(setting, content)
    if content and isinstance(ending := content[-1], Control):
        content = content[:-1] + ending.children  # its second language is the block's
    second = content[-1:] if content and isinstance(content[-1], Second) else ()
    first = content[: len(content) - len(second)]
    start = f'<span class="line">{before}{spell(setting, first)}</span>' if first else ""
    # a line break rather than a block: in the structure of a PDF a list item may hold no second block beside its body
    return f"{start}{'<br/>' if first and second else ''}{spell(setting, second)}"


def text(setting: Setting, words: str) -> str:
    """A plain string as the content of a block: "\\n" is a line break; on the pages of a bilingual paper the second language follows it."""
    first, newline, rest = words.partition("\n")
    if setting.paged and newline and len(setting.languages) > 1:
        return stacked(setting, Lines(first, rest.replace("\n", " ")))
    spelt = "<br/>".join(_text(setting, part) for part in words.split("\n"))
    return f'<span class="line">{spelt}</span>' if setting.paged and words else spelt


def stacked(setting: Setting, lines: Lines) -> str:
    """Words of the paper's frame, the second language below the first."""
    second = (Second((Text(lines.second),), setting.languages[-1]),) if lines.second else ()
    return line(setting, ((Text(lines.first),) if lines.first else ()) + second)


def _one(setting: Setting, part: Inline) -> str:
    match part:
        case Text(words):
            return _text(setting, words)
        case Strong(children):
            return f"<strong>{spell(setting, children)}</strong>"
        case Emphasis(children):
            return f"<em>{spell(setting, children)}</em>"
        case Subscript(children):
            return f"<sub>{spell(setting, children)}</sub>"
        case Superscript(children):
            return f"<sup>{spell(setting, children)}</sup>"
        case Link(href, children):
            return _link(setting, href, children)
        case Span(children, class_, lang, id_):
            return f"<span{attributes(class_=class_, lang=lang, id=id_)}>{spell(setting, children)}</span>"
        case LineBreak():
            return "<br/>"
        case Checkbox():
            return _checkbox(setting, part)
        case Control():
            return spell(setting, part.children) if setting.paged else _control(setting, part)
        case Reference(target):
            return _reference(setting, target)
        case CaptionNumber():
            return number(part.words)
        case Second(children, lang):
            class_ = "second run" if setting.paged else "second"
            return f"<span{attributes(class_=class_, lang=lang)}>{line(replace(setting, second=True), children)}</span>"
        case _:
            assert_never(part)


def number(words: str) -> str:
    """The number of a heading or caption, which was not written by a template; "" for none."""
    return f'<span class="label" data-drawn="number">{escape(words)}</span> ' if words else ""


def _reference(setting: Setting, target: str) -> str:
    """The words of a reference, as a link without the look of one."""
    words = reference_words(setting.words, target, second=setting.second)
    if setting.paged:
        return _text(setting, words, f"<a{attributes(class_='ref', href='#' + target)}>", "</a>")
    return f'<a class="ref"{attributes(href="#" + target)}><span data-drawn="words">{escape(words)}</span></a>'


def _link(setting: Setting, href: str, children: Inlines) -> str:
    """The link. On pages the `a` stands around each text by itself: WeasyPrint makes an annotation of every box inside an `a`, but tags
    only those of the `a`, and PDF/UA wants all of them tagged (7.18.5)."""
    start = f"<a{attributes(href=href)}>"
    if not setting.paged:
        return f"{start}{spell(setting, children)}</a>"
    parts = []
    for part in children:
        match part:
            case Text(words):
                parts.append(_text(setting, words, start, "</a>"))
            case LineBreak() | Checkbox() | Link() | Reference() | CaptionNumber():
                parts.append(_one(setting, part))
            case _:
                parts.append(_one(setting, replace(part, children=(Link(href, part.children),))))
    return "".join(parts)


def _text(setting: Setting, words: str, start: str = "", end: str = "") -> str:
    """The words, on pages with shared signs in the Chinese font; `start` and `end` go around each piece."""
    if not setting.paged or not _CHINESE.search(words):
        return f"{start}{escape(words)}{end}"
    pieces, at = [], 0
    for signs in _SHARED_SIGNS.finditer(words):
        pieces += [(words[at : signs.start()], False), (signs[0], True)]
        at = signs.end()
    spelt = [(f"{start}{escape(piece)}{end}", shared) for piece, shared in [*pieces, (words[at:], False)] if piece]
    return "".join(f'<span class="east-asian">{piece}</span>' if shared else piece for piece, shared in spelt)


def _checkbox(setting: Setting, box: Checkbox) -> str:
    if not setting.paged:
        own = attributes(type="checkbox", checked="checked" if box.checked else "", data_at=box.at, data_label=box.label)
        return f"<input{own}/>"
    title, drawing = ("☑", _EMPTY_BOX + _TICK) if box.checked else ("☐", _EMPTY_BOX)
    return f'<svg class="checkbox" viewBox="0 0 10 10"><title>{title}</title>{drawing}</svg>'


def _control(setting: Setting, control: Control) -> str:
    choices = "\n".join(f"{value}={name}" for value, name in control.choices)
    named = {"data_value": control.value, "data_label": control.label, "data_hint": control.hint, "data_choices": choices}
    own = attributes(class_="control", data_type=control.type, data_at=control.at, **named)
    return f"<span{own}>{spell(setting, control.children)}</span>"
