"""Every sample as a Word file that a careful person could have made: named styles, right languages, the page of the theme, clean data."""

from __future__ import annotations

import cProfile
import datetime
import pstats
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator import build
from generator import document as tree
from generator import theme as themes
from generator.document import Lines, Text
from generator.writers.docx import write
from generator.writers.invariants.parts import NS, q
from generator.writers.package import read
from tests.every_node import PICTURES, paper
from tests.test_samples import CASES, built

ROOT = Path(__file__).resolve().parent.parent
THEME = themes.load(ROOT / "templates/themes/default")
EACH = pytest.mark.parametrize(("sample", "language"), CASES)

PARAGRAPH = {
    "pStyle": "the named style itself",
    "keepNext": "what belongs together stays together: rows of a sign-off block, a caption and its table",
    "keepLines": "the same",
    "pageBreakBefore": "where the paper asks for a new page",
    "numPr": "the list that an item belongs to, begun anew for each numbered list; none in a plain one",
    "tabs": "the right edge of this text in header and footer, and of a table of contents",
    "spacing": "space around tables, the last item of a list, and the line of a picture, which no exact pitch may cut",
    "ind": "a list without signs; text beside the rule of a quotation",
    "jc": "columns of figures stand to the right: the column is the table's, and a style for each would be two of everything",
}
RUN = {
    "rStyle": "the named style itself",
    "rFonts": "the East Asian hint for signs that both fonts have, and the signs of a check box",
    "b": "bold is a toggle among styles (ECMA-376-1, 17.7.3): in a bold paragraph the weight must stand on the run",
    "i": "the same, for Chinese in an English paper",
    "sz": "the second language is a share of whatever it stands under",
    "szCs": "the same",
    "vertAlign": "sub and superscript",
    "lang": "the language of words in another one",
}
"""What stands directly on paragraphs and runs beside their named style, and why."""


@cache
def members(sample: str, language: str) -> dict[str, bytes]:
    return {name: member.data for name, member in read(built(sample, language).outputs["docx"].data).items()}


@cache
def document(sample: str, language: str) -> etree._Element:
    return etree.fromstring(members(sample, language)["word/document.xml"])


def find(root: etree._Element, path: str) -> list[Any]:
    found: Any = root.xpath(path, namespaces=NS)
    return list(found)


def names(root: etree._Element, tag: str) -> Iterator[str]:
    for properties in root.iter(q(tag)):
        for child in properties:
            yield child.tag.rpartition("}")[2]


@EACH
def test_nothing_is_formatted_directly_that_a_style_can_say(sample: str, language: str) -> None:
    root = document(sample, language)
    assert set(names(root, "w:pPr")) <= set(PARAGRAPH) | {"rPr", "sectPr"}
    assert set(names(root, "w:rPr")) <= set(RUN)
    assert {str(value) for value in find(root, "//w:pPr/w:jc/@w:val")} <= {"right", "left", "center"}
    assert not find(root, "//w:body//w:p[not(w:pPr/w:pStyle)][descendant::w:t]")


@EACH
def test_fonts_are_named_by_styles_only(sample: str, language: str) -> None:
    for fonts in find(document(sample, language), "//w:rFonts"):
        named = {name.rpartition("}")[2] for name in fonts.attrib}
        assert named == {"hint"} or fonts.get(q("w:ascii")) == "Segoe UI Symbol"


@EACH
def test_words_of_the_second_language_say_so_and_nothing_is_japanese(sample: str, language: str) -> None:
    for run in find(document(sample, language), "//w:r[w:rPr/w:rStyle/@w:val='Second'][w:t]"):
        (tag,) = find(run, "w:rPr/w:lang")
        assert tag.get(q("w:val")) == "en-GB"
    defaults = find(etree.fromstring(members(sample, language)["word/styles.xml"]), "//w:rPrDefault//w:lang")[0]
    assert (defaults.get(q("w:val")), defaults.get(q("w:eastAsia"))) == ("en-GB", "zh-CN")
    assert not [name for name, data in members(sample, language).items() if b"ja-JP" in data]


@EACH
def test_no_part_tells_of_a_grid_a_machine_or_a_library(sample: str, language: str) -> None:
    words = (b"docGrid", b"rsid", b"updateFields", b"attachedTemplate", b"python", b"openpyxl", b"LibreOffice", b"<Template>")
    for name, data in members(sample, language).items():
        assert not [word for word in words if word in data], name
    assert not [name for name in members(sample, language) if "thumbnail" in name.lower()]


@EACH
def test_rows_never_split_and_every_head_is_repeated(sample: str, language: str) -> None:
    root = document(sample, language)
    rows = find(root, "//w:tr")
    assert rows
    running_on = [row for row in rows if not find(row, "w:trPr/w:cantSplit")]  # columns of text: one row, no style of a table
    assert all(len(find(row, "../w:tr")) == 1 and not find(row, "../w:tblPr/w:tblStyle") for row in running_on)
    for table in find(root, "//w:tbl[descendant::w:pStyle[starts-with(@w:val,'TableHeader')]]"):
        heads = [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert heads == sorted(heads, reverse=True)
        assert heads[0] or not find(table, "w:tr[1]/w:tc/w:p/w:pPr/w:pStyle[starts-with(@w:val,'TableHeader')]")


@EACH
def test_properties_are_those_of_the_paper(sample: str, language: str) -> None:
    core = etree.fromstring(members(sample, language)["docProps/core.xml"])
    said = {node.tag.rpartition("}")[2]: node.text for node in core}
    assert set(said) <= {"title", "creator", "subject", "language", "created", "modified", "lastModifiedBy", "keywords", "identifier", "version"}
    assert said["title"]
    assert said["creator"]
    assert said["subject"]
    assert said["created"] == said["modified"]
    assert datetime.date.fromisoformat(str(said["created"])[:10]).year in (2026, 2027)
    assert said["language"] == ("en" if language == "en" else "zh-CN")
    application = etree.fromstring(members(sample, language)["docProps/app.xml"])
    assert {node.tag.rpartition("}")[2] for node in application} <= {"Application", "Company", "AppVersion", "DocSecurity"}
    assert "".join(map(str, application.itertext())) == ("Bamboo Sail" if language == "en" else "竹帆传播")


@EACH
def test_the_first_page_differs_and_pages_are_counted_by_fields_with_results(sample: str, language: str) -> None:
    (section,) = find(document(sample, language), "//w:sectPr")
    types = [(node.tag.rpartition("}")[2], node.get(q("w:type"))) for node in section if node.tag.endswith("Reference")]
    assert sorted(types) == sorted((f"{part}Reference", type_) for part in ("header", "footer") for type_ in ("default", "first"))
    assert find(section, "w:titlePg")
    for name in ("footer-first", "footer-default"):
        footer = etree.fromstring(members(sample, language)[f"word/{name}.xml"])
        fields = find(footer, "//w:fldSimple")
        assert [str(field.get(q("w:instr"))).split()[0] for field in fields] == ["PAGE", "NUMPAGES"] * (2 if language == "bilingual" else 1)
        assert all("".join(map(str, field.itertext())).isdigit() for field in fields)


MARKS = {"draft": "草稿", "for_approval": "待批", "superseded": "已作废", "approved": "", "issued": ""}


@pytest.mark.parametrize(("status", "mark"), MARKS.items())
def test_each_status_has_its_mark_in_every_header(status: str, mark: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("themes"))
    sample = tmp_path / "work_order/sample.yaml"
    text = sample.read_text(encoding="utf-8")
    assert "status: issued\n" in text
    sample.write_text(text.replace("status: issued\n", f"status: {status}\n", 1), encoding="utf-8")
    data = build(sample, ["docx"], language="zh-CN").outputs["docx"].data
    headers = [etree.fromstring(member.data) for name, member in read(data).items() if name.startswith("word/header")]
    assert len(headers) == 2
    for header in headers:
        shown = [node.get("string") for node in header.iter("{urn:schemas-microsoft-com:vml}textpath") if node.get("string")]
        assert shown == ([mark] if mark else [])


def test_a_letter_theme_gives_letter_pages_and_tables_of_their_width(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("extends: default\nname: letter\npage: {size: Letter}\n", encoding="utf-8")
    theme = themes.load(tmp_path, built_in=ROOT / "templates/themes")
    root = etree.fromstring(read(write(paper(), theme, PICTURES).data)["word/document.xml"].data)
    (size,) = find(root, "//w:sectPr/w:pgSz")
    assert (size.get(q("w:w")), size.get(q("w:h"))) == ("12240", "15840")
    width = 12240 - 2 * round(20 * 1440 / 25.4)
    assert {int(value) for value in find(root, "//w:body/w:tbl/w:tblPr[w:tblStyle]/w:tblW/@w:w")} == {width}


def test_five_thousand_rows_cost_no_more_a_row_than_five_hundred() -> None:
    """Counted in calls rather than by a clock: no step looks at all rows for each row."""
    def calls(rows: int) -> int:
        row = tree.Row(tuple(tree.Cell((Text(f"{n}"),)) for n in range(6)))
        meta = tree.Meta("x", "X", Lines("x"), Lines("x"), ("zh-CN",), datetime.date(2026, 1, 1))
        profile = cProfile.Profile()
        profile.runcall(write, tree.Document(meta, (tree.Table((row,) * rows),)), THEME, {})
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    calls(10)  # what is read once
    few, many = calls(500), calls(5000)
    assert many < 10.5 * few
