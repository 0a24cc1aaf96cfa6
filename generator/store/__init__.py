"""Output names and the only writing of files: all formats of a paper are complete before any is replaced."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Literal

from generator import patterns
from generator.diagnostics import GeneratorError, problem

ABANDONED = 24 * 3600
"""Seconds after which nobody is still writing."""

STAGED = ".briefwright-"
"""How the names of files begin that are not complete yet."""

PATTERN = "{client}/{date}_{id}_{label}_v{version}{language}{copy}"
"""The default output name; the extension is added."""

MAX_BYTES = 200
"""Of one part of a path in UTF-8, so that any file system takes it (most allow 255)."""

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
"""Characters that some file system refuses, and those that hide what a name is."""

EDGES = re.compile(r"^[\s\-~.]+|[\s.]+$")
"""What no name may begin with (options, hidden and home folders), and what Windows drops at the end."""

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?")
"""Device names of Windows, with any extension."""

OnLocked = Literal["fail", "rename"]
"""What becomes of a file whose target another program holds open."""

HELD_OPEN = (5, 32, 33)
"""What Windows answers to the replacing of an open file: access denied, sharing violation, lock violation."""

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between the attempts: virus scanners and synchronising folders let go within these."""


def portable(name: str, limit: int = MAX_BYTES) -> str:
    """`name` as every common file system takes it: NFC, no separators or control characters, at most `limit` bytes.

    A shortened name keeps its extension and gets 8 hexadecimal digits of its hash.
    """
    clean = EDGES.sub("", FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)))
    if RESERVED.fullmatch(clean):
        clean = f"_{clean}"
    if len(clean.encode()) <= limit:
        return clean
    stem, dot, extension = clean.rpartition(".") if "." in clean[-6:] else (clean, "", "")
    tail = f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}{dot}{extension}"
    return stem.encode()[: limit - len(tail.encode())].decode(errors="ignore") + tail


def output_name(pattern: str, parts: Mapping[str, str]) -> PurePosixPath:
    """The relative path that a pattern makes of a paper's parts. Raises GeneratorError E702 for an empty or unknown part."""
    try:
        steps = [portable(patterns.fill(step, parts)) for step in pattern.split("/")]
    except (KeyError, ValueError) as error:
        raise GeneratorError([problem("E703", pattern=pattern, reason=error, known=", ".join(f"{{{name}}}" for name in parts))]) from error
    if not all(steps):
        raise GeneratorError([problem("E702", pattern=pattern)])
    return PurePosixPath(*steps)


def save(folder: Path, files: Iterable[tuple[PurePosixPath, bytes]], *, durable: bool = True, on_locked: OnLocked = "fail") -> list[Path]:
    """Write files below a folder, each replaced as a whole, none before all are written. Gives their paths.

    `durable` files are on the disk, not only handed to it, when this returns. A file that another program holds open (Windows) is waited
    for, then with `rename` written beside as "name (2)". Raises GeneratorError E701 naming the folder when it cannot be written, E714 for
    a file held open; what stood there stays as it was.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for name, data in files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.parent.resolve().is_relative_to(folder.resolve()):
                raise GeneratorError([problem("E704", folder=target.parent)])
            staged.append((_staged(target, data, durable), target))
        written = [_replaced(temporary, target, on_locked) for temporary, target in staged]
        if durable:
            for parent in dict.fromkeys(target.parent for target in written):
                _sync(parent)
    except OSError as error:
        if error.errno == errno.ENOMEM:  # this process may have no more memory; the disk is well
            raise MemoryError from error
        raise GeneratorError([problem("E701", folder=folder, reason=error.strerror or error)]) from error
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()
    return written


def create(files: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write files that are not there yet, and give their paths. Raises GeneratorError E722, before anything is written, when one of them
    is there, and E701 when one cannot be written."""
    wanted = list(files)
    there = [problem("E722", path=path) for path, _ in wanted if path.exists() or path.is_symlink()]
    if there:
        raise GeneratorError(there)
    for path, data in wanted:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:  # x: whoever was faster keeps the file
                file.write(data)
        except FileExistsError as error:
            raise GeneratorError([problem("E722", path=path)]) from error
        except OSError as error:
            raise GeneratorError([problem("E701", folder=path.parent, reason=error.strerror or error)]) from error
    return [path for path, _ in wanted]


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A path beside `target` for a file that another library writes, which becomes `target` as a whole at the end, or is gone.

    Whoever is faster with the same target is not disturbed: each has a path of its own. Raises OSError when the folder cannot be written.
    """
    import tempfile  # noqa: PLC0415 - only who writes pays for it

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=STAGED, dir=target.parent, ignore_cleanup_errors=True) as folder:
        path = Path(folder) / target.name
        yield path
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o666 & ~_umask())
        with suppress(PermissionError):  # Windows: someone reads a file of the same content already
            path.replace(target)


def sweep(folder: Path, now: float) -> None:
    """Remove what runs that were killed have left staged in a folder: whatever has lain there for a day."""
    import shutil  # noqa: PLC0415 - only who writes pays for it

    for left in folder.glob(f"{STAGED}*"):
        with suppress(OSError):
            if left.is_dir() and now - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left)


def spool(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file of parts that come one after another and are not kept. Raises OSError."""
    with path.open("wb") as file:
        file.writelines(chunks)


def discard(path: Path) -> None:
    """Remove a file that can be made again; nothing happens when it is gone or held."""
    with suppress(OSError):
        path.unlink()


def writable(folder: Path) -> str:
    """Why nothing can be written into a folder, or "" when it can; the folder need not be there yet."""
    import tempfile  # noqa: PLC0415 - only who writes pays for it

    nearest = next((one for one in (folder, *folder.absolute().parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def orphans(folder: Path) -> list[Path]:
    """Remove the unfinished files below a folder that processes of this machine left when they died; those of living ones and of other
    machines stay. Gives what was removed."""
    removed = []
    for path in folder.rglob(f"{STAGED}{host()}-*"):
        pid = path.name.removeprefix(f"{STAGED}{host()}-").partition("-")[0]
        if pid.isdigit() and not alive(int(pid)):
            with suppress(OSError):
                path.unlink()
                removed.append(path)
    return removed


def alive(pid: int) -> bool:
    """Whether a process of this machine lives, as far as can be told; one that has ended and waits only to be counted does not."""
    if os.name == "nt":
        return True  # os.kill would end it there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] not in "ZX"
    except (OSError, IndexError):  # a system that does not tell
        return True


def _replaced(temporary: Path, target: Path, on_locked: OnLocked) -> Path:
    """The path at which a finished file now stands: its target, or beside it when another program holds that open."""
    for pause in (*_PAUSES, None):
        try:
            temporary.replace(target)
            return target
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_OPEN:
                raise
            if pause is not None:
                time.sleep(pause)
    if on_locked == "fail":
        raise GeneratorError([problem("E714", name=target.name, folder=target.parent)])
    beside = next(one for number in count(2) if not (one := target.with_stem(f"{target.stem} ({number})")).exists())
    temporary.replace(beside)
    return beside


def _staged(target: Path, data: bytes, durable: bool) -> Path:
    """A temporary file beside the target, complete, with the rights that the user's umask gives; its name says who writes it."""
    import tempfile  # noqa: PLC0415 - only who writes pays for it

    handle, name = tempfile.mkstemp(prefix=f"{STAGED}{host()}-{os.getpid()}-", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        path.chmod(0o666 & ~_umask())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where folders can be opened (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@cache
def host() -> str:
    """Eight digits that stand for this machine in the names of temporary files."""
    import socket  # noqa: PLC0415 - only for who writes files

    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _umask() -> int:
    """The user's umask: there is no way to read it without setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
