"""The command line: parse, call, print, exit code. One module per command or group of commands.

Written paths go to standard output, one a line; diagnostics and progress to standard error. Exit codes: 0 done, 1 errors in content,
2 usage, 3 environment, 4 disk, 130 interrupted. What a command needs is imported when it runs, so that `--help` loads no template
engine and no WeasyPrint.
"""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Any

import click

from generator.cli.batch import batch_command
from generator.cli.completion import completion_command
from generator.cli.doctor import doctor_command
from generator.cli.explain import explain_command
from generator.cli.render import check_command, render_command
from generator.cli.reporting import INTERRUPTED
from generator.cli.start import init_command, kinds_command, new_command, schema_command
from generator.cli.theme import theme_command
from generator.cli.watch import watch_command

GARBAGE = 200_000
"""Objects made before circles are looked for among them. Python's own 700 are made by every import."""


class _Commands(click.Group):
    """The commands in the order of their use; interrupted, they end as a shell expects."""

    def __call__(self, *arguments: Any, **settings: Any) -> Any:
        """Run as a process of its own: circles are looked for less often than in programs without end, and not when it ends."""
        gc.set_threshold(GARBAGE)
        atexit.register(_leave)
        return super().__call__(*arguments, **settings)

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands as they were added, not by letter."""
        return list(self.commands)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with 130 and without a trace."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


def _leave() -> None:
    """Leave everything to the system, which takes it back; but DuckDB tells the user of each of its objects that is left."""
    if "duckdb" not in sys.modules:
        gc.freeze()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefwright")
def main() -> None:
    """Structured YAML in; minutes, briefs and pitch decks out, in Word, PowerPoint and PDF."""


for command in (
    init_command, kinds_command, new_command, check_command, render_command, batch_command, watch_command,
    explain_command, theme_command, doctor_command, schema_command, completion_command,
):  # fmt: skip
    main.add_command(command)
