"""What counts and names: fields, numbers of captions, references to headings, tables and figures."""

from __future__ import annotations

import re

from generator.document import CaptionNumber, Reference
from generator.writers.labels import reference_words
from generator.writers.wordprocessing.story import Story

_NO_NAME = re.compile(r"\W+")
_REFERENCE_SWITCHES = r"\h \* CHARFORMAT"
"""A link to what is named, in the look of the words around it, not of the heading's or caption's own."""


def field(instruction: str, result: str, properties: str = "") -> str:
    """A complex field with its cached result, which are runs; `properties` is the `w:rPr` of its marks."""
    return f"{begun(instruction, properties)}{result}{ended(properties)}"


def begun(instruction: str, properties: str = "") -> str:
    """The runs that begin a field, up to its result."""
    run = f"<w:r>{properties}"
    return (
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>{run}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def ended(properties: str = "") -> str:
    """The run that ends a field."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def instruction_of(number: CaptionNumber) -> str:
    """The SEQ field of a caption: counted on under the words of its label, as Word's own captions are. Each language has its own label
    and so its own count; only where both have one word does the second repeat the first (LibreOffice shows 0 for a repeated number)."""
    name = _NO_NAME.sub("_", number.pattern.partition("{n}")[0].strip()).strip("_") or "Caption"
    return rf"SEQ {name} \c" if number.repeated else rf"SEQ {name} \* ARABIC"


def caption_mark(number: CaptionNumber, content: str, story: Story) -> str:
    """The number of a caption as the target of references."""
    return story.ranged(number.id, content, second=number.second) if number.id else content


def reference(target: Reference, look_is_second: bool, story: Story) -> tuple[str, list[tuple[str, str]]]:
    """The anchor of a plain link ("" where there are fields), and the fields of a reference with the words that each shows."""
    words = reference_words(story.words, target.target, second=look_is_second)
    number = story.numbers.get(target.target)
    if number is None:
        return story.anchor(target.target), [("", words)]
    lines = story.words[target.target]
    name = story.range_name(target.target, second=look_is_second and bool(lines.second))
    shown = [(rf"REF {name} {_REFERENCE_SWITCHES}", words.removeprefix(number).lstrip() if number else words)]
    return "", [(rf"REF {name} \r {_REFERENCE_SWITCHES}", number), *shown] if number else shown
