"""Both faces of the old strip card and of the new card, drawn so that people can tell which one they hold."""

from __future__ import annotations

import enum
from collections.abc import Callable

from kivy.graphics import Color, SmoothEllipse, SmoothLine, SmoothRoundedRectangle

from kiosk.screens import theme
from kiosk.screens.theme import Colour, materials
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel

WIDE, TALL = 86, 54  # millimetres of a real card (ISO 7810)


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
        self.canvas.add(Color(*materials.EDGE))
        self.canvas.add(SmoothLine(rounded_rectangle=(*box, 4 * self._unit), width=max(1.0, 0.4 * self._unit)))

    def _strip_front(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, materials.STRIP_CARD)
        self._round(0, 34, WIDE, 12, 0, materials.STRIP_BAND)
        self._round(8, 38, 40, 4, 2, materials.WHITE)
        self._round(8, 22, 46, 4, 2, materials.PRINT)
        self._round(8, 10, 30, 4, 2, materials.PRINT)

    def _strip_back(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, materials.STRIP_CARD)
        self._round(0, 34, WIDE, 13, 0, materials.STRIPE)
        self._round(8, 22, 54, 7, 1, materials.WHITE)
        self._round(8, 12, 70, 3, 1.5, materials.PRINT)
        self._round(8, 6, 56, 3, 1.5, materials.PRINT)

    def _new_front(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, materials.NEW_CARD)
        self._round(8, 43, 54, 5, 2, materials.NEW_BAND)
        self._round(8, 22, 17, 14, 3, materials.GOLD)
        x, y, width, height = self._box(12, 25.5, 9, 7)
        self.canvas.add(Color(*materials.GOLD_LINE))
        self.canvas.add(SmoothLine(rectangle=(x, y, width, height), width=max(1.0, 0.5 * self._unit)))
        self._round(60, 8, 20, 26, 2, materials.WHITE)
        x, y, width, height = self._box(65, 20, 10, 11)
        self.canvas.add(Color(*materials.SKIN))
        self.canvas.add(SmoothEllipse(pos=(x, y), size=(width, height)))
        self._round(62, 9, 16, 10, 5, materials.SKIN)
        self._round(30, 29, 22, 3, 1.5, materials.PRINT)
        self._round(30, 22, 26, 3, 1.5, materials.PRINT)
        self._round(8, 12, 46, 3, 1.5, materials.PRINT)
        self._round(8, 6, 34, 3, 1.5, materials.PRINT)

    def _new_back(self) -> None:
        self._round(0, 0, WIDE, TALL, 4, materials.NEW_CARD)
        self._round(0, 40, WIDE, 9, 0, materials.STRIPE)
        self._round(8, 28, 9, 7, 3.5, materials.EMBLEM)
        self._round(20, 30, 26, 4, 2, materials.PRINT)
        for group in range(4):
            self._round(8 + group * 18, 17, 15, 4, 2, materials.NEW_BAND)
        self._round(8, 8, 48, 3, 1.5, materials.PRINT)

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
