"""A run: what is stale is found, made and told, and the index written. A run with nothing to make loads no template engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Event as Flag

from generator import store
from generator.batch import index, journal, lock, staleness, standing
from generator.batch.events import Begun, Ended, Event, Options, Stopped
from generator.batch.fingerprints import Fingerprints, tool
from generator.batch.jobs import Job
from generator.batch.journal import Journal, Known
from generator.batch.names import INDEX
from generator.batch.plan import Plan
from generator.batch.staleness import Reason
from generator.diagnostics import GeneratorError


def stale(jobs: Iterable[Job], plan: Plan, options: Options, prints: Fingerprints) -> list[tuple[Job, Reason | None]]:
    """Every document of the shard with why it has to be made, None where it stands as it should."""
    own = [job for job in jobs if job.is_of(options.shard)]
    return _stale(own, journal.read(options.out), options, prints)


def _stale(jobs: Iterable[Job], known: Known, options: Options, prints: Fingerprints) -> list[tuple[Job, Reason | None]]:
    return [(job, staleness.why(job, known, prints, options.out, tool(job.settings.formats))) for job in jobs]


def run(jobs: list[Job], plan: Plan, options: Options, prints: Fingerprints, stop: Flag) -> Iterator[Event]:
    """Make what is stale among the documents of a plan; `stop` ends the run after what is in hand.

    Raises GeneratorError when the folder is another run's or cannot be written."""
    own = [job for job in jobs if job.is_of(options.shard)]
    with lock.held(options.out, options.shard):
        store.orphans(options.out)
        known = journal.read(options.out)
        found = _stale(own, known, options, prints)
        todo = [(job, reason or Reason("force")) for job, reason in found if reason or options.force]
        yield Begun(len(own), len(own) - len(todo))
        if todo:
            from generator.batch.making import Making  # noqa: PLC0415 - heavy, and often not needed

            ledger = Journal(options.out, str(options.shard), durable=options.durable)
            try:
                yield from Making(plan, options, known, prints, ledger, stop).go(todo)
            finally:
                ledger.close()
            store.orphans(options.out)  # of a run that was killed as this one began, its workers had not ended yet
        yield from _indexed(plan, options, is_wanted=bool(todo) or not (options.out / INDEX).is_file())
    standing.keep(plan, own, options, journal.read(options.out) if todo else known, prints)


def _indexed(plan: Plan, options: Options, *, is_wanted: bool) -> Iterator[Event]:
    """The end of a run: the index written, where there is room for it."""
    try:
        yield Ended(index.write(options.out, plan.title, options.language) if is_wanted else None)
    except GeneratorError as error:
        yield Stopped(0, error.diagnostics[0])
