"""The pages and pictures that are made from the code are those that the code makes today, and what docs tell people to type works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import make_comparisons
import make_docs
import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_pages_of_kinds_are_those_of_the_schemas() -> None:
    made = make_docs.pages()
    assert {path.name for path in (ROOT / "docs/kinds").glob("*.md")} == set(made)
    for name, text in made.items():
        assert (ROOT / "docs/kinds" / name).read_text(encoding="utf-8") == text, f"run make docs ({name})"


@pytest.mark.parametrize("name", make_docs.PICTURES)
def test_a_picture_shows_what_the_code_makes_today(name: str) -> None:
    sample, language, cut, _ = make_docs.PICTURES[name]
    known = json.loads((ROOT / "docs/gallery/index.json").read_text(encoding="utf-8"))
    assert known[name] == make_docs.fingerprint(make_docs.source(sample, language, cut)), "run make docs"


@pytest.mark.parametrize("name", make_comparisons.PICTURES)
def test_a_comparison_shows_what_the_samples_say_today(name: str) -> None:
    known = json.loads(make_comparisons.INDEX.read_text(encoding="utf-8"))
    assert known[name] == make_comparisons.fingerprint(make_comparisons.PICTURES[name]), "run make gallery"
    assert (ROOT / "docs/gallery" / f"{name}.png").stat().st_size < 260_000


def test_every_link_and_picture_of_the_docs_is_there() -> None:
    missing = []
    for page in (ROOT / "README.md", *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                missing.append(f"{page.relative_to(ROOT)}: {target}")
    assert not missing
