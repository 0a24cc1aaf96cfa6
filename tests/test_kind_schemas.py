"""The kinds that come with the tool: their schemas, their samples, and the clients in content/."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest
import yaml

from generator import audience, kinds, papers, references
from generator.document import Audience
from generator.papers import Paper
from generator.shapes import AUDIENCES, Shape
from generator.values import Node, walk
from generator.visible import incomplete
from generator.wording import Languages

TOP = Path(__file__).parent.parent
ROOTS = (kinds.BUILT_IN,)
KINDS = (
    "workspace", "client_profile", "strategy", "creative_direction", "budget", "schedule",
    "creative_brief", "meeting_minutes", "proposal_deck", "work_order", "meeting_agenda", "competitor_report",
)  # fmt: skip
PAPERS = [
    *(path for kind in KINDS for path in sorted((kinds.BUILT_IN / kind).glob("sample*.yaml"))),
    *sorted((TOP / "content").rglob("*.yaml")),
]
MARKERS = [kinds.BUILT_IN / "briefwright.yaml", TOP / "briefwright.yaml"]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
INSTRUCTIONS = {"theme", "accept"}
"""Marked internal though they are no content: instructions to the tool."""


def shown(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


@cache
def resolved(path: Path) -> Paper:
    """A paper of the repository with its references resolved and what is drawn from the campaign filled in."""
    paper = papers.read(path, ROOTS)
    references.resolve(paper, references.workspace(path))
    return paper


def places(shape: Shape, at: str = "", seen: tuple[str, ...] = ()) -> Iterator[tuple[str, Shape]]:
    """Every property below a shape, lists' items included."""
    for name, below in shape.properties():
        yield f"{at}/{name}", below
        if name not in seen:
            yield from places(below, f"{at}/{name}", (*seen, name))
            yield from places(below.items, f"{at}/{name}", (*seen, name))


def values(node: Any, name: str) -> Iterator[Any]:
    """Every value under the key `name`, however deep."""
    if isinstance(node, Node):
        yield from (value for key, value in node.items() if key == name)
    below = node.values() if isinstance(node, Node) else node if isinstance(node, list) else ()
    for value in below:
        yield from values(value, name)


# -------------------------------------------------------------------------------------------------------------------- schemas


@pytest.mark.parametrize("name", KINDS)
def test_a_bundled_schema_is_json_schema_2020_12(name: str) -> None:
    schema = kinds.find(name, ROOTS).schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(dict(schema))
    jsonschema_rs.Draft202012Validator(dict(schema))


@pytest.mark.parametrize("name", KINDS)
def test_every_label_help_and_choice_of_a_schema_is_in_both_languages_and_nothing_else(name: str) -> None:
    def check(node: Any) -> None:
        for key, value in node.items() if isinstance(node, dict) else ():
            if key in ("x-label", "x-help"):
                assert set(value) == {"zh", "en"}, value
            elif key == "x-enum":
                assert all(set(words) == {"zh", "en"} for words in value.values()), value
            else:
                check(value)
        for item in node if isinstance(node, list) else ():
            check(item)

    check(dict(kinds.find(name, ROOTS).schema))


@pytest.mark.parametrize("name", KINDS)
def test_every_property_under_the_root_says_who_may_see_it_what_it_is_called_and_what_to_write(name: str) -> None:
    kind = kinds.find(name, ROOTS)
    for field, shape in kind.shape.properties():
        assert shape.node.get("x-audience") in AUDIENCES, field
        for keyword in ("x-label", "x-help"):
            words = shape.node.get(keyword, {})
            assert set(words) == {"zh", "en"}, f"{field}: {keyword}"
            assert all(words.values()), f"{field}: {keyword}"
        assert CHINESE.search(shape.node["x-label"]["zh"]), field


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_refuses_keys_that_it_does_not_know(name: str) -> None:
    kind = kinds.find(name, ROOTS)
    shapes = [("", kind.shape), *places(kind.shape)]
    listed = [(at, shape.items) for at, shape in shapes]
    for at, shape in [*shapes, *listed]:
        if shape.node.get("properties"):
            assert "additionalProperties" in shape.node, at


@pytest.mark.parametrize("name", KINDS)
def test_every_printed_choice_has_its_words_in_both_languages(name: str) -> None:
    for at, shape in places(kinds.find(name, ROOTS).shape):
        if "enum" in shape.node and shape.prints and shape.label:
            assert set(shape.choices) == set(shape.node["enum"]), at
            assert all(set(words) == {"zh", "en"} for words in shape.choices.values()), at


@pytest.mark.parametrize("name", KINDS)
def test_marks_below_the_root_only_narrow(name: str) -> None:
    def check(shape: Shape, inherited: Audience, depth: int = 0) -> None:
        for field, below in shape.properties():
            own: Audience = below.node.get("x-audience", inherited)
            assert AUDIENCES.index(own) >= AUDIENCES.index(inherited), field
            if depth < 6:
                check(below, own, depth + 1)
                check(below.items, own, depth + 1)

    for _, shape in kinds.find(name, ROOTS).shape.properties():
        check(shape, shape.node["x-audience"])
        check(shape.items, shape.node["x-audience"])


@pytest.mark.parametrize("name", KINDS)
def test_the_title_block_names_properties_that_a_client_may_see(name: str) -> None:
    kind = kinds.find(name, ROOTS)
    for fact in kind.facts:
        shape = dict(kind.shape.properties()).get(fact)
        assert shape is not None, fact
        assert shape.node["x-audience"] == "client", fact


@pytest.mark.parametrize("name", KINDS)
def test_fixed_words_are_in_both_languages(name: str) -> None:
    kind = kinds.find(name, ROOTS)
    assert all(set(words) == {"zh", "en"} for words in [kind.label, *kind.phrases.values()])


def test_what_a_brief_draws_stands_in_the_kind_that_it_names() -> None:
    for name in KINDS:
        kind = kinds.find(name, ROOTS)
        for field, shape in kind.shape.properties():
            if shape.drawn_from:
                source, first, *rest = shape.drawn_from.split(".")
                assert source in kind.inputs, field
                target = dict(kinds.find("client_profile" if source == "client" else source, ROOTS).shape.properties()).get(first)
                for step in rest:
                    target = dict(target.properties()).get(step) if target else None
                assert target is not None, field


def test_money_that_only_the_agency_knows_is_internal_wherever_a_budget_line_stands() -> None:
    line = next(shape.items for at, shape in places(kinds.find("budget", ROOTS).shape) if at == "/lines")
    marks = {name: shape.audience("client") for name, shape in line.properties()}
    assert {name for name, mark in marks.items() if mark == "internal"} == {"supplier", "internal_cost", "margin", "rebate"}


# -------------------------------------------------------------------------------------------------------------------- samples


def test_every_kind_has_a_sample() -> None:
    assert [kind for kind in KINDS if kind != "workspace" and not (kinds.BUILT_IN / kind / "sample.yaml").is_file()] == []


@pytest.mark.parametrize("path", PAPERS, ids=shown)
def test_a_sample_is_valid_and_everybody_in_it_is_known(path: Path) -> None:
    paper = papers.read(path, ROOTS)
    found = references.resolve(paper, references.workspace(path))
    assert [*paper.warnings, *found.warnings] == []


@pytest.mark.parametrize("path", PAPERS, ids=shown)
def test_a_sample_can_be_printed_in_chinese_english_and_both(path: Path) -> None:
    paper = resolved(path)
    assert [incomplete(paper.value, Languages.of(language)) for language in ("zh-CN", "en", "bilingual")] == [[], [], []]


@pytest.mark.parametrize("path", PAPERS, ids=shown)
def test_chinese_text_is_chinese_and_english_text_is_english(path: Path) -> None:
    paper = resolved(path)
    for pointer, value, shape in walk(paper.value, paper.value.shape):
        if shape.is_text and isinstance(value, dict):
            assert re.search(r"[A-Za-z]", value["en"]) or not CHINESE.search(value["en"]), f"{pointer}: {value['en']}"
            assert CHINESE.search(value["zh"]), f"{pointer}: {value['zh']}"


@pytest.mark.parametrize("path", MARKERS, ids=shown)
def test_a_working_folder_names_its_people_in_both_languages(path: Path) -> None:
    place = references.workspace(path.parent / "any.yaml")
    assert place.settings is not None
    people = place.settings["agency"]["people"]
    assert len({person["id"] for person in people}) == len(people) > 3
    assert all(set(person[key]) == {"zh", "en"} for person in people for key in ("name", "title"))


@pytest.mark.parametrize("name", [name for name in KINDS if name != "workspace"])
def test_samples_give_a_value_to_every_field_that_must_not_leak(name: str) -> None:
    samples = [resolved(path).value for path in PAPERS if path.parent.name == name]
    kind = kinds.find(name, ROOTS)
    hidden = [at for at, shape in places(kind.shape) if shape.node.get("x-audience") in ("internal", "private")]
    wanted = {at.rsplit("/", 1)[1] for at in hidden if at.count("/") == 1} - INSTRUCTIONS
    assert {field for field in wanted if not any(field in sample for sample in samples)} == set()


def test_the_profile_sample_fills_the_private_fields_that_a_contact_may_have() -> None:
    profile = resolved(kinds.BUILT_IN / "client_profile" / "sample.yaml").value
    contact = next(shape.items for at, shape in places(profile.shape) if at == "/contacts")
    private = [name for name, shape in contact.properties() if shape.audience("client") == "private"]
    assert len(private) == 9
    assert len([name for name in private if any(values(profile, name))]) >= 8


def test_nothing_private_is_left_in_a_client_copy_of_the_profile() -> None:
    profile = audience.filtered(resolved(kinds.BUILT_IN / "client_profile" / "sample.yaml").value, "client")
    for name in ("personal_phone", "birthday", "family", "decision_role", "fee_terms", "politics", "risks", "advertising_volume"):
        assert not any(values(profile, name)), name
    assert any(values(profile, "work_email"))


# ------------------------------------------------------------------------------------------------ what a practitioner would check


def papers_of(kind: str) -> list[Node]:
    found = [resolved(path).value for path in PAPERS if resolved(path).kind.name == kind]
    assert found
    return found


def inputs_of(kind: str, paper: Node) -> Node:
    return next(other for other in papers_of(kind) if other["client"] == paper["client"])


def test_budgets_stay_under_their_ceilings_and_their_fee_is_the_contracts_share_of_gross() -> None:
    expected = {
        "oatwhale": Decimal("7365929.40"),
        "elmcoin": Decimal("2645698.52"),
        "eavelight": Decimal("5427950.48"),
        "brickheron": Decimal("961332.19"),
    }
    for budget in papers_of("budget"):
        net = sum(line["amount"] for line in budget["lines"])
        base = sum(line["amount"] for line in budget["lines"] if line["category"] in ("media", "production"))
        fee = base * budget["fee"]["rate"] / 100
        total = (net + fee) * (1 + budget["tax_rate"] / Decimal(100))
        assert total.quantize(Decimal("0.01"), ROUND_HALF_UP) == expected[budget["client"]] <= budget["ceiling"]
        assert round(fee / (base + fee) * 100, 2) == {"brickheron": Decimal("11.31")}.get(budget["client"], Decimal("15.00"))
        for line in budget["lines"]:
            assert line["amount"] == line.get("qty", 1) * line.get("unit_price", line["amount"])
            assert line.get("internal_cost", 0) < line["amount"]


def test_briefs_have_one_short_proposition_agreed_before_they_were_written() -> None:
    for brief in papers_of("creative_brief"):
        assert len(brief["proposition"]["zh"]) <= 24
        assert len(brief["proposition"]["en"].split()) <= 20
        assert brief["strategy_agreed"]["date"] <= brief["date"]
        assert {"client_approver", "client_director", "creative_head"} <= {sign["role"] for sign in brief["approvals"]}
        assert len(brief["why"]["en"].split()) <= 80
        budget = inputs_of("budget", brief)
        for category in ("production", "media"):
            assert brief["budget"][category] == sum(line["amount"] for line in budget["lines"] if line["category"] == category)
        for piece in brief["deliverables"]:
            assert brief["date"] < piece["internal_review"] <= piece["due"]


def test_minutes_are_issued_within_a_day_and_nothing_is_due_before_the_meeting() -> None:
    for minutes in papers_of("meeting_minutes"):
        ended = datetime.datetime.combine(minutes["date"], minutes["end"])
        assert datetime.timedelta(0) < minutes["issued_at"] - ended <= datetime.timedelta(hours=24)
        assert all(action["due"] >= minutes["date"] for action in minutes["actions"])
        assert {minutes.get("chair", minutes["recorder"]), minutes["recorder"]} <= set(minutes["present"])
        assert not set(minutes["present"]) & set(minutes.get("apologies", ()))
        known = {entry["id"] for key in ("decisions", "actions") for entry in minutes[key]}
        cited = {ref for item in minutes.get("items", ()) for key in ("decisions", "actions") for ref in item.get(key, ())}
        assert cited <= known
        if minutes["variant"] == "minutes":
            assert cited == known


def test_schedules_run_in_order_on_working_days() -> None:
    for schedule in papers_of("schedule"):
        tasks = {task["id"]: task for task in schedule["tasks"]}
        for task in tasks.values():
            assert task["start"] <= task["end"]
            assert task["start"].weekday() < 5, task["id"]
            assert task["end"].weekday() < 5, task["id"]
            assert not task.get("milestone") or task["start"] == task["end"]
            assert all(tasks[before]["end"] <= task["start"] for before in task.get("depends_on", ())), task["id"]
        assert schedule["launch"] in [task["start"] for task in tasks.values() if task.get("milestone")]


def test_decks_open_and_close_with_the_asks_and_keep_to_their_slot() -> None:
    for deck in papers_of("proposal_deck"):
        layouts = [slide.get("layout", "section") for slide in deck["slides"]]
        assert (layouts[0], layouts[-1]) == ("ask", "ask")
        assert sum(slide.get("minutes", 0) for slide in deck["slides"]) == deck["slot_minutes"]
        assert sum(part["minutes"] for part in deck.get("timing_plan", ())) in (0, deck["slot_minutes"])
        assert deck["rehearsal"]["date"] < deck["date"]
        drawn = [
            part["chart"] for slide in deck["slides"] for part in (slide, slide.get("left", {}), slide.get("right", {})) if "chart" in part
        ]
        assert sorted(drawn) == sorted(chart["id"] for chart in deck["charts"])
        assert not any(first == second == third for first, second, third in zip(layouts, layouts[1:], layouts[2:], strict=False))


def test_the_deck_sample_shows_every_layout() -> None:
    deck = resolved(kinds.BUILT_IN / "proposal_deck" / "sample.yaml").value
    slide = next(shape.items for at, shape in places(deck.shape) if at == "/slides")
    layout = dict(slide.properties()).get("layout")
    assert layout is not None
    assert {entry.get("layout") for entry in deck["slides"]} - {None} == set(layout.node["enum"])
    assert 16 <= len(deck["slides"]) + 2 <= 26  # with both covers
    assert {chart["type"] for other in papers_of("proposal_deck") for chart in other["charts"]} == {
        "bar", "column", "line", "stacked", "percent",
    }  # fmt: skip


def test_charts_have_a_figure_or_a_gap_for_every_category_and_highlight_what_they_show() -> None:
    for deck in papers_of("proposal_deck"):
        for chart in deck["charts"]:
            assert all(len(series["values"]) == len(chart["categories"]) for series in chart["series"]), chart["id"]
            shown_names = [*chart["categories"], *(series["name"] for series in chart["series"])]
            assert "highlight" not in chart or chart["highlight"] in shown_names, chart["id"]
            if chart["type"] == "percent":
                assert {sum(column) for column in zip(*(series["values"] for series in chart["series"]), strict=True)} == {100}


def test_the_media_chart_adds_up_to_the_budget() -> None:
    deck = resolved(kinds.BUILT_IN / "proposal_deck" / "sample.yaml").value
    chart = next(chart for chart in deck["charts"] if chart["type"] == "stacked")
    lines = [line["amount"] for line in inputs_of("budget", deck)["lines"] if line["category"] == "media"]
    assert [sum(series["values"]) * 10_000 for series in chart["series"]] == lines


def test_pictures_of_a_sample_are_there() -> None:
    for deck in papers_of("proposal_deck"):
        for image in values(deck, "image"):
            assert (Path(deck.source.name).parent / image["file"]).is_file()


def _patterned(node: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every schema of a value that has a pattern."""
    if isinstance(node, Mapping):
        if isinstance(node.get("pattern"), str) and "type" in node:
            yield path, node
        for name, inner in node.items():
            yield from _patterned(inner, f"{path}/{name}") if name != "propertyNames" else ()
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from _patterned(inner, f"{path}/{index}")


def test_what_a_pattern_wants_is_said_in_words_in_both_languages() -> None:
    found = [one for file in kinds.BUILT_IN.glob("*/s*.yaml") if file.stem in ("schema", "shared")
             for one in _patterned(yaml.safe_load(file.read_text(encoding="utf-8")), file.parent.name)]  # fmt: skip
    assert len(found) > 8
    assert not [path for path, node in found if set(cast("Mapping[str, str]", node.get("x-pattern-help", {}))) != {"en", "zh"}]
