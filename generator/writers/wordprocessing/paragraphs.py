"""Paragraphs: `w:p` in a named style, headings, lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from generator.document import Heading, Inlines, List, ListItem, Paragraph, Second
from generator.frozen import dataclass
from generator.writers.labels import HEADING_ID
from generator.writers.wordprocessing.runs import Look, runs, second_look, text_run
from generator.writers.wordprocessing.story import Story

AFTER_TABLE = 160
AFTER_TABLE_COMPACT = 120
"""Space between a table and the paragraph after it, in twentieths of a point: 8 pt (a table has no space of its own), 6 pt in the
small style set; print.css says the same."""

SPACER_LINE = 20
"""Height of an empty paragraph between two tables: 1 pt."""

STEP = 320
"""Indent of one level of a list, in twentieths of a point: what reference.docx says."""

STYLES = {
    "lead": "Lead",
    "second": "Body Text Second",
    "source": "Source",
    "note": "Note",
    "takeaway": "Lead",
    "subtitle": "Subtitle",
    "label": "Label",
    "value": "Value",
    "statement": "Callout",
}
"""Class of a paragraph → its style; any other class is body text."""

INDENTED = frozenset({"Quote", "Callout"})
"""Styles that stand in by 12 pt beside their rule; what else is in a quotation or callout stands in with them."""

Keep = Literal["", "inner", "all", "end"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand. `width` is the room in twentieths of a point; `keep`: "inner" keeps each paragraph with the next but the last,
    "all" the last one too, "end" no more than the last, with a table's last row; `new_page` and `gap` (space to what is above) hold for
    the first paragraph only; `body` is the style of plain paragraphs. `opening`: the first paragraph of a column, which may not be kept
    with the next: a row whose first paragraph is kept is kept whole, and a long column would leave the page above it empty."""

    width: int
    compact: bool = False
    keep: Keep = ""
    new_page: bool = False
    gap: int = 0
    language: str = ""
    body: str = "Body Text"
    opening: bool = False

    @property
    def after_table(self) -> int:
        """The space below a table here."""
        return AFTER_TABLE_COMPACT if self.compact else AFTER_TABLE

    @property
    def later(self) -> Place:
        """The place of what follows the first paragraph."""
        return replace(self, new_page=False, gap=0, opening=False) if self.new_page or self.gap or self.opening else self

    @property
    def kept(self) -> Place:
        """The place of what must stay with what follows it."""
        return self if self.keep == "all" else replace(self, keep="all")

    @property
    def kept_at_its_end(self) -> Place:
        """The place of what may break, and stays with what follows where it ends."""
        return self if self.keep else replace(self, keep="end")

    def named(self, name: str, story: Story) -> str:
        """`name`, or its compact variant where the small style set holds and has one."""
        compact = f"{name} Compact"
        return compact if self.compact and compact in story.theme.styles else name

    def look(self, style: str, story: Story, language: str = "") -> Look:
        """The look of plain runs in a paragraph of `style`."""
        named = story.text_style(style)
        return Look(
            language=language or self.language, second=story.half_points(style, story.theme.second_scale), heavy=named.bold
        )


def paragraph(
    content: str,
    style: str,
    place: Place,
    story: Story,
    *,
    numbering: str = "",
    spacing: str = "",
    after_spacing: str = "",
    loose: bool = False,
) -> str:
    """`w:p` holding `content`, `loose` where its style would keep it with what follows.

    `numbering` is what the schema has before `w:spacing` (`w:numPr`, `w:tabs`), `spacing` its attributes, `after_spacing` what follows it.
    """
    if place.gap > story.text_style(style).before_pt * 20 and "w:before" not in spacing:
        spacing = f'w:before="{place.gap}" {spacing}'
    elif place.opening and story.text_style(style).before_pt and "w:before" not in spacing:
        spacing = f'w:before="0" {spacing}'  # columns begin at one height
    properties = "".join(
        (
            f'<w:pStyle w:val="{story.style(style)}"/>',
            "<w:keepNext/>" if place.keep in ("all", "end") else '<w:keepNext w:val="0"/>' if place.opening or loose else "",
            "<w:pageBreakBefore/>" if place.new_page else "",
            numbering,
            f"<w:spacing {spacing.strip()}/>" if spacing else "",
            after_spacing,
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{story.pending_bookmarks()}{content}</w:p>"


def styled(children: Inlines, style: str, place: Place, story: Story, language: str = "", spacing: str = "") -> str:
    """A paragraph of inlines in a style."""
    return paragraph(runs(children, place.look(style, story, language), story), style, place, story, spacing=spacing)


def spacer(place: Place, story: Story, before: int = 0) -> str:
    """A paragraph of one point, where the schema or Word needs one between or after tables."""
    return paragraph("", "Spacer", place, story, spacing=f'w:before="{before}"' if before else "")


def body_paragraph(block: Paragraph, place: Place, story: Story) -> str:
    """The `w:p` of a paragraph of the tree."""
    story.mark(block.id)
    style = STYLES.get(block.class_, place.body)
    indent = '<w:ind w:left="240"/>' if place.body in INDENTED and style not in INDENTED else ""
    named = place.named(style, story)
    content = runs(block.children, place.look(named, story, block.lang), story)
    return paragraph(content, named, place, story, after_spacing=indent, loose=block.class_ == "takeaway")


def heading(block: Heading, place: Place, story: Story) -> str:
    """The `w:p` of a heading; its style keeps it with what follows."""
    own = "" if block.id.startswith(HEADING_ID) else block.id
    story.mark(own)
    style = place.named(f"Heading {block.level}", story)
    look = place.look(style, story, block.lang)
    second = block.children[-1] if block.children and isinstance(block.children[-1], Second) else None
    first = runs(block.children[:-1] if second else block.children, look, story)
    content = story.ranged(own, first) if own else first
    if second:
        inner = runs(second.children, second_look(look, second.lang), story)
        # in the small style set both languages of a heading share a line
        content += text_run("  ", look, story) if place.compact else "<w:r><w:br/></w:r>"
        content += story.ranged(own, inner, second=True) if own else inner
    return paragraph(story.heading(block.id, content) if block.id else content, style, place, story)


# ---------------------------------------------------------------------------------------------------------------------- lists


def list_block(block: List, place: Place, story: Story, depth: int = 1) -> str:
    """The items of a list and of the lists in it; every ordered list begins at one. Word knows three levels of its list styles."""
    story.mark(block.id)
    language = block.lang or place.language
    here = replace(place, language=language)
    style = here.named(f"List {'Number' if block.ordered else 'Bullet'}{f' {min(depth, 3)}' if depth > 1 else ''}", story)
    if here.compact and depth > 1:
        style += " Compact"
    numbering, indent = _numbering(block, style, depth, story)
    items = []
    for index, item in enumerate(block.items):
        last = index == len(block.items) - 1
        around = here.kept if place.keep and not (last and not item.nested) else here
        end = last and not item.nested and depth == 1
        items.append(_item(item, style, around, story, numbering, indent, end))
        items += [list_block(nested, (here.kept if place.keep and not last else here).later, story, depth + 1) for nested in item.nested]
        here = here.later
    return "".join(items)


def _item(item: ListItem, style: str, place: Place, story: Story, numbering: str, indent: str, end: bool) -> str:
    """One item; the last one of a list stands as far from what follows as a paragraph does."""
    content = runs(item.children, place.look(style, story), story)
    after = f'w:after="{round(story.text_style(place.named("Body Text", story)).after_pt * 20)}"' if end else ""
    return paragraph(content, style, place, story, numbering=numbering, spacing=after, after_spacing=indent)


def _numbering(block: List, style: str, depth: int, story: Story) -> tuple[str, str]:
    """`w:numPr` of a list's items and their own indent: the style's list for bullets, a new one for numbers; 0 takes it away, and
    what is in an item then stands below its words.

    The level is written with each item: programs differ in what they make of a level that only the style gives.
    """
    if block.class_ == "plain":
        return '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>', f'<w:ind w:left="{STEP * (depth - 1)}" w:firstLine="0"/>'
    numbered = story.reference.lists.get(story.style(style))
    if numbered is None:
        return "", ""
    number = story.list_number(numbered) if block.ordered else numbered.number
    return f'<w:numPr><w:ilvl w:val="{numbered.level}"/><w:numId w:val="{number}"/></w:numPr>', ""
