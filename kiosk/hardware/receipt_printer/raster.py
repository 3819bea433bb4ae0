"""Draws a row of characters as dots, for characters the printer's own font lacks. Pillow is imported at need."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kiosk import fonts
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.typeset import COLUMN_DOTS, ROW_DOTS, Row
from kiosk.hardware.receipt_printer.wire import Align

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

BAND_ROWS = 64  # so many rows at most go to the printer at once: a status query must fit between

_INK = 112  # of 255: from here on a dot is black. Never dithered: type would come out ragged
# Parts of the cell's height: how large type is set, and where it stands. Latin letters are smaller and
# stand higher, or the tails of g and y would be cut off.
_CHINESE = (1.0, 21 / 24)
_LATIN = (21 / 24, 18 / 24)


@dataclass(frozen=True)
class Band:
    """Rows of dots, one bit each, black is 1, the high bit is left."""

    bytes_per_row: int
    dots: bytes = field(repr=False)


def draw(row: Row, charset: Charset, dots: int) -> Iterator[Band]:
    """The row as wide as it needs, `dots` at most, in bands; without the leading below it."""
    picture = _picture(row, charset, dots)
    width = (picture.width + 7) // 8
    data = picture.tobytes()
    for top in range(0, picture.height, BAND_ROWS):
        yield Band(width, data[top * width : (top + BAND_ROWS) * width])


def _picture(row: Row, charset: Charset, dots: int) -> Image:
    from PIL import Image

    column = COLUMN_DOTS * row.size.scale
    wide = min(dots, charset.columns(row.text) * column)
    left = (dots - wide) // 2 if row.align is Align.CENTRE else 0
    height = ROW_DOTS * row.size.scale
    picture = Image.new("1", (left + wide, height), 0)
    for span in row.spans:
        for char in span.text:
            cell = charset.columns(char) * column
            if char != " ":
                picture.paste(_glyph(char, cell, height, span.bold), (left, 0))
            left += cell
    return picture


@cache
def _font(bold: bool, pixels: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(fonts.BOLD if bold else fonts.REGULAR), pixels)


def _glyph(char: str, width: int, height: int, bold: bool) -> Image:
    """One character in its cell; a letter too wide for it is made narrower, so that columns stay columns."""
    from PIL import Image, ImageDraw

    size, baseline = _LATIN if unicodedata.east_asian_width(char) in ("Na", "N", "H") else _CHINESE
    font = _font(bold, round(height * size))
    natural = max(width, math.ceil(font.getlength(char)))
    grey = Image.new("L", (natural, height), 0)
    ImageDraw.Draw(grey).text((natural / 2, height * baseline), char, fill=255, font=font, anchor="ms")
    grey = grey.resize((width, height), Image.Resampling.LANCZOS)
    return grey.point(lambda value: 255 if value >= _INK else 0).convert("1")
