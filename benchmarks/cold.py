"""Cold starts: the command line as a process of its own, beside Python alone and beside the import of python-docx."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.timing import Times, race_commands

BRIEF = Path(__file__).parent.parent / "templates" / "creative_brief" / "sample.yaml"


def measure() -> Times:
    """`--help` beside `python -c pass`, `check` of one file beside `import docx`."""
    return race_commands({
        "python -c pass": [sys.executable, "-c", "pass"],
        "--help": [sys.executable, "-m", "generator", "--help"],
        'python -c "import docx"': [sys.executable, "-c", "import docx"],
        "check": [sys.executable, "-m", "generator", "check", str(BRIEF)],
    })  # fmt: skip


if __name__ == "__main__":
    found = measure()
    for name, seconds in found.seconds.items():
        print(f"{name:26} {seconds * 1000:7.0f} ms")
    docx = 'python -c "import docx"'
    print(f"--help / pass {found.ratio('--help', 'python -c pass'):.2f}, check / import docx {found.ratio('check', docx):.2f}")
