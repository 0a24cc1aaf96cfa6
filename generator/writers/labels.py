"""What a paper's parts are called by: numbers of headings and captions, the words of references, the entries of a table of contents.

`labelled` puts them into the tree once, before a document is written, so that Word, PDF and HTML cannot count differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any, assert_never

from generator.document import (
    Block,
    Blocks,
    Callout,
    CaptionNumber,
    Chart,
    Checkbox,
    Contents,
    Document,
    Entry,
    Fields,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    LineBreak,
    Lines,
    List,
    Meta,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Reference,
    Schedule,
    Second,
    Section,
    Table,
    Text,
)
from generator.frozen import dataclass
from generator.theme import Theme

HEADING_ID = "h:"
"""How the ids of headings begin that have none of their own; a template cannot write a colon in an id."""

PATTERNS = {"table": Lines("表 {n}", "Table {n}"), "figure": Lines("图 {n}", "Figure {n}")}
"""Numbers of captions in Chinese and English, for a paper without the phrases table_number and figure_number."""

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels put in, and the words by which a reference names each id; `numbers` has the ids of headings (with their
    numbers, if any) and of numbered captions: what a REF field can show."""

    document: Document
    words: Mapping[str, Lines]
    numbers: Mapping[str, str]


def labelled(document: Document, theme: Theme) -> Labelled:
    """The document with an id for every heading, numbers where the paper or else the theme wants them (a deck has none),
    and its contents listed."""
    meta = document.meta
    headings, captions = (
        document.cut == "document" and (own if own is not None else of_theme)
        for own, of_theme in ((meta.heading_numbers, theme.heading_numbers), (meta.caption_numbers, theme.caption_numbers))
    )
    labels = _Labels(meta, headings, captions)
    body = labels.blocks(document.body)
    if has_contents(body):
        body = _listed(body, tuple(labels.entries))
    return Labelled(replace(document, body=body), labels.words, labels.numbers)


def has_contents(blocks: Blocks) -> bool:
    """Whether there is a table of contents."""
    return any(True for _ in _contents(blocks))


def with_pages(blocks: Blocks, pages: Mapping[str, int]) -> Blocks:
    """The blocks with the pages of headings, by id, in their tables of contents."""

    def paged(contents: Contents) -> Contents:
        return replace(contents, entries=tuple(replace(entry, page=pages.get(entry.id, 0)) for entry in contents.entries))

    return _changed(blocks, paged)


def spoken(document: Document) -> Document:
    """The document with words in place of its references, for a cut that numbers nothing."""
    labels = _Labels(document.meta, headings=False, captions=False)
    labels.blocks(document.body)
    return replace(document, body=_spoken(document.body, labels.words, 0)) if _has_references(document.body) else document


def plain(children: Inlines) -> Lines:
    """The words of a block on one line, and those of its second language."""
    second = children[-1] if children and isinstance(children[-1], Second) else None
    first = children[:-1] if second else children
    return Lines(_one_line(first), _one_line(second.children) if second else "")


def _one_line(children: Inlines) -> str:
    return " ".join("".join(_pieces(children)).split())


def _pieces(children: Inlines) -> Iterator[str]:
    for child in children:
        match child:
            case Text(text):
                yield text
            case LineBreak():
                yield " "
            case Reference() | Checkbox() | CaptionNumber():
                pass
            case _:
                yield from _pieces(child.children)


@dataclass
class _Labels:
    """Counts in reading order."""

    meta: Meta
    headings: bool
    captions: bool
    counters: list[int] = field(default_factory=lambda: [0] * LEVELS)
    counted: dict[str, int] = field(default_factory=lambda: {"table": 0, "figure": 0})
    entries: list[Entry] = field(default_factory=list)
    words: dict[str, Lines] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def blocks(self, blocks: Blocks) -> Blocks:
        """The blocks with their labels."""
        return tuple([self.block(block) for block in blocks])

    def block(self, block: Block) -> Block:
        """One block with its labels."""
        match block:
            case Heading():
                return self.heading(block)
            case Table():
                return replace(block, caption=self.caption("table", block.caption, block.id)) if block.caption else block
            case Image():
                return replace(block, caption=self.caption("figure", block.caption, block.id)) if block.caption else block
            case Chart() | Schedule():
                return replace(block, title=self.caption("figure", block.title, block.id)) if block.title else block
            case Section() | Quote() | Callout():
                return replace(block, children=self.blocks(block.children))
            case Notes() | Paragraph() | List() | Fields() | KeyNumber() | Contents() | PageBreak():
                return block
            case _:
                assert_never(block)

    def heading(self, heading: Heading) -> Heading:
        """The heading with an id and, in papers that number them, its number."""
        number = self._next(heading.level) if self.headings else ""
        id_ = heading.id or f"{HEADING_ID}{len(self.entries) + 1}"
        self.entries.append(Entry(heading.level, id_, heading.children, number))
        words = plain(heading.children)
        self.words[id_] = Lines(*(f"{number} {line}".strip() for line in words))
        self.numbers[id_] = number
        return replace(heading, id=id_, number=number)

    def _next(self, level: int) -> str:
        """The number of the next heading of `level`; a level that was left out counts as one, as in Word."""
        above = [max(1, count) for count in self.counters[: level - 1]]
        self.counters = [*above, self.counters[level - 1] + 1, *[0] * (LEVELS - level)]
        return ".".join(map(str, self.counters[:level]))

    def caption(self, series: str, caption: Inlines, id_: str) -> Inlines:
        """The caption, begun by its number in each language where captions are numbered."""
        lines = plain(caption)
        if not self.captions:
            self.words[id_] = lines
            return caption
        self.counted[series] += 1
        first, second = self._patterns(series)
        label = CaptionNumber(first, self.counted[series], id_)
        again = CaptionNumber(second or first, self.counted[series], id_, second=True, repeated=second in ("", first))
        self.numbers[id_] = ""
        self.words[id_] = Lines(label.words)
        if not isinstance(last := caption[-1], Second):
            return (label, *caption)
        self.words[id_] = Lines(label.words, again.words)
        return (label, *caption[:-1], replace(last, children=(again, *last.children)))

    def _patterns(self, series: str) -> tuple[str, str]:
        """The words around a number in the paper's first and second language."""
        own = self.meta.phrases.get(f"{series}_number")
        if own:
            return own.first, own.second
        words = {"zh": PATTERNS[series].first, "en": PATTERNS[series].second}
        first, *second = (words["zh" if language.startswith("zh") else "en"] for language in self.meta.languages)
        return first, "".join(second)


def _contents(blocks: Blocks) -> Iterator[Contents]:
    for block in blocks:
        if isinstance(block, Contents):
            yield block
        elif isinstance(block, Section | Quote | Callout):
            yield from _contents(block.children)


def _listed(blocks: Blocks, entries: tuple[Entry, ...]) -> Blocks:
    return _changed(blocks, lambda contents: replace(contents, entries=tuple(one for one in entries if one.level <= contents.depth)))


def _changed(blocks: Blocks, change: Any) -> Blocks:
    """The blocks with every table of contents changed."""
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Contents):
            changed.append(change(block))
        elif isinstance(block, Section | Quote | Callout):
            changed.append(replace(block, children=_changed(block.children, change)))
        else:
            changed.append(block)
    return tuple(changed)


# ----------------------------------------------------------------------------------------------------------------- references


def _has_references(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(map(_has_references, value))
    slots = getattr(value, "__slots__", ())
    return isinstance(value, Reference) or any(_has_references(getattr(value, name)) for name in slots)


def _spoken(value: Any, words: Mapping[str, Lines], language: int) -> Any:
    """A part of the tree with words in place of references, those of the second language inside a `Second`."""
    if isinstance(value, Reference):
        return Text(reference_words(words, value.target, second=bool(language)))
    if isinstance(value, tuple):
        return tuple(_spoken(part, words, language) for part in value)
    slots = getattr(value, "__slots__", ())
    within = 1 if isinstance(value, Second) else language
    changes = {name: _spoken(old, words, within) for name in slots if isinstance(old := getattr(value, name), tuple)}
    return replace(value, **changes) if changes else value


def reference_words(words: Mapping[str, Lines], target: str, *, second: bool) -> str:
    """The words of a reference to an id, in the second language where there are such."""
    lines = words.get(target, Lines(""))
    return (lines.second if second else "") or lines.first
