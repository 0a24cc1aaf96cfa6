"""Is Pango there? Asked without importing WeasyPrint, which takes longer than reading and checking a paper."""

from __future__ import annotations

import sys
from functools import cache

_LIBRARIES = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1", "libpangoft2-1.0.so.0")
"""What WeasyPrint loads when it is imported (weasyprint/text/ffi.py), as the libraries are called on Linux."""


@cache
def is_at_hand() -> bool:
    """Whether WeasyPrint is sure to find its libraries; False where only importing it can tell."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 - only for drawings

    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True
