"""Output names and the only writing of files: all formats of a paper are complete before any is replaced."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator import patterns
from generator.diagnostics import GeneratorError, problem

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


def save(folder: Path, files: Iterable[tuple[PurePosixPath, bytes]]) -> list[Path]:
    """Write files below a folder, each replaced as a whole, none before all are written. Gives their paths.

    Raises GeneratorError E701 naming the folder when it cannot be written; what stood there stays as it was.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for name, data in files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.parent.resolve().is_relative_to(folder.resolve()):
                raise GeneratorError([problem("E704", folder=target.parent)])
            staged.append((_staged(target, data), target))
        for temporary, target in staged:
            temporary.replace(target)
    except OSError as error:
        raise GeneratorError([problem("E701", folder=folder, reason=error.strerror or error)]) from error
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()
    return [target for _, target in staged]


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


def writable(folder: Path) -> str:
    """Why nothing can be written into a folder, or "" when it can; the folder need not be there yet."""
    nearest = next((one for one in (folder, *folder.absolute().parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def _staged(target: Path, data: bytes) -> Path:
    """A temporary file beside the target, complete on disk, with the rights that the user's umask gives."""
    handle, name = tempfile.mkstemp(prefix=".briefwright-", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o666 & ~_umask())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _umask() -> int:
    """The user's umask: there is no way to read it without setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
