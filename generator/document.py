"""The document tree: what a paper says, before any format.

Between reading (`markup`) and writing (`writers`) stands this small closed tree. A template can say nothing that is not here, and
every writer covers every node (`match` … `assert_never`). Each class names its XHTML element and its WordprocessingML (W) and
PresentationML (P) counterpart.

Text is normalised: white space is collapsed, a line break is a `LineBreak` (or "\\n" in the plain strings of charts and schedules).
A bilingual paper is stacked: a block's inlines end with one `Second`, the same words in the second language.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Literal, overload

from generator.frozen import dataclass

# --------------------------------------------------------------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class Text:
    """Characters. XHTML: text; W: `w:t`; P: `a:t`."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words. XHTML: `strong`; W: character style Strong; P: `b="1"`."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words. XHTML: `em`; W: character style Emphasis; P: `i="1"` (Chinese: bold, never slanted)."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to http(s), mailto, tel, or "#id" inside the paper. XHTML: `a`; W: `w:hyperlink`; P: `a:hlinkClick`."""

    href: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph. XHTML: `br`; W: `w:br`; P: `a:br`."""


@dataclass(frozen=True, slots=True)
class Subscript:
    """XHTML: `sub`; W: `w:vertAlign subscript`; P: negative `baseline`."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """XHTML: `sup`; W: `w:vertAlign superscript`; P: positive `baseline`."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Span:
    """Words with a named look, a language or an anchor of their own. XHTML: `span`; W: character style; P: run properties."""

    children: Inlines
    class_: str = ""
    lang: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A check box, in Word one to tick. XHTML: `input type="checkbox"`; W: `w14:checkbox`; P: a square drawn in text.

    `at` is the JSON pointer of its YAML value and `label` its name, both as a Control has them.
    """

    checked: bool = False
    at: str = ""
    label: str = ""


ControlType = Literal["text", "choice", "combo", "date"]
"""text: words · choice: one of a closed list · combo: a list that other words may replace · date: a day, with or without its time."""


@dataclass(frozen=True, slots=True)
class Control:
    """A value that is filled in or changed in Word. XHTML: `span class="control"`; W: a run-level `w:sdt`; P: its words.

    `at` is the JSON pointer of the YAML value and `value` that value as it is written there ("open", "2026-10-30"; "" when there is none);
    `label` names the control in the paper's language. One without children is empty: Word shows `hint`, paper leaves the place to write in.
    `choices` are pairs of a value and its name. A second language is the last child, and the control then the last inline of its block.
    """

    type: ControlType
    at: str
    children: Inlines = ()
    value: str = ""
    label: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Second:
    """The same words in the second language, stacked below the first, smaller and grey; only as the last inline of a block.

    XHTML: `span class="second"`; W: `w:br` and character style Second; P: `a:br` and a smaller grey run.
    """

    children: Inlines
    lang: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Names a heading, table or figure of the paper: by its number ("Table 3"), or by its words where it has none.

    XHTML: an empty `a class="ref"`, `href` "#id"; W: a REF field; P: the words.
    """

    target: str


@dataclass(frozen=True, slots=True)
class CaptionNumber:
    """ "Table 1" at the beginning of a caption. Never written by a template: `writers.labels` puts it there.

    XHTML: `span data-drawn="number"`; W: character style Caption Number and a SEQ field; P: left out. `pattern` holds {n}; `id` is
    the id of the table or figure; `second` says that it is that of the second language, `repeated` that its words are the first one's.
    """

    pattern: str
    number: int
    id: str = ""
    second: bool = False
    repeated: bool = False

    @property
    def words(self) -> str:
        """The number in its words."""
        return self.pattern.replace("{n}", str(self.number))


Inline = (
    Text | Strong | Emphasis | Link | LineBreak | Subscript | Superscript | Span | Checkbox | Control | Second | Reference | CaptionNumber
)
Inlines = tuple[Inline, ...]

# --------------------------------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """XHTML: `p`; W: `w:p` in the paragraph style of its class; P: `a:p`. `at` is the JSON pointer of its YAML source."""

    children: Inlines
    class_: str = ""
    at: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """XHTML: `h1`–`h4`; W: styles Heading 1–4; P: the title placeholder (first heading of a slide) or a bold line.

    `number` ("1.2") is never written by a template: `writers.labels` puts it there in papers that number their headings.
    """

    level: Literal[1, 2, 3, 4]
    children: Inlines
    id: str = ""
    lang: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """XHTML: `li`: inlines, then nested lists."""

    children: Inlines
    nested: tuple[List, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """XHTML: `ul`/`ol`; W: List Bullet/List Number 1–3, every ordered list its own `w:num`; P: bulleted/numbered paragraphs."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    class_: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """XHTML: `td`, or `th` when `header`; W: `w:tc`; P: `a:tc`."""

    children: Inlines
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    class_: str = ""


class PlainCells(Sequence[Cell]):
    """The cells of a row that hold a plain text each, or nothing, and are of their columns' classes.

    Kept as texts, since a table of ten thousand rows has sixty thousand; a Cell is made when one is asked for, and all are equal to a tuple
    of the same cells.
    """

    __slots__ = ("texts",)

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts

    @overload
    def __getitem__(self, index: int) -> Cell: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Cell, ...]: ...

    def __getitem__(self, index: int | slice) -> Cell | tuple[Cell, ...]:
        return tuple(self)[index] if isinstance(index, slice) else _plain_cell(self.texts[index])

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Cell]:
        return map(_plain_cell, self.texts)

    def __eq__(self, other: object) -> bool:
        return self.texts == other.texts if isinstance(other, PlainCells) else tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"PlainCells({self.texts!r})"


def _plain_cell(text: str) -> Cell:
    return Cell((Text(text),) if text else ())


def are_single(cells: Sequence[Cell]) -> bool:
    """Whether none of the cells covers more than its own place."""
    return type(cells) is PlainCells or all(cell.colspan == 1 == cell.rowspan for cell in cells)


@dataclass(frozen=True, slots=True)
class Row:
    """XHTML: `tr`; W: `w:tr` (never split over pages); P: `a:tr`. Cells covered by a rowspan from above are not listed."""

    cells: Sequence[Cell]
    class_: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """XHTML: `col`; its class decides alignment and the share of the width (text, number, date, narrow, wide)."""

    class_: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """XHTML: `table`; W: `w:tbl`, head rows repeated; P: `a:tbl`. Class "signoff" is the sign-off block (kept whole)."""

    body: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    foot: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    caption: Inlines = ()
    class_: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One label and its value. XHTML: `dt` + `dd` (which carries `data-at`)."""

    label: Inlines
    value: Inlines
    at: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """A grid of labels and values. XHTML: `dl class="fields …"`; W: a borderless table in styles Label and Value; P: a table."""

    items: tuple[Field, ...]
    class_: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. XHTML: `figure class="image …"` with `img` and `figcaption`; W: `wp:inline`; P: `p:pic`.

    `src` is relative to the paper."""

    src: str
    alt: str
    caption: Inlines = ()
    class_: str = ""
    id: str = ""
    at: str = ""


ChartType = Literal["bar", "column", "stacked", "percent", "line", "combo", "pareto", "doughnut", "scatter", "multiples"]
"""bar: horizontal clustered · column: vertical clustered · stacked: stacked columns · percent: 100 % stacked columns · line ·
combo: columns, and lines on a second axis · pareto: columns by size, and their cumulative share as a line · doughnut: the shares of one
series · scatter: a point per category, the first series across and the second up · multiples: a small column chart per series, all on
one scale."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value per category; None is a gap ("no data"), drawn as nothing and printed as –. In a combo the series of
    `axis` 2 are lines on the second axis."""

    name: str
    values: tuple[Decimal | None, ...]
    axis: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart. XHTML: `figure class="chart …"` holding its data as a table; W and P: a `c:chartSpace` part with its workbook.

    `title` is the conclusion (figcaption); `unit` and `source` are always stated; `number_format` is a SpreadsheetML format code
    ("#,##0", "0.0%"); `highlight` is the series or category drawn in the accent colour ("" for none); `palette` "brand" or "media".

    `axis2` and `format2` are unit and number format of the second axis: a combo's lines, the upward figures of a scatter; a Pareto's
    `axis2` names its line. `places` are the positions in the palette of what is coloured (series, or the slices, points or media among
    the categories), so that a brand or medium keeps its colour where others are missing; () counts on from 0. `cross` says where the
    lines that quarter a scatter stand.
    """

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    title: Inlines = ()
    alt: str = ""
    unit: str = ""
    number_format: str = "#,##0"
    highlight: str = ""
    source: str = ""
    palette: Literal["brand", "media"] = "brand"
    class_: str = ""
    id: str = ""
    at: str = ""
    axis2: str = ""
    format2: str = ""
    places: tuple[int, ...] = ()
    cross: Literal["mean", "zero"] = "mean"


@dataclass(frozen=True, slots=True)
class Task:
    """A bar of a schedule, or its milestone (a day: `start` = `end`)."""

    name: str
    start: datetime.date
    end: datetime.date
    group: str = ""
    owner: str = ""
    milestone: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A Gantt chart. XHTML: `figure class="schedule …"` holding its tasks as a table; W: a table; P: named and grouped shapes.

    `headings` are the words over task, owner, start and end.
    """

    tasks: tuple[Task, ...]
    headings: tuple[str, str, str, str]
    title: Inlines = ()
    class_: str = ""
    id: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A figure that is read from the back of the room. XHTML: `figure class="keynumber"`: `strong` and `figcaption`."""

    value: str
    label: Inlines
    class_: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. XHTML: `blockquote`; W: style Quote."""

    children: Blocks
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """The one thing to read. XHTML: `aside class="callout"`; W: style Callout, accent rule at the left."""

    children: Blocks
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Speaker notes of a slide. XHTML: `aside class="notes"`; W: left out (they belong to the deck); P: the notes slide."""

    children: Blocks
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: a heading, and the page that it stands on (0 where no layout has told)."""

    level: int
    id: str
    children: Inlines
    number: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, of the headings down to level `depth`. XHTML: `nav class="toc"`, its title a `p`; W: a TOC field; P: left out.

    `entries` are never written by a template: `writers.labels` puts them there.
    """

    title: Inlines = ()
    depth: Literal[1, 2, 3] = 2
    id: str = ""
    lang: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """XHTML: `hr class="page"`; W: `w:pageBreakBefore` on what follows; P: nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper, or one slide of a deck (its class is the layout), or a slot of a slide (its class is the slot).

    XHTML: `section`. In a document, classes are "" (plain), "compact" (the small style set), "keep" (on one page), "columns"
    (its children are sections of class "column", set side by side) and "column".
    """

    children: Blocks
    class_: str = ""
    id: str = ""
    lang: str = ""
    at: str = ""


Block = (
    Paragraph | Heading | List | Table | Fields | Image | Chart | Schedule | KeyNumber | Quote | Callout | Notes
    | Contents | PageBreak | Section
)
Blocks = tuple[Block, ...]

# ----------------------------------------------------------------------------------------------------------------- the paper

Cut = Literal["document", "deck"]
Audience = Literal["client", "internal", "private"]


@dataclass(frozen=True, slots=True)
class Lines:
    """The same words in the paper's first and second language; `second` is "" in a paper of one language."""

    first: str
    second: str = ""

    def __bool__(self) -> bool:
        return bool(self.first)

    def __iter__(self) -> Iterator[str]:
        """The lines that are there."""
        return iter((self.first, self.second) if self.second else (self.first,))


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the title block's grid; `control` is its value where that may be changed in Word."""

    label: Lines
    value: Lines
    at: str = ""
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture in place of a name in the letterhead and on the cover: its key among the pictures, and whose it is."""

    src: str
    owner: Literal["agency", "client"] = "agency"


@dataclass(frozen=True, slots=True)
class Meta:
    """What a theme draws around the body: letterhead, title block, header, footer, watermark, document properties.

    `languages` are BCP 47 tags, first and (bilingual) second. `date` is the paper's own date: no clock is ever read.
    `mark` is the watermark of the status ("" for none). `page_budget` is the most pages that a reader is asked to read (0: any number).
    `heading_numbers` and `caption_numbers` say whether those are numbered (None: as the theme has it). `phrases` are the fixed words
    a writer needs ("page_of" with {page} and {pages}, "continued", "no_data", "source", …), each in the paper's languages.
    """

    kind: str
    id: str
    title: Lines
    kind_label: Lines
    languages: tuple[str, ...]
    date: datetime.date
    version: str = ""
    status: str = ""
    status_label: Lines = Lines("")
    mark: Lines = Lines("")
    confidentiality: Lines = Lines("")
    client: Lines = Lines("")
    agency: Lines = Lines("")
    author: Lines = Lines("")
    subtitle: Lines = Lines("")
    facts: tuple[Fact, ...] = ()
    logo: Logo | None = None
    audience: Audience = "client"
    page_budget: int = 0
    heading_numbers: bool | None = None
    caption_numbers: bool | None = None
    phrases: Mapping[str, Lines] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The first language."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper in one cut: a document (flowing blocks) or a deck (one `Section` a slide)."""

    meta: Meta
    body: Blocks
    cut: Cut = "document"
