"""The command line: parse, call, print, exit code. One module per command or group of commands.

Written paths go to standard output, one a line; diagnostics and progress to standard error. Exit codes: 0 done, 1 errors in content,
2 usage, 3 environment, 4 disk, 130 interrupted. What a command needs is imported when it runs, so that `--help` loads no template
engine and no WeasyPrint.
"""

from __future__ import annotations

import click

from generator.cli.render import check_command, render_command
from generator.cli.start import init_command, kinds_command, new_command, schema_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefwright")
def main() -> None:
    """Structured YAML in; minutes, briefs and pitch decks out, in Word, PowerPoint and PDF."""


for command in (init_command, kinds_command, schema_command, new_command, check_command, render_command):
    main.add_command(command)
