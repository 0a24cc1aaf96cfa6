"""Output names that every file system takes, and files replaced as a whole."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import store
from generator.diagnostics import GeneratorError


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("报告:2026/10*?.docx", "报告-2026-10--.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u202efdp.docx", "a-fdp.docx"),
        ("CON", "_CON"),
        ("nul.docx", "_nul.docx"),
        ("COM¹.docx", "_COM¹.docx"),
        ("-rf", "rf"),
        ("~lock", "lock"),
        ("name. ", "name"),
        ("e\u0301.docx", "\u00e9.docx"),
    ],
)
def test_names_are_portable(name: str, portable: str) -> None:
    assert store.portable(name).endswith(portable)
    assert "/" not in store.portable(name)


@given(st.text(max_size=300))
def test_any_text_gives_a_name_of_one_part_or_none(text: str) -> None:
    name = store.portable(text)
    assert len(name.encode()) <= store.MAX_BYTES
    assert not store.FORBIDDEN.search(name)
    assert store.portable(name) == name


def test_a_long_name_keeps_its_extension_and_differs_from_another_long_name() -> None:
    first, second = (store.portable("长" * 100 + end + ".docx") for end in ("甲", "乙"))
    assert first.endswith(".docx")
    assert first != second
    assert len(first.encode()) <= store.MAX_BYTES


def test_an_empty_part_of_a_name_is_refused() -> None:
    with pytest.raises(GeneratorError, match="E702"):
        store.output_name("{client}/{month}", {"client": "", "month": "2026-10"})


def test_an_unknown_part_of_a_pattern_is_refused_with_the_known_ones() -> None:
    with pytest.raises(GeneratorError) as caught:
        store.output_name("{cleint}", {"client": "x"})
    assert "{client}" in (caught.value.diagnostics[0].hint or pytest.fail("no hint")).en


def test_a_field_cannot_lead_out_of_the_output_folder() -> None:
    assert store.output_name("{client}/{id}", {"client": "c", "id": "a/../../b"}) == PurePosixPath("c/a-..-..-b")
    with pytest.raises(GeneratorError, match="E702"):
        store.output_name("{client}/{id}", {"client": "..", "id": "x"})


def test_saved_files_replace_what_was_there(tmp_path: Path) -> None:
    name = PurePosixPath("client/a.docx")
    store.save(tmp_path, [(name, b"one")])
    (path,) = store.save(tmp_path, [(name, b"two")])
    assert path.read_bytes() == b"two"
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.docx"]


def test_a_folder_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    name = PurePosixPath("a.docx")
    store.save(tmp_path, [(name, b"old")])
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(GeneratorError, match="E701"):
        store.save(tmp_path, [(PurePosixPath("b.docx/c.docx"), b"x"), (PurePosixPath("a.docx/d.docx"), b"new")])
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert not list(tmp_path.rglob(".briefwright-*"))


def test_a_link_out_of_the_output_folder_is_refused(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "client").symlink_to(outside)
    with pytest.raises(GeneratorError, match="E704"):
        store.save(inside, [(PurePosixPath("client/a.docx"), b"x")])
    assert not list(outside.iterdir())


def test_files_have_the_rights_of_the_users_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        (path,) = store.save(tmp_path, [(PurePosixPath("a.docx"), b"x")])
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640
