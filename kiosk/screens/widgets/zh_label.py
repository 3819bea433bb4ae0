"""ZhLabel: words that break where Chinese (and English) may break, in our own fonts, measured before drawn.

Kivy takes a run of Han without spaces for one word and lets closing punctuation start a line
(kivy #7998, #7496, #7323), so lines are broken here and handed to Kivy one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.metrics import dp

from kiosk import fonts
from kiosk.screens import theme
from kiosk.screens.widgets.part import Part

NO_START = frozenset("，。、；：！？）》〉」』】〕”’％…·～,.;:!?)]}%")
NO_END = frozenset("（《〈「『【〔“‘([{")
UNKNOWN = "〓"
_FAINT = 40  # of 255: an edge pixel with less cannot be seen
_LONELY = re.compile("[^ -~]{1,2}[，。、；：！？）》”]?|[!-~]{1,6}")  # what should not be all of a last line
_PAUSE = re.compile("[，；：。！？](?![”’）》])|[,;:.!?] ")

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "!-')-Z\\\\-z|-~\u00a0-ɏ–"  # no opening bracket: a line may begin with one
_WORD = rf"[(\[{{]*[{_LATIN}]+(?:’[{_LATIN}]+)*"
# What a reader takes in at one glance: names, dates, days of the week, an amount, a short quotation.
_ONE = (
    "制卡进度查询|天府市民云|支付宝|云闪付|社保卡|身份证|磁条卡|大厅|工作人员|去之前|不用|另外|节假日|服务网点|读卡区|出纸口"
    "|周[一二三四五六日](?:至周[一二三四五六日])?|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|\\d+(?:个工作日|[个号楼米])|“[^“”]{1,12}”"
)
# These stay together; "第 12 个": a number with its counter; a Latin word; spaces; any single character.
_TOKEN = re.compile(rf"{_ONE}|(?:[{_HAN}] )?\d{{1,3}} [{_HAN}]|{_WORD}| +|.")
_LOOSE_TOKEN = re.compile(rf"{_WORD}| +|.")

Width = Callable[[str], float]


def showable(words: str) -> str:
    """`words` with every character no font can draw replaced by 〓 and its code point."""
    return "".join(c if c == "\n" or fonts.covers(c) else f"{UNKNOWN}{ord(c):04X}" for c in words)


def wrap(words: str, width_of: Width, limit: float) -> list[str]:
    """`words` in lines no wider than `limit`, broken only where reading allows it."""
    return [line for paragraph in words.split("\n") for line in _wrap_paragraph(paragraph, width_of, limit)]


def tidy(words: str, width_of: Width, limit: float) -> list[str]:
    """Like `wrap`, in as few lines, but without one or two lonely characters or a short word on the last."""
    lines = wrap(words, width_of, limit)
    narrower, least = limit, max(limit * 0.8, _widest(words, width_of, limit))
    while len(lines) > 1 and _LONELY.fullmatch(lines[-1]) and narrower - limit / 40 > least:
        narrower -= limit / 40
        again = wrap(words, width_of, narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def balance(words: str, width_of: Width, limit: float) -> list[str]:
    """Like `wrap`, in as few lines, but of nearly equal length; two lines part at a comma where they can."""
    lines = wrap(words, width_of, limit)
    if len(lines) < 2:
        return lines
    if len(lines) == 2 and (parts := _at_a_pause(words, width_of, limit)):
        return parts
    low, high = max(limit / 2, _widest(words, width_of, limit)), limit
    while high - low > limit / 50:
        middle = (low + high) / 2
        if len(wrap(words, width_of, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return wrap(words, width_of, high)


def _at_a_pause(words: str, width_of: Width, limit: float) -> list[str] | None:
    """The two most equal halves that fit and part after a comma or colon; None without such."""
    cuts = [match.end() for match in _PAUSE.finditer(words)]
    halves = [[words[:cut].rstrip(), words[cut:].lstrip()] for cut in cuts if words[cut:].strip()]
    fitting = [pair for pair in halves if all(width_of(half) <= limit for half in pair)]
    return min(fitting, key=lambda pair: max(map(width_of, pair)), default=None)


def _wrap_paragraph(words: str, width_of: Width, limit: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for token in _tokens(words, width_of, limit):
        width = width_of(token)
        if lines[-1] and used + width > limit and not token.isspace():
            carried = _carry(lines[-1], token)
            lines.append([*carried, token])
            used = sum(map(width_of, lines[-1]))
        elif lines[-1] or not token.isspace() or len(lines) == 1:
            lines[-1].append(token)
            used += width
    return ["".join(line).rstrip() for line in lines]


def _tokens(words: str, width_of: Width, limit: float) -> list[str]:
    """The pieces that may be parted; one wider than a whole line is cut: first loosely, then by characters."""
    pieces: list[str] = []
    for token in _TOKEN.findall(words):
        for piece in (token,) if _needs(token, width_of) <= limit else _LOOSE_TOKEN.findall(token):
            pieces.extend((piece,) if width_of(piece) <= limit else piece)
    return pieces


def _needs(token: str, width_of: Width) -> float:
    """The width of a token; Han that stay together may have to take a comma along."""
    return width_of(token) + (width_of("，") if len(token) > 1 and not token.isascii() else 0)


def _widest(words: str, width_of: Width, limit: float) -> float:
    """What the widest piece needs: a narrower line would cut it."""
    return max((_needs(piece, width_of) for piece in _tokens(words, width_of, limit)), default=0.0)


def _carry(line: list[str], first: str) -> list[str]:
    """What must leave the end of `line` so that neither line breaks a rule; `line` is shortened."""
    carried: list[str] = []
    while len(line) > 1 and (first[0] in NO_START or line[-1].isspace() or line[-1][-1] in NO_END):
        piece = line.pop()
        first = first if piece.isspace() else piece
        carried.insert(0, piece)
    if first[0] in NO_START and len(line[-1]) > 1:  # nothing but one word left: its last character goes along
        carried.insert(0, line[-1][-1])
        line[-1] = line[-1][:-1]
    while carried and carried[0].isspace():  # a line starts with no space
        carried.pop(0)
    return carried


def _square(char: str) -> bool:
    """Han and its punctuation are as wide as the font is high, so they need not be measured."""
    return "\u3400" <= char <= "\u9fff" or char in "，。、；：！？（）《》“”"


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
    """Words at one of the theme's sizes. `wide="natural"` takes the width of its words in a row.

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
    ) -> None:
        super().__init__()
        self._pixels = round(dp(size))
        self._bold, self._align, self._even, self._middle = bold, align, even, middle
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
        self.words = showable(words)
        self._broken = None
        if self._natural:
            self.wide = self.natural_width()

    def paint(self, colour: theme.Colour) -> None:
        """Change the colour; costs no new texture."""
        self._colour.rgba = colour

    def natural_width(self) -> float:
        """The width of the longest paragraph on one line."""
        return max(map(self._width_of, self.words.split("\n"))) + 1

    def lines(self, width: float) -> list[str]:
        """The words as broken at `width`."""
        if self._broken is None or self._broken[0] != width:
            breaking = balance if self._even else tidy
            self._broken = (width, breaking(self.words, self._width_of, width))
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
        label = CoreLabel(
            text="\n".join(lines),
            font_name=theme.TEXT_FONT,
            font_size=self._pixels,
            bold=self._bold,
            halign=self._align,
        )
        label.refresh()
        self._drawn = lines
        self._rectangle.texture = label.texture
        self._rectangle.size = label.texture.size if label.texture else (0, 0)

    def _width_of(self, words: str) -> float:
        return sum(
            self._pixels if _square(char) else _char_width(char, theme.TEXT_FONT, self._pixels, self._bold)
            for char in words
        )


def open_fonts() -> None:
    """Open every size of both weights, and measure what is not square, before a citizen waits for it."""
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    for size in theme.SIZES:
        for bold in (False, True):
            label = ZhLabel(ascii_letters, size, bold=bold)
            label.tall(dp(1000))
        ZhLabel("国", size).place(0, 0, dp(size), dp(size))


class Icon(Part):
    """One icon of the icon font, its ink centred in its place. `beside`: as tall as a line of that text size."""

    def __init__(self, name: str, size: float, colour: theme.Colour, beside: float = 0) -> None:
        super().__init__()
        self.name = name
        self._texture, self._ink = _icon_texture(fonts.icon(name), round(dp(size)))
        self.wide = float(self._texture.width)
        self._tall = _line_height(theme.TEXT_FONT, round(dp(beside)), False) if beside else self.wide
        with self.canvas:
            Color(*colour)
            self._rectangle = Rectangle(texture=self._texture, size=self._texture.size)

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
