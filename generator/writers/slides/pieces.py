"""Blocks cut to the pieces between which a slide may be broken: list items, table rows, tasks of a schedule, everything else whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.document import (
    Block,
    Blocks,
    Callout,
    Chart,
    Contents,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Schedule,
    Section,
    Table,
)
from generator.frozen import dataclass
from generator.writers.slides.tables import of_fields

DRAWN = (Chart, Image, Table, Fields, Schedule, KeyNumber, Section)
"""Blocks that take a frame of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or one item of a list (`number` its place), or rows of a table (`block` a table of these rows, `whole` all of it), or
    one task of a schedule likewise. A piece that `continues` is of the same phase as the one before, or says it in the second language:
    rather not the first of a slide."""

    block: Block
    whole: Block
    number: int = 0
    continues: bool = False

    @property
    def glued(self) -> bool:
        """Whether it may not stand last on a slide."""
        return isinstance(self.block, Heading)


def cut(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """The pieces of blocks; plain sections are opened."""
    return tuple(_cut(blocks))


def _cut(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case List(items):
                for number, item in enumerate(items, 1):
                    yield Piece(replace(block, items=(item,)), block, number)
            case Fields():
                yield from _cut([of_fields(block)])
            case Table(class_="signoff"):
                yield Piece(block, block)
            case Table():
                for rows in _chunks((*block.body, *block.foot), len(block.foot)):
                    yield Piece(replace(block, body=rows, foot=()), block)
            case Schedule(tasks):
                for before, task in zip((None, *tasks), tasks, strict=False):
                    continues = before is not None and before.group == task.group
                    yield Piece(replace(block, tasks=(task,)), block, continues=continues)
            case Section(children):
                yield from _cut(children)
            case Notes() | Contents() | PageBreak():
                continue
            case Callout(children) | Quote(children) if any(isinstance(child, DRAWN) for child in children):
                for child in children:  # what no text box can hold stands on its own
                    whole = child if isinstance(child, DRAWN) else replace(block, children=(child,))
                    yield from _cut([whole])
            case Paragraph(class_="second"):
                yield Piece(block, block, continues=True)
            case _:
                yield Piece(block, block)


def _chunks(rows: Sequence[Row], foot: int) -> Iterator[tuple[Row, ...]]:
    """Rows that belong together: those under a rowspan, and the foot with the row above it."""
    chunk: list[Row] = []
    left = 0
    for index, row in enumerate(rows):
        chunk.append(row)
        left = max(left - 1, max((cell.rowspan for cell in row.cells), default=1) - 1)
        if left <= 0 and index < len(rows) - 1 - foot:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, rows of one table and tasks of one schedule put together again."""
    parts: list[Piece] = []
    for piece in pieces:
        together = _together(parts[-1], piece) if parts and parts[-1].whole is piece.whole else None
        if together is not None:
            parts[-1] = replace(parts[-1], block=together)
        else:
            parts.append(piece)
    return parts


def _together(first: Piece, second: Piece) -> Block | None:
    """Two pieces of one block as one block; None for what is never put together."""
    match first.block, second.block:
        case Table() as table, Table(body=rows):
            return replace(table, body=(*table.body, *rows))
        case Schedule() as schedule, Schedule(tasks=tasks):
            return replace(schedule, tasks=(*schedule.tasks, *tasks))
    return None


def blocks_of(pieces: Iterable[Piece]) -> Blocks:
    """The blocks of pieces."""
    return tuple(piece.block for piece in pieces)
