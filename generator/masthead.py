"""A paper's `Meta`: what the theme draws around the body, from the filtered values."""

from __future__ import annotations

import datetime
from dataclasses import replace

from generator import wording
from generator.document import Audience, Control, Fact, Lines, Meta, Second, Text
from generator.shapes import AUDIENCES
from generator.template import Scope, dressed, lines_of
from generator.template.controls import control
from generator.values import Node


def meta(scope: Scope, audience: Audience) -> Meta:
    """The masthead of the paper of a scope."""
    paper = scope.names["paper"]
    assert paper is not None  # every scope has its paper
    label = scope.words(scope.kind.label).lines
    status = str(paper.get("status", ""))
    phrases = {key: lines for key, text in scope.kind.phrases.items() if (lines := scope.languages.lines(text))}
    return Meta(
        kind=scope.kind.name,
        id=str(paper.get("id", "")),
        title=_lines(scope, paper, scope.kind.title) or label,
        subtitle=_lines(scope, paper, "subtitle"),
        kind_label=label,
        languages=scope.languages.tags,
        date=_date(paper),
        version=str(paper.get("version", "")),
        status=status,
        status_label=_lines(scope, paper, "status"),
        mark=phrases.get(f"mark_{status}", Lines("")),
        confidentiality=_lines(scope, paper, "confidentiality"),
        client=_node_lines(scope, "client"),
        agency=_node_lines(scope, "agency"),
        author=_lines(scope, paper, "author"),
        facts=tuple(fact for name in scope.kind.facts if (fact := _fact(scope, paper, name))),
        audience=audience,
        page_budget=_budget(scope) if audience == "client" else 0,
        heading_numbers=scope.kind.heading_numbers,
        caption_numbers=scope.kind.caption_numbers,
        phrases=phrases,
    )


def _budget(scope: Scope) -> int:
    """The most pages of the paper in its language, or 0. The client's copy counts: what stays inside may take more."""
    language = "bilingual" if scope.languages.second else scope.languages.tags[0]
    return int(scope.kind.page_budget.get(language, 0))


def _date(paper: Node) -> datetime.date:
    """The paper's own date; a paper without one is dated by no clock."""
    date = paper.get("date")
    return date if isinstance(date, datetime.date) else datetime.date(1980, 1, 1)


def _fact(scope: Scope, paper: Node, name: str) -> Fact | None:
    """A line of the title block, or None when the paper has no such value."""
    value = _lines(scope, paper, name)
    shape = paper.shape.member(name)
    if not value or shape is None:
        return None
    return Fact(scope.words(shape.label or name).lines, value, paper.child(name), _control(scope, paper, name, value))


def _control(scope: Scope, paper: Node, name: str, shown: Lines) -> Control | None:
    """The control of a fact that is a choice or a date, with the words that the title block shows; None for other facts, and for a list
    that names audiences: whom a paper is not for is nothing to hand to its reader."""
    made = control(scope, paper, name)
    if not isinstance(made, Control) or not made.at or made.type not in ("choice", "date"):
        return None
    if {value for value, _ in made.choices} & set(AUDIENCES):
        return None
    second = () if wording.alike(shown) else (Second((Text(shown.second),), scope.second_lang),)
    return replace(made, children=(Text(shown.first), *second))


def _lines(scope: Scope, node: Node, name: str) -> Lines:
    """A property as lines of plain text, a date in words; empty when it is absent."""
    value = node.get(name)
    if value is None:
        return Lines("")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return wording.day(value, scope.languages)
    shape = node.shape.member(name)
    if isinstance(value, str) and shape is not None and shape.format in ("month", "period"):
        return wording.period(value, scope.languages)
    return lines_of(scope, dressed(scope, node, name, value))


def _node_lines(scope: Scope, name: str) -> Lines:
    """The name of an input such as the client; empty without one."""
    node = scope.names.get(name)
    return lines_of(scope, node) if node is not None else Lines("")
