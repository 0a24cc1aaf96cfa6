"""The document tree: what a paper says, before any format.

Between reading (`markup`) and writing (`writers`) stands this small closed tree. A template can say nothing that is not here, and
every writer covers every node (`match` … `assert_never`). Each class names its XHTML element and its WordprocessingML (W) and
PresentationML (P) counterpart.

Text is normalised: white space is collapsed, a line break is a `LineBreak` (or "\\n" in the plain strings of charts and schedules).
A bilingual paper is stacked: a block's inlines end with one `Second`, the same words in the second language.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

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
    """A drawn check box. XHTML: `input type="checkbox"`; W: `w14:checkbox`; P: a square drawn in text."""

    checked: bool = False


@dataclass(frozen=True, slots=True)
class Second:
    """The same words in the second language, stacked below the first, smaller and grey; only as the last inline of a block.

    XHTML: `span class="second"`; W: `w:br` and character style Second; P: `a:br` and a smaller grey run.
    """

    children: Inlines
    lang: str


Inline = Text | Strong | Emphasis | Link | LineBreak | Subscript | Superscript | Span | Checkbox | Second
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
    """XHTML: `h1`–`h4`; W: styles Heading 1–4; P: the title placeholder (first heading of a slide) or a bold line."""

    level: Literal[1, 2, 3, 4]
    children: Inlines
    id: str = ""
    lang: str = ""


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


@dataclass(frozen=True, slots=True)
class Row:
    """XHTML: `tr`; W: `w:tr` (never split over pages); P: `a:tr`. Cells covered by a rowspan from above are not listed."""

    cells: tuple[Cell, ...]
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


ChartType = Literal["bar", "column", "stacked", "percent", "line"]
"""bar: horizontal clustered · column: vertical clustered · stacked: stacked columns · percent: 100 % stacked columns · line."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value per category; None is a gap ("no data"), drawn as nothing and printed as –."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart. XHTML: `figure class="chart …"` holding its data as a table; W and P: a `c:chartSpace` part with its workbook.

    `title` is the conclusion (figcaption); `unit` and `source` are always stated; `number_format` is a SpreadsheetML format code
    ("#,##0", "0.0%"); `highlight` is the series or category drawn in the accent colour ("" for none); `palette` "brand" or "media".
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
    Paragraph | Heading | List | Table | Fields | Image | Chart | Schedule | KeyNumber | Quote | Callout | Notes | PageBreak | Section
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
    """One line of the title block's grid."""

    label: Lines
    value: Lines
    at: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a theme draws around the body: letterhead, title block, header, footer, watermark, document properties.

    `languages` are BCP 47 tags, first and (bilingual) second. `date` is the paper's own date: no clock is ever read.
    `mark` is the watermark of the status ("" for none). `phrases` are the fixed words a writer needs ("page_of" with {page} and
    {pages}, "continued", "no_data", "source", …), each in the paper's languages.
    """

    kind: str
    id: str
    title: Lines
    kind_label: Lines
    languages: tuple[str, ...]
    date: datetime.date
    version: str = ""
    status: str = ""
    mark: Lines = Lines("")
    confidentiality: Lines = Lines("")
    client: Lines = Lines("")
    agency: Lines = Lines("")
    author: Lines = Lines("")
    subtitle: Lines = Lines("")
    facts: tuple[Fact, ...] = ()
    audience: Audience = "client"
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
