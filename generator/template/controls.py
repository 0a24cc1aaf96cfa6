"""Controls: values of a paper that may be filled in or changed in the Word file, and what a template writes for them.

The schema decides what a value is: a closed list is a choice, a date a date, a yes-or-no a check box, a person a list that other names may
replace, anything else words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from generator.document import Checkbox, Control, ControlType, Inlines, Lines, Second, Text
from generator.shapes import Shape
from generator.template.dressing import Scope, dressed, lines_of
from generator.values import Node, escaped
from generator.wording import alike

HINTS: Mapping[ControlType, str] = {"text": "fill_in", "choice": "choose", "combo": "fill_in", "date": "choose_date"}
"""The fixed phrase that an empty control shows in Word."""

_DATES = frozenset({"date", "moment"})


def control(scope: Scope, node: Node, name: str, *, flat: bool = False, unset: str = "") -> Control | Checkbox:
    """The control of a property of `node`.

    `flat`: both languages on one line, for a control with words after it. `unset`: the choice that says that nothing has been chosen
    yet; on paper its place stays free. A value of another paper has no pointer: it is not changed here. Raises KeyError for a property
    that the schema does not know.
    """
    shape = node.shape.member(name)
    if shape is None:
        raise KeyError(name)
    value = node.get(name)
    at, label = f"{node.address}/{escaped(name)}" if _is_own(scope, node, name) else "", _label(scope, node, name, shape)
    if shape.node.get("type") == "boolean":
        return Checkbox(bool(value), at, label)
    type_ = _type(shape)
    choices = tuple(_choices(scope, node, name, shape, value))
    shown = dict(choices).get(str(value)) if type_ == "choice" and value is not None else None
    free = value is None or (type_ == "choice" and value == unset)
    content = () if free else _content(scope, lines_of(scope, dressed(scope, node, name, value)), flat)
    return Control(type_, at, content, _written(value), label, shown or scope.phrase(HINTS[type_]).plain, choices)


def _is_own(scope: Scope, node: Node, name: str) -> bool:
    """Whether a value is written in the paper itself, not in one that it cites or draws from."""
    paper = scope.names["paper"]
    return paper is not None and node.source is paper.source and name not in node.origins


def _label(scope: Scope, node: Node, name: str, shape: Shape) -> str:
    """The name of the field in the paper's first language, behind the item's number or role."""
    own = scope.words(shape.label or name).lines.first
    item = next((key for key in ("id", "role") if node.pointer and node.get(key)), None)
    return f"{lines_of(scope, dressed(scope, node, item, node[item])).first} · {own}" if item else own


def _choices(scope: Scope, node: Node, name: str, shape: Shape, value: Any) -> Iterator[tuple[str, str]]:
    """Values and names of a closed list; of a person, the one who is named."""
    for key, names in shape.choices.items():
        yield key, _one_line(scope.words(names).lines)
    if shape.reference == "person" and value is not None:
        yield str(value), _one_line(lines_of(scope, dressed(scope, node, name, value)))


def _content(scope: Scope, lines: Lines, flat: bool) -> Inlines:
    first, second = lines.first, lines.second
    if alike(lines):
        return (Text(first),)
    return (Text(_one_line(lines)),) if flat else (Text(first), Second((Text(second),), scope.second_lang))


def _one_line(lines: Lines) -> str:
    """Both languages on one line, the same words once."""
    return lines.first if alike(lines) else " / ".join(lines)


def _type(shape: Shape) -> ControlType:
    if shape.choices:
        return "choice"
    if shape.format in _DATES:
        return "date"
    return "combo" if shape.reference == "person" else "text"


def _written(value: Any) -> str:
    """A value as YAML has it; text by language has no one spelling, and its words are what a reader finds."""
    match value:
        case None | dict():
            return ""
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case datetime.date():
            return value.isoformat()
    return str(value)


def markup(scope: Scope, node: Node, name: str, flat: bool = False, unset: str = "") -> Markup:
    """The XHTML of a control; of a value of another paper, its words."""
    made = control(scope, node, name, flat=flat, unset=unset)
    if isinstance(made, Checkbox):
        checked = Markup(' checked="checked"') if made.checked else ""
        return Markup('<input type="checkbox"{} data-at="{}" data-label="{}"/>').format(checked, made.at, made.label)
    words = Markup("").join(_spelt(part) for part in made.children)
    if not made.at:
        return words
    choices = Markup("&#10;").join(escape(f"{value}={name}") for value, name in made.choices)
    own = Markup('class="control" data-type="{}" data-at="{}" data-value="{}" data-label="{}" data-hint="{}" data-choices="{}"')
    return Markup("<span {}>{}</span>").format(own.format(made.type, made.at, made.value, made.label, made.hint, choices), words)


def _spelt(part: Any) -> Markup:
    match part:
        case Second(children, lang):
            return Markup('<span class="second" lang="{}">{}</span>').format(lang, Markup("").join(_spelt(child) for child in children))
        case Text(text):
            return Markup("<br/>").join(escape(line) for line in text.split("\n"))
    raise TypeError(part)  # controls are made of nothing else
