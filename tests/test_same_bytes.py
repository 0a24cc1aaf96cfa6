"""Equal bytes whatever the clock, time zone, locale, umask, hash seed, current folder and place of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.test_samples import SAMPLES

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh-CN", "en", "bilingual")
A_DECADE = 10 * 365.25 * 24 * 3600
PLACES = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"},
)


def rendered(checkout: Path, folder: Path, settings: dict[str, str], umask: str, ahead: float) -> subprocess.Popen[str]:
    """The process that renders the samples of a checkout, each in one language, from another current folder."""
    samples = [f"{checkout}/templates/{sample}:{LANGUAGES[number % 3]}" for number, sample in enumerate(SAMPLES)]
    command = [sys.executable, "-P", str(checkout / "tests/clockwork.py"), str(ahead), *samples]
    environment = {**os.environ, **settings, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    shell = ["sh", "-c", f'umask {umask}; exec "$@"', "sh", *command]
    return subprocess.Popen(shell, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_every_sample_has_the_same_bytes_in_another_place_and_time(tmp_path: Path) -> None:
    copy = tmp_path / "另一处 checkout"
    copy.mkdir()
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests").mkdir()
    shutil.copy(ROOT / "tests/clockwork.py", copy / "tests")
    here = rendered(ROOT, ROOT, PLACES[0], "022", 0.0)
    there = rendered(copy, tmp_path, PLACES[1], "077", A_DECADE)
    (first, told), (second, also_told) = here.communicate(), there.communicate()
    assert (here.returncode, there.returncode) == (0, 0), told + also_told
    assert first.count("\n") == len(SAMPLES) * 3
    assert first.splitlines() == second.splitlines()


def test_the_clock_of_the_test_is_turned() -> None:
    """What the test above stands on: a date asked for by anybody in that process is ten years ahead."""
    asked = (
        "import sys; sys.path.insert(0, 'tests'); import clockwork, datetime, time; real = time.time(); "
        f"clockwork.turn({A_DECADE}); import datetime as d; "
        "print(round((time.time() - real) / 86400), d.date.today().year - time.gmtime(real).tm_year, d.datetime.now().year - time.gmtime(real).tm_year,"
        " time.localtime().tm_year - time.gmtime(real).tm_year)"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] in ("3652", "3653")
    assert all(value in ("9", "10", "11") for value in said[1:])
