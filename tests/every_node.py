"""A paper, built by hand, that holds every node of the tree, in one language or two."""

from __future__ import annotations

import dataclasses
import datetime
import io
from decimal import Decimal

from PIL import Image as Pixels

from generator import document as tree
from generator.document import Inlines, Lines, Text
from generator.writers.images import Picture

CHINESE = ("zh-CN",)
ENGLISH = ("en-GB",)
BILINGUAL = ("zh-CN", "en-GB")
FACTS = (("客户", "Client", "C1"), ("品牌", "Brand", "B1"), ("日期", "Date", "D1"))


def picture(width: int = 900, height: int = 420) -> Picture:
    """A grey PNG at 144 dpi."""
    stream = io.BytesIO()
    Pixels.new("RGB", (width, height), (200, 210, 225)).save(stream, "PNG")
    return Picture(stream.getvalue(), "png", width, height, 144.0)


PICTURES = {"pictures/route.png": picture()}


class Words:
    """Chooses wordings for the paper's languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def pick(self, zh: str, en: str) -> tuple[str, str]:
        """First and second wording, the second "" in a paper of one language."""
        if len(self.languages) == 2:
            return zh, en
        return (zh if self.languages == CHINESE else en), ""

    def inlines(self, zh: str, en: str) -> Inlines:
        """The wording as inlines."""
        first, second = self.pick(zh, en)
        return (Text(first), tree.Second((Text(second),), "en-GB")) if second else (Text(first),)

    def lines(self, zh: str, en: str) -> Lines:
        """The wording as lines."""
        return Lines(*self.pick(zh, en))

    def string(self, zh: str, en: str) -> str:
        """The wording as the plain string of a chart or schedule."""
        return "\n".join(filter(None, self.pick(zh, en)))


def meta(languages: tuple[str, ...] = CHINESE) -> tree.Meta:
    """What stands around the body."""
    say = Words(languages).lines
    return tree.Meta(
        kind="creative_brief",
        id="CB-014",
        title=say("澄湖气泡水夏季上市 {{ 7*7 }}", "Chenghu Sparkling & the summer {{ 7*7 }}"),
        kind_label=say("创意简报", "Creative brief"),
        languages=languages,
        date=datetime.date(2026, 3, 2),
        version="1.2",
        status="draft",
        mark=say("草稿", "Draft"),
        confidentiality=say("机密", "Confidential"),
        agency=say("远山广告", "Yuanshan Advertising"),
        author=say("赵敏", "Zhao Min"),
        subtitle=say("面向城市白领", "For office workers"),
        facts=tuple(tree.Fact(say(zh, en), Lines(value)) for zh, en, value in FACTS),
        phrases={"page_of": say("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"), "source": say("来源", "Source")},
    )


def paper(languages: tuple[str, ...] = CHINESE) -> tree.Document:
    """The paper."""
    words = Words(languages)
    return tree.Document(meta(languages), (*_texts(words), *_grids(words), *_figures(words), *_settings(words)))


def _texts(words: Words) -> tree.Blocks:
    say = words.inlines
    mixed: Inlines = (
        Text("R&D <测试> “引号” "),
        tree.Link("https://example.com/a b?x=1&y=中", (Text("外链"),)),
        tree.Link("#actions", (Text("内链"),)),
        tree.Strong((Text("重点"),)),
        tree.Emphasis((Text("强调"),)),
        tree.Subscript((Text("2"),)),
        tree.Superscript((Text("3"),)),
        tree.LineBreak(),
        tree.Checkbox(True),
        tree.Checkbox(at="/billable", label="计费"),
        tree.Control("choice", "/status", (Text("草稿"),), "draft", "状态", choices=(("draft", "草稿"), ("issued", "已发出"))),
        tree.Control("date", "/signoffs/0/at", hint="选择日期", label="日期"),
        tree.Span((Text("次要"),), "muted"),
        tree.Span((Text("标签"),), "tag", id="标签 位置"),
        tree.Span((Text("RMB 1,200"),), "nowrap", lang="en"),
    )
    nested = tree.List((tree.ListItem(say("电梯屏", "Lift screens")), tree.ListItem(say("自动售货机", "Vending machines"))))
    steps = tree.List((tree.ListItem(say("第一步", "Step one")), tree.ListItem(say("第二步", "Step two"))), ordered=True)
    return (
        tree.Contents(say("目录", "Contents"), depth=3),
        tree.Heading(1, say("单一主张", "Single-minded proposition"), id="proposition"),
        tree.Paragraph(
            (*say("预算见", "The budget is in")[:1], tree.Reference("actions"), tree.Text(" · "), tree.Reference("proposition"))
        ),
        tree.Callout((tree.Paragraph(say("给自己一口清醒", "A clear head")), tree.Paragraph(say("仅此一句", "One line only"), "note"))),
        tree.Paragraph(mixed),
        tree.List((tree.ListItem(say("五元以内", "Below RMB 5"), (nested,)), tree.ListItem(say("四成在办公楼", "40% in offices")))),
        steps,
        tree.Paragraph(say("另一个列表", "Another list"), "lead"),
        steps,
        tree.Quote((tree.Paragraph(say("我需要的不是咖啡。", "It is not coffee that I need.")),)),
        tree.Notes((tree.Paragraph((Text("SPEAKER NOTES"),)),)),
    )


def actions(words: Words) -> tree.Table:
    """A table with a number column, a total and a caption."""
    say = words.inlines
    row = tree.Row((tree.Cell(say("送审", "Send to legal")), tree.Cell((Text("2026-03-11"),)), tree.Cell((Text("12,345"),))))
    total = tree.Row((tree.Cell(say("合计", "Total")), tree.Cell(()), tree.Cell((Text("24,690"),))), "total")
    head = tree.Row(tuple(tree.Cell(say(*pair), header=True) for pair in (("行动", "Action"), ("期限", "Due"), ("预算", "Budget"))))
    columns = (tree.Column("text"), tree.Column("date"), tree.Column("number"))
    return tree.Table((row, row, total), (head,), columns=columns, caption=say("行动清单", "Actions"), id="actions")


def merged(words: Words) -> tree.Table:
    """A table with cells that reach over rows and columns."""
    say = words.inlines
    first = tree.Cell(say("一线", "Tier 1"), rowspan=2, header=True)
    return tree.Table(
        (
            tree.Row((first, tree.Cell(say("北京", "Beijing")), tree.Cell((Text("27%"),)))),
            tree.Row((tree.Cell(say("上海", "Shanghai")), tree.Cell((Text("31%"),), class_="number"))),
            tree.Row((tree.Cell(say("二线", "Tier 2"), colspan=2), tree.Cell((Text("–"),)))),
        )
    )


def _grids(words: Words) -> tree.Blocks:
    say = words.inlines
    signed = tree.Control("text", "/signoffs/0/person", say("周宁", "Zhou Ning"), "client/zhou")
    sign = tree.Table(
        tuple(tree.Row((tree.Cell(say(*role)), tree.Cell((signed,)))) for role in (("客户代表", "Client"), ("客户总监", "Director"))),
        (tree.Row((tree.Cell(say("角色", "Role"), header=True), tree.Cell(say("签字", "Signature"), header=True))),),
        class_="signoff",
    )
    items = (tree.Field(say("预算", "Budget"), (Text("RMB 3,200,000"),)), tree.Field(say("渠道", "Channel"), say("电梯", "Lifts")))
    return (actions(words), merged(words), tree.Fields(items), tree.Fields((*items, items[0]), "two"), sign)


def chart(words: Words) -> tree.Chart:
    """A chart with a gap."""
    string = words.string
    return tree.Chart(
        "column",
        (string("一月", "Jan"), string("二月", "Feb")),
        (
            tree.Series(string("澄湖", "Chenghu"), (Decimal(12), Decimal(18))),
            tree.Series(string("清泉", "Qingquan"), (Decimal(20), None)),
        ),
        title=words.inlines("澄湖追平清泉", "Chenghu catches up"),
        alt="two brands over two months",
        unit="%",
        source=string("自有调研", "Own survey"),
        id="chart",
    )


def later_charts(words: Words) -> tuple[tree.Chart, ...]:
    """A combo, a Pareto, a doughnut, a positioning map and small multiples."""
    string, one = words.string, chart(words)
    spend = tree.Series(string("投放", "Spend"), (Decimal(32), Decimal(41)))
    mentions = tree.Series(string("提及率", "Mentions"), (Decimal("6.1"), Decimal("6.4")), 2)
    return (
        dataclasses.replace(one, type="combo", series=(spend, mentions), axis2="%", format2="0.0", id="combo"),
        dataclasses.replace(one, type="pareto", series=(spend,), axis2=string("累计占比", "Cumulative share"), id="pareto"),
        dataclasses.replace(one, type="doughnut", series=(spend,), palette="media", places=(3, 1), id="doughnut"),
        dataclasses.replace(one, type="scatter", series=(spend, dataclasses.replace(mentions, axis=1)), cross="zero", id="scatter"),
        dataclasses.replace(one, type="multiples", id="multiples"),
    )


def _figures(words: Words) -> tree.Blocks:
    say, string = words.inlines, words.string
    day = datetime.date(2026, 3, 16)
    tasks = (
        tree.Task(string("策略", "Strategy"), datetime.date(2026, 3, 2), datetime.date(2026, 3, 13), group=string("准备", "Preparation")),
        tree.Task(string("提案", "Pitch"), day, day, group=string("准备", "Preparation"), owner="Zhao", milestone=True),
    )
    headings = (string("任务", "Task"), string("负责人", "Owner"), string("开始", "Start"), string("结束", "End"))
    return (
        chart(words),
        chart(words),
        *later_charts(words),
        tree.Image("pictures/route.png", "a grey route", caption=say("主视觉", "Key visual")),
        tree.Image("pictures/route.png", "the route again", class_="narrow"),
        tree.KeyNumber("27%", say("渗透率", "Penetration")),
        tree.KeyNumber("¥4.9", say("首饮价", "First price")),
        tree.Schedule(tasks, headings, say("时间表", "Timetable")),
    )


def _settings(words: Words) -> tree.Blocks:
    say = words.inlines
    left = tree.Section((tree.Heading(3, say("做", "Do")), actions(words)), "column")
    right = tree.Section((tree.Heading(3, say("不做", "Do not")), tree.Paragraph(say("不谈健康", "No health claims"))), "column")
    item = tree.ListItem(say("一", "One"))
    small = (tree.Heading(1, say("紧凑", "Compact")), tree.Paragraph(say("小字", "Small print")), tree.List((item,)))
    return (
        tree.PageBreak(),
        tree.Section((left, right), "columns"),
        tree.Section(small, "compact", id="small"),
        tree.Section((tree.Heading(2, say("签署", "Sign-off")), tree.Paragraph(say("甲", "A")), merged(words)), "keep"),
    )
