"""Interleaved timing: several ways to the same end, turn about in one process, so that a busy machine slows all of them alike."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 7
"""Rounds whose median is taken; one more, the first, only warms up."""


@dataclass(frozen=True, slots=True)
class Times:
    """Medians in seconds of processor time, by contender."""

    seconds: Mapping[str, float]

    def ratio(self, one: str, other: str) -> float:
        """How many times as long `one` takes as `other`."""
        return self.seconds[one] / self.seconds[other]


def race(contenders: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> Times:
    """The median processor time of each contender over interleaved rounds; garbage is collected when Python would, as in a program that
    makes one file after another."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, run in contenders.items():
            began = time.process_time()
            run()
            if turn:
                taken[name].append(time.process_time() - began)
    return Times({name: statistics.median(times) for name, times in taken.items()})


def race_taken(contenders: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> Times:
    """The medians of what each contender says that it took, interleaved."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, run in contenders.items():
            seconds = run()
            if turn:
                taken[name].append(seconds)
    return Times({name: statistics.median(times) for name, times in taken.items()})


def processor_seconds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """The processor time (user and system) of a command as a process of its own. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
