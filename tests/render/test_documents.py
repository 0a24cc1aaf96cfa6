"""Every shipped paper as a Word file in LibreOffice: it opens, and its table of contents names the pages that LibreOffice finds, too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from generator import build, pipeline
from generator.writers.invariants.parts import q
from generator.writers.package import read
from tests.render.office import to_pdf

pytestmark = pytest.mark.render

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("zh-CN", "en", "bilingual")
PAPERS = [path for path in sorted([*ROOT.glob("templates/*/sample*.yaml"), *ROOT.glob("content/**/*.yaml")]) if pipeline.prints(path)]

NAMED = (
    'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)
"""LibreOffice's export with a named destination for every bookmark of the document."""

MOST_OFF = 1
"""Pages by which a page number may differ: the fonts, and so the lines, of two machines are never quite the same."""


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Path | None, int]]:
    """By paper and language: the Word file, LibreOffice's PDF of it, and the pages of our own PDF."""
    folder = tmp_path_factory.mktemp("render")
    built: dict[str, tuple[Path, bytes, int]] = {}
    for path in PAPERS:
        for language in LANGUAGES:
            outputs = build(path, ("docx", "pdf"), language=language, cut="document").outputs
            name = "-".join([*path.relative_to(ROOT).with_suffix("").parts, language])
            file = folder / f"{name}.docx"
            file.write_bytes(outputs["docx"].data)
            (folder / "ours.pdf").write_bytes(outputs["pdf"].data)
            with pikepdf.open(folder / "ours.pdf") as pdf:
                built[name] = (file, outputs["docx"].data, len(pdf.pages))
    made = to_pdf([file for file, _, _ in built.values()], folder, NAMED)
    return {name: (data, made.get(file), pages) for name, (file, data, pages) in built.items()}


def destinations(path: Path) -> dict[str, int]:
    """The page of each bookmark. LibreOffice spells signs of a name as two hexadecimal digits: _ is 5F."""
    with pikepdf.open(path) as pdf:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found: Any = pdf.Root.get("/Dests", {})
        targets = ((str(name), found[name][0].objgen) for name in found)
        return {re.sub("(?<![A-Za-z0-9])5F", "_", name.lstrip("/")): numbers[page] for name, page in targets}


def cached_pages(data: bytes) -> dict[str, int]:
    """The page number that the table of contents shows for each bookmark."""
    root = etree.fromstring(read(data)["word/document.xml"].data)
    pages = {}
    for link in root.iter(q("w:hyperlink")):
        instruction = "".join(node.text or "" for node in link.iter(q("w:instrText")))
        if "PAGEREF" in instruction:
            pages[link.get(q("w:anchor"), "")] = int(list(link.iter(q("w:t")))[-1].text or "")
    return pages


def test_every_shipped_paper_opens(converted: dict[str, tuple[bytes, Path | None, int]]) -> None:
    assert [name for name, (_, pdf, _) in converted.items() if pdf is None] == []


def test_the_pages_of_the_contents_are_those_of_libreoffice(converted: dict[str, tuple[bytes, Path | None, int]]) -> None:
    off = []
    seen = 0
    for name, (data, pdf, _) in converted.items():
        cached = cached_pages(data)
        theirs = destinations(pdf) if pdf and cached else {}
        seen += len(cached)
        for bookmark, page in cached.items():
            if bookmark not in theirs or abs(theirs[bookmark] - page) > MOST_OFF:
                off.append(f"{name} {bookmark}: {page} in the contents, {theirs.get(bookmark)} in LibreOffice")
    assert seen > 100  # the reports have contents
    assert not off


def test_word_files_are_as_long_as_pdf_files(converted: dict[str, tuple[bytes, Path | None, int]]) -> None:
    off = []
    for name, (_, pdf, pages) in converted.items():
        if pdf:
            with pikepdf.open(pdf) as theirs:
                if abs(len(theirs.pages) - pages) > MOST_OFF:
                    off.append(f"{name}: {pages} in PDF, {len(theirs.pages)} in LibreOffice")
    assert not off
