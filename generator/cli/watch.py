"""`briefwright watch`: renders again what a change concerns."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import MESSAGES, PATHS, RENDERING, together
from generator.cli.reporting import exit_code, message_language, papers, show
from generator.diagnostics import GeneratorError, MessageLanguage

if TYPE_CHECKING:
    from generator.watch import Sources

_WORDS: dict[str, dict[MessageLanguage, str]] = {
    "watching": {"zh": "正在监视 {count} 份文件；Ctrl-C 结束", "en": "watching {count} papers; Ctrl-C ends it"},
    "kept": {"zh": "保留上一次的输出", "en": "the last good output is kept"},
}


@click.command("watch")
@together(PATHS, *RENDERING, MESSAGES)
def watch_command(paths: tuple[Path, ...], formats: tuple[str, ...], out: Path, messages: str | None, **settings: Any) -> None:
    """Render papers, FILE or FOLDER, and again whenever one, its inputs, its kind or its theme changes. Ctrl-C ends it."""
    from generator import watch

    rounds = _Rounds(formats, out, settings, message_language(messages))
    try:
        rounds.render(paths, frozenset(), first=True)
        click.echo(_WORDS["watching"][rounds.language].format(count=len(rounds.known)), err=True)
        for changed in watch.changes(paths, out, settings["theme"]):
            rounds.render(paths, changed)
    except GeneratorError as error:
        show(error.diagnostics, rounds.language)
        sys.exit(exit_code(error.diagnostics))
    except KeyboardInterrupt:  # the usual end
        pass


class _Rounds:
    """Renders round by round; `known` holds what each paper was made from."""

    def __init__(self, formats: tuple[str, ...], out: Path, settings: dict[str, Any], language: MessageLanguage) -> None:
        self.formats, self.out, self.settings, self.language = formats, out, settings, language
        self.known: dict[Path, Sources | None] = {}

    def render(self, paths: Iterable[Path], changed: frozenset[Path], *, first: bool = False) -> None:
        """Render every paper that some changes concern; what cannot be rendered is told, and its last output stays."""
        from generator import pipeline, watch

        for path, named in papers(paths):
            if not first and path in self.known and not self._is_concerned(path, changed):
                continue
            try:
                if named or pipeline.prints(path):
                    self._render(path)
                    self.known[path] = watch.sources(path)
            except GeneratorError as error:
                self.known[path] = None
                show(error.diagnostics, self.language)
                click.echo(f"{path}: {_WORDS['kept'][self.language]}", err=True)

    def _is_concerned(self, path: Path, changed: frozenset[Path]) -> bool:
        known = self.known[path]
        return known is None or known.concerned(changed)

    def _render(self, path: Path) -> None:
        """Render one paper and print what was written and how long it took."""
        from generator import pipeline, store

        began = time.perf_counter()
        built = pipeline.build(path, self.formats, **self.settings)
        outputs: list[tuple[PurePosixPath, bytes]] = [(output.name, output.data) for output in built.outputs.values()]
        for written in store.save(self.out, outputs):
            click.echo(str(written))
        show(built.warnings, self.language)
        click.echo(f"{time.strftime('%H:%M:%S')}  {path}  {time.perf_counter() - began:.2f} s", err=True)
        sys.stdout.flush()
