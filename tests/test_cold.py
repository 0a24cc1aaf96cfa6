"""What a process need not do: libraries that a paper does not need are not imported, and what kinds say is worked out once."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax import saxutils

import pytest
from babel.dates import format_date
from babel.numbers import get_currency_name
from hypothesis import given
from hypothesis import strategies as st

from generator import prose, quoting, source, wording
from generator.diagnostics import GeneratorError
from generator.document import Lines
from generator.kinds import BUILT_IN
from generator.store import kept
from generator.writers import images

HEAVY = ("weasyprint", "duckdb", "PIL", "pypdfium2", "docx", "pptx", "rich", "fontTools", "http.client", "babel", "markdown_it", "generator.writers.charts")
RUN = f"""
import atexit, sys
atexit.register(lambda: print(sorted(set({HEAVY!r}) & set(sys.modules))))
from generator.cli import main
main(prog_name="briefwright")
"""


def test_check_of_a_brief_imports_no_library_that_only_other_papers_need() -> None:
    """Its logo is an SVG, its figures are typed, and it has no chart."""
    arguments = ("check", str(BUILT_IN / "creative_brief/sample.yaml"))
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_process_that_has_read_data_files_ends_without_a_word() -> None:
    """DuckDB would tell of each of its objects that nobody has taken back."""
    arguments = ("-m", "generator", "check", str(BUILT_IN / "competitor_report/sample.yaml"))
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 346 100" {size}><path d="M0 0 L346 0 L346 100 Z"/>{more}</svg>'


@pytest.mark.parametrize("size", ['width="346" height="100"', 'width="346px" height="100px"', "", 'style="width:3em"'])
def test_a_logo_that_is_not_drawn_is_as_large_as_the_drawn_one(tmp_path: Path, size: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(LOGO.format(size=size, more=""), encoding="utf-8")
    measured, drawn = images.logo(path, drawn=False), images.logo(path)
    assert images.logo_size_pt(measured) == pytest.approx(images.logo_size_pt(drawn), rel=0.02)
    assert len(measured.data) < 100 or "style" in size


@pytest.mark.parametrize("more", ["<script/>", '<image href="https://example.com/a.png"/>', "<path", '<image href="data:image/png;base64,AA"/>'])
def test_a_logo_that_is_refused_is_refused_alike_when_it_is_not_drawn(tmp_path: Path, more: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(LOGO.format(size="", more=more), encoding="utf-8")
    told = []
    for drawn in (False, True):
        with pytest.raises(GeneratorError) as refused:
            images.logo(path, drawn=drawn)
        told.append(refused.value.diagnostics)
    assert told[0] == told[1]


@given(st.text(), st.text())
def test_a_paragraph_without_signs_is_what_markdown_makes_of_it(first: str, second: str) -> None:
    if first.strip() and not any(map(prose._has_signs, filter(None, (first, second)))):
        parsed = Lines("\n\n".join((first, "a *b*")), "\n\n".join((second, "a *b*")) if second else "")
        assert str(prose.render(Lines(first), "en")) in prose.render(Lines(parsed.first), "en")
        if second:
            _, _, own = str(prose.render(Lines(first, second), "en")).partition("\n")
            assert own in prose.render(parsed, "en")


def test_the_usual_currencies_are_called_what_cldr_calls_them() -> None:
    assert dict(wording.CURRENCIES) == {code: get_currency_name(code, locale="zh_Hans_CN") for code in wording.CURRENCIES}


@given(st.dates())
def test_days_and_months_are_worded_as_cldr_words_them(day: datetime.date) -> None:
    both = wording.Languages("zh", "en")
    assert wording.day(day, both) == Lines(format_date(day, "long", "zh_Hans_CN"), format_date(day, "long", "en_GB"))
    month = day.replace(day=1)
    assert wording.month(f"{month:%Y-%m}".zfill(7), both) == Lines(format_date(month, "y年M月", "zh_Hans_CN"), format_date(month, "MMMM y", "en_GB"))


@given(st.text(alphabet=st.sampled_from("ab中 &<>\"'\n\r\t;")))
def test_text_and_attributes_are_quoted_as_the_standard_library_does(text: str) -> None:
    assert quoting.escape(text) == saxutils.escape(text)
    assert quoting.quoteattr(text) == saxutils.quoteattr(text)


# ---------------------------------------------------------------------------------------------------------------------- what is kept


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, as a new process finds it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(sys, "platform", "linux")
    kept._folder.cache_clear()
    yield tmp_path / "caches"
    kept._folder.cache_clear()


def files(caches: Path) -> list[Path]:
    return [path for path in caches.rglob("*") if path.is_file()]


def test_what_a_file_of_a_kind_says_is_kept_and_the_same(caches: Path) -> None:
    for path in sorted(BUILT_IN.glob("*/schema.yaml")):
        said = source.load(path).value
        assert source.values(path) == said
        assert source.values(path) == said
    assert len(files(caches)) == len({path.read_bytes() for path in BUILT_IN.glob("*/schema.yaml")})


def test_a_changed_file_is_read_again(caches: Path, tmp_path: Path) -> None:
    path = tmp_path / "kind.yaml"
    for said in ("a", "b"):
        path.write_text(f"title: {said}\n", encoding="utf-8")
        os.utime(path, (0, 0))  # times decide nothing
        assert source.values(path) == {"title": said}


def test_what_is_damaged_is_worked_out_again(caches: Path, tmp_path: Path) -> None:
    path = tmp_path / "kind.yaml"
    path.write_text("title: a\n", encoding="utf-8")
    source.values(path)
    (one,) = files(caches)
    one.write_bytes(pickle.dumps({"title": "a"})[:-3])
    assert source.values(path) == {"title": "a"}


def test_nothing_is_taken_from_a_folder_that_others_may_write(caches: Path, tmp_path: Path) -> None:
    path = tmp_path / "kind.yaml"
    path.write_text("title: a\n", encoding="utf-8")
    source.values(path)
    (one,) = files(caches)
    one.write_bytes(pickle.dumps({"title": "forged"}))
    assert source.values(path) == {"title": "forged"}  # it is ours: as much our own doing as a changed program
    one.parent.chmod(0o777)
    kept._folder.cache_clear()
    assert source.values(path) == {"title": "a"}


def test_without_a_place_to_keep_anything_all_is_worked_out(caches: Path, tmp_path: Path) -> None:
    caches.write_text("a file stands where the folder would be", encoding="utf-8")
    path = tmp_path / "kind.yaml"
    path.write_text("title: a\n", encoding="utf-8")
    assert source.values(path) == {"title": "a"}
    assert kept._folder() is None
