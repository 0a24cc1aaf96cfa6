"""Files and YAML (E0xx, W0xx), fields and values (E1xx), and the hints that depend on what was typed."""

from __future__ import annotations

from generator.messages.fields import FIELDS
from generator.messages.message import Message

_FILES: dict[str, Message] = {
    "E001": Message('no file "{name}"', "找不到文件“{name}”"),
    "E002": Message('"{name}" is a folder', "“{name}”是文件夹", "name a YAML file in it", "请写出其中的 YAML 文件名"),
    "E003": Message("cannot read the file: {reason}", "无法读取文件：{reason}"),
    "E004": Message(
        "the file is larger than {most} MB", "文件超过 {most} MB",
        "put tables of figures into a CSV or Excel file and name it in the paper", "大表格请另存为 CSV 或 Excel，在文档里写文件名",
    ),
    "E005": Message(
        "not UTF-8 text", "不是 UTF-8 文本",
        "save the file as UTF-8 in your editor", "请在编辑器里另存为 UTF-8 编码",
    ),
    "E018": Message(
        "not UTF-8; looks like {encoding}", "不是 UTF-8 编码，看起来是 {encoding}",
        "save as UTF-8: in the editor choose Save As, encoding UTF-8", "请另存为 UTF-8：在编辑器里“另存为”，编码选 UTF-8",
    ),
    "E006": Message(
        "not a text file but another kind ({kind})", "不是文本文件，而是其他格式（{kind}）",
        "papers are written as YAML text", "文档内容请写成 YAML 文本",
    ),
    "E007": Message(
        "a character that Word, PowerPoint and PDF cannot hold: {code_point}{field_en}",
        "含有 Word、PowerPoint、PDF 都无法保存的字符：{code_point}{field_zh}",
        "delete it, or let --fix-text leave it out; it is invisible in most editors and usually came with pasted text",
        "请删除，或用 --fix-text 自动去除；它在多数编辑器里看不见，通常是粘贴带来的",
    ),
    "E008": Message(
        "the file is empty", "文件是空的",
        "start one with: briefwright new KIND", "可用 briefwright new KIND 生成一份",
    ),
    "E009": Message(
        'the file must hold "key: value" lines', "文件内容应是“键: 值”的行",
        "begin with a line like: kind: creative_brief", "第一行可写：kind: creative_brief",
    ),
    "E010": Message(
        "a second document begins here; a file holds one", "这里开始了第二份文档；一个文件只放一份",
        "move it into a file of its own, or delete the line with --- or ...", "请移到单独的文件，或删去 --- 或 ... 这一行",
    ),
    "E011": Message("nested deeper than {most} levels", "嵌套超过 {most} 层"),
    "E012": Message(
        "more than {most} values in one file", "一个文件里的值超过 {most} 个",
        "put tables of figures into a CSV or Excel file", "大表格请放进 CSV 或 Excel 文件",
    ),
}  # fmt: skip

_SYNTAX: dict[str, Message] = {
    "E013": Message(
        'duplicate key "{key}", first defined at line {line}', "键“{key}”重复，第 {line} 行已经写过",
        "keep one of the two, or rename one", "请只保留一个，或改名",
    ),
    "E014": Message(
        "a key must be a text, not a list or a mapping", "键必须是文字，不能是列表或映射",
        'text that begins with {{ or [ needs quotes: "{{…}}"', '以 {{ 或 [ 开头的文字要加引号："{{…}}"',
    ),
    "E015": Message(
        "anchors and aliases ({sign}{name}) are not allowed", "不能使用锚点和别名（{sign}{name}）",
        'write the value out; text that begins with {sign} needs quotes: "{sign}{name}"',
        '请把内容直接写出；以 {sign} 开头的文字要加引号："{sign}{name}"',
    ),
    "E016": Message(
        'tags ("{tag}") are not allowed', "不能使用标签（“{tag}”）",
        'text that begins with ! needs quotes: "{tag} …"', '以 ! 开头的文字要加引号："{tag} …"',
    ),
    "E017": Message(
        '"{comment}" is read as a comment, so the value is empty', "“{comment}”会被当作注释，值是空的",
        'put it in quotes: "{comment}"; a real comment has a space after #', '请加引号："{comment}"；真要写注释，# 后面空一格',
    ),
    "E020": Message(
        'full-width colon after "{key}"', "“{key}”后面是全角冒号",
        'use an ASCII colon and a space: "{key}: …"', "请用半角冒号加空格：“{key}: …”",
    ),
    "E021": Message(
        "a tab in the indentation", "缩进里有制表符（Tab）",
        "indent with spaces; most editors can convert tabs", "请用空格缩进；多数编辑器可以把 Tab 转成空格",
    ),
    "E022": Message(
        "the indentation holds {character_en}, not an ordinary space", "缩进里有{character_zh}，不是普通空格",
        "retype the beginning of the line with ordinary spaces", "请用普通空格重新输入行首",
    ),
    "E023": Message(
        'a space is missing after "{key}:"', "“{key}:”后面缺一个空格",
        "write a space after the colon: {key}: …", "冒号后要空一格：{key}: …",
    ),
    "E024": Message(
        'a value cannot begin with "{sign}"', "值不能以“{sign}”开头",
        'put the whole value in quotes: "{sign}…"', '请给整个值加引号："{sign}…"',
    ),
    "E025": Message(
        "this quote is never closed: {quote}", "这个引号没有配对的结束引号：{quote}",
        "close it at the end of the value; inside double quotes write \\\", inside single quotes ''",
        "请在值的末尾加上结束引号；双引号内的引号写成 \\\"，单引号内的写成 ''",
    ),
    "E026": Message("text after the closing {closing}", "结束的 {closing} 后面还有文字"),
    "E027": Message(
        "a colon and a space inside an unquoted value", "未加引号的值里有冒号加空格",
        'put the value in quotes: "Launch: phase one"', '请给值加引号："发布会: 第一阶段"',
    ),
    "E028": Message("this line's indentation ({indent}) fits no line around it", "这一行的缩进（{indent} 格）和前后各行都对不上"),
    "E029": Message(
        "the first key is indented more than the keys below it", "第一个键的缩进比下面的键多",
        "delete the spaces before it", "请删去它前面的空格",
    ),
    "E030": Message(
        'neither "key: value" nor part of the text above: "{text}"', "既不是“键: 值”，也不属于上面的文字：“{text}”",
        "add a colon after the key, or indent the line so that it continues the text above",
        "请在键后加冒号；如果是上一行文字的继续，请缩进这一行",
    ),
    "E031": Message("this {bracket} is never closed", "这个 {bracket} 没有结束", "add the closing bracket", "请补上结束的括号"),
    "E032": Message(
        "a backslash in double quotes begins an escape, and {typed} is none", "双引号里的反斜杠是转义符号，而 {typed} 不是转义",
        "use single quotes, or / in paths", "请改用单引号，路径里用 /",
    ),
    "E033": Message(
        'text cannot follow "{sign}" on its line', "“{sign}”后面同一行不能写文字",
        "begin the text on the next line, indented; a text that begins with {sign} needs quotes",
        "请另起一行并缩进再写文字；以 {sign} 开头的文字要加引号",
    ),
    "E034": Message(
        "a list cannot begin on the line of its key", "列表不能和键写在同一行",
        'begin it on the next line, or quote the value if it is a text: "- …"', '请另起一行；如果是文字请加引号："- …"',
    ),
    "E035": Message(
        'a key among list items, which begin with "- "', "列表项（以“- ”开头）之间出现了键",
        'add "- ", or align the line with the key that it belongs to', "请加“- ”，或与它所属的键对齐",
    ),
    "E036": Message(
        "a text that begins with {sign} needs quotes", "以 {sign} 开头的文字要加引号",
        'put the whole value in quotes: "{sign}…"', '请给整个值加引号："{sign}…"',
    ),
    "E037": Message(
        "typographic quotes ({quote}) do not quote in YAML", "中文或弯引号（{quote}）在 YAML 里不起引号作用",
        'put straight quotes around the whole value: "…"', '请在整个值外面加直引号："…"',
    ),
    "E038": Message(
        "a comma or the closing bracket of {bracket} is missing before this", "这里前面缺逗号，或 {bracket} 缺结束括号",
        "separate items by ASCII commas; quote items that hold brackets or quotes", "请用半角逗号分隔；含括号或引号的项要加引号",
    ),
    "E039": Message(
        "not valid YAML: {what}", "不是有效的 YAML：{what}",
        "put the value in quotes if it is a text", "如果是文字，请给值加引号",
    ),
    "E040": Message(
        "inside {{ }} a comma separates entries: this one ends the text", "{{ }} 里的逗号用来分隔各项：文字在这里断开了",
        'put the text in quotes: {key}: "{text}"', '请给文字加引号：{key}: "{text}"',
    ),
    "E041": Message(
        "a full-width comma does not separate entries", "全角逗号不能分隔各项",
        "use an ASCII comma and a space; if the comma belongs to the text, put the text in quotes",
        "请用半角逗号加空格；如果逗号属于文字，请给文字加引号",
    ),
    "E042": Message(
        'this "{sign}" closes nothing', "这个“{sign}”没有对应的开始括号",
        "delete it, or add the opening bracket where the value begins", "请删去，或在值的开头补上左括号",
    ),
    "W001": Message(
        "a backslash in double quotes is an escape: {text}", "双引号里的反斜杠是转义符号：{text}",
        "use single quotes, or / in paths", "请改用单引号，路径里用 /",
    ),
    "W002": Message(
        '"{comment}" is a comment and will not be printed', "“{comment}”是注释，不会印出来",
        "if it belongs to the text, put the whole value in quotes", "如果是文字的一部分，请给整个值加引号",
    ),
    "W003": Message(
        "a full-width comma does not separate items: this list has one item", "全角逗号不能分隔列表项：这个列表只有一项",
        "use an ASCII comma, or quotes if one item is meant", "请用半角逗号；如果就是一项，请加引号",
    ),
    "W004": Message(
        "this list item is read as part of the text above", "这个列表项会并入上面的文字",
        "a key has either a text or a list; quote the text if it is meant", "一个键只能有文字或列表之一；如果确是文字请加引号",
    ),
    "W005": Message(
        'the comma separates items: "{first}" and "{second}"', "逗号会把这里分成两项：“{first}”和“{second}”",
        'if one item is meant, put it in quotes: "{text}"', '如果是一项，请加引号："{text}"',
    ),
    "W007": Message(
        "{count} characters were left out that Word, PowerPoint and PDF cannot hold: {code_points}",
        "已去除 {count} 个 Word、PowerPoint、PDF 都无法保存的字符：{code_points}",
        "the file itself was not changed", "文件本身没有改动",
    ),
}  # fmt: skip

MESSAGES: dict[str, Message] = {**_FILES, **_SYNTAX, **FIELDS}

HINTS: dict[str, tuple[str, str]] = {
    "did_you_mean": ('did you mean "{name}"?', "是不是想写“{name}”？"),
    "is_plan": (
        "this looks like a plan of many papers: briefwright batch {file}; with --dry-run it shows what would be made",
        "这像是批量计划：请用 briefwright batch {file}；加 --dry-run 只看会做出哪些文件",
    ),
    "id_of_name": ('did you mean "{id}"? ids are written here; the paper prints the name', "是不是想写“{id}”？这里写代号，印出来的是名称"),
    "no_folder": ('there is no folder "{folder}"', "没有文件夹“{folder}”"),
    "apostrophe": ("inside single quotes write an apostrophe twice: 'it''s'", "单引号里的撇号要写两次：'it''s'"),
    "quote_the_whole": (
        'text that begins with a bracket needs quotes: "[draft] Launch"',
        '以括号开头的文字要给整个值加引号："[草稿] 发布"',
    ),
    "quote_outside": ("put the whole value in single quotes: 'the \"Launch\" film'", "请给整个值加单引号：'“发布”影片'"),
    "no_item": ('delete the "- ": the lines around it are keys', "请删去“- ”：前后各行都是键"),
    "dash_space": ('write a space after the dash: "- "', "短横后要空一格：“- ”"),
    "dash_sign": ('a list item begins with an ASCII "- ", not with "{sign}"', "列表项以半角“- ”开头，不是“{sign}”"),
    "indent_below": ('"{name}" belongs to "{parent}": indent it by two spaces', "“{name}”属于“{parent}”：请缩进两个空格"),
    "quote_the_list": ('write one text here; a text that begins with "- " or [ needs quotes', "这里写一段文字；以“- ”或 [ 开头的文字要加引号"),
    "kind_key": ('write the key as "kind", in small letters: kind: {kind}', "这个键写作“kind”（小写）：kind: {kind}"),
    "kind_word": ("write one name without brackets: kind: {kind}", "只写一个名称，不加括号：kind: {kind}"),
    "element": ("write {element}", "请写 {element}"),
    "indent_one": ("indent it by {one}", "请缩进 {one} 格"),
    "indent_two": ("indent it by {one} or {two}", "请缩进 {one} 或 {two} 格"),
    "did_you_mean_among": ('did you mean "{name}"? allowed: {names}', "是不是想写“{name}”？可用的有：{names}"),
    "known": ("allowed: {names}", "可用的有：{names}"),
    "move_colon": ('use an ASCII colon and a space: "{name}: …"', "请用半角冒号加空格：“{name}: …”"),
    "unquote": ("remove the quotes: {text}", "请去掉引号：{text}"),
    "drop_commas": ("write it without thousands separators: {text}", "不要写千位分隔符：{text}"),
    "number_only": ("write the number alone, without unit or sign: {text}", "只写数字，不带单位和符号：{text}"),
    "digits_only": ("write digits and a point only, such as 1200 or 12.5", "只写数字和小数点，如 1200 或 12.5"),
    "write": ("write {text}", "请写 {text}"),
    "as_list": ("write it as a list: - {text}", "请写成列表：- {text}"),
    "whole": ("write a whole number", "请写整数"),
    "as_mapping": ("write it as key: value lines below, indented", "请在下面缩进写成“键: 值”"),
    "spell": ("write {text}", "请写成 {text}"),
    "no_such_day": ("{month} has {days} days", "{month} 只有 {days} 天"),
    "fill_or_delete": ("fill it in, or delete the line if it is optional", "请填写；如果不是必填，可删去这一行"),
    "help": ("{en}", "{zh}"),
}
