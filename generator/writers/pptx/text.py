"""Lines of a slide as `a:p`, written as text: explicit sizes, exact pitch, one `lang` per run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.quoting import escape, quoteattr
from generator.writers.frames import Anchor, Line, Run
from generator.writers.scheme import PLACES

EMU_PER_POINT = 12700
ALIGN = {"left": "l", "centre": "ctr", "right": "r"}
ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}

FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
"""The theme's fonts by name. LibreOffice does not let a slide's footer inherit them from the layout."""

LATIN_FONTS = FONTS.replace("+mn-ea", "+mn-lt")
"""For other words than Chinese with quotes or dashes in them: after a Chinese line Office may count these as East Asian."""

Linker = Callable[[str], str]
"""A link's address → the attributes of its `a:hlinkClick`, or "" when it leads nowhere in a deck."""


def emu(points: float) -> int:
    """A length in English Metric Units."""
    return round(points * EMU_PER_POINT)


def colour(name: str) -> str:
    """A solid fill in a colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{PLACES[name]}"/></a:solidFill>'


def language(tag: str) -> str:
    """A BCP 47 tag with the region that Office asks for."""
    return {"zh": "zh-CN", "en": "en-US", "zh-Hans": "zh-CN"}.get(tag, tag)


def paragraphs(lines: Iterable[Line], link: Linker) -> str:
    """The `a:p` elements; an empty one when there are no lines."""
    return "".join(_paragraph(line, link) for line in lines) or "<a:p/>"


def body(lines: Iterable[Line], link: Linker, *, anchor: Anchor = "top", tag: str = "p:txBody", inset_pt: float = 0.0) -> str:
    """A text body; its text neither shrinks nor widens its shape."""
    insets = " ".join(f'{side}Ins="{emu(inset_pt)}"' for side in "ltrb")
    properties = f'<a:bodyPr vert="horz" wrap="square" {insets} rtlCol="0" anchor="{ANCHOR[anchor]}"><a:noAutofit/></a:bodyPr>'
    return f"<{tag}>{properties}<a:lstStyle/>{paragraphs(lines, link)}</{tag}>"


def number_field(line: Line) -> str:
    """A paragraph that shows the number of its slide; the text is what PowerPoint shows until it counts again."""
    run = line.runs[0]
    field = '<a:fld id="{5F0F1B5E-3C7A-4F1B-9B4B-2C7C5A0A1E01}" type="slidenum">'
    return f"<a:p>{_properties(line)}{field}{_run_properties(run, FONTS)}<a:t>{escape(run.text)}</a:t></a:fld></a:p>"


def _paragraph(line: Line, link: Linker, fonts: str = FONTS) -> str:
    runs = "".join(_run(run, link, fonts) for run in line.runs)
    if not runs:
        runs = '<a:endParaRPr lang="en-US" sz="1000"/>'
    return f"<a:p>{_properties(line)}{runs}</a:p>"


def _properties(line: Line) -> str:
    level = f' lvl="{line.level - 1}"' if line.level > 1 else ""
    pitch, before = round(line.pitch_pt * 100), round(line.before_pt * 100)
    spacing = f'<a:lnSpc><a:spcPts val="{pitch}"/></a:lnSpc><a:spcBef><a:spcPts val="{before}"/></a:spcBef>'
    return (
        f'<a:pPr marL="{emu(line.indent_pt)}" indent="{-emu(line.hanging_pt)}" algn="{ALIGN[line.align]}"{level}>'
        f'{spacing}<a:spcAft><a:spcPts val="0"/></a:spcAft>{_bullet(line)}</a:pPr>'
    )


def _bullet(line: Line) -> str:
    fill = f'<a:buClr><a:schemeClr val="{PLACES["accent" if line.level == 1 else "grey"]}"/></a:buClr>'
    match line.bullet:
        case "bullet":
            return f'{fill}<a:buFont typeface="Arial"/><a:buChar char="{"•" if line.level == 1 else "–"}"/>'
        case "number":
            start = f' startAt="{line.number}"' if line.number > 1 else ""
            return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
        case _:
            return "<a:buNone/>"


def _run_properties(run: Run, inner: str, link: str = "", tag: str = "a:rPr") -> str:
    attributes = [f"lang={quoteattr(language(run.lang))}"] if run.lang else []
    attributes += [f'sz="{round(run.size_pt * 100)}"', f'b="{int(run.bold)}"']
    attributes += ['i="1"'] if run.italic else []
    attributes += [f'baseline="{30000 if run.baseline > 0 else -25000}"'] if run.baseline else []
    return f'<{tag} {" ".join(attributes)} dirty="0">{colour(run.colour)}{inner}{link}</{tag}>'


def _doubtful(run: Run) -> bool:
    """Whether words in another language than Chinese have signs of both scripts (U+2010 to U+2027), and none of Chinese alone."""
    return not run.text.isascii() and not run.lang.startswith("zh") and max(run.text) < "\u2e80" and any("‐" <= c <= "‧" for c in run.text)


def _run(run: Run, link: Linker, fonts: str) -> str:
    target = link(run.href) if run.href else ""
    click = f"<a:hlinkClick {target}/>" if target else ""
    fonts = LATIN_FONTS if run.lang and _doubtful(run) else fonts
    properties = _run_properties(run, fonts, click)
    parts = [f"<a:r>{properties}<a:t>{escape(part)}</a:t></a:r>" if part else "" for part in run.text.split("\n")]
    return f"<a:br>{_run_properties(run, fonts)}</a:br>".join(parts)
