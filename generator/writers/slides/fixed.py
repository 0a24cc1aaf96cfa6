"""The parts of a slide that no body text flows into: title, cover, divider, source line, tracker, footer and number."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, problem
from generator.document import Chart, Inlines, Lines, Meta, Second, Text
from generator.writers.frames import Anchor, Box, Frame, Line, PictureFrame, TextFrame
from generator.writers.images import logo_size_pt
from generator.writers.slides import words
from generator.writers.slides.grid import Slot
from generator.writers.slides.plan import Plan
from generator.writers.slides.step import Setting
from generator.writers.slides.words import Look

Slots = Mapping[str, Slot]

TITLE_LINES = 2
MARGINS = frozenset({"title", "source", "tracker", "footer", "slide number"})
"""The slots that no content flows into."""

SMALLER_TITLES = (24.0, 20.0)
"""Sizes of a cover's title that is too long even at the smallest of a statement: it still shows, rather than stopping the deck."""

LOGO_GAP_PT = 3.0
"""Between the logo of a cover and the date below it."""

CLEAR_PT = 10.0
"""What stays free between a long title and the body."""

ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def inlines(lines: Lines, meta: Meta) -> Inlines:
    """A line of the title block as inlines, the second language below."""
    if not lines.first:
        return ()
    second: Inlines = (Second((Text(lines.second),), meta.languages[-1]),) if lines.second else ()
    return (Text(lines.first), *second)


def beside(lines: Lines) -> Inlines:
    """Both languages on one line: names are short."""
    return (Text(" / ".join(lines)),) if lines else ()


def marked(heading: Inlines, part: int, parts: int, language: str) -> Inlines:
    """A title with "(1/2)" behind its first language when the slide is one of several."""
    if parts == 1:
        return heading
    mark = Text(f"（{part}/{parts}）" if language.startswith("zh") else f" ({part}/{parts})")
    if heading and isinstance(heading[-1], Second):
        return (*heading[:-1], mark, heading[-1])
    return (*heading, mark)


def title(heading: Inlines, slots: Slots, setting: Setting, number: int, at: str = "") -> tuple[TextFrame, Diagnostic | None, float]:
    """The title at the largest size at which it takes the fewest lines; a warning when these are more than two, an error when it leaves
    no room for anything else; and by how far it pushes the body down."""
    slot = slots["title"]
    role = setting.theme.slide["title"]
    looks = (_on(slot, Look(size, bold=True, lang=setting.meta.language)) for size in role.sizes_pt)
    lines = [_line(heading, look, role.pitch, setting, heading=1) for look in looks]
    counts = [words.count(line, slot.inner.width, setting.theme) for line in lines]
    count = min(counts)  # the largest size at which it takes the fewest lines: no last word alone on a line
    line, size = lines[counts.index(count)], role.sizes_pt[counts.index(count)]
    height = count * line.pitch_pt
    card = bool(slot.fill)
    shift = 0.0 if card else max(0.0, slot.box.y + height + CLEAR_PT - _content_top(slots))
    tall = max(slot.box.height, height + 2 * slot.inset_pt)
    top = slot.box.bottom - tall if card else slot.box.y  # a card lies low on its picture and grows upwards
    box = replace(slot.box, y=top, height=tall)
    look = TextFrame(box, (line,), "title", "Title", slot.anchor, "", height, slot.inset_pt, slot.fill, slot.opacity)
    frame = _pale(look if card else replace(look, anchor="top"))
    said = words.called(heading)
    long = problem("W660", pointer=at, slide=number, lines=count, title=said) if count > TITLE_LINES else None
    excess = tall - max(slot.box.height, _most(slots))
    if excess > 0:
        over = math.ceil(excess / line.pitch_pt)
        long = problem("E660", pointer=at, slide=number, title=said, block="title", lines=over, size=f"{size:g}")
    return frame, long, shift


def _content_top(slots: Slots) -> float:
    title = slots["title"].box
    below = (slot.box.y for name, slot in slots.items() if name not in MARGINS and (slot.box.y > title.y or slots["title"].fill))
    return min(below, default=title.bottom + CLEAR_PT)


def _most(slots: Slots) -> float:
    """The height that a title may take: down to the middle of the slots below it, or, on a card, up to the upper edge of its picture."""
    slot, top = slots["title"], _content_top(slots)
    bottom = max((other.box.bottom for name, other in slots.items() if name not in MARGINS), default=slot.box.bottom)
    return slot.box.bottom - top if slot.fill else (top + bottom) / 2 - slot.box.y


def _on(slot: Slot, look: Look) -> Look:
    """A look as the ground of its slot wants it: light on dark."""
    light = {"ink": "paper", "grey": "pale"}
    return replace(look, colour=light.get(look.colour, look.colour)) if slot.light else look


def _line(children: Inlines, look: Look, pitch: float, setting: Setting, *, heading: int = 0, right: bool = False) -> Line:
    return words.line(children, look, pitch, setting.theme, heading=heading, align="right" if right else "left")


def fitted(
    name: str,
    paragraphs: Sequence[Inlines],
    slots: Slots,
    setting: Setting,
    sizes: Iterable[float],
    look: Look,
    *,
    anchor: Anchor | None = None,
    gap: float = 0.0,
) -> TextFrame | None:
    """Words in a slot, at the first of `sizes` at which they fit (the last one when none does); None without slot or words.

    `gap` is the space between paragraphs as a share of the size."""
    filled = [paragraph for paragraph in paragraphs if paragraph]
    slot = slots.get(name)
    if slot is None or not filled:
        return None
    pitch = {"title": 1.2, "number": 1.15}.get(name, setting.pitch)
    right = name in ("agency", "date")
    for size in sizes:
        sized = _on(slot, replace(look, size_pt=size))
        lines = tuple(_line(paragraph, sized, pitch, setting, heading=1 if name == "title" else 0, right=right) for paragraph in filled)
        lines = (lines[0], *(replace(line, before_pt=size * gap) for line in lines[1:]))
        height = words.height(lines, slot.box.width, setting.theme)
        if height <= slot.box.height:
            break
    return TextFrame(slot.box, lines, name, name.capitalize(), anchor or slot.anchor, height_pt=height)


def logo(slots: Slots, setting: Setting) -> PictureFrame | None:
    """The logo on the cover: the agency's in place of its name, at its right edge; a client's at the foot, below the date."""
    meta = setting.meta
    slot = slots.get("agency")
    if meta.logo is None or slot is None or meta.logo.src not in setting.pictures:
        return None
    width, height = logo_size_pt(setting.pictures[meta.logo.src])
    owner, lowest = (meta.agency, slot.box) if meta.logo.owner == "agency" else (meta.client, slots.get("date", slot).box)
    box = Box(slot.box.right - width, lowest.bottom - height - LOGO_GAP_PT, width, height)
    return PictureFrame(box, meta.logo.src, " / ".join(owner))


def _big(setting: Setting) -> tuple[float, ...]:
    """The sizes of a title that is its slide."""
    sizes = setting.theme.slide["statement"].sizes_pt
    return (*sizes, *(size for size in SMALLER_TITLES if size < sizes[-1]))


def cover(plan: Plan, slots: Slots, setting: Setting, subtitle: Sequence[Inlines], body: Sequence[Inlines]) -> list[Frame]:
    """The cover: title, subtitle, client, agency and date of the paper, and what else its section says."""
    meta = setting.meta
    language = meta.language
    big = _big(setting)
    version = f" · {meta.version}" if meta.version else ""
    days = [(Text(date_words(meta.date, tag) + ("" if number else version)),) for number, tag in enumerate(meta.languages)]
    small = (14.0, 12.0)
    mark = logo(slots, setting)
    named = [] if mark and meta.logo and meta.logo.owner == "agency" else [beside(meta.agency)]
    found = [
        fitted("title", [plan.heading or inlines(meta.title, meta)], slots, setting, big, Look(40, bold=True, lang=language)),
        _subtitle(subtitle or [inlines(meta.subtitle, meta)], _homeless(slots, named, days, setting), slots, setting),
        fitted("client", [beside(meta.client)], slots, setting, (16.0, 14.0), Look(16, lang=language)),
        fitted("body", body or [inlines(meta.kind_label, meta)], slots, setting, small, Look(14, lang=language)),
        fitted("agency", named, slots, setting, (16.0, 14.0), Look(16, "ink", True, language)),
        fitted("date", days, slots, setting, small, Look(14, "grey", lang=language)),
    ]
    return [*(_pale(frame) for frame in found if frame), *([mark] if mark else [])]


def _subtitle(said: Sequence[Inlines], homeless: Sequence[Inlines], slots: Slots, setting: Setting) -> TextFrame | None:
    """The subtitle, and below it what has no place of its own: a line each, or all on one where that would be too high."""
    look = Look(20, lang=setting.meta.language)
    frame = fitted("subtitle", [*said, *homeless], slots, setting, (20.0, 18.0, 16.0, 14.0), look)
    if frame is None or not homeless or frame.height_pt <= frame.box.height:
        return frame
    together = (Text(" · ".join(words.plain(line) for line in homeless if line)),)
    return fitted("subtitle", [*said, together], slots, setting, (20.0, 18.0, 16.0, 14.0, 12.0), look)


def _homeless(slots: Slots, agency: Sequence[Inlines], days: Sequence[Inlines], setting: Setting) -> list[Inlines]:
    """What a house's cover has no place of its own for: it stands below the subtitle."""
    given = {"client": [beside(setting.meta.client)], "agency": agency, "date": days}
    return [line for name, lines in given.items() if name not in slots for line in lines]


def _pale(frame: TextFrame) -> TextFrame:
    """The second language on something dark in the pale colour: grey would not be read there."""
    if not any(run.colour in ("paper", "pale") for line in frame.lines for run in line.runs):
        return frame
    lines = tuple(
        replace(line, runs=tuple(replace(run, colour="pale") if run.colour == "grey" else run for run in line.runs)) for line in frame.lines
    )
    return replace(frame, lines=lines)


def divider(plan: Plan, order: int, slots: Slots, setting: Setting, body: Sequence[Inlines]) -> list[TextFrame]:
    """A divider: its number among the parts, its name, and what else its section says."""
    language = setting.meta.language
    big = _big(setting)
    found = [
        fitted("title", [plan.heading], slots, setting, big, Look(40, bold=True, lang=language)),
        fitted("number", [(Text(str(order)),)], slots, setting, (88.0,), Look(88, "grey", lang=language)),
        fitted("body", body, slots, setting, (18.0, 16.0, 14.0), Look(18, "grey", lang=language)),
    ]
    return [_pale(frame) for frame in found if frame]


def back(plan: Plan, slots: Slots, setting: Setting, body: Sequence[Inlines]) -> list[TextFrame]:
    """The back cover: closing words, and how to reach us."""
    language = setting.meta.language
    found = [
        fitted("title", [plan.heading], slots, setting, _big(setting), Look(40, bold=True, lang=language)),
        fitted("body", body, slots, setting, (16.0, 14.0, 12.0), Look(16, lang=language), gap=0.6),
    ]
    return [_pale(frame) for frame in found if frame]


def date_words(day: datetime.date, language: str) -> str:
    """A date in words of a language."""
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def _on_one_line(name: str, candidates: Sequence[str], slots: Slots, setting: Setting, look: Look) -> TextFrame | None:
    """A footer or tracker: the first of the candidates that stands on its line, else the last one cut short; it says nothing new."""
    said = [text for text in candidates if text]
    sizes = setting.theme.slide["footer"].sizes_pt
    for text in said:
        frame = fitted(name, [(Text(text),)], slots, setting, sizes, look)
        if frame is None or frame.height_pt <= frame.box.height:
            return frame
    cut = (f"{said[-1][:length].rstrip()}…" for length in range(len(said[-1]) - 1, 0, -1)) if said else ()
    frames = (fitted(name, [(Text(text),)], slots, setting, sizes[-1:], look) for text in cut)
    return next((frame for frame in frames if frame and frame.height_pt <= frame.box.height), None)


def sources(plan: Plan, setting: Setting) -> Iterator[str]:
    """What stands in the source line: first what is no source, then all sources behind one word for them."""
    chinese = setting.meta.language.startswith("zh")
    label = setting.phrase("source", "来源" if chinese else "Source") + ("：" if chinese else ": ")
    said = [words.plain(source).replace("\n", " / ") for source in plan.sources]
    charts = (piece.block for _, piece in plan.content if isinstance(piece.block, Chart))
    said += [label + chart.source.removeprefix(label) for chart in charts if chart.source]
    yield from dict.fromkeys(line for line in said if not line.startswith(label))
    named = dict.fromkeys(line.removeprefix(label).replace(" / Source: ", " / ") for line in said if line.startswith(label))
    if named:
        yield label + ("；" if chinese else "; ").join(named)


def margins(plan: Plan, number: int, said: Sequence[str], tracker: str, slots: Slots, setting: Setting) -> list[Frame]:
    """Source line, tracker, footer and slide number."""
    meta = setting.meta
    grey = Look(10, "grey", lang=meta.language)
    source = [(Text(("；" if meta.language.startswith("zh") else "; ").join(said)),)] if said else []
    client = " / ".join(meta.client)
    footers = [" · ".join(part for part in (client, meta.title.first) if part), client]
    found = [
        fitted("source", source, slots, setting, setting.theme.slide["source"].sizes_pt, grey, anchor="bottom"),
        _on_one_line("tracker", [tracker, tracker.split(" / ", maxsplit=1)[0]], slots, setting, grey),
        _on_one_line("footer", footers, slots, setting, grey),
    ]
    frames: list[Frame] = [frame for frame in found if frame]
    if "slide number" in slots:
        slot = slots["slide number"]
        line = words.line((Text(str(number)),), grey, 1.2, setting.theme, align="right")
        frames.append(TextFrame(slot.box, (line,), "slide number", "Slide number", height_pt=line.pitch_pt))
    return frames
