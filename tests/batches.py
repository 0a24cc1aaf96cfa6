"""A small working folder for tests of batches: a kind of its own whose papers are small, and as many papers as are wanted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

MARKER = """
agency:
  name: {zh: 灰松创意, en: Greypine}
  short_name: {zh: 灰松, en: Greypine}
  people: [{id: wu, name: {zh: 吴岚, en: Wu Lan}, title: {zh: 客户经理, en: Account Manager}}]
"""

KIND = """
name: {zh: 便函, en: Note}
formats: [docx]
inputs: []
"""

SCHEMA = """
type: object
additionalProperties: false
required: [kind, id, date, title]
properties:
  kind: {const: note, x-audience: client}
  id: {$ref: "shared.yaml#/$defs/code", x-audience: client}
  client: {$ref: "shared.yaml#/$defs/code", x-audience: client}
  language: {type: string, enum: [zh-CN, en, bilingual], x-audience: client}
  version: {$ref: "shared.yaml#/$defs/code", x-audience: client}
  date: {type: string, format: date, x-audience: client}
  title: {$ref: "shared.yaml#/$defs/text", x-audience: client}
  period: {$ref: "shared.yaml#/$defs/code", x-audience: client}
  body: {$ref: "shared.yaml#/$defs/prose", x-audience: client}
  picture: {$ref: "shared.yaml#/$defs/file", x-audience: client}
  poison: {type: string, enum: [none, slow], x-audience: client}
"""

TEMPLATE = """<h1>{{ paper.title }}</h1>
{% if paper.body %}{{ paper.body | prose }}{% endif %}
{% if paper.poison == "slow" %}{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}{% endfor %}{% endfor %}{% endfor %}{% endif %}
"""


def folder(root: Path, papers: int = 0) -> Path:
    """A working folder with a kind of small papers, `note`, and some of them in `notes/`."""
    kind = root / "kinds" / "note"
    kind.mkdir(parents=True)
    (root / "notes").mkdir()
    (root / "briefwright.yaml").write_text(MARKER, encoding="utf-8")
    for name, text in (("kind.yaml", KIND), ("schema.yaml", SCHEMA), ("document.html.j2", TEMPLATE)):
        (kind / name).write_text(text, encoding="utf-8")
    for number in range(papers):
        note(root, number)
    return root


def note(root: Path, number: int, **fields: str) -> Path:
    """A paper of the small kind."""
    said = {"kind": "note", "id": f"N-{number:04}", "language": "en", "date": "2026-11-22", "title": f"Note {number}", **fields}
    path = root / "notes" / f"n{number:04}.yaml"
    path.write_text("".join(f"{name}: {value}\n" for name, value in said.items()), encoding="utf-8")
    return path


def plan(root: Path, text: str = "make: [{paper: notes/*.yaml}]\nname: '{id}'\n") -> Path:
    """A plan in the working folder."""
    path = root / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def command(*arguments: object) -> list[str]:
    """The command line of a batch."""
    return [sys.executable, "-m", "generator", "batch", *map(str, arguments)]


def environment() -> dict[str, str]:
    """What a batch is run in: English messages, a copy of the program."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([_program().name, str(REPOSITORY)]), "LC_ALL": "C.UTF-8"}


@cache
def _program() -> tempfile.TemporaryDirectory[str]:
    """A copy of the program that stays as it is while the tests run: a batch makes everything again when the program has changed."""
    copy = tempfile.TemporaryDirectory()
    for name in ("generator", "templates"):
        shutil.copytree(REPOSITORY / name, Path(copy.name) / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def batch(root: Path, *arguments: object, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """A batch that has ended."""
    return subprocess.run(
        command("plan.yaml", *arguments), cwd=root, env=environment(), capture_output=True, text=True, timeout=timeout, check=False
    )


def start(root: Path, *arguments: object) -> subprocess.Popen[str]:
    """A batch that goes on, in a process group of its own."""
    return subprocess.Popen(
        command("plan.yaml", *arguments), cwd=root, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
