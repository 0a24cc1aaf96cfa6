"""`new --data`: a report drafted from a data file says what happened, and leaves to a person what it means."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
import yaml

from generator import checking, drafts
from generator.diagnostics import GeneratorError
from generator.kinds import BUILT_IN

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the sample's agency, its client and its table."""
    marker = yaml.safe_load((BUILT_IN / "briefwright.yaml").read_text(encoding="utf-8"))
    kept = {name: value for name, value in marker.items() if name == "agency"}
    kept["agency"].pop("logo", None)
    (tmp_path / "briefwright.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    client = tmp_path / "content/clients/oatwhale"
    (client / "data").mkdir(parents=True)
    shutil.copy(BUILT_IN / "client_profile/sample.yaml", client / "profile.yaml")
    shutil.copy(BUILT_IN / "competitor_report/spend.csv", client / "data/spend.csv")
    monkeypatch.chdir(tmp_path)
    return client


def drafted(**wishes: object) -> tuple[dict[str, object], drafts.Draft]:
    wish = {"kind": "competitor_report", "today": TODAY, "client": "oatwhale", "period": "2026-10", "data": Path("data/spend.csv"), "language": "bilingual"}
    made = drafts.draft(drafts.Wish(**{**wish, **wishes}))  # type: ignore[arg-type]
    return yaml.safe_load(made.text), made


def test_a_draft_states_the_largest_moves_and_no_reason(folder: Path) -> None:
    paper, made = drafted()
    findings = paper["findings"]
    assert isinstance(findings, list)
    # by hand: video of Oat Isle 150 → 210, of Seven Ears 40 → 88, of White Elm 150 → 120; the gap of Graincross is no move
    assert [one["what"]["en"] for one in findings] == [
        "Oat Isle · video: 150 → 210 (+40.0%)", "Seven Ears · video: 40 → 88 (+120.0%)", "White Elm · video: 150 → 120 (−20.0%)",
    ]  # fmt: skip
    assert findings[0]["what"]["zh"] == "麦小岛 · video：150 → 210（+40.0%）"
    assert {str(one["so_what"]) for one in findings} == {"{'zh': '待填', 'en': 'TODO'}"}
    assert paper["unit"] == "TODO"
    assert not made.warnings


def test_brands_media_and_headings_are_those_of_the_file_and_the_profile(folder: Path) -> None:
    paper, _ = drafted()
    assert {"id": "sevenears", "first_month": datetime.date(2026, 8, 1)} in paper["brands"] or {"id": "sevenears", "first_month": "2026-08"} in paper["brands"]  # type: ignore[operator]
    assert {one["id"] for one in paper["media"]} == {"video", "lift", "retail", "outdoor"}  # type: ignore[attr-defined]
    assert paper["own_brand"] == "oatwhale"
    assert paper["data"] == {"spend": {"file": "data/spend.csv", "columns": {"month": "月份", "brand": "品牌", "medium": "媒体", "amount": "金额"}}}


def test_media_with_names_get_ids(folder: Path) -> None:
    file = folder / "data/spend.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace(",video,", ",短视频,"), encoding="gb18030")
    paper, _ = drafted()
    assert {"id": "m1", "name": {"zh": "短视频", "en": "TODO"}} in paper["media"]  # type: ignore[operator]
    assert paper["data"]["spend"]["encoding"] == "gb18030"  # type: ignore[index]


def test_brands_that_the_profile_does_not_have_are_named_and_left_out(folder: Path) -> None:
    with (folder / "data/spend.csv").open("a", encoding="utf-8") as file:
        file.write("2026-10,newcomer,video,900\n")
    paper, made = drafted()
    assert paper["data"]["spend"]["other_brands"] == "leave_out"  # type: ignore[index]
    assert [("newcomer" in one.message.en, one.code) for one in made.warnings] == [(True, "W734")]
    assert "newcomer" not in str(paper["findings"])


def test_a_quarter_and_a_year_are_drafted_alike(folder: Path) -> None:
    for period, name in (("2026-Q3", "quarter"), ("2026", "year")):
        paper, _ = drafted(period=period)
        assert (paper["period_type"], len(paper["findings"])) == (name, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "what"), [("en", "Oat Isle · video: 150 → 210 (+40.0%)"), ("zh-CN", "麦小岛 · video：150 → 210（+40.0%）")])
def test_a_draft_in_one_language_says_it_in_that(folder: Path, language: str, what: str) -> None:
    paper, _ = drafted(language=language)
    assert paper["findings"][0]["what"] == what  # type: ignore[index]


def test_a_filled_in_draft_holds_its_figures(folder: Path) -> None:
    _, made = drafted(language="en")
    text = made.text.replace("unit: TODO", "unit: ten_thousand").replace("spend_basis: TODO", "spend_basis: rate_card")
    path = folder / "report.yaml"
    path.write_text(text, encoding="utf-8")
    found = checking.check(path)
    assert found.unfilled  # the rest is still to be written
    assert {one.code for one in found.warnings} >= {"W721"}


@pytest.mark.parametrize(("wishes", "code"), [
    ({"period": None}, "E735"), ({"period": "October"}, "E735"), ({"data": Path("nothing.csv")}, "E220"),
    ({"kind": "meeting_minutes", "period": None}, "E734"), ({"kind": "meeting_minutes", "period": "2026-10", "data": None}, "E735"),
])  # fmt: skip
def test_what_cannot_be_drafted_is_said(folder: Path, wishes: dict[str, object], code: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        drafted(**wishes)
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_records_of_a_day_are_told_apart_by_their_day_and_what_else_the_file_has(folder: Path) -> None:
    rows = [f"2026-{month:02}-{day:02},{city},oatisle,video,{day}" for month in (9, 10) for day in (3, 4) for city in ("A", "B")]
    (folder / "data/days.csv").write_text("\n".join(["日期,城市,品牌,媒体,金额", *rows]), encoding="utf-8")
    paper, _ = drafted(data=Path("data/days.csv"))
    assert paper["data"]["spend"]["columns"]["detail"] == ["日期", "城市"]  # type: ignore[index]


def test_a_profile_without_competitors_is_enough(folder: Path) -> None:
    profile = yaml.safe_load((folder / "profile.yaml").read_text(encoding="utf-8"))
    del profile["competitors"]
    (folder / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    paper, made = drafted()
    assert [one["id"] for one in paper["brands"]] == ["oatwhale"]  # type: ignore[attr-defined]
    assert [one.code for one in made.warnings] == ["W734"]


def test_a_sentence_names_its_language_where_a_name_of_the_file_hides_it(folder: Path) -> None:
    text = (folder / "data/spend.csv").read_text(encoding="utf-8-sig").replace(",video,", ",短视频,")
    (folder / "data/named.csv").write_text(text, encoding="utf-8")
    paper, _ = drafted(data=Path("data/named.csv"), language="en")
    assert paper["findings"][0]["what"] == {"en": "Oat Isle · 短视频: 150 → 210 (+40.0%)"}  # type: ignore[index]


def test_a_heading_that_nobody_knows_is_asked_for(folder: Path) -> None:
    file = folder / "data/spend.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace("金额", "数", 1), encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        drafted()
    assert [one.code for one in caught.value.diagnostics] == ["E223"]
