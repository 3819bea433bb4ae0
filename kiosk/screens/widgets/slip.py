"""A drawing of a slip hanging out of the printer's mouth, for the hand that has to take it."""

from __future__ import annotations

from kivy.graphics import Color, Mesh, Rectangle, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.theme import Colour, materials
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.zh_label import Icon, ZhLabel

WIDE, TALL = 560, 456  # of the drawing, in dp

_LINES = ((0.5, 20), (0.78, 10), (0.62, 10), (0.78, 10))  # length as a share of the paper, thickness
_TEETH = 14


class SlipDrawing(Part):
    """The mouth with its guide light, the slip below it, and an arrow that says which way to pull."""

    def __init__(self, mouth_words: str) -> None:
        super().__init__()
        self._words = ZhLabel(mouth_words, theme.BODY, materials.WHITE, bold=True, align="center")
        self._arrow = Icon("arrow-down-bold", 104, materials.ARROW_TAKE)
        self.add_widget(self._words)
        self.add_widget(self._arrow)

    def tall(self, width: float) -> float:
        return dp(TALL)

    def arrange(self) -> None:
        self.canvas.before.clear()
        left, top = self.center_x - dp(WIDE) / 2, self.center_y + dp(TALL) / 2
        mouth = dp(148)
        slot_y = top - mouth + dp(22)
        self._round(left, top - mouth, dp(WIDE), mouth, dp(32), materials.DARK)
        with self.canvas.before:
            Color(*materials.LIGHT_AMBER)
            SmoothLine(rounded_rectangle=(left, top - mouth, dp(WIDE), mouth, dp(32)), width=dp(4))
        self._round(left + dp(56), slot_y, dp(WIDE - 112), dp(34), dp(17), materials.DARKER)
        self._paper(left + dp(96), slot_y + dp(14), dp(WIDE - 192), dp(340))
        tall = self._words.tall(dp(WIDE))
        self._words.place(left, top - dp(16) - tall, dp(WIDE), tall)
        side = self._arrow.wide or 0
        self._arrow.place(left + dp(WIDE) - dp(88), top - dp(330), side, side)

    def _paper(self, x: float, top: float, width: float, tall: float) -> None:
        """White, with a torn lower edge and lines of print."""
        tooth = width / _TEETH
        below = [(x + i * tooth, top - tall + (dp(12) if i % 2 else 0)) for i in range(_TEETH + 1)]
        vertices: list[float] = []
        for px, py in below:
            vertices += [px, top, 0, 0, px, py, 0, 0]
        with self.canvas.before:
            Color(*materials.WHITE)
            Mesh(vertices=vertices, indices=list(range(2 * len(below))), mode="triangle_strip")
            Color(*materials.PAPER_EDGE)
            SmoothLine(points=[x, top, *(value for point in below for value in point), x + width, top], width=dp(1.5))
            Color(*materials.PAPER_SHADE)
            Rectangle(pos=(x, top - dp(14)), size=(width, dp(14)))
        y = top - dp(72)
        for share, thick in _LINES:
            self._round(x + width * (1 - share) / 2, y, width * share, dp(thick), dp(thick) / 2, materials.PRINT)
            y -= dp(52)

    def _round(self, x: float, y: float, width: float, tall: float, radius: float, colour: Colour) -> None:
        with self.canvas.before:
            Color(*colour)
            SmoothRoundedRectangle(pos=(x, y), size=(width, tall), radius=[radius] * 4)
