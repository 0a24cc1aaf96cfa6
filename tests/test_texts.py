"""What running text says: figures in two languages, dates, amounts, names nearly right; amounts in capitals; clocks and calendars."""

from __future__ import annotations

import datetime
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import papers
from generator.figures import amounts, numerals, spelling, texts
from generator.figures.capitals import rmb_capitals
from generator.kinds import BUILT_IN
from tests.house import house

# ---------------------------------------------------------------------------------------------------------------------- capitals

AMOUNTS = {
    "1234567.89": "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分",
    "7365929.40": "人民币柒佰叁拾陆万伍仟玖佰贰拾玖元肆角整",
    "0": "人民币零元整",
    "0.05": "人民币伍分",
    "0.50": "人民币伍角整",
    "10": "人民币壹拾元整",
    "1001": "人民币壹仟零壹元整",
    "1000.05": "人民币壹仟元零伍分",
    "10010": "人民币壹万零壹拾元整",
    "107000.53": "人民币壹拾万零柒仟元伍角叁分",
    "120000": "人民币壹拾贰万元整",
    "1002000": "人民币壹佰万零贰仟元整",
    "105000000": "人民币壹亿零伍佰万元整",
    "100000001": "人民币壹亿零壹元整",
    "1000000000000": "人民币壹万亿元整",
    "0.005": "人民币壹分",
    "-3": "人民币负叁元整",
}


@pytest.mark.parametrize(("amount", "words"), AMOUNTS.items())
def test_an_amount_in_capitals_is_written_as_the_bank_rules_have_it(amount: str, words: str) -> None:
    assert rmb_capitals(D(amount)) == words


PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


@given(st.integers(0, 10**12 - 1))
def test_an_amount_in_capitals_reads_back_as_itself(yuan: int) -> None:
    words = rmb_capitals(D(yuan)).removeprefix("人民币").removesuffix("元整")
    assert "零零" not in words
    assert not words.endswith("零") or words == "零"
    assert numerals.chinese_number(words.translate(PLAIN)) == yuan


def test_what_is_too_large_for_capitals_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        rmb_capitals(D(10) ** 16)


# ------------------------------------------------------------------------------------------------------- figures in two languages

SAME = [
    ("合计 420 万元", "CNY 4.2 million in all"),
    ("11 月 10 日提案后讨论两天", "discussed the proposal of 10 November for two days"),
    ("七分钟的钟", "The seven-minute clock"),
    ("八成试饮家庭", "80% of trial homes"),
    ("近三分之二", "Nearly two in three"),
    ("工作日 6:30–8:30", "weekdays from 6.30 to 8.30"),
    ("下午 2 点半", "at 2.30 pm"),
    ("14:00 开始", "starts at 2 pm"),
    ("第三季度", "Q3"),
    ("1.1 版", "Version 1.1"),
    ("1 升装", "One-litre carton"),
    ("二十一条", "21 clips"),
    ("25 万字", "two hundred and fifty thousand words"),
    ("1.2 亿元", "CNY 120 million"),
    ("2027 春季上市", "The spring launch"),
    ("收益以 100% 计", "The whole return counts"),
    ("2–4 月", "Feb–Apr"),
    ("万元", "CNY 10,000"),
    ("30 米", "30 m"),
    ("4K 屏", "A 4K screen"),
]


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_two_languages_say_the_same_in_their_own_ways(zh: str, en: str) -> None:
    assert numerals.differing_figures({"zh": zh, "en": en}) == ""


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("预算 420 万元", "A budget of CNY 4.8 million", "420 万 ≠ 4.8 million"),
        ("由 6% 升到 15%", "from 6% to 16%", "15% ≠ 16%"),
        ("12 月 14 日", "15 December", "14 ≠ 15"),
        ("三十五万元", "CNY 354,000", "三十五万 ≠ 354,000"),
        ("合计 7,365,929.40 元", "The total is approved", "7,365,929.40 ≠ –"),
        ("份额升到 3.2%", "The share rose", "3.2% ≠ –"),
    ],
)
def test_figures_that_differ_are_told(zh: str, en: str, told: str) -> None:
    assert numerals.differing_figures({"zh": zh, "en": en}) == told


def test_one_language_alone_differs_from_nothing() -> None:
    assert numerals.differing_figures("420 万") == ""
    assert numerals.differing_figures({"zh": "420 万"}) == ""


@given(st.integers(1, 10**9), st.sampled_from(["", " 元", " CNY"]))
def test_a_figure_is_the_same_in_any_grouping(number: int, unit: str) -> None:
    assert numerals.differing_figures({"zh": f"共 {number}{unit}", "en": f"{number:,}{unit} in all"}) == ""


# ---------------------------------------------------------------------------------------------------------------- dates and amounts


@pytest.mark.parametrize("words", ["2027 年 2 月 22 日", "2月22日", "二月二十二日", "22 February 2027", "February 22, 2027", "22nd Feb", "2027-02-22"])
def test_a_day_is_read_in_any_spelling(words: str) -> None:
    ((year, month, day), _), *more = numerals.dates_in(words)
    assert (month, day, year in (None, 2027), more) == (2, 22, True, [])


def test_a_date_belongs_to_the_clause_it_stands_in() -> None:
    launch = datetime.date(2027, 2, 22)
    assert numerals.other_date("3 月 1 日开会，2 月 22 日上市", ["上市"], launch) == ""
    assert numerals.other_date("2 月 23 日上市，3 月 1 日开会", ["上市"], launch) == "2 月 23 日"
    assert numerals.other_date("The launch is on 22 February 2028", ["launch"], launch) == "22 February 2028"


@pytest.mark.parametrize(
    ("words", "stray"),
    [
        ("总预算 7,356,929.40 元", "7,356,929.40"),
        ("总预算约 737 万元", ""),
        ("CNY 7.37 million in total", ""),
        ("CNY 7.35 million in total", "7.35 million"),
        ("上限 750 万元", ""),
        ("媒介 420 万元", ""),
        ("共 7,356,929 次曝光", ""),
    ],
)
def test_an_amount_close_to_the_total_is_the_total(words: str, stray: str) -> None:
    assert numerals.stray_amount(words, D("7365929.40"), [D(7500000), None]) == stray


# -------------------------------------------------------------------------------------------------------------------------- names

NAMES = spelling.spelled(
    [{"zh": "禾鲸", "en": "Oatwhale"}, {"zh": "林晚舟", "en": "Lin Wanzhou"}, {"zh": "竹帆传播", "en": "Bamboo Sail"}, {"zh": "唐小满", "en": "Tang Xiaoman"},
     {"zh": "禾鲸饮品（云屿）有限公司", "en": "Oatwhale Beverages (Yunyu) Co., Ltd"}, "方可"],
    [{"zh": "禾鲸"}],
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [("Oatwahle grows", "Oatwhale"), ("by Lin Wanzhuo", "Lin Wanzhou"), ("林晚洲总监", "林晚舟"), ("请竹帆传媒提案", "竹帆传播"), ("禾京上市", "禾鲸"),
     ("Bambo Sail", "Bamboo Sail"), ("oatwhales in the sea? oatwhlae", "Oatwhale")],
)  # fmt: skip
def test_what_is_nearly_a_name_is_told(words: str, name: str) -> None:
    found = spelling.near_miss(words, NAMES)
    assert found is not None
    assert found["name"] == name


@pytest.mark.parametrize(
    "words",
    ["Oatwhale's oats; Oatwhales", "林晚舟与唐小满", "在小满时节", "方可动用", "防可能的风险", "一头鲸", "A bamboo sail and a Bamboo Sail", "Lin and Wan",
     "www.oatwhales.example.com", "竹帆传播"],
)  # fmt: skip
def test_ordinary_words_are_no_near_misses(words: str) -> None:
    assert spelling.near_miss(words, NAMES) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("Oat Whale", "Oat Whale"), ("OatWhale", "OatWhale"), ("Lin wanzhou", "Lin wanzhou"), ("LinWanzhou said", "LinWanzhou"), ("林 晚舟", "林 晚舟"),
     ("OATWHALE", None), ("lin@oatwhale.example.com", None), ("Oatwhale’s", None), ("a bamboo sail", None), ("Lin Wanzhou", None)],
)  # fmt: skip
def test_other_capitals_and_spaces_are_a_misspelling(words: str, found: str | None) -> None:
    told = spelling.misspelt(words, NAMES)
    assert (told and told["found"]) == found


@given(st.text(max_size=40))
def test_any_text_can_be_read(words: str) -> None:
    spelling.near_miss(words, NAMES)
    spelling.misspelt(words, NAMES)
    numerals.differing_figures({"zh": words, "en": words})
    numerals.dates_in(words)
    assert numerals.differing_figures({"zh": words, "en": words}) == ""


def test_a_swap_of_neighbours_is_one_change() -> None:
    assert spelling.distance("oatwahle", "oatwhale") == 1
    assert spelling.distance("oat", "oatwhale") > 2


# --------------------------------------------------------------------------------------------------------- phrases and placeholders


def test_a_word_alone_in_quotation_marks_is_named_and_not_used() -> None:
    assert spelling.used("不说“最佳”", ["最佳"]) == []
    assert spelling.used("“最佳早餐”", ["最佳"]) == ["最佳"]
    assert spelling.used("The BEST of all; bestseller", ["best"]) == ["best"]
    assert spelling.used("a bestseller", ["best"]) == []


def test_the_same_phrase_asked_for_and_forbidden_is_found_under_other_words() -> None:
    openings = ["必须", "不得", "出现", "must", "do not", "show", "the"]
    assert spelling.same_phrases(["必须出现红色包装"], ["不得出现红色包装，不贬低对手"], openings) == ["红色包装"]
    assert spelling.same_phrases([{"en": "Must show the red pack."}], [{"en": "Do not show the red pack"}], openings) == ["redpack"]
    assert spelling.same_phrases(["必须出现红色包装"], ["不得出现蓝色包装"], openings) == []


@pytest.mark.parametrize(
    ("words", "mark"), [("  ", "␣"), ("？？", "？？"), ("TBC", "TBC"), ("（待定）", "（待定）"), ("Venue TBD", "TBD"), ("场次待定", ""), ("–", ""), ("%", ""), ("XXXL", "")]
)
def test_what_is_not_written_yet_is_seen(words: str, mark: str) -> None:
    assert spelling.placeholder(words, {"tbc", "待定"}, spelling.whole_words(["TBD", "XXX"])) == mark


# --------------------------------------------------------------------------------------------------------- what prints; calendars


def test_the_texts_of_a_paper_are_those_that_it_types_and_prints(tmp_path: Path) -> None:
    path = house(tmp_path, paper="mood: {zh: 平静, en: calm}\naccept: [{rule: V1, reason: 样品}]\nlines: [{id: L1}, {id: L2, audience: internal}]\n")
    paper = papers.read(path, (tmp_path / "kinds", BUILT_IN)).value
    said = texts.printed(paper)
    assert [text["field"] for text in said["texts"]] == ["title", "note", "mood"]
    assert [(one["language"], one["words"], one.pointer) for one in said["wordings"]][:2] == [("zh", "拜访", "/title/zh"), ("en", "Visit", "/title/en")]
    assert {one["words"] for one in said["strings"]} >= {"V-1", "L1", "平静"}
    assert "平静" not in {one["words"] for one in said["claims"]}
    assert "平静" not in said["words"]
    assert "样品" not in {one["words"] for one in said["strings"]}


def test_the_words_of_a_slide_are_those_that_a_client_reads() -> None:
    deck = papers.read(BUILT_IN / "proposal_deck" / "sample.yaml", (BUILT_IN,)).value
    ask = deck["slides"][0]
    assert texts.words_on(ask, "zh") == len("今天请您决定三件事")
    assert texts.words_on(ask, "en") == 7
    assert texts.words_on(ask, "en", "title") == 0


CALENDAR = {"holidays": [datetime.date(2026, 11, 17)], "extra_working_days": [datetime.date(2026, 11, 15)]}


@pytest.mark.parametrize(
    ("start", "end", "calendar", "hours"),
    [
        ("2026-11-12 15:40", "2026-11-13 10:30", None, "18.8"),
        ("2026-11-13 16:00", "2026-11-16 10:00", None, "18.0"),
        ("2026-11-13 16:00", "2026-11-16 10:00", CALENDAR, "42.0"),
        ("2026-11-16 16:00", "2026-11-18 10:00", CALENDAR, "18.0"),
        ("2026-11-14 09:00", "2026-11-14 18:00", None, "0.0"),
        ("2026-11-13 10:30", "2026-11-12 15:40", None, "-18.8"),
    ],
)
def test_hours_of_days_off_do_not_count(start: str, end: str, calendar: dict[str, list[datetime.date]] | None, hours: str) -> None:
    assert amounts.working_hours(datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end), calendar) == D(hours)


def test_what_waits_for_itself_is_found() -> None:
    tasks = [{"id": "A", "on": ["C"]}, {"id": "B", "on": ["A"]}, {"id": "C", "on": ["B"]}, {"id": "D", "on": ["A", "X"]}]
    assert amounts.circular(tasks, "on") == ["A", "B", "C"]
    assert amounts.circular(tasks[1:], "on") == []
