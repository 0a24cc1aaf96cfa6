"""A part of the documents of a plan: what one of several machines makes."""

from __future__ import annotations

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `of` equal ones; 1 of 1 is the whole."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        """What is added to the names of the shard's own files."""
        return f"-{self.number}-of-{self.of}" if self.of > 1 else ""

    def shares_with(self, other: Shard) -> bool:
        """Whether both may work in one folder: they have no document in common."""
        return self.of == other.of and self.number != other.number
