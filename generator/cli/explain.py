"""`briefwright explain`: what a code means and what to do about it."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import MESSAGES, together
from generator.cli.reporting import exit_code, message_language, show
from generator.diagnostics import GeneratorError, MessageLanguage, Wording

if TYPE_CHECKING:
    from generator.explanations import Explanation, RuleExplanation

WIDTH = 100
"""Columns of a paragraph of explanation; Chinese, which takes two a character, is left to the terminal."""

SEVERITIES = {"error": Wording("error", "错误"), "warning": Wording("warning", "警告")}


@click.command("explain")
@together(click.argument("code", required=False), MESSAGES)
def explain_command(code: str | None, messages: str | None) -> None:
    """Explain a message (E104) or a rule (K24b); without CODE, list them all."""
    from generator import explanations, references

    language = message_language(messages)
    try:
        roots = references.workspace(Path("new.yaml")).kind_roots
        if code is None:
            titles = [(one.code, one.title) for one in explanations.of_messages().values()]
            titles += [(one.code, one.message) for one in explanations.of_rules(roots)]
            lines: Iterable[str] = (f"{name:5} {title.in_language(language)}" for name, title in titles)
        else:
            found = explanations.find(code, roots)
            lines = _rules(found, language) if isinstance(found, list) else _message(found, language)
        click.echo("\n".join(lines))
    except GeneratorError as error:
        show(error.diagnostics, language)
        sys.exit(exit_code(error.diagnostics))


def _message(found: Explanation, language: MessageLanguage) -> Iterator[str]:
    """A code of the tool: its message, what it means, an example."""
    yield f"{found.code}  {found.title.in_language(language)}"
    yield ""
    yield from _paragraph(found.text, language)
    if found.wrong:
        yield ""
        yield "错误：" if language == "zh" else "Wrong:"
        yield textwrap.indent(found.wrong, "    ")
    if found.right:
        yield "正确：" if language == "zh" else "Right:"
        yield textwrap.indent(found.right, "    ")


def _rules(found: list[RuleExplanation], language: MessageLanguage) -> Iterator[str]:
    """A rule: which kinds state it, what is told, what it requires, and how a paper may break it on purpose."""
    for number, one in enumerate(found):
        if number:
            yield ""
        severity = SEVERITIES[str(one.rule.get("severity", "error"))].in_language(language)
        yield f"{one.code}  ({severity}) {one.message.in_language(language)}"
        yield ""
        names = ", ".join(f"{kind.name} ({kind.label[language]})" for kind in one.kinds)
        yield f"{'类别' if language == 'zh' else 'Kinds'}: {names}"
        words = (("each", "Checked on", "逐项检查"), ("when", "Where", "前提"), ("require", "Requires", "要求"))
        for key, en, zh in words:
            if key in one.rule:
                yield f"{zh if language == 'zh' else en}: {one.rule[key]}"
        if hint := one.rule.get("hint"):
            yield str(hint[language])
        yield _accept(one.code).in_language(language)


def _accept(code: str) -> Wording:
    line = f"accept: [{{rule: {code}, reason: …}}]"
    return Wording(f"Where it is broken on purpose, the paper says so and why: {line}", f"确有理由不遵守时，在文件里写明：{line}")


def _paragraph(text: Wording, language: MessageLanguage) -> list[str]:
    words = text.in_language(language)
    return [words] if language == "zh" else textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
