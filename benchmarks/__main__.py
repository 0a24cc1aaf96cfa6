"""Every measurement, one after the other, written into docs/performance.md.

    python -m benchmarks
"""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cold, portable, slides, word

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

HEAD = """\
# What it costs

Each figure is a ratio of medians (seven rounds after one to warm up) of processor time, measured turn about in one run, so that a busy
machine slows both sides alike. `make bench` measures again and writes this page. The others make the same content with their public
interfaces, as their documentation shows; ours is measured from checked values to bytes for Word (template, tree, file and its checks),
from the tree for slides and PDF.
"""

BESIDE = ("data_road", "batch")
"""Measurements that print their own figures: seconds and memory of processes, which no other library does."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio and the most that it is meant to be."""

    what: str
    found: float
    most: float


def ratios() -> Iterator[Ratio]:
    """Every ratio, in the order of the page."""
    words = word.measure()
    yield Ratio("Word, 60 paragraphs and 400 × 6 cells: ours / python-docx", words.python_docx.ratio("ours", "python-docx"), 0.15)
    yield Ratio("the same: ours / docxtpl", words.docxtpl.ratio("ours", "docxtpl"), 0.35)
    yield Ratio("a row among 10,000 / a row among 400", words.per_row, 1.2)
    decks = slides.measure()
    yield Ratio("PowerPoint, 20 slides, 5 charts, 2 tables, notes: ours / python-pptx", decks.ratio("ours", "python-pptx"), 0.7)
    yield Ratio("a slide of 200 / a slide of 20", slides.per_slide(decks), 1.2)
    for name, times in portable.measure().items():
        yield Ratio(f"PDF, {name}: ours / WeasyPrint alone", times.ratio("ours", "WeasyPrint"), 1.1)
    starts = cold.measure()
    yield Ratio("the command line's `--help` / `python -c pass`", starts.ratio("--help", "python -c pass"), 6.0)
    yield Ratio('its `check` of a brief / `python -c "import docx"`', starts.ratio("check", 'python -c "import docx"'), 2.5)


def page() -> str:
    """The page, measured now."""
    rows = [f"| {one.what} | {one.found:.2f} | {one.most:g} | {'yes' if one.found <= one.most else 'no'} |" for one in ratios()]
    table = "\n".join(["| what | ratio | at most | holds |", "|---|---|---|---|", *rows])
    said = "\n".join(_said(name) for name in BESIDE)
    return f"{HEAD}\n{table}\n\n{said}\nMeasured with Python {platform.python_version()} on {platform.system()}, {platform.machine()}.\n"


def _said(name: str) -> str:
    """What a measurement prints, as a block; its first line of documentation above it."""
    done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], capture_output=True, text=True, check=False)
    title = next(line for line in (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8").splitlines() if line)
    lines = "\n".join(f"    {line}" for line in done.stdout.splitlines())
    return f"{title.strip(chr(34))}\n\n{lines}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
