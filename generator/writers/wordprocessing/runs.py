"""Runs: the inlines of the tree as `w:r`, `w:hyperlink` and content controls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
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
from generator.writers.wordprocessing import citing
from generator.writers.wordprocessing.controls import EMPTY, checkbox, control
from generator.writers.wordprocessing.story import Story

CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
AMBIGUOUS = re.compile("[\u00b7\u00d7\u2010-\u2027\u2030-\u203b\u2103-\u22ff\u2460-\u25ff]")
"""Signs that both fonts have (quotes, dashes, ellipsis, arrows): Word takes the Latin one unless the run has an East Asian hint."""

_LATIN_LETTER = re.compile("[A-Za-z]")
_SIGNS = re.compile(f"[&<>\n{AMBIGUOUS.pattern[1:]}")
"""What cannot stand in `w:t` as it is, or may want a hint."""

_APART = "|"
"""Between texts that are looked at together: a text that holds one itself is looked at by itself at the worst."""

_SPAN_STYLES = {"muted": "Muted", "accent": "Accent", "tag": "Tag"}


@dataclass(frozen=True, slots=True)
class Look:
    """How runs look beside their paragraph style. `second` is the size of second-language words here, in half points.

    `heavy` says that the paragraph or its row is bold already. Bold is a toggle among styles (ECMA-376-1, 17.7.3): Strong in a bold
    heading would be light in Word, so there weight is written on the run itself.
    """

    style: str = ""
    bold: bool = False
    italic: bool | None = None
    vertical: str = ""
    language: str = ""
    half_points: int = 0
    second: int = field(default=0, compare=False)
    unbroken: bool = False
    heavy: bool = field(default=False, compare=False)


def escape(text: str) -> str:
    """`text` as XML character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def runs(children: Inlines, look: Look, story: Story) -> str:
    """The inlines as WordprocessingML."""
    return "".join([_inline(child, look, story) for child in children])


def _inline(inline: Inline, look: Look, story: Story) -> str:
    match inline:
        case Text():
            return text_run(inline.text, look, story)
        case Strong():
            return runs(inline.children, replace(look, bold=True), story)
        case Emphasis():
            return runs(inline.children, _emphasised(look, inline, story), story)
        case Link():
            return _link(inline, look, story)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Subscript():
            return runs(inline.children, replace(look, vertical="subscript"), story)
        case Superscript():
            return runs(inline.children, replace(look, vertical="superscript"), story)
        case Span():
            return _span(inline, look, story)
        case Checkbox():
            return checkbox(inline, story)
        case Control():
            return control(inline, _filled(inline, look, story), story)
        case Reference():
            return _reference(inline, look, story)
        case CaptionNumber():
            return _caption_number(inline, look, story)
        case Second():
            return "<w:r><w:br/></w:r>" + runs(inline.children, second_look(look, inline.lang), story)
        case _:
            assert_never(inline)


def second_look(look: Look, language: str) -> Look:
    """How words of the second language look."""
    return replace(look, style="Second", bold=False, language=language, half_points=look.second)


def _reference(target: Reference, look: Look, story: Story) -> str:
    """The REF fields of a reference; a plain link to what has a caption but no number."""
    anchor, shown = citing.reference(target, look.style == "Second", story)
    if anchor:
        return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text_run(shown[0][1], look, story)}</w:hyperlink>'
    properties = _properties(look, False, story)
    return text_run(" ", look, story).join(citing.field(field_, text_run(words, look, story), properties) for field_, words in shown)


def _caption_number(number: CaptionNumber, look: Look, story: Story) -> str:
    """ "Table 1" with its SEQ field, small and grey, and a space to the caption."""
    look = replace(look, style="Caption Number", bold=False)
    before, _, after = number.pattern.partition("{n}")
    counted = citing.field(citing.instruction_of(number), text_run(str(number.number), look, story), _properties(look, False, story))
    words = [text_run(one, look, story) if one else "" for one in (before, after)]
    return citing.caption_mark(number, f"{words[0]}{counted}{words[1]}", story) + text_run("  ", look, story)


def _emphasised(look: Look, emphasis: Emphasis, story: Story) -> Look:
    """Chinese words are emphasised by weight, never slanted."""
    if look.style:
        return replace(look, bold=True) if CHINESE.search(plain(emphasis.children)) else replace(look, italic=True)
    slanted_chinese = not story.meta.language.startswith("zh") and CHINESE.search(plain(emphasis.children))
    return replace(look, style="Emphasis", bold=look.bold or bool(slanted_chinese), italic=False if slanted_chinese else None)


def _link(link: Link, look: Look, story: Story) -> str:
    inner = runs(link.children, replace(look, style="Hyperlink"), story)
    if link.href.startswith("#"):
        return f'<w:hyperlink w:anchor="{story.anchor(link.href[1:])}" w:history="1">{inner}</w:hyperlink>'
    return f'<w:hyperlink r:id="{story.link(link.href)}" w:history="1">{inner}</w:hyperlink>'


def _span(span: Span, look: Look, story: Story) -> str:
    story.mark(span.id)
    styled = replace(
        look,
        style=_SPAN_STYLES.get(span.class_, look.style),
        language=span.lang or look.language,
        unbroken=look.unbroken or span.class_ == "nowrap",
    )
    return story.pending_bookmarks() + runs(span.children, styled, story)


def _filled(control: Control, look: Look, story: Story) -> str:
    """The runs that a control shows: its own, or, empty, its hint as Word's placeholders look."""
    if control.children:
        return runs(control.children, look, story)
    return text_run(control.hint or EMPTY, replace(look, style="Placeholder Text", bold=False, half_points=0), story)


def is_simple(text: str) -> bool:
    """Whether a run of `text` is its characters between what `around_simple` gives: nothing to escape, to hint at or to keep."""
    return not (_SIGNS.search(text) or text[:1] == " " or text[-1:] == " ")


def are_simple(texts: Sequence[str]) -> bool:
    """Whether all of `texts` are simple; one look at all of them together."""
    joined = _APART.join(texts)
    outer = " " + _APART in joined or _APART + " " in joined or joined[:1] == " " or joined[-1:] == " "
    return not (outer or _SIGNS.search(joined))


def around_simple(look: Look, story: Story) -> tuple[str, str]:
    """What stands before and after the characters of a simple text of this look."""
    return f"<w:r>{_properties(look, False, story)}<w:t>", "</w:t></w:r>"


def text_run(text: str, look: Look, story: Story) -> str:
    """A run of `text`; a newline in it is a line break."""
    if look.unbroken:
        text = text.replace(" ", "\u00a0")
    hint = not text.isascii() and bool(AMBIGUOUS.search(text)) and _reads_as_chinese(text, look, story)
    body = _characters(text) if "\n" not in text else "<w:br/>".join(map(_characters, text.split("\n")))
    return f"<w:r>{_properties(look, hint, story)}{body}</w:r>"


def _characters(text: str) -> str:
    """`w:t`; outer spaces are kept only when it says so."""
    space = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def _reads_as_chinese(text: str, look: Look, story: Story) -> bool:
    language = look.language or story.meta.language
    return bool(CHINESE.search(text)) or (language.startswith("zh") and not _LATIN_LETTER.search(text))


def _properties(look: Look, hint: bool, story: Story) -> str:
    """`w:rPr`, its children in the schema's order; "" when the paragraph style says it all."""
    if not (hint or look.style or look.bold or look.language or look.half_points or look.vertical or look.italic is not None):
        return ""
    style = look.style or ("Strong" if look.bold and not look.heavy else "")
    inner = "".join(
        (
            f'<w:rStyle w:val="{story.style(style)}"/>' if style else "",
            '<w:rFonts w:hint="eastAsia"/>' if hint else "",
            _weight(look, style),
            "" if look.italic is None else f'<w:i w:val="{int(look.italic)}"/>',
            f'<w:sz w:val="{look.half_points}"/><w:szCs w:val="{look.half_points}"/>' if look.half_points else "",
            f'<w:vertAlign w:val="{look.vertical}"/>' if look.vertical else "",
            _language(look.language),
        )
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _weight(look: Look, style: str) -> str:
    """`w:b` on the run, where the character style does not say it or a bold paragraph would turn it about."""
    if look.bold or (look.heavy and style == "Emphasis"):
        return "" if style == "Strong" else "<w:b/>"
    return '<w:b w:val="0"/>' if look.heavy and style in ("Second", "Caption Number") else ""


def _language(tag: str) -> str:
    """`w:lang`: Chinese is the East Asian language of a run, any other its Latin one."""
    if not tag:
        return ""
    if tag.startswith("zh"):
        return f'<w:lang w:eastAsia="{"zh-CN" if tag == "zh" else tag}"/>'
    return f'<w:lang w:val="{"en-GB" if tag == "en" else tag}"/>'


def plain(children: Inlines) -> str:
    """The characters of inlines; line breaks and the second language begin a new line."""
    return "".join(_pieces(children))


def _pieces(children: Inlines) -> Iterator[str]:
    for child in children:
        match child:
            case Text():
                yield child.text
            case LineBreak():
                yield "\n"
            case Checkbox():
                yield "\u2610"
            case CaptionNumber():
                yield f"{child.words}  "
            case Reference():
                yield ""
            case Control():
                yield plain(child.children) if child.children else child.hint
            case Second():
                yield "\n"
                yield from _pieces(child.children)
            case Strong() | Emphasis() | Link() | Subscript() | Superscript() | Span():
                yield from _pieces(child.children)
            case _:
                assert_never(child)
