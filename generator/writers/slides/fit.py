"""Fitting a slide: sizes stepped down, then a roomier layout, then a break.

What fits none of these is an error that says by how much it is too long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, problem
from generator.document import Chart, Image, KeyNumber, List, Paragraph, Schedule, Table
from generator.frozen import dataclass
from generator.writers.frames import Frame
from generator.writers.slides import flow, tables, words
from generator.writers.slides.flow import Placed, Region
from generator.writers.slides.pieces import Piece
from generator.writers.slides.plan import Plan, continued, roomier
from generator.writers.slides.step import Setting

FRACTIONS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Shares of the body's height tried when a slide is broken, so that its parts are about equally full."""

ITEMS_PER_HALF = 3
MOST_PARTS = 60

Regions = Callable[[Plan, Setting], list[Region]]
"""The regions of a plan at some sizes; knows the grid and how low the title reaches."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The slides that a plan became, each with its frames, and what kept it from fitting."""

    slides: tuple[tuple[Plan, tuple[Frame, ...]], ...]
    problems: tuple[Diagnostic, ...] = ()


def fit(plan: Plan, settings: Sequence[Setting], regions: Regions) -> Fitted:
    """The plan placed at the largest sizes at which it fits one slide, or broken over several."""
    for setting in settings[:-1]:
        if fits(plan, setting, regions):
            return Fitted(((plan, frames(plan, setting, regions)),))
    chosen = _last_resort(plan, settings, regions)
    if chosen is None:
        return Fitted((), tuple(_explained(plan, settings[-1], regions)))
    parts, setting = chosen
    return Fitted(tuple((part, frames(part, setting, regions)) for part in parts))


def fits(plan: Plan, setting: Setting, regions: Regions) -> bool:
    """Whether every region of a plan has room for its pieces, and every piece its region."""
    found = regions(plan, setting)
    held = {id(piece) for region in found for piece in region.pieces}
    return all(id(piece) in held for _, piece in plan.content) and not any(_bad(region, setting) for region in found)


def frames(plan: Plan, setting: Setting, regions: Regions) -> tuple[Frame, ...]:
    """The frames of all regions."""
    return tuple(frame for region in regions(plan, setting) for frame in flow.place(region, setting).frames)


def _bad(region: Region, setting: Setting) -> bool:
    if any(_cramped(piece, region, setting) for piece in region.pieces):
        return True
    return flow.place(region, setting).culprit is not None


def _cramped(piece: Piece, region: Region, setting: Setting) -> float:
    """The width that a table lacks at these sizes, or 0."""
    return tables.sized(piece.whole, region.box.width, setting).lacking_pt if isinstance(piece.whole, Table) else 0.0


def _last_resort(plan: Plan, settings: Sequence[Setting], regions: Regions) -> tuple[list[Plan], Setting] | None:
    """The plan at the smallest sizes, or broken; broken before the smallest size when both halves keep three items."""
    last = settings[-1]
    if fits(plan, last, regions):
        halves = _filled(plan, settings[-2], regions, 1.0) if len(settings) > 1 else None
        halves = _balanced(plan, halves, settings[-2], regions) if halves and len(halves) == 2 else []
        if halves and all(_items(half) >= ITEMS_PER_HALF for half in halves):
            return halves, settings[-2]
        return [plan], last
    found = _roomier(plan, settings, regions)
    if found is None:
        found = _broken(plan, settings, regions)
    other = roomier(plan)
    return found if found or other is None else _broken(other, settings, regions)


def _roomier(plan: Plan, settings: Sequence[Setting], regions: Regions) -> tuple[list[Plan], Setting] | None:
    """The plan on the first roomier layout that holds it, at the largest sizes."""
    other = roomier(plan)
    while other is not None:
        for setting in settings:
            if fits(other, setting, regions):
                return [other], setting
        other = roomier(other)
    return None


def _broken(plan: Plan, settings: Sequence[Setting], regions: Regions) -> tuple[list[Plan], Setting] | None:
    """The plan on as few slides as can be, at the largest sizes."""
    found = [(parts, setting) for setting in settings if (parts := _filled(plan, setting, regions, 1.0))]
    if not found:
        return None
    parts, setting = min(found, key=lambda choice: len(choice[0]))
    return _balanced(plan, parts, setting, regions), setting


def _items(plan: Plan) -> int:
    return sum(isinstance(piece.block, List | Paragraph) and not piece.continues for _, piece in plan.content)


def _balanced(plan: Plan, least: list[Plan], setting: Setting, regions: Regions) -> list[Plan]:
    """The plan in as many parts as `least`, but about equally full."""
    for fraction in FRACTIONS:
        parts = _filled(plan, setting, regions, fraction)
        if parts and len(parts) == len(least):
            return parts
    return least


def _filled(plan: Plan, setting: Setting, regions: Regions, fraction: float) -> list[Plan] | None:
    """Slides filled one after the other up to `fraction` of their regions."""
    parts: list[Plan] = []
    rest: Plan | None = plan
    while rest is not None and len(parts) < MOST_PARTS:
        taken = {id(piece) for region in regions(rest, setting) for piece in _prefix(_lower(region, fraction), setting)}
        content = rest.content
        part = replace(rest, content=tuple(pair for pair in content if id(pair[1]) in taken))
        if not part.content or not fits(part, setting, regions):  # its regions are not those of the whole; mostly they are wider
            return None
        parts.append(part)
        left = tuple(pair for pair in content if id(pair[1]) not in taken)
        rest = continued(rest, left) if left else None
    return parts if rest is None else None


def _lower(region: Region, fraction: float) -> Region:
    return replace(region, box=replace(region.box, height=region.box.height * fraction))


def _prefix(region: Region, setting: Setting) -> tuple[Piece, ...]:
    """As many pieces from the front as fit; a heading never stands last."""
    low, high = 0, len(region.pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if _bad(replace(region, pieces=region.pieces[:middle]), setting):
            high = middle - 1
        else:
            low = middle
    while 0 < low < len(region.pieces) and region.pieces[low - 1].glued:
        low -= 1
    return region.pieces[: _natural(region.pieces, low)]


def _natural(pieces: Sequence[Piece], end: int) -> int:
    """The end moved back to where a phase of a schedule begins, unless that phase is all there is before."""
    start = end
    while 0 < start < len(pieces) and pieces[start].continues:
        start -= 1
    return start or end


def _explained(plan: Plan, setting: Setting, regions: Regions) -> list[Diagnostic]:
    """Why a plan fits no slide: each piece that is too large even alone, else the region as a whole."""
    found: list[Diagnostic] = []
    for region in regions(plan, setting):
        alone = [(piece, flow.place(replace(region, pieces=(piece,)), setting)) for piece in region.pieces]
        cramped = {id(piece.whole): (piece, placed) for piece, placed in reversed(alone) if _cramped(piece, region, setting)}
        bad = [*cramped.values(), *((piece, placed) for piece, placed in alone if placed.culprit and id(piece.whole) not in cramped)]
        placed = flow.place(region, setting)
        if not bad and placed.culprit:
            bad = [(placed.culprit, placed)]
        found += [_problem(plan, region, piece, result, setting) for piece, result in bad]
    if not found:  # every region would fit, yet no break leaves parts that do
        region = regions(plan, setting)[0]
        found = [_problem(plan, region, region.pieces[-1], flow.place(region, setting), setting)]
    return found


def _problem(plan: Plan, region: Region, piece: Piece, placed: Placed, setting: Setting) -> Diagnostic:
    title = words.called(plan.heading)
    at = _at(piece) or plan.at
    lacking = _cramped(piece, region, setting)
    if lacking:
        columns = len(tables.sized(piece.whole, region.box.width, setting).widths_pt) if isinstance(piece.whole, Table) else 0
        there = round(region.box.width)
        return problem("E667", pointer=at, slide=plan.number, title=title, columns=columns, needed=round(lacking), there=there)
    if isinstance(piece.block, Chart | Image | Schedule | KeyNumber):
        needed, there = round(region.box.height + placed.excess_pt), round(region.box.height)
        return problem("E664", pointer=at, slide=plan.number, title=title, block=_named(piece, at), needed=needed, there=there)
    table = isinstance(piece.block, Table)
    size = setting.step.table_pt if table else setting.step.body_pt
    pitch = size * setting.theme.slide["table" if table else "body"].pitch
    lines = max(1, math.ceil(placed.excess_pt / pitch))
    return problem("E660", pointer=at, slide=plan.number, title=title, block=_named(piece, at), lines=lines, size=f"{size:g}")


def _at(piece: Piece) -> str:
    """The JSON pointer of what a piece was made from."""
    match piece.block:
        case Table(body=rows) if rows:
            return rows[0].at
        case List(items) if items:
            return items[0].at
        case block:
            return str(getattr(block, "at", ""))


def _named(piece: Piece, at: str) -> str:
    return at or type(piece.block).__name__.lower()
