"""Isolated workers: processes that each do one task at a time, with limits of time and memory, and are replaced when they die.

The face is that of `concurrent.futures.Executor`, so that a cluster's executor can take its place: work is a picklable function with
picklable arguments. A task that does not come back tells so by its error (`Crashed`, `TooLong`, `TooMuchMemory`) and harms no other.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar, assert_never

from generator.batch.limits import Limits
from generator.batch.worker import READY, Answer, serve

P = ParamSpec("P")
T = TypeVar("T")

START_SECONDS = 60.0
"""How long a worker may take to come up: it may have to import the libraries."""

BUSY = 0.5
"""The part of its time that a task must have computed, and not waited, to be slow of itself and not for a machine under load."""


class Lost(Exception):
    """A task that did not come back."""


class Crashed(Lost):
    """The process died; the argument is its exit code, negative for a signal."""


class TooLong(Lost):
    """The task took longer than it may; the arguments are the limit in seconds, and whether it was busy for most of that: then it would
    take as long again."""


class TooMuchMemory(Lost):
    """The task needed more memory than it may have."""


class Raised(Lost):
    """The task raised what it should not; the argument says what."""


@dataclass(slots=True)
class _Task:
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...]]
    alone: bool = False


@dataclass(slots=True)
class _Worker:
    """A process and what it is doing; `used` are its seconds of processor time before its task."""

    process: Any
    pid: int
    tasks: Connection
    ready: bool = False
    done: int = 0
    used: float = 0.0
    task: _Task | None = None
    deadline: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)

    @property
    def is_idle(self) -> bool:
        return self.ready and self.task is None


class Workers(Executor):
    """`count` worker processes. `preload` names modules that are imported once, before the processes are forked from there."""

    def __init__(self, count: int, limits: Limits | None = None, preload: Iterable[str] = ()) -> None:
        self._limits = limits or Limits()
        self._count = count
        self._context = _context(tuple(preload))
        self._alive_here, self._alive_there = self._context.Pipe()
        self._woken, self._wake = self._context.Pipe()
        self._waiting: deque[_Task] = deque()
        self._workers: list[_Worker] = []  # the thread's own
        self._lock = Lock()
        self._closing = self._killing = False
        self._thread = Thread(target=self._run, name="workers", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------------------------------------------------------ for the caller

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The outcome to come of `fn(*args)` in one of the workers."""
        assert not kwargs  # tasks are functions of their arguments
        return self._add(fn, args, alone=False)

    def alone(self, fn: Callable[..., T], *args: Any) -> Future[T]:
        """The same in a process of its own, that has done nothing before and does nothing after."""
        return self._add(fn, args, alone=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: when all is done, or at once with `cancel_futures`."""
        with self._lock:
            self._closing = True
            self._killing = self._killing or cancel_futures
        self._stir()
        if wait:
            self._thread.join()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that there are at this moment."""
        return tuple(worker.pid for worker in list(self._workers))

    def _add(self, fn: Callable[..., Any], args: tuple[Any, ...], *, alone: bool) -> Future[Any]:
        task = _Task(Future(), (fn, args), alone)
        with self._lock:
            if self._closing:
                raise RuntimeError("the workers have been shut down")
            self._waiting.append(task)
        self._stir()
        return task.future

    def _stir(self) -> None:
        with suppress(OSError):
            self._wake.send_bytes(b"!")

    # ----------------------------------------------------------------------------------------------------------- the thread's own

    def _run(self) -> None:
        """Work until closed; whatever happens here, no future is left without an end."""
        try:
            while not self._is_over():
                self._hand_out()
                self._listen()
        finally:
            with self._lock:
                self._closing = True
                left = [*self._waiting, *(worker.task for worker in self._workers if worker.task)]
                self._waiting.clear()
            for worker in list(self._workers):
                self._dismiss(worker)
            for task in left:
                if not task.future.cancel():
                    task.future.set_exception(Crashed("ended"))
            self._alive_here.close()

    def _is_over(self) -> bool:
        with self._lock:
            return self._killing or (self._closing and not self._waiting and not any(worker.task for worker in self._workers))

    def _hand_out(self) -> None:
        """Give waiting tasks to idle workers, and start those that are missing."""
        while self._waiting:
            idle = [one for one in self._workers if one.is_idle]
            if not idle:
                break
            if self._waiting[0].alone and idle[0].done:
                self._dismiss(idle[0])  # a fresh one takes its place below
                break
            self._give(idle[0], self._waiting.popleft())
        busy = sum(worker.task is not None for worker in self._workers)
        while len(self._workers) < min(self._count, len(self._waiting) + busy):
            self._workers.append(self._started())

    def _give(self, worker: _Worker, task: _Task) -> None:
        if not task.future.set_running_or_notify_cancel():
            return
        try:
            worker.tasks.send(task.call)
        except OSError:  # it has died just now: that is heard next
            pass
        except Exception as error:  # what cannot be pickled
            task.future.set_exception(error)
            return
        worker.task, worker.deadline, worker.used = task, time.monotonic() + self._limits.seconds, _processor_seconds(worker.pid)

    def _listen(self) -> None:
        """Wait for an answer, a task or a deadline, and see to it."""
        until = min((worker.deadline for worker in self._workers if not worker.is_idle), default=None)
        heard = [self._woken, *(worker.tasks for worker in self._workers)]
        ready = wait(heard, None if until is None else max(0.0, until - time.monotonic()))
        if self._woken in ready:
            self._woken.recv_bytes()
        for worker in list(self._workers):
            if worker.tasks in ready:
                self._hear(worker)
            elif not worker.is_idle and time.monotonic() >= worker.deadline:
                busy = _processor_seconds(worker.pid) - worker.used >= BUSY * self._limits.seconds
                self._lose(worker, TooLong(self._limits.seconds, busy) if worker.task else Crashed("did not start"))

    def _hear(self, worker: _Worker) -> None:
        """Take what a worker says: that it is up, an answer, or nothing more, when it has died."""
        try:
            if not worker.ready:
                worker.ready = worker.tasks.recv_bytes() == READY
                return
            answer: Answer = worker.tasks.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            self._lose(worker, Crashed(worker.process.exitcode))
            return
        task, worker.task = worker.task, None
        worker.done += 1
        if answer.how == "memory" or (task and task.alone) or worker.done >= self._limits.tasks:
            self._dismiss(worker)
        if task:
            _settle(task.future, answer)

    def _lose(self, worker: _Worker, lost: Lost) -> None:
        """Take away a worker that has died or must; its task has failed. One that never came up takes the next task along, or this
        would go on for ever."""
        task = worker.task
        if task is None and not worker.ready and self._waiting:
            task = self._waiting.popleft()
            task.future.set_running_or_notify_cancel()
        self._dismiss(worker)
        if task and not task.future.cancelled():
            task.future.set_exception(lost)

    def _dismiss(self, worker: _Worker) -> None:
        """End a process; between two tasks there is nothing that it could leave half done."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.tasks.close()

    def _started(self) -> _Worker:
        here, there = self._context.Pipe()
        arguments = (there, self._alive_there, str(Path.cwd()), self._limits.memory_bytes)
        process = self._context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        there.close()
        return _Worker(process, process.pid or 0, here)


def _settle(future: Future[Any], answer: Answer) -> None:
    match answer.how:
        case "done":
            future.set_result(answer.value)
        case "memory":
            future.set_exception(TooMuchMemory())
        case "raised":
            future.set_exception(Raised(answer.value))
        case _:
            assert_never(answer.how)


def _processor_seconds(pid: int) -> float:
    """The processor time that a process has had, user's and system's (proc(5): fields 14 and 15 of stat); 0 where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _context(preload: tuple[str, ...]) -> Any:
    """How processes are started: forked from a server that has the libraries, where the system can; never from this process with its
    threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    _start_server()
    return context


ARENAS = "2"
"""Heaps of the C library in a worker: each thread of a query would otherwise reserve one of 64 MB, which counts against its limit."""


def _start_server() -> None:
    """Start the server with this process's search path: before Python 3.13 it does not get it and silently preloads nothing."""
    wanted = {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "MALLOC_ARENA_MAX": ARENAS}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
