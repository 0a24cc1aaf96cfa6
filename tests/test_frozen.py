"""Value classes: what a frozen dataclass promises, without its guards."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import field, replace

import pytest

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


@dataclass(frozen=True, slots=True)
class Shelf:
    """A value whose fields come in every way."""

    name: str
    books: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict, init=False)
    label: str = field(default="?", init=False)

    def __post_init__(self) -> None:
        self.seen[self.name] = len(self.books)


@dataclass(frozen=True, slots=True)
class Long(Shelf):
    """One with a field more."""

    width: int = 1


def test_values_are_made_as_the_standard_library_makes_them() -> None:
    first, second = Shelf("a"), Shelf("a", ["x"])
    assert (first.books, second.books, first.seen, second.seen, first.label) == ([], ["x"], {"a": 0}, {"a": 1}, "?")
    assert first.books is not Shelf("a").books
    assert (Long("b", width=3).width, Long("b").seen) == (3, {"b": 0})
    made: Callable[..., Shelf] = Shelf
    for given, named in ((), {}), (("a", [], {}), {}), (("a",), {"shelf": 1}):
        with pytest.raises(TypeError, match=r"Shelf\.__init__\(\)"):
            made(*given, **named)


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
