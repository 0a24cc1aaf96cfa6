"""The deck that every contender makes: a cover, 12 slides of points, 5 of charts (4 series × 12 months), 2 of tables; a note on each.
Everything is invented."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from decimal import Decimal

from generator.document import (
    Blocks,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Lines,
    List,
    ListItem,
    Meta,
    Notes,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Text,
)

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))
BRANDS = ("禾鲸", "麦小岛", "白榆", "七穗")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as plain data: its title, its note, and points, or a chart's figures by brand, or a table's rows."""

    title: str
    note: str
    points: tuple[str, ...] = ()
    figures: tuple[tuple[int, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def slides(count: int = 20) -> tuple[Slide, ...]:
    """A deck of `count` slides, the same on every call: of twenty, one is the cover, five are charts and two are tables."""
    chance = random.Random(11)
    return tuple(_slide(number, chance) for number in range(count))


def _slide(number: int, chance: random.Random) -> Slide:
    turn = number % 20
    title = "七分钟早晨：提案" if turn == 0 else f"第 {number + 1} 页：早餐的注意力正在变贵，第 {chance.randrange(90)} 周起"
    note = "先讲结论，再讲理由；every figure is on the slide, none is repeated in the talk."
    if turn == 0:
        return Slide(title, note)
    if turn in (3, 5, 8, 11, 15):
        return Slide(title, note, figures=tuple(tuple(chance.randrange(20, 240) for _ in MONTHS) for _ in BRANDS))
    if turn in (13, 17):
        rows = tuple((f"项目 {row}", "三城电梯屏", f"{chance.randrange(10, 99)},000", "11 月") for row in range(8))
        return Slide(title, note, rows=rows)
    points = (f"第 {chance.randrange(9) + 1} 个理由：早间通勤的人 spends 7 minutes at breakfast" for _ in range(4))
    return Slide(title, note, points=tuple(points))


def document(deck: tuple[Slide, ...]) -> Document:
    """The deck as our tree."""
    words = {"continued": Lines("续"), "no_data": Lines("无数据"), "source": Lines("来源"), "unit": Lines("单位")}
    title, label, day = Lines(deck[0].title), Lines("提案"), datetime.date(2026, 11, 12)
    meta = Meta("proposal_deck", "PP-1", title, label, ("zh-CN",), day, version="1.0", client=Lines("禾鲸"), phrases=words)
    return Document(meta, tuple(_section(number, slide) for number, slide in enumerate(deck)), "deck")


def _section(number: int, slide: Slide) -> Section:
    notes = Notes((Paragraph(_text(slide.note)),))
    title = Heading(1 if number == 0 else 2, _text(slide.title))
    return Section((title, *_body(slide), notes), _layout(number, slide), id=f"s{number}")


def _layout(number: int, slide: Slide) -> str:
    return "cover" if number == 0 else "chart" if slide.figures else "table" if slide.rows else "bullets"


def _body(slide: Slide) -> Blocks:
    if slide.points:
        return (List(tuple(ListItem(_text(point)) for point in slide.points)),)
    if slide.figures:
        series = tuple(Series(brand, tuple(map(Decimal, values))) for brand, values in zip(BRANDS, slide.figures, strict=True))
        title, own = _text(slide.title), BRANDS[0]
        return (Chart("line", MONTHS, series, title, alt=slide.title, unit="万元", highlight=own, source="云屿广告监测"),)
    if slide.rows:
        head = Row(tuple(Cell(_text(one), header=True) for one in ("项目", "内容", "金额", "时间")))
        body = tuple(Row(tuple(map(_cell, row))) for row in slide.rows)
        return (Table(body, (head,), columns=(Column("text"), Column("text"), Column("number"), Column("date"))),)
    return ()


def _cell(text: str) -> Cell:
    return Cell(_text(text))


def _text(words: str) -> tuple[Text]:
    return (Text(words),)
