"""What a writer gives back."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of one file, and warnings that go with it."""

    data: bytes
    warnings: tuple[Diagnostic, ...] = ()
