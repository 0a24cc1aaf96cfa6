"""The theme that a paper is printed in: the one asked for, the paper's, the client's, the working folder's, the default."""

from __future__ import annotations

from pathlib import Path

from generator import theme as themes
from generator.checking import Checked
from generator.diagnostics import GeneratorError, problem
from generator.kinds import BUILT_IN
from generator.theme import Theme

MOST_NAME = 200
"""Characters of a theme's name: a longer one is no folder of any file system."""


def theme(asked: str | None, checked: Checked) -> Theme:
    """The theme of a paper, in its client's colours. Raises GeneratorError E712 when there is none of that name."""
    client = checked.found.names.get("client")
    house = client.get("brand_rules") if client else None
    name = asked or checked.paper.get("theme") or (house.get("theme") if house else None) or checked.place.setting("theme") or "default"
    folder = folder_of(str(name), checked.place.root)
    if folder is None:
        known = ", ".join(sorted(path.parent.name for path in (BUILT_IN / "themes").glob("*/theme.yaml")))
        named = checked.paper.source.position("/theme") if not asked and checked.paper.get("theme") else None
        raise GeneratorError([problem("E712", named, name=name, known=known)])
    return themes.load(folder, house.get("colours") if house else None, BUILT_IN / "themes")


def folder_of(name: str, root: Path) -> Path | None:
    """The folder of a theme: of the working folder, built in, or a path; None when there is none."""
    folders = [root / "themes" / name, BUILT_IN / "themes" / name, Path(name)]
    return next((folder for folder in folders if len(name) < MOST_NAME and (folder / "theme.yaml").is_file()), None)
