"""PowerPoint files: a deck of 20 slides with 5 charts, 2 tables and notes, measured and checked, beside python-pptx without measuring."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks import talk
from benchmarks.rivals.powerpoint import python_pptx
from benchmarks.timing import Times, race
from generator import theme
from generator.writers import pptx


def measure() -> Times:
    """Ours with 20 and 200 slides beside python-pptx with 20."""
    look = theme.load(Path(__file__).parent.parent / "templates" / "themes" / "default")
    short, long = talk.slides(), talk.slides(200)
    return race({
        "ours": partial(pptx.write, talk.document(short), look, {}),
        "python-pptx": partial(python_pptx, short),
        "ours, 200 slides": partial(pptx.write, talk.document(long), look, {}),
    })  # fmt: skip


def per_slide(times: Times) -> float:
    """How many times as long a slide takes in a deck of 200 as in one of 20."""
    return times.seconds["ours, 200 slides"] / 200 / (times.seconds["ours"] / 20)


if __name__ == "__main__":
    found = measure()
    for name, seconds in found.seconds.items():
        print(f"{name:20} {seconds * 1000:8.1f} ms")
    print(f"ours / python-pptx {found.ratio('ours', 'python-pptx'):.2f}, per slide {per_slide(found):.2f}")
