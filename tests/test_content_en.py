"""Brickheron, the English-speaking client of content/: its papers agree with each other and with figures worked out by hand or from its table."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from generator import build, checking, pipeline
from generator.values import Node

CLIENT = Path(__file__).parents[1] / "content/clients/brickheron"
PAPERS = sorted(CLIENT.rglob("*.yaml"))
BRANDS = ("brickheron", "tarnhold", "copperhod", "greyledge", "wickstone", "dawnpallet")
MEDIA = ("radio", "outdoor", "press", "search", "social", "direct")
MONTHS = ("2024-12", *(f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)))
PERIODS = {"2026-12": ("2026-12",), "2026-q4": ("2026-10", "2026-11", "2026-12"), "2026": MONTHS[13:]}
BEFORE = {"2026-12": ("2026-11",), "2026-q4": ("2026-07", "2026-08", "2026-09"), "2026": MONTHS[1:13]}


@cache
def paper(name: str) -> Node:
    return checking.check(CLIENT / f"{name}.yaml").paper


@cache
def spend() -> dict[tuple[str, str, str], Decimal]:
    with (CLIENT / "competitors/data/spend.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = {(row["month"], row["brand"], row["medium"]): Decimal(row["amount"]) for row in rows}
    assert len(cells) == len(rows)
    return cells


def spent(months: Iterable[str], brand: str = "", medium: str = "") -> Decimal:
    wanted = set(months)
    return sum(
        (amount for (month, of, into), amount in spend().items() if month in wanted and brand in ("", of) and medium in ("", into)),
        Decimal(0),
    )


def tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def share(months: Iterable[str], brand: str) -> Decimal:
    return tenths(spent(months, brand) * 100 / spent(months))


def change(now: Decimal, before: Decimal) -> Decimal:
    return tenths((now - before) * 100 / before)


def english(text: Any) -> str:
    return str(text["en"] if isinstance(text, dict) else text)


def by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item["id"]: item for item in items}


# ------------------------------------------------------------------------------------------------------------------------ papers


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_paper_has_nothing_to_remark(path: Path) -> None:
    assert checking.check(path).warnings == ()


def test_every_kind_of_paper_is_there_once_and_has_a_number_of_its_own() -> None:
    read = [paper(str(path.relative_to(CLIENT).with_suffix(""))) for path in PAPERS]
    kinds = [one["kind"] for one in read]
    assert len({one["id"] for one in read}) == len(read)
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "client_profile": 1, "strategy": 1, "creative_direction": 1, "budget": 1, "schedule": 1, "creative_brief": 1, "work_order": 1,
        "meeting_agenda": 1, "meeting_minutes": 2, "proposal_deck": 1, "competitor_report": 3,
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------------------------------- money


def test_the_budget_is_the_sum_that_a_hand_works_out() -> None:
    budget = paper("one-trip/budget")
    media = 196_000 + 168_000 + 132_000 + 104_000
    production = 9 * 2_400 + 6 * 3_200 + 4 * 14_500 + 64 * 450 + 27_400
    assert (media, production) == (600_000, 155_000)
    assert budget["subtotal"] == 600_000 + 155_000 + 2 * 14_000 + 15_000 == 798_000
    assert budget["fee_amount"] == Decimal("96262.50")  # 12.75 % of 755,000
    assert budget["tax_amount"] == Decimal("67069.69")  # 7.5 % of 894,262.50 is 67,069.6875
    assert budget["total"] == Decimal("961332.19")
    assert budget["headroom"] == 975_000 - budget["total"] == Decimal("13667.81")


def test_the_total_and_the_ceiling_are_said_alike_in_every_paper() -> None:
    asks, minutes = by_id(paper("one-trip/proposal")["asks"]), paper("one-trip/minutes-2027-02-25")
    decisions, contact = by_id(minutes["decisions"]), paper("one-trip/contact-2027-01-22")
    for language in ("en", "zh"):
        assert "961,332.19" in asks["Q2"]["text"][language]
        assert "961,332.19" in decisions["D7"]["text"][language]
        assert "13,667.81" in by_id(minutes["items"])["I5"]["points"][0][language]
        assert "975,000" in by_id(contact["decisions"])["D2"]["text"][language]
    assert paper("one-trip/strategy")["budget_envelope"]["amount"] == paper("one-trip/budget")["ceiling"] == 975_000
    assert next(one for one in paper("profile")["projects"] if one["job_no"] == "BH27-002")["budget"] == 975_000


def test_the_brief_has_the_budgets_media_and_production() -> None:
    lines = paper("one-trip/budget")["lines"]
    sums = {category: sum(line["amount"] for line in lines if line["category"] == category) for category in ("media", "production")}
    brief = paper("one-trip/creative_brief")["budget"]
    assert (brief["media"], brief["production"]) == (sums["media"], sums["production"]) == (600_000, 155_000)


def test_the_chart_of_media_adds_up_to_the_lines_of_the_budget() -> None:
    series = {english(one["name"]): one["values"] for one in by_id(paper("one-trip/proposal")["charts"])["C3"]["series"]}
    lines = {english(line["item"]): line["amount"] for line in paper("one-trip/budget")["lines"] if line["category"] == "media"}
    sums = {name: sum(values) * 1000 for name, values in series.items()}
    assert sums.pop("Search") + sums.pop("Trade press") == lines.pop("Search and trade press")
    assert sums == lines
    assert tenths(Decimal(sum(values[1] for values in series.values())) * 100 / 600) == 44  # “May carries 44% of the media”


def test_the_cost_of_a_second_trip_is_two_people_and_the_road() -> None:
    assert Decimal("1.9") * 2 * 52 + 20 * Decimal("0.82") == 214
    assert "$214" in english(paper("one-trip/creative_direction")["territories"][0]["name"])


# ------------------------------------------------------------------------------------------------------- words, dates, people


def test_the_proposition_has_one_wording() -> None:
    wording = paper("one-trip/strategy")["proposition"]
    assert wording == {"en": "A second look saves the second trip.", "zh": "多看一眼，少跑一趟。"}
    assert paper("one-trip/creative_brief")["proposition"] == wording
    statements = [slide["statement"] for slide in paper("one-trip/proposal")["slides"] if slide.get("layout") == "statement"]
    assert statements == [paper("one-trip/strategy")["insight"], wording]
    for language, words in wording.items():
        assert words in paper("one-trip/work_order")["requirements"][1][language]
        assert words in paper("one-trip/contact-2027-01-22")["decisions"][0]["text"][language]


def test_the_launch_is_one_day() -> None:
    launch = datetime.date(2027, 4, 19)
    schedule = paper("one-trip/schedule")
    assert schedule["launch"] == by_id(schedule["tasks"])["T10"]["start"] == launch
    assert paper("one-trip/creative_brief")["timing"][-1]["date"] == launch
    assert "19 April 2027" in english(by_id(paper("one-trip/proposal")["asks"])["Q3"]["text"])
    decision = by_id(paper("one-trip/minutes-2027-02-25")["decisions"])["D6"]
    assert decision["effective"] == launch
    assert "19 April 2027" in english(decision["text"])
    table = next(slide["table"] for slide in paper("one-trip/proposal")["slides"] if slide.get("layout") == "table")
    assert {row[-1] for row in table["rows"]} == {"2027-04-19"}


def test_what_is_ordered_is_ready_when_the_schedule_needs_it() -> None:
    tasks = by_id(paper("one-trip/schedule")["tasks"])
    wanted = by_id(paper("one-trip/creative_brief")["deliverables"])
    assert [wanted[one]["due"] for one in ("V1", "V2", "V3", "V4")] == [tasks[one]["end"] for one in ("T5", "T6", "T6", "T7")]
    assert paper("one-trip/work_order")["due"].date() == tasks["T3"]["end"] == datetime.date(2027, 3, 12)
    pieces = by_id(paper("one-trip/work_order")["deliverables"])
    assert pieces["S4"]["qty"] == sum(pieces[one]["qty"] for one in ("S1", "S2", "S3")) == 19


def test_the_work_order_follows_the_minutes_and_adds_up() -> None:
    order = paper("one-trip/work_order")
    assert (order["hours_total"], order["cost_total"]) == (64, 30 * 85 + 26 * 80 + 8 * 95)
    assert order["cost_total"] == 5_390 <= order["budget_ceiling"]["amount"]
    assert order["brief_ref"] == paper("one-trip/creative_brief")["id"]
    assert order["estimate_ref"] == paper("one-trip/budget")["id"]
    assert order["dispatched_at"].date() > paper("one-trip/minutes-2027-02-25")["date"]


def test_the_deck_measures_what_the_strategy_promised() -> None:
    kpis = by_id(paper("one-trip/strategy")["kpis"])
    now, then = by_id(paper("one-trip/proposal")["charts"])["C4"]["series"]
    assert now["values"] == [kpis[one]["baseline"]["value"] for one in ("K1", "K3")]
    assert then["values"] == [kpis[one]["target"]["value"] for one in ("K1", "K3")]
    objective = english(paper("one-trip/strategy")["marketing_objective"])
    assert f"{kpis['K2']['baseline']['value']:,}" in objective
    assert f"{kpis['K2']['target']['value']:,}" in objective


# ---------------------------------------------------------------------------------------------------------------------- meetings


def test_the_agenda_runs_by_the_clock() -> None:
    agenda = paper("one-trip/agenda-2027-02-25")
    assert [f"{item['starts_at']:%H:%M}" for item in agenda["items"]] == [
        "10:00", "10:15", "10:35", "10:50", "11:10", "11:25", "11:35", "11:45", "11:55",
    ]  # fmt: skip
    assert [f"{one['starts_at']:%H:%M}" for one in agenda["breaks"]] == ["11:00"]
    assert agenda["total_minutes"] == 120


def test_the_minutes_settle_what_the_agenda_asked() -> None:
    agenda, minutes = paper("one-trip/agenda-2027-02-25"), paper("one-trip/minutes-2027-02-25")
    assert len(agenda["items"]) == len(minutes["items"]) == 9
    assert len(minutes["decisions"]) >= 10
    assert len(minutes["actions"]) >= 12
    asked = {item["id"]: item["decided_by"] for item in agenda["items"] if item["purpose"] == "decide"}
    settled = {decision["item_ref"]: decision["decided_by"] for decision in minutes["decisions"]}
    assert {item: settled[item] for item in asked} == asked
    assert minutes["agenda"] == agenda["id"]
    assert minutes["date"] == agenda["date"]


def test_every_action_of_the_call_is_closed_at_the_meeting() -> None:
    before, minutes = paper("one-trip/contact-2027-01-22"), paper("one-trip/minutes-2027-02-25")
    assert {one["id"]: one["status"] for one in minutes["matters_arising"]} == {f"{one['id']}-011": "done" for one in before["actions"]}


# -------------------------------------------------------------------------------------------------------------------------- deck


def test_the_deck_is_eighteen_to_twenty_slides_and_fills_its_slot() -> None:
    deck = paper("one-trip/proposal")
    output = build(CLIENT / "one-trip/proposal.yaml", ["pptx"]).outputs["pptx"]
    assert 18 <= len(Presentation(io.BytesIO(output.data)).slides) <= 20
    layouts = [slide.get("layout") for slide in deck["slides"]]
    assert layouts[0] == layouts[-1] == "ask"
    assert {
        "summary",
        "two-charts",
        "two-columns",
        "statement",
        "bullets",
        "table",
        "chart",
        "budget",
        "timeline",
        "team",
        "next-steps",
    } <= set(layouts)
    assert sum(slide.get("minutes", 0) for slide in deck["slides"]) == sum(one["minutes"] for one in deck["timing_plan"]) == 45


def test_the_deck_quotes_the_years_shares_as_the_table_has_them() -> None:
    chart = by_id(paper("one-trip/proposal")["charts"])["C1"]
    names = {english(one["name"]): one["id"] for one in [*paper("profile")["brands"], *paper("profile")["competitors"]]}
    year, last = PERIODS["2026"], BEFORE["2026"]
    shown = dict(zip((names[english(one)] for one in chart["categories"]), chart["series"][0]["values"], strict=True))
    assert shown == {brand: share(year, brand) - share(last, brand) for brand in BRANDS}
    problem = english(paper("one-trip/strategy")["business_problem"])
    assert f"from {share(last, 'brickheron')}% to {share(year, 'brickheron')}%" in problem
    assert f"took {share(year, 'dawnpallet')}%" in problem


# ------------------------------------------------------------------------------------------------------------------- competitors


def test_the_table_has_every_cell_but_the_gap_and_the_entrants_past() -> None:
    cells = {(month, brand, medium) for month in MONTHS for brand in BRANDS for medium in MEDIA}
    absent = {("2026-10", "wickstone", "press")} | {
        (month, "dawnpallet", medium) for month in MONTHS if month < "2026-05" for medium in MEDIA
    }
    assert (len(MONTHS), len(cells), len(absent)) == (25, 900, 103)
    assert set(spend()) == cells - absent
    for name in PERIODS:
        (gap,) = paper(f"competitors/{name}")["gaps"]
        assert (gap["month"], gap["brand"], gap["medium"]) == ("2026-10", "wickstone", "press")


def test_december_by_hand() -> None:
    rows = {row["brand"]: row for row in paper("competitors/2026-12")["ranking"]}
    assert {brand: (row["rank"], row["amount"], row["share"]) for brand, row in rows.items()} == {
        "dawnpallet": (1, 169, Decimal("28.7")), "tarnhold": (2, 159, Decimal("27.0")), "copperhod": (3, 110, Decimal("18.7")),
        "wickstone": (4, 56, Decimal("9.5")), "brickheron": (5, 49, Decimal("8.3")), "greyledge": (6, 46, Decimal("7.8")),
    }  # fmt: skip


@pytest.mark.parametrize("name", PERIODS)
def test_shares_ranks_and_changes_are_those_of_the_table(name: str) -> None:
    now, before = PERIODS[name], BEFORE[name]
    year_ago = [f"{int(month[:4]) - 1}{month[4:]}" for month in now]
    amounts = sorted((spent(now, brand) for brand in BRANDS), reverse=True)
    earlier = sorted((spent(before, brand) for brand in BRANDS), reverse=True)
    for row in paper(f"competitors/{name}")["ranking"]:
        brand = row["brand"]
        assert (row["amount"], row["share"], row["rank"]) == (spent(now, brand), share(now, brand), amounts.index(row["amount"]) + 1)
        if brand == "dawnpallet":
            assert row["last_year"] is None
            assert row["change_last_year"] is None
            assert row["entrant_year"]
        elif brand != "wickstone" or name == "2026-12":
            assert row["change_last_year"] == change(row["amount"], spent(year_ago, brand))
        if spent(before, brand):
            assert row["rank_previous"] == earlier.index(spent(before, brand)) + 1
            assert row["share_previous"] == share(before, brand)
        if spent(before, brand) and (brand != "wickstone" or name == "2026-12"):
            assert row["change_previous"] == change(row["amount"], spent(before, brand))


def test_a_change_leaves_out_what_the_gap_left_out_of_the_other_period() -> None:
    rows = {
        name: next(row for row in paper(f"competitors/{name}")["ranking"] if row["brand"] == "wickstone") for name in ("2026-q4", "2026")
    }
    quarter, year = PERIODS["2026-q4"], PERIODS["2026"]
    press_july, press_october = spend()["2026-07", "wickstone", "press"], spend()["2025-10", "wickstone", "press"]
    assert rows["2026-q4"]["change_previous"] == change(spent(quarter, "wickstone"), spent(BEFORE["2026-q4"], "wickstone") - press_july)
    assert rows["2026"]["change_last_year"] == change(spent(year, "wickstone"), spent(BEFORE["2026"], "wickstone") - press_october)
    assert rows["2026-q4"]["partial"]
    assert rows["2026"]["partial"]


def moved(name: str, brand: str, medium: str = "") -> str:
    return f"from {spent(BEFORE[name], brand, medium):,} to {spent(PERIODS[name], brand, medium):,}"


def shares(name: str, brand: str) -> str:
    return f"from {share(BEFORE[name], brand)}% to {share(PERIODS[name], brand)}%"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_evidence_of_every_finding_is_what_the_table_says(language: str) -> None:
    month, quarter, year = "2026-12", "2026-q4", "2026"
    expected = {
        (month, "F1"): f"Spend {moved(month, 'dawnpallet')}; share of voice {shares(month, 'dawnpallet')}",
        (month, "F2"): f"Social {moved(month, 'tarnhold', 'social')}, roadside {moved(month, 'tarnhold', 'outdoor')}",
        (month, "F3"): f"Spend {moved(month, 'brickheron')}; share of voice {shares(month, 'brickheron')}",
        (
            quarter,
            "F1",
        ): f"Radio from nothing to {spent(PERIODS[quarter], 'dawnpallet', 'radio')}, roadside {moved(quarter, 'dawnpallet', 'outdoor')}",
        (quarter, "F2"): f"Radio {moved(quarter, 'tarnhold', 'radio')}, social {moved(quarter, 'tarnhold', 'social')}",
        (quarter, "F3"): f"Spend {moved(quarter, 'greyledge')}; radio {spent(MONTHS[10:13], 'greyledge', 'radio')} a year ago",
        (quarter, "F4"): f"Spend {moved(quarter, 'brickheron')}; the largest, radio, is {spent(PERIODS[quarter], 'brickheron', 'radio')}",
        (year, "F1"): f"New in May; {spent(['2026-05'], 'dawnpallet')} in its first month, {spent(['2026-12'], 'dawnpallet')} in December",
        (year, "F2"): f"Spend {moved(year, 'copperhod')}; search {moved(year, 'copperhod', 'search')}",
        (year, "F3"): f"Spend {moved(year, 'greyledge')}; no radio since July",
        (year, "F4"): f"Spend {moved(year, 'brickheron')}; share {shares(year, 'brickheron')}",
    }
    findings = {(name, one["id"]): one["evidence"][language] for name in PERIODS for one in paper(f"competitors/{name}")["findings"]}
    if language == "en":
        assert findings == expected
    else:
        assert {place: figures(words) for place, words in findings.items()} == {place: figures(words) for place, words in expected.items()}


def figures(words: str) -> list[str]:
    """The figures of some words; a Chinese month's number is none, as an English month has none."""
    return re.findall(r"\d[\d,.]*\d|\d", re.sub(r"\d+ 月", "", words))


def test_what_a_finding_says_of_a_change_is_the_change() -> None:
    said = {
        ("2026-12", "F1"): "8.3%", ("2026-12", "F2"): "34.6%", ("2026-12", "F3"): "40.2%", ("2026-q4", "F1"): "144.6%",
        ("2026-q4", "F2"): "9.4%", ("2026-q4", "F3"): "18.2%", ("2026-q4", "F4"): "14.0%", ("2026", "F2"): "13.3%",
        ("2026", "F3"): "20.4%", ("2026", "F4"): "9.3%",
    }  # fmt: skip
    for (name, id_), percent in said.items():
        finding = by_id(paper(f"competitors/{name}")["findings"])[id_]
        brand = finding["brand"]
        assert percent in english(finding["what"])
        assert percent in finding["what"]["zh"]
        assert f"{abs(change(spent(PERIODS[name], brand), spent(BEFORE[name], brand)))}%" == percent


def test_nothing_in_the_entrants_first_year_is_compared_with_nothing() -> None:
    moves = [move for move in paper("competitors/2026")["top_moves"] if move["brand"] == "dawnpallet"]
    assert moves
    assert all(move["previous"] is None and move["change"] is None for move in moves)


def test_brickherons_december_is_the_lowest_share_of_all_months() -> None:
    shares_by_month = {month: share([month], "brickheron") for month in MONTHS}
    assert min(shares_by_month, key=lambda month: shares_by_month[month]) == "2026-12"


def test_all_papers_that_print_are_found() -> None:
    assert sum(pipeline.prints(path) for path in PAPERS) == 10
