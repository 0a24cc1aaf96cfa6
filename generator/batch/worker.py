"""What runs inside a worker process: one task after the other, under a limit of memory, until told to end or orphaned."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, Literal, NamedTuple

if sys.platform != "win32":
    import resource

READY = b"ready"
"""What a worker sends before its first task: it is up, and from now on the time counts."""

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""


class Answer(NamedTuple):
    """How a task ended: its result, that memory ran out, or the error that it raised, as text."""

    how: Literal["done", "memory", "raised"]
    value: Any = None


def serve(tasks: Connection, alive: Connection, folder: str, memory_bytes: int) -> None:
    """Work off what comes over `tasks`, each a function and its arguments; None ends it. `alive` closes when the run has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; what is in flight is finished
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what the libraries hold is shared with the other workers as long as nobody looks through it for garbage
    _end_with_the_run(alive)
    os.chdir(folder)
    limit(memory_bytes)
    tasks.send_bytes(READY)
    with contextlib.suppress(EOFError, OSError):  # the run has gone
        while (task := tasks.recv()) is not None:
            answer = _answer(*task)
            tasks.send(answer)
            if answer.how == "memory":
                return  # what is left of the heap is in pieces


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...]) -> Answer:
    """The end of one task."""
    try:
        return Answer("done", work(*arguments))
    except MemoryError:
        return Answer("memory")
    except Exception as error:  # whatever it is, it is the end of this task only
        return Answer("raised", f"{type(error).__name__}: {error}")


def limit(memory_bytes: int) -> None:
    """Let this process take so much address space more than it has now; 0 and systems without such a limit: no limit.

    Address space and not memory in use is what setrlimit(2) can bound; libraries that are loaded already are not counted."""
    if not memory_bytes or sys.platform == "win32":
        return
    own = _address_space()
    if own:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = own + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def _address_space() -> int:
    """The bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _end_with_the_run(alive: Connection) -> None:
    """Make this process end when the run does, however that ended: an orphan would write beside the run that resumes."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)

    def wait() -> None:
        with contextlib.suppress(EOFError, OSError):
            alive.recv_bytes()
        os._exit(1)

    Thread(target=wait, name="alive", daemon=True).start()
