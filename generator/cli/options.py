"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from generator.diagnostics import GeneratorError


def together(*options: Callable[..., Any]) -> Callable[[Any], Any]:
    """Several options as one decorator."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _names(context: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """A comma-separated option as its names."""
    return tuple(one.strip() for one in (value or "").split(",") if one.strip())


class KindName(click.types.StringParamType):
    """The name of a kind; shells complete it."""

    name = "kind"

    def shell_complete(self, context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The kinds that begin with what is typed."""
        from generator import kinds, references

        try:
            roots = references.workspace(Path("new.yaml")).kind_roots
        except GeneratorError:  # a broken briefwright.yaml is for the command to tell
            roots = (kinds.BUILT_IN,)
        return [CompletionItem(name) for name in kinds.names(roots) if name.startswith(incomplete)]


PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
MESSAGES = click.option("--messages", type=click.Choice(["zh", "en"]), help="Language of messages (default: by locale).")

CARE = (
    click.option("--fix-text", is_flag=True, help="Leave out characters that no format can hold (default: they are errors)."),
    click.option("--missing-glyphs", type=click.Choice(["error", "warn"]), default="error", show_default=True,
                 help="What a character is that no font of the theme has, in PDF."),
)  # fmt: skip
"""What is to be done about text that cannot be printed as it is; for `render`, `check` and `watch`."""

RENDERING = (
    click.option("--to", "formats", callback=_names, help="Comma-separated: docx,pptx,pdf,html (default: the kind's normal formats)."),
    click.option("--out", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Output folder."),
    click.option("--theme", help="Theme name or folder."),
    click.option("--lang", "language", type=click.Choice(["zh-CN", "en", "bilingual"]), help="Language (default: the paper's)."),
    click.option("--audience", type=click.Choice(["client", "internal", "private"]), default="client", show_default=True,
                 help="Who will read it; what others may not see is never in the file."),
    click.option("--notes", is_flag=True, help="Keep speaker notes in a client's deck (file name ends in _presenter)."),
    click.option("--cut", type=click.Choice(["document", "deck"]), help="Pages or slides, for PDF and HTML."),
    *CARE,
)  # fmt: skip
"""The options of `render`, which `watch` takes too."""
