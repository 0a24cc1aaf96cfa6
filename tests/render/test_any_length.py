"""Generated decks in LibreOffice, autofit and links taken out: no word leaves its shape or the slide.

`make test-render` takes 20 of them, `make soak` 300 (BRIEFWRIGHT_DECKS).
"""

from __future__ import annotations

import dataclasses
import os
from itertools import islice
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.writers import pptx
from generator.writers.frames import Deck, Frame
from generator.writers.slides import lay_out
from tests.decks import PICTURES, theme
from tests.generated_decks import generated
from tests.render.office import to_pdf
from tests.render.words import Pages, plain
from tests.standing import overflows

pytestmark = pytest.mark.render

DECKS = int(os.environ.get("BRIEFWRIGHT_DECKS", "20"))
AT_ONCE = 10
"""Decks that one call of LibreOffice turns into PDF."""

MOST_REFUSED = 0.1
"""The share of decks that may be too long for any slide: one in twenty is made to be."""


@pytest.fixture(scope="module")
def placed() -> dict[int, Deck]:
    """The decks that were not refused."""
    found = {}
    for number in range(DECKS):
        try:
            found[number] = lay_out(generated(number), theme(), PICTURES)
        except GeneratorError:
            continue
    return found


@pytest.fixture(scope="module")
def rendered(placed: dict[int, Deck], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """LibreOffice's PDF of each deck, its autofit and links taken out."""
    folder = tmp_path_factory.mktemp("any-length")
    waiting = iter(placed)
    found: dict[int, Path] = {}
    while group := list(islice(waiting, AT_ONCE)):
        files = {number: folder / f"deck-{number}.pptx" for number in group}
        for number, file in files.items():
            file.write_bytes(plain(pptx.write(generated(number), theme(), PICTURES).data))
        made = to_pdf(list(files.values()), folder)
        found |= {number: made[file] for number, file in files.items() if file in made}
    return found


def test_decks_are_refused_as_the_exception(placed: dict[int, Deck]) -> None:
    assert len(placed) >= DECKS * (1 - MOST_REFUSED)


def test_nothing_runs_over_by_our_measure(placed: dict[int, Deck]) -> None:
    assert [f"deck {number}: {found}" for number, deck in placed.items() for found in overflows(deck, theme())] == []


def test_every_deck_opens(placed: dict[int, Deck], rendered: dict[int, Path]) -> None:
    assert set(rendered) == set(placed)


def test_no_word_leaves_its_shape_or_the_slide(placed: dict[int, Deck], rendered: dict[int, Path]) -> None:
    pages = Pages()
    for number, file in rendered.items():
        pages.read(file, placed[number], theme())
    assert pages.strays == []
    assert pages.matched >= 0.999 * pages.expected  # nearly every character was found and held against its own frame
    assert pages.expected > 1000 * len(rendered)


def test_a_frame_too_narrow_for_its_words_would_be_told(placed: dict[int, Deck], rendered: dict[int, Path]) -> None:
    number = next(iter(placed))
    slides = tuple(dataclasses.replace(slide, frames=tuple(map(_narrowed, slide.frames))) for slide in placed[number].slides)
    pages = Pages()
    pages.read(rendered[number], dataclasses.replace(placed[number], slides=slides), theme())
    assert len(pages.strays) > 100


def _narrowed(frame: Frame) -> Frame:
    return dataclasses.replace(frame, box=dataclasses.replace(frame.box, width=frame.box.width / 3))

