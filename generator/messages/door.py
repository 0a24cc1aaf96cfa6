"""Wordings of the door: what is still to be filled in, `init`, `new`, `doctor`, `watch`."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "W720": Message("still to be filled in: {name}{label_en}", "尚待填写：{name}{label_zh}"),
    "E720": Message(
        "not filled in: {name}{label_en}",
        "没有填写：{name}{label_zh}",
        "write over the placeholder; a field you do not need may be taken out",
        "用实际内容替换占位词；不需要的可选栏目可以整行删去",
    ),
    "W721": Message(
        "{count} places hold neither text nor value yet: figures and rules are checked, and the paper can be printed, once they are filled in",
        "还有 {count} 处日期、数字、人员等没有填写：填好之后才会核算数字、检查规则，也才能输出",
    ),
    "E722": Message(
        "{path} is there already; nothing was changed",
        "{path} 已经存在，没有改动",
        "choose another name with -o, or write on in that file",
        "请用 -o 另取文件名，或在原文件上继续写",
    ),
    "E723": Message(
        "there is no client {client}: {path} does not exist",
        "没有客户 {client}：找不到 {path}",
        "known: {known}; for a new client first `briefwright new client_profile --client {client}`",
        "已有：{known}；新客户请先执行 `briefwright new client_profile --client {client}`",
    ),
    "E724": Message(
        "say which client the {kind} is of: --client ID",
        "请用 --client 指明 {kind} 属于哪个客户",
        "the id names the client's folder: small letters, digits, hyphens",
        "客户代号即文件夹名：小写字母、数字、连字符",
    ),
    "E725": Message(
        "a new {kind} takes nothing over from a {other}",
        "新建 {kind} 不能从 {other} 带入内容",
        "it takes over from: {known}",
        "可带入：{known}",
    ),
    "E726": Message(
        "the numbering pattern {pattern} cannot be filled: {reason}",
        "无法按编号规则 {pattern} 编号：{reason}",
        "known: {{year}} {{month}} {{client}} {{campaign}} and, once, {{number:03}}",
        "可用：{{year}} {{month}} {{client}} {{campaign}}，以及一次 {{number:03}}",
    ),
    "E727": Message(
        "{name} is no id of a client or campaign: {typed}",
        "{name} 不是合格的客户或活动代号：{typed}",
        "small letters, digits and hyphens, such as spring-2027",
        "请用小写字母、数字和连字符，如 spring-2027",
    ),
    "W728": Message(
        "there is no working folder here, so the paper knows no client, people or numbering",
        "这里不是工作文件夹，文件没有客户、人员和编号规则可用",
        "`briefwright init` makes one",
        "执行 `briefwright init` 可建立工作文件夹",
    ),
    "W729": Message("{path} is there already and was left as it is", "{path} 已经存在，保持原样"),
    "E730": Message("something that is needed is missing: {names}", "缺少必需的组件：{names}", "what to do stands above", "处理办法见上"),
    "E731": Message(
        "a new {kind} cannot be started: it is the file that marks a working folder",
        "不能新建 {kind}：它是标记工作文件夹的文件",
        "`briefwright init` writes it",
        "请用 `briefwright init` 建立",
    ),
    "E734": Message(
        "a {kind} takes no data file",
        "{kind} 不使用数据文件",
        "`briefwright schema {kind}` lists what it takes",
        "`briefwright schema {kind}` 列出它的各栏",
    ),
    "E735": Message(
        'no period that a {kind} could be about: "{period}"',
        "{kind} 没有可用的期间：“{period}”",
        "--period 2026-10, 2026-Q4 or 2026",
        "--period 写 2026-10、2026-Q4 或 2026",
    ),
    "W734": Message(
        'the new {kind} leaves out what the data file has besides: {names} ("{set}" says so)',
        "新建的 {kind} 没有带入数据文件里的这些内容：{names}（见“{set}”）",
        "look whether they belong to it; the client's profile spells its brands and competitors",
        "请看它们是否应当计入；品牌和竞品的名称写在客户档案里",
    ),
    "E732": Message("watching needs the package watchfiles", "watch 需要安装 watchfiles", "pip install watchfiles", "pip install watchfiles"),
}
