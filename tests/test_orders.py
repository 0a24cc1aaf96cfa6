"""Work orders and agendas: figures against values worked out by hand, what each reader sees, and the space they take."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from generator import build, checking
from generator.kinds import BUILT_IN
from tests.reading import shown_text, squeezed
from tests.test_line import text
from tests.test_rules_orders import AGENDA, ORDER, edited, samples


def test_the_agenda_sample_runs_from_two_to_a_quarter_to_four() -> None:
    paper = checking.check(BUILT_IN / AGENDA).paper
    clock = {item["id"]: f"{item['starts_at']:%H:%M}" for item in paper["items"]}
    assert clock == {
        "I1": "14:00", "I2": "14:20", "I3": "14:30", "I4": "14:40",
        "I5": "15:00", "I6": "15:15", "I7": "15:25", "I8": "15:35", "I9": "15:40",
    }  # fmt: skip
    assert f"{paper['breaks'][0]['starts_at']:%H:%M}" == "14:50"
    assert paper["total_minutes"] == 105


def test_the_order_sample_takes_126_hours_for_43200() -> None:
    paper = checking.check(BUILT_IN / ORDER).paper
    assert [one["cost"] for one in paper["internal_hours"]] == [Decimal(19720), Decimal(13600), Decimal(5400), Decimal(4480)]
    assert (paper["hours_total"], paper["cost_total"]) == (126, 43200)


def test_hours_without_a_rate_count_as_hours_only(tmp_path: Path) -> None:
    path = edited(samples(tmp_path) / ORDER, ("hours: 12, rate: 450", "hours: 12.5"), ("hours_total: 126\ncost_total: 43200\n", ""))
    paper = checking.check(path).paper
    assert (paper["hours_total"], paper["cost_total"]) == (Decimal("126.5"), 37800)
    assert "126.5" in text(path, "internal", "en")


@pytest.mark.parametrize("sample", [AGENDA, ORDER])
@pytest.mark.parametrize(("language", "pages"), [("zh-CN", 1), ("en", 1), ("bilingual", 2)])
def test_a_sample_keeps_to_its_pages(sample: str, language: str, pages: int) -> None:
    data = build(BUILT_IN / sample, ["pdf"], language=language).outputs["pdf"].data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == pages


def test_what_a_job_costs_the_agency_is_in_the_internal_copy_alone() -> None:
    for said in ("43,200", "126", "19,720", "可计费"):
        assert said in text(BUILT_IN / ORDER, "internal", "zh-CN")
        assert said not in text(BUILT_IN / ORDER, "client", "zh-CN")
    review = "2026-11-24"
    assert review in text(BUILT_IN / ORDER, "internal")
    assert review not in text(BUILT_IN / ORDER)


def test_seating_staging_and_logistics_are_in_the_internal_copy_alone() -> None:
    for said in ("Luo next to Lin", "Zhao has the last line", "spare laptop", "CNY 600"):
        assert said in text(BUILT_IN / AGENDA, "internal", "en")
        assert said not in text(BUILT_IN / AGENDA, "client", "en")


def test_an_item_kept_inside_takes_the_clock_with_it(tmp_path: Path) -> None:
    path = edited(samples(tmp_path) / AGENDA, ("- id: I2\n", "- id: I2\n    audience: internal\n"))
    clients, ours = text(path, "client", "en"), text(path, "internal", "en")
    assert "How does the film tell it?" not in clients
    assert "14:30" not in clients  # a start that would betray the hidden item
    assert "14:00" in clients
    assert "14:30" in ours


def test_an_order_without_optional_parts_prints(tmp_path: Path) -> None:
    path = samples(tmp_path) / ORDER
    whole = path.read_text(encoding="utf-8")
    for name in ("cc_depts", "brief_ref", "budget_ceiling", "estimate_ref", "client_cost_approved", "revision_rounds", "attachments", "changes",
                 "dispatched_at", "received_at", "internal_hours", "hours_total", "cost_total", "internal_notes", "priority", "confidential_flag"):  # fmt: skip
        start = whole.index(f"\n{name}:") + 1
        end = next((at for at in range(start + 1, len(whole)) if whole[at - 1] == "\n" and whole[at] not in " -"), len(whole))
        whole = whole[:start] + whole[end:]
    whole = whole.replace("status: issued", "status: draft").replace("job_type: creative", "job_type: research") + "attachments: []\n"
    path.write_text(whole, encoding="utf-8")
    made = build(path, ["docx", "pptx", "pdf"], language="bilingual")
    assert not made.warnings
    for format, output in made.outputs.items():
        assert squeezed("None attached") in shown_text(output.data, format)


def test_local_times_and_brand_print_when_they_say_something_new(tmp_path: Path) -> None:
    zones = "timezone: {zh: 北京时间, en: Beijing time}\nother_zones:\n  - {place: {zh: 伦敦, en: London}, start: 6:00, end: 7:45}\n"
    path = edited(samples(tmp_path) / AGENDA, ("convener:", f"brand: oatwhale\nproduct: morning-1l\n{zones}convener:"))
    said = text(path, "client", "en")
    assert "Beijing time" in said
    assert "London" in said
    assert "06:00–07:45" in said
    assert "Oatwhale Morning Oat Drink 1 litre" in said
    assert "Brand" not in said  # the client's own name
    edited(tmp_path / "client_profile/sample.yaml", ("    name: {zh: 禾鲸, en: Oatwhale}\n    descriptor", "    name: {zh: 晨磨, en: Morningmill}\n    descriptor"))
    assert "Brand Morningmill" in text(path, "client", "en")
