"""How worker processes are started: forked from a server that has the libraries, where the system can."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from typing import Any


def context(preload: tuple[str, ...]) -> Any:
    """How processes are started: forked from a server that has the libraries, where the system can; never from this process with its
    threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    _start_server()
    return context


ARENAS = "2"
"""Heaps of the C library in a worker: each thread of a query would otherwise reserve one of 64 MB, which counts against its limit."""


def _start_server() -> None:
    """Start the server with this process's search path: before Python 3.13 it does not get it and silently preloads nothing."""
    wanted = {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "MALLOC_ARENA_MAX": ARENAS}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
