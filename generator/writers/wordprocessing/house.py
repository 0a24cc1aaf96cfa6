"""A house's own headers and footers: their content controls filled with the fields of a paper.

In Word, Developer › Controls › Plain Text makes such a control, and Properties gives it its tag: `doc_id`, `version`, `date`, `client`,
`title`, `status`, `page` … What stands in it is an example and is replaced; its first run keeps its look.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from generator.diagnostics import Diagnostic, problem
from generator.document import Lines, Meta
from generator.writers.invariants.parts import q
from generator.writers.wordprocessing.runs import Look, text_run
from generator.writers.wordprocessing.story import Story

PAGE = "page"
"""The tag of a control that takes "page X of Y"."""

NEAR = 0.7
"""A tag this like one of ours (difflib's ratio) and not equal is taken for a slip."""

_VAL = q("w:val")
_RUNS = (q("w:r"), q("w:fldSimple"), q("w:hyperlink"))
_OF_THE_EXAMPLE = tuple(q(f"w:{name}") for name in ("showingPlcHdr", "placeholder", "dataBinding"))
"""What tells of the example in a control. A bound one would show a property of the file instead of our words as soon as Word opens it."""


def values(meta: Meta) -> Mapping[str, str]:
    """What controls of these tags show, in the paper's languages; beside the fixed ones the facts of the title block by their property."""
    facts = {fact.at[1:]: " / ".join(fact.value) for fact in meta.facts if fact.at}
    lines: Mapping[str, Lines] = {
        "title": meta.title,
        "subtitle": meta.subtitle,
        "kind": meta.kind_label,
        "client": meta.client,
        "agency": meta.agency,
        "author": meta.author,
        "confidentiality": meta.confidentiality,
        "status": meta.status_label,
    }
    fixed = {"doc_id": meta.id, "version": meta.version, "date": facts.get("date") or meta.date.isoformat()}
    return facts | fixed | {name: " / ".join(line) for name, line in lines.items()}


def filled(part: str, data: bytes, pages: Callable[[], str], story: Story) -> bytes:
    """A header or footer part of the house with its controls filled; `pages` gives the runs of "page X of Y". One without controls is
    left as it is; a tag that nearly is one of ours is a warning."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    shown = values(story.meta)
    changed = False
    for control in list(root.iter(q("w:sdt"))):
        tag = control.find(f"{q('w:sdtPr')}/{q('w:tag')}")
        name = (tag.get(_VAL) or "").strip().lower() if tag is not None else ""
        if name == PAGE or name in shown:
            _fill(control, pages() if name == PAGE else text_run(shown[name], Look(), story), story)
            changed = True
            if name == PAGE:
                _unwrap(control)
        elif found := _slip(part, name, (*shown, PAGE)):
            story.warnings.append(found)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else data


def _slip(part: str, name: str, known: tuple[str, ...]) -> Diagnostic | None:
    meant = difflib.get_close_matches(name, known, 1, NEAR) if name else []
    return problem("W658", part=part, tag=name, meant=meant[0], known=", ".join(known)) if meant else None


def _fill(control: etree._Element, runs: str, story: Story) -> None:
    """Puts runs in place of what a control holds, in the look of its first run."""
    properties, content = control.find(q("w:sdtPr")), control.find(q("w:sdtContent"))
    if properties is None or content is None:
        return
    for gone in [node for node in properties if node.tag in _OF_THE_EXAMPLE]:
        properties.remove(gone)
    if (id_ := properties.find(q("w:id"))) is not None:
        id_.set(_VAL, str(story.control()))
    look = _look(content)
    place = _emptied(content)
    for run in etree.fromstring(f'<x xmlns:w="{q("w:x")[1:-2]}">{runs}</x>'):
        for one in run.iter(q("w:r")):
            if look is not None:
                _dress(one, look)
        place.append(run)


def _unwrap(control: etree._Element) -> None:
    """Puts what a control holds in its place: fields need no control, and LibreOffice shows the code of one in it."""
    parent, content = control.getparent(), control.find(q("w:sdtContent"))
    if parent is None or content is None:
        return
    at = parent.index(control)
    parent[at : at + 1] = list(content)


def _look(content: etree._Element) -> etree._Element | None:
    """The run properties of the first run of a control; the grey of a placeholder is not the look of its words."""
    properties = next((run.find(q("w:rPr")) for run in content.iter(q("w:r"))), None)
    if properties is None:
        return None
    look = deepcopy(properties)
    for style in look.findall(q("w:rStyle")):
        if (style.get(_VAL) or "").startswith("PlaceholderText"):
            look.remove(style)
    return look


def _emptied(content: etree._Element) -> etree._Element:
    """Where runs go in a control: its first paragraph, or the control's content itself within a paragraph; other words are gone."""
    place = next(content.iter(q("w:p")), content)
    others = [node for node in content if node.tag == q("w:p") and node is not place]
    words = [node for node in place if node.tag in (*_RUNS, q("w:sdt"))]
    for node in (*others, *words):
        (content if node in others else place).remove(node)
    return place


def _dress(run: etree._Element, look: etree._Element) -> None:
    """The house's look on a run; the hint and language of ours stay where the house says nothing of them."""
    own = run.find(q("w:rPr"))
    dressed = deepcopy(look)
    hint = own.find(q("w:rFonts")) if own is not None else None
    if hint is not None:
        fonts = dressed.find(q("w:rFonts"))
        if fonts is None:
            style = dressed.find(q("w:rStyle"))
            dressed.insert(0 if style is None else 1, deepcopy(hint))
        else:
            fonts.set(q("w:hint"), hint.get(q("w:hint")) or "eastAsia")
    if own is not None:
        run.remove(own)
    run.insert(0, dressed)
