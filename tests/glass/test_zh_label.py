"""Words on the glass: rare characters in the fonts that have them, in lines that do not move for it."""

from __future__ import annotations

import pytest

import tests.glass.no_screen  # noqa: F401 - before the first Kivy import

# isort: split
from kivy.core.text import Label as CoreLabel
from PIL import Image, ImageChops

from kiosk import fonts
from kiosk.screens import theme
from kiosk.screens.widgets import runs
from kiosk.screens.widgets.zh_label import ZhLabel
from tests.glass.panel import Glass
from tests.kiosk.test_rare_fonts import installed

pytestmark = pytest.mark.glass

PIXELS = 48
RARE = "𪚡"  # of HanaMinB only


def picture(line: str, *more: str, bold: bool = False, align: str = "left") -> Image.Image:
    """How dark each pixel of the lines is."""
    texture = runs.drawn([line, *more], theme.TEXT_FONT, PIXELS, bold, align)
    assert texture is not None
    return Image.frombytes("RGBA", texture.size, texture.pixels).getchannel("A")


def plain(*lines: str, align: str = "left") -> Image.Image:
    """The same by Kivy alone."""
    label = CoreLabel(text="\n".join(lines), font_name=theme.TEXT_FONT, font_size=PIXELS, halign=align)
    label.refresh()
    return Image.frombytes("RGBA", label.texture.size, label.texture.pixels).getchannel("A")


def dark(image: Image.Image) -> int:
    return sum(level * count for level, count in enumerate(image.histogram()))


def test_words_without_rare_characters_are_drawn_as_ever(shared: Glass) -> None:
    assert picture("您的新卡", "Card", align="center").tobytes() == plain("您的新卡", "Card", align="center").tobytes()


@installed
@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_rare_character_stands_where_another_would_and_nothing_moves(shared: Glass, align: str) -> None:
    mixed = picture("测试Ag样例", f"测{RARE}试", "卡", align=align)
    other = plain("测试Ag样例", "测口试", "卡", align=align)
    assert mixed.size == other.size
    box = ImageChops.difference(mixed, other).getbbox()
    assert box is not None
    tall = other.height / 3
    spare = other.width - 3 * PIXELS
    begin = {"left": 0, "center": spare // 2, "right": spare}[align]
    assert begin + PIXELS - 1 <= box[0] < box[2] <= begin + 2 * PIXELS + 1
    assert tall - 1 <= box[1] < box[3] <= 2 * tall + 1
    assert box[2] - box[0] > PIXELS * 0.8  # the whole of it, not a part


@installed
def test_the_character_is_the_one_asked_for(shared: Glass) -> None:
    hole = plain("口")
    drawings = {char: picture(char).tobytes() for char in "𪚡𠀀𠀁𪛕"}
    assert len(set(drawings.values())) == len(drawings)
    assert hole.tobytes() not in drawings.values()


@installed
@pytest.mark.parametrize("char", ["𪚡", "𠀀"])  # of HanaMinB, of BabelStone Han
def test_bold_is_blacker_in_a_font_without_a_bold_face(shared: Glass, char: str) -> None:
    assert dark(picture(char, bold=True)) > dark(picture(char)) * 1.08


@installed
@pytest.mark.parametrize("size", theme.SIZES)
def test_a_label_measures_rare_characters_as_it_draws_them(shared: Glass, size: float) -> None:
    rare, usual = ZhLabel(f"测{RARE}试", size, natural=True), ZhLabel("测国试", size, natural=True)
    assert rare.wide == usual.wide
    assert rare.tall(1000) == usual.tall(1000)
    assert rare.wide is not None
    rare.place(0, 0, rare.wide, rare.tall(1000))
    assert rare.needs()[0] <= rare.wide


def test_a_character_no_font_has_is_said_by_its_code_point(shared: Glass) -> None:
    assert ZhLabel("测\ue000试\U000e0100").words == "测〓E000试"


def test_without_the_fonts_the_same_name_is_marked(shared: Glass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_rare", lambda: ())
    assert ZhLabel(f"测{RARE}").words == "测〓2A6A1"
