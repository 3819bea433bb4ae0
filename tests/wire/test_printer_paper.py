"""Characters on paper, dot by dot: what comes out of the printer looks like its own glyph, and not like another's."""

from __future__ import annotations

import asyncio
import unicodedata
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk import fonts
from kiosk.domain.receipt import Barcode, Pair, Receipt
from kiosk.domain.text import text
from kiosk.flows.hand_over import in_words
from kiosk.hardware.receipt_printer import paper
from kiosk.hardware.receipt_printer.paper import Line, Paragraph, Slip, Title
from kiosk.hardware.smartcard import ssc
from kiosk.i18n import Words
from kiosk_sim.fonts import PRINTER_ROM
from kiosk_sim.paper import Slip as Paper
from tests.wire.printer_bench import Bench, tell

CELL = 24  # dots of a full-width character
PITCH = CELL + 14 + 16  # of lines that stand apart: the row, its leading, the gap to the next line
FULL_WIDTH = "￥：（）！？，。；、“”《》【】·—…％＋－＝＠＃０９ＡＺａｚ"
OUTSIDE_GB2312 = "〇䶮㐀𠮷𬭎㑇龴𠂇ḿ︐"
# What chips and readers of the older tables hold, and the character that is meant.
LEGACY = {"FE59": "龴", "FE51": "𠂇", "A8BC": "ḿ", "FEA0": "龻", "82359134": "龻", "8139EE39": "㐀"}


def reference(char: str) -> Image.Image:
    """The glyph, drawn by this test: from the printer's ROM where GB2312 has it, else from the kiosk's font."""
    try:
        char.encode("gb2312")
        font = PRINTER_ROM
    except UnicodeEncodeError:
        font = PRINTER_ROM if char in "·—" else fonts.REGULAR
    narrow = is_narrow(char)
    pixels, baseline = (21, 18) if narrow else (CELL, 21)
    face = ImageFont.truetype(str(font), pixels)
    grey = Image.new("L", (round(face.getlength(char)) if narrow else CELL, CELL), 0)
    ImageDraw.Draw(grey).text((grey.width / 2, baseline), char, fill=255, font=face, anchor="ms")
    cell = Image.new("L", (CELL, CELL), 0)
    cell.paste(grey.resize((CELL // 2, CELL), Image.Resampling.LANCZOS) if narrow else grey, (0, 0))
    return cell.point(lambda value: 255 if value >= 106 else 0).convert("1")


def is_narrow(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("N", "Na")


def most(char: str) -> float:
    """How unlike its reference a character may be: what is squeezed into half a cell has other edges."""
    return 0.3 if is_narrow(char) else 0.2


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Dots that differ, as a part of all black ones; 0 is the same picture."""
    either = ImageChops.logical_or(one, other).histogram()[255]
    return ImageChops.logical_xor(one, other).histogram()[255] / max(1, either)


def first_row(sheet: Paper) -> int:
    """Where the black square stands that each of these slips begins with."""
    box = sheet.image.getbbox()
    square = reference("■").getbbox()
    assert box is not None
    assert square is not None
    return box[1] - square[1]


def cells(sheet: Paper, count: int) -> list[Image.Image]:
    """The first cell of each line after the square."""
    top = first_row(sheet)
    return [sheet.image.crop((0, top + n * PITCH, CELL, top + n * PITCH + CELL)) for n in range(1, count + 1)]


def printed(folder: Path, lines: tuple[Line, ...]) -> Paper:
    papers: list[Paper] = []

    async def story(it: Bench) -> None:
        await it.driver.print_slip(Slip(lines))
        papers.extend(it.papers)

    tell(folder, story)
    (sheet,) = papers
    return sheet


class NameOnChip:
    """A chip whose EF06 holds a name in these bytes."""

    def __init__(self, name: bytes) -> None:
        self._records = {0x08: b"000000000000000000", 0x09: name}

    async def transmit(self, apdu: bytes | bytearray) -> bytes:
        record = self._records.get(apdu[2]) if apdu[1] == 0xB2 else b""
        if record is None:
            return b"\x6a\x83"
        return (bytes((apdu[2], len(record))) + record if record else b"") + b"\x90\x00"


def test_full_width_signs_and_rare_characters_print_as_themselves(tmp_path: Path) -> None:
    chars = FULL_WIDTH + OUTSIDE_GB2312
    sheet = printed(tmp_path, (Paragraph("■"), *map(Paragraph, chars)))
    references = {char: reference(char) for char in chars}
    for char, cell in zip(chars, cells(sheet, len(chars)), strict=True):
        nearest = min(references, key=lambda other: unlike(cell, references[other]))
        assert nearest == char
        assert unlike(cell, references[char]) < most(char), char
    told = [line for line in sheet.lines if line != "■"]
    assert told == list(FULL_WIDTH)  # the others are drawn, and no box stands for any of them


@pytest.mark.parametrize(("code", "char"), LEGACY.items())
def test_a_name_goes_from_the_chip_to_glass_and_paper(tmp_path: Path, code: str, char: str) -> None:
    chip = NameOnChip(bytes.fromhex(code) + "测试".encode("gb18030"))
    name = asyncio.run(ssc.read_holder(chip)).name
    assert name.reveal() == char + "测试"
    assert all(fonts.covers(part) for part in name.reveal())  # what the glass draws with
    words = Words("zh-CN")
    receipt = Receipt((Pair(text("paper-holder"), text("value-person", name=name)),))
    (_, line) = in_words(receipt, words, rehearsal=False).lines
    assert isinstance(line, paper.Pair)
    assert line.value == f"{char}**"
    (cell,) = cells(printed(tmp_path, (Paragraph("■"), Paragraph(line.value))), 1)
    cell = cell.crop((0, 0, CELL // 2 if is_narrow(char) else CELL, CELL))
    cell = cell.crop((0, 0, CELL, CELL))  # without the star beside a narrow one
    others = [reference(other) for other in OUTSIDE_GB2312 + "测〓" if other != char]
    assert unlike(cell, reference(char)) < min(most(char), *(unlike(cell, other) for other in others))


def test_private_use_text_from_a_reader_or_an_office_is_the_character(tmp_path: Path) -> None:
    legacy, real = cells(printed(tmp_path, (Paragraph("■"), Paragraph("\ue81e"), Paragraph("龴"))), 2)
    assert unlike(legacy, real) == 0
    assert unlike(real, reference("龴")) < 0.2


def test_double_width_characters_keep_the_columns(tmp_path: Path) -> None:
    """A value stands in the same column whether its row is printed by the font or drawn."""
    table = (paper.Pair("姓名", "䶮"), paper.Pair("网点", "测"), paper.Pair("A", "测"))
    slip = printed(tmp_path, (Paragraph("■"), *table))
    top = first_row(slip) + PITCH
    rows = [slip.image.crop((0, top + n * 38, 576, top + n * 38 + CELL)) for n in range(3)]
    column = (4 + 2) * 12
    assert [row.crop((48, 0, column, CELL)).getbbox() for row in rows[:2]] == [None, None]
    assert all(row.crop((column, 0, column + CELL, CELL)).getbbox() for row in rows)
    assert unlike(rows[1].crop((column, 0, column + CELL, CELL)), rows[2].crop((column, 0, column + CELL, CELL))) == 0


def test_a_receipt_has_its_mark_and_its_barcode_can_be_read(tmp_path: Path) -> None:
    receipt = Receipt(
        (Pair(text("paper-number"), text("value", value="1234 5678")), Barcode("12345678", text("finish")))
    )
    slip = in_words(receipt, Words("zh-CN"), rehearsal=False)
    sheet = printed(tmp_path, slip.lines)
    (code,) = zxingcpp.read_barcodes(sheet.image.convert("L").point(lambda value: 255 - value))
    assert code.text == "12345678"
    assert sheet.lines[-1] == "12345678"
    box = sheet.image.getbbox()
    assert box is not None
    mark = sheet.image.crop((248, box[1], 328, box[1] + 56))
    assert mark.getbbox() == (0, 0, 80, 56)


def test_size_and_alignment_reach_the_paper_with_full_width_signs(tmp_path: Path) -> None:
    sheet = printed(tmp_path, (Paragraph("■"), Title("￥：")))
    top = first_row(sheet) + PITCH
    large = sheet.image.crop((288 - 2 * CELL, top, 288 + 2 * CELL, top + 2 * CELL))
    struck = [ImageChops.logical_or(glyph, ImageChops.offset(glyph, 1, 0)) for glyph in map(reference, "￥：")]
    for n, glyph in enumerate(struck):
        cell = large.crop((n * 2 * CELL, 0, (n + 1) * 2 * CELL, 2 * CELL))
        assert unlike(cell.resize((CELL, CELL), Image.Resampling.NEAREST), glyph) < 0.25
