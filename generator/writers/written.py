"""What a writer gives back."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of one file, and warnings that go with it."""

    data: bytes
    warnings: tuple[Diagnostic, ...] = ()
