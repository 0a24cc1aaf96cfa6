"""Golden outlines: what each kind says in each format, readable in a diff. `pytest tests/test_golden.py --update-golden` writes them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outlines import outline
from tests.test_samples import CASES, FORMATS, built

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(("sample", "language"), CASES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_sample_reads_as_its_golden_outline(sample: str, language: str, format: str, pytestconfig: pytest.Config) -> None:
    said = outline(built(sample, language).outputs[format].data, format)
    path = GOLDEN / f"{sample.removesuffix('.yaml').replace('/', '-')}.{language}.{format}.txt"
    if pytestconfig.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")
