"""Draws lines of words: all in our own font, and rare characters, one by one, in the font that has them."""

from __future__ import annotations

from collections.abc import Iterator

from kivy.core.text import Label as CoreLabel
from kivy.graphics.texture import Texture

from kiosk import fonts
from kiosk.fonts.typefaces import typeface

# Stands in our font where a rare character will be put: as wide as any Han, and nothing of it remains. So lines are
# as wide and as high as without rare characters, whatever the other font says of itself.
_HOLE = "口"


def square(char: str) -> bool:
    """Han and its punctuation are as wide as the font is high, so they need not be measured."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char in "，。、；：！？（）《》“”" or _rare(char)


def drawn(lines: list[str], font: str, pixels: int, bold: bool, align: str) -> Texture | None:
    """The lines as one texture, white; None if there is nothing to see."""
    words = "\n".join("".join(_HOLE if _rare(char) else char for char in line) for line in lines)
    label = CoreLabel(text=words, font_name=font, font_size=pixels, bold=bold, halign=align)
    label.refresh()
    texture = label.texture
    if texture is not None:
        height = texture.height / len(lines)
        for number, line in enumerate(lines):
            for char, left in _rare_in(line, label, texture.width, align):
                _put(texture, char, (left, round(number * height)), (pixels, round(height)), label.get_ascent(), bold)
    return texture


def _rare(char: str) -> bool:
    return char != "\n" and not fonts.carries(char)


def _rare_in(line: str, label: CoreLabel, width: int, align: str) -> Iterator[tuple[str, int]]:
    """Each rare character of a line and the pixel it begins at."""
    places = [place for place, char in enumerate(line) if _rare(char)]
    if not places:
        return
    held = "".join(_HOLE if _rare(char) else char for char in line)
    spare = width - label.get_extents(held)[0]
    begin = {"left": 0, "center": spare // 2, "right": spare}[align]
    for place in places:
        yield line[place], begin + label.get_extents(held[:place])[0]


def _put(texture: Texture, char: str, at: tuple[int, int], size: tuple[int, int], ascent: int, bold: bool) -> None:
    from PIL import Image, ImageDraw  # at need: few visits bring a rare character

    face = typeface(char, size[0], bold)
    mask = Image.new("L", size, 0)
    place = (size[0] / 2, ascent)
    ImageDraw.Draw(mask).text(place, char, fill=255, font=face.font, anchor="ms", stroke_width=face.stroke)
    dots = Image.new("RGBA", size, (255, 255, 255, 0))
    dots.putalpha(mask)
    texture.blit_buffer(dots.tobytes(), size=size, colorfmt="rgba", bufferfmt="ubyte", pos=at)
