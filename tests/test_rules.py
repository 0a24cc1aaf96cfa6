"""Rules: each breaks on one input, is told at its exact place in both languages, and holds on another that comes near."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import build, checking, kinds, register, source
from generator.cli import main
from generator.diagnostics import Diagnostic, GeneratorError
from generator.kinds import BUILT_IN
from tests import rule_cases
from tests.house import house
from tests.rule_cases import BRIEF, BUDGET, CASES, DECK, MINUTES, PROFILE, SCHEDULE, Case, Change
from tests.test_rules_orders import edited, found, place, samples

TOP = Path(__file__).parent.parent


def changed(folder: Path, paper: str, changes: tuple[Change, ...]) -> Path:
    """A working folder of the samples with changes made; the path of the paper that is checked."""
    samples(folder)
    for change in changes:
        file, old, new = (paper, *change) if len(change) == 2 else change
        edited(folder / file, (old, new))
    return folder / paper


def at(told: Diagnostic) -> tuple[str, tuple[int, int]]:
    """File, line and column of a problem."""
    assert told.position is not None
    return told.position.file, (told.position.line, told.position.column)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.paper.partition('/')[0]}" for case in CASES])
def test_a_broken_rule_is_told_at_its_place_in_both_languages(tmp_path: Path, case: Case) -> None:
    told = [one for one in found(changed(tmp_path, case.paper, case.breaks)) if one.code == case.rule]
    file, marked = (case.paper, case.marked) if isinstance(case.marked, str) else case.marked
    assert told
    assert at(told[0]) == (str(tmp_path / file), place(tmp_path / file, marked))
    assert told[0].severity == case.severity
    assert (told[0].message.en, told[0].message.zh) == (case.en, case.zh)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.paper.partition('/')[0]}" for case in CASES])
def test_a_rule_that_holds_says_nothing(tmp_path: Path, case: Case) -> None:
    told = found(changed(tmp_path, case.paper, case.holds))
    assert [one for one in told if one.code == case.rule or one.code.startswith("E")] == []


PAPERS = [*sorted(BUILT_IN.glob("*/sample*.yaml")), *sorted((TOP / "content").rglob("*.yaml"))]


@pytest.mark.parametrize("path", PAPERS, ids=[path.relative_to(TOP).as_posix() for path in PAPERS])
def test_a_paper_of_the_repository_breaks_no_rule(path: Path) -> None:
    assert found(path) == []


# ------------------------------------------------------------------------------------------------------------ inputs and drawn values


@pytest.mark.parametrize(("rule", "layout", "gone"), [("K37e", "budget", BUDGET), ("K37f", "timeline", SCHEDULE)])
def test_a_slide_needs_the_input_that_it_draws(tmp_path: Path, rule: str, layout: str, gone: str) -> None:
    paper = changed(tmp_path, DECK, ())
    assert rule not in [one.code for one in found(paper)]
    (tmp_path / gone).unlink()
    told = next(one for one in found(paper) if one.code == rule)
    assert at(told) == (str(paper), place(paper, f"layout: ¦{layout}"))
    assert told.message.en == f"This slide prints the {layout}, but the campaign has no {gone.partition('/')[0]}.yaml"
    assert told.message.zh.startswith("这一页要打印")


def test_the_rules_of_an_input_are_told_in_its_own_file(tmp_path: Path) -> None:
    paper = changed(tmp_path, DECK, ((SCHEDULE, "end: 2026-12-16", "end: 2026-12-11"), (PROFILE, "zh: 慢磨燕麦饮", "zh: 待定")))
    assert {(one.code, *at(one)) for one in found(paper)} == {
        ("K40a", str(tmp_path / SCHEDULE), place(tmp_path / SCHEDULE, "end: ¦2026-12-11")),
        ("K03a", str(tmp_path / PROFILE), place(tmp_path / PROFILE, "zh: ¦待定")),
    }


def test_what_two_papers_share_is_told_once(tmp_path: Path) -> None:
    paper = changed(tmp_path, BRIEF, (("strategy/sample.yaml", "zh: 把禾鲸从咖啡店", "zh: 把禾京从咖啡店"),))
    assert [one.code for one in found(paper)] == ["K02"]


def test_a_rule_is_accepted_with_a_reason(tmp_path: Path) -> None:
    breaks = (("批准含税总预算 7,365,929.40 元", "批准含税总预算 7,356,929.40 元"), ("margin: 18.4", "margin: 18.4\naccept: [{rule: K38, reason: 客户要求按旧数}]"))
    told = found(changed(tmp_path, DECK, breaks))
    assert [(one.code, one.severity) for one in told if one.code == "K38"] == [("K38", "warning")]


def test_a_houses_kind_has_the_rules_of_every_kind_and_may_replace_one(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="mood: 待定\n")
    assert [one.code for one in found(paper)] == ["K03a"]
    own = 'rules:\n  - {id: K03a, severity: warning, require: "paper.note is not none", message: {zh: 无, en: none}}\n'
    assert found(house(tmp_path / "other", paper="mood: 待定\n", **{"kinds/visit/rules.yaml": own})) == []


def test_what_a_client_never_reads_may_use_any_word(tmp_path: Path) -> None:
    paper = changed(tmp_path, MINUTES, (("zh: 林总监当场压下名人提议", "zh: 林总监说国家级最佳是最佳"),))
    assert found(paper) == []


def test_a_budget_prints_its_total_in_capitals_when_it_says_so(tmp_path: Path) -> None:
    capitals = "人民币柒佰叁拾陆万伍仟玖佰贰拾玖元肆角整"
    paper = changed(tmp_path, DECK, ((BUDGET, "rounding: cent", "capitals: true"),))
    shutil.copytree(BUILT_IN / "proposal_deck" / "images", paper.parent / "images")
    assert build(paper, ["html"]).outputs["html"].data.decode().count(capitals) == 1


# -------------------------------------------------------------------------------------------------------- numbers of papers (K08)


def papers(folder: Path, *heads: str) -> list[Path]:
    for index, head in enumerate(heads):
        (folder / f"{index}.yaml").write_text(f"kind: visit\nclient: acme\n{head}\n", encoding="utf-8")
    return sorted(folder.glob("*.yaml"))


def test_one_number_on_two_papers_is_told_at_the_later_one(tmp_path: Path) -> None:
    first, second = papers(tmp_path, "id: V-1\nversion: '1.0'", "id: V-1\nversion: '1.0'")
    (told,) = register.check([first, second, first])
    assert (told.code, told.severity, *at(told)) == ("K08b", "error", str(second), (3, 5))
    assert told.message.en == f"V-1 is the number of two papers; the other is {first}, version 1.0"
    assert told.message.zh == f"编号 V-1 用在两份文件上；另一份是 {first}，1.0 版"


@pytest.mark.parametrize(
    "heads",
    [
        ("id: V-1\nversion: '1.0'", "id: V-2\nversion: '1.0'"),
        ("id: V-1\nversion: '1.9'", "id: V-1\nversion: '1.10'\nsupersedes: V-1 v1.9"),
        ("id: V-1\nversion: '1.0'", "id: V-1\nversion: '2.0'\nsupersedes: V-1"),
        ("id: V-1\nversion: '1.0'", "id: V-9\nversion: '1.0'\nsupersedes: V-1 v1.0"),
    ],
)
def test_papers_with_numbers_of_their_own_and_rising_versions_pass(tmp_path: Path, heads: tuple[str, str]) -> None:
    assert register.check(papers(tmp_path, *heads)) == []


def test_a_version_rises_over_the_one_that_it_replaces(tmp_path: Path) -> None:
    newer, older = papers(tmp_path, "id: V-1\nversion: '1.10'", "id: V-1\nversion: '1.9'\nsupersedes: V-1 v1.10")
    told = [one for one in register.check([newer, older]) if one.code == "K08c"]
    assert [at(one) for one in told] == [(str(older), (5, 13))]
    assert told[0].message.en == f"version 1.9 cannot replace V-1 v1.10: that one ({newer}) is not older"
    assert told[0].message.zh == f"1.9 版不能替代 V-1 v1.10：后者（{newer}）并不更早"


def test_clients_number_their_papers_apart(tmp_path: Path) -> None:
    first, second = papers(tmp_path, "id: V-1\nversion: '1.0'", "id: V-1\nversion: '1.0'")
    second.write_text(second.read_text(encoding="utf-8").replace("acme", "other"), encoding="utf-8")
    assert register.check([first, second]) == []


def test_a_command_looks_over_the_numbers_of_its_files_and_tells_each_problem_once(tmp_path: Path) -> None:
    brief = changed(tmp_path, BRIEF, (("strategy/sample.yaml", "zh: 把禾鲸从咖啡店", "zh: 把禾京从咖啡店"),))
    copy = brief.with_name("copy.yaml")
    shutil.copy(brief, copy)
    run = CliRunner().invoke(main, ["check", "--messages", "en", str(brief), str(copy)])
    assert run.exit_code == 1
    assert run.stderr.count("error[K08b]: CB-2026-014 is the number of two papers") == 1
    assert run.stderr.count("warning[K02]") == 1


# ----------------------------------------------------------------------------------------------------------------------- all rules

RULES = {path: source.load(path).value.get("rules") or [] for path in sorted(BUILT_IN.glob("*/rules.yaml"))}


@pytest.mark.parametrize("path", RULES, ids=[path.parent.name for path in RULES])
def test_rules_of_a_kind_have_one_id_each_and_speak_both_languages(path: Path) -> None:
    ids = [rule["id"] for rule in RULES[path]]
    assert sorted(ids) == sorted(set(ids))
    for rule in RULES[path]:
        assert rule.get("severity") in ("error", "warning"), rule["id"]
        assert all(set(rule[key]) == {"zh", "en"} and all(rule[key].values()) for key in ("message", "hint") if key in rule), rule["id"]
        assert set(rule) <= {"id", "severity", "each", "when", "let", "require", "at", "message", "hint"}, rule["id"]


def test_every_rule_has_a_test() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    assert [rule["id"] for rules in RULES.values() for rule in rules if f'"{rule["id"]}"' not in said] == []
    mine = {rule["id"] for kind in ("_shared", "creative_brief", "budget", "proposal_deck", "schedule") for rule in RULES[BUILT_IN / kind / "rules.yaml"]}
    assert mine - {"K37e", "K37f"} <= {case.rule for case in rule_cases.CASES}


def test_every_kind_has_the_shared_rules_first() -> None:
    shared = [rule["id"] for rule in RULES[BUILT_IN / "_shared" / "rules.yaml"]]
    for name in kinds.names((BUILT_IN,)):
        assert [rule["id"] for rule in kinds.find(name, (BUILT_IN,)).rules][: len(shared)] == shared


def test_a_rule_that_cannot_be_checked_says_so(tmp_path: Path) -> None:
    rules = "rules:\n  - {id: V9, severity: error, let: {x: paper.titel}, require: x, message: {zh: 无, en: none}}\n"
    with pytest.raises(GeneratorError) as caught:
        checking.check(house(tmp_path, **{"kinds/visit/rules.yaml": rules}))
    assert [one.code for one in caught.value.diagnostics] == ["E303"]
