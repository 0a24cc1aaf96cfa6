"""Placed slides: every rectangle, size and line of a deck, decided once.

`slides` makes them from a document; `pptx` places them as native shapes and `slide_pages` as boxes of a page, so that both show the
same slide. Lengths are points from the upper left corner of the slide; colours are names of the theme's colours.
"""

from __future__ import annotations

from typing import Literal

from generator.diagnostics import Diagnostic
from generator.document import Chart
from generator.frozen import dataclass

Align = Literal["left", "centre", "right"]
Anchor = Literal["top", "middle", "bottom"]
Bullet = Literal["", "bullet", "number"]

INDENT_PT = 18.0
"""How far each level of a list hangs in."""

NUMBER_INDENT_PT, LARGE_NUMBER_INDENT_PT = 26.0, 36.0
"""How far the words of a numbered item stand from its number; the second for words larger than `LARGE_PT`."""

LARGE_PT = 20.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


def within(box: Box, inset: float) -> Box:
    """A box without a border of `inset` points all round."""
    return Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; "\\n" is a line break. `baseline` is 1 for superscript, -1 for subscript."""

    text: str
    size_pt: float
    colour: str = "ink"
    lang: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    baseline: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide: its runs, exact line pitch, space before, place in a list (level from 1; 0 for none) and heading level.

    `under_pt` is the indent of words that belong to the numbered item above them.
    """

    runs: tuple[Run, ...]
    pitch_pt: float
    before_pt: float = 0.0
    level: int = 0
    bullet: Bullet = ""
    number: int = 0
    align: Align = "left"
    heading: int = 0
    under_pt: float = 0.0

    @property
    def text(self) -> str:
        """The words, without their looks."""
        return "".join(run.text for run in self.runs)

    @property
    def indent_pt(self) -> float:
        """How far the text stands in from the left edge."""
        if self.under_pt:
            return self.under_pt
        return max(0, self.level - 1) * INDENT_PT + self.hanging_pt + (INDENT_PT if self.level and not self.bullet else 0.0)

    @property
    def hanging_pt(self) -> float:
        """How far the bullet or number stands left of the text."""
        large = bool(self.runs) and self.runs[0].size_pt > LARGE_PT
        return {"": 0.0, "bullet": INDENT_PT, "number": LARGE_NUMBER_INDENT_PT if large else NUMBER_INDENT_PT}[self.bullet]


@dataclass(frozen=True, slots=True)
class TextFrame:
    """A text box or, with `placeholder`, that slot of the layout. `rule` is the colour of a rule at its left, `height_pt` the text's.

    The words of a card keep `inset_pt` from its edge; its `fill` (and `opacity`) is the layout's, so that a native shape inherits it.
    """

    box: Box
    lines: tuple[Line, ...]
    placeholder: str = ""
    name: str = "Text"
    anchor: Anchor = "top"
    rule: str = ""
    height_pt: float = 0.0
    inset_pt: float = 0.0
    fill: str = ""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; `covered` when a span from the left ("h") or from above ("v") lies over it; `fill` the RRGGBB of a shaded one."""

    lines: tuple[Line, ...]
    colspan: int = 1
    rowspan: int = 1
    covered: Literal["", "h", "v"] = ""
    header: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: one cell per column, covered ones included. `kind` decides weight and rules."""

    cells: tuple[TableCell, ...]
    height_pt: float
    kind: Literal["head", "body", "total", "subtotal"] = "body"


@dataclass(frozen=True, slots=True)
class TableFrame:
    """A table; `pad_pt` is the space over and under the words of a cell, `side_pt` that between columns (none at the outer edges)."""

    box: Box
    widths_pt: tuple[float, ...]
    rows: tuple[TableRow, ...]
    pad_pt: float
    side_pt: float
    alt: str = ""
    placeholder: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """A native chart."""

    box: Box
    chart: Chart
    alt: str
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """A picture, cropped to fill its box by these shares of its own sides (left, top, right, bottom).

    One that lies `behind` the words is read after the title, but drawn before it.
    """

    box: Box
    src: str
    alt: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    placeholder: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One shape of a schedule: a filled shape, or words when `lines` are there."""

    kind: Literal["bar", "milestone", "rule", "text"]
    box: Box
    name: str
    colour: str = ""
    lines: tuple[Line, ...] = ()
    anchor: Anchor = "middle"


@dataclass(frozen=True, slots=True)
class ScheduleFrame:
    """A Gantt chart: its shapes from back to front, kept together as one group. `rows` are its tasks in words, for a reader by ear."""

    box: Box
    marks: tuple[Mark, ...]
    alt: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour of a gradient, and where in it, from 0 to 1."""

    at: float
    colour: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle that the layout draws behind the frames: a `colour` (a name of the theme or RRGGBB), or a gradient, or a picture.

    The angle of a gradient is degrees clockwise from left to right; a picture is cropped by shares of its sides (left, top, right,
    bottom) and then stretched over the box, as a picture fill of a master is.
    """

    box: Box
    colour: str = ""
    stops: tuple[Stop, ...] = ()
    angle: float = 0.0
    picture: bytes = b""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


Frame = TextFrame | TableFrame | ChartFrame | PictureFrame | ScheduleFrame


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide. `frames` stand in reading order, the title first; `panels` are what its layout draws (a native slide inherits them);
    `section` is the part of the deck it belongs to."""

    number: int
    layout: str
    title: str
    frames: tuple[Frame, ...]
    panels: tuple[Panel, ...] = ()
    notes: tuple[str, ...] = ()
    section: str = ""
    id: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """The placed slides of a paper, their size in points, and warnings about them."""

    slides: tuple[Slide, ...]
    width_pt: float
    height_pt: float
    warnings: tuple[Diagnostic, ...] = ()
