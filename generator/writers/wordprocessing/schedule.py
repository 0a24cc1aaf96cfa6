"""A schedule as a table: task, owner, start, end; groups have a row of their own, milestones a mark."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from generator.document import Cell, Column, Inlines, LineBreak, Row, Schedule, Second, Span, Table, Task, Text
from generator.writers.wordprocessing.paragraphs import Place
from generator.writers.wordprocessing.story import Story
from generator.writers.wordprocessing.tables import table

MILESTONE = "◆ "


def schedule(block: Schedule, place: Place, story: Story) -> str:
    """The `w:tbl` of a schedule, in the order of its tasks. Dates are ISO 8601: the same in both languages."""
    second = story.meta.languages[1] if len(story.meta.languages) > 1 else ""
    head = Row(tuple(Cell(stacked_text(words, second), header=True) for words in block.headings))
    rows: list[Row] = []
    for group, tasks in groupby(block.tasks, key=lambda task: task.group):
        if group:
            rows.append(Row((Cell(stacked_text(group, second), colspan=4, class_="strong"),)))
        rows += [_row(task, second) for task in tasks]
    columns = (Column("wide"), Column(), Column("date"), Column("date"))
    return table(Table(tuple(rows), (head,), columns=columns, caption=block.title, id=block.id), replace(place), story)


def _row(task: Task, second: str) -> Row:
    """A task; a milestone is bold and has one date."""
    name = stacked_text(task.name, second)
    mark: Inlines = (Span((Text(MILESTONE),), "accent"),) if task.milestone else ()
    end = "" if task.milestone else task.end.isoformat()
    cells = (Cell(mark + name), Cell(stacked_text(task.owner, second)), Cell((Text(task.start.isoformat()),)), Cell((Text(end),)))
    return Row(cells, "milestone" if task.milestone else "", task.at)


def stacked_text(text: str, second_language: str) -> Inlines:
    """A plain string of the tree: what follows its first newline is the second language, in a paper of two."""
    first, _, rest = text.partition("\n")
    if not rest:
        return (Text(first),)
    return (Text(first), Second((Text(rest),), second_language)) if second_language else (Text(first), LineBreak(), Text(rest))
