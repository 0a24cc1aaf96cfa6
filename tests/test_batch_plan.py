"""Plans: what they mean, and what is wrong with them, before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.batch import headers, jobs, plan, rows, splicing
from generator.batch.fingerprints import Fingerprints
from generator.batch.jobs import Job
from generator.batch.shards import Shard
from generator.diagnostics import Diagnostic, GeneratorError
from tests import batches


def read(root: Path, text: str) -> list[Job]:
    wanted = plan.read(batches.plan(root, text))
    return jobs.of(wanted, Fingerprints(wanted.root))


def problems(root: Path, text: str) -> list[Diagnostic]:
    with pytest.raises(GeneratorError) as caught:
        read(root, text)
    return list(caught.value.diagnostics)


def names(found: list[Job]) -> list[str]:
    return [str(name) for job in found for name in job.names.values()]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return batches.folder(tmp_path, 3)


# --------------------------------------------------------------------------------------------------------------------- what is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11..2027-02", ["2026-11", "2026-12", "2027-01", "2027-02"]),
        ("2026-Q3..2027-Q1", ["2026-Q3", "2026-Q4", "2027-Q1"]),
        ("2025..2026", ["2025", "2026"]),
        ("2028-02-28..2028-03-01", ["2028-02-28", "2028-02-29", "2028-03-01"]),
        ("oatwhale", ["oatwhale"]),
    ],
)
def test_a_range_is_every_time_between_its_ends(text: str, meant: list[str]) -> None:
    assert rows.values(text) == meant


@pytest.mark.parametrize("text", ["2026-12..2026-01", "2026-01..2026-Q2", "a..b", "2026-13..2027-01", "1000-01-01..2999-01-01", ".."])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.\."):
        rows.values(text)


def test_clients_by_months_by_formats(root: Path) -> None:
    text = """
formats: [docx, pptx, pdf]
make:
  - for_each: {client: [oatwhale, elmcoin], period: 2026-01..2026-12}
    paper: notes/{client}-{period}.yaml
    otherwise:
      paper: notes/n0000.yaml
      set: {client: "{client}", period: "{period}", date: "{period.next}-09"}
    name: "{client}/{period.year}/{period}_{date}"
"""
    found = read(root, text)
    assert len(found) == 24
    assert len(set(names(found))) == 72
    assert names(found)[:3] == [f"oatwhale/2026/2026-01_2026-02-09.{format}" for format in ("docx", "pptx", "pdf")]
    assert found[-1].fields == {"client": "elmcoin", "period": "2026-12", "date": "2027-01-09"}


def test_a_paper_that_is_written_comes_before_the_one_that_would_be_made(root: Path) -> None:
    text = """
make:
  - for_each: {period: 2026-01..2026-02}
    paper: notes/r-{period}.yaml
    otherwise: {paper: notes/n0000.yaml, set: {period: "{period}"}}
    name: "{period}"
"""
    (root / "notes" / "r-2026-02.yaml").write_text((root / "notes" / "n0001.yaml").read_text())
    first, second = read(root, text)
    assert (first.paper.name, dict(first.fields)) == ("n0000.yaml", {"period": "2026-01"})
    assert (second.paper.name, dict(second.fields)) == ("r-2026-02.yaml", {})


def test_all_papers_of_a_quarter(root: Path) -> None:
    for number, date in enumerate(["2026-09-30", "2026-10-01", "2026-12-31", "2027-01-01"], 10):
        batches.note(root, number, date=date)
    text = "make: [{paper: 'notes/*.yaml', where: {kind: note, date: 2026-10-01..2026-12-31, id: 'N-001*'}}]\nname: '{id}'\n"
    assert names(read(root, text)) == ["N-0011.docx", "N-0012.docx"]
    by_month = text.replace("2026-10-01..2026-12-31", "2026-10..2026-12")
    assert names(read(root, by_month)) == ["N-0011.docx", "N-0012.docx"]


def test_rows_of_a_table_in_either_encoding(root: Path) -> None:
    table = "编号,标题\nN-1,\"早餐, 第一\"\n\nN-2,\n"
    text = "make:\n  - {table: rows.csv, paper: notes/n0000.yaml, set: {id: '{编号}', body: '{标题}'}, name: '{编号}'}\n"
    for encoding in ("utf-8-sig", "gb18030"):
        (root / "rows.csv").write_bytes(table.encode(encoding))
        first, second = read(root, text)
        assert first.fields == {"id": "N-1", "body": "早餐, 第一"}
        assert second.fields == {"id": "N-2", "body": None}  # an empty cell sets nothing


def test_languages_and_audiences_multiply_and_stand_in_the_name(root: Path) -> None:
    text = "languages: [zh-CN, en]\naudiences: [client, internal]\nmake: [{paper: notes/n0000.yaml}]\nname: '{id}{language}{copy}'\n"
    assert names(read(root, text)) == [f"N-0000{tail}.docx" for tail in ("_zh-CN", "_zh-CN_internal", "", "_internal")]


def test_the_default_name_is_that_of_the_working_folder(root: Path) -> None:
    assert names(read(root, "make: [{paper: notes/n0000.yaml}]\n")) == ["N-0000/2026-11-22_N-0000_Note_v1.docx"]


def test_shards_share_all_documents_between_them(root: Path) -> None:
    found = read(root, "make: [{paper: notes/n0000.yaml, for_each: {n: 1001..1200}, set: {id: 'N-{n}'}}]\nname: '{n}'\n")
    parts = [[job.key for job in found if job.is_of(Shard(number, 3))] for number in (1, 2, 3)]
    assert sorted(key for part in parts for key in part) == sorted(job.key for job in found)
    assert all(40 < len(part) < 95 for part in parts)


# ---------------------------------------------------------------------------------------------------------------------- what is wrong


def test_every_mistake_of_a_plan_is_told_with_its_place(root: Path) -> None:
    text = """make:
  - for_each: {period: 2026-12..2026-01}
    paper: notes/n0000.yaml
  - paper: notes/{client}.yaml
  - paper: notes/nowhere.yaml
  - paper: notes/x*.yaml
  - {table: gone.csv, paper: notes/n0000.yaml}
  - {paper: notes/n0000.yaml, name: "{season}"}
  - {paper: notes/n0000.yaml, name: "{campaign}/{id}"}
"""
    told = [(one.code, one.position.line if one.position else 0) for one in problems(root, text)]
    assert told == [("E741", 2), ("E744", 4), ("E745", 5), ("E746", 6), ("E742", 7), ("E747", 8), ("E747", 9)]


def test_a_plan_is_checked_by_its_schema(root: Path) -> None:
    told = problems(root, "make:\n  - {papers: notes/n0000.yaml, formats: [doc]}\njobs: 3\n")
    assert [(one.code[:2], one.position.line if one.position else 0) for one in told][:1] == [("E1", 2)]
    assert len(told) >= 3


@pytest.mark.parametrize(("one", "other"), [("A", "a"), ("caf\u00e9", "cafe\u0301"), ("x", "x")])
def test_two_papers_under_one_name_are_told_before_anything_is_made(root: Path, one: str, other: str) -> None:
    (root / "rows.csv").write_text(f"name,paper\n{one},n0000\n{other},n0001\n", encoding="utf-8")
    told = problems(root, "make: [{table: rows.csv, paper: 'notes/{paper}.yaml'}]\nname: '{name}'\n")
    assert [found.code for found in told] == ["E748"]
    assert "n0000.yaml" in told[0].message.en
    assert "n0001.yaml" in told[0].message.en


def test_the_index_page_is_no_ones_name(root: Path) -> None:
    assert [found.code for found in problems(root, "make: [{paper: notes/n0000.yaml}]\nformats: [html]\nname: Index\n")] == ["E748"]


def test_a_table_whose_row_is_torn_is_told_at_the_row(root: Path) -> None:
    (root / "rows.csv").write_text("a,b\n1,2\n3,4,5\n", encoding="utf-8")
    told = problems(root, "make: [{table: rows.csv, paper: notes/n0000.yaml}]\n")
    assert [(found.code, found.position and (Path(found.position.file).name, found.position.line)) for found in told] == [("E743", ("rows.csv", 3))]


def test_a_name_never_leads_out_of_the_output_folder(root: Path) -> None:
    text = "make: [{paper: notes/n0000.yaml, set: {id: '../../x'}}]\nname: '{id}'\n"
    assert names(read(root, text)) == ["..-x.docx".lstrip(".-")]


# ------------------------------------------------------------------------------------------------------------------ fields and headers


def test_fields_are_set_without_moving_another_line(root: Path) -> None:
    path = batches.REPOSITORY / "templates" / "competitor_report" / "sample.yaml"
    made = splicing.spliced(path, {"period": "2026-09", "gaps": [{"month": "2026-09"}], "headline": {"zh": "一", "en": "a: b, c"}, "restated": None})
    value = made.source.value
    assert value["period"] == "2026-09"
    assert value["headline"] == {"zh": "一", "en": "a: b, c"}
    assert value["gaps"] == [{"month": "2026-09"}]
    assert "restated" not in value
    before, after = path.read_text(encoding="utf-8").split("\n"), made.source.text.split("\n")
    changed = [index for index, (old, new) in enumerate(zip(before, after, strict=False)) if old != new]
    assert all(not after[index].strip() for index in changed if index < len(before) - 1)


@pytest.mark.parametrize("value", ["no", "null", "0123", "1.10", "a # b", "- x", "x: y", "'", '"', "\\", "{a}", "[", "早餐：一", "@", "*", " x", "#1", "a\nb"])
def test_any_text_that_is_set_is_read_as_itself(root: Path, value: str) -> None:
    source = splicing.spliced(root / "notes" / "n0000.yaml", {"title": value}).source
    assert (source.raw("/title") or source.value["title"]) == value


def test_a_header_is_read_as_yaml_would_read_it(tmp_path: Path) -> None:
    from generator import source

    texts = [*batches.REPOSITORY.glob("templates/*/sample.yaml"), *batches.REPOSITORY.glob("content/clients/**/*.yaml")]
    assert len(texts) > 10
    for path in texts:
        loaded = source.load(path)
        quick = headers.read(path.read_bytes(), path)
        for name, text in quick.items():
            assert text == (loaded.raw(f"/{name}") or loaded.value[name]), (path, name)
        assert {"kind"} <= set(quick) or "kind" not in loaded.value


@pytest.mark.parametrize(
    "text", ['{kind: note, id: "a"}', "kind: &k note\nid: a", 'kind: note\nid: "\\u0061"', "---\nkind: note\nid: a\n", "\ufeffkind: note\nid: a"]
)
def test_a_header_written_in_another_way_is_read_too(tmp_path: Path, text: str) -> None:
    found = headers.read(text.encode(), tmp_path / "x.yaml")
    assert found.get("kind") in ("note", None)
    if "&" not in text:
        assert found["kind"] == "note"
