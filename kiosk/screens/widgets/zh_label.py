"""ZhLabel: words that break where Chinese (and English) may break, in our own fonts, measured before drawn."""

from __future__ import annotations

from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.metrics import dp

from kiosk import fonts
from kiosk.line_breaking import balance, shortened, tidy
from kiosk.screens import theme
from kiosk.screens.widgets import runs
from kiosk.screens.widgets.part import Part

_FAINT = 40  # of 255: an edge pixel with less cannot be seen


@lru_cache(maxsize=16)
def _measuring(font: str, size: int, bold: bool) -> CoreLabel:
    return CoreLabel(font_name=font, font_size=size, bold=bold)


@lru_cache(maxsize=8192)
def _char_width(char: str, font: str, size: int, bold: bool) -> float:
    return float(_measuring(font, size, bold).get_extents(char)[0])


@lru_cache(maxsize=64)
def _line_height(font: str, size: int, bold: bool) -> float:
    return float(_measuring(font, size, bold).get_extents("国")[1])


class ZhLabel(Part):
    """Words at one of the theme's sizes. `natural` takes the width of its words in a row; `most`: lines it may have.

    Widths are cached by character, never by text: a text may be somebody's name.
    """

    def __init__(
        self,
        words: str,
        size: float = theme.BODY,
        colour: theme.Colour = theme.INK,
        *,
        bold: bool = False,
        align: str = "left",
        even: bool = False,
        natural: bool = False,
        middle: bool = False,
        most: int = 0,
    ) -> None:
        super().__init__()
        self._pixels = theme.type_pixels(size)
        self._bold, self._align, self._even, self._middle = bold, align, even, middle
        self._most = most
        self._broken: tuple[float, list[str]] | None = None
        self._drawn: list[str] | None = None
        with self.canvas:
            self._colour = Color(*colour)
            self._rectangle = Rectangle(size=(0, 0))
        self.words = ""
        self._natural = natural
        self.say(words)

    def say(self, words: str) -> None:
        """Change the words; `arrange` or `place` must follow when their size may differ."""
        self.words = fonts.showable(words)
        self._broken = None
        if self._natural:
            self.wide = self.natural_width()

    def paint(self, colour: theme.Colour) -> None:
        """Change the colour; costs no new texture."""
        self._colour.rgba = tuple(colour)

    def natural_width(self) -> float:
        """The width of the longest paragraph on one line."""
        return max(map(self._width_of, self.words.split("\n"))) + 1

    def lines(self, width: float) -> list[str]:
        """The words as broken at `width`."""
        if self._broken is None or self._broken[0] != width:
            breaking = balance if self._even else tidy
            lines = breaking(self.words, self._width_of, width)
            if self._most:
                lines = shortened(lines, self._most, self._width_of, width)
            self._broken = (width, lines)
        return self._broken[1]

    def tall(self, width: float) -> float:
        return len(self.lines(width)) * _line_height(theme.TEXT_FONT, self._pixels, self._bold)

    def arrange(self) -> None:
        lines = self.lines(self.width)
        if lines != self._drawn:
            self._render(lines)
        width, height = self._rectangle.size
        spare = self.width - width
        left = {"left": 0.0, "center": spare / 2, "right": spare}[self._align]
        below = (self.height - height) / 2 if self._middle else self.height - height
        # Han sits 0.05 em low in the line box of Noto Sans CJK.
        self._rectangle.pos = (round(self.x + left), round(self.y + below + 0.05 * self._pixels))

    def needs(self) -> tuple[float, float]:
        """Width and height of the drawn words, for the check that nothing is clipped."""
        width, height = self._rectangle.size
        return float(width), float(height)

    def _render(self, lines: list[str]) -> None:
        texture = runs.drawn(lines, theme.TEXT_FONT, self._pixels, self._bold, self._align)
        self._drawn = lines
        self._rectangle.texture = texture
        self._rectangle.size = texture.size if texture else (0, 0)

    def _width_of(self, words: str) -> float:
        return sum(
            self._pixels if runs.square(char) else _char_width(char, theme.TEXT_FONT, self._pixels, self._bold)
            for char in words
        )


def open_font(size: int) -> None:
    """Open a size in both weights, and measure what is not square, before a citizen waits for it."""
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    for bold in (False, True):
        ZhLabel(ascii_letters, size, bold=bold).tall(dp(1000))
        ZhLabel("国", size, bold=bold).place(0, 0, dp(size), dp(size))


class Icon(Part):
    """One icon of the icon font, its ink centred in its place. `beside`: as tall as a line of that text size."""

    def __init__(self, name: str, size: float, colour: theme.Colour, beside: float = 0) -> None:
        super().__init__()
        self.name = name
        self._texture, self._ink = _icon_texture(fonts.icon(name), round(dp(size)))
        self.wide = float(self._texture.width)
        self._tall = _line_height(theme.TEXT_FONT, theme.type_pixels(beside), False) if beside else self.wide
        with self.canvas:
            self._colour = Color(*colour)
            self._rectangle = Rectangle(texture=self._texture, size=self._texture.size)

    def paint(self, colour: theme.Colour) -> None:
        """Change the colour."""
        self._colour.rgba = tuple(colour)

    def tall(self, width: float) -> float:
        return self._tall

    def arrange(self) -> None:
        height = self._texture.height
        left = self.center_x - self._ink / 2
        self._rectangle.pos = (round(left), round(self.center_y - height / 2))


@lru_cache(maxsize=128)
def _icon_texture(icon: str, size: int) -> tuple[Texture, int]:
    """An icon drawn once, and the width of its ink: SDL_ttf leaves out the space left of it."""
    label = CoreLabel(text=icon, font_name=theme.ICON_FONT, font_size=size)
    label.refresh()
    texture = label.texture
    width, pixels = texture.width, texture.pixels
    ink = next((x + 1 for x in range(width - 1, -1, -1) if max(pixels[x * 4 + 3 :: width * 4]) > _FAINT), width)
    return texture, ink
