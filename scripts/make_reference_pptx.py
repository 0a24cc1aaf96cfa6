"""Writes `reference.pptx` of a theme: a 16:9 deck without slides, its master, layouts, table style and notes master, from theme.yaml alone.

    python scripts/make_reference_pptx.py [THEME_FOLDER]

A layout's placeholders bear the names of the slots that a template fills (title, body, left, right, picture, chart, table, takeaway,
source, …); the writers read every rectangle from here. Colours and fonts are those of the theme's schemes, nothing else, so that a
client's accent changes one line of the file. Equal input gives equal bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pptx_layouts import BODY, CONTENT, FOOTER, MARGIN, NUMBER, TITLE, layouts
from pptx_shapes import Box, Layout, Placeholder, background, level, rectangle, slot_shape, tree

from generator import theme as themes
from generator.theme import Theme
from generator.writers.scheme import colour_scheme, font_scheme, table_styles

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def layout_part(layout: Layout) -> str:
    """A slide layout part."""
    kind = f' type="{layout.type}"' if layout.type else ' userDrawn="1"'
    shown = "" if layout.master_shapes else ' showMasterSp="0"'
    shapes = [layout.furniture, *(slot_shape(10 + number, slot) for number, slot in enumerate(layout.slots))]
    ground = background(layout.background) if layout.background else ""
    return (
        f'{XML}<p:sldLayout {NAMESPACES}{shown}{kind} preserve="1"><p:cSld name="{layout.name}">{ground}{tree(shapes)}</p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_part(count: int) -> str:
    """The slide master: white, an accent tab hanging from the upper edge, a hairline over the footer."""
    furniture = rectangle(2, "Accent tab", Box(MARGIN, 0, 0.6, 0.06), "accent1")
    furniture += rectangle(3, "Footer rule", Box(MARGIN, 6.985, CONTENT, 0.008), "accent5")
    slots = [TITLE, Placeholder("body", "body", 1, BODY.box, "Text", bullets=True)]
    slots += [
        Placeholder(s.name, s.type, idx, s.box, s.prompt, s.size_pt, s.pitch, s.colour, align=s.align)
        for s, idx in ((FOOTER, 3), (NUMBER, 4))
    ]
    shapes = [furniture, *(slot_shape(10 + number, slot) for number, slot in enumerate(slots))]
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + number}" r:id="rId{number + 1}"/>' for number in range(count))
    plain = Placeholder("other", "", 0, BODY.box, "", 18, 1.35)
    styles = (
        f"<p:titleStyle>{level(1, TITLE, False)}</p:titleStyle>"
        f"<p:bodyStyle>{''.join(level(number, BODY, True) for number in range(1, 10))}</p:bodyStyle>"
        f"<p:otherStyle>{''.join(level(number, plain, False) for number in range(1, 10))}</p:otherStyle>"
    )
    colours = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f"{XML}<p:sldMaster {NAMESPACES}><p:cSld>{background('bg1')}{tree(shapes)}</p:cSld>"
        f'<p:clrMap {colours} hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>'
        f'<p:hf hdr="0" dt="0"/><p:txStyles>{styles}</p:txStyles></p:sldMaster>'
    )


def notes_part() -> str:
    """The notes master: the slide above, the talk below."""
    colours = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{Box(0.75, 0.9, 6.0, 3.375).xfrm()}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="6350"><a:solidFill><a:schemeClr val="accent5"/></a:solidFill></a:ln>'
        "</p:spPr></p:sp>"
    )
    notes = slot_shape(3, Placeholder("notes", "body", 3, Box(0.75, 4.6, 6.0, 4.6), "Notes", 12, 1.5))
    shape = image + notes.replace(' hasCustomPrompt="1"', "")
    style = level(1, Placeholder("notes", "body", 3, BODY.box, "", 12, 1.5), False).replace("lnSpc", "lnSpc")
    return (
        f"{XML}<p:notesMaster {NAMESPACES}><p:cSld>{background('bg1')}{tree([shape])}</p:cSld>"
        f'<p:clrMap {colours} hlink="hlink" folHlink="folHlink"/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>'
    )


def theme_part(theme: Theme) -> str:
    """A theme part: the colour and font schemes of theme.yaml, flat fills, thin lines, no effects."""
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="{{}}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    lines = "".join(line.format(width) for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    formats = (
        f'<a:fmtScheme name="{theme.name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )
    return (
        f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{theme.name}"><a:themeElements>'
        f"{colour_scheme(theme)}{font_scheme(theme)}{formats}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def presentation_part() -> str:
    """The presentation part, without slides."""
    defaults = "".join(level(number, Placeholder("other", "", 0, BODY.box, "", 18, 1.35), False) for number in range(1, 10))
    return (
        f'{XML}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>{defaults}</p:defaultTextStyle></p:presentation>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part; each target is (last word of the type, target), numbered rId1 …"""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
APP = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application></Properties>"
)


def parts(theme: Theme) -> dict[str, str]:
    """Every part of the package by name, without the content types."""
    found = layouts()
    names = [f"slideLayout{number}.xml" for number in range(1, len(found) + 1)]
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package = {
        "_rels/.rels": relationships(
            ("officeDocument", "ppt/presentation.xml"), (core, "docProps/core.xml"), ("extended-properties", "docProps/app.xml")
        ),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "ppt/presentation.xml": presentation_part(),
        "ppt/_rels/presentation.xml.rels": relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{XML}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{XML}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": XML + table_styles(),
        "ppt/theme/theme1.xml": theme_part(theme),
        "ppt/theme/theme2.xml": theme_part(theme),
        "ppt/notesMasters/notesMaster1.xml": notes_part(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(("theme", "../theme/theme2.xml")),
        "ppt/slideMasters/slideMaster1.xml": master_part(len(found)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(
            *(("slideLayout", f"../slideLayouts/{name}") for name in names), ("theme", "../theme/theme1.xml")
        ),
    }
    for name, layout in zip(names, found, strict=True):
        package[f"ppt/slideLayouts/{name}"] = layout_part(layout)
        package[f"ppt/slideLayouts/_rels/{name}.rels"] = relationships(("slideMaster", "../slideMasters/slideMaster1.xml"))
    return package


TYPES = {
    "ppt/presentation.xml": f"{CONTENT_TYPE}.presentation.main+xml",
    "ppt/presProps.xml": f"{CONTENT_TYPE}.presProps+xml",
    "ppt/viewProps.xml": f"{CONTENT_TYPE}.viewProps+xml",
    "ppt/tableStyles.xml": f"{CONTENT_TYPE}.tableStyles+xml",
    "ppt/theme/": "application/vnd.openxmlformats-officedocument.theme+xml",
    "ppt/notesMasters/": f"{CONTENT_TYPE}.notesMaster+xml",
    "ppt/slideMasters/": f"{CONTENT_TYPE}.slideMaster+xml",
    "ppt/slideLayouts/": f"{CONTENT_TYPE}.slideLayout+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def content_types(names: Iterable[str]) -> str:
    """The content types part."""
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{next(kind for start, kind in TYPES.items() if name.startswith(start))}"/>'
        for name in names
        if not name.endswith(".rels")
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def reference(theme: Theme) -> bytes:
    """The reference deck of a theme."""
    package = parts(theme)
    package = {"[Content_Types].xml": content_types(package), **package}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in package.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, text.encode())
    return stream.getvalue()


def main() -> None:
    """Write the reference deck of the theme folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/themes/default")
    (folder / "reference.pptx").write_bytes(reference(themes.load(folder)))


if __name__ == "__main__":
    main()
