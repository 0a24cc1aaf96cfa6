"""Fields and values (E1xx)."""

from __future__ import annotations

from generator.messages.message import Message

FIELDS: dict[str, Message] = {
    "E101": Message(
        'missing "{name}"{label_en}', "缺少“{name}”{label_zh}",
        "add a line: {name}: …", "请加一行：{name}: …",
    ),
    "E102": Message('"{name}"{label_en} is empty', "“{name}”{label_zh}是空的", "fill it in", "请填写"),
    "E103": Message(
        "expected {expected_en}, found {found_en}", "应为{expected_zh}，实际是{found_zh}",
    ),
    "E104": Message('unknown key "{name}"', "未知的键“{name}”"),
    "E105": Message('"{value}" is not one of the allowed values', "“{value}”不在可选值之内"),
    "E106": Message('must be "{expected}", found "{value}"', "必须是“{expected}”，实际是“{value}”"),
    "E107": Message(
        "too short: {length} characters, at least {limit} needed", "太短：{length} 个字，至少 {limit} 个",
    ),
    "E108": Message(
        "too long: {length} characters, at most {limit} allowed", "太长：{length} 个字，最多 {limit} 个",
        "shorten it by {excess}", "请缩短 {excess} 个字",
    ),
    "E109": Message(
        "too few items: {length}, at least {limit} needed", "项目太少：{length} 项，至少 {limit} 项",
    ),
    "E125": Message(
        "too many items: {length}, at most {limit} allowed", "项目太多：{length} 项，最多 {limit} 项",
    ),
    "E111": Message(
        '"{value}" is not spelled as it must be', "“{value}”的写法不对",
        "expected pattern: {pattern}", "应符合：{pattern}",
    ),
    "E112": Message(
        "{value} is too small: it must be {relation_en} {limit}", "{value} 太小：必须{relation_zh} {limit}",
    ),
    "E113": Message(
        "{value} is too large: it must be {relation_en} {limit}", "{value} 太大：必须{relation_zh} {limit}",
    ),
    "E114": Message("{value} is not a multiple of {limit}", "{value} 不是 {limit} 的倍数"),
    "E115": Message(
        "the list has the same item twice", "列表里有重复的项",
        "delete one of the two", "请删去一个",
    ),
    "E116": Message("not allowed here", "这里不能有这一项", "delete it", "请删去"),
    "E117": Message(
        "too few entries: {length}, at least {limit} needed", "条目太少：{length} 个，至少 {limit} 个",
    ),
    "E118": Message("fits none of the forms allowed here", "不符合这里允许的任何一种写法"),
    "E119": Message("fits several of the forms that exclude each other here", "同时符合几种互斥的写法"),
    "E120": Message('"{name}" cannot be a key here', "“{name}”不能用作这里的键"),
    "E121": Message("the list lacks an item that it must have", "列表缺少必须有的项"),
    "E122": Message(
        "too many entries: {length}, at most {limit} allowed", "条目太多：{length} 个，最多 {limit} 个",
    ),
    "E123": Message("not allowed: {what}", "不允许：{what}"),
    "E126": Message("this item is empty", "这一项是空的", "fill it in, or delete the line", "请填写，或删去这一行"),
    "E131": Message(
        '"{value}" is not a date', "“{value}”不是日期",
        "write it as YYYY-MM-DD, such as 2026-08-01", "请写成 年-月-日，如 2026-08-01",
    ),
    "E132": Message(
        '"{value}" is not a time of day', "“{value}”不是时刻",
        "write it as H:MM on 24 hours, such as 9:30 or 14:05", "请写成 24 小时制 时:分，如 9:30 或 14:05",
    ),
    "E133": Message(
        '"{value}" is not a date and time', "“{value}”不是日期加时刻",
        "write it as YYYY-MM-DD HH:MM, such as 2026-10-30 17:00", "请写成 年-月-日 时:分，如 2026-10-30 17:00",
    ),
    "E134": Message(
        '"{value}" is not a month', "“{value}”不是月份",
        "write it as YYYY-MM, such as 2026-10", "请写成 年-月，如 2026-10",
    ),
    "E136": Message(
        "the number {value} is too large or too fine to print", "数字 {value} 太大或太细，无法印出",
        "write at most 30 digits before and after the point", "小数点前后各最多 30 位",
    ),
    "E190": Message("the schema cannot be used: {reason}", "结构定义（schema）无法使用：{reason}"),
    "E191": Message(
        'the schema refers to "{reference}": only references inside it (#/…) are allowed',
        "结构定义引用了“{reference}”：只允许引用自身内部（#/…）",
    ),
}  # fmt: skip
