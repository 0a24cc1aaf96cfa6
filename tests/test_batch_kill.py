"""A batch that is killed again and again: no file torn, lost or doubled, and what was made is not made again.

Fifty kills here; BRIEFWRIGHT_KILLS=1000 asks for more (`make soak`).
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import zipfile
from pathlib import Path

import pytest

from generator.batch import journal
from generator.batch.fingerprints import digest
from generator.batch.journal import Record
from generator.batch.names import FOLDER
from tests import batches

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills process groups")

KILLS = int(os.environ.get("BRIEFWRIGHT_KILLS", "50"))
DOCUMENTS = 200
WORKERS = 2


def test_killed_at_any_point_and_resumed_no_document_is_torn_lost_or_doubled(tmp_path: Path) -> None:
    chance = random.Random(os.environ.get("BRIEFWRIGHT_SEED", "7"))
    left = KILLS
    while left > 0:
        root = batches.folder(tmp_path / f"round-{left}", DOCUMENTS)
        batches.plan(root)
        kills = min(left, 50)
        for number in range(kills):
            if not killed(root, chance, DOCUMENTS // (kills + 1), group=number % 2 == 0):
                kills = number + 1  # it was done before it could be killed
                break
            every_file_is_whole(root)
        left -= kills
        little_is_made_twice(root, kills)
        ended = batches.batch(root, "--jobs", WORKERS, "--no-fsync")
        assert ended.returncode == 0, ended.stderr
        every_file_is_whole(root)
        nothing_is_lost_or_doubled(root, kills)


def killed(root: Path, chance: random.Random, most: int, *, group: bool) -> bool:
    """Run the batch and kill it after some documents, the whole group of processes or only the one that leads; False when it ended first."""
    with batches.start(root, "--jobs", WORKERS, "--no-fsync") as process:
        assert process.stdout is not None
        for _ in range(chance.randint(0, 2 * most)):
            if not process.stdout.readline():
                break
        time.sleep(chance.uniform(0, 0.06))
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
    return process.returncode == -signal.SIGKILL


def every_file_is_whole(root: Path) -> None:
    for path in (root / "output").glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None, path


def nothing_is_lost_or_doubled(root: Path, kills: int) -> None:
    output = root / "output"
    assert sorted(path.name for path in output.glob("*.docx")) == [f"N-{number:04}.docx" for number in range(DOCUMENTS)]
    assert not [path for path in output.rglob(".briefwright-*") if path.is_file()]
    lines = [record for line in (output / FOLDER / "journal.jsonl").read_bytes().split(b"\n") if (record := Record.of(line))]
    assert len(lines) == DOCUMENTS  # what was in the journal was not made again
    known = journal.read(output)
    for path in output.glob("*.docx"):
        assert digest(path) == known.records[path.stem][0].outputs[path.name]


def little_is_made_twice(root: Path, kills: int) -> None:
    """What the workers have put in place is in the journal, but for what each of them had in hand at a kill."""
    notes = sum(len(note.read_bytes().splitlines()) for note in (root / "output" / FOLDER).glob("placing-*.jsonl"))
    path = root / "output" / FOLDER / "journal.jsonl"
    journaled = sum(Record.of(line) is not None for line in path.read_bytes().split(b"\n")) if path.is_file() else 0
    assert notes <= journaled + kills * WORKERS
