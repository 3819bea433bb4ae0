"""Drawn rows: the font's own glyphs, on the printer's grid, in bands."""

import subprocess
import sys

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk import fonts
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos.wire import Align, Size
from kiosk.hardware.receipt_printer.raster import Band, bands, draw, mark
from kiosk.hardware.receipt_printer.typeset import Row, Span

GB2312 = Charset("gb2312")


def picture(row: Row, dots: int = 576) -> Image.Image:
    return as_image(draw(row, GB2312, dots))


def as_image(band: Band) -> Image.Image:
    return Image.frombytes("1", (band.bytes_per_row * 8, len(band.dots) // band.bytes_per_row), band.dots)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Dots that differ, as a part of the black ones."""
    different = ImageChops.logical_xor(one.convert("1"), other.convert("1"))
    return different.histogram()[255] / max(1, one.convert("1").histogram()[255])


def font_glyph(char: str, pixels: int) -> Image.Image:
    grey = Image.new("L", (pixels, pixels), 0)
    font = ImageFont.truetype(str(fonts.REGULAR), pixels)
    ImageDraw.Draw(grey).text((0, pixels * 21 // 24), char, fill=255, font=font, anchor="ls")
    return grey.point(lambda value: 255 if value >= 128 else 0).convert("1")


def test_rare_characters_look_as_in_our_font() -> None:
    for char in "𬭎䶮":
        drawn = picture(Row((Span(char),), Size.DOUBLE)).crop((0, 0, 48, 48))
        assert difference(font_glyph(char, 48), drawn) < 0.15
        assert difference(font_glyph("口", 48), drawn) > 0.8


def test_characters_stand_on_the_printers_grid() -> None:
    drawn = picture(Row((Span("测Ab𬭎"),)))
    assert drawn.size == (72, 24)
    for left, right in ((0, 24), (24, 36), (36, 48), (48, 72)):
        assert drawn.crop((left, 0, right, 24)).getbbox() is not None


def test_bold_is_blacker() -> None:
    plain, bold = (picture(Row((Span("测试", weight),))).histogram()[255] for weight in (False, True))
    assert bold > plain * 1.2


def test_tails_of_letters_are_not_cut_off() -> None:
    for weight in (False, True):
        box = picture(Row((Span("gyjpqñ", weight),), Size.DOUBLE)).getbbox()
        assert box is not None
        assert box[1] > 0
        assert box[3] < 48


def test_wide_letters_stay_in_their_column() -> None:
    drawn = picture(Row((Span("W@"),), Size.DOUBLE))
    assert drawn.crop((0, 0, 24, 48)).getbbox() is not None
    assert drawn.crop((24, 0, 48, 48)).getbbox() is not None


def test_a_centred_row_stands_in_the_middle() -> None:
    box = picture(Row((Span("𬭎𬭎"),), align=Align.CENTRE)).getbbox()
    assert box is not None
    assert abs((box[0] + box[2]) / 2 - 288) < 4


@pytest.mark.parametrize(("baud", "rows"), [(9600, 24), (38400, 53), (115200, 128)])
def test_bands_take_a_second_at_any_speed_but_never_tear_a_row_of_type(baud: int, rows: int) -> None:
    picture = Band(72, bytes(range(72)) * 300)
    parts = list(bands(picture, baud // 10))
    assert {len(part.dots) // 72 for part in parts[:-1]} == {rows}
    assert b"".join(part.dots for part in parts) == picture.dots


def test_the_mark_is_a_card_with_its_chip() -> None:
    drawn = as_image(mark(80))
    assert drawn.size == (80, 80)
    assert drawn.getbbox() == (0, 12, 80, 68)
    assert drawn.crop((14, 26, 30, 38)).histogram()[255] == 16 * 12  # the chip is black
    assert drawn.crop((6, 18, 74, 24)).getbbox() is None  # the card is white


def test_importing_the_device_does_not_import_pillow() -> None:
    program = "import sys, kiosk.hardware.receipt_printer.device as d; print('PIL' in sys.modules)"
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "False"
