"""`briefwright completion`: what a shell needs to complete commands, options and kinds."""

from __future__ import annotations

from typing import Literal

import click
from click.shell_completion import get_completion_class

PROGRAM, VARIABLE = "briefwright", "_BRIEFWRIGHT_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: Literal["bash", "zsh", "fish"]) -> None:
    """Print the completion script of a SHELL.

    \b
    bash:  briefwright completion bash > ~/.local/share/bash-completion/completions/briefwright
    zsh:   briefwright completion zsh > a folder of your $fpath, as _briefwright
    fish:  briefwright completion fish > ~/.config/fish/completions/briefwright.fish
    """
    made = get_completion_class(shell)
    assert made is not None  # click knows the three
    click.echo(made(context.find_root().command, {}, PROGRAM, VARIABLE).source())
