"""Invariants of the stories of a Word document: ids, bookmarks, fields, links, content controls, notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.writers.invariants.parts import Parts, place, q, select

MAX_BOOKMARK = 40
"""Word cuts longer bookmark names, and the links to them break."""

_VAL, _ID, _NAME = q("w:val"), q("w:id"), q("w:name")


def _repeated(values: list[str]) -> list[str]:
    seen: set[str] = set()
    return sorted({value for value in values if value in seen or seen.add(value)})  # type: ignore[func-returns-value]


def ids_are_unique(parts: Parts) -> Iterator[Diagnostic]:
    """Drawings (wp:docPr), content controls and bookmarks each have ids of their own in the whole document."""
    drawings = [node.get("id", "") for _, node in parts.in_stories("wp:docPr")]
    controls = [id_.get(_VAL, "") for _, node in parts.in_stories("w:sdtPr") for id_ in node.iterchildren(_ID)]
    starts = [node.get(_ID, "") for _, node in parts.in_stories("w:bookmarkStart")]
    for what, ids in (("wp:docPr", drawings), ("w:sdtPr/w:id", controls), ("w:bookmarkStart", starts)):
        yield from (problem("E626", part="word/document.xml", element=f"{what} {id_}") for id_ in _repeated(ids))


def bookmarks_are_closed_and_named(parts: Parts) -> Iterator[Diagnostic]:
    """Every start has its end in the same part; names are unique, not empty and at most 40 characters."""
    names: list[str] = []
    for name, _ in parts.under("word/"):
        starts = {node.get(_ID): node.get(_NAME, "") for node in parts.elements(name, "w:bookmarkStart")}
        ends = {node.get(_ID) for node in parts.elements(name, "w:bookmarkEnd")}
        names += starts.values()
        for id_, bookmark in starts.items():
            if id_ not in ends or not 0 < len(bookmark) <= MAX_BOOKMARK or " " in bookmark:
                yield problem("E627", part=name, element=bookmark)
        yield from (problem("E627", part=name, element=f"w:bookmarkEnd {id_}") for id_ in sorted(ends - starts.keys(), key=str))
    yield from (problem("E626", part="word/document.xml", element=f"w:bookmarkStart {name}") for name in _repeated(names))


def links_lead_to_bookmarks(parts: Parts) -> Iterator[Diagnostic]:
    """The anchor of every w:hyperlink is a bookmark of the document."""
    known = {"_top", *(node.get(_NAME) for _, node in parts.in_stories("w:bookmarkStart"))}
    for name, link in parts.in_stories("w:hyperlink"):
        if link.get(q("w:anchor"), "_top") not in known:
            yield problem("E631", part=name, element=str(link.get(q("w:anchor"))))


def fields_are_closed(parts: Parts) -> Iterator[Diagnostic]:
    """Every complex field begins, separates, has a result and ends; every simple field holds a run."""
    for name, field in parts.in_stories("w:fldSimple"):
        if field.find(q("w:r")) is None:
            yield problem("E630", part=name, element=place(field))
    for name, root in parts.under("word/"):
        if parts.elements(name, "w:fldChar") and not _fields_close(root):
            yield problem("E630", part=name, element=place(root))


def _fields_close(root: etree._Element) -> bool:
    """Whether the complex fields of a part nest and close, each with a result."""
    stack: list[str] = []
    for node in root.iter(q("w:fldChar"), q("w:t"), q("w:br")):
        state = node.get(q("w:fldCharType")) if node.tag == q("w:fldChar") else "result"
        if state == "begin":
            stack.append("begin")
        elif state == "result":
            stack[:] = ["result" if step in ("separate", "result") else step for step in stack]
        elif not stack or stack[-1] != {"separate": "begin", "end": "result"}.get(str(state)):
            return False
        elif state == "separate":
            stack[-1] = "separate"
        else:
            stack.pop()
    return not stack


def content_controls_hold_something(parts: Parts) -> Iterator[Diagnostic]:
    """A w:sdt has a w:sdtContent with a child; Word repairs a file where it is empty."""
    for name, control in parts.in_stories("w:sdt"):
        if not select(control, "w:sdtContent/*"):
            yield problem("E632", part=name, element=place(control))


def notes_and_comments_are_there(parts: Parts) -> Iterator[Diagnostic]:
    """Every reference to a footnote, an endnote or a comment finds it."""
    for kind, part in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml"), ("comment", "word/comments.xml")):
        root = parts.roots.get(part)
        known = {node.get(_ID) for node in root.iter(q(f"w:{kind}"))} if root is not None else set()
        for name, reference in parts.in_stories(f"w:{kind}Reference"):
            if reference.get(_ID) not in known:
                yield problem("E636", part=name, element=place(reference))


def bodies_end_with_section_properties(parts: Parts) -> Iterator[Diagnostic]:
    """The document has a body whose last child is w:sectPr; headers and footers hold a paragraph."""
    for name, root in parts.under("word/document", "word/header", "word/footer"):
        body = root.find(q("w:body"))
        if root.tag == q("w:document") and (body is None or not len(body) or body[-1].tag != q("w:sectPr")):
            yield problem("E636", part=name, element="w:sectPr")
        if root.tag in (q("w:hdr"), q("w:ftr")) and root.find(f".//{q('w:p')}") is None:
            yield problem("E636", part=name, element="w:p")


def east_asian_text_is_chinese(parts: Parts) -> Iterator[Diagnostic]:
    """No Japanese language mark, which would draw Chinese characters in Japanese forms."""
    for name, root in parts.under("word/"):
        for node in select(root, "//*[@w:eastAsia='ja-JP']") if b"ja-JP" in parts.data[name] else ():
            yield problem("E617", part=name, element=place(node))


INVARIANTS = (
    ids_are_unique,
    bookmarks_are_closed_and_named,
    links_lead_to_bookmarks,
    fields_are_closed,
    content_controls_hold_something,
    notes_and_comments_are_there,
    bodies_end_with_section_properties,
    east_asian_text_is_chinese,
)
