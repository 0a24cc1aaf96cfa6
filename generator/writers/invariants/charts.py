"""Invariants of chart parts and their workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.writers.invariants.parts import Parts, place, q, select
from generator.writers.members import read

_VAL = "val"
_FOLDERS = ("word/charts/", "ppt/charts/")
_AXES = tuple(q(f"c:{name}") for name in ("catAx", "valAx", "dateAx", "serAx"))
_WITH_AXES = tuple(q(f"c:{name}") for name in ("barChart", "lineChart", "areaChart", "scatterChart", "bubbleChart", "radarChart"))


def _charts(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    return ((name, root) for name, root in parts.under(*_FOLDERS) if root.tag == q("c:chartSpace"))


def axes_pair(parts: Parts) -> Iterator[Diagnostic]:
    """Every plot names two axes that are there, every axis crosses one that crosses it; ids are positive and unique."""
    for name, root in _charts(parts):
        axes = [(_id(axis, "c:axId"), _id(axis, "c:crossAx")) for axis in root.iter(*_AXES)]
        crosses = dict(axes)
        plots = [[node.get(_VAL, "") for node in plot.findall(q("c:axId"))] for plot in root.iter(*_WITH_AXES)]
        paired = all(crosses.get(other) == axis for axis, other in axes)
        named = all(len(ids) == 2 and set(ids) <= crosses.keys() for ids in plots)
        used = {id_ for ids in plots for id_ in ids} >= crosses.keys()
        if len(crosses) != len(axes) or not (paired and named and used) or any(not id_.isdigit() for id_ in crosses):
            yield problem("E637", part=name, element="c:axId")


def _id(element: etree._Element, child: str) -> str:
    node = element.find(q(child))
    return node.get(_VAL, "") if node is not None else ""


def series_are_numbered_and_counted(parts: Parts) -> Iterator[Diagnostic]:
    """c:idx and c:order are unique over all plots; cached points lie within their count, and values number as categories."""
    for name, root in _charts(parts):
        series = list(root.iter(q("c:ser")))
        for tag in ("c:idx", "c:order"):
            if any(times > 1 for times in Counter(_id(node, tag) for node in series).values()):
                yield problem("E626", part=name, element=tag)
        for node in series:
            counts = {_count(cache) for cache in select(node, "c:cat//c:strCache | c:cat//c:numCache | c:val//c:numCache")}
            if len(counts) > 1 or -1 in counts:
                yield problem("E637", part=name, element=place(node))


def _count(cache: etree._Element) -> int:
    """The number of points of a cache, -1 when one lies outside."""
    count = int(_id(cache, "c:ptCount") or -1)
    return count if all(int(point.get("idx", "0")) < count for point in cache.iter(q("c:pt"))) else -1


def charts_have_their_own_workbook(parts: Parts) -> Iterator[Diagnostic]:
    """A chart names its workbook, which opens; no two charts share one, no two drawings share a chart."""
    users = Counter(
        relationship.part
        for relationships in parts.relationships.values()
        for relationship in relationships.values()
        if relationship.kind in ("chart", "package")
    )
    yield from (problem("E639", part=part) for part, times in users.items() if times > 1)
    for name, root in _charts(parts):
        external = root.find(q("c:externalData"))
        known = parts.relationships.get(name, {})
        workbook = known[external.get(q("r:id"), "")].part if external is not None and external.get(q("r:id")) in known else ""
        if not _opens(parts.data.get(workbook, b"")):
            yield problem("E638", part=name, element=workbook or "c:externalData")


def _opens(workbook: bytes) -> bool:
    try:
        return "xl/workbook.xml" in read(workbook)
    except GeneratorError:
        return False


INVARIANTS = (axes_pair, series_are_numbered_and_counted, charts_have_their_own_workbook)
