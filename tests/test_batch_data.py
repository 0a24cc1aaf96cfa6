"""Data files of batches: a row that a report does not use makes it no staler, and what all reports read is loaded once."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event as Flag

import docx
import pytest

from generator.batch import data, jobs, plan, run
from generator.batch.events import Event, Failed, Made, Options
from generator.batch.fingerprints import Fingerprints
from tests import batches
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
