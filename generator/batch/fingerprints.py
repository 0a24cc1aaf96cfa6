"""Hashes of what documents are made from: files, whole folders, the numbers that papers are cited by, the tool and its fonts.

Everything is hashed once a run. Names of inputs are paths from the working folder, with a "/" at the end of a folder's and "#NUMBER" at the
end of a search's; `$` stands before what came with the tool. Nothing depends on when a file was changed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.batch import headers
from generator.kinds import BUILT_IN

if TYPE_CHECKING:
    from generator.inputs import Inputs

GONE = "-"
"""The hash of what is not there."""

UNSETTLED = "?"
"""The hash of a file that was changed while a document was made from it: it equals no other."""

LIBRARIES = ("weasyprint", "python-docx", "python-pptx", "lxml", "jinja2", "markdown-it-py", "pillow", "pypdfium2", "babel", "duckdb")
"""The libraries that finished files depend on."""

BLOCK = 1 << 20


class Fingerprints:
    """The hashes of one run. `root` is the folder from which the names of inputs count."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._files: dict[Path, tuple[tuple[int, ...], str]] = {}
        self._trees: dict[Path, str] = {}
        self._headers: dict[Path, Mapping[str, str]] = {}

    # -------------------------------------------------------------------------------------------------------------------- by path

    def file(self, path: Path) -> str:
        """The hash of a file, or that it is not there; read again only when the file is another than before."""
        identity = _identity(path)
        if identity is None:
            return GONE
        known = self._files.get(path)
        if known is None or known[0] != identity:
            known = self._files[path] = (identity, digest(path))
        return known[1]

    def tree(self, folder: Path) -> str:
        """The hash of all files below a folder and of their names."""
        if folder not in self._trees:
            found = sorted((str(path.relative_to(folder)), path) for path in _below(folder))
            said = "\n".join(f"{name} {self.file(path)}" for name, path in found)
            self._trees[folder] = short(said) if found else GONE
        return self._trees[folder]

    def header(self, path: Path) -> Mapping[str, str]:
        """What a paper says of itself at its top; nothing for one that cannot be read."""
        if path not in self._headers:
            try:
                data = path.read_bytes()
            except OSError:
                return {}
            self._headers[path] = headers.read(data, path)
        return self._headers[path]

    def search(self, folder: Path, number: str) -> str:
        """The hash of which papers of a folder have a number."""
        found = ((path, self.header(path)) for path in sorted(folder.glob("*.yaml")))
        said = [f"{path.name} {header.get('version', '')}" for path, header in found if header.get("id") == number]
        return short("\n".join(said)) if said else GONE

    # -------------------------------------------------------------------------------------------------------------------- by name

    def named(self, inputs: Inputs, since_ns: int) -> dict[str, str]:
        """The hashes of inputs by their names; those of files that changed since a moment are unsettled."""
        given = {self.name(path): UNSETTLED if changed_since(path, since_ns) else self.file(path.absolute()) for path in inputs.files}
        given |= {f"{self.name(path)}/": self.tree(path.absolute()) for path in inputs.folders}
        given |= {f"{self.name(folder)}#{number}": self.search(folder.absolute(), number) for folder, number in inputs.searches}
        return dict(sorted(given.items()))

    def now(self, name: str) -> str:
        """What the hash of a named input is now."""
        where, search, number = name.partition("#")
        path = self._path(where.rstrip("/"))
        return self.search(path, number) if search else self.tree(path) if where.endswith("/") else self.file(path)

    def name(self, path: Path) -> str:
        """The name of an input."""
        absolute, built_in = path.absolute(), BUILT_IN.absolute()
        if absolute.is_relative_to(built_in) and not self.root.is_relative_to(built_in):
            return f"$/{absolute.relative_to(built_in).as_posix()}"
        return Path(os.path.relpath(absolute, self.root)).as_posix()

    def _path(self, name: str) -> Path:
        if name.startswith("$/"):
            return BUILT_IN.absolute() / name[2:]
        return Path(os.path.normpath(self.root / name))


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder that is not hidden or compiled."""
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith((".", "__pycache__"))]
        yield from (Path(place) / one for one in files if not one.startswith("."))


def _identity(path: Path) -> tuple[int, ...] | None:
    """What tells a file from any other and from itself at another time, within a run; None when it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def changed_since(path: Path, moment_ns: int) -> bool:
    """Whether a file was changed after a moment, so that what was read from it may be either state."""
    try:
        return path.stat().st_ctime_ns > moment_ns
    except (OSError, ValueError):
        return False


def digest(path: Path) -> str:
    """The hash of a file's bytes; of what cannot be read, that it is not there."""
    summed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                summed.update(block)
    except OSError:
        return GONE
    return summed.hexdigest()[:32]


def _of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def short(text: str) -> str:
    """The hash of a text."""
    return _of(text.encode())


def tool(formats: Iterable[str]) -> str:
    """The hash of what makes documents of some formats: the program, its libraries, and, for PDF, the fonts of the machine."""
    return short("\n".join([_program(), *([_fonts()] if "pdf" in formats else [])]))


@cache
def _program() -> str:
    root = Path(generator.__file__).parent
    code = [f"{path.relative_to(root)} {digest(path)}" for path in sorted(root.rglob("*.py"))]
    data = [f"{path.relative_to(root)} {digest(path)}" for path in sorted((root / "writers").rglob("*.json"))]
    return "\n".join([platform.python_version(), *code, *data, *(f"{name} {_version(name)}" for name in LIBRARIES)])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return GONE


@cache
def _fonts() -> str:
    """The fonts that fontconfig knows, with their versions."""
    program = shutil.which("fc-list")
    if program is None:
        return GONE
    listed = subprocess.run([program, "--format", "%{file} %{fontversion}\n"], capture_output=True, check=False)
    return _of(b"\n".join(sorted(listed.stdout.splitlines())))
