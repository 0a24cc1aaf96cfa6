"""What a theme draws around the text: letterhead, title block, header, footer, watermark."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generator.document import Lines, Meta, Text
from generator.quoting import quoteattr
from generator.writers.images import logo_size_pt
from generator.writers.invariants.parts import q
from generator.writers.wordprocessing.drawings import EMU_PER_PT, picture_run
from generator.writers.wordprocessing.fields import facts, stacked
from generator.writers.wordprocessing.grid import text_width
from generator.writers.wordprocessing.house import filled
from generator.writers.wordprocessing.paragraphs import AFTER_TABLE, Place, paragraph, styled
from generator.writers.wordprocessing.runs import Look, text_run
from generator.writers.wordprocessing.story import Story

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
MARK_HEIGHT_PT = 84
MARK_WIDTH_PT = 430
"""Box in which a watermark is drawn, before it is turned by 45°."""

LOGO_RELATIONSHIP = "rIdLogo"
"""The relationship of the letterhead's part to the picture of its logo."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAB = "<w:r><w:tab/></w:r>"
_DOT = " · "


def title_block(place: Place, story: Story) -> str:
    """Title, subtitle and the grid of facts, from the paper's meta. The title's second language is a line of the subtitle's size: at the
    pitch of the title it would take twice its room."""
    meta = story.meta
    second = meta.languages[-1]
    apart = f'w:after="{AFTER_TABLE}"' if not (meta.subtitle or meta.title.second) else ""
    title = styled((Text(meta.title.first),), "Title", place, story, spacing=apart)
    title += styled((Text(meta.title.second),), "Subtitle", place, story, second) if meta.title.second else ""
    subtitle = styled(stacked(meta.subtitle, second), "Subtitle", place, story) if meta.subtitle else ""
    return title + subtitle + facts(meta.facts, place, story)


def header_references(place: Place, story: Story) -> str:
    """The `w:headerReference` and `w:footerReference` of the section; writes the parts. Where the house has headers of its own, those
    stand, filled and marked; where it has none, ours."""
    found = ""
    for tag in ("header", "footer"):
        house = {header.type: header.part for header in story.reference.headers if header.tag == tag}
        parts = _house_parts(tag, house, story) if house else _own_parts(tag, place, story)
        relationships = {part: story.relate(tag, part.removeprefix("word/")) for part in dict.fromkeys(parts.values())}
        found += "".join(f'<w:{tag}Reference w:type="{type_}" r:id="{relationships[part]}"/>' for type_, part in sorted(parts.items()))
    return found


def _own_parts(tag: str, place: Place, story: Story) -> dict[str, str]:
    """Our headers or footers: the letterhead on the first page, the running header on the others, the same footer on all."""
    drawn = {"header": {"first": letterhead, "default": running_header}, "footer": {"first": footer, "default": later_footer}}[tag]
    return {type_: _own_part(tag, type_, draw(place, story), story) for type_, draw in sorted(drawn.items())}


def _own_part(tag: str, type_: str, content: str, story: Story) -> str:
    """The name of a new header or footer part that holds a paragraph, a header's with the mark of the paper's status."""
    part = f"word/{tag}-{type_}.xml"
    root, mark = ("hdr", watermark(story)) if tag == "header" else ("ftr", "")
    marked = content.replace("</w:p>", f"{mark}</w:p>", 1)
    story.parts[part] = f"{_XML}<w:{root} {NAMESPACES}>{marked}</w:{root}>".encode()
    story.types[f"/{part}"] = HEADER_TYPE.format(tag)
    if f'r:embed="{LOGO_RELATIONSHIP}"' in content and story.meta.logo is not None:
        story.header_picture(part, LOGO_RELATIONSHIP, story.meta.logo.src)
    return part


def _house_parts(tag: str, house: Mapping[str, str], story: Story) -> dict[str, str]:
    """The house's headers or footers, their controls filled. Every paper of ours has a first page of its own: a house that has none
    has its ordinary header there too; one that leaves it empty gets the mark of the status there all the same."""
    parts = dict(house)
    if not story.reference.first_page and "default" in parts:
        parts["first"] = parts["default"]
    for part in sorted(set(parts.values())):
        data = filled(part, story.reference.members[part].data, lambda: _pages(story.meta, story), story)
        mark = watermark(story) if tag == "header" else ""
        story.parts[part] = _marked(data, mark) if mark else data
    if tag == "header" and story.meta.mark:
        parts |= {type_: _own_part(tag, type_, "<w:p></w:p>", story) for type_ in ("first", "default") if type_ not in parts}
    return parts


def _marked(header: bytes, mark: str) -> bytes:
    """A house's header with the watermark at the end of its first paragraph."""
    root = etree.fromstring(header)
    paragraph_ = next(root.iter(q("w:p")), None)
    target = etree.SubElement(root, q("w:p")) if paragraph_ is None else paragraph_
    target.append(etree.fromstring(f"<x {NAMESPACES}>{mark}</x>")[0])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def letterhead(place: Place, story: Story) -> str:
    """The line above the first page: the agency left, the kind of paper right, a hairline below."""
    meta = story.meta
    kind = [_one_line(meta.kind_label, " / ")]
    tabs = _right_tab(place)
    if meta.logo is None:
        agency = text_run(_one_line(meta.agency, " / "), Look(bold=True), story) if meta.agency else ""
        return paragraph(f"{agency}{_TAB}{text_run(kind[0], Look(), story)}", "Letterhead", place, story, numbering=tabs)
    owner = meta.agency if meta.logo.owner == "agency" else meta.client
    beside = [_one_line(meta.agency, " / ")] if meta.logo.owner == "client" and meta.agency else []
    width, height = (round(points * EMU_PER_PT) for points in logo_size_pt(story.pictures[meta.logo.src]))
    mark = picture_run(LOGO_RELATIONSHIP, (width, height), story.drawing(), _one_line(owner, " / "))
    line = f"{mark}{_TAB}{text_run(_DOT.join(beside + kind), Look(), story)}"
    # an exact pitch would cut the picture
    return paragraph(line, "Letterhead", place, story, numbering=tabs, spacing='w:line="240" w:lineRule="auto"')


def running_header(place: Place, story: Story) -> str:
    """The line above the following pages: client and title left, the kind of paper right."""
    meta = story.meta
    words = _DOT.join(part for part in (meta.client.first, meta.title.first) if part)
    kind = text_run(_one_line(meta.kind_label, " / "), Look(), story)
    return paragraph(f"{text_run(words, Look(), story)}{_TAB}{kind}", "Header", place, story, numbering=_right_tab(place))


def later_footer(place: Place, story: Story) -> str:
    """The footer of the following pages."""
    return footer(place, story, 2)


def footer(place: Place, story: Story, page: int = 1) -> str:
    """Number, version and confidentiality of the paper left, page and pages right; `page` is the first that it stands on."""
    meta = story.meta
    version = f"v{meta.version.removeprefix('v')}" if meta.version else ""
    words = _DOT.join(part for part in (meta.id, version, _one_line(meta.confidentiality, " / ")) if part)
    left = text_run(words, Look(), story) if words else ""
    return paragraph(f"{left}{_TAB}{_pages(meta, story, page)}", "Footer", place, story, numbering=_right_tab(place))


def _one_line(lines: Lines, joint: str) -> str:
    return joint.join(lines)


def _right_tab(place: Place) -> str:
    """The right tab stop at the edge of this text, whatever the page of the style's author was."""
    return f'<w:tabs><w:tab w:val="right" w:pos="{place.width}"/></w:tabs>'


def _pages(meta: Meta, story: Story, page: int = 1) -> str:
    """ "Page {page} of {pages}" with fields in place of the figures, in each language."""
    phrase = meta.phrases.get("page_of") or Lines("{page} / {pages}")
    pieces: list[str] = []
    for index, line in enumerate(phrase):
        pieces += ([text_run(" / ", Look(), story)] if index else []) + [_with_fields(line, story, page)]
    return "".join(pieces)


def _with_fields(line: str, story: Story, page: int) -> str:
    """A phrase with PAGE and NUMPAGES fields. Their cached results are what shows until a program lays out the page, which all do."""
    written = ""
    for piece in line.replace("{pages}", "\0NUMPAGES\0").replace("{page}", "\0PAGE\0").split("\0"):
        if piece in ("PAGE", "NUMPAGES"):
            cached = story.page_count if piece == "NUMPAGES" else page
            written += f'<w:fldSimple w:instr=" {piece} "><w:r><w:t>{cached}</w:t></w:r></w:fldSimple>'
        elif piece:
            written += text_run(piece, Look(), story)
    return written


def watermark(story: Story) -> str:
    """The run with the mark of the paper's status, turned, behind the text: VML WordArt, as Word's own watermarks are."""
    mark = " ".join(story.meta.mark)
    if not mark:
        return ""
    number = story.mark_number()
    natural = text_width(mark, 2 * MARK_HEIGHT_PT) / 20
    shrink = min(1.0, MARK_WIDTH_PT / natural)
    width, height = round(natural * shrink, 1), round(MARK_HEIGHT_PT * shrink, 1)
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658240;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    font = f"font-family:&quot;{story.theme.east_asian.office}&quot;;font-size:1pt"
    colour = story.theme.colours["hairline"]
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '</v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="Watermark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt={quoteattr(mark)} style="{style}"'
        f' o:allowincell="f" fillcolor="#{colour}" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="{font}" string={quoteattr(mark)}/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


