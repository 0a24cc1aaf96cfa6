"""The event stream of libyaml → values, their places, and all that is wrong with a well-formed stream."""

from __future__ import annotations

import re
from dataclasses import field, replace
from itertools import pairwise
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser  # the parser alone: the loaders of yaml.cyaml would construct values

from generator.diagnostics import Diagnostic, problem
from generator.frozen import dataclass
from generator.source.characters import ILLEGAL, held_by_nothing, space_of_another_kind
from generator.source.lines import Lines, Reached
from generator.source.scalars import core

MOST_DEPTH = 64
"""Collections inside each other: no paper needs ten."""
MOST_NODES = 200_000
"""Values in one file, about a table of 20,000 rows."""

_COMMENT_AT_ONCE = re.compile(r"[ \t]+(#\w[^\n]*)")
_SWALLOWED_ITEM = re.compile(r"\n[ \t]*(- [^\n]*)")
_NO_VALUE = re.compile(r"\s*[,}]")
_WITH_ITS_COMMAS = re.compile(r"(?:(?!,\s*[^\s,:{}\[\]]+:\s)[^{}\[\]\n])*")
"""A text in a flow mapping up to the next `, key: ` or its end, as it was meant by who wrote a comma in it."""
_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")
_LOOKS_LIKE_PATH = re.compile(r"(?<!\w)[A-Za-z]:\\\w|\\\w[^\n]*\.\w{2,5}\"$")


class Node(NamedTuple):
    """Where a value stands: the span of its source, the span of its key (-1 without), and the text of a plain scalar."""

    start: int
    end: int
    key_start: int = -1
    key_end: int = -1
    raw: str | None = None


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; `key` is the entry of a mapping that waits for its value; `torn` is where a text ends that
    its own commas have cut (E040)."""

    pointer: str
    value: Any
    start: int
    flow: bool
    is_key: bool = False
    key: str | None = None
    key_start: int = -1
    key_end: int = -1
    torn: int = 0
    first: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Reader:
    """Reads one document. `value` and `nodes` (by JSON pointer) are whole only when `problems` holds no error. With `fix`, characters
    that escapes write and no format can hold are left out and gathered in `removed`."""

    lines: Lines
    fix: bool = False
    removed: list[str] = field(default_factory=list)
    value: Any = None
    nodes: dict[str, Node] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _reached: Reached = field(default_factory=Reached)
    _documents: int = 0
    _stopped: bool = False

    def read(self) -> None:
        """Take every event; a syntax error is explained and ends the reading, as libyaml cannot go on after one."""
        # A character that no format can hold is reported by `characters`; here a blank keeps its place, so that reading goes on.
        parser = CParser(ILLEGAL.sub(" ", self.lines.text))
        try:
            while not self._stopped and parser.check_event():
                self._take(parser.get_event())
        except yaml.YAMLError as error:
            from generator.source.mistakes import explain  # noqa: PLC0415 - only a broken file pays for it

            bracket = next((opened.start for opened in reversed(self._stack) if opened.flow), -1)
            self.problems.append(explain(error, self.lines, replace(self._reached, bracket=bracket)))

    def _take(self, event: yaml.Event | None) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case yaml.AliasEvent():
                self._report("E015", event, end=_end(event), name=event.anchor, sign="*")
                self._value(None, _start(event), _end(event), None)
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("E010", event)

    def _stop(self, code: str, event: yaml.Event, **words: Any) -> None:
        """Report `code` and read no further: the rest of the file is not worth an answer."""
        self._report(code, event, **words)
        self._stopped = True

    def _report(self, code: str, event: yaml.Event, *, end: int | None = None, **words: Any) -> None:
        self.problems.append(problem(code, self.lines.position(_start(event), end), **words))

    # ------------------------------------------------------------------------------------------------------------- collections

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._properties(event)
        start, flow = _start(event), bool(event.flow_style)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self._expects_key():
            self._report("E014", event)
            self._stack.append(_Open("", value, start, flow, is_key=True))
        else:
            self._stack.append(_Open(self._value(value, start, start + 1, None), value, start, flow))
        if len(self._stack) > MOST_DEPTH:
            self._stop("E011", event, most=MOST_DEPTH)

    def _close(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        closed = self._stack.pop()
        if closed.flow:
            self._reached = Reached(closed.start, _end(event), "]")
            self._one_item(closed)
            self._torn_numbers(closed)
        if closed.is_key:
            self._stack[-1].key = ""
        elif closed.flow:
            self.nodes[closed.pointer] = self.nodes[closed.pointer]._replace(end=_end(event))

    def _one_item(self, closed: _Open) -> None:
        """W003 for `[甲，乙]`: the full-width comma separates nothing."""
        if closed.is_key or not isinstance(closed.value, list) or len(closed.value) != 1:
            return
        item = self.nodes[f"{closed.pointer}/0"]
        comma = (item.raw or "").find("，")
        if comma >= 0:
            self.problems.append(problem("W003", self.lines.position(item.start + comma), text=item.raw))

    def _torn_numbers(self, closed: _Open) -> None:
        """W005 for `[1,250 CNY]`: the comma of a number separates items."""
        count = len(closed.value) if isinstance(closed.value, list) and not closed.is_key else 0
        items = [self.nodes[f"{closed.pointer}/{number}"] for number in range(count)]
        for one, other in pairwise(items):
            if one.raw and other.raw and one.raw[-1:].isdigit() and _THOUSANDS.match(other.raw) and other.start == one.end + 1:
                torn = f"{one.raw},{other.raw}"
                self.problems.append(problem("W005", self.lines.position(one.end), first=one.raw, second=other.raw, text=torn))

    def _comma_in_text(self, parent: _Open, start: int) -> bool:
        """E040 where the key at `start` has no colon and follows a text without quotes: a comma of the text has ended it."""
        before = self.nodes.get(f"{parent.pointer}/{escaped(next(reversed(parent.value), ''))}")
        if start < parent.torn:  # the next piece of the same text, told once
            return True
        if before is None or not before.raw:
            return False
        meant = _WITH_ITS_COMMAS.match(self.lines.text, before.start)
        text, comma = (meant.group() if meant else before.raw), self.lines.text.rfind(",", 0, start)
        parent.torn = before.start + len(text)
        key = self.lines.text[before.key_start : before.key_end]
        self.problems.append(problem("E040", self.lines.position(comma), key=key, text=text.strip()))
        return True

    # ----------------------------------------------------------------------------------------------------------------- scalars

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end, plain = _start(event), _end(event), not event.style
        self._properties(event)
        self._reached = Reached(start, end, event.style or "")
        if event.style == '"':
            self._double_quoted(event, start, end)
        text = ILLEGAL.sub("", event.value) if self.fix else event.value
        if self._expects_key():
            self._key(text, start, end, torn=plain and self._is_torn(start, end))
            return
        value = core(event.value) if plain and event.tag is None else text
        self._value(value, start, end, event.value if plain else None)
        if plain:
            self._plain(event.value, start, end)

    def _is_torn(self, start: int, end: int) -> bool:
        """Whether the key is the rest of a text that a comma has ended."""
        parent = self._stack[-1]
        return parent.flow and bool(_NO_VALUE.match(self.lines.text, end)) and self._comma_in_text(parent, start)

    def _key(self, text: str, start: int, end: int, *, torn: bool = False) -> None:
        parent = self._stack[-1]
        if text in parent.first and not torn:
            first = self.lines.number(parent.first[text]) + 1
            self.problems.append(problem("E013", self.lines.position(start, end), key=text, line=first))
        if text[:1] in ("\u3000", "\u00a0"):
            self.problems.append(space_of_another_kind(self.lines, start))
        if not parent.first and not parent.flow and parent.pointer in self.nodes:
            self.nodes[parent.pointer] = self.nodes[parent.pointer]._replace(end=end)
        parent.first.setdefault(text, start)
        parent.key, parent.key_start, parent.key_end = text, start, end

    def _value(self, value: Any, start: int, end: int, raw: str | None) -> str:
        """Put a value in its place; its JSON pointer."""
        if len(self.nodes) >= MOST_NODES:
            self.problems.append(problem("E012", self.lines.position(start), most=MOST_NODES))
            self._stopped = True
        if not self._stack:
            self.value, self.nodes[""] = value, Node(start, end, raw=raw)
            return ""
        parent = self._stack[-1]
        if isinstance(parent.value, list):
            pointer = f"{parent.pointer}/{len(parent.value)}"
            parent.value.append(value)
            self.nodes[pointer] = Node(start, end, raw=raw)
        else:
            key, parent.key = parent.key or "", None
            pointer = f"{parent.pointer}/{escaped(key)}"
            parent.value[key] = value
            self.nodes[pointer] = Node(start, end, parent.key_start, parent.key_end, raw)
        return pointer

    def _properties(self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """Anchors and tags are refused: a paper says what it means where it says it, and nothing is ever constructed."""
        if event.anchor is not None:
            self._report("E015", event, end=_start(event) + 1 + len(event.anchor), name=event.anchor, sign="&")
        if event.tag is not None:
            typed = re.compile(r"!\S*").search(self.lines.text, _start(event))
            tag = typed.group() if typed else event.tag
            start = typed.start() if typed else _start(event)
            self.problems.append(problem("E016", self.lines.position(start, start + len(tag)), tag=tag))

    def _double_quoted(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        """W001 where escapes have probably eaten a path; E007 for a character that only an escape can write."""
        typed = self.lines.text[start:end]
        if "\\" not in typed:
            return
        if forbidden := ILLEGAL.findall(event.value):
            if self.fix:
                self.removed += forbidden
            else:
                self.problems.append(held_by_nothing(self.lines, start, forbidden[0], end=end))
        elif _LOOKS_LIKE_PATH.search(typed) and not re.fullmatch(r'"(?:[^\\]|\\\\)*"', typed):
            self.problems.append(problem("W001", self.lines.position(start + typed.index("\\"), end), text=typed.strip('"')))

    def _plain(self, text: str, start: int, end: int) -> None:
        """What YAML drops or joins without a word: E017 and W002 for `#` taken as a comment, W004 for a list joined to a text."""
        if comment := _COMMENT_AT_ONCE.match(self.lines.text, end):
            code = "E017" if text == "" else "W002"
            self.problems.append(problem(code, self.lines.position(*comment.span(1)), comment=comment.group(1)))
        if item := _SWALLOWED_ITEM.search(self.lines.text, start, end):
            self.problems.append(problem("W004", self.lines.position(*item.span(1))))


def _start(event: yaml.Event) -> int:
    """The index of an event's first character; libyaml marks every event."""
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    """The index after an event's last character."""
    return event.end_mark.index if event.end_mark else 0


def escaped(token: str) -> str:
    """`token` as a part of a JSON pointer (RFC 6901, section 3)."""
    return token.replace("~", "~0").replace("/", "~1") if "~" in token or "/" in token else token


def unescaped(token: str) -> str:
    """The key that a part of a JSON pointer stands for."""
    return token.replace("~1", "/").replace("~0", "~")
