"""One cut made from the other: a document's headings become slides, a deck's slides become headings and their content.

Used when a kind has a template for only one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from generator.document import (
    Block,
    Blocks,
    Callout,
    Cell,
    Chart,
    Contents,
    Document,
    Fact,
    Field,
    Fields,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    Lines,
    List,
    Meta,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Schedule,
    Second,
    Section,
    Table,
    Text,
)
from generator.wording import alike

SLIDE_HEADING = 2
"""Headings up to this level begin a slide; deeper ones stay inside it."""

COVERS = ("cover", "back")
SLOTS = ("title", "body", "left", "right", "picture", "chart", "table", "takeaway", "source", "statement", "subtitle")

# ------------------------------------------------------------------------------------------------------------ document → deck


def as_deck(document: Document) -> Document:
    """The deck of a document: a cover, then a slide for every heading of level 1 or 2 with what stands below it."""
    cover = Section((_titled(document.meta.title, document.meta),), class_="cover")
    opening = _titled(document.meta.kind_label, document.meta)
    masthead = Fields(tuple(_field(fact, document.meta) for fact in document.meta.facts), class_="two")
    body = _joined((masthead, *_flat(document.body)) if masthead.items else _flat(document.body))
    chinese = document.meta.language.startswith("zh")
    slides = [slide for group in _groups(body, opening) for slide in _numbered(list(_slides(group)), chinese)]
    return replace(document, body=(cover, *slides), cut="deck")


def _titled(lines: Lines, meta: Meta) -> Heading:
    """A heading of plain lines in the paper's languages."""
    return Heading(1, _inlines(lines, meta))


def _field(fact: Fact, meta: Meta) -> Field:
    """A line of the title block, which a deck has no other place for."""
    return Field(_inlines(fact.label, meta), _inlines(fact.value, meta), fact.at)


def _inlines(lines: Lines, meta: Meta) -> Inlines:
    second = () if alike(lines) else (Second((Text(lines.second),), meta.languages[1]),)
    return (Text(lines.first), *second)


def _numbered(slides: list[Section], chinese: bool) -> list[Section]:
    """The slides of one heading, (1/2) and (2/2) after its words where there are several."""
    mark = "（{}/{}）" if chinese else " ({}/{})"
    return slides if len(slides) == 1 else [_marked(slide, mark.format(n, len(slides))) for n, slide in enumerate(slides, 1)]


def _marked(slide: Section, mark: str) -> Section:
    heading, *rest = slide.children
    assert isinstance(heading, Heading)  # every slide of ours begins with one
    words = tuple(child for child in heading.children if not isinstance(child, Second))
    return replace(slide, children=(replace(heading, children=(*words, Text(mark), *heading.children[len(words) :])), *rest))


def _flat(blocks: Blocks) -> Iterator[Block]:
    """The blocks without the sections that only group them on a page."""
    for block in blocks:
        match block:
            case Section(children):
                yield from _flat(children)
            case PageBreak() | Contents():
                pass
            case _:
                yield block


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, grids of labels and values that follow each other made one: a slide holds both."""
    before: Fields | None = None
    for block in blocks:
        if before is not None and isinstance(block, Fields):
            before = replace(before, items=(*before.items, *block.items))
            continue
        if before is not None:
            yield before
        before = block if isinstance(block, Fields) else None
        if before is None:
            yield block
    if before is not None:
        yield before


def _groups(blocks: Iterable[Block], title: Heading) -> list[tuple[Heading, list[Block]]]:
    """The blocks by the heading that they stand under; what stands before any is under `title`."""
    groups: list[tuple[Heading, list[Block]]] = [(title, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= SLIDE_HEADING:
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    return groups


def _slides(group: tuple[Heading, list[Block]]) -> Iterator[Section]:
    """The slides of a heading: text together, every table, chart, schedule and picture on a slide of its own; none without content."""
    heading, blocks = group
    batch: list[Block] = []
    for block in blocks:
        if isinstance(block, Table | Chart | Schedule | Image | Fields) and batch and not _introduces(batch):
            yield _slide(heading, batch)
            batch = []
        batch.append(block)
        if isinstance(block, Table | Chart | Schedule | Image | Fields):
            yield _slide(heading, batch)
            batch = []
    if batch:
        yield _slide(heading, batch)


def _introduces(batch: list[Block]) -> bool:
    """Whether the text is a sub-heading or one line that belongs to the table after it."""
    return len(batch) == 1 and isinstance(batch[0], Heading | Paragraph)


def _slide(heading: Heading, blocks: list[Block]) -> Section:
    last = blocks[-1]
    if isinstance(last, Chart):
        layout = "chart"
    elif isinstance(last, Schedule):
        layout = "timeline"
    elif isinstance(last, Table | Fields):
        layout = "table"
    elif len(blocks) == 1 and isinstance(last, Callout):
        layout, blocks = "statement", [_stated(block) for block in last.children]
    else:
        layout = "bullets"
    return Section((heading, *(blocks if layout == "statement" else map(_unslotted, blocks))), class_=layout)


def _stated(block: Block) -> Block:
    """A line of a callout, large."""
    return replace(block, class_="statement") if isinstance(block, Paragraph) else block


def _unslotted(block: Block) -> Block:
    """A block without a class that would name a slot of a slide."""
    if isinstance(block, Paragraph | List | Table | Fields | Chart | Schedule | Image) and block.class_ in SLOTS:
        return replace(block, class_="")
    return block


# ------------------------------------------------------------------------------------------------------------ deck → document


def as_document(deck: Document) -> Document:
    """The document of a deck: dividers become headings 1, other slides headings 2 with their content; both covers fall away."""
    slides = [slide for slide in deck.body if isinstance(slide, Section) and slide.class_ not in COVERS]
    return replace(deck, body=tuple(block for slide in slides for block in _whole(slide)), cut="document")


def _whole(slide: Section) -> Iterator[Block]:
    """What a slide says; one of words alone is short, and stays on one page."""
    blocks = list(_content(slide))
    if slide.class_ != "divider" and len(blocks) > 1 and all(isinstance(block, Heading | Paragraph | List | Fields) for block in blocks):
        yield Section(tuple(blocks), class_="keep")
    else:
        yield from _with_its_close(blocks)


def _with_its_close(blocks: list[Block]) -> Iterator[Block]:
    """The blocks of a slide; the lines below a table that closes with several (what is left of a budget) stay on one page."""
    end = next((index + 1 for index, block in reversed(list(enumerate(blocks))) if not isinstance(block, Paragraph)), 0)
    if end and isinstance(blocks[end - 1], Table) and len(blocks) - end > 1:
        yield from blocks[:end]
        yield Section(tuple(blocks[end:]), class_="keep")
    else:
        yield from blocks


def _content(slide: Section) -> Iterator[Block]:
    title = next((block for block in slide.children if isinstance(block, Heading)), None)
    if title is not None:
        yield replace(title, level=1 if slide.class_ == "divider" else 2)
    rest = [block for block in slide.children if block is not title and not isinstance(block, Notes)]
    columns = [block for block in rest if isinstance(block, Section) and block.class_ in ("left", "right")]
    if columns:
        beside = Section(tuple(replace(column, class_="column") for column in columns), class_="columns")
        yield Section((beside,), class_="keep")  # what fits on a slide is short enough to stay on one page
    cards = [block for block in rest if isinstance(block, Section) and block.class_ == "card"]
    if cards:
        yield Table(tuple(_row(card) for card in cards))
    yield from _together([block for block in rest if block not in columns and block not in cards])


def _together(blocks: list[Block]) -> Iterator[Block]:
    """Blocks as a document says them; a quotation stays on one page with who said it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        flowing = list(_as_flowing(block))
        if isinstance(block, Section) and block.class_ == "attribution":
            continue
        if isinstance(block, Section) and block.class_ == "total":
            yield from (one for one in flowing if not isinstance(one, KeyNumber))  # the table above ends on it
        elif isinstance(block, Quote) and isinstance(following, Section) and following.class_ == "attribution":
            yield Section((*flowing, *_as_flowing(following)), class_="keep")
        else:
            yield from flowing


def _row(card: Section) -> Row:
    """The words of a card as a row: a name, a title, a part."""
    said = [child for child in card.children if isinstance(child, Heading | Paragraph)]
    return Row(tuple(Cell(child.children, header=isinstance(child, Heading)) for child in said), at=card.at)


def _as_flowing(block: Block) -> Iterator[Block]:
    """A block of a slide as a document says it: slots fall away, a statement is a callout; a takeaway stays one, below its figure."""
    match block:
        case Section(children):
            for child in children:
                yield from _as_flowing(child)
        case Paragraph(class_="statement"):
            yield Callout((replace(block, class_=""),))
        case _:
            yield _unslotted_but_source(block)


def _unslotted_but_source(block: Block) -> Block:
    return block if isinstance(block, Paragraph) and block.class_ in ("source", "subtitle", "takeaway") else _unslotted(block)
