"""Content controls: values that are filled in or changed in Word, each tagged with the JSON pointer of its YAML value.

All are run-level: programs that know no controls (and LibreOffice's round trip) then still keep the words in their paragraph.
"""

from __future__ import annotations

import hashlib
import re
from typing import assert_never

from generator.document import Checkbox, Control
from generator.quoting import quoteattr
from generator.writers.wordprocessing.story import Story

MOST_TAG = 64
"""Characters of a tag or an alias that Word takes."""

EMPTY = "\u2003\u2003\u2003"
"""What an empty control without a hint shows: room to click on."""

_DIGITS = 12
_CHECK_FONT = "Segoe UI Symbol"
_CHECKED, _UNCHECKED = "2611", "2610"
"""☑ rather than Word's ☒, which a reader may take for a no."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def tag_of(at: str) -> str:
    """The tag of a JSON pointer: itself, or, when it is longer than Word's 64 characters, "~", 12 digits of its SHA-256 and its end.

    No pointer begins with "~", so the reader sees which is which, and finds a shortened one by making the tags of the paper's pointers.
    """
    if len(at) <= MOST_TAG:
        return at
    digits = hashlib.sha256(at.encode()).hexdigest()[:_DIGITS]
    return f"~{digits}{at[len(at) - (MOST_TAG - 1 - _DIGITS):]}"


def control(block: Control, content: str, story: Story) -> str:
    """The `w:sdt` of a control around the runs `content`."""
    placeholder = "" if block.children else "<w:showingPlcHdr/>"
    return (
        f"<w:sdt><w:sdtPr>{_named(block.label, block.at, story)}{placeholder}{_kind(block, story)}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def checkbox(box: Checkbox, story: Story) -> str:
    """A check box that can be ticked in Word: a `w14:checkbox`."""
    font = f'w14:font="{_CHECK_FONT}"'
    fonts = f'<w:rFonts w:ascii="{_CHECK_FONT}" w:eastAsia="{_CHECK_FONT}" w:hAnsi="{_CHECK_FONT}" w:hint="eastAsia"/>'
    sign = chr(int(_CHECKED if box.checked else _UNCHECKED, 16))
    return (
        f'<w:sdt><w:sdtPr>{_named(box.label, box.at, story)}<w14:checkbox><w14:checked w14:val="{int(box.checked)}"/>'
        f'<w14:checkedState w14:val="{_CHECKED}" {font}/><w14:uncheckedState w14:val="{_UNCHECKED}" {font}/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{fonts}</w:rPr><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _named(label: str, at: str, story: Story) -> str:
    """Alias, tag and id, in the schema's order."""
    alias = f"<w:alias w:val={quoteattr(label[:MOST_TAG])}/>" if label else ""
    tag = f"<w:tag w:val={quoteattr(tag_of(at))}/>" if at else ""
    return f'{alias}{tag}<w:id w:val="{story.control()}"/>'


def _kind(block: Control, story: Story) -> str:
    """The element of `w:sdtPr` that says what may be filled in. `w:lastValue` is the value of a list whose words are not shown."""
    match block.type:
        case "text":
            return '<w:text w:multiLine="1"/>'
        case "choice":
            return _list("dropDownList", block)
        case "combo":
            return _list("comboBox", block)
        case "date":
            return _date(block, story)
        case _:
            assert_never(block.type)


def _list(name: str, block: Control) -> str:
    items = "".join(f"<w:listItem w:displayText={quoteattr(shown)} w:value={quoteattr(value)}/>" for value, shown in block.choices)
    last = f" w:lastValue={quoteattr(block.value)}" if block.value else ""
    return f"<w:{name}{last}>{items}</w:{name}>"


def _date(block: Control, story: Story) -> str:
    """`w:date`; its format is the one in which the paper wrote the day."""
    day = _DAY.match(block.value)
    clock = block.value[len("2026-10-30") :].strip(" T")[:5] or "00:00"
    full = f' w:fullDate="{day[0]}T{clock}:00Z"' if day else ""
    chinese = story.meta.language.startswith("zh")
    return (
        f'<w:date{full}><w:dateFormat w:val="{_date_format(block, chinese)}"/><w:lid w:val="{"zh-CN" if chinese else "en-GB"}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _date_format(block: Control, chinese: bool) -> str:
    """Word's picture of how the day is written; an empty control will show ISO 8601, which both languages read."""
    shown = "".join(getattr(child, "text", "") for child in block.children[:1])
    clock = " HH:mm" if ":" in block.value else ""
    if not shown or _DAY.match(shown):
        return f"yyyy-MM-dd{clock}"
    return f"yyyy\u5e74M\u6708d\u65e5{clock}" if chinese else f"d MMMM yyyy{clock}"
