"""What every contender prints: ten sections of six mixed paragraphs, and a table; the same words for all. Everything is invented."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("city", "shop", "item", "note", "plan", "done")
HEADINGS = ("城市", "门店", "项目", "备注", "计划", "完成")
NUMBERS = (4, 5)

_WORDS = ("燕麦饮", "早餐场景", "the brand", "门店走访", "share of voice", "试饮活动", "in October", "电梯屏", "repeat purchase", "新客",
          "at 7:30", "短视频", "a second visit", "预算 1,250,000 元", "R&D", "< 3 天", "conversion", "客户")  # fmt: skip

AGENCY = """\
agency:
  name: {zh: 测量, en: Measure}
  short_name: {zh: 测量, en: Measure}
  people: [{id: ming, name: {zh: 明度, en: Ming Du}, title: {zh: 经理, en: Manager}}]
"""
HEADER = ("kind: long_report", "id: LR-1", "date: 2026-01-05", "language: zh-CN", 'version: "1.0"', "title: {zh: 长报告, en: Long report}")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as plain data: (heading, paragraphs) by section, and the rows of its table."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[tuple[str, ...], ...]


def report(rows: int, sections: int = 10) -> Report:
    """The report, the same on every call."""
    chance = random.Random(7)
    parts = tuple(
        (f"{number}. {chance.choice(_WORDS)}", tuple("，".join(chance.choices(_WORDS, k=18)) + "。" for _ in range(6)))
        for number in range(1, sections + 1)
    )
    return Report(parts, tuple(_row(number, chance) for number in range(rows)))


def _row(number: int, chance: random.Random) -> tuple[str, ...]:
    plan = chance.randrange(1_000, 90_000)
    return ("云屿", f"第 {number + 1} 店", chance.choice(_WORDS), chance.choice(_WORDS), f"{plan:,}", f"{chance.randrange(plan):,}")


def paper(report: Report, folder: Path) -> Path:
    """The report as a paper of the benchmark's own kind in a working folder made at `folder`; its path."""
    (folder / "kinds").symlink_to(Path(__file__).parent / "kinds")
    (folder / "briefwright.yaml").write_text(AGENCY, encoding="utf-8")
    lines = [*HEADER, *["rows_file: {file: rows.csv}"] * bool(report.rows), "sections:"]
    for heading, paragraphs in report.sections:
        lines += [f"  - heading: {{zh: '{heading}'}}", "    paragraphs:", *(f"      - {{zh: '{text}'}}" for text in paragraphs)]
    (folder / "paper.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *report.rows])
    return folder / "paper.yaml"
