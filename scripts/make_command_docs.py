"""Writes docs/command-line.md from the commands themselves.

    python scripts/make_command_docs.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import main as program

PAGE = Path(__file__).parent.parent / "docs" / "command-line.md"

HEAD = """\
# The command line

`briefwright COMMAND --help` says the same in the terminal. Written paths go to standard output, one a line; messages and progress go to
standard error, in the language of the system or that of `--messages zh|en`. Paths may be files or folders; a folder means
every paper in it.

| exit code | means |
|---|---|
| 0 | done; there may be warnings |
| 1 | errors in content, or some papers of several failed |
| 2 | a mistake on the command line |
| 3 | something is missing on the machine: a library, a font |
| 4 | the disk: no rights, no room |
| 130 | interrupted |

`NO_COLOR` is respected. In a pipeline, `--format json` gives one message a line, `--format github` annotations.

*This page is made by `scripts/make_command_docs.py` from the commands.*
"""


def page() -> str:
    """The text of the page."""
    context = click.Context(program, info_name="briefwright")
    return "\n".join([HEAD, *("\n".join(_command(command, above)) for command, above in _commands(program, context))])


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """The commands of a group and its groups, each with what stands before it on the command line."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, click.Context(command, info_name=name, parent=context))
        elif command is not None:
            yield command, context


def _command(command: click.Command, above: click.Context) -> Iterator[str]:
    """A command's heading, usage, what it does, and its options."""
    context = click.Context(command, info_name=command.name, parent=above)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    name = context.command_path.removeprefix("briefwright ")
    yield f"## {name}\n\n    {usage}\n\n{_prose(inspect.cleandoc(command.help or ''))}\n"
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield "| option | |\n|---|---|"
        yield from (_option(one, context) for one in options)
        yield ""


def _prose(text: str) -> str:
    """A command's help as Markdown: what click leaves as it is typed (\\b) is code."""
    return "\n\n".join(
        "\n".join(f"    {line.strip()}" for line in part.splitlines()[1:]) if part.startswith("\b") else part for part in text.split("\n\n")
    )


def _option(option: click.Option, context: click.Context) -> str:
    """A row of the table: the option's names, what it takes, and what it does."""
    record = option.get_help_record(context)
    assert record is not None  # hidden options are left out
    names, words = record
    bar = r"\|"  # inside a table's cell
    return f"| `{names.replace('|', bar)}` | {words} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
