"""Workers: each task isolated from the others, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.batch.limits import Limits
from generator.batch.pool import LOWEST, Crashed, Raised, TooLong, TooMuchMemory, Workers
from tests import batch_jobs, batches

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set with setrlimit")


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(2, Limits(seconds=3, memory_bytes=300_000_000, tasks=50), ["generator.batch.work"])
    yield made
    made.shutdown(cancel_futures=True)


def test_every_task_is_done_once_though_workers_are_recycled(workers: Workers) -> None:
    sums = [workers.submit(batch_jobs.add, number, 1) for number in range(400)]
    assert [one.result(30) for one in sums] == list(range(1, 401))


def test_a_poisoned_task_fails_alone_and_says_how(workers: Workers) -> None:
    poisoned = {name: workers.submit(poison) for name, poison in batch_jobs.POISONS.items()}
    others = [workers.submit(batch_jobs.add, number, 0) for number in range(50)]
    assert sum(one.result(30) for one in others) == sum(range(50))
    ends = {name: one.exception(30) for name, one in poisoned.items()}
    assert [type(ends[name]) for name in ("hang", "exit", "memory", "raise")] == [TooLong, Crashed, TooMuchMemory, Raised]
    assert ends["exit"].args == (7,)  # type: ignore[union-attr]
    assert "what nobody expected" in str(ends["raise"])


def test_one_that_hangs_does_not_keep_the_others_waiting() -> None:
    workers = Workers(2, Limits(seconds=60))
    hanging = workers.submit(batch_jobs.hang)
    assert [workers.submit(batch_jobs.add, number, 0).result(50) for number in range(20)] == list(range(20))
    assert not hanging.done()
    workers.shutdown(cancel_futures=True)


def test_one_that_is_far_slower_than_the_others_gives_way_to_them_and_comes_back() -> None:
    workers = Workers(1, Limits(seconds=60))
    assert sum(workers.submit(batch_jobs.add, number, 0).result(50) for number in range(10)) == 45
    slow = workers.submit(batch_jobs.compute, 1.5)
    others = [workers.submit(batch_jobs.compute, 0.01) for _ in range(100)]
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    assert {one.result(50) for one in others} == {usual}
    assert slow.result(50) == LOWEST
    assert workers.submit(batch_jobs.compute, 0.01).result(50) == usual
    workers.shutdown()


def test_at_most_as_many_are_set_aside_as_there_are_workers() -> None:
    workers = Workers(1, Limits(seconds=2))
    assert sum(workers.submit(batch_jobs.add, number, 0).result(50) for number in range(10)) == 45
    hanging = [workers.submit(batch_jobs.hang) for _ in range(3)]
    last = workers.submit(batch_jobs.add, 1, 1)
    most = 0
    while not last.done():
        most = max(most, len(workers.pids))
        time.sleep(0.01)
    assert most == 2
    assert [type(one.exception(30)) for one in hanging] == [TooLong] * 3
    workers.shutdown()


def test_a_task_of_its_own_gets_a_process_that_has_done_nothing(workers: Workers) -> None:
    seen = {workers.submit(batch_jobs.own_pid).result(30) for _ in range(10)}
    alone = [workers.alone(batch_jobs.own_pid).result(30) for _ in range(3)]
    assert len(set(alone)) == 3
    assert not seen & set(alone)


def test_a_worker_killed_from_outside_is_replaced(workers: Workers) -> None:
    workers.submit(batch_jobs.add, 0, 0).result(30)
    killed = workers.pids
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    while set(workers.pids) & set(killed):  # until it is heard
        time.sleep(0.01)
    assert [workers.submit(batch_jobs.add, number, 0).result(30) for number in range(5)] == list(range(5))


def test_what_cannot_be_sent_to_a_worker_is_told(workers: Workers) -> None:
    assert workers.submit(lambda: 1).exception(30) is not None
    assert workers.submit(batch_jobs.add, 1, 1).result(30) == 2


def test_ended_at_once_nothing_stays_behind(workers: Workers) -> None:
    futures = [workers.submit(batch_jobs.hang) for _ in range(4)]
    time.sleep(0.3)
    pids = workers.pids
    workers.shutdown(cancel_futures=True)
    assert all(one.done() for one in futures)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


ORPHANS = """
import time
from generator.batch.pool import Limits, Workers
from tests import batch_jobs
if __name__ == "__main__":
    workers = Workers(2, Limits())
    futures = [workers.submit(batch_jobs.hang) for _ in range(2)]
    while len(workers.pids) < 2 or not all(one.running() for one in futures):
        time.sleep(0.05)
    print(*workers.pids, flush=True)
    time.sleep(60)
"""


def test_workers_end_with_a_run_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "orphans.py").write_text(ORPHANS, encoding="utf-8")
    with subprocess.Popen([sys.executable, "orphans.py"], cwd=tmp_path, env=batches.environment(), stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        pids = [int(pid) for pid in run.stdout.readline().split()]
        run.kill()
    until = time.monotonic() + 10
    while any(_lives(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(pids) == 2
    assert not any(_lives(pid) for pid in pids)


def _lives(pid: int) -> bool:
    """Whether a process works: one that waits only to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
