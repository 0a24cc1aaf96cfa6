"""The pictures `docs/gallery/compare-*.png`: pages and slides of ours beside those of pandoc and of plain python-pptx.

All are made from the same tree, turned into PDF by LibreOffice and drawn alike. Run by `make gallery`; it needs LibreOffice and, for
pandoc, the dependency group `gallery`. A test says when the words shown are no longer those that the samples say.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import plain_html
import pypdfium2
from comparison_sheets import Shown, sheet

from generator import build, checking, looks, pipeline, visible
from generator.document import Cut, Document
from generator.kinds import BUILT_IN
from generator.writers.images import Picture
from generator.writers.labels import has_contents, labelled

GALLERY = Path(__file__).resolve().parents[1] / "docs" / "gallery"
INDEX = GALLERY / "comparisons.json"

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>
<alias binding="same"><family>Aptos</family><prefer><family>Carlito</family></prefer></alias>
<alias binding="same"><family>Aptos Display</family><prefer><family>Carlito</family></prefer></alias></fontconfig>"""
"""pandoc's Word template names Aptos, which no free font stands in for: without this LibreOffice takes a much wider one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sample in one language and cut, and the words by which the pages to show are found in each rendering."""

    sample: str
    language: str
    cut: Cut
    pages: tuple[str, ...]


PICTURES: Mapping[str, Comparison] = {
    "compare-minutes-zh": Comparison("meeting_minutes", "zh-CN", "document", ("决议",)),
    "compare-brief-en": Comparison("creative_brief", "en", "document", ("Why we are here",)),
    "compare-report-bilingual": Comparison("competitor_report", "bilingual", "document", ("五个竞品中只有白榆减少投放",)),
    "compare-deck-zh": Comparison(
        "proposal_deck", "zh-CN", "deck",
        ("七分钟早晨", "今天请您决定三件事", "品类涨了五个点，禾鲸没有跟上", "七分钟，也能好好吃早餐。", "概念是一只只走七分钟的钟",
         "三月最密，电梯屏四月收尾", "总投入低于上限", "年前备齐，节后第二周上市"),
    ),
    "compare-deck-en": Comparison(
        "proposal_deck", "en", "deck",
        ("Seven-Minute Morning", "For breakfast, Oatwhale comes fifth", "We have to trade one thought", "The idea is a clock",
         "One idea, five uses", "Ready before", "Three numbers will", "The people in this room"),
    ),
}  # fmt: skip
"""Picture → what it shows. The words of a page are its title, or what stands on it alone."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sample says: its tree, the words of its references, its pictures."""

    paper: Document
    names: Mapping[str, str]
    pictures: Mapping[str, Picture]

    def html(self) -> str:
        """The content as pandoc gets it."""
        return (plain_html.deck if self.paper.cut == "deck" else plain_html.document)(self.paper, lambda id_: self.names[id_])


def said(one: Comparison) -> Said:
    """What a comparison's sample says."""
    checked = checking.check(BUILT_IN / one.sample / "sample.yaml")
    look = looks.theme(None, checked)
    tree = pipeline.document(visible.scope(checked, one.language, "client", False), one.cut, "client", look)
    named = labelled(tree, look)
    names = {id_: " / ".join(lines) for id_, lines in named.words.items()}
    return Said(named.document, names, looks.pictures(tree, look, checked.folder))


def fingerprint(one: Comparison) -> str:
    """What a picture is known by: the words that its makers were given."""
    return hashlib.sha256(said(one).html().encode()).hexdigest()


# ------------------------------------------------------------------------------------------------------------- the three makers


def ours(one: Comparison, path: Path) -> None:
    """Our file of a comparison."""
    format = "pptx" if one.cut == "deck" else "docx"
    path.write_bytes(build(BUILT_IN / one.sample / "sample.yaml", [format], language=one.language).outputs[format].data)


def pandoc(content: Said, path: Path) -> None:
    """pandoc's file of the same content, in its default look."""
    import pypandoc  # noqa: PLC0415 -- only in the dependency group `gallery`

    html = content.html()
    for name, picture in content.pictures.items():
        file = path.parent / f"{hashlib.sha256(name.encode()).hexdigest()[:12]}.{picture.format}"
        file.write_bytes(picture.data)
        html = html.replace(f'src="{name}"', f'src="{file}"')
    switches = ["--slide-level=2"] if content.paper.cut == "deck" else ["--toc"] if has_contents(content.paper.body) else []
    pypandoc.convert_text(html, path.suffix[1:], format="html", outputfile=str(path), extra_args=[*switches, "--quiet"])


def python_pptx(content: Said, path: Path) -> None:
    """python-pptx's file of the same deck on its default template."""
    import plain_slides  # noqa: PLC0415 -- python-pptx is slow to load, and the test of fingerprints has no use for it

    path.write_bytes(plain_slides.deck(content.paper, lambda id_: content.names[id_], content.pictures))


# ---------------------------------------------------------------------------------------------------------------------- pictures


def pdfs(folder: Path) -> None:
    """Every Office file of a folder as PDF, by one run of LibreOffice."""
    (folder / "fonts.conf").write_text(FONTS)
    files = sorted(str(path) for suffix in ("docx", "pptx") for path in folder.glob(f"*.{suffix}"))
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir", str(folder)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run([*office, *files], check=True, stdout=subprocess.DEVNULL, env=environment)


def found(pdf: Path, words: str) -> int:
    """The first page on which words stand. Raises ValueError for none."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    wanted = "".join(words.split())
    pages = [number for number, text in enumerate(texts) if wanted in text]
    if not pages:
        raise ValueError(f"{pdf.name}: “{words}” stands on no page")
    return pages[0]


def make(folder: Path) -> None:
    """All pictures and their fingerprints."""
    makers: dict[str, list[tuple[str, Path]]] = {}
    prints = {}
    for name, one in PICTURES.items():
        content = said(one)
        suffix = "pptx" if one.cut == "deck" else "docx"
        paths = [(maker, folder / f"{name}-{maker}.{suffix}") for maker in ("briefwright", "pandoc", "python-pptx")]
        ours(one, paths[0][1])
        pandoc(content, paths[1][1])
        if one.cut == "deck":
            python_pptx(content, paths[2][1])
        makers[name] = paths if one.cut == "deck" else paths[:2]
        prints[name] = hashlib.sha256(content.html().encode()).hexdigest()
    pdfs(folder)
    for name, one in PICTURES.items():
        shown = [Shown(maker, path.with_suffix(".pdf"), [found(path.with_suffix(".pdf"), words) for words in one.pages])
                 for maker, path in makers[name]]  # fmt: skip
        (GALLERY / f"{name}.png").write_bytes(sheet(shown, slides=one.cut == "deck"))
    INDEX.write_text(json.dumps(prints, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Write the pictures; what they were made from stays in the folder of the first argument, if there is one."""
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]).resolve())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
