"""The command line: parse, call, print, exit code. One module per command or group of commands.

Written paths go to standard output, one a line; diagnostics and progress to standard error. Exit codes: 0 done, 1 errors in content,
2 usage, 3 environment, 4 disk, 130 interrupted. What a command needs is imported when it runs, so that `--help` loads no template
engine and no WeasyPrint.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from generator.cli.reporting import INTERRUPTED

COMMANDS: Mapping[str, str] = {
    "init": "start", "kinds": "start", "new": "start", "check": "render", "render": "render", "batch": "batch", "watch": "watch",
    "explain": "explain", "theme": "theme", "doctor": "doctor", "schema": "start", "completion": "completion",
}  # fmt: skip
"""The commands in the order of their use, each with its module."""
GARBAGE = 200_000
"""Objects made before circles are looked for among them. Python's own 700 are made by every import."""


class _Commands(click.Group):
    """The commands, each loaded when it is asked for; interrupted, they end as a shell expects."""

    def __call__(self, *arguments: Any, **settings: Any) -> Any:
        """Run as a process of its own: circles are looked for less often than in programs without end, and it ends at once."""
        gc.set_threshold(GARBAGE)
        try:
            return super().__call__(*arguments, **settings)
        except SystemExit as ended:
            if isinstance(ended.code, int):
                _end(ended.code)
            raise

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands in their order, not by letter."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name, from its module."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"generator.cli.{COMMANDS[name]}"), f"{name}_command")
        return command

    def resolve_command(self, context: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; one that does not exist is refused with the name that was probably meant."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            meant = [f" Did you mean '{name}'?" for name in get_close_matches(args[0], COMMANDS, 1)]
            raise click.UsageError("".join([error.message, *meant]), error.ctx) from error

    def invoke(self, context: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with 130 and without a trace."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


def _end(code: int) -> None:
    """End the process, and leave its memory to the system: Python would take it apart object by object, a tenth of a short command.

    What is to be done at the end is done first. With threads that still run, or where the last words cannot be written, Python ends it."""
    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefwright")
def main() -> None:
    """Structured YAML in; minutes, briefs and pitch decks out, in Word, PowerPoint and PDF."""
