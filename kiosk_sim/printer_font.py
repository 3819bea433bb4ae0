"""The characters of the simulated printer: a GB2312 font in ROM, on a grid of 12 by 24 dots."""

from __future__ import annotations

import codecs
import math
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk_sim.fonts import PRINTER_ROM

COLUMN = 12
HEIGHT = 24
BOX = "□"  # what stands in the text of a slip where the paper shows a box
_INK = 100


def character(code: bytes) -> str:
    """The character of one or two bytes, or `BOX` where this ROM has none."""
    if len(code) == 1:
        return code.decode("latin-1") if code < b"\x7f" else BOX
    try:
        codecs.decode(code, "gb2312")  # whether GB2312 has it ...
        return codecs.decode(code, "gbk")  # ... and which it is: the two differ about the middle dot
    except UnicodeDecodeError:
        return BOX


@cache
def glyph(char: str, *, wide: bool, bold: bool, width_scale: int, height_scale: int) -> Image.Image:
    """The dots of a character (mode "1", 1 is black): enlarged by repeating dots, bold by striking twice."""
    cell = (COLUMN * (2 if wide else 1), HEIGHT)
    dots = _box(cell) if char == BOX else _drawn(char, cell)
    if bold:
        beside = Image.new("1", cell, 0)
        beside.paste(dots, (1, 0))
        dots = ImageChops.logical_or(dots, beside)
    return dots.resize((cell[0] * width_scale, cell[1] * height_scale), Image.Resampling.NEAREST)


def _drawn(char: str, cell: tuple[int, int]) -> Image.Image:
    latin = char.isascii()
    font = _font(21 if latin else HEIGHT)
    natural = max(cell[0], math.ceil(font.getlength(char)))
    grey = Image.new("L", (natural, HEIGHT), 0)
    baseline = 18 if latin else 21  # room for the tails of g and y
    ImageDraw.Draw(grey).text((natural / 2, baseline), char, fill=255, font=font, anchor="ms")
    grey = grey.resize(cell, Image.Resampling.LANCZOS)  # the font is proportional, a printer's is not
    return grey.point(lambda value: 255 if value >= _INK else 0).convert("1")


def _box(cell: tuple[int, int]) -> Image.Image:
    dots = Image.new("1", cell, 0)
    ImageDraw.Draw(dots).rectangle((2, 3, cell[0] - 3, cell[1] - 3), outline=1, width=2)
    return dots


@cache
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(PRINTER_ROM), pixels)
