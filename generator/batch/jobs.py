"""The documents of a plan: which paper, with which fields set, in which language and formats, under which names."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator import naming, patterns, store
from generator.batch import headers, rows
from generator.batch.fingerprints import Fingerprints
from generator.batch.names import INDEX
from generator.batch.plan import Entry, Plan, Settings
from generator.batch.rows import Row
from generator.batch.shards import Shard
from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.frozen import dataclass
from generator.values import Node

MOST_PROBLEMS = 50
"""Problems told of one plan."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made. `key` is its name without an extension, `names` the names of its files by format; `fields` are set in its
    paper and stand in the plan at `places`; `about` is what the index page groups it by."""

    key: str
    paper: Path
    settings: Settings
    names: Mapping[str, PurePosixPath]
    fields: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Position] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of what the plan says of the document."""
        settings = [getattr(self.settings, name) for name in self.settings.__slots__]
        said = [self.paper.as_posix(), settings, self.fields, {one: str(name) for one, name in self.names.items()}]
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def is_of(self, shard: Shard) -> bool:
        """Whether the document belongs to a shard: by its key, so that a row more in the plan moves no other."""
        return int.from_bytes(hashlib.sha256(self.key.encode()).digest()[:8]) % shard.of == shard.number - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that a plan means: its file, the row that named it, and what is set in it."""

    path: Path
    row: Row
    entry: Entry
    set: Node | None = None


def of(plan: Plan, known: Fingerprints) -> list[Job]:
    """Every document of a plan, in its order. Raises GeneratorError with everything that is wrong with the plan: values, papers that are
    not there, names that cannot be, two documents under one name."""
    problems: list[Diagnostic] = []
    known.look(plan.root / str(plan.place.setting("kinds") or "kinds"), is_folder=True)
    wanted = (one for entry in plan.entries for one in _wanted(entry, plan, known, problems))
    jobs = [job for one in wanted for job in _jobs(one, plan, known, problems)]
    problems += _collisions(jobs)
    if problems:
        raise GeneratorError(problems[:MOST_PROBLEMS])
    return jobs


# ---------------------------------------------------------------------------------------------------------------------- the papers


def _wanted(entry: Entry, plan: Plan, known: Fingerprints, problems: list[Diagnostic]) -> Iterator[Wanted]:
    """The papers of an entry, each once; what is wrong goes to `problems`."""
    seen: set[tuple[Path, str]] = set()
    try:
        found = rows.of(entry, plan.root, known)
    except GeneratorError as error:
        problems += error.diagnostics
        return
    for row in found:
        for pattern in entry.texts("paper"):
            try:
                for one in _papers(pattern, row, entry, plan, known):
                    if (one.path, str(row)) not in seen:
                        seen.add((one.path, str(row)))
                        yield one
            except GeneratorError as error:
                problems += [told for told in error.diagnostics if told not in problems]


def _papers(pattern: str, row: Row, entry: Entry, plan: Plan, known: Fingerprints) -> Iterator[Wanted]:
    """The papers that a pattern means for a row. Raises GeneratorError E744, E745 and E746."""
    at = entry.node.child("paper")
    filled = _filled(pattern, row, entry.node, at)
    if any(sign in filled for sign in "*?["):
        known.look_for(filled)
        paths = sorted(path for path in plan.root.glob(filled) if path.is_file() and path.suffix in (".yaml", ".yml"))
        if not paths:
            raise GeneratorError([problem("E746", entry.node.source.position(at), pattern=filled, folder=plan.root)])
        yield from (Wanted(path, {**row, "stem": path.stem}, entry, entry.node.get("set")) for path in paths)
        return
    path = plan.root / filled
    known.look(path)
    other = entry.node.get("otherwise")
    if path.is_file() or other is None:
        if not path.is_file():
            raise GeneratorError([problem("E745", entry.node.source.position(at), path=path)])
        yield Wanted(path, {**row, "stem": path.stem}, entry, entry.node.get("set"))
        return
    base = plan.root / _filled(other["paper"], row, other, other.child("paper"))
    if not base.is_file():
        raise GeneratorError([problem("E745", other.source.position(other.child("paper")), path=base)])
    yield Wanted(base, {**row, "stem": path.stem}, entry, other["set"])


def _filled(pattern: str, row: Mapping[str, str], node: Node, at: str) -> str:
    """A text of the plan with its names filled. Raises GeneratorError E744 at its place."""
    try:
        return patterns.fill(pattern, row)
    except (KeyError, ValueError) as error:
        reason = error.args[0] if error.args else error
        known = ", ".join(f"{{{name}}}" for name in row) or "–"
        raise GeneratorError([problem("E744", node.source.position(at), pointer=at, pattern=pattern, name=reason, known=known)]) from error


# -------------------------------------------------------------------------------------------------------------------- the documents


def _jobs(wanted: Wanted, plan: Plan, known: Fingerprints, problems: list[Diagnostic]) -> Iterator[Job]:
    """The documents that a paper becomes: one for each language and audience; none when `where` asks for others, or when the file is an
    input of papers that a pattern has found."""
    try:
        fields = {name: _set(value, wanted.row, wanted.set, name) for name, value in (wanted.set or {}).items()}
    except GeneratorError as error:
        problems += [told for told in error.diagnostics if told not in problems]
        return
    written = known.header(wanted.path)
    header = {**written, **{name: str(value) for name, value in fields.items() if isinstance(value, str)}}
    header = {name: text for name, text in header.items() if name not in fields or fields[name] is not None}
    where = wanted.entry.node.get("where") or {}
    if not all(rows.holds(header.get(name, ""), rows_of(asked)) for name, asked in where.items()):
        return
    head = headers.kind_head(header.get("kind", ""), plan.place.kind_roots)
    if head is not None and not head.prints:
        return
    for settings in wanted.entry.settings:
        try:
            yield _job(wanted, fields, header, head, settings, plan)
        except GeneratorError as error:
            problems += [told for told in error.diagnostics if told not in problems]


def rows_of(asked: Any) -> list[str]:
    """What `where` asks of a field, as a list."""
    return [asked] if isinstance(asked, str) else list(asked)


def _set(value: Any, row: Row, node: Node | None, name: str) -> Any:
    """A value of `set` with its names filled, in its lists and mappings too; one that is nothing but an empty name sets nothing (None)."""
    if isinstance(value, str) and node is not None:
        return _filled(value, row, node, node.child(name)) or None
    if isinstance(value, Mapping):
        return {key: _set(one, row, node, name) for key, one in value.items()}
    return [_set(one, row, node, name) for one in value] if isinstance(value, list) else value


def _job(
    wanted: Wanted, fields: Mapping[str, Any], header: Mapping[str, str], head: headers.KindHead | None, settings: Settings, plan: Plan
) -> Job:
    """One document, named. Raises GeneratorError for a name that cannot be."""
    kind = header.get("kind", "paper")
    language = settings.language or header.get("language", "zh-CN")
    label = head.label_of(header, "en" if language == "en" else "zh") if head else kind
    parts = {**header, **naming.parts(header, kind, label, language, settings.audience, settings.notes), **wanted.row}
    name = _name(wanted.entry, parts, plan)
    formats = settings.formats or (head.formats if head else ("docx", "pdf"))
    names = {format: name.with_name(f"{name.name}.{format}") for format in formats}
    places = {one: wanted.set.source.position(wanted.set.child(one)) for one in fields} if wanted.set is not None else {}
    about = {"kind": label, "language": language, "audience": settings.audience, "copy": parts["copy"]}
    about |= {one: header[one] for one in ("client", "period", "date", "id", "version") if header.get(one)}
    return Job(name.as_posix(), wanted.path, replace(settings, formats=tuple(formats)), names, fields, places, about)


def _name(entry: Entry, parts: Mapping[str, str], plan: Plan) -> PurePosixPath:
    """The name of a document without an extension. Raises GeneratorError E747 at the pattern."""
    own = entry.setting("name")
    home, at = entry.home("name"), entry.home("name").child("name")
    try:
        return store.output_name(str(own or naming.pattern(plan.place)), parts)
    except GeneratorError as error:
        if not own:
            raise
        told = error.diagnostics[0]
        known = ", ".join(f"{{{name}}}" for name in parts)
        words = {"pattern": own, "paper": parts.get("stem", ""), "reason": told.message.en, "reason_zh": told.message.zh, "known": known}
        raise GeneratorError([problem("E747", home.source.position(at), **words)]) from error


def _collisions(jobs: list[Job]) -> Iterator[Diagnostic]:
    """A problem for every file that two documents would become, on any file system: small and capital letters are one, é is é."""
    taken: dict[str, Job] = {}
    for job in jobs:
        for name in job.names.values():
            same = unicodedata.normalize("NFC", str(name)).casefold()
            if same == INDEX:
                yield problem("E748", None, name=name, one=job.paper, other=INDEX)
            other = taken.setdefault(same, job)
            if other is not job:
                yield problem("E748", None, name=name, one=_told(job), other=_told(other))


def _told(job: Job) -> str:
    """A document as its papers and settings tell it from another one."""
    said = [f"{name}: {value}" for name, value in job.fields.items() if isinstance(value, str)]
    said += [one for one in (job.settings.language, job.settings.audience if job.settings.audience != "client" else None) if one]
    return f"{job.paper} ({', '.join(said)})" if said else str(job.paper)

