"""A syntax error of libyaml → what the writer of the file probably did, on the line where it was done.

libyaml names the place where it could not go on, which is often a line or a whole file after the slip.
"""

from __future__ import annotations

import re

import yaml

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.hints import hinted
from generator.source.characters import space_of_another_kind
from generator.source.lines import Lines, Reached

_KEY = r"[ ]*(?:- +)*[^\s:：\"'“”#\[\]{},-][^\s:：#]{0,40}"
_FULL_WIDTH_COLON = re.compile(rf"{_KEY}\s?(：)")
_NO_SPACE = re.compile(rf"{_KEY}(:)(?![ \n]|//|\Z)")
_ODD_INDENT = re.compile("[ \t]*(?:-[ \t]*)*([\u00a0\u2000-\u200b\u202f\u3000])")
_TAB_INDENT = re.compile("[ ]*(?:- +)*(\t)")
_SMART_QUOTE = re.compile("[“”‘’＂＇]")
_NO_DASH = re.compile("[ ]*(?:(-)[^ -]|([—–－•·]) ?)")


@dataclass(frozen=True, slots=True)
class _Place:
    """An error of libyaml: what it says, where, and where the thing began that it was reading."""

    lines: Lines
    what: str
    index: int
    context: str
    began: int
    reached: Reached

    @property
    def number(self) -> int:
        return self.lines.number(self.index)

    @property
    def opening(self) -> str:
        return self.lines.text[self.began : self.began + 1]

    @property
    def character(self) -> str:
        return self.lines.text[self.index : self.index + 1]

    def at(self, code: str, start: int, end: int | None = None, **words: str | int) -> Diagnostic:
        return problem(code, self.lines.position(start, end), pointer="", **words)


def explain(error: yaml.YAMLError, lines: Lines, reached: Reached) -> Diagnostic:
    """The one problem (E020–E039) that `error` is about."""
    mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    what, context = getattr(error, "problem", None) or str(error), getattr(error, "context", None) or ""
    index = min(mark.index if mark else 0, len(lines.text))
    place = _Place(lines, what, index, context, began.index if began else index, reached)
    for explanation in (_indent_characters, _quoted, _scanned, _mapping_value, _not_a_key, _structure):
        if found := explanation(place):
            return found
    return place.at("E039", index, what=what)


def typed_like_a_key(lines: Lines, first: int, last: int) -> Diagnostic | None:
    """What keeps one of the lines `first` to `last` (from 0) from being `key: value` or `- item`: a full-width colon (E020), no space
    (E023), a space that YAML does not know (E022)."""
    for number in range(first, last + 1):
        line, start = lines.line(number), lines.start(number)
        if match := _ODD_INDENT.match(line):
            return space_of_another_kind(lines, start + match.start(1))
        if match := _FULL_WIDTH_COLON.match(line):
            return problem("E020", lines.position(start + match.start(1)), key=match.group().strip(" -：\u3000"))
        if match := _NO_SPACE.match(line):
            return problem("E023", lines.position(start + match.start(1)), key=match.group().strip(" -:"))
    return None


def _indent_characters(place: _Place) -> Diagnostic | None:
    """A tab (E021), a no-break or ideographic space (E022) at the beginning of a line concerned."""
    for number in sorted({place.lines.number(place.began), place.number}):
        line, start = place.lines.line(number), place.lines.start(number)
        if match := _TAB_INDENT.match(line):
            return place.at("E021", start + match.start(1))
        if match := _ODD_INDENT.match(line):
            return space_of_another_kind(place.lines, start + match.start(1))
    return None


def _quoted(place: _Place) -> Diagnostic | None:
    """A quote that never closes (E025), words after one that did (E026), a backslash (E032)."""
    if "quoted scalar" in place.context:
        if "escape" in place.what or "hexdecimal" in place.what:
            backslash = place.lines.text.rfind("\\", place.began, place.index + 1)
            return place.at("E032", backslash, backslash + 2, typed=place.lines.text[backslash : backslash + 2])
        return place.at("E025", place.began, quote=place.opening)
    reached = place.reached
    if reached.style in ("'", '"', "]") and "did not find expected" in place.what and place.lines.number(reached.end) == place.number:
        if reached.style != "]" and place.lines.number(reached.start) != place.number:
            return place.at("E025", reached.start, quote=reached.style)
        if reached.end <= place.index and not place.lines.text[reached.end : place.index].strip() and "flow" not in place.context:
            return _after_the_end(place)
    return None


def _after_the_end(place: _Place) -> Diagnostic:
    """E026: words after a closing quote or bracket."""
    reached = place.reached
    opening = place.lines.text[reached.start]
    rest = place.lines.line(place.number)[place.index - place.lines.start(place.number) :]
    found = place.at("E026", place.index, place.index + len(rest), closing=place.lines.text[reached.end - 1])
    if opening == "'" and place.lines.text[place.index - 1 : place.index] == "'":
        return hinted(found, "apostrophe")
    return hinted(found, "quote_the_whole" if opening in "[{" else "quote_outside")


def _scanned(place: _Place) -> Diagnostic | None:
    """A sign that cannot begin a value (E024, E036, E034), a text after | or > (E033)."""
    rest = place.lines.line(place.number)[place.index - place.lines.start(place.number) :].rstrip()
    if place.context in ("while scanning an alias", "while scanning an anchor", "while scanning a tag", "while parsing a tag"):
        return place.at("E036", place.began, sign=place.opening)
    if place.context == "while scanning a directive":
        return place.at("E024", place.began, sign="%")
    if place.context == "while scanning a block scalar":
        return place.at("E033", place.index, place.index + len(rest), sign=place.opening)
    if "cannot start any token" in place.what:
        return place.at("E024", place.index, sign=place.character)
    if "block sequence entries are not allowed" in place.what:
        return place.at("E034", place.index, place.index + len(rest))
    if "mapping keys are not allowed" in place.what:
        return place.at("E024", place.index, sign="?")
    return None


def _mapping_value(place: _Place) -> Diagnostic | None:
    """A colon where none can be: an earlier line is to blame (E020, E023), the indent (E028), a smart quote (E037) or this colon (E027)."""
    if "mapping values are not allowed" not in place.what:
        return None
    first = place.lines.number(place.reached.start)
    if first < place.number:
        stands_alone = not place.lines.text[place.lines.start(first) : place.reached.start].strip()
        if stands_alone and place.lines.indent(first) == place.lines.indent(place.number):
            return typed_like_a_key(place.lines, first, first) or _no_key(place, place.reached.start)
        if earlier := typed_like_a_key(place.lines, first, place.number - 1):
            return earlier
        return _indentation(place, place.number)
    start = place.lines.start(first)
    if quote := _SMART_QUOTE.match(place.lines.text, place.reached.start):
        return place.at("E037", quote.start(), quote=quote.group())
    if match := _FULL_WIDTH_COLON.match(place.lines.line(first)):
        return place.at("E020", start + match.start(1), key=match.group().strip(" -：\u3000"))
    return place.at("E027", place.index)


def _not_a_key(place: _Place) -> Diagnostic | None:
    """A line without colon among lines with one (E020, E023, E030)."""
    if place.context != "while scanning a simple key":
        return None
    number = place.lines.number(place.began)
    return typed_like_a_key(place.lines, number, number) or _no_key(place, place.began)


def _no_key(place: _Place, start: int) -> Diagnostic:
    """E030 for the line that has its text at `start`."""
    number = place.lines.number(start)
    line = place.lines.line(number)
    return place.at("E030", start, place.lines.start(number) + len(line), text=line.strip()[:40])


def _structure(place: _Place) -> Diagnostic | None:
    """Brackets that do not close (E031) or lack a comma (E038), items and keys that stand in no column of theirs (E028, E029, E035)."""
    if "flow" in place.context:
        opened = max(place.reached.bracket, 0)
        bracket = place.lines.text[opened : opened + 1]
        if place.number != place.lines.number(opened) or not place.character.strip():
            return place.at("E031", opened, bracket=bracket)
        return _in_brackets(place, opened, bracket)
    if "<document start>" in place.what:
        first = next((n for n in range(place.number) if place.lines.line(n).strip()[:1] not in ("", "#", "-", "%")), 0)
        if place.lines.indent(first) > place.lines.indent(place.number):
            return place.at("E029", place.lines.start(first))
        return place.at("E010", place.index)
    if "did not find expected node content" in place.what:
        return place.at("E024", place.index, sign=place.character)
    if "did not find expected" not in place.what:
        return None
    if place.character == ":":
        return place.at("E024", place.index, sign=":")
    if place.character in ("}", "]") and place.index == place.lines.start(place.number) + place.lines.indent(place.number):
        return place.at("E042", place.index, sign=place.character)
    if place.index != place.lines.start(place.number) + place.lines.indent(place.number):
        return place.at("E024", place.index, sign=place.character) if place.character in "]},:" else None
    if "'-' indicator" in place.what and place.lines.indent(place.number) in _columns(place.lines, place.number):
        return typed_like_a_key(place.lines, place.number, place.number) or _without_dash(place)
    line = place.lines.line(place.number)
    if line.lstrip(" ").startswith("- ") and place.lines.indent(place.number) in _columns(place.lines, place.number):
        return hinted(_misplaced(place, place.number), "no_item")
    return _indentation(place, place.number)


def _without_dash(place: _Place) -> Diagnostic:
    """E035, with the dash that was probably meant."""
    found = place.at("E035", place.index)
    dash = _NO_DASH.match(place.lines.line(place.number))
    if dash is None:
        return found
    return hinted(found, "dash_space") if dash[1] else hinted(found, "dash_sign", sign=dash[2])


def _in_brackets(place: _Place, opened: int, bracket: str) -> Diagnostic:
    """E038, or the full-width comma (E041) or the colon in a text (E027) that is behind it."""
    if place.character != ":":
        return place.at("E038", place.index, bracket=bracket)
    comma = place.lines.text.rfind("，", max(opened, place.reached.start), place.index)
    return place.at("E041", comma) if comma >= 0 else place.at("E027", place.index)


def _indentation(place: _Place, number: int) -> Diagnostic:
    """E028 at the first character of line `number`, naming the columns that lines above begin at; or at the one line above whose
    indent is odd, where this line's is even."""
    indent = place.lines.indent(number)
    odd = [above for above in range(number) if place.lines.indent(above) % 2 and place.lines.line(above).strip()]
    if indent % 2 == 0 and len(odd) == 1 and place.lines.indent(odd[0]) in _columns(place.lines, number):
        return hinted(_misplaced(place, odd[0]), "indent_one", one=min(indent, place.lines.indent(odd[0]) - 1))
    columns = sorted(_columns(place.lines, number), key=lambda column: abs(column - indent))
    found = _misplaced(place, number)
    better = [column for column in columns if column != indent][:2]
    if not better:
        return found
    return hinted(found, "indent_one" if len(better) == 1 else "indent_two", one=better[0], two=better[-1])


def _misplaced(place: _Place, number: int) -> Diagnostic:
    start, indent = place.lines.start(number), place.lines.indent(number)
    return place.at("E028", start + indent, start + len(place.lines.line(number)), indent=indent)


def _columns(lines: Lines, number: int) -> set[int]:
    """The columns of the blocks that are open above line `number`: indents that shrink on the way up."""
    columns: set[int] = set()
    least = 1_000
    for above in range(number - 1, max(-1, number - 500), -1):
        line = lines.line(above)
        content = line.lstrip(" ")
        indent = len(line) - len(content)
        if content and not content.startswith("#") and indent < least:
            least = indent
            columns |= {indent} | ({indent + 2} if content.startswith("- ") else set())
    return columns
