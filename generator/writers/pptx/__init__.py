"""PowerPoint: placed slides as native shapes on the theme's reference deck.

`reference` reads the theme's deck once, `deck` fills slides, `shapes` draws frames, `text` and `tables` their words, `growing` keeps parts,
relationships and content types. Everything is written as XML strings beside the reference's parts: python-pptx's object layer, which
reads the reference, takes three times as long for the rest as all of this together.
"""

from __future__ import annotations

from generator.writers.pptx.deck import write

__all__ = ["write"]
