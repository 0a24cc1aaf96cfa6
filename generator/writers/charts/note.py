"""The line below a chart that states its unit and its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.document import Chart, Lines
from generator.writers.charts.shown import units

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def note(chart: Chart, languages: tuple[str, ...], phrases: Mapping[str, Lines]) -> str:
    """Unit and source, each behind its phrase, in a paper of two languages a line for each; "" for a chart that states neither."""
    if len(languages) == 1:
        return _line([" / ".join(units(chart)), chart.source], languages[0], [phrases.get(name, Lines("")).first for name in _NAMES])
    stated = [_halves(one) for one in units(chart)]
    sides = zip((" / ".join(dict.fromkeys(one[side] for one in stated)) for side in (0, 1)), _halves(chart.source), strict=True)
    labels = zip(*(_both(phrases.get(name, Lines(""))) for name in _NAMES), strict=True)
    lines = [_line(words, language, named) for words, language, named in zip(sides, languages, labels, strict=True)]
    return "\n".join(line for line in dict.fromkeys(lines) if line)


_NAMES = ("unit", "source")


def _line(words: Iterable[str], language: str, labels: Iterable[str]) -> str:
    colon = "：" if language.startswith("zh") else ": "
    return " · ".join(f"{label}{colon}{one}" if label else one for label, one in zip(labels, words, strict=True) if one)


def _both(lines: Lines) -> tuple[str, str]:
    return lines.first, lines.second or lines.first


def _halves(stated: str) -> tuple[str, str]:
    """What is stated in each language: "万元 / CNY 10,000"; what is stated once serves both."""
    first, parting, second = stated.partition(" / ")
    apart = parting and " / " not in second and not first.isascii() and not _CHINESE.search(second)
    return (first, second) if apart else (stated, stated)
