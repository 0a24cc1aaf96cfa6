"""Batches of two-page Word reports: what workers gain and cost, what a rerun costs, how memory goes, what poisoned documents cost.

    python -m benchmarks.batch [DOCUMENTS]      1,000 unless it says otherwise

Figures are ratios of one machine to itself; on a machine that does other work too, only those of processor time mean anything.
"""

from __future__ import annotations

import compileall
import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import content
from benchmarks.poisons import POISONS

TIMES = 30
"""The limit of time where some documents hang: so many times what one takes, as the usual 60 s are for a long paper in three formats."""

POISONED_MB = 128
"""The limit of memory where some documents take all that they get: several times what one takes, as the usual gigabyte is."""

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): processes whose parent has ended become ours, so that their time can be counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds by the clock and of the processor, and megabytes of all its processes at document 200 and at most later."""

    wall: float
    cpu: float
    early_mb: float
    late_mb: float


def folder(place: Path, documents: int, poisoned: int = 0, limits: str = "{}") -> None:
    """A working folder whose plan makes two-page reports, each with a title of its own; some of them poisoned, spread evenly."""
    place.mkdir()
    content.paper(content.report(25, sections=2), place)
    (place / "kinds").unlink()
    shutil.copytree(Path(content.__file__).parent / "kinds", place / "kinds")
    text = (place / "paper.yaml").read_text(encoding="utf-8")
    for number in range(documents):
        step = documents // poisoned if poisoned else documents + 1
        poison = "" if number % step or not poisoned else tuple(POISONS)[number // step % len(POISONS)]
        own = text.replace("id: LR-1", f"id: {poison or 'LR-'}{number:05}").replace("长报告", f"长报告 {number}")
        (place / f"p{number:05}.yaml").write_text(own, encoding="utf-8")
    plan = f'make: [{{paper: "p0*.yaml"}}]\nformats: [docx]\nname: "{{id}}"\nlimits: {limits}\n'
    (place / "plan.yaml").write_text(plan, encoding="utf-8")


def run(place: Path, workers: int, early: int = 200, program: str = "generator") -> Taken:
    """One batch, all its processes counted."""
    before, began = _cpu(), time.perf_counter()
    command = [sys.executable, "-m", program, "batch", "plan.yaml", "--jobs", str(workers), "--progress", "none"]
    environment = {**os.environ, "PYTHONPATH": str(place.parent / "program")}
    early_mb = late_mb = 0.0
    with subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        for made, _ in enumerate(process.stdout, 1):
            if made == early:
                early_mb = _memory_mb(process.pid)
            elif made > early and made % 100 == 0:  # the most: at the very last some workers may have gone
                late_mb = max(late_mb, _memory_mb(process.pid))
    wall = time.perf_counter() - began
    assert process.returncode == (program != "generator")
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    return Taken(wall, _cpu() - before, early_mb, late_mb)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_mb(group: int) -> float:
    """The proportional memory of a process group, in megabytes."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(process.name)) == group:
                rollup = (process / "smaps_rollup").read_text(encoding="ascii")
                total += int(rollup.partition("\nPss:")[2].split()[0])
    return total / 1024


def main() -> int:
    """Measure and print."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for part in ("generator", "templates", "benchmarks"):  # a copy: a batch makes everything again when the program changes
            shutil.copytree(Path(__file__).parent.parent / part, root / "program" / part)
        compileall.compile_dir(root / "program", quiet=1)  # as what is installed is
        taken: dict[str, Taken] = {}
        early, poisons = min(200, documents // 5), max(1, documents // 100)
        for label, workers in (("one", 1), ("two", 2)):
            folder(root / label, documents)
            taken[label] = run(root / label, workers, early)
        seconds = TIMES * taken["two"].cpu / documents
        folder(root / "poisoned", documents, poisons, f"{{seconds: {seconds:.2f}, memory_mb: {POISONED_MB}}}")
        taken["poisoned"] = run(root / "poisoned", 2, early, "benchmarks.poisoned")
        again = run(root / "two", 2)
        made = len(list((root / "poisoned" / "output").glob("LR-*.docx")))
    one, two, bad = taken["one"], taken["two"], taken["poisoned"]
    print(f"documents                                  {documents}")
    print(f"a document, one worker: processor          {one.cpu / documents * 1000:.0f} ms")
    print(f"two workers: processor                     x {two.cpu / one.cpu:.2f}   (target <= 1.1)")
    print(f"two workers: clock                         x {one.wall / two.wall:.2f} faster   (target >= 1.6)")
    print(f"unchanged rerun: processor                 1/{two.cpu / again.cpu:.0f}   (target <= 1/50)")
    print(f"unchanged rerun: clock                     1/{two.wall / again.wall:.0f}   (target <= 1/50)")
    print(f"memory, document 200 and at most after it  {two.early_mb:.0f} -> {two.late_mb:.0f} MB   (target <= +10 %)")
    print(f"1 % poisoned: processor                    x {bad.cpu / two.cpu:.2f}")
    print(f"1 % poisoned (hang, crash, memory): clock  x {bad.wall / two.wall:.2f}   (target <= 1.3), {made} of {documents} made")
    return 0


if __name__ == "__main__":
    sys.exit(main())
