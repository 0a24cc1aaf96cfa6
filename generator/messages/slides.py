"""Slide layout and fit (E66x–E69x)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E660": Message(
        "slide {slide} “{title}”: {block} is {lines} line(s) too long at the smallest size ({size} pt)",
        "第 {slide} 页“{title}”：{block} 在最小字号（{size} 磅）下仍多出 {lines} 行",
        "shorten it, or spread it over two slides",
        "请删减文字，或分成两页",
    ),
    "E661": Message(
        "a deck consists of slides, but {what} stands between them",
        "提案由若干页组成，但页与页之间出现了{what}",
        "put it into a section whose class is a slide layout: {known}",
        "请放进一个 section，其 class 为版式名：{known}",
    ),
    "E662": Message(
        "slide {slide}: unknown layout “{layout}”",
        "第 {slide} 页：未知版式“{layout}”",
        "layouts of this theme: {known}",
        "本主题的版式：{known}",
    ),
    "E663": Message(
        "slide {slide} has no title",
        "第 {slide} 页没有标题",
        "begin it with a heading that states its conclusion",
        "请以一个说明结论的标题开头",
    ),
    "E664": Message(
        "slide {slide} “{title}”: no room for {block}; {needed} pt are needed, {there} pt are left",
        "第 {slide} 页“{title}”：{block} 放不下，需要 {needed} 磅，只剩 {there} 磅",
        "move it to a slide of its own",
        "请单独放一页",
    ),
    "E665": Message(
        "slide {slide} “{title}”: picture {src} is missing",
        "第 {slide} 页“{title}”：缺少图片 {src}",
        "check the path; it is relative to the paper",
        "请检查路径（相对于本文件）",
    ),
    "E666": Message(
        "reference deck {file}: no layout serves “{layout}”, which needs the placeholders {missing}",
        "参考演示文稿 {file}：没有版式可用作“{layout}”，所需占位符：{missing}",
        "name a placeholder of that layout so in PowerPoint's selection pane of the slide master, or say in theme.yaml under layouts: which "
        "layout serves; `briefwright theme check` shows what there is",
        "请在幻灯片母版的选择窗格中将占位符改为此名，或在 theme.yaml 的 layouts: 中指定对应版式；用 `briefwright theme check` 查看现有版式",
    ),
    "E667": Message(
        "slide {slide} “{title}”: a table of {columns} columns needs {needed} pt of width, {there} pt are there",
        "第 {slide} 页“{title}”：{columns} 列的表格需要 {needed} 磅宽，只有 {there} 磅",
        "leave out columns or shorten long words and numbers",
        "请减少列数，或缩短长单词和数字",
    ),
    "E668": Message(
        "slide {slide} “{title}”: a {layout} holds words alone; the {what} has no place on it",
        "第 {slide} 页“{title}”：{layout} 版式只放文字，放不下 {what}",
        "put it on a slide of its own",
        "请另放一页",
    ),
    "E669": Message(
        "theme.yaml names “{wrong}” for the layout “{layout}”, but {file} has no such layout or placeholder",
        "theme.yaml 为版式“{layout}”指定了“{wrong}”，但 {file} 中没有这样的版式或占位符",
        "layouts of the file: {known}; `briefwright theme check` lists their placeholders",
        "该文件的版式：{known}；用 `briefwright theme check` 可列出占位符",
    ),
    "W660": Message(
        "slide {slide}: the title takes {lines} lines, two are the limit",
        "第 {slide} 页：标题有 {lines} 行，最多两行",
        "one conclusion in one sentence: {title}",
        "一句话说一个结论：{title}",
    ),
    "W661": Message(
        "slides {first} and {second} have the same title “{title}”",
        "第 {first} 页与第 {second} 页标题相同：“{title}”",
        "say what is new on the second one",
        "请写出后一页新的结论",
    ),
}
