"""Documents that poison their worker, by how their numbers begin.

A document whose number begins with "X-" never ends and computes all the while, one with "Y-" breaks its process, one with "Z-" takes all
memory that it gets.
"""

from __future__ import annotations

import os
import signal

from generator.batch import work
from generator.batch.work import Order, Outcome


def hang() -> None:
    """Compute for ever."""
    while True:
        pass


def crash() -> None:
    """End as a library does that writes where it may not."""
    os.kill(os.getpid(), signal.SIGSEGV)


def devour() -> None:
    """Take memory until there is none."""
    eaten = []
    while True:
        eaten.append(bytearray(10_000_000))


POISONS = {"X-": hang, "Y-": crash, "Z-": devour}

make = work.make


def make_or_die(order: Order) -> Outcome:
    """The document, unless its key begins like a poison."""
    poison = POISONS.get(order.job.key[:2])
    if poison:
        poison()
    return make(order)
