"""Data files of batches: a row that a report does not use makes it no staler, and what all reports read is loaded once."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event as Flag

import docx
import pytest

from generator.batch import data, jobs, plan, run, work
from generator.batch.events import Event, Failed, Made, Options
from generator.batch.fingerprints import Fingerprints
from generator.diagnostics import errors
from tests import batches
from tests.reading import shown_text
from tests.test_tables import report

PLAN = """
make:
  - paper: competitor_report/sample.yaml
    for_each: {period: 2026-09..2026-10}
    set:
      period: "{period}"
      titles: null
      headline: {zh: 数字, en: Figures}
      findings: [{id: F1, what: {zh: 数字, en: Figures}, so_what: {zh: 待会上讨论, en: For the meeting}, evidence: {zh: 见表, en: See the table}}]
      implications: [{id: I1, text: {zh: 先看变动, en: Moves first}, findings: [F1]}]
      recommendations: [{id: R1, text: {zh: 标出变动, en: Mark the moves}, findings: [F1], owner: agency/he}]
      charts: [{shows: ranking, title: {zh: 投放, en: Spending}}, {shows: trend, title: {zh: 走势, en: Trend}}]
name: "{period}"
formats: [docx]
"""


def go(root: Path) -> list[Event]:
    read = plan.read(root / "plan.yaml")
    prints = Fingerprints(read.root)
    return list(run.run(jobs.of(read, prints), read, Options(root / "output", workers=1, durable=False), prints, Flag()))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the sample's report on a data file."""
    report(tmp_path)
    monkeypatch.chdir(tmp_path)
    batches.plan(tmp_path, PLAN)
    return tmp_path


def test_only_reports_whose_rows_have_changed_are_made_again(root: Path) -> None:
    first = go(root)
    assert [one.job.key for one in first if isinstance(one, Made)] == ["2026-09", "2026-10"], [one for one in first if isinstance(one, Failed)]
    table = root / "competitor_report" / "spend.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").rstrip("\n") + "\n", encoding="utf-8")  # other bytes, the same rows
    second = {one.job.key: one.is_unchanged for one in go(root) if isinstance(one, Made)}
    assert second == {"2026-09": True, "2026-10": True}
    assert not [one for one in go(root) if isinstance(one, Made)]
    table.write_text(re.sub(r"^(2026-10,oatisle,video,)(\d+)", r"\g<1>999", table.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    assert {one.job.key: one.is_unchanged for one in go(root) if isinstance(one, Made)} == {"2026-09": True, "2026-10": False}
    assert "999" in "".join(cell.text for table in docx.Document(str(root / "output" / "2026-10.docx")).tables for cell in table._cells)


def test_a_data_file_is_loaded_once_before_the_workers_start(root: Path) -> None:
    read = plan.read(root / "plan.yaml")
    data.prepare([root / "competitor_report" / "sample.yaml"], read.place)
    loaded = list(root.rglob("*.duckdb"))
    assert len(loaded) == 1
    made = loaded[0].stat()
    assert len([one for one in go(root) if isinstance(one, Made)]) == 2
    assert [(path, path.stat().st_ino) for path in root.rglob("*.duckdb")] == [(loaded[0], made.st_ino)]


def test_the_sample_plan_shows_the_figures_worked_out_by_hand_in_every_format(tmp_path: Path) -> None:
    path = batches.REPOSITORY / "plans/competitors-2026.yaml"
    read = plan.read(path)
    wanted = jobs.of(read, Fingerprints(read.root))
    assert len(wanted) == 24
    assert len({name for job in wanted for name in job.names.values()}) == 72
    (july,) = [job for job in wanted if job.key == "brickheron/2026-07/CR-2026-07"]
    made = work.make(work.Order(july, read.root, tmp_path, durable=False))
    assert not errors(made.diagnostics)
    assert made.client == "Brickheron"
    # by hand from spend.csv: brickheron 22 + 17 + 10 + 13 + 9 + 7 = 78 after 88 (−10/88 = −11.36 %), of all 644 = 12.11 %;
    # tarnhold 55 + 54 + 18 + 45 + 33 + 12 = 217 after 260 (−43/260 = −16.54 %), of all 33.70 %, of all but brickheron 217/566 = 38.34 %;
    # dawnpallet 18 + 28 = 46 after 36 (+27.78 %); all 644 after 747 (−13.79 %) and, a year before, 602 (+6.98 %)
    figures = ("▼−11.4%", "12.1%", "217", "▼−16.5%", "33.7%", "38.3%", "▲+27.8%", "644", "▼−13.8%", "▲+7.0%")
    for format, name in july.names.items():
        text = shown_text((tmp_path / name).read_bytes(), format)
        assert not [figure for figure in figures if figure not in text], format
