"""A run: what is stale made by the workers, each outcome put into the journal, the index written; told as events while it goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag

from generator import store
from generator.batch import data, index, journal, lock, staleness, work
from generator.batch.fingerprints import Fingerprints, tool
from generator.batch.jobs import Job
from generator.batch.journal import Journal, Known, Record
from generator.batch.lock import Shard
from generator.batch.plan import Plan
from generator.batch.pool import Crashed, Limits, Lost, Raised, TooLong, TooMuchMemory, Workers
from generator.batch.staleness import TOOL, Reason
from generator.batch.work import Order, Outcome
from generator.diagnostics import Diagnostic, GeneratorError, MessageLanguage, Position, errors, problem
from generator.store import OnLocked

AHEAD = 2
"""Documents handed out for each worker: the one that it makes and the next."""

TICK_SECONDS = 0.2
"""How often a run looks whether it is to stop."""

HOPELESS = ("E701", "E710")
"""What no later document would fare better with: the folder cannot be written, a library is missing."""

PRELOADED = ("generator.batch.work", "generator.batch.data", "markdown_it", "babel.dates", "babel.numbers")
LIBRARIES = {
    "docx": ("generator.writers.docx",),
    "pptx": ("generator.writers.pptx",),
    "pdf": ("generator.writers.pdf", "weasyprint"),
    "html": ("generator.writers.html",),
}
"""What the workers of a format have loaded before their first document."""


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


def stale(jobs: Iterable[Job], plan: Plan, options: Options, prints: Fingerprints) -> list[tuple[Job, Reason | None]]:
    """Every document of the shard with why it has to be made, None where it stands as it should."""
    own = [job for job in jobs if job.is_of(options.shard)]
    return _stale(own, journal.read(options.out), options, prints)


def _stale(jobs: Iterable[Job], known: Known, options: Options, prints: Fingerprints) -> list[tuple[Job, Reason | None]]:
    return [(job, staleness.why(job, known, prints, options.out, tool(job.settings.formats))) for job in jobs]


def run(jobs: list[Job], plan: Plan, options: Options, prints: Fingerprints, stop: Flag) -> Iterator[Event]:
    """Make what is stale among the documents of a plan; `stop` ends the run after what is in hand.

    Raises GeneratorError when the folder is another run's or cannot be written."""
    with lock.held(options.out, options.shard):
        store.orphans(options.out)
        known = journal.read(options.out)
        own = [job for job in jobs if job.is_of(options.shard)]
        found = _stale(own, known, options, prints)
        todo = [(job, reason or Reason("force")) for job, reason in found if reason or options.force]
        yield Begun(len(own), len(own) - len(todo))
        if todo:
            ledger = Journal(options.out, str(options.shard), durable=options.durable)
            try:
                yield from _Run(plan, options, known, prints, ledger, stop).go(todo)
            finally:
                ledger.close()
        yield from _indexed(plan, options, is_wanted=bool(todo) or not (options.out / index.NAME).is_file())


def _indexed(plan: Plan, options: Options, *, is_wanted: bool) -> Iterator[Event]:
    """The end of a run: the index written, where there is room for it."""
    try:
        yield Ended(index.write(options.out, plan.title, options.language) if is_wanted else None)
    except GeneratorError as error:
        yield Stopped(0, error.diagnostics[0])


class _Run:
    """What is in hand, what waits and what is to be tried once more alone."""

    def __init__(self, plan: Plan, options: Options, known: Known, prints: Fingerprints, ledger: Journal, stop: Flag) -> None:
        self.plan, self.options, self.known, self.prints, self.ledger, self.stop = plan, options, known, prints, ledger, stop
        self.waiting: deque[tuple[Job, Reason]] = deque()
        self.again: deque[tuple[Job, Reason]] = deque()
        self.in_hand: dict[Future[Outcome], tuple[Job, Reason, bool]] = {}
        self.hopeless: Diagnostic | None = None

    def go(self, todo: list[tuple[Job, Reason]]) -> Iterator[Event]:
        """Make the documents; the workers end with this, however it ends."""
        data.prepare({job.paper for job, _ in todo}, self.plan.place)
        self.waiting.extend(todo)
        formats = sorted({format for job, _ in todo for format in job.settings.formats})
        preload = (*PRELOADED, *(name for format in formats for name in LIBRARIES[format]))
        workers = Workers(min(self.options.workers, len(todo)), self.options.limits, preload)
        finished = False
        try:
            while self._hand_out(workers):
                for future in wait(self.in_hand, TICK_SECONDS, FIRST_COMPLETED).done:
                    yield from self._taken(future)
            finished = True
        finally:
            workers.shutdown(cancel_futures=not finished)
        left = len(self.waiting) + len(self.again)
        if left or self.hopeless:
            yield Stopped(left, self.hopeless)
        else:
            journal.placed(self.options.out)

    def _hand_out(self, workers: Workers) -> bool:
        """Whether there is still something in hand, after as much as there is room for has been handed out."""
        room = AHEAD * self.options.workers - len(self.in_hand)
        while room > 0 and not self.stop.is_set() and not self.hopeless and (self.waiting or self.again):
            alone = not self.waiting  # what has failed once does not keep the others waiting
            job, reason = (self.again if alone else self.waiting).popleft()
            submit = workers.alone if alone else workers.submit
            self.in_hand[submit(work.make, self._order(job, reason))] = (job, reason, alone)
            room -= 1
        return bool(self.in_hand)

    def _order(self, job: Job, reason: Reason) -> Order:
        ours = {str(name): self.known.ours[str(name)] for name in job.names.values() if str(name) in self.known.ours}
        rows = reason.record.rows if reason.cause == "data" and reason.record and not self.options.force else ""
        options = self.options
        return Order(job, self.plan.root.absolute(), options.out, ours, rows, options.force, options.durable, options.on_locked)

    def _taken(self, future: Future[Outcome]) -> Iterator[Event]:
        """Take an outcome into the journal and tell it; a document that was lost is tried once more."""
        job, reason, was_alone = self.in_hand.pop(future)
        lost = future.exception()
        if isinstance(lost, Lost) and not was_alone:
            self.again.append((job, reason))
            return
        outcome = future.result() if lost is None else Outcome(job.key, diagnostics=(_told(lost, job, self.options.limits),))
        try:
            yield self._recorded(job, reason, outcome)
        except GeneratorError as error:
            self.hopeless = error.diagnostics[0]

    def _recorded(self, job: Job, reason: Reason, outcome: Outcome) -> Event:
        wrong = errors(outcome.diagnostics)
        hopeless = next((one for one in wrong if one.code in HOPELESS), None)
        if hopeless:
            self.waiting.appendleft((job, reason))
            raise GeneratorError([hopeless])
        if wrong:
            self.ledger.add(Record(job.key, job.digest, codes=tuple(dict.fromkeys(one.code for one in wrong))))
            return Failed(job, outcome.diagnostics)
        if outcome.is_unchanged and reason.record:
            inputs = {name: self.prints.now(name) if name in reason.names else digest for name, digest in reason.record.inputs.items()}
            before = reason.record
            self.ledger.add(Record(job.key, job.digest, inputs, before.data, outcome.rows, before.outputs, before.about))
            return Made(job, (), (), is_unchanged=True)
        inputs = {**outcome.inputs, TOOL: tool(job.settings.formats)}
        about = {**job.about, "title": outcome.title}
        self.ledger.add(Record(job.key, job.digest, inputs, outcome.data, outcome.rows, outcome.outputs, about))
        return Made(job, tuple(self.options.out / name for name in outcome.outputs), outcome.diagnostics)


def _told(lost: BaseException, job: Job, limits: Limits) -> Diagnostic:
    """What became of a document that did not come back."""
    at = Position(str(job.paper))
    match lost:
        case TooLong():
            return problem("E753", at, seconds=f"{limits.seconds:g}")
        case TooMuchMemory():
            return problem("E754", at, megabytes=limits.memory_bytes >> 20)
        case Crashed():
            return problem("E752", at, reason=lost.args[0] if lost.args else "?")
        case Raised():
            return problem("E755", at, reason=lost.args[0])
        case _:
            return problem("E755", at, reason=f"{type(lost).__name__}: {lost}")


__all__ = ["Begun", "Ended", "Event", "Failed", "Made", "Options", "Stopped", "run", "stale"]
