"""The road of data: a monitoring file of five million records and one competitor report, from the file to checked figures.

    python -m benchmarks.data_road [--records 5000000] [--folder DIR]

Measures, each in a process of its own: the first report (the file is hashed, read and kept), the next one (only hashed and asked), and the
next fifty in one process. Prints seconds and the largest memory; the target is 10 s and 1 GB for the first.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import make_monitoring
from generator import checking
from generator.kinds import BUILT_IN

MOST_SECONDS, MOST_MEGABYTES = 10.0, 1_000
NEXT = 50

DATA = """data:
  spend:
    file: spend.csv
    columns: {month: 日期, brand: 品牌, medium: 媒体, amount: 刊例花费, detail: [监测编号]}
    unit: one
    other_brands: leave_out
    complete: true
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds of each report by the clock, processor time of all, and its largest memory in MB."""

    seconds: tuple[float, ...]
    processor: float
    megabytes: float


def paper(folder: Path, category: int = 0) -> Path:
    """The report of one category in a working folder, on the file `spend.csv` beside it. Gives its path."""
    for name in ("briefwright.yaml", "client_profile/sample.yaml", "competitor_report/sample.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BUILT_IN / name, folder / name)
    ids = [f"c{category:02}-b{number}" for number in range(1, make_monitoring.BRANDS + 1)]
    old = ["oatwhale", "oatisle", "whiteelm", "graincross", "morninghill", "sevenears"]
    profile, report = folder / "client_profile/sample.yaml", folder / f"competitor_report/report-{category:02}.yaml"
    text = (folder / "competitor_report/sample.yaml").read_text(encoding="utf-8")
    text = re.sub(r"gaps:\n(  .*\n)+", "", re.sub(r"data:\n(  .*\n)+", DATA, text)).replace(", first_month: 2026-08", "")
    names = profile.read_text(encoding="utf-8")
    for before, after in zip(old, ids, strict=True):
        text, names = (re.sub(rf"(?<=brand: )\b{before}\b|(?<=id: ){before}\b", after, one) for one in (text, names))
    profile.write_text(names.replace("brands: [oatwhale]", f"brands: [{ids[0]}]"), encoding="utf-8")
    report.write_text(text, encoding="utf-8")
    return report


def measure(path: Path, times: int) -> Run:
    """What checking a report some times takes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.data_road", "--check", str(path), "--times", str(times)]
    return Run(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _checked(path: Path, times: int) -> str:
    """Check a report and say what it took; the modules are loaded before the clock runs."""
    seconds, worked = [], time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        checking.data(path)
        seconds.append(round(time.perf_counter() - began, 3))
    worked = round(time.process_time() - worked, 3)
    return json.dumps({"seconds": seconds, "processor": worked, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


def main() -> None:
    """Measure and print; the exit code is 1 when a target is missed."""
    parser = argparse.ArgumentParser(description="Measure the road of data.")
    parser.add_argument("--records", type=int, default=5_000_000)
    parser.add_argument("--folder", type=Path, help="Keep the files there (default: a temporary folder).")
    parser.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=1, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.check:
        print(_checked(wanted.check, wanted.times))
        return
    with tempfile.TemporaryDirectory() as name:
        sys.exit(_report(wanted.folder or Path(name), wanted.records))


def _report(folder: Path, records: int) -> int:
    path = paper(folder)
    data = path.parent / "spend.csv"
    if not data.is_file():
        make_monitoring.make(data, records)
    shutil.rmtree(folder / ".briefwright", ignore_errors=True)
    runs = {"first report": measure(path, 1), "next report": measure(path, 1), f"next {NEXT} in one process": measure(path, NEXT)}
    kept = sum(one.stat().st_size for one in (folder / ".briefwright").rglob("*.duckdb"))
    print(f"{records:,} records, {data.stat().st_size / 1e6:,.0f} MB; kept as {kept / 1e6:,.0f} MB")
    for name, run in runs.items():
        took = f"{sum(run.seconds):7.2f} s   last {run.seconds[-1]:.2f} s   processor {run.processor:.2f} s"
        print(f"  {name:26} {took}   {run.megabytes:,.0f} MB")
    first = runs["first report"]
    missed = sum(first.seconds) > MOST_SECONDS or first.megabytes > MOST_MEGABYTES
    print("  missed" if missed else "  held", f"(first report at most {MOST_SECONDS:.0f} s and {MOST_MEGABYTES:,} MB)")
    return int(missed)


if __name__ == "__main__":
    main()
