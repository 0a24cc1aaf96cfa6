"""Kinds and references (E2xx), expressions, figures and rules (E3xx), audience and languages (E5xx), output and environment (E7xx)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E201": Message(
        'unknown kind "{kind}"',
        "未知的文件类别“{kind}”",
        "kinds: {known}",
        "可用类别：{known}",
    ),
    "E202": Message(
        'the schema refers to "{reference}", which is not one of its own or the shared definitions',
        "结构定义引用了“{reference}”，它既不是本类别的定义，也不是共用定义",
        "write #/$defs/NAME or shared.yaml#/$defs/NAME; addresses elsewhere are never followed",
        "请写 #/$defs/名称 或 shared.yaml#/$defs/名称；不会读取其他地址",
    ),
    "E203": Message(
        "the file does not say what kind of paper it is",
        "文件没有写明类别",
        "add a first line such as `kind: meeting_minutes`; kinds: {known}",
        "请在第一行写类别，例如 `kind: meeting_minutes`；可用类别：{known}",
    ),
    "E204": Message(
        'this file should be a {expected}, but says "kind: {kind}"',
        "这个文件应为 {expected}，却写着“kind: {kind}”",
        "put it elsewhere, or correct its kind",
        "请移到别处，或更正类别",
    ),
    "E205": Message(
        'unknown client "{client}": there is no {path}',
        "未知客户“{client}”：没有 {path}",
        "clients with a profile: {nearest}",
        "已有档案的客户：{nearest}",
    ),
    "E206": Message(
        'unknown person "{person}"',
        "未知人员“{person}”",
        "nearest: {nearest}; people stand in briefwright.yaml (agency/…) and in the client's profile (client/…)",
        "相近的有：{nearest}；人员写在 briefwright.yaml（agency/…）和客户档案（client/…）里",
    ),
    "E207": Message(
        '"{name}" is missing: it stands neither here nor in {origin}',
        "缺少“{name}”：这里没有写，{origin} 里也没有",
        "write it in the campaign's file, so that every paper says the same",
        "请写在该项目的文件里，各份文件便会一致",
    ),
    "W207": Message(
        '"{name}" differs from {origin} ({place})',
        "“{name}”与 {origin} 的写法不同（{place}）",
        "leave it out here and it is taken from there",
        "此处删去即可自动取用那里的写法",
    ),
    "E208": Message(
        'unknown paper "{paper}": no file of this campaign has that number',
        "未知文件“{paper}”：该项目中没有这个编号的文件",
        "nearest: {nearest}",
        "相近的有：{nearest}",
    ),
    "E209": Message(
        "{name} must be {expected_en}", "{name} 应为{expected_zh}",
        "this is a file of a kind: compare it with that of a built-in one", "这是类别的文件，请与内置类别的同名文件对照",
    ),
    "E210": Message(
        "the kind {kind} cannot be used: {reason}", "类别 {kind} 无法使用：{reason}",
        "look at its kind.yaml and schema.yaml; a kind of the house may extend a built-in one", "请检查其 kind.yaml 和 schema.yaml；自有类别可继承内置类别",
    ),
    "E211": Message(
        "the path of {name} in briefwright.yaml cannot be used: {pattern}", "briefwright.yaml 中 {name} 的路径无法使用：{pattern}",
        "write it such as {known}", "写法如 {known}",
    ),
    "E301": Message(
        '"{name}" cannot be worked out: {reason}',
        "无法计算“{name}”：{reason}",
        "its formula is {expression}",
        "公式为 {expression}",
    ),
    "E302": Message(
        '"{name}" is {typed} here, but its figures give {computed}',
        "“{name}”写的是 {typed}，按明细计算应为 {computed}",
        "leave it out and it is worked out, or correct the figures it is made of",
        "删去即可自动计算，或更正明细",
    ),
    "W211": Message(
        "{name} is not printed: {kind} adds it to the kind it extends, whose template does not know it",
        "{name} 不会输出：它是 {kind} 在所扩展的类别上新增的字段，沿用的模板里没有它",
        "put a document.html.j2 into the folder of {kind} that prints it, or mark it x-print: false in its schema.yaml",
        "请在 {kind} 文件夹中放入会输出它的 document.html.j2，或在其 schema.yaml 中标 x-print: false",
    ),
    "W304": Message(
        "accept names the rule {rule}, which {kind} does not have: nothing is accepted",
        "accept 写了规则 {rule}，但 {kind} 没有这条规则，不起作用",
        "nearest: {nearest}; the rule's id stands in brackets in its message",
        "相近的有：{nearest}；规则编号见提示中的方括号",
    ),
    "E303": Message(
        "rule {rule} cannot be checked: {reason}",
        "无法检查规则 {rule}：{reason}",
        "it requires {expression}",
        "规则内容为 {expression}",
    ),
    "E430": Message(
        'the template uses "{name}", which neither the paper nor its schema has (at {where})',
        "模板用到“{name}”，文件和结构定义里都没有（位于 {where}）",
        "known there: {nearest}",
        "该处可用：{nearest}",
    ),
    "E431": Message(
        'the template prints "{name}", which the paper does not have (YAML path {pointer}, {where})',
        "模板要打印“{name}”，但文件没有写（YAML 路径 {pointer}，{where}）",
        "write it in the paper, or put the line of the template into {{% if %}}",
        "请在文件中补写，或在模板该行外加 {{% if %}}",
    ),
    "E432": Message(
        'the template prints "{name}", which this audience may not see (YAML path {pointer}, {where})',
        "模板要打印“{name}”，但该受众不可见（YAML 路径 {pointer}，{where}）",
        "put the line of the template into {{% if %}}, or render with --audience internal",
        "请在模板该行外加 {{% if %}}，或用 --audience internal 输出",
    ),
    "E433": Message(
        "the template cannot be read: {reason}", "模板语法有误：{reason}",
        "values stand in {{{{ … }}}}; every {{% if %}} and {{% for %}} needs its {{% endif %}} and {{% endfor %}}",
        "值写在 {{{{ … }}}} 里；每个 {{% if %}}、{{% for %}} 都要有 {{% endif %}}、{{% endfor %}}",
    ),
    "E434": Message(
        "the template tries what templates may not do: {reason}",
        "模板试图做不允许的事：{reason}",
        "templates read values; they cannot reach Python, change values or make huge texts",
        "模板只能读取数值，不能触及 Python、修改数值或生成超长文本",
    ),
    "E435": Message(
        "the template cannot print this: {reason}", "模板无法打印：{reason}",
        "print one text, number or date; a list goes through {{% for %}} or |joined", "请打印单个文字、数字或日期；列表用 {{% for %}} 或 |joined",
    ),
    "E436": Message(
        'the template prints "{name}", which lacks a language of this paper',
        "模板要打印“{name}”，但缺少本文件所需的语言",
        "write it as {{zh: …, en: …}}",
        "请写成 {{zh: …, en: …}}",
    ),
    "E437": Message(
        'there is no template "{name}" in the kind\'s folders',
        "该类别的文件夹中没有模板“{name}”",
        "templates are read from the kind's own folder and _shared only",
        "模板只从类别文件夹和 _shared 读取",
    ),
    "E438": Message("the template uses an unknown name: {reason}", "模板用到未知名称：{reason}", "known: {known}", "可用名称：{known}"),
    "E439": Message(
        'the template asks for "{name}", which is no field of the schema and no phrase of the kind',
        "模板引用了“{name}”，它既不是字段也不是固定用语",
        "fields stand in schema.yaml, phrases in kind.yaml",
        "字段写在 schema.yaml，固定用语写在 kind.yaml",
    ),
    "E501": Message(
        "texts without a language that this paper prints ({language}): {count}",
        "缺少本文件要输出的语言（{language}）的文字：{count} 处",
        "places (line): {places}",
        "位置（行号）：{places}",
    ),
    "E701": Message(
        "cannot write into {folder}: {reason}",
        "无法写入 {folder}：{reason}",
        "nothing was changed; check the folder and its rights, or choose another with --out",
        "原有文件未改动；请检查文件夹及权限，或用 --out 另选",
    ),
    "E702": Message(
        "the output name {pattern} has an empty part for this paper",
        "输出文件名 {pattern} 有一段为空",
        "fill the field in the paper, or change output.pattern in briefwright.yaml",
        "请补写相应字段，或修改 briefwright.yaml 的 output.pattern",
    ),
    "E703": Message("the output name {pattern} cannot be filled: {reason}", "无法生成输出文件名 {pattern}：{reason}", "known: {known}", "可用：{known}"),
    "E704": Message("{folder} leads out of the output folder", "{folder} 指向输出文件夹之外"),
    "E705": Message("unknown format {name}", "未知格式 {name}", "formats: {known}", "可用格式：{known}"),
    "E706": Message(
        "a {kind} is an input of other papers and is not printed itself",
        "{kind} 供其他文件引用，不单独输出",
        "render the papers that use it",
        "请输出引用它的文件",
    ),
    "E707": Message("unknown language {name}", "未知语言 {name}", "languages: {known}", "可用语言：{known}"),
    "E708": Message("unknown audience {name}", "未知受众 {name}", "audiences: {known}", "可用受众：{known}"),
    "E709": Message(
        "two papers would become the same file: {name}",
        "两份文件会输出为同一个文件：{name}",
        "the other one is {other}; give them different ids or versions",
        "另一份是 {other}；请使用不同的编号或版本",
    ),
    "E710": Message(
        "{format} cannot be made on this machine: {reason}",
        "本机无法生成 {format}：{reason}",
        "PDF needs Pango: Debian/Ubuntu `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, macOS `brew install pango`, "
        "Windows: install MSYS2, in its shell `pacman -S mingw-w64-x86_64-pango`, and set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin; Word and PowerPoint files work without",
        "PDF 需要 Pango：Debian/Ubuntu 用 `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`，macOS 用 `brew install pango`，"
        "Windows 安装 MSYS2，在其终端执行 `pacman -S mingw-w64-x86_64-pango`，并设置 WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin；Word 和 PowerPoint 文件不受影响",
    ),
    "E714": Message(
        "{name} is open in another program",
        "{name} 正被其他程序打开",
        "close it in Word or PowerPoint, or let the new file stand beside it: --on-locked rename ({folder})",
        "请先在 Word 或 PowerPoint 中关闭，或用 --on-locked rename 另存在旁边（{folder}）",
    ),
    "E713": Message(
        'no message and no rule is called "{name}"', "没有名为“{name}”的提示或规则",
        "`briefwright explain` lists them all", "用 `briefwright explain` 可列出全部",
    ),
    "E712": Message(
        'unknown theme "{name}"', "未知的主题“{name}”",
        "themes: {known}; or the path of a folder that holds a theme.yaml", "可用主题：{known}；也可写含有 theme.yaml 的文件夹路径",
    ),
    "E711": Message("no papers found in {folder}", "{folder} 中没有可输出的文件", "papers are .yaml files with a kind", "文件为带 kind 的 .yaml"),
}
