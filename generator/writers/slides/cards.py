"""Slots that come in numbers: the cards of a team, and figures with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.document import Image, KeyNumber, Section, Text
from generator.writers.frames import Box
from generator.writers.slides import layouts, words
from generator.writers.slides.flow import Region
from generator.writers.slides.grid import Slot
from generator.writers.slides.pieces import Piece
from generator.writers.slides.step import Setting
from generator.writers.slides.text import NUMBER_PITCH, Manner
from generator.writers.slides.words import Look

CARD_PT = 18.0
LABEL_PT = 18.0


def team(content: layouts.Content, slots: Mapping[str, Slot], shift: float) -> list[Region]:
    """A card a person, as many as the layout holds; people who need a second slide are dealt out evenly."""
    cards = [piece for _, piece in content]
    held = sum(name.startswith("card ") for name in slots)
    shown = layouts.dealt(len(cards), held)
    regions: list[Region] = []
    for number, piece in enumerate(cards[:shown], 1):
        for name, pieces in ((f"photo {number}", _portraits(piece)), (f"card {number}", (piece,))):
            if name in slots and pieces:
                manner = Manner("card", CARD_PT) if name.startswith("card") else Manner()
                regions.append(Region(name, lowered(slots[name].box, shift), pieces, slots[name], manner))
    return regions


def _portraits(piece: Piece) -> tuple[Piece, ...]:
    assert isinstance(piece.block, Section)
    return tuple(Piece(child, child) for child in piece.block.children if isinstance(child, Image))[:1]


def key_numbers(content: layouts.Content, slots: Mapping[str, Slot], shift: float, setting: Setting) -> list[Region]:
    """Figures of one size over their labels, and what follows from them."""
    figures = [piece for _, piece in content if isinstance(piece.block, KeyNumber)]
    others = tuple(piece for _, piece in content if not isinstance(piece.block, KeyNumber))
    values = [piece.block.value for piece in figures if isinstance(piece.block, KeyNumber)]
    size = value_size(values, lowered(slots["number 1"].box, shift), setting)
    regions: list[Region] = []
    for number, piece in enumerate(figures, 1):
        figure, label = slots[f"number {number}"], slots[f"label {number}"]
        regions.append(Region(f"number {number}", lowered(figure.box, shift), (piece,), figure, Manner("number", size)))
        said = Manner("label", min(setting.step.body_pt, LABEL_PT))
        regions.append(Region(f"label {number}", label.box, (piece,), label, said))
    if others and "takeaway" in slots:
        regions.append(Region("takeaway", slots["takeaway"].box, others, slots["takeaway"], Manner("takeaway")))
    return regions


def value_size(values: Iterable[str], box: Box, setting: Setting) -> float:
    """The largest size at which every value stands on one line of its box; the smallest when none does."""
    said = list(values)
    sizes = setting.numbers_pt
    for size in sizes:
        look = Look(size, bold=True, lang=setting.meta.language)
        lines = [words.line((Text(value),), look, NUMBER_PITCH, setting.theme) for value in said]
        if all(words.count(line, box.width, setting.theme) == 1 and line.pitch_pt <= box.height for line in lines):
            return size
    return sizes[-1]


def lowered(box: Box, shift: float) -> Box:
    """A box whose upper edge stands `shift` points lower."""
    return Box(box.x, box.y + shift, box.width, box.height - shift)


def together(regions: Sequence[Region]) -> set[int]:
    """The identities of all pieces of regions."""
    return {id(piece) for region in regions for piece in region.pieces}
