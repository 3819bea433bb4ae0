"""Paper in the simulated printer: dots burned row by row, cut into slips that can be read and looked at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

DOTS_PER_MM = 8
_EDGE = 4 * DOTS_PER_MM  # that the head does not reach: 72 of 80 mm can be printed on
_DESK = (214, 217, 222)
_PAPER = (253, 252, 249)
_BURNED = (38, 38, 42)  # thermal black is a dark grey


@dataclass(frozen=True)
class Strip:
    """A height of paper: its dots (mode "1", 1 is black) and the text in it, if it is a line of text."""

    dots: Image.Image
    text: str = ""


class Slip:
    """A piece of paper as it was cut off. `lines` is its text as the printer's font could show it."""

    def __init__(self, strips: list[Strip], width: int) -> None:
        self.lines: tuple[str, ...] = tuple(strip.text for strip in strips if strip.text)
        self.image: Image.Image = _joined(strips, width)

    @property
    def rows(self) -> tuple[bytes, ...]:
        """Rows of dots, top to bottom; a set bit is black, the high bit is left."""
        data, width = self.image.tobytes(), (self.image.width + 7) // 8
        return tuple(data[at : at + width] for at in range(0, len(data), width))

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return self.image.getbbox() is None

    def save_png(self, path: Path) -> None:
        """Write a picture of the paper lying on a desk; one dot of the printer is one pixel."""
        path.parent.mkdir(parents=True, exist_ok=True)
        _photograph(self.image).save(path)


def cut(strips: list[Strip], below: int, width: int) -> tuple[Slip, list[Strip]]:
    """Cut paper `below` rows above its lower end: the slip, and what stays in the printer."""
    kept: list[Strip] = []
    room = below
    while room and strips:
        strip = strips[-1]
        strips = strips[:-1]
        if strip.dots.height > room:  # the knife goes through the middle of it
            at = strip.dots.height - room
            strips = [*strips, Strip(strip.dots.crop((0, 0, width, at)), strip.text)]
            strip = Strip(strip.dots.crop((0, at, width, strip.dots.height)))
        kept.insert(0, strip)
        room -= strip.dots.height
    return Slip(strips, width), kept


def _joined(strips: list[Strip], width: int) -> Image.Image:
    joined = Image.new("1", (width, max(1, sum(strip.dots.height for strip in strips))), 0)
    top = 0
    for strip in strips:
        joined.paste(strip.dots, (0, top))
        top += strip.dots.height
    return joined


def _photograph(dots: Image.Image) -> Image.Image:
    margin, width = 48, dots.width + 2 * _EDGE
    size = (width + 2 * margin, dots.height + 2 * margin)
    sheet = Image.new("L", size, 0)
    ImageDraw.Draw(sheet).polygon(_outline(margin, width, dots.height), fill=255)
    picture = Image.new("RGB", size, _DESK)
    shadow = sheet.filter(ImageFilter.GaussianBlur(9)).point(lambda value: value * 0.28)
    picture.paste((60, 64, 72), (5, 8), shadow)
    picture.paste(_PAPER, (0, 0), sheet)
    picture.paste(_BURNED, (margin + _EDGE, margin), dots.convert("L"))
    return picture


def _outline(margin: int, width: int, height: int) -> list[tuple[float, float]]:
    """Straight where the knife of the slip before cut; a little ragged below, where the bridge tears."""
    random, bottom = Random(0), margin + height
    torn = [(margin + width - x, bottom + random.uniform(-2.5, 1.5)) for x in range(8, width, 7)]
    return [(margin, margin), (margin + width, margin), (margin + width, bottom), *torn, (margin, bottom)]
