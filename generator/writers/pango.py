"""Is Pango there? Asked without importing WeasyPrint, which takes longer than reading and checking a paper."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1", "libpangoft2-1.0.so.0")
"""What WeasyPrint loads when it is imported (weasyprint/text/ffi.py), as the libraries are called on Linux."""


_KNOWN_TO_THE_LOADER = Path("/etc/ld.so.cache")
"""The paths of all libraries in the system's folders, each ended by a NUL (ld.so(8))."""


@cache
def is_at_hand() -> bool:
    """Whether WeasyPrint is sure to find its libraries; False where only importing it can tell."""
    try:
        known = _KNOWN_TO_THE_LOADER.read_bytes() if sys.platform.startswith("linux") else b""
    except OSError:
        return False
    return all(f"/{name}\0".encode() in known for name in _LIBRARIES)
