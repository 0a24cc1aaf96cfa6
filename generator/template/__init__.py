"""The sandboxed template of a cut: filtered values in, XHTML out.

What a template sees: `paper`, `client`, `agency`, the kind's inputs and `refs`, the papers it cites; `label(path, node)`, `phrase(key)`;
`fields(node)` (`forms`); `FILTERS`; the test `absent`.
Text by language, choices, dates and persons print themselves in the paper's languages.
What is absent is false in `if` and an error when printed; what the audience may not see was never there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined, pass_context, pass_environment
from markupsafe import Markup

from generator import prose, wording
from generator.diagnostics import GeneratorError
from generator.document import Lines
from generator.expressions import ValuesEnvironment, close
from generator.kinds import BUILT_IN, SHARED
from generator.quoting import quoteattr
from generator.template import controls, forms, sentences
from generator.template.bytecode import KeptBytecode
from generator.template.dressing import Absent, Scope, dressed, lines_of
from generator.template.errors import TextRefused, Unprintable, diagnosed
from generator.template.loader import KindLoader
from generator.values import Node
from generator.wording import Words

__all__ = ["FILTERS", "Scope", "dressed", "environment", "lines_of", "render"]

_SCOPE: ContextVar[Scope] = ContextVar("scope")
"""The rendering under way: environments are shared, what they render is not."""


class TemplateEnvironment(ValuesEnvironment):
    """Looks values up as they print: text as `Words`, closed lists as `Choice`, persons and the client as their node."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As `ValuesEnvironment` has it; a string that prints as it is, as most cells of a long table, is found at once."""
        if type(obj) is Node and attribute in obj.shape.plain_names and type(value := obj.get(attribute)) is str:
            return value
        return super().getattr(obj, attribute)

    def key(self, mapping: dict[str, Any], name: str) -> Any:
        """The value under a key, dressed by its shape."""
        value = super().key(mapping, name)
        return dressed(_SCOPE.get(), mapping, name, value) if isinstance(mapping, Node) else value

    def absent(self, node: Node, name: str) -> Any:
        """False in `if`, an error when printed."""
        return Absent(node, name)


_PRINTABLE = (str, Words, Undefined)


def printed(value: Any) -> Any:
    """What `{{ … }}` prints of a value. Raises Unprintable for what has no wording."""
    if type(value) is str or isinstance(value, _PRINTABLE):
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
        loader=KindLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=printed,
        bytecode_cache=KeptBytecode(),
    )  # fmt: skip
    for name in ("lipsum", "cycler", "joiner"):
        env.globals.pop(name, None)
    env.globals["range"] = _short_range
    close(env)
    env.filters |= {name: _at_run_time(function) for name, function in FILTERS.items()}
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


def _at_run_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is not worked out when a template is compiled, as Jinja does with literals: what it says is in the languages of a
    paper, and what is compiled is kept for all papers."""
    if hasattr(function, "jinja_pass_arg"):
        return function
    return pass_context(lambda _, *arguments, **named: function(*arguments, **named))


def _worded(words: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that leaves absence alone: it fails where it is printed, with its own name."""
    return lambda value, *arguments, **named: value if isinstance(value, Absent) else words(value, *arguments, **named)


def _lines(value: Any) -> Lines:
    return lines_of(_SCOPE.get(), value)


def _joined(values: Iterable[Any], mark: str = "") -> Words:
    present = [value for value in values if value is not None and not isinstance(value, Absent)]
    return _stacked(wording.joined([_lines(value) for value in present], _SCOPE.get().languages, mark))


def _running(values: Iterable[Any]) -> Words:
    present = [value for value in values if value is not None and not isinstance(value, Absent)]
    return _stacked(sentences.running([_lines(value) for value in present], _SCOPE.get().languages))


def _filled(text: Any, **values: Any) -> Words:
    lines = {name: _lines(value) for name, value in values.items()}
    return _stacked(sentences.filled(_lines(text), lines, _SCOPE.get().languages))


def _noted(value: Any, remark: Any) -> Any:
    return value if not remark else _stacked(wording.noted(_lines(value), _lines(remark), _SCOPE.get().languages))


def _led(value: Any, label: Words) -> Words:
    lead = wording.label(label.lines, _SCOPE.get().languages)
    return Words(_lines(value), _SCOPE.get().second_lang, value.pointer if isinstance(value, Words) else "", lead)


@pass_environment
def _rows(environment: TemplateEnvironment, rows: Iterable[Node], *names: str) -> Markup:
    """A `tr` in its short form for each row, holding its values under some names, nothing for what is absent. Raises Unprintable for a text
    in two languages, which is no plain cell."""
    return Markup("".join([_row(environment, row, names) for row in rows]))


def _row(environment: TemplateEnvironment, row: Node, names: tuple[str, ...]) -> str:
    values: list[Any] = list(map(row.get, names))
    if set(map(type, values)) != {str} or not row.shape.plain_names.issuperset(names):  # not as most rows of a long table
        values = [_one_line(environment.getattr(row, name)) for name in names]
    lines = "\n".join(values)
    if lines.count("\n") >= len(values):
        lines = "\n".join(value.replace("\n", " ") for value in values)
    return f'<tr data-at={quoteattr(row.address)} data-cells={quoteattr(lines)}/>'


def _one_line(value: Any) -> str:
    lines = Lines("") if isinstance(value, Absent) else _lines(value)
    if lines.second not in ("", lines.first):
        raise Unprintable(value)
    return lines.first


def _side(person: Any) -> str:
    """The side that a person belongs to: "client" or "agency"."""
    return next((name.split("/")[0] for name, one in _SCOPE.get().people.items() if one is person), "")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "prose": _worded(_prose),
    "plain": _worded(lambda value: _stacked(_lines(value)).plain),
    "stacked": _worded(lambda value: _stacked(_lines(value)).stacked),
    "at": _address,
    "day": _worded(lambda value: _stacked(wording.day(value, _SCOPE.get().languages))),
    "day_of_year": _worded(lambda value: _stacked(wording.day_of_year(value, _SCOPE.get().languages))),
    "month": _worded(lambda value: _stacked(wording.month(value, _SCOPE.get().languages))),
    "period": _worded(lambda value: _stacked(wording.period(value, _SCOPE.get().languages))),
    "change": _worded(wording.change),
    "number": _worded(lambda value, places=None: wording.number(value, places)),
    "cents": _worded(lambda values: wording.cents(value for value in values if not isinstance(value, Absent))),
    "percent": _worded(lambda value, places=None: f"{wording.number(value, places)}%"),
    "money": _worded(lambda value, currency: _stacked(wording.money(value, str(currency), _SCOPE.get().languages))),
    "unit_of": _worded(lambda scale, currency: _stacked(wording.unit(_lines(scale), str(currency), _SCOPE.get().languages))),
    "joined": _worded(_joined),
    "running": _worded(_running),
    "filled": _worded(_filled),
    "noted": _worded(_noted),
    "led": _worded(_led),
    "rows": _rows,
    "control": lambda node, name, flat=False, unset="": controls.markup(_SCOPE.get(), node, name, flat, unset),
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
