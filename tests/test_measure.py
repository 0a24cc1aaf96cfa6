"""Line counts: each test is a rule of line breaking that a drawn slide has shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.writers.measure import Words, lines, natural_width, safe_width, stretches
from generator.writers.widths import CHARACTERS, WIDTHS


def count(text: str, width: float, size: float = 10, *, bold: bool = False, font: str = "Arial") -> int:
    return lines([Words(text, size, bold)], width, font)


def natural(text: str, size: float = 10, *, bold: bool = False, font: str = "Arial") -> float:
    return natural_width([Words(text, size, bold)], font)


def fits_exactly(inner: float) -> float:
    """The box whose safe width is `inner`."""
    return max(inner + 1, inner / 0.99) + 1e-6


def test_every_font_has_every_character() -> None:
    for regular, bold in WIDTHS.values():
        assert set(regular) == set(bold) == set(CHARACTERS)


@pytest.mark.parametrize(
    ("text", "font", "bold", "em"),
    [
        ("A", "Arial", False, 1366 / 2048),
        ("a", "Arial", True, 1139 / 2048),
        ("i", "Courier New", False, 1229 / 2048),
        (" ", "Times New Roman", False, 512 / 2048),
        ("中", "Arial", False, 1.0),
        ("，", "Arial", True, 1.0),
    ],
)
def test_advances_are_those_of_the_named_font(text: str, font: str, bold: bool, em: float) -> None:
    assert natural(text, 100, bold=bold, font=font) == pytest.approx(100 * em, abs=0.05)


def test_an_unknown_font_is_taken_to_be_wider_than_arial() -> None:
    assert natural("Hello", font="House Sans") > natural("Hello")


def test_a_gap_stands_at_every_border_between_chinese_and_latin() -> None:
    assert natural("中A中") == pytest.approx(natural("中中") + natural("A") + 2 * 2.4)


def test_a_space_follows_the_character_before() -> None:
    assert natural("中 中") == pytest.approx(20 + 2.24)


def test_quotes_follow_the_character_before_and_at_the_start_the_next_strong_one() -> None:
    assert natural("中“中”") == pytest.approx(40)
    assert natural("“中”") == pytest.approx(30 + 2.4), "at the start LibreOffice leaves the gap of a border behind it"
    assert natural("“a”\n“a”") == pytest.approx(natural("“a”"))
    assert natural("中\n“a”") == pytest.approx(natural("中“a”") - 10), "a line break within a paragraph does not part neighbours"
    assert natural("“a”") == pytest.approx(natural("a") + 2 * natural("“", font="Arial"))


def test_twenty_characters_do_not_stay_on_a_line_they_fill_exactly() -> None:
    assert count("中" * 20, 280, 14) == 2
    assert count("中" * 20, 284, 14) == 1


def test_no_line_begins_with_a_closing_mark() -> None:
    box = fits_exactly(50)
    assert count("一二三四五。", box) == 1, "one mark hangs"
    assert count("一二三四五）六", box) == 2
    assert count("一二三四五）六七八九十", box) == 3, "五 goes down with the bracket: 四 + 五）六七八 + rest"


def test_only_chinese_marks_after_chinese_characters_hang() -> None:
    assert count("一二三四五!", fits_exactly(50)) == 2


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert count("一二三四（五六七八）九", fits_exactly(50)) == 3


def test_latin_words_break_at_spaces_after_hyphens_and_nowhere_else() -> None:
    box = fits_exactly(natural("hello"))
    assert count("hello hello", box) == 2
    assert count("hello-hello", fits_exactly(natural("hello-"))) == 2
    assert count("helloworld", fits_exactly(natural("hellowo"))) == 2, "a token longer than the line breaks anywhere"
    assert count("hello.world/hello", fits_exactly(natural("hello.wo"))) == 3, "an address may be broken otherwise elsewhere: a line more"


def test_quotes_keep_together_with_what_stands_on_either_side() -> None:
    assert count("种草 a“气”（试）12元 xy", fits_exactly(natural("a“气”（试）12元"))) == 3


def test_a_hyphen_breaks_even_before_digits() -> None:
    assert count("2025-2026", fits_exactly(natural("2025-"))) == 2


def test_no_break_stands_between_a_latin_word_and_an_opening_bracket() -> None:
    assert count("一二KPI（三", fits_exactly(20 + 2.4 + natural("KPI"))) == 2


def test_trailing_spaces_take_no_room() -> None:
    assert count("hello     ", fits_exactly(natural("hello"))) == 1


def test_a_line_feed_starts_a_line_and_nothing_takes_one_line() -> None:
    assert count("a\nb\n", 500) == 3
    assert count("", 500) == 1


def test_a_chain_of_slashes_in_a_narrow_box_counts_one_line_more() -> None:
    text = "广告/公关/活动/媒介/制作/监测"
    assert count(text, 90) == count(text.replace("/", "、"), 90) + 1


def test_runs_of_two_sizes_share_a_line() -> None:
    assert natural_width([Words("中", 20), Words("中", 10)], "Arial") == pytest.approx(30)


def test_the_safe_width_is_a_point_or_one_per_cent_less() -> None:
    assert safe_width(50) == 49
    assert safe_width(800) == 792


TEXTS = st.text(st.sampled_from("中文字符，。、（）“”…—abcdefgh XYZ 0123456789-/.,%\n"), max_size=80)


@given(TEXTS, st.floats(20, 400), st.sampled_from([10.0, 14.0, 20.0]))
def test_a_wider_box_never_takes_more_lines(text: str, width: float, size: float) -> None:
    assert count(text, width + 200, size) <= count(text, width, size)


@given(TEXTS, st.floats(20, 400))
def test_there_are_at_least_as_many_lines_as_the_words_are_wide(text: str, width: float) -> None:
    ink = sum(natural(part.strip(" ")) for part in text.split("\n"))
    assert count(text, width) >= ink / (safe_width(width) + 10 + 2.4) - 1


@given(TEXTS)
def test_a_box_as_wide_as_the_text_takes_a_line_a_part(text: str) -> None:
    assert count(text, fits_exactly(max(natural(text), 20)) + 0.01) <= text.count("\n") + 1 + ("/" in text)


@given(TEXTS)
def test_the_least_width_is_never_more_than_the_natural_one(text: str) -> None:
    assert max(stretches([Words(text, 10)], "Arial")) <= natural(text) + 1e-6
