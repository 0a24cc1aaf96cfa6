"""Pictures, charts, schedules and key numbers → HTML. What is drawn from the data carries `data-drawn` and is not read back."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote

from generator.document import Chart, Image, Inlines, KeyNumber, Schedule, Task
from generator.writers import charts
from generator.writers.html.inlines import line, text
from generator.writers.html.setting import Setting, attribute, attributes
from generator.writers.images import NARROW, PICTURE_SHARE
from generator.writers.wordprocessing.fields import MOST_KEY_NUMBERS
from generator.writers.wordprocessing.schedule import MILESTONE

PICTURE_SCHEME = "picture:"
"""On pages, how a picture is asked for: this and its quoted `src`."""

NARROWED = frozenset({"narrow", "left", "right"})
"""Classes of pictures that take half of the width."""

NO_FIGURE = "–"
"""How a gap in the data is printed."""


def image(setting: Setting, block: Image) -> str:
    """The picture at its natural size, made narrower by the page or its class only."""
    caption = _caption(setting, block.caption)
    marks = attributes(class_=f"image {block.class_}".strip(), id=block.id, data_at=block.at)
    return f"<figure{marks}>{caption}{_img(setting, block)}</figure>"


def _img(setting: Setting, block: Image) -> str:
    picture = setting.pictures.get(block.src)
    if picture is None:
        return f"<img{attribute('src', block.src)}{attribute('alt', block.alt)}/>"
    if setting.paged:
        room = setting.width_pt * (NARROW if NARROWED & set(block.class_.split()) else 1)
        height_room = setting.height_pt * PICTURE_SHARE
        width = min(picture.width_px * 72 / picture.dpi, room, height_room * picture.width_px / picture.height_px)
        # PDF/UA asks for words; a picture without any is called by its name
        source = picture_source(setting, block.src)
        return f'<img{attributes(src=source, alt=block.alt or block.src)} style="width: {width:.2f}pt"/>'
    return f"<img{attributes(src=picture_source(setting, block.src), data_src=block.src)}{attribute('alt', block.alt)}/>"


def picture_source(setting: Setting, src: str) -> str:
    """How the page names a picture that is there: by its key on the pages of a PDF, by its bytes on the screen."""
    if setting.paged:
        return PICTURE_SCHEME + quote(src)
    picture = setting.pictures[src]
    return f"data:image/{picture.format};base64,{b64encode(picture.data).decode()}"


def key_number(setting: Setting, block: KeyNumber) -> str:
    """The figure above its label."""
    marks = attributes(class_=f"keynumber {block.class_}".strip(), data_at=block.at)
    label = f"<figcaption>{line(setting, block.label)}</figcaption>" if block.label else ""
    return f"<figure{marks}><strong>{text(setting, block.value)}</strong>{label}</figure>"


def key_numbers(setting: Setting, blocks: Sequence[KeyNumber]) -> str:
    """Key numbers that follow each other; on pages side by side in equal columns, as in Word."""
    figures = "\n".join([key_number(setting, block) for block in blocks])
    if not setting.paged or len(blocks) == 1:
        return figures
    columns = f"grid-template-columns: repeat({min(MOST_KEY_NUMBERS, len(blocks))}, minmax(0, 1fr))"
    return f'<div class="keynumbers" style="{columns}">{figures}</div>'


def _caption(setting: Setting, content: Inlines) -> str:
    return f"<figcaption>{line(setting, content)}</figcaption>" if content else ""


# ---------------------------------------------------------------------------------------------------------------------- chart


def chart(setting: Setting, block: Chart) -> str:
    """Title, unit, drawing and source; the data as a table, left out on pages."""
    marks = attributes(
        class_=f"chart {block.class_}".strip(),
        id=block.id,
        data_type=block.type,
        data_unit=block.unit,
        data_format=block.number_format,
        data_highlight=block.highlight,
        data_source=block.source,
        data_palette=block.palette,
        data_alt=block.alt,
        data_at=block.at,
        data_axis2=block.axis2,
        data_format2=block.format2,
        data_places=" ".join(map(str, block.places)),
        data_cross=block.cross if block.cross != "mean" else "",
    )
    height = charts.natural_height(block, setting.width_pt)
    parts = (
        _caption(setting, block.title),
        charts.svg(block, setting.theme, setting.width_pt, height, setting.languages),
        _drawn_line(setting, "source", charts.note(block, setting.languages, setting.phrases)),
        "" if setting.paged else _chart_table(setting, block),
    )
    return f"<figure{marks}>{''.join(parts)}</figure>"


def _drawn_line(setting: Setting, name: str, words: str) -> str:
    return f'<p class="{name}" data-drawn="{name}">{text(setting, words)}</p>' if words else ""


def _chart_table(setting: Setting, block: Chart) -> str:
    axes = (' data-axis="2"' if series.axis == 2 else "" for series in block.series)
    head = "".join(f'<th scope="col"{axis}>{text(setting, series.name)}</th>' for axis, series in zip(axes, block.series, strict=True))
    rows = "".join(
        f'<tr><th scope="row">{text(setting, category)}</th>{"".join(f"<td>{_figure(s.values[number])}</td>" for s in block.series)}</tr>\n'
        for number, category in enumerate(block.categories)
    )
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _figure(value: Decimal | None) -> str:
    return NO_FIGURE if value is None else f"{value:f}"


# ------------------------------------------------------------------------------------------------------------------- schedule


def schedule(setting: Setting, block: Schedule) -> str:
    """The tasks as a table, a line above each group."""
    marks = attributes(class_=f"schedule {block.class_}".strip(), id=block.id, data_at=block.at)
    head = "".join(f'<th scope="col">{text(setting, heading)}</th>' for heading in block.headings)
    rows = "".join(_task_rows(setting, block))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<figure{marks}>{_caption(setting, block.title)}{table}</figure>"


def _task_rows(setting: Setting, block: Schedule) -> Iterator[str]:
    group = ""
    for task in block.tasks:
        if task.group != group and task.group:
            yield f'<tr class="group" data-drawn="group"><th colspan="4" scope="rowgroup">{text(setting, task.group)}</th></tr>\n'
        group = task.group
        yield _task_row(setting, task)


def _task_row(setting: Setting, task: Task) -> str:
    """A task; on pages a milestone has its mark and one date, as in Word."""
    marks = attributes(class_="milestone" if task.milestone else "", data_group=task.group, data_at=task.at)
    name, end = text(setting, task.name), text(setting, task.end.isoformat())
    if setting.paged and task.milestone:
        name, end = text(setting, MILESTONE + task.name).replace(MILESTONE, f'<span class="accent">{MILESTONE}</span>', 1), ""
    return (
        f'<tr{marks}><th scope="row">{name}</th><td>{text(setting, task.owner)}</td>'
        f"<td>{text(setting, task.start.isoformat())}</td><td>{end}</td></tr>\n"
    )
