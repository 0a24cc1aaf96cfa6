"""The catalogue of messages: worded and explained in both languages, shown by `explain`, printed in docs/messages.md."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.diagnostics import Diagnostic, GeneratorError
from generator.explanations import FOLDER, Explanation, find, of_messages, of_rules
from generator.kinds import BUILT_IN
from generator.messages import MESSAGES, batch, charts, door, markup, packages, papers, register, slides, tables, yaml
from generator.source import load, read

ROOT = Path(__file__).parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")
EXPLAINED = {code: entry for path in sorted(FOLDER.glob("*.yaml")) for code, entry in load(path).value.items()}


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], env={"LC_ALL": "C.UTF-8"})


# ------------------------------------------------------------------------------------------------------------------- catalogue


def test_no_code_stands_for_two_messages() -> None:
    parts = (batch, charts, yaml, papers, tables, markup, packages, slides, door, register)
    assert sum(len(part.MESSAGES) for part in parts) == len(MESSAGES)


def words_of(wording: str) -> set[str]:
    return {name.removesuffix("_en").removesuffix("_zh") for _, name, _, _ in string.Formatter().parse(wording) if name}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    message = MESSAGES[code]
    assert not CHINESE.search(message.en)
    assert CHINESE.search(message.zh)
    assert words_of(message.en) == words_of(message.zh)
    assert bool(message.hint_en) == bool(message.hint_zh)


def test_every_message_is_explained_and_nothing_else() -> None:
    assert sorted(EXPLAINED) == sorted(MESSAGES)


@pytest.mark.parametrize("code", sorted(EXPLAINED))
def test_an_explanation_says_more_than_its_message(code: str) -> None:
    entry = EXPLAINED[code]
    assert set(entry) <= {"en", "zh", "wrong", "right"}
    assert len(entry["en"]) > 40
    assert entry["en"].endswith(".")
    assert not CHINESE.search(entry["en"])
    assert CHINESE.search(entry["zh"])
    assert entry["zh"].endswith("。")
    assert entry["en"].strip(".") != MESSAGES[code].en


def codes(text: str) -> list[str]:
    found: tuple[Diagnostic, ...]
    try:
        found = read(f"{text}\n", "example.yaml").warnings
    except GeneratorError as error:
        found = error.diagnostics
    return [one.code for one in found]


@pytest.mark.parametrize("code", [code for code, entry in EXPLAINED.items() if code[1] == "0" and "wrong" in entry])
def test_an_example_of_yaml_shows_its_mistake_and_its_remedy(code: str) -> None:
    assert codes(EXPLAINED[code]["wrong"])[0] == code
    assert codes(EXPLAINED[code]["right"]) == []


# --------------------------------------------------------------------------------------------------------------------- explain


def test_a_code_is_explained_with_an_example() -> None:
    told = explain("E104").output
    assert told.startswith('E104  unknown key "…"\n')
    assert "Wrong:\n    clinet: oatwhale\nRight:\n    client: oatwhale" in told
    assert all(len(line) <= 100 for line in told.splitlines())
    assert explain("e104").output == told


def test_a_code_is_explained_in_chinese() -> None:
    told = explain("E104", "--messages", "zh").output
    assert told.startswith("E104  未知的键“…”\n")
    assert "错误：\n" in told


def test_a_rule_of_a_kind_is_explained() -> None:
    told = explain("k24b").output
    assert "K24b  (error)" in told
    assert "meeting_minutes" in told
    assert "Requires: it.due >= paper.date" in told
    assert "accept: [{rule: K24b, reason: …}]" in told


def test_without_a_code_all_are_listed() -> None:
    told = [line.split()[0] for line in explain().output.splitlines()]
    assert set(told) >= set(MESSAGES)
    assert set(told) >= {rule.code for rule in of_rules((BUILT_IN,))}


def test_an_unknown_code_suggests_the_nearest() -> None:
    result = explain("E1044")
    assert result.exit_code == 1
    assert "error[E713]" in result.stderr
    assert 'did you mean "E104"?' in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_no_place_of_a_value_is_left_open_in_a_title(code: str) -> None:
    found = of_messages()[code]
    for wording in (found.title, found.hint or found.title):
        assert (
            not re.search(r"(?<!\{)\{[a-z_]+\}(?!\})", wording.en.replace("{ }", "")) or "{year}" in wording.en or code in ("E702", "E703")
        )


def test_every_rule_of_a_kind_can_be_explained() -> None:
    for rule in of_rules((BUILT_IN,)):
        found = find(rule.code, (BUILT_IN,))
        assert not isinstance(found, Explanation)
        assert rule.kinds
        assert CHINESE.search(rule.message.zh)


# ------------------------------------------------------------------------------------------------------------------------- docs


def test_the_page_of_messages_is_current() -> None:
    script = runpy.run_path(str(ROOT / "scripts/make_message_docs.py"))
    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](), "run: python scripts/make_message_docs.py"
