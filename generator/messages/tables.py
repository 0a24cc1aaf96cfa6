"""Tables in files beside a paper (E220–E239)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "E220": Message(
        'the table "{file}" cannot be read: {reason}',
        "无法读取表格“{file}”：{reason}",
        "the file is named from the folder of the paper: {folder}",
        "文件路径从本文件所在的文件夹算起：{folder}",
    ),
    "E221": Message(
        '"{name}" is written here, and "{by}" names a file for it too',
        "“{name}”写在这里，“{by}”又指定了文件",
        "keep one of the two",
        "请只保留一处",
    ),
    "E222": Message(
        'the table "{file}" is neither UTF-8 nor GB 18030',
        "表格“{file}”既不是 UTF-8 也不是 GB 18030 编码",
        "save it as CSV UTF-8 (Excel: Save as, CSV UTF-8)",
        "请另存为 UTF-8 的 CSV（Excel：另存为 CSV UTF-8）",
    ),
    "E223": Message(
        'the table "{file}" has no column "{column}"',
        "表格“{file}”没有“{column}”这一列",
        "its columns are {known}; columns: {{{name}: HEADING}} says which one is meant",
        "现有的列：{known}；可用 columns: {{{name}: 列名}} 指定",
    ),
    "E224": Message(
        '"{file}" is outside of the folder of the paper',
        "“{file}”不在本文件所在的文件夹内",
        "put the table beside the paper: {folder}",
        "请把表格放在本文件旁边：{folder}",
    ),
    "E225": Message(
        "{file}, record {record}: {fields} fields, but the heading has {columns}",
        "{file} 第 {record} 条：有 {fields} 个字段，表头却有 {columns} 列",
        "a field with a comma in it stands in quotation marks",
        "含逗号的字段要加引号",
    ),
    "E226": Message(
        '{file}, record {record}, column "{column}": "{value}" is not a number',
        "{file} 第 {record} 条“{column}”列：“{value}”不是数字",
        "write digits, such as 1250 or 1,250.5; the unit stands in the paper",
        "请只写数字，如 1250 或 1,250.5；单位写在文件里",
    ),
    "E227": Message(
        '{file}, record {record}, column "{column}" is empty',
        "{file} 第 {record} 条“{column}”列是空的",
        "nothing spent is 0; where there is no figure, leave the record out and declare a gap",
        "没有投放请写 0；没有数据请删去此条并在 gaps 中声明",
    ),
    "E228": Message('the table "{file}" has no records', "表格“{file}”没有数据"),
    "E229": Message(
        'the table "{file}" is too large to be read here ({size} MB; at most {most} MB)',
        "表格“{file}”太大（{size} MB，最多 {most} MB）",
        "leave out the months that the report does not compare",
        "请删去报告不作比较的月份",
    ),
}
