"""Pictures of slides, cropped to fill their boxes."""

from __future__ import annotations

from generator.document import Image
from generator.writers.frames import Box, Frame, PictureFrame, TextFrame
from generator.writers.slides import text, words
from generator.writers.slides.step import Setting


def frames(image: Image, box: Box, setting: Setting) -> list[Frame]:
    """A picture that fills its box, cropped evenly at both sides; its caption below."""
    line = text.picture_caption(image, setting)
    below = words.height((line,), box.width, setting.theme) + 4 if line.runs else 0.0
    room = Box(box.x, box.y, box.width, box.height - below)
    picture = setting.pictures.get(image.src)
    crop = cropped(picture.width_px, picture.height_px, room) if picture else (0.0, 0.0, 0.0, 0.0)
    frames: list[Frame] = [PictureFrame(room, image.src, image.alt, crop)]
    if line.runs:
        frames.append(TextFrame(Box(box.x, room.bottom + 4, box.width, below - 4), (line,), name="Picture caption", height_pt=below - 4))
    return frames


def cropped(width_px: int, height_px: int, box: Box) -> tuple[float, float, float, float]:
    """The shares of a picture to cut off (left, top, right, bottom) so that it fills `box` undistorted."""
    picture, frame = width_px / height_px, box.width / box.height
    if picture > frame:
        side = (1 - frame / picture) / 2
        return (side, 0.0, side, 0.0)
    side = (1 - picture / frame) / 2
    return (0.0, side, 0.0, side)
