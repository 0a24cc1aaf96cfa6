"""Kinds without a template of their own: a `kind.yaml` and a `schema.yaml` give a paper in every format and language."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from generator import build
from generator.diagnostics import GeneratorError
from generator.pipeline import Build
from tests.house import MARKER
from tests.reading import reopen, shown_text, squeezed

FORMATS = ("docx", "pptx", "pdf")
LANGUAGES = {"zh-CN": ("zh",), "en": ("en",), "bilingual": ("zh", "en")}

VISIT_KIND = """
name: {zh: 拜访报告, en: Visit report}
inputs: []
"""

VISIT_SCHEMA = """
type: object
additionalProperties: false
required: [kind, id, date, language, title, purpose]
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  language: {$ref: "shared.yaml#/$defs/language"}
  status: {$ref: "shared.yaml#/$defs/status"}
  version: {$ref: "shared.yaml#/$defs/version"}
  date: {$ref: "shared.yaml#/$defs/paper_date"}
  title: {$ref: "shared.yaml#/$defs/title"}
  author: {$ref: "shared.yaml#/$defs/author"}
  place: {$ref: "shared.yaml#/$defs/text", x-audience: client, x-label: {zh: 拜访地点, en: Place of visit}}
  arrived: {$ref: "shared.yaml#/$defs/clock", x-audience: client, x-label: {zh: 到达, en: Arrived}}
  month: {$ref: "shared.yaml#/$defs/month", x-audience: client, x-label: {zh: 计划月份, en: Planned for}}
  guide: {$ref: "shared.yaml#/$defs/person_ref", x-audience: client, x-label: {zh: 陪同, en: Guide}}
  follow_up: {type: boolean, x-audience: client, x-label: {zh: 需要跟进, en: To be followed up}}
  purpose: {$ref: "shared.yaml#/$defs/prose", x-audience: client, x-label: {zh: 目的, en: Purpose}}
  seen: {$ref: "shared.yaml#/$defs/texts", x-audience: client, x-label: {zh: 所见, en: What was seen}}
  shelves:
    type: array
    x-audience: client
    x-label: {zh: 货架, en: Shelves}
    items:
      type: object
      additionalProperties: false
      properties:
        brand: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 陈列品牌, en: Brand on shelf}}
        facings: {type: integer, x-label: {zh: 排面, en: Facings}}
        price: {$ref: "shared.yaml#/$defs/money", x-label: {zh: 售价, en: Shelf price}}
        share: {$ref: "shared.yaml#/$defs/percent", x-label: {zh: 占架, en: Share of shelf}}
        checked: {$ref: "shared.yaml#/$defs/date", x-label: {zh: 核对日期, en: Checked}}
        cost: {$ref: "shared.yaml#/$defs/money", x-audience: internal, x-label: {zh: 进价, en: Cost}}
  talks:
    type: array
    x-audience: client
    x-label: {zh: 谈话, en: Talks}
    items:
      type: object
      additionalProperties: false
      properties:
        with: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 对象, en: Talked with}}
        points: {$ref: "shared.yaml#/$defs/texts", x-label: {zh: 谈话要点, en: Points made}}
  store:
    type: object
    additionalProperties: false
    x-audience: client
    x-label: {zh: 门店, en: Store}
    properties:
      size: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 面积, en: Floor}}
      manager:
        type: object
        additionalProperties: false
        x-label: {zh: 店长, en: Manager}
        properties:
          since: {type: integer, x-label: {zh: 任职年份, en: In post since}}
          note: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 店长备注, en: Note on manager}}
  mood: {$ref: "shared.yaml#/$defs/text", x-audience: internal, x-label: {zh: 气氛, en: Mood}}
  route_file: {$ref: "shared.yaml#/$defs/file", x-audience: client, x-label: {zh: 路线文件, en: Route file}}
  signoffs: {$ref: "shared.yaml#/$defs/signoffs"}
  extra: {$ref: "shared.yaml#/$defs/extra"}
"""

VISIT = """
kind: visit_report
id: VR-7
date: 2026-11-12
language: bilingual
status: draft
version: "1.0"
title: {zh: 青舟店拜访, en: Visit to the Qingzhou store}
author: agency/zhao
place: {zh: 青舟区二店, en: Second Qingzhou store}
arrived: 9:30
month: 2026-11
guide: agency/zhao
follow_up: true
purpose:
  zh: "看**早餐**货架，并问三个问题"
  en: "See the **breakfast** shelf and ask three questions"
seen:
  - {zh: 冷柜空了一半, en: The chiller was half empty}
  - {zh: 价签没有更新, en: Price cards were out of date}
shelves:
  - {brand: {zh: 禾鲸, en: Oatwhale}, facings: 4, price: 24.9, share: 12.5, checked: 2026-11-11, cost: 17.31}
  - {brand: {zh: 麦小岛, en: Oat Isle}, facings: 11, price: 21.9}
talks:
  - with: {zh: 收银员, en: The cashier}
    points:
      - {zh: 早上七点最忙, en: Seven in the morning is busiest}
      - {zh: 顾客问有没有小瓶, en: Customers ask for small bottles}
store:
  size: {zh: 一百二十平方米, en: One hundred and twenty square metres}
  manager: {since: 2019, note: {zh: 愿意试新陈列, en: Willing to try a new display}}
mood: {zh: 气氛紧张, en: CANARY tense}
route_file: route-canary.gpx
signoffs:
  - {role: client_director, person: agency/zhao, state: approved, at: 2026-11-13 10:00, method: email}
  - {role: producer, person: agency/zhao, state: pending}
extra:
  - {label: {zh: 天气, en: Weather}, value: {zh: 小雨, en: Light rain}}
"""

VISIT_SAYS = {
    "zh": [
        "拜访报告", "青舟店拜访", "2026年11月12日", "赵一帆", "草稿", "拜访地点", "青舟区二店", "到达", "09:30", "计划月份", "2026年11月",
        "陪同", "需要跟进", "是", "目的", "看", "早餐", "货架，并问三个问题", "所见", "冷柜空了一半", "价签没有更新", "货架", "陈列品牌", "禾鲸", "排面",
        "11", "售价", "24.9", "12.5%", "2026-11-11", "麦小岛", "谈话", "对象", "收银员", "谈话要点", "早上七点最忙", "顾客问有没有小瓶", "门店", "面积",
        "一百二十平方米", "店长", "任职年份", "2019", "店长备注", "愿意试新陈列", "签核", "客户总监", "同意", "制作负责人", "天气", "小雨",
    ],
    "en": [
        "Visit report", "Visit to the Qingzhou store", "12 November 2026", "Zhao Yifan", "Draft", "Place of visit", "Second Qingzhou store",
        "Arrived", "09:30", "Planned for", "November 2026", "Guide", "To be followed up", "Yes", "Purpose", "breakfast", "shelf and ask three questions",
        "What was seen", "The chiller was half empty", "Price cards were out of date", "Shelves", "Brand on shelf", "Oatwhale", "Facings", "Shelf price",
        "Share of shelf", "Talks", "Talked with", "The cashier", "Points made", "Seven in the morning is busiest", "Customers ask for small bottles",
        "Store", "Floor", "One hundred and twenty square metres", "Manager", "In post since", "Note on manager", "Willing to try a new display",
        "Sign-off", "Client director", "Approved", "Producer", "Further details", "Weather", "Light rain",
    ],
}  # fmt: skip

KEYS_KIND = """
name: {zh: 钥匙借用登记表, en: Key-borrowing register}
inputs: []
facts: [id, date, keeper]
"""

KEYS_SCHEMA = """
type: object
additionalProperties: false
required: [kind, id, date, language, title, loans]
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  language: {$ref: "shared.yaml#/$defs/language"}
  date: {$ref: "shared.yaml#/$defs/paper_date"}
  title: {$ref: "shared.yaml#/$defs/title"}
  keeper: {$ref: "shared.yaml#/$defs/text", x-audience: client, x-label: {zh: 保管人, en: Keeper}}
  loans:
    type: array
    x-audience: client
    x-label: {zh: 借用记录, en: Loans}
    items:
      type: object
      additionalProperties: false
      required: [key, borrower, out]
      properties:
        key: {$ref: "shared.yaml#/$defs/code", x-label: {zh: 钥匙编号, en: Key no.}}
        room: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 房间, en: Room}}
        borrower: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 借用人, en: Borrower}}
        out: {$ref: "shared.yaml#/$defs/moment", x-label: {zh: 借出, en: Out}}
        back: {$ref: "shared.yaml#/$defs/moment", x-label: {zh: 归还, en: Back}}
        copies: {type: integer, x-label: {zh: 把数, en: Copies}}
        telephone: {$ref: "shared.yaml#/$defs/code", x-audience: private, x-label: {zh: 电话, en: Telephone}}
"""

KEYS = """
kind: key_register
id: KR-2026-11
date: 2026-11-30
language: bilingual
title: {zh: 十一月钥匙借用, en: Keys lent in November}
keeper: {zh: 前台, en: Front desk}
loans:
  - {key: K-101, room: {zh: 配电间, en: Switch room}, borrower: {zh: 王工, en: Wang}, out: 2026-11-02 09:00, back: 2026-11-02 10:30, copies: 0, telephone: "CANARY-138"}
  - {key: K-205, room: {zh: 屋顶, en: Roof}, borrower: {zh: 李工, en: Li}, out: 2026-11-03 14:00, copies: 2}
"""

KEYS_SAYS = {
    "zh": [
        "钥匙借用登记表",
        "十一月钥匙借用",
        "前台",
        "借用记录",
        "钥匙编号",
        "K-101",
        "配电间",
        "王工",
        "2026-11-02 09:00",
        "归还",
        "2026-11-02 10:30",
        "屋顶",
        "李工",
        "把数",
    ],
    "en": [
        "Key-borrowing register",
        "Keys lent in November",
        "Front desk",
        "Loans",
        "Key no.",
        "Switch room",
        "Wang",
        "Roof",
        "Li",
        "Borrower",
        "Back",
        "Copies",
    ],
}

FORMS = {"visit_report": (VISIT_KIND, VISIT_SCHEMA, VISIT, VISIT_SAYS), "key_register": (KEYS_KIND, KEYS_SCHEMA, KEYS, KEYS_SAYS)}
CASES = [(name, language) for name in FORMS for language in LANGUAGES]


def working_folder(place: Path, name: str, kind: str, schema: str, paper: str, **files: str) -> Path:
    """A working folder with one kind of its own, a kind.yaml and a schema.yaml. Gives the path of its paper."""
    parts = {
        "briefwright.yaml": MARKER,
        f"kinds/{name}/kind.yaml": kind,
        f"kinds/{name}/schema.yaml": schema,
        "papers/paper.yaml": paper,
        **{f"kinds/{name}/{part.replace('__', '.')}": text for part, text in files.items()},
    }
    for part, text in parts.items():
        (place / part).parent.mkdir(parents=True, exist_ok=True)
        (place / part).write_text(text.lstrip("\n"), encoding="utf-8")
    return place / "papers/paper.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> object:
    @cache
    def build_one(name: str, language: str) -> Build:
        kind, schema, paper, _ = FORMS[name]
        return build(working_folder(tmp_path_factory.mktemp(name), name, kind, schema, paper), FORMATS, language=language)

    return build_one


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_kind_with_a_schema_alone_prints_every_text_in_every_format(name: str, language: str, made: object) -> None:
    result: Build = made(name, language)  # type: ignore[operator]
    assert not result.warnings
    for format, output in result.outputs.items():
        assert reopen(output.data, format) >= 1
        said = shown_text(output.data, format)
        missing = [text for key in LANGUAGES[language] for text in FORMS[name][3][key] if squeezed(text) not in said]
        assert not missing, (format, missing)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_what_is_not_for_the_reader_or_no_content_is_not_there(name: str, language: str, made: object) -> None:
    result: Build = made(name, language)  # type: ignore[operator]
    for format, output in result.outputs.items():
        said = shown_text(output.data, format)
        assert not [text for text in ("CANARY", "canary", "气氛紧张", "17.31", "进价", "labelvalue") if text in said], format


def test_the_inside_copy_has_what_the_clients_lacks(tmp_path: Path) -> None:
    kind, schema, paper, _ = FORMS["visit_report"]
    path = working_folder(tmp_path, "visit_report", kind, schema, paper)
    said = shown_text(build(path, ["docx"], audience="internal").outputs["docx"].data, "docx")
    assert [text for text in ("气氛紧张", "17.31", "进价") if text not in said] == []


def test_fields_stand_in_the_order_of_the_schema(made: object) -> None:
    result: Build = made("visit_report", "en")  # type: ignore[operator]
    said = shown_text(result.outputs["docx"].data, "docx")
    places = [
        said.index(squeezed(text))
        for text in ("Second Qingzhou", "three questions", "half empty", "Facings", "cashier", "Floor", "Sign-off", "Weather")
    ]
    assert places == sorted(places)


def test_a_list_of_few_values_is_a_table_and_a_list_of_more_is_not(tmp_path: Path) -> None:
    columns = "".join(f"        c{number}: {{type: integer, x-label: {{zh: 列{number}, en: Column {number}}}}}\n" for number in range(8))
    head, _, _ = KEYS_SCHEMA.partition("  loans:")
    schema = (
        head.replace(", loans]", "]")
        + "  rows:\n    type: array\n    x-audience: client\n    x-label: {zh: 行, en: Rows}\n    items:\n      type: object\n      properties:\n"
        + columns
    )
    tables = []
    for count in (7, 8):
        row = ", ".join(f"c{number}: {number}" for number in range(count))
        path = working_folder(
            tmp_path / str(count), "key_register", KEYS_KIND, schema, KEYS.partition("loans:")[0] + f"rows:\n  - {{{row}}}\n"
        )
        html = build(path, ["html"], language="en").outputs["html"].data.decode()
        tables.append("Column 0</th>" in html)
    assert tables == [True, False]


def test_a_house_may_print_such_kinds_its_own_way(tmp_path: Path) -> None:
    kind, schema, paper, _ = FORMS["key_register"]
    path = working_folder(tmp_path, "key_register", kind, schema, paper)
    own = tmp_path / "kinds/_generic/document.html.j2"
    own.parent.mkdir()
    own.write_text("{% for field in fields(paper) %}<p>{{ field.name }} {{ field.form }}</p>{% endfor %}", encoding="utf-8")
    assert "loanstable" in shown_text(build(path, ["docx"]).outputs["docx"].data, "docx")


# ---------------------------------------------------------------------------------------------------------------- extending

EXTENDED_KIND = """
name: {zh: 本社创意简报, en: House brief}
extends: creative_brief
"""

EXTENDED_SCHEMA = """
required: [house_code]
properties:
  house_code: {$ref: "shared.yaml#/$defs/code", x-audience: client, x-label: {zh: 本社编号, en: House code}}
"""

EXTENDED_TEMPLATE = """
<p>{{ paper.house_code|led(label('house_code')) }}</p>
<aside class="callout"><p>{{ paper.proposition }}</p></aside>
"""


def extending(place: Path, *, template: bool = True) -> Path:
    """A working folder made of the samples, with a kind that extends the creative brief."""
    built_in = Path(__file__).parent.parent / "templates"
    paper = (
        (built_in / "creative_brief/sample.yaml")
        .read_text(encoding="utf-8")
        .replace("kind: creative_brief", "kind: house_brief\nhouse_code: ZY-88")
    )
    files = {"document__html__j2": EXTENDED_TEMPLATE} if template else {}
    place.mkdir(exist_ok=True)
    path = working_folder(place, "house_brief", EXTENDED_KIND, EXTENDED_SCHEMA, paper, **files)
    for name in ("briefwright.yaml", "logo.svg"):
        shutil.copy(built_in / name, place)
    for name in ("client_profile", "strategy", "creative_direction", "budget", "schedule"):
        (place / name).mkdir()
        (place / name / "sample.yaml").write_text((built_in / name / "sample.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_may_extend_another_with_fields_and_a_template_of_its_own(tmp_path: Path, language: str) -> None:
    result = build(extending(tmp_path), FORMATS, language=language)
    for format, output in result.outputs.items():
        said = shown_text(output.data, format)
        assert "ZY-88" in said, format
        assert squeezed({"en": "House code"}.get(language, "本社编号")) in said, format


def test_an_extending_kind_without_a_template_takes_the_one_it_extends(tmp_path: Path) -> None:
    said = shown_text(build(extending(tmp_path, template=False), ["docx"], language="en").outputs["docx"].data, "docx")
    assert squeezed("House brief") in said
    assert squeezed("Seven minutes is enough") in said


def test_an_added_field_that_no_template_prints_is_told(tmp_path: Path) -> None:
    assert [one.code for one in build(extending(tmp_path / "own"), ["docx"], language="en").warnings] == []
    (told,) = build(extending(tmp_path / "none", template=False), ["docx"], language="en").warnings
    assert (told.code, told.position and (told.position.line, told.position.column)) == ("W211", (4, 13))
    assert "house_code is not printed" in told.message.en


def test_an_extending_kind_keeps_what_the_other_requires(tmp_path: Path) -> None:
    path = extending(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("house_code: ZY-88\n", ""), encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        build(path, ["docx"])
    assert [one.code for one in caught.value.diagnostics] == ["E101"]
