"""The line from a paper to its output: figures, rules, audience, references and languages, on a kind made for the test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import build
from generator.diagnostics import Diagnostic, GeneratorError
from generator.document import Audience
from tests.house import house

LINES = """
lines:
  - {id: L1, qty: 2, price: 10.50, cost: 7}
  - {id: L2, qty: 1, price: 4, cost: 1, audience: internal}
"""


def text(path: Path, audience: Audience = "client", language: str | None = None) -> str:
    """What the HTML of a paper says, markup removed."""
    data = build(path, ["html"], audience=audience, language=language).outputs["html"].data.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", data[data.index("<body") :]))


def problems(path: Path, **settings: str) -> list[Diagnostic]:
    with pytest.raises(GeneratorError) as caught:
        build(path, ["html"], **settings)  # type: ignore[arg-type]
    return list(caught.value.diagnostics)


# ---------------------------------------------------------------------------------------------------------------- figures


def test_figures_are_worked_out_from_what_they_read(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="lines: [{id: L1, qty: 2, price: 10.50}, {id: L2, amount: 3}]", template="<p>{{ paper.total|number(2) }}</p>")
    assert "24.00" in text(paper)


def test_a_typed_figure_that_differs_is_an_error_at_its_place(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="total: 25\nlines: [{id: L1, qty: 2, price: 10.50}]")
    (found,) = problems(paper)
    assert (found.code, found.position and found.position.line) == ("E302", 7)
    assert "25" in found.message.en
    assert "21.00" in found.message.en


def test_a_figure_that_reads_what_is_withheld_is_withheld(tmp_path: Path) -> None:
    template = "<p>{% if paper.margin %}M{{ paper.margin|number }}{% else %}none{% endif %} {% if paper.total %}T{{ paper.total|number }}{% else %}none{% endif %}</p>"
    paper = house(tmp_path, paper=LINES, template=template)
    assert "none none" in text(paper)
    assert "M17 T25" in text(paper, "internal")


# ------------------------------------------------------------------------------------------------------------------ rules


def test_a_broken_rule_is_told_at_its_place_in_both_languages(tmp_path: Path) -> None:
    (found,) = problems(house(tmp_path, paper="lines:\n  - id: L1\n    amount: 0\n"))
    assert (found.code, found.position and (found.position.line, found.position.column)) == ("V1", (9, 13))
    assert (found.message.en, found.message.zh) == ("L1 must cost something", "L1 的金额必须大于零")


def test_an_accepted_rule_becomes_a_warning(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="accept: [{rule: V1, reason: 样品}]\nlines: [{id: L1, amount: 0}]")
    assert [(one.severity, one.code) for one in build(paper, ["html"]).warnings] == [("warning", "V1")]


def test_accepting_a_rule_that_the_kind_does_not_have_is_told_with_the_nearest(tmp_path: Path) -> None:
    (found,) = build(house(tmp_path, paper="accept: [{rule: V11, reason: 样品}]"), ["html"]).warnings
    assert (found.code, found.position and (found.position.line, found.position.column)) == ("W304", (7, 17))
    assert found.hint is not None
    assert "nearest: V1;" in found.hint.en


def test_a_rule_that_names_nothing_known_says_so(tmp_path: Path) -> None:
    rules = "rules:\n  - {id: V2, require: paper.titel, message: {zh: 无, en: none}}\n"
    (found,) = problems(house(tmp_path, **{"kinds/visit/rules.yaml": rules}))
    assert found.code == "E303"
    assert "titel" in found.message.en


# --------------------------------------------------------------------------------------------------------------- audience


def test_what_is_withheld_was_never_there(tmp_path: Path) -> None:
    template = "<p>{% if paper.mood %}{{ paper.mood }}{% else %}nothing{% endif %}</p>"
    paper = house(tmp_path, paper="mood: {zh: CANARY-MOOD, en: CANARY-MOOD}", template=template)
    assert "nothing" in text(paper)
    assert b"CANARY" not in build(paper, ["html"]).outputs["html"].data
    assert "CANARY-MOOD" in text(paper, "internal")


def test_an_unmarked_property_is_internal(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="unmarked: x", template="<p>{% if paper.unmarked %}shown{% else %}hidden{% endif %}</p>")
    assert "hidden" in text(paper)
    assert "shown" in text(paper, "internal")


def test_a_list_item_may_be_kept_inside(tmp_path: Path) -> None:
    paper = house(tmp_path, paper=LINES, template="<p>{% for line in paper.lines %}{{ line.id }} {% endfor %}</p>")
    assert "L2" not in text(paper)
    assert "L2" in text(paper, "internal")


def test_private_details_of_people_need_the_private_copy(tmp_path: Path) -> None:
    template = "<p>{{ paper.author }} {% if paper.author.personal_phone %}{{ paper.author.personal_phone }}{% endif %}</p>"
    paper = house(tmp_path, paper="author: agency/zhao", template=template)
    assert "赵一帆" in text(paper)
    assert "CANARY-PHONE" not in text(paper, "internal")
    assert "CANARY-PHONE" in text(paper, "private")


def test_the_copy_for_the_inside_has_another_name(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="version: '1.0'")
    names = [build(paper, ["html"], audience=audience).outputs["html"].name.name for audience in ("client", "internal", "private")]
    assert names == ["2026-11-12_V-1_拜访记录_v1.0.html", "2026-11-12_V-1_拜访记录_v1.0_internal.html", "2026-11-12_V-1_拜访记录_v1.0_private.html"]


# ------------------------------------------------------------------------------------------------------------- references


def test_an_unknown_person_is_told_with_the_nearest(tmp_path: Path) -> None:
    (found,) = problems(house(tmp_path, paper="author: agency/zao"))
    assert found.code == "E206"
    assert "agency/zhao" in (found.hint.en if found.hint else "")


def test_an_unknown_client_is_told_with_the_known(tmp_path: Path) -> None:
    found = problems(house(tmp_path, paper="client: acm", **{"content/clients/acme/profile.yaml": "kind: client_profile\n"}))
    assert [one.code for one in found] == ["E205"]
    assert "acme" in (found[0].hint.en if found[0].hint else "")


def test_an_unknown_kind_is_told_with_the_nearest(tmp_path: Path) -> None:
    paper = house(tmp_path)
    paper.write_text("kind: vist\n", encoding="utf-8")
    (found,) = problems(paper)
    assert found.code == "E201"
    assert found.hint
    assert 'did you mean "visit"?' in found.hint.en


# -------------------------------------------------------------------------------------------------------------- languages


def test_a_missing_language_is_one_error_with_all_places(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="mood: 平静")
    paper.write_text(paper.read_text(encoding="utf-8").replace("{zh: 拜访, en: Visit}", "{zh: 拜访}"), encoding="utf-8")
    (found,) = problems(paper, language="bilingual", audience="internal")
    assert found.code == "E501"
    assert "/title (5)" in (found.hint.en if found.hint else "")
    assert "/mood (7)" in (found.hint.en if found.hint else "")


def test_a_plain_string_is_text_in_the_papers_own_language(tmp_path: Path) -> None:
    paper = house(tmp_path)
    paper.write_text(paper.read_text(encoding="utf-8").replace("{zh: 一切顺利, en: All well}", "一切顺利"), encoding="utf-8")
    assert "一切顺利" in text(paper)
    assert [one.code for one in problems(paper, language="en")] == ["E501"]


def test_a_bilingual_paper_is_stacked(tmp_path: Path) -> None:
    said = text(house(tmp_path), language="bilingual")
    assert said.index("一切顺利") < said.index("All well")
