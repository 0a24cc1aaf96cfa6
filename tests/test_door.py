"""A newcomer's first ten minutes, away from the repository, with the wheel as it is built."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator import source
from generator.kinds import BUILT_IN
from generator.placeholders import WORDS
from tests.reading import reopen

TOP = Path(__file__).parent.parent
HIDES_LIBRARIES = """
import cffi


def dlopen(self, name, flags=0):
    raise OSError(f"cannot load library {name!r}")


cffi.FFI.dlopen = dlopen
"""
COMMANDS = ("init", "kinds", "new", "check", "render", "batch", "watch", "explain", "doctor", "schema", "completion")
LEFT_BEHIND = {"__pycache__", ".briefwright", "output"}
"""What a sample that was rendered in the checkout leaves beside it; no part of a wheel."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network from a copy of what a source tree holds."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("generator", "templates"):
        shutil.copytree(TOP / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".briefwright", "output"))
    for left in ("templates/.briefwright/cache/a.duckdb", "templates/budget/output/a.docx"):  # what a build in a used checkout would find
        (tree / left).parent.mkdir(parents=True)
        (tree / left).write_bytes(b"left behind")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(TOP / name, tree)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*pip, "-w", str(out), str(tree)], check=True, capture_output=True, text=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed; its dependencies are those of the tests."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(target), str(wheel)], check=True, capture_output=True, text=True)
    return target


@dataclass(frozen=True)
class Terminal:
    """A shell in a folder of its own, in a language, with the installed command."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *arguments: str, expected: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(self.command(*arguments), cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == expected, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-P", "-m", "generator", *arguments]

    def lines(self, *arguments: str) -> list[str]:
        return self.run(*arguments).stdout.splitlines()


def terminal(folder: Path, site: Path, locale: str = "en_GB.UTF-8", *, before: Path | None = None) -> Terminal:
    """A terminal whose Python finds the installed wheel first and the repository nowhere."""
    path = os.pathsep.join(str(one) for one in (before, site) if one)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE")}
    return Terminal(folder, {**kept, "PYTHONPATH": path, "LC_ALL": locale, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"})


def test_the_wheel_holds_every_kind_and_theme_and_no_test(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for path in BUILT_IN.rglob("*"):
        if path.is_file() and not LEFT_BEHIND & set(path.relative_to(BUILT_IN).parts):
            assert f"generator/templates/{path.relative_to(BUILT_IN).as_posix()}" in inside
    assert not [name for name in inside if name.startswith(("tests", "templates", "content")) or LEFT_BEHIND & set(name.split("/"))]
    for needed in ("competitor_report/queries/spend.sql", "competitor_report/queries/queries.yaml", "batch_plan/schema.yaml", "batch_plan/new.yaml"):
        assert f"generator/templates/{needed}" in inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_the_installed_command_is_the_wheels(site: Path, tmp_path: Path) -> None:
    shell = terminal(tmp_path, site)
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import generator, generator.kinds as k; print(generator.__file__); print(k.BUILT_IN)"],
        cwd=tmp_path, env=shell.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [Path(line).is_relative_to(site) for line in where.stdout.splitlines()] == [True, True]
    assert (site / "bin/briefwright").is_file()


@pytest.mark.parametrize(("locale", "language", "word"), [("zh_CN.UTF-8", "zh-CN", "zh"), ("en_GB.UTF-8", "en", "en")])
def test_a_newcomers_first_ten_minutes(site: Path, tmp_path: Path, locale: str, language: str, word: str) -> None:
    shell = terminal(tmp_path, site, locale)
    zh = word == "zh"

    help_ = shell.run("--help").stdout
    assert all(re.search(rf"^  {name} ", help_, re.MULTILINE) for name in COMMANDS)

    started = shell.run("init")
    assert started.stdout.splitlines() == ["briefwright.yaml", "content/clients/example/profile.yaml", ".gitignore"]
    assert ("接着" if zh else "Next") in started.stderr
    assert "creative_brief" in shell.run("kinds").stdout

    (name,) = shell.lines("new", "creative_brief", "--client", "example", "--campaign", "launch", "--date", "2026-11-12")
    paper = tmp_path / name
    text = paper.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../../.briefwright/schemas/creative_brief.json\n")
    assert f"\nlanguage: {language}\n" in text
    assert ("# 单一主张（必填）" if zh else "# Single-minded proposition (required)") in text

    unfilled = shell.run("check", name)
    assert ("尚待填写：proposition（单一主张）" if zh else "still to be filled in: proposition (Single-minded proposition)") in unfilled.stderr
    refused = shell.run("render", name, expected=1)
    assert not refused.stdout
    assert "E720" in refused.stderr

    paper.write_text(filled(text, language), encoding="utf-8")
    clean = shell.run("check", name, "--strict")
    assert not clean.stderr

    written = shell.lines("render", name, "--to", "docx,pdf,pptx")
    assert [Path(one).suffix for one in written] == [".docx", ".pdf", ".pptx"]
    assert all(one.startswith("output/example/2026-11-12_CB-2026-001_") for one in written)
    for one in written:
        assert reopen((tmp_path / one).read_bytes(), Path(one).suffix[1:]) >= 1

    before = {one: (tmp_path / one).read_bytes() for one in written}
    good = paper.read_text(encoding="utf-8")
    paper.write_text(good.replace("\nproduct: drink", "\nprodcut: drink"), encoding="utf-8")
    wrong = shell.run("render", name, expected=1)
    line = next(number for number, one in enumerate(good.splitlines(), 1) if one.startswith("product:"))
    assert f"{name}:{line}:1: {'错误' if zh else 'error'}[E104]" in wrong.stderr
    assert "^^^^^^^" in wrong.stderr
    assert ('提示：' if zh else "hint: ") in wrong.stderr
    assert "product" in wrong.stderr
    assert {one: (tmp_path / one).read_bytes() for one in written} == before

    paper.write_text(good, encoding="utf-8")
    assert not shell.run("check", "content", "--strict").stderr


def filled(text: str, language: str) -> str:
    """A new brief with every placeholder written over, as its comments say."""
    key = "zh" if language == "zh-CN" else "en"
    words = {"zh": "写好的内容", "en": "Words of our own"}[key]
    lines: list[str] = []
    for line in text.splitlines():
        head, note = (line, "") if line.startswith("#") else (line.partition("   # ")[0], line.partition("   # ")[2])
        name = head.strip().removeprefix("- ").partition(":")[0]
        above = note or " ".join(lines[-4:])
        if WORDS[key] in head and not line.lstrip().startswith("#"):
            value = ANSWERS.get((key, name)) or _answer(name, above, words)
            lines.append(head.replace(WORDS[key], value))
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


ANSWERS = {
    ("zh", "objective"): "到 2027 年 8 月 31 日，第一提及率由 4% 升到 10%",
    ("en", "objective"): "Raise first mention from 4% to 10% by 31 August 2027",
    ("zh", "donts"): "不承诺疗效",
    ("en", "donts"): "No promise of health",
}


def _answer(name: str, note: str, words: str) -> str:
    if "YYYY-MM-DD" in note or "年-月-日，如" in note:
        return "2026-11-10"
    if "agency/" in note:
        return "agency/lead"
    if re.search("a number|an amount|数字", note):
        return "3"
    if name == "role":
        return "client_director"
    return words


def test_watch_renders_again_within_a_second_and_keeps_the_last_good_output(site: Path, tmp_path: Path) -> None:
    shell = terminal(tmp_path, site)
    shell.run("init")
    (name,) = shell.lines("new", "creative_brief", "--client", "example", "--campaign", "launch", "--date", "2026-11-12")
    paper, profile = tmp_path / name, tmp_path / "content/clients/example/profile.yaml"
    good = filled(paper.read_text(encoding="utf-8"), "en")
    paper.write_text(good, encoding="utf-8")
    with watching(shell, name, "--to", "docx") as watcher:
        output = tmp_path / watcher.written()
        first = output.read_bytes()
        watcher.said("watching")
        time.sleep(0.5)  # until the system's notices are on

        began = time.perf_counter()
        paper.write_text(good.replace("Words of our own", "Other words", 1), encoding="utf-8")
        assert tmp_path / watcher.written() == output
        took = watcher.seconds()
        assert time.perf_counter() - began < 5  # on a busy machine; of which the rendering:
        assert took < 1
        second = output.read_bytes()
        assert second != first

        paper.write_text(good + "clinet: x\n", encoding="utf-8")
        watcher.said("E104")
        watcher.said("the last good output is kept")
        assert output.read_bytes() == second

        paper.write_text(good, encoding="utf-8")
        watcher.written()
        assert output.read_bytes() == first

        profile.write_text(profile.read_text(encoding="utf-8").replace("Example Beverages", "Sample Drinks"), encoding="utf-8")
        watcher.written()  # an input
        assert output.read_bytes() != first

        shared = site / "generator/templates/creative_brief/document.html.j2"
        kept = shared.read_bytes()
        try:
            shared.write_bytes(kept + b"<p>A line of the template.</p>\n")
            watcher.written()  # the kind's template
            assert b"A line of the template." in zipfile.ZipFile(output).read("word/document.xml")
        finally:
            shared.write_bytes(kept)
        watcher.written()
    assert watcher.process.returncode == 0


@dataclass
class Watcher:
    """A running `watch`, its two streams as one; ended after two minutes, so that a line that never comes is a failure."""

    process: subprocess.Popen[str]

    def __enter__(self) -> Watcher:
        self.patience = threading.Timer(120, self.process.kill)
        self.patience.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        self.patience.cancel()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def lines(self) -> Iterator[str]:
        assert self.process.stdout is not None
        yield from iter(self.process.stdout.readline, "")

    def said(self, words: str) -> str:
        return next(line for line in self.lines() if words in line)

    def written(self) -> str:
        return self.said("output/").strip()

    def seconds(self) -> float:
        found = re.search(r"([0-9.]+) s$", self.said(" s\n").strip())
        assert found is not None
        return float(found[1])


def watching(shell: Terminal, *arguments: str) -> Watcher:
    environment = {**shell.environment, "PYTHONUNBUFFERED": "1"}
    command = shell.command("watch", *arguments)
    return Watcher(subprocess.Popen(command, cwd=shell.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))


# ------------------------------------------------------------------------------------------------------------- many papers at once


def test_a_plan_is_started_made_and_made_again_only_where_something_changed(site: Path, tmp_path: Path) -> None:
    shell = terminal(tmp_path, site, "zh_CN.UTF-8")
    shell.run("init")
    papers = []
    for campaign in ("spring", "autumn"):
        papers += shell.lines("new", "creative_brief", "--client", "example", "--campaign", campaign, "--date", "2026-11-12")
        paper = tmp_path / papers[-1]
        paper.write_text(filled(paper.read_text(encoding="utf-8"), "zh-CN"), encoding="utf-8")
    assert shell.lines("new", "batch_plan") == ["plan.yaml"]
    plan = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert plan.startswith("# yaml-language-server: $schema=.briefwright/schemas/batch_plan.json\n")
    assert (tmp_path / ".briefwright/schemas/batch_plan.json").is_file()

    meant = shell.lines("batch", "plan.yaml", "--dry-run")
    made = shell.run("batch", "plan.yaml")
    assert sorted(made.stdout.splitlines()) == sorted(meant)
    assert sorted(Path(one).suffix for one in meant) == [".docx"] * 3 + [".pdf"] * 3  # two briefs and the client's profile
    assert all(reopen((tmp_path / one).read_bytes(), Path(one).suffix[1:]) >= 1 for one in meant)
    assert "已生成 3，无变化 0，失败 0" in made.stderr
    linked = re.findall('href="([^"]+)"', (tmp_path / "output/index.html").read_text(encoding="utf-8"))
    assert {unquote(one) for one in linked} >= {f"./{Path(one).relative_to('output').as_posix()}" for one in meant}
    assert list((tmp_path / "output/.briefwright").glob("*.jsonl"))  # the journal

    again = shell.run("batch", "plan.yaml")
    assert not again.stdout
    assert "已生成 0，无变化 3，失败 0" in again.stderr

    changed = tmp_path / papers[1]
    changed.write_text(changed.read_text(encoding="utf-8").replace("写好的内容", "另一句话", 1), encoding="utf-8")
    made = shell.run("batch", "plan.yaml")
    assert sorted(made.stdout.splitlines()) == sorted(one for one in meant if "CB-2026-002" in one)
    assert "已生成 1，无变化 2，失败 0" in made.stderr

    changed.write_text(changed.read_text(encoding="utf-8").replace("\nproduct: ", "\nprodcut: "), encoding="utf-8")
    assert "E104" in shell.run("batch", "plan.yaml", expected=1).stderr


@pytest.fixture
def clients(site: Path, tmp_path: Path) -> Path:
    """A working folder with the samples' agency, their client and its table of spending."""
    templates = site / "generator/templates"
    folder = tmp_path / "content/clients/oatwhale"
    folder.mkdir(parents=True)
    for name, target in (("briefwright.yaml", tmp_path), ("logo.svg", tmp_path), ("competitor_report/spend.csv", folder)):
        shutil.copy(templates / name, target)
    marker = (tmp_path / "briefwright.yaml").read_text(encoding="utf-8")
    (tmp_path / "briefwright.yaml").write_text(re.sub(r"^paths:\n(?:[ #].*\n)*", "", marker, flags=re.MULTILINE), encoding="utf-8")
    shutil.copy(templates / "client_profile/sample.yaml", folder / "profile.yaml")
    shutil.copy(templates / "competitor_report/sample.yaml", folder / "report.yaml")
    return tmp_path


def test_a_months_report_is_drafted_from_a_data_file(site: Path, clients: Path) -> None:
    shell = terminal(clients, site)
    data = "content/clients/oatwhale/spend.csv"
    (name,) = shell.lines("new", "competitor_report", "--client", "oatwhale", "--period", "2026-10", "--data", data, "--language", "en")
    drafted = source.load(clients / name).value
    assert drafted["data"]["spend"]["file"] == "spend.csv"
    assert drafted["findings"][0]["what"] == "Oat Isle · video: 150 → 210 (+40.0%)"
    assert "still to be filled in: headline" in shell.run("check", name).stderr


def test_a_report_with_its_own_queries_is_batched_and_made_again_when_its_figures_change(site: Path, clients: Path) -> None:
    shell = terminal(clients, site)
    (clients / "plan.yaml").write_text("make:\n  - {paper: content/clients/oatwhale/report.yaml, formats: [docx, pptx]}\n", encoding="utf-8")
    written = shell.lines("batch", "plan.yaml")
    assert sorted(Path(one).suffix for one in written) == [".docx", ".pptx"]
    assert not shell.lines("batch", "plan.yaml")
    table = clients / "content/clients/oatwhale/spend.csv"
    rows = table.read_text(encoding="utf-8-sig")
    for right, made in (("2025-02,oatwhale,video,", []), ("2026-02,oatwhale,video,", sorted(written))):  # the first is in no figure
        assert rows.count(right) == 1
        table.write_text(rows.replace(right, f"{right}1"), encoding="utf-8")
        assert sorted(shell.lines("batch", "plan.yaml")) == made


# --------------------------------------------------------------------------------------------------- without WeasyPrint's libraries


@pytest.fixture
def bare(site: Path, tmp_path: Path) -> Terminal:
    """A terminal on a machine without Pango."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(HIDES_LIBRARIES, encoding="utf-8")
    shutil.copytree(BUILT_IN / "meeting_minutes", tmp_path / "meeting_minutes")
    shutil.copytree(BUILT_IN / "client_profile", tmp_path / "client_profile")
    shutil.copy(BUILT_IN / "briefwright.yaml", tmp_path)
    shutil.copy(BUILT_IN / "logo.svg", tmp_path)
    return terminal(tmp_path, site, before=hidden)


def test_without_pango_help_and_import_word_and_powerpoint_work(bare: Terminal) -> None:
    bare.run("--help")
    subprocess.run([sys.executable, "-P", "-c", "import generator; generator.build"], cwd=bare.folder, env=bare.environment, check=True)
    written = bare.lines("render", "meeting_minutes/sample_contact_report.yaml", "--to", "docx,pptx")
    assert [Path(one).suffix for one in written] == [".docx", ".pptx"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_pango_pdf_says_what_to_install_on_each_system(bare: Terminal, language: str) -> None:
    refused = bare.run("render", "meeting_minutes/sample_contact_report.yaml", "--to", "pdf", "--messages", language, expected=3)
    assert not refused.stdout
    for words in ("E710", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", "brew install pango", "pacman -S mingw-w64-x86_64-pango"):
        assert words in refused.stderr
    told = bare.run("doctor", "--messages", language, expected=3).stdout
    assert "✗ PDF" in told
    for words in ("libpango-1.0-0", "brew install pango", "WEASYPRINT_DLL_DIRECTORIES"):
        assert words in told


def test_a_new_papers_number_stands_in_its_file(site: Path, tmp_path: Path) -> None:
    shell = terminal(tmp_path, site)
    (name,) = shell.lines("new", "meeting_agenda", "--language", "en", "--date", "2026-11-12")
    assert source.load(tmp_path / name).value["id"] == "MA-2026-001"
