"""The library of figures, against values worked out by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal as D

import pytest

from generator.figures import amounts


def test_rounding_is_half_away_from_zero() -> None:
    assert [amounts.rounded(D(value), 0) for value in ("0.5", "1.5", "2.5", "-0.5")] == [1, 2, 3, -1]
    assert amounts.rounded(D("2.675")) == D("2.68")


def test_a_fee_of_17_65_on_net_is_15_00_of_gross() -> None:
    assert amounts.fee(D(100_000), D("17.65")) == D("17650.00")
    assert amounts.commission(D("17.65")) == D("15.00")
    assert amounts.commission(D("13.636")) == D("12.00")


def test_a_change_from_nothing_is_no_percentage() -> None:
    assert amounts.delta(D(120), D(100)) == D("20.0")
    assert amounts.delta(D(120), D(0)) is None
    assert amounts.delta(D(120), None) is None


def test_shares_need_a_whole() -> None:
    assert amounts.share(D(1), D(3)) == D("33.3")
    assert amounts.share(D(1), D(0)) is None


def test_totals_leave_out_what_is_absent() -> None:
    assert amounts.total([{"amount": D("1.10")}, {"amount": None}, {"amount": D("2.20")}], "amount") == D("3.30")
    assert amounts.total(None) == 0


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2026-11-12", "2026-11-16", 2), ("2026-11-12", "2026-11-12", 0), ("2026-11-13", "2026-11-15", 0), ("2026-11-12", "2026-11-13", 1)],
)
def test_working_days_run_monday_to_friday(start: str, end: str, days: int) -> None:
    assert amounts.working_days(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)) == days


def test_working_days_follow_the_clients_calendar() -> None:
    calendar = {"holidays": [datetime.date(2026, 10, 1), datetime.date(2026, 10, 2)], "extra_working_days": [datetime.date(2026, 10, 10)]}
    assert amounts.working_days(datetime.date(2026, 9, 30), datetime.date(2026, 10, 2), calendar) == 0
    assert amounts.working_days(datetime.date(2026, 10, 9), datetime.date(2026, 10, 10), calendar) == 1


def test_hours_between_two_moments() -> None:
    start, end = datetime.datetime(2026, 11, 12, 15, 40), datetime.datetime(2026, 11, 13, 10, 30)
    assert amounts.hours_between(start, end) == D("18.8")


def test_chinese_is_counted_by_character_and_latin_by_word() -> None:
    assert amounts.length_in_words("早上好 well-known brand 2026") == 6


def test_a_latin_word_is_found_only_whole() -> None:
    assert amounts.contains_any({"zh": "国家级品牌", "en": "A band of brothers"}, ["国家级", "and", "band"]) == ["国家级", "band"]


def test_repeated_values_are_named_once() -> None:
    assert amounts.repeated(["A", "B", "A", "A"]) == ["A"]


def test_the_clock_of_a_meeting_runs_through_items_and_breaks() -> None:
    items = [{"id": "I1", "minutes": D(20)}, {"id": "I2", "minutes": D(45)}, {"id": "I3", "minutes": D(5)}]
    breaks = [{"after": "I2", "minutes": D(10)}, {"after": "I3", "minutes": D(5)}]
    begins = [amounts.running_clock(datetime.time(9, 30), items, breaks, item) for item in ("I1", "I2", "I3")]
    assert begins == [datetime.time(9, 30), datetime.time(9, 50), datetime.time(10, 45)]
    assert amounts.running_clock(datetime.time(9, 30), items, None, "I3") == datetime.time(10, 35)
    assert amounts.clock_after(datetime.time(23, 50), 20) == datetime.time(0, 10)


def test_versions_compare_as_numbers() -> None:
    assert amounts.version_of("CB-2026-014 v0.9") == [0, 9]
    assert amounts.version_of("1.10") > amounts.version_of("1.9")
    assert amounts.version_of("CB-2026-014") == amounts.version_of(None) == []


def test_no_two_libraries_have_a_function_of_one_name() -> None:
    import inspect

    from generator import expressions

    libraries = [module for _, module in inspect.getmembers(expressions, inspect.ismodule) if hasattr(module, "FUNCTIONS")]
    names = [name for library in libraries for name in library.FUNCTIONS]
    assert len(libraries) > 5
    assert len(names) == len(set(names))
