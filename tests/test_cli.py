"""The command line: paths on standard output, problems on standard error, and exit codes that scripts can trust."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.house import house


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"LC_ALL": "C.UTF-8", **environment})


def test_render_prints_the_written_paths_one_a_line(tmp_path: Path) -> None:
    result = run("render", house(tmp_path), "--to", "html,pdf", "--out", tmp_path / "out")
    assert result.exit_code == 0
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [path.suffix for path in paths] == [".html", ".pdf"]
    assert all(path.is_file() for path in paths)
    assert not result.stderr


def test_an_error_writes_nothing_and_leaves_the_last_good_output(tmp_path: Path) -> None:
    paper = house(tmp_path)
    out = tmp_path / "out"
    run("render", paper, "--out", out)
    (good,) = [path for path in out.rglob("*") if path.is_file()]
    before = good.read_bytes()
    paper.write_text(paper.read_text(encoding="utf-8") + "clinet: acme\n", encoding="utf-8")
    result = run("render", paper, "--out", out)
    assert result.exit_code == 1
    assert not result.stdout
    assert "error[E104]" in result.stderr
    assert [path for path in out.rglob("*") if path.is_file()] == [good]
    assert good.read_bytes() == before


def test_one_bad_paper_does_not_stop_the_others(tmp_path: Path) -> None:
    paper = house(tmp_path)
    bad = paper.with_name("bad.yaml")
    bad.write_text("kind: visit\n", encoding="utf-8")
    result = run("render", bad, paper, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1


def test_all_problems_of_a_file_are_told_at_once_with_excerpt_and_caret(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="clinet: acme\nauthor: agency/nobody\nversion: eins\n")
    result = run("check", paper)
    assert result.exit_code == 1
    assert result.stderr.count("error[") >= 2
    assert "visit.yaml:7:1: error[E104]" in result.stderr
    assert "    7 | clinet: acme\n      | ^^^^^^" in result.stderr


def test_messages_follow_the_locale_and_the_option(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="clinet: acme\n")
    assert "提示：" in run("check", paper, LC_ALL="zh_CN.UTF-8").stderr
    assert "hint:" in run("check", paper, LC_ALL="en_GB.UTF-8").stderr
    assert "提示：" in run("check", paper, "--messages", "zh").stderr


def test_check_writes_nothing_and_strict_counts_warnings(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="accept: [{rule: V1, reason: 样品}]\nlines: [{id: L1, amount: 0}]\n")
    files = sorted(tmp_path.rglob("*"))
    assert run("check", paper).exit_code == 0
    assert run("check", paper, "--strict").exit_code == 1
    assert sorted(tmp_path.rglob("*")) == files


def test_problems_can_be_read_by_programs(tmp_path: Path) -> None:
    paper = house(tmp_path, paper="clinet: acme\n")
    found = [json.loads(line) for line in run("check", paper, "--format", "json").stderr.splitlines()]
    assert [(one["code"], one["line"], one["column"]) for one in found] == [("E104", 7, 1)]
    assert "::error file=" in run("check", paper, "--format", "github").stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["render"], 2), (["render", "x.yaml", "--lang", "fr"], 2), (["render", "no-such-file.yaml"], 1), (["nosuch"], 2), (["--help"], 0)],
)
def test_exit_codes_of_usage_and_files(arguments: list[str], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_a_folder_renders_its_papers_and_passes_over_inputs(tmp_path: Path) -> None:
    house(tmp_path, **{"content/profile.yaml": PROFILE})
    result = run("render", tmp_path / "content", "--to", "html", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) == 1


PROFILE = """
kind: schedule
id: S-1
client: acme
campaign: spring
status: draft
version: "0.1"
date: 2026-11-12
title: {zh: 排期, en: Schedule}
tasks: [{id: T1, name: {zh: 一, en: One}, start: 2026-11-12, end: 2026-11-13}]
"""


def test_an_input_named_itself_is_refused(tmp_path: Path) -> None:
    house(tmp_path, **{"content/schedule.yaml": PROFILE.replace("client: acme\n", "")})
    result = run("render", tmp_path / "content/schedule.yaml", "--out", tmp_path / "out")
    assert result.exit_code == 1


def test_two_papers_of_one_name_are_refused(tmp_path: Path) -> None:
    paper = house(tmp_path)
    twin = paper.with_name("twin.yaml")
    twin.write_bytes(paper.read_bytes())
    result = run("render", paper, twin, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "E709" in result.stderr


def test_an_unwritable_folder_is_a_disk_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("render", house(tmp_path), "--out", tmp_path / "file")
    assert result.exit_code == 4
    assert "E701" in result.stderr


HEAVY = {"jinja2", "weasyprint", "pptx", "lxml", "jsonschema_rs", "duckdb", "python_calamine", "rich", "watchfiles"}


def process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a process of its own has said, which runs some Python code."""
    environment = {**os.environ, "PYTHONPATH": "."}
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, env=environment)


def test_help_needs_neither_template_engine_nor_pdf_library() -> None:
    done = process(f"import atexit, sys; from generator.cli import main; atexit.register(lambda: print({HEAVY} & set(sys.modules))); main(['--help'])")
    assert done.returncode == 0
    assert "completion" in done.stdout
    assert done.stdout.splitlines()[-1] == "set()"


def test_a_mistyped_command_is_refused_with_the_one_that_was_meant() -> None:
    refused = run("rendre")
    assert refused.exit_code == 2
    assert "Did you mean 'render'?" in refused.stderr
    assert "Did you mean" not in run("frobnicate").stderr


ENDS = """
import atexit, sys, threading
from generator.cli import main
atexit.register(lambda: print("at the end"))
def last():
    threading.main_thread().join()
    print("a thread")
if sys.argv[1:] == ["thread"]:
    threading.Thread(target=last).start()
main(["schema", "no_kind"])
"""


@pytest.mark.parametrize(("arguments", "said"), [((), ["at the end"]), (("thread",), ["a thread", "at the end"])])
def test_a_process_ends_with_its_exit_code_and_all_that_is_to_be_done_at_the_end(arguments: tuple[str, ...], said: list[str]) -> None:
    done = process(ENDS, *arguments)
    assert (done.returncode, done.stdout.splitlines()) == (1, said)


# ------------------------------------------------------------------------------------------------- kinds, schema, doctor, completion


def test_kinds_are_listed_with_names_formats_and_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house(tmp_path)
    monkeypatch.chdir(tmp_path)
    lines = run("kinds").stdout.splitlines()
    assert [line.split() for line in lines if line.startswith("visit")] == [["visit", "拜访记录", "Visit", "note", "html", "document"]]
    rows = {one["kind"]: one for one in json.loads(run("kinds", "--format", "json").stdout)}
    assert rows["proposal_deck"]["cut"] == "deck"
    assert rows["proposal_deck"]["formats"] == ["pptx", "pdf"]
    assert (rows["budget"]["prints"], rows["budget"]["formats"]) == (False, [])
    assert rows["meeting_minutes"]["name"] == {"zh": "会议纪要", "en": "Meeting minutes"}
    assert "workspace" not in rows


def test_a_schema_is_printed_or_written(tmp_path: Path) -> None:
    path = tmp_path / "deep/brief.json"
    assert run("schema", "creative_brief", "-o", path).stdout == f"{path}\n"
    assert json.loads(run("schema", "creative_brief").stdout) == json.loads(path.read_text(encoding="utf-8"))
    assert run("schema", "creative_breif").exit_code == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(shell: str) -> None:
    assert "_BRIEFWRIGHT_COMPLETE" in run("completion", shell).stdout


def test_a_shell_completes_commands_and_kinds() -> None:
    environment = {**os.environ, "_BRIEFWRIGHT_COMPLETE": "bash_complete", "COMP_WORDS": "briefwright new meeting_", "COMP_CWORD": "2"}
    code = "from generator.cli import main; main(prog_name='briefwright')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**environment, "PYTHONPATH": "."})
    assert [line.split(",")[1] for line in done.stdout.split()] == ["meeting_agenda", "meeting_minutes"]


def fonts_said(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, language: str = "en") -> tuple[int, str]:
    """What `doctor` says where `fc-match` is the script, or is not there."""
    from generator.doctor import fonts

    tools = folder / "tools"
    tools.mkdir()
    if script is not None:
        (tools / "fc-match").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / "fc-match").chmod(0o755)
    fonts.matched.cache_clear()
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.chdir(folder)
    result = run("doctor", "--messages", language)
    fonts.matched.cache_clear()
    return result.exit_code, result.stdout


def test_doctor_names_the_font_of_each_script_and_format_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = 'case "$3" in Liberation*) printf "Liberation Sans" ;; Noto*) printf "Noto Sans CJK SC" ;; Arial*) printf "Liberation Sans" ;; *) printf "Microsoft YaHei,微软雅黑" ;; esac'
    code, said = fonts_said(tmp_path, monkeypatch, script)
    assert code == 0
    assert "DOCX, PPTX: Latin: Arial, named in the file; not installed here, where it is shown in Liberation Sans" in said
    assert "PDF, HTML: Latin: Liberation Sans, the first of Liberation Sans → Arial that is installed" in said
    assert "DOCX, PPTX: Chinese: Microsoft YaHei, named in the file and installed here" in said
    assert "PDF, HTML: Chinese: Noto Sans CJK SC, the first of" in said
    assert "– working folder: none here" in said


@pytest.mark.parametrize(("language", "words"), [("en", "none of Noto Sans CJK SC is installed"), ("zh", "Noto Sans CJK SC 都没有安装")])
def test_doctor_says_what_to_do_about_a_missing_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: str) -> None:
    script = 'case "$3" in Liberation*) printf "Liberation Sans" ;; *) printf "DejaVu Sans" ;; esac'
    code, said = fonts_said(tmp_path, monkeypatch, script, language)
    assert code == 3
    for one in (words, "apt-get install fontconfig fonts-noto-cjk", "brew install --cask font-noto-sans-cjk-sc", "Windows"):
        assert one in said


def test_doctor_does_without_fontconfigs_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = fonts_said(tmp_path, monkeypatch, None)
    assert code == 0
    assert "fc-match is not there to say which" in said


def test_doctor_says_when_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("doctor", "--out", tmp_path / "file" / "below")
    assert result.exit_code == 3
    assert "✗ output" in result.stdout


def test_an_interrupted_command_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import pipeline

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupted)
    assert run("render", house(tmp_path), "--out", tmp_path / "out").exit_code == 130
