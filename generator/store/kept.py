"""What is worked out from a text alone, kept for the next process as Python keeps the bytecode of its modules.

It stands in the user's cache folder under a hash of the text and of the program that reads it, so that nothing there is ever out of date;
the folder may be removed at any time. Where it cannot be written, or where others may write, nothing is kept: all is worked out again.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path

OLD = 7 * 24 * 3600
"""Seconds after which what another version of the program has kept is taken away."""


def key(*parts: str | bytes) -> str:
    """The name of what is worked out from some texts by this version of the program."""
    summed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        summed.update(len(data).to_bytes(8))
        summed.update(data)
    return summed.hexdigest()


def recall(name: str) -> bytes | None:
    """What was kept under a name, or None."""
    folder = _folder()
    try:
        return (folder / name).read_bytes() if folder else None
    except OSError:
        return None


def keep(name: str, data: bytes) -> None:
    """Keep something under a name; whoever reads it meanwhile finds all of it or nothing."""
    if folder := _folder():
        staged = folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            with staged.open("xb") as file:
                file.write(data)
            staged.replace(folder / name)


@cache
def _folder() -> Path | None:
    """Where this version of the program keeps what it works out; None where there is no such place."""
    try:
        folder = _caches() / "briefwright" / _version()
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _clear(folder)
        return folder if _is_ours(folder.parent) and _is_ours(folder) else None
    except (OSError, RuntimeError):  # RuntimeError: a user without a home
        return None


def _caches() -> Path:
    """The folder of the system for what programs may keep and anyone may remove."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    named = os.environ.get("XDG_CACHE_HOME", "")
    usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return Path(named) if Path(named).is_absolute() else usual


def _is_ours(folder: Path) -> bool:
    """Whether nobody else may write in a folder: what is kept there is run."""
    if sys.platform == "win32":  # profiles are private there
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _clear(folder: Path) -> None:
    """Take away what other versions have kept long ago."""
    import shutil  # noqa: PLC0415 - once a version

    for other in folder.parent.iterdir():
        if other != folder and time.time() - other.stat().st_mtime > OLD:
            shutil.rmtree(other, ignore_errors=True)


def _version() -> str:
    """A hash of the program: of the interpreter, and of each of our modules as Python tells whether its bytecode is of today."""
    said = repr(sorted(_modules(str(Path(__file__).parent.parent))))
    return hashlib.sha256(MAGIC_NUMBER + said.encode()).hexdigest()[:16]


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """The path, size and time of every module."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name not in ("templates", "__pycache__") and entry.is_dir():
                yield from _modules(entry.path)
