"""Raster pictures, decoded in full and written again: sRGB, upright, no larger than a page or slide needs, no metadata."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from generator.writers.images import Picture, Refused

MOST_PIXELS = 100_000_000
LONGEST_SIDE_PX = 2400
"""290 dpi across an A4 page, 180 dpi across a slide."""

PRINTED_DPI = 220.0
"""Pixels to an inch of paper or slide: what Word's own compression for print keeps."""

_PLUGINS = (
    PngImagePlugin.PngImageFile,
    JpegImagePlugin.JpegImageFile,  # opens MPO as well, which many phones write and call JPEG
    WebPImagePlugin.WebPImageFile,
    GifImagePlugin.GifImageFile,
    BmpImagePlugin.BmpImageFile,
    TiffImagePlugin.TiffImageFile,
    AvifImagePlugin.AvifImageFile,
)
_FORMATS = tuple(plugin.format for plugin in _PLUGINS)
"""What is read: Pillow has forty more formats, rarely tested and some of them programs (EPS)."""

_JPEG_QUALITY = 90
_FEW_COLOURS = 4096
"""A picture with more colours than this is a photograph and becomes a JPEG, unless it came as PNG."""

_DEFAULT_DPI = 96.0
_DPI_RANGE = (30.0, 2400.0)


def picture(data: bytes) -> Picture:
    """The normalised picture of a file's bytes. Raises Refused."""
    image = decoded(data)
    came_as, dpi = image.format, _dpi(image)
    width = image.width
    image = _upright(image)
    image = _in_srgb(image)
    image.info = {}  # Pillow would write profile, comment and XMP from here
    longest = max(image.size)
    if longest > LONGEST_SIDE_PX:
        share = LONGEST_SIDE_PX / longest
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        image, dpi = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0), dpi * share
    if came_as in {"JPEG", "MPO"}:
        dpi *= _drafted(data, width)
        return encoded(image, dpi, lossless=False)
    return encoded(image, dpi, lossless=came_as == "PNG" or image.getcolors(_FEW_COLOURS) is not None)


def reduced(picture: Picture, width_pt: float) -> Picture:
    """The picture with no more pixels than `PRINTED_DPI` when it is printed `width_pt` wide; one that has fewer is returned as it is.

    A smaller one states the resolution that keeps its natural size.
    """
    share = width_pt / 72 * PRINTED_DPI / picture.width_px
    if share >= 1:
        return picture
    with Image.open(io.BytesIO(picture.data), formats=("PNG", "JPEG")) as image:
        image.load()
        image.info = {}
        size = (max(1, math.ceil(image.width * share)), max(1, math.ceil(image.height * share)))
        smaller = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return encoded(smaller, picture.dpi * share, lossless=picture.format == "png")


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Pillow told to refuse truncated pictures: WeasyPrint, once imported, has told it to accept them everywhere."""
    accepted = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepted


def decoded(data: bytes) -> Image.Image:
    """The first frame of a picture, its every byte decoded once. Raises Refused."""
    with warnings.catch_warnings(), _whole_files_only():
        warnings.simplefilter("ignore")  # size is judged below; notes on odd metadata concern nobody, as it is removed
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise Refused("E644") from error
        except UnidentifiedImageError as error:
            raise Refused("E642", found=_found(data)) from error
        except Exception as error:  # a plugin may raise anything on a damaged header
            raise Refused("E643", reason=str(error)) from error
        if image.width * image.height > MOST_PIXELS:
            raise Refused("E644")
        try:
            if image.format in {"JPEG", "MPO"}:
                image.draft(image.mode, (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
            image.load()
        except Exception as error:  # decoders raise OSError, SyntaxError, struct.error, zlib.error …
            raise Refused("E643", reason=str(error)) from error
    return image


def encoded(image: Image.Image, dpi: float, *, lossless: bool) -> Picture:
    """`image` as PNG (lossless or with transparency) or JPEG."""
    stream = io.BytesIO()
    if lossless or image.mode == "RGBA":
        image.save(stream, "PNG", dpi=(dpi, dpi))
        return Picture(stream.getvalue(), "png", image.width, image.height, dpi)
    image.save(stream, "JPEG", quality=_JPEG_QUALITY, dpi=(round(dpi), round(dpi)))
    return Picture(stream.getvalue(), "jpeg", image.width, image.height, dpi)


def _found(data: bytes) -> str:
    """What a file is that we do not read, as far as its first bytes tell."""
    if data[4:8] == b"ftyp":
        return "HEIC/HEIF"
    if data.startswith(b"%PDF"):
        return "PDF"
    if data.startswith(b"8BPS"):
        return "PSD"
    return "–"


def _drafted(data: bytes, width: int) -> float:
    """The share by which the JPEG decoder shrank the picture already."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as header:
        return width / header.width


def _dpi(image: Image.Image) -> float:
    """The resolution a file states, if it is a sensible one."""
    stated = image.info.get("dpi", (0, 0))
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return _DEFAULT_DPI
    low, high = _DPI_RANGE
    return dpi if math.isfinite(dpi) and low <= dpi <= high else _DEFAULT_DPI


def _upright(image: Image.Image) -> Image.Image:
    """The picture as its EXIF orientation wants it seen; EXIF that cannot be read turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # EXIF comes from anywhere and is broken in every way
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in L, RGB or RGBA, its colour profile converted to sRGB where it holds one that works."""
    profile = image.info.get("icc_profile")
    alpha = None
    if image.has_transparency_data:
        rgba = image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
        alpha = rgba.getchannel("A")
        image = image.convert("L") if image.mode == "LA" else rgba.convert("RGB")
    elif image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        image, profile = _eight_bits(image), None
    elif image.mode not in {"L", "RGB", "CMYK", "LAB"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    image = _profiled(image, profile)
    if alpha is None or alpha.getextrema()[0] == 255:
        return image
    image = image.convert("RGB")
    image.putalpha(alpha)
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """A picture of one deep channel in 256 steps: 16 bits divided, other ranges stretched."""
    deep = image.convert("F")
    low, high = deep.getextrema()
    if image.mode == "F" or not isinstance(high, float) or not isinstance(low, float) or low < 0 or high > 65535:
        return ImageOps.autocontrast(deep.convert("L"))
    return deep.point(lambda value: value * (1 / 257) + 0.5).convert("L")


def _profiled(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted if converted is not None else image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile or one of another colour space: the plain conversion is what viewers show
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")
