"""Isolated workers: processes that each do one task at a time, with limits of time and memory, and are replaced when they die.

The face is that of `concurrent.futures.Executor`, so that a cluster's executor can take its place: work is a picklable function with
picklable arguments. A task that does not come back tells so by its error (`Crashed`, `TooLong`, `TooMuchMemory`) and harms no other.

Nor does one delay the others: a task that takes far longer than those before it is set aside. Its process goes on at the lowest priority,
beside a new one in its place, until it is done or has had all its time; then it ends, as a priority cannot be raised again.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Lock, Thread
from typing import Any, ParamSpec, TypeVar, assert_never

from generator.batch.limits import Limits
from generator.batch.pace import LEAST_SECONDS, Begun, Usual
from generator.batch.starting import context
from generator.batch.worker import READY, Answer, serve
from generator.frozen import dataclass

P = ParamSpec("P")
T = TypeVar("T")

START_SECONDS = 60.0
"""How long a worker may take to come up: it may have to import the libraries."""

BUSY = 0.5
"""The part of its time that a task must have computed, and not waited, to be slow of itself and not for a machine under load."""

MOST_WAITING = 20
"""How many times its time a task may take by the clock, when it was kept waiting for a processor."""

SOON = 0.01
"""The least seconds between two looks at a worker."""

LOWEST = 19
"""The priority of what is set aside: it has what the others leave (nice(1))."""


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
    """A process and what it is doing; at `due` it has to be looked at, if it has not been heard by then."""

    process: Any
    pid: int
    tasks: Connection
    ready: bool = False
    done: int = 0
    task: _Task | None = None
    begun: Begun | None = None
    is_aside: bool = False
    due: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)

    @property
    def is_idle(self) -> bool:
        return self.ready and self.task is None


class Workers(Executor):
    """`count` worker processes. `preload` names modules that are imported once, before the processes are forked from there."""

    def __init__(self, count: int, limits: Limits | None = None, preload: Iterable[str] = ()) -> None:
        self._limits = limits or Limits()
        self._count = count
        self._context = context(tuple(preload))
        self._alive_here, self._alive_there = self._context.Pipe()
        self._woken, self._wake = self._context.Pipe()
        self._waiting: deque[_Task] = deque()
        self._workers: list[_Worker] = []  # the thread's own
        self._usual = Usual()
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

    @property
    def aside(self) -> int:
        """How many tasks are set aside at this moment."""
        return sum(worker.is_aside for worker in list(self._workers))

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
        ours = [worker for worker in self._workers if not worker.is_aside]
        wanted = min(self._count, len(self._waiting) + sum(worker.task is not None for worker in ours))
        self._workers += [self._started() for _ in range(wanted - len(ours))]

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
        worker.task, worker.begun = task, Begun.now(worker.pid)
        worker.due = worker.begun.clock + min(self._limits.seconds, self._usual.slow)

    def _listen(self) -> None:
        """Wait for an answer, a task or a moment at which a worker is to be looked at, and see to it."""
        until = min((worker.due for worker in self._workers if not worker.is_idle), default=None)
        heard = [self._woken, *(worker.tasks for worker in self._workers)]
        ready = wait(heard, None if until is None else max(0.0, until - time.monotonic()))
        if self._woken in ready:
            self._woken.recv_bytes()
        for worker in list(self._workers):
            if worker.tasks in ready:
                self._hear(worker)
            elif not worker.is_idle and time.monotonic() >= worker.due:
                self._look_at(worker)

    def _look_at(self, worker: _Worker) -> None:
        """See to a worker that has not been heard for long: let it go on, set it aside, or end it when its task has had all its time."""
        if worker.begun is None:
            self._lose(worker, Crashed("did not start"))
            return
        limit, own, slow = self._limits.seconds, worker.begun.own(), self._usual.slow
        if own >= limit or worker.begun.elapsed() >= MOST_WAITING * limit:
            self._lose(worker, TooLong(limit, own >= limit and worker.begun.computing() >= BUSY * limit))
            return
        if own >= slow and self._waiting and self.aside < self._count and not worker.is_aside:
            self._set_aside(worker)
        later = limit if worker.is_aside else slow if own < slow else own + LEAST_SECONDS
        worker.due = time.monotonic() + max(SOON, min(limit, later) - own)

    def _set_aside(self, worker: _Worker) -> None:
        """Let a worker give way to the others; another one takes its place."""
        worker.is_aside = True
        with suppress(AttributeError, OSError):  # a system without priorities, or a process that has died just now
            os.setpriority(os.PRIO_PROCESS, worker.pid, LOWEST)

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
        if worker.begun:
            self._usual.add(worker.begun.elapsed())
        if answer.how == "memory" or worker.is_aside or (task and task.alone) or worker.done >= self._limits.tasks:
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
