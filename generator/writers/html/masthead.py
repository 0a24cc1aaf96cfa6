"""What a theme draws around the body: letterhead, title block with its grid of facts, and a last line for the screen."""

from __future__ import annotations

from generator.document import Fact, Lines, Meta
from generator.writers.html.figures import picture_source
from generator.writers.html.inlines import stacked
from generator.writers.html.setting import Setting, attributes, escape
from generator.writers.html.tables import pair_table
from generator.writers.images import logo_size_pt


def one_line(lines: Lines) -> str:
    """Both languages on one line."""
    return " / ".join(lines)


def letterhead(setting: Setting, meta: Meta) -> str:
    """The agency at the left, the kind of paper at the right, a hairline below."""
    kind = escape(one_line(meta.kind_label))
    if meta.logo is None or meta.logo.src not in setting.pictures:
        return f'<header class="letterhead"><p class="agency">{escape(one_line(meta.agency))}</p><p class="kind">{kind}</p></header>\n'
    width, height = logo_size_pt(setting.pictures[meta.logo.src])
    owner = one_line(meta.agency if meta.logo.owner == "agency" else meta.client)
    source = picture_source(setting, meta.logo.src)
    picture = f'<img{attributes(src=source, alt=owner)} style="width: {width:.2f}pt; height: {height:.2f}pt"/>'
    beside = f"{escape(one_line(meta.agency))} · " if meta.logo.owner == "client" and meta.agency else ""
    return f'<header class="letterhead logo"><p class="agency">{picture}</p><p class="kind">{beside}{kind}</p></header>\n'


def title_block(setting: Setting, meta: Meta) -> str:
    """Title, subtitle and facts."""
    subtitle = f'<p class="subtitle">{stacked(setting, meta.subtitle)}</p>\n' if meta.subtitle else ""
    title = f'<p class="title">{stacked(setting, meta.title)}</p>\n'
    if setting.paged and meta.title.second:  # a line of its own, as in Word
        first, second = (stacked(setting, Lines(words)) for words in meta.title)
        title = f'<p class="title">{first}</p>\n<p{attributes(class_="subtitle", lang=meta.languages[-1])}>{second}</p>\n'
    return f'<header class="title-block">{title}{subtitle}{_facts(setting, meta)}</header>\n'


def _facts(setting: Setting, meta: Meta) -> str:
    return pair_table(setting, [("\n".join(fact.label), _fact(setting, fact)) for fact in meta.facts], 2) if meta.facts else ""


def _fact(setting: Setting, fact: Fact) -> str:
    label, value = stacked(setting, fact.label), stacked(setting, fact.value)
    return f'<th scope="row">{label}</th><td{attributes(data_at=fact.at)}>{value}</td>'


def imprint(meta: Meta) -> str:
    """Document number, version and confidentiality: the footer's first part."""
    version = f"v{meta.version.removeprefix('v')}" if meta.version else ""
    return " · ".join(word for word in (meta.id, version, one_line(meta.confidentiality)) if word)


