"""What spelling a tree in HTML needs to know, and how characters and attributes are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from generator.document import Lines, Section
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.images import Picture

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# A parser turns raw line breaks and tabs of an attribute into spaces (XML 1.0, 3.3.3).
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

POINTS_PER_MM = 72 / 25.4

END = "h:end"
"""On pages, the id of what stands below the last block: where it lies tells how far the last page is filled."""

COLUMN_GAP_PT = 12.0
"""Between columns set side by side; print.css says the same."""


@dataclass(slots=True)
class Outline:
    """The headings open so far. In PDF/UA the first heading is an H1 and no level is skipped, whatever levels a template chose."""

    levels: list[int] = field(default_factory=list)

    def depth(self, level: int) -> int:
        """The depth of the next heading, of `level`, below the headings above it."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return len(self.levels)


@dataclass(frozen=True, slots=True)
class Setting:
    """The theme, the paper's languages, fixed words and pictures.

    `paged` is the spelling for WeasyPrint: text in `span.line` (exact line pitch), fields as a table (rows break over pages), check
    boxes drawn, speaker notes left out. Without it the spelling is plain HTML that `markup.read` reads back. `words` are those by which
    references name the ids of the paper (`labels`).
    """

    theme: Theme
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh-CN",)
    phrases: Mapping[str, Lines] = field(default_factory=dict)
    paged: bool = False
    outline: Outline = field(default_factory=Outline)
    words: Mapping[str, Lines] = field(default_factory=dict)
    columns: tuple[int, ...] = ()
    compact: bool = False
    second: bool = False

    @property
    def width_pt(self) -> float:
        """The width of the text here: the page's, or one column's (`columns` counts those set side by side, outermost first)."""
        page = self.theme.page
        width = (page.width_mm - page.margin_mm[1] - page.margin_mm[3]) * POINTS_PER_MM
        for count in self.columns:
            width = (width - COLUMN_GAP_PT * (count - 1)) / count
        return width

    @property
    def height_pt(self) -> float:
        """The height of the text of a page."""
        page = self.theme.page
        return (page.height_mm - page.margin_mm[0] - page.margin_mm[2]) * POINTS_PER_MM

    def inside(self, section: Section) -> Setting:
        """The setting of what stands in `section`."""
        names = section.class_.split()
        beside = sum(isinstance(child, Section) for child in section.children) if "columns" in names else 0
        return replace(self, columns=(*self.columns, beside) if beside else self.columns, compact=self.compact or "compact" in names)

    def phrase(self, name: str) -> Lines:
        """A fixed word of the paper, empty when it has none."""
        return self.phrases.get(name, Lines(""))


def escape(text: str) -> str:
    """`text` as element content."""
    return text.translate(_TEXT) if "&" in text or "<" in text or ">" in text else text


def attribute(name: str, value: str) -> str:
    """One attribute with a space before it, even when it is empty."""
    return f' {name}="{value.translate(_ATTRIBUTE)}"'


def attributes(**values: str) -> str:
    """The attributes that are not empty; `class_` is `class`, `data_at` is `data-at`."""
    return "".join([attribute(name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value])
