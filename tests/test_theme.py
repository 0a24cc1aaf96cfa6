"""Themes: inheritance, a client's colours, and text that can be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator import build, looks, theme
from generator.diagnostics import GeneratorError
from generator.kinds import BUILT_IN
from tests.house import house

DEFAULT = BUILT_IN / "themes/default"


def test_a_theme_inherits_what_it_does_not_name(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/theme.yaml").write_text('extends: default\nname: own\ncolours: {accent: "00695C"}\n', encoding="utf-8")
    own, default = theme.load(tmp_path / "own", built_in=BUILT_IN / "themes"), theme.load(DEFAULT)
    assert (own.name, own.colours["accent"], own.colours["ink"]) == ("own", "00695C", default.colours["ink"])
    assert own.styles == default.styles
    assert own.path("reference.docx") == DEFAULT / "reference.docx"


def test_a_theme_that_extends_nothing_known_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("extends: nowhere\n", encoding="utf-8")
    with pytest.raises(GeneratorError, match="E601"):
        theme.load(tmp_path)


@pytest.mark.parametrize("accent", ["FFD400", "C46A1B", "00B2A9", "C8102E", "12355B"])
def test_words_in_the_accent_can_be_read_on_paper(accent: str) -> None:
    look = theme.load(DEFAULT, {"accent": accent})
    assert theme.contrast(look.colours["accent_text"], look.colours["paper"]) >= 4.5
    assert look.colours["accent"] == accent


def test_contrast_is_that_of_wcag() -> None:
    assert round(theme.contrast("FFFFFF", "000000"), 1) == 21.0
    assert round(theme.contrast("777777", "FFFFFF"), 2) == 4.48


def test_a_working_folders_own_theme_colours_its_papers(tmp_path: Path) -> None:
    paper = house(tmp_path, **{"themes/own/theme.yaml": 'extends: default\nname: own\ncolours: {accent: "00695C"}\n'})
    paper.write_text(paper.read_text(encoding="utf-8"), encoding="utf-8")
    for format, part in (("docx", "word/theme/theme1.xml"), ("pptx", "ppt/theme/theme1.xml")):
        data = build(paper, [format], theme="own").outputs[format].data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert b"00695C" in package.read(part)


def test_an_unknown_theme_is_told_with_the_houses_own(tmp_path: Path) -> None:
    (tmp_path / "themes/dusk").mkdir(parents=True)
    (tmp_path / "themes/dusk/theme.yaml").write_text("extends: default\nname: dusk\n", encoding="utf-8")
    assert looks.names(tmp_path) == ["default", "dusk"]
