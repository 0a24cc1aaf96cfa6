"""Value classes: what a frozen dataclass promises, without its guards."""

from __future__ import annotations

import pickle
from dataclasses import field, replace

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A point with a remark that does not count."""

    x: int
    y: int = 0
    remark: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


@dataclass(frozen=True, slots=True)
class Named:
    """A value that is shown in its own way."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


def test_values_are_compared_hashed_and_shown_by_their_fields() -> None:
    assert Point(1, 2, "a") == Point(1, 2, "b") != Point(1, 3)
    assert hash(Point(1, 2, "a")) == hash(Point(1, 2, "b"))
    assert repr(Point(1, 2, "a")) == "Point(x=1, y=2)"
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing(), Point(1), Point(1)}) == 2
    assert repr(Named("n")) == "<n>"


def test_values_are_replaced_matched_and_pickled() -> None:
    moved = replace(Point(1, 2, "a"), x=3)
    match moved:
        case Point(x, y, remark):
            assert (x, y, remark) == (3, 2, "a")
    assert pickle.loads(pickle.dumps(moved)) == moved
