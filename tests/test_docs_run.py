"""What the docs tell people to type is typed here: every command line is one that the program takes, the walks through them end well, and
YAML that they show is read."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import make_command_docs
import pytest
from click.testing import CliRunner

from generator import build, looks, source, theme
from generator.cli import main
from generator.kinds import BUILT_IN
from tests.house import MARKER
from tests.reading import shown_text, squeezed

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
GENERATED = {"command-line.md", "messages.md"}


def blocks(page: Path) -> Iterator[str]:
    """The indented blocks of a page, unindented."""
    for found in re.findall(r"(?:^    .*\n(?:^ *\n(?=    ))?)+", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"^    ", "", found, flags=re.MULTILINE)


def commands(page: Path) -> list[str]:
    """The command lines of a page: in indented blocks, and between backticks."""
    lines = [line.partition("  #")[0].strip() for block in blocks(page) for line in block.splitlines()]
    inline = re.findall(r"`(briefwright [^`]+)`", page.read_text(encoding="utf-8"))
    return [line for line in (*lines, *inline) if line.startswith("briefwright ")]


ALL = [(page, line) for page in PAGES if page.name not in GENERATED for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), ALL, ids=[f"{page.stem}: {line}" for page, line in ALL])
def test_a_command_of_the_docs_is_one_that_the_program_takes(page: Path, line: str) -> None:
    _, name, *arguments = shlex.split(line.replace("|zsh|fish", "").replace("zh|en", "zh").replace("…", ""))
    group = click.Context(main, info_name="briefwright")
    command = main.get_command(group, name)
    if name == "COMMAND":
        return
    assert command is not None, line
    command.make_context(name, list(arguments), parent=group, resilient_parsing=not arguments)


def typed(line: str, *, expected: int = 0) -> str:
    """What a command line prints, run here."""
    done = CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
    assert done.exit_code == expected, done.output
    return done.stdout


def test_the_three_jobs_of_the_readme_make_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("templates", "content", "plans"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "briefwright.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    jobs = [line for line in commands(ROOT / "README.md") if re.match(r"briefwright (render|batch) \S+/", line)]
    assert len(jobs) == 3
    for line in jobs:
        written = typed(line).splitlines()
        assert written, line
        assert all((tmp_path / path).stat().st_size > 10_000 for path in written), line


def test_the_readmes_first_paper_is_written_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    steps = [line for line in commands(ROOT / "README.md") if line.split()[1] in ("init", "new", "check") and "--from" not in line]
    assert [line.split()[1] for line in steps[:3]] == ["init", "new", "check"]
    for line in steps[:2]:
        typed(f"{line} --messages en")
    assert "W720" in CliRunner().invoke(main, [*shlex.split(steps[2])[1:], "--messages", "en"]).stderr  # what is still to be filled in


@pytest.fixture
def first_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The brief that the Chinese README has its reader start."""
    monkeypatch.chdir(tmp_path)
    steps = [line for line in commands(ROOT / "README.zh.md") if line.split()[1] in ("init", "kinds", "new") and "--" not in line.partition("campaign")[2]]
    for line in steps[:2]:
        typed(f"{line} --messages zh")
    (brief,) = typed(f"{steps[2]} --language zh-CN --date 2026-11-12 --messages zh").splitlines()
    return Path(brief)


def told(paper: Path) -> str:
    return CliRunner().invoke(main, ["check", str(paper), "--messages", "zh"]).stderr


def test_the_chinese_readmes_first_paper_and_message_are_those_of_the_program(first_brief: Path) -> None:
    page = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    assert f"`{first_brief.as_posix()}`" in page
    text = first_brief.read_text(encoding="utf-8")
    first_brief.write_text(text.replace("\nproduct: drink", "\nprodcut: drink"), encoding="utf-8")
    (shown,) = [block for block in blocks(ROOT / "README.zh.md") if "错误[E104]" in block]
    assert shown in told(first_brief)


MISTAKES = [re.findall("`([^`]+)`", line)[:2] for line in (ROOT / "README.zh.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| `[a-z]+(:|：)", line)]


@pytest.mark.parametrize(("wrong", "right"), MISTAKES, ids=lambda text: text)
def test_a_mistake_of_the_chinese_readme_is_one_and_its_mending_mends_it(first_brief: Path, wrong: str, right: str) -> None:
    text = first_brief.read_text(encoding="utf-8")
    own = f"\n{re.split('[:：]', wrong)[0]}: "
    assert text.count(own) == 1
    line = own + text.split(own)[1].split("\n")[0]
    first_brief.write_text(text.replace(line, f"\n{wrong}"), encoding="utf-8")
    found = told(first_brief)
    assert "错误[" in found
    assert f"{first_brief.as_posix()}:{text[: text.index(line) + 1].count(chr(10)) + 1}:" in found
    if wrong.startswith("author"):
        assert right.partition(": ")[2] in found
    first_brief.write_text(text.replace(line, f"\n{right}"), encoding="utf-8")
    assert "错误[" not in told(first_brief)


def yaml_of(page: str, first: str) -> str:
    """The indented block of a page that holds a line, from that line on."""
    return next(block[block.index(first) :] for block in blocks(ROOT / "docs" / page) if first in block)


def test_the_kind_of_the_docs_prints(tmp_path: Path) -> None:
    folder = tmp_path / "kinds" / "key_register"
    folder.mkdir(parents=True)
    both = yaml_of("making-a-kind.md", "# kind.yaml")
    kind, schema = both.split("# schema.yaml", 1)
    (folder / "kind.yaml").write_text(kind, encoding="utf-8")
    (folder / "schema.yaml").write_text(f"# schema.yaml{schema}", encoding="utf-8")
    (tmp_path / "briefwright.yaml").write_text(MARKER, encoding="utf-8")
    paper = "kind: key_register\nid: K-1\nlanguage: en\ndate: 2026-11-12\ntitle: Keys\nloans:\n  - {key: '007', borrower: Ming, out: 2026-11-12 09:30}\n"
    (tmp_path / "keys.yaml").write_text(paper, encoding="utf-8")
    said = shown_text(build(tmp_path / "keys.yaml", ["docx"]).outputs["docx"].data, "docx")
    assert squeezed("Key-borrowing register") in said
    assert "007" in said


def test_the_theme_of_the_docs_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "themes" / "house"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(yaml_of("making-a-theme.md", "# themes/house/theme.yaml"), encoding="utf-8")
    assert looks.folder_of("house", tmp_path) == folder
    assert theme.load(folder, None, BUILT_IN / "themes").latin.office == "Calibri"


SHOWN = [
    (page, block)
    for page in PAGES
    for block in (*blocks(page), *re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    if page.name != "messages.md" and re.match(r"(#[^\n]*\n)?[a-z_]+:(\s|$)", block)
]


@pytest.mark.parametrize(("page", "block"), SHOWN, ids=[f"{page.stem}: {block.splitlines()[0]}" for page, block in SHOWN])
def test_yaml_of_the_docs_is_read_as_it_stands(page: Path, block: str) -> None:
    parts = re.split(r"^# (?=\S+\.yaml)", block, flags=re.MULTILINE)
    for part in filter(str.strip, parts):
        assert source.read(f"# {part}".encode() if len(parts) > 1 else part.encode(), page.name).value


def test_the_page_of_commands_is_that_of_the_program() -> None:
    assert (ROOT / "docs/command-line.md").read_text(encoding="utf-8") == make_command_docs.page(), "run make docs"
