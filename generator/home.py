"""Where things stand: what came with the tool, and the working folder of a file. Loads nothing, so that it may be asked first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_INSTALLED = Path(__file__).parent / "templates"
BUILT_IN: Path = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent / "templates"
"""The kinds and themes that come with the tool."""

MARKER = "briefwright.yaml"
"""The file that marks a working folder."""


def markers(folder: Path) -> Iterator[Path]:
    """The markers that are looked for from a folder upwards: those that are not there, and last the one that is, if any."""
    for candidate in (folder, *folder.parents):
        yield candidate / MARKER
        if (candidate / MARKER).is_file():
            return
