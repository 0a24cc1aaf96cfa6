"""WeasyPrint, held tight: no network, no file, no clock; what it logs comes back as warnings.

Importing this module imports WeasyPrint, and with it Pango (OSError where that is not installed).
"""

from __future__ import annotations

import ctypes.util
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from generator.diagnostics import Diagnostic, GeneratorError, problem
from generator.frozen import dataclass
from generator.theme import Theme
from generator.writers.html.figures import PICTURE_SCHEME
from generator.writers.images import Picture
from generator.writers.pdf.fonts import brand_fonts, check_fonts
from generator.writers.written import Written


def _import_weasyprint() -> ModuleType:
    """WeasyPrint. On Linux `find_library` starts a compiler and a linker for each of its libraries (0.2 s in all) before it is asked
    by the plain file name, which works as well; so it is told to find nothing meanwhile."""
    with redirect_stdout(StringIO()):  # without Pango it prints a page of advice where our written paths go; E710 has its own
        if not sys.platform.startswith("linux"):
            return import_module("weasyprint")
        found = ctypes.util.find_library
        ctypes.util.find_library = lambda name: None
        try:
            return import_module("weasyprint")
        finally:
            ctypes.util.find_library = found


weasyprint = _import_weasyprint()
_urls = import_module("weasyprint.urls")
_logger = logging.getLogger("weasyprint")

# WeasyPrint splits the font-family attribute of an SVG at commas and keeps the spaces, so that only the first family would be found.
_SVG_FONTS = re.compile(r'(?<=\sfont-family=")[^"]*(?=")')


POINTS_PER_PX = 0.75
"""A pixel of CSS is 1/96 inch."""


def _without_spaces(families: re.Match[str]) -> str:
    return re.sub(r"\s*,\s*", ",", families[0])


class Fetcher(_urls.URLFetcher):  # type: ignore[name-defined,misc]  # WeasyPrint has no types
    """Gives the paper's pictures and `data:` addresses; everything else is refused and noted."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.pictures = pictures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The response for `url`. Raises ValueError for what is not given."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url.startswith(PICTURE_SCHEME):
            picture = self.pictures.get(unquote(url.removeprefix(PICTURE_SCHEME)))
            if picture is not None:
                return _urls.URLFetcherResponse(url, picture.data, {"Content-Type": f"image/{picture.format}"})
        self.refused.append(url)
        raise ValueError(f"not given: {url}")


@dataclass(frozen=True, slots=True)
class Painted:
    """A PDF; what the theme's fonts lack for it (E651, E652); and for each page the ids that begin on it, with their heights in points."""

    written: Written
    lacking: tuple[Diagnostic, ...]
    anchors: tuple[Mapping[str, float], ...]


def to_pdf(page: str, theme: Theme, pictures: Mapping[str, Picture], *, shared_sheet: str = "", own_sheet: str = "") -> Painted:
    """A whole HTML page as PDF/UA-1. `shared_sheet` is parsed once per process, `own_sheet` each time.

    Raises GeneratorError when something from outside is asked for (E653).
    """
    fetcher = Fetcher(pictures)
    shared = _parsed(shared_sheet) if shared_sheet else None
    with _logged() as records:
        sheets = [shared.sheet] if shared else []
        sheets += [weasyprint.CSS(string=own_sheet, font_config=_font_configuration())] if own_sheet else []
        source = weasyprint.HTML(string=_SVG_FONTS.sub(_without_spaces, page), url_fetcher=fetcher)
        rendered = source.render(stylesheets=sheets, font_config=_font_configuration(), pdf_variant="pdf/ua-1")
        data: bytes = rendered.write_pdf(pdf_variant="pdf/ua-1")
    lacking = check_fonts(rendered.fonts.values(), theme)
    refused = dict.fromkeys((*(shared.refused if shared else ()), *fetcher.refused))
    if refused:
        raise GeneratorError([*(problem("E653", url=url[:200]) for url in refused), *lacking])
    anchors = tuple({name: box[1] * POINTS_PER_PX for name, box in each.anchors.items()} for each in rendered.pages)
    told = (*_warnings([*(shared.records if shared else ()), *records]), *brand_fonts(rendered.fonts.values(), theme))
    return Painted(Written(data, told), tuple(lacking), anchors)


@cache
def _font_configuration() -> Any:
    """One font configuration per process: it keeps what Fontconfig and Pango have found."""
    return weasyprint.text.fonts.FontConfiguration()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A parsed style sheet, what it asked for in vain and what WeasyPrint said about it: every page that uses it says so again."""

    sheet: Any
    refused: tuple[str, ...]
    records: tuple[logging.LogRecord, ...]


@cache
def _parsed(sheet: str) -> _Sheet:
    fetcher = Fetcher({})
    with _logged() as records:
        parsed = weasyprint.CSS(string=sheet, font_config=_font_configuration(), url_fetcher=fetcher)
    return _Sheet(parsed, tuple(fetcher.refused), tuple(records))


def _warnings(records: list[logging.LogRecord]) -> Iterator[Diagnostic]:
    """What WeasyPrint logged, each message once; missing glyphs are errors already."""
    messages = dict.fromkeys(record.getMessage() for record in records)
    return (problem("W654", message=message) for message in messages if not message.startswith(".notdef"))


class _Collector(logging.Handler):
    """Keeps the records of warnings and errors."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors that WeasyPrint logs meanwhile; none of them is printed."""
    records: list[logging.LogRecord] = []
    handlers, propagate = _logger.handlers, _logger.propagate
    _logger.handlers, _logger.propagate = [_Collector(records)], False
    try:
        yield records
    finally:
        _logger.handlers, _logger.propagate = handlers, propagate
