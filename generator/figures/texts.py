"""The texts of a paper that print: what rules for every kind look at, each with its place.

A text is text by language or a free string (a code, a telephone number). Choices, dates, numbers, references and what the schema marks
`x-print: false` are none. What was drawn from another paper or worked out is told where it is written, so it is no text of this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.document import Audience
from generator.figures import numerals, spelling, titles
from generator.figures.amounts import length_in_words
from generator.shapes import AUDIENCES, Shape, narrowest
from generator.source import Source
from generator.values import Node, escaped

Place = tuple[str, Any, Shape, Audience, str]
"""A text on the way: its JSON pointer, its value, its shape, who may see it, and the property it belongs to."""


def printed(paper: Node) -> dict[str, Any]:
    """What a rule knows as `printed`, each with its place:

    - `texts`: every text by language that is typed in the paper's own file, its value as `text`;
    - `wordings`: each of their wordings as `words`, with its `language` ("" for one that serves both);
    - `strings`: the wordings, and strings without languages (codes, telephone numbers);
    - `claims`: the wordings that a client reads, but for fields that name words which must not be used (`x-cites`);
    - `words`: all that a client reads in one string, what is drawn from other papers included.

    All have `field` (the property), `label` and `audience`.
    """
    found = list(_texts(paper, paper.shape, "", "client", "", root=True))
    typed = [place for place in found if place[0] in paper.source.nodes]
    strings = [(place, wording) for place in typed for wording in _wordings(place, paper.source)]
    wordings = [(place, wording) for place, wording in strings if place[2].is_text]
    return {
        "texts": [_text(place, paper.source) for place in typed if place[2].is_text],
        "wordings": [wording for _, wording in wordings],
        "strings": [wording for _, wording in strings],
        "claims": [wording for place, wording in wordings if place[3] == "client" and not place[2].node.get("x-cites")],
        "words": "\n".join(words for _, value, _, mark, _ in found if mark == "client" for words in _by_language(value).values()),
    }


def words_on(node: Node, language: str, *without: str) -> int:
    """How many words of a language a client reads in a part of a paper (a slide), the properties `without` left out.

    Each Chinese character counts as one word; a text in one wording counts for every language.
    """
    part = node.like({name: value for name, value in node.items() if name not in without})
    texts = (_by_language(value) for _, value, _, mark, _ in _texts(part, part.shape, part.pointer, "client", "") if mark == "client")
    return sum(length_in_words(by.get(language, by.get("", ""))) for by in texts)


def _texts(value: Any, shape: Shape, pointer: str, mark: Audience, field: str, *, root: bool = False) -> Iterator[Place]:
    """Every text below a value that prints."""
    if not shape.prints:
        return
    if isinstance(value, Mapping) and not shape.is_text:
        for name, inner in value.items():
            member = shape.member(name) or Shape.of(shape.root, {})
            yield from _texts(inner, member, f"{pointer}/{escaped(name)}", _mark(member, mark, root), name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, shape.items, f"{pointer}/{index}", _item_mark(item, mark), field)
    elif _is_text(value, shape):
        yield pointer, value, shape, mark, field


def _is_text(value: Any, shape: Shape) -> bool:
    """Whether a leaf is text: by language, or a string that is no choice, reference, date or file."""
    if shape.is_text:
        return value is not None
    return isinstance(value, str) and "enum" not in shape.node and not shape.reference and shape.format in ("", "markdown")


def _mark(member: Shape, inherited: Audience, root: bool) -> Audience:
    """The audience of a property: its own mark under the root (internal without one), below that the narrower of both."""
    if root:
        mark: Audience = member.node.get("x-audience", "internal")
        return mark
    return member.audience(inherited)


def _item_mark(item: Any, inherited: Audience) -> Audience:
    own = item.get("audience") if isinstance(item, Node) else None
    return narrowest(inherited, own) if own in AUDIENCES else inherited


def _text(place: Place, source: Source) -> Node:
    """A text as a rule sees it."""
    pointer, value, shape, mark, field = place
    return Node({**_traits(shape, mark, field), "text": value}, Shape.of({}), source, pointer)


def _wordings(place: Place, source: Source) -> Iterator[Node]:
    """The wordings of a text as a rule sees them, each at its own place."""
    pointer, value, shape, mark, field = place
    for language, words in _by_language(value).items():
        known = {**_traits(shape, mark, field), "words": words, "language": language}
        yield Node(known, Shape.of({}), source, f"{pointer}/{language}" if language else pointer)


def _traits(shape: Shape, mark: Audience, field: str) -> dict[str, Any]:
    return {"field": field, "label": shape.label, "audience": mark}


def _by_language(value: Any) -> dict[str, str]:
    """The wordings of a text by language; one string under ""."""
    return {key: str(words) for key, words in value.items()} if isinstance(value, Mapping) else {"": str(value)}


# ---------------------------------------------------------------------------------------------------------- what is wrong in texts


def misspellings(items: Iterable[Node], names: Iterable[Any]) -> list[Node]:
    """The wordings in which a name has other capitals or spaces than in `names`: each with `found` and `name` (`spelling.misspelt`)."""
    known = spelling.spelled(names)
    return [item.like({**item, **slip}) for item in items if (slip := spelling.misspelt(item["words"], known))]


def near_misses(items: Iterable[Node], names: Iterable[Any], brands: Iterable[Any] = ()) -> list[Node]:
    """The wordings in which something is nearly one of `names`: each with `found` and `name` (`spelling.near_miss`)."""
    known = spelling.spelled(names, brands)
    return [item.like({**item, **miss}) for item in items if (miss := spelling.near_miss(item["words"], known))]


def mistitled(items: Iterable[Node], people: Iterable[Mapping[str, Any]], ranks: Iterable[str], fields: Iterable[str]) -> list[Node]:
    """The wordings that give a person a title that is not theirs: each with `found`, `name` and `title` (`titles.wrong_title`)."""
    known, ranks, fields = titles.people(people), list(ranks), list(fields)
    return [item.like({**item, **slip}) for item in items if (slip := titles.wrong_title(item["words"], known, ranks, fields))]


def unwritten(items: Iterable[Node], alone: Iterable[str], anywhere: Iterable[str]) -> list[Node]:
    """The wordings that are blank or hold a word for what is not written yet: each with `mark` (`spelling.placeholder`)."""
    whole, within = {one.casefold() for one in alone}, spelling.whole_words(anywhere)
    return [item.like({**item, "mark": mark}) for item in items if (mark := spelling.placeholder(item["words"], whole, within))]


def uses(items: Iterable[Node], phrases: Iterable[Any]) -> list[Node]:
    """The wordings that use one of `phrases`: each with `said` (`spelling.used`)."""
    return [item.like({**item, "said": "、".join(said)}) for item in items if (said := spelling.used(item["words"], phrases))]


def owing(items: Iterable[Node], all_words: str, rules: Iterable[Mapping[str, Any]]) -> list[Node]:
    """The wordings that call for a line which `all_words` lack: each with `phrase` and `line` (`spelling.owed_line`)."""
    owed = ((item, spelling.owed_line(item["words"], item["language"], all_words, rules)) for item in items)
    return [item.like({**item, **line}) for item, line in owed if line]


def unequal(items: Iterable[Node]) -> list[Node]:
    """The texts whose languages state different figures: each with `figures` (`numerals.differing_figures`)."""
    return [item.like({**item, "figures": figures}) for item in items if (figures := numerals.differing_figures(item["text"]))]


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function for function in (words_on, misspellings, near_misses, mistitled, unwritten, uses, owing, unequal)
}
"""What an expression may call, by name."""
