"""`index.html`: what a batch has made, by client and kind, with links that hold wherever the folder is moved to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from generator import store
from generator.batch import journal
from generator.batch.journal import Record
from generator.batch.names import INDEX
from generator.diagnostics import MessageLanguage

_WORDS: Mapping[str, Mapping[MessageLanguage, str]] = {
    "title": {"zh": "已生成的文件", "en": "What was made"},
    "count": {"zh": "{documents} 份文件，{files} 个文档", "en": "{documents} papers, {files} files"},
    "none": {"zh": "还没有生成文件。", "en": "Nothing has been made yet."},
    "clientless": {"zh": "未注明客户", "en": "No client"},
    "period": {"zh": "期间", "en": "Period"},
    "paper": {"zh": "文件", "en": "Paper"},
    "version": {"zh": "版本", "en": "Version"},
    "language": {"zh": "语言", "en": "Language"},
    "files": {"zh": "打开", "en": "Open"},
    "zh-CN": {"zh": "中文", "en": "Chinese"},
    "en": {"zh": "英文", "en": "English"},
    "bilingual": {"zh": "双语", "en": "Bilingual"},
    "internal": {"zh": "内部", "en": "internal"},
    "private": {"zh": "保密", "en": "private"},
}

_FORMATS = {"docx": "Word", "pptx": "PowerPoint", "pdf": "PDF", "html": "HTML"}

_STYLE = """
:root { color-scheme: light; --ink: #1b1f24; --grey: #5b6470; --line: #d9dde3; --accent: #c8102e; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 16px/1.55 "Segoe UI", Arial, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; color: var(--grey); }
p.count { margin: 0; color: var(--grey); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
thead th { border-bottom: 1px solid var(--ink); text-align: left; font-weight: 600; color: var(--grey); font-size: .8125rem;
  white-space: nowrap; }
td, th { padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.short { white-space: nowrap; font-variant-numeric: tabular-nums; }
th.paper, td.paper { width: 99%; overflow-wrap: anywhere; min-width: 12rem; }
a { color: var(--ink); text-decoration-color: var(--accent); text-underline-offset: .2em; white-space: nowrap; margin-right: .75rem; }
.mark { color: var(--grey); font-size: .8125rem; margin-left: .4rem; }
@media print { a { color: inherit; } }
"""


def write(folder: Path, title: Mapping[str, str], language: MessageLanguage) -> Path:
    """Write the page of an output folder and give its path. Raises GeneratorError E701 when the folder cannot be written."""
    made = [one for one in journal.read(folder).made if all((folder / name).is_file() for name in one.outputs)]
    return store.save(folder, [(PurePosixPath(INDEX), page(made, title, language).encode())])[0]


def page(records: Iterable[Record], title: Mapping[str, str], language: MessageLanguage) -> str:
    """The page of some documents as HTML."""
    made = sorted(records, key=_order)
    name = escape(title.get(language) or next(iter(title.values()), "") or _WORDS["title"][language])
    files = sum(len(one.outputs) for one in made)
    count = _WORDS["count"][language].format(documents=len(made), files=files) if made else _WORDS["none"][language]
    body = "".join(_clients(made, language))
    tag = "zh-CN" if language == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n"
        f'<p class="count">{count}</p>\n{body}</main>\n</body>\n</html>\n'
    )


def _order(record: Record) -> tuple[str, ...]:
    about = record.about
    return (*(str(about.get(name, "")) for name in ("client", "kind")), _when(record), record.key)


def _when(record: Record) -> str:
    return str(record.about.get("period") or record.about.get("date") or "")


def _clients(records: Iterable[Record], language: MessageLanguage) -> Iterator[str]:
    for client, own in groupby(records, key=lambda one: str(one.about.get("client", ""))):
        papers = list(own)
        name = next((str(one.about["client_name"]) for one in papers if one.about.get("client_name")), client)
        yield f"<section>\n<h2>{escape(name or _WORDS['clientless'][language])}</h2>\n"
        for kind, alike in groupby(papers, key=lambda one: str(one.about.get("kind", ""))):
            heads = "".join(f'<th scope="col" class="{name}">{_WORDS[name][language]}</th>' for name in _COLUMNS)
            rows = "".join(_row(one, language) for one in alike)
            yield f'<h3>{escape(kind)}</h3>\n<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n'
            yield f"<tbody>\n{rows}</tbody>\n</table></div>\n"
        yield "</section>\n"


_COLUMNS = ("period", "paper", "version", "language", "files")


def _row(record: Record, language: MessageLanguage) -> str:
    about = {name: str(value) for name, value in record.about.items()}
    audience = about.get("audience", "client")
    mark = f'<span class="mark">{_WORDS[audience][language]}</span>' if audience in ("internal", "private") else ""
    title = escape(about.get("title") or PurePosixPath(record.key).name)
    tag = about.get("language", "")
    spoken = _WORDS[tag][language] if tag in _WORDS else escape(tag)
    links = "".join(_link(name) for name in sorted(record.outputs, key=_rank))
    return (
        f'<tr><td class="short">{escape(_when(record))}</td><td class="paper">{title}{mark}</td>'
        f'<td class="short">{escape(about.get("version", ""))}</td><td class="short">{spoken}</td><td class="short">{links}</td></tr>\n'
    )


def _rank(name: str) -> tuple[int, str]:
    """Where a file stands among those of its document: Word, PowerPoint, PDF, HTML."""
    known = list(_FORMATS)
    form = PurePosixPath(name).suffix[1:]
    return known.index(form) if form in known else len(known), name


def _link(name: str) -> str:
    shown = _FORMATS.get(PurePosixPath(name).suffix[1:], PurePosixPath(name).suffix[1:])
    return f'<a href="{escape(quote(f"./{name}"))}">{escape(shown)}</a>'
