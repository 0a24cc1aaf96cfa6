"""Reference documents, packages, fonts and charts (E60x–E65x)."""

from __future__ import annotations

from generator.messages.message import Message

_OURS_EN = "this is a fault of the program, not of the paper: please report it with the paper"
_OURS_ZH = "这是程序的缺陷，与文稿内容无关：请附上文稿反馈"


def _broken(en: str, zh: str) -> Message:
    """A finished file that Office would repair or refuse; it is never saved."""
    return Message(f"{{part}}: {en}", f"{{part}}：{zh}", _OURS_EN, _OURS_ZH)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------------------------------------------- reference documents
    "E600": Message(
        "cannot read the reference document {name}: {reason}",
        "无法读取参考文档 {name}：{reason}",
    ),
    "E601": Message(
        "the theme {theme} has no file {name}",
        "主题 {theme} 中没有文件 {name}",
        "add the file to the theme's folder, or let the theme extend one that has it",
        "请把该文件放入主题文件夹，或让主题继承（extends）含有该文件的主题",
    ),
    "E602": Message(
        "this is a file of the old binary Office format (.doc, .ppt)",
        "这是旧版二进制 Office 文件（.doc、.ppt）",
        "open it in Office and save it as .docx or .pptx",
        "请在 Office 中打开并另存为 .docx 或 .pptx",
    ),
    "E603": Message(
        "the file is protected by a password",
        "文件设有密码保护",
        "save a copy without the password",
        "请另存一份不带密码的副本",
    ),
    "E604": Message(
        "this is no Office file, or it is cut short",
        "这不是 Office 文件，或文件不完整",
        "save it again as .docx or .pptx",
        "请重新另存为 .docx 或 .pptx",
    ),
    "E605": Message(
        'the package holds the part "{part}" twice',
        "文件包中的部件“{part}”重复",
        "open the file in Office and save it again",
        "请在 Office 中打开后重新保存",
    ),
    "E606": Message(
        'the package is too large when unpacked, or too strongly packed: "{part}"',
        "文件包解压后过大，或压缩比异常：“{part}”",
        "100 MB a part and 200 MB in all are read",
        "单个部件上限 100 MB，总计上限 200 MB",
    ),
    "E607": Message(
        "this is {found}, but {wanted} is needed",
        "这是{found}，此处需要{wanted}",
        "name the right file in the theme's folder",
        "请在主题文件夹中放入正确的文件",
    ),
    "E608": Message(
        "{file} lacks styles that this paper is made of: {names}",
        "{file} 缺少本文件所用的样式：{names}",
        "in Word, make them under these names (Styles › New Style), or say in theme.yaml what yours are called, as style_names: {{Callout: House"
        " Box}}; other papers also need: {later}; the file has: {found}",
        "请在 Word 中按上述名称新建样式，或在 theme.yaml 中写明贵司的名称，如 style_names: {{Callout: House Box}}；其他文件还需要：{later}；该文件现有："
        "{found}",
    ),
    "E609": Message(
        'a link leads to "#{id}", but nothing in the paper bears that id',
        "链接指向“#{id}”，但文稿中没有该标识",
        "give the target this id, or take the link away",
        "请为目标加上该标识，或删去链接",
    ),
    # ------------------------------------------------------------------------------- invariants of every package we write
    "E610": _broken("the part name is not allowed ({element})", "部件名称不合规（{element}）"),
    "E611": _broken("the part has no content type", "部件没有内容类型"),
    "E612": _broken("a content type is given for a part that is not there", "为不存在的部件声明了内容类型"),
    "E613": _broken(
        "the part is not well-formed XML, or has a document type ({element})",
        "部件不是合法的 XML，或含有文档类型声明（{element}）",
    ),
    "E614": _broken("relationship {element} leads to nothing", "关系 {element} 指向不存在的部件"),
    "E615": _broken("{element} names a relationship that is not there or is of the wrong type", "{element} 引用的关系不存在或类型不符"),
    "E616": _broken(
        "relationship {element} has an address that is malformed or of a forbidden scheme",
        "关系 {element} 的地址格式错误或协议不被允许",
    ),
    "E617": _broken("property {element} stands twice or has a bad value", "属性 {element} 重复或取值无效"),
    "E618": _broken("the picture is not what its name says", "图片内容与扩展名不符"),
    "E619": _broken("no relationship leads to the part", "没有任何关系指向该部件"),
    "E620": _broken("a template mark is left in {element}", "{element} 中残留模板标记"),
    "E621": _broken("a table cell is empty or does not end with a paragraph ({element})", "表格单元格为空或未以段落结尾（{element}）"),
    "E622": _broken("a table or a row is empty, or has no grid ({element})", "表格或行为空，或缺少列网格（{element}）"),
    "E623": _broken("a row's cells do not add up to the columns of its table ({element})", "行内单元格与表格列数不符（{element}）"),
    "E624": _broken("merged cells do not add up ({element})", "合并单元格不一致（{element}）"),
    "E625": _broken("no paragraph follows a table ({element})", "表格后缺少段落（{element}）"),
    "E626": _broken("an id or name is used twice ({element})", "标识或名称重复（{element}）"),
    "E627": _broken("a bookmark has a start without an end, or a bad name ({element})", "书签缺少结束标记或名称无效（{element}）"),
    "E628": _broken("{element} names a style that is not there", "{element} 引用的样式不存在"),
    "E629": _broken("{element} names a list that is not there", "{element} 引用的编号不存在"),
    "E630": _broken("a field is not closed or has no result ({element})", "域未闭合或没有结果（{element}）"),
    "E631": _broken("a link leads to the bookmark {element}, which is not there", "链接指向的书签 {element} 不存在"),
    "E632": _broken("a content control is empty ({element})", "内容控件为空（{element}）"),
    "E633": _broken("styles are based on each other in a circle ({element})", "样式循环引用（{element}）"),
    "E634": _broken(
        "slides, layouts, masters or notes are not tied together ({element})",
        "幻灯片、版式、母版或备注之间的关联不完整（{element}）",
    ),
    "E635": _broken("a text body holds no paragraph ({element})", "文本框中没有段落（{element}）"),
    "E636": _broken("an element that must occur is missing ({element})", "缺少必需的元素（{element}）"),
    "E637": _broken("the axes or series of a chart do not pair ({element})", "图表的坐标轴或系列不匹配（{element}）"),
    "E638": _broken("the chart has no readable workbook ({element})", "图表没有可读取的工作簿（{element}）"),
    "E639": _broken("the part is shared where each user needs its own", "部件被重复引用，应各自独立"),
    # ------------------------------------------------------------------------------------------------------------ pictures
    "E640": Message(
        "the picture {name} is not inside the paper's folder",
        "图片 {name} 不在文稿所在文件夹内",
        "copy it beside the paper and name it by a relative path; nothing is read from the network or from other folders",
        "请把图片复制到文稿所在文件夹，并写相对路径；不读取网络或其他文件夹中的文件",
    ),
    "E641": Message(
        "there is no picture {name}",
        "找不到图片 {name}",
        "looked in {folder}; upper and lower case count",
        "查找位置：{folder}；文件名区分大小写",
    ),
    "E642": Message(
        "the picture {name} is of a format that is not read ({found})",
        "图片 {name} 的格式不受支持（{found}）",
        "save it as PNG, JPEG, WebP, GIF, TIFF or SVG",
        "请另存为 PNG、JPEG、WebP、GIF、TIFF 或 SVG",
    ),
    "E643": Message(
        "the picture {name} is damaged or incomplete: {reason}",
        "图片 {name} 已损坏或不完整：{reason}",
        "open it in a picture program and save it again",
        "请用图片软件打开后重新保存",
    ),
    "E644": Message(
        "the picture {name} is too large",
        "图片 {name} 过大",
        "at most 100 megapixels and 25 MB are read; 2,400 pixels on the longest side are enough for any page or slide",
        "上限为 1 亿像素、25 MB；最长边 2400 像素即可满足任何页面或幻灯片",
    ),
    "E645": Message(
        "the SVG picture {name} holds something that is not drawing: {what}",
        "SVG 图片 {name} 含有绘图以外的内容：{what}",
        "export it as plain SVG, without scripts, links to other files and entities",
        "请导出为普通 SVG，不含脚本、外部引用和实体",
    ),
    "E646": Message(
        "the picture {name} cannot be read: {reason}",
        "无法读取图片 {name}：{reason}",
    ),
    "E647": Message(
        "the pictures up to {name} are larger than {limit} MB together",
        "到 {name} 为止，图片总大小超过 {limit} MB",
        "make the pictures smaller before they are put in",
        "请先缩小图片再放入",
    ),
    "E649": Message(
        "{name} is a drawing (SVG), and this machine lacks the libraries that draw it",
        "{name} 是矢量图（SVG），本机缺少绘制它的程序库",
        "install what PDF needs (`briefwright doctor` says what), or give the picture as PNG or JPEG",
        "请安装输出 PDF 所需的库（`briefwright doctor` 会说明），或改用 PNG、JPEG",
    ),
    "W649": Message(
        "the logo {name} is left out: it is a drawing (SVG), and this machine lacks the libraries that draw it",
        "未印标志 {name}：它是矢量图（SVG），本机缺少绘制它的程序库",
        "install what PDF needs (`briefwright doctor` says what), or give the logo as PNG or JPEG",
        "请安装输出 PDF 所需的库（`briefwright doctor` 会说明），或把标志改为 PNG、JPEG",
    ),
    # ------------------------------------------------------------------------------------------------------ pictures and fonts of PDF
    "E650": Message(
        'the picture "{src}" was not given',
        "缺少图片“{src}”",
    ),
    "E651": Message(
        "no font of the theme has these characters: {characters}",
        "主题字体中没有这些字符：{characters}",
        "replace them, or add a font that has them to fonts: … pdf: of the theme (tried: {families})",
        "请替换这些字符，或在主题 fonts: … pdf: 中加入包含它们的字体（已尝试：{families}）",
    ),
    "E652": Message(
        "the font {family} of the theme is not installed; {used} would take its place",
        "主题字体 {family} 未安装，将由 {used} 代替",
        "install it, or name another family in fonts: … pdf: of the theme",
        "请安装该字体，或在主题 fonts: … pdf: 中改用其他字体",
    ),
    "E655": Message(
        "the theme cannot be used: {reason}",
        "主题无法使用：{reason}",
        "compare its theme.yaml with that of the default theme, or let it extend the default and state only what differs",
        "请与默认主题的 theme.yaml 对照，或用 extends 继承默认主题，只写不同之处",
    ),
    "W651": Message(
        "no font of the theme has these characters: {characters}",
        "主题字体中没有这些字符：{characters}",
        "another font prints them, or an empty box does: look at them in the PDF (tried: {families})",
        "将由其他字体代替，或印成空框：请在 PDF 中查看（已尝试：{families}）",
    ),
    "W652": Message(
        "the font {family} of the theme is not installed; {used} takes its place",
        "主题字体 {family} 未安装，由 {used} 代替",
        "install it, or name another family in fonts: … pdf: of the theme",
        "请安装该字体，或在主题 fonts: … pdf: 中改用其他字体",
    ),
    "E653": Message(
        "the page asks for something from outside: {url}",
        "页面请求了外部资源：{url}",
        "pages may use pictures of the paper and data: addresses only",
        "页面只能使用文稿自带的图片和 data: 地址",
    ),
    "W656": Message(
        "the page numbers of the table of contents are left open: {reason_en}",
        "目录中的页码暂缺：{reason_zh}",
        "in Word, click into the table of contents and press F9",
        "请在 Word 中点击目录并按 F9 更新",
    ),
    "W657": Message(
        "{pages} pages, {budget} are the limit: {over} too much",
        "共 {pages} 页，上限 {budget} 页：超出{over_zh}",
        "shorten what does not help the reader to decide, or take it to an annex",
        "请删减无助于读者决定的内容，或移到附件",
    ),
    "W659": Message(
        "{font}, the client's font, is not on this machine: the PDF is set in {used}",
        "本机没有客户字体 {font}：PDF 以 {used} 排版",
        "install the font, or name one that is here behind it: {font}, {used}",
        "请安装该字体，或在其后写上本机已有的字体：{font}, {used}",
    ),
    "W670": Message(
        "#{colour} on white has a contrast of {ratio}:1; words take #{words} instead, fills and rules keep it",
        "#{colour} 在白底上的对比度只有 {ratio}:1；文字改用 #{words}，色块与线条不变",
        "below 4.5:1 words are hard to read; a darker accent needs no second colour",
        "低于 4.5:1 的文字难以阅读；主色加深后即无须另取一色",
    ),
    "W671": Message(
        "white words on #{colour} have a contrast of {ratio}:1",
        "白字在 #{colour} 上的对比度只有 {ratio}:1",
        "choose a support colour of at least 4.5:1, since titles of covers and dividers stand on it",
        "封面与章节页的标题印在辅色上，请选用对比度不低于 4.5:1 的辅色",
    ),
    "W658": Message(
        'the content control tagged "{tag}" in {part} is left as it is; "{meant}" may be meant',
        "{part} 中标记为“{tag}”的内容控件未填写；是否应为“{meant}”",
        "tags that are filled in: {known}",
        "可填写的标记：{known}",
    ),
    "W654": Message(
        "while laying out the page: {message}",
        "排版时：{message}",
    ),
}
