"""briefwright: structured YAML in; designed Word, PowerPoint and PDF papers out.

The public API; everything else may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, GeneratorError

if TYPE_CHECKING:
    from generator.pipeline import Build, Output, build

__all__ = ["Build", "Diagnostic", "GeneratorError", "Output", "build"]


def __getattr__(name: str) -> Any:
    """The pipeline's names, imported when first used: reading `--help` costs no template engine."""
    if name in ("Build", "Output", "build"):
        from generator import pipeline

        return getattr(pipeline, name)
    raise AttributeError(name)
