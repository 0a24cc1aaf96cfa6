"""The competitor report: its figures against values worked out by hand, its rules, and the table beside the paper."""

from __future__ import annotations

import shutil
from decimal import Decimal as D
from pathlib import Path

import pytest

from generator import build, checking
from generator.diagnostics import Diagnostic, GeneratorError
from generator.figures import pivots
from generator.kinds import BUILT_IN
from generator.values import Node
from tests.reading import shown_text, squeezed

OWN = "oatwhale"
COLUMNS = "columns: {month: 月份, brand: 品牌, medium: 媒体, amount: 金额}"
SMALL = (f"data:\n  spend:\n    file: spend.csv\n    {COLUMNS}\n", f"spend_file: {{file: spend.csv, {COLUMNS}}}\n")
"""The same table by the small road, whose rows stand in the paper one by one; the sample itself takes the large one."""


def folder(place: Path, *changes: tuple[str, str], csv: tuple[tuple[str, str], ...] = (), encoding: str = "utf-8-sig") -> Path:
    """A working folder with the sample's report, some of its text changed. Gives the path of the report."""
    for name in ("briefwright.yaml", "client_profile/sample.yaml", "competitor_report/sample.yaml", "competitor_report/spend.csv", "logo.svg"):
        (place / name).parent.mkdir(exist_ok=True)
        shutil.copy(BUILT_IN / name, place / name)
    change(place / "competitor_report/sample.yaml", (SMALL, *changes), "utf-8")
    change(place / "competitor_report/spend.csv", csv, encoding)
    return place / "competitor_report/sample.yaml"


def change(path: Path, changes: tuple[tuple[str, str], ...], encoding: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding=encoding)


def problems(path: Path) -> list[Diagnostic]:
    """Everything that checking a paper finds, errors or warnings."""
    try:
        return list(checking.check(path).warnings)
    except GeneratorError as error:
        return list(error.diagnostics)


def report(path: Path) -> Node:
    return checking.check(path).paper


@pytest.fixture(scope="module")
def october() -> Node:
    return report(BUILT_IN / "competitor_report/sample.yaml")


def brands(paper: Node, name: str) -> dict[str, object]:
    return {row["brand"]: row.get(name) for row in paper["ranking"]}


# ------------------------------------------------------------------------------------------------ one month, worked out by hand
#
# spend.csv, ten thousand yuan        video  lift  retail  outdoor      October    September         October 2025
#   oatwhale    (our own)                58    22      30        0   =  110        62+26+30+0 =118   50+20+22+0 = 92
#   oatisle                             210    96      84       42   =  432       150+80+78+42=350  160+70+60+40=330
#   whiteelm                            120    40      66       18   =  244       150+64+62+20=296  140+60+50+20=270
#   graincross                           92     –      48       30   =  170        88+34+50+28=200   80+36+40+24=180
#   morninghill                          46    12      38        0   =   96        44+10+36+0 = 90   50+14+30+6 =100
#   sevenears   (first in August)        88    36      52        0   =  176        40+10+36+0 = 86   –
#   all                                 614   206     318       90   = 1228                   1140               972


def test_the_spend_of_a_month_is_what_its_rows_add_up_to(october: Node) -> None:
    assert brands(october, "amount") == {
        "oatisle": 432, "whiteelm": 244, "sevenears": 176, "graincross": 170, "oatwhale": 110, "morninghill": 96,
    }  # fmt: skip
    assert brands(october, "previous") == {
        "oatisle": 350, "whiteelm": 296, "sevenears": 86, "graincross": 200, "oatwhale": 118, "morninghill": 90,
    }  # fmt: skip
    assert brands(october, "last_year") == {
        "oatisle": 330, "whiteelm": 270, "sevenears": None, "graincross": 180, "oatwhale": 92, "morninghill": 100,
    }  # fmt: skip
    assert [october["market"][name] for name in ("amount", "previous", "last_year")] == [1228, 1140, 972]
    assert [row["amount"] for row in october["media_totals"]] == [614, 206, 318, 90]


def test_shares_of_voice_with_and_without_the_own_brand(october: Node) -> None:
    # 432/1228 = 35.179, 244/1228 = 19.870, 176/1228 = 14.332, 170/1228 = 13.844, 110/1228 = 8.958, 96/1228 = 7.818; together 100.0
    shares = {"oatisle": "35.2", "whiteelm": "19.9", "sevenears": "14.3", "graincross": "13.8", "oatwhale": "9.0", "morninghill": "7.8"}
    assert brands(october, "share") == {brand: D(share) for brand, share in shares.items()}
    assert sum(D(share) for share in shares.values()) == 100
    # without our 110 the rest is 1118: 432 → 38.640, 244 → 21.825, 176 → 15.742, 170 → 15.206, 96 → 8.587
    others = {"oatisle": "38.6", "whiteelm": "21.8", "sevenears": "15.7", "graincross": "15.2", "morninghill": "8.6"}
    assert brands(october, "share_without_own") == {**{brand: D(share) for brand, share in others.items()}, OWN: None}
    # September: 118/1140 = 10.351 → 10.4, so October's 9.0 is 1.4 points less
    assert brands(october, "share_change")[OWN] == D("-1.4")


def test_excess_share_of_voice_is_share_of_voice_less_share_of_market(october: Node, tmp_path: Path) -> None:
    # 35.2 − 31.0, 19.9 − 21.5, 14.3 − 3.5, 13.8 − 13.0, 9.0 − 11.5, 7.8 − 8.5
    excess = {"oatisle": "4.2", "whiteelm": "-1.6", "sevenears": "10.8", "graincross": "0.8", OWN: "-2.5", "morninghill": "-0.7"}
    assert brands(october, "esov") == {brand: D(points) for brand, points in excess.items()}
    for format in ("docx", "pptx"):
        said = shown_text(build(folder(tmp_path), [format], language="en").outputs[format].data, format)
        assert all(one in said for one in ("+4.2", "−1.6", "+10.8", "−2.5"))
    path = folder(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("som:\n")] + text[text.index("headline:\n") :], encoding="utf-8")
    without = report(path)
    assert {row.get("esov") for row in without["ranking"]} == {None}
    assert "ESOV" not in shown_text(build(path, ["docx"], language="en").outputs["docx"].data, "docx")


def test_a_gap_is_named_wherever_it_is_in_a_figure(october: Node, tmp_path: Path) -> None:
    gap = {"brand": "graincross", "medium": "lift", "months": ["2026-10"]}
    assert october["gaps_in"] == {name: [gap] for name in ("period", "shares", "media", "ranking", "trend")} | {"year_to_date": []}
    quarter = (("period_type: month", "period_type: quarter"), ("period: 2026-10", "period: 2026-Q3"), ("    month: 2026-10", "    month: 2026-08"))
    rows = ("2026-08,graincross,lift,32\n", ""), (SPEND_ROW, SPEND_ROW + "2026-10,graincross,lift,31\n")
    path = folder(tmp_path, *quarter, csv=rows)
    for language, words in (("en", "Graincross · Lift screens: no data in August 2026."), ("zh-CN", "谷渡 · 电梯屏：2026年8月无数据。")):
        for format in ("docx", "pptx"):
            said = squeezed(shown_text(build(path, [format], language=language).outputs[format].data, format))
            assert said.count(squeezed(words)) >= 4  # the ranking, the media and the charts of both, at least


def test_a_gap_marks_no_table_that_does_not_show_its_month(tmp_path: Path) -> None:
    earlier = (("    month: 2026-10", "    month: 2026-03"),)
    path = folder(tmp_path, *earlier, csv=(("2026-03,graincross,lift,34\n", ""), (SPEND_ROW, SPEND_ROW + "2026-10,graincross,lift,31\n")))
    found = report(path)["gaps_in"]
    assert {name for name, gaps in found.items() if gaps} == {"ranking", "year_to_date", "trend"}  # and thirteen months
    for format in ("docx", "pptx"):
        said = squeezed(shown_text(build(path, [format], language="en").outputs[format].data, format))
        assert said.count("†") == 3  # at the brand's figure, at that of all brands, and in the note
        assert "Graincross†" not in said
        assert "Allbrands†" not in said


def test_changes_to_the_month_before_and_to_the_same_month_last_year(october: Node) -> None:
    # 432/350 = 1.23429; 244/296 = 0.82432; 176/86 = 2.04651; 110/118 = 0.93220; 96/90 = 1.06667
    # graincross has no lift screens in October, so September's 34 do not count: 170/(200 − 34) = 170/166 = 1.02410
    assert brands(october, "change_previous") == {
        "oatisle": D("23.4"), "whiteelm": D("-17.6"), "sevenears": D("104.7"), "graincross": D("2.4"), OWN: D("-6.8"), "morninghill": D("6.7"),
    }  # fmt: skip
    # 432/330 = 1.30909; 244/270 = 0.90370; 110/92 = 1.19565; 96/100; 170/(180 − 36) = 170/144 = 1.18056; sevenears was not there
    assert brands(october, "change_last_year") == {
        "oatisle": D("30.9"), "whiteelm": D("-9.6"), "sevenears": None, "graincross": D("18.1"), OWN: D("19.6"), "morninghill": D("-4.0"),
    }  # fmt: skip
    # 1228/(1140 − 34) = 1228/1106 = 1.11031; 1228/(972 − 36) = 1228/936 = 1.31197
    assert (october["market"]["change_previous"], october["market"]["change_last_year"]) == (D("11.0"), D("31.2"))
    # lift screens: 206/(224 − 34) = 206/190 = 1.08421
    assert [row["change_previous"] for row in october["media_totals"]] == [D("15.0"), D("8.4"), D("8.9"), D("0.0")]


def test_ranks_and_how_they_moved(october: Node) -> None:
    # September: oatisle 350, whiteelm 296, graincross 200, oatwhale 118, morninghill 90, sevenears 86
    assert [(row["brand"], row["rank"], row["rank_change"]) for row in october["ranking"]] == [
        ("oatisle", 1, 0), ("whiteelm", 2, 0), ("sevenears", 3, 3), ("graincross", 4, -1), (OWN, 5, -1), ("morninghill", 6, -1),
    ]  # fmt: skip


def test_an_entrant_is_new_where_it_was_not_yet_there(october: Node) -> None:
    assert [row["brand"] for row in october["ranking"] if row["entrant"]] == []
    assert [row["brand"] for row in october["ranking"] if row["entrant_year"]] == ["sevenears"]


def test_a_gap_is_no_zero(october: Node) -> None:
    assert {row["brand"]: row["amounts"] for row in october["matrix"]}["graincross"] == [92, None, 48, 30]
    assert {row["brand"] for row in october["ranking"] if row["partial"]} == {"graincross"}
    assert october["trend"][-1]["amounts"][october["order"].index("graincross")] is None


def test_brands_stand_in_the_order_of_the_profile(october: Node) -> None:
    assert october["order"] == [OWN, "oatisle", "whiteelm", "graincross", "morninghill", "sevenears"]
    assert [row["brand"] for row in october["matrix"]] == october["order"]


def test_the_largest_moves_leave_out_what_a_gap_touches(october: Node) -> None:
    assert [(row["brand"], row["medium"], row["difference"]) for row in october["top_moves"]] == [
        ("oatisle", "video", 60), ("sevenears", "video", 48), ("whiteelm", "video", -30), ("sevenears", "lift", 26), ("whiteelm", "lift", -24),
    ]  # fmt: skip


def test_a_trend_has_thirteen_months(october: Node) -> None:
    assert (october["months"][0], october["months"][-1], len(october["trend"])) == ("2025-10", "2026-10", 13)


@pytest.mark.parametrize(("language", "new"), [("zh-CN", "新增"), ("en", "new")])
@pytest.mark.parametrize("format", ["docx", "pptx"])
def test_new_and_no_data_are_printed_in_words_and_dashes(tmp_path: Path, language: str, new: str, format: str) -> None:
    said = shown_text(build(folder(tmp_path), [format], language=language).outputs[format].data, format)
    row = said[said.index("▲3)") :]
    assert new in row[: row.index("▼1)")]
    assert "∞" not in said


def test_the_figures_of_both_languages_are_the_same(tmp_path: Path) -> None:
    path = folder(tmp_path)
    zh, en = (shown_text(build(path, ["docx"], language=language).outputs["docx"].data, "docx") for language in ("zh-CN", "en"))
    for figure in ("432", "1,228", "35.2%", "▲+23.4%", "▼−17.6%", "38.6%", "▼−1.4"):
        assert figure in zh
        assert figure in en


def test_an_empty_section_says_so_in_its_place(tmp_path: Path) -> None:
    path = folder(tmp_path)
    text = path.read_text(encoding="utf-8")
    start, end = text.index("creatives:\n  - brand"), text.index("prices:\n")
    path.write_text(text[:start] + "creatives: []\n" + text[end:], encoding="utf-8")
    said = shown_text(build(path, ["docx"], language="en").outputs["docx"].data, "docx")
    assert squeezed("Creative review Three new pieces, and none says “proper” No data Prices") in said


# --------------------------------------------------------------------------------------------------------- quarters and years


def test_a_quarter_and_a_year_are_worked_out_from_the_same_rows(tmp_path: Path) -> None:
    quarter = report(folder(tmp_path, ("period_type: month", "period_type: quarter"), ("period: 2026-10", "period: 2026-Q3")))
    rows = [row for row in quarter["spend"] if row["month"] in ("2026-07", "2026-08", "2026-09") and row["brand"] == OWN]
    assert brands(quarter, "amount")[OWN] == sum(row["amount"] for row in rows)
    assert (quarter["previous_period"], quarter["same_period_last_year"]) == ("2026-Q2", "2025-Q3")
    assert [row["brand"] for row in quarter["ranking"] if row["entrant"]] == ["sevenears"]
    assert brands(quarter, "change_previous")["sevenears"] is None
    assert build(tmp_path / "competitor_report/sample.yaml", ["docx"]).outputs["docx"].name.name.endswith("竞品季报_v1.0.docx")


def test_a_year_shows_each_period_once(tmp_path: Path, october: Node) -> None:
    assert october["periods_shown"] == ["previous", "last_year", "year_to_date"]
    path = BUILT_IN.parent / "content/clients/brickheron/competitors/2026.yaml"
    year = report(path)
    assert (year["periods_shown"], year.get("previous_period"), year["same_period_last_year"]) == (["last_year"], None, "2025")
    for format in ("docx", "pptx"):
        said = squeezed(shown_text(build(path, [format], language="en").outputs[format].data, format))
        assert squeezed("v last year") in said
        assert not [one for one in ("v previous", "Previous period", "Year to date") if squeezed(one) in said]


def test_january_is_its_own_year_to_date(tmp_path: Path) -> None:
    january = report(folder(tmp_path, ("period: 2026-10", "period: 2026-01")))
    assert january["periods_shown"] == ["previous", "last_year"]


def test_periods_and_the_ones_before() -> None:
    assert pivots.months_of("2026-Q4") == ["2026-10", "2026-11", "2026-12"]
    assert [pivots.period_before(period) for period in ("2026-01", "2026-Q1", "2026")] == ["2025-12", "2025-Q4", "2025"]
    assert [pivots.year_before(period) for period in ("2026-01", "2026-Q1", "2026")] == ["2025-01", "2025-Q1", "2025"]
    assert pivots.months_until("2026-02", 4) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert pivots.months_to_date("2026-Q1") == ["2026-01", "2026-02", "2026-03"]
    assert [pivots.period_type(period) for period in ("2026-01", "2026-Q1", "2026")] == ["month", "quarter", "year"]


def test_a_change_from_zero_or_nothing_is_no_percentage() -> None:
    rows = [{"month": "2026-02", "brand": "a", "amount": D(5)}, {"month": "2026-01", "brand": "a", "amount": D(0)}]
    assert pivots.compared(rows, "brand", ["a"], {"now": ["2026-02"], "before": ["2026-01"]})[0]["change_before"] is None
    assert pivots.compared(rows[:1], "brand", ["a"], {"now": ["2026-02"], "before": ["2026-01"]})[0]["before"] is None


def test_a_period_that_the_rows_have_only_a_part_of_is_no_base() -> None:
    rows = [{"month": month, "brand": "a", "amount": amount} for month, amount in (("2026-02", 1), ("2026-03", 5), ("2026-04", 9), ("2026-05", 3))]
    rows.append({"month": "2026-05", "brand": "b", "amount": 4})
    periods = {"now": ["2026-04", "2026-05"], "before": ["2026-02", "2026-03"], "earlier": ["2026-01", "2026-02"], "year": ["2026-01"] + ["2026-02"] * 4}
    a, b = pivots.compared(rows, "brand", ["a", "b"], periods)
    assert a == {"brand": "a", "now": 12, "before": 6, "change_before": D("100.0"), "earlier": None, "change_earlier": None, "year": None, "partial": False}
    assert (b["before"], b["change_before"]) == (None, None)  # it was not there; the rows were
    assert pivots.overall(rows, periods)["earlier"] is None
    assert pivots.moves(rows, ["brand"], periods["now"], periods["earlier"]) == []
    assert [one["difference"] for one in pivots.moves(rows, ["brand"], periods["now"], periods["before"])] == [6, 4]


def test_equal_figures_share_a_rank() -> None:
    assert [pivots.rank(value, [D(3), D(5), D(3), None]) for value in (D(5), D(3), None)] == [1, 2, None]


# ---------------------------------------------------------------------------------------------------------------------- rules

SPEND_ROW = "2026-10,morninghill,outdoor,0\n"
BROKEN = [
    # code, change in the report, change in the table, part of the line that it is shown at, in English, in Chinese
    ("K30a", ("source_published_on: 2026-11-05", "source_published_on: 2026-10-30"), None, "2026-10-30", "before 2026-10 had ended", "早于期间"),
    ("K30b", ("source_published_on: 2026-11-05", "source_published_on: 2026-11-20"), None, "2026-11-20", "after the report's date", "晚于报告日期"),
    ("K30d", ("period: 2026-10", "period: 2026-Q3"), None, "period: 2026-Q3", "is no month", "与类型 month 不符"),
    ("K31b", ("share: 31.0", "share: 41.0"), None, "oatwhale, share: 11.5", "more than 100%", "超过 100%"),
    ("K31c", ("  others: 11.0\n", ""), None, "oatwhale, share: 11.5", "the rest is not declared", "没有说明其余"),
    ("K31d", ("  base_note: {", "  #base_note: {"), None, "云屿家庭样组", "different base", "基数不同"),
    ("K32a", ("七穗由第六升至第三", "七穗增幅∞，由第六升至第三"), None, "增幅∞", "from nothing there is no percentage", "从零起算没有百分比"),
    ("K32b", ("On comparable data, only", "An infinite rise: of five rivals, only"), None, "infinite", "no percentage", "没有百分比"),
    ("K34a", None, (SPEND_ROW, SPEND_ROW + "2026-10,oatsile,video,3\n"), "2026-10,oatsile,video,3", "a brand oatsile", "品牌 oatsile"),
    ("K34b", None, (SPEND_ROW, SPEND_ROW + "2026-10,oatisle,radio,3\n"), "2026-10,oatisle,radio,3", "a medium radio", "媒体 radio"),
    ("K34c", None, (SPEND_ROW, "2026-10,morninghill,outdoor,-4\n"), "2026-10,morninghill,outdoor,-4", "negative, -4", "是负数：-4"),
    ("K34d", None, (SPEND_ROW, SPEND_ROW * 2), "2026-10,morninghill,outdoor,0", "A second row for 2026-10 morninghill", "重复的数据"),
    ("K34e", None, (SPEND_ROW, ""), "- {id: oatwhale}", "No row for 2026-10 morninghill (outdoor)", "缺少数据：2026-10 morninghill（outdoor）"),
    ("K34f", None, (SPEND_ROW, SPEND_ROW + "2026-10,graincross,lift,31\n"), "brand: graincross", "but there is a row", "数据里却有"),
    ("K34g", ("first_month: 2026-08", "first_month: 2026-09"), None, "2026-08,sevenears,video", "before its first month", "开始月份之前"),
    ("K34h", ("    medium: lift\n    month", "    medium: life\n    month"), None, "brand: graincross", "is not there", "不存在"),
    ("K34i", ("{id: morninghill}", "{id: morninghall}"), None, "id: morninghall", "no brand morninghall", "没有品牌 morninghall"),
    ("K34j", ("own_brand: oatwhale", "own_brand: oatwhile"), None, "own_brand: oatwhile", "not among the brands", "不在 brands 之列"),
    ("K35a", ("On comparable data, only White Elm of five rivals spent less", "White Elm climbed"), None, "climbed", "the change is -17.6%", "数字却是 -17.6%"),
    ("K35b", ("麦小岛十月创十三个月新高，投放增长三成", "麦小岛投放回落"), None, "回落", "the change is +30.9%", "数字却是 +30.9%"),
    ("K35c", ("白榆投放环比下降 17.6%", "白榆投放环比上升 17.6%"), None, "环比上升", "F3 speaks of a rise", "F3 说上升"),
    ("K35d", ("Oat Isle's spend rose 23.4%", "Oat Isle's spend fell 23.4%"), None, "fell", "F1 speaks of a fall", "F1 说下降"),
    ("K36c", ("findings: [F1]}", "findings: [F9]}"), None, "I1", "Implication I1 is not tied", "含义 I1 没有对应"),
    ("K36d", ("findings: [F3], owner", "findings: [], owner"), None, "R3", "Recommendation R3 is not tied", "建议 R3 没有对应"),
    ("K36e", ("- id: F2", "- id: F1"), None, "id: F1", "the same number", "编号有重复"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "paper", "table", "place", "english", "chinese"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_rule_is_told_in_both_languages_at_its_place(
    tmp_path: Path, code: str, paper: tuple[str, str] | None, table: tuple[str, str] | None, place: str, english: str, chinese: str
) -> None:
    found = [one for one in problems(folder(tmp_path, *([paper] if paper else []), csv=(table,) if table else ())) if one.code == code]
    assert found
    position = found[0].position
    assert position is not None
    assert position.line
    assert place in position.excerpt
    assert english in found[0].message.en
    assert chinese in found[0].message.zh


def test_the_sample_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(folder(tmp_path)) == []


@pytest.mark.parametrize("name", ["implications", "recommendations"])
def test_a_report_says_what_the_findings_mean_and_what_to_do(tmp_path: Path, name: str) -> None:
    path = folder(tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    start = lines.index(f"{name}:")
    end = next(number for number in range(start + 1, len(lines)) if lines[number] and not lines[number].startswith(" "))
    path.write_text("\n".join([*lines[:start], f"{name}: []", *lines[end:]]), encoding="utf-8")
    (found,) = problems(path)
    assert found.code == {"implications": "K36a", "recommendations": "K36b"}[name]
    assert found.position is not None
    assert found.position.line == start + 1


def test_an_estimate_says_how_it_was_made(tmp_path: Path) -> None:
    path = folder(tmp_path, ("spend_basis: rate_card", "spend_basis: estimate"))
    assert problems(path) == []
    change(path, (("basis_note: {", "#basis_note: {"),), "utf-8")
    assert [(one.code, one.position and one.position.excerpt) for one in problems(path)] == [("K30c", "spend_basis: estimate")]


@pytest.mark.parametrize("name", ["unit", "currency", "spend_basis", "data_source", "source_published_on"])
def test_k30_figures_without_what_they_are_are_refused(tmp_path: Path, name: str) -> None:
    (found,) = problems(folder(tmp_path, (f"\n{name}: ", f"\n#{name}: ")))
    assert found.code == "E101"
    assert f'"{name}"' in found.message.en


def test_shares_need_something_to_share(tmp_path: Path) -> None:
    path = folder(tmp_path)
    table = path.parent / "spend.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text("\n".join(line.rpartition(",")[0] + ",0" if line.startswith("2026-10") else line for line in lines), encoding="utf-8")
    assert "K31a" in [one.code for one in problems(path)]


def test_an_accepted_gap_in_the_rows_is_a_warning(tmp_path: Path) -> None:
    path = folder(tmp_path, ("internal_notes:", "accept: [{rule: K34e, reason: 样本太小}]\ninternal_notes:"), csv=((SPEND_ROW, ""),))
    assert [(one.severity, one.code) for one in problems(path)] == [("warning", "K34e")]


# ------------------------------------------------------------------------------------------------------------------ the table


def test_rows_may_stand_in_the_paper_itself(tmp_path: Path) -> None:
    path = folder(tmp_path)
    rows = [line.split(",") for line in (path.parent / "spend.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]
    typed = "".join(
        f"  - {{month: {month}, brand: {brand}, medium: {medium}, amount: {amount}}}\n" for month, brand, medium, amount in rows
    )
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if line.startswith("spend_file"))
    path.write_text(text.replace(line, "spend:\n" + typed.rstrip("\n")), encoding="utf-8")
    assert problems(path) == []
    original = report(BUILT_IN / "competitor_report/sample.yaml")
    assert report(path)["ranking"] == original["ranking"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_as_excel_writes_it(tmp_path: Path, encoding: str) -> None:
    path = folder(tmp_path, csv=(("2026-10,oatisle,video,210", '2026-10,oatisle,video,"2,010.5"'),), encoding=encoding)
    assert next(row["amount"] for row in report(path)["spend"] if row["month"] == "2026-10" and row["amount"] > 2000) == D("2010.5")


TABLE_PROBLEMS = [
    (
        "E226",
        ("2025-01,oatwhale,video,42", "2025-01,oatwhale,video,42万"),
        'record 1, column "金额": "42万" is not a number',
        "第 1 条“金额”列",
    ),
    ("E227", ("2025-01,oatwhale,video,42", "2025-01,oatwhale,video,"), 'record 1, column "金额" is empty', "第 1 条“金额”列是空的"),
    ("E225", ("2025-01,oatwhale,video,42", "2025-01,oatwhale,video,1,2"), "record 1: 5 fields, but the heading has 4", "有 5 个字段"),
    ("E134", ("2025-01,oatwhale,video,42", "2025年1月,oatwhale,video,42"), "not a month", "不是月份"),
]


@pytest.mark.parametrize(("code", "table", "english", "chinese"), TABLE_PROBLEMS, ids=[case[0] for case in TABLE_PROBLEMS])
def test_a_bad_cell_is_told_with_its_record_and_column(
    tmp_path: Path, code: str, table: tuple[str, str], english: str, chinese: str
) -> None:
    (found,) = problems(folder(tmp_path, csv=(table,)))
    assert found.code == code
    assert found.position is not None
    assert (Path(found.position.file).name, found.position.line) == ("spend.csv", 2)
    assert english in found.message.en
    assert chinese in found.message.zh


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("E220", ("file: spend.csv", "file: spent.csv")),
        ("E223", ("amount: 金额}", "amount: 花费}")),
        ("E224", ("file: spend.csv", "file: ../briefwright.yaml")),
        ("E221", ("spend_file:", "spend: [{month: 2026-10, brand: oatisle, medium: video, amount: 1}]\nspend_file:")),
    ],
)
def test_a_table_that_cannot_be_used_is_told_where_it_is_named(tmp_path: Path, code: str, change: tuple[str, str]) -> None:
    (found,) = problems(folder(tmp_path, change))
    assert found.code == code
    assert found.position is not None
    assert Path(found.position.file).name == "sample.yaml"


def test_a_table_without_records_or_in_no_encoding_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path.parent / "spend.csv").write_text("月份,品牌,媒体,金额\n", encoding="utf-8")
    assert [one.code for one in problems(path)] == ["E228"]
    (path.parent / "spend.csv").write_bytes(b"\xff\xfe\x00m")
    assert [one.code for one in problems(path)] == ["E222"]


def test_every_bad_cell_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, csv=(("video,42", "video,many"), ("lift,16", "lift,few"))))
    assert [one.code for one in found] == ["E226", "E226"]
