"""Packages: hostile ones are refused, finished ones are deterministic, and every broken invariant is caught."""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.util import Inches

from generator import theme as themes
from generator.diagnostics import GeneratorError
from generator.writers import docx as word
from generator.writers.package import CoreProperties, Member, check, normalise, open_reference, read, zipped
from tests.every_node import BILINGUAL, PICTURES, meta, paper

ROOT = Path(__file__).resolve().parent.parent
THEME = themes.load(ROOT / "templates" / "themes" / "default")
REFERENCE = ROOT / "templates" / "themes" / "default" / "reference.docx"
CORE = CoreProperties("A <title> & more", "Zhao Min", "Yuanshan", "Brief", "zh-CN", datetime.date(2026, 3, 2))
Parts = dict[str, bytes]


def document() -> Parts:
    """The parts of a sound Word file with every node."""
    return {name: member.data for name, member in read(word.write(paper(BILINGUAL), THEME, PICTURES).data).items()}


def deck() -> Parts:
    """The parts of a sound PowerPoint file: two slides with a table, notes and a picture."""
    show = pptx.Presentation()
    for _ in range(2):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = "Title"
        slide.shapes.add_table(2, 3, 0, 0, Inches(4), Inches(1))
        slide.shapes.add_picture(io.BytesIO(PICTURES["pictures/route.png"].data), 0, 0)
        slide.notes_slide.notes_text_frame.text = "Notes"
    stream = io.BytesIO()
    show.save(stream)
    parts = {name: member.data for name, member in read(normalise(stream.getvalue(), CORE)).items()}
    root = etree.fromstring(parts["ppt/presentation.xml"])
    notes = [name for name, part in parts.items() if name == "ppt/_rels/presentation.xml.rels"]
    rid = next(node.get("Id", "") for node in etree.fromstring(parts[notes[0]]) if "notesMaster" in node.get("Type", ""))
    w = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    listed = etree.Element(f"{w}notesMasterIdLst")
    etree.SubElement(listed, f"{w}notesMasterId", {f"{r}id": rid})
    root.insert(1, listed)
    parts["ppt/presentation.xml"] = etree.tostring(root)
    return parts


DOCUMENT, DECK = document(), deck()


def packed(parts: Parts) -> bytes:
    return zipped({name: Member.of(name, data) for name, data in parts.items()})


def raw_zip(entries: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def codes(parts: Parts) -> set[str]:
    return {diagnostic.code for diagnostic in check(packed(parts))}


def edit(part: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    """A breakage: `old` becomes `new` in a part, which must hold it."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, (part, old)
        parts[part] = text.replace(old, new, count).encode()

    return change


def put(name: str, data: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[name] = data

    return change


def drop(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert name in parts
        del parts[name]

    return change


def test_the_samples_are_sound() -> None:
    assert check(packed(DOCUMENT)) == []
    assert check(packed(DECK)) == []


BODY = "word/document.xml"
STYLES = "word/styles.xml"
CHART = "word/charts/chart1.xml"
EMPTY_FIELD = "".join(f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end"))

BROKEN_DOCUMENTS = {
    "climbing part name": ("E610", put("../evil.xml", b"<a/>")),
    "template mark in a part name": ("E610", put("word/{{name}}.xml", b"<a/>")),
    "part without content type": ("E611", put("word/strange.qqq", b"x")),
    "override without part": ("E612", drop("word/fontTable.xml")),
    "not well-formed": ("E613", put(STYLES, b"<w:styles>")),
    "document type": ("E613", put("word/settings.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
    "target that is not there": ("E614", edit("word/_rels/document.xml.rels", 'Target="charts/chart1.xml"', 'Target="charts/none.xml"')),
    "relationship id twice": ("E626", edit("word/_rels/document.xml.rels", 'Id="rId2"', 'Id="rId1"')),
    "reference to no relationship": ("E615", edit(BODY, 'r:embed="rId', 'r:embed="none')),
    "hyperlink to a picture": ("E615", edit("word/_rels/document.xml.rels", "relationships/hyperlink", "relationships/image")),
    "forbidden scheme": ("E616", edit("word/_rels/document.xml.rels", 'Target="https:', 'Target="javascript:')),
    "malformed address": ("E616", edit("word/_rels/document.xml.rels", "https://example.com/", "https://[example.com/")),
    "two titles": ("E617", edit("docProps/core.xml", "<dc:subject>", "<dc:title>x</dc:title><dc:subject>")),
    "bad date": ("E617", edit("docProps/core.xml", "2026-03-02", "2026-13-02")),
    "picture that is none": ("E618", put("word/media/picture1.png", b"GIF89a")),
    "part that nothing leads to": ("E619", put("word/forgotten.xml", b"<a/>")),
    "template mark in a style name": ("E620", edit(STYLES, 'w:name w:val="Lead"', 'w:name w:val="{% Lead"')),
    "empty cell": ("E621", edit(BODY, "</w:tc>", "</w:tc><w:tc/>")),
    "cell that ends with a table": ("E621", edit(BODY, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>")),
    "table without rows": ("E622", edit(BODY, "<w:tbl>", "<w:tbl><w:tblGrid/></w:tbl><w:p/><w:tbl>")),
    "row with a cell too many": ("E623", edit(BODY, "</w:tr>", "<w:tc><w:p/></w:tc></w:tr>")),
    "merge from nowhere": ("E624", edit(BODY, '<w:vMerge w:val="restart"/>', "")),
    "tables that touch": (
        "E625",
        edit(BODY, "</w:tbl>", "</w:tbl><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    ),
    "drawing id twice": ("E626", edit(BODY, '<wp:docPr id="2"', '<wp:docPr id="1"')),
    "control id twice": ("E626", edit(BODY, '<w:sdtPr><w:id w:val="2"/>', '<w:sdtPr><w:id w:val="1"/>')),
    "bookmark without end": ("E627", edit(BODY, "<w:bookmarkEnd ", "<w:proofErr ")),
    "bookmark with a long name": ("E627", edit(BODY, 'w:name="small"', f'w:name="{"s" * 41}"')),
    "paragraph style that is not there": ("E628", edit(BODY, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="None"/>')),
    "character style of a paragraph": ("E628", edit(BODY, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Strong"/>')),
    "style based on nothing": ("E628", edit(STYLES, '<w:basedOn w:val="Heading1"/>', '<w:basedOn w:val="None"/>')),
    "list that is not there": ("E629", edit(BODY, '<w:numId w:val="1"/>', '<w:numId w:val="99"/>')),
    "abstract list that is not there": ("E629", edit("word/numbering.xml", '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="9"/>')),
    "open field": ("E630", edit(BODY, "<w:r><w:t", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t')),
    "field without result": (
        "E630",
        edit(BODY, "<w:r><w:t", EMPTY_FIELD + "<w:r><w:t"),
    ),
    "simple field without result": ("E630", edit("word/footer-first.xml", "<w:r><w:t>1</w:t></w:r></w:fldSimple>", "</w:fldSimple>")),
    "anchor to nothing": ("E631", edit(BODY, 'w:anchor="actions"', 'w:anchor="nothing"')),
    "empty content control": ("E632", edit(BODY, "<w:sdtContent>", "<w:sdtContent/></w:sdt><w:sdt><w:sdtContent>")),
    "styles in a circle": ("E633", edit(STYLES, '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Title"/>')),
    "style name twice": ("E626", edit(STYLES, '<w:name w:val="Lead"/>', '<w:name w:val="Title"/>')),
    "chart text without paragraph": ("E635", edit(CHART, "<c:txPr>", "<c:txPr><a:bodyPr/></c:txPr><c:txPr>")),
    "comment that is not there": ("E636", edit(BODY, "<w:r><w:t", '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:t')),
    "body without section": ("E636", edit(BODY, "<w:body>", "<w:body/><w:body>")),
    "Japanese forms": ("E617", edit(STYLES, 'w:eastAsia="zh-CN"', 'w:eastAsia="ja-JP"')),
    "axis that does not pair": ("E637", edit(CHART, "<c:crossAx val=", "<c:crossAx val='1' x=")),
    "negative axis id": ("E637", edit(CHART, 'val="100000001"', 'val="-2068027336"', 99)),
    "point outside its count": ("E637", edit(CHART, '<c:pt idx="1"', '<c:pt idx="7"')),
    "series index twice": ("E626", edit(CHART, '<c:idx val="1"/>', '<c:idx val="0"/>')),
    "workbook that does not open": ("E638", put("word/embeddings/workbook1.xlsx", b"PK")),
    "chart without workbook": ("E638", edit(CHART, "c:externalData", "c:extern", 2)),
    "workbook of two charts": ("E639", edit("word/charts/_rels/chart2.xml.rels", "workbook2", "workbook1")),
}

SLIDE, SHOW, MASTER = "ppt/slides/slide1.xml", "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
BROKEN_DECKS = {
    "slide without layout": ("E634", edit("ppt/slides/_rels/slide1.xml.rels", "relationships/slideLayout", "relationships/theme")),
    "layout without master": (
        "E634",
        edit("ppt/slideLayouts/_rels/slideLayout1.xml.rels", "relationships/slideMaster", "relationships/theme"),
    ),
    "notes without slide": ("E634", edit("ppt/notesSlides/_rels/notesSlide1.xml.rels", "relationships/slide", "relationships/tags")),
    "notes that lead to another slide": ("E634", edit("ppt/notesSlides/_rels/notesSlide1.xml.rels", "slides/slide1", "slides/slide2")),
    "slide that is not listed": ("E634", edit(SHOW, "p:sldId id=\"257\"", "p:sldIx id=\"257\"")),
    "slide id twice": ("E626", edit(SHOW, 'id="257"', 'id="256"')),
    "slide id too small": ("E626", edit(SHOW, 'id="257"', 'id="7"')),
    "layout id of a master": ("E626", edit(MASTER, 'id="2147483649"', 'id="2147483648"')),
    "layout that the master does not list": ("E634", edit("ppt/slideMasters/_rels/slideMaster1.xml.rels", 'Id="rId1"', 'Id="rId99"')),
    "notes without notes master list": ("E636", edit(SHOW, "p:notesMasterId ", "p:notesMasterIx ")),
    "placeholder that the layout lacks": ("E634", edit(SLIDE, '<p:ph type="title"/>', '<p:ph type="title" idx="77"/>')),
    "shape id twice": ("E626", edit(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    "text body without paragraph": ("E635", edit(SLIDE, "<p:txBody>", "<p:txBody><a:bodyPr/></p:txBody><p:txBody>")),
    "cell without text body": ("E635", edit(SLIDE, "<a:tc>", "<a:tc/><a:tc>")),
    "slide row with a cell too many": ("E623", edit(SLIDE, "<a:tc>", "<a:tc><a:txBody><a:bodyPr/><a:p/></a:txBody></a:tc><a:tc>")),
    "slide span that covers nothing": ("E624", edit(SLIDE, "<a:tc>", '<a:tc gridSpan="2">')),
    "slide table without rows": ("E622", edit(SLIDE, "<a:tbl>", "<a:tbl><a:tblGrid/></a:tbl><a:tbl>")),
}


@pytest.mark.parametrize("name", BROKEN_DOCUMENTS)
def test_a_broken_document_is_caught(name: str) -> None:
    code, change = BROKEN_DOCUMENTS[name]
    parts = dict(DOCUMENT)
    change(parts)
    assert code in codes(parts)


@pytest.mark.parametrize("name", BROKEN_DECKS)
def test_a_broken_deck_is_caught(name: str) -> None:
    code, change = BROKEN_DECKS[name]
    parts = dict(DECK)
    change(parts)
    assert code in codes(parts)


def test_a_member_that_stands_twice_is_caught() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = raw_zip([("a.xml", b"<a/>"), ("a.xml", b"<b/>")])
    assert [diagnostic.code for diagnostic in check(data)] == ["E605"]


# ----------------------------------------------------------------------------------------------------------------- the zip


def test_a_zip_depends_on_names_and_bytes_alone() -> None:
    parts = {"b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "_rels/.rels": b"<r/>", "a.png": b"\x89PNG", "图.xml": b"<c/>"}
    data = packed(parts)
    assert data == packed(dict(reversed(parts.items())))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "a.png", "b.xml", "图.xml"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr | info.create_system for info in archive.infolist()} == {0}
        assert archive.getinfo("a.png").compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in parts} == parts


def test_a_normalised_deck_is_ours_and_always_the_same() -> None:
    def saved(title: str) -> bytes:
        show = pptx.Presentation()
        show.core_properties.author = title
        show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "T"
        stream = io.BytesIO()
        show.save(stream)
        return stream.getvalue()

    data = normalise(saved("one"), CORE)
    assert data == normalise(saved("two"), CORE) == normalise(data, CORE)
    members = read(data)
    assert not [name for name in members if "thumbnail" in name or "printerSettings" in name]
    assert b"jpeg" not in members["[Content_Types].xml"].data
    opened = pptx.Presentation(io.BytesIO(data)).core_properties
    assert (opened.title, opened.author, opened.language) == (CORE.title, CORE.author, CORE.language)
    assert opened.created.date() == opened.modified.date() == CORE.date
    assert not [name for name, member in members.items() if b"python-pptx" in member.data or b"Canny" in member.data]
    assert check(data) == []


def test_properties_come_from_the_papers_meta() -> None:
    core = CoreProperties.of(meta(BILINGUAL))
    assert core.title == "澄湖气泡水夏季上市 {{ 7*7 }} / Chenghu Sparkling & the summer {{ 7*7 }}"
    assert (core.author, core.company, core.subject) == ("赵敏", "远山广告", "创意简报 / Creative brief")
    assert (core.language, core.date) == ("zh-CN", datetime.date(2026, 3, 2))


# ----------------------------------------------------------------------------------------------------- packages from outside


def refused(path: Path) -> list[str]:
    with pytest.raises(GeneratorError) as caught:
        open_reference(path)
    assert all(diagnostic.position and diagnostic.position.file == str(path) for diagnostic in caught.value.diagnostics)
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

HOSTILE = {
    "empty": ("E604", b""),
    "text": ("E604", b"hello"),
    "old .doc": ("E602", OLE),
    "with a password": ("E603", OLE + "EncryptedPackage".encode("utf-16-le")),
    "cut short": ("E604", REFERENCE.read_bytes()[:-400]),
    "plain zip": ("E604", raw_zip([("a.txt", b"x")])),
    "PowerPoint": ("E607", packed(DECK)),
    "zip bomb": ("E606", raw_zip([("word/document.xml", b" " * (4 * 2**20))])),
    "too many parts": ("E606", raw_zip([(f"p{number}", b"") for number in range(10_001)])),
    "document type in any part": ("E613", raw_zip([("word/document.xml", b"<a/>"), ("customXml/item1.xml", b"<!DOCTYPE x><x/>")])),
    "billion laughs": (
        "E613",
        raw_zip([("word/document.xml", b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>')]),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_reference_is_refused_kindly(name: str, tmp_path: Path) -> None:
    code, data = HOSTILE[name]
    path = tmp_path / "reference.docx"
    path.write_bytes(data)
    assert refused(path) == [code]


def test_what_a_wrong_file_is_stands_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "reference.docx"
    path.write_bytes(packed(DECK))
    with pytest.raises(GeneratorError) as caught:
        open_reference(path)
    (diagnostic,) = caught.value.diagnostics
    assert "PowerPoint presentation" in diagnostic.message.en
    assert "PowerPoint 演示文稿" in diagnostic.message.zh


def test_a_missing_reference_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.docx") == ["E600"]


def test_a_header_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(raw_zip([("word/document.xml", b"<a>" + b"x" * 5000 + b"</a>")]))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(GeneratorError):
        read(bytes(data))


def test_a_changed_reference_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "reference.docx"
    path.write_bytes(REFERENCE.read_bytes())
    first = open_reference(path)
    assert open_reference(path) is first
    path.write_bytes(packed({name: member.data for name, member in first.items()} | {"word/new.xml": b"<a/>"}))
    assert "word/new.xml" in open_reference(path)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_packages_give_diagnostics_and_nothing_else(seed: int, tmp_path: Path) -> None:
    data = bytearray(REFERENCE.read_bytes())
    for step in range(8):
        data[(seed * 7919 + step * 104729) % len(data)] ^= 1 << (seed + step) % 8
    path = tmp_path / "reference.docx"
    path.write_bytes(bytes(data))
    with contextlib.suppress(GeneratorError):
        assert "word/document.xml" in open_reference(path)
