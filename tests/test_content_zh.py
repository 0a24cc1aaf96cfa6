"""Eavelight, the Chinese client of content/: its papers say one thing, and every figure stands against values worked out by hand or
summed again from the table of spend by other means (csv and Decimal)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation

from generator import build
from generator.checking import check
from generator.values import Node

CLIENT = Path(__file__).parent.parent / "content/clients/eavelight"
SPEND = CLIENT / "competitors/data/spend.csv"
BRANDS = ("eavelight", "wheatbell", "northslope", "threebowls", "riverthread", "nightbroth")
MEDIA = ("video", "tv", "lift", "transit", "retail", "delivery")
MONTHS = ["2024-12", *(f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13))]
REPORTS = ("competitors/2026-12", "competitors/2026-q4", "competitors/2026")
PROPOSITION = {"zh": "一个人，也值得开一次火。", "en": "Dinner for one is worth lighting the stove."}
LAUNCH = datetime.date(2027, 4, 12)
TOTAL = Decimal("5427950.48")


@cache
def paper(name: str) -> Node:
    return check(CLIENT / f"{name}.yaml").paper


def campaign(name: str) -> Node:
    return paper(f"stove-on/{name}")


def by_id(items: Iterable[Node], id: str) -> Node:
    (found,) = [item for item in items if item["id"] == id]
    return found


@cache
def rows() -> tuple[tuple[str, str, str, Decimal], ...]:
    with SPEND.open(encoding="utf-8-sig", newline="") as file:
        return tuple((row["月份"], row["品牌"], row["媒体"], Decimal(row["金额"])) for row in csv.DictReader(file))


def months(period: str) -> list[str]:
    """The months of "2026-12", "2026-Q4" or "2026", without the library under test."""
    if "Q" in period:
        return [f"{period[:4]}-{int(period[-1]) * 3 - 2 + ahead:02}" for ahead in range(3)]
    return [period] if "-" in period else [f"{period}-{month:02}" for month in range(1, 13)]


def spent(period: str, brand: str = "", medium: str = "") -> Decimal:
    return sum(
        (amount for month, who, where, amount in rows() if month in months(period) and brand in ("", who) and medium in ("", where)),
        Decimal(0),
    )


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


# ------------------------------------------------------------------------------------------------------------------------ money


def test_the_budget_is_what_was_worked_out_by_hand() -> None:
    budget = campaign("budget")
    assert [line["amount"] for line in budget["lines"]] == [
        1300000,
        880000,
        620000,
        400000,
        560000,
        24 * 4000,
        180 * 1200,
        2 * 90000,
        150000,
    ]
    assert budget["subtotal"] == 4402000
    assert budget["fee_amount"] == Decimal("718708.00")  # 17.65 % of 3,200,000 + 872,000
    assert budget["tax_amount"] == Decimal("307242.48")  # 6 % of 4,402,000 + 718,708
    assert budget["total"] == TOTAL
    assert budget["headroom"] == Decimal("72049.52")  # of 5,500,000
    assert budget["total_capitals"] == "人民币伍佰肆拾贰万柒仟玖佰伍拾元肆角捌分"


def test_every_paper_names_the_same_money() -> None:
    deck, minutes, brief = campaign("proposal"), campaign("minutes-2027-01-28"), campaign("creative_brief")
    for text in (by_id(deck["asks"], "Q2")["text"], by_id(minutes["decisions"], "D8")["text"]):
        assert f"{TOTAL:,}" in text["zh"]
        assert f"{TOTAL:,}" in text["en"]
    assert "72,049.52" in by_id(minutes["items"], "I5")["points"][0]["zh"]
    assert (brief["budget"]["media"], brief["budget"]["production"]) == (3200000, 872000)
    ceiling = campaign("budget")["ceiling"]
    assert ceiling == campaign("strategy")["budget_envelope"]["amount"] == paper("profile")["projects"][0]["budget"] == 5500000
    assert f"{ceiling:,} 元" == campaign("contact-2027-01-14")["agreed_values"][0]["value"]["zh"]


def test_the_media_of_the_deck_are_those_of_the_budget() -> None:
    chart = by_id(campaign("proposal")["charts"], "C4")
    planned = {series["name"]["zh"]: sum(series["values"]) * 10000 for series in chart["series"]}
    assert planned == {line["item"]["zh"]: line["amount"] for line in campaign("budget")["lines"] if line["category"] == "media"}
    april = sum(series["values"][0] for series in chart["series"])
    assert (april, percent(Decimal(april), Decimal(320))) == (142, Decimal("44.4"))


# ------------------------------------------------------------------------------------------------------------ words and dates


def test_the_proposition_is_worded_alike_wherever_it_stands() -> None:
    deck = campaign("proposal")
    (statement,) = [slide["statement"] for slide in deck["slides"] if slide.get("statement")]
    assert campaign("strategy")["proposition"] == statement == campaign("creative_brief")["proposition"] == PROPOSITION
    cited = (campaign("contact-2027-01-14")["decisions"][0]["text"], campaign("work_order-scripts")["requirements"][0])
    for text in cited:
        assert PROPOSITION["zh"] in text["zh"]
        assert PROPOSITION["en"] in text["en"]
    line = by_id(paper("competitors/2026")["recommendations"], "R3")["text"]
    assert PROPOSITION["zh"].rstrip("。") in line["zh"]
    assert PROPOSITION["en"][1:].rstrip(".") in line["en"]


def test_the_launch_and_the_review_are_on_the_same_days_everywhere() -> None:
    tasks = {task["id"]: task for task in campaign("schedule")["tasks"]}
    assert campaign("schedule")["launch"] == tasks["T10"]["start"] == tasks["T11"]["start"] == LAUNCH
    assert {one["name"]["zh"]: one["date"] for one in campaign("creative_brief")["timing"]} == {
        "提案": tasks["T1"]["start"], "法务审核完成": tasks["T3"]["end"], "上市": LAUNCH,
    }  # fmt: skip
    assert tasks["T1"]["start"] == campaign("proposal")["date"]
    assert "2027 年 4 月 12 日" in by_id(campaign("proposal")["asks"], "Q3")["text"]["zh"]
    assert by_id(campaign("minutes-2027-01-28")["decisions"], "D9")["text"]["zh"] == "2027 年 4 月 12 日上市；法务审核 2 月 19 日前完成。"
    assert tasks["T3"]["end"] == datetime.date(2027, 2, 19) == by_id(campaign("minutes-2027-01-28")["actions"], "A5")["due"]
    assert (
        tasks["T2"]["end"] == campaign("work_order-scripts")["due"].date() == by_id(campaign("minutes-2027-01-28")["actions"], "A1")["due"]
    )


def test_the_papers_follow_each_other_in_time() -> None:
    order = ["contact-2027-01-14", "creative_brief", "budget", "proposal", "minutes-2027-01-28", "work_order-scripts"]
    dates = [campaign(name)["date"] for name in order]
    assert dates == sorted(dates)
    assert campaign("strategy")["strategy_agreed_with_client_on"]["date"] == campaign("contact-2027-01-14")["date"]
    assert campaign("proposal")["issued_at"].date() < campaign("agenda-2027-01-28")["date"] == campaign("minutes-2027-01-28")["date"]


def test_the_measures_of_the_deck_are_those_of_the_strategy() -> None:
    chart = by_id(campaign("proposal")["charts"], "C5")
    kpis = campaign("strategy")["kpis"]
    assert [one["zh"] for one in chart["categories"]] == [kpi["name"]["zh"] for kpi in kpis]
    assert chart["series"][0]["values"] == [kpi["baseline"]["value"] for kpi in kpis]
    assert chart["series"][1]["values"] == [kpi["target"]["value"] for kpi in kpis]
    assert campaign("creative_brief")["kpis"] == kpis


@pytest.mark.parametrize("chart", ["C1", "C3"])
def test_single_answers_add_to_a_hundred(chart: str) -> None:
    (series,) = by_id(campaign("proposal")["charts"], chart)["series"]
    assert sum(series["values"]) == 100
    assert series["values"] == sorted(series["values"], reverse=True)


# -------------------------------------------------------------------------------------------------------- meeting, deck, order


def test_nine_items_and_a_break_fill_two_hours() -> None:
    agenda = campaign("agenda-2027-01-28")
    starts = [item["starts_at"].strftime("%H:%M") for item in agenda["items"]]
    assert starts == ["14:00", "14:20", "14:35", "14:50", "15:10", "15:25", "15:35", "15:45", "15:55"]
    assert agenda["breaks"][0]["starts_at"].strftime("%H:%M") == "15:00"
    assert agenda["total_minutes"] == 120


def test_the_minutes_settle_what_the_agenda_asked() -> None:
    agenda, minutes = campaign("agenda-2027-01-28"), campaign("minutes-2027-01-28")
    assert [item["id"] for item in minutes["items"]] == [item["id"] for item in agenda["items"]]
    assert len(minutes["decisions"]) == 11
    assert len(minutes["actions"]) == 13
    asked = {item["id"] for item in agenda["items"] if item["purpose"] == "decide"}
    assert asked == {decision["item_ref"] for decision in minutes["decisions"]}
    assert set(minutes["present"]) == set(agenda["participants"])
    assert [one["id"] for one in minutes["matters_arising"]] == [f"{one['id']}-001" for one in campaign("contact-2027-01-14")["actions"]]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_deck_has_eighteen_to_twenty_slides(language: str) -> None:
    made = build(CLIENT / "stove-on/proposal.yaml", ("pptx",), language=language)
    assert not made.warnings
    assert 18 <= len(Presentation(io.BytesIO(made.outputs["pptx"].data)).slides) <= 20


def test_the_deck_is_spoken_in_its_slot() -> None:
    deck = campaign("proposal")
    assert (
        sum(slide["minutes"] for slide in deck["slides"])
        == sum(part["minutes"] for part in deck["timing_plan"])
        == deck["slot_minutes"]
        == 45
    )


def test_the_work_order_costs_what_was_worked_out_by_hand() -> None:
    order = campaign("work_order-scripts")
    assert [role["cost"] for role in order["internal_hours"]] == [12960, 7680, 3360, 2600]
    assert (order["hours_total"], order["cost_total"]) == (78, 26600)


# ------------------------------------------------------------------------------------------------------- the table and reports


def test_the_table_has_every_month_brand_and_medium_but_the_gap_and_the_months_before_the_entrant() -> None:
    cells = [(month, brand, medium) for month, brand, medium, _ in rows()]
    missing = [(month, brand, medium) for month in MONTHS for brand in BRANDS for medium in MEDIA if (month, brand, medium) not in cells]
    assert len(MONTHS) == 25
    assert len(cells) == len(set(cells)) == 25 * 6 * 6 - 22 * 6 - 1
    assert {brand for _, brand, _ in missing} == {"nightbroth", "northslope"}
    assert ("2026-11", "northslope", "transit") in missing
    assert max(month for month, brand, _ in missing if brand == "nightbroth") == "2026-09"


def test_the_shares_and_ranks_of_december_are_those_summed_again() -> None:
    sums = {brand: spent("2026-12", brand) for brand in BRANDS}
    ranking = paper("competitors/2026-12")["ranking"]
    assert [row["brand"] for row in ranking] == sorted(BRANDS, key=lambda brand: -sums[brand])
    assert [(row["rank"], row["amount"]) for row in ranking] == list(enumerate(sorted(sums.values(), reverse=True), 1))
    assert [row["share"] for row in ranking] == [percent(row["amount"], sum(sums.values(), Decimal(0))) for row in ranking]
    assert {row["brand"]: row["share"] for row in ranking} == {
        "wheatbell": Decimal("34.7"), "threebowls": Decimal("19.4"), "northslope": Decimal("15.9"), "nightbroth": Decimal("13.9"),
        "riverthread": Decimal("8.5"), "eavelight": Decimal("7.6"),
    }  # fmt: skip
    assert {row["brand"]: row["rank_previous"] for row in ranking}["eavelight"] == 5


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_sums_its_own_period(name: str) -> None:
    report = paper(name)
    period = report["period"]
    assert report["market"]["amount"] == spent(period)
    assert {row["brand"]: row["amount"] for row in report["ranking"]} == {brand: spent(period, brand) for brand in BRANDS}
    assert {row["medium"]: row["amount"] for row in report["media_totals"]} == {medium: spent(period, "", medium) for medium in MEDIA}
    assert sum(share["share"] for share in report.get("som", {}).get("shares", ())) in (0, 100 - report.get("som", {}).get("others", 0))


def change(now: Decimal, before: Decimal) -> Decimal:
    return percent(now - before, before)


def test_what_the_month_says_is_in_the_table() -> None:
    found = {one["id"]: one for one in paper("competitors/2026-12")["findings"]}
    now, before = "2026-12", "2026-11"
    night, own = [(spent(before, brand), spent(now, brand)) for brand in ("nightbroth", "eavelight")]
    assert (
        found["F1"]["evidence"]["zh"]
        == f"投放由 {night[0]} 增至 {night[1]}；电梯屏 {spent(now, 'nightbroth', 'lift')}，外卖平台 {spent(now, 'nightbroth', 'delivery')}"
    )
    assert f"增长 {change(night[1], night[0])}%" in found["F1"]["what"]["zh"]
    assert f"由 {own[0]} 减至 {own[1]}" in found["F2"]["evidence"]["zh"]
    assert f"下降 {-change(own[1], own[0])}%" in found["F2"]["what"]["zh"]
    alike = spent(now, "northslope") - spent(now, "northslope", "transit")  # November has no figure for it
    assert f"下降 {-change(alike, spent(before, 'northslope'))}%" in found["F3"]["what"]["zh"]
    trend = next(one for one in paper("competitors/2026-12")["charts"] if one["shows"] == "trend")
    assert f"增长 {change(spent(now), spent('2025-12'))}%" in trend["title"]["zh"]
    assert spent(now) - night[1] - spent("2025-12") == 44
    assert round(night[1] / own[1], 1) == Decimal("1.8")


def test_what_the_quarter_says_is_in_the_table() -> None:
    found = {one["id"]: one for one in paper("competitors/2026-q4")["findings"]}
    now, before = "2026-Q4", "2025-Q4"
    assert (
        found["F1"]["evidence"]["zh"]
        == f"十月至十二月依次为 {'、'.join(str(spent(f'2026-{month}', 'nightbroth')) for month in (10, 11, 12))}"
    )
    assert f"增长 {change(spent(now, 'eavelight'), spent(before, 'eavelight'))}%" in found["F2"]["what"]["zh"]
    shares = [percent(spent(period, "eavelight"), spent(period)) for period in ("2026-Q3", now)]
    assert f"由三季度 {shares[0]}% 变为 {shares[1]}%" in found["F2"]["what"]["zh"]
    apps = spent(before, "", "delivery"), spent(now, "", "delivery")
    assert f"由 {apps[0]} 增至 {apps[1]}" in found["F3"]["evidence"]["zh"]
    assert round(apps[1] / apps[0], 1) == Decimal("2.4")
    television = change(spent(now, "", "tv"), spent(before, "", "tv"))
    assert f"减少 {-television}%" in found["F4"]["what"]["zh"]
    trend = next(one for one in paper("competitors/2026-q4")["charts"] if one["shows"] == "trend")
    base = spent(before) - spent("2025-11", "northslope", "transit")  # its counterpart has no figure
    gained = f"同口径多出 {spent(now) - base}，其中夜汤 {spent(now, 'nightbroth')}"
    assert trend["takeaway"]["zh"] == f"四季度同比增长 {change(spent(now), base)}%：{gained}。"
    newcomer, own = ([spent(f"2026-{month}", brand) for month in (10, 11, 12)] for brand in ("nightbroth", "eavelight"))
    assert newcomer == sorted(newcomer)
    assert [new > old for new, old in zip(newcomer, own, strict=True)] == [False, True, True]  # as its title says


def test_what_the_year_says_is_in_the_table() -> None:
    found = {one["id"]: one for one in paper("competitors/2026")["findings"]}
    moved = {medium: change(spent("2026", "", medium), spent("2025", "", medium)) for medium in MEDIA}
    assert found["F1"]["what"]["zh"] == f"电视减少 {-moved['tv']}%，短视频增加 {moved['video']}%，外卖平台增加 {moved['delivery']}%"
    assert f"增长 {change(spent('2026', 'threebowls'), spent('2025', 'threebowls'))}%" in found["F2"]["what"]["zh"]
    assert found["F2"]["evidence"]["zh"].startswith(f"{spent('2026', 'threebowls'):,} 对 {spent('2026', 'northslope'):,}")
    assert f"增长 {change(spent('2026', 'eavelight'), spent('2025', 'eavelight'))}%" in found["F3"]["what"]["zh"]
    quarters = [percent(spent(quarter), spent("2026")) for quarter in ("2026-Q2", "2026-Q4")]
    assert found["F4"]["what"]["zh"] == f"二季度只占全年 {quarters[0]}%，四季度占 {quarters[1]}%"
    assert max(spent(month, "eavelight") for month in MONTHS) == 125


def test_the_decks_case_for_the_second_quarter_is_in_the_table() -> None:
    chart = by_id(campaign("proposal")["charts"], "C2")
    quarters = [f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
    own, others = (list(map(int, series["values"])) for series in chart["series"])
    assert own == [spent(quarter, "eavelight") for quarter in quarters]
    assert others == [spent(quarter) - spent(quarter, "eavelight") for quarter in quarters]
    (slide,) = [slide for slide in campaign("proposal")["slides"] if slide.get("chart") == "C2"]
    entrant = spent("2026-Q4", "nightbroth")
    busy, quiet = (percent(Decimal(800), Decimal(800 + rivals)) for rivals in (others[-1], others[-3] + entrant))
    assert slide["takeaway"]["zh"] == f"同样 800 万元刊例，四季度声量 {busy}%，二季度 {quiet}%。"
    assert percent(spent("2026-Q2"), spent("2026")) == Decimal("18.0")
