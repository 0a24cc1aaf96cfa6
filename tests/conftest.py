"""Options of the tests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

os.environ["XDG_CACHE_HOME"] = str(Path(tempfile.gettempdir()) / f"briefwright-tests-{os.getuid() if hasattr(os, 'getuid') else 'all'}")
"""What is kept between processes stands apart from the user's own, and is kept from one run of the tests to the next."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden outlines again instead of comparing with them")
