"""`briefwright doctor`: what this machine has and lacks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import MESSAGES, together
from generator.cli.reporting import message_language

_SIGNS = {"good": "✓", "note": "–", "broken": "✗"}


@click.command("doctor")
@together(
    click.option("--out", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Output folder."),
    MESSAGES,
)
def doctor_command(out: Path, messages: str | None) -> None:
    """Say what is installed, which fonts each format is set in and why, and what to do about what is missing."""
    from generator import doctor

    language = message_language(messages)
    broken = False
    for finding in doctor.examine(out):
        topic, found, remedy = finding.in_language(language)
        broken = broken or finding.level == "broken"
        click.echo(f"{_SIGNS[finding.level]} {topic}{'：' if language == 'zh' else ': '}{found}")
        for line in remedy:
            click.echo(f"      {line}")
    sys.exit(3 if broken else 0)
