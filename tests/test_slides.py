"""Laying out: what stands where, at which size, on how many slides, and what is said when it does not fit."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import kinds, placeholders
from generator.diagnostics import GeneratorError
from generator.document import (
    Block,
    Callout,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Image,
    KeyNumber,
    Lines,
    List,
    ListItem,
    Meta,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Schedule,
    Second,
    Section,
    Table,
    Task,
    Text,
)
from generator.theme import contrast
from generator.writers.frames import Box, ChartFrame, Deck, Frame, PictureFrame, ScheduleFrame, Slide, TableFrame, TextFrame
from generator.writers.layout_names import NEEDED
from generator.writers.slides import grid, lay_out, words
from generator.writers.slides.layouts import FAMILIES
from generator.writers.slides.pictures import cropped
from tests import decks
from tests.decks import PICTURES, Voice, document, slide, theme

ZH = Voice("zh")


def laid(*sections: Block, voice: Voice = ZH) -> Deck:
    return lay_out(document(sections, voice), theme(), PICTURES)


def only(*blocks: Block, layout: str = "bullets") -> Slide:
    deck = laid(slide(layout, Heading(2, (Text("标题"),)), *blocks))
    assert len(deck.slides) == 1
    return deck.slides[0]


def problems(*sections: Block) -> list[tuple[str, str, str]]:
    with pytest.raises(GeneratorError) as caught:
        laid(*sections)
    return [(found.code, found.pointer, found.message.en) for found in caught.value.diagnostics]


def bullets(count: int, text: str = "办公室人群把气泡水当作下午的开关", *, ordered: bool = False) -> List:
    return List(tuple(ListItem((Text(f"{text}{number}"),), at=f"/points/{number}") for number in range(count)), ordered)


def texts(page: Slide) -> list[str]:
    return [line.text for frame in page.frames if isinstance(frame, TextFrame) for line in frame.lines]


def slot(page: Slide, name: str) -> TextFrame:
    found = [frame for frame in page.frames if isinstance(frame, TextFrame) and frame.placeholder == name]
    assert len(found) == 1
    return found[0]


def sizes(page: Slide) -> set[float]:
    return {line.runs[0].size_pt for line in slot(page, "body").lines}


def words_of(page: Slide) -> Iterator[str]:
    for frame in page.frames:
        match frame:
            case TextFrame(lines=lines):
                yield from (line.text for line in lines)
            case TableFrame(rows=rows):
                yield from (line.text for row in rows for cell in row.cells for line in cell.lines)
            case ScheduleFrame(marks=marks):
                yield from (line.text for mark in marks for line in mark.lines)
            case ChartFrame() | PictureFrame():
                continue


# ------------------------------------------------------------------------------------------------------------------ placing


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_deck_of_every_node_is_laid_out_without_a_problem(language: str) -> None:
    deck = lay_out(decks.everything(language), theme(), PICTURES)
    assert [page.layout for page in deck.slides[:4]] == ["cover", "divider", "bullets", "statement-alone"]
    assert deck.warnings == ()
    assert all_inside(deck)
    assert not list(overflows(deck))


def test_content_stands_in_the_slot_that_its_class_names() -> None:
    page = only(
        Section((Paragraph((Text("右"),)),), "right"),
        Paragraph((Text("左"),), "left"),
        layout="two-columns",
    )
    assert slot(page, "left").lines[0].text == "左"
    assert slot(page, "right").lines[0].text == "右"
    assert slot(page, "left").box.right < slot(page, "right").box.x


def test_two_columns_without_slots_are_halved_before_a_heading() -> None:
    page = only(Heading(3, (Text("甲"),)), bullets(3), Heading(3, (Text("乙"),)), bullets(1), layout="two-columns")
    assert slot(page, "left").lines[0].text == "甲"
    assert slot(page, "right").lines[0].text == "乙"


def test_what_belongs_to_neither_column_stands_under_both() -> None:
    page = only(
        Paragraph((Text("左"),), "left"), Paragraph((Text("右"),), "right"), Callout((Paragraph((Text("都"),)),)), layout="two-columns"
    )
    callout = next(frame for frame in page.frames if isinstance(frame, TextFrame) and frame.name == "Callout")
    assert callout.box.y > slot(page, "left").box.y
    assert callout.box.right > slot(page, "right").box.x
    assert callout.rule == "accent"


def test_a_chart_without_takeaway_takes_the_whole_width() -> None:
    chart = next(frame for frame in only(decks.spend_chart(ZH), layout="chart").frames if isinstance(frame, ChartFrame))
    assert chart.box.width > 860


def test_a_picture_among_bullets_moves_the_slide_to_the_picture_layout() -> None:
    page = only(bullets(2), Image("tall.png", "高"))
    assert page.layout == "picture"
    picture = next(frame for frame in page.frames if isinstance(frame, PictureFrame))
    assert picture.crop[0] == picture.crop[2] == 0
    assert picture.crop[1] == picture.crop[3] > 0


@given(st.integers(1, 4000), st.integers(1, 4000), st.floats(50, 900), st.floats(50, 400))
def test_a_cropped_picture_keeps_its_proportions(width: int, height: int, box_width: float, box_height: float) -> None:
    left, top, right, bottom = cropped(width, height, Box(0, 0, box_width, box_height))
    shown = width * (1 - left - right) / (height * (1 - top - bottom))
    assert shown == pytest.approx(box_width / box_height, rel=1e-6)


def test_key_numbers_stand_side_by_side() -> None:
    page = only(*(KeyNumber(f"{number}%", (Text("占比"),)) for number in range(3)))
    boxes = [frame.box for frame in page.frames if isinstance(frame, TextFrame) and frame.name == "Key number"]
    assert len({box.y for box in boxes}) == 1
    assert len({box.x for box in boxes}) == 3


def test_the_source_of_a_chart_stands_in_the_source_line_once() -> None:
    page = only(decks.spend_chart(ZH), Paragraph((Text("来源：虚构数据，仅作示例"),), "source"), layout="chart")
    assert slot(page, "source").lines[0].text == "来源：虚构数据，仅作示例"


def test_dividers_number_the_parts_and_feed_the_tracker() -> None:
    deck = laid(
        slide("divider", Heading(1, (Text("机会"),))),
        slide("bullets", Heading(2, (Text("一"),)), bullets(1)),
        slide("divider", Heading(1, (Text("策略"),))),
        slide("bullets", Heading(2, (Text("二"),)), bullets(1)),
    )
    assert [slot(page, "tracker").lines[0].text for page in deck.slides[1::2]] == ["1  机会", "2  策略"]
    assert [page.section for page in deck.slides] == ["机会", "机会", "策略", "策略"]
    assert [slot(page, "slide number").lines[0].text for page in deck.slides[1::2]] == ["2", "4"]


def test_the_cover_says_title_client_agency_and_date_of_the_paper() -> None:
    page = laid(slide("cover"), voice=Voice("en")).slides[0]
    assert slot(page, "title").lines[0].text == "Morning Dew sparkling water: summer launch"
    assert slot(page, "client").lines[0].text == "Morning Dew Beverages"
    assert slot(page, "agency").lines[0].text == "North Window"
    assert slot(page, "date").lines[0].text == "18 March 2026 · v2"


def test_a_statement_alone_is_the_title_and_stands_where_the_statement_would() -> None:
    page = laid(slide("statement", Heading(2, (Text("下午三点，给自己一点气"),)))).slides[0]
    title = slot(page, "title")
    assert title.lines[0].runs[0].size_pt == 40
    assert title.anchor == "middle"
    assert page.title == "下午三点，给自己一点气"


def test_the_second_language_is_a_smaller_grey_line_below() -> None:
    page = laid(slide("bullets", Heading(2, (Text("标题"), Second((Text("Title"),), "en"))), bullets(1))).slides[0]
    first, second = slot(page, "title").lines[0].runs
    assert second.text == "\nTitle"
    assert (second.lang, second.colour, second.bold) == ("en", "grey", False)
    assert second.size_pt == round(first.size_pt * theme().second_scale)


def test_notes_are_said_once_and_not_shown() -> None:
    long = slide("bullets", Heading(2, (Text("标题"),)), bullets(40), Notes((Paragraph((Text("停三秒"),)),)))
    deck = laid(long)
    assert [page.notes for page in deck.slides] == [("停三秒",), *[()] * (len(deck.slides) - 1)]
    assert not any("停三秒" in text for page in deck.slides for text in texts(page))


# ------------------------------------------------------------------------------------------------------------------- fitting


def test_few_words_are_set_large_and_more_words_step_down_together() -> None:
    found = []
    for count in range(1, 17):
        pages = laid(slide("bullets", Heading(2, (Text("标题"),)), bullets(count))).slides
        assert all(len(sizes(page)) == 1 for page in pages)
        if len(pages) == 1:
            found.append(max(sizes(pages[0])))
    assert found[0] == 20
    assert found == sorted(found, reverse=True)
    assert min(found) == 16, "before 14 pt a slide is split when both halves keep three items"


def test_a_slide_too_long_is_continued_under_the_same_title() -> None:
    pages = laid(slide("bullets", Heading(2, (Text("标题"),)), bullets(20))).slides
    assert [page.title for page in pages] == ["标题（1/2）", "标题（2/2）"]
    said = [text for page in pages for text in texts(page) if text.startswith("办公室")]
    assert said == [f"办公室人群把气泡水当作下午的开关{number}" for number in range(20)]
    assert all(len(slot(page, "body").lines) >= 8 for page in pages), "both halves are about equally full"


def test_numbering_goes_on_over_a_break() -> None:
    pages = laid(slide("ask", Heading(2, (Text("标题"),)), bullets(24, ordered=True))).slides
    assert [line.number for page in pages for line in slot(page, "body").lines] == list(range(1, 25))


def test_a_heading_never_stands_last_on_a_slide() -> None:
    for count in range(6, 14):
        blocks = [block for number in range(4) for block in (Heading(3, (Text(f"小标题{number}"),)), bullets(count // 2))]
        for page in laid(slide("bullets", Heading(2, (Text("标题"),)), *blocks)).slides:
            assert not slot(page, "body").lines[-1].heading


def table(rows: int, text: str = "短视频信息流") -> Table:
    head = Row((Cell((Text("项目"),), True), Cell((Text("金额"),), True)))
    body = tuple(Row((Cell((Text(f"{text}{number}"),)), Cell((Text(f"{number:,}"),))), at=f"/rows/{number}") for number in range(rows))
    foot = Row((Cell((Text("合计"),)), Cell((Text("1"),))))
    return Table(body, (head,), (foot,), (Column("text"), Column("number")))


def tables(deck: Deck) -> list[TableFrame]:
    return [frame for page in deck.slides for frame in page.frames if isinstance(frame, TableFrame)]


def test_a_table_flows_over_slides_under_its_head_and_no_row_is_cut() -> None:
    found = tables(laid(slide("table", Heading(2, (Text("标题"),)), table(60))))
    assert len(found) > 2
    assert all(frame.rows[0].kind == "head" for frame in found)
    assert len({frame.widths_pt for frame in found}) == 1
    names = [row.cells[0].lines[0].text for frame in found for row in frame.rows if row.kind == "body"]
    assert names == [f"短视频信息流{number}" for number in range(60)]
    assert found[-1].rows[-1].kind == "total"
    assert len(found[-1].rows) > 2, "the total does not stand alone"


def test_numbers_stand_right_and_keep_their_natural_width() -> None:
    frame = tables(laid(slide("table", Heading(2, (Text("标题"),)), table(3, "很长的项目名称" * 12))))[0]
    assert frame.rows[1].cells[1].lines[0].align == "right"
    assert frame.widths_pt[1] < 60
    assert sum(frame.widths_pt) == pytest.approx(frame.box.width)


def test_spans_cover_cells_and_keep_rows_together() -> None:
    tall = Row((Cell((Text("两行"),), rowspan=2), Cell((Text("甲"),))))
    body = (tall, Row((Cell((Text("乙"),)),)), Row((Cell((Text("横"),), colspan=2),)))
    frame = tables(laid(slide("table", Heading(2, (Text("标题"),)), Table(body))))[0]
    assert [[cell.covered for cell in row.cells] for row in frame.rows] == [["", ""], ["v", ""], ["", "h"]]


def test_a_title_of_three_lines_is_a_warning_and_pushes_the_body_down() -> None:
    deck = laid(slide("bullets", Heading(2, (Text("这个标题实在是太长了" * 10),)), bullets(2)))
    assert [(found.code, found.severity) for found in deck.warnings] == [("W660", "warning")]
    assert "4 lines" in deck.warnings[0].message.en
    page = deck.slides[0]
    assert slot(page, "body").box.y >= slot(page, "title").box.bottom


def test_two_slides_of_one_title_are_a_warning() -> None:
    deck = laid(*(slide("bullets", Heading(2, (Text("标题"),)), bullets(1)) for _ in range(2)))
    assert [found.code for found in deck.warnings] == ["W661"]


def test_titles_still_to_be_written_are_not_told_as_equal() -> None:
    phrases = kinds.load(kinds.BUILT_IN / "proposal_deck", (kinds.BUILT_IN,)).phrases
    assert phrases["to_fill_in"] == placeholders.WORDS
    paper = document([slide("bullets", Heading(2, (Text("待填"), Second((Text("TODO"),), "en"))), bullets(1)) for _ in range(2)])
    meta = dataclasses.replace(paper.meta, phrases={"to_fill_in": Lines("待填", "TODO")})
    assert lay_out(dataclasses.replace(paper, meta=meta), theme(), PICTURES).warnings == ()
    assert [found.code for found in lay_out(paper, theme(), PICTURES).warnings] == ["W661"]


# ------------------------------------------------------------------------------------------------------------- the order of the policy


def outcome(count: int, layout: str, *more: Block) -> tuple[list[str], float]:
    """The layouts of the slides that a number of bullets became, and the size of the words."""
    pages = laid(slide(layout, Heading(2, (Text("标题"),)), bullets(count), *more)).slides
    name = "body" if layout == "picture" else "takeaway"
    return [page.layout for page in pages], max(line.runs[0].size_pt for line in slot(pages[0], name).lines)


def test_sizes_step_down_then_the_layout_is_a_roomier_one_then_the_slide_is_split() -> None:
    """Beside a picture: every size on the layout asked for; then the one with less picture and more words; then two slides."""
    found = [outcome(count, "picture", Image("tall.png", "高")) for count in range(4, 40)]
    steps = [next(iter(group)) for _, group in itertools.groupby(found, key=lambda one: (one[0], one[1]))]
    kinds_of = [layouts[0] if len(layouts) == 1 else "split" for layouts, _ in steps]
    assert kinds_of == sorted(kinds_of, key=["picture", "picture-narrow", "split"].index)
    assert set(kinds_of) >= {"picture", "split"}
    assert [size for layouts, size in steps if layouts == ["picture"]] == sorted(
        (size for layouts, size in steps if layouts == ["picture"]), reverse=True
    )


def test_words_too_wide_for_their_column_move_to_the_roomier_layout_before_the_slide_is_split() -> None:
    """Two long paragraphs, which are no three items a half: 14 pt beside the picture, then the roomier layout, then a break."""

    def page(length: int) -> list[str]:
        paragraphs = [Paragraph((Text("长" * length),)) for _ in range(2)]
        return [page.layout for page in laid(slide("picture", Heading(2, (Text("标题"),)), *paragraphs, Image("tall.png", "高"))).slides]

    found = [layouts for layouts, _ in itertools.groupby(page(length) for length in range(100, 420, 10))]
    assert found[:3] == [["picture"], ["picture-narrow"], ["picture", "bullets"]] or found[:2] == [["picture"], ["picture-narrow"]]
    assert len(found[-1]) == 2


@pytest.mark.parametrize(
    ("layout", "roomier", "words"),
    [
        ("quote", "bullets", Quote((Paragraph((Text("话" * 500),)),))),
        ("keynumbers", "bullets", KeyNumber("15%", (Text("占比" * 300),))),
    ],
)
def test_what_does_not_fit_a_special_layout_moves_to_a_plain_one(layout: str, roomier: str, words: Block) -> None:
    assert [page.layout for page in laid(slide(layout, Heading(2, (Text("标题"),)), words)).slides] == [roomier]


# ------------------------------------------------------------------------------------------------------------------ special layouts


def test_key_numbers_have_a_layout_by_their_count_and_one_size() -> None:
    for count in range(1, 5):
        numbers = [KeyNumber(value, (Text("占比"),)) for value in ("15%", "12,000", "7,365,929", "3")[:count]]
        page = only(*numbers, Paragraph((Text("所以"),), "takeaway"), layout="keynumbers")
        assert page.layout == f"keynumbers-{count}"
        found = [slot(page, f"number {number}") for number in range(1, count + 1)]
        assert len({frame.lines[0].runs[0].size_pt for frame in found}) == 1
        assert found[0].lines[0].runs[0].size_pt >= 36
        assert [slot(page, f"label {number}").lines[0].text for number in range(1, count + 1)] == ["占比"] * count
        assert slot(page, "takeaway").lines[0].text == "所以"


def card(name: str, *more: Block) -> Section:
    return Section((*more, Heading(3, (Text(name),)), Paragraph((Text("总监"),), "subtitle"), Paragraph((Text("负责"),))), "card")


@pytest.mark.parametrize(("people", "layouts"), [(2, ["team-3"]), (5, ["team-6"]), (8, ["team-8"]), (9, ["team-6", "team-4"])])
def test_a_team_has_a_card_each_and_more_than_eight_are_dealt_out_evenly(people: int, layouts: list[str]) -> None:
    pages = laid(slide("team", Heading(2, (Text("团队"),)), *(card(f"人{number}") for number in range(people)))).slides
    assert [page.layout for page in pages] == layouts
    cards = [frame for page in pages for frame in page.frames if isinstance(frame, TextFrame) and frame.placeholder.startswith("card")]
    assert [frame.lines[0].text for frame in cards] == [f"人{number}" for number in range(people)]
    assert all(frame.fill == "wash" and frame.inset_pt > 10 for frame in cards)


def test_a_portrait_fills_its_place_over_the_card() -> None:
    page = only(card("甲", Image("tall.png", "甲")), card("乙"), layout="team")
    assert page.layout == "team-4-photos"
    [picture] = [frame for frame in page.frames if isinstance(frame, PictureFrame)]
    assert picture.placeholder == "photo 1"
    assert picture.box.bottom == pytest.approx(slot(page, "card 1").box.y)


def test_a_full_picture_lies_behind_its_title_and_other_words_move_it_beside_them() -> None:
    page = only(Image("shelf.png", "货架"), layout="full-picture")
    [picture] = [frame for frame in page.frames if isinstance(frame, PictureFrame)]
    title = slot(page, "title")
    assert picture.behind
    assert picture.box.x == 0
    assert title.box.y > picture.box.y
    assert title.box.bottom < picture.box.bottom
    paper, ink = (theme().colours[name] for name in ("paper", "ink"))
    worst = "".join(f"{round(int(paper[place : place + 2], 16) * title.opacity):02X}" for place in (0, 2, 4))  # over a black picture
    assert title.fill == "paper"
    assert contrast(ink, worst) >= 4.5
    assert only(Image("shelf.png", "货架"), bullets(2), layout="full-picture").layout == "picture"


def test_an_agenda_marks_the_part_that_comes_next_and_greys_what_is_past() -> None:
    agenda = List(tuple(ListItem((Text(name),)) for name in ("机会", "策略", "创意")), ordered=True)
    deck = laid(
        slide("agenda", Heading(2, (Text("议程"),)), agenda),
        slide("bullets", Heading(2, (Text("一"),)), bullets(1)),
        slide("agenda", Heading(2, (Text("接下来"),)), agenda),
        slide("divider", Heading(1, (Text("策略"),))),
    )
    plain, tracked = (slot(deck.slides[number], "body").lines for number in (0, 2))
    assert [line.runs[0].bold for line in plain] == [False, False, False]
    assert [(line.runs[0].bold, line.runs[0].colour) for line in tracked] == [(False, "grey"), (True, "ink"), (False, "ink")]


def test_two_charts_stand_beside_each_other_over_what_follows_from_them() -> None:
    left, right = (Section((decks.spend_chart(ZH),), side) for side in ("left", "right"))
    page = only(left, right, Paragraph((Text("所以"),), "takeaway"), layout="two-charts")
    charts = [frame for frame in page.frames if isinstance(frame, ChartFrame)]
    assert [frame.placeholder for frame in charts] == ["left", "right"]
    assert charts[0].box.y == charts[1].box.y
    assert slot(page, "takeaway").box.y > charts[0].box.bottom


def test_two_charts_from_which_nothing_follows_take_the_whole_height_and_name_their_sources_once() -> None:
    charts = (dataclasses.replace(decks.spend_chart(ZH), source=source) for source in ("甲", "乙"))
    page = only(*(Section((chart,), side) for chart, side in zip(charts, ("left", "right"), strict=True)), layout="two-charts")
    assert page.layout == "two-charts-full"
    assert slot(page, "source").lines[0].text == "来源：甲；乙"
    frames = [frame for frame in page.frames if isinstance(frame, ChartFrame)]
    assert all(frame.box.bottom > 450 for frame in frames)


def test_a_budget_shows_its_total_on_every_slide() -> None:
    rows = tuple(Row((Cell((Text(f"第{number}项"),)), Cell((Text("1,000"),), class_="number"))) for number in range(40))
    total = Section((KeyNumber("40,000", (Text("合计"),)),), "total")
    pages = laid(slide("budget", Heading(2, (Text("预算"),)), Table(rows), total)).slides
    assert len(pages) > 1
    assert {page.layout for page in pages} == {"budget"}
    assert all("40,000" in {line.text for line in slot(page, "total").lines} for page in pages)


def test_who_owes_what_by_when_is_one_line_in_two_languages_where_it_fits() -> None:
    def owed(zh: str, en: str) -> List:
        nested = List((ListItem((Text(zh), Second((Text(en),), "en"))),), class_="plain")
        return List((ListItem((Text("定稿"), Second((Text("Settle"),), "en")), (nested,)),), ordered=True)

    short, long = (only(owed(zh, "Owner: Li"), layout="ask") for zh in ("负责人：李", "负责人" * 40))
    assert slot(short, "body").lines[1].text == "负责人：李 / Owner: Li"
    assert "\nOwner: Li" in slot(long, "body").lines[1].text


def test_a_paragraph_in_the_second_language_is_as_large_as_a_second_line_and_keeps_to_its_first() -> None:
    pair = (Paragraph((Text("话"),)), Paragraph((Text("words"),), "second", lang="en"))
    first, second = slot(only(*pair), "body").lines
    assert second.runs[0].size_pt == round(first.runs[0].size_pt * theme().second_scale)
    pages = laid(slide("bullets", Heading(2, (Text("题"),)), *(pair * 30))).slides
    assert len(pages) > 1
    assert all(slot(page, "body").lines[0].text == "话" for page in pages)


def test_a_schedule_in_two_languages_has_its_names_on_one_line_each() -> None:
    tasks = tuple(
        Task(f"第{number}项\nTask {number}", datetime.date(2026, 3, 2), datetime.date(2026, 3, 20), group="制作") for number in range(14)
    )
    page = only(Schedule(tasks, ("工作", "负责人", "开始", "结束")), layout="timeline")
    (gantt,) = (frame for frame in page.frames if isinstance(frame, ScheduleFrame))
    assert "第3项  Task 3" in {line.text for mark in gantt.marks for line in mark.lines}


def test_a_message_names_a_slide_by_the_beginning_of_a_long_title() -> None:
    assert words.called((Text("一句很长的话" * 20),)) == f"{('一句很长的话' * 20)[:47]}…"


def test_a_short_table_leaves_no_more_than_it_must_of_its_slide_empty() -> None:
    def rows(count: int) -> Table:
        return Table(tuple(Row((Cell((Text(f"行{number}"),)),)) for number in range(count)), head=(Row((Cell((Text("项"),)),)),))

    short, long = (only(rows(count), layout="table").frames[1] for count in (3, 9))
    assert isinstance(short, TableFrame)
    assert isinstance(long, TableFrame)
    assert short.pad_pt > long.pad_pt
    assert short.box.height == pytest.approx(sum(row.height_pt for row in short.rows))


def test_a_quote_is_large_and_says_who_said_it() -> None:
    page = only(Quote((Paragraph((Text("“话”"),)),)), Section((Paragraph((Text("某人"),)),), "attribution"), layout="quote")
    assert slot(page, "quote").lines[0].runs[0].size_pt == 32
    assert slot(page, "attribution").lines[0].runs[0].colour == "grey"


def test_a_reference_deck_without_the_special_layouts_makes_do_with_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    found = grid.read(theme())
    poor = dataclasses.replace(found, layouts={name: slots for name, slots in found.layouts.items() if name in NEEDED})
    monkeypatch.setattr(grid, "read", lambda _: poor)
    sections = (
        slide("agenda", Heading(2, (Text("甲"),)), bullets(3, ordered=True)),
        slide("keynumbers", Heading(2, (Text("乙"),)), KeyNumber("1", (Text("占比"),))),
        slide("team", Heading(2, (Text("丙"),)), card("人")),
        slide("quote", Heading(2, (Text("丁"),)), Quote((Paragraph((Text("话"),)),))),
        slide("full-picture", Heading(2, (Text("戊"),)), Image("shelf.png", "货架")),
        slide("timeline", Heading(2, (Text("己"),)), decks.schedule(ZH)),
        slide("statement", Heading(2, (Text("庚"),))),
        slide("back", Heading(2, (Text("辛"),)), Paragraph((Text("电话"),))),
    )
    deck = laid(*sections)
    assert [page.layout for page in deck.slides] == ["bullets", "bullets", "bullets", "bullets", "picture", "table", "statement", "bullets"]
    shown = "\n".join(text for page in deck.slides for text in words_of(page))
    assert all(text in shown for text in ("1", "占比", "人", "总监", "话", "电话"))


# ------------------------------------------------------------------------------------------------------------------- refusing


def test_a_paragraph_too_long_for_a_slide_says_where_and_by_how_many_lines() -> None:
    long = Paragraph((Text("长" * 1300),), at="/slides/3/body")
    [(code, pointer, message)] = problems(slide("bullets", Heading(2, (Text("标题"),)), long))
    assert (code, pointer) == ("E660", "/slides/3/body")
    # 873.6 pt wide less one per cent hold 61 characters of 14 pt; 1300 of them take 22 lines, 360 pt hold 19 of 18.9 pt
    assert "3 line(s) too long" in message


def test_all_problems_of_a_deck_are_said_at_once() -> None:
    found = problems(
        slide("bullets", bullets(1), at="/slides/0"),
        slide("mosaic", Heading(2, (Text("甲"),)), at="/slides/1"),
        Paragraph((Text("散"),), at="/slides/2"),
        slide("bullets", Heading(2, (Text("乙"),)), Image("gone.png", "缺", at="/slides/3/picture")),
        slide("bullets", Heading(2, (Text("丙"),)), Paragraph((Text("长" * 3000),), at="/slides/4/body")),
    )
    assert [(code, pointer) for code, pointer, _ in found] == [
        ("E663", "/slides/0"),
        ("E662", "/slides/1"),
        ("E661", "/slides/2"),
        ("E665", "/slides/3/picture"),
        ("E660", "/slides/4/body"),
    ]


@pytest.mark.parametrize("layout", ["cover", "divider"])
def test_what_is_drawn_is_refused_where_only_words_stand(layout: str) -> None:
    found = problems(slide(layout, Heading(1, (Text("题"),)), table(2), at="/slides/0"))
    assert {(code, pointer) for code, pointer, _ in found} == {("E668", "/slides/0")}
    assert f"a {layout} holds words alone; the table has no place on it" in found[0][2]


def test_a_table_of_too_many_columns_says_how_wide_it_would_be() -> None:
    wide = Table((Row(tuple(Cell((Text("Unbreakableword"),)) for _ in range(14)), at="/budget/0"),))
    [(code, pointer, message)] = problems(slide("table", Heading(2, (Text("标题"),)), wide))
    assert (code, pointer) == ("E667", "/budget/0")
    assert "14 columns" in message


# ----------------------------------------------------------------------------------------------------------------- properties


def all_inside(deck: Deck) -> bool:
    return all(
        frame.box.x >= -0.01
        and frame.box.y >= -0.01
        and frame.box.right <= deck.width_pt + 0.01
        and frame.box.bottom <= deck.height_pt + 0.01
        for page in deck.slides
        for frame in page.frames
    )


def overflows(deck: Deck) -> Iterator[tuple[int, Frame]]:
    """Frames that our own measure finds too small for their words, and content that reaches over the footer."""
    for page in deck.slides:
        for frame in page.frames:
            if isinstance(frame, TextFrame) and words.height(frame.lines, frame.box.width, theme()) > frame.box.height + 0.01:
                yield page.number, frame
            if not isinstance(frame, TextFrame) and frame.box.bottom > 6.65 * 72 + 0.01:
                yield page.number, frame
            if isinstance(frame, TableFrame):
                yield from ((page.number, frame) for row in frame.rows if not _holds(frame, row.cells, row.height_pt))


def _holds(frame: TableFrame, cells: tuple[object, ...], height: float) -> bool:
    for column, cell in enumerate(frame.rows[0].cells if cells is frame.rows[0].cells else cells):
        lines = getattr(cell, "lines", ())
        if getattr(cell, "covered", "") or getattr(cell, "rowspan", 1) > 1:
            continue
        span = getattr(cell, "colspan", 1)
        width = sum(frame.widths_pt[column : column + span]) - (frame.side_pt if column else 0)
        width -= frame.side_pt if column + span < len(frame.widths_pt) else 0
        if words.height(lines, width, theme()) + 2 * frame.pad_pt > height + 0.01:
            return False
    return True


WORDS = st.text(st.sampled_from("中文字符气泡水，。（）“”abcdefgh XYZ 0123456789-/.,%"), min_size=1, max_size=60).map(
    lambda text: text.strip() or "空"
)
INLINES = st.one_of(
    WORDS.map(lambda text: (Text(text),)),
    st.tuples(WORDS, WORDS).map(lambda pair: (Text(pair[0]), Second((Text(pair[1]),), "en-GB"))),
)
ITEMS = st.builds(ListItem, INLINES)
LISTS = st.builds(List, st.lists(ITEMS, min_size=1, max_size=14).map(tuple), st.booleans())
NESTED = st.builds(
    lambda item, below: List((ListItem(item.children, (below,)),)),
    ITEMS,
    st.builds(List, st.lists(ITEMS, min_size=1, max_size=3).map(tuple)),
)
ROWS = st.lists(st.lists(INLINES, min_size=3, max_size=3).map(lambda cells: Row(tuple(map(Cell, cells)))), min_size=1, max_size=20)
TABLES = st.builds(
    lambda rows, head: Table(tuple(rows), (Row(tuple(Cell(text, True) for text in head)),)), ROWS, st.lists(INLINES, min_size=3, max_size=3)
)
BLOCKS = st.one_of(
    st.builds(Paragraph, INLINES, st.sampled_from(["", "lead", "note"])),
    LISTS,
    NESTED,
    TABLES,
    st.builds(lambda text: Heading(3, text), INLINES),
    st.builds(lambda text: Callout((Paragraph(text),)), INLINES),
    st.builds(lambda text: Quote((Paragraph(text),)), INLINES),
    st.builds(KeyNumber, WORDS.map(lambda text: text[:6]), INLINES),
    st.just(decks.spend_chart(ZH)),
    st.just(decks.schedule(ZH)),
    st.just(Image("shelf.png", "货架")),
    st.just(PageBreak()),
)
LAYOUTS = st.sampled_from(["bullets", "two-columns", "picture", "chart", "table", "statement", "ask", *FAMILIES])
SLIDES = st.builds(
    lambda layout, title, blocks: slide(layout, Heading(2, (Text(title),)), *blocks), LAYOUTS, WORDS, st.lists(BLOCKS, max_size=5)
)


@settings(
    max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(SLIDES, min_size=1, max_size=3))
def test_no_frame_overflows_and_no_word_is_lost(sections: list[Section]) -> None:
    deck, codes = attempted(sections)
    assert codes <= {"E660", "E664", "E667", "W660", "W661"}
    if deck is None:
        return
    assert all_inside(deck)
    assert not list(overflows(deck))
    shown = "\n".join(text for page in deck.slides for text in words_of(page))
    for text in _said(Document(decks.meta(ZH), tuple(sections), "deck")):
        assert text in shown


def attempted(sections: list[Section]) -> tuple[Deck | None, set[str]]:
    """The deck, or the codes of what kept it from being one."""
    try:
        return laid(*sections), set()
    except GeneratorError as error:
        return None, {found.code for found in error.diagnostics}


def _said(value: object) -> Iterator[str]:
    """Every text of a tree, charts aside: their words stand in the chart."""
    match value:
        case Text(text):
            yield text
        case Chart() | Meta():
            return
        case tuple():
            for child in value:
                yield from _said(child)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from _said(getattr(value, field.name))
        case _:
            return


def test_a_source_line_steps_down_and_is_refused_when_even_the_smallest_size_is_too_long() -> None:
    def sources(words: str) -> Paragraph:
        return Paragraph((Text(words),), "source")

    short, long = (slot(only(bullets(3), sources("来源：虚构数据" * count)), "source") for count in (1, 14))
    assert short.lines[0].runs[0].size_pt == 10
    assert long.lines[0].runs[0].size_pt < 10
    assert long.height_pt <= long.box.height
    found = problems(slide("bullets", Heading(2, (Text("标题"),)), bullets(3), sources("来源：虚构数据" * 60)))
    assert [code for code, _, _ in found] == ["E660"]
    assert "source" in found[0][2]
