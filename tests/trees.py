"""Generated papers: hypothesis strategies for whole trees, and the words that no format may lose.

`documents()` draws flowing papers that hold every node; `decks()` draws small slides. `words(document)` lists what a reader must find
again. Trees are normalised, as `markup.read` gives them: no two neighbouring texts, no empty blocks, no ragged tables, unique ids.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from generator import document as tree
from generator.document import Block, Blocks, Document, Inline, Inlines, Lines, Meta

LATIN = ["brand", "Q3", "R&D", "<b>", '"quoted"', "it's", "KPI;", "a/b", "100%", "¥1,200", "{{x}}", "{% if %}", "Ünïcode", "–", "…", "x²"]
CHINESE = ["品牌", "提案", "，", "。", "《新品》", "“引用”", "、", "预算", "（一）", "生态", "骨", "：", "第三季度", "……", "——"]
DRAWN_MARKS = frozenset("☐☑■□▲▼")

words_ = st.sampled_from(LATIN + CHINESE) | st.text("abcdefghijKLMNOP0123456789&<>'\"媒体投放策略，。", min_size=1, max_size=6)
"""One word, Latin or Chinese, some of them looking like markup."""

plain = st.lists(words_, min_size=1, max_size=5).map(" ".join)
"""One line of words without white space at its ends."""

plain_lines = st.lists(plain, min_size=1, max_size=2).map("\n".join)
"""One or two lines, as in the names of a bilingual chart."""

LANGS = st.sampled_from(["zh-CN", "en"])
DATES = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))
AT = st.sampled_from(["", "", "/title", "/actions/A3/owner", "/items/0"])
ID = st.sampled_from(["", "", "", "x"])
"""Whether a node has an id; `_with_unique_ids` gives each its own."""


def class_of(*names: str) -> st.SearchStrategy[str]:
    """No class, or one of `names`."""
    return st.sampled_from(["", "", *names])


# --------------------------------------------------------------------------------------------------------------------- inline

HREFS = st.sampled_from(["https://example.com/a?b=1&c=2", "mailto:a@example.com", "tel:+861012345678", "#x"])


def _wrapped(children: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    """An inline that holds others."""
    return st.one_of(
        st.builds(tree.Strong, children),
        st.builds(tree.Emphasis, children),
        st.builds(tree.Subscript, children),
        st.builds(tree.Superscript, children),
        st.builds(tree.Span, children, class_of("muted", "accent", "nowrap", "number", "tag"), LANGS, ID),
    )


def _joined(parts: list[Inline]) -> Inlines:
    """`parts` with no two neighbouring texts and no line break at an end."""
    joined: list[Inline] = []
    for part in parts:
        match joined[-1:], part:
            case [tree.Text(before)], tree.Text(after):
                joined[-1] = tree.Text(f"{before} {after}")
            case (([] | [tree.LineBreak()]), tree.LineBreak()):
                pass
            case _:
                joined.append(part)
    while joined and joined[-1] == tree.LineBreak():
        joined.pop()
    return tuple(joined) or (tree.Text("text"),)


_text: st.SearchStrategy[Inline] = st.builds(tree.Text, plain)
_POINTER = st.sampled_from(["/status", "/actions/A3/due"])
_box = st.builds(tree.Checkbox, st.booleans(), AT, st.just("") | plain)
_atom: st.SearchStrategy[Inline] = st.one_of(_text, _text, st.just(tree.LineBreak()), _box)
_leaves: st.SearchStrategy[Inlines] = _text.map(lambda text: (text,))
_nested: st.SearchStrategy[Inlines] = st.recursive(
    _leaves, lambda below: st.lists(_text | _wrapped(below), min_size=1, max_size=2).map(_joined), max_leaves=3
)
_link: st.SearchStrategy[Inline] = st.builds(tree.Link, HREFS, _nested)  # a link holds no link


def _controls(children: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    """Controls of every type; they hold no other."""
    types = st.sampled_from(["text", "choice", "combo", "date"])
    choices = st.lists(st.tuples(st.sampled_from(["open", "done"]), plain), max_size=2).map(tuple)
    words_ = st.just("") | plain
    return st.builds(tree.Control, types, _POINTER, children, words_, words_, words_, choices)


_first: st.SearchStrategy[Inlines] = st.lists(
    _atom | _wrapped(_nested) | _link | _controls(_nested | st.just(())), min_size=1, max_size=4
).map(_joined)
_stacked: st.SearchStrategy[Inlines] = st.builds(lambda first, second: (*first, tree.Second((tree.Text(second),), "en")), _nested, plain)
_second: st.SearchStrategy[Inlines] = st.builds(lambda first, second: (*first, tree.Second((tree.Text(second),), "en")), _first, plain)
_changed: st.SearchStrategy[Inlines] = _controls(_stacked).map(lambda control: (control,))
inlines: st.SearchStrategy[Inlines] = st.one_of(_leaves, _first, _second, _changed)
"""The content of a block: text, marks, links, line breaks, check boxes, controls, and sometimes a second language."""

# --------------------------------------------------------------------------------------------------------------------- blocks

_P_CLASSES = ("lead", "source", "note", "second")
paragraphs = st.builds(tree.Paragraph, inlines, class_of(*_P_CLASSES), AT, ID, st.just("") | LANGS)
headings = st.builds(tree.Heading, st.sampled_from([1, 2, 3, 4]), inlines, ID, st.just("") | LANGS)


def _lists(depth: int) -> st.SearchStrategy[tree.List]:
    nested = st.lists(_lists(depth - 1), max_size=1).map(tuple) if depth else st.just(())
    items = st.lists(st.builds(tree.ListItem, inlines, nested, AT), min_size=1, max_size=3).map(tuple)
    return st.builds(tree.List, items, st.booleans(), st.just(""), ID, st.just("") | LANGS)


lists = _lists(2)


@st.composite
def _rows(draw: st.DrawFn, width: int, *, header: bool, most: int, least: int = 0) -> tuple[tree.Row, ...]:
    """Rows of `width` grid columns: some cells span two columns at the end of a row, some two rows at its start."""
    number = draw(st.integers(least, most))
    rows, covered = [], False
    for index in range(number):
        cells = []
        tall = not covered and width > 1 and index + 1 < number and draw(st.booleans())
        free = width - covered
        wide = free > 2 and draw(st.booleans())
        for column in range(free - wide):
            cells.append(
                tree.Cell(
                    draw(inlines if column < 3 else _leaves),
                    header or draw(st.booleans()),
                    2 if wide and column == free - 2 else 1,
                    2 if tall and column == 0 else 1,
                    draw(class_of("number", "date", "muted", "strong")),
                )
            )
        rows.append(tree.Row(tuple(cells), draw(class_of("total", "subtotal")), draw(AT)))
        covered = tall
    return tuple(rows)


@st.composite
def tables(draw: st.DrawFn) -> tree.Table:
    """A table that is not ragged, with spans, head, foot, columns and caption."""
    width = draw(st.integers(1, 4))
    columns = draw(st.lists(st.builds(tree.Column, class_of("text", "number", "date", "narrow", "wide")), min_size=width, max_size=width))
    return tree.Table(
        body=draw(_rows(width, header=False, most=3, least=1)),
        head=draw(_rows(width, header=True, most=1)),
        foot=tuple(row if row.class_ else replace(row, class_="total") for row in draw(_rows(width, header=False, most=1))),
        columns=tuple(columns) if draw(st.booleans()) else (),
        caption=draw(st.just(()) | inlines),
        class_=draw(class_of("signoff", "plain")),
        id=draw(ID),
        lang=draw(st.just("") | LANGS),
    )


fields = st.builds(
    tree.Fields,
    st.lists(st.builds(tree.Field, inlines, inlines, AT), min_size=1, max_size=3).map(tuple),
    class_of("one", "two", "three"),
    ID,
    st.just("") | LANGS,
)

figures_ = st.none() | st.decimals(Decimal(-1000), Decimal(100000), places=2, allow_nan=False)


@st.composite
def charts(draw: st.DrawFn) -> tree.Chart:
    """A chart of any type with gaps; every category has a value somewhere."""
    if draw(st.integers(0, 2)) == 0:
        return draw(_later_charts())
    categories = draw(st.lists(plain_lines, min_size=1, max_size=4, unique=True))
    names = draw(st.lists(plain_lines, min_size=1, max_size=3, unique=True))
    values = st.lists(figures_, min_size=len(categories), max_size=len(categories)).map(tuple)
    full = st.lists(st.decimals(1, 900, places=1), min_size=len(categories), max_size=len(categories)).map(tuple)
    first = tree.Series(names[0], draw(full))
    return tree.Chart(
        type=draw(st.sampled_from(["bar", "column", "stacked", "percent", "line"])),
        categories=tuple(categories),
        series=(first, *(tree.Series(name, draw(values)) for name in names[1:])),
        title=draw(st.just(()) | inlines),
        alt=draw(plain),
        unit=draw(st.just("") | plain),
        number_format=draw(st.sampled_from(['#,##0;"−"#,##0', '0.0;"−"0.0', '0.0%;"−"0.0%'])),
        highlight=draw(st.sampled_from(["", names[0], categories[0]])),
        source=draw(st.just("") | plain),
        palette=draw(st.sampled_from(["brand", "media"])),
        class_=draw(class_of("full", "narrow")),
        id=draw(ID),
        at=draw(AT),
    )


@st.composite
def _later_charts(draw: st.DrawFn) -> tree.Chart:
    """A chart on two axes, a doughnut, a positioning map or small multiples, with what such a chart has to state."""
    kinds: list[tree.ChartType] = ["combo", "pareto", "doughnut", "scatter", "multiples"]
    kind = draw(st.sampled_from(kinds))
    categories = draw(st.lists(plain_lines, min_size=1, max_size=4, unique=True))
    count = 1 if kind in ("pareto", "doughnut") else 2 if kind in ("combo", "scatter") else draw(st.integers(1, 3))
    names = draw(st.lists(plain_lines, min_size=count, max_size=count, unique=True))
    values = st.lists(st.decimals(1, 900, places=1), min_size=len(categories), max_size=len(categories)).map(tuple)
    series = tuple(tree.Series(name, draw(values), 2 if kind == "combo" and index else 1) for index, name in enumerate(names))
    two = kind in ("combo", "pareto", "scatter")
    return tree.Chart(
        kind,
        tuple(categories),
        series,
        title=draw(st.just(()) | inlines),
        alt=draw(plain),
        unit=draw(plain),
        number_format=draw(st.sampled_from(['#,##0;"−"#,##0', '0.0;"−"0.0'])),
        highlight=draw(st.sampled_from(["", names[0], categories[0]])),
        source=draw(st.just("") | plain),
        palette=draw(st.sampled_from(["brand", "media"])),
        class_=draw(class_of("full", "narrow")),
        id=draw(ID),
        at=draw(AT),
        axis2=draw(plain) if two else "",
        format2=draw(st.sampled_from(["", '0.0;"−"0.0', '0%;"−"0%'])) if two else "",
        places=draw(st.just(()) | st.permutations(range(len(categories))).map(tuple)),
        cross=draw(st.sampled_from(["mean", "zero"])),
    )


@st.composite
def tasks(draw: st.DrawFn) -> tree.Task:
    """A bar of a schedule, or a milestone of one day."""
    start = draw(DATES)
    milestone = draw(st.booleans())
    end = start if milestone else start + datetime.timedelta(days=draw(st.integers(0, 60)))
    return tree.Task(draw(plain_lines), start, end, draw(st.just("") | plain), draw(st.just("") | plain), milestone, draw(AT))


schedules = st.builds(
    tree.Schedule,
    st.lists(tasks(), min_size=1, max_size=4).map(tuple),
    st.tuples(plain_lines, plain, plain, plain),
    st.just(()) | inlines,
    class_of("full"),
    ID,
    AT,
)
key_numbers = st.builds(tree.KeyNumber, plain, inlines, class_of("full"), AT)


def images(sources: tuple[str, ...]) -> st.SearchStrategy[tree.Image]:
    """Pictures whose `src` is one of `sources`."""
    return st.builds(tree.Image, st.sampled_from(sources), plain, st.just(()) | inlines, class_of("narrow", "full"), ID, AT)


contents = st.builds(tree.Contents, st.just(()) | inlines, st.sampled_from([1, 2, 3]), ID, st.just("") | LANGS)


def _containers(below: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Blocks that hold blocks."""
    blocks = st.lists(below, min_size=1, max_size=3).map(tuple)
    text_blocks = st.lists(paragraphs | lists, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(tree.Section, blocks, st.sampled_from(["", "compact", "keep"]), ID, st.just("") | LANGS, AT),
        st.builds(_columns, blocks, blocks),
        st.builds(tree.Quote, text_blocks, st.just("") | LANGS),
        st.builds(tree.Callout, text_blocks, st.just("") | LANGS),
        st.builds(tree.Notes, text_blocks, st.just("") | LANGS),
    )


def _columns(left: Blocks, right: Blocks) -> tree.Section:
    return tree.Section((tree.Section(left, "column"), tree.Section(right, "column")), "columns")


def blocks(sources: tuple[str, ...] = ()) -> st.SearchStrategy[Blocks]:
    """A body: every kind of block; pictures only when `sources` names some."""
    leaves: list[st.SearchStrategy[Any]] = [
        paragraphs,
        headings,
        lists,
        tables(),
        fields,
        charts(),
        schedules,
        key_numbers,
        contents,
        st.just(tree.PageBreak()),
    ]
    leaves += [images(sources)] if sources else []
    one = st.one_of(leaves) | _containers(st.one_of(leaves))
    return st.lists(one, min_size=1, max_size=5).map(lambda drawn: _with_unique_ids(tuple(drawn)))


# ------------------------------------------------------------------------------------------------------------------ the paper


def lines(bilingual: bool) -> st.SearchStrategy[Lines]:
    """Words in one or two languages."""
    return st.builds(Lines, plain, plain) if bilingual else st.builds(Lines, plain)


PHRASES = {
    "page_of": Lines("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "continued": Lines("续", "continued"),
    "no_data": Lines("无数据", "No data"),
    "source": Lines("来源", "Source"),
}


@st.composite
def metas(draw: st.DrawFn) -> Meta:
    """What stands around the body, for a paper in one language or two."""
    languages = draw(st.sampled_from([("zh-CN",), ("en",), ("zh-CN", "en")]))
    words_in = lines(len(languages) == 2)
    return Meta(
        kind="brief",
        id=draw(st.sampled_from(["ACM-CB-2026-001", "X1"])),
        title=draw(words_in),
        kind_label=draw(words_in),
        languages=languages,
        date=draw(DATES),
        version=draw(st.sampled_from(["", "1", "1.10"])),
        status=draw(st.sampled_from(["draft", "approved"])),
        mark=draw(st.sampled_from([Lines(""), Lines("草稿"), Lines("Draft")])),
        confidentiality=draw(st.just(Lines("")) | words_in),
        client=draw(words_in),
        agency=draw(words_in),
        author=draw(st.just(Lines("")) | words_in),
        subtitle=draw(st.just(Lines("")) | words_in),
        facts=tuple(draw(st.lists(st.builds(tree.Fact, words_in, words_in, AT), max_size=4))),
        phrases=PHRASES,
    )


def documents(sources: tuple[str, ...] = ()) -> st.SearchStrategy[Document]:
    """Flowing papers."""
    return st.builds(Document, metas(), blocks(sources))


_short: st.SearchStrategy[Inlines] = st.lists(words_, min_size=1, max_size=3).map(lambda drawn: (tree.Text(" ".join(drawn)),))
_slide_title = st.builds(tree.Heading, st.just(1), _short)
_bullets = st.lists(st.builds(tree.ListItem, _short), min_size=1, max_size=4).map(lambda items: tree.List(tuple(items)))
_slide_text: st.SearchStrategy[Block] = st.one_of(_bullets, st.builds(tree.Paragraph, _short))
_notes = st.lists(st.builds(tree.Notes, st.builds(tree.Paragraph, inlines).map(lambda p: (p,))), max_size=1)


def _slide(layout: str, *contents: st.SearchStrategy[Any]) -> st.SearchStrategy[tree.Section]:
    """A slide of `layout`: a title, its contents, perhaps notes."""
    return st.builds(
        lambda title, content, notes: tree.Section((title, *content, *notes), layout), _slide_title, st.tuples(*contents), _notes
    )


def _slot(name: str, content: st.SearchStrategy[Any]) -> st.SearchStrategy[tree.Section]:
    return content.map(lambda block: tree.Section((block,), name))


def decks() -> st.SearchStrategy[Document]:
    """Papers in the deck cut: one section a slide, little enough on each to fit."""
    one = st.one_of(
        _slide("bullets", _bullets),
        _slide("two-columns", _slot("left", _slide_text), _slot("right", _slide_text)),
        _slide("statement", st.builds(tree.Paragraph, _short, st.just("statement"))),
        _slide("chart", charts()),
        _slide("table", tables().map(lambda table: dataclasses.replace(table, class_=""))),
    )
    slides = st.lists(one, min_size=1, max_size=4).map(lambda drawn: _with_unique_ids(tuple(drawn)))
    return st.builds(Document, metas(), slides, st.just("deck"))


def _with_unique_ids(body: Blocks) -> Blocks:
    """`body` with every id its own, and links to "#x" turned into links to an id that is there (or to a page outside)."""
    numbers = count(1)
    numbered: Blocks = _replaced(body, lambda node: {"id": f"id-{next(numbers)}"} if getattr(node, "id", "") else {})
    there = list(_ids(numbered))
    target = f"#{there[-1]}" if there else "https://example.com/"
    linked: Blocks = _replaced(numbered, lambda node: {"href": target} if getattr(node, "href", "").startswith("#") else {})
    named = list(_named(linked))
    return (*linked, tree.Paragraph((tree.Text("see "), tree.Reference(named[-1])))) if named else linked


def _named(blocks: Blocks) -> Iterator[str]:
    """The ids of headings, and of tables and figures with a caption: what a reference may lead to."""
    for block in blocks:
        match block:
            case tree.Section(children) | tree.Quote(children) | tree.Callout(children):
                yield from _named(children)
            case tree.Heading(id=str(id_)) if id_:
                yield id_
            case tree.Table(id=str(id_), caption=tuple(words)) | tree.Image(id=str(id_), caption=tuple(words)) if id_ and words:
                yield id_
            case tree.Chart(id=str(id_), title=tuple(words)) | tree.Schedule(id=str(id_), title=tuple(words)) if id_ and words:
                yield id_


def _ids(value: Any) -> Iterator[str]:
    """The ids of a tree, without those in speaker notes (a paper leaves them out)."""
    if isinstance(value, tuple):
        for part in value:
            yield from _ids(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, tree.Notes):
        if id_ := getattr(value, "id", ""):
            yield id_
        for field in dataclasses.fields(value):
            yield from _ids(getattr(value, field.name))


def _replaced(value: Any, change: Any) -> Any:
    """`value` with `change(node)`, a mapping of new values, applied to every dataclass in it, outermost first."""
    if isinstance(value, tuple):
        return tuple(_replaced(part, change) for part in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    new = change(value)
    below = {f.name: _replaced(getattr(value, f.name), change) for f in dataclasses.fields(value) if f.name not in new}
    return dataclasses.replace(value, **below, **new)


# ---------------------------------------------------------------------------------------------------------------------- words


def words(document: Document, *, notes: bool = True, chart_names: bool = True) -> Iterator[str]:
    """Every string of the body that a reader must find again (chart titles, names, unit and source included; alt text not).

    Without `chart_names` categories and series are left out: a drawing shortens names without room, and does not name an only series.
    """
    yield from body_words(document.body, notes=notes, chart_names=chart_names)


def body_words(value: Any, *, notes: bool = True, chart_names: bool = True) -> Iterator[str]:
    """As `words`, for blocks, inlines or any part of a tree."""
    for part in _strings(value, notes, chart_names):
        yield from part.split("\n")


def _strings(value: Any, notes: bool, chart_names: bool) -> Iterator[str]:
    match value:
        case tree.Notes() if not notes:
            return
        case tree.Contents():  # without headings its title is not printed
            return
        case str():
            yield value
            return
        case tree.Text(text):
            parts: tuple[Any, ...] = (text,)
        case tuple():
            parts = value
        case tree.Chart():
            names = (value.categories, tuple(series.name for series in value.series)) if chart_names else ()
            unit = value.unit if value.type != "percent" else ""  # shares are drawn, and their unit is %
            parts = (value.title, names, unit, value.axis2, value.source)
        case tree.Schedule():
            parts = (value.title, value.headings, tuple((task.name, task.owner, task.group) for task in value.tasks))
        case tree.Control():
            parts = value.children
        case tree.KeyNumber():
            parts = (value.value, value.label)
        case _:
            fields_of = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
            parts = tuple(child for child in (getattr(value, f.name) for f in fields_of) if isinstance(child, tuple))
    for part in parts:
        yield from _strings(part, notes, chart_names)


def squeezed(text: str) -> str:
    """`text` without any white space, for finding words again in laid-out text."""
    return "".join(text.split())
