"""No text of a generated deck is lost in the PowerPoint file itself."""

from __future__ import annotations

import contextlib

from hypothesis import HealthCheck, given, settings

from generator.diagnostics import GeneratorError
from generator.document import Document
from generator.writers import pptx
from tests import trees
from tests.decks import PICTURES, theme
from tests.reading import shown_text


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees.decks())
def test_no_word_of_a_deck_is_lost(deck: Document) -> None:
    with contextlib.suppress(GeneratorError):  # a deck that does not fit is refused, with its own tests
        said = shown_text(pptx.write(deck, theme(), PICTURES).data, "pptx")
        lost = [word for word in trees.words(deck, notes=False, chart_names=False) if trees.squeezed(word) not in said]
        assert not lost


def test_most_generated_decks_fit() -> None:
    fitting = []

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(trees.decks())
    def tried(deck: Document) -> None:
        try:
            pptx.write(deck, theme(), PICTURES)
            fitting.append(True)
        except GeneratorError:
            fitting.append(False)

    tried()
    assert sum(fitting) > len(fitting) / 2
