"""The table of contents: a TOC field whose cached entries and page numbers are right, so that Word need not ask to update it."""

from __future__ import annotations

from generator.document import Contents, Entry
from generator.writers.labels import plain
from generator.writers.wordprocessing.citing import begun, ended, field
from generator.writers.wordprocessing.paragraphs import Place, paragraph, styled
from generator.writers.wordprocessing.runs import Look, text_run
from generator.writers.wordprocessing.story import Story

UNKNOWN_PAGE = "–"
"""Instead of a page number that no layout has told."""

INDENT = 240
NUMBER_ROOM = 360
"""Indent of one level, and room for a heading's number, in twentieths of a point."""

TAB = "<w:r><w:tab/></w:r>"


def contents(block: Contents, place: Place, story: Story) -> str:
    """The title and the field, as the building block that Word offers to update; nothing without headings."""
    story.mark(block.id)
    if not block.entries:
        return ""
    title = styled(block.title, "TOC Heading", place.kept, story, block.lang) if block.title else ""
    place = place.later if title else place
    written = []
    for index, entry in enumerate(block.entries):
        start = begun(rf'TOC \o "1-{block.depth}" \h \z \u') if index == 0 else ""
        end = ended() if index == len(block.entries) - 1 else ""
        written.append(_entry(entry, start, end, place, story))
        place = place.later
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{story.control()}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(written)}</w:sdtContent></w:sdt>"
    )


def _entry(entry: Entry, start: str, end: str, place: Place, story: Story) -> str:
    """A heading, dots and its page, all of it a link."""
    name = story.heading_name(entry.id)
    style = f"TOC {min(entry.level, 3)}"
    words = plain(entry.children)
    look = place.look(style, story)
    text = text_run(words.first, look, story)
    if words.second:
        second = Look(style="Second", language=story.meta.languages[-1], half_points=look.second)
        text += text_run(f"  {words.second}", second, story)
    number = f"{text_run(entry.number, look, story)}{TAB}" if entry.number else ""
    page = field(rf"PAGEREF {name} \h", f"<w:r><w:t>{entry.page or UNKNOWN_PAGE}</w:t></w:r>")
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{number}{text}{TAB}{page}</w:hyperlink>'
    return paragraph(f"{start}{link}{end}", style, place, story, numbering=_tabs(entry, place))


def _tabs(entry: Entry, place: Place) -> str:
    """The stops that Word itself writes: one behind the heading's number, one with dots at the edge of the text."""
    indent = INDENT * (min(entry.level, 3) - 1)
    left = f'<w:tab w:val="left" w:pos="{indent + NUMBER_ROOM + INDENT * entry.number.count(".") // 2}"/>' if entry.number else ""
    return f'<w:tabs>{left}<w:tab w:val="right" w:leader="dot" w:pos="{place.width}"/></w:tabs>'
