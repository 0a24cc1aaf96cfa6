"""What is known while a tree is read: allowed classes, ids seen, problems found; and the checks that every element shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import cast

from lxml import etree

from generator.diagnostics import Diagnostic, Position, problem
from generator.frozen import dataclass
from generator.hints import hinted

Element = etree._Element

WHITE = " \t\r\n"
"""What XML calls white space; a no-break or ideographic space is text."""

BLOCK_ELEMENTS = ("section", "h1", "h2", "h3", "h4", "p", "ul", "ol", "table", "dl", "figure", "blockquote", "aside", "nav", "hr")
INLINE_ELEMENTS = ("strong", "em", "a", "br", "sub", "sup", "span", "input")
INNER_ELEMENTS = ("li", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "dt", "dd", "img", "figcaption")
ELEMENTS = BLOCK_ELEMENTS + INNER_ELEMENTS + INLINE_ELEMENTS
"""All that a template may write."""

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "section": ("class", "id", "lang", "data-at"),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), ("id", "lang", "data-drawn")),
    "p": ("class", "id", "lang", "data-at"),
    **dict.fromkeys(("ul", "ol"), ("class", "id", "lang")),
    "li": ("id", "lang", "data-at"),
    "table": ("class", "id", "lang"),
    "caption": ("lang",),
    "col": ("class",),
    "tr": ("class", "data-at", "data-cells"),
    **dict.fromkeys(("th", "td"), ("colspan", "rowspan", "class", "id", "lang", "scope", "data-col")),
    "dl": ("class", "id", "lang"),
    "dt": ("id", "lang"),
    "dd": ("id", "lang", "data-at"),
    "img": ("src", "alt", "data-src"),
    "figcaption": ("lang",),
    "blockquote": ("lang",),
    "aside": ("class", "lang"),
    "nav": ("class", "id", "lang", "data-depth"),
    "hr": ("class",),
    **dict.fromkeys(("strong", "em", "sub", "sup"), ("id", "lang")),
    "a": ("href", "id", "lang"),
    "span": ("class", "id", "lang"),
    "input": ("type", "checked", "data-at", "data-label"),
}
"""Attributes by element; those of `figure` depend on its kind (`figures`). `scope` and `data-col` are derived when written and
ignored when read."""

CONTROL_ATTRIBUTES = ("class", "data-type", "data-at", "data-value", "data-label", "data-hint", "data-choices")
"""Attributes of `span class="control"`."""

_MEANT = {
    "b": "<strong>", "i": "<em>", "u": "<em>", "div": '<section class="…">', "center": "<p>", "font": '<span class="…">',
    "h5": "<h4>", "h6": "<h4>", "header": "<section>", "article": "<section>", "main": "<section>", "label": "<dt>",
    "pre": "<p>", "code": "<em>", "small": '<p class="…">', "picture": '<figure class="image">',
}  # fmt: skip
"""What to write for the elements of HTML that people use first."""

_CLASS_KEY = {"th": "cell", "td": "cell"}
_ID = re.compile(r"[^\W\d][\w.\-]*\Z")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")  # BCP 47, as far as we need it
_HREF = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"]+\Z|#\S+\Z")


def line_of(element: Element) -> int:
    """The line of an element's start tag."""
    return cast("int", element.sourceline or 0)


@dataclass(slots=True)
class Reading:
    """One reading: problems gather here, so that all are told at once."""

    name: str
    classes: Mapping[str, frozenset[str]]
    problems: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, int]] = field(default_factory=list)
    cited: list[tuple[str, Element]] = field(default_factory=list)
    accepted: set[tuple[object, ...]] = field(default_factory=set)
    """Elements with their attributes that are known to be fine: a long table has thousands of alike ones."""
    cell_classes: frozenset[str] = field(init=False)
    """The classes that a cell may have, one at a time."""

    def __post_init__(self) -> None:
        self.cell_classes = self.classes.get("cell", frozenset())

    def refuse(self, code: str, element: Element, **words: object) -> None:
        """Note a problem at the line of `element`."""
        words.setdefault("element", element.tag)
        self.problems.append(problem(code, Position(self.name, line_of(element)), pointer="", **words))

    def refuse_element(self, element: Element, parent: Element, known: Iterable[str]) -> None:
        """Note that `element` is unknown, or known but out of place in `parent`, which may hold `known`."""
        if element.tag in ELEMENTS:
            self.refuse("E402", element, parent=_shown(parent), known=", ".join(known))
        else:
            self.refuse("E401", element, known=", ".join(ELEMENTS))
            if meant := _MEANT.get(str(element.tag)):
                self.problems[-1] = hinted(self.problems[-1], "element", element=meant)

    def refuse_text(self, text: str | None, parent: Element, at: Element | None = None) -> None:
        """Note words that stand directly in `parent`, which may hold elements only; white space is fine."""
        if text and (words := text.strip(WHITE)):
            # sourceline is the start tag's; text after a child begins where the child ends
            line = line_of(parent) if at is None else line_of(at) + etree.tostring(at, with_tail=False).count(b"\n")
            line += text[: text.index(words[0])].count("\n")
            self.problems.append(problem("E406", Position(self.name, line), parent=_shown(parent), text=words[:40]))

    def check_attributes(self, element: Element, known: tuple[str, ...] | None = None) -> None:
        """Note every attribute of `element` that is not among `known`."""
        attributes = element.keys()
        seen = (element.tag, known, *attributes)
        if not attributes or seen in self.accepted:
            return
        self.accepted.add(seen)
        allowed = ATTRIBUTES.get(str(element.tag), ()) if known is None else known
        for attribute in map(str, attributes):
            if attribute == "style" and attribute not in allowed:
                self.refuse("E405", element, known=self._known_classes(element) or "–")
            elif attribute not in allowed:
                self.refuse("E403", element, attribute=attribute, known=", ".join(allowed) or "–")
            else:
                continue
            self.accepted.discard(seen)

    def class_of(self, element: Element, own: tuple[str, ...] = ()) -> str:
        """The theme classes of `element`, without `own` (the names that say what it is), each checked."""
        value = element.get("class")
        if not value:
            return ""
        names = [name for name in value.split() if name not in own]
        allowed = self.classes.get(_CLASS_KEY.get(str(element.tag), str(element.tag)), frozenset())
        for name in names:
            if name not in allowed:
                self.refuse("E404", element, class_=name, known=self._known_classes(element) or "–")
        return " ".join(names)

    def kind_of(self, element: Element, kinds: tuple[str, ...]) -> str:
        """Which of `kinds` the class of `element` names; "" after a problem."""
        found = [name for name in (element.get("class") or "").split() if name in kinds]
        if len(found) == 1:
            return found[0]
        self.refuse("E420", element, known=", ".join(kinds))
        return ""

    def id_of(self, element: Element) -> str:
        """The id of `element`, the only one of its name."""
        value = element.get("id")
        if not value or element.get("data-drawn") == "id":
            return ""
        if not _ID.match(value):
            self.refuse("E412", element, attribute="id", value=value, expected="a name without spaces that begins with a letter")
        elif value in self.ids:
            self.refuse("E415", element, id=value, first=self.ids[value])
        self.ids.setdefault(value, line_of(element))
        return value

    def lang_of(self, element: Element) -> str:
        """The language of `element`, a BCP 47 tag."""
        value = element.get("lang") or ""
        if value and not _LANG.match(value):
            self.refuse("E412", element, attribute="lang", value=value, expected="a language tag such as zh-CN or en")
        return value

    def href_of(self, element: Element) -> str:
        """The target of a link, in one of the allowed schemes."""
        value = (element.get("href") or "").strip(WHITE)
        if not _HREF.match(value):
            self.refuse("E407", element, href=value)
        elif value.startswith("#"):
            self.links.append((value[1:], line_of(element)))
        return value

    def count_of(self, element: Element, attribute: str, limit: int) -> int:
        """A whole number from 1 to `limit`; 1 when the attribute is not there."""
        value = element.get(attribute)
        if value is None:
            return 1
        if value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= limit:
            return int(value)
        self.refuse("E412", element, attribute=attribute, value=value, expected=f"a whole number from 1 to {limit}")
        return 1

    def check_links(self) -> None:
        """Note every link to an id that is not there."""
        self.problems += [problem("E416", Position(self.name, line), id=id_) for id_, line in self.links if id_ not in self.ids]

    def _known_classes(self, element: Element) -> str:
        return ", ".join(sorted(self.classes.get(_CLASS_KEY.get(str(element.tag), str(element.tag)), ())))


def _shown(element: Element) -> str:
    """The name of `element` for a message; the wrapper around a fragment is the template itself."""
    return "template" if element.tag in ("fragment", "main") else str(element.tag)
