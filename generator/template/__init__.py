"""The sandboxed template of a cut: filtered values in, XHTML out.

What a template sees: `paper`, `client`, `agency`, the kind's inputs and `refs`, the papers it cites; `label(path, node)`, `phrase(key)`;
`fields(node)` (`forms`); `FILTERS`; the test `absent`.
Text by language, choices, dates and persons print themselves in the paper's languages.
What is absent is false in `if` and an error when printed; what the audience may not see was never there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined
from markupsafe import Markup

from generator import prose, wording
from generator.diagnostics import GeneratorError
from generator.document import Lines
from generator.expressions import ValuesEnvironment, close
from generator.kinds import BUILT_IN, SHARED, Kind
from generator.shapes import Shape
from generator.template import forms
from generator.template.errors import AbsentPrinted, LanguageMissing, TextRefused, Unprintable, diagnosed
from generator.template.loader import KindLoader
from generator.values import Node
from generator.wording import Choice, Languages, Words


@dataclass(frozen=True, slots=True)
class Scope:
    """What one rendering works with: its kind, its languages, the filtered names and people."""

    kind: Kind
    languages: Languages
    names: Mapping[str, Node | None]
    people: Mapping[str, Node] = field(default_factory=dict)

    @property
    def second_lang(self) -> str:
        """The BCP 47 tag of the second language, or ""."""
        return self.languages.tags[1] if self.languages.second else ""

    def words(self, text: Any, node: Node | None = None, name: str = "") -> Words:
        """A text in the paper's languages. Raises LanguageMissing when it lacks one."""
        lines = self.languages.lines(text)
        if lines is None:
            raise LanguageMissing(node, name)
        return Words(lines, self.second_lang, node.child(name) if node else "")

    def label(self, path: str, node: Node | None = None) -> Words:
        """The name of a field, "actions.owner", from the schema of `node` (the paper when omitted). Raises KeyError when unknown."""
        shape: Shape = node.shape if node is not None else self.kind.shape
        for step in path.split("."):
            shape = shape.items if "items" in shape.node else shape
            found = shape.member(step)
            if found is None:
                raise KeyError(path)
            shape = found
        return self.words(shape.label or path)

    def phrase(self, key: str) -> Words:
        """A fixed phrase of the kind. Raises KeyError when it has none of that name."""
        return self.words(self.kind.phrases[key])


class Absent(Undefined):
    """A known property that is not there: false, empty, and an error when printed."""

    def __init__(self, node: Node, name: str) -> None:
        super().__init__(name=name)
        self._node, self._name = node, name

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Absent)

    def __hash__(self) -> int:
        return hash(None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def _fail(self, *_: object) -> Any:
        raise AbsentPrinted(self._node, self._name)

    __str__ = __html__ = __getitem__ = __call__ = _fail


_SCOPE: ContextVar[Scope] = ContextVar("scope")
"""The rendering under way: environments are shared, what they render is not."""


class TemplateEnvironment(ValuesEnvironment):
    """Looks values up as they print: text as `Words`, closed lists as `Choice`, persons and the client as their node."""

    def key(self, mapping: dict[str, Any], name: str) -> Any:
        """The value under a key, dressed by its shape."""
        value = super().key(mapping, name)
        return dressed(_SCOPE.get(), mapping, name, value) if isinstance(mapping, Node) else value

    def absent(self, node: Node, name: str) -> Any:
        """False in `if`, an error when printed."""
        return Absent(node, name)


def dressed(scope: Scope, node: Node, name: str, value: Any) -> Any:
    """A value of `node` as it prints: `Words`, `Choice`, the node of a person or client, a list of them, or the value itself."""
    return _dressed(scope, node, name, value, node.shape.member(name) or Shape.of(node.shape.root, {}))


def _dressed(scope: Scope, node: Node, name: str, value: Any, shape: Shape) -> Any:
    match value:
        case None:
            return Absent(node, name)
        case Node() | Absent():
            return value
        case list():
            return [_dressed(scope, node, name, item, shape.items) for item in value]
        case str() if value in shape.choices:
            return Choice.worded(value, scope.words(shape.choices[value], node, name))
        case str() if shape.reference == "person" and value in scope.people:
            return scope.people[value]
        case str() if shape.reference in CLIENT_LISTS and (found := _of_client(scope, shape.reference, value)) is not None:
            return found
    return scope.words(value, node, name) if shape.is_text else value


CLIENT_LISTS: Mapping[str, tuple[str, ...]] = {
    "client": (),
    "brand": ("brands",),
    "product": ("products",),
    "rival": ("brands", "competitors"),
}
"""Where the client's profile spells what a reference names: itself, or the item of its lists with that id."""


def _of_client(scope: Scope, reference: str, value: str) -> Node | None:
    """The profile, or its brand, product or competitor of an id; None when there is none."""
    client = scope.names.get("client")
    if client is None or reference == "client":
        return client
    return next((item for name in CLIENT_LISTS[reference] for item in client.get(name) or () if item.get("id") == value), None)


def lines_of(scope: Scope, value: Any) -> Lines:
    """A value that a template would print, as lines of plain text; a date in words. Raises Unprintable."""
    match value:
        case Words():
            return value.led
        case Choice():
            return value.words.lines
        case Node():
            name = next((name for name in ("short_name", "name") if name in value), None)
            return lines_of(scope, dressed(scope, value, name, value[name])) if name else Lines("")
        case list():
            return wording.joined([lines_of(scope, item) for item in value], scope.languages)
        case str():
            return Lines(value)
    worded = wording.scalar(value)
    if worded is None:
        raise Unprintable(value)
    return Lines(worded)


def printed(value: Any) -> Any:
    """What `{{ … }}` prints of a value. Raises Unprintable for what has no wording."""
    if isinstance(value, str | Words | Undefined):
        return value
    if isinstance(value, Node) and ("name" in value or "short_name" in value):
        return _stacked(_lines(value))
    worded = wording.scalar(value)
    if worded is None:
        raise Unprintable(value)
    return worded


@cache
def environment(folders: tuple[Path, ...]) -> TemplateEnvironment:
    """The environment of some kind folders: templates are compiled once a process."""
    env = TemplateEnvironment(
        loader=KindLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=printed
    )
    for name in ("lipsum", "cycler", "joiner"):
        env.globals.pop(name, None)
    env.globals["range"] = _short_range
    close(env)
    env.filters |= FILTERS
    env.tests["absent"] = lambda value: isinstance(value, Absent)
    return env


def _stacked(lines: Lines) -> Words:
    return Words(lines, _SCOPE.get().second_lang)


def _short_range(*bounds: int) -> range:
    """`range`, no longer than a paper could need."""
    numbers = range(*bounds)
    if len(numbers) > 1000:
        raise Unprintable(numbers)
    return numbers


def _prose(value: Any) -> Markup:
    lines = value.lines if isinstance(value, Words) else Lines(str(value))
    try:
        return prose.render(lines, _SCOPE.get().second_lang)
    except prose.Refused as refused:
        raise TextRefused(refused, _SCOPE.get().names["paper"], _address(value)) from refused


def _address(value: Any) -> str:
    """The JSON pointer of a value's source, list items by their id where they have one."""
    return value.address if isinstance(value, Node) else str(value.pointer) if isinstance(value, Words) else ""


def _worded(words: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that leaves absence alone: it fails where it is printed, with its own name."""
    return lambda value, *arguments, **named: value if isinstance(value, Absent) else words(value, *arguments, **named)


def _lines(value: Any) -> Lines:
    return lines_of(_SCOPE.get(), value)


def _joined(values: Iterable[Any], mark: str = "") -> Words:
    present = [value for value in values if value is not None and not isinstance(value, Absent)]
    return _stacked(wording.joined([_lines(value) for value in present], _SCOPE.get().languages, mark))


def _noted(value: Any, remark: Any) -> Any:
    return value if not remark else _stacked(wording.noted(_lines(value), _lines(remark), _SCOPE.get().languages))


def _led(value: Any, label: Words) -> Words:
    lead = wording.label(label.lines, _SCOPE.get().languages)
    return Words(_lines(value), _SCOPE.get().second_lang, value.pointer if isinstance(value, Words) else "", lead)


def _side(person: Any) -> str:
    """The side that a person belongs to: "client" or "agency"."""
    return next((name.split("/")[0] for name, one in _SCOPE.get().people.items() if one is person), "")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "prose": _worded(_prose),
    "plain": _worded(lambda value: _stacked(_lines(value)).plain),
    "stacked": _worded(lambda value: _stacked(_lines(value)).stacked),
    "at": _address,
    "day": _worded(lambda value: _stacked(wording.day(value, _SCOPE.get().languages))),
    "month": _worded(lambda value: _stacked(wording.month(value, _SCOPE.get().languages))),
    "period": _worded(lambda value: _stacked(wording.period(value, _SCOPE.get().languages))),
    "change": _worded(wording.change),
    "number": _worded(lambda value, places=None: wording.number(value, places)),
    "cents": _worded(lambda values: wording.cents(value for value in values if not isinstance(value, Absent))),
    "percent": _worded(lambda value, places=None: f"{wording.number(value, places)}%"),
    "money": _worded(lambda value, currency: _stacked(wording.money(value, str(currency), _SCOPE.get().languages))),
    "joined": _worded(_joined),
    "noted": _worded(_noted),
    "led": _worded(_led),
    "side": _worded(lambda people, side: [person for person in people if _side(person) == side]),
}
"""What templates may call on values, beside Jinja's own filters."""


def _forms(scope: Scope) -> Callable[[Node], Iterator[forms.Field]]:
    """`fields(node)` of a rendering; of the paper, what its title block does not show."""
    words = forms.Forms(partial(dressed, scope), scope.words, lambda value: scope.phrase("yes" if value else "no"), FILTERS["period"])
    shown = (scope.kind.title, "title", "subtitle", *scope.kind.facts)
    return lambda node: words.fields(node, () if node.pointer else shown)


def render(name: str, scope: Scope, made: Callable[[tuple[Path, ...]], Environment] = environment) -> str:
    """The XHTML that the kind's template `name` yields in the environment `made` for its folders.

    Raises GeneratorError with the template's line and the value's place."""
    own = [folder.absolute() for folder in scope.kind.folders]  # environments are kept, and the current folder may change
    folders = (*own, *dict.fromkeys(folder.parent / SHARED for folder in own), BUILT_IN / SHARED)
    paper = scope.names["paper"]
    assert paper is not None  # every scope has its paper; inputs may be missing
    names = {key: Absent(paper, key) if value is None else value for key, value in scope.names.items()}
    token = _SCOPE.set(scope)
    try:
        given = {**names, "label": scope.label, "phrase": scope.phrase, "languages": scope.languages, "fields": _forms(scope)}
        return made(folders).get_template(name).render(given)
    except Exception as error:
        found = diagnosed(error, (*scope.names, "label", "phrase", "languages", "fields"), environment(folders).filters)
        if found is None:
            raise
        raise GeneratorError([found]) from error
    finally:
        _SCOPE.reset(token)
