"""What must hold between the values of a paper: the rules of its kind's `rules.yaml`.

    - id: K24b
      severity: error                # or warning
      each: actions                  # optional: once per item, as `it`; also of another name, `refs.previous.actions`
      when: "it.status == 'open'"    # optional
      let: {left: "working_days(paper.date, it.due)"}   # optional: names for `require`, `at` and the messages
      require: "it.due >= paper.date"
      at: it.due
      message: {zh: …, en: …}        # may use {it.id}-like places: "{it.id}", "{paper.date}"
      hint: {zh: …, en: …}           # optional

Without `require`, every item that `each` gives is told: "near_misses(printed.wordings, names)". `printed` are the paper's texts
(`generator.texts`). The diagnostic's code is the rule's id. A paper may `accept: [{rule: K21, reason: …}]`: the rule's error becomes a
warning.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.compute import UNCOMPUTABLE, Names, shown
from generator.diagnostics import Diagnostic, Severity, Wording, problem
from generator.expressions import evaluate
from generator.figures import texts
from generator.kinds import Kind
from generator.values import Node

PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
"""A place in a message that a value fills: {it.due}."""


def check(kind: Kind, names: Names) -> list[Diagnostic]:
    """A diagnostic for every rule of `kind` that does not hold over `names`."""
    paper = names["paper"]
    assert paper is not None  # a rule is checked on a paper
    known = {**names, "printed": texts.printed(paper)}
    accepted = {entry["rule"] for entry in paper.get("accept") or ()}
    return [*_unknown(kind, paper), *(found for rule in kind.rules for found in _broken(rule, known, rule["id"] in accepted))]


def _unknown(kind: Kind, paper: Node) -> Iterator[Diagnostic]:
    """A warning for each `accept` of a rule that the kind does not have: it accepts nothing."""
    known = [rule["id"] for rule in kind.rules]
    for entry in paper.get("accept") or ():
        if entry["rule"] not in known:
            position, pointer = entry.place("rule")
            nearest = ", ".join(difflib.get_close_matches(entry["rule"], known, 3)) or "–"
            yield problem("W304", position, pointer=pointer, rule=entry["rule"], kind=kind.name, nearest=nearest)


def _broken(rule: Mapping[str, Any], names: Mapping[str, Any], accepted: bool) -> Iterator[Diagnostic]:
    scope: dict[str, Any] = dict(names)
    try:
        for item in _items(rule.get("each"), names):
            scope["it"] = item
            if "when" in rule and not evaluate(rule["when"], scope):
                continue
            for name, expression in rule.get("let", {}).items():
                scope[name] = evaluate(expression, scope)
            if "require" not in rule or not evaluate(rule["require"], scope):
                yield _diagnostic(rule, scope, accepted)
    except UNCOMPUTABLE as error:
        position = _position(rule, scope)[0]
        yield problem("E303", position, rule=rule["id"], expression=rule.get("require", rule.get("each")), reason=error)


def _items(each: str | None, names: Mapping[str, Any]) -> Iterable[Any]:
    """What a rule is checked on: the paper once, or every item of the lists that `each` names ("items", "lines.parts",
    "printed.texts"), or what an expression gives ("repeated_rows(paper.spend, paper.key)").

    A path begins in the paper, or with a name that is no property of it ("refs.previous.actions", "budget.lines").
    """
    if each is None:
        return (None,)
    if "(" in each:
        items: Iterable[Any] = evaluate(each, names)
        return items
    paper = names["paper"]
    steps = each.split(".")
    elsewhere = steps[0] == "printed" or (steps[0] in names and steps[0] not in paper.shape.names)
    places: list[Any] = [names[steps.pop(0)] if elsewhere else paper]
    for step in steps:
        inner = [place.get(step) for place in places if isinstance(place, Mapping)]
        places = [one for value in inner for one in (value if isinstance(value, list) else [value]) if one is not None]
    return places


def _diagnostic(rule: Mapping[str, Any], scope: Mapping[str, Any], accepted: bool) -> Diagnostic:
    position, pointer = _position(rule, scope)
    severity: Severity = "warning" if accepted else rule.get("severity", "error")
    hint = rule.get("hint")
    return Diagnostic(severity, rule["id"], _wording(rule["message"], scope), position, _wording(hint, scope) if hint else None, pointer)


def _wording(message: Mapping[str, str], scope: Mapping[str, Any]) -> Wording:
    """A rule's message in both languages, its places filled."""
    return Wording(_in_language("en", message, scope), _in_language("zh", message, scope))


def _in_language(language: str, message: Mapping[str, str], scope: Mapping[str, Any]) -> str:
    return PLACE.sub(lambda place: _filled(place[1], scope, language), message[language])


def _filled(path: str, scope: Mapping[str, Any], language: str) -> str:
    value = _followed(path.split("."), scope)[0]
    if isinstance(value, Mapping):
        return str(value.get(language) or next(iter(value.values()), ""))
    return shown(value)


def _followed(steps: list[str], scope: Mapping[str, Any]) -> tuple[Any, Node | None, str]:
    """The value at a path of names, the last mapping on the way and the name that was looked up in it."""
    value: Any = scope.get(steps[0])
    place, name = (value if isinstance(value, Node) else None), ""
    for step in steps[1:]:
        place, name = (value, step) if isinstance(value, Node) else (place, name)
        value = value.get(step) if isinstance(value, Mapping) else None
    return value, place, name


def _position(rule: Mapping[str, Any], scope: Mapping[str, Any]) -> tuple[Any, str]:
    """Where a broken rule is shown, as (position, pointer): at its `at`, or the item it was checked on."""
    default = "it" if isinstance(scope.get("it"), Node) else "paper"
    _, place, name = _followed(str(rule.get("at", default)).split("."), scope)
    if place is None:
        return None, ""
    return place.place(name)
