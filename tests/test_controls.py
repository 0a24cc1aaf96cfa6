"""Content controls: a form filled in by Word is read back as the values of its YAML."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import generator
from generator import document as tree
from generator import source
from generator import theme as themes
from generator.document import Text
from generator.writers.docx import write
from generator.writers.invariants.parts import NS, q
from generator.writers.package import read
from generator.writers.wordprocessing.controls import MOST_TAG, tag_of
from tests.every_node import meta

ROOT = Path(__file__).resolve().parent.parent
THEME = themes.load(ROOT / "templates" / "themes" / "default")
SAMPLES = ("meeting_minutes", "work_order", "creative_brief", "meeting_agenda")
LANGUAGES = ("zh-CN", "en", "bilingual")


def find(element: etree._Element, path: str) -> list[Any]:
    found: Any = element.xpath(path, namespaces=NS)
    return list(found)


def controls(data: bytes) -> list[etree._Element]:
    """The tagged controls of a Word file."""
    return find(etree.fromstring(read(data)["word/document.xml"].data), "//w:sdt[w:sdtPr/w:tag]")


def tag(control: etree._Element) -> str:
    return str(find(control, "w:sdtPr/w:tag/@w:val")[0])


def shown(control: etree._Element) -> str:
    """The words that stand in a control, a line break as " / " as in the names of its list."""
    pieces = find(control, "w:sdtContent//w:t | w:sdtContent//w:br")
    return "".join(" / " if piece.tag == q("w:br") else piece.text for piece in pieces)


def value(control: etree._Element) -> Any:
    """The value that a reader takes from a control; None from one that shows its placeholder and never had a value."""
    empty = bool(find(control, "w:sdtPr/w:showingPlcHdr"))
    if checked := find(control, "w:sdtPr/w14:checkbox/w14:checked/@w14:val"):
        return checked == ["1"]
    if date := find(control, "w:sdtPr/w:date"):
        full = date[0].get(q("w:fullDate"))
        return None if full is None else full[:10] if full.endswith("T00:00:00Z") else f"{full[:10]} {full[11:16]}"
    if lists := find(control, "w:sdtPr/w:dropDownList | w:sdtPr/w:comboBox"):
        names = dict(zip(find(lists[0], "*/@w:displayText"), find(lists[0], "*/@w:value"), strict=True))
        return lists[0].get(q("w:lastValue")) if empty else names.get(shown(control), shown(control))
    return None if empty else shown(control)


def addresses(node: Any, address: str = "") -> dict[str, Any]:
    """Every scalar of a YAML file by its address: list items by their id where they have one."""
    if isinstance(node, dict):
        return {at: found for key, child in node.items() for at, found in addresses(child, f"{address}/{key}").items()}
    if isinstance(node, list):
        steps = [child["id"] if isinstance(child, dict) and "id" in child else str(index) for index, child in enumerate(node)]
        pairs = zip(steps, node, strict=True)
        return {at: found for step, child in pairs for at, found in addresses(child, f"{address}/{step}").items()}
    return {address: node}


def as_typed(found: Any) -> Any:
    """A scalar of YAML as a control has it: a moment to the minute, anything else as its text."""
    if isinstance(found, bool):
        return found
    return re.sub(r"T(\d\d:\d\d)(:00)?$", r" \1", str(found))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SAMPLES)
def test_what_the_controls_hold_is_what_the_yaml_says(kind: str, language: str) -> None:
    path = ROOT / "templates" / kind / "sample.yaml"
    written = {tag_of(at): as_typed(found) for at, found in addresses(source.load(path).value).items()}
    found = {tag(control): value(control) for control in controls(generator.build(path, ["docx"], language=language).outputs["docx"].data)}
    assert len(found) >= 2
    assert found == {name: written.get(name) for name in found}
    assert any(name in written for name in found)


def test_a_sign_off_block_is_filled_in_by_name_state_and_date() -> None:
    data = generator.build(ROOT / "templates/work_order/sample.yaml", ["docx"], language="zh-CN").outputs["docx"].data
    found = {tag(control): control for control in controls(data)}
    kinds = {name: find(found[f"/signoffs/0/{name}"], "w:sdtPr/*")[-1].tag for name in ("person", "state", "at")}
    assert kinds == {"person": q("w:comboBox"), "state": q("w:dropDownList"), "at": q("w:date")}
    assert find(found["/signoffs/0/state"], "w:sdtPr/w:dropDownList/w:listItem/@w:displayText") == ["待签", "同意", "有意见同意", "不同意"]
    assert find(found["/signoffs/0/at"], "w:sdtPr/w:alias/@w:val") == ["客户总监 · 时间"]


def document_of(*parts: tree.Inline, languages: tuple[str, ...] = ("zh-CN",)) -> bytes:
    paper = tree.Document(dataclasses.replace(meta(languages), facts=()), (tree.Paragraph(parts),))
    return write(paper, THEME, {}).data


def test_an_empty_control_shows_its_hint_as_a_placeholder_and_keeps_its_value() -> None:
    choices = (("pending", "待签"), ("approved", "同意"))
    control = controls(document_of(tree.Control("choice", "/state", (), "pending", "意见", "待签", choices)))[0]
    assert find(control, "w:sdtContent/w:r/w:rPr/w:rStyle/@w:val") == ["PlaceholderText"]
    assert (shown(control), value(control)) == ("待签", "pending")


def test_ids_are_unique_and_the_same_every_time() -> None:
    parts = [tree.Control("text", f"/extra/{n}/value", (Text("x"),)) for n in range(5)] + [tree.Checkbox(True, "/billable", "计费")]
    ids = [find(control, "w:sdtPr/w:id/@w:val")[0] for control in controls(document_of(*parts))]
    assert len(set(ids)) == len(parts)
    assert document_of(*parts) == document_of(*parts)


def test_a_long_pointer_is_shortened_so_that_it_can_be_told_and_found_again() -> None:
    long = [f"/deliverables/D{n}/" + "acceptance_criteria/" * 4 + "by" for n in range(50)]
    tags = {tag_of(at): at for at in long}
    assert len(tags) == len(long)
    assert all(len(short) == MOST_TAG and short.startswith("~") and at.endswith(short[13:]) for short, at in tags.items())
    assert tag_of("/actions/A3/due") == "/actions/A3/due"
    assert tag_of("/" + "x" * 63) == "/" + "x" * 63
    assert tag(controls(document_of(tree.Control("text", long[0], (Text("x"),))))[0]) == tag_of(long[0])


def test_a_date_is_shown_by_word_as_the_paper_wrote_it() -> None:
    def picture(words: str, languages: tuple[str, ...], day: str = "2026-10-30") -> list[Any]:
        control = controls(document_of(tree.Control("date", "/date", (Text(words),), day), languages=languages))[0]
        return find(control, "w:sdtPr/w:date/w:dateFormat/@w:val") + find(control, "w:sdtPr/w:date/w:lid/@w:val")

    assert picture("2026-10-30", ("zh-CN",)) == ["yyyy-MM-dd", "zh-CN"]
    assert picture("2026年10月30日", ("zh-CN",)) == ["yyyy年M月d日", "zh-CN"]
    assert picture("30 October 2026", ("en",)) == ["d MMMM yyyy", "en-GB"]
    assert picture("2026-10-30 09:05", ("en",), "2026-10-30 09:05") == ["yyyy-MM-dd HH:mm", "en-GB"]


def test_both_languages_stand_in_one_control() -> None:
    second = tree.Second((Text("Open"),), "en")
    choice = tree.Control("choice", "/status", (Text("进行中"), second), "open", "状态", choices=(("open", "进行中 / Open"),))
    control = controls(document_of(choice, languages=("zh-CN", "en")))[0]
    assert value(control) == "open"
    assert find(control, "w:sdtContent/w:r[w:t='Open']/w:rPr/w:rStyle/@w:val") == ["Second"]


def test_the_values_of_another_paper_have_no_control() -> None:
    """An agenda shows the open actions of the last minutes: their pointers are those of another file."""
    built = generator.build(ROOT / "templates/meeting_agenda/sample.yaml", ["docx"], language="en").outputs["docx"].data
    own = addresses(source.load(ROOT / "templates/meeting_agenda/sample.yaml").value)
    assert {tag(control) for control in controls(built)} <= set(own)
