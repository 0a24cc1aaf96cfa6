"""What a code means, at length: the messages of the tool from `messages/explanations/`, the rules of kinds from their `rules.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import kinds, messages, source
from generator.diagnostics import Diagnostic, GeneratorError, Wording, problem
from generator.frozen import dataclass
from generator.hints import hinted, nearest
from generator.kinds import Kind
from generator.messages import MESSAGES

FOLDER = Path(messages.__file__).parent / "explanations"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code at length. `title` is its message with … for what differs; `wrong` and `right` are an example, "" where none helps."""

    code: str
    title: Wording
    text: Wording
    hint: Wording | None = None
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """A rule of one or several kinds, as they state it."""

    code: str
    kinds: tuple[Kind, ...]
    rule: Mapping[str, Any]

    @property
    def message(self) -> Wording:
        """What is told when it is broken, places of values left open."""
        return Wording(str(self.rule["message"]["en"]), str(self.rule["message"]["zh"]))


@cache
def of_messages() -> Mapping[str, Explanation]:
    """The explanation of every code of the catalogue, in its order."""
    found: dict[str, Mapping[str, str]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        found |= source.load(path).value
    return {code: _explanation(code, found[code]) for code in sorted(MESSAGES, key=_order)}


def _order(code: str) -> tuple[bool, str, str]:
    """By the digit of the group, errors before warnings, rules of the tool last."""
    return code[0] == "K", code[1], code


def _explanation(code: str, entry: Mapping[str, str]) -> Explanation:
    message = MESSAGES[code]
    hint = Wording(_open(message.hint_en), _open(message.hint_zh)) if message.hint_en else None
    title = Wording(_open(message.en), _open(message.zh))
    return Explanation(code, title, Wording(entry["en"], entry["zh"]), hint, entry.get("wrong", ""), entry.get("right", ""))


def _open(wording: str) -> str:
    """A wording with … for every value that is filled in."""
    labelled = re.sub(r"\{(?:label|field)_(?:en|zh)\}|(?<=\")\{nearest\}", "", wording)
    return re.sub(r"(?<!\{)\{[a-z_]+\}(?!\})", "…", labelled).replace("{{", "{").replace("}}", "}")


def of_rules(roots: tuple[Path, ...]) -> Iterator[RuleExplanation]:
    """The rules of all kinds of some folders, by id; kinds that state a rule in the same words stand together."""
    stated: dict[tuple[str, str], list[Kind]] = {}
    rules: dict[tuple[str, str], Mapping[str, Any]] = {}
    for name in kinds.names(roots):
        kind = kinds.find(name, roots)
        for rule in kind.rules:
            key = (str(rule["id"]), repr(sorted(rule.items())))
            stated.setdefault(key, []).append(kind)
            rules[key] = rule
    for key in sorted(stated):
        yield RuleExplanation(key[0], tuple(stated[key]), rules[key])


def find(code: str, roots: tuple[Path, ...]) -> Explanation | list[RuleExplanation]:
    """What a code is: a message, or the rules of this id. Raises GeneratorError E713 with the nearest code."""
    asked = code.strip().strip("[]").casefold()
    explained = {known.casefold(): explanation for known, explanation in of_messages().items()}
    rules = list(of_rules(roots))
    found = [rule for rule in rules if rule.code.casefold() == asked]
    if found:
        return found
    if asked in explained:
        return explained[asked]
    raise GeneratorError([_unknown(code, (*of_messages(), *(rule.code for rule in rules)))])


def _unknown(code: str, known: Iterable[str]) -> Diagnostic:
    found = problem("E713", name=code)
    meant = nearest(code, known)
    return hinted(found, "did_you_mean", name=meant) if meant else found
