"""Charts (E45x): figures that a type cannot show, and what is not stated."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E450": Message(
        "a {type} shows one series, this chart has {several}",
        "{type} 图只能有一个数列，这里有 {several} 个",
        "use type stacked or percent for several, or a chart each",
        "多个数列请用 stacked 或 percent，或各画一张",
    ),
    "E451": Message(
        "a {type} shows parts of a whole, but {value} is below zero",
        "{type} 图表示整体的各部分，{value} 却小于零",
        "use type bar, which shows what falls too",
        "请改用 bar，可以表示负数",
    ),
    "E452": Message(
        "a scatter needs two series, across and up; this chart has {several}",
        "scatter 图需要两个数列（横、纵），这里有 {several} 个",
        "the first series is drawn across, the second upwards; categories are the points' names",
        "第一个数列为横轴，第二个为纵轴；类目是各点的名称",
    ),
    "E453": Message(
        "the second axis of this {type} has no unit",
        "{type} 图的第二坐标轴没有写单位",
        'axis2: its unit, such as "%"; in a pareto the name of the line, such as Cumulative share',
        "请写 axis2：单位，如 %；pareto 图写折线名称，如 累计占比",
    ),
    "E454": Message(
        "a combo needs columns and a line: series on both axes",
        "combo 图要有柱和折线，即两个坐标轴上都有数列",
        "axis: 2 at the series that is drawn as a line",
        "画成折线的数列请写 axis: 2",
    ),
    "W450": Message(
        "a doughnut of {number} slices cannot be read; {most} are the limit",
        "环形图有 {number} 片，难以分辨，最多 {most} 片",
        "use type bar, or put the smallest together under a name of your own",
        "请改用 bar，或把最小的几项合并并自行命名",
    ),
    "W451": Message(
        '"{name}" adds up to {total}%, not to 100%',
        "“{name}”合计 {total}%，不是 100%",
        "complete the shares, or say in base_note why they do not add up",
        "请补全占比，或在 base_note 中说明",
    ),
    "W452": Message(
        "{number} points with names crowd this map; {most} are the limit",
        "图上有 {number} 个带名称的点，过于拥挤，最多 {most} 个",
        "leave out the points that the conclusion does not need",
        "请去掉与结论无关的点",
    ),
    "W453": Message(
        "{number} series, but {most} colours: some look alike",
        "数列有 {number} 个，颜色只有 {most} 种，会有重复",
        "leave out series, or use type multiples, a small chart for each",
        "请减少数列，或改用 multiples（每个数列一张小图）",
    ),
}
