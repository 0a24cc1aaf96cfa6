"""Which rows of a sign-off block still wait for a pen: they are as high as a signature, the others as any row."""

from __future__ import annotations

from generator.document import Control, Inlines, Row


def to_sign(row: Row) -> bool:
    """Whether a cell of the row is left to be filled in."""
    return any(not _filled(cell.children) for cell in row.cells)


def _filled(children: Inlines) -> bool:
    """Whether there are words, and no control among them is empty."""
    return bool(children) and all(child.children for child in children if isinstance(child, Control))
