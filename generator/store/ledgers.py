"""Files that grow by lines, and files that say who works where: the tool's own, beside what it makes."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from generator.diagnostics import Diagnostic, GeneratorError, problem


def appender(path: Path) -> BinaryIO:
    """A file opened for lines to be added at its end; a last line that was cut off is ended, and so never runs into the next.

    Raises GeneratorError E701 when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = cast("BinaryIO", path.open("a+b", buffering=0))
        if size := file.seek(0, os.SEEK_END):
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
    except OSError as error:
        raise GeneratorError([_unwritable(path.parent, error)]) from error
    return file


def append(file: BinaryIO, line: bytes, *, durable: bool = False) -> None:
    """Add a line to a file of `appender` in one stroke. Raises GeneratorError E701 when there is no room for it."""
    try:
        if file.write(line + b"\n") != len(line) + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if durable:
            os.fsync(file.fileno())
    except OSError as error:
        raise GeneratorError([_unwritable(Path(file.name).parent, error)]) from error


def claim(path: Path) -> tuple[BinaryIO | None, bytes]:
    """A lock file, held by this process until it is closed or dies, and what stands in it; None for the file while another process holds
    it. Raises GeneratorError E701 when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = cast("BinaryIO", path.open("a+b", buffering=0))
    except OSError as error:
        raise GeneratorError([_unwritable(path.parent, error)]) from error
    file.seek(0)
    said = file.read()
    if not _locked(file):
        file.close()
        return None, said
    return file, said


def _locked(file: BinaryIO) -> bool:
    """Whether this process holds the lock of a file from now on; where the system has no such locks, what stands in it must do."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive without locks
        return True
    return True


def rewrite(file: BinaryIO, text: bytes) -> None:
    """Let a file of `claim` say something else. Raises GeneratorError E701."""
    try:
        file.truncate(0)
        file.write(text)
    except OSError as error:
        raise GeneratorError([_unwritable(Path(file.name).parent, error)]) from error


def remove(path: Path) -> None:
    """Remove a file of the tool's own; it need not be there."""
    with suppress(OSError):
        path.unlink()


def _unwritable(folder: Path, error: OSError) -> Diagnostic:
    return problem("E701", folder=folder, reason=error.strerror or error)
