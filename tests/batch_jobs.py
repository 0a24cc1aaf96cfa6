"""Work for the workers of tests: tasks that go well, and tasks that poison their process."""

from __future__ import annotations

import os
import time

from generator.batch import work
from generator.batch.work import Order, Outcome


def add(first: int, second: int) -> int:
    return first + second


def compute(seconds: float) -> int:
    """Take so much time of the processor, and tell the priority at the end."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return os.getpriority(os.PRIO_PROCESS, 0)


def own_pid() -> int:
    return os.getpid()


def hang() -> None:
    time.sleep(600)


def leave() -> None:
    os._exit(7)


def devour() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(10_000_000))


def blunder() -> None:
    raise LookupError("what nobody expected")


POISONS = {"hang": hang, "exit": leave, "memory": devour, "raise": blunder}


def make_or_die(order: Order) -> Outcome:
    """The document, unless its key ends with the name of a poison."""
    poison = POISONS.get(order.job.key.rpartition("-")[2])
    if poison:
        poison()
    return work.make(order)
