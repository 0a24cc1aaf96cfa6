"""Schedules of slides: bars and milestones over a scale of months or weeks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from generator.document import Schedule, Task
from generator.frozen import dataclass
from generator.writers import measure
from generator.writers.frames import Align, Box, Line, Mark, Run, ScheduleFrame
from generator.writers.slides import words
from generator.writers.slides.step import Setting

DAY = datetime.timedelta(days=1)
MONTHS_PT, WEEKS_PT = 20.0, 34.0
"""Height of the scale: months, or months over weeks."""

MOST_ROW_PT = 34.0
"""The height of a row where there is room for it."""

GUTTER_PT = 12.0
GAP = "  "
"""Between a task's name and who does it, or its name in the second language."""

MOST_LABEL = 0.4
"""The share of the width that task names may take."""

WEEKS_AT_MOST = 18
"""Longer schedules show months only: week numbers would touch each other."""


@dataclass(frozen=True, slots=True)
class _Type:
    """Sizes in points: of task names, of days and months, and of the least row. Names of two languages stand `beside` each other."""

    label_pt: float
    scale_pt: float
    row_pt: float
    beside: bool = True


TYPES = (_Type(14.0, 12.0, 24.0), _Type(12.0, 10.0, 18.0), _Type(12.0, 10.0, 18.0, beside=False))
"""From roomy to tight; the last one is for names that only fit one language below the other."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: a task, or the name of a group."""

    text: str
    task: Task | None
    lines: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What all marks of one schedule share."""

    box: Box
    label_pt: float
    row_pt: float
    head_pt: float
    start: datetime.date
    end: datetime.date
    type: _Type
    setting: Setting

    @property
    def left(self) -> float:
        """Where the time axis begins."""
        return self.box.x + self.label_pt + GUTTER_PT

    def x(self, day: datetime.date) -> float:
        """The place of the morning of `day`."""
        return self.left + (self.box.right - self.left) * (day - self.start).days / ((self.end - self.start).days + 1)


def least_height(schedule: Schedule, whole: Schedule, width: float, setting: Setting) -> float:
    """The height below which the tasks of a slide cannot be drawn on the axis of the `whole`."""
    return min(_needed(schedule, whole, width, type_, type_.row_pt, setting) for type_ in _types(whole, width, setting))


def frame(schedule: Schedule, whole: Schedule, box: Box, setting: Setting) -> ScheduleFrame:
    """The tasks of this slide in `box`, rows as roomy as they fit, on the time axis of the `whole`; its box ends under the last row."""
    types = _types(whole, box.width, setting)
    room = box.height + 0.01
    type_ = next((one for one in types if _needed(schedule, whole, box.width, one, one.row_pt, setting) <= room), types[-1])
    measured = _measured(whole, box.width, type_, setting)
    rows = _rows(schedule, measured, type_)
    start, end = _span(whole)
    head = WEEKS_PT if _weekly(start, end) else MONTHS_PT
    height = min(MOST_ROW_PT, max(type_.row_pt, (box.height - head) / len(rows)))
    if head + sum(_height(row, height, type_, setting) for row in rows) > room:
        height = type_.row_pt  # some names take more lines than others
    plan = _Plan(box, measured.label_pt, height, head, start, end, type_, setting)
    total = head + sum(_height(row, height, type_, setting) for row in rows)
    marks = (*_scale(plan, total), *_bars(plan, rows))
    used = Box(box.x, box.y, box.width, total)
    title = words.plain(schedule.title)
    said = tuple(_said(task) for task in schedule.tasks)
    return ScheduleFrame(used, marks, title or " · ".join(said[:3]), said)


def _said(task: Task) -> str:
    days = f"{task.start:%Y-%m-%d}" + ("" if task.milestone or task.start == task.end else f" – {task.end:%Y-%m-%d}")
    return " · ".join(part for part in (task.name.replace("\n", " / "), days, task.owner) if part)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A whole schedule in one type: the width of its names, whether each fits on its line, and the lines that each text takes.

    Months stand at one place on all slides of a schedule. It holds the schedule, so that no other can have the same identity.
    """

    whole: Schedule
    label_pt: float
    fits: bool
    lines: Mapping[str, int]


def _measured(whole: Schedule, width: float, type_: _Type, setting: Setting) -> _Measured:
    """The schedule measured; once per width and type, since one that flows over slides is asked for hundreds of times."""
    key = (id(whole), width, type_)
    if key not in setting.memo:
        texts = {_label(task.name, task.owner, type_) for task in whole.tasks} | {task.group for task in whole.tasks}
        font = setting.theme.latin.office
        said = {text: [measure.Words(text, type_.label_pt, True)] for text in texts}
        natural = max(measure.natural_width(one, font) for one in said.values()) * 1.011 + 2.5
        label = min(natural, width * MOST_LABEL)
        lines = {text: measure.lines(one, label, font) for text, one in said.items()}
        setting.memo[key] = _Measured(whole, label, natural <= width * MOST_LABEL, lines)
    found: _Measured = setting.memo[key]
    return found


def _types(whole: Schedule, width: float, setting: Setting) -> tuple[_Type, ...]:
    """The types at which every name of the schedule stands on its line, and the last one, which takes more lines."""
    return (*(type_ for type_ in TYPES[:-1] if _measured(whole, width, type_, setting).fits), TYPES[-1])


def _needed(schedule: Schedule, whole: Schedule, width: float, type_: _Type, row_pt: float, setting: Setting) -> float:
    rows = _rows(schedule, _measured(whole, width, type_, setting), type_)
    head = WEEKS_PT if _weekly(*_span(whole)) else MONTHS_PT
    return head + sum(_height(row, row_pt, type_, setting) for row in rows)


def _label(name: str, owner: str, type_: _Type) -> str:
    if "\n" in name:
        return GAP.join(name.split("\n")) if type_.beside else name
    return f"{name}{GAP}{owner}" if owner else name


def _rows(schedule: Schedule, measured: _Measured, type_: _Type) -> list[_Row]:
    rows: list[_Row] = []
    group = ""
    for task in schedule.tasks:
        if task.group and task.group != group:
            rows.append(_Row(task.group, None, measured.lines[task.group]))
        group = task.group
        rows.append(_Row(task.name, task, measured.lines[_label(task.name, task.owner, type_)]))
    return rows


def _height(row: _Row, height: float, type_: _Type, setting: Setting) -> float:
    return max(height, row.lines * type_.label_pt * setting.theme.slide["table"].pitch + 2)


def _span(schedule: Schedule) -> tuple[datetime.date, datetime.date]:
    """Whole weeks around the tasks, or whole months for a long schedule."""
    first, last = min(task.start for task in schedule.tasks), max(task.end for task in schedule.tasks)
    monday, sunday = first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY
    if _weekly(monday, sunday):
        return monday, sunday
    return first.replace(day=1), _next_month(last) - DAY


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def _line(
    text: str, size: float, setting: Setting, *, colour: str = "ink", bold: bool = False, align: Align = "left", beside: bool = False
) -> Line:
    first, *rest = text.split("\n")
    language = setting.meta.language
    runs = [Run(first, size, colour, language, bold)]
    if rest:  # the second language of a task's name
        second, parting = setting.meta.languages[-1], GAP if beside else "\n"
        runs.append(Run(parting + parting.join(rest), round(size * setting.theme.second_scale), setting.theme.second_colour, second))
    return Line(tuple(runs), size * setting.theme.slide["table"].pitch, align=align)


def _scale(plan: _Plan, height: float) -> Iterator[Mark]:
    """Months, weeks, a hairline at every month or week, and a rule below the scale."""
    top = plan.box.y
    size = plan.type.scale_pt
    for month_start, month_end in _months(plan.start, plan.end):
        x, right = plan.x(month_start), plan.x(month_end + DAY)
        line = _line(_month_name(month_start, plan.setting), size, plan.setting, bold=True)
        if right - x > 2.6 * size:
            yield Mark("text", Box(x + 3, top, right - x - 3, 16), f"Month {month_start:%Y-%m}", lines=(line,))
        if month_start != plan.start:
            yield Mark("rule", Box(x, top, 0.75, height), "Month rule", "hairline")
    for monday in _mondays(plan.start, plan.end) if _weekly(plan.start, plan.end) else ():
        line = _line(f"{monday.day}", size, plan.setting, colour="grey")
        x = plan.x(monday)
        yield Mark("text", Box(x + 3, top + 16, plan.x(monday + 7 * DAY) - x - 3, 16), f"Week of {monday}", lines=(line,))
    yield Mark("rule", Box(plan.box.x, top + plan.head_pt - 2, plan.box.width, 1), "Scale rule", "ink")


def _weekly(start: datetime.date, end: datetime.date) -> bool:
    """Whether weeks are shown too."""
    return (end - start).days < WEEKS_AT_MOST * 7


def _months(start: datetime.date, end: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    day = start
    while day <= end:
        last = min(_next_month(day) - DAY, end)
        yield day, last
        day = last + DAY


def _mondays(start: datetime.date, end: datetime.date) -> Iterator[datetime.date]:
    return (start + number * 7 * DAY for number in range(((end - start).days + 1) // 7))


ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month_name(day: datetime.date, setting: Setting) -> str:
    if setting.meta.language.startswith("zh"):
        return f"{day.month}月"
    return ENGLISH_MONTHS[day.month - 1]


def _bars(plan: _Plan, rows: Sequence[_Row]) -> Iterator[Mark]:
    y = plan.box.y + plan.head_pt
    for index, row in enumerate(rows):
        height = _height(row, plan.row_pt, plan.type, plan.setting)
        band = Box(plan.box.x, y, plan.box.width, height)
        if index:
            yield Mark("rule", Box(band.x, y, band.width, 0.5), "Row rule", "hairline")
        yield _name(plan, row, band)
        if row.task:
            yield from _bar(plan, row.task, band)
        y += height


def _name(plan: _Plan, row: _Row, band: Box) -> Mark:
    box = Box(band.x, band.y, plan.label_pt if row.task else band.width, band.height)
    if not row.task:
        return Mark("text", box, f"Group: {row.text}", lines=(_line(row.text, plan.type.label_pt, plan.setting, bold=True),))
    line = _line(row.text, plan.type.label_pt, plan.setting, beside=plan.type.beside)
    if row.task.owner and "\n" not in row.text:
        owner = Run(GAP + row.task.owner, plan.type.label_pt, "grey", plan.setting.meta.language)
        line = Line((*line.runs, owner), line.pitch_pt)
    return Mark("text", box, f"Name: {row.text}", lines=(line,))


def _bar(plan: _Plan, task: Task, band: Box) -> Iterator[Mark]:
    """A bar with its days beside it, or a diamond with its day."""
    name = task.name.replace("\n", " / ")
    thick = min(14.0, band.height * 0.5)
    middle = band.y + band.height / 2
    left, right = plan.x(task.start), plan.x(task.end + DAY)
    if task.milestone:
        centre = (left + plan.x(task.start + DAY)) / 2
        left, right = centre - thick / 2, centre + thick / 2
        yield Mark("milestone", Box(left, middle - thick / 2, thick, thick), f"Milestone: {name}", "accent")
        text = _day(task.start)
    else:
        yield Mark("bar", Box(left, middle - thick / 2, right - left, thick), f"Task: {name}", "support")
        text = _day(task.start) if task.start == task.end else f"{_day(task.start)}–{_day(task.end)}"
    yield _days(plan, text, name, left, right, middle)


def _day(day: datetime.date) -> str:
    return f"{day.month}/{day.day}"


def _days(plan: _Plan, text: str, name: str, left: float, right: float, middle: float) -> Mark:
    """The days, right of the bar where there is room, else left of it."""
    size = plan.type.scale_pt
    width = measure.natural_width([measure.Words(text, size)], plan.setting.theme.latin.office) + 4
    fits = right + 5 + width <= plan.box.right
    x = right + 5 if fits else left - 5 - width
    line = _line(text, size, plan.setting, colour="grey", align="left" if fits else "right")
    return Mark("text", Box(x, middle - line.pitch_pt / 2, width, line.pitch_pt), f"Days: {name}", lines=(line,))
