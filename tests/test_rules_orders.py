"""The rules of work orders, agendas and carried actions: for each an input that breaks it, at its exact place, and one that does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import checking, source
from generator.diagnostics import Diagnostic, GeneratorError
from generator.kinds import BUILT_IN

Edit = tuple[str, str]

ORDER = "work_order/sample.yaml"
AGENDA = "meeting_agenda/sample.yaml"
MINUTES = "meeting_minutes/sample.yaml"
BRIEF = "creative_brief/sample.yaml"
PROFILE = "client_profile/sample.yaml"

VERSION_1_0 = 'version: "1.0"\n'
HEAD = "    person: agency/shen\n    state: approved\n    at: 2026-11-13 10:40\n    method: sign\n"
CREATIVE_HEAD = "{role: creative_head, person: agency/luo, state: approved, at: 2026-11-13 11:15, method: sign}"
UNSENT: tuple[Edit, ...] = (("status: issued", "status: for_approval"), ("dispatched_at: 2026-11-13 11:40\nreceived_at: 2026-11-13 13:20\n", ""))
FREE = ("budget_ceiling: {amount: 46000, currency: CNY, basis: net}\n", "")
LONG = "zh: " + "背景" * 100 + "长\n"


def samples(folder: Path) -> Path:
    """A working folder with the campaign of the samples."""
    for path in [BUILT_IN / "briefwright.yaml", BUILT_IN / "logo.svg", *BUILT_IN.glob("*/sample*.yaml")]:
        copy = folder / path.relative_to(BUILT_IN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder


def edited(path: Path, *edits: Edit) -> Path:
    """A paper with some of its text replaced; what is replaced must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def found(path: Path) -> list[Diagnostic]:
    """Everything that checking a paper has to say."""
    try:
        return list(checking.check(path).warnings)
    except GeneratorError as error:
        return list(error.diagnostics)


def place(path: Path, marked: str) -> tuple[int, int]:
    """Line and column of the ¦ in a passage of a paper that occurs once."""
    text, passage = path.read_text(encoding="utf-8"), marked.replace("¦", "")
    assert text.count(passage) == 1, passage
    before = text[: text.index(passage) + marked.index("¦")]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


BREAKS: list[tuple[str, str, tuple[Edit, ...], str]] = [
    ("K08", AGENDA, ((VERSION_1_0, VERSION_1_0 + "supersedes: MA-2026-019 v1.0\n"),), "supersedes: ¦MA"),
    ("K08", AGENDA, ((VERSION_1_0, VERSION_1_0 + "supersedes: MA-2026-019\n"),), "supersedes: ¦MA"),
    ("K08", ORDER, (("status: issued", "status: issued\nsupersedes: WO-2026-034 v1.10"),), "supersedes: ¦WO"),
    ("K23a", AGENDA, (("end: 15:45", "end: 15:40"),), "end: ¦15:40"),
    ("K23a", AGENDA, (("    minutes: 10\n    note", "    minutes: 5\n    note"),), "end: ¦15:45"),
    ("K23b", AGENDA, (("    decided_by: client/gu\n", ""),), "合规？, en: Which name and notes are lawful?}\n    purpose: ¦decide"),
    ("K23c", AGENDA, (("- id: I2", "- id: I1"),), "id: ¦I1\n    topic: {zh: 主片脚本"),
    ("K23d", AGENDA, (("after: I4", "after: I44"),), "after: ¦I44"),
    ("K29", AGENDA, (("sent_at: 2026-11-10 18:20", "sent_at: 2026-11-12 08:00"),), "sent_at: ¦2026"),
    ("E101", AGENDA, (("    outcome: {zh: 各方知悉时间, en: The dates are known to all}\n", ""),), "- ¦id: I8"),
    ("E101", AGENDA, (("    lead: agency/fang\n", ""),), "- ¦id: I6"),
    ("E302", AGENDA, (("- id: I5\n", "- id: I5\n    starts_at: 14:50\n"),), "starts_at: ¦14:50"),
    ("C21", ORDER, (("zh: 客户 11 月 12 日批准“七分钟的钟”，不用名人，由三个真实家庭出演。\n", LONG),), "background:\n  ¦zh:"),
    ("K17a", ORDER, ((HEAD, "    person: agency/shen\n    state: pending\n"),), "signoffs:\n  ¦- {role: client_director"),
    ("K17a", ORDER, ((HEAD, HEAD.replace("approved", "rejected")),), "signoffs:\n  ¦- {role: client_director"),
    ("K17b", ORDER, (("at: 2026-11-13 10:40", "at: 2026-11-13 11:41"),), "at: ¦2026-11-13 11:41"),
    ("K17c", ORDER, (("briefing_at: 2026-11-13 15:00", "briefing_at: 2026-11-13 11:00"),), "briefing_at: ¦2026"),
    ("K17d", ORDER, (("received_at: 2026-11-13 13:20", "received_at: 2026-11-13 11:39"),), "received_at: ¦2026"),
    ("R03a", ORDER, ((CREATIVE_HEAD, "{role: creative_head, person: agency/luo, state: pending}"),), "signoffs:\n  ¦- {role: client_director"),
    ("R03b", ORDER, (("job_type: creative", "job_type: media"),), "signoffs:\n  ¦- {role: client_director"),
    ("R04", ORDER, (("internal_hours:", "acceptance:\n  - {role: client_director, person: agency/zhao, state: approved, at: 2026-11-27 17:00}\ninternal_hours:"),), "acceptance:\n  ¦- {role"),
    ("K18a", ORDER, (("internal_review: 2026-11-19", "internal_review: 2026-11-21"),), "internal_review: ¦2026-11-21"),
    ("K18b", ORDER, (("due: 2026-11-27\n", "due: 2026-11-28\n"),), "due: ¦2026-11-28"),
    ("K18c", ORDER, (("    internal_review: 2026-11-24\n", ""),), "due: ¦2026-11-25"),
    ("K18d", ORDER, (("- id: S2", "- id: S1"),), "id: ¦S1\n    name: {zh: 候选家庭"),
    ("E101", ORDER, (("    owner: agency/wei\n", ""),), "- ¦id: S2"),
    ("E112", ORDER, (("    qty: 6\n", "    qty: 0\n"),), "qty: ¦0"),
    ("K19a", ORDER, (("brief_ref: CB-2026-014\n", ""),), "job_type: ¦creative"),
    ("K19c", ORDER, (("approved: true,", "approved: false,"),), "budget_ceiling: ¦{amount"),
    ("K19c", ORDER, (("client_cost_approved: {approved: true, date: 2026-11-12, by: client/lin}\n", ""),), "budget_ceiling: ¦{amount"),
    ("K19d", ORDER, (("estimate_ref: BU-2026-011\n", ""),), "budget_ceiling: ¦{amount"),
    ("K25b", MINUTES, (("    status: carried\n", "    status: open\n"),), "status: ¦open\n    carried_from"),
]  # fmt: skip
"""Rule, paper, what is changed in it, and the ¦ where the problem must be shown."""

HOLDS: list[tuple[str, str, tuple[Edit, ...]]] = [
    ("K08", AGENDA, ((VERSION_1_0, VERSION_1_0 + "supersedes: MA-2026-019 v0.9\n"),)),
    ("K08", AGENDA, ((VERSION_1_0, VERSION_1_0 + "supersedes: MA-2025-077 v3.0\n"),)),
    ("K08", ORDER, (('version: "1.1"', 'version: "1.10"\nsupersedes: WO-2026-034 v1.9'),)),
    ("K23a", AGENDA, (("end: 15:45", "end: 15:50"), ("    minutes: 10\n    note", "    minutes: 15\n    note"))),
    ("K23b", AGENDA, (("purpose: decide", "purpose: discuss"), ("    decided_by: client/lin\n", ""))),
    ("K23c", AGENDA, (("- id: I2", "- id: I2b"),)),
    ("K23d", AGENDA, (("after: I4", "after: I8"),)),
    ("K29", AGENDA, (("sent_at: 2026-11-10 18:20", "sent_at: 2026-11-11 23:00"),)),
    ("E302", AGENDA, (("- id: I5\n", "- id: I5\n    starts_at: 15:00\n"),)),
    ("C21", ORDER, (("zh: 客户 11 月 12 日批准“七分钟的钟”，不用名人，由三个真实家庭出演。\n", LONG.replace("长", "")),)),
    ("K17a", ORDER, ((HEAD, "    person: agency/shen\n    state: pending\n"), *UNSENT)),
    ("K17a", ORDER, ((HEAD, HEAD.replace("approved", "approved_with_comments")),)),
    ("K17b", ORDER, (("at: 2026-11-13 10:40", "at: 2026-11-13 11:40"),)),
    ("K17b", ORDER, ((CREATIVE_HEAD, CREATIVE_HEAD + "\n  - {role: receiving_head, person: agency/he, state: approved, at: 2026-11-13 14:00}"),)),
    ("K17c", ORDER, (("briefing_at: 2026-11-13 15:00", "briefing_at: 2026-11-13 11:40"),)),
    ("K17d", ORDER, (("received_at: 2026-11-13 13:20", "received_at: 2026-11-13 11:40"),)),
    ("R03a", ORDER, ((CREATIVE_HEAD, "{role: creative_head, person: agency/luo, state: pending}"), *UNSENT)),
    ("R03a", ORDER, (("job_type: creative", "job_type: research"), (CREATIVE_HEAD, "{role: finance, person: agency/shen, state: pending}"))),
    ("R03b", ORDER, (("job_type: creative", "job_type: media"), ("role: creative_head", "role: media_head"))),
    ("R04", ORDER, (("internal_hours:", "acceptance:\n  - {role: client_director, person: agency/zhao, state: pending}\ninternal_hours:"),)),
    ("K18a", ORDER, (("internal_review: 2026-11-19", "internal_review: 2026-11-20"),)),
    ("K18b", ORDER, (("due: 2026-11-27\n", "due: 2026-11-28\n"), ("due: 2026-11-27 18:00", "due: 2026-11-28 09:00"))),
    ("K18c", ORDER, (("    internal_review: 2026-11-24\n", "    internal_review: 2026-11-23\n"),)),
    ("K18d", ORDER, (("- id: S2", "- id: S2b"),)),
    ("K19a", ORDER, (("brief_ref: CB-2026-014\n", ""), ("job_type: creative", "job_type: research"))),
    ("K19b", ORDER, (("brief_ref: CB-2026-014", "brief_ref: CB-2025-099"),)),
    ("K19c", ORDER, (FREE, ("approved: true,", "approved: false,"))),
    ("K19d", ORDER, (FREE, ("estimate_ref: BU-2026-011\n", ""))),
    ("K25b", MINUTES, (("    status: carried\n", "    status: cancelled\n"),)),
]  # fmt: skip


@pytest.mark.parametrize("paper", [ORDER, AGENDA])
def test_a_sample_breaks_no_rule(tmp_path: Path, paper: str) -> None:
    assert found(samples(tmp_path) / paper) == []


@pytest.mark.parametrize(("rule", "paper", "edits", "marked"), BREAKS)
def test_a_broken_rule_is_told_at_its_place_in_both_languages(tmp_path: Path, rule: str, paper: str, edits: tuple[Edit, ...], marked: str) -> None:
    path = edited(samples(tmp_path) / paper, *edits)
    told = [one for one in found(path) if one.code == rule]
    assert told
    first = told[0]
    assert first.position is not None
    assert (first.position.line, first.position.column) == place(path, marked)
    assert first.severity == ("warning" if rule in ("K29", "K18c", "C21") else "error")
    for words in (first.message.en, first.message.zh):
        assert words
        assert "{" not in words


@pytest.mark.parametrize(("rule", "paper", "edits"), HOLDS)
def test_a_rule_that_holds_says_nothing(tmp_path: Path, rule: str, paper: str, edits: tuple[Edit, ...]) -> None:
    path = edited(samples(tmp_path) / paper, *edits)
    assert rule not in [one.code for one in found(path)]


def test_every_rule_of_these_kinds_has_a_breaking_and_a_passing_input() -> None:
    written = [rule for kind in ("work_order", "meeting_agenda") for rule in source.load(BUILT_IN / kind / "rules.yaml").value["rules"]]
    assert all(set(rule[key]) == {"zh", "en"} for rule in written for key in ("message", "hint") if key in rule)
    rules = {rule["id"] for rule in written}
    assert rules - {"K19b"} <= {rule for rule, *_ in BREAKS}  # K19b: below
    assert rules <= {rule for rule, *_ in HOLDS}


def test_creative_work_waits_for_an_approved_brief(tmp_path: Path) -> None:
    folder = samples(tmp_path)
    edited(folder / BRIEF, ("status: approved", "status: for_approval"))
    (told,) = found(folder / ORDER)
    assert told.code == "K19b"
    assert (told.position and (told.position.line, told.position.column)) == place(folder / ORDER, "\nbrief_ref: ¦CB-2026-014")
    assert told.message.en == "The creative brief CB-2026-014 is not approved (for_approval)"
    assert told.message.zh == "创意简报 CB-2026-014 尚未批准（for_approval）"
    edited(folder / BRIEF, ("status: for_approval", "status: issued"))
    assert found(folder / ORDER) == []


def test_notice_is_counted_in_the_clients_working_days(tmp_path: Path) -> None:
    folder = samples(tmp_path)
    edited(folder / PROFILE, ("notice_working_days: 1", "notice_working_days: 2"))
    assert found(folder / AGENDA) == []
    edited(folder / PROFILE, ("holidays: [", "holidays: [2026-11-11, "))
    assert [one.code for one in found(folder / AGENDA)] == ["K29"]


def test_an_accepted_error_prints_with_a_warning(tmp_path: Path) -> None:
    path = edited(samples(tmp_path) / ORDER, ("approved: true,", "approved: false,"), ("internal_notes:", "accept:\n  - {rule: K19c, reason: 客户口头同意}\ninternal_notes:"))
    assert [(one.severity, one.code) for one in found(path)] == [("warning", "K19c")]


# ------------------------------------------------------------------------------------------------------------------ carried actions


def following(folder: Path, matters: str) -> Path:
    """Minutes that follow the sample's, with these matters arising."""
    text = (folder / MINUTES).read_text(encoding="utf-8")
    start, end = text.index("matters_arising:"), text.index("\nitems:") + 1
    text = text[:start] + f"matters_arising:{matters}\n" + text[end:]
    path = folder / "meeting_minutes/next.yaml"
    path.write_text(text.replace("id: MM-2026-023", "id: MM-2026-024").replace("previous: MM-2026-021", "previous: MM-2026-023"), encoding="utf-8")
    return path


def matter(id: str, status: str) -> str:
    return f"\n  - {{id: {id}, text: {{zh: 事项, en: Matter}}, owner: agency/tang, due: 2026-11-20, status: {status}}}"


def test_every_open_action_of_the_previous_record_is_accounted_for(tmp_path: Path) -> None:
    path = following(samples(tmp_path), matter("A1-023", "done") + matter("A2", "carried") + matter("A3-021", "done"))
    told = found(path)
    assert [one.code for one in told] == ["K25a"] * 5
    assert {(one.position.line, one.position.column) for one in told if one.position} == {place(path, "previous: ¦MM-2026-023")}
    assert told[0].message.en == "Action A3 of the previous record (Supply the notes as cleared by legal) is not among the matters arising"
    assert "A3（提供法务核准的加注文字）" in told[0].message.zh


def test_a_record_that_accounts_for_all_of_them_passes(tmp_path: Path) -> None:
    path = following(samples(tmp_path), "".join(matter(f"A{number}-023", "done" if number % 2 else "cancelled") for number in range(1, 8)))
    assert found(path) == []


def test_actions_that_were_done_need_not_appear_again(tmp_path: Path) -> None:
    folder = samples(tmp_path)
    path = following(folder, "".join(matter(f"A{number}", "done") for number in range(2, 8)))
    assert [one.code for one in found(path)] == ["K25a"]
    edited(folder / MINUTES, ("    due: 2026-11-20\n    status: open", "    due: 2026-11-20\n    status: done"))
    assert found(path) == []
