"""Batches from end to end: real processes, real files."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from threading import Event as Flag
from urllib.parse import unquote

import docx
import pytest

from generator.batch import jobs, journal, lock, making, plan, run, work
from generator.batch.events import Begun, Ended, Event, Failed, Made, Options, Stopped
from generator.batch.fingerprints import Fingerprints, digest
from generator.batch.journal import Record
from generator.batch.limits import Limits
from generator.batch.names import FOLDER
from generator.batch.shards import Shard
from generator.diagnostics import GeneratorError
from tests import batch_jobs, batches


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return batches.folder(tmp_path, 4)


def go(root: Path, stop: Flag | None = None, **options: object) -> list[Event]:
    """The events of a run of the folder's plan in this process."""
    read = plan.read(root / "plan.yaml")
    prints = Fingerprints(read.root)
    limits = Limits(float(read.seconds), read.memory_mb << 20)
    asked = Options(root / "output", **{"workers": 2, "limits": limits, "durable": False, **options})  # type: ignore[arg-type]
    return list(run.run(jobs.of(read, prints), read, asked, prints, stop or Flag()))


def made(events: list[Event]) -> list[str]:
    return sorted(one.job.key for one in events if isinstance(one, Made))


def failed(events: list[Event]) -> dict[str, str]:
    return {one.job.key: one.diagnostics[0].code for one in events if isinstance(one, Failed)}


def files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "output").rglob("*.docx"))


def status(root: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    read = plan.read(root / "plan.yaml")
    prints = Fingerprints(read.root)
    found = run.stale(jobs.of(read, prints), read, Options(root / "output"), prints)
    return {job.key: (reason.cause, reason.names) for job, reason in found if reason}


def whole(root: Path, wanted: int) -> None:
    """Every document is there once, opens, is the one that the journal knows, and nothing else is there."""
    output = root / "output"
    assert len(files(root)) == wanted
    known = journal.read(output)
    for path in output.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        digests = {record.outputs[path.name] for record in known.records[path.stem] if record.outputs}
        assert digest(path) in digests
    assert not [path for path in output.rglob(".briefwright-*") if path.is_file()]


# -------------------------------------------------------------------------------------------------------------------- what is made again


def test_only_what_has_changed_is_made_again(root: Path) -> None:
    batches.plan(root)
    assert made(go(root)) == ["N-0000", "N-0001", "N-0002", "N-0003"]
    assert made(go(root)) == []
    batches.note(root, 2, title="Another title")
    assert status(root) == {"N-0002": ("input", ("notes/n0002.yaml",))}
    assert made(go(root)) == ["N-0002"]
    assert "Another title" in "".join(one.text for one in docx.Document(str(root / "output" / "N-0002.docx")).paragraphs)
    assert made(go(root)) == []
    whole(root, 4)


def test_a_newer_date_on_an_unchanged_file_means_nothing(root: Path) -> None:
    batches.plan(root)
    go(root)
    for path in [*root.rglob("*.yaml"), *root.rglob("*.j2")]:
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert status(root) == {}


def _own_theme(root: Path) -> None:
    (root / "themes" / "default").mkdir(parents=True)
    (root / "themes" / "default" / "theme.yaml").write_text("{}")


@pytest.mark.parametrize(
    ("change", "cause", "name"),
    [
        (lambda root: (root / "kinds/note/document.html.j2").write_text(batches.TEMPLATE + "<p>more</p>"), "input", "kinds/note/"),
        (lambda root: (root / "briefwright.yaml").write_text(batches.MARKER + "theme: default\n"), "input", "briefwright.yaml"),
        (lambda root: (root / "notes" / "briefwright.yaml").write_text(batches.MARKER), "input", "notes/briefwright.yaml"),
        (_own_theme, "input", "themes/default/"),
        (lambda root: (root / "output" / "N-0000.docx").unlink(), "missing", "N-0000.docx"),
        (lambda root: (root / "output" / "N-0000.docx").write_bytes(b"mine"), "altered", "N-0000.docx"),
        (lambda root: batches.plan(root, "make: [{paper: notes/*.yaml}]\nname: '{id}'\nlanguages: [en]\n"), "settings", ""),
    ],
)  # fmt: skip
def test_what_is_stale_says_why(root: Path, change: Callable[[Path], object], cause: str, name: str) -> None:
    batches.plan(root)
    go(root)
    change(root)
    assert status(root)["N-0000"] == (cause, (name,) if name else ())


def test_a_paper_that_is_cited_counts_and_its_neighbours_do_not(root: Path) -> None:
    schema = root / "kinds/note/schema.yaml"
    schema.write_text(schema.read_text() + "  see: {$ref: \"shared.yaml#/$defs/code\", x-ref: paper, x-audience: client}\n")
    batches.note(root, 0, see="N-0009")
    batches.plan(root, "make: [{paper: notes/n0000.yaml}]\nname: '{id}'\n")
    assert failed(go(root)) == {}
    batches.note(root, 8)
    assert status(root) == {}
    batches.note(root, 9)
    assert status(root) == {"N-0000": ("input", ("notes#N-0009",))}
    go(root)
    batches.note(root, 9, title="changed")
    assert status(root) == {"N-0000": ("input", ("notes/n0009.yaml",))}


def test_what_someone_has_changed_is_left_as_it_is(root: Path) -> None:
    batches.plan(root)
    go(root)
    mine = root / "output" / "N-0001.docx"
    mine.write_bytes(b"with my corrections")
    assert failed(go(root)) == {"N-0001": "E749"}
    batches.note(root, 1, title="Another")
    assert failed(go(root)) == {"N-0001": "E749"}
    assert mine.read_bytes() == b"with my corrections"
    assert made(go(root, force=True)) == ["N-0000", "N-0001", "N-0002", "N-0003"]
    whole(root, 4)


def test_what_was_put_in_its_place_before_a_run_was_killed_is_no_ones_change(root: Path) -> None:
    batches.plan(root)
    go(root)
    batches.note(root, 1, title="Second")
    new = root / "output" / "N-0001.docx"
    new.write_bytes(b"of the second title")  # as a worker leaves it that is killed before its line is in the journal
    journal.placing(root / "output", "N-0001", {"N-0001.docx": digest(new)}, durable=False)
    batches.note(root, 1, title="Third")
    assert failed(go(root)) == {}
    assert made(go(root)) == []
    whole(root, 4)


def test_one_bad_paper_is_told_and_the_rest_is_made(root: Path) -> None:
    batches.plan(root)
    batches.note(root, 1, date="soon")
    batches.note(root, 2, nonsense="x")
    events = go(root)
    assert made(events) == ["N-0000", "N-0003"]
    assert set(failed(events)) == {"N-0001", "N-0002"}
    batches.note(root, 1)
    batches.note(root, 2)
    assert made(go(root)) == ["N-0001", "N-0002"]


def test_fields_of_the_plan_are_checked_like_typed_ones(root: Path) -> None:
    batches.plan(root, "make:\n  - paper: notes/n0000.yaml\n    set:\n      title: fine\n      date: someday\n      nonsense: x\nname: '{id}'\n")
    (event,) = [one for one in go(root) if isinstance(one, Failed)]
    told = {(one.position.file, one.position.line) for one in event.diagnostics if one.position}
    assert {(Path(file).name, line) for file, line in told} == {("plan.yaml", 5), ("plan.yaml", 6)}


def test_a_batch_makes_the_same_bytes_as_render(root: Path) -> None:
    from generator import build

    batches.plan(root)
    go(root)
    for number in range(4):
        assert (root / "output" / f"N-{number:04}.docx").read_bytes() == build(root / "notes" / f"n{number:04}.yaml").outputs["docx"].data


# ------------------------------------------------------------------------------------------------------------------------------- poisons


def test_poisoned_documents_are_told_and_all_others_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, poison in enumerate(batch_jobs.POISONS, 100):
        batches.note(root, number, id=f"N-{poison}")
    batches.plan(root, "make: [{paper: notes/*.yaml}]\nname: '{id}'\nlimits: {seconds: 8, memory_mb: 300}\n")
    monkeypatch.setattr(work, "make", batch_jobs.make_or_die)
    events = go(root)
    assert made(events) == ["N-0000", "N-0001", "N-0002", "N-0003"]
    assert failed(events) == {"N-hang": "E753", "N-exit": "E752", "N-memory": "E754", "N-raise": "E755"}
    assert status(root)["N-hang"] == ("failed", ("E753",))


def test_a_template_without_an_end_costs_its_own_documents_only(root: Path) -> None:
    batches.note(root, 1, poison="slow")
    batches.plan(root, "make: [{paper: notes/*.yaml}]\nname: '{id}'\nlimits: {seconds: 6}\n")
    events = go(root)
    assert failed(events) == {"N-0001": "E753"}
    assert len(made(events)) == 3


# ---------------------------------------------------------------------------------------------------------------------- ends before time


def test_stopped_it_finishes_what_is_in_hand_and_the_next_run_makes_the_rest(root: Path) -> None:
    for number in range(4, 40):
        batches.note(root, number)
    batches.plan(root)
    stop = Flag()
    read = plan.read(root / "plan.yaml")
    prints = Fingerprints(read.root)
    seen: list[Event] = []
    for event in run.run(jobs.of(read, prints), read, Options(root / "output", workers=2), prints, stop):
        seen.append(event)
        if isinstance(event, Made):
            stop.set()
    (stopped,) = [one for one in seen if isinstance(one, Stopped)]
    first = made(seen)
    assert 1 <= len(first) <= 1 + 2 * making.AHEAD
    assert stopped.left == 40 - len(first)
    assert len(made(go(root))) == stopped.left
    whole(root, 40)


def test_control_c_once_finishes_twice_stops(root: Path) -> None:
    for number in range(4, 80):
        batches.note(root, number)
    batches.note(root, 0, poison="slow")
    batches.plan(root)
    with batches.start(root, "--jobs", 2, "--progress", "json") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if '"made"' in line:
                break
        os.killpg(process.pid, signal.SIGINT)
        assert any("stopping" in line for line in process.stderr)
        time.sleep(0.3)
        assert process.poll() is None  # the slow one is still in hand
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    done = len(files(root))
    assert 1 <= done < 79
    batches.note(root, 0)
    again = batches.batch(root, "--jobs", 2)
    assert again.returncode == 0
    assert f"{80 - done} made, {done} unchanged, 0 failed" in again.stderr
    whole(root, 80)


@pytest.mark.parametrize("most_bytes", [200, 1_000, 4_000])
def test_a_full_disk_ends_the_run_with_one_error_and_it_goes_on_later(root: Path, most_bytes: int) -> None:
    batches.plan(root)
    full = _limited(root, most_bytes)
    assert full.returncode == 4, full.stderr
    assert full.stderr.count("error[E701]") == 1
    assert "briefwright batch plan.yaml" in full.stderr
    assert files(root) == []
    assert not list((root / "output").rglob(".briefwright-*"))
    assert batches.batch(root, "--jobs", 1).returncode == 0
    whole(root, 4)


def test_a_journal_that_cannot_grow_ends_the_run_and_nothing_is_lost(root: Path) -> None:
    batches.plan(root)
    ledger = root / "output" / FOLDER / "journal.jsonl"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"".join(b'{"key":"%07d"}\n' % number for number in range(4000)))  # 72 kB: larger than any document here
    full = _limited(root, 72_300)
    assert (full.returncode, full.stderr.count("error[E701]")) == (4, 1)
    assert batches.batch(root, "--jobs", 1).returncode == 0
    whole(root, 4)


def _limited(root: Path, most_bytes: int) -> subprocess.CompletedProcess[str]:
    """A batch that may write no file larger than some bytes, as on a disk that is full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        batches.command("plan.yaml", "--jobs", 1), cwd=root, env=batches.environment(), capture_output=True, text=True,
        timeout=120, check=False, preexec_fn=limit,
    )  # fmt: skip


def test_a_folder_that_cannot_be_written_is_told_once(root: Path) -> None:
    batches.plan(root)
    (root / "output").write_text("a file stands here", encoding="utf-8")
    told = batches.batch(root)
    assert (told.returncode, told.stderr.count("error[")) == (4, 1)


# ------------------------------------------------------------------------------------------------------------------- locks and journals


def test_a_folder_is_one_runs_at_a_time(root: Path) -> None:
    batches.plan(root)
    with lock.held(root / "output", Shard()):
        told = batches.batch(root)
        assert told.returncode != 0
        assert f"process {os.getpid()} on" in told.stderr
        assert "E751" in told.stderr
    assert batches.batch(root).returncode == 0


def test_only_different_shards_of_one_number_share_a_folder(tmp_path: Path) -> None:
    with lock.held(tmp_path, Shard(1, 2)), lock.held(tmp_path, Shard(2, 2)):
        for other in (Shard(), Shard(1, 2), Shard(1, 3)):
            with pytest.raises(GeneratorError), lock.held(tmp_path, other):
                pass
    with lock.held(tmp_path, Shard()):
        pass


def test_a_lock_of_a_run_that_was_killed_holds_nothing_and_one_of_another_machine_does(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "lock.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"pid": 1, "host": socket.gethostname(), "since": "2026-01-01"}))
    with lock.held(tmp_path, Shard()):
        pass
    path.write_text(json.dumps({"pid": 77, "host": "elsewhere", "since": "2026-01-01"}))
    with pytest.raises(GeneratorError) as caught, lock.held(tmp_path, Shard()):
        pass
    assert "process 77 on elsewhere, since 2026-01-01" in caught.value.diagnostics[0].message.en


def test_a_line_that_was_cut_off_is_passed_over_and_never_joined_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "journal.jsonl"
    path.parent.mkdir()
    line = Record("b", "s", outputs={"b.docx": "1"}).line()
    for cut in range(1, len(line)):
        path.write_bytes(Record("a", "s", outputs={"a.docx": "0"}).line() + b"\n" + line[:cut])
        ledger = journal.Journal(tmp_path, "", durable=False)
        ledger.add(Record("c", "s", outputs={"c.docx": "2"}))
        ledger.close()
        assert {"a", "c"} <= set(journal.read(tmp_path).records) <= {"a", "b", "c"}


def test_a_journal_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "journal.jsonl"
    path.parent.mkdir()
    path.write_bytes(b"".join(Record("a", str(number), outputs={"a": "1"}).line() + b"\n" for number in range(3000)))
    journal.Journal(tmp_path, "", durable=False).close()
    assert path.read_bytes().count(b"\n") == 1
    assert journal.read(tmp_path).records["a"][0].settings == "2999"


def test_unfinished_files_of_the_dead_are_removed_and_those_of_the_living_stay(root: Path) -> None:
    from generator import store

    output = root / "output"
    output.mkdir()
    dead = output / f".briefwright-{store.host()}-999999999-x"
    living = output / f".briefwright-{store.host()}-{os.getpid()}-x"
    elsewhere = output / ".briefwright-00000000-999999999-x"
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        ended.stdout.read()
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody has counted it
        uncounted = output / f".briefwright-{store.host()}-{ended.pid}-x"
        for path in (dead, uncounted, living, elsewhere):
            path.write_bytes(b"")
        batches.plan(root)
        go(root)
    assert [path.exists() for path in (dead, uncounted, living, elsewhere)] == [False, False, True, True]


# ------------------------------------------------------------------------------------------------------------------- the command line


def test_a_dry_run_shows_every_file_and_makes_none(root: Path) -> None:
    batches.plan(root)
    shown = batches.batch(root, "--dry-run")
    assert shown.stdout.split() == [f"output/N-000{number}.docx" for number in range(4)]
    assert not (root / "output").exists()


def test_the_command_prints_what_was_made_and_tells_what_failed(root: Path) -> None:
    batches.plan(root)
    batches.note(root, 1, date="soon")
    told = batches.batch(root)
    assert told.returncode == 1
    assert sorted(told.stdout.split()) == [f"output/N-000{number}.docx" for number in (0, 2, 3)]
    assert re.search(r"notes/n0001\.yaml:4:7: error\[E1\d\d\]", told.stderr)
    assert "3 made, 0 unchanged, 1 failed" in told.stderr
    assert batches.batch(root, "--status").stdout.startswith("N-0001: failed last time: E1")


def test_progress_as_json_is_one_object_an_event(root: Path) -> None:
    batches.plan(root)
    batches.note(root, 1, date="soon")
    told = batches.batch(root, "--progress", "json")
    events = [json.loads(line) for line in told.stderr.splitlines()]
    assert events[0] == {"event": "begun", "documents": 4, "unchanged": 0}
    assert sorted(one["event"] for one in events[1:-1]) == ["failed", "made", "made", "made"]
    assert events[-1]["event"] == "ended"


@pytest.mark.parametrize("typed", ["0/2", "3/2", "1", "a/b"])
def test_a_shard_that_is_none_is_told(root: Path, typed: str) -> None:
    batches.plan(root)
    assert "E756" in batches.batch(root, "--shard", typed).stderr


def test_messages_are_in_chinese_too(root: Path) -> None:
    batches.plan(root)
    assert "已生成 4，无变化 0，失败 0" in batches.batch(root, "--messages", "zh").stderr
    page = (root / "output" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page


class Page(HTMLParser):
    """The links, the texts of cells and the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.texts: list[str] = []
        self.elements: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_index_links_every_file_and_escapes_what_it_prints(root: Path) -> None:
    batches.note(root, 1, title="'<script>alert(1)</script> & “more”'")
    batches.plan(root, "title: {zh: 便函, en: 'Notes & <more>'}\nmake: [{paper: notes/*.yaml}]\nname: '{date}/{id} 100%#?'\n")
    told = go(root)
    page = Page((root / "output" / "index.html").read_text(encoding="utf-8"))
    assert "script" not in page.elements
    assert {"<script>alert(1)</script> & “more”", "Notes & <more>"} <= set(page.texts)
    assert [(root / "output" / unquote(link)).is_file() for link in page.links] == [True] * 4
    assert isinstance(told[-1], Ended)
    assert isinstance(told[0], Begun)


# ------------------------------------------------------------------------------------------------------------------------------- shards


def test_two_shards_make_every_document_once_though_one_is_killed_midway(root: Path) -> None:
    for number in range(4, 60):
        batches.note(root, number)
    batches.plan(root)
    with batches.start(root, "--jobs", 1, "--shard", "1/2") as one, batches.start(root, "--jobs", 1, "--shard", "2/2") as other:
        assert one.stdout is not None
        seen = [one.stdout.readline() for _ in range(5)]
        os.killpg(one.pid, signal.SIGKILL)
        one.communicate()
        _, told = other.communicate(timeout=120)
    assert all(seen)
    assert other.returncode == 0, told
    again = batches.batch(root, "--jobs", 1, "--shard", "1/2")
    assert again.returncode == 0, again.stderr
    whole(root, 60)
    lines = [Record.of(line) for path in (root / "output" / FOLDER).glob("journal*.jsonl") for line in path.read_bytes().splitlines()]
    assert len(lines) == len({line.key for line in lines if line}) == 60
    assert "0 made, 60 unchanged" in batches.batch(root).stderr

