"""Where templates come from: a kind's folders and the shared ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from generator.source.characters import decode


class KindLoader(BaseLoader):
    """Templates of a kind's folders and of the shared folders, and of nowhere else."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text and path of a template. Raises TemplateNotFound for a name that leads out of the folders, GeneratorError for a file
        that is no text."""
        for folder in self.folders:
            path = folder / template
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                return decode(path.read_bytes(), str(path)), str(path), lambda: True
        raise TemplateNotFound(template)
