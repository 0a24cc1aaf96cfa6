"""Work that makes very many small objects and no circles: Python's collector of circles is put off until it is done.

A table of ten thousand rows is sixty thousand cells, each an object or two; looking through all of them again and again for circles would
take nearly half of the time.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(work: Callable[P, R]) -> Callable[P, R]:
    """`work`, with the collector of circles switched off while it runs; as it was before, afterwards."""

    @functools.wraps(work)
    def run(*arguments: P.args, **named: P.kwargs) -> R:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*arguments, **named)
        finally:
            if was_on:
                gc.enable()

    return run
