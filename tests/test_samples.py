"""The samples: every kind in every language, format and cut — complete, equal, and with nothing that is not for the reader."""

from __future__ import annotations

import datetime
import io
import itertools
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from markdown_it import MarkdownIt

from generator import build, checking, wording
from generator.audience import filtered
from generator.document import Cut
from generator.kinds import BUILT_IN
from generator.pipeline import Build
from generator.shapes import Shape
from generator.values import Node
from generator.wording import Languages
from tests.reading import everything, reopen, shown_text, squeezed

SAMPLES = (
    "meeting_minutes/sample.yaml", "meeting_minutes/sample_contact_report.yaml", "creative_brief/sample.yaml", "proposal_deck/sample.yaml",
    "work_order/sample.yaml", "meeting_agenda/sample.yaml", "competitor_report/sample.yaml", "client_profile/sample.yaml",
)  # fmt: skip
LANGUAGES = ("zh-CN", "en", "bilingual")
FORMATS = ("docx", "pptx", "pdf")
CASES = list(itertools.product(SAMPLES, LANGUAGES))


@cache
def built(sample: str, language: str, cut: Cut | None = None) -> Build:
    return build(BUILT_IN / sample, FORMATS if cut is None else ("pdf",), language=language, cut=cut)


@cache
def checked(sample: str) -> checking.Checked:
    return checking.check(BUILT_IN / sample)


def leaves(value: Any, shape: Shape) -> Iterator[tuple[Any, Shape]]:
    """The leaves of a value that print."""
    if not shape.prints:
        return
    if isinstance(value, dict) and not shape.is_text:
        for key, item in value.items():
            yield from leaves(item, shape.member(key) or Shape.of(shape.root, {}))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, shape.items)
    elif value is not None:
        yield value, shape


def plain(text: str, shape: Shape) -> list[str]:
    """The words of a text as they print, Markdown marks removed, by line."""
    if not shape.is_prose:
        return [squeezed(text)]
    tokens = [child for token in MarkdownIt("js-default").parse(text) if token.type == "inline" for child in token.children or ()]
    return [squeezed(token.content) for token in tokens if token.type == "text" and token.content.strip()]


def wordings(value: Any, shape: Shape, languages: Languages) -> list[list[str]]:
    """The ways in which each line of a value may stand in the paper: every inner list needs one of its members to be there."""
    match value:
        case str() if shape.choices:
            return [[squeezed(shape.choices[value][key])] for key in languages.keys]
        case dict() | str() if shape.is_text:
            lines = languages.lines(value)
            assert lines is not None
            return [[line] for text in lines for line in plain(text, shape)]
        case datetime.datetime() | datetime.time():
            return [[squeezed(wording.scalar(value) or "")]]
        case datetime.date():
            return [[value.isoformat(), *map(squeezed, wording.day(value, languages))]]
        case Decimal():
            ways = [wording.number(value), f"{value:f}", wording.number(value, 2), str(value.normalize())]
            return [[*ways, *(way.replace("-", "−") for way in ways)]]  # a change is printed with a minus sign
    return []


def visible(sample: str, languages: Languages, *, omitted: tuple[str, ...] = ()) -> Iterator[list[str]]:
    paper = filtered(checked(sample).paper, "client")
    seen = paper.like({name: value for name, value in paper.items() if name not in omitted})
    for value, shape in leaves(seen, seen.shape):
        yield from wordings(value, shape, languages)


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_a_sample_prints_in_every_format_without_a_warning_and_opens_again(sample: str, language: str) -> None:
    made = built(sample, language)
    assert not made.warnings
    assert set(made.outputs) == set(FORMATS)
    for format, output in made.outputs.items():
        assert reopen(output.data, format) >= 1


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_every_text_that_the_reader_may_see_is_in_every_format(sample: str, language: str) -> None:
    kind = checked(sample).kind
    for format, output in built(sample, language).outputs.items():
        secondary = (format == "pptx") == (kind.cut == "document") and format != "pdf"
        said = shown_text(output.data, format)
        wanted = visible(sample, Languages.of(language), omitted=kind.deck_omits if secondary else ())
        missing = [ways for ways in wanted if not any(way in said for way in ways)]
        assert not missing, (format, missing[:10])


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_the_other_cut_prints_as_pdf_too(sample: str, language: str) -> None:
    other: Cut = "deck" if checked(sample).kind.cut == "document" else "document"
    made = built(sample, language, other)
    assert not made.warnings
    assert reopen(made.outputs["pdf"].data, "pdf") >= 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_figures_are_equal_in_all_formats_and_languages(sample: str) -> None:
    names = checked(sample).found.names
    budget = names.get("budget") if sample.startswith("proposal") else None
    figures = {wording.number(budget[name], 2) for name in ("subtotal", "fee_amount", "tax_amount", "total", "headroom")} if budget else set()
    assert bool(figures) == sample.startswith("proposal")
    for language in LANGUAGES:
        for format, output in built(sample, language).outputs.items():
            said = shown_text(output.data, format)
            assert not [figure for figure in figures if figure not in said], (language, format)


def withheld(node: Node, seen: Node) -> Iterator[str]:
    """Every string of `node` that is not in what a client sees of it."""
    shown = {text for value, _ in leaves(seen, seen.shape) for text in _strings(value)}
    for value, _ in leaves(node, node.shape):
        yield from (text for text in _strings(value) if text not in shown)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [squeezed(str(text)) for text in value.values()]
    return [squeezed(value)] if isinstance(value, str) else [f"{value:,f}", f"{value:f}"] if isinstance(value, Decimal) else []


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_nothing_internal_or_private_is_anywhere_in_a_clients_file(sample: str, language: str) -> None:
    found = checked(sample).found
    nodes = [node for node in found.names.values() if node is not None]
    shown = [filtered(node, "client") for node in nodes]
    seen = "".join(text for node in shown for value, _ in leaves(node, node.shape) for text in _strings(value))
    secrets = {text for node in nodes for text in withheld(node, filtered(node, "client")) if len(text) >= 5 and text not in seen}
    assert secrets
    for format, output in built(sample, language).outputs.items():
        said = everything(output.data, format) + squeezed(str(output.name))
        leaked = [secret for secret in secrets if secret in said]
        assert not leaked, (format, leaked)


def test_the_internal_copy_has_what_the_clients_lacks() -> None:
    sample = BUILT_IN / "meeting_minutes/sample.yaml"
    remarks = checked("meeting_minutes/sample.yaml").paper["private_remarks"]["zh"]
    output = build(sample, ["docx"], audience="internal", language="zh-CN").outputs["docx"]
    assert squeezed(remarks)[:12] in shown_text(output.data, "docx")
    assert output.name.stem.endswith("_internal")


def test_speaker_notes_are_in_a_clients_deck_only_when_asked_for() -> None:
    sample = BUILT_IN / "proposal_deck/sample.yaml"
    notes = squeezed(next(slide["notes"]["zh"] for slide in checked("proposal_deck/sample.yaml").paper["slides"] if "notes" in slide))[:12]
    without, with_notes = (build(sample, ["pptx"], language="zh-CN", notes=kept).outputs["pptx"] for kept in (False, True))
    assert notes not in everything(without.data, "pptx")
    assert notes in everything(with_notes.data, "pptx")
    assert with_notes.name.stem.endswith("_presenter")


@pytest.mark.parametrize("sample", SAMPLES)
def test_two_builds_give_the_same_bytes(sample: str) -> None:
    again = build(BUILT_IN / sample, FORMATS, language="bilingual")
    first = built(sample, "bilingual")
    assert [output.data == first.outputs[format].data for format, output in again.outputs.items()] == [True] * 3


def test_the_samples_say_where_they_belong() -> None:
    assert {Path(sample).parent.name for sample in SAMPLES} == {path.parent.name for path in BUILT_IN.glob("*/*.html.j2") if not path.parent.name.startswith("_")}


def test_a_client_who_has_agreed_no_acceptance_clause_gets_none(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "papers", ignore=shutil.ignore_patterns("*.j2", "themes"))
    profile = tmp_path / "papers/client_profile/sample.yaml"
    text = profile.read_text(encoding="utf-8")
    start = text.index("  deemed_agreed:")
    end = text.index("\n", text.index("en:", start)) + 1
    profile.write_text(text[:start] + text[end:], encoding="utf-8")
    clause = squeezed(checked("meeting_minutes/sample.yaml").paper["deemed_agreed_text"]["zh"])
    without = build(tmp_path / "papers/meeting_minutes/sample.yaml", ["docx"], language="zh-CN").outputs["docx"].data
    assert clause in shown_text(built("meeting_minutes/sample.yaml", "zh-CN").outputs["docx"].data, "docx")
    assert clause not in shown_text(without, "docx")


def test_the_short_columns_of_a_brief_stay_on_one_page() -> None:
    body: Any = docx.Document(io.BytesIO(built("creative_brief/sample.yaml", "bilingual").outputs["docx"].data)).element.body
    for heading in ("语调  Tone", "预算（净价，未含服务费与税）  Budget (net, before fee and tax)"):
        row = next(p for p in body.iter("{*}p") if "".join(t.text for t in p.iter("{*}t")) == heading).getparent().getparent()
        assert row.find("{*}trPr/{*}cantSplit") is not None, heading


def test_an_amount_in_chinese_capitals_is_left_out_of_an_english_deck() -> None:
    proposal = BUILT_IN.parent / "content/clients/eavelight/stove-on/proposal.yaml"
    chinese, english = (shown_text(build(proposal, ["pptx"], language=one).outputs["pptx"].data, "pptx") for one in ("zh-CN", "en"))
    assert "人民币伍佰肆拾贰万" in squeezed(chinese)
    assert "人民币" not in english


@pytest.mark.parametrize("sample", ["creative_brief/sample.yaml", "meeting_agenda/sample.yaml", "meeting_minutes/sample.yaml"])
def test_a_word_file_names_its_pages_before_any_program_counts_them(sample: str) -> None:
    outputs = built(sample, "zh-CN").outputs
    with ZipFile(io.BytesIO(outputs["docx"].data)) as package:
        footer = package.read("word/footer-default.xml").decode()
    (shown,) = re.findall(r'NUMPAGES "><w:r><w:t>(\d+)<', footer)
    with pdfplumber.open(io.BytesIO(outputs["pdf"].data)) as pdf:
        assert int(shown) == len(pdf.pages)


@pytest.mark.parametrize(("sample", "language"), CASES)
def test_no_markup_is_printed(sample: str, language: str) -> None:
    for format, output in built(sample, language).outputs.items():
        assert not re.search(r"</?(?:span|p|br|strong)\b|&#?\w+;", shown_text(output.data, format)), format
