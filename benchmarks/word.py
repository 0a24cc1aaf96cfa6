"""Word files: a report of ten sections, sixty paragraphs and a table of 400 × 6 cells, from checked values to bytes."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks import content
from benchmarks.rivals import word as rivals
from benchmarks.timing import Times, race
from generator import checking, pipeline


def measure() -> Times:
    """Ours (400 and 10,000 rows, invariants checked) beside python-docx and docxtpl (400 rows)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = content.report(400), content.report(10_000)
        template = rivals.template(folder)
        return race({
            "ours": partial(pipeline.printed, _checked(small, folder / "small"), ["docx"]),
            "python-docx": partial(rivals.python_docx, small),
            "docxtpl": partial(rivals.docxtpl, small, template),
            "ours, 10,000 rows": partial(pipeline.printed, _checked(large, folder / "large"), ["docx"]),
            "ours, no table": partial(pipeline.printed, _checked(content.report(0), folder / "none"), ["docx"]),
        })  # fmt: skip


def _checked(report: content.Report, folder: Path) -> checking.Checked:
    folder.mkdir()
    return checking.check(content.paper(report, folder))


def per_row(times: Times) -> float:
    """How many times as long a row takes among 10,000 as among 400."""
    text = times.seconds["ours, no table"]
    return (times.seconds["ours, 10,000 rows"] - text) / 10_000 / ((times.seconds["ours"] - text) / 400)


if __name__ == "__main__":
    found = measure()
    for name, seconds in found.seconds.items():
        print(f"{name:20} {seconds * 1000:8.1f} ms")
    print(f"ours / python-docx {found.ratio('ours', 'python-docx'):.3f}, ours / docxtpl {found.ratio('ours', 'docxtpl'):.3f}, "
          f"per row {per_row(found):.2f}")  # fmt: skip
