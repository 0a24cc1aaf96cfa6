"""Hostile and careless input: whatever is in a paper, a template, a schema, a theme or a name, the outcome is the one stated here.

`TRAPS` says which tests hold which trap; many stand in the test file of their room and are not repeated here.
"""

from __future__ import annotations

import io
import re
import shutil
import socket
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pdfplumber
import pikepdf
import pytest
from click.testing import CliRunner, Result

from generator import build
from generator.cli import main
from generator.diagnostics import Diagnostic, GeneratorError
from generator.kinds import BUILT_IN
from generator.source import read
from generator.source.characters import ILLEGAL
from generator.theme import load as load_theme
from generator.writers.pdf.fonts import check_fonts
from tests.house import MARKER, house
from tests.reading import everything, package_text, reopen, shown_text, squeezed
from tests.test_template import ESCAPES

TRAPS = {
    "A1 values that YAML 1.1 changes": (
        "test_source::test_plain_scalars_have_the_types_of_yaml_1_2", "test_schema::test_where_text_is_allowed_a_scalar_is_its_source_text",
        "test_hostile::test_what_is_typed_is_what_is_printed",
    ),
    "A2 a key written twice": ("test_diagnostics::test_a_mistake_is_blamed_where_it_was_made", "test_mistakes::test_a_mistake_in_a_line_is_blamed_where_it_was_made"),
    "A3 fifty thousand brackets": ("test_source::test_deep_nesting_is_an_error_in_no_time", "test_source::test_64_levels_are_read"),
    "A4 aliases that multiply": ("test_source::test_an_alias_bomb_is_refused", "test_source::test_too_many_values_are_an_error"),
    "A5 tags that construct": ("test_diagnostics::test_a_mistake_is_blamed_where_it_was_made", "test_hostile::test_reading_a_paper_constructs_nothing"),
    "A6 full-width colons": ("test_diagnostics::test_a_mistake_is_blamed_where_it_was_made", "test_mistakes::test_a_mistake_in_a_line_is_blamed_where_it_was_made"),
    "A7 tabs, odd spaces, curly and open quotes": ("test_diagnostics::test_a_mistake_is_blamed_where_it_was_made", "test_mistakes::test_a_mistake_in_a_line_is_blamed_where_it_was_made"),
    "A8 backslashes in double quotes": ("test_source::test_what_yaml_changes_silently_is_a_warning", "test_mistakes::test_a_mistake_in_a_line_is_blamed_where_it_was_made"),
    "A9 encodings": ("test_source::test_other_encodings_and_files_are_named_never_guessed", "test_hostile::test_a_paper_prints_the_same_in_every_unicode_encoding"),
    "A10 every character": (
        "test_source::test_an_illegal_character_is_an_error_at_its_place", "test_hostile::test_every_illegal_character_is_an_error_in_its_field",
        "test_hostile::test_characters_left_out_on_request_are_counted", "test_hostile::test_every_legal_character_survives_in_office_files",
        "test_hostile::test_every_legal_character_of_the_fonts_survives_in_pdf",
    ),
    "A12 numbers": ("test_source::test_plain_scalars_have_the_types_of_yaml_1_2", "test_hostile::test_numbers_are_printed_exactly_or_refused"),
    "B1 templates that reach for Python": ("test_template::test_no_template_reaches_python_or_makes_huge_text", "test_hostile::test_no_template_touches_the_machine"),
    "B2 templates without end": ("test_hostile::test_what_is_bounded_in_a_template_ends_at_once",),
    "B3 templates in values": ("test_template::test_values_are_never_rendered_as_templates", "test_hostile::test_hostile_words_stay_words_in_every_format"),
    "B4 unknown names and filters, open tags": ("test_template::test_a_mistake_in_a_template_is_a_diagnostic", "test_mistakes::test_a_mistake_in_a_template_is_blamed_on_its_line"),
    "B5 templates from elsewhere": ("test_template::test_no_template_is_read_from_outside_the_kinds_folders", "test_hostile::test_no_template_touches_the_machine"),
    "B6 markup in values": ("test_template::test_values_are_escaped", "test_html::test_words_are_escaped_wherever_they_stand", "test_hostile::test_hostile_words_stay_words_in_every_format"),
    "B7 schemas from elsewhere": ("test_schema::test_a_remote_reference_is_refused", "test_hostile::test_a_kinds_schema_is_read_from_its_folder_only"),
    "B8 patterns without end": ("test_schema::test_a_pattern_is_matched_in_linear_time",),
    "B9 schemas without end": ("test_schema::test_a_schema_that_refers_to_itself_ends", "test_hostile::test_ten_thousand_forms_are_tried_in_time"),
    "D1 addresses in pages": ("test_pdf::test_nothing_from_outside_is_fetched", "test_hostile::test_no_template_can_ask_for_anything_from_outside", "test_hostile::test_no_theme_can_ask_for_anything_from_outside"),
    "D2 files attached to pages": ("test_hostile::test_no_template_can_ask_for_anything_from_outside", "test_images::test_an_svg_that_is_more_than_a_drawing_is_refused"),
    "D3 addresses in drawings": ("test_images::test_an_svg_that_is_more_than_a_drawing_is_refused",),
    "D4 pictures from elsewhere": ("test_images::test_nothing_is_read_outside_the_folder",),
    "D5 hosts that resolve inwards": ("test_hostile::test_no_template_can_ask_for_anything_from_outside",),
    "D6 links that run": ("test_hostile::test_a_link_that_runs_is_active_in_no_format", "test_pdf::test_nothing_active_is_in_the_file"),
    "D7 elements in elements": ("test_markup::test_a_wrong_template_is_refused_at_its_line", "test_hostile::test_deep_texts_and_templates_are_refused_at_their_place"),
    "F1 names with empty parts": ("test_store::test_an_empty_part_of_a_name_is_refused", "test_hostile::test_an_empty_part_of_a_name_writes_nothing"),
    "F2 names that systems refuse": ("test_store::test_names_are_portable", "test_store::test_any_text_gives_a_name_of_one_part_or_none", "test_store::test_a_field_cannot_lead_out_of_the_output_folder"),
    "F3 equal names": ("test_cli::test_two_papers_of_one_name_are_refused", "test_hostile::test_names_that_some_systems_take_for_one_are_refused"),
    "F5 folders that cannot be written": ("test_cli::test_an_unwritable_folder_is_a_disk_error", "test_hostile::test_a_full_or_closed_folder_is_told_once"),
}  # fmt: skip

FORMATS = ("docx", "pptx", "pdf")
SCHEMA = """
type: object
required: [kind, id, date, language, title]
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  date: {$ref: "shared.yaml#/$defs/paper_date"}
  language: {$ref: "shared.yaml#/$defs/language"}
  version: {$ref: "shared.yaml#/$defs/version"}
  campaign: {$ref: "shared.yaml#/$defs/campaign"}
  title: {$ref: "shared.yaml#/$defs/title"}
  note: {$ref: "shared.yaml#/$defs/prose", x-audience: client}
  texts: {type: array, items: {$ref: "shared.yaml#/$defs/text"}, x-audience: client}
  numbers: {type: array, items: {type: number}, x-audience: client}
"""
HEAD = "kind: visit\nid: V-1\ndate: 2026-11-12\nlanguage: zh-CN\nversion: '1.0'\ntitle: 拜访\n"
TEXTS = "{% for text in paper.texts %}<section><h2>{{ loop.index }}</h2><p>[{{ text }}]</p></section>{% endfor %}"
NOTE = "<section><h2>标题</h2>{{ paper.note|prose }}</section>"


def paper(folder: Path, body: str, template: str = TEXTS, **files: str) -> Path:
    """A paper with texts and numbers in a working folder."""
    plain = {"kinds/visit/schema.yaml": SCHEMA, "kinds/visit/computed.yaml": "computed: []\n", "kinds/visit/rules.yaml": "rules: []\n"}
    return house(folder, template=template, **{**plain, "content/visit.yaml": HEAD + body, **files})


def problems(path: Path, *formats: str, **settings: Any) -> list[Diagnostic]:
    with pytest.raises(GeneratorError) as caught:
        build(path, formats or ("html",), **settings)
    return list(caught.value.diagnostics)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"LC_ALL": "C.UTF-8"})


# ---------------------------------------------------------------------------------------------------------------- watching Python

_seen: list[tuple[str, str]] | None = None
_TOUCHING = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "ftplib.", "urllib.Request")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is not None and (event.startswith(_TOUCHING) or (event == "open" and isinstance(arguments[0], str | Path))):
        _seen.append((event, str(arguments[0])))


sys.addaudithook(_hook)


@contextmanager
def untouched() -> Iterator[None]:
    """Fails when a socket is opened, a process started, or a file of the system's configuration read meanwhile."""
    global _seen  # noqa: PLW0603 - an audit hook stays for good, so it has to be told when to listen
    _seen = []
    try:
        yield
        assert not [event for event in _seen if event[0] != "open" or re.match(r"/etc/(passwd|hostname|shadow)|.*secret", event[1])]
    finally:
        _seen = None


@pytest.mark.parametrize("touch", [lambda: socket.create_connection(("127.0.0.1", 9)), lambda: Path("/etc/hostname").read_bytes()])
def test_the_watch_notices_files_and_sockets(touch: Callable[[], object]) -> None:
    with pytest.raises(AssertionError), untouched(), suppress(OSError):
        touch()


# ------------------------------------------------------------------------------------------------------------------ A: the paper


def test_every_trap_has_its_test() -> None:
    for trap, tests in TRAPS.items():
        for name in tests:
            file, _, function = name.partition("::")
            text = (Path(__file__).parent / f"{file}.py").read_text(encoding="utf-8")
            assert f"def {function}(" in text, f"{trap}: {name}"


TYPED = ["00123", "010", "1.10", "9:30", "190:20:30", "no", "on", "Off", "1_000", "2026-13-45", "0x1F", "1e3", ".5", "~x", "1,234", "+86 10"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_typed_is_what_is_printed(tmp_path: Path, format: str) -> None:
    source = paper(tmp_path, "texts:\n" + "".join(f"  - {typed}\n" for typed in TYPED))
    said = shown_text(build(source, [format]).outputs[format].data, format)
    assert [typed for typed in TYPED if squeezed(f"[{typed}]") not in said] == []


def test_reading_a_paper_constructs_nothing(tmp_path: Path) -> None:
    source = paper(tmp_path, "texts:\n  - !!python/object/apply:os.system [id]\n  - !!python/name:os.system x\n  - !x y\n")
    with untouched():
        found = problems(source)
    assert [one.code for one in found] == ["E016"] * 3
    assert [one.position and one.position.line for one in found] == [8, 9, 10]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_paper_prints_the_same_in_every_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    source = paper(tmp_path, "texts: [山川 𠮷, Ελλάδα]\n")
    text = source.read_text(encoding="utf-8").replace("\n", "\r\n")
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    source.write_bytes(mark + text.encode(encoding))
    said = shown_text(build(source, ["docx"]).outputs["docx"].data, "docx")
    assert "[山川𠮷]" in said
    assert "[Ελλάδα]" in said


CONTROLS = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF]
NONCHARACTERS = [*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))]
SURROGATES = [*range(0xD800, 0xE000, 64), 0xDFFF]


def test_every_illegal_character_is_an_error_in_its_field() -> None:
    for code in (*CONTROLS, *NONCHARACTERS, *SURROGATES):
        with pytest.raises(GeneratorError) as caught:
            read(f"a: 1\nb: {{zh: x{chr(code)}y, en: z}}\n", "p.yaml")
        (found,) = caught.value.diagnostics
        assert (found.code, found.pointer, str(found.position)) == ("E007", "/b/zh", "p.yaml:2:10"), hex(code)
        assert f"U+{code:04X}" in found.message.en
        assert "/b/zh" in found.message.zh


@pytest.mark.parametrize("format", [*FORMATS, "html"])
def test_characters_left_out_on_request_are_counted(tmp_path: Path, format: str) -> None:
    source = paper(tmp_path, 'texts: ["甲\\u0001乙", "丙\x0b丁\ufffe\x0b戊"]\n')
    result = run("render", source, "--to", format, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.count("error[E007]") == 4
    assert not (tmp_path / "out").exists()
    result = run("render", source, "--to", format, "--out", tmp_path / "out", "--fix-text")
    assert result.exit_code == 0, result.stderr
    assert "warning[W007]: 4 characters were left out" in result.stderr
    assert "U+0001, U+000B VERTICAL TAB, U+FFFE" in result.stderr
    data = Path(result.stdout.strip()).read_bytes()
    if format == "html":
        assert b"x0001" not in data
        assert "[甲乙]" in data.decode()
        return
    said = shown_text(data, format)
    assert "[甲乙]" in said
    assert "[丙丁戊]" in said
    assert "x0001" not in everything(data, format)


@pytest.mark.parametrize("command", [("check",), ("check", "--fix-text")])
def test_check_tells_of_illegal_characters_too(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command, paper(tmp_path, "texts: [甲\x01乙]\n"))
    assert ("error[E007]" in result.stderr, "warning[W007]" in result.stderr) == (len(command) == 1, len(command) == 2)


def legal(first: int, last: int, step: int = 1) -> str:
    """The characters from `first` to `last` that a paper may hold, but for white space, which a line of print may swallow."""
    characters = (chr(code) for code in range(first, last + 1, step))
    return "".join(one for one in characters if not ILLEGAL.match(one) and not one.isspace())


LEGAL = [legal(0x21, 0x2FF), legal(0x300, 0x1FFF), legal(0x2000, 0x33FF), legal(0x3400, 0xD7FF, 7), legal(0xE000, 0xFFFD, 5), legal(0x10000, 0x1FFFD, 31),
         legal(0x20000, 0x323AF, 211), legal(0xE0000, 0x10FFFD, 4001)]  # fmt: skip


def in_yaml(texts: list[str]) -> str:
    """The texts as a list; each begins with a word, as a text of signs alone counts as not written yet."""
    quoted = (text.replace("'", "''") for text in texts)
    return "texts:\n" + "".join(f"  - '甲{text}'\n" for text in quoted)


@pytest.mark.parametrize("format", ["docx", "pptx"])
def test_every_legal_character_survives_in_office_files(tmp_path: Path, format: str) -> None:
    pieces = [text[start : start + 400] for text in LEGAL for start in range(0, len(text), 400)]
    template = "{% for text in paper.texts %}<section><h2>{{ loop.index }}</h2><p>{{ text }}</p></section>{% endfor %}"
    said = shown_text(build(paper(tmp_path, in_yaml(pieces), template), [format]).outputs[format].data, format)
    assert [piece[:20] for piece in pieces if squeezed(piece) not in said] == []


def test_every_legal_character_of_the_fonts_survives_in_pdf(tmp_path: Path) -> None:
    texts = ["ABC~{}|^`@#%&*<>\"'\\", "àéîõüßøåÆŒŁžŞİ", "ΑΩαω Жя", "—–…“”‘’«»·†‡§¶©®™", "€£¥¢‰±×÷≤≥≠∞", "，。、；：？！《》【】（）￥", "𠮷骨直令", "▲▼→←↑↓",
             "a\u200bb", "a\u200db", "e\u0301", "\u202eabc\u202c"]  # fmt: skip
    said = shown_text(build(paper(tmp_path, in_yaml(texts)), ["pdf"]).outputs["pdf"].data, "pdf")
    bare = re.sub("[\u200b-\u200f\u202a-\u202e]", "", said)
    assert [text for text in texts[:-2] if squeezed(re.sub("[\u200b-\u200f]", "", f"[甲{text}]")) not in bare] == []


NUMBERS = [("12345678901234567890", "12,345,678,901,234,567,890"), ("0.1", "0.1"), ("1.10", "1.1"), ("-0", "0"), ("1e3", "1,000"), ("-1250.50", "-1,250.5"),
           ("0.12345678901234567890", "0.1234567890123456789")]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_numbers_are_printed_exactly_or_refused(tmp_path: Path, format: str) -> None:
    template = "{% for number in paper.numbers %}<section><h2>{{ loop.index }}</h2><p>[{{ number|number }}]</p></section>{% endfor %}"
    source = paper(tmp_path, f"numbers: [{', '.join(typed for typed, _ in NUMBERS)}]\n", template)
    said = shown_text(build(source, [format]).outputs[format].data, format)
    assert [typed for typed, printed in NUMBERS if f"[{printed}]" not in said] == []


@pytest.mark.parametrize(("typed", "code"), [("1e400", "E136"), (".nan", "E103"), (".inf", "E103"), ('"1,234"', "E103"), ("1e9999999", "E103"), ("9" * 5000, "E103")])
def test_a_number_that_cannot_be_printed_is_refused(tmp_path: Path, typed: str, code: str) -> None:
    assert [one.code for one in problems(paper(tmp_path, f"numbers: [{typed}]\n"))] == [code]


# ------------------------------------------------------------------------------------------------------- B: templates and schemas

MORE_ESCAPES = [
    "{% set x = paper.title.__class__ %}{{ x }}",
    "{{ paper|attr('source') }}",
    "{{ paper['__class__'] }}",
    "{{ paper['source'] }}",
    "{{ (paper.title|string).format_map }}",
    "{{ '%s'|format(paper.source) }}",
    "{{ joiner.__init__ }}",
    "{{ range.__self__ }}",
    "{{ dict.__subclasses__() }}",
    "{{ config }}",
    "{{ request.environ }}",
    "{{ url_for.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ loop.__class__ }}",
    "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{{ paper.texts.append('x') }}",
    "{{ paper.pop('title') }}",
    "{{ paper.texts.clear() }}",
    "{{ [paper]|map(attribute='source.name')|list }}",
    "{{ [paper]|map('attr', '__class__')|list }}",
    "{{ paper.title.lines.first.__class__ }}",
    "{% import 'os' as os %}",
    "{% include ['/etc/passwd', '../../secret.txt'] %}",
    "{% extends '/etc/passwd' %}",
    "{{ open('/etc/passwd').read() }}",
    "{{ (1).__class__.__base__.__subclasses__() }}",
    "{{ caller() }}",
    "{% for k, v in paper.__dict__.items() %}{% endfor %}",
]


@pytest.mark.parametrize("payload", [*ESCAPES, *MORE_ESCAPES])
def test_no_template_touches_the_machine(tmp_path: Path, payload: str) -> None:
    source = paper(tmp_path, "texts: [甲]\n", f"<p>{payload}</p>")
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    with untouched():
        found = problems(source)
    assert {one.code for one in found} <= {"E430", "E433", "E434", "E435", "E437", "E438"}
    assert all(one.position and one.position.line for one in found)
    assert "SECRET" not in "".join(one.message.en for one in found)


ENDLESS = [
    "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ 'a' * 10**9 }}",
    "{{ 10 ** (10 ** 7) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'x'|center(10**9) }}",
    "{{ lipsum(n=100000) }}",
    "{{ [1] * 10**9 }}",
    "{{ 'x'|indent(10**9) }}",
    "{{ range(10**12)|list }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'document.html.j2' %}",
]


@pytest.mark.parametrize("payload", ENDLESS)
def test_what_is_bounded_in_a_template_ends_at_once(tmp_path: Path, payload: str) -> None:
    began = time.perf_counter()
    found = problems(paper(tmp_path, "texts: [甲]\n", f"<p>{payload}</p>"))
    assert time.perf_counter() - began < 3
    assert {one.code for one in found} <= {"E433", "E434", "E435", "E438"}


HOSTILE = ["{{ 7*7 }} {% include 'x' %} {# x #}", "<img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", "a<b & c>d && \"q\" 'q'", "]]> <!-- --> <?php ?>",
           "_x000D_ _x0001_ x", "&amp; &#60; &nbsp;", "=HYPERLINK(\"http://evil.example\")", "\\u0041 \\n %s {0} $x ${x}", "<w:p/><a:p/>", "http://127.0.0.1:9/x"]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_words_stay_words_in_every_format(tmp_path: Path, format: str) -> None:
    source = paper(tmp_path, in_yaml(HOSTILE))
    with untouched():
        data = build(source, [format]).outputs[format].data
    said = shown_text(data, format)
    assert [text for text in HOSTILE if squeezed(f"[甲{text}]") not in said] == []
    assert reopen(data, format)


@pytest.mark.parametrize("address", ["http://169.254.169.254/x.yaml#/$defs/text", "file:///etc/passwd#/$defs/x", "../../secret.yaml#/$defs/x", "//host/x"])
def test_a_kinds_schema_is_read_from_its_folder_only(tmp_path: Path, address: str) -> None:
    source = paper(tmp_path, "texts: [甲]\n", **{"kinds/visit/schema.yaml": f'{SCHEMA}  far: {{$ref: "{address}"}}\n'})
    (tmp_path / "secret.yaml").write_text("$defs: {x: {type: string}}\n", encoding="utf-8")
    with untouched():
        (found,) = problems(source)
    assert found.code == "E202"
    assert found.position
    assert found.position.file.endswith("schema.yaml")


def test_ten_thousand_forms_are_tried_in_time(tmp_path: Path) -> None:
    forms = ", ".join(f"{{const: x{number}}}" for number in range(10_000))
    source = paper(tmp_path, "form: y\n", **{"kinds/visit/schema.yaml": f"{SCHEMA}  form: {{anyOf: [{forms}]}}\n"})
    began = time.perf_counter()
    (found,) = problems(source)
    assert time.perf_counter() - began < 5
    assert (found.code, found.position and found.position.line) == ("E118", 7)


KIND = "name: {zh: 一, en: One}\n"
BROKEN = [
    ("kinds/visit/document.html.j2", "<p>拜访</p>".encode("gbk"), "E018"), ("kinds/visit/document.html.j2", b"PK\x03\x04\xff", "E006"),
    ("kinds/visit/kind.yaml", "name: 拜访\n".encode(), "E209"), ("kinds/visit/kind.yaml", f"{KIND}formats: docx\n".encode(), "E209"),
    ("kinds/visit/kind.yaml", f"{KIND}variants: [a]\n".encode(), "E209"), ("kinds/visit/kind.yaml", f"{KIND}extends: visit\n".encode(), "E210"),
    ("kinds/visit/schema.yaml", b"type: object\nproperties: [a]\n", "E210"), ("kinds/visit/schema.yaml", b"", "E008"),
    ("kinds/visit/rules.yaml", b"rules: x\n", "E209"), ("kinds/visit/rules.yaml", b"rules:\n  - {id: V9, require: 1 == 2}\n", "E209"),
    ("kinds/visit/computed.yaml", b"computed:\n  - {set: total}\n", "E209"),
    ("briefwright.yaml", b"", "E008"), ("briefwright.yaml", MARKER.encode("gbk"), "E018"),
    ("briefwright.yaml", f"{MARKER}\npaths: {{client_profile: '{{nosuch}}/x.yaml'}}\n".encode(), "E211"),
    ("briefwright.yaml", f"{MARKER}\npaths: {{client_profile: '/etc/{{client}}.yaml'}}\n".encode(), "E205"),
    ("briefwright.yaml", f"{MARKER}\npaths: {{client_profile: '{{client'}}\n".encode(), "E211"),
    ("briefwright.yaml", f"{MARKER}\noutput: {{pattern: '{{id:>99999999999}}'}}\n".encode(), "E703"),
    ("briefwright.yaml", f"{MARKER}\noutput: {{pattern: '{{id.__class__}}'}}\n".encode(), "E703"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), BROKEN)
def test_a_broken_file_of_the_house_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    schema = f'{SCHEMA}  client: {{$ref: "shared.yaml#/$defs/client"}}\n'
    source = paper(tmp_path, "client: acme\n", "<p>x</p>", **{"kinds/visit/schema.yaml": schema, "content/clients/acme/profile.yaml": "kind: client_profile\n"})
    own = {"kinds/client_profile/kind.yaml": KIND, "kinds/client_profile/schema.yaml": "type: object\nproperties: {kind: {type: string}}\n"}
    for part, text in own.items():
        (tmp_path / part).parent.mkdir(exist_ok=True)
        (tmp_path / part).write_text(text, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    found = problems(source)
    assert found[0].code == code
    if code != "E703":  # a pattern is told by its words
        assert found[0].position
        assert found[0].position.file.endswith((name, "kind.yaml", "visit.yaml"))


@pytest.mark.parametrize(("typed", "code"), [("kind: " + "a" * 300, "E201"), ("kind: ../visit", "E201"), ("kind: /etc", "E201")])
def test_a_kind_is_a_name_and_no_path(tmp_path: Path, typed: str, code: str) -> None:
    (found,) = problems(paper(tmp_path, "texts: [x]\n", **{"content/visit.yaml": HEAD.replace("kind: visit", typed)}))
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("theme.yaml", b"name: x\n", "E655"), ("theme.yaml", b"- x\n", "E009"), ("theme.yaml", b"extends: nosuch\n", "E601"), ("print.css", "/* 拜访 */".encode("gbk"), "E655"),
     ("reference.docx", b"PK", "E604")],
)  # fmt: skip
def test_a_broken_theme_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    source = paper(tmp_path, "texts: [x]\n")
    theme = shutil.copytree(BUILT_IN / "themes/default", tmp_path / "themes/odd")
    (theme / name).write_bytes(data)
    assert [one.code for one in problems(source, "docx", "pdf", theme="odd")] == [code]
    assert [one.code for one in problems(source, "docx", theme="a" * 300)] == ["E712"]


# ------------------------------------------------------------------------------------------------------------------ D: pages

OUTSIDE = [
    ('<link rel="stylesheet" href="http://127.0.0.1:9/a.css"/>', "E401"),
    ('<link rel="attachment" href="file:///etc/passwd"/>', "E401"),
    ("<style>@import url(http://127.0.0.1:9/a.css);</style>", "E401"),
    ('<base href="http://127.0.0.1:9/"/>', "E401"),
    ('<object data="file:///etc/passwd"></object>', "E401"),
    ('<embed src="file:///etc/passwd"/>', "E401"),
    ('<iframe src="http://127.0.0.1:9/"></iframe>', "E401"),
    ('<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"/>', "E401"),
    ('<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/a.png"/></svg>', "E401"),
    ("<p><a rel=\"attachment\" href=\"https://example.com/\">x</a></p>", "E403"),
    ("<p style=\"background: url(http://127.0.0.1:9/a.png)\">x</p>", "E405"),
    ('<p onclick="alert(1)">x</p>', "E403"),
    ('<figure class="image"><img src="http://127.0.0.1:9/a.png" alt="x"/></figure>', "E640"),
    ('<figure class="image"><img src="http://169.254.169.254/a.png" alt="x"/></figure>', "E640"),
    ('<figure class="image"><img src="http://[::ffff:127.0.0.1]/a.png" alt="x"/></figure>', "E640"),
    ('<figure class="image"><img src="//localhost/a.png" alt="x"/></figure>', "E640"),
    ('<figure class="image"><img src="FILE:/etc/passwd" alt="x"/></figure>', "E640"),
    ('<figure class="image"><img src="%2e%2e/secret.png" alt="x"/></figure>', "E641"),
    ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>&e;</p>', "E410"),
]


@pytest.mark.parametrize(("element", "code"), OUTSIDE)
def test_no_template_can_ask_for_anything_from_outside(tmp_path: Path, element: str, code: str) -> None:
    source = paper(tmp_path, "texts: [甲]\n", f"<p>x</p>\n{element}")
    (tmp_path / "secret.png").write_bytes(b"SECRET")
    with untouched():
        found = [one for format in FORMATS for one in problems(source, format)]
    assert {one.code for one in found} >= {code}
    assert all(one.position for one in found)


@pytest.mark.parametrize(
    "rule",
    ["p { background: url('http://127.0.0.1:9/b.png') }", "p::before { content: url(file:///etc/hostname) }",
     "@font-face { font-family: X; src: url('http://127.0.0.1:9/f.woff') } p { font-family: X }"],
)  # fmt: skip
def test_no_theme_can_ask_for_anything_from_outside(tmp_path: Path, rule: str) -> None:
    source = paper(tmp_path, "texts: [甲]\n")
    theme = shutil.copytree(BUILT_IN / "themes/default", tmp_path / "themes/odd")
    sheet = theme / "print.css"
    sheet.write_text(f"{rule}\n{sheet.read_text(encoding='utf-8')}", encoding="utf-8")
    for _ in range(2):  # the sheet is parsed once a process; what it asks for is refused every time
        with untouched():
            assert [one.code for one in problems(source, "pdf", theme="odd")] == ["E653"]


RUNNING = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "\\\\\\\\server\\\\share", "../a.docx", "ftp://x/y"]


@pytest.mark.parametrize("address", RUNNING)
def test_a_link_that_runs_is_active_in_no_format(tmp_path: Path, address: str) -> None:
    source = paper(tmp_path, f'note: "vor [Wort]({address}) nach"\n', NOTE)
    for format in FORMATS:
        try:
            data = build(source, [format]).outputs[format].data
        except GeneratorError as error:
            (found,) = error.diagnostics
            assert (found.code, found.position and found.position.line, found.pointer) == ("E407", 7, "/note")
            continue
        assert links(data, format) == []


def test_links_of_the_allowed_kinds_work_in_every_format(tmp_path: Path) -> None:
    wanted = ["https://example.com/a?b=1&c=2", "http://example.com/", "mailto:a@example.com", "tel:+860005550"]
    source = paper(tmp_path, f'note: "{" ".join(f"[{number}]({address})" for number, address in enumerate(wanted))}"\n', NOTE)
    for format in FORMATS:
        assert sorted(links(build(source, [format]).outputs[format].data, format)) == sorted(wanted)


def links(data: bytes, format: str) -> list[str]:
    """The addresses that a file leads to."""
    if format == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
            return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rels = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))
    found = re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', rels)
    return [re.sub(r'.*Target="([^"]*)".*', r"\1", one).replace("&amp;", "&") for one in found]


@pytest.mark.parametrize("text", [">" * 300 + " x", "*" * 600 + "x" + "*" * 600, "\n".join("  " * depth + "- x" for depth in range(100))])
def test_deep_texts_and_templates_are_refused_at_their_place(tmp_path: Path, text: str) -> None:
    note = "note: |\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    for format in FORMATS:
        (found,) = problems(paper(tmp_path, note, NOTE), format)
        assert (found.code, found.position and found.position.line, found.pointer) == ("E409", 7, "/note")
    (found,) = problems(paper(tmp_path / "deep", "texts: [x]\n", "<p>x</p>\n" + "<section>" * 300 + "<p>x</p>" + "</section>" * 300))
    assert (found.code, found.position and found.position.line) == ("E409", 2)


# ---------------------------------------------------------------------------------------------------------- glyphs, check boxes


def test_a_character_without_glyph_is_an_error_with_its_place_or_a_warning(tmp_path: Path) -> None:
    source = paper(tmp_path, "texts: [甲, 乙😀丙☐]\n")
    (found,) = problems(source, "pdf")
    assert (found.code, found.position and (found.position.line, found.position.column)) == ("E651", (7, 13))
    assert "😀 (U+1F600)" in found.message.en
    assert "☐ (U+2610)" in found.message.zh
    built = build(source, ["docx", "pdf"], missing_glyphs="warn")
    assert [one.code for one in built.warnings] == ["W651"]
    assert "乙😀丙☐" in shown_text(built.outputs["docx"].data, "docx")
    assert reopen(built.outputs["pdf"].data, "pdf") == 1


def test_the_command_line_takes_missing_glyphs_as_warnings(tmp_path: Path) -> None:
    source = paper(tmp_path, "texts: [甲😀]\n")
    assert run("render", source, "--to", "pdf", "--out", tmp_path / "out").exit_code == 1
    result = run("render", source, "--to", "pdf", "--out", tmp_path / "out", "--missing-glyphs", "warn")
    assert (result.exit_code, "warning[W651]" in result.stderr) == (0, True)


IGNORED = ["\u200d", "\u200b", "\u00ad", "\ufe0f", "\U000e0100", "\u2060", "\u034f", "\u3164", "\u180b"]


def test_joiners_selectors_and_fillers_need_no_glyph() -> None:
    font = SimpleNamespace(family="Liberation Sans", to_unicode={1: "a"}, missing={ord(one): 1 for one in IGNORED})
    assert check_fonts([font], load_theme(BUILT_IN / "themes/default")) == []


def test_check_boxes_are_drawn_not_typed(tmp_path: Path) -> None:
    template = '<ul><li><input type="checkbox" checked="checked"/> {{ paper.title }}</li><li><input type="checkbox"/> x</li></ul>'
    built = build(paper(tmp_path, "texts: [x]\n", template), FORMATS)
    assert not built.warnings
    with pdfplumber.open(io.BytesIO(built.outputs["pdf"].data)) as pdf:
        assert not set("☐☑☒") & {char["text"] for page in pdf.pages for char in page.chars}


# ------------------------------------------------------------------------------------------------------------------ F: names


def marker(pattern: str) -> dict[str, str]:
    return {"briefwright.yaml": f'{MARKER}\noutput: {{pattern: "{pattern}"}}\n'}


def test_an_empty_part_of_a_name_writes_nothing(tmp_path: Path) -> None:
    source = paper(tmp_path, "texts: [x]\n", **marker("{campaign}/{id}"))
    result = run("render", source, "--to", "docx", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "error[E702]" in result.stderr
    assert not list((tmp_path / "out").rglob("*"))


@pytest.mark.parametrize(("first", "second"), [("V-1", "v-1"), ("caf\u00e9", "cafe\u0301")])
def test_names_that_some_systems_take_for_one_are_refused(tmp_path: Path, first: str, second: str) -> None:
    source = paper(tmp_path, "texts: [x]\n", **{"kinds/visit/schema.yaml": SCHEMA.replace('id: {$ref: "shared.yaml#/$defs/id"}', "id: {type: string, x-audience: client}")})
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("id: V-1", f"id: {first}"), encoding="utf-8")
    other = source.with_name("other.yaml")
    other.write_text(text.replace("id: V-1", f"id: {second}"), encoding="utf-8")
    result = run("render", source, other, "--to", "docx", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "error[E709]" in result.stderr
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == 1


def test_a_full_or_closed_folder_is_told_once(tmp_path: Path) -> None:
    source = paper(tmp_path, "texts: [x]\n")
    papers = [source.with_name(f"{number}.yaml") for number in range(3)]
    for number, path in enumerate(papers):
        path.write_text(source.read_text(encoding="utf-8").replace("id: V-1", f"id: V-{number}"), encoding="utf-8")
    (tmp_path / "out").write_text("a file stands here", encoding="utf-8")
    result = run("render", *papers, "--to", "docx", "--out", tmp_path / "out")
    assert result.exit_code == 4
    assert result.stderr.count("error[E701]") == 1
    assert str(tmp_path / "out") in result.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file stands here"


def test_no_control_escape_of_xml_is_ever_written(tmp_path: Path) -> None:
    data = build(paper(tmp_path, "texts: ['tab\there', 'x']\n"), ["pptx"]).outputs["pptx"].data
    assert not re.search("_x00[01][0-9A-F]_", package_text(data))
