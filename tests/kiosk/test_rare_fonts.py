"""Which rare characters can be shown: what is written down agrees with the fonts, and all of GB 18030-2022 is there."""

from __future__ import annotations

import logging

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from kiosk import fonts
from kiosk.domain import gb18030
from kiosk.fonts import typefaces
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos.wire import Size
from kiosk.hardware.receipt_printer.paper import Paragraph, Slip
from kiosk.hardware.receipt_printer.raster import draw
from kiosk.hardware.receipt_printer.typeset import Row, Span, Typesetter

installed = pytest.mark.skipif(
    not all(font.file.is_file() for font in fonts.RARE), reason="not a Debian: tools/setup installs the fonts there"
)

# GB 18030-2022, level 3: all of its 87,887 Han characters, by block. First, last, and how many we carry ourselves.
LEVEL_3 = {
    "unified": (0x4E00, 0x9FEF, 20976),
    "extension A": (0x3400, 0x4DB5, 6582),
    "extension B": (0x20000, 0x2A6D6, 2108),
    "extension C": (0x2A700, 0x2B734, 47),
    "extension D": (0x2B740, 0x2B81D, 34),
    "extension E": (0x2B820, 0x2CEA1, 112),
    "extension F": (0x2CEB0, 0x2EBE0, 5),
}
AMONG_COMPATIBILITY = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"  # twelve that are unified nevertheless
GB2312 = Charset("gb2312")
RARE = "𪚡"  # of HanaMinB only


def block(first: int, last: int) -> list[str]:
    return [chr(point) for point in range(first, last + 1)]


LEVEL_3_CHARACTERS = [char for first, last, _ in LEVEL_3.values() for char in block(first, last)]
LEVEL_3_CHARACTERS += AMONG_COMPATIBILITY


def test_level_3_is_as_large_as_the_standard_says() -> None:
    assert len(LEVEL_3_CHARACTERS) == len(set(LEVEL_3_CHARACTERS)) == 87_887


@pytest.mark.parametrize("name", LEVEL_3)
def test_what_we_carry_is_what_the_table_in_the_documents_says(name: str) -> None:
    first, last, carried = LEVEL_3[name]
    assert sum(map(fonts.carries, block(first, last))) == carried


@installed
def test_every_han_character_of_gb_18030_2022_can_be_shown() -> None:
    assert [hex(ord(char)) for char in LEVEL_3_CHARACTERS if not fonts.covers(char)] == []


@installed
@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (0x9FF0, 0x9FFF, 16),
        (0x2EBF0, 0x2EE5D, 0),
        (0x30000, 0x3134A, 3045),
        (0x31350, 0x323AF, 2271),
    ],
)
def test_of_what_is_newer_than_the_standard_so_many_can_be_shown(first: int, last: int, shown: int) -> None:
    assert sum(map(fonts.covers, block(first, last))) == shown


@installed
@pytest.mark.parametrize("font", fonts.RARE, ids=lambda font: font.file.name)
def test_what_is_written_down_of_a_font_is_in_it(font: fonts.RareFont) -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    points = set(TTFont(font.file, lazy=True).getBestCmap())
    coverage = dict(fonts._rare())[font]
    said = {char for char in map(chr, range(0x2E80, 0x40000)) if char in coverage}
    assert len(said) == len(coverage) > 20_000
    assert {char for char in said if ord(char) not in points} == set()


@installed
def test_chinese_shapes_are_asked_before_japanese_ones() -> None:
    assert [fonts.rare_font(char) for char in "𠀀𪚡国"] == [fonts.RARE[0], fonts.RARE[1], None]


@installed
def test_few_fonts_stay_open() -> None:
    for pixels in range(20, 60):
        typefaces.typeface(RARE, pixels, bold=False)
    assert typefaces._opened.cache_info().currsize <= 8


def test_what_has_no_ink_is_left_out_and_what_no_font_has_is_said() -> None:
    assert fonts.showable("测\U000e0100试\ufe00\u200b\xad\x1b样") == "测试样"
    assert fonts.showable("测\ue000\ud800试") == "测〓E000〓D800试"
    assert fonts.showable("测\t试\n样") == "测 试\n样"
    assert fonts.showable("𬭎䶮㛃𠮷·Ág") == "𬭎䶮㛃𠮷·Ág"


def test_a_machine_without_the_fonts_marks_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_rare", lambda: ())
    assert not fonts.covers(RARE)
    assert fonts.showable(f"测{RARE}") == "测〓2A6A1"
    assert slip(f"测{RARE}").text == "测〓2A6A1"


def slip(words: str) -> Row:
    (row,) = (element for element in Typesetter(576, GB2312).set(Slip((Paragraph(words),))) if isinstance(element, Row))
    return row


def dots(row: Row) -> Image.Image:
    band = draw(row, GB2312, 576)
    return Image.frombytes("1", (band.bytes_per_row * 8, len(band.dots) // band.bytes_per_row), band.dots)


@installed
def test_paper_shows_the_same_rare_characters_as_the_glass() -> None:
    row = slip(f"测{RARE}\U000e0100𠀀")
    assert row.text == f"测{RARE}𠀀"
    assert row.drawn
    picture = dots(row)
    cells = [picture.crop((left, 0, left + 24, 24)) for left in (0, 24, 48)]
    assert all(20 < cell.histogram()[255] < 400 for cell in cells)


@installed
@pytest.mark.parametrize("char", ["𪚡", "𠀀"])
def test_paper_has_bold_rare_characters(char: str) -> None:
    usual, bold = (dots(Row((Span(char, weight),), Size.DOUBLE)).histogram()[255] for weight in (False, True))
    assert bold > usual * 1.05


def test_every_rare_character_has_bytes_of_its_own() -> None:
    assert gb18030.decode(gb18030.encode("𪚡𠀀𮯠")) == "𪚡𠀀𮯠"
