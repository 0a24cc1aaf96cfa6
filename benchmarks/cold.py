"""Cold starts: the command line as a process of its own, beside Python alone and beside the import of python-docx.

All of them run as installed programs do, with the bytecode of every module compiled: by the first round, which warms up, into a folder of
its own, whatever the environment says of writing bytecode. `check` is measured with what earlier processes have kept of kinds and
templates (generator/store/kept.py), and beside it without, as the very first run after an installation is.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.timing import Times, processor_seconds, race_taken

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "templates" / "creative_brief" / "sample.yaml"
PASS, DOCX = "python -c pass", 'python -c "import docx"'
SCRIPT = "import sys; from generator.cli import main; sys.exit(main(prog_name='briefwright'))"
"""What the installed `briefwright` runs."""


def measure() -> Times:
    """`--help` beside `python -c pass`, `check` of one file beside `import docx`."""
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        run = partial(_seconds, folder)
        return race_taken({
            PASS: partial(run, "pass"),
            "--help": partial(run, SCRIPT, "--help"),
            DOCX: partial(run, "import docx"),
            "check": partial(run, SCRIPT, "check", str(BRIEF)),
            "check, nothing kept": partial(_afresh, folder, SCRIPT, "check", str(BRIEF)),
        })  # fmt: skip


def _afresh(folder: Path, *arguments: str) -> float:
    """The seconds of a process that finds nothing kept."""
    shutil.rmtree(folder / "first", ignore_errors=True)
    return _seconds(folder, *arguments, caches="first")


def _seconds(folder: Path, *arguments: str, caches: str = "later") -> float:
    """The processor time of a Python process with folders of its own for bytecode and caches."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "XDG_CACHE_HOME": str(folder / caches), "PYTHONPATH": str(ROOT)}
    return processor_seconds([sys.executable, "-c", *arguments], environment)


if __name__ == "__main__":
    found = measure()
    for name, seconds in found.seconds.items():
        print(f"{name:26} {seconds * 1000:7.0f} ms")
    print(f"--help / pass {found.ratio('--help', PASS):.2f}, check / import docx {found.ratio('check', DOCX):.2f}")
