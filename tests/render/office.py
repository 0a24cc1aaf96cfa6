"""LibreOffice as a second opinion: files turned into PDF, several in one call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

MISSING = "LibreOffice is missing: `soffice` is not on the PATH (Debian, Ubuntu: the packages libreoffice-writer and libreoffice-impress)"
SECONDS_PER_FILE = 60


def to_pdf(files: Sequence[Path], folder: Path, filter_: str = "pdf") -> dict[Path, Path]:
    """The PDF of each file, in `folder`. `filter_` is what stands behind --convert-to. A file that LibreOffice does not open is not there."""
    program = shutil.which("soffice")
    assert program, MISSING
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", filter_, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120 + SECONDS_PER_FILE * len(files))
    assert done.returncode == 0, done.stderr
    made = {file: folder / f"{file.stem}.pdf" for file in files}
    return {file: path for file, path in made.items() if path.is_file()}
