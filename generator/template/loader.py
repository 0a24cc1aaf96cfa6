"""Where templates come from: a kind's folders and the shared ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound


class KindLoader(BaseLoader):
    """Templates of a kind's folders and of the shared folders, and of nowhere else."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text and path of a template. Raises TemplateNotFound for a name that leads out of the folders."""
        for folder in self.folders:
            path = folder / template
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return path.read_text(encoding="utf-8"), str(path), lambda: True
        raise TemplateNotFound(template)
