"""The sandboxed expression: one line of Jinja over checked values, no Python behind it.

Names are looked up as keys first (`items` is a key, never a method). A property that the schema knows but the paper omits is None;
a name that nobody knows is an error with the nearest known ones.
"""

from __future__ import annotations

import difflib
import marshal
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

import jinja2
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.figures import amounts, capitals, courses, numerals, pivots, spelling, texts
from generator.store import kept
from generator.values import Node

MAX_REPEAT = 10_000
"""The longest text or largest power exponent that a template or expression may make in one operation."""

SIZED_FILTERS = ("center", "indent", "format", "xmlattr", "batch", "slice", "wordwrap")


class UnknownName(Exception):
    """A name that is neither in the values nor in the schema; the message says which and what is near."""

    def __init__(self, name: str, known: tuple[str, ...], where: str) -> None:
        self.name = name
        self.where = where
        self.nearest = difflib.get_close_matches(name, known, 3) or list(known[:12])
        super().__init__(name)


class ValuesEnvironment(ImmutableSandboxedEnvironment):
    """An immutable sandbox in which mappings are looked up by key, and nothing can be made huge."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The key of a mapping; the public attribute of anything else."""
        return self.key(obj, attribute) if isinstance(obj, dict) else super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The key of a mapping; the item of a sequence."""
        return self.key(obj, argument) if isinstance(obj, dict) and isinstance(argument, str) else super().getitem(obj, argument)

    def key(self, mapping: dict[str, Any], name: str) -> Any:
        """The value under a key. Raises UnknownName when neither the mapping nor its schema knows the name."""
        if name in mapping:
            return mapping[name]
        known = mapping.shape.names if isinstance(mapping, Node) else tuple(mapping)
        if isinstance(mapping, Node) and name in known:
            return self.absent(mapping, name)
        raise UnknownName(name, known, mapping.pointer if isinstance(mapping, Node) else "")

    def absent(self, node: Node, name: str) -> Any:
        """What stands for a known property that is not there: None."""
        return None

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """`*`, `**` and `%`, within bounds. Raises SecurityError beyond them."""
        sizes = [len(x) for x in (left, right) if isinstance(x, str | list | tuple)]
        numbers = [abs(x) for x in (left, right) if isinstance(x, int)]
        if operator == "*" and sizes and sizes[0] * max(numbers, default=1) > MAX_REPEAT:
            raise SecurityError("a text or list longer than 10,000 by one multiplication")
        if operator == "**" and isinstance(right, int) and abs(right) > 64:
            raise SecurityError("an exponent above 64")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("text formatting with %; use ~ to join words")
        return super().call_binop(context, operator, left, right)


@cache
def environment() -> ValuesEnvironment:
    """The environment of expressions: the library of figures, without Jinja's own globals."""
    env = ValuesEnvironment(undefined=StrictUndefined, autoescape=False)
    env.globals.clear()
    for library in (amounts, pivots, capitals, numerals, spelling, texts, courses):
        env.globals.update(library.FUNCTIONS)
    close(env)
    return env


def close(env: ValuesEnvironment) -> None:
    """Take out of an environment the filters that can make text of any length."""
    for name in SIZED_FILTERS:
        env.filters.pop(name, None)


@cache
def compiled(expression: str) -> Template:
    """The expression as a template that sets `result`. Raises jinja2.TemplateSyntaxError."""
    env = environment()
    name = kept.key("expression", jinja2.__version__, expression)
    known = kept.recall(name)
    code = marshal.loads(known) if known else _code(env, expression)
    if not known:
        kept.keep(name, marshal.dumps(code))
    return Template.from_code(env, code, env.make_globals(None))


def _code(env: ValuesEnvironment, expression: str) -> CodeType:
    """The bytecode of an expression. Raises jinja2.TemplateSyntaxError."""
    parsed = Parser(env, expression, state="variable")
    wanted = parsed.parse_expression()
    if not parsed.stream.eos:
        raise TemplateSyntaxError("chunk after expression", parsed.stream.current.lineno)
    wanted.set_environment(env)
    return env.compile(nodes.Template([nodes.Assign(nodes.Name("result", "store"), wanted, lineno=1)], lineno=1))


def evaluate(expression: str, names: Mapping[str, Any]) -> Any:
    """The value of an expression over `names`.

    Raises UnknownName, jinja2.TemplateError (syntax, sandbox), or what a figure function raises for values it cannot take
    (ArithmeticError, TypeError, ValueError).
    """
    template = compiled(expression)
    # a context of its own: Jinja's would merge its globals anew for every expression, which costs ten times the work itself
    context = template.new_context({**environment().globals, **names}, shared=True)
    for _ in template.root_render_func(context):
        pass
    value = context.vars["result"]
    if isinstance(value, Undefined):
        raise UnknownName(value._undefined_name or expression, tuple(names), "")
    return value


__all__ = ["SecurityError", "TemplateError", "UnknownName", "ValuesEnvironment", "close", "compiled", "environment", "evaluate"]
