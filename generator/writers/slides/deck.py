"""`lay_out`: the slides of a deck, one after the other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache

from generator.diagnostics import Diagnostic, GeneratorError, errors, problem
from generator.document import Block, Document, Heading, Image, Inlines, LineBreak, Meta, Notes, Paragraph, Section, Text
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.frames import Deck, Frame, Slide, TextFrame
from generator.writers.images import Picture
from generator.writers.labels import spoken
from generator.writers.slides import fit, fixed, grid, layouts, plan, text, words
from generator.writers.slides.flow import Region
from generator.writers.slides.grid import Grid, Slot
from generator.writers.slides.pieces import Piece, cut
from generator.writers.slides.plan import Plan
from generator.writers.slides.step import Setting, steps


@dataclass(slots=True)
class _Course:
    """Where in the deck we are: the slides so far, the part they belong to, and the problems met."""

    settings: Sequence[Setting]
    grid: Grid
    slides: list[Slide] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    part: str = ""
    parts: int = 0


def lay_out(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Deck:
    """The placed slides of a deck. Raises GeneratorError with all that does not fit or has no place."""
    found = grid.read(theme)
    course = _Course([Setting(theme, document.meta, pictures, step) for step in steps(theme)], found)
    blocks = tuple(spoken(document).body)
    for number, (block, after) in enumerate(zip(blocks, (*blocks[1:], None), strict=True), 1):
        _add(block, number, _part_after(after), course)
    course.problems.extend(_twins(course.slides, document.meta))
    if errors(course.problems):
        raise GeneratorError(course.problems)
    return Deck(tuple(course.slides), found.width_pt, found.height_pt, tuple(course.problems))


def _part_after(block: Block | None) -> str:
    """The name of the part that begins with `block`, or ""."""
    if not isinstance(block, Section) or block.class_ != "divider":
        return ""
    heading = next((child for child in block.children if isinstance(child, Heading)), None)
    return words.plain(heading.children) if heading else ""


def _add(block: Block, number: int, following: str, course: _Course) -> None:
    """One section of the deck, as one slide or more."""
    families = tuple(dict.fromkeys((*course.grid.layouts, *layouts.FAMILIES)))
    known = ", ".join(families)
    if not isinstance(block, Section):
        course.problems.append(problem("E661", pointer=getattr(block, "at", ""), what=type(block).__name__, known=known))
        return
    if block.class_ not in families:
        course.problems.append(problem("E662", pointer=block.at, slide=number, layout=block.class_, known=known))
        return
    read = plan.read(block, number, course.part, frozenset(course.grid.layouts), following)
    course.problems.extend(_missing_pictures(read, course.settings[0].pictures))
    match read.layout:
        case "cover":
            _cover(read, course)
        case "divider":
            _divider(read, course)
        case "back":
            _back(read, course)
        case _:
            _content(read, course)


def _missing_pictures(read: Plan, pictures: Mapping[str, Picture]) -> Iterator[Diagnostic]:
    title = words.called(read.heading)
    for _, piece in read.content:
        if isinstance(piece.block, Image) and piece.block.src not in pictures:
            yield problem("E665", pointer=piece.block.at, slide=read.number, title=title, src=piece.block.src)


def _slide(read: Plan, heading: Inlines, frames: Sequence[Frame], course: _Course) -> None:
    notes = tuple(line.text for note in read.notes for line in text.lines(cut([_said(note)]), course.settings[0]))
    title = words.plain(heading)
    slide = Slide(
        len(course.slides) + 1, read.layout, title, tuple(frames), course.grid.panels[read.layout], notes, course.part, read.id, read.at
    )
    course.slides.append(slide)


def _said(note: Notes) -> Section:
    """Notes as a plain section: `cut` leaves out notes themselves."""
    return Section(note.children, lang=note.lang)


def _paragraphs(read: Plan, setting: Setting) -> tuple[list[Inlines], list[Inlines]]:
    """The subtitle and the other words of a cover or divider."""
    subtitle: list[Inlines] = []
    body: list[Inlines] = []
    for slot, piece in read.content:
        block = piece.block
        children = block.children if isinstance(block, Paragraph) else _as_inlines(piece, setting)
        (subtitle if slot == "subtitle" else body).append(children)
    return subtitle, body


def _as_inlines(piece: Piece, setting: Setting) -> Inlines:
    parts = [line.text for line in text.lines([piece], setting)]
    return tuple(inline for part in parts for inline in (Text(part), LineBreak()))[:-1]


def _cover(read: Plan, course: _Course) -> None:
    setting = course.settings[0]
    subtitle, body = _paragraphs(read, setting)
    heading = read.heading or fixed.inlines(setting.meta.title, setting.meta)
    _fixed_slide(read, heading, fixed.cover(read, course.grid.layouts["cover"], setting, subtitle, body), course)


def _divider(read: Plan, course: _Course) -> None:
    setting = course.settings[0]
    course.parts += 1
    course.part = words.plain(read.heading).replace("\n", " / ")
    subtitle, body = _paragraphs(read, setting)
    words_below = [*subtitle, *body]
    _fixed_slide(read, read.heading, fixed.divider(read, course.parts, course.grid.layouts["divider"], setting, words_below), course)


def _back(read: Plan, course: _Course) -> None:
    """The back cover belongs to no part."""
    setting = course.settings[0]
    course.part = ""
    subtitle, body = _paragraphs(read, setting)
    _fixed_slide(read, read.heading, fixed.back(read, course.grid.layouts["back"], setting, [*subtitle, *body]), course)


def _fixed_slide(read: Plan, heading: Inlines, frames: Sequence[Frame], course: _Course) -> None:
    """A cover or divider; words that are too long for their slot are an error."""
    title = words.called(heading)
    if not heading:
        course.problems.append(problem("E663", pointer=read.at, slide=read.number))
    for block in (piece.block for _, piece in read.content if isinstance(piece.block, layouts.WORDLESS)):
        where = str(getattr(block, "at", "")) or read.at
        course.problems.append(
            problem("E668", pointer=where, slide=read.number, title=title, layout=read.layout, what=type(block).__name__.lower())
        )
    for frame in frames:
        if isinstance(frame, TextFrame) and frame.height_pt > frame.box.height + 0.01:
            pitch = frame.lines[0].pitch_pt
            lines = -int((frame.box.height - frame.height_pt) // pitch)
            size = f"{frame.lines[0].runs[0].size_pt:g}"
            where = frame.placeholder
            course.problems.append(problem("E660", pointer=read.at, slide=read.number, title=title, block=where, lines=lines, size=size))
    _slide(read, heading, frames, course)


def _content(read: Plan, course: _Course) -> None:
    """Any other slide."""
    setting = course.settings[0]
    if not read.heading and read.family == "statement":
        read = _titled(read)
    if not read.heading:
        course.problems.append(problem("E663", pointer=read.at, slide=read.number))
        return
    if not read.content:
        _bare(read, course)
        return
    _, long, _ = fixed.title(read.heading, course.grid.layouts[read.layout], setting, read.number, read.at)
    if long:
        course.problems.append(long)
    if long and long.severity == "error":
        return
    result = _fitted(read, course)
    course.problems.extend(result.problems)
    for index, (part, frames) in enumerate(result.slides, 1):
        heading = fixed.marked(read.heading, index, len(result.slides), setting.meta.language)
        frame = fixed.title(heading, course.grid.layouts[part.layout], setting, read.number)[0]
        _slide(part, heading, [frame, *frames, *_margins(part, course)], course)


def _fitted(read: Plan, course: _Course) -> fit.Fitted:
    """The slides of a plan. Its title is longer when it stands on several, and may then take a line more."""
    result = fit.fit(read, course.settings, _regions(read.heading, course))
    longest = fixed.marked(read.heading, 8, 8, course.settings[0].meta.language)
    layouts_used = {part.layout for part, _ in result.slides} or {read.layout}
    if len(result.slides) != 1 and any(_shift(longest, name, course) > _shift(read.heading, name, course) for name in layouts_used):
        return fit.fit(read, course.settings, _regions(longest, course))
    return result


def _shift(heading: Inlines, layout: str, course: _Course) -> float:
    """By how far a title pushes down the body of a layout."""
    return fixed.title(heading, course.grid.layouts[layout], course.settings[0], 0)[2]


def _titled(read: Plan) -> Plan:
    """A statement without a heading: its first words are the title."""
    first = next((piece.block for _, piece in read.content if isinstance(piece.block, Paragraph)), None)
    if first is None:
        return read
    rest = tuple(pair for pair in read.content if pair[1].block is not first)
    return plan.settled(replace(read, heading=first.children, content=rest))


def _bare(read: Plan, course: _Course) -> None:
    """A slide of a heading alone: in a statement the heading stands where the statement would."""
    setting = course.settings[0]
    slots = course.grid.layouts[read.layout]
    frame, long, _ = fixed.title(read.heading, slots, setting, read.number, read.at)
    if read.layout in ("statement-alone", "statement"):
        place = slots["title" if read.layout == "statement-alone" else "body"]
        frame = _stated(read, {"title": place}, setting) or frame
        long = _overlong(frame, read)
    if long:
        course.problems.append(long)
    _slide(read, read.heading, [frame, *_margins(read, course)], course)


def _stated(read: Plan, slots: Mapping[str, Slot], setting: Setting) -> TextFrame | None:
    """A heading as large as a statement."""
    sizes = setting.theme.slide["statement"].sizes_pt
    look = words.Look(sizes[0], bold=True, lang=setting.meta.language)
    return fixed.fitted("title", [read.heading], slots, setting, sizes, look)


def _regions(heading: Inlines, course: _Course) -> fit.Regions:
    shift = cache(lambda layout: _shift(heading, layout, course))

    def regions(read: Plan, setting: Setting) -> list[Region]:
        slots: Mapping[str, Slot] = course.grid.layouts[read.layout]
        return plan.regions(read, slots, shift(read.layout), setting)

    return regions


def _margins(read: Plan, course: _Course) -> list[Frame]:
    setting = course.settings[0]
    sources = list(fixed.sources(read, setting))
    tracker = f"{course.parts}  {course.part}" if course.part else ""
    number = len(course.slides) + 1
    frames = fixed.margins(read, number, sources, tracker, course.grid.layouts[read.layout], setting)
    sources_placed = (frame for frame in frames if isinstance(frame, TextFrame) and frame.placeholder == "source")
    course.problems.extend(found for frame in sources_placed if (found := _overlong(frame, read)))
    return frames


def _overlong(frame: TextFrame, read: Plan) -> Diagnostic | None:
    """The problem of a title or source line that is higher than its place even at the smallest size."""
    if frame.height_pt <= frame.box.height + 0.01:
        return None
    pitch = frame.lines[0].pitch_pt
    lines = math.ceil((frame.height_pt - frame.box.height) / pitch)
    title = words.called(read.heading)
    size = frame.lines[0].runs[0].size_pt
    return problem("E660", pointer=read.at, slide=read.number, title=title, block=frame.placeholder, lines=lines, size=f"{size:g}")


def _twins(slides: Sequence[Slide], meta: Meta) -> Iterator[Diagnostic]:
    """A warning for every slide that bears the title of an earlier one: titles are how slides are told apart by ear. A title that is
    still to be written is told as such."""
    seen: dict[str, int] = {}
    open_words = set(meta.phrases.get("to_fill_in", ()))
    for slide in slides:
        if set(slide.title.split("\n")) <= open_words:
            continue
        if slide.title in seen:
            yield problem("W661", pointer=slide.at, first=seen[slide.title], second=slide.number, title=slide.title.split("\n")[0])
        seen.setdefault(slide.title, slide.number)
