"""The tree as HTML: `body` for its blocks alone, `write` for a whole page that needs no other file.

Both are read back by `markup.read` to the same tree. The page of a PDF (`paged`) is spelt a little differently; see `setting`.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import GeneratorError, problem
from generator.document import Blocks, Document
from generator.theme import Theme
from generator.writers.html.blocks import spell_blocks
from generator.writers.html.look import theme_sheet, variables
from generator.writers.html.masthead import imprint, letterhead, one_line, title_block
from generator.writers.html.setting import END, Setting, attribute, escape
from generator.writers.images import Picture, images
from generator.writers.labels import labelled
from generator.writers.written import Written

__all__ = ["body", "page", "setting_of", "write"]


def body(blocks: Blocks, theme: Theme, pictures: Mapping[str, Picture] | None = None) -> str:
    """The blocks as a fragment; a picture that is not in `pictures` keeps its `src`."""
    return spell_blocks(Setting(theme, pictures or {}), blocks)


def write(document: Document, theme: Theme, pictures: Mapping[str, Picture]) -> Written:
    """A self-contained page: style sheet, pictures and drawings inside. Raises GeneratorError E650 for pictures that are not given."""
    setting, ready = setting_of(document, theme, pictures, paged=False)
    return Written(page(ready, setting, f"{variables(theme, document.meta.language, paged=False)}{theme_sheet(theme)}").encode())


def setting_of(document: Document, theme: Theme, pictures: Mapping[str, Picture], *, paged: bool) -> tuple[Setting, Document]:
    """The setting of a document, all its pictures being there, and the document with its labels."""
    missing = [problem("E650", pointer=image.at, src=image.src) for image in images(document.body) if image.src not in pictures]
    if missing:
        raise GeneratorError(missing)
    ready = labelled(document, theme)
    return Setting(theme, pictures, document.meta.languages, document.meta.phrases, paged, words=ready.words), ready.document


def page(document: Document, setting: Setting, sheet: str = "") -> str:
    """The whole page, well-formed as XML and as HTML."""
    meta = document.meta
    head = f'<head><meta charset="utf-8"/><title>{escape(one_line(meta.title))}</title>{_facts_of_head(document)}'
    style = f"<style>\n{sheet}</style>" if sheet else ""
    footer = f'<div id="{END}"></div>' if setting.paged else f'<footer class="imprint"><p>{escape(imprint(meta))}</p></footer>\n'
    return (
        f"<!DOCTYPE html>\n<html{attribute('lang', meta.language)}>{head}{style}</head>\n<body>\n"
        f"{letterhead(setting, meta)}{title_block(setting, meta)}"
        f"<main>\n{spell_blocks(setting, document.body)}</main>\n{footer}</body></html>\n"
    )


def _facts_of_head(document: Document) -> str:
    """Author, subject and the paper's own date (never the clock's), which become the properties of a PDF."""
    meta = document.meta
    day = f"{meta.date.isoformat()}T00:00:00Z"
    named = {
        "author": one_line(meta.author) or one_line(meta.agency),
        "description": one_line(meta.kind_label),
        "dcterms.created": day,
        "dcterms.modified": day,
    }
    return "".join(f"<meta{attribute('name', name)}{attribute('content', content)}/>" for name, content in named.items() if content)
