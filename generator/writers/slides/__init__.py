"""A deck's document → placed slides. Nothing here knows a file format.

`plan` reads a section into title, slots and notes; `flow` stacks what is in a slot; `fit` steps sizes down and breaks slides; `fixed`
fills what no text flows into. The geometry comes from the theme's reference deck alone (`grid`).
"""

from __future__ import annotations

from generator.writers.slides.deck import lay_out

__all__ = ["lay_out"]
