"""The reference documents: made from theme.yaml alone, and what Word needs to find in them."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from generator import theme as themes
from generator.writers.invariants.parts import NS
from generator.writers.package import check, read

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from make_reference_docx import FILES, reference  # noqa: E402

FOLDER = ROOT / "templates" / "themes" / "default"
THEME = themes.load(FOLDER)
EACH = pytest.mark.parametrize(("name", "language"), FILES.items())


def find(name: str, part: str, path: str) -> list[Any]:
    found: Any = etree.fromstring(read((FOLDER / name).read_bytes())[part].data).xpath(path, namespaces=NS)
    return list(found)


@EACH
def test_the_committed_file_is_what_the_script_makes(name: str, language: str) -> None:
    assert (FOLDER / name).read_bytes() == reference(THEME, language)


@EACH
def test_no_invariant_is_broken(name: str, language: str) -> None:
    assert check((FOLDER / name).read_bytes()) == []


@EACH
def test_python_docx_finds_every_style_of_the_theme(name: str, language: str) -> None:
    opened = docx.Document(io.BytesIO((FOLDER / name).read_bytes()))
    for style in THEME.styles.values():
        found = next(one for one in opened.styles if one.name.lower() == style.name.lower())  # Word writes some names small
        assert found.font.size.pt == style.size(language)
        assert found.paragraph_format.line_spacing.pt == style.pitch(language)
        assert str(found.paragraph_format.line_spacing_rule).startswith("EXACTLY")
    for other in ("Normal", "List Bullet 3", "List Number 3", "Strong", "Emphasis", "Hyperlink", "Second", "Briefwright Table"):
        assert other in opened.styles


@EACH
@pytest.mark.parametrize("style", ["Heading1", "Heading2", "Caption", "Lead"])
def test_what_announces_stays_with_what_it_announces(name: str, language: str, style: str) -> None:
    assert find(name, "word/styles.xml", f"//w:style[@w:styleId='{style}']/w:pPr/w:keepNext")


@EACH
def test_the_page_is_the_themes(name: str, language: str) -> None:
    section = docx.Document(io.BytesIO((FOLDER / name).read_bytes())).sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.right_margin)
    assert [round(length.mm) for length in lengths if length is not None] == [210, 297, 22, 20]


@EACH
def test_no_style_names_a_font_or_a_colour_outside_the_theme(name: str, language: str) -> None:
    assert not find(name, "word/styles.xml", "//w:rFonts[@w:ascii or @w:hAnsi or @w:eastAsia]")
    assert not find(name, "word/styles.xml", "//w:color[not(@w:themeColor)]")
    assert not find(name, "word/styles.xml", "//*[@w:color and @w:color != 'auto' and not(@w:themeColor)]")


@EACH
def test_text_is_british_and_chinese_and_never_japanese(name: str, language: str) -> None:
    assert find(name, "word/styles.xml", "//w:rPrDefault//w:lang/@w:eastAsia") == ["zh-CN"]
    assert find(name, "word/settings.xml", "//w:themeFontLang/@w:eastAsia") == ["zh-CN"]
    assert not [part for part, member in read((FOLDER / name).read_bytes()).items() if b"ja-JP" in member.data]


@EACH
def test_nothing_ties_the_lines_to_a_grid_or_the_file_to_a_machine(name: str, language: str) -> None:
    members = read((FOLDER / name).read_bytes())
    for word in (b"docGrid", b"rsid", b"updateFields", b"attachedTemplate", b"python", b"Microsoft Office Word"):
        assert not [part for part, member in members.items() if word in member.data], word
    assert find(name, "word/settings.xml", "//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


@EACH
def test_lists_have_three_levels_tied_to_their_styles(name: str, language: str) -> None:
    levels = find(name, "word/numbering.xml", "//w:abstractNum[1]/w:lvl/w:pStyle/@w:val")
    assert levels == ["ListBullet", "ListBullet2", "ListBullet3"]
    styles = find(name, "word/styles.xml", "//w:style[@w:styleId='ListNumber2']/w:pPr/w:numPr/*/@w:val")
    assert styles == ["1", "2"]


def test_chinese_is_emphasised_by_weight_and_english_by_slant() -> None:
    path = "//w:style[@w:styleId='Emphasis']/w:rPr/*"
    assert [find(name, "word/styles.xml", path)[0].tag.rpartition("}")[2] for name in FILES] == ["b", "i"]
