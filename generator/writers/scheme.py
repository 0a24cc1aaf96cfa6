"""A theme's colours and fonts as DrawingML schemes, and the table style.

Every colour of theme.yaml has a place in the colour scheme, so that whatever we write names the scheme and a client's accent changes
one line of the file.
"""

from __future__ import annotations

from generator.quoting import quoteattr
from generator.theme import Theme

PLACES = {
    "ink": "tx1",
    "paper": "bg1",
    "support": "tx2",
    "wash": "bg2",
    "accent": "accent1",
    "series": "accent2",
    "pale": "accent3",
    "grey": "accent4",
    "hairline": "accent5",
    "accent_text": "accent6",
}
"""Colour of the theme → its scheme colour. "series" and "pale" are the second and third colour of the charts' order."""

BOLD = ' b="on"'
TABLE_STYLE = "{7C0B1B52-6E0B-4C1C-9D0A-5B7E5F3A2D10}"
"""Our own table style: hairlines between rows, a rule under the head and over the total, no banding, no vertical rules."""


def rgb(name: str, theme: Theme) -> str:
    """The RRGGBB of a colour of a frame."""
    match name:
        case "series":
            return theme.series[1]
        case "pale":
            return theme.series[2]
        case _:
            return theme.colours.get(name, name)


def themed(xml: bytes, theme: Theme) -> bytes:
    """DrawingML with every colour that is one of the theme's named by its place in the scheme: it changes when somebody changes those."""
    places: dict[str, str] = {}
    for name, place in PLACES.items():
        places.setdefault(rgb(name, theme), place)
    for value, place in places.items():
        xml = xml.replace(f'<a:srgbClr val="{value}"/>'.encode(), f'<a:schemeClr val="{place}"/>'.encode())
    return xml


def scheme_colours(theme: Theme) -> dict[str, str]:
    """Element name of the colour scheme → RRGGBB, in the schema's order."""
    colours = theme.colours
    return {
        "dk1": colours["ink"],
        "lt1": colours["paper"],
        "dk2": colours["support"],
        "lt2": colours["wash"],
        "accent1": colours["accent"],
        "accent2": theme.series[1],
        "accent3": theme.series[2],
        "accent4": colours["grey"],
        "accent5": colours["hairline"],
        "accent6": colours["accent_text"],
        "hlink": colours["accent_text"],
        "folHlink": colours["grey"],
    }


def colour_scheme(theme: Theme) -> str:
    """`a:clrScheme`."""
    rows = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in scheme_colours(theme).items())
    return f"<a:clrScheme name={quoteattr(theme.name)}>{rows}</a:clrScheme>"


def font_scheme(theme: Theme) -> str:
    """`a:fontScheme`: headings and text alike; `a:ea` and the script Hans both name the Chinese font."""
    latin, chinese = quoteattr(theme.latin.office), quoteattr(theme.east_asian.office)
    faces = f'<a:latin typeface={latin}/><a:ea typeface={chinese}/><a:cs typeface={latin}/><a:font script="Hans" typeface={chinese}/>'
    return f"<a:fontScheme name={quoteattr(theme.name)}><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"


def table_styles() -> str:
    """`a:tblStyleLst` with our one table style as the default."""
    none = "".join(f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>" for side in ("left", "right"))
    whole = (
        f"<a:wholeTbl>{_words('tx1', '')}<a:tcStyle><a:tcBdr>{none}<a:top><a:ln><a:noFill/></a:ln></a:top>"
        f"{_rule('bottom', 6350, 'accent5')}{_rule('insideH', 6350, 'accent5')}<a:insideV><a:ln><a:noFill/></a:ln></a:insideV>"
        "</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    )
    last = f"<a:lastRow>{_words('tx1', BOLD)}<a:tcStyle><a:tcBdr>{_rule('top', 12700, 'tx1')}</a:tcBdr></a:tcStyle></a:lastRow>"
    first = f"<a:firstRow>{_words('accent4', BOLD)}<a:tcStyle><a:tcBdr>{_rule('bottom', 12700, 'tx1')}</a:tcBdr></a:tcStyle></a:firstRow>"
    return (
        f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Briefwright">{whole}{last}{first}</a:tblStyle></a:tblStyleLst>'
    )


def _words(colour: str, bold: str) -> str:
    return f'<a:tcTxStyle{bold}><a:fontRef idx="minor"/><a:schemeClr val="{colour}"/></a:tcTxStyle>'


def _rule(side: str, width_emu: int, colour: str) -> str:
    return f'<a:{side}><a:ln w="{width_emu}" cmpd="sng"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:ln></a:{side}>'
