"""Placed slides as pages of absolutely positioned HTML: the deck's PDF shows what its PowerPoint file shows.

Sizes, pitches, boxes and colours are those of the frames. Headings, lists and tables are real ones, so that the PDF is tagged; footer and
number stand in margin boxes, which a reader by ear is spared. `page` makes the pages, `boxes` the frames, `words` paragraphs and lists,
`tables` tables.
"""

from __future__ import annotations

from generator.writers.slide_pages.page import pages

__all__ = ["pages"]
