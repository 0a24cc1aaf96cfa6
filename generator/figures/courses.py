"""The course of a deck: layouts that repeat, and titles that say the opposite of their chart. For rules on papers made of slides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from generator.figures.amounts import wordings

Direction = Literal["rise", "fall"]

WORDS: Mapping[Direction, str] = {
    "rise": (
        r"上升|上涨|增长|增加|增至|升至|升到|提升|提高|攀升|走高|回升|涨了|长了|多了"
        r"|\b(?:rises?|rose|risen|rising|grows?|grew|grown|growing|gain(?:s|ed|ing)?|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|doubled?)\b"
    ),
    "fall": (
        r"下降|下跌|下滑|减少|降至|降到|跌至|跌到|走低|回落|萎缩|降了|跌了|少了"
        r"|\b(?:falls?|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|los(?:es?|t|ing)|shr(?:inks?|ank|unk)|halved?)\b"
    ),
}
"""Words that state a rise or a fall. Patterns are compiled when the first deck is read: a document has no course."""

NEGATED = r"(?:没有?|不|未|停止|\bnot|\bno longer|\bnever|n't|\bwithout|\bno)\s*\S{0,2}$"
"""What before such a word takes it back."""

CLAUSE = r"[，,；;：:。.—–]|却|而|\bbut\b|\bwhile\b|\bwhereas\b"
"""What sets the statements of a title apart: each may speak of another series."""

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
PERIOD = (
    r"^\W*(?:\d{4}|\d{1,2}\s*月"
    r"|第?[一二三四五六七八九十\d]+\s*(?:季度?|周|天|年|日)|\d{4}\s*年.*|\d{4}[-/.]\d{1,2}.*|[QH]\d.*|W\d+|week \d+"
    rf"|(?:{MONTHS})[a-z]*\.?(?:\s*\d{{2,4}})?)\W*$"
)
"""A category that is a time: only then does the last value follow the first."""


def long_runs(items: Iterable[Mapping[str, Any]] | None, key: str, length: int) -> list[Mapping[str, Any]]:
    """The items at which the same value under `key` stands for the `length`th time running; items without a value break the run."""
    found: list[Mapping[str, Any]] = []
    before, times = None, 0
    for item in items or ():
        value = item.get(key)
        times = times + 1 if value is not None and value == before else int(value is not None)
        before = value
        if times == length:
            found.append(item)
    return found


def contradicted(slides: Iterable[Any] | None, charts: Iterable[Mapping[str, Any]] | None) -> list[Any]:
    """The slides whose title states a rise over figures that fall, or a fall over figures that rise: each with `said` (the title's word),
    `series`, `first` and `last`.

    A title that names a series of the chart is read clause by clause, each against the series it names; another one against the
    highlighted series, or the only one, from its first value to its last, where the categories are times. A title that states both, or
    takes its word back, is left alone.
    """
    known = {chart.get("id"): chart for chart in charts or ()}
    pairs = ((slide, known.get(slide.get("chart"))) for slide in slides or () if slide.get("chart") is not None)
    told = ((slide, _contradiction(wordings(slide.get("title")), chart)) for slide, chart in pairs if chart is not None)
    return [slide.like({**slide, **found}) for slide, found in told if found]


def _contradiction(titles: Sequence[str], chart: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first series that moves against what is said of it, with the word in every language that says it."""
    if not all(any(re.match(PERIOD, name, re.IGNORECASE) for name in wordings(category)) for category in chart.get("categories") or ()):
        return None
    told = [(series, direction, word) for title in titles for series, direction, word in _claims(title, chart)]
    for series, direction, _ in told:
        values = [value for value in series.get("values") or () if isinstance(value, Decimal | int)]
        if len(values) > 1 and _moved(values) not in (None, direction):
            words = [word for _, other, word in told if other == direction]
            said = {
                language: next((word for word in words if chinese == bool(re.search(CHINESE, word))), words[0])
                for language, chinese in LANGUAGES
            }
            return {"said": said, "series": series.get("name"), "first": values[0], "last": values[-1]}
    return None


CHINESE = r"[\u4e00-\u9fff]"
LANGUAGES = (("zh", True), ("en", False))


def _moved(values: Sequence[Decimal | int]) -> Direction | None:
    return "rise" if values[-1] > values[0] else "fall" if values[-1] < values[0] else None


def _claims(title: str, chart: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Direction, str]]:
    """What a title says of which series."""
    series = chart.get("series") or []
    by_name = [(name, one) for one in series for name in wordings(one.get("name")) if name]
    if not any(name in title for name, _ in by_name):
        highlight = wordings(chart.get("highlight"))
        meant = [one for one in series if highlight and wordings(one.get("name")) == highlight] or series
        clauses = [(title, meant)]
    else:
        clauses = [(clause, [one for name, one in by_name if name in clause]) for clause in re.split(CLAUSE, title, flags=re.IGNORECASE)]
    for clause, meant in clauses:
        stated = list(_stated(clause))
        if len(meant) == 1 and len({direction for direction, _ in stated}) == 1:
            yield meant[0], *stated[0]


def _stated(clause: str) -> Iterator[tuple[Direction, str]]:
    """Every direction that words state, unless they take it back."""
    for direction, words in WORDS.items():
        for match in re.finditer(words, clause, re.IGNORECASE):
            if not re.search(NEGATED, clause[: match.start()], re.IGNORECASE):
                yield direction, match[0]


FUNCTIONS: Mapping[str, Callable[..., Any]] = {function.__name__: function for function in (long_runs, contradicted)}
"""What an expression may call, by name."""
