"""From one YAML file to its finished formats: the line of steps, read aloud. Nothing here knows a kind or a format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from generator import audience as audiences
from generator import compute, cuts, markup, masthead, papers, placeholders, references, rules, store, tables, template, wording
from generator import theme as themes
from generator.diagnostics import Diagnostic, GeneratorError, Position, errors, problem
from generator.document import Audience, Cut, Document
from generator.kinds import BUILT_IN, Kind
from generator.papers import Paper
from generator.references import References, Workspace
from generator.shapes import AUDIENCES
from generator.source import Source
from generator.template import Scope, origins
from generator.theme import Theme
from generator.values import Node
from generator.wording import Languages
from generator.writers import CUTS, WRITERS, MissingGlyphs, images, writer
from generator.writers.written import Written

MOST_NAME = 200
"""Characters of a theme's name: a longer one is no folder of any file system."""

LANGUAGES = ("zh-CN", "en", "bilingual")


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file: its name below the output folder and its bytes."""

    name: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True)
class Build:
    """What a paper became: outputs by format, and warnings."""

    outputs: Mapping[str, Output]
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper that may be printed: its kind and references, figures computed and rules held. `unfilled` says why a draft may not yet:
    with places that hold no value, no figure was worked out and no rule looked at."""

    kind: Kind
    folder: Path
    place: Workspace
    found: References
    warnings: tuple[Diagnostic, ...]
    unfilled: tuple[Diagnostic, ...] = ()

    @property
    def paper(self) -> Node:
        """The paper's values."""
        paper = self.found.names["paper"]
        assert paper is not None  # references always name the paper
        return paper


def build(
    path: Path | str,
    formats: Iterable[str] | None = None,
    *,
    theme: str | None = None,
    language: str | None = None,
    audience: Audience = "client",
    cut: Cut | None = None,
    notes: bool = False,
    fix_text: bool = False,
    missing_glyphs: MissingGlyphs = "error",
) -> Build:
    """The finished formats of a paper (None: its kind's normal ones), in memory; no file is written.

    `language` is zh-CN, en or bilingual (None: the paper's own); `cut` overrides the kind's primary cut for PDF and HTML; `notes` keeps
    speaker notes in a client's deck; `fix_text` leaves out characters that no format can hold; `missing_glyphs` says what a character
    is that no font of the theme has in PDF. Raises GeneratorError with every problem that was found.
    """
    checked = check(Path(path), fix_text=fix_text)
    wanted = tuple(formats or checked.kind.formats)
    _known("E705", wanted, tuple(WRITERS))
    _known("E707", (language or "zh-CN",), LANGUAGES)
    _known("E708", (audience,), AUDIENCES)
    if not checked.kind.prints:
        raise GeneratorError([problem("E706", checked.paper.source.position("/kind"), kind=checked.kind.name)])
    if checked.unfilled:
        raise GeneratorError(checked.unfilled)
    scope = _scope(checked, language, audience, notes)
    look = _theme(theme, checked)
    documents = {one: _document(scope, one, audience, look) for one in dict.fromkeys(_cut(format, cut, checked.kind) for format in wanted)}
    written = _write(documents, {format: _cut(format, cut, checked.kind) for format in wanted}, look, checked, missing_glyphs)
    outputs = {format: Output(_name(checked, scope, audience, notes, format), result.data) for format, result in written.items()}
    return Build(outputs, (*checked.warnings, *(warning for result in written.values() for warning in result.warnings)))


def check(path: Path, *, fix_text: bool = False) -> Checked:
    """A paper with its references resolved, figures computed and rules held. Raises GeneratorError with all problems of the paper."""
    place = references.workspace(path, fix_text=fix_text)
    paper = papers.read(path, place.kind_roots, fix_text=fix_text)
    found = references.resolve(paper, place)
    problems = [*paper.warnings, *found.warnings]
    unfilled = tuple(_unfilled(found))
    if not unfilled:
        problems += _figures(found)
    if not unfilled and not errors(problems):
        problems += [one for one in _rules(found) if one.pointer not in paper.open]
    if errors(problems):
        raise GeneratorError(problems)
    if unfilled:
        problems.append(problem("W721", count=len(unfilled)))
    return Checked(paper.kind, paper.folder, place, found, tuple(problems), unfilled)


def warnings(path: Path, *, fix_text: bool = False, missing_glyphs: MissingGlyphs = "error") -> tuple[Diagnostic, ...]:
    """Everything that there is to say about a file that can be printed or used by others; a draft that is not yet filled in is said to
    be so. Raises GeneratorError with all its problems."""
    checked = check(path, fix_text=fix_text)
    if checked.unfilled or checked.found.paper.open or not checked.kind.prints:
        return checked.warnings  # how placeholders look on a page is nothing to remark
    return build(path, fix_text=fix_text, missing_glyphs=missing_glyphs).warnings


def _unfilled(found: References) -> Iterator[Diagnostic]:
    """Why a paper cannot be worked out yet: the places without a value in its drafts, in those of its inputs and of what it cites."""
    for one in (source for each in (found, *found.cited.values()) for source in _sources(each)):
        yield from placeholders.refused(one.source, one.kind.shape, one.untyped)


def _sources(found: References) -> list[Paper]:
    """The inputs of a paper and the paper itself, each once."""
    return [*(one for one in found.papers.values() if one is not found.paper), found.paper]


def _rules(found: References) -> list[Diagnostic]:
    """What breaks the rules of a paper's kind, and of its inputs' kinds in their own files; each problem once."""
    sources = {id(one): one for one in (found.paper, *found.papers.values())}.values()
    return list(dict.fromkeys(broken for one in sources for broken in rules.check(one.kind, references.names_of(found, one))))


def _figures(found: References) -> list[Diagnostic]:
    """The figures of a paper, of its inputs and of the papers it cites worked out; the problems of those that cannot be."""
    problems = [problem for cited in found.cited.values() for problem in _figures(cited)]
    for source in _sources(found):
        missing = tables.fill(source.value)
        problems += missing or compute.fill(source.kind, {**found.names, "paper": source.value})
    return problems


def prints(path: Path, *, fix_text: bool = False) -> bool:
    """Whether a file is a paper that prints, rather than an input of others. Raises GeneratorError when it is neither."""
    return papers.kind_of(path, references.workspace(path).kind_roots, fix_text=fix_text).prints


def _known(code: str, wanted: Iterable[str], known: tuple[str, ...]) -> None:
    """Raises GeneratorError when something wanted is not among what is known."""
    unknown = [one for one in wanted if one not in known]
    if unknown:
        raise GeneratorError([problem(code, name=one, known=", ".join(known)) for one in unknown])


def _scope(checked: Checked, language: str | None, audience: Audience, notes: bool) -> Scope:
    """What the reader may see, in the languages of the paper. Raises GeneratorError for texts that lack a language."""
    seen = _seen(checked.found, audience, notes)
    people = {name: audiences.filtered(person, audience) for name, person in checked.found.people.items()}
    languages = Languages.of(language or str(checked.paper.get("language", "zh-CN")))
    paper = seen["paper"]
    assert paper is not None  # the filter keeps the paper itself
    missing = wording.incomplete(paper, languages)
    if missing:
        places = ", ".join(f"{pointer} ({paper.source.position(pointer).line})" for pointer in missing)
        raise GeneratorError([problem("E501", paper.source.position(missing[0]), pointer=missing[0], count=len(missing),
                                      language=" + ".join(languages.tags), places=places)])  # fmt: skip
    return Scope(checked.kind, languages, seen, people)


def _seen(found: References, audience: Audience, notes: bool) -> dict[str, Node | None]:
    """The names of a paper as a reader may see them; cited papers like the paper itself."""
    full = found.names
    seen = {name: None if node is None else audiences.filtered(node, audience, notes=notes) for name, node in full.items()}
    refs = seen["refs"]
    assert refs is not None  # every paper has its citations, if only none
    refs.update({name: _seen(cited, audience, notes)["paper"] for name, cited in found.cited.items() if name in refs})
    for name, one in found.papers.items():
        compute.withhold(one.kind, {**seen, "paper": seen[name]}, {**full, "paper": full[name]})
    compute.withhold(found.paper.kind, seen, full)
    return seen


def _cut(format: str, wanted: Cut | None, kind: Kind) -> Cut:
    """The cut that a format takes: its own, or the wanted one, or the kind's primary."""
    return CUTS[format] or wanted or kind.cut


def _document(scope: Scope, cut: Cut, audience: Audience, look: Theme) -> Document:
    """The paper as a tree in one cut; made from the other cut's template when the kind has none for this one."""
    source = scope.kind.drawn_by(cut)
    seen = scope if cut == scope.kind.cut else _without(scope, scope.kind.deck_omits)
    name = f"{source}.html.j2"
    xhtml = template.render(name, seen)
    try:
        body = markup.read(xhtml, look.classes, name=f"{scope.kind.file(name) or name} (rendered)")
    except GeneratorError as error:
        raise GeneratorError(origins.located(error.diagnostics, xhtml, name, seen)) from error
    document = Document(masthead.meta(seen, audience), body, source)
    return document if source == cut else cuts.as_deck(document) if cut == "deck" else cuts.as_document(document)


def _without(scope: Scope, omitted: Iterable[str]) -> Scope:
    """The scope with some properties of the paper left out: the secondary cut leaves out what its kind says."""
    paper = scope.names["paper"]
    assert paper is not None  # every scope has its paper
    kept = paper.like({name: value for name, value in paper.items() if name not in set(omitted)})
    return replace(scope, names={**scope.names, "paper": kept})


def _theme(name: str | None, checked: Checked) -> Theme:
    """The theme by precedence: asked for, the paper's, the client's, the working folder's, default."""
    client = checked.found.names.get("client")
    house = client.get("brand_rules") if client else None
    chosen = name or checked.paper.get("theme") or (house.get("theme") if house else None) or checked.place.setting("theme") or "default"
    folders = [checked.place.root / "themes" / str(chosen), BUILT_IN / "themes" / str(chosen), Path(str(chosen))]
    folder = next((folder for folder in folders if len(str(chosen)) < MOST_NAME and (folder / "theme.yaml").is_file()), None)
    if folder is None:
        known = ", ".join(sorted(path.parent.name for path in (BUILT_IN / "themes").glob("*/theme.yaml")))
        named = checked.paper.source.position("/theme") if not name and checked.paper.get("theme") else None
        raise GeneratorError([problem("E712", named, name=chosen, known=known)])
    return themes.load(folder, house.get("colours") if house else None, BUILT_IN / "themes")


def _write(
    documents: Mapping[Cut, Document], cuts: Mapping[str, Cut], look: Theme, checked: Checked, missing_glyphs: MissingGlyphs
) -> dict[str, Written]:
    """Every format written; all problems of all formats at once, each with its place in the paper."""
    place = partial(_placed, checked.paper)
    written: dict[str, Written] = {}
    problems: list[Diagnostic] = []
    for format, cut in cuts.items():
        try:
            pictures = images.collect(documents[cut].body, checked.folder)
            result = writer(format, missing_glyphs=missing_glyphs)(documents[cut], look, pictures)
            written[format] = replace(result, warnings=tuple(map(place, result.warnings)))
        except GeneratorError as error:
            problems += [one for one in map(place, error.diagnostics) if one not in problems]
    if problems:
        raise GeneratorError(problems)
    return written


def _placed(paper: Node, found: Diagnostic) -> Diagnostic:
    """A writer's problem at the value that it is about, or of the paper's file as a whole."""
    if found.position is not None:
        return found
    pointer = paper.pointer_of(found.pointer)
    if found.code in ("E651", "W651") and (written := _first_written(paper.source, found.message.en)):
        return replace(found, position=written)
    position = paper.source.position(pointer) if pointer else Position(paper.source.name)
    return replace(found, position=position, pointer=pointer)


def _first_written(source: Source, message: str) -> Position | None:
    """The first place in the file of a character that the message of E651 names: the page does not know where its text was typed."""
    named = (chr(int(code, 16)) for code in re.findall(r"\(U\+([0-9A-F]{4,6})\)", message))
    places = [index for character in named if (index := source.text.find(character)) >= 0]
    return source.lines.position(min(places)) if places else None


def _name(checked: Checked, scope: Scope, audience: Audience, notes: bool, format: str) -> PurePosixPath:
    """The output's name: the pattern of the working folder filled with the paper's parts."""
    paper = checked.paper
    own = str(paper.get("language", "zh-CN"))
    language = "bilingual" if scope.languages.second else scope.languages.tags[0]
    parts = {
        "client": str(paper.get("client") or paper.get("id") or checked.kind.name),
        "campaign": str(paper.get("campaign") or ""),
        "date": str(paper.get("date") or "undated"),
        "id": str(paper.get("id") or checked.kind.name),
        "kind": checked.kind.name,
        "label": scope.words(checked.kind.label).lines.first,
        "version": str(paper.get("version") or "1"),
        "language": "" if language == own else f"_{language}",
        "copy": "_presenter" if notes else "" if audience == "client" else f"_{audience}",
    }
    output = checked.place.setting("output")
    pattern = str((output.get("pattern") if output else None) or store.PATTERN)
    path = store.output_name(pattern, parts)
    return path.with_name(f"{path.name}.{format}")
