"""Values and a schema → typed values and messages."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.schema import Checked, check, compiled
from generator.source import read

TEXT: dict[str, Any] = {
    "if": {"type": "object"},
    "then": {
        "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
        "additionalProperties": False,
        "minProperties": 1,
    },
    "else": {"type": "string"},
}
PERSON: dict[str, Any] = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "additionalProperties": False}
STATUS = {"draft": {"zh": "草稿", "en": "Draft"}, "approved": {"zh": "已批准", "en": "Approved"}}


def schema(properties: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    return {
        "$defs": {"text": TEXT, "person": PERSON},
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **keywords,
    }


def checked(text: str, **properties: Any) -> Checked:
    return check(read(text, "b"), schema(properties))


def told(text: str, full: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Code, line:column, message and hint of every problem."""
    found = check(read(text, "b"), full).diagnostics
    return [(d.code, str(d.position)[2:], d.message.en, d.hint.en if d.hint else "") for d in found]


# ------------------------------------------------------------------------------------------------------------------- typed walk


@pytest.mark.parametrize(
    "typed", ["9:30", "no", "on", "010", "1_000", "190:20:30", "2026-13-45", "=", "00123", "1.10", "0x1F", "true", "1e3"]
)
@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "string"},
        {"$ref": "#/$defs/text"},
        {"allOf": [{"type": "string"}, {"minLength": 1}]},
        {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/person"}]},
        {"oneOf": [{"$ref": "#/$defs/person"}, {"type": "string"}]},
        {"type": ["string", "number", "boolean"]},
        {"if": {"type": "array"}, "then": {"items": {"type": "integer"}}, "else": {"$ref": "#/$defs/text"}},
    ],
)
def test_where_text_is_allowed_a_scalar_is_its_source_text(typed: str, wanted: dict[str, Any]) -> None:
    result = checked(f"a: {typed}\n", a=wanted)
    assert result.value == {"a": typed}
    assert result.diagnostics == ()


def test_text_is_reached_through_items_and_additional_properties() -> None:
    full = schema({"list": {"items": {"type": "string"}}, "pair": {"prefixItems": [{"type": "string"}, {"type": "integer"}]},
                   "map": {"additionalProperties": {"type": "string"}}, "by": {"patternProperties": {"^x": {"type": "string"}}},
                   "zh": {"$ref": "#/$defs/text"}})  # fmt: skip
    result = check(
        read("list: [007, 1.10]\npair: [007, 007]\nmap: {a: no, b: 9:30}\nby: {x1: 08, y: 08}\nzh: {zh: 1.0, en: 2.0}\n", "b"), full
    )
    assert result.value == {
        "list": ["007", "1.10"], "pair": ["007", 7], "map": {"a": "no", "b": "9:30"}, "by": {"x1": "08", "y": 8},
        "zh": {"zh": "1.0", "en": "2.0"},
    }  # fmt: skip
    assert result.diagnostics == ()


def test_then_and_else_decide_the_type_of_another_field() -> None:
    full = schema(
        {"kind": {"type": "string"}, "value": {}},
        **{"if": {"properties": {"kind": {"const": "code"}}}, "then": {"properties": {"value": {"type": "string"}}},
           "else": {"properties": {"value": {"type": "integer"}}}},
    )  # fmt: skip
    assert check(read("kind: code\nvalue: 007\n", "b"), full).value["value"] == "007"
    assert check(read("kind: count\nvalue: 007\n", "b"), full).value["value"] == 7


@pytest.mark.parametrize(
    ("typed", "wanted", "value"),
    [
        ("12.50", {"type": "number"}, Decimal("12.50")), ("5", {"type": "number"}, Decimal(5)), ("5", {"type": "integer"}, 5),
        ("5.0", {"type": "integer"}, 5), ("12345678901234567890", {"type": "number"}, Decimal("12345678901234567890")),
        ("0.1", {"type": "number"}, Decimal("0.1")), ("-0", {"type": "number"}, Decimal(0)), ("-0.0", {"type": "number"}, Decimal("0.0")),
        ("true", {"type": "boolean"}, True), ("~", {"type": ["string", "null"]}, None), ("x", {"enum": ["x", 1]}, "x"), ("1", {}, 1),
        ("2026-08-01", {"type": "string", "format": "date"}, datetime.date(2026, 8, 1)),
        ("9:30", {"type": "string", "format": "clock"}, datetime.time(9, 30)), ("'09:05'", {"format": "clock"}, datetime.time(9, 5)),
        ("2026-10-30 17:00", {"type": "string", "format": "moment"}, datetime.datetime(2026, 10, 30, 17)),
        ("2026-10-30T17:00", {"type": "string", "format": "moment"}, datetime.datetime(2026, 10, 30, 17)),
        ("2026-10-30T17:00+08:00", {"type": "string", "format": "moment"},
         datetime.datetime(2026, 10, 30, 17, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))),
        ("2026-10", {"type": "string", "format": "month"}, "2026-10"), ("**a**", {"type": "string", "format": "markdown"}, "**a**"),
    ],
)  # fmt: skip
def test_a_scalar_has_the_type_of_its_field(typed: str, wanted: dict[str, Any], value: Any) -> None:
    result = checked(f"a: {typed}\n" if not typed.startswith("**") else f"a: '{typed}'\n", a=wanted)
    assert result.diagnostics == ()
    assert result.value["a"] == value
    assert type(result.value["a"]) is type(value)


def test_minus_nought_is_nought() -> None:
    assert str(checked("a: -0.0\n", a={"type": "number"}).value["a"]) == "0.0"


def test_an_empty_optional_field_is_as_if_not_there() -> None:
    result = checked("a:\nb: ~\nc:\n", a={"type": "string"}, b={"type": "array"}, c={"type": "string", "format": "date"})
    assert result.diagnostics == ()
    assert result.value == {"a": None, "b": None, "c": None}


# --------------------------------------------------------------------------------------------------------------------- messages

MESSAGES: list[tuple[str, dict[str, Any], list[str], list[tuple[str, str, str, str]]]] = [
    ("clinet: x\n", {"client": {"type": "string"}}, ["client"], [("E104", "1:1", 'unknown key "clinet"', 'did you mean "client"?')]),
    ("客户: x\n", {"client": {"x-label": {"zh": "客户"}}}, [], [("E104", "1:1", 'unknown key "客户"', 'did you mean "client"?')]),
    ("zzz: x\n", {"client": {}, "date": {}}, [], [("E104", "1:1", 'unknown key "zzz"', "allowed: client, date")]),
    ("a：1: x\n", {"a": {}}, [], [("E104", "1:1", 'unknown key "a：1"', 'use an ASCII colon and a space: "a: …"')]),
    ("t: {zn: x}\n", {"t": {"$ref": "#/$defs/text"}}, [], [("E104", "1:5", 'unknown key "zn"', 'did you mean "zh"?')]),
    ("t:\n  cn: x\n", {"t": {"$ref": "#/$defs/text"}}, [], [("E104", "2:3", 'unknown key "cn"', 'did you mean "zh"?')]),
    ("t: {de: x}\n", {"t": {"$ref": "#/$defs/text"}}, [], [("E104", "1:5", 'unknown key "de"', "allowed: zh, en")]),
    ("a: 1\n", {"a": {}, "b": {"x-label": {"zh": "标题", "en": "Title"}}}, ["b"],
     [("E101", "1:1", 'missing "b" (Title)', "add a line: b: …")]),
    ("l:\n  - name: x\n  - id: y\n", {"l": {"items": {"$ref": "#/$defs/person"}}}, [],
     [("E101", "2:5", 'missing "id"', "add a line: id: …"), ("E104", "2:5", 'unknown key "name"', "allowed: id")]),
    ("p: {}\n", {"p": {"$ref": "#/$defs/person"}}, [], [("E101", "1:1", 'missing "id"', "add a line: id: …")]),
    ("a:\n", {"a": {"type": "string"}}, ["a"], [("E102", "1:1", '"a" is empty', "fill it in")]),
    ("a: '  '\n", {"a": {"type": "string", "minLength": 2}}, ["a"], [("E102", "1:1", '"a" is empty', "fill it in")]),
    ("a: {zh: '', en: ''}\n", {"a": {"$ref": "#/$defs/text"}}, ["a"], [("E102", "1:1", '"a" is empty', "fill it in")]),
    ("a: ''\n", {"a": {"type": "string", "minLength": 0}}, ["a"], []),
    ("a: ''\n", {"a": {"type": "string", "minLength": 1}}, [],
     [("E102", "1:1", '"a" is empty', "fill it in, or delete the line if it is optional")]),
    ("l:\n  - x\n  -\n", {"l": {"items": {"type": "string"}}}, [],
     [("E126", "3:4", "this item is empty", "fill it in, or delete the line")]),
    ("a: 1,234\n", {"a": {"type": "number"}}, [],
     [("E103", "1:4", 'expected a number, found the text "1,234"', "write it without thousands separators: 1234")]),
    ("a: ¥1,200\n", {"a": {"type": "number"}}, [],
     [("E103", "1:4", 'expected a number, found the text "¥1,200"', "write the number alone, without unit or sign: 1200")]),
    ("a: 1.2万\n", {"a": {"type": "number"}}, [],
     [("E103", "1:4", 'expected a number, found the text "1.2万"', "write digits and a point only, such as 1200 or 12.5")]),
    ("a: '5'\n", {"a": {"type": "integer"}}, [], [("E103", "1:4", 'expected a whole number, found the text "5"', "remove the quotes: 5")]),
    ("a: １２\n", {"a": {"type": "number"}}, [], [("E103", "1:4", 'expected a number, found the text "１２"', "write 12")]),
    ("a: 1.5\n", {"a": {"type": "integer"}}, [], [("E103", "1:4", "expected a whole number, found 1.5", "write a whole number")]),
    ("a: NaN\n", {"a": {"type": "number"}}, [],
     [("E103", "1:4", 'expected a number, found the text "NaN"', "write digits and a point only, such as 1200 or 12.5")]),
    ("a: 1e400\n", {"a": {"type": "number", "maximum": 5}}, [],
     [("E136", "1:4", "the number 1e400 is too large or too fine to print", "write at most 30 digits before and after the point")]),
    ("a: yes\n", {"a": {"type": "boolean"}}, [], [("E103", "1:4", 'expected true or false, found the text "yes"', "write true")]),
    ("a: 否\n", {"a": {"type": "boolean"}}, [], [("E103", "1:4", 'expected true or false, found the text "否"', "write false")]),
    ("a: x\n", {"a": {"type": "array"}}, [], [("E103", "1:4", 'expected a list, found the text "x"', "write it as a list: - x")]),
    ("a: id：x\n", {"a": {"$ref": "#/$defs/person"}}, [],
     [("E103", "1:4", 'expected a mapping, found the text "id：x"', 'use an ASCII colon and a space: "id: …"')]),
    ("a: [x]\n", {"a": {"$ref": "#/$defs/text"}}, [],
     [("E103", "1:4", "expected text, or text by language (zh:, en:), found a list", 'write one text here; a text that begins with "- " or [ needs quotes')]),
    ("a: [x]\n", {"a": {"anyOf": [{"type": "string"}, PERSON]}}, [], [("E103", "1:4", "expected text or a mapping, found a list", "")]),
    ("a: {idd: x}\n", {"a": {"anyOf": [{"type": "string"}, PERSON]}}, [], [("E104", "1:5", 'unknown key "idd"', 'did you mean "id"?')]),
    ("a: {t: y, n: x}\n",
     {"a": {"oneOf": [{"properties": {"t": {"const": "x"}}}, {"properties": {"t": {"const": "y"}, "n": {"type": "integer"}}}]}}, [],
     [("E103", "1:14", 'expected a whole number, found the text "x"', "write digits and a point only, such as 1200 or 12.5")]),
    ("s: draf\n", {"s": {"enum": ["draft", "approved"]}}, [],
     [("E105", "1:4", '"draf" is not one of the allowed values', 'did you mean "draft"? allowed: draft, approved')]),
    ("s: 已批准\n", {"s": {"enum": ["draft", "approved"], "x-enum": STATUS}}, [],
     [("E105", "1:4", '"已批准" is not one of the allowed values', 'did you mean "approved"? allowed: draft, approved')]),
    ("s: zz\n", {"s": {"enum": ["draft", "approved"]}}, [],
     [("E105", "1:4", '"zz" is not one of the allowed values', "allowed: draft, approved")]),
    ("k: brief\n", {"k": {"const": "minutes"}}, [], [("E106", "1:4", 'must be "minutes", found "brief"', "")]),
    ("a: ab\n", {"a": {"type": "string", "minLength": 3}}, [], [("E107", "1:4", "too short: 2 characters, at least 3 needed", "")]),
    ("a: 夏日饮品\n", {"a": {"type": "string", "maxLength": 3, "pattern": "^x"}}, [],
     [("E108", "1:4", "too long: 4 characters, at most 3 allowed", "shorten it by 1")]),
    ("a: []\n", {"a": {"minItems": 1}}, [], [("E109", "1:4", "too few items: 0, at least 1 needed", "")]),
    ("a: [1, 2]\n", {"a": {"maxItems": 1}}, [], [("E125", "1:4", "too many items: 2, at most 1 allowed", "")]),
    ("a: ab\n", {"a": {"type": "string", "pattern": "^[A-Z]+$", "x-pattern-help": {"zh": "用大写", "en": "use capitals"}}}, [],
     [("E111", "1:4", '"ab" is not spelled as it must be', "use capitals")]),
    ("a: ab\n", {"a": {"type": "string", "pattern": "^[A-Z]+$"}}, [],
     [("E111", "1:4", '"ab" is not spelled as it must be', "expected pattern: ^[A-Z]+$")]),
    ("a: -0.5\n", {"a": {"type": "number", "minimum": 0}}, [], [("E112", "1:4", "-0.5 is too small: it must be at least 0", "")]),
    ("a: 1\n", {"a": {"type": "number", "exclusiveMaximum": 1}}, [], [("E113", "1:4", "1 is too large: it must be less than 1", "")]),
    ("a: 7\n", {"a": {"type": "integer", "multipleOf": 5}}, [], [("E114", "1:4", "7 is not a multiple of 5", "")]),
    ("a: [x, x]\n", {"a": {"uniqueItems": True}}, [], [("E115", "1:4", "the list has the same item twice", "delete one of the two")]),
    ("a: x\n", {"a": False}, [], [("E116", "1:1", "not allowed here", "delete it")]),
    ("a: {}\n", {"a": {"$ref": "#/$defs/text"}}, [], [("E117", "1:1", "too few entries: 0, at least 1 needed", "")]),
    ("a: 2026-8-1\n", {"a": {"format": "date"}}, [], [("E131", "1:4", '"2026-8-1" is not a date', "write 2026-08-01")]),
    ("a: 2026/08/01\n", {"a": {"format": "date"}}, [], [("E131", "1:4", '"2026/08/01" is not a date', "write 2026-08-01")]),
    ("a: 2026年8月1日\n", {"a": {"format": "date"}}, [], [("E131", "1:4", '"2026年8月1日" is not a date', "write 2026-08-01")]),
    ("a: 20260801\n", {"a": {"type": "string", "format": "date"}}, [], [("E131", "1:4", '"20260801" is not a date', "write 2026-08-01")]),
    ("a: “2026-08-01”\n", {"a": {"format": "date"}}, [], [("E131", "1:4", '"“2026-08-01”" is not a date', "write 2026-08-01")]),
    ("a: 2026-02-30\n", {"a": {"format": "date"}}, [], [("E131", "1:4", '"2026-02-30" is not a date', "2026-02 has 28 days")]),
    ("a: 9：30\n", {"a": {"format": "clock"}}, [], [("E132", "1:4", '"9：30" is not a time of day', "write 9:30")]),
    ("a: 下午2点半\n", {"a": {"format": "clock"}}, [], [("E132", "1:4", '"下午2点半" is not a time of day', "write 14:30")]),
    ("a: 9:30 pm\n", {"a": {"format": "clock"}}, [], [("E132", "1:4", '"9:30 pm" is not a time of day', "write 21:30")]),
    ("a: 25:00\n", {"a": {"format": "clock"}}, [],
     [("E132", "1:4", '"25:00" is not a time of day', "write it as H:MM on 24 hours, such as 9:30 or 14:05")]),
    ("a: 2026/10/30 17:00\n", {"a": {"format": "moment"}}, [],
     [("E133", "1:4", '"2026/10/30 17:00" is not a date and time', "write 2026-10-30 17:00")]),
    ("a: 2026年10月\n", {"a": {"format": "month"}}, [], [("E134", "1:4", '"2026年10月" is not a month', "write 2026-10")]),
    ("a: 2026-13\n", {"a": {"format": "month"}}, [], [("E134", "1:4", '"2026-13" is not a month', "write it as YYYY-MM, such as 2026-10")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "properties", "required", "problems"), MESSAGES)
def test_a_fault_is_told_once_at_its_place(
    text: str, properties: dict[str, Any], required: list[str], problems: list[tuple[str, str, str, str]]
) -> None:
    assert told(text, schema(properties, required=required)) == problems


def test_every_message_is_worded_in_chinese() -> None:
    for text, properties, required, _ in MESSAGES:
        for diagnostic in check(read(text, "b"), schema(properties, required=required)).diagnostics:
            assert any("\u4e00" <= c <= "\u9fff" for c in diagnostic.message.zh)


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    full = schema({"a": {"type": "integer"}, "d": {"type": "string", "format": "date"}, "t": {"$ref": "#/$defs/text"}}, required=["m"])
    assert [row[:2] for row in told("t: {eng: x}\nd: 1 May\na: x\nq: 1\n", full)] == [
        ("E101", "1:1"), ("E104", "1:5"), ("E131", "2:4"), ("E103", "3:4"), ("E104", "4:1"),
    ]  # fmt: skip


def test_a_failing_part_does_not_make_known_keys_unknown() -> None:
    full = {
        "type": "object",
        "allOf": [{"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}],
        "unevaluatedProperties": False,
    }
    assert [row[:2] for row in told("a: x\nb: y\n", full)] == [("E103", "1:4")]
    assert [row[:2] for row in told("a: 1\nc: y\n", full)] == [("E104", "2:1")]


# ---------------------------------------------------------------------------------------------------------------- hostile schemas


def test_a_pattern_is_matched_in_linear_time() -> None:
    began = time.perf_counter()
    result = checked("a: " + "a" * 50_000 + "!\n", a={"type": "string", "pattern": "^(a+)+$"}, b={"patternProperties": {"^(a+)+$": {}}})
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["E111"]
    assert not checked("b: {" + "a" * 100 + "!: 1}\n", b={"patternProperties": {"^(a+)+$": {}}}).diagnostics
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("reference", ["http://169.254.169.254/latest", "file:///etc/passwd", "other.yaml#/x"])
def test_a_remote_reference_is_refused(reference: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        compiled({"properties": {"a": {"$ref": reference}}})
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["E191"]


@pytest.mark.parametrize(
    "broken", [{"type": "strin"}, {"pattern": "(?=a)b"}, {"pattern": "("}, {"$ref": "#/$defs/none"}, {"minLength": "x"}]
)
def test_a_schema_that_cannot_be_used_is_an_error(broken: dict[str, Any]) -> None:
    with pytest.raises(GeneratorError) as caught:
        check(read("a: 1\n", "b"), broken)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["E190"]


@pytest.mark.parametrize(
    "endless",
    [{"$ref": "#"}, {"allOf": [{"$ref": "#"}]}, {"anyOf": [{"$ref": "#"}, {}]}, {"properties": {"a": {"$ref": "#"}}}, {"if": {"$ref": "#"}},
     {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}, {"not": {"not": {"$ref": "#"}}}],
)  # fmt: skip
def test_a_schema_that_refers_to_itself_ends(endless: dict[str, Any]) -> None:
    began = time.perf_counter()
    check(read("a: {a: {a: 1}}\n", "b"), endless)
    assert time.perf_counter() - began < 1


def test_a_schema_is_compiled_once() -> None:
    full = schema({"a": {"type": "string"}})
    assert compiled(full) is compiled(full)


def test_ten_thousand_rows_are_checked_in_time() -> None:
    row = {
        "type": "object",
        "properties": {"a": {"$ref": "#/$defs/text"}, "b": {"type": "number"}, "c": {"type": "string", "format": "date"}},
    }
    source = read("rows:\n" + "".join(f"  - {{a: 项{i}, b: {i}, c: 2026-01-01}}\n" for i in range(10_000)), "b")
    began = time.process_time()
    result = check(source, schema({"rows": {"items": row}}))
    assert result.diagnostics == ()
    assert result.value["rows"][9_999] == {"a": "项9999", "b": Decimal(9999), "c": datetime.date(2026, 1, 1)}
    assert time.process_time() - began < 5


# -------------------------------------------------------------------------------------------------------------------- properties

_SCHEMAS = st.recursive(
    st.sampled_from([
        {"type": "string"}, {"type": "integer"}, {"type": "number", "minimum": 1}, {"type": "boolean"}, {"$ref": "#/$defs/text"},
        {"type": "null"},
        {"type": "string", "format": "date"}, {"type": "string", "format": "clock"}, {"format": "moment"}, {"enum": ["a", 1, None]},
        {"const": "a"},
        {"$ref": "#/$defs/person"}, {"minLength": 2, "maxLength": 3}, {"uniqueItems": True, "minItems": 1}, True, False,
    ]),
    lambda inner: st.one_of(
        st.builds(lambda s: {"type": "array", "items": s}, inner),
        st.builds(lambda s: {"type": "object", "properties": {"a": s}, "required": ["a"], "additionalProperties": False}, inner),
        st.builds(lambda a, b: {"anyOf": [a, b]}, inner, inner), st.builds(lambda a, b: {"oneOf": [a, b]}, inner, inner),
        st.builds(lambda a, b: {"allOf": [a, b]}, inner, inner),
        st.builds(lambda a, b, c: {"if": a, "then": b, "else": c}, inner, inner, inner),
        st.builds(lambda s: {"not": s}, inner),
    ), max_leaves=6,
)  # fmt: skip


def flow_mapping(entries: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"


_PAPERS = st.recursive(
    st.sampled_from(["1", "1.5", "x", "a", "no", "~", "''", "' '", "2026-08-01", "9:30", "true", "1e400", "客户"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    | st.dictionaries(st.sampled_from(["a", "b", "zh", "id"]), inner, max_size=3).map(flow_mapping),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_SCHEMAS, _PAPERS)
def test_a_fault_has_always_a_message_with_a_place(part: Any, value: str) -> None:
    full = schema({"a": part})
    result = check(read(f"a: {value}\n", "b"), full)
    for diagnostic in result.diagnostics:
        assert diagnostic.position
        assert diagnostic.position.line == 1
    places = [(diagnostic.code, diagnostic.pointer) for diagnostic in result.diagnostics]
    assert len(places) == len(set(places))
