"""The part styles.xml of a theme's Word reference document: document defaults, then every named style, from theme.yaml alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.theme import TextStyle, Theme
from generator.writers.wordprocessing.colours import colour_attributes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONTS = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>'

BUILT_IN = {
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "Heading 4": "heading 4",
    "Caption": "caption",
    "TOC 1": "toc 1",
    "TOC 2": "toc 2",
    "TOC 3": "toc 3",
    "TOC Heading": "TOC Heading",
    "Header": "header",
    "Footer": "footer",
    **{name: name for name in ("Body Text", "Title", "Subtitle", "Quote", "List Bullet", "List Number")},
    **{f"List {kind} {level}": f"List {kind} {level}" for kind in ("Bullet", "Number") for level in (2, 3)},
}
"""Styles that Word knows, under the names it writes; all others are our own."""

NEXT = {"Title": "Subtitle", "Subtitle": "Body Text", "Caption": "Body Text", "Label": "Value", "Key Number": "Note"}
HIDDEN = ("Header", "Footer", "Letterhead", "Spacer")
TAB_STOPS = ("Letterhead", "Header", "Footer", "TOC 1", "TOC 2", "TOC 3")
INDENTS = {
    **dict.fromkeys(("Callout", "Quote"), '<w:ind w:left="240"/>'),
    **{f"TOC {level}": f'<w:ind w:left="{240 * (level - 1)}"/>' for level in (1, 2, 3)},
}

RULE_EIGHTHS_PT = 24
"""Width of the rule beside a callout: 3 pt, in the eighths of a point of `w:sz`."""


def style_id(name: str) -> str:
    """The id of a style: its name without spaces and signs."""
    return "".join(character for character in name if character.isalnum())


@dataclass(frozen=True)
class Styles:
    """Writes styles.xml for papers in `language`."""

    theme: Theme
    language: str

    def part(self) -> str:
        """The whole part."""
        styles = "".join((*self.defaults(), *self.paragraph_styles(), *self.character_styles(), *self.table_styles()))
        latent = (
            '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0"'
            ' w:count="376"/>'
        )
        return f'{XML}<w:styles xmlns:w="{W}">{self.document_defaults()}{latent}{styles}</w:styles>'

    def document_defaults(self) -> str:
        """`w:docDefaults`: the theme's fonts, ink, the body's size and exact pitch, British English and simplified Chinese, kinsoku."""
        body = self.theme.styles["Body Text"]
        return (
            f"<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}{self.colour('ink')}{self.size(body)}"
            '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            f"<w:pPrDefault><w:pPr><w:kinsoku/><w:overflowPunct/>{self.spacing(body, after=False)}</w:pPr></w:pPrDefault></w:docDefaults>"
        )

    def defaults(self) -> Iterator[str]:
        """The four default styles that a document must have."""
        yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        yield (
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
            '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        )
        margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in zip(SIDES, (0, 108, 0, 108), strict=True))
        yield (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
            f'<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
            "</w:style>"
        )
        yield (
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
            "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
        )

    # ------------------------------------------------------------------------------------------------------- paragraph styles

    def paragraph_styles(self) -> Iterator[str]:
        """One style for each of theme.yaml, the deeper levels of the lists, and the spacer between tables."""
        for name, style in self.theme.styles.items():
            yield self.paragraph_style(name, style)
            if name in ("List Bullet", "List Number", "List Bullet Compact", "List Number Compact"):
                for level in (2, 3):
                    yield self.paragraph_style(name.replace("Compact", "").strip() + f" {level}" + " Compact" * ("Compact" in name), style)
        yield (
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Spacer"><w:name w:val="Spacer"/><w:basedOn w:val="Normal"/>'
            '<w:uiPriority w:val="99"/><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
            '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
        )

    def paragraph_style(self, name: str, style: TextStyle) -> str:
        """`w:style` of one paragraph style."""
        plain = name.removesuffix(" Compact")
        parent = "Normal" if plain == name else style_id(plain)
        custom = "" if name in BUILT_IN else ' w:customStyle="1"'
        following = NEXT.get(plain, "Body Text" if plain.startswith(("Heading", "Callout", "Lead")) else name)
        shown = '<w:uiPriority w:val="99"/>' if name in HIDDEN else '<w:uiPriority w:val="1"/><w:qFormat/>'
        bold = f'<w:b w:val="{int(style.bold)}"/>' if style.bold or plain != name else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(name)}"><w:name w:val="{BUILT_IN.get(name, name)}"/>'
            f'<w:basedOn w:val="{parent}"/><w:next w:val="{style_id(following)}"/>{shown}'
            f"<w:pPr>{self.paragraph_properties(plain, style)}</w:pPr>"
            f"<w:rPr>{bold}{self.colour(style.colour)}{self.size(style)}</w:rPr></w:style>"
        )

    def paragraph_properties(self, name: str, style: TextStyle) -> str:
        """The children of `w:pPr`, in the schema's order."""
        heading = name.startswith("Heading")
        return "".join(
            (
                "<w:keepNext/>" if style.keep_next else "",
                "<w:keepLines/>" if heading or name in ("Callout", "Caption") else "",
                self.list_level(name),
                self.borders(name),
                self.tab_stop(name),
                self.spacing(style),
                INDENTS.get(name, ""),
                f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if heading else "",
            )
        )

    def tab_stop(self, name: str) -> str:
        """The stop at the right edge of the text, in a table of contents with dots up to it."""
        if name not in TAB_STOPS:
            return ""
        dots = ' w:leader="dot"' if name.startswith("TOC") else ""
        return f'<w:tabs><w:tab w:val="right"{dots} w:pos="{self.text_width()}"/></w:tabs>'

    def list_level(self, name: str) -> str:
        """`w:numPr` of a list style: the bullets are list 1, the numbers list 2; the level is the figure at the end of the name."""
        if not name.startswith("List "):
            return ""
        level = int(name[-1]) - 1 if name[-1].isdigit() else 0
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{1 if "Bullet" in name else 2}"/></w:numPr>'

    def borders(self, name: str) -> str:
        """The accent rule beside a callout, the hairline beside a quotation and under the letterhead."""
        if name == "Callout":
            return f"<w:pBdr>{self.rule('left', RULE_EIGHTHS_PT, 'accent', 9)}</w:pBdr>"
        if name == "Quote":
            return f"<w:pBdr>{self.rule('left', 12, 'hairline', 10)}</w:pBdr>"
        return f"<w:pBdr>{self.rule('bottom', 4, 'hairline', 4)}</w:pBdr>" if name == "Letterhead" else ""

    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        page = self.theme.page
        return round((page.width_mm - page.margin_mm[1] - page.margin_mm[3]) * 1440 / 25.4)

    def spacing(self, style: TextStyle, after: bool = True) -> str:
        """`w:spacing`: the exact pitch, so that Chinese and Latin fonts give the same lines in every program."""
        around = f'w:before="{_twips(style.before_pt)}" w:after="{_twips(style.after_pt if after else 0)}"'
        return f'<w:spacing {around} w:line="{_twips(style.pitch(self.language))}" w:lineRule="exact"/>'

    def size(self, style: TextStyle) -> str:
        """`w:sz`, in half points."""
        half_points = round(style.size(self.language) * 2)
        return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'

    def colour(self, name: str) -> str:
        """`w:color` of a named colour."""
        return f"<w:color {colour_attributes(self.theme, name)}/>"

    def rule(self, side: str, eighths_pt: int, colour: str, space_pt: int = 0) -> str:
        """One border."""
        named = colour_attributes(self.theme, colour, "w:color")
        return f'<w:{side} w:val="single" w:sz="{eighths_pt}" w:space="{space_pt}" {named}/>'

    # --------------------------------------------------------------------------------------- character and table styles

    def character_styles(self) -> Iterator[str]:
        """The looks of words. Chinese is emphasised by weight, English by slant."""
        body = self.theme.styles["Body Text"]
        scaled = round(body.size(self.language) * self.theme.second_scale * 2)
        small = f'<w:sz w:val="{scaled}"/><w:szCs w:val="{scaled}"/>'
        wash = f'<w:shd w:val="clear" w:color="auto" {colour_attributes(self.theme, "wash", "w:fill", "w:themeFill")}/>'
        yield _character_style("Strong", "<w:b/>")
        yield _character_style("Emphasis", "<w:b/>" if self.language.startswith("zh") else "<w:i/>")
        yield _character_style("Hyperlink", f'{self.colour("accent_text")}<w:u w:val="single"/>')
        yield _character_style("Placeholder Text", self.colour("grey"))
        yield _character_style("Second", f"{self.colour(self.theme.second_colour)}{small}", custom=True)
        yield _character_style("Caption Number", self.colour("grey"), custom=True)
        yield _character_style("Muted", self.colour("grey"), custom=True)
        yield _character_style("Accent", self.colour("accent_text"), custom=True)
        yield _character_style("Tag", f"{self.colour('grey')}{small}{wash}", custom=True)

    def table_styles(self) -> Iterator[str]:
        """Hairlines between rows, a rule under the header and above the total; no banding, no vertical rules."""
        hairlines = self.rule("bottom", 4, "hairline") + self.rule("insideH", 4, "hairline")
        head = f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{self.rule("bottom", 8, "ink")}</w:tcBorders></w:tcPr></w:tblStylePr>'
        total = (
            f'<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{self.rule("top", 8, "ink")}</w:tcBorders></w:tcPr>'
            "</w:tblStylePr>"
        )
        lines = self.rule("bottom", 4, "grey") + self.rule("insideH", 4, "grey")
        yield _table_style("Briefwright Table", hairlines, (60, 0, 60, 200), head + total)
        yield _table_style("Briefwright Plain", "", (30, 0, 30, 200), total)
        yield _table_style("Briefwright Sign-off", lines, (60, 0, 60, 200), head)
        yield _table_style("Briefwright Facts", "", (20, 0, 20, 160), "")


SIDES = ("top", "left", "bottom", "right")


def _table_style(name: str, borders: str, margins: tuple[int, int, int, int], conditional: str) -> str:
    """`w:style` of a table; `margins` of its cells are twentieths of a point: top, left, bottom, right."""
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in zip(SIDES, margins, strict=True))
    lines = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{lines}<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>{conditional}</w:style>'
    )


def _character_style(name: str, properties: str, custom: bool = False) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f'<w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


def _twips(points: float) -> int:
    return round(points * 20)
