"""Markdown → the closed XHTML of templates.

CommonMark as markdown-it-py reads it, HTML off. What the tree has no node for (code, pictures, rules, tables) stays literal text.
A line end is a line break, as people type it. Lists are tight: the paragraphs of an item become lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.document import Lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HEADING_SHIFT = 2
"""A Markdown `#` inside a field stands below the paper's own headings: it becomes `h3`."""


MOST_LEVELS = 24
"""Quotations, lists and stresses within each other, a list counting twice: half of what markup allows, since it stands in sections."""

LINKS = ("https://", "http://", "mailto:", "tel:", "#")
"""How the target of a link may begin."""


_SIGN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\*_\[\]<&]")
_FIRST_SIGN = re.compile(r"\s*(?:[>#+-]|\d+[.)]|\Z)")
"""What Markdown may take for more than a letter, anywhere in a text and at its beginning."""


class Refused(Exception):
    """A text that cannot be printed as it is written: the code and words of its problem."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code, self.words = code, words


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy, and a paper that is refused prints nothing

    return MarkdownIt("zero", {"xhtmlOut": True, "html": False, "breaks": True, "maxNesting": 50}).enable(
        ["list", "blockquote", "heading", "newline", "escape", "emphasis", "link", "autolink", "entity"]
    )


def render(lines: Lines, second_lang: str = "") -> Markup:
    """Markdown in one or two languages as XHTML blocks; in two, block after block or item after item where both have the same shape.

    Raises Refused for a link that leads nowhere we allow (E407) and for nesting that nobody means (E409)."""
    if not any(map(_has_signs, filter(None, (lines.first, lines.second)))):
        return Markup(_paragraph(lines.first) + (_paragraph(lines.second, second_lang) if lines.second else ""))
    first = _blocks(lines.first)
    if not lines.second:
        return Markup("".join(_xhtml(block) for block in first))
    second = _blocks(lines.second)
    if [_form(block) for block in first] == [_form(block) for block in second]:
        return Markup("".join(_paired(one, two, second_lang) for one, two in zip(first, second, strict=True)))
    return Markup("".join(_xhtml(block) for block in first) + "".join(_marked(block, second_lang) for block in second))


def _has_signs(text: str) -> bool:
    """Whether a text may be more than one plain paragraph in Markdown; most are not, and need no parser."""
    return _SIGN.search(text) is not None or _FIRST_SIGN.match(text) is not None


def _paragraph(text: str, second_lang: str = "") -> str:
    """A text without signs as the paragraph that Markdown makes of it."""
    marks = f' lang="{second_lang}" class="second"' if second_lang else ""
    words = text.strip().replace(">", "&gt;").replace('"', "&quot;")
    return f"<p{marks}>{words}</p>\n"


def inline(text: str) -> Markup:
    """One line of Markdown as inline XHTML."""
    return Markup(_parser().renderInline(text))


def _blocks(text: str) -> list[Sequence[Token]]:
    """The top-level blocks of a text, each as its tokens."""
    tokens = list(_tightened(_checked(_parser().parse(text))))
    blocks: list[Sequence[Token]] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            blocks.append(tokens[start : index + 1])
            start = index + 1
    return blocks


def _checked(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, when none of them is nested too deep and every link is allowed."""
    for token in tokens:
        for inner in (token, *(token.children or ())):
            if token.level + inner.level > MOST_LEVELS:
                raise Refused("E409", limit=MOST_LEVELS)
            if inner.type == "link_open" and not str(inner.attrGet("href")).startswith(LINKS):
                raise Refused("E407", href=inner.attrGet("href"))
    return tokens


def _tightened(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with headings shifted and the paragraphs of list items turned into lines of the item."""
    from markdown_it.token import Token  # noqa: PLC0415

    depth, started = 0, False
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type.startswith("heading"):
            token.tag = f"h{min(4, int(token.tag[1]) + HEADING_SHIFT)}"
        if token.type == "list_item_open":
            started = False
        if depth and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True
            if token.type == "paragraph_open" and started:
                yield Token("hardbreak", "br", 0)
            started = True
        yield token


def _xhtml(block: Sequence[Token]) -> str:
    return str(_parser().renderer.render(list(block), _parser().options, {}))


def _form(block: Sequence[Token]) -> tuple[str, ...]:
    """What makes two blocks alike: their structure without their words."""
    return tuple(token.type for token in block)


def _paired(first: Sequence[Token], second: Sequence[Token], lang: str) -> str:
    """Two blocks of one form, stacked: a second paragraph below the first, a second line in every list item."""
    if first[0].type == "paragraph_open":
        return _xhtml(first) + _marked(second, lang)
    from markdown_it.token import Token  # noqa: PLC0415

    words = iter([token for token in second if token.type == "inline"])
    merged: list[Token] = []
    for token in first:
        merged.append(token)
        if token.type == "inline":
            other = Markup(_parser().renderer.render([next(words)], _parser().options, {}))
            merged.append(Token("html_inline", "", 0, content=f'<span class="second" lang="{lang}">{other}</span>'))
    return _xhtml(merged)


def _marked(block: Sequence[Token], lang: str) -> str:
    """A block of the second language."""
    block[0].attrSet("lang", lang)
    if block[0].type == "paragraph_open":
        block[0].attrSet("class", "second")
    return _xhtml(block)
