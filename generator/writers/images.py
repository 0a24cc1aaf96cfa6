"""The pictures of a paper: found in its folder, checked, and normalised to PNG or JPEG that every format can show.

A picture never comes from outside the folder or from the network, and leaves here without metadata (place, camera, author).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, assert_never

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.document import (
    Blocks,
    Callout,
    Chart,
    Contents,
    Fields,
    Heading,
    Image,
    KeyNumber,
    List,
    Notes,
    PageBreak,
    Paragraph,
    Quote,
    Schedule,
    Section,
    Table,
)
from generator.frozen import dataclass

MOST_BYTES = 25_000_000
MOST_BYTES_TOGETHER = 200_000_000

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A normalised picture: sRGB, upright, without metadata; `dpi` gives its natural size."""

    data: bytes
    format: Literal["png", "jpeg"]
    width_px: int
    height_px: int
    dpi: float


class Refused(Exception):
    """A picture that cannot be used: the code of the message and its words."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


LOGO = "/logo"
"""The key of the logo among the pictures; no picture of a paper can have it, since it would lie outside of the paper's folder."""

LOGO_BOX_PT = (120.0, 22.5)
"""The room of a logo in a letterhead and on a cover: width and height."""


def logo_size_pt(picture: Picture) -> tuple[float, float]:
    """Width and height at which a logo is printed, the same in every format: as large as its room lets it be."""
    scale = min(room / pixels for room, pixels in zip(LOGO_BOX_PT, (picture.width_px, picture.height_px), strict=True))
    return picture.width_px * scale, picture.height_px * scale


def logo(path: Path, *, drawn: bool = True) -> Picture:
    """The picture of a logo's file, no larger than its room needs; when it need not be `drawn`, perhaps an empty one of its size. Raises
    GeneratorError as `collect` does, whether it is drawn or not."""
    status = path.stat()
    return _logo(path, status.st_mtime_ns, status.st_size, drawn)


@lru_cache(maxsize=32)
def _logo(path: Path, _modified_ns: int, _size: int, drawn: bool) -> Picture:
    image = Image(path.name, path.name)
    if not drawn and (measured := _measured(_read(image, path.parent), image)):
        return measured
    from generator.writers import pixels  # noqa: PLC0415

    picture = collect((image,), path.parent)[path.name]
    return pixels.reduced(picture, logo_size_pt(picture)[0])


def printed_width_pt(picture: Picture, room_pt: tuple[float, float], *, fills: bool) -> float:
    """The most that a picture is wide on paper: its natural width, smaller where it must fit into `room_pt`; or, when it `fills` a slide
    and is cropped, as wide as covers that room."""
    shares = [room / pixels for room, pixels in zip(room_pt, (picture.width_px, picture.height_px), strict=True)]
    return picture.width_px * (max(shares) if fills else min(*shares, 72 / picture.dpi))


PICTURE_SHARE = 0.5
"""The most of a page's text that a picture takes in height."""

NARROW = 0.5
"""The width that a picture of class "narrow" may take."""


def on_pages(pictures: Mapping[str, Picture], blocks: Blocks, text_pt: tuple[float, float]) -> dict[str, Picture]:
    """The pictures of a document with no more pixels than their print needs; `text_pt` is the text of its page, width and height."""
    from generator.writers import pixels  # noqa: PLC0415

    wide = {image.src for image in images(blocks) if image.class_ != "narrow"}
    width, height = text_pt[0], text_pt[1] * PICTURE_SHARE
    rooms = {src: (width if src in wide else width * NARROW, height) for src in pictures}
    return {src: pixels.reduced(one, printed_width_pt(one, rooms[src], fills=False)) for src, one in pictures.items()}


def on_slides(pictures: Mapping[str, Picture], slide_pt: tuple[float, float]) -> dict[str, Picture]:
    """The pictures of a deck with no more pixels than one that fills a slide needs."""
    from generator.writers import pixels  # noqa: PLC0415

    return {src: pixels.reduced(one, printed_width_pt(one, slide_pt, fills=True)) for src, one in pictures.items()}


def collect(blocks: Blocks, folder: Path) -> Mapping[str, Picture]:
    """The pictures of `blocks` by `Image.src`, read from `folder`.

    Raises GeneratorError with every picture that is missing, outside the folder, damaged, too large or of no use.
    """
    pictures: dict[str, Picture] = {}
    problems: dict[str, Diagnostic] = {}
    together = 0
    for image in images(blocks):
        if image.src in pictures or image.src in problems:
            continue
        try:
            data = _read(image, folder)
            together += len(data)
            if together > MOST_BYTES_TOGETHER:
                raise GeneratorError([_problem("E647", image, limit=MOST_BYTES_TOGETHER // 1_000_000)])
            pictures[image.src] = _normalised(data, image)
        except GeneratorError as error:
            problems[image.src] = error.diagnostics[0]
    if problems:
        raise GeneratorError(problems.values())
    return pictures


def images(blocks: Blocks) -> Iterator[Image]:
    """Every picture of a tree, in reading order."""
    for block in blocks:
        match block:
            case Image():
                yield block
            case Section() | Quote() | Callout() | Notes():
                yield from images(block.children)
            case Paragraph() | Heading() | List() | Table() | Fields() | Chart() | Schedule() | KeyNumber() | Contents() | PageBreak():
                pass
            case _:
                assert_never(block)


def _problem(code: str, image: Image, **words: object) -> Diagnostic:
    """The diagnostic of a picture."""
    return problem(code, None, pointer=image.at, **{"name": image.src, **words})


def _read(image: Image, folder: Path) -> bytes:
    """The bytes of a picture's file. Links are followed only inside the folder."""
    try:
        path = (folder / image.src).resolve()
        inside = not _SCHEME.match(image.src) and path.is_relative_to(folder.resolve())
        there = inside and path.is_file()
    except (ValueError, OSError, RuntimeError):  # a null character, a name too long, a loop of links
        inside = there = False
    if not inside:
        raise GeneratorError([_problem("E640", image)])
    if not there:
        raise GeneratorError([_problem("E641", image, folder=folder)])
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise GeneratorError([_problem("E646", image, reason=error.strerror)]) from error
    if len(data) > MOST_BYTES:
        raise GeneratorError([_problem("E644", image)])
    return data


def _measured(data: bytes, image: Image) -> Picture | None:
    """An empty picture of a drawing's size; None for photographs, and for a drawing that only drawing it can tell about."""
    from generator.writers import vectors  # noqa: PLC0415

    try:
        return vectors.measured(data) if vectors.is_svg(data) else None
    except Refused as refused:
        raise GeneratorError([_problem(refused.code, image, **refused.words)]) from refused


def _normalised(data: bytes, image: Image) -> Picture:
    """The picture in its final form; the libraries are imported only by papers that have pictures."""
    from generator.writers import pixels, vectors  # noqa: PLC0415

    try:
        return vectors.picture(data) if vectors.is_svg(data) else pixels.picture(data)
    except Refused as refused:
        raise GeneratorError([_problem(refused.code, image, **refused.words)]) from refused
