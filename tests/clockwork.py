"""Renders samples in a process of its own whose clock has been turned; prints the SHA-256 of every output.

    python clockwork.py SECONDS SAMPLE …

The machine's clock cannot be set by a test, so the clock of this process is: before anything of ours is imported, `time.time`,
`time.time_ns`, `time.localtime`, `time.gmtime`, `time.strftime` and the classes of `datetime` are replaced by ones that are SECONDS ahead.
What is written in C and asks the system itself (the dates of files) is not reached; nothing of ours reads those.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import time
from typing import Any, Self

_now, _now_ns, _localtime, _gmtime, _strftime = time.time, time.time_ns, time.localtime, time.gmtime, time.strftime


def turn(ahead: float) -> None:
    """Sets the clock of this process `ahead` seconds."""
    class Date(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return cls.fromtimestamp(time.time())

    class Moment(datetime.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Self:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> Self:
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

        @classmethod
        def today(cls) -> Self:
            return cls.now()

    time.time = lambda: _now() + ahead
    time.time_ns = lambda: _now_ns() + int(ahead * 1e9)
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
    time.strftime = lambda format, parts=None: _strftime(format, parts or time.localtime())
    datetime.date, datetime.datetime = Date, Moment  # type: ignore[misc]


def main(ahead: str, *samples: str) -> None:
    """Turns the clock, then renders each sample (PATH:LANGUAGE) in its three formats."""
    turn(float(ahead))
    from generator import build

    for sample in samples:
        path, _, language = sample.rpartition(":")
        made = build(path, ["docx", "pptx", "pdf"], language=language).outputs
        for format, output in sorted(made.items()):
            digest = hashlib.sha256(output.data).hexdigest()
            sys.stdout.write(f"{path.rpartition('templates/')[2]} {language} {format} {digest}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
