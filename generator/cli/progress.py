"""How a batch tells how far it is: a bar with rate and time left, JSON lines, or nothing; on standard error in any case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, Protocol

import click

from generator.batch.events import Begun, Ended, Event, Failed, Made, Stopped
from generator.cli.reporting import json_of
from generator.diagnostics import MessageLanguage

Form = Literal["bar", "json", "none"]


class Progress(Protocol):
    """Something that is told every event of a run."""

    def __call__(self, event: Event) -> None:
        """Show an event."""


@contextmanager
def shown(form: Form, language: MessageLanguage) -> Iterator[Progress]:
    """Progress in a form, taken off the terminal at the end."""
    match form:
        case "bar":
            with _bar(language) as progress:
                yield progress
        case "json":
            yield _Lines(language)
        case "none":
            yield lambda event: None


@contextmanager
def _bar(language: MessageLanguage) -> Iterator[Progress]:
    """A bar that says how many are done, how many a second, how long it will take, and how many have failed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    failed = {"zh": "失败", "en": "failed"}[language]
    columns = (
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rate="", failed="")
        bad = 0

        def show(event: Event) -> None:
            nonlocal bad
            if isinstance(event, Begun):
                progress.update(task, total=event.total - event.fresh)
            elif isinstance(event, (Made, Failed)):
                bad += isinstance(event, Failed)
                speed = progress.tasks[0].speed
                rate = "" if not speed else f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min"
                progress.update(task, advance=1, rate=rate, failed=f"{bad} {failed}" if bad else "")

        yield show


class _Lines:
    """One JSON object a line for each event."""

    def __init__(self, language: MessageLanguage) -> None:
        self.language = language

    def __call__(self, event: Event) -> None:
        """Print the event."""
        click.echo(json.dumps(self._said(event), ensure_ascii=False), err=True)

    def _said(self, event: Event) -> dict[str, Any]:
        match event:
            case Begun(total, fresh):
                return {"event": "begun", "documents": total, "unchanged": fresh}
            case Made(job, files, warnings, is_unchanged):
                said = {"event": "unchanged" if is_unchanged else "made", "document": job.key, "files": [file.as_posix() for file in files]}
                return {**said, "diagnostics": [json_of(one, self.language) for one in warnings]}
            case Failed(job, diagnostics):
                said = {"event": "failed", "document": job.key, "paper": job.paper.as_posix()}
                return {**said, "diagnostics": [json_of(one, self.language) for one in diagnostics]}
            case Stopped(left, problem):
                return {"event": "stopped", "left": left, "diagnostic": json_of(problem, self.language) if problem else None}
            case Ended(index):
                return {"event": "ended", "index": index.as_posix() if index else None}
