"""What a worker does with one document: read, check, print, write; and tell what it was made from and what became of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from generator import audience as audiences
from generator import checking, pipeline, store, tables
from generator.batch import journal, splicing
from generator.batch.fingerprints import GONE, Fingerprints, digest
from generator.batch.jobs import Job
from generator.checking import Checked
from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.frozen import dataclass
from generator.kinds import BUILT_IN
from generator.store import OnLocked

MOST_DIAGNOSTICS = 50
"""Problems told of one document."""


@dataclass(frozen=True, slots=True)
class Order:
    """A document to be made below `out`. `ours` are the hashes of what the tool has put there under its names, `rows` what was taken
    from its data files when nothing but those has changed since."""

    job: Job
    root: Path
    out: Path
    ours: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: str = ""
    force: bool = False
    durable: bool = True
    on_locked: OnLocked = "fail"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: hashes of its files and of its inputs by name. `is_unchanged`: its data files hold more or other rows,
    but not for this document, and nothing was written."""

    key: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    rows: str = ""
    title: str = ""
    client: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_unchanged: bool = False


def make(order: Order) -> Outcome:
    """The outcome of one document, whatever is wrong with it."""
    job = order.job
    known = _fingerprints(order.root)  # the house's folders are hashed before anything of them is read
    try:
        lines = splicing.spliced(job.paper, job.fields, fix_text=job.settings.fix_text) if job.fields else None
    except GeneratorError as error:
        return Outcome(job.key, diagnostics=_most(error.diagnostics))
    try:
        outcome = _made(order, lines.source if lines else None, known)
    except GeneratorError as error:
        outcome = Outcome(job.key, diagnostics=tuple(error.diagnostics))
    told = splicing.relocated(outcome.diagnostics, lines, job.places) if lines else outcome.diagnostics
    return replace(outcome, diagnostics=_most(told))


def _made(order: Order, loaded: Any, known: Fingerprints) -> Outcome:
    job, settings, began_ns = order.job, order.job.settings, time.time_ns()
    checked = checking.check(job.paper, fix_text=settings.fix_text, loaded=loaded)
    rows = _rows(checked)
    built = None
    if not order.rows or rows != order.rows:
        built = pipeline.printed(
            checked, settings.formats, settings.theme, settings.language, settings.audience, settings.cut, settings.notes,
            settings.missing_glyphs,
        )  # fmt: skip
    if built is None:
        return Outcome(job.key, rows=rows, is_unchanged=True)
    files = {job.names[format]: output.data for format, output in built.outputs.items()}
    outputs, remarks = _placed(order, files)
    data = tuple(sorted(map(known.name, built.inputs.data)))
    return Outcome(
        job.key, outputs, known.named(built.inputs, began_ns), data, rows, _title(checked, settings), _client(checked, settings),
        (*built.warnings, *remarks),
    )  # fmt: skip


def _rows(checked: Checked) -> str:
    """The hash of what a paper takes from its data files; "" when it has none."""
    if not tables.files(checked.paper):
        return ""
    return tables.digest(checked.kind, checked.found.names, checked.place.root)


def _placed(order: Order, files: Mapping[PurePosixPath, bytes]) -> tuple[dict[str, str], list[Diagnostic]]:
    """The hashes of the files by the names under which they now stand, and what there is to remark.

    Raises GeneratorError E749 for a file that a person has changed, and what `store.save` raises."""
    new = {str(name): hashlib.sha256(data).hexdigest()[:32] for name, data in files.items()}
    there = {name: digest(order.out / name) for name in new}
    altered = [name for name, now in there.items() if name in order.ours and now not in (GONE, new[name], *order.ours[name])]
    if altered and not order.force:
        raise GeneratorError([problem("E749", name=order.out / name) for name in altered])
    if there == new:
        return new, []
    journal.placing(order.out, order.job.key, new, durable=order.durable)
    written = store.save(order.out, files.items(), durable=order.durable, on_locked=order.on_locked)
    stand = {path.relative_to(order.out).as_posix(): new[str(name)] for path, name in zip(written, files, strict=True)}
    aside = [problem("W750", name=name, folder=order.out) for name in stand if name not in new]
    return stand, aside


def _title(checked: Checked, settings: Any) -> str:
    """A paper's title as its reader may see it."""
    return _spoken(audiences.filtered(checked.paper, settings.audience).get(checked.kind.title), checked, settings)


def _client(checked: Checked, settings: Any) -> str:
    """What the client of a paper is called; "" for one without a client."""
    client = checked.found.names.get("client")
    return _spoken(client.get("short_name"), checked, settings) if client is not None else ""


def _spoken(text: Any, checked: Checked, settings: Any) -> str:
    """A text in the first language of a document, as far as it has it."""
    if isinstance(text, Mapping):
        asked = str(settings.language or checked.paper.get("language", ""))
        text = text.get("en" if asked == "en" else "zh") or next(iter(text.values()), "")
    return text if isinstance(text, str) else ""


def _most(told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(told)[:MOST_DIAGNOSTICS]


@cache
def _fingerprints(root: Path) -> Fingerprints:
    """The hashes that this process knows, begun with the folders whose parts it will read once and keep."""
    known = Fingerprints(root)
    for place in (BUILT_IN, BUILT_IN / "themes", root / "kinds", root / "themes"):
        for folder in place.absolute().iterdir() if place.is_dir() else ():
            if folder.is_dir() and folder.name != "themes":
                known.tree(folder)
    return known
