"""What time a task has had: by the clock, of the processor, and of waiting for one; and what is usual.

A machine under load, or a priority that we have lowered, keeps a process waiting: that is no time of its own. Systems that do not tell how
long a process has waited are taken by the clock.
"""

from __future__ import annotations

import os
import time
from collections import deque
from dataclasses import field
from pathlib import Path

from generator.frozen import dataclass

FEW = 5
"""Tasks after which it is known what is usual."""

FAR_LONGER = 10.0
LEAST_SECONDS = 0.5
"""A task is slow when it has taken so many times the usual, and at least so long."""


@dataclass(slots=True)
class Usual:
    """How long tasks of late have taken."""

    _taken: deque[float] = field(default_factory=lambda: deque(maxlen=51))

    def add(self, seconds: float) -> None:
        """One more has come back."""
        self._taken.append(seconds)

    @property
    def slow(self) -> float:
        """The seconds after which a task is far slower than the others; none is while too little is known."""
        if len(self._taken) < FEW:
            return float("inf")
        return max(LEAST_SECONDS, FAR_LONGER * sorted(self._taken)[len(self._taken) // 2])


@dataclass(frozen=True, slots=True)
class Begun:
    """When a task began, and what its process had computed and waited for a processor by then, in seconds."""

    pid: int
    clock: float
    computed: float
    waited: float

    @classmethod
    def now(cls, pid: int) -> Begun:
        """A task that begins in a process."""
        return cls(pid, time.monotonic(), _computed(pid), _waited(pid))

    def elapsed(self) -> float:
        """The seconds by the clock."""
        return time.monotonic() - self.clock

    def own(self) -> float:
        """The seconds by the clock in which the task was not kept waiting for a processor."""
        return self.elapsed() - (_waited(self.pid) - self.waited)

    def computing(self) -> float:
        """The seconds of the processor that the task has had."""
        return _computed(self.pid) - self.computed


def _computed(pid: int) -> float:
    """The processor time that a process has had, user's and system's (proc(5): fields 14 and 15 of stat); 0 where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _waited(pid: int) -> float:
    """How long a process was ready and had no processor (second field of schedstat, in nanoseconds); 0 where that is not told."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
