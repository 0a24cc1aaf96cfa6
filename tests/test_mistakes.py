"""The commonest mistakes of people who write papers and templates: where each is blamed, and how it is told in both languages.

`LINES` edits one line of a small paper; `PAPERS` replaces the whole file; `TEMPLATES` replaces the template; `COMMANDS` are command lines.
What is printed, excerpt, caret and hint, stands in `golden/mistakes.txt`; `pytest tests/test_mistakes.py --update-golden` writes it again.
Mistakes of YAML alone are also in `test_diagnostics`, faults of values in `test_schema`, of markup in `test_markup`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import build
from generator.cli import main
from generator.diagnostics import Diagnostic, GeneratorError, display_width, render
from tests.house import house

GOLDEN = Path(__file__).parent / "golden" / "mistakes.txt"

PAPER = """\
kind: visit
id: V-1
client: acme
date: 2026-11-12
language: zh-CN
version: "1.0"
title: {zh: 拜访, en: Visit}
author: agency/zhao
note: {zh: 一切顺利, en: All well}
mood: {zh: 平静, en: calm}
lines:
  - id: L1
    qty: 2
    price: 10.50
  - id: L2
    amount: 4
"""

CLIENT = {
    "kinds/client_profile/kind.yaml": "name: {zh: 档案, en: Profile}\nprints: false\n",
    "kinds/client_profile/schema.yaml": """
type: object
required: [kind, id, short_name]
additionalProperties: false
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  short_name: {$ref: "shared.yaml#/$defs/text"}
  contacts: {type: array, items: {$ref: "shared.yaml#/$defs/person"}}
""",
    "content/clients/acme/profile.yaml": """
kind: client_profile
id: acme
short_name: {zh: 艾克米, en: Acme}
contacts: [{id: wang, name: 王, title: 经理}]
""",
}


class Line(NamedTuple):
    """A line of PAPER, what somebody wrote in its place, and the code and place (line:column) of the first problem told."""

    right: str
    wrong: str
    code: str
    place: str


TITLE = "title: {zh: 拜访, en: Visit}"
LINES = [
    # ----------------------------------------------------------------------------------------------------------- keys and colons
    Line("client: acme", "clinet: acme", "E104", "3:1"),
    Line("client: acme", "客户: acme", "E104", "3:1"),
    Line("    qty: 2", "    qyt: 2", "E104", "13:5"),
    Line("client: acme", "client：acme", "E020", "3:7"),
    Line("client: acme", "client:acme", "E023", "3:7"),
    Line("client: acme", "client acme", "E030", "3:1"),
    Line("lines:\n", "lines\n", "E030", "11:1"),
    Line("date: 2026-11-12\n", "", "E101", "1:1"),
    Line("date: 2026-11-12", "date:", "E102", "4:1"),
    Line("date: 2026-11-12", "date: 2026-11-12\ndate: 2026-11-13", "E013", "5:1"),
    Line("    qty: 2", "    qty: 2\n    qty: 3", "E013", "14:5"),
    # --------------------------------------------------------------------------------------------------------------- indentation
    Line("    qty: 2", "\t\tqty: 2", "E021", "13:1"),
    Line("    qty: 2", "\u3000\u3000qty: 2", "E022", "13:1"),
    Line("    qty: 2", "   qty: 2", "E028", "13:4"),
    Line("  - id: L2", "   - id: L2", "E028", "15:4"),
    Line(TITLE, "title:\nzh: 拜访\nen: Visit", "E102", "7:1"),
    Line(TITLE, "title:\n  zh 拜访\n  en: Visit", "E030", "8:3"),
    Line("  - id: L2", "  id: L2", "E035", "15:3"),
    Line("  - id: L2", "  -id: L2", "E035", "15:3"),
    Line("  - id: L2", "  — id: L2", "E035", "15:3"),
    Line("client: acme", "- client: acme", "E028", "3:1"),
    Line("note: {zh: 一切顺利, en: All well}", "note: 一切\n顺利", "E030", "10:1"),
    # --------------------------------------------------------------------------------------------------- signs that mean something
    Line(TITLE, "title: @山川", "E024", "7:8"),
    Line(TITLE, "title: #夏日#", "E017", "7:8"),
    Line(TITLE, "title: %50", "E024", "7:8"),
    Line(TITLE, "title: `代码`", "E024", "7:8"),
    Line(TITLE, "title: *重要*", "E036", "7:8"),
    Line(TITLE, "title: > 拜访", "E033", "7:10"),
    Line(TITLE, "title: - 拜访", "E034", "7:8"),
    Line(TITLE, "title: [拜访] 记录", "E026", "7:13"),
    Line(TITLE, "title: {{ name }}", "E014", "7:9"),
    Line(TITLE, "title: Visit: phase one", "E027", "7:13"),
    Line(TITLE, "title: {zh: 拜访, en: Visit: one}", "E027", "7:26"),
    # --------------------------------------------------------------------------------------------------------- commas and brackets
    Line(TITLE, "title: {zh: 预算 7,365,929.40 元, en: Visit}", "E040", "7:17"),
    Line(TITLE, "title: {zh: 共 1,250,000 元, en: CNY 1,250,000}", "E040", "7:16"),
    Line(TITLE, "title: {zh: 拜访, en: Well, we met}", "E040", "7:25"),
    Line(TITLE, "title: {zh: 拜访，en: Visit}", "E041", "7:15"),
    Line(TITLE, "title: {zh：拜访, en：Visit}", "E104", "7:9"),
    Line(TITLE, "title: {zh: 拜访, en: Visit", "E031", "7:8"),
    Line("    amount: 4", "    amount: 4\n}", "E042", "17:1"),
    # -------------------------------------------------------------------------------------------------------------------- quotes
    Line('version: "1.0"', 'version: "1.0', "E025", "6:10"),
    Line('version: "1.0"', "version: “1.0”", "E111", "6:10"),
    Line(TITLE, "title: “拜访”: 一", "E037", "7:8"),
    Line(TITLE, "title: 'it's on'", "E026", "7:12"),
    Line(TITLE, 'title: "Launch" film', "E026", "7:17"),
    Line(TITLE, 'title: "C:\\data\\x.png"', "E032", "7:11"),
    Line(TITLE, 'title: "C:\\new\\table.png"', "W001", "7:11"),
    Line(TITLE, "title: 拜访\x07记录", "E007", "7:10"),
    # ----------------------------------------------------------------------------------------------- values of the wrong type or form
    Line("date: 2026-11-12", "date: 2026/11/12", "E131", "4:7"),
    Line("date: 2026-11-12", "date: 2026-11-31", "E131", "4:7"),
    Line("date: 2026-11-12", "date: 明天", "E131", "4:7"),
    Line("    qty: 2", "    qty: 两", "E103", "13:10"),
    Line("    qty: 2", "    qty: 1,200", "E103", "13:10"),
    Line("    qty: 2", "    qty: 2 个", "E103", "13:10"),
    Line("    qty: 2", "    qty: '2'", "E103", "13:10"),
    Line(TITLE, "title: [拜访, Visit]", "E103", "7:8"),
    Line("language: zh-CN", "language: 中文", "E105", "5:11"),
    Line("language: zh-CN", "language: fr", "E105", "5:11"),
    Line("    amount: 4", "    amount: 4\n    audience: clients", "E105", "17:15"),
    Line("    amount: 4", "    amount: 1e400", "E136", "16:13"),
    Line(TITLE, "title: {cn: 拜访, eng: Visit}", "E104", "7:9"),
    Line(TITLE, "title: {en: Visit}", "E501", "7:8"),
    # ------------------------------------------------------------------------------------------------------ references and figures
    Line("kind: visit", "kind: vist", "E201", "1:7"),
    Line("kind: visit", "kind: 拜访记录", "E201", "1:7"),
    Line("kind: visit", "类别: visit", "E203", "1:1"),
    Line("client: acme", "client: amce", "E205", "3:9"),
    Line("client: acme", "client: 艾克米", "E111", "3:9"),
    Line("author: agency/zhao", "author: agency/zhoa", "E206", "8:9"),
    Line("author: agency/zhao", "author: 赵一帆", "E111", "8:9"),
    Line("author: agency/zhao", "author: 王", "E111", "8:9"),
    Line("client: acme", "client: Acme", "E111", "3:9"),
    Line("author: agency/zhao", "author: client/zhao", "E206", "8:9"),
    Line("    amount: 4", "    amount: 4\ntotal: 26", "E302", "17:8"),
    Line("    amount: 4", "    amount: 0", "V1", "16:13"),
    Line(TITLE, f"{TITLE}\ntheme: nosuch", "E104", "8:1"),
    # ------------------------------------------------------------------------------------------------- what is changed without a word
    Line(TITLE, "title: 夏日 #话题", "W002", "7:11"),
    Line("note: {zh: 一切顺利, en: All well}", "note: 一切顺利\n  - 第一项", "W004", "10:3"),
]  # fmt: skip


class Whole(NamedTuple):
    """A file that is no paper at all."""

    name: str
    data: bytes
    code: str
    place: str


PAPERS = [
    Whole("empty", b"", "E008", ""),
    Whole("comments only", "# 稍后再写\n".encode(), "E008", ""),
    Whole("GBK", PAPER.encode("gbk"), "E018", "7:13"),
    Whole("UTF-16 without its mark", PAPER.encode("utf-16-le"), "E018", ""),
    Whole("a Word file", b"PK\x03\x04\x14\x00", "E006", ""),
    Whole("prose", "今天拜访了客户。\n一切顺利。\n".encode(), "E009", "1:1"),
    Whole("two papers", f"{PAPER}---\n{PAPER}".encode(), "E010", "17:1"),
    Whole("a list", b"- kind: visit\n", "E009", "1:1"),
]


class Template(NamedTuple):
    """A template with a mistake, and where in which file it is blamed."""

    text: str
    code: str
    place: str


TEMPLATES = [
    Template("<p>{{ paper.note }}</p>\n<p>{{ paper.mood }}</p>", "E432", "document.html.j2:2:1"),
    Template("<p>\n  {{ paper.unmarked }}\n</p>", "E431", "document.html.j2:2:3"),
    Template("<p>{{ paper.titel }}</p>", "E430", "document.html.j2:1:1"),
    Template("<p>{{ papr.title }}</p>", "E438", "document.html.j2:1:1"),
    Template("<p>{{ paper.title|joind }}</p>", "E433", "document.html.j2:1:1"),
    Template("{% for line in paper.lines %}\n<p>x</p>\n", "E433", "document.html.j2:1:1"),
    Template("<p>x</p>\n\n{% for line in paper.lines %}\n<p class=\"huge\">{{ line.id }}</p>\n{% endfor %}", "E404", "document.html.j2:4:1"),
    Template("{% if paper.note %}\n  <p>x</p>\n  <div>y</div>\n{% endif %}", "E401", "document.html.j2:3:3"),
    Template("<p style=\"color: red\">x</p>", "E405", "document.html.j2:1:1"),
    Template("{% include 'part.html.j2' %}", "E401", "part.html.j2:2:1"),
    Template("<p>a</p>\n<p>R&D</p>", "E400", "document.html.j2:2:1"),
    Template("<p>a</p>\n{{ paper.title }}", "E406", "document.html.j2:2:1"),
    Template("<p><a href=\"javascript:alert(1)\">x</a></p>", "E407", "document.html.j2:1:1"),
    Template("<p>{{ paper.lines }}</p>", "E435", "document.html.j2:1:1"),
    Template("<p>{{ ''.__class__ }}</p>", "E434", "document.html.j2:1:1"),
    Template('<figure class="image"><img src="a.png" alt="x"/></figure>', "E641", "visit.yaml"),
    Template('<figure class="image" data-at="{{ paper|at }}/title"><img src="../a.png" alt="x"/></figure>', "E640", "visit.yaml:7:8"),
]

COMMANDS = [
    (("render", "content/vsit.yaml"), "E001"),
    (("render", "content/visit.yaml", "--to", "doc"), "E705"),
    (("render", "content/visit.yaml", "--theme", "nosuch"), "E712"),
    (("render", "kinds"), "E203"),
]


# --------------------------------------------------------------------------------------------------------------------- the table


def said(folder: Path, **files: str) -> list[Diagnostic]:
    """What building a paper of the house says, files named from the folder."""
    return told(house(folder, **(CLIENT | {"content/visit.yaml": PAPER, "kinds/visit/part.html.j2": "<p>a</p>\n<h7>b</h7>"} | files)))


def told(paper: Path) -> list[Diagnostic]:
    try:
        found = build(paper, ["html"]).warnings
    except GeneratorError as error:
        found = error.diagnostics
    return list(found)


def place(found: Diagnostic) -> str:
    return f"{found.position.line}:{found.position.column}" if found.position and found.position.line else ""


@pytest.mark.parametrize("mistake", LINES, ids=lambda mistake: mistake.wrong.strip()[:40] or f"without {mistake.right}")
def test_a_mistake_in_a_line_is_blamed_where_it_was_made(tmp_path: Path, mistake: Line) -> None:
    assert PAPER.count(mistake.right) == 1
    found = said(tmp_path, **{"content/visit.yaml": PAPER.replace(mistake.right, mistake.wrong)})[0]
    assert (found.code, place(found)) == (mistake.code, mistake.place)
    assert found.position
    assert found.position.file.endswith("visit.yaml")


@pytest.mark.parametrize("mistake", PAPERS, ids=lambda mistake: mistake.name)
def test_what_is_no_paper_is_named(tmp_path: Path, mistake: Whole) -> None:
    paper = house(tmp_path)
    paper.write_bytes(mistake.data)
    (found,) = told(paper)
    assert (found.code, place(found)) == (mistake.code, mistake.place)


@pytest.mark.parametrize("mistake", TEMPLATES, ids=lambda mistake: f"{mistake.code} {mistake.text[-30:]}")
def test_a_mistake_in_a_template_is_blamed_on_its_line(tmp_path: Path, mistake: Template) -> None:
    found = said(tmp_path, template=mistake.text)
    assert found[0].code == mistake.code
    assert str(found[0].position).endswith(mistake.place)
    assert len(found) == 1, "a loop makes one mistake many times; it is told once"


@pytest.mark.parametrize(("arguments", "code"), COMMANDS)
def test_a_mistake_on_the_command_line_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str) -> None:
    house(tmp_path, **CLIENT, **{"content/visit.yaml": PAPER})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*arguments, "--messages", "en"])
    assert result.exit_code == 1
    assert f"error[{code}]" in result.stderr
    assert not result.stdout


# ----------------------------------------------------------------------------------------------------------------------- golden


def golden(folder: Path) -> str:
    """Every mistake and how it is told, in both languages."""
    sections = []
    for line in LINES:
        found = said(folder, **{"content/visit.yaml": PAPER.replace(line.right, line.wrong)})
        sections.append(_section(repr(line.wrong), found))
    for whole in PAPERS:
        paper = house(folder)
        paper.write_bytes(whole.data)
        sections.append(_section(f"({whole.name})", told(paper)))
    for number, template in enumerate(TEMPLATES):
        sections.append(_section(repr(template.text), said(folder / str(number), template=template.text)))
    return re.sub(rf"{re.escape(str(folder))}/(?:\d+/)?", "", "\n\n".join(sections)) + "\n"


def _section(title: str, found: list[Diagnostic]) -> str:
    return "\n".join((f"== {title}", *(render(one, "en") for one in found), *(render(one, "zh") for one in found)))


def test_every_mistake_is_told_as_the_golden_text_says(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    text = golden(tmp_path)
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def all_found(tmp_path_factory: pytest.TempPathFactory) -> list[Diagnostic]:
    """What is said about every mistake in a line."""
    folder = tmp_path_factory.mktemp("lines")
    return [one for line in LINES for one in said(folder, **{"content/visit.yaml": PAPER.replace(line.right, line.wrong)})]


def test_the_caret_stands_under_what_is_meant(all_found: list[Diagnostic]) -> None:
    for found in all_found:
        if found.position is None or not found.position.excerpt:
            continue
        _, shown, caret, *_ = render(found).split("\n")
        before, meant = found.position.excerpt[: found.position.column - 1], found.position.excerpt[found.position.column - 1 :]
        assert caret.index("^") == display_width(f"{found.position.line:>5} | {before}")
        assert caret.count("^") == max(1, display_width(meant[: found.position.length].replace("\x07", "x")))
        assert len(shown) <= 130


def test_every_message_has_both_languages_and_most_a_hint(all_found: list[Diagnostic]) -> None:
    assert all(re.search("[\u4e00-\u9fff]", found.message.zh) for found in all_found)
    assert {found.code for found in all_found if found.hint is None} <= {"V1"}


# -------------------------------------------------------------------------------------------------------------------- any mistake

ROOT = Path(__file__).parent.parent
SAMPLES = ("work_order", "creative_brief", "meeting_minutes", "meeting_agenda")
FULL_WIDTH = str.maketrans({**{chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}, " ": "\u3000"})


def mutated(lines: list[str], line: int, mutation: str, column: int) -> list[str]:
    """The lines of a file with one of them deleted, repeated, indented otherwise, cut, or with a full-width character in it."""
    text = lines[line]
    column %= max(1, len(text))
    match mutation:
        case "delete":
            return lines[:line] + lines[line + 1 :]
        case "repeat":
            return [*lines[: line + 1], text, *lines[line + 1 :]]
        case "indent":
            changed = " " + text
        case "outdent":
            changed = text.removeprefix(" ")
        case "cut":
            changed = text[:column]
        case _:
            changed = text[:column] + text[column : column + 1].translate(FULL_WIDTH) + text[column + 1 :]
    return [*lines[:line], changed, *lines[line + 1 :]]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the working folder that the samples stand in."""
    return shutil.copytree(ROOT / "templates", tmp_path_factory.mktemp("samples") / "templates", ignore=shutil.ignore_patterns("themes"))


MUTATIONS = ("delete", "repeat", "indent", "outdent", "cut", "full-width", "full-width")


@settings(max_examples=120, deadline=None)
@given(kind=st.sampled_from(SAMPLES), line=st.integers(0, 10_000), mutation=st.sampled_from(MUTATIONS), column=st.integers(0, 300))
def test_a_careless_edit_of_a_sample_builds_or_is_told_in_the_right_file(samples: Path, kind: str, line: int, mutation: str, column: int) -> None:
    changed = samples / kind / "sample.yaml"
    right = changed.read_text(encoding="utf-8")
    lines = right.split("\n")
    changed.write_text("\n".join(mutated(lines, line % len(lines), mutation, column)), encoding="utf-8")
    try:
        found = build(changed, ["html"]).warnings
    except GeneratorError as error:
        found = error.diagnostics
        assert found[0].position, found[0]
        assert found[0].position.file == str(changed)
    finally:
        changed.write_text(right, encoding="utf-8")
    for one in found:
        assert render(one, "en")
        assert render(one, "zh")
