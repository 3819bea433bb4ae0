"""Keys for letters: rows as on every keyboard, with wider keys for what is no letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import SECONDARY, PushButton, Style
from kiosk.screens.widgets.keypad import WordKey
from kiosk.screens.widgets.part import Part

LETTERS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
HEX = ("12345678", "90ABCDEF")

_KEY = Style(
    theme.PAPER,
    theme.PRIMARY_SOFT,
    theme.INK,
    theme.PAPER_EDGE,
    (theme.STRONG,),
    96,
    theme.SMALL_GAP,
    shadow=True,
    side=4,
)
_WORD_KEY = replace(SECONDARY, fill=theme.FAINT, sizes=(theme.LEAD, theme.BODY, theme.NOTE), radius=14, side=8)
_GAP = 10
_LEAST, _TIGHT, _MOST = 96, 66, 128  # of a key's height: 24 mm, where there is little room 16.5 mm
_IN_A_ROW = 10

KeyRow: TypeAlias = Sequence["str | WordKey"]


class LetterKeys(Part):
    """Letters are a tenth of the width; the other keys of a row share what they leave, and else it is centred."""

    grow = 1.0

    def __init__(self, rows: Sequence[KeyRow], typed: Callable[[str], None], *, tight: bool) -> None:
        super().__init__()
        self._least = dp(_TIGHT if tight else _LEAST)
        self._typed = typed
        self._rows = [[self._key(key) for key in row] for row in rows]
        for key in self.keys():
            self.add_widget(key)

    def keys(self) -> list[PushButton]:
        """All of them, as they are read."""
        return [key for row in self._rows for key in row]

    def tall(self, width: float) -> float:
        return len(self._rows) * self._least + (len(self._rows) - 1) * dp(_GAP)

    def arrange(self) -> None:
        gap = dp(_GAP)
        rows = len(self._rows)
        tall = min((self.height - (rows - 1) * gap) / rows, dp(_MOST))
        top = self.top - (self.height - rows * tall - (rows - 1) * gap) / 2
        for row in self._rows:
            self._lay(row, top - tall, tall, gap)
            top -= tall + gap

    def _lay(self, row: list[PushButton], y: float, tall: float, gap: float) -> None:
        wide = (self.width - gap * (_IN_A_ROW - 1)) / _IN_A_ROW
        letters = sum(_is_letter(key) for key in row)
        left = self.width - gap * (len(row) - 1) - letters * wide
        others = left / (len(row) - letters) if letters < len(row) else 0.0
        x = self.x + (left / 2 if letters == len(row) else 0.0)
        for key in row:
            width = wide if _is_letter(key) else others
            key.place(x, y, width, tall)
            x += width + gap

    def _key(self, key: str | WordKey) -> PushButton:
        if isinstance(key, WordKey):
            return PushButton(key.name, key.words, key.icon, _WORD_KEY, key.on_tap)
        return PushButton(f"key:{key}", key, "", _KEY, lambda: self._typed(key))


def _is_letter(key: PushButton) -> bool:
    return len(key.words) == 1
