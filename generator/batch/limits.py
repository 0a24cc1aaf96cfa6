"""What one document may take."""

from __future__ import annotations

from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take; a worker is replaced after `tasks` of them, so that nothing that grows, grows for ever."""

    seconds: float = 60.0
    memory_bytes: int = 1 << 30
    tasks: int = 500
