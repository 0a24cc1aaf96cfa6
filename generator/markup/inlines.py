"""Inline elements → inlines, white space normalised as a browser shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.document import (
    CaptionNumber,
    Checkbox,
    Control,
    ControlType,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Second,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.markup.citing import is_drawn, is_reference, read_reference
from generator.markup.reading import CONTROL_ATTRIBUTES, INLINE_ELEMENTS, WHITE, Element, Reading
from generator.markup.white_space import collapsed, normalised


def read_inlines(reading: Reading, element: Element, children: Iterable[Element] | None = None) -> Inlines:
    """The inlines of a block `element` (of its text and `children`, if given), white space collapsed and stripped at the ends.

    A `lang` or `id` on an element that has no place for it (`td`, `li`, `dd` …) becomes a Span; see `marked`.
    """
    if children is None and not len(element):  # most cells of a large table
        text = element.text
        kept = collapsed(text).strip(" ") if text else ""
        return (Text(kept),) if kept else ()
    raw = _raw(reading, element, list(element if children is None else children), block=True)
    return normalised(raw)


def marked(reading: Reading, element: Element, content: Inlines) -> Inlines:
    """`content`, in a Span with the language and id that `element` carries; a second language stays outside and last."""
    if not element.attrib:
        return content
    lang, id_ = reading.lang_of(element), reading.id_of(element)
    if not lang and not id_:
        return content
    if content and isinstance(content[-1], Second):
        return (Span(content[:-1], "", lang, id_), content[-1])
    return (Span(content, "", lang, id_),)


def read_plain(reading: Reading, element: Element) -> str:
    """The words of `element` as a plain string, "\\n" for a line break and before the second language."""
    return plain(read_inlines(reading, element))


def plain(content: Inlines) -> str:
    """The words of `content`; marks are left out."""
    return "".join(_plain_part(part) for part in content)


def _plain_part(part: Inline) -> str:
    match part:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Second(children):
            return "\n" + plain(children)
        case Checkbox(checked):
            return "☑" if checked else "☐"
        case Reference() | CaptionNumber():
            return ""
        case _:
            return plain(part.children)


# -------------------------------------------------------------------------------------------------------------------- reading


def _raw(reading: Reading, element: Element, children: list[Element], *, block: bool = False) -> list[Inline]:
    """The inlines of `element` with all their white space; `block` when a second language may end them."""
    raw: list[Inline] = [Text(element.text)] if element.text else []
    for number, child in enumerate(children):
        raw += _read_one(reading, child, element, last=block and _is_last(child, children, number))
        if child.get("class") == "second" and not (block and _is_last(child, children, number)):
            reading.refuse("E417", child)
        if child.tail:
            raw.append(Text(child.tail))
    return raw


def _is_last(child: Element, children: list[Element], number: int) -> bool:
    return number == len(children) - 1 and not (child.tail or "").strip(WHITE)


def _read_one(reading: Reading, child: Element, parent: Element, *, last: bool) -> list[Inline]:
    """The inline of one element, in a list; an element without meaning gives its content or nothing. `last`: nothing follows it in its
    block."""
    if is_drawn(child):
        return []
    if is_reference(child):
        return [read_reference(reading, child)]
    if child.tag not in INLINE_ELEMENTS:
        reading.refuse_element(child, parent, INLINE_ELEMENTS)
        return []
    if child.get("class") == "control":
        return _control(reading, child, last)
    reading.check_attributes(child)
    match child.tag:
        case "br":
            _refuse_content(reading, child)
            return [LineBreak()]
        case "input":
            return _checkbox(reading, child)
        case "span" if child.get("class") == "second":
            return _second(reading, child)
        case "span":
            return _span(reading, child)
    content = tuple(_raw(reading, child, list(child)))
    return list(marked(reading, child, (_mark(reading, child, content),)))


def _mark(reading: Reading, child: Element, content: Inlines) -> Inline:
    match child.tag:
        case "strong":
            return Strong(content)
        case "em":
            return Emphasis(content)
        case "sub":
            return Subscript(content)
        case "sup":
            return Superscript(content)
        case _:
            if next(child.iterancestors("a"), None) is not None:  # no browser and no PDF knows a link within a link
                reading.refuse("E402", child, parent="a", known="strong, em, br, sub, sup, span, input")
            return Link(reading.href_of(child), content)


def _span(reading: Reading, child: Element) -> list[Inline]:
    content = _raw(reading, child, list(child))
    span = Span(tuple(content), reading.class_of(child), reading.lang_of(child), reading.id_of(child))
    return [span] if span.class_ or span.lang or span.id else content


def _second(reading: Reading, child: Element) -> list[Inline]:
    lang = reading.lang_of(child)
    if not lang:
        reading.refuse("E411", child, attribute="lang")
    if child.get("id"):
        reading.refuse("E403", child, attribute="id", known="class, lang")
    return [Second(tuple(_raw(reading, child, list(child))), lang)]


def _checkbox(reading: Reading, child: Element) -> list[Inline]:
    _refuse_content(reading, child)
    if child.get("type") != "checkbox":
        reading.refuse("E412", child, attribute="type", value=child.get("type") or "", expected="checkbox")
    return [Checkbox(child.get("checked") is not None, child.get("data-at") or "", child.get("data-label") or "")]


_CONTROL_TYPES: Mapping[str, ControlType] = {"text": "text", "choice": "choice", "combo": "combo", "date": "date"}


def _control(reading: Reading, child: Element, last: bool) -> list[Inline]:
    """A control; one of no known type or without a pointer leaves its words."""
    reading.check_attributes(child, CONTROL_ATTRIBUTES)
    if any(above.get("class") == "control" for above in child.iterancestors("span")):
        reading.refuse("E402", child, parent="span class=control", known="strong, em, br, sub, sup")
    content = tuple(_raw(reading, child, list(child), block=last))
    type_ = _CONTROL_TYPES.get(child.get("data-type") or "")
    if type_ is None:
        reading.refuse("E412", child, attribute="data-type", value=child.get("data-type") or "", expected=", ".join(_CONTROL_TYPES))
    if not child.get("data-at"):
        reading.refuse("E411", child, attribute="data-at")
    if type_ is None:
        return list(content)
    value, label, hint = (child.get(f"data-{name}") or "" for name in ("value", "label", "hint"))
    return [Control(type_, child.get("data-at") or "", content, value, label, hint, tuple(_choices(reading, child)))]


def _choices(reading: Reading, child: Element) -> Iterator[tuple[str, str]]:
    """The choices of a control: one a line, its value and its name apart at the first equals sign."""
    for choice in (child.get("data-choices") or "").splitlines():
        value, sign, name = choice.partition("=")
        if not (value and sign and name):
            reading.refuse("E412", child, attribute="data-choices", value=choice, expected="value=name, one a line")
        yield value, name


def _refuse_content(reading: Reading, element: Element) -> None:
    """`br`, `input`, `hr`, `img`, `col` are empty."""
    reading.refuse_text(element.text, element)
    for child in element:
        reading.refuse_element(child, element, ("–",))
