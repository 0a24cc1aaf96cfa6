"""How a plan is run, and what is told while it goes on."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.batch.limits import Limits
from generator.batch.shards import Shard
from generator.frozen import dataclass

if TYPE_CHECKING:
    from generator.batch.jobs import Job
    from generator.diagnostics import Diagnostic, MessageLanguage
    from generator.store import OnLocked


@dataclass(frozen=True, slots=True)
class Options:
    """How a plan is run."""

    out: Path
    workers: int = 1
    shard: Shard = field(default_factory=Shard)
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    durable: bool = True
    on_locked: OnLocked = "fail"
    language: MessageLanguage = "en"


@dataclass(frozen=True, slots=True)
class Begun:
    """The run begins: so many documents in all, so many of them as they were."""

    total: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Made:
    """A document stands; `is_unchanged` when its data had changed but not for it."""

    job: Job
    files: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...]
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A document could not be made."""

    job: Job
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The run ends before its time: interrupted, or for a problem that every other document would have too."""

    left: int
    problem: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """All is done that could be; where the index stands, if one was written."""

    index: Path | None


Event = Begun | Made | Failed | Stopped | Ended
