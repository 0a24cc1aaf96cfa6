"""Papers that a paper cites: found by their number, checked, computed and filtered like the paper itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator import build, checking
from tests.house import SCHEMA, house
from tests.reading import shown_text, squeezed
from tests.test_line import problems, text
from tests.test_rules_orders import AGENDA, MINUTES, ORDER, edited, found, samples

CITING = SCHEMA + """
  before: {$ref: "shared.yaml#/$defs/code", x-ref: paper, x-audience: client, x-label: {zh: 上次, en: Before}}
  basis: {$ref: "shared.yaml#/$defs/code", x-ref: paper, x-must-exist: true, x-audience: internal, x-label: {zh: 依据, en: Basis}}
"""

OTHER = """
kind: visit
id: V-0
version: "0.9"   # the first
date: 2026-10-01
language: zh-CN
title: {zh: 上一次拜访, en: The visit before}
note: {zh: 记录, en: Note}
mood: {zh: CANARY-MOOD, en: CANARY-MOOD}
unmarked: {zh: CANARY-UNMARKED, en: CANARY-UNMARKED}
lines: [{id: L1, qty: 2, price: 10.50, cost: 7}]
"""

TEMPLATE = """
<p>{{ paper.before or 'none' }}: {% if refs.before %}{{ refs.before.title }} {{ refs.before.total|number(2) }}
{% if refs.before.mood %}{{ refs.before.mood }}{% endif %}{% if refs.before.unmarked %}{{ refs.before.unmarked }}{% endif %}
{% if refs.before.margin %}M{{ refs.before.margin|number }}{% endif %}{% else %}not here{% endif %}</p>
"""


def visit(folder: Path, paper: str, **files: str) -> Path:
    """A visit note that may cite others, V-0 beside it."""
    return house(folder, paper=paper, template=TEMPLATE, **{"kinds/visit/schema.yaml": CITING, "content/other.yaml": OTHER, **files})


def test_a_cited_paper_is_a_name_of_its_own_with_its_figures_worked_out(tmp_path: Path) -> None:
    assert "V-0: 上一次拜访 21.00" in text(visit(tmp_path, "before: V-0"))


@pytest.mark.parametrize(("typed", "there"), [("V-0 v0.9", True), ("V-0 0.9", True), ("V-0 v0.8", False), ("V-00", False)])
def test_a_version_that_is_cited_must_be_that_of_the_file(tmp_path: Path, typed: str, there: bool) -> None:
    assert (f"{typed}: 上一次拜访" in text(visit(tmp_path, f"before: {typed}"))) == there


def test_a_paper_that_is_nowhere_prints_as_typed(tmp_path: Path) -> None:
    assert "X-2019-7: not here" in text(visit(tmp_path, "before: X-2019-7"))
    assert "none: not here" in text(visit(tmp_path, ""))


def test_a_paper_does_not_cite_itself(tmp_path: Path) -> None:
    assert "V-1 v0.9: not here" in text(visit(tmp_path, "version: '1.0'\nbefore: V-1 v0.9"))


def test_a_paper_that_must_be_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    (told,) = problems(visit(tmp_path, "basis: V-7"))
    assert (told.code, told.position and (told.position.line, told.position.column)) == ("E208", (7, 8))
    assert '"V-7"' in told.message.en
    assert "“V-7”" in told.message.zh
    assert told.hint is not None
    assert "V-0" in told.hint.en


def test_what_a_cited_paper_keeps_inside_stays_inside(tmp_path: Path) -> None:
    path = visit(tmp_path, "before: V-0")
    data = build(path, ["html"]).outputs["html"].data
    assert b"CANARY" not in data
    assert "M14" not in text(path)
    for inside in ("CANARY-MOOD", "CANARY-UNMARKED", "M14"):
        assert inside in text(path, "internal")


def test_a_citation_that_the_reader_may_not_see_cites_nothing(tmp_path: Path) -> None:
    template = "<p>{% if refs.basis %}{{ refs.basis.title }}{% else %}nothing{% endif %}</p>"
    path = house(tmp_path, paper="basis: V-0", template=template, **{"kinds/visit/schema.yaml": CITING, "content/other.yaml": OTHER})
    assert "nothing" in text(path)
    assert "上一次拜访" in text(path, "internal")


def test_what_is_wrong_in_a_cited_paper_is_told_at_its_own_place(tmp_path: Path) -> None:
    (told,) = problems(visit(tmp_path, "before: V-0", **{"content/other.yaml": OTHER.replace("note:", "notes:")}))[:1]
    assert told.position is not None
    assert told.position.file.endswith("other.yaml")


def test_papers_that_cite_each_other_are_read_once_each(tmp_path: Path) -> None:
    path = visit(tmp_path, "before: V-0", **{"content/other.yaml": OTHER + "before: V-1\n"})
    assert "V-0: 上一次拜访" in text(path)
    assert checking.check(path).found.cited["before"].names["refs"] == {}


def test_a_rule_and_a_figure_may_read_a_cited_paper(tmp_path: Path) -> None:
    rules = """
rules:
  - {id: V5, severity: error, each: refs.before.lines, require: it.qty < 2, at: paper.before, message: {zh: 太多, en: "{it.id} in {refs.before.id}"}}
"""
    computed = "computed: [{set: total, when: refs.before is not none, as: 'total(refs.before.lines, \"qty\")'}]"
    path = visit(tmp_path, "before: V-0", **{"kinds/visit/rules.yaml": rules, "kinds/visit/computed.yaml": computed})
    (told,) = problems(path)
    assert (told.code, told.message.en) == ("V5", "L1 in V-0")
    edited(path, ("before: V-0", "before: V-0\naccept: [{rule: V5, reason: 好}]"))
    paper = checking.check(path).paper
    assert paper["total"] == 2


def test_a_value_may_be_drawn_from_a_cited_paper(tmp_path: Path) -> None:
    schema = CITING + '  place: {$ref: "shared.yaml#/$defs/text", x-from: refs.before.title, x-audience: client, x-label: {zh: 地点, en: Place}}\n'
    path = house(tmp_path, paper="before: V-0", template="<p>{{ paper.place }}</p>", **{"kinds/visit/schema.yaml": schema, "content/other.yaml": OTHER})
    assert "上一次拜访" in text(path)
    edited(path, ("before: V-0", "before: V-0\nplace: {zh: 别处, en: Elsewhere}"))
    assert [one.code for one in checking.check(path).warnings] == ["W207"]


def test_papers_of_a_campaign_are_found_in_all_its_folders(tmp_path: Path) -> None:
    cited = checking.check(samples(tmp_path) / ORDER).found.cited
    assert {name: one.paper.kind.name for name, one in cited.items()} == {"brief_ref": "creative_brief", "estimate_ref": "budget"}
    assert cited["estimate_ref"].paper.value["total"] == Decimal("7365929.40")
    assert cited["brief_ref"].paper.value["proposition"]["en"]  # drawn from the strategy


@pytest.mark.parametrize("pattern", ["{kind}.yaml", "{client}/{campaign}/{kind}.yaml", "../{campaign}/{kind}.yaml", "{campaign}/{kind}/{kind}.yaml"])
def test_papers_are_found_wherever_the_working_folder_keeps_campaigns(tmp_path: Path, pattern: str) -> None:
    folder = samples(tmp_path / "house")
    edited(folder / "briefwright.yaml", ('campaign: "{kind}/sample.yaml"', f'campaign: "{pattern}"'))
    for kind in ("creative_brief", "budget", "strategy", "creative_direction"):
        place = folder / pattern.format(client="oatwhale", campaign="seven-minute-morning", kind=kind)
        place.parent.mkdir(parents=True, exist_ok=True)
        (folder / kind / "sample.yaml").rename(place)
    assert set(checking.check(folder / ORDER).found.cited) == {"brief_ref", "estimate_ref"}


# ------------------------------------------------------------------------------------------------------ actions of the last record


def with_last_record(folder: Path) -> Path:
    """The agenda sample as it follows the minutes sample, without actions of its own."""
    path = samples(folder) / AGENDA
    whole = path.read_text(encoding="utf-8")
    start, end = whole.index("previous_actions:"), whole.index("next_meeting:")
    path.write_text((whole[:start] + whole[end:]).replace("previous: MM-2026-021", "previous: MM-2026-023"), encoding="utf-8")
    return path


def test_an_agenda_brings_in_the_open_actions_of_the_last_record(tmp_path: Path) -> None:
    path = with_last_record(tmp_path)
    edited(tmp_path / MINUTES, ("    due: 2026-11-25\n    status: open", "    due: 2026-11-25\n    status: done"))
    assert found(path) == []
    for format, output in build(path, ["docx", "pptx", "pdf"], language="en").outputs.items():
        said = shown_text(output.data, format)
        assert squeezed("Submit first scripts and storyboards for the film") in said, format
        assert squeezed("Actions from last time (MM-2026-023)") in said, format
        assert squeezed("Propose three candidate families") not in said, format


def test_an_action_that_the_last_record_kept_inside_is_not_brought_in(tmp_path: Path) -> None:
    path = with_last_record(tmp_path)
    edited(tmp_path / MINUTES, ("    due: 2026-11-20\n    status: open", "    due: 2026-11-20\n    audience: internal\n    status: open"))
    said = {audience: text(path, audience, "en") for audience in ("client", "internal")}
    assert ["Submit first scripts" in said[audience] for audience in ("client", "internal")] == [False, True]
    assert "Supply the notes" in said["client"]


def test_actions_that_an_agenda_states_itself_come_first(tmp_path: Path) -> None:
    path = edited(samples(tmp_path) / AGENDA, ("previous: MM-2026-021", "previous: MM-2026-023"))
    assert "List retail-media placements" in text(path, language="en")
    assert "Submit first scripts" not in text(path, language="en")
