"""A house's own reference document, as a person makes it in Word: its styles, page, headers and footers on our papers."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from lxml import etree
from PIL import Image

from generator import build
from generator.diagnostics import GeneratorError
from generator.writers.invariants.parts import NS, q
from generator.writers.package import check, read

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "templates/meeting_minutes/sample.yaml"
DEFAULT = ROOT / "templates/themes/default"
FIRST, OTHERS = "页眉·首页", "页眉·续页"


def run_control(tag: str, example: str = "示例") -> str:
    """A run-level control as Word writes one, showing its placeholder and bound to a property."""
    return (
        f'<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="-1289743"/>'
        '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder><w:showingPlcHdr/>'
        '<w:dataBinding w:xpath="/x" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/><w:text/></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/><w:color w:val="7A1F2B"/></w:rPr><w:t>{example}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )


def block_control(tag: str) -> str:
    """A control around a whole paragraph."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="77"/><w:text/></w:sdtPr><w:sdtContent>'
        "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>示例一</w:t></w:r><w:r><w:t>示例二</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


def add(parent: Any, xml: str) -> None:
    parent.append(etree.fromstring(f'<x xmlns:w="{NS["w"]}">{xml}</x>')[0])


def letter(path: Path, *, slip: bool = False, first_page: bool = True) -> None:
    """The house's letter: our style names on its own look, a narrow page, a logo in the first header, controls in all parts."""
    opened = docx.Document(str(DEFAULT / "reference.docx"))
    for style in ("Title", "Heading 1"):
        opened.styles[style].font.size = Pt(17)
    opened.styles.add_style("House Box", WD_STYLE_TYPE.PARAGRAPH)
    opened.styles["Header"].paragraph_format.line_spacing = 1.0
    section = opened.sections[0]
    section.left_margin = section.right_margin = Mm(30)
    section.different_first_page_header_footer = first_page
    picture = io.BytesIO()
    Image.new("RGB", (300, 100), (122, 31, 43)).save(picture, "PNG")
    picture.seek(0)
    if first_page:
        first = section.first_page_header.paragraphs[0]
        first.add_run().add_picture(picture, height=Mm(9))
        first.add_run(f"\t{FIRST} ")
        add(first._p, run_control("kind"))
        add(section.first_page_footer._element, block_control("confidentiality"))
    header = section.header.paragraphs[0]
    header.add_run(f"{OTHERS} ")
    for tag in ("doc_id", "version", "client", "title", "docid" if slip else "status", "job_no"):
        add(header._p, run_control(tag))
    footer = section.footer.paragraphs[0]
    for tag in ("date", "page"):
        add(footer._p, run_control(tag))
    opened.save(str(path))


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "theme.yaml").write_text("extends: default\nname: house\nreference: {docx: 公司信纸.docx}\n", encoding="utf-8")
    return folder


def parts(data: bytes, kind: str) -> dict[str, etree._Element]:
    """The headers or footers of a file by their type."""
    members = read(data)
    rels = {node.get("Id"): node.get("Target") for node in etree.fromstring(members["word/_rels/document.xml.rels"].data)}
    document = etree.fromstring(members["word/document.xml"].data)
    references: Any = document.xpath(f"//w:sectPr/w:{kind}Reference", namespaces=NS)
    return {node.get(q("w:type")): etree.fromstring(members[f"word/{rels[node.get(q('r:id'))]}"].data) for node in references}


def words(root: etree._Element) -> str:
    return "".join(str(text) for text in root.itertext(q("w:t")))


def test_minutes_stand_on_the_houses_letter_with_its_controls_filled(theme: Path) -> None:
    letter(theme / "公司信纸.docx")
    made = build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN")
    data = made.outputs["docx"].data
    headers, footers = parts(data, "header"), parts(data, "footer")
    assert check(data) == []
    assert not made.warnings
    assert FIRST in words(headers["first"])
    assert words(headers["first"]).endswith("会议纪要")
    filled = words(headers["default"])
    assert re.fullmatch(rf"{OTHERS} MM-2026-0231\.0禾鲸七分钟早晨：第三次项目会议已发出HJ26-018", filled), filled
    assert words(footers["default"]) == "2026年11月12日第 1 页，共 2 页"
    assert words(footers["first"]) == "客户机密"
    assert [str(node.get(q("w:instr"))).strip() for node in footers["default"].iter(q("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert not [node for field in footers["default"].iter(q("w:fldSimple")) for node in field.iterancestors(q("w:sdt"))]


def test_the_houses_page_pictures_and_styles_are_those_of_the_paper(theme: Path) -> None:
    letter(theme / "公司信纸.docx")
    data = build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN").outputs["docx"].data
    opened = docx.Document(io.BytesIO(data))
    section = opened.sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 30
    assert section.different_first_page_header_footer
    assert opened.styles["Heading 1"].font.size == Pt(17)
    assert "House Box" in opened.styles
    assert [name for name in read(data) if name.startswith("word/media/")]
    assert list(section.first_page_header._element.iter(q("w:drawing")))
    assert "渡石" not in words(section.first_page_header._element)


def test_a_filled_control_keeps_the_houses_look_and_nothing_of_its_example(theme: Path) -> None:
    letter(theme / "公司信纸.docx")
    data = build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN").outputs["docx"].data
    header = parts(data, "header")["default"]
    assert {node.get(q("w:val")) for node in header.iter(q("w:color"))} == {"7A1F2B"}
    for gone in ("showingPlcHdr", "placeholder", "dataBinding", "rStyle"):
        assert not list(header.iter(q(f"w:{gone}"))), gone
    assert "示例" not in words(header) + words(parts(data, "footer")["first"])


def test_every_header_of_the_house_bears_the_mark_of_a_draft(theme: Path, tmp_path: Path) -> None:
    letter(theme / "公司信纸.docx")
    paper = tmp_path / "meeting_minutes" / "sample.yaml"
    shutil.copytree(SAMPLE.parent, paper.parent)
    paper.write_text(paper.read_text(encoding="utf-8").replace("status: issued", "status: draft", 1), encoding="utf-8")
    for name in ("client_profile", "budget"):
        shutil.copytree(ROOT / "templates" / name, tmp_path / name)
    for name in ("briefwright.yaml", "logo.svg"):
        shutil.copy(ROOT / "templates" / name, tmp_path / name)
    data = build(paper, ["docx"], theme=str(theme), language="zh-CN").outputs["docx"].data
    for header in parts(data, "header").values():
        assert [node.get("string") for node in header.iter("{urn:schemas-microsoft-com:vml}textpath") if node.get("string")] == ["草稿"]


def test_a_house_without_a_first_page_of_its_own_has_its_header_on_all_pages(theme: Path) -> None:
    letter(theme / "公司信纸.docx", first_page=False)
    headers = parts(build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN").outputs["docx"].data, "header")
    assert set(headers) == {"first", "default"}
    assert words(headers["first"]) == words(headers["default"])


def test_a_tag_that_nearly_is_one_of_ours_is_told(theme: Path) -> None:
    letter(theme / "公司信纸.docx", slip=True)
    (found,) = build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN").warnings
    assert found.code == "W658"
    assert '"docid"' in found.message.en
    assert '"doc_id" may be meant' in found.message.en


def test_all_missing_styles_are_told_together_with_those_that_are_there(theme: Path) -> None:
    docx.Document().save(str(theme / "公司信纸.docx"))
    with pytest.raises(GeneratorError) as caught:
        build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN")
    (found,) = caught.value.diagnostics
    assert found.code == "E608"
    assert all(name in found.message.en for name in ("Label", "Value", "Table Text Compact", "Briefwright Table"))
    assert found.hint is not None
    assert "Key Number" in found.hint.en
    assert "intense quote" in found.hint.en


def test_a_house_may_call_a_style_as_it_likes(theme: Path) -> None:
    letter(theme / "公司信纸.docx")
    with (theme / "theme.yaml").open("a", encoding="utf-8") as file:
        file.write("style_names: {Table Text Compact: House Box}\n")
    data = build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN").outputs["docx"].data
    opened = docx.Document(io.BytesIO(data))
    cells = [cell for table in opened.tables for cell in table._cells]
    used = {paragraph.style.name for cell in cells for paragraph in cell.paragraphs if paragraph.style is not None}
    assert "House Box" in used


def test_a_reference_document_that_is_not_there_is_told(theme: Path) -> None:
    with pytest.raises(GeneratorError) as caught:
        build(SAMPLE, ["docx"], theme=str(theme), language="zh-CN")
    assert [one.code for one in caught.value.diagnostics] == ["E601"]
