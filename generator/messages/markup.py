"""Templates and markup (E4xx)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E400": Message(
        "not well-formed XML: {why}",
        "不是合法的 XML：{why}",
        "every element must be closed, every & written &amp;, every attribute quoted",
        "每个元素都要闭合，& 写成 &amp;，属性值加引号",
    ),
    "E401": Message(
        "unknown element <{element}>",
        "未知元素 <{element}>",
        "known elements: {known}",
        "可用元素：{known}",
    ),
    "E402": Message(
        "<{element}> may not stand in <{parent}>",
        "<{parent}> 里不能放 <{element}>",
        "<{parent}> may hold: {known}",
        "<{parent}> 里可以放：{known}",
    ),
    "E403": Message(
        'unknown attribute "{attribute}" on <{element}>',
        "<{element}> 上有未知属性“{attribute}”",
        "<{element}> may carry: {known}",
        "<{element}> 可用属性：{known}",
    ),
    "E404": Message(
        'unknown class "{class_}" on <{element}>',
        "<{element}> 上有未知的 class “{class_}”",
        "classes of the theme for <{element}>: {known}",
        "主题为 <{element}> 提供的 class：{known}",
    ),
    "E405": Message(
        "<{element}> may not carry a style attribute",
        "<{element}> 不能带 style 属性",
        "the look belongs to the theme: use a class ({known})",
        "外观由主题决定：请使用 class（{known}）",
    ),
    "E406": Message(
        'text stands where only blocks may stand, in <{parent}>: "{text}"',
        "<{parent}> 里只能放块级元素，却出现了文字：“{text}”",
        "put the text into <p>",
        "请把文字放进 <p>",
    ),
    "E407": Message(
        'this link leads nowhere we allow: "{href}"',
        "不允许的链接：“{href}”",
        "allowed: http://, https://, mailto:, tel:, #id",
        "允许：http://、https://、mailto:、tel:、#id",
    ),
    "E408": Message(
        "this row fills {cells} columns, the table has {width}",
        "这一行占 {cells} 列，而表格有 {width} 列",
        "count colspan, and the cells that a rowspan above covers",
        "计算时要算上 colspan，以及上方 rowspan 占用的单元格",
    ),
    "E409": Message(
        "elements are nested deeper than {limit}",
        "元素嵌套超过 {limit} 层",
        "in a text, count the > and - at the beginning of its lines and the * around its words",
        "如果是文字，请减少行首的 > 和 -，以及词语两边的 *",
    ),
    "E410": Message(
        "a DOCTYPE or an entity declaration is not allowed",
        "不允许 DOCTYPE 或实体声明",
        "write characters directly, or as &#160;",
        "请直接写字符，或写成 &#160;",
    ),
    "E411": Message(
        '<{element}> needs the attribute "{attribute}"',
        "<{element}> 缺少属性“{attribute}”",
    ),
    "E412": Message(
        '{attribute}="{value}" on <{element}> is not {expected}',
        "<{element}> 的 {attribute}=“{value}”不合要求：{expected}",
    ),
    "E413": Message(
        'not a number: "{value}"',
        "不是数字：“{value}”",
        "write 1234.5 or 1,234.5; an empty cell or – is a gap; the unit stands in data-unit",
        "写成 1234.5 或 1,234.5；空单元格或 – 表示无数据；单位写在 data-unit 里",
    ),
    "E414": Message(
        'not a date: "{value}"',
        "不是日期：“{value}”",
        "write it as 2026-11-05",
        "写成 2026-11-05",
    ),
    "E415": Message(
        'the id "{id}" stands twice (first in line {first})',
        "id “{id}”重复（首次出现在第 {first} 行）",
    ),
    "E416": Message(
        'the link leads to "#{id}", but no element has this id',
        "链接指向“#{id}”，但没有元素带这个 id",
    ),
    "E417": Message(
        'the second language (<span class="second">) must be the last thing in its block',
        "第二语言（<span class=\"second\">）必须是所在块的最后一项",
    ),
    "E418": Message(
        "<{element}> needs {part}",
        "<{element}> 缺少 {part}",
    ),
    "E419": Message(
        "this row has {cells} cells, the heading row has {width}",
        "这一行有 {cells} 个单元格，而表头有 {width} 个",
    ),
    "E420": Message(
        "<{element}> must say what it is by its class",
        "<{element}> 必须用 class 说明种类",
        "one of: {known}",
        "可选：{known}",
    ),
    "E421": Message(
        "the task ends ({end}) before it starts ({start})",
        "任务结束日（{end}）早于开始日（{start}）",
    ),
    "E422": Message(
        "this page was not made by us: it has no <main>",
        "这个页面不是本工具生成的：没有 <main>",
    ),
    "E423": Message(
        "a cell reaches down over more rows than its table part has",
        "单元格的 rowspan 超出所在表格部分的行数",
    ),
    "E424": Message(
        "the reference leads to “{id}”, which is neither a heading nor a table or figure with a caption",
        "引用指向“{id}”，它既不是标题，也不是有题注的表或图",
        "give it a caption, or link to it with words of your own: <a href=\"#…\">…</a>",
        "请加上题注，或改用自己写文字的链接：<a href=\"#…\">…</a>",
    ),
}
