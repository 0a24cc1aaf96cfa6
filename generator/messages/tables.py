"""Tables in files beside a paper (E220–E240, W230–W239)."""

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
    "E230": Message(
        'the table "{file}" is no workbook that can be read: {reason}',
        "表格“{file}”不是可读的工作簿：{reason}",
        "an old .xls, or a workbook with a password, is saved again as .xlsx without one",
        "旧的 .xls 或有密码的工作簿，请另存为无密码的 .xlsx",
    ),
    "E231": Message(
        'the table "{file}" is not in {encoding}: byte {byte} is none of its characters',
        "表格“{file}”不是 {encoding} 编码：第 {byte} 字节无法读出",
        "leave encoding out to have it found, or name the right one: utf-8, gb18030, utf-16, big5",
        "请省略 encoding 由程序判断，或写对：utf-8、gb18030、utf-16、big5",
    ),
    "E232": Message(
        'no sheet of the workbook "{file}" is called "{sheet}"',
        "工作簿“{file}”没有名为“{sheet}”的工作表",
        "its sheets are {known}",
        "工作表有：{known}",
    ),
    "E233": Message(
        'the table "{file}" has no record that "{name}" could be made of',
        "表格“{file}”没有“{name}”可用的记录",
        "look at the period, and at the ids and names of brands and media",
        "请核对期间，以及品牌、媒体的代号和名称",
    ),
    "E234": Message(
        'the query "{name}" of the kind fails: {reason}',
        "类别的查询“{name}”出错：{reason}",
    ),
    "E235": Message(
        'the workbook "{file}" is far too large unpacked ({size} MB; at most {most} MB)',
        "工作簿“{file}”解开后过大（{size} MB，最多 {most} MB）",
        "save the sheet as CSV, which may be of any size",
        "请把工作表另存为 CSV，大小不限",
    ),
    "E236": Message(
        "{file}: there are more problems than the {most} shown",
        "{file}：除所列 {most} 处外还有问题",
    ),
    "E237": Message(
        'the table "{file}" was changed while it was read',
        "表格“{file}”在读取时被改动",
        "run it again when the file is complete",
        "请在文件写完后再运行",
    ),
    "E238": Message(
        '{file}, record {record}, column "{column}": "{value}" is no month or day',
        "{file} 第 {record} 条“{column}”列：“{value}”不是月份或日期",
        "write 2026-10 or 2026-10-05",
        "请写 2026-10 或 2026-10-05",
    ),
    "E239": Message(
        'the table "{file}" has the column "{column}" more than once',
        "表格“{file}”有不止一列“{column}”",
        "give each column a heading of its own",
        "请让每一列有不同的列名",
    ),
    "E240": Message(
        'the workbook "{file}" has several sheets: {known}',
        "工作簿“{file}”有几张工作表：{known}",
        "write sheet: NAME under data",
        "请在 data 中写 sheet: 名称",
    ),
    "W230": Message(
        'the table "{file}" does not say what it is written in, and was read as GB 18030',
        "表格“{file}”没有标明编码，按 GB 18030 读取",
        "write encoding: gb18030 under data if that is right",
        "如无误，请在 data 中写 encoding: gb18030",
    ),
    "W231": Message(
        'the table "{file}" has {count} amounts with more than {digits} decimals, which were rounded',
        "表格“{file}”有 {count} 个金额超过 {digits} 位小数，已四舍五入",
    ),
}
