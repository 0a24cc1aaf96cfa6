"""Words of a rendered deck that left their place: LibreOffice's PDF held against the placed frames."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfplumber

from generator.theme import Theme
from generator.writers.frames import Box, ChartFrame, Deck, Slide
from generator.writers.measure import HANGING
from tests.standing import Said, said

TOLERANCE_PT = 2.0
"""By how much ink may stand out of its box: LibreOffice rounds to 1/100 mm and draws a capital's serif outside of its advance."""

ASCENT_EM, DESCENT_EM = 0.75, 0.12
"""How far ink reaches above and below the base line: a capital or Chinese character, and a comma. Tails of letters lie in the line's room."""

LEAST_ALIKE = 4
"""Characters that a stretch among a chart's own words must share with a planned one to be taken for it; at its ends as many may be the
chart's that happen to be alike."""

AUTOFIT = re.compile(rb"<a:(?:normAutofit|spAutoFit)[^>]*?(?:/>|>.*?</a:(?:normAutofit|spAutoFit)>)", re.DOTALL)


LINK = re.compile(rb"<a:hlinkClick [^>]*/>")
"""LibreOffice draws a link as a field, which it breaks within words and sets on lines of another pitch; PowerPoint does not."""


def plain(data: bytes) -> bytes:
    """A presentation whose text never shrinks (slides, layouts and masters say noAutofit), its links plain words."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            drawn = name.startswith("ppt/slide") and name.endswith(".xml")
            new.writestr(name, LINK.sub(b"", AUTOFIT.sub(b"<a:noAutofit/>", part)) if drawn else part)
    return made.getvalue()


class Pages:
    """What was found in the PDF of a deck: words that left, and how many characters were found in their place."""

    def __init__(self) -> None:
        self.strays: list[str] = []
        self.expected = 0
        self.matched = 0

    def read(self, pdf: Path, deck: Deck, theme: Theme) -> None:
        """Hold each page against its slide."""
        with pdfplumber.open(pdf) as file:
            assert len(file.pages) == len(deck.slides), pdf.name
            for page, slide in zip(file.pages, deck.slides, strict=True):
                scale = deck.width_pt / float(page.width)
                drawn = [char for char in page.chars if char["text"].strip()]
                self._page(drawn, slide, theme, Box(0, 0, deck.width_pt, deck.height_pt), scale, float(page.height), pdf.stem)

    def _page(self, drawn: Sequence[Any], slide: Slide, theme: Theme, whole: Box, scale: float, height: float, name: str) -> None:
        expected = [(letter, one) for one in said(slide, theme) for letter in _letters(one.drawn)]
        found = [(letter, char) for char in drawn for letter in _letters(char["text"])]
        places = dict(_pairs([letter for letter, _ in found], [letter for letter, _ in expected]))
        self.expected += len(expected)
        self.matched += len(places)
        anywhere = [frame.box for frame in slide.frames]
        charts = [frame.box for frame in slide.frames if isinstance(frame, ChartFrame)]
        for index, (letter, char) in enumerate(found):
            ink = _ink(char, scale, height)
            said_there = expected[places[index]][1] if index in places else None
            strange = charts and any(near not in places for near in range(index - LEAST_ALIKE, index + LEAST_ALIKE + 1))
            homes = [said_there.box, *(charts if strange else ())] if said_there else anywhere
            where = f"{name} slide {slide.number} ({slide.layout})"
            if not _within(ink, whole, TOLERANCE_PT):
                self.strays.append(f"{where}: {letter} of {_called(said_there)} leaves the slide")
            elif not any(_within(ink, _room(home, letter, char, scale), TOLERANCE_PT) for home in homes):
                self.strays.append(f"{where}: {letter} at {ink.x:.0f}/{ink.y:.0f}–{ink.bottom:.0f} of {_called(said_there)}")


def _called(one: Said | None) -> str:
    return f"{one.name} {one.box}" if one else "no frame"


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _pairs(found: Sequence[str], expected: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Index of a drawn character → index of the planned one: both begin and end alike mostly; what differs between is aligned."""
    start = 0
    while start < min(len(found), len(expected)) and found[start] == expected[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(found), len(expected)) - start and found[-1 - end] == expected[-1 - end]:
        end += 1
        yield len(found) - end, len(expected) - end
    middle = SequenceMatcher(None, found[start : len(found) - end], expected[start : len(expected) - end], autojunk=False)
    for block in middle.get_matching_blocks():
        if block.size < LEAST_ALIKE:
            continue
        yield from ((start + block.a + step, start + block.b + step) for step in range(block.size))


def _ink(char: Any, scale: float, height: float) -> Box:
    """The box of a character's ink on the slide, from its base line and size."""
    base = (height - char["matrix"][5]) * scale
    size = char["size"] * scale
    return Box(char["x0"] * scale, base - ASCENT_EM * size, (char["x1"] - char["x0"]) * scale, (ASCENT_EM + DESCENT_EM) * size)


def _room(box: Box, letter: str, char: Any, scale: float) -> Box:
    """The box of a frame; a closing mark may hang beside it by its own width, as Chinese typography has it, and a bullet stands in it."""
    hanging = char["size"] * scale if letter in HANGING or letter in ",.;:!?" else 0.0
    return Box(box.x, box.y, box.width + hanging, box.height)


def _within(ink: Box, box: Box, tolerance: float) -> bool:
    across = ink.x >= box.x - tolerance and ink.right <= box.right + tolerance
    return across and ink.y >= box.y - tolerance and ink.bottom <= box.bottom + tolerance
