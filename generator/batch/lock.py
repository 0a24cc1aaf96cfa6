"""The lock of an output folder: which run works there. Runs of different shards of the same number share a folder; any others do not."""

from __future__ import annotations

import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from generator.batch.names import FOLDER
from generator.batch.shards import Shard
from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.store import ledgers

_NAME = re.compile(r"lock(?:-(\d+)-of-(\d+))?\.json")


@contextmanager
def held(folder: Path, shard: Shard) -> Iterator[None]:
    """Hold the folder for one run. Raises GeneratorError E751 naming the run that has it, E701 when nothing can be written there.

    The system lets go of a lock when its process dies, so that a run that was killed holds nothing. Only of a run on another machine,
    whose locks may not be seen here, what it wrote has to be believed."""
    path = folder / FOLDER / f"lock{shard}.json"
    own, said = ledgers.claim(path)
    other = _elsewhere(said)
    if own is None or other:
        if own is not None:
            own.close()
        raise GeneratorError([_taken(folder, path, said)])
    try:
        ledgers.rewrite(own, _self())
        for beside in sorted((folder / FOLDER).glob("lock*.json")):
            _not_taken(folder, beside, shard)
        yield
    finally:
        with suppress(GeneratorError):
            ledgers.rewrite(own, b"")
        own.close()


def _self() -> bytes:
    since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode()


def _not_taken(folder: Path, path: Path, shard: Shard) -> None:
    """Raises GeneratorError E751 when a run whose documents may be ours too holds the lock at `path`."""
    found = _NAME.fullmatch(path.name)
    other = Shard(int(found[1]), int(found[2])) if found and found[1] else Shard()
    if found is None or other == shard or shard.shares_with(other):
        return
    file, said = ledgers.claim(path)
    if file is not None:
        file.close()
    if file is None or _elsewhere(said):
        raise GeneratorError([_taken(folder, path, said)])


def _elsewhere(said: bytes) -> bool:
    """Whether a lock file was written by a run on another machine that has not ended as it should."""
    return _told(said).get("host", socket.gethostname()) != socket.gethostname()


def _told(said: bytes) -> dict[str, object]:
    try:
        told = json.loads(said)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _taken(folder: Path, path: Path, said: bytes) -> Diagnostic:
    told = _told(said)
    return problem("E751", folder=folder, lock=path, pid=told.get("pid", "?"), host=told.get("host", "?"), since=told.get("since", "?"))
