"""Python and the packages that the tool is built on: what is installed against what is asked for."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata

from generator.doctor.finding import Finding

LEAST_PYTHON = (3, 11)
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:>=\s*([0-9.]+))?")


def python() -> Finding:
    """The Python that runs."""
    found = f"Python {platform.python_version()} ({sys.executable})"
    if sys.version_info < LEAST_PYTHON:
        least = ".".join(map(str, LEAST_PYTHON))
        return Finding("broken", "Python", "Python", found, found, f"install Python {least} or later", f"请安装 Python {least} 或更高版本")
    return Finding("good", "Python", "Python", found, found)


def installed() -> Iterator[Finding]:
    """One finding for all packages that are as they should be, and one for each that is not."""
    try:
        asked = metadata.requires("briefwright") or []
    except metadata.PackageNotFoundError:
        en, zh, remedy = "briefwright is not installed but run from its folder", "briefwright 未安装，从源码文件夹运行", "pip install ."
        yield Finding("note", "packages", "软件包", en, zh, remedy, remedy)
        return
    good: list[str] = [f"briefwright {metadata.version('briefwright')}"]
    for name, least in (match.groups() for one in asked if ";" not in one and (match := _REQUIREMENT.match(one))):
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = ""
        if version and _parts(version) >= _parts(least or "0"):
            good.append(f"{name} {version}")
        else:
            yield _unfit(name, version, least or "")
    yield Finding("good", "packages", "软件包", ", ".join(good), "、".join(good))


def _unfit(name: str, version: str, least: str) -> Finding:
    remedy = f'python -m pip install "{name}{">=" + least if least else ""}"'
    en = f"{name} {version} is older than {least}" if version else f"{name} is missing"
    zh = f"{name} {version} 低于 {least}" if version else f"缺少 {name}"
    return Finding("broken", "packages", "软件包", en, zh, remedy, remedy)


def _parts(version: str) -> tuple[int, ...]:
    """The numbers of a version; what follows them (rc1, .post2) does not decide."""
    return tuple(int(part) for part in re.match(r"[0-9]+(?:\.[0-9]+)*", version + ".0")[0].split(".")) if version[:1].isdigit() else ()  # type: ignore[index]
