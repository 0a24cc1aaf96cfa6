"""The page box of a paper as CSS: size, margins, what stands in the margins (artifacts, never content), and the watermark."""

from __future__ import annotations

from urllib.parse import quote

from generator.document import Lines, Meta
from generator.theme import Theme
from generator.writers.html.look import css_string, families
from generator.writers.html.masthead import imprint, one_line
from generator.writers.html.setting import POINTS_PER_MM, escape

HEADER_MM = 10.0
"""From the edges of the page to Word's header and footer: what reference.docx says."""

LETTERHEAD_PT = 17.5
"""Height of a letterhead of one line: its pitch, the room below it and the hairline."""

LEAST_BELOW_PT = 6.0

_PAGE_OF = Lines("{page} / {pages}")
"""The page number of a paper without a phrase for it."""


def page_box(meta: Meta, theme: Theme) -> str:
    """The `@page` rules of a paper. The letterhead stands in the first page's top margin, as Word's header does; the text begins below the
    margin all the same."""
    page = theme.page
    margins = " ".join(f"{margin:g}mm" for margin in page.margin_mm)
    kind = css_string(one_line(meta.kind_label))
    running = css_string(" · ".join(word for word in (meta.client.first, meta.title.first) if word))
    below = max(LEAST_BELOW_PT, (page.margin_mm[0] - HEADER_MM) * POINTS_PER_MM - LETTERHEAD_PT)
    header, footer = (_margin_style(theme, name, meta) for name in ("Header", "Footer"))
    head, foot = (f"vertical-align: {edge}; padding-{edge}: {HEADER_MM:g}mm;" for edge in ("top", "bottom"))
    return f"""
@page {{
  size: {page.width_mm:g}mm {page.height_mm:g}mm; margin: {margins};{_watermark(meta, theme)}
  @top-left {{ content: {running}; {header} text-align: left; width: 75%; {head} }}
  @top-right {{ content: {kind}; {header} text-align: right; white-space: nowrap; {head} }}
  @bottom-left {{ content: {css_string(imprint(meta))}; {footer} text-align: left; width: 70%; {foot} }}
  @bottom-right {{ content: {_page_of(meta)}; {footer} text-align: right; {foot} }}
}}
@page :first {{ margin-top: {HEADER_MM:g}mm; @top-left {{ content: none; }} @top-right {{ content: none; }} }}
header.letterhead {{ margin-bottom: {below:.2f}pt; }}
"""


def _margin_style(theme: Theme, name: str, meta: Meta) -> str:
    style = theme.styles[name]
    size, pitch = style.size(meta.language), style.pitch(meta.language)
    return f"font: {size:g}pt/{pitch:g}pt {families(theme, paged=True)}; color: #{theme.colours[style.colour]};"


def _page_of(meta: Meta) -> str:
    """The words around the page counters, in both languages."""
    spelt = css_string(one_line(meta.phrases.get("page_of", _PAGE_OF)))
    return spelt.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')


def _watermark(meta: Meta, theme: Theme) -> str:
    """The mark of the paper's status across each page, as a background: it is no content."""
    if not meta.mark:
        return ""
    names = ",".join(f"'{name}'" for name in (*theme.latin.pdf, *theme.east_asian.pdf))  # no spaces: see engine
    words = one_line(meta.mark)
    size = min(96.0, 520.0 / max(2.0, sum(1.0 if ord(c) > 0x2E80 else 0.55 for c in words)))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" width="480pt" height="480pt">'
        f'<text x="240" y="240" transform="rotate(-38 240 240)" text-anchor="middle" font-weight="bold" font-size="{size:.1f}" '
        f'font-family="{names}" fill="#{theme.colours["hairline"]}" fill-opacity="0.42">{escape(words)}</text></svg>'
    )
    return f'\n  background: url("data:image/svg+xml,{quote(svg)}") no-repeat center / 480pt;'
