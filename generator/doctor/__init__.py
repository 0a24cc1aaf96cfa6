"""What this machine has and lacks for making papers, and what to do about it.

`examine` looks at Python and packages, the libraries of WeasyPrint, the fonts of each format and why they are taken, the working folder
and the output folder. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import references, store
from generator.diagnostics import GeneratorError
from generator.doctor import fonts, libraries, packages
from generator.doctor.finding import Finding, Level
from generator.references import Workspace

__all__ = ["Finding", "Level", "examine"]


def examine(out: Path) -> Iterator[Finding]:
    """What there is to say, in the order of the steps that need it."""
    yield packages.python()
    yield from packages.installed()
    yield libraries.found()
    place, finding = _working_folder()
    yield from fonts.chosen(place)
    yield finding
    yield _output(out)


def _working_folder() -> tuple[Workspace, Finding]:
    try:
        place = references.workspace(Path("paper.yaml"))
    except GeneratorError as error:
        said = error.diagnostics[0]
        return Workspace(Path()), _folder("broken", f"{said.position}: {said.message.en}", f"{said.position}：{said.message.zh}")
    if place.settings is None:
        return place, _folder("note", "none here", "这里不是工作文件夹", "briefwright init")
    return place, _folder("good", str(place.root.absolute()), str(place.root.absolute()))


def _folder(level: Level, en: str, zh: str, remedy: str = "") -> Finding:
    return Finding(level, "working folder", "工作文件夹", en, zh, remedy, remedy)


def _output(out: Path) -> Finding:
    reason = store.writable(out)
    if reason:
        en, zh = f"nothing can be written into {out}: {reason}", f"无法写入 {out}：{reason}"
        return Finding("broken", "output", "输出文件夹", en, zh, "choose another folder with --out", "用 --out 另选文件夹")
    return Finding("good", "output", "输出文件夹", f"{out.absolute()} can be written", f"{out.absolute()} 可以写入")
