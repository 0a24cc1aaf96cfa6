"""From one YAML file to its finished formats: the line of steps, read aloud. Nothing here knows a kind or a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from generator import chart_checks, cuts, inputs, looks, markup, masthead, naming, papers, placing, references, template, visible
from generator.checking import Checked, check
from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.document import Audience, Cut, Document
from generator.frozen import dataclass
from generator.inputs import Inputs
from generator.shapes import AUDIENCES
from generator.template import Scope
from generator.theme import Theme
from generator.uncollected import uncollected
from generator.writers import CUTS, WRITERS, MissingGlyphs, writer
from generator.writers.everyday import is_everyday
from generator.writers.images import Picture
from generator.writers.written import Written

LANGUAGES = ("zh-CN", "en", "bilingual")


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file: its name below the output folder and its bytes."""

    name: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True)
class Build:
    """What a paper became: outputs by format, and warnings; `inputs` are what it was made from."""

    outputs: Mapping[str, Output]
    warnings: tuple[Diagnostic, ...] = ()
    inputs: Inputs = field(default_factory=Inputs)


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
    return printed(check(Path(path), fix_text=fix_text), formats, theme, language, audience, cut, notes, missing_glyphs)


@uncollected
def printed(
    checked: Checked,
    formats: Iterable[str] | None = None,
    theme: str | None = None,
    language: str | None = None,
    audience: Audience = "client",
    cut: Cut | None = None,
    notes: bool = False,
    missing_glyphs: MissingGlyphs = "error",
    drawn: bool = True,
) -> Build:
    """The finished formats of a paper that is already read and checked; the arguments are those of `build`. Without `drawn`, for who
    only wants the warnings, the logo may be an empty picture of its size."""
    wanted = tuple(formats or checked.kind.formats)
    _may_be_built(checked, wanted, language, audience)
    scope = visible.scope(checked, language, audience, notes)
    look = looks.theme(theme, checked, drawn=drawn)
    taken = {format: CUTS[format] or cut or checked.kind.cut for format in wanted}
    documents = {one: document(scope, one, audience, look) for one in dict.fromkeys(taken.values())}
    charted = [placing.placed(checked.paper, one) for one in chart_checks.found(documents.values())]
    wrong = [one for one in charted if one.severity == "error"]
    written = _write({format: documents[one] for format, one in taken.items()}, look, checked, missing_glyphs, wrong, drawn)
    name = naming.output_name(checked, scope, audience, notes)
    outputs = {format: Output(name.with_name(f"{name.name}.{format}"), result.data) for format, result in written.items()}
    remarks = (
        *checked.warnings,
        *looks.remarks(look, checked),
        *charted,
        *(warning for result in written.values() for warning in result.warnings),
    )
    return Build(outputs, tuple(_once(remarks)), inputs.of(checked, look, documents.values()))


def _once(remarks: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The remarks in their order, none twice: PowerPoint and PDF of a deck have the same slides."""
    found: list[Diagnostic] = []
    for remark in remarks:
        if remark not in found:
            found.append(remark)
    return found


def warnings(
    path: Path, *, fix_text: bool = False, missing_glyphs: MissingGlyphs = "error", pages: bool = False
) -> tuple[Diagnostic, ...]:
    """Everything that there is to say about a file that can be printed or used by others; a draft that is not yet filled in is said to
    be so. Raises GeneratorError with all its problems.

    Pages are laid out only with `pages` (what is said of their number), or for characters that a font may lack: that takes most of
    the time. Slides always are. A Word file is made where its writer may have something to say.
    """
    checked = check(path, fix_text=fix_text)
    if checked.unfilled or checked.found.paper.open or not checked.kind.prints:
        return checked.warnings  # how placeholders look on a page is nothing to remark
    everyday = all(is_everyday(one.source.text) for one in (checked.found.paper, *checked.found.papers.values()))
    quick = [format for format in checked.kind.formats if format != "pdf"]
    laid = pages or not (quick and everyday)
    return printed(checked, None if laid else quick, missing_glyphs=missing_glyphs, drawn=laid).warnings


def prints(path: Path, *, fix_text: bool = False) -> bool:
    """Whether a file is a paper that prints, rather than an input of others. Raises GeneratorError when it is neither."""
    return papers.kind_of(path, references.workspace(path).kind_roots, fix_text=fix_text).prints


def _may_be_built(checked: Checked, formats: Iterable[str], language: str | None, audience: Audience) -> None:
    """Raises GeneratorError when what is asked for does not exist, or the paper is an input of others or not filled in yet."""
    _known("E705", formats, tuple(WRITERS))
    _known("E707", (language or "zh-CN",), LANGUAGES)
    _known("E708", (audience,), AUDIENCES)
    if not checked.kind.prints:
        raise GeneratorError([problem("E706", checked.paper.source.position("/kind"), kind=checked.kind.name)])
    if checked.unfilled:
        raise GeneratorError(checked.unfilled)


def _known(code: str, wanted: Iterable[str], known: tuple[str, ...]) -> None:
    """Raises GeneratorError when something wanted is not among what is known."""
    unknown = [one for one in wanted if one not in known]
    if unknown:
        raise GeneratorError([problem(code, name=one, known=", ".join(known)) for one in unknown])


def document(scope: Scope, cut: Cut, audience: Audience, look: Theme) -> Document:
    """The paper as a tree in one cut; made from the other cut's template when the kind has none for this one."""
    source = scope.kind.drawn_by(cut)
    seen = scope if cut == scope.kind.cut else _without(scope, scope.kind.deck_omits)
    name = f"{source}.html.j2"
    xhtml = template.render(name, seen)
    try:
        body = markup.read(xhtml, look.classes, name=f"{scope.kind.file(name) or name} (rendered)")
    except GeneratorError as error:
        from generator.template import origins  # noqa: PLC0415 - only a paper that has failed pays for it

        raise GeneratorError(origins.located(error.diagnostics, xhtml, name, seen)) from error
    tree = Document(masthead.meta(seen, audience), body, source)
    made = tree if source == cut else cuts.as_deck(tree) if cut == "deck" else cuts.as_document(tree)
    return looks.lettered(made, look)


def _without(scope: Scope, omitted: Iterable[str]) -> Scope:
    """The scope with some properties of the paper left out: the secondary cut leaves out what its kind says."""
    paper = scope.names["paper"]
    assert paper is not None  # every scope has its paper
    kept = paper.like({name: value for name, value in paper.items() if name not in set(omitted)})
    return replace(scope, names={**scope.names, "paper": kept})


def _write(
    documents: Mapping[str, Document], look: Theme, checked: Checked, missing_glyphs: MissingGlyphs, wrong: list[Diagnostic], drawn: bool
) -> dict[str, Written]:
    """Every format written; all problems of all formats and what is `wrong` already at once, each with its place in the paper. Without
    `drawn`, only formats whose writer may have something to say."""
    place = partial(placing.placed, checked.paper)
    written: dict[str, Written] = {}
    problems = list(wrong)
    pictures: dict[Cut, Mapping[str, Picture]] = {}  # read once for all formats of a cut
    for format, document in documents.items():
        try:
            if document.cut not in pictures:
                pictures[document.cut] = looks.pictures(document, look, checked.folder, drawn=drawn)
            if not drawn and looks.writes_silently(format, document, look):
                continue
            result = writer(format, missing_glyphs=missing_glyphs)(document, look, pictures[document.cut])
            written[format] = replace(result, warnings=tuple(map(place, result.warnings)))
        except GeneratorError as error:
            problems += [one for one in map(place, error.diagnostics) if one not in problems]
    if problems:
        raise GeneratorError(problems)
    return written
