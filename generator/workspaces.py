"""A new working folder: the files of the starter, which stand as they are in `templates/_start`."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, MessageLanguage, problem
from generator.kinds import BUILT_IN

START = BUILT_IN / "_start"
"""The files of a new working folder. Names that begin with `dot-` begin with a point in it, since packages leave hidden files out."""

_NEXT: dict[MessageLanguage, str] = {
    "zh": "接着：在 {marker} 里写上本公司的名称和人员，然后\n"
    "  briefwright new creative_brief --client example --campaign launch    新建一份创意简报\n"
    "  briefwright kinds                                                    看有哪些文件类别\n"
    "  briefwright doctor                                                   看本机是否齐备",
    "en": "Next: put your agency's names and people into {marker}, then\n"
    "  briefwright new creative_brief --client example --campaign launch    starts a creative brief\n"
    "  briefwright kinds                                                    lists the kinds of paper\n"
    "  briefwright doctor                                                   says what this machine lacks",
}


def starter(folder: Path) -> tuple[list[tuple[Path, bytes]], list[Diagnostic]]:
    """The files that a new working folder lacks, and a remark for each that is there already and stays as it is."""
    new: list[tuple[Path, bytes]] = []
    kept: list[Diagnostic] = []
    there = (folder / "briefwright.yaml").exists()
    for source in sorted(path for path in START.rglob("*") if path.is_file()):
        inside = Path(*(part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in source.relative_to(START).parts))
        target = folder / inside
        if target.exists():
            kept.append(problem("W729", path=target))
        elif not there or inside.parts[0] != "content":  # the example client belongs to the example agency
            new.append((target, source.read_bytes()))
    return new, kept


def next_steps(folder: Path, language: MessageLanguage) -> str:
    """What to do next, for the person in front of the terminal."""
    return _NEXT[language].format(marker=folder / "briefwright.yaml")
