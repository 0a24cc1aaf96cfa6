"""What a reader may see of a paper, in the languages that it is printed in: withheld values were never there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import audience as audiences
from generator import compute
from generator.checking import Checked
from generator.diagnostics import GeneratorError, problem
from generator.document import Audience
from generator.references import References
from generator.template import Scope
from generator.values import Node, texts
from generator.wording import Languages


def scope(checked: Checked, language: str | None, audience: Audience, notes: bool) -> Scope:
    """What the reader may see, in the languages of the paper. Raises GeneratorError for texts that lack a language."""
    seen = _seen(checked.found, audience, notes)
    people = {name: audiences.filtered(person, audience) for name, person in checked.found.people.items()}
    languages = Languages.of(language or str(checked.paper.get("language", "zh-CN")))
    paper = seen["paper"]
    assert paper is not None  # the filter keeps the paper itself
    missing = incomplete(paper, languages)
    if missing:
        places = ", ".join(f"{pointer} ({paper.source.position(pointer).line})" for pointer in missing)
        raise GeneratorError([problem("E501", paper.source.position(missing[0]), pointer=missing[0], count=len(missing),
                                      language=" + ".join(languages.tags), places=places)])  # fmt: skip
    return Scope(checked.kind, languages, seen, people)


def _seen(found: References, audience: Audience, notes: bool) -> dict[str, Node | None]:
    """The names of a paper as a reader may see them; cited papers like the paper itself."""
    full = found.names
    seen = {name: None if node is None else audiences.filtered(node, audience, notes=notes) for name, node in full.items()}
    refs = seen["refs"]
    assert refs is not None  # every paper has its citations, if only none
    refs.update({name: _seen(cited, audience, notes)["paper"] for name, cited in found.cited.items() if name in refs})
    for name, one in found.papers.items():
        compute.withhold(one.kind, {**seen, "paper": seen[name]}, {**full, "paper": full[name]})
    compute.withhold(found.paper.kind, seen, full)
    return seen


def incomplete(paper: Node, languages: Languages) -> list[str]:
    """The JSON pointers of texts that a paper of these languages would lack.

    A plain string is text in the paper's own language; it serves another one, or both, only where the schema says that it is the same or
    it has no letters ("%").
    """
    own = Languages.of(str(paper.get("language", "zh-CN")))
    plain_serves = own == languages and not languages.second
    return [
        pointer
        for pointer, value, shape in texts(paper, paper.shape, paper.pointer)
        if value is not None and _lacks(value, languages, plain_serves or shape.is_same)
    ]


def _lacks(value: Any, languages: Languages, plain_serves: bool) -> bool:
    if isinstance(value, Mapping):
        return not all(value.get(key) for key in languages.keys)
    return not plain_serves and any(character.isalpha() for character in str(value))
