"""Titles held against their charts, and layouts that repeat."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.figures import courses


class Slide(dict[str, Any]):
    """A slide that can be told with more beside it, as a node of a paper can."""

    def like(self, values: dict[str, Any]) -> Slide:
        return Slide(values)


def chart(*values: int | None, categories: tuple[str, ...] = ("1 月", "2 月", "3 月"), **more: Any) -> dict[str, Any]:
    series = [{"name": {"zh": "禾鲸", "en": "Oatwhale"}, "values": [None if value is None else Decimal(value) for value in values]}]
    return {"id": "C1", "categories": list(categories), "series": [*series, *more.pop("others", [])], **more}


def told(zh: str, en: str, drawn: dict[str, Any]) -> list[Any]:
    return courses.contradicted([Slide(chart="C1", title={"zh": zh, "en": en})], [drawn])


def test_a_rise_over_falling_figures_is_told_with_the_figures() -> None:
    [found] = told("份额增长", "Share grew", chart(5, None, 4))
    assert (found["said"], found["first"], found["last"]) == ({"zh": "增长", "en": "grew"}, 5, 4)


def test_a_fall_over_rising_figures_is_told() -> None:
    assert told("份额下滑", "Share declined", chart(4, 3, 5))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("份额没有增长", "Share is not growing"),
        ("先增长，后下滑", "It grew, then fell"),
        ("品类增长，禾鲸停住", "The category grew; Oatwhale stood still"),
        ("禾鲸的一年", "Oatwhale's year"),
    ],
)
def test_a_title_that_claims_no_rise_of_the_series_is_left_alone(zh: str, en: str) -> None:
    assert told(zh, en, chart(5, 5, 4)) == []


def test_figures_that_move_with_the_title_or_not_at_all_are_left_alone() -> None:
    assert told("增长", "Growth grew", chart(4, 3, 5)) == []
    assert told("增长", "Share grew", chart(4, 5, 4)) == []
    assert told("增长", "Share grew", chart(None, None, 4)) == []


def test_categories_that_are_no_times_have_no_direction() -> None:
    assert told("份额增长", "Share grew", chart(31, 24, 6, categories=("麦小岛", "白榆", "禾鲸"))) == []
    for times in (("2024", "2025", "2026"), ("Jan", "Feb", "Mar"), ("一季度", "二季度", "三季度"), ("2026-01", "2026-02", "2026-03")):
        assert told("份额增长", "Share grew", chart(5, 5, 4, categories=times)), times


def test_of_several_series_the_highlighted_one_counts_unless_the_title_names_another() -> None:
    others = [{"name": {"zh": "白榆", "en": "White Elm"}, "values": [Decimal(1), Decimal(2), Decimal(3)]}]
    drawn = chart(5, 5, 4, others=others)
    assert told("份额增长", "Share grew", drawn) == []
    assert told("份额增长", "Share grew", {**drawn, "highlight": {"zh": "禾鲸", "en": "Oatwhale"}})
    assert told("白榆增长", "White Elm grew", {**drawn, "highlight": {"zh": "禾鲸", "en": "Oatwhale"}}) == []
    assert told("白榆下滑，禾鲸停住", "White Elm fell; Oatwhale stood still", drawn)


def test_a_run_is_told_once_where_it_becomes_too_long_and_broken_by_what_has_no_value() -> None:
    def runs(*layouts: str | None) -> list[int]:
        items = [{"layout": layout, "at": place} for place, layout in enumerate(layouts)]
        return [item["at"] for item in courses.long_runs(items, "layout", 3)]

    assert runs("table", "table", "table", "table", "chart") == [2]
    assert runs("table", "table", None, "table", "table") == []
    assert runs("chart", "table", "table", "chart", "chart", "chart") == [5]
    assert courses.long_runs(None, "layout", 3) == []
