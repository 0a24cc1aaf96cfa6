"""Templates: what they print, and what they may not do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.kinds import BUILT_IN
from tests.house import house
from tests.test_line import problems, text

ESCAPES = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ ('{0.__class__}'|attr('format'))(paper) }}",
    "{{ '{0.__class__}'.format(paper) }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ paper.__class__ }}",
    "{{ paper.source.name }}",
    "{{ paper.shape }}",
    "{{ label.__globals__ }}",
    "{{ label.__self__ }}",
    "{{ languages.__class__ }}",
    "{% do paper.update({'a': 1}) %}",
    "{{ paper.update({'title': 1}) }}",
    "{{ [].append(1) }}",
    "{{ 'a' * 10**9 }}",
    "{{ 10 ** (10 ** 7) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'x'|center(10**9) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{% for i in range(99999) %}x{% endfor %}",
]


@pytest.mark.parametrize("payload", ESCAPES)
def test_no_template_reaches_python_or_makes_huge_text(tmp_path: Path, payload: str) -> None:
    found = problems(house(tmp_path, template=f"<p>{payload}</p>"))
    assert {one.code for one in found} <= {"E430", "E433", "E434", "E435", "E438"}


@pytest.mark.parametrize("name", ["/etc/passwd", "../../briefwright.yaml", "link.html.j2"])
def test_no_template_is_read_from_outside_the_kinds_folders(tmp_path: Path, name: str) -> None:
    paper = house(tmp_path, template=f"<p>{{% include '{name}' %}}</p>")
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    (tmp_path / "kinds/visit/link.html.j2").symlink_to(tmp_path / "secret.txt")
    assert [one.code for one in problems(paper)] == ["E437"]


def test_values_are_never_rendered_as_templates(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="mood: '{{ 7*7 }} {% include x %}'", template="<p>{{ paper.mood }}</p>")
    assert "{{ 7*7 }} {% include x %}" in text(paper, "internal")


def test_values_are_escaped(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="""mood: '<img src=x onerror=alert(1)> & </p>'""", template="<p>{{ paper.mood }}</p>")
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; &lt;/p&gt;" in text(paper, "internal")


def test_a_name_that_nobody_knows_is_told_with_the_templates_line_and_the_nearest(tmp_path: Path) -> None:
    (found,) = problems(house(tmp_path, template="<p>x</p>\n<p>{{ paper.titel }}</p>"))
    assert (found.code, found.position and found.position.line) == ("E430", 2)
    assert found.position
    assert found.position.file.endswith("document.html.j2")
    assert "title" in (found.hint.en if found.hint else "")


def test_an_absent_value_printed_gives_the_templates_line_and_the_yaml_path(tmp_path: Path) -> None:
    (found,) = problems(house(tmp_path, paper="lines: [{id: L1, amount: 1}]", template="{% for one in paper.lines %}\n<p>{{ one.price }}</p>{% endfor %}"))
    assert (found.code, found.position and found.position.line) == ("E431", 2)
    assert "/lines/0/price" in found.message.en
    assert "visit.yaml:7" in found.message.en


def test_a_withheld_value_printed_says_that_it_is_withheld(tmp_path: Path) -> None:
    (found,) = problems(house(tmp_path, paper="mood: 平静", template="<p>{{ paper.mood }}</p>"))
    assert found.code == "E432"


def test_an_absent_value_is_false_and_empty(tmp_path: Path) -> None:
    template = "<p>{% if paper.mood %}a{% else %}b{% endif %}{% for one in paper.lines %}c{% endfor %}{{ paper.mood or 'd' }}</p>"
    assert "bd" in text(house(tmp_path, template=template))


@pytest.mark.parametrize(
    ("template", "code"),
    [("{% for x in paper.lines %}", "E433"), ("{{ paper.title|nosuch }}", "E433"), ("<p>{{ titel }}</p>", "E438"),
     ("<p>{{ label('nosuch') }}</p>", "E439"), ("<p>{{ phrase('nosuch') }}</p>", "E439"), ("<p>{{ paper.lines }}</p>", "E435"),
     ("<p>{{ 1 / 0 }}</p>", "E435"), ("<b>x</b>", "E401"), ("<p style='color:red'>x</p>", "E405"), ("<p class='huge'>x</p>", "E404")],
)  # fmt: skip
def test_a_mistake_in_a_template_is_a_diagnostic(tmp_path: Path, template: str, code: str) -> None:
    found = problems(house(tmp_path, paper="lines: [{id: L1, amount: 1}]", template=template))
    assert found[0].code == code
    assert found[0].position
    assert "document.html.j2" in found[0].position.file


def test_keys_come_before_methods(tmp_path: Path) -> None:
    schema = (
        "type: object\nproperties:\n  kind: {type: string, x-audience: client}\n  language: {type: string, x-audience: client}\n"
        "  items: {type: string, x-audience: client}\n"
    )
    paper = house(tmp_path, template="<p>{{ paper.items }}</p>", **{"kinds/visit/schema.yaml": schema, "kinds/visit/rules.yaml": "rules: []",
                  "kinds/visit/computed.yaml": "computed: []", "kinds/visit/kind.yaml": "name: {zh: 一, en: One}\n"})  # fmt: skip
    paper.write_text("kind: visit\nitems: the-value\n", encoding="utf-8")
    assert "the-value" in text(paper)


def test_a_kind_and_its_template_belong_to_their_folder_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        house(tmp_path / name, template=f"<p>{name}</p>", **{"kinds/visit/kind.yaml": f"name: {{zh: {name}, en: {name}}}\nformats: [html]\n"})
        monkeypatch.chdir(tmp_path / name)
        assert f" {name} " in text(Path("content/visit.yaml"))


ROWS = """<table>{{ [paper]|rows('id', 'date', 'mood', 'note') }}</table>"""


def test_rows_are_values_each_in_its_cell_and_nothing_for_what_is_absent(tmp_path: Path) -> None:
    assert "V-1 2026-11-12 一切顺利" in " ".join(text(house(tmp_path, template=ROWS), "internal").split())
    paper = house(tmp_path, paper='mood: "R&D <3 \\"ok\\"\\n+1"', template=ROWS)
    assert 'V-1 2026-11-12 R&amp;D &lt;3 "ok" +1 一切顺利' in " ".join(text(paper, "internal").replace("&#34;", '"').replace("&quot;", '"').split())


def test_rows_of_two_languages_are_refused(tmp_path: Path) -> None:
    paper = house(tmp_path, template=ROWS)
    paper.write_text(paper.read_text(encoding="utf-8").replace("language: zh-CN", "language: bilingual"), encoding="utf-8")
    assert [one.code for one in problems(paper)] == ["E435"]


BOTH = """<p>{{ [paper.id, 'X']|joined }}</p><p>{{ [paper.id, 'X']|joined|led(label('title')) }}</p>
<p>{{ '04-01'|day_of_year }}</p>"""


def test_what_differs_in_its_marks_alone_prints_once(tmp_path: Path) -> None:
    paper = house(tmp_path, template=BOTH)
    assert text(paper).count("V-1、X") == 2
    assert "1 April" not in text(paper)
    paper.write_text(paper.read_text(encoding="utf-8").replace("language: zh-CN", "language: bilingual"), encoding="utf-8")
    said = text(paper)
    assert (said.count("V-1、X"), said.count("V-1, X")) == (2, 1)  # behind a label of two languages it stands in both
    assert "4月1日 1 April" in said


RULE = """
    forbidden: [无糖, zero sugar]
    required_line: {zh: 不添加蔗糖"""


def test_a_rule_of_the_profile_says_what_must_appear_and_what_must_not(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "kinds")
    profile = tmp_path / "kinds/client_profile/sample.yaml"
    written = profile.read_text(encoding="utf-8")
    profile.write_text(written.replace("\n    required_line: {zh: 不添加蔗糖", RULE), encoding="utf-8")
    said = text(profile, language="bilingual")
    assert "禁用 / Forbidden： 无糖、zero sugar 必须出现： 不添加蔗糖" in said
    assert "Must appear: No added cane sugar" in said
    assert said.count("zero sugar") == 1
