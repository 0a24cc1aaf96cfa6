"""`new`: a commented paper that loads at once, names what is still to be filled in, and passes when it is."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from generator import editors, kinds, papers, pipeline, references, source
from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.drafts import Wish, draft, scalars
from generator.kinds import BUILT_IN
from generator.placeholders import WORDS
from generator.shapes import Shape
from tests.house import KIND, MARKER, PROFILE, SCHEMA, house

ROOTS = (BUILT_IN,)
KINDS = [name for name in kinds.names(ROOTS) if "kind" in kinds.find(name, ROOTS).shape.names]
SAMPLED = [name for name in KINDS if (BUILT_IN / name / "sample.yaml").is_file()]
TODAY = datetime.date(2026, 11, 12)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"LC_ALL": "C.UTF-8"})


def new(*arguments: object) -> Path:
    result = run("new", *arguments, "--date", TODAY)
    assert result.exit_code == 0, result.stderr
    (path,) = result.stdout.splitlines()
    return Path(path)


def codes(path: Path) -> list[str]:
    return [json.loads(line)["code"] for line in run("check", path, "--format", "json").stderr.splitlines()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new working folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    return tmp_path


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples' working folder: a campaign with all its inputs, and the current folder."""
    for path in BUILT_IN.glob("*/sample*.yaml"):
        (tmp_path / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.parent.name / path.name)
    shutil.copy(BUILT_IN / "briefwright.yaml", tmp_path)
    shutil.copy(BUILT_IN / "logo.svg", tmp_path)
    for extra in BUILT_IN.glob("*/*.csv"):
        shutil.copy(extra, tmp_path / extra.parent.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ----------------------------------------------------------------------------------------------------------------- every kind


@pytest.mark.parametrize("language", ["zh-CN", "en", "bilingual"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_paper_loads_and_names_only_what_is_to_be_filled_in(desk: Path, kind: str, language: str) -> None:
    path = new(kind, "--client", "example", "--campaign", "launch", "--language", language, "-o", "new.yaml")
    result = run("check", path)
    assert result.exit_code == 0, result.stderr
    found = codes(path)
    assert set(found) <= {"W720", "W721"}
    words = [word for word in WORDS.values() for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#")
             for part in [line.split("   # ")[0]] for _ in range(part.count(word))]  # fmt: skip
    assert found.count("W720") == len(words) > 0


@pytest.mark.parametrize("reader", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained_in_the_readers_language(desk: Path, kind: str, reader: str) -> None:
    text = new(kind, "--client", "example", "--campaign", "launch", "--messages", reader, "-o", "new.yaml").read_text(encoding="utf-8")
    place = 0
    for name, shape in kinds.find(kind, ROOTS).shape.properties():
        label = text.find(f"\n# {shape.label[reader]}{'（' if reader == 'zh' else ' ('}", place)
        assert label >= 0, name
        assert shape.node["x-help"][reader] in text[label:].split("\n")[1]
        place = text.find(f"{name}:", label)  # the schema's order
        assert place >= 0, name
        for choice in shape.node.get("enum", ()):
            assert choice in text[label:place]


@pytest.mark.parametrize("kind", SAMPLED)
@pytest.mark.parametrize("language", ["zh-CN", "bilingual"])
def test_filled_in_from_the_sample_a_new_paper_passes(studio: Path, kind: str, language: str) -> None:
    sample = source.load(BUILT_IN / kind / "sample.yaml").value
    folder = studio / "new"
    path = folder / "new.yaml"
    campaign = ["--campaign", sample["campaign"]] if "campaign" in sample else []
    client = sample.get("client", sample["id"])
    result = run("new", kind, "--client", client, *campaign, "--language", language, "--date", sample["date"], "-o", path)
    assert result.exit_code == 0, result.stderr
    shutil.copytree(BUILT_IN / kind, folder, ignore=shutil.ignore_patterns("*.yaml", "*.j2"), dirs_exist_ok=True)  # pictures and data
    loaded = {name: value for name, value in source.load(path).value.items() if name in sample or not _is_open(value)}
    for name, value in sample.items():  # what is open is filled in, and what is behind a number sign is used where the sample uses it
        if name not in loaded or _is_open(loaded[name]):
            loaded[name] = value
    path.write_text(yaml.safe_dump(_plain(loaded), allow_unicode=True, sort_keys=False), encoding="utf-8")
    checked = run("check", path)
    assert checked.exit_code == 0, checked.stderr
    assert not {"W720", "W721"} & set(codes(path))


def _is_open(value: Any) -> bool:
    return any(word in str(value) for word in WORDS.values())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value


def test_what_the_campaign_says_is_left_out_and_its_place_is_named(studio: Path) -> None:
    text = new("creative_brief", "--client", "oatwhale", "--campaign", "seven-minute-morning", "--messages", "en", "-o", "b.yaml").read_text("utf-8")
    assert "\n# proposition: " in text
    assert "\nproposition: " not in text
    position = source.load(Path("strategy/sample.yaml")).position("/proposition")
    assert f"when left out, taken from strategy.proposition ({position})" in text


# ------------------------------------------------------------------------------------------------------- names, numbers, places


def test_a_paper_goes_into_its_campaign_and_gets_the_next_number(desk: Path) -> None:
    first = new("creative_brief", "--client", "example", "--campaign", "launch")
    second = new("creative_brief", "--client", "example", "--campaign", "other")
    assert first == Path("content/clients/example/launch/creative_brief-CB-2026-001.yaml")
    assert second == Path("content/clients/example/other/creative_brief-CB-2026-002.yaml")
    assert new("strategy", "--client", "example", "--campaign", "launch") == Path("content/clients/example/launch/strategy.yaml")
    assert new("client_profile", "--client", "acme") == Path("content/clients/acme/profile.yaml")
    assert "\nid: acme\n" in Path("content/clients/acme/profile.yaml").read_text("utf-8")


def test_nothing_is_ever_overwritten(desk: Path) -> None:
    path = new("strategy", "--client", "example", "--campaign", "launch")
    path.write_text("mine\n", encoding="utf-8")
    result = run("new", "strategy", "--client", "example", "--campaign", "launch")
    assert result.exit_code == 1
    assert "E722" in result.stderr
    assert path.read_text("utf-8") == "mine\n"
    Path("briefwright.yaml").write_text("agency: mine\n", encoding="utf-8")
    again = run("init")
    assert again.exit_code == 0
    assert not again.stdout
    assert Path("briefwright.yaml").read_text("utf-8") == "agency: mine\n"


def test_init_beside_an_own_marker_brings_no_example_client(tmp_path: Path) -> None:
    (tmp_path / "briefwright.yaml").write_text(MARKER, encoding="utf-8")
    assert run("init", tmp_path).exit_code == 0
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["creative_breif"], "E201"), (["creative_brief", "--client", "exmaple"], "E723"), (["client_profile"], "E724"),
        (["strategy", "--client", "Not An Id"], "E727"), (["workspace"], "E731"),
        (["strategy", "--from", "content/clients/example/profile.yaml"], "E725"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_is_said_in_both_languages(desk: Path, arguments: list[str], code: str) -> None:
    for reader in ("zh", "en"):
        result = run("new", *arguments, "--messages", reader)
        assert result.exit_code == 1
        assert f"[{code}]" in result.stderr


def test_a_numbering_pattern_that_is_none_is_an_error(desk: Path) -> None:
    marker = Path("briefwright.yaml")
    marker.write_text(marker.read_text("utf-8").replace("CB-{year}-{number:03}", "CB-{jahr}-{number}"), encoding="utf-8")
    assert "[E726]" in run("new", "creative_brief", "--client", "example").stderr


def test_the_date_is_the_only_thing_read_from_the_clock(desk: Path) -> None:
    wish = Wish("creative_brief", TODAY, client="example", campaign="launch")
    assert draft(wish) == draft(wish)
    assert f"\ndate: {TODAY}\n" in draft(wish).text


# -------------------------------------------------------------------------------------------------------------- from another one


def test_minutes_from_an_agenda_take_over_items_people_times_and_place(studio: Path) -> None:
    agenda = source.load(Path("meeting_agenda/sample.yaml")).value
    path = new("meeting_minutes", "--from", "meeting_agenda/sample.yaml", "-o", "new.yaml")
    made = source.load(path).value
    assert run("check", path).exit_code == 0
    assert made["agenda"] == agenda["id"]
    assert [(one["id"], one["title"]) for one in made["items"]] == [(one["id"], one["topic"]) for one in agenda["items"]]
    assert made["present"] == agenda["participants"]
    assert (made["start"], made["end"], made["place"]) == ("14:00", "15:45", agenda["place"])
    assert (made["chair"], made["recorder"]) == (agenda["chair"], agenda["minute_taker"])
    assert (made["client"], made["campaign"], made["language"]) == (agenda["client"], agenda["campaign"], "bilingual")
    assert {one["id"]: one["status"] for one in made["matters_arising"]} == {"A2": "done", "A4": "done", "A5": "TODO"}
    assert not {"seating", "staging", "budget_of_meeting"} & made.keys()


def test_an_agenda_from_minutes_carries_the_open_actions(studio: Path) -> None:
    minutes = source.load(Path("meeting_minutes/sample.yaml")).value
    made = source.load(new("meeting_agenda", "--from", "meeting_minutes/sample.yaml", "-o", "new.yaml")).value
    assert made["previous"] == minutes["id"]
    carried = [one for one in minutes["actions"] if one["status"] in ("open", "carried") and one.get("audience", "client") == "client"]
    assert carried
    assert [(one["id"], one["owner"], one["due"]) for one in made["previous_actions"]] == [(one["id"], one["owner"], one["due"]) for one in carried]
    assert made["date"] == str(TODAY)  # --date goes before the other paper's


def test_the_date_of_the_next_meeting_is_taken_over(studio: Path) -> None:
    result = run("new", "meeting_agenda", "--from", "meeting_minutes/sample.yaml", "-o", "new.yaml")
    assert result.exit_code == 0, result.stderr
    minutes = source.load(Path("meeting_minutes/sample.yaml")).value
    assert source.load(Path("new.yaml")).value["date"] == minutes["next_meeting"]["date"]


def test_an_order_and_a_deck_from_a_brief_take_over_what_it_says_and_draws(studio: Path) -> None:
    brief, strategy = (source.load(Path(f"{kind}/sample.yaml")).value for kind in ("creative_brief", "strategy"))
    order = source.load(new("work_order", "--from", "creative_brief/sample.yaml", "-o", "order.yaml")).value
    assert order["brief_ref"] == brief["id"]
    assert order["background"] == strategy["business_problem"]  # the brief draws it, the order says it
    assert [one["id"] for one in order["deliverables"]] == [one["id"] for one in brief["deliverables"]]
    assert {key: order[key] for key in ("brand", "product", "job_no")} == {key: brief[key] for key in ("brand", "product", "job_no")}
    deck_path = new("proposal_deck", "--from", "creative_brief/sample.yaml", "-o", "deck.yaml")
    deck = source.load(deck_path).value
    statements = [one["statement"] for one in deck["slides"] if "statement" in one]
    assert statements == [strategy["insight"], strategy["proposition"]]
    assert deck["title"] == brief["title"]
    assert run("check", deck_path).exit_code == 0


def test_what_is_internal_never_lands_where_a_client_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    takes = """
from:
  visit: {note: mood, mood: note, title: title, lines: {each: lines, set: {id: id, amount: cost, cost: cost}}}
"""
    lines = "lines:\n  - {id: L1, cost: 5}\n  - {id: L2, cost: 7, audience: internal}\n"
    paper = house(tmp_path, paper=f"mood: {{zh: 闷, en: Dull}}\n{lines}", **{"kinds/visit/kind.yaml": KIND + takes, "kinds/visit/computed.yaml": "computed: []\n"})
    monkeypatch.chdir(tmp_path)
    made = source.load(new("visit", "--from", paper, "-o", "new.yaml")).value
    assert made["note"] == WORDS["zh"]
    assert made["mood"] == {"zh": "一切顺利", "en": "All well"}
    assert made["lines"] == [{"id": "L1", "cost": 5}, {"id": "L2", "cost": 7, "amount": 7, "audience": "internal"}]  # a marked item is internal as a whole


@pytest.mark.parametrize("kind", [name for name in KINDS if kinds.find(name, ROOTS).takes])
def test_what_a_kind_takes_over_is_there_on_both_sides(kind: str) -> None:
    own = kinds.find(kind, ROOTS)
    for other, ways in own.takes.items():
        theirs = kinds.find(other, ROOTS).shape
        for name, way in ways.items():
            shape = own.shape.member(name)
            assert shape is not None, name
            if isinstance(way, str):
                assert _at(theirs, way), way
            elif "each" in way:
                items = _at(theirs, way["each"])
                assert items, way
                for target, path in way.get("set", {}).items():
                    assert shape.items.member(target) is not None, target
                    assert not isinstance(path, str) or _at(items.items, path), path


def _at(shape: Shape, path: str) -> Shape | None:
    for step in path.split("."):
        found = shape.member(step)
        if found is None:
            return None
        shape = found
    return shape


# -------------------------------------------------------------------------------------------------------------------- for editors


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_beside_it_is_local_bilingual_and_accepts_the_sample(desk: Path, kind: str) -> None:
    path = new(kind, "--client", "example", "--campaign", "launch", "-o", "deep/down/new.yaml")
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=../../.briefwright/schemas/")
    schema = json.loads((path.parent / first.partition("$schema=")[2]).read_text("utf-8"))
    assert run("schema", kind).stdout == (desk / f".briefwright/schemas/{kind}.json").read_text("utf-8")
    jsonschema_rs.meta.validate(schema)
    for reference in _references(schema):
        assert set(reference) == {"$ref"}, reference  # no keyword beside it, which some servers would not see
        assert reference["$ref"].startswith("#/$defs/")
    for name, property in schema["properties"].items():
        node = Shape.of(schema, property).node
        assert " · " in node["title"] or node["title"].isascii(), name
        assert "\n" in node["description"], name
        assert node["title"] in node["markdownDescription"]
        if "x-enum" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"])
    sample = BUILT_IN / kind / "sample.yaml"
    if sample.is_file():
        paper = papers.read(sample, ROOTS)
        assert jsonschema_rs.Draft202012Validator(schema, validate_formats=False).is_valid(_plain(_text(paper.source.value, paper.kind.shape)))


def _text(value: Any, shape: Shape) -> Any:
    """A value as an editor sees it: a number where a text is wanted counts as text, as our loader reads it."""
    if isinstance(value, dict):
        return {key: _text(inner, shape.member(key) or Shape.of(shape.root, {})) for key, inner in value.items()}
    if isinstance(value, list):
        return [_text(inner, shape.items) for inner in value]
    wanted = shape.node.get("type")
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) and (wanted == "string" or shape.is_text) else value


def _references(node: Any) -> list[dict[str, Any]]:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node] if isinstance(node, dict) and isinstance(node.get("$ref"), str) else []
    return own + [found for one in inner for found in _references(one)]


def test_hovers_tell_name_need_and_choices_in_both_languages() -> None:
    status = editors.for_editors(kinds.find("creative_brief", ROOTS))["properties"]["status"]
    assert status["title"] == "状态 · Status"
    assert status["markdownDescription"].startswith("**状态 · Status**（必填 · required）")
    assert status["enumDescriptions"][0] == "草稿 · Draft"


# ------------------------------------------------------------------------------------------------------------------ placeholders


def test_a_draft_prints_with_a_placeholder_for_words_but_not_for_a_date(tmp_path: Path) -> None:
    draft_schema = SCHEMA.replace("  mood:", '  status: {$ref: "shared.yaml#/$defs/status"}\n  mood:')
    words = house(tmp_path / "words", paper="status: draft\nproposition: 待填\n", **{"kinds/visit/schema.yaml": draft_schema})
    assert "W720" in codes(words)
    assert "W721" not in codes(words)
    assert run("render", words, "--out", tmp_path / "out").exit_code == 0
    figure = house(tmp_path / "figure", paper="status: draft\ntotal: TODO\n", **{"kinds/visit/schema.yaml": draft_schema})
    assert codes(figure) == ["W720", "W721"]
    refused = run("render", figure, "--out", tmp_path / "none")
    assert refused.exit_code == 1
    assert "error[E720]: not filled in: total (Total)" in refused.stderr
    assert not (tmp_path / "none").exists()


def test_beyond_a_draft_a_placeholder_is_an_error(tmp_path: Path) -> None:
    schema = SCHEMA.replace("  mood:", '  status: {$ref: "shared.yaml#/$defs/status"}\n  mood:')
    for paper in ("status: issued\nproposition: 待填\n", "proposition: TODO\n", "status: approved\ntotal: TODO\n"):
        path = house(tmp_path, paper=paper, **{"kinds/visit/schema.yaml": schema})
        assert codes(path) == ["E720"]
        with pytest.raises(GeneratorError):
            pipeline.build(path)


def test_an_unknown_person_or_client_is_not_told_of_a_placeholder(tmp_path: Path) -> None:
    schema = SCHEMA.replace("  mood:", '  status: {$ref: "shared.yaml#/$defs/status"}\n  mood:')
    path = house(tmp_path, paper="status: draft\nclient: TODO\nauthor: 待填\n", **{"kinds/visit/schema.yaml": schema})
    assert codes(path) == ["W720", "W720", "W721"]


def test_an_input_that_is_not_filled_in_keeps_a_paper_from_printing(tmp_path: Path) -> None:
    profile = PROFILE.replace("status: approved", "status: draft").replace("client: acme\n", "") + "brands: [{id: a, name: A}]\nfounded: TODO\n"
    schema = SCHEMA.replace("  mood:", '  status: {$ref: "shared.yaml#/$defs/status"}\n  mood:')
    extra = "products: [{id: p, name: P}]\naddress: A\nphone: '1'\ncontacts: [{id: x, name: X, title: T}]\n"
    extra += "contract: {start: 2026-01-01, end: 2026-12-31, party_labels: {client: A, agency: B}, fee_terms: F, payment_days: 3, currency: CNY, tax_rate: 6}\n"
    files = {"kinds/visit/schema.yaml": schema, "content/clients/acme/profile.yaml": profile + extra}
    path = house(tmp_path, paper="status: draft\nclient: acme\n", **files)
    assert set(codes(path)) == {"W720", "W721"}, run("check", path).stderr
    result = run("render", path, "--out", tmp_path / "out")
    assert "profile.yaml" in result.stderr
    assert "E720" in result.stderr


# ------------------------------------------------------------------------------------------------------------------ YAML as typed

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1) | st.from_regex(r"[-:#{}\[\],&*?|>!%@` 0-9a-z\"'：“”\\]{1,12}", fullmatch=True)


@given(TEXTS.filter(lambda text: text.strip() == text))
@example("0:?")  # libyaml ends a text in flow style there
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert source.read(f"a: {scalars.scalar(text)}\n", "x.yaml").value == {"a": text}
    flow = scalars.on_one_line({"zh": text, "en": text}) or "{}"
    assert source.read(f"a: {flow}\n", "x.yaml").value in ({"a": {"zh": text, "en": text}}, {"a": {}})


@given(st.lists(TEXTS, min_size=2, max_size=4).map("\n".join))
def test_any_text_of_several_lines_is_read_back_as_it_was(text: str) -> None:
    lines = scalars.block(text)
    if lines is None:
        assert source.read(f"a: {scalars.quoted(text)}\n", "x.yaml").value == {"a": text}
    else:
        written = "\n".join(f"  {line}" if index and line else line for index, line in enumerate(lines))
        assert source.read(f"a: {written}\nb: 1\n", "x.yaml").value == {"a": text, "b": 1}


def test_values_of_our_formats_are_written_as_they_are_read() -> None:
    moment = datetime.datetime(2026, 11, 12, 9, 5)
    assert [scalars.scalar(one) for one in (moment, moment.date(), moment.time(), Decimal("1E+3"), True, 7)] == [
        "2026-11-12 09:05", "2026-11-12", "09:05", "1000", "true", "7",
    ]  # fmt: skip


def test_references_of_a_folder_outside_any_working_folder_are_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "meeting_agenda", "--language", "en")
    assert result.exit_code == 0
    assert "W728" in result.stderr
    assert references.workspace(Path(result.stdout.strip())).settings is None


# -------------------------------------------------------------------------------------------------------------------------- plans


def test_a_plan_is_begun_with_comments_and_is_one(desk: Path) -> None:
    assert run("new", "batch_plan").stdout.splitlines() == ["plan.yaml"]
    assert "$schema=.briefwright/schemas/batch_plan.json" in (desk / "plan.yaml").read_text(encoding="utf-8").splitlines()[0]
    listed = run("batch", "plan.yaml", "--dry-run")
    assert listed.exit_code == 0, listed.stderr
    assert [Path(line).suffix for line in listed.stdout.splitlines()] == [".docx", ".pdf"]  # the example client's profile
    again = run("new", "batch_plan")
    assert again.exit_code != 0
    assert "E722" in again.stderr


def test_every_line_of_a_new_plan_that_is_not_used_yet_may_be(desk: Path) -> None:
    run("new", "batch_plan")
    plan = desk / "plan.yaml"
    head, body = plan.read_text(encoding="utf-8").split("\ntitle:")
    used = re.sub(r"^( *)# (?=[a-z_]+:|- for_each|  )", r"\1", body, flags=re.MULTILINE)
    plan.write_text(f"{head}\ntitle:{used}", encoding="utf-8")
    assert source.load(plan).value.keys() >= {"title", "out", "formats", "languages", "audiences", "make"}
    found = run("batch", "plan.yaml", "--dry-run").stderr
    assert "E745" in found  # of the report for each month: that is not there
    assert "E104" not in found


@pytest.mark.parametrize("command", ["check", "render"])
def test_a_plan_in_place_of_a_paper_is_told_to_be_batched(desk: Path, command: str) -> None:
    run("new", "batch_plan")
    found = run(command, "plan.yaml", "--messages", "en")
    assert found.exit_code == 1
    assert "hint: this looks like a plan of many papers: briefwright batch plan.yaml" in found.stderr


def test_a_paper_in_place_of_a_plan_is_told_to_be_rendered(desk: Path) -> None:
    path = new("creative_brief", "--client", "example", "--campaign", "launch")
    found = run("batch", path, "--messages", "en")
    assert found.exit_code == 1
    assert "error[E757]: this is a paper (creative_brief), not a plan" in found.stderr
    assert f"briefwright render {path}" in found.stderr
    assert found.stderr.count("error[") == 1
