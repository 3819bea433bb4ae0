"""Both faces of the old strip card and of the new card, drawn so that people can tell which one they hold."""

from __future__ import annotations

import enum
from collections.abc import Callable

from kivy.graphics import Color, SmoothEllipse, SmoothLine, SmoothRoundedRectangle

from kiosk.screens import theme
from kiosk.screens.theme import Colour
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel

WIDE, TALL = 86, 54  # millimetres of a real card (ISO 7810)

_OLD = (0.85, 0.90, 0.87, 1)
_OLD_BAND = (0.30, 0.58, 0.48, 1)
_NEW = (0.93, 0.96, 1.0, 1)
_NEW_BAND = (0.16, 0.42, 0.77, 1)
_PRINT = (0.60, 0.69, 0.81, 1)
_STRIPE = (0.13, 0.12, 0.12, 1)
_GOLD = (0.93, 0.75, 0.32, 1)
_GOLD_LINE = (0.70, 0.52, 0.14, 1)
_SKIN = (0.72, 0.79, 0.88, 1)
_RED = (0.80, 0.22, 0.20, 1)
_EDGE = (0.66, 0.73, 0.83, 1)


class Side(enum.Enum):
    """A face of one of the two cards."""

    STRIP_FRONT = enum.auto()
    STRIP_BACK = enum.auto()
    NEW_FRONT = enum.auto()
    NEW_BACK = enum.auto()


class CardFace(Part):
    """One face, as wide as its place."""

    def __init__(self, side: Side) -> None:
        super().__init__()
        self._side = side
        self._unit = 1.0

    def tall(self, width: float) -> float:
        return width * TALL / WIDE

    def arrange(self) -> None:
        self.canvas.clear()
        self._unit = min(self.width / WIDE, self.height / TALL)
        draw = {
            Side.STRIP_FRONT: self._strip_front,
            Side.STRIP_BACK: self._strip_back,
            Side.NEW_FRONT: self._new_front,
            Side.NEW_BACK: self._new_back,
        }
        draw[self._side]()
        box = self._box(0, 0, WIDE, TALL)
        self.canvas.add(Color(*_EDGE))
        self.canvas.add(SmoothLine(rounded_rectangle=(*box, 4 * self._unit), width=max(1.0, 0.4 * self._unit)))

    def _strip_front(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, _OLD)
        self._round(0, 34, WIDE, 12, 0, _OLD_BAND)
        self._round(8, 38, 40, 4, 2, theme.WHITE)
        self._round(8, 22, 46, 4, 2, _PRINT)
        self._round(8, 10, 30, 4, 2, _PRINT)

    def _strip_back(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, _OLD)
        self._round(0, 34, WIDE, 13, 0, _STRIPE)
        self._round(8, 22, 54, 7, 1, theme.WHITE)
        self._round(8, 12, 70, 3, 1.5, _PRINT)
        self._round(8, 6, 56, 3, 1.5, _PRINT)

    def _new_front(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, _NEW)
        self._round(8, 43, 54, 5, 2, _NEW_BAND)
        self._round(8, 22, 17, 14, 3, _GOLD)
        x, y, width, height = self._box(12, 25.5, 9, 7)
        self.canvas.add(Color(*_GOLD_LINE))
        self.canvas.add(SmoothLine(rectangle=(x, y, width, height), width=max(1.0, 0.5 * self._unit)))
        self._round(60, 8, 20, 26, 2, theme.WHITE)
        x, y, width, height = self._box(65, 20, 10, 11)
        self.canvas.add(Color(*_SKIN))
        self.canvas.add(SmoothEllipse(pos=(x, y), size=(width, height)))
        self._round(62, 9, 16, 10, 5, _SKIN)
        self._round(30, 29, 22, 3, 1.5, _PRINT)
        self._round(30, 22, 26, 3, 1.5, _PRINT)
        self._round(8, 12, 46, 3, 1.5, _PRINT)
        self._round(8, 6, 34, 3, 1.5, _PRINT)

    def _new_back(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, _NEW)
        self._round(0, 40, WIDE, 9, 0, _STRIPE)
        self._round(8, 28, 9, 7, 3.5, _RED)
        self._round(20, 30, 26, 4, 2, _PRINT)
        for group in range(4):
            self._round(8 + group * 18, 17, 15, 4, 2, _NEW_BAND)
        self._round(8, 8, 48, 3, 1.5, _PRINT)

    def _round(self, x: float, y: float, width: float, height: float, radius: float, colour: Colour) -> None:
        left, below, wide, tall = self._box(x, y, width, height)
        self.canvas.add(Color(*colour))
        self.canvas.add(
            SmoothRoundedRectangle(pos=(left, below), size=(wide, tall), radius=[radius * self._unit or 0.1] * 4)
        )

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        unit = self._unit
        left, below = self.center_x - WIDE * unit / 2, self.center_y - TALL * unit / 2
        return left + x * unit, below + y * unit, width * unit, height * unit


def card_faces(word: Callable[[str], str], size: float) -> Part:
    """Old and new beside each other, each with its front and its back, and what to look for."""
    old = _card(word, "glass-faces-old", "glass-faces-old-sign", (Side.STRIP_FRONT, Side.STRIP_BACK), size)
    new = _card(word, "glass-faces-new", "glass-faces-new-sign", (Side.NEW_FRONT, Side.NEW_BACK), size)
    return Row(old, new, gap=20, fill=True)


def _card(word: Callable[[str], str], name: str, sign: str, sides: tuple[Side, Side], size: float) -> Part:
    captions = (word("glass-faces-front"), word("glass-faces-back"))
    faces = [
        Stack(CardFace(side), ZhLabel(caption, theme.NOTE, theme.QUIET, align="center"), gap=4)
        for side, caption in zip(sides, captions, strict=True)
    ]
    return Card(
        ZhLabel(word(name), size, bold=True),
        ZhLabel(word(sign), theme.NOTE, theme.QUIET),
        Row(*faces, gap=16),
        gap=8,
        pad=22,
    )
