"""Which fonts each format is set in, and why.

Word and PowerPoint files name a font and are set in it wherever it is installed: the reader's machine decides. A PDF is set here, in the
first family of the theme's stack that fontconfig finds; the twins (Liberation Sans for Arial, Noto Sans CJK SC for Microsoft YaHei) have
the same or near widths, so that lines break alike.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator import theme as themes
from generator.diagnostics import GeneratorError
from generator.doctor.finding import Finding
from generator.kinds import BUILT_IN
from generator.references import Workspace
from generator.theme import FontStack, Theme

REMEDY_EN = """Debian, Ubuntu: apt-get install fontconfig {debian}
macOS:          brew install --cask {macos}
Windows:        install {families} for all users"""
REMEDY_ZH = """Debian、Ubuntu：apt-get install fontconfig {debian}
macOS：brew install --cask {macos}
Windows：为所有用户安装 {families}"""

class Script(NamedTuple):
    """A script: its name, the language that fontconfig is asked for, and the packages of its usual family on Debian and macOS."""

    en: str
    zh: str
    language: str
    debian: str
    macos: str


SCRIPTS = (
    Script("Latin", "西文", "en", "fonts-liberation2", "font-liberation"),
    Script("Chinese", "中文", "zh-cn", "fonts-noto-cjk", "font-noto-sans-cjk-sc"),
)


def chosen(place: Workspace) -> Iterator[Finding]:
    """The fonts of the working folder's theme, by script and format."""
    try:
        look = _theme(place)
    except GeneratorError as error:
        said = error.diagnostics[0].message
        yield Finding("broken", "theme", "版式主题", said.en, said.zh)
        return
    for script, stack in zip(SCRIPTS, (look.latin, look.east_asian), strict=True):
        yield _office(script, stack)
        yield _pdf(script, stack)


def _theme(place: Workspace) -> Theme:
    name = str(place.setting("theme") or "default")
    own = place.root / "themes" / name
    return themes.load(own if own.is_dir() else BUILT_IN / "themes" / name)


def _office(script: Script, stack: FontStack) -> Finding:
    """The font that Word and PowerPoint files name."""
    topic = (f"DOCX, PPTX: {script.en}", f"DOCX、PPTX：{script.zh}")
    name, shown = stack.office, matched(stack.office, script.language)
    if shown is None:
        en, zh = f"{name}, named in the file; set in it wherever it is installed", f"文件里写 {name}；在装有它的电脑上即以它显示"
    elif shown.casefold() == name.casefold():
        en, zh = f"{name}, named in the file and installed here", f"文件里写 {name}；本机已安装"
    else:
        en = f"{name}, named in the file; not installed here, where it is shown in {shown}; readers who have it see it"
        zh = f"文件里写 {name}；本机没有安装，会以 {shown} 代替显示；装有它的读者看到的就是它"
    return Finding("good", *topic, en, zh)


def _pdf(script: Script, stack: FontStack) -> Finding:
    """The family that a PDF made here is set in."""
    topic = (f"PDF, HTML: {script.en}", f"PDF、HTML：{script.zh}")
    families = " → ".join(stack.pdf)
    if matched(stack.pdf[0], script.language) is None:
        en = f"the first of {families} that is installed; fc-match is not there to say which"
        zh = f"{families} 中第一个已安装的；没有 fc-match，无法判断是哪一个"
        return Finding("note", *topic, en, zh)
    found = next((one for one in stack.pdf if (matched(one, script.language) or "").casefold() == one.casefold()), None)
    if found is None:
        words = {"debian": script.debian, "macos": script.macos, "families": " / ".join(stack.pdf)}
        en, zh = f"none of {families} is installed", f"{families} 都没有安装"
        return Finding("broken", *topic, en, zh, REMEDY_EN.format(**words), REMEDY_ZH.format(**words))
    en, zh = f"{found}, the first of {families} that is installed", f"{found}（{families} 中第一个已安装的）"
    return Finding("good", *topic, en, zh)


@cache
def matched(family: str, language: str) -> str | None:
    """The family that fontconfig takes for one that is asked for, in a language; None where its tool is not installed."""
    tool = shutil.which("fc-match")
    if tool is None:
        return None
    # a family may have names in several languages: the one that was asked for counts
    asked = family.replace("\\", "").replace("-", r"\-").replace(":", r"\:").replace(",", r"\,")
    done = subprocess.run([tool, "-f", "%{family}", f"{asked}:lang={language}"], capture_output=True, text=True, check=False, timeout=30)
    names = [name.strip() for name in done.stdout.split(",")]
    return next((name for name in names if name.casefold() == family.casefold()), names[0])
