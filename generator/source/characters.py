"""The bytes of a text file → its characters, or what is wrong with them. Nothing is guessed silently."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.source.lines import Lines

MOST_BYTES = 5_000_000
"""The largest file that is read: a longer one is not a paper."""

MOST_ILLEGAL = 10
"""Illegal characters reported at once: after ten the file as a whole is broken."""

ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Controls but tab and line ends, surrogates and noncharacters, which XML and so Office files cannot hold; the separators U+2028 and
U+2029 and a byte order mark inside the text, which YAML 1.1 parsers take for ends of lines or of the file."""

_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
_CONTROL_NAMES = {
    0x00: "NUL", 0x08: "BACKSPACE", 0x0B: "VERTICAL TAB", 0x0C: "FORM FEED", 0x1B: "ESCAPE", 0x7F: "DELETE", 0x85: "NEXT LINE",
}  # fmt: skip


def decode(data: bytes, file: str) -> str:
    """The text of `data`: UTF-8 with or without a byte order mark, or UTF-16 with one; every line end is a line feed.

    Raises GeneratorError (E004–E006): too large, another kind of file, another encoding."""
    if len(data) > MOST_BYTES:
        raise GeneratorError([problem("E004", Position(file), most=MOST_BYTES // 1_000_000)])
    if data.startswith((_ZIP, _PDF, _OLE)):
        kind = "PDF" if data.startswith(_PDF) else "Office" if data.startswith(_OLE) else "zip, Word, Excel, PowerPoint"
        raise GeneratorError([problem("E006", Position(file), kind=kind)])
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if data.count(0, 0, 20_000) and not marked and _encoding(data).startswith("utf-16"):
        raise GeneratorError([problem("E018", Position(file), encoding=_LABELS[_encoding(data)])])
    utf_16 = marked and not data.startswith(codecs.BOM_UTF32_LE)
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise GeneratorError([_not_utf_8(data, file, error.start)]) from error
    return one_line_end(text)


def one_line_end(text: str) -> str:
    """`text` with every CR LF and CR as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def illegal(lines: Lines) -> Iterator[Diagnostic]:
    """One E007 for each character that no format can hold, the first ten."""
    for count, match in enumerate(ILLEGAL.finditer(lines.text)):
        if count == MOST_ILLEGAL:
            return
        yield held_by_nothing(lines, match.start(), match.group())


def held_by_nothing(lines: Lines, start: int, character: str, *, end: int | None = None) -> Diagnostic:
    """E007 for a character that no format can hold."""
    return problem("E007", lines.position(start, end), code_point=code_point(character), field_en="", field_zh="")


def in_its_field(found: Diagnostic, pointer: str) -> Diagnostic:
    """E007 with the field that the character stands in, once that is known."""
    character = found.message.en.partition(": ")[2]
    field = {"field_en": f" (in {pointer})", "field_zh": f"（位于 {pointer}）"}
    return problem("E007", found.position, pointer=pointer, code_point=character, **field)


def fixed(removed: Sequence[str], file: str) -> Diagnostic:
    """W007: the characters that were left out, counted, each named once."""
    named = ", ".join(code_point(one) for one in sorted(set(removed))[:MOST_ILLEGAL])
    return problem("W007", Position(file), count=len(removed), code_points=named)


def code_point(character: str) -> str:
    """`U+0001` and the character's name where it has one."""
    name = _CONTROL_NAMES.get(ord(character)) or unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def space_of_another_kind(lines: Lines, start: int) -> Diagnostic:
    """E022 for the space that indents a line and is none to YAML."""
    name = _SPACES.get(lines.text[start], (code_point(lines.text[start]),) * 2)
    return problem("E022", lines.position(start), character_en=name[0], character_zh=name[1])


_SPACES = {
    "\u3000": ("a full-width space (U+3000)", "全角空格（U+3000）"),
    "\u00a0": ("a no-break space (U+00A0)", "不换行空格（U+00A0，多由网页或 Word 粘贴带来）"),
}


def _not_utf_8(data: bytes, file: str, start: int) -> Diagnostic:
    """E005 at the first byte that is not UTF-8, or E018 naming the encoding it looks like."""
    before = data[:start].decode("utf-8", "replace")
    looks = _encoding(data)
    rest = data[start : start + 200].decode(looks or "latin-1", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    excerpt = (before.rsplit("\n", 1)[-1] + rest).splitlines()[0]
    position = Position(file, line, column, ILLEGAL.sub("\ufffd", excerpt).removeprefix("\ufeff"))
    return problem("E018", position, encoding=_LABELS[looks]) if looks else problem("E005", position)


_LABELS = {"gb18030": "GBK", "big5": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def _encoding(data: bytes) -> str:
    """What `data` looks like, "" if nothing in particular: told in the message, never used to read."""
    sample = data[:20_000]
    if sample.count(0) * 5 > len(sample):
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    return next((encoding for encoding in ("gb18030", "big5") if _is_chinese(sample, encoding)), "")


def _is_chinese(sample: bytes, encoding: str) -> bool:
    """Whether the sample's other characters than ASCII are mostly everyday Chinese ones in `encoding`."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    others = [c for c in text if ord(c) > 0x7F]
    everyday = sum("\u4e00" <= c <= "\u9fff" or c in "，。、：；！？（）《》“”‘’—…￥·" for c in others)
    return bool(others) and everyday * 10 >= len(others) * 9
