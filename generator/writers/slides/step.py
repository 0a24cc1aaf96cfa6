"""The sizes that a slide may take, from roomy to tight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from generator.document import Meta
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.images import Picture

TABLE_PADS_PT = (7.0, 5.0, 4.0, 3.0)
"""Space over and under the words of a table cell, by step."""

PARAGRAPH_GAP, AIRY_PARAGRAPH_GAP = 0.55, 1.0
"""Space before a paragraph or list item, as a share of its size; on a slide with little on it, more."""

GAP_PT, AIRY_GAP_PT = 14.0, 26.0
"""Between two things one below the other."""

LARGE = (24.0, 22.0, 20.0, 18.0)
"""The parts of an agenda, and what is asked for: few words that are the slide."""

QUOTE = (32.0, 28.0, 24.0, 20.0)
NUMBERS = (120.0, 96.0, 80.0, 66.0, 54.0, 44.0, 36.0, 32.0, 28.0, 24.0)
"""A house's theme may say otherwise in its slide roles "large", "quote" and "number"."""

AIRY_TABLE_PAD_PT = 9.0
KEY_NUMBER_PT = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """One choice of sizes in points. All texts of a role on a slide share one."""

    body_pt: float
    statement_pt: float
    table_pt: float
    pad_pt: float
    key_pt: float
    large_pt: float
    quote_pt: float
    paragraph_gap: float = PARAGRAPH_GAP
    gap_pt: float = GAP_PT


@dataclass(frozen=True, slots=True)
class Setting:
    """What placing needs to know: the theme, the paper's fixed words and languages, its pictures, and the sizes being tried.

    `memo` keeps the tables and schedules measured at these sizes, by identity, width and type; it lives as long as one `lay_out`.
    """

    theme: Theme
    meta: Meta
    pictures: Mapping[str, Picture]
    step: Step
    memo: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False)

    @property
    def pitch(self) -> float:
        """The line pitch of running text as a multiple of its size."""
        return self.theme.slide["body"].pitch

    @property
    def numbers_pt(self) -> tuple[float, ...]:
        """The sizes that a key number may take, largest first."""
        return _sizes(self.theme, "number", NUMBERS)

    def phrase(self, name: str, default: str) -> str:
        """A fixed word in the paper's first language."""
        lines = self.meta.phrases.get(name)
        return lines.first if lines else default


def steps(theme: Theme) -> tuple[Step, ...]:
    """The steps of a theme, roomiest first; the table and statement sizes spread over those of the body."""
    body = theme.slide["body"].sizes_pt
    sized = tuple(
        Step(
            size,
            _spread(theme.slide["statement"].sizes_pt, index, len(body)),
            _spread(theme.slide["table"].sizes_pt, index, len(body)),
            _spread(TABLE_PADS_PT, index, len(body)),
            _spread(theme.slide["statement"].sizes_pt, index, len(body)),
            _spread(_sizes(theme, "large", LARGE), index, len(body)),
            _spread(_sizes(theme, "quote", QUOTE), index, len(body)),
        )
        for index, size in enumerate(body)
    )
    airy = replace(sized[0], pad_pt=AIRY_TABLE_PAD_PT, key_pt=KEY_NUMBER_PT, paragraph_gap=AIRY_PARAGRAPH_GAP, gap_pt=AIRY_GAP_PT)
    return (airy, *sized)


def _sizes(theme: Theme, role: str, default: tuple[float, ...]) -> tuple[float, ...]:
    return theme.slide[role].sizes_pt if role in theme.slide else default


def _spread(sizes: Sequence[float], index: int, count: int) -> float:
    return sizes[index * len(sizes) // count]
