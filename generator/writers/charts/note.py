"""The line below a chart that states its unit and its source."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document import Chart, Lines
from generator.writers.charts.shown import unit


def note(chart: Chart, languages: tuple[str, ...], phrases: Mapping[str, Lines]) -> str:
    """Unit and source, each behind its phrase in the paper's first language; "" for a chart that states neither."""
    colon = "：" if languages[0].startswith("zh") else ": "
    stated = ((phrases.get(name, Lines("")).first, words) for name, words in (("unit", unit(chart)), ("source", chart.source)))
    return " · ".join(f"{label}{colon}{words}" if label else words for label, words in stated if words)
