"""Hashes of what documents are made from: files, whole folders, the numbers that papers are cited by, the tool and its fonts.

Everything is hashed once a run. Names of inputs are paths from the working folder, with a "/" at the end of a folder's and "#NUMBER" at the
end of a search's; `$` stands before what came with the tool. Nothing depends on when a file was changed.

A run that finds nothing to do is all hashing, so paths are plain text here, and nothing is loaded that only a changed paper needs.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.home import BUILT_IN

if TYPE_CHECKING:
    from generator.inputs import Inputs

GONE = "-"
"""The hash of what is not there."""

UNSETTLED = "?"
"""The hash of a file that was changed while a document was made from it: it equals no other."""

LIBRARIES = ("weasyprint", "python-docx", "python-pptx", "lxml", "jinja2", "markdown-it-py", "pillow", "pypdfium2", "babel", "duckdb")
"""The libraries that finished files depend on."""

LISTED = "//"
"""How the names of patterns begin: which files they find counts, and not what is in them."""

BLOCK = 1 << 16
"""Bytes read at a time: nearly every paper and finished file is smaller."""

StrPath = str | os.PathLike[str]


class Fingerprints:
    """The hashes of one run. `root` is the folder from which the names of inputs count.

    `looked` are the hashes, by name, of all that a plan was read from, as it was before it was read."""

    def __init__(self, root: Path) -> None:
        self.root = str(root.absolute())
        self.looked: dict[str, str] = {}
        self._built_in = str(BUILT_IN.absolute())
        self._is_user = not _is_in(self.root, self._built_in)  # and not the samples that came with the tool
        self._files: dict[str, tuple[tuple[int, ...], str]] = {}
        self._trees: dict[str, str] = {}
        self._headers: dict[str, Mapping[str, str]] = {}

    # -------------------------------------------------------------------------------------------------------------------- by path

    def file(self, path: StrPath) -> str:
        """The hash of a file, or that it is not there; read again only when the file is another than before."""
        place = os.fspath(path)
        identity = _identity(place)
        if identity is None:
            return GONE
        known = self._files.get(place)
        if known is None or known[0] != identity:
            known = self._files[place] = (identity, digest(place))
        return known[1]

    def tree(self, folder: StrPath) -> str:
        """The hash of all files below a folder and of their names."""
        place = os.fspath(folder)
        if place not in self._trees:
            said = "\n".join(f"{path[len(place) + 1 :]} {self.file(path)}" for path in sorted(_below(place)))
            self._trees[place] = short(said) if said else GONE
        return self._trees[place]

    def header(self, path: Path) -> Mapping[str, str]:
        """What a paper says of itself at its top, once looked at; nothing for one that cannot be read."""
        place = os.path.abspath(path)
        if place not in self._headers:
            from generator.batch import headers  # noqa: PLC0415 - where nothing has changed, no paper is read

            identity = _identity(place)
            try:
                data = path.read_bytes()
            except OSError:
                self.looked.setdefault(self.name(place), GONE)
                return {}
            if identity:  # read once for both
                self._files[place] = (identity, _of(data))
            self.looked.setdefault(self.name(place), _of(data))
            self._headers[place] = headers.read(data, path)
        return self._headers[place]

    def search(self, folder: StrPath, number: str) -> str:
        """The hash of which papers of a folder have a number."""
        found = ((path, self.header(path)) for path in sorted(Path(folder).glob("*.yaml")))
        said = [f"{path.name} {header.get('version', '')}" for path, header in found if header.get("id") == number]
        return short("\n".join(said)) if said else GONE

    def listing(self, pattern: str) -> str:
        """The hash of the names that a pattern finds below the root."""
        return short("\n".join(sorted(str(path) for path in Path(self.root).glob(pattern))))

    # -------------------------------------------------------------------------------------------------------------------- by name

    def look(self, path: Path, *, is_folder: bool = False) -> None:
        """Remember what a file or folder is before the plan is read from it."""
        name = self.name(path) + ("/" if is_folder else "")
        if name not in self.looked:
            self.looked[name] = self.now(name)

    def look_for(self, pattern: str) -> None:
        """Remember which names a pattern finds before they are read."""
        name = f"{LISTED}{pattern}"
        if name not in self.looked:
            self.looked[name] = self.now(name)

    def named(self, inputs: Inputs, since_ns: int) -> dict[str, str]:
        """The hashes of inputs by their names; those of files that changed since a moment are unsettled."""
        given = {self.name(path): UNSETTLED if changed_since(path, since_ns) else self.file(path.absolute()) for path in inputs.files}
        given |= {f"{self.name(path)}/": self.tree(path.absolute()) for path in inputs.folders}
        given |= {f"{self.name(folder)}#{number}": self.search(folder.absolute(), number) for folder, number in inputs.searches}
        return dict(sorted(given.items()))

    def now(self, name: str) -> str:
        """What the hash of a named input is now."""
        if name.startswith(LISTED):
            return self.listing(name.removeprefix(LISTED))
        if name.endswith("/"):
            return self.tree(self._path(name[:-1]))
        where, search, number = name.partition("#")
        return self.search(self._path(where), number) if search else self.file(self._path(where))

    def name(self, path: StrPath) -> str:
        """The name of an input."""
        place = os.path.abspath(path)
        if self._is_user and _is_in(place, self._built_in):
            return f"${place[len(self._built_in) :]}".replace(os.sep, "/")
        if _is_in(place, self.root) and place != self.root:
            return place[len(self.root) + 1 :].replace(os.sep, "/")
        return os.path.relpath(place, self.root).replace(os.sep, "/")

    def _path(self, name: str) -> str:
        if name == "$" or name.startswith("$/"):
            return f"{self._built_in}{name[1:]}"
        return os.path.normpath(f"{self.root}/{name}") if name.startswith(("..", "/", ".")) or os.sep != "/" else f"{self.root}/{name}"


def _is_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder + os.sep)


def _below(folder: str) -> Iterator[str]:
    """Every file below a folder that is not hidden or compiled."""
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith((".", "__pycache__"))]
        yield from (f"{place}{os.sep}{one}" for one in files if not one.startswith("."))


def _identity(path: StrPath) -> tuple[int, ...] | None:
    """What tells a file from any other and from itself at another time, within a run; None when it is not there."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def changed_since(path: Path, moment_ns: int) -> bool:
    """Whether a file was changed after a moment, so that what was read from it may be either state."""
    try:
        return path.stat().st_ctime_ns > moment_ns
    except (OSError, ValueError):
        return False


def digest(path: StrPath) -> str:
    """The hash of a file's bytes; of what cannot be read, that it is not there."""
    summed = hashlib.sha256()
    try:
        with open(path, "rb", buffering=0) as file:
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
    root = os.path.dirname(generator.__file__)
    code = [f"{path[len(root) + 1 :]} {digest(path)}" for path in sorted(_below(root)) if path.endswith((".py", ".json"))]
    return "\n".join([sys.version.partition(" ")[0], *code, *_versions()])


def _versions() -> Iterator[str]:
    """The libraries with their versions, as the names of their metadata folders say: reading the metadata takes longer than all else."""
    there: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for folder in os.listdir(place or "."):
                name, dash, version = folder.removesuffix(".dist-info").partition("-")
                if dash and folder.endswith(".dist-info"):
                    there.setdefault(name.lower().replace("_", "-"), version)
    yield from (f"{name} {there.get(name, GONE)}" for name in LIBRARIES)


@cache
def _fonts() -> str:
    """The fonts that fontconfig knows, with their versions."""
    import shutil  # noqa: PLC0415 - PDF only
    import subprocess  # noqa: PLC0415

    program = shutil.which("fc-list")
    if program is None:
        return GONE
    listed = subprocess.run([program, "--format", "%{file} %{fontversion}\n"], capture_output=True, check=False)
    return _of(b"\n".join(sorted(listed.stdout.splitlines())))
