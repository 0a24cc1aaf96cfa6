"""A run that would find nothing to do says so without reading the plan; whatever has changed is looked into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event as Flag

import pytest

from generator.batch import jobs, plan, run, standing
from generator.batch.events import Event, Made, Options
from generator.batch.names import FOLDER
from generator.batch.shards import Shard
from tests import batches

PLAN = """make:
  - paper: notes/*.yaml
  - {table: rows.csv, paper: "more/{file}.yaml", otherwise: {paper: base.yaml, set: {id: "{file}"}}}
name: "{id}"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose plan, of papers that a pattern finds and papers that a table names, has been carried out."""
    monkeypatch.chdir(tmp_path)
    batches.folder(tmp_path, 3)
    (tmp_path / "more").mkdir()
    shutil.copy(tmp_path / "notes/n0000.yaml", tmp_path / "base.yaml")
    (tmp_path / "rows.csv").write_text("file\nM-1\nM-2\n", encoding="utf-8")
    batches.plan(tmp_path, PLAN)
    assert len([one for one in go(tmp_path) if isinstance(one, Made)]) == 5
    return tmp_path


def go(root: Path, **options: object) -> list[Event]:
    path = root / "plan.yaml"
    prints = standing.looking_at(path)
    read = plan.read(path)
    asked = Options(root / "output", **{"durable": False, **options})  # type: ignore[arg-type]
    return list(run.run(jobs.of(read, prints), read, asked, prints, Flag()))


def stands(root: Path, out: Path | None = None) -> int | None:
    return standing.unchanged(root / "plan.yaml", out, Shard())


def added(path: str, text: str = "\n") -> Callable[[Path], None]:
    """A change: text at the end of a file, which may be new."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def removed(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def copied(path: str, other: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        shutil.copy(root / path, root / other)

    return change


def other_bytes_at_the_same_time(root: Path) -> None:
    """A paper of the same size whose time says that nobody has touched it."""
    path = root / "notes/n0001.yaml"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Note 1", "Note 7"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], None]] = {
    "the plan": added("plan.yaml"),
    "a paper": other_bytes_at_the_same_time,
    "a paper more": copied("notes/n0000.yaml", "notes/n0009.yaml"),
    "a paper less": removed("notes/n0002.yaml"),
    "a row more": added("rows.csv", "M-3\n"),
    "a paper of its own for a row": copied("base.yaml", "more/M-1.yaml"),
    "the paper of all other rows": added("base.yaml"),
    "the working folder's settings": added("briefwright.yaml"),
    "a working folder within": copied("briefwright.yaml", "notes/briefwright.yaml"),
    "the kind's template": added("kinds/note/document.html.j2"),
    "the kind's names": added("kinds/note/kind.yaml"),
    "a theme of the house": added("themes/default/theme.yaml"),
    "an output gone": removed("output/M-1.docx"),
    "an output changed by hand": added("output/N-0001.docx"),
    "the index gone": removed("output/index.html"),
    "the journal gone": removed(f"output/{FOLDER}/journal.jsonl"),
    "a run that was killed": added(f"output/{FOLDER}/lock.json", '{"pid": 1}'),
    "a run of another shard": added(f"output/{FOLDER}/journal-1-of-2.jsonl"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_has_changed_since_is_looked_into(root: Path, change: Callable[[Path], None]) -> None:
    assert stands(root) == 5
    change(root)
    assert stands(root) is None


def test_another_folder_or_another_program_is_looked_into(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stands(root, root / "output") == 5
    assert stands(root, root / "elsewhere") is None
    monkeypatch.setattr(standing, "tool", lambda formats: "another")
    assert stands(root) is None


def test_a_change_while_documents_were_made_is_looked_into(root: Path) -> None:
    path = root / "plan.yaml"
    prints = standing.looking_at(path)
    read = plan.read(path)
    wanted = jobs.of(read, prints)
    added("notes/n0000.yaml", "body: changed after its name was read\n")(root)
    assert [one.job.key for one in run.run(wanted, read, Options(root / "output"), prints, Flag()) if isinstance(one, Made)] == ["N-0000"]
    assert stands(root) is None
    assert not [one for one in go(root) if isinstance(one, Made)]
    assert stands(root) == 5


def test_what_failed_is_looked_into_each_time(root: Path) -> None:
    batches.note(root, 3, date="someday")
    go(root)
    assert stands(root) is None


def test_nothing_is_loaded_that_only_a_changed_paper_needs(root: Path) -> None:
    script = "import atexit, sys; from generator.cli import main; atexit.register(lambda: print(*sys.modules)); main(['batch', 'plan.yaml'])"
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, env=batches.environment(), capture_output=True, text=True, check=True)
    assert "0 made, 5 unchanged" in ended.stderr
    assert not {"yaml", "jinja2", "jsonschema_rs", "lxml", "generator.batch.jobs", "generator.store"} & set(ended.stdout.split())
