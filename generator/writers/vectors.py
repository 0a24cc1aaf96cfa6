"""SVG pictures, refused when they are more than a drawing, else drawn as PNG through PDF."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from generator.writers import pango
from generator.writers.images import Picture, Refused

if TYPE_CHECKING:
    from PIL import Image

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_FORBIDDEN = {f"{_SVG}{name}" for name in ("script", "foreignObject", "handler", "iframe", "audio", "video")}
_ACTIVE = re.compile(r"@import|javascript:|expression\(", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_MOST_ELEMENTS = 100_000
"""Drawn elements, each `use` counted with all it repeats."""

_LONGEST_SIDE_PX = 2000
_MOST_RATIO = 50.0
_PLAIN_NUMBER = r"\d{1,6}(?:\.\d{1,6})?"
_PLAIN_LENGTH = re.compile(rf"(?:{_PLAIN_NUMBER}(?:px)?)?")
_PLAIN_BOX = re.compile(rf"(?:-?{_PLAIN_NUMBER}(?: -?{_PLAIN_NUMBER}){{3}})?")
_UNITS_PX = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def is_svg(data: bytes) -> bool:
    """True when a file's beginning is that of an SVG document."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return head.startswith(b"<") and (b"<svg" in head or b":svg" in head or b"<!doctype svg" in head)


def picture(data: bytes) -> Picture:
    """The drawing as a PNG with transparency. Raises Refused."""
    from generator.writers import pixels  # noqa: PLC0415 - the libraries of pictures are heavy, and a drawing is measured without them

    root, width, height, scale = _harmless(data)
    image = _rendered(etree.tostring(root), width, height, scale)
    return pixels.encoded(image, 96.0 * scale, lossless=True)


def measured(data: bytes) -> Picture | None:
    """An empty picture of the drawing's size, found without drawing it; None where only drawing can tell whether it can be drawn: on a
    machine that is not sure to have Pango, and where its size is not written plainly. Raises Refused.

    What is wrong further inside a drawing stops nothing: WeasyPrint leaves it out."""
    root, width, height, scale = _harmless(data)
    if not (_is_plainly_sized(root) and pango.is_at_hand()):
        return None
    return Picture(_EMPTY, "png", round(width * scale), round(height * scale), 96.0 * scale)


_EMPTY = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
"""A PNG of one pixel."""


def _is_plainly_sized(root: etree._Element) -> bool:
    """Whether a drawing's size is in the attributes of its root and nowhere else, as numbers."""
    lengths = all(_PLAIN_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    styled = root.get("style") is not None or next(root.iter(f"{_SVG}style"), None) is not None
    return lengths and not styled and _PLAIN_BOX.fullmatch(root.get("viewBox", "")) is not None


def _harmless(data: bytes) -> tuple[etree._Element, float, float, float]:
    """The drawing with its width and height in CSS pixels, and the scale at which it is drawn. Raises Refused."""
    root = _parsed(data)
    _refuse_active(root)
    if _drawn(root) > _MOST_ELEMENTS:
        raise Refused("E645", what=f"> {_MOST_ELEMENTS}")
    width, height = _size(root)
    return root, width, height, _LONGEST_SIDE_PX / max(width, height)


def _parsed(data: bytes) -> etree._Element:
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise Refused("E645", what="<!ENTITY>")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("E643", reason=str(error)) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):
        raise Refused("E645", what="<!ENTITY>")
    if root.tag != f"{_SVG}svg":
        raise Refused("E643", reason=f"<{root.tag}>")
    return root


def _refuse_active(root: etree._Element) -> None:
    """Raises Refused when the drawing runs, reads or links anything; raster pictures inside it are checked like any other."""
    if any(isinstance(node, etree._ProcessingInstruction) for node in (*root.itersiblings(preceding=True), *root.iter())):
        raise Refused("E645", what="<?…?>")
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _FORBIDDEN:
            raise Refused("E645", what=f"<{str(element.tag).rpartition('}')[2]}>")
        if element.tag == f"{_SVG}style" and _reaches_out("".join(str(text) for text in element.itertext())):
            raise Refused("E645", what="<style>")
        for name, value in element.items():
            _refuse_attribute(str(name), str(value))


def _reaches_out(text: str) -> bool:
    """True when CSS or an attribute runs something or names anything outside the drawing."""
    return bool(_ACTIVE.search(text)) or any(not target.startswith("#") for target in _URL.findall(text))


def _refuse_attribute(name: str, value: str) -> None:
    local = name.rpartition("}")[2]
    if local.lower().startswith("on") or local == "base" or _reaches_out(value):
        raise Refused("E645", what=local)
    if name not in _HREFS or not value.strip() or value.strip().startswith("#"):
        return
    embedded = _DATA_IMAGE.match(value.strip())
    if not embedded:
        raise Refused("E645", what=f"{local}={value[:60]}")
    from generator.writers import pixels  # noqa: PLC0415

    try:
        pixels.decoded(base64.b64decode(value.strip()[embedded.end() :], validate=False))
    except ValueError as error:
        raise Refused("E643", reason=str(error)) from error


def _drawn(root: etree._Element) -> int:
    """How many elements are drawn when every `use` is unfolded; a `use` of itself counts as too many."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[etree._Element, int] = {}
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    open_: set[etree._Element] = set()
    while stack:
        element, entered = stack.pop()
        parts = [*element, *_used(element, by_id)]
        if entered:
            open_.discard(element)
            counts[element] = min(_MOST_ELEMENTS + 1, 1 + sum(counts.get(part, _MOST_ELEMENTS + 1) for part in parts))
        elif element not in counts and element not in open_:
            open_.add(element)
            stack.append((element, True))
            stack.extend((part, False) for part in parts)
    return counts[root]


def _used(element: etree._Element, by_id: dict[str | None, etree._Element]) -> list[etree._Element]:
    if element.tag != f"{_SVG}use":
        return []
    references = [element.get(name, "").strip().removeprefix("#") for name in _HREFS]
    return [by_id[reference] for reference in references if reference in by_id]


def _size(root: etree._Element) -> tuple[float, float]:
    """Width and height in CSS pixels, from the root's lengths, its view box, or CSS' default of 300 × 150."""
    box = [float(number) for number in re.findall(r"-?[\d.]+(?:[eE][-+]?\d+)?", root.get("viewBox", ""))[:4] if number.strip("-.")]
    box_width, box_height = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if not (width and height):
        ratio = box_width / box_height if box_width else 2.0
        width = width or (height * ratio if height else box_width or 300.0)
        height = height or width / ratio
    if max(width, height) / min(width, height) > _MOST_RATIO:
        raise Refused("E643", reason=f"{width:g} × {height:g}")
    return width, height


def _length(text: str) -> float:
    match = re.fullmatch(r"\s*\+?(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*", text.lower())
    return float(match[1]) * _UNITS_PX.get(match[2], 0.0) if match else 0.0


def _rendered(data: bytes, width: float, height: float, scale: float) -> Image.Image:
    """The drawing on a transparent ground, `scale` pixels to a CSS pixel."""
    import pypdfium2  # noqa: PLC0415 - heavy, and most papers have no SVG

    try:
        from generator.writers.pdf.engine import weasyprint  # noqa: PLC0415
    except OSError as error:  # no Pango on this machine
        raise Refused("E649") from error
    source = f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"
    page = (
        f"<style>@page{{size:{width:.3f}px {height:.3f}px;margin:0}}html,body{{margin:0}}"
        f"img{{display:block;width:{width:.3f}px;height:{height:.3f}px}}</style><img src='{source}'>"
    )
    longest = max(width, height)
    exact = (round(longest * scale) - 0.1) / (longest * 0.75)  # a page is a fraction of a point larger, and PDFium rounds up
    try:
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
        pdf = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf()
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[0].render(scale=exact, fill_color=(255, 255, 255, 0), may_draw_forms=False)
            image: Image.Image = bitmap.to_pil().convert("RGBA")
        finally:
            document.close()
    except Exception as error:  # whatever the drawing does to the library, it is the drawing that is named
        raise Refused("E643", reason=str(error) or type(error).__name__) from error
    return image
