"""A drawing of the PIN pad beside the screen: its guide light, its keys, and the digits entered so far as dots."""

from __future__ import annotations

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.theme import Colour, materials
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.pin_dots import PinDots
from kiosk.screens.widgets.shadow import SoftShadow
from kiosk.screens.widgets.zh_label import ZhLabel

WIDE, TALL = 760, 700  # of the drawing, in units of its own

_KEY_WIDE, _KEY_TALL, _STEP_X, _STEP_Y = 116, 76, 140, 100
_FUNCTION_KEYS = (
    materials.KEY_RED,
    materials.KEY_YELLOW,
    materials.LIGHT_GREEN,
)  # cancel, correct, enter: from top to bottom


class PinPadDrawing(Part):
    """`words` name the three coloured keys."""

    grow = 1.0

    def __init__(self, entered: int, length: int, words: tuple[str, str, str], least: float) -> None:
        super().__init__()
        self._dots = PinDots(length, entered, size=34, ink=materials.WHITE, gap=30)
        size = theme.NOTE if theme.large() else theme.BODY
        self._labels = [ZhLabel(word, size, bold=True, middle=True) for word in words]
        self._unit = 1.0
        self._least = least

    def tall(self, width: float) -> float:
        return min(width * TALL / WIDE, dp(self._least))

    def arrange(self) -> None:
        self.canvas.before.clear()
        self.clear_widgets()
        words = max(label.natural_width() for label in self._labels) + dp(24)
        self._unit = min((self.width - 2 * words) / WIDE, self.height / TALL)
        self._left, self._below = self.center_x - WIDE * self._unit / 2, self.center_y - TALL * self._unit / 2
        self._light()
        self._round((20, 20, WIDE - 40, TALL - 40), 40, materials.DARK)
        self._round((70, TALL - 190, WIDE - 140, 120), 24, materials.DARKER)
        self.add_widget(self._dots)
        self._dots.place(*self._box((70, TALL - 190, WIDE - 140, 120)))
        for place in range(12):
            down, across = divmod(place, 3)
            self._round((80 + across * _STEP_X, 380 - down * _STEP_Y, _KEY_WIDE, _KEY_TALL), 18, materials.SHELL)
        for down, (colour, label) in enumerate(zip(_FUNCTION_KEYS, self._labels, strict=True)):
            key = (WIDE - 80 - 136, 380 - down * _STEP_Y, 136, _KEY_TALL)
            self._round(key, 18, colour)
            self._name(label, key, words)

    def _light(self) -> None:
        box = self._box((20, 20, WIDE - 40, TALL - 40))
        radius = 40 * self._unit
        glow = SoftShadow(radius, blur=54 * self._unit, spread=20 * self._unit, drop=0)
        glow.lay(*box)
        for instruction in (
            Color(*materials.LIGHT_GREEN[:3], materials.HALO),
            glow.mesh,
            Color(*materials.LIGHT_GREEN),
            SmoothLine(rounded_rectangle=(*box, radius), width=6 * self._unit),
        ):
            self.canvas.before.add(instruction)

    def _name(self, label: ZhLabel, key: tuple[float, float, float, float], wide: float) -> None:
        """What a coloured key is for, beside the pad at its height."""
        _, y, _, tall = self._box(key)
        self.add_widget(label)
        label.place(self._left + (WIDE + 10) * self._unit, y, wide, max(tall, label.tall(wide)))

    def _round(self, box: tuple[float, float, float, float], radius: float, colour: Colour) -> None:
        x, y, width, height = self._box(box)
        self.canvas.before.add(Color(*colour))
        shape = SmoothRoundedRectangle(pos=(x, y), size=(width, height), radius=[radius * self._unit] * 4)
        self.canvas.before.add(shape)

    def _box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x, y, width, height = (value * self._unit for value in box)
        return self._left + x, self._below + y, width, height
