"""Decks that nobody wrote: a number decides language, layouts and lengths, from one word to far more than a slide can hold."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from generator.document import (
    Block,
    Callout,
    Cell,
    Chart,
    ChartType,
    Column,
    Document,
    Emphasis,
    Field,
    Fields,
    Heading,
    Image,
    Inlines,
    KeyNumber,
    Lines,
    Link,
    List,
    ListItem,
    Meta,
    Notes,
    Paragraph,
    Quote,
    Row,
    Schedule,
    Second,
    Section,
    Series,
    Strong,
    Table,
    Task,
    Text,
)

LANGUAGES = {"zh": ("zh-CN",), "en": ("en-GB",), "mixed": ("zh-CN",), "both": ("zh-CN", "en-GB")}

CONTENT = (
    "bullets", "statement", "two-columns", "chart", "picture", "table", "timeline", "budget", "keynumbers", "quote",
    "team", "agenda", "ask", "full-picture", "two-charts",
)  # fmt: skip
"""The layouts that a template may name, besides cover, divider and back."""

ENGLISH_WORDS = (
    "the of a in to for is we and no at by as on with from "
    "brand share price market shelf growth summer buyer budget weekly campaign reach stores launch office target product awareness "
    "conversion households distribution positioning merchandising professionalisation "
    "well-known year-on-year out-of-home 15-second co-branded price/performance TV/OTV/DOOH 2025/26 +12.5% 3.4m RMB1,280,000 Q3 "
    "R&D e.g. B2B “bite” (tested) [draft] don't façade naïve Müller"
)
CHINESE_WORDS = (
    "品牌 份额 价格 市场 货架 增长 夏季 消费者 预算 每周 投放 触达 门店 上市 办公室 目标 产品 认知 转化 家庭 渠道 定位 陈列 便利店 下午三点 "
    "气泡水 竞品 声量 达人 种草 复购 试饮 主视觉 的 了 在 与 从 到 不 更 一 我们 他们 同比 环比 2025年 第3季度 12.5% 1,280,000元 “气”（试）"
)
ENGLISH, CHINESE = ENGLISH_WORDS.split(), CHINESE_WORDS.split()
UNBROKEN = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "https://www.morningdew.example/campaigns/2026/summer-launch/afternoon?utm_source=deck&utm_medium=link&id=0123456789abcdef#section-3",
    "media-planning.northwindow.example/reports/2026/Q3/share-of-voice/final_final_v12(2).xlsx",
    "W" * 70,
    "SKU-000123456789-ABCDEFGHIJKLMNOP-2026/07/31",
    "……——……——",
    "㈜★☆→←↑↓①②③",
    "晨露Sparkling气泡水X清泉CLEARWELL联名款",
)
LENGTHS = (2, 4, 8, 14, 26, 45, 80)
"""Words of a text, from a label to a paragraph."""

ABSURD = (400, 1500)
ONE_IN_ABSURD = 20
"""Of so many decks one has a text that no slide can hold."""

PICTURES = ("shelf.png", "tall.png")
CHART_TYPES: tuple[ChartType, ...] = ("bar", "column", "stacked", "percent", "line", "doughnut")
FIRST_DAY = datetime.date(2026, 1, 5)


class Author:
    """Writes what a number tells it to, always the same."""

    def __init__(self, number: int) -> None:
        self.chance = Random(number)
        self.number = number
        self.language = tuple(LANGUAGES)[number % len(LANGUAGES)]
        self.absurd = number % ONE_IN_ABSURD == ONE_IN_ABSURD - 1
        self.pace = self.chance.choice((3, 5, 6, 7))
        """How many of `LENGTHS` this deck uses."""

    def document(self) -> Document:
        inner = [self.slide(layout) for layout in self.chance.sample(CONTENT, self.chance.randint(3, 6))]
        if self.absurd:
            inner.append(Section((self.heading(), self.absurdity()), "bullets", at="/absurd"))
        parted = [*inner[:2], Section((self.heading(), self.paragraph(3)), "divider"), *inner[2:]]
        closing = [Section((self.heading(), *self.paragraphs(3, 3)), "back")] if self.often(0.4) else []
        cover = Section((self.heading(), *([self.paragraph(4, "subtitle")] if self.often(0.5) else [])), "cover")
        return Document(self.meta(), (cover, *parted, *closing), "deck")

    def meta(self) -> Meta:
        return Meta(
            kind="proposal_deck",
            id=f"P-{self.number}",
            title=self.lines(8),
            kind_label=self.lines(2),
            languages=LANGUAGES[self.language],
            date=FIRST_DAY,
            version="v1",
            client=self.lines(2),
            agency=self.lines(2),
            subtitle=self.lines(4),
        )

    # -------------------------------------------------------------------------------------------------------------- words

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def words(self, count: int, chinese: bool) -> str:
        """A text of about `count` words; one in forty cannot be broken."""
        found: list[str] = []
        for place in range(self.chance.randint(1, count)):
            mixed = self.language == "mixed" and self.often(0.3)
            word = self.chance.choice(UNBROKEN) if count > 4 and self.often(0.025) else self.chance.choice(CHINESE if chinese != mixed else ENGLISH)
            between = "" if chinese and not mixed else " "
            if place and place % 9 == 0:
                between = self.chance.choice("，。；：、！？") if chinese else self.chance.choice((", ", ". ", "; ", ": ", " – "))
            found.append(between + word if found else word)
        return "".join(found).strip()

    def inlines(self, count: int) -> Inlines:
        first = self.words(count, self.language != "en")
        opening: Inlines = (Text(first),)
        if count > 4 and self.often(0.2):
            opening = (Strong((Text(first),)), Text(" "), Emphasis((Text(self.words(3, self.language != "en")),)))
        elif count > 4 and self.often(0.05):
            opening = (Link("https://northwindow.example/", (Text(first),)),)
        return (*opening, Second((Text(self.words(count, chinese=False)),), "en-GB")) if self.language == "both" else opening

    def text(self, count: int) -> str:
        first = self.words(count, self.language != "en")
        return f"{first}\n{self.words(count, chinese=False)}" if self.language == "both" else first

    def lines(self, count: int) -> Lines:
        return Lines(*self.text(count).split("\n"))

    def length(self, most: int = 99) -> int:
        return self.chance.choice(LENGTHS[: min(self.pace, most)])

    def heading(self, level: int = 2) -> Heading:
        return Heading(2 if level == 2 else 3, (*self.inlines(self.chance.choice((3, 6, 10))), Text(f" {self.chance.randint(100, 99999)}")))

    def paragraph(self, most: int = 99, class_: str = "") -> Paragraph:
        return Paragraph(self.inlines(self.length(most)), class_, at="/p")

    def paragraphs(self, count: int, most: int = 99) -> list[Block]:
        return [self.paragraph(most) for _ in range(self.chance.randint(1, count))]

    def bullets(self, count: int, most: int = 99) -> List:
        items = []
        for number in range(self.chance.randint(1, count)):
            nested = (self.bullets(3, 3),) if count > 3 and self.often(0.15) else ()
            items.append(ListItem(self.inlines(self.length(most)), nested, at=f"/items/{number}"))
        return List(tuple(items), self.often(0.3))

    def absurdity(self) -> Block:
        return Paragraph(self.inlines(self.chance.randint(*ABSURD)), at="/absurd")

    # ------------------------------------------------------------------------------------------------------------- blocks

    def slide(self, layout: str) -> Section:
        made = getattr(self, f"on_{layout.replace('-', '_')}")()
        heading = [] if layout == "statement" and self.often(0.5) else [self.heading()]
        source = [Paragraph(self.inlines(self.length(4)), "source")] if self.often(0.3) else []
        notes = [Notes(tuple(self.paragraphs(3)))] if self.often(0.3) else []
        return Section((*heading, *made, *source, *notes), layout, at=f"/{layout}")

    def on_bullets(self) -> list[Block]:
        return self.mixture(self.chance.choice((6, 12, 30)))

    def mixture(self, items: int) -> list[Block]:
        found: list[Block] = [self.bullets(items)]
        more: tuple[Block, ...] = (
            Callout((self.paragraph(5),)),
            Quote((self.paragraph(5),)),
            KeyNumber(self.value(), self.inlines(6)),
            self.paragraph(),
            self.picture_block(),
            self.table_block(5),
            Fields(tuple(Field(self.inlines(2), self.inlines(4)) for _ in range(self.chance.randint(1, 8))), self.chance.choice(("one", "two"))),
        )
        return found + [block for block in more if self.often(0.15)]

    def on_statement(self) -> list[Block]:
        return [Paragraph(self.inlines(self.length(5)), "statement")]

    def on_two_columns(self) -> list[Block]:
        sides = [Section((self.heading(3), *self.mixture(6)), side) for side in ("left", "right")]
        return [*sides, *([Callout((self.paragraph(4),))] if self.often(0.3) else [])]

    def on_chart(self) -> list[Block]:
        return [self.chart_block(), *([self.paragraph(5, "takeaway")] if self.often(0.8) else []), *([self.bullets(4)] if self.often(0.5) else [])]

    def on_two_charts(self) -> list[Block]:
        return [Section((self.chart_block(),), "left"), Section((self.chart_block(),), "right"), self.paragraph(4, "takeaway")]

    def on_picture(self) -> list[Block]:
        return [self.picture_block(), self.bullets(8)]

    def on_full_picture(self) -> list[Block]:
        return [Image(self.chance.choice(PICTURES), self.text(4))]

    def on_table(self) -> list[Block]:
        return [self.table_block(self.chance.choice((5, 20, 60, 200)))]

    def on_budget(self) -> list[Block]:
        total = Section((KeyNumber(self.value(), self.inlines(4)), self.paragraph(3, "note")), "total")
        return [self.table_block(self.chance.choice((5, 12, 25)), columns=3), total]

    def on_timeline(self) -> list[Block]:
        tasks = []
        start = FIRST_DAY
        for number in range(self.chance.randint(0, 60)):
            start += datetime.timedelta(days=self.chance.randint(0, 6))
            days = datetime.timedelta(days=self.chance.choice((0, 2, 5, 12, 40)))
            tasks.append(Task(self.text(self.length(4)), start, start + days, self.phase(number), self.words(2, self.language != "en"), not days))
        return [Schedule(tuple(tasks), ("A", "B", "C", "D"))] if tasks else [self.paragraph(3)]

    def phase(self, number: int) -> str:
        return f"{('准备', 'Preparation', '上市 launch', 'Follow-up')[number // 9 % 4]} {number // 9}"

    def on_keynumbers(self) -> list[Block]:
        count = self.chance.randint(1, 5)
        return [*(KeyNumber(self.value(), self.inlines(self.length(5))) for _ in range(count)), *([self.paragraph(4)] if self.often(0.5) else [])]

    def value(self) -> str:
        return self.chance.choice(("+31%", "22%", "1/2", "¥4,125,000", "1,234,567,890 元", "No. 1", "三成", "12.5–14.0 pp"))

    def on_quote(self) -> list[Block]:
        return [Quote(tuple(Paragraph(self.inlines(self.length(6))) for _ in range(self.chance.randint(1, 2)))), Section((self.paragraph(3),), "attribution")]

    def on_team(self) -> list[Block]:
        portraits = self.often(0.4)
        return [self.person(portraits) for _ in range(self.chance.randint(1, 12))]

    def person(self, portrait: bool) -> Section:
        photo: list[Block] = [Image("tall.png", "portrait")] if portrait else []
        return Section((*photo, Heading(3, self.inlines(3)), self.paragraph(2, "subtitle"), self.paragraph(3)), "card")

    def on_agenda(self) -> list[Block]:
        return [List(self.bullets(9, 4).items, ordered=True)]

    def on_ask(self) -> list[Block]:
        return [List(self.bullets(5, 5).items, ordered=True), *([self.paragraph(4)] if self.often(0.3) else [])]

    def chart_block(self) -> Chart:
        categories = tuple(dict.fromkeys(self.text(self.chance.choice((1, 2, 4))) + f" {place}" for place in range(self.chance.randint(2, 9))))
        series = tuple(
            Series(f"{self.text(2)} {number}", tuple(Decimal(self.chance.randint(1, 9999)) / 10 for _ in categories))
            for number in range(self.chance.randint(1, 4))
        )
        kind = self.chance.choice(CHART_TYPES)
        shown = series[:1] if kind == "doughnut" else series
        return Chart(kind, categories, shown, self.inlines(6), "chart", unit=self.words(2, self.language != "en"), number_format="#,##0.0", source="panel")

    def picture_block(self) -> Image:
        return Image(self.chance.choice(PICTURES), self.text(4), self.inlines(8) if self.often(0.5) else ())

    def table_block(self, rows: int, columns: int = 0) -> Table:
        width = columns or self.chance.randint(2, 7)
        count = self.chance.randint(1, rows)
        kinds = [self.chance.choice(("text", "text", "wide", "number", "date", "narrow")) for _ in range(width)]
        kinds[0] = "text"
        body = tuple(Row(tuple(self.cell(kind) for kind in kinds), at=f"/rows/{number}") for number in range(count))
        head = (Row(tuple(Cell(self.inlines(2), header=True) for _ in kinds)),)
        foot = (Row((Cell(self.inlines(2), colspan=width - 1), Cell((Text("12,345,678.00"),), class_="number")), "total"),) if self.often(0.4) else ()
        return Table(body, head, foot, tuple(Column(kind) for kind in kinds), self.inlines(4) if self.often(0.2) else ())

    def cell(self, kind: str) -> Cell:
        match kind:
            case "number":
                return Cell((Text(f"{self.chance.randint(1, 10**self.chance.randint(1, 9)):,}"),), class_="number")
            case "date":
                return Cell((Text(str(FIRST_DAY + datetime.timedelta(days=self.chance.randint(0, 700)))),))
            case _:
                return Cell(self.inlines(self.length(3 if kind == "narrow" else 5)))


def generated(number: int) -> Document:
    """The deck of a number."""
    return Author(number).document()


def layouts(decks: Sequence[Document]) -> set[str]:
    """The layouts that some decks ask for."""
    return {block.class_ for deck in decks for block in deck.body if isinstance(block, Section)}
