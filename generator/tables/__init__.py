"""Tables in files beside a paper.

Two roads end in the same lists of the paper, and all that is worked out from them is the same: `rows` reads a small CSV into a list
(`x-rows`); `data:` names files of any size, which are loaded into a database once (`loading`, `cache`) and asked by the queries of the
kind (`queries`, `checks`). What either road needs is imported by the papers that take it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, GeneratorError, Position, errors, problem
from generator.kinds import Kind
from generator.shapes import Shape
from generator.source import Source
from generator.tables import queries
from generator.tables.named import DATA, named
from generator.tables.queries import Rows
from generator.values import Node, plant

Names = Mapping[str, Any]

TABLES = "tables"
"""The name under which expressions and templates find the results that are no lists of the paper."""

__all__ = ["DATA", "TABLES", "digest", "drafts", "empty", "files", "fill", "results"]


def empty(kind: Kind, paper: Node) -> Node:
    """The name `tables` of a paper whose queries have not run: each is known, and absent."""
    asked = queries.of(kind)
    lists = set(kind.shape.names)
    marks = {name: {"x-audience": asked.tables.get(name, {}).get("audience", "internal")} for name in asked.results if name not in lists}
    return Node({}, Shape.of({"properties": marks}), paper.source)


def fill(kind: Kind, names: Names, root: Path, *, checked: bool = True) -> list[Diagnostic]:
    """The lists of `names["paper"]` that stand in files set in it, and the other results in `names["tables"]`; what there is to say of
    the files. `root` is the working folder, which keeps the databases; `checked` asks what the kind's checks find, too."""
    paper: Node = names["paper"]
    problems = _listed(paper)
    try:
        found, remarks = _asked(kind, names, root, checked=checked)
    except GeneratorError as error:
        return [*problems, *error.diagnostics]
    for name, result in found.items():
        problems += _set(paper, names, name, result, kind)
    return [*problems, *remarks]


def files(paper: Node) -> tuple[Path, ...]:
    """The data files that a paper names, whether they are there or not. Raises GeneratorError E224 for one outside of its folder."""
    folder = Path(paper.source.name).parent
    beside = (paper.get(shape.rows_from) for _, shape in paper.shape.properties() if shape.rows_from)
    return (*(folder / str(one["file"]) for one in beside if isinstance(one, Node)), *(one.path for one in named(paper)))


def results(kind: Kind, names: Names, root: Path) -> dict[str, Rows]:
    """The rows of every query of a paper by name; nothing for a paper that names no data. Raises GeneratorError with what is wrong."""
    found, remarks = _asked(kind, names, root)
    if errors(remarks):
        raise GeneratorError(remarks)
    return found


def drafts(kind: Kind, names: Names, root: Path) -> dict[str, Rows]:
    """The rows of the queries that only `new` asks, by their names without `draft_`. Raises GeneratorError with what is wrong."""
    from generator.tables import answers  # noqa: PLC0415 - heavy, as below

    return answers.drafts(kind, names, root)


def digest(kind: Kind, names: Names, root: Path) -> str:
    """A hash of all that a paper takes from its data files: the results of its queries, and the bytes of a table that it reads whole.

    Equal as long as the paper would print the same, whatever else has changed in the files. Raises GeneratorError as `fill` would.
    """
    import hashlib  # noqa: PLC0415
    import json  # noqa: PLC0415

    from generator.tables import encodings  # noqa: PLC0415

    paper: Node = names["paper"]
    whole = [encodings.digest(path) for path in files(paper) if path not in {one.path for one in named(paper)}]
    text = json.dumps([whole, results(kind, names, root)], default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# ----------------------------------------------------------------------------------------------------------------- from the files


def _listed(paper: Node) -> list[Diagnostic]:
    """The small road: the lists that stand in a CSV beside the paper set in it, and every problem of the files."""
    if not any(shape.rows_from and isinstance(paper.get(shape.rows_from), Node) for _, shape in paper.shape.properties()):
        return []
    from generator.tables import rows  # noqa: PLC0415 - heavy, and few papers have such a file

    return rows.fill(paper)


def _asked(kind: Kind, names: Names, root: Path, *, checked: bool = True) -> tuple[dict[str, Rows], list[Diagnostic]]:
    """The large road: the results of a paper's queries, and what there is to remark. Raises GeneratorError with what is wrong with a
    file."""
    if not named(names["paper"]):
        return {}, []
    from generator.tables import answers  # noqa: PLC0415 - heavy, and few papers have data files

    return answers.results(kind, names, root, checked=checked)


# ------------------------------------------------------------------------------------------------------------------ into the paper


def _set(paper: Node, names: Names, name: str, found: Rows, kind: Kind) -> Iterator[Diagnostic]:
    """The rows of one query set where they belong."""
    shape = paper.shape.member(name)
    where = next((one for one in named(paper) if one.name == name), named(paper)[0])
    source = Source(str(where.path), "", {})
    if shape is None:
        if names.get(TABLES) is not None:
            names[TABLES][name] = plant(found, Shape.of({}), source, f"/{name}", f"/{TABLES}/{name}")
        return
    if shape.node.get("type") != "array":
        yield problem("E234", Position(str(queries.of(kind).files[name])), name=name, reason=f"{name} is a field of the kind, and no list")
        return
    if paper.get(name) is not None:
        at = paper.child(name)
        yield problem("E221", paper.source.position(at), pointer=at, name=name, by=DATA)
        return
    lacking = [one for one in shape.items.node.get("required", ()) if found and one not in found[0]]
    unknown = [one for one in (found[0] if found else ()) if one not in shape.items.names]
    if lacking or unknown:
        reason = f"columns {', '.join(lacking + unknown)}; the list has {', '.join(shape.items.names)}"
        yield problem("E234", Position(str(queries.of(kind).files[name])), name=name, reason=reason)
        return
    if not found:
        yield problem("E233", where.at, file=where.shown, name=name)
        return
    paper[name] = [plant(row, shape.items, source, f"/{name}/{index}", f"/{name}/{index}") for index, row in enumerate(found)]
