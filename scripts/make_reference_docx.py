"""Writes `reference.docx` (Chinese pitches) and `reference.en.docx` (English ones) of a theme, from theme.yaml alone.

    python scripts/make_reference_docx.py [THEME_FOLDER]

The document itself shows every paragraph style under its name, to be looked at and changed in Word; a writer replaces it. Equal input
gives equal bytes.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from docx_styles import XML, Styles, W, style_id

from generator import theme as themes
from generator.theme import Theme
from generator.writers.package import CoreProperties, Member, content_types, zipped
from generator.writers.scheme import scheme_colours
from generator.writers.wordprocessing.colours import colour_attributes

DEFAULT = Path(__file__).resolve().parent.parent / "templates" / "themes" / "default"
FILES = {"reference.docx": "zh-CN", "reference.en.docx": "en-GB"}
DATE = datetime.date(2025, 1, 1)
"""The date in the properties: a fixed one, since no clock is read."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
PACKAGE = "application/vnd.openxmlformats-package"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
HEADER_FOOTER_MM = 10
BULLETS = ("•", "–", "·")
NUMBERS = (("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
STEP = 320
"""Indent of one list level, in twentieths of a point."""
HANGING = {"bullet": 180}
"""From a sign to its words: a bullet stands near them. Figures grow to the right and have the whole step."""


def reference(theme: Theme, language: str) -> bytes:
    """The reference document for papers in `language`."""
    parts = {
        "_rels/.rels": _relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{OFFICE}/{kind}", f"{kind}.xml") for kind in ("styles", "numbering", "settings", "fontTable")),
            (f"{OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": document_part(theme),
        "word/styles.xml": Styles(theme, language).part(),
        "word/numbering.xml": numbering_part(theme),
        "word/settings.xml": settings_part(language),
        "word/fontTable.xml": font_table_part(theme),
        "word/theme/theme1.xml": theme_part(theme),
    }
    core = CoreProperties(f"{theme.name}: reference document", "", "", "", language, DATE)
    data = {name: part.encode() for name, part in parts.items()}
    data |= {"docProps/core.xml": core.core_xml(), "docProps/app.xml": core.app_xml(), "[Content_Types].xml": _types()}
    return zipped({name: Member.of(name, part) for name, part in data.items()})


def _types() -> bytes:
    overrides = {f"word/{name}.xml": f"{WORD}.{name}+xml" for name in ("styles", "numbering", "settings", "fontTable")}
    overrides |= {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/theme/theme1.xml": f"{OFFICE_TYPE}.theme+xml",
        "docProps/core.xml": f"{PACKAGE}.core-properties+xml",
        "docProps/app.xml": f"{OFFICE_TYPE}.extended-properties+xml",
    }
    return content_types({"rels": f"{PACKAGE}.relationships+xml", "xml": "application/xml"}, overrides)


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{type_}" Target="{target}"/>' for number, (type_, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def document_part(theme: Theme) -> str:
    """A paragraph in each style, and the page."""
    names = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/></w:pPr><w:r><w:t>{escape(name)}</w:t></w:r></w:p>' for name in theme.styles
    )
    top, right, bottom, left = (_twips_of_mm(margin) for margin in theme.page.margin_mm)
    distance = _twips_of_mm(HEADER_FOOTER_MM)
    return (
        f'{XML}<w:document xmlns:w="{W}"><w:body>{names}<w:sectPr>'
        f'<w:pgSz w:w="{_twips_of_mm(theme.page.width_mm)}" w:h="{_twips_of_mm(theme.page.height_mm)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{distance}" w:footer="{distance}"'
        ' w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def numbering_part(theme: Theme) -> str:
    """Bullets and numbers in three levels, tied to the list styles; list 1 is bullets, list 2 numbers."""
    bullets = "".join(_level(theme, level, "bullet", sign, "ListBullet") for level, sign in enumerate(BULLETS))
    numbers = "".join(_level(theme, level, format_, text, "ListNumber") for level, (format_, text) in enumerate(NUMBERS))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="{nsid}"/>{levels}</w:abstractNum>'
        for number, (nsid, levels) in enumerate((("1B5E0001", bullets), ("1B5E0002", numbers)))
    )
    lists = "".join(f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (0, 1))
    return f'{XML}<w:numbering xmlns:w="{W}">{abstract}{lists}</w:numbering>'


def _level(theme: Theme, level: int, format_: str, text: str, style: str) -> str:
    tied = style if level == 0 else f"{style}{level + 1}"
    fonts = '<w:rFonts w:hint="default" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>' if format_ == "bullet" else ""
    look = f"<w:rPr>{fonts}<w:color {colour_attributes(theme, 'grey')}/></w:rPr>"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:pStyle w:val="{tied}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{HANGING.get(format_, STEP)}"/></w:pPr>'
        f"{look}</w:lvl>"
    )


def settings_part(language: str) -> str:
    """Word 2013 and later, no revision ids, no field update on opening; Chinese punctuation closed up in Chinese papers."""
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    rows = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in compatibility.items())
    places = ("bg1", "t1", "bg2", "t2", *(f"accent{number}" for number in range(1, 7)), "hyperlink", "followedHyperlink")
    names = ("light1", "dark1", "light2", "dark2", *places[4:])
    mapping = " ".join(f'w:{place}="{name}"' for place, name in zip(places, names, strict=True))
    punctuation = "compressPunctuation" if language.startswith("zh") else "doNotCompress"
    return (
        f'{XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f'<w:characterSpacingControl w:val="{punctuation}"/><w:compat>{rows}</w:compat>'
        f'<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/><w:clrSchemeMapping {mapping}/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def font_table_part(theme: Theme) -> str:
    """The two fonts of the theme; the Chinese one has the GB 2312 character set (0x86)."""
    fonts = "".join(
        f'<w:font w:name={quoteattr(name)}><w:charset w:val="{charset}"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name, charset in ((theme.latin.office, "00"), (theme.east_asian.office, "86"))
    )
    return f'{XML}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def theme_part(theme: Theme) -> str:
    """The colour and font schemes of theme.yaml, flat fills, thin lines, no effects."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme_colours(theme).items())
    latin, chinese = quoteattr(theme.latin.office), quoteattr(theme.east_asian.office)
    faces = f'<a:latin typeface={latin}/><a:ea typeface={chinese}/><a:cs typeface={latin}/><a:font script="Hans" typeface={chinese}/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    name = quoteattr(theme.name)
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colours}</a:clrScheme><a:fontScheme name={name}><a:majorFont>{faces}</a:majorFont>"
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme><a:fmtScheme name={name}><a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _twips_of_mm(length_mm: float) -> int:
    return round(length_mm * 1440 / 25.4)


def main(folder: Path = DEFAULT) -> None:
    """Writes both files into the theme's folder."""
    theme = themes.load(folder)
    for name, language in FILES.items():
        (folder / name).write_bytes(reference(theme, language))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
