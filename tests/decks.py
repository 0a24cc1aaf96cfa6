"""Decks built by hand, for the tests of slides: an invented client, every layout, every node."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from PIL import Image as PillowImage

from generator import theme as themes
from generator.document import (
    Block,
    Callout,
    Cell,
    Chart,
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
from generator.theme import Theme
from generator.writers.images import Picture

THEME_FOLDER = Path(__file__).parent.parent / "templates" / "themes" / "default"
WORDS = {"zh": 0, "en": 1}


@lru_cache(maxsize=1)
def theme() -> Theme:
    return themes.load(THEME_FOLDER)


class Voice:
    """Says things in Chinese, English or both."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.languages = {"zh": ("zh-CN",), "en": ("en-GB",), "both": ("zh-CN", "en-GB")}[language]

    def __call__(self, zh: str, en: str) -> Inlines:
        if self.language == "both":
            return (Text(zh), Second((Text(en),), "en-GB"))
        return (Text((zh, en)[WORDS[self.language]]),)

    def lines(self, zh: str, en: str) -> Lines:
        return Lines(zh, en) if self.language == "both" else Lines((zh, en)[WORDS[self.language]])

    def word(self, zh: str, en: str) -> str:
        return "\n".join(self.lines(zh, en))

    def p(self, zh: str, en: str, class_: str = "") -> Paragraph:
        return Paragraph(self(zh, en), class_)

    def h(self, zh: str, en: str, level: int = 2) -> Heading:
        return Heading(2 if level == 2 else 3, self(zh, en))

    def items(self, *pairs: tuple[str, str], ordered: bool = False, class_: str = "") -> List:
        return List(tuple(ListItem(self(*pair)) for pair in pairs), ordered, class_)


def meta(voice: Voice) -> Meta:
    return Meta(
        kind="proposal_deck",
        id="P-2026-014",
        title=voice.lines("晨露气泡水夏季上市提案", "Morning Dew sparkling water: summer launch"),
        kind_label=voice.lines("提案", "Proposal"),
        languages=voice.languages,
        date=datetime.date(2026, 3, 18),
        version="v2",
        client=voice.lines("晨露饮料", "Morning Dew Beverages"),
        agency=voice.lines("北窗广告", "North Window"),
        subtitle=voice.lines("让下午三点有点气", "Put some fizz into three in the afternoon"),
    )


def picture(width: int = 800, height: int = 500, colour: str = "#5B7FA6") -> Picture:
    stream = io.BytesIO()
    PillowImage.new("RGB", (width, height), colour).save(stream, "PNG")
    return Picture(stream.getvalue(), "png", width, height, 96.0)


PICTURES = {"shelf.png": picture(), "tall.png": picture(300, 900, "#9FB3C8")}


def document(blocks: Sequence[Block], voice: Voice | None = None) -> Document:
    return Document(meta(voice or Voice("zh")), tuple(blocks), "deck")


def slide(layout: str, *blocks: Block, id: str = "", at: str = "") -> Section:
    return Section(tuple(blocks), layout, id, at=at)


def spend_chart(voice: Voice) -> Chart:
    return Chart(
        "bar",
        tuple(
            voice.word(*pair)
            for pair in (("清泉", "Clearwell"), ("晨露", "Morning Dew"), ("山岚", "Mountain Mist"), ("果语", "Fruit Talk"))
        ),
        (Series(voice.word("投放", "Spend"), (Decimal("62.5"), Decimal("41.2"), Decimal("28.4"), None)),),
        voice("2025 年气泡水品类投放", "Sparkling water: media spend 2025"),
        alt=voice.word("清泉 62.5，晨露 41.2，山岚 28.4", "Clearwell 62.5, Morning Dew 41.2, Mountain Mist 28.4"),
        unit=voice.word("百万元", "RMB m").split("\n")[0],
        number_format="#,##0.0",
        highlight=voice.word("晨露", "Morning Dew"),
        source=voice.word("虚构数据，仅作示例", "invented figures, sample only").replace("\n", " / "),
    )


def budget_table(voice: Voice, rows: int = 6) -> Table:
    names = (
        ("短视频信息流", "Short-video feed"),
        ("社交达人合作", "Creators on social platforms"),
        ("线下快闪与试饮", "Pop-up and sampling"),
        ("便利店终端物料", "Convenience-store display"),
        ("制作：主视觉与 15 秒片", "Production: key visual and 15-second film"),
        ("监测与复盘", "Tracking and review"),
    )
    body = tuple(
        Row(
            (
                Cell(voice(*names[number % len(names)])),
                Cell(voice("六月至八月", "June to August")),
                Cell((Text(f"{(number + 3) * 125_000:,}"),), class_="number"),
                Cell((Text(f"{12 + number % 7}%"),), class_="number"),
            ),
            at=f"/budget/{number}",
        )
        for number in range(rows)
    )
    return Table(
        body,
        (
            Row(
                (
                    Cell(voice("项目", "Item"), True),
                    Cell(voice("期间", "Period"), True),
                    Cell(voice("金额（元）", "RMB"), True),
                    Cell(voice("占比", "Share"), True),
                )
            ),
        ),
        (
            Row(
                (
                    Cell(voice("合计", "Total"), colspan=2),
                    Cell((Text("4,125,000"),), class_="number"),
                    Cell((Text("100%"),), class_="number"),
                )
            ),
        ),
        (Column("text"), Column("text"), Column("number"), Column("number")),
    )


def schedule(voice: Voice) -> Schedule:
    day = datetime.date
    one, two = voice.word("准备", "Preparation").replace("\n", " / "), voice.word("上市", "Launch").replace("\n", " / ")
    return Schedule(
        (
            Task(
                voice.word("策略确认", "Strategy agreed"), day(2026, 4, 1), day(2026, 4, 10), one, voice.word("赵", "Zhao").split("\n")[0]
            ),
            Task(voice.word("主视觉与脚本", "Key visual and scripts"), day(2026, 4, 13), day(2026, 5, 8), one),
            Task(voice.word("拍摄与后期", "Shoot and post-production"), day(2026, 5, 11), day(2026, 5, 29), one),
            Task(voice.word("客户批准成片", "Client approves the film"), day(2026, 6, 1), day(2026, 6, 1), one, milestone=True),
            Task(voice.word("短视频第一波", "First wave of short video"), day(2026, 6, 8), day(2026, 6, 28), two),
            Task(
                voice.word("快闪巡回：上海、成都、广州", "Pop-up tour: Shanghai, Chengdu, Guangzhou"),
                day(2026, 6, 20),
                day(2026, 7, 19),
                two,
            ),
            Task(voice.word("中期复盘", "Mid-term review"), day(2026, 7, 20), day(2026, 7, 20), two, milestone=True),
        ),
        ("任务", "负责", "开始", "结束"),
    )


def everything(language: str) -> Document:
    """A deck with every layout and every node."""
    v = Voice(language)
    question = v("谁在下午三点喝气泡水？", "Who drinks sparkling water at three in the afternoon?")
    return document(
        (
            slide("cover"),
            slide("divider", v.h("机会", "Opportunity"), v.p("品类在长，晨露没有跟上", "The category grows, Morning Dew does not")),
            slide(
                "bullets",
                v.h(
                    "品类两年长了三成，晨露的份额却少了两个点",
                    "The category grew by a third in two years while Morning Dew lost two points",
                ),
                List(
                    (
                        ListItem(
                            (
                                *v(
                                    "便利店贡献了增量的六成，晨露只进了一半门店",
                                    "Convenience stores brought 60% of growth; half of them stock us",
                                ),
                            )
                        ),
                        ListItem(
                            v("办公室人群把气泡水当作“下午的开关”", "Office workers use it as “the switch of the afternoon”"),
                            (
                                v.items(
                                    ("十五点到十六点占全天销量的 22%", "15:00–16:00 makes 22% of the day's sales"),
                                    ("复购与口味新鲜感相关", "Repeat purchase follows new flavours"),
                                ),
                            ),
                        ),
                        ListItem(v("竞品清泉把声量集中在夏季前六周", "Clearwell puts its weight into the first six weeks of summer")),
                    )
                ),
                v.p("来源：虚构的零售监测，2024–2025", "Source: invented retail panel, 2024–2025", "source"),
                Notes((v.p("先讲增长，再讲缺口。停三秒。", "Growth first, then the gap. Pause."),)),
                id="gap",
            ),
            slide("statement", Heading(2, v("下午三点，给自己一点气", "At three, give yourself some fizz"))),
            slide(
                "chart",
                v.h("清泉的投放是我们的一倍半，但集中在两种媒介", "Clearwell outspends us by half, in two media only"),
                spend_chart(v),
                v.p(
                    "我们不必在总量上追赶，只需在六周内、在便利店周边更响",
                    "No need to match the total: be louder for six weeks around convenience stores",
                    "takeaway",
                ),
                v.items(("六周内声量份额目标 35%", "Share of voice of 35% for six weeks"), ("不进电视", "No television")),
            ),
            slide("divider", v.h("策略", "Strategy")),
            slide(
                "two-columns",
                v.h("同一个人，两种下午", "One person, two afternoons"),
                Section(
                    (
                        v.h("现在", "Today", 3),
                        v.items(
                            ("咖啡第二杯，心跳但不清醒", "A second coffee: heartbeat, no clarity"), ("零食，后悔", "A snack, then regret")
                        ),
                    ),
                    "left",
                ),
                Section(
                    (
                        v.h("有晨露之后", "With Morning Dew", 3),
                        v.items(("一罐，零糖，有口感", "One can, no sugar, real bite"), ("拍下来，发给同事", "A photo for the colleagues")),
                    ),
                    "right",
                ),
                Quote((v.p("“我要的是一个能站起来的理由。”——访谈，28 岁", "“What I want is a reason to get up.” – interview, aged 28"),)),
            ),
            slide(
                "bullets",
                v.h("三个数字说明为什么是现在", "Three figures say why it is now"),
                KeyNumber("+31%", v("品类两年增长", "category growth in two years")),
                KeyNumber("22%", v("全天销量发生在下午三点", "of sales at three in the afternoon")),
                KeyNumber("1/2", v("目标门店尚未铺货", "of target stores not listed yet")),
                Callout(
                    (
                        v.p(
                            "六周窗口：五月底签下便利店，六月八日开播",
                            "A window of six weeks: sign the stores by end of May, air on 8 June",
                        ),
                    )
                ),
            ),
            slide(
                "bullets",
                Heading(2, question),
                v.items(
                    ("二十五到三十五岁的办公室人群", "Office workers, 25 to 35"),
                    ("每周四次进便利店", "In a convenience store four times a week"),
                    ("怕胖，更怕困", "Afraid of sugar, more afraid of sleep"),
                ),
                Image(
                    "shelf.png",
                    v.word("便利店冷柜里的晨露", "Morning Dew in a store fridge"),
                    v("冷柜第二层是黄金位", "The second shelf sells"),
                ),
            ),
            slide(
                "table", v.h("预算四百一十二万，六成花在便利店周边", "RMB 4.1m, sixty per cent of it around the stores"), budget_table(v)
            ),
            slide("table", v.h("四月定策略，六月八日上市", "Strategy in April, launch on 8 June"), schedule(v)),
            slide(
                "table",
                v.h("团队与联系方式", "Team and contacts"),
                Fields(
                    (
                        Field(v("客户总监", "Client director"), v("赵一", "Zhao Yi")),
                        Field(v("策略", "Planning"), v("林夏", "Lin Xia")),
                        Field(v("创意", "Creative"), v("周启", "Zhou Qi")),
                        Field(v("媒介", "Media"), (Link("mailto:media@northwindow.example", (Text("media@northwindow.example"),)),)),
                    ),
                    "two",
                ),
            ),
            slide(
                "ask",
                v.h("今天请您决定三件事", "Three decisions we ask for today"),
                v.items(
                    ("确认“下午三点”为唯一主张", "Confirm “three in the afternoon” as the single proposition"),
                    ("批准四百一十二万预算，误差不超过 5%", "Approve RMB 4.1m, within 5%"),
                    ("四月一日前指定一位对接人", "Name one contact by 1 April"),
                    ordered=True,
                ),
                Paragraph(
                    (Strong(v("之后四十八小时内我们给出排期", "We answer with a timetable within 48 hours")), Emphasis((Text(" *"),)))
                ),
            ),
        ),
        v,
    )
