"""The commonest mistakes in YAML, where they are blamed and how they are told; how a diagnostic looks on a terminal."""

from __future__ import annotations

import re
import string

import pytest

from generator.diagnostics import Diagnostic, GeneratorError, Position, Wording, display_width, problem, render
from generator.messages import MESSAGES, fields, yaml
from generator.source import read

MISTAKES = [
    ('客户：ACME\n日期: 1\n', 'E020', '1:3', 'full-width colon after "客户"'),
    ('标题: x\n客户：ACME\n', 'E020', '2:3', 'full-width colon after "客户"'),
    ('a:\n  客户：ACME\n  日期: 1\n', 'E020', '2:5', 'full-width colon after "客户"'),
    ('a: 1\nb：2\nc: 3\n', 'E020', '2:2', 'full-width colon after "b"'),
    ('- 客户：ACME\n', 'E009', '1:1', 'the file must hold "key: value" lines'),
    ('a: 1\n\tb: 2\n', 'E021', '2:1', 'a tab in the indentation'),
    ('a:\n\tb: 1\n', 'E021', '2:1', 'a tab in the indentation'),
    ('a:\n  - x\n\t- y\n', 'E021', '3:1', 'a tab in the indentation'),
    ('a: 1\n\u3000b: 2\n', 'E022', '2:1', 'the indentation holds a full-width space (U+3000), not an ordinary space'),
    ('a:\n  - x\n\xa0\xa0- y\n', 'E022', '3:1', 'the indentation holds a no-break space (U+00A0), not an ordinary space'),
    ('-\u3000x\n- y\n', 'E022', '1:2', 'the indentation holds a full-width space (U+3000), not an ordinary space'),
    ('a: @agency\n', 'E024', '1:4', 'a value cannot begin with "@"'),
    ('a: `code`\n', 'E024', '1:4', 'a value cannot begin with "`"'),
    ('a: %5\n', 'E024', '1:4', 'a value cannot begin with "%"'),
    ('%note\na: 1\n', 'E024', '1:1', 'a value cannot begin with "%"'),
    ('a: ,x\n', 'E024', '1:4', 'a value cannot begin with ","'),
    ('a: ]\n', 'E024', '1:4', 'a value cannot begin with "]"'),
    ('a: ? x\n', 'E024', '1:4', 'a value cannot begin with "?"'),
    (': x\n', 'E024', '1:1', 'a value cannot begin with ":"'),
    ('tag: #话题\n', 'E017', '1:6', '"#话题" is read as a comment, so the value is empty'),
    ('tags:\n  - #话题\n', 'E017', '2:5', '"#话题" is read as a comment, so the value is empty'),
    ('a: "x\nb: 1\n', 'E025', '1:4', 'this quote is never closed: "'),
    ("a: 'x\nb: 2\n", 'E025', '1:4', "this quote is never closed: '"),
    ('a: "x\nb: "y"\nc: 1\n', 'E025', '1:4', 'this quote is never closed: "'),
    ("a: 'it's fine'\n", 'E026', '1:8', "text after the closing '"),
    ('a: "Launch" of x\n', 'E026', '1:13', 'text after the closing "'),
    ('a: [draft] Launch\n', 'E026', '1:12', 'text after the closing ]'),
    ('a: {b: c}}\n', 'E026', '1:10', 'text after the closing }'),
    (' a: 1\nb: 2\n', 'E029', '1:1', 'the first key is indented more than the keys below it'),
    ('a: 1\n b: 2\n', 'E028', '2:2', "this line's indentation (1) fits no line around it"),
    ('a:\n    b: 1\n  c: 2\n', 'E028', '3:3', "this line's indentation (2) fits no line around it"),
    ('a:\n  - x\n - y\n', 'E028', '3:2', "this line's indentation (1) fits no line around it"),
    ('a:\n - b: 1\n   c: 2\n  d: 3\n', 'E028', '4:3', "this line's indentation (2) fits no line around it"),
    ('a: |\n    x\n  y\nb: 1\n', 'E028', '3:3', "this line's indentation (2) fits no line around it"),
    ('a:\n   zh: x\n  en: y\n', 'E028', '2:4', "this line's indentation (3) fits no line around it"),
    ('a: 1\nb:2\nc: 3\n', 'E023', '2:2', 'a space is missing after "b:"'),
    ('key:value\nb: 1\n', 'E023', '1:4', 'a space is missing after "key:"'),
    ('key:value\n', 'E023', '1:4', 'a space is missing after "key:"'),
    ('a:\u3000b\nc: d\n', 'E023', '1:2', 'a space is missing after "a:"'),
    ('title: Launch: phase one\n', 'E027', '1:14', 'a colon and a space inside an unquoted value'),
    ('a: “x: y”\n', 'E037', '1:4', 'typographic quotes (“) do not quote in YAML'),
    ('a: 1\ntext without colon\n', 'E030', '2:1', 'neither "key: value" nor part of the text above: "text without colon"'),
    ('a: [x,\nb: 1\n', 'E031', '1:4', 'this [ is never closed'),
    ('a: {x: 1\nb: 1\n', 'E031', '1:4', 'this { is never closed'),
    ('a: ["x" "y"]\n', 'E038', '1:9', 'a comma or the closing bracket of [ is missing before this'),
    ('a: [x, ]]\n', 'E026', '1:9', 'text after the closing ]'),
    ('b: "\\q"\n', 'E032', '1:5', 'a backslash in double quotes begins an escape, and \\q is none'),
    ('a: {b:1}\nc: [\n', 'E031', '2:4', 'this [ is never closed'),
    ('a: "C:\\data"\n', 'E032', '1:7', 'a backslash in double quotes begins an escape, and \\d is none'),
    ('a: "\\ud800"\n', 'E032', '1:5', 'a backslash in double quotes begins an escape, and \\u is none'),
    ('a: |text\n', 'E033', '1:5', 'text cannot follow "|" on its line'),
    ('a: > quoted\n', 'E033', '1:6', 'text cannot follow ">" on its line'),
    ('a: - x\n', 'E034', '1:4', 'a list cannot begin on the line of its key'),
    ('a:\n  - x\n  b: 1\n', 'E035', '3:3', 'a key among list items, which begin with "- "'),
    ('- a\n', 'E009', '1:1', 'the file must hold "key: value" lines'),
    ('just text\n', 'E009', '1:1', 'the file must hold "key: value" lines'),
    ('', 'E008', '', 'the file is empty'),
    ('# note\n', 'E008', '', 'the file is empty'),
    ('a: 1\n---\nb: 2\n', 'E010', '2:1', 'a second document begins here; a file holds one'),
    ('a: 1\n...\nb: 2\n', 'E010', '3:1', 'a second document begins here; a file holds one'),
    ('a: 1\na: 2\n', 'E013', '2:1', 'duplicate key "a", first defined at line 1'),
    ('a:\n  b: 1\n  b: 2\n', 'E013', '3:3', 'duplicate key "b", first defined at line 2'),
    ('{a: 1, a: 2}\n', 'E013', '1:8', 'duplicate key "a", first defined at line 1'),
    ('a: {{ name }}\n', 'E014', '1:5', 'a key must be a text, not a list or a mapping'),
    ('? [x]\n: 1\n', 'E014', '1:3', 'a key must be a text, not a list or a mapping'),
    ('a: &x 1\n', 'E015', '1:4', 'anchors and aliases (&x) are not allowed'),
    ('a: *x\n', 'E015', '1:4', 'anchors and aliases (*x) are not allowed'),
    ('a: *重要*\n', 'E036', '1:4', 'a text that begins with * needs quotes'),
    ('a: **bold** x\n', 'E036', '1:4', 'a text that begins with * needs quotes'),
    ('a: !note\n', 'E016', '1:4', 'tags ("!note") are not allowed'),
    ('a: !!str 1\n', 'E016', '1:4', 'tags ("!!str") are not allowed'),
    ('a: !!python/object/apply:os.system [id]\n', 'E016', '1:4', 'tags ("!!python/object/apply:os.system") are not allowed'),
    ('a: x\x0cy\n', 'E007', '1:5', 'a character that Word, PowerPoint and PDF cannot hold: U+000C FORM FEED (in /a)'),
    ('<<: *base\n', 'E015', '1:5', 'anchors and aliases (*base) are not allowed'),
]  # fmt: skip


def mistake(text: str) -> Diagnostic:
    with pytest.raises(GeneratorError) as caught:
        read(text, "b")
    return caught.value.diagnostics[0]


@pytest.mark.parametrize(("text", "code", "place", "message"), MISTAKES)
def test_a_mistake_is_blamed_where_it_was_made(text: str, code: str, place: str, message: str) -> None:
    found = mistake(text)
    where = f"{found.position.line}:{found.position.column}" if found.position and found.position.line else ""
    assert (found.code, where, found.message.en) == (code, place, message)
    assert re.search("[\u4e00-\u9fff]", found.message.zh)
    assert found.hint
    assert re.search("[\u4e00-\u9fff]", found.hint.zh)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: 'it's fine'\n", "inside single quotes write an apostrophe twice: 'it''s'"),
        ('a: "Launch" of x\n', "put the whole value in single quotes: 'the \"Launch\" film'"),
        ("a: [draft] Launch\n", 'text that begins with a bracket needs quotes: "[draft] Launch"'),
        ("a:\n    b: 1\n  c: 2\n", "indent it by 0 or 4"),
        ("a:\n  - x\n - y\n", "indent it by 0 or 2"),
        ("a: 1\n b: 2\n", "indent it by 0"),
        ("a:\n   zh: x\n  en: y\n", "indent it by 2"),
        ("客户：ACME\n日期: 1\n", 'use an ASCII colon and a space: "客户: …"'),
        ("tag: #话题\n", 'put it in quotes: "#话题"; a real comment has a space after #'),
    ],
)
def test_a_hint_says_what_to_type(text: str, hint: str) -> None:
    found = mistake(text)
    assert found.hint
    assert found.hint.en == hint


# ------------------------------------------------------------------------------------------------------------------- catalogue


def words_of(wording: str) -> set[str]:
    return {name.removesuffix("_en").removesuffix("_zh") for _, name, _, _ in string.Formatter().parse(wording) if name}


@pytest.mark.parametrize("code", sorted({**yaml.MESSAGES, **fields.FIELDS}))
def test_both_wordings_of_a_code_take_the_same_words(code: str) -> None:
    message = MESSAGES[code]
    assert bool(message.hint_en) == bool(message.hint_zh)
    for en, zh in ((message.en, message.zh), (message.hint_en, message.hint_zh)):
        assert words_of(en) == words_of(zh)


@pytest.mark.parametrize("name", sorted(yaml.HINTS))
def test_every_hint_is_worded_in_both_languages(name: str) -> None:
    assert all(yaml.HINTS[name])


# ------------------------------------------------------------------------------------------------------------------- rendering


def test_the_caret_stands_under_the_words_meant_after_east_asian_text() -> None:
    assert render(mistake("标题: 夏日\n客户：山川\n日期: 1\n")) == "\n".join(
        [
            'b:2:3: error[E020]: full-width colon after "客户"',
            "    2 | 客户：山川",
            "      |     ^^",
            '  hint: use an ASCII colon and a space: "客户: …"',
        ]
    )
    assert render(mistake("标题: 夏日\n客户：山川\n日期: 1\n"), "zh") == "\n".join(
        [
            "b:2:3: 错误[E020]: “客户”后面是全角冒号",
            "    2 | 客户：山川",
            "      |     ^^",
            "  提示：请用半角冒号加空格：“客户: …”",
        ]
    )


@pytest.mark.parametrize("before", ["abc ", "客户 ", "ＡＢ：", "e\u0301 ", "👩\u200d💻 ", "\u202ex ", "a\tb ", "\x1b[31m", "\u00a0\u3000"])
def test_the_caret_begins_at_the_column_where_the_word_is_shown(before: str) -> None:
    line = f"{before}错词 rest"
    found = Diagnostic("error", "E000", Wording("m", "m"), Position("b", 1, len(before) + 1, line, 2))
    _, shown, caret = render(found).split("\n")
    assert display_width(shown[: shown.index("错词")]) == caret.index("^")
    assert caret.count("^") == 4


def test_a_long_line_is_cut_around_the_place_meant() -> None:
    line = "客" * 300 + "错" + "户" * 300
    found = Diagnostic("error", "E000", Wording("m", "m"), Position("b", 1, 301, line, 1))
    _, shown, caret = render(found).split("\n")
    assert len(shown) < 120
    assert "…客" in shown
    assert "户…" in shown
    assert display_width(shown[: shown.index("错")]) == caret.index("^")


def test_no_control_character_reaches_the_terminal() -> None:
    with pytest.raises(GeneratorError) as caught:
        read("a: \x1b[31m红\nb: \u202e\x07\n", "b")
    text = "\n".join(render(diagnostic) for diagnostic in caught.value.diagnostics)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_a_problem_of_a_whole_file_has_no_excerpt() -> None:
    assert render(problem("E008", Position("b.yaml"))).split("\n") == [
        "b.yaml: error[E008]: the file is empty",
        "  hint: start one with: briefwright new KIND",
    ]
