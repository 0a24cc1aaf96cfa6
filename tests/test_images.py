"""Pictures are read from the paper's folder only, and come out as upright sRGB PNG or JPEG without metadata."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import ImageCms, ImageFile

from generator.diagnostics import GeneratorError
from generator.document import Blocks, Callout, Image, Paragraph, Section, Text
from generator.writers.images import Picture, collect, images
from generator.writers.pixels import LONGEST_SIDE_PX

RED, BLUE = (200, 16, 46), (18, 53, 91)


def blocks(*names: str) -> Blocks:
    return tuple(Image(name, "alt", at=f"/pictures/{i}") for i, name in enumerate(names))


def saved(folder: Path, name: str, image: Pillow.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def collected(folder: Path, name: str) -> Picture:
    return collect(blocks(name), folder)[name]


def opened(picture: Picture) -> Pillow.Image:
    image = Pillow.open(io.BytesIO(picture.data))
    image.load()
    assert image.format == picture.format.upper()
    assert image.size == (picture.width_px, picture.height_px)
    return image


def codes(folder: Path, *names: str) -> list[str]:
    with pytest.raises(GeneratorError) as error:
        collect(blocks(*names), folder)
    assert [d.pointer for d in error.value.diagnostics] == [f"/pictures/{i}" for i in range(len(names))]
    assert all(name in d.message.en and name in d.message.zh for name, d in zip(names, error.value.diagnostics, strict=True))
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def near(colour: object, wanted: tuple[int, ...], tolerance: int = 12) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(colour, wanted, strict=True))


# ------------------------------------------------------------------------------------------------------------------ the tree


def test_pictures_are_found_wherever_they_stand() -> None:
    deep = Section((Section((Image("a.png", ""),)), Callout((Image("b.png", ""),)), Paragraph((Text("c"),))))
    assert [image.src for image in images((deep, Image("d.png", "")))] == ["a.png", "b.png", "d.png"]


def test_a_picture_used_twice_is_read_once(tmp_path: Path) -> None:
    saved(tmp_path, "a.png", Pillow.new("RGB", (4, 4), RED))
    assert list(collect(blocks("a.png", "a.png"), tmp_path)) == ["a.png"]


def test_a_paper_without_pictures_has_none(tmp_path: Path) -> None:
    assert collect((Paragraph((Text("x"),)),), tmp_path) == {}


# ------------------------------------------------------------------------------------------------------------------- places


def test_nothing_is_read_outside_the_folder(tmp_path: Path) -> None:
    saved(tmp_path, "secret.png", Pillow.new("RGB", (4, 4), RED))
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    names = [
        "../secret.png",
        "sub/../../secret.png",
        str(tmp_path / "secret.png"),
        "link.png",
        "up/secret.png",
        "https://example.com/a.png",
        "file:///etc/passwd",
        "//example.com/a.png",
        "\\\\server\\a.png",
        "C:\\a.png",
        "data:image/png;base64,AAAA",
        "a\0.png",
        "x" * 5000,
    ]
    assert codes(folder, *names) == ["E640"] * len(names)
    assert codes(folder, "loop.png") in (["E640"], ["E641"])


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    saved(tmp_path, "a.png", Pillow.new("RGB", (4, 4), RED))
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    assert collected(tmp_path, "b.png").width_px == 4


def test_missing_pictures_and_folders_are_named_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "empty.png").touch()
    assert codes(tmp_path, "missing.png", "folder.png", "empty.png") == ["E641", "E641", "E642"]


# ----------------------------------------------------------------------------------------------------------------- the bytes


def test_a_turned_photograph_stands_upright_and_forgets_where_it_was_taken(tmp_path: Path) -> None:
    image = Pillow.new("RGB", (40, 20), RED)
    image.paste(BLUE, (0, 0, 20, 20))
    exif = Pillow.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 90° clockwise to see it
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    saved(tmp_path, "a.jpg", image, exif=exif, comment=b"confidential", quality=95, dpi=(300, 300))
    picture = collected(tmp_path, "a.jpg")
    upright = opened(picture)
    assert (picture.format, upright.size, picture.dpi) == ("jpeg", (20, 40), 300.0)
    assert near(upright.getpixel((10, 5)), BLUE)
    assert near(upright.getpixel((10, 35)), RED)
    assert not upright.getexif()
    assert b"Secret" not in picture.data
    assert b"confidential" not in picture.data


def test_text_and_xmp_of_a_png_are_removed(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Secret Author")
    notes.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Secret</x:xmpmeta>")
    saved(tmp_path, "a.png", Pillow.new("RGB", (4, 4), RED), pnginfo=notes)
    picture = collected(tmp_path, "a.png")
    assert b"Secret" not in picture.data
    assert opened(picture).getpixel((0, 0)) == RED


@pytest.mark.parametrize(
    ("name", "mode", "options", "result"),
    [
        ("a.webp", "RGB", {"lossless": True}, "png"),
        ("a.gif", "P", {}, "png"),
        ("a.bmp", "RGB", {}, "png"),
        ("a.tif", "CMYK", {}, "png"),
        ("cmyk.jpg", "CMYK", {"quality": 95}, "jpeg"),
        ("grey.jpg", "L", {"quality": 95}, "jpeg"),
        ("one.png", "1", {}, "png"),
        ("la.png", "LA", {}, "png"),
    ],
)
def test_every_common_format_becomes_png_or_jpeg(tmp_path: Path, name: str, mode: str, options: dict[str, object], result: str) -> None:
    saved(tmp_path, name, Pillow.new("RGB", (8, 8), RED).convert(mode), **options)
    picture = collected(tmp_path, name)
    image = opened(picture)
    assert picture.format == result
    assert image.mode in {"L", "RGB", "RGBA"}
    if mode in {"RGB", "P", "CMYK"}:
        assert near(image.convert("RGB").getpixel((4, 4)), RED, 40)  # a GIF's palette is coarse


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = Pillow.new("I;16", (2, 1))
    deep.putpixel((0, 0), 65535)
    deep.putpixel((1, 0), 32768)
    saved(tmp_path, "deep.png", deep)
    image = opened(collected(tmp_path, "deep.png"))
    assert image.mode == "L"
    assert [image.getpixel((x, 0)) for x in (0, 1)] == [255, 128]


def test_the_first_frame_of_an_animation_is_taken(tmp_path: Path) -> None:
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    saved(tmp_path, "a.gif", frames[0], save_all=True, append_images=frames[1:])
    assert near(opened(collected(tmp_path, "a.gif")).convert("RGB").getpixel((0, 0)), RED, 3)


def test_a_phone_s_picture_of_several_frames_is_a_jpeg(tmp_path: Path) -> None:
    first, second = (Pillow.new("RGB", (8, 8), colour) for colour in (RED, BLUE))
    saved(tmp_path, "a.jpg", first, format="MPO", save_all=True, append_images=[second])
    picture = collected(tmp_path, "a.jpg")
    assert (picture.format, picture.width_px) == ("jpeg", 8)
    assert near(opened(picture).getpixel((4, 4)), RED)


def test_transparency_is_kept_and_an_idle_alpha_channel_dropped(tmp_path: Path) -> None:
    saved(tmp_path, "half.png", Pillow.new("RGBA", (4, 4), (*RED, 128)))
    saved(tmp_path, "full.png", Pillow.new("RGBA", (4, 4), (*RED, 255)))
    saved(tmp_path, "half.webp", Pillow.new("RGBA", (4, 4), (*RED, 128)), lossless=True)
    assert opened(collected(tmp_path, "half.png")).getpixel((0, 0)) == (*RED, 128)
    assert opened(collected(tmp_path, "full.png")).mode == "RGB"
    assert collected(tmp_path, "half.webp").format == "png"
    assert opened(collected(tmp_path, "half.webp")).mode == "RGBA"


def test_a_colour_profile_is_converted_and_removed(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    saved(tmp_path, "a.png", Pillow.new("RGB", (4, 4), RED), icc_profile=lab)
    saved(tmp_path, "broken.png", Pillow.new("RGB", (4, 4), RED), icc_profile=b"no profile at all")
    for name in ("a.png", "broken.png"):
        image = opened(collected(tmp_path, name))
        assert "icc_profile" not in image.info
        assert near(image.getpixel((0, 0)), RED, 2)


@pytest.mark.parametrize("name", ["large.png", "large.jpg"])
def test_a_large_picture_shrinks_and_keeps_its_natural_size(tmp_path: Path, name: str) -> None:
    saved(tmp_path, name, Pillow.new("RGB", (6000, 1500), RED), dpi=(300, 300))
    picture = collected(tmp_path, name)
    assert opened(picture).size == (LONGEST_SIDE_PX, 600)
    assert picture.width_px / picture.dpi == pytest.approx(20, abs=0.01)
    assert near(opened(picture).getpixel((5, 5)), RED)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    saved(tmp_path, "a.jpg", Pillow.effect_noise((300, 200), 40).convert("RGB"), quality=80)
    assert collected(tmp_path, "a.jpg") == collected(tmp_path, "a.jpg")


# --------------------------------------------------------------------------------------------------------------------- traps


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 19_000, 19_000, 8, 0, 0, 0, 0))
    rows = zlib.compress(bytes(19_001) * 100)
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    with (tmp_path / "heavy.png").open("wb") as file:
        file.truncate(25_000_001)
    assert codes(tmp_path, "bomb.png", "heavy.png") == ["E644", "E644"]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif"])
def test_a_picture_cut_short_is_refused_whatever_weasyprint_has_set(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    path = saved(tmp_path, name, Pillow.effect_noise((200, 200), 60).convert("RGB"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert codes(tmp_path, name) == ["E643"]


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.jpg").write_bytes(b"\0\0\0\x18ftypheic")
    (tmp_path / "c.jpg").write_text("hello")
    assert codes(tmp_path, "a.png", "b.jpg", "c.jpg") == ["E642"] * 3


# ----------------------------------------------------------------------------------------------------------------------- svg

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {NAMESPACES} width="40" height="20" viewBox="0 0 40 20"{{}}>{{}}</svg>'
HALF = '<rect width="20" height="20" fill="#c8102e"/>'


def test_an_svg_is_drawn_on_a_transparent_ground(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format("", HALF))
    picture = collected(tmp_path, "logo.svg")
    image = opened(picture)
    assert (picture.format, image.size) == ("png", (2000, 1000))
    assert picture.width_px / picture.dpi == pytest.approx(40 / 96)
    assert near(image.getpixel((400, 500)), (*RED, 255), 3)
    assert image.getpixel((1600, 500))[3] == 0  # type: ignore[index]
    assert collected(tmp_path, "logo.svg") == picture


@pytest.mark.parametrize(
    ("attributes", "body"),
    [
        ("", "<script>alert(1)</script>"),
        (' onload="alert(1)"', HALF),
        ("", '<rect width="9" height="9" onclick="x()"/>'),
        ("", '<image href="http://example.com/a.png" width="9" height="9"/>'),
        ("", '<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
        ("", '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>'),
        ("", '<use href="other.svg#a"/>'),
        ("", '<rect width="9" height="9" fill="url(http://example.com/a.svg#p)"/>'),
        ("", '<rect width="9" height="9" style="fill: url( \'other.svg#p\' )"/>'),
        ("", "<style>@import 'http://example.com/a.css';</style>"),
        ("", '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
        ("", '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
        (' xml:base="http://example.com/"', HALF),
    ],
)
def test_an_svg_that_is_more_than_a_drawing_is_refused(tmp_path: Path, attributes: str, body: str) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(attributes, body))
    assert codes(tmp_path, "a.svg") == ["E645"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_an_svg_are_refused(tmp_path: Path, encoding: str) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("", "<text>&b;</text>")
    (tmp_path / "a.svg").write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{bomb}'.encode(encoding))
    assert codes(tmp_path, "a.svg") == ["E645"]


def test_a_style_sheet_instruction_in_an_svg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<?xml-stylesheet href="http://example.com/a.css"?>' + SVG.format("", HALF))
    assert codes(tmp_path, "a.svg") == ["E645"]


def test_an_svg_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    doubled = "".join(f'<g id="g{i + 1}"><use href="#g{i}"/><use href="#g{i}"/></g>' for i in range(30))
    (tmp_path / "bomb.svg").write_text(SVG.format("", f'<g id="g0">{HALF}</g>{doubled}'))
    (tmp_path / "circle.svg").write_text(SVG.format("", '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))
    assert codes(tmp_path, "bomb.svg", "circle.svg") == ["E645", "E645"]


def test_a_broken_svg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><rect")
    (tmp_path / "b.svg").write_text("<svg width='4' height='4'/>")
    assert codes(tmp_path, "a.svg", "b.svg") == ["E643", "E643"]


def test_the_harmless_parts_of_an_svg_stay(tmp_path: Path) -> None:
    dot = io.BytesIO()
    Pillow.new("RGB", (2, 2), BLUE).save(dot, "PNG")
    import base64

    body = (
        '<defs><linearGradient id="p"><stop stop-color="#c8102e"/></linearGradient></defs><rect width="20" height="20" fill="url(#p)"/>'
        f'<image href="data:image/png;base64,{base64.b64encode(dot.getvalue()).decode()}" x="20" width="20" height="20"/>'
    )
    header = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    (tmp_path / "a.svg").write_text(header + SVG.format("", body))
    image = opened(collected(tmp_path, "a.svg"))
    assert near(image.getpixel((400, 500)), (*RED, 255), 3)
    assert near(image.getpixel((1500, 500)), (*BLUE, 255), 3)
