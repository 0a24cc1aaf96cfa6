"""The rooms of `generator/` import one way only: downwards."""

from __future__ import annotations

import ast
from pathlib import Path

import generator

ROOT = Path(generator.__file__).parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("messages", "home", "frozen", "quoting"),
    ("diagnostics",),
    ("document", "uncollected", "hints", "patterns"),
    ("store",),
    ("source", "shapes"),
    ("values", "theme", "markup", "placeholders", "kind_files"),
    ("figures",),
    ("kinds", "schema", "expressions", "wording", "prose"),
    ("papers", "tables", "audience", "compute", "rules", "template", "editors", "workspaces", "register", "explanations"),
    ("references", "masthead", "cuts", "writers"),
    ("called",),
    ("checking",),
    ("visible", "looks", "placing", "chart_checks"),
    ("naming", "inputs"),
    ("pipeline", "drafts"),
    ("doctor", "watch", "batch"),
    ("cli",),
)
"""From the ground up: a room may import the rooms of the floors below it, and on its own floor only what `SAME_FLOOR` says."""

SAME_FLOOR = {("compute", "rules")}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The rooms that a file imports when it is loaded or later."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            names = [node.module] if node.module != "generator" else [f"generator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "generator"]
        found |= {name.split(".")[1] for name in names if "." in name}
    return found


def floor(name: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if name in rooms)


def test_every_file_belongs_to_a_named_room() -> None:
    known = {name for rooms in FLOORS for name in rooms} | {"__init__", "__main__", "templates"}
    assert {room(path) for path in ROOT.rglob("*.py")} <= known


def test_rooms_import_downwards_only() -> None:
    upward = []
    for path in ROOT.rglob("*.py"):
        own = room(path)
        if own in ("__init__", "__main__"):
            continue
        for other in imports(path) - {own}:
            if floor(other) >= floor(own) and (other, own) not in SAME_FLOOR:
                upward.append(f"{path.relative_to(ROOT)} imports {other}")
    assert not upward


def test_writers_know_only_the_tree_and_the_theme() -> None:
    allowed = {"writers", "document", "theme", "diagnostics", "messages", "uncollected", "frozen", "quoting"}
    strangers = {(path.name, other) for path in (ROOT / "writers").rglob("*.py") for other in imports(path) - allowed}
    assert not strangers


def test_only_the_store_writes_files_and_only_the_command_line_prints() -> None:
    writing = {"write_bytes", "write_text", "mkdir", "unlink", "rename"}
    for path in ROOT.rglob("*.py"):
        called = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        if room(path) != "store":
            assert not called & writing, path
        if room(path) != "cli":
            assert not called & {"print", "echo"}, path


def test_no_module_is_longer_than_300_lines_and_no_function_than_40() -> None:
    long = []
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        exempt = path.name == "document.py" or room(path) == "messages"  # one closed tree; a catalogue
        if text.count("\n") > 300 and not exempt:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 40:
                long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not long
