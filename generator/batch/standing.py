"""What a run saw that left nothing to do: while all of it is the same, the next run need not so much as read the plan.

The note stands in the working folder and holds hashes by name: of the plan and all that its documents follow from (markers, tables, which
papers a pattern finds, kinds), of what every document was made from, of every output, and of the journals and locks beside them. Each was
taken before the thing was read, so that whatever has changed since says so. A note that is missing or does not fit costs nothing but the
time of looking into everything.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.batch.fingerprints import Fingerprints, tool
from generator.batch.names import FOLDER, INDEX, OUT, TOOL
from generator.home import BUILT_IN, markers

if TYPE_CHECKING:
    from generator.batch.events import Options
    from generator.batch.jobs import Job
    from generator.batch.journal import Known
    from generator.batch.plan import Plan
    from generator.batch.shards import Shard

PLACE = Path(".briefwright") / "batches"
"""Where the notes stand in a working folder."""


def looking_at(plan: Path) -> Fingerprints:
    """The hashes of a run that is about to read a plan: the plan, the markers above it and the tool's own kinds have been looked at."""
    known = Fingerprints(_root(plan))
    for path in (plan, *markers(plan.absolute().parent)):
        known.look(path)
    known.look(BUILT_IN, is_folder=True)
    return known


def unchanged(plan: Path, out: Path | None, shard: Shard) -> int | None:
    """How many documents stand as a plan wants them; None when some may not, or when there is nothing to tell it by."""
    try:
        said = json.loads(_place(plan, shard).read_bytes())
        stands = (out or Path(said["planned"] or OUT)).absolute() == Path(said["out"]) and said["tool"] == tool(said["formats"])
        now = Fingerprints(_root(plan))
        return int(said["documents"]) if stands and all(now.now(name) == digest for name, digest in said["seen"].items()) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(plan: Plan, jobs: list[Job], options: Options, known: Known, prints: Fingerprints) -> None:
    """Note what a run saw, when every one of its documents stands."""
    seen = dict(prints.looked)
    if prints.name(plan.path) not in seen or not all(_is_added(seen, job, known, options.out, prints) for job in jobs):
        return
    beside, index = options.out / FOLDER, options.out / INDEX
    seen |= {prints.name(index): prints.file(index), f"{prints.name(beside)}/": prints.tree(beside)}
    formats = sorted({format for job in jobs for format in job.settings.formats})
    planned = str(plan.out.absolute()) if plan.out else ""
    said = {"documents": len(jobs), "out": str(options.out), "planned": planned, "formats": formats, "tool": tool(formats), "seen": seen}
    _write(_place(plan.path, options.shard), json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def _is_added(seen: dict[str, str], job: Job, known: Known, out: Path, prints: Fingerprints) -> bool:
    """Whether a document stands by a record of it whose hashes, now among those `seen`, do not speak against others."""
    names = {str(name) for name in job.names.values()}
    for record in known.records.get(job.key, ()):
        if not record.codes and record.settings == job.digest and set(record.outputs) == names:
            inputs = dict(record.inputs)
            if inputs.pop(TOOL, None) == tool(job.settings.formats):
                inputs |= {prints.name(out / name): digest for name, digest in record.outputs.items()}
                return all(seen.setdefault(name, digest) == digest for name, digest in inputs.items())
    return False


def _root(plan: Path) -> Path:
    """The folder from which a plan's paths count."""
    marker = list(markers(plan.absolute().parent))[-1]
    return marker.parent if marker.is_file() else plan.absolute().parent


def _place(plan: Path, shard: Shard) -> Path:
    """Where the note of a plan stands: under its name, and eight digits for its path."""
    where = hashlib.sha256(str(plan.absolute()).encode()).hexdigest()[:8]
    return _root(plan) / PLACE / f"{plan.stem}{shard}-{where}.json"


def _write(path: Path, text: str) -> None:
    """Write a note; where that cannot be, there is none."""
    from generator import store  # noqa: PLC0415 - not needed to read one
    from generator.diagnostics import GeneratorError  # noqa: PLC0415

    with suppress(GeneratorError):
        store.save(path.parent, [(PurePosixPath(path.name), text.encode())], durable=False)
