"""Word files: a report of ten sections, sixty paragraphs and a table of 400 × 6 cells, from checked values to bytes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import content
from benchmarks.rivals import word as rivals
from benchmarks.timing import Times, race
from generator import checking, pipeline


@dataclass(frozen=True, slots=True)
class Measured:
    """Ours turn about with each rival (400 rows), and ours with 10,000 rows, with 400 and without a table; invariants are checked."""

    python_docx: Times
    docxtpl: Times
    rows: Times

    @property
    def per_row(self) -> float:
        """How many times as long a row takes among 10,000 as among 400."""
        many, few, none = (self.rows.seconds[name] for name in ("10,000 rows", "400 rows", "no table"))
        return (many - none) / 10_000 / ((few - none) / 400)


def measure() -> Measured:
    """Every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = {count: content.report(count) for count in (0, 400, 10_000)}
        none, ours, many = (partial(pipeline.printed, _checked(one, folder / str(count)), ["docx"]) for count, one in reports.items())
        template = rivals.template(folder)
        return Measured(
            race({"ours": ours, "python-docx": partial(rivals.python_docx, reports[400])}),
            race({"ours": ours, "docxtpl": partial(rivals.docxtpl, reports[400], template)}),
            race({"10,000 rows": many, "400 rows": ours, "no table": none}),
        )


def _checked(report: content.Report, folder: Path) -> checking.Checked:
    folder.mkdir()
    return checking.check(content.paper(report, folder))


if __name__ == "__main__":
    found = measure()
    for times in (found.python_docx, found.docxtpl, found.rows):
        print("   ".join(f"{name} {seconds * 1000:.1f} ms" for name, seconds in times.seconds.items()))
    print(f"ours / python-docx {found.python_docx.ratio('ours', 'python-docx'):.3f}, "
          f"ours / docxtpl {found.docxtpl.ratio('ours', 'docxtpl'):.3f}, per row {found.per_row:.2f}")  # fmt: skip
