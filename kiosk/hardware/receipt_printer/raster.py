"""Draws as dots what the printer's own font lacks: rows of characters, and the kiosk's mark. Imports Pillow at need."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.fonts.typefaces import typeface
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos.wire import Align
from kiosk.hardware.receipt_printer.typeset import COLUMN_DOTS, ROW_DOTS, Row

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_ROWS = 128  # so many at most go to the printer at once: a status query must fit between (feasibility 3)

# The black parts of the mark, in tenths of its height: left, top, right, bottom.
_CHIP_AND_PRINT = ((1.75, 3.25, 3.75, 4.75), (5, 3.25, 8.25, 4), (1.75, 5.5, 8.25, 6), (1.75, 6.5, 6, 7))
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


def draw(row: Row, charset: Charset, dots: int) -> Band:
    """The row as wide as it needs, `dots` at most; without the leading below it."""
    return _dots(_picture(row, charset, dots))


def mark(height: int) -> Band:
    """The kiosk's mark: a card, its chip, and lines of print."""
    from PIL import Image, ImageDraw

    unit = height / 10
    picture = Image.new("1", (height, height), 0)
    pen = ImageDraw.Draw(picture)
    edge = max(2, round(unit / 2))
    pen.rounded_rectangle((0, 1.5 * unit, height - 1, 8.5 * unit - 1), radius=unit / 2, outline=1, width=edge)
    for left, top, right, bottom in _CHIP_AND_PRINT:
        pen.rectangle((left * unit, top * unit, right * unit - 1, bottom * unit - 1), fill=1)
    return _dots(picture)


def bands(picture: Band, about_bytes: int) -> Iterator[Band]:
    """The same dots as bands of `about_bytes`, so that a status query fits between at any speed of the line.

    Never less than a row of type at once: a printer that stops between two bands leaves a fine line.
    """
    width = picture.bytes_per_row
    rows = max(ROW_DOTS, min(MOST_ROWS, about_bytes // width))
    for top in range(0, len(picture.dots), rows * width):
        yield Band(width, picture.dots[top : top + rows * width])


def _dots(picture: Image) -> Band:
    return Band((picture.width + 7) // 8, picture.tobytes())


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


def _glyph(char: str, width: int, height: int, bold: bool) -> Image:
    """One character in its cell; a letter too wide for it is made narrower, so that columns stay columns."""
    from PIL import Image, ImageDraw

    size, baseline = _LATIN if unicodedata.east_asian_width(char) in ("Na", "N", "H") else _CHINESE
    face = typeface(char, round(height * size), bold)
    natural = max(width, math.ceil(face.font.getlength(char)))
    grey = Image.new("L", (natural, height), 0)
    place = (natural / 2, height * baseline)
    ImageDraw.Draw(grey).text(place, char, fill=255, font=face.font, anchor="ms", stroke_width=face.stroke)
    grey = grey.resize((width, height), Image.Resampling.LANCZOS)
    return grey.point(lambda value: 255 if value >= _INK else 0).convert("1")
