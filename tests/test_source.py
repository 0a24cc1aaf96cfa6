"""YAML text → values and positions."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError, Position
from generator.source import Source, load, read


def codes(text: str | bytes) -> list[str]:
    with pytest.raises(GeneratorError) as caught:
        read(text, "paper.yaml")
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def marked(position: Position) -> str:
    return position.excerpt[position.column - 1 : position.column - 1 + position.length]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9:30", "9:30"), ("190:20:30", "190:20:30"), ("no", "no"), ("NO", "NO"), ("on", "on"), ("yes", "yes"), ("Off", "Off"),
        ("1_000", "1_000"), ("2026-08-31", "2026-08-31"), ("2026-13-45", "2026-13-45"), ("=", "="), ("<<", "<<"), (".inf", ".inf"),
        (".nan", ".nan"), ("NaN", "NaN"), ("1,234", "1,234"), ("客户：ACME", "客户：ACME"), ("“引号”", "“引号”"), ("-", None),
        ("010", 10), ("00123", 123), ("0x1F", 31), ("0o17", 15), ("+5", 5), ("-5", -5), ("12345678901234567890", 12345678901234567890),
        ("1.10", Decimal("1.10")), ("1e400", Decimal("1e400")), (".5", Decimal("0.5")), ("-0", 0), ("1e9999999", "1e9999999"),
        ("true", True), ("FALSE", False), ("~", None), ("null", None), ("", None), ("'7'", "7"), ('"true"', "true"), ("1.2.3", "1.2.3"),
    ],
)  # fmt: skip
def test_plain_scalars_have_the_types_of_yaml_1_2(typed: str, value: Any) -> None:
    text = f"- {typed}" if typed == "-" else f"a: {typed}\n"
    if typed == "-":
        text, value = "a:\n  - \n", [None]
    got = read(text, "paper.yaml").value["a"]
    assert got == value
    assert type(got) is type(value)


def test_a_number_of_many_digits_stays_text() -> None:
    assert read("a: " + "9" * 5000, "b").value["a"] == "9" * 5000


def test_the_source_text_of_plain_scalars_is_kept() -> None:
    source = read("a: 007\nb: '007'\nc: [1.10, x]\nd: |\n  7\ne:\nf: one\n  two\n", "b")
    assert source.raw("/a") == "007"
    assert source.raw("/b") is None
    assert source.raw("/c/0") == "1.10"
    assert source.raw("/c") is None
    assert source.raw("/d") is None
    assert source.raw("/e") == ""
    assert source.raw("/f") == "one two"
    assert source.raw("/nothing") is None
    assert source.is_plain("/a")
    assert not source.is_plain("/b")


def test_positions_of_values_and_keys_count_characters() -> None:
    source = read("标题: 夏日\nitems:\n  - {名: 甲, n: 2}\n  - name: x\n    long: >\n      folded\n", "dir/b.yaml")
    assert source.position("/标题") == Position("dir/b.yaml", 1, 5, "标题: 夏日", 2)
    assert source.key_position("/标题") == Position("dir/b.yaml", 1, 1, "标题: 夏日", 2)
    assert str(source.position("/items/0/n")) == "dir/b.yaml:3:15"
    assert marked(source.position("/items/0")) == "{名: 甲, n: 2}"
    assert marked(source.position("/items/1")) == "name"
    assert str(source.key_position("/items/1/long")) == "dir/b.yaml:5:5"


def test_an_unknown_pointer_is_placed_at_its_nearest_ancestor() -> None:
    source = read("a:\n  b: 1\n", "b")
    assert source.position("/a/b/c/d") == source.position("/a/b")
    assert source.position("/x/y") == source.position("")
    assert source.key_position("/a/zz") == source.key_position("/a")


def test_pointers_are_escaped_as_rfc_6901_says() -> None:
    source = read("a/b~c: 1\n", "b")
    assert source.raw("/a~1b~0c") == "1"


def test_keys_are_their_text() -> None:
    assert read("1: a\ntrue: b\n~: c\n1.0: d\n", "b").value == {"1": "a", "true": "b", "~": "c", "1.0": "d"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_with_or_without_mark(encoding: str) -> None:
    source = read("客户: 山川\r\n标题: 𠮷 😀\r".encode(encoding), "b")
    assert source.value == {"客户": "山川", "标题": "𠮷 😀"}
    assert source.text == "客户: 山川\n标题: 𠮷 😀\n"
    assert source.position("/标题").line == 2


def test_big_endian_utf_16_is_read() -> None:
    assert read(b"\xfe\xff" + "a: 客".encode("utf-16-be"), "b").value == {"a": "客"}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("title: x\n客户: 山川饮品\n".encode("gbk"), "E018", "b:2:1"),
        ("a: b\nc: 客户说明书".encode("utf-16-le"), "E018", "b:2:4"),
        (b"a: caf\xe9\n", "E005", "b:1:7"),
        (b"PK\x03\x04rest", "E006", "b"),
        (b"\xd0\xcf\x11\xe0rest", "E006", "b"),
        (b"a: " + b"x" * 5_000_001, "E004", "b"),
    ],
)
def test_other_encodings_and_files_are_named_never_guessed(data: bytes, code: str, place: str) -> None:
    with pytest.raises(GeneratorError) as caught:
        read(data, "b")
    (found,) = caught.value.diagnostics
    assert found.code == code
    if code != "E018" or data[:1] == b"t":
        assert str(found.position) == place


ILLEGAL = [0, 1, 8, 0xB, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0xD800, 0xDFFF, 0xFDD0, 0xFEFF, 0xFFFE, 0x1FFFF]


@pytest.mark.parametrize("code_point", ILLEGAL)
def test_an_illegal_character_is_an_error_at_its_place(code_point: int) -> None:
    with pytest.raises(GeneratorError) as caught:
        read(f"a: 1\nb: x{chr(code_point)}y\n", "b")
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.position)) == ("E007", "b:2:5")
    assert f"U+{code_point:04X}" in found.message.en


@pytest.mark.parametrize("character", ["\t", "é", "𠮷", "😀", "\u200d", "\u200b", "\u202e", "\u3000", "\u00a0", "\ue000"])
def test_a_legal_character_survives(character: str) -> None:
    assert read(f"a: x{character}y\n", "b").value["a"] == f"x{character}y"


def test_an_illegal_character_written_as_an_escape_is_an_error() -> None:
    assert codes('a: "\\u0001"\nb: "\\uFFFE"\n') == ["E007", "E007"]


def test_many_illegal_characters_are_reported_ten_times() -> None:
    assert codes("a: " + "\x01" * 500) == ["E007"] * 10


def test_deep_nesting_is_an_error_in_no_time() -> None:
    began = time.perf_counter()
    assert codes("a: " + "[" * 50_000 + "]" * 50_000) == ["E011"]
    assert time.perf_counter() - began < 0.05


def test_64_levels_are_read() -> None:
    assert read("a: " + "[" * 63 + "]" * 63, "b").value["a"]
    assert codes("a: " + "[" * 64 + "]" * 64) == ["E011"]


def test_too_many_values_are_an_error() -> None:
    assert codes("a: [" + "1," * 200_001 + "]") == ["E012"]


def test_an_alias_bomb_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(9))
    assert set(codes(bomb)) == {"E015"}


def test_independent_mistakes_are_told_together_in_order() -> None:
    assert codes("a: 1\na: 2\nb: !!python/object/apply:os.system [id]\nc: &x 1\nd: *x\ne: #tag\nf: \x01\n") == [
        "E013", "E016", "E015", "E015", "E017", "E007",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [("a: b # note\n", ""), ("a: '#x'\n", ""), ("a: b#x\n", ""), ("a:  # note\n", ""), ("a: |\n  x #y\n", ""), ("a: 我爱 #夏日\n", "W002"),
     ("a: [甲，乙]\n", "W003"), ("a: [甲，乙, 丙]\n", ""), ("a: text\n  - item\n", "W004"), ('a: "C:\\new\\table.png"\n', "W001"),
     ('a: "line\\nline"\n', ""), ('a: "C:\\\\new"\n', ""), ("a: 'C:\\new'\n", "")],
)  # fmt: skip
def test_what_yaml_changes_silently_is_a_warning(text: str, code: str) -> None:
    assert "".join(warning.code for warning in read(text, "b").warnings) == code


def test_an_ordinary_file_is_read_in_milliseconds() -> None:
    text = "".join(f"item_{i}: {{name: 名称 {i}, due: 2026-08-01, fee: 12.50}}\n" for i in range(100))
    read(text, "b")
    began = time.perf_counter()
    read(text, "b")
    assert time.perf_counter() - began < 0.05


# ------------------------------------------------------------------------------------------------------------------------ files


def code_of(path: Path) -> tuple[str, str]:
    with pytest.raises(GeneratorError) as caught:
        load(path)
    (found,) = caught.value.diagnostics
    return found.code, found.hint.en if found.hint else ""


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert str(load(Path("b.yaml")).position("/a")) == "b.yaml:1:4"


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text("a: 1\n", encoding="utf-8")
    assert code_of(tmp_path / "breif.yaml") == ("E001", 'did you mean "brief.yaml"?')
    assert code_of(tmp_path / "zzz") == ("E001", "")
    assert code_of(tmp_path / "none" / "brief.yaml")[0] == "E001"


def test_a_folder_an_empty_name_and_a_file_as_folder_are_errors(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a: 1", encoding="utf-8")
    assert code_of(tmp_path)[0] == "E002"
    assert code_of(tmp_path / "file" / "b.yaml")[0] == "E003"
    assert code_of(Path("nul\0name"))[0] == "E003"


# ------------------------------------------------------------------------------------------------------------------- properties

_PIECES = st.sampled_from(
    ["a", "b: ", "c:", "- ", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ", ", '"', "'", "#", " #", "：", "客户", "|", ">", "&x", "*x", "!t ",
     "? ", ": ",
     "@", "`", "%", "\\", "\\u0041", "~", "1", "1.5", "---", "...", "\u3000", "\u00a0", "\x00", "\x85", "\u2028", "\ufeff", "😀", "<<"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=60), st.binary(max_size=60)))
def test_any_text_gives_a_source_or_a_generator_error(text: str | bytes) -> None:
    outcome: Source | GeneratorError
    try:
        outcome = read(text, "b")
    except GeneratorError as error:
        outcome = error
    problems = outcome.warnings if isinstance(outcome, Source) else outcome.diagnostics
    assert isinstance(outcome, Source) or problems
    assert all(d.message.en and d.message.zh and d.position for d in problems)


_SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\ufeff"), max_size=12),
    st.integers(-(10**20), 10**20), st.booleans(), st.none(),
)  # fmt: skip
_KEYS = st.text("abcé客/~", min_size=1)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4))


def leaves(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, f"{pointer}/{index}")]
    return [(pointer, value)]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=5), st.booleans())
def test_what_yaml_writes_is_read_again_and_every_scalar_stands_where_its_position_says(value: dict[str, Any], flow: bool) -> None:
    import yaml

    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=10_000, sort_keys=False)
    source = read(text, "b")
    read_again = dict(leaves(source.value))
    assert list(read_again) == [pointer for pointer, _ in leaves(value)]
    for pointer, leaf in leaves(value):
        # PyYAML writes YAML 1.1, where 0E0 is text: the source text is what was meant.
        assert leaf == (source.raw(pointer) if isinstance(leaf, str) and source.is_plain(pointer) else read_again[pointer])
        token = marked(source.position(pointer))
        if source.is_plain(pointer) and source.raw(pointer):
            assert token == source.raw(pointer)
        elif isinstance(leaf, str):
            assert token[0] in "'\""
