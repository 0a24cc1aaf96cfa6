"""PowerPoint: placed slides as native shapes on the theme's reference deck.

`deck` opens the reference and fills slides, `shapes` draws frames, `text` and `tables` their words, `scheme` the theme's colours and
fonts. All shapes are written as XML strings; python-pptx keeps the package: parts, relationships, pictures, notes.
"""

from __future__ import annotations

from generator.writers.pptx.deck import write

__all__ = ["write"]
