"""Blocks cut to the pieces between which a slide may be broken: list items, table rows, everything else whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document import (
    Block,
    Blocks,
    Callout,
    Chart,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Notes,
    PageBreak,
    Quote,
    Row,
    Schedule,
    Section,
    Table,
)
from generator.writers.slides.tables import of_fields

DRAWN = (Chart, Image, Table, Fields, Schedule, KeyNumber, Section)
"""Blocks that take a frame of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or one item of a list (`number` its place), or rows of a table (`block` a table of these rows, `whole` all of it)."""

    block: Block
    whole: Block
    number: int = 0

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
            case Section(children):
                yield from _cut(children)
            case Notes() | PageBreak():
                continue
            case Callout(children) | Quote(children) if any(isinstance(child, DRAWN) for child in children):
                for child in children:  # what no text box can hold stands on its own
                    whole = child if isinstance(child, DRAWN) else replace(block, children=(child,))
                    yield from _cut([whole])
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
    """The pieces, rows of one table put together again."""
    parts: list[Piece] = []
    for piece in pieces:
        last = parts[-1] if parts else None
        if last and isinstance(piece.block, Table) and isinstance(last.block, Table) and last.whole is piece.whole:
            parts[-1] = replace(last, block=replace(last.block, body=(*last.block.body, *piece.block.body)))
        else:
            parts.append(piece)
    return parts


def blocks_of(pieces: Iterable[Piece]) -> Blocks:
    """The blocks of pieces."""
    return tuple(piece.block for piece in pieces)
