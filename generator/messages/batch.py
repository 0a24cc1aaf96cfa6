"""Wordings of batches: plans, locks, documents that do not come back (E740–E759)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E741": Message(
        '"{range}" is no range for {name}',
        "“{range}”不是 {name} 可用的范围",
        "both ends alike, the earlier first: 2026-01..2026-12, 2026-Q1..2026-Q4, 2025..2027, 2026-10-01..2026-10-31",
        "两端写法相同，先早后晚：2026-01..2026-12、2026-Q1..2026-Q4、2025..2027、2026-10-01..2026-10-31",
    ),
    "E742": Message(
        "the table {file} cannot be read: {reason}",
        "无法读取表格 {file}：{reason}",
        "a CSV file in UTF-8 or GB 18030, named from the working folder, its first row the names",
        "须为 UTF-8 或 GB 18030 的 CSV，路径从工作文件夹算起，首行为名字",
    ),
    "E743": Message(
        "this row has {fields} fields, but the heading has {columns}",
        "这一行有 {fields} 个字段，表头却有 {columns} 列",
        "a field with a comma in it stands in quotation marks",
        "含逗号的字段要加引号",
    ),
    "E744": Message(
        '"{pattern}" cannot be filled: there is no {name}',
        "无法填写“{pattern}”：没有 {name}",
        "known here: {known}",
        "此处可用：{known}",
    ),
    "E745": Message(
        "the plan names a paper that is not there: {path}",
        "计划中的文件不存在：{path}",
        "write it, or say with `otherwise:` from which one it is made; paths count from the working folder",
        "请先写好该文件，或用 `otherwise:` 指定底稿；路径从工作文件夹算起",
    ),
    "E746": Message(
        'no YAML file below {folder} is called "{pattern}"',
        "{folder} 下没有名为“{pattern}”的 YAML 文件",
        "* stands for any part of a name, ** for any folders",
        "* 代表名字的任意部分，** 代表任意层文件夹",
    ),
    "E747": Message(
        "the name {pattern} cannot be made for {paper}: {reason}",
        "无法为 {paper} 按 {pattern} 命名：{reason_zh}",
        "known: {known}",
        "可用：{known}",
    ),
    "E748": Message(
        "two papers would become the same file, {name}: {one} and {other}",
        "两份文件会输出为同一个文件 {name}：{one} 与 {other}",
        "let `name:` tell them apart; small and capital letters do not",
        "请在 `name:` 中加以区分；大小写不算区别",
    ),
    "E749": Message(
        "{name} was changed by someone since it was made, and is left as it is",
        "{name} 生成后被人改过，未覆盖",
        "keep it under another name, then run again; --force replaces it",
        "请将它另存，再运行一次；--force 会直接覆盖",
    ),
    "W750": Message(
        "a file of {folder} is open in another program; the new one stands beside it as {name}",
        "{folder} 中的文件正被其他程序打开，新文件另存为 {name}",
        "close it and run again: it is made once more under its own name",
        "关闭后再运行一次，即按原名生成",
    ),
    "E751": Message(
        "another run works in {folder}: process {pid} on {host}, since {since}",
        "另一个批量任务正在使用 {folder}：{host} 上的进程 {pid}，自 {since} 起",
        "wait for it, or share the work with --shard; if it is no longer there, remove {lock}",
        "请等它结束，或用 --shard 分担；若它已不存在，请删除 {lock}",
    ),
    "E752": Message(
        "the process that made this document ended, twice ({reason})",
        "生成这份文件的进程两次异常退出（{reason}）",
        "the other documents are not touched; `briefwright render` on it alone may tell more",
        "其他文件不受影响；单独执行 `briefwright render` 或可看到更多信息",
    ),
    "E753": Message(
        "this document took longer than it may, {seconds} s",
        "这份文件超过了时限 {seconds} 秒",
        "limits: {{seconds: …}} in the plan allows more",
        "可在计划中用 limits: {{seconds: …}} 放宽",
    ),
    "E754": Message(
        "this document needs more than {megabytes} MB of memory",
        "这份文件需要的内存超过 {megabytes} MB",
        "limits: {{memory_mb: …}} in the plan allows more",
        "可在计划中用 limits: {{memory_mb: …}} 放宽",
    ),
    "E755": Message(
        "this document could not be made for a reason that was not foreseen: {reason}",
        "这份文件因未预料的原因无法生成：{reason}",
        "please report it with the paper, if you may",
        "如方便，请连同文件反馈给我们",
    ),
    "E756": Message(
        "{typed} is no shard: it is i/n, from 1/n to n/n",
        "{typed} 不是分片写法：应为 i/n，从 1/n 到 n/n",
        "--shard 2/4 makes the second quarter of the plan",
        "--shard 2/4 生成计划的第二份（共四份）",
    ),
    "E757": Message(
        "this is a paper ({kind}), not a plan of many papers",
        "这是一份文件（{kind}），不是批量计划",
        "one paper: `briefwright render {file}`; a plan begins with `briefwright new batch_plan`",
        "单独一份请用 `briefwright render {file}`；批量计划可用 `briefwright new batch_plan` 新建",
    ),
}
