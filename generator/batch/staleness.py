"""Whether a document has to be made again, and why: first by hashes alone, without reading a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from generator.batch.fingerprints import GONE, Fingerprints
from generator.batch.jobs import Job
from generator.batch.journal import Known, Record
from generator.batch.names import TOOL
from generator.frozen import dataclass

Cause = Literal["new", "failed", "settings", "tool", "input", "data", "missing", "altered", "force"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is stale: the cause and the names concerned. `record` is what was made before; for "data" only its rows may count."""

    cause: Cause
    names: tuple[str, ...] = ()
    record: Record | None = None


def why(job: Job, known: Known, prints: Fingerprints, out: Path, tool: str) -> Reason | None:
    """Why a document has to be made; None when it stands as it was made and nothing that it was made from has changed."""
    reason: Reason | None = Reason("new")
    for record in known.records.get(job.key, ()):
        reason = _why(job, record, prints, out, tool)
        if reason is None:
            return None
    return reason


def _why(job: Job, record: Record, prints: Fingerprints, out: Path, tool: str) -> Reason | None:
    """Why a document has to be made although it was made as `record` says."""
    if record.codes:
        return Reason("failed", record.codes, record)
    if record.settings != job.digest or set(record.outputs) != {str(name) for name in job.names.values()}:
        return Reason("settings", (), record)
    if record.inputs.get(TOOL) != tool:
        return Reason("tool", (), record)
    missing = tuple(name for name in record.outputs if prints.file(out / name) == GONE)
    if missing:
        return Reason("missing", missing, record)
    altered = tuple(name for name, digest in record.outputs.items() if prints.file(out / name) != digest)
    if altered:
        return Reason("altered", altered, record)
    changed = tuple(_changed(record.inputs, prints))
    if not changed:
        return None
    return Reason("data" if record.rows and set(changed) <= set(record.data) else "input", changed, record)


def _changed(inputs: Mapping[str, str], prints: Fingerprints) -> Iterator[str]:
    return (name for name, digest in inputs.items() if name != TOOL and prints.now(name) != digest)
