"""The making of what is stale: handed to the workers, each outcome put into the journal and told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Event as Flag

from generator.batch import data, journal, work
from generator.batch.events import Event, Failed, Made, Options, Stopped
from generator.batch.fingerprints import Fingerprints, tool
from generator.batch.jobs import Job
from generator.batch.journal import Journal, Known, Record
from generator.batch.limits import Limits
from generator.batch.names import TOOL
from generator.batch.plan import Plan
from generator.batch.pool import Crashed, Lost, Raised, TooLong, TooMuchMemory, Workers
from generator.batch.staleness import Reason
from generator.batch.work import Order, Outcome
from generator.diagnostics import Diagnostic, GeneratorError, Position, errors, problem

AHEAD = 2
"""Documents handed out for each worker: the one that it makes and the next."""

TICK_SECONDS = 0.2
"""How often a run looks whether it is to stop."""

HOPELESS = ("E701", "E710")
"""What no later document would fare better with: the folder cannot be written, a library is missing."""

PRELOADED = (
    "generator.batch.work", "generator.batch.data", "generator.tables.answers", "generator.tables.rows", "markdown_it", "babel.numbers",
)  # fmt: skip
LIBRARIES = {
    "docx": ("generator.writers.docx", "generator.writers.charts", "generator.writers.pixels"),
    "pptx": ("generator.writers.pptx", "generator.writers.pixels"),
    "pdf": ("generator.writers.pdf", "generator.writers.pixels", "weasyprint"),
    "html": ("generator.writers.html", "generator.writers.pixels"),
}
"""What the workers of a format have loaded before their first document."""


class Making:
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
        room = AHEAD * self.options.workers + workers.aside - len(self.in_hand)
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
        if isinstance(lost, Lost) and not was_alone and not (isinstance(lost, TooLong) and lost.args[1]):
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
        about = {**job.about, "title": outcome.title, **({"client_name": outcome.client} if outcome.client else {})}
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
