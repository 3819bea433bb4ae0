"""How many digits of a PIN are there, as dots."""

from __future__ import annotations

from kivy.graphics import Color, SmoothEllipse, SmoothLine
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.part import Part


class PinDots(Part):
    """A ring for each digit, filled once it is there."""

    def __init__(
        self, length: int, entered: int, *, size: float = 48, ink: theme.Colour = theme.PRIMARY, gap: float = 44
    ) -> None:
        super().__init__()
        self._size, self._gap, self._ink = dp(size), dp(gap), ink
        self._dots: list[tuple[Color, SmoothEllipse, SmoothLine]] = []
        with self.canvas:
            for _ in range(length):
                fill = Color(*theme.NOTHING)
                dot = SmoothEllipse()
                Color(*ink)
                self._dots.append((fill, dot, SmoothLine(width=dp(size) / 16)))
        self.tell(entered)

    def tell(self, entered: int) -> None:
        """Fill this many."""
        for place, (fill, _, _) in enumerate(self._dots):
            fill.rgba = self._ink if place < entered else theme.NOTHING

    def tall(self, width: float) -> float:
        return self._size + dp(12)

    def arrange(self) -> None:
        step = self._size + self._gap
        left = self.center_x - (step * len(self._dots) - self._gap) / 2
        for place, (_, dot, ring) in enumerate(self._dots):
            x, y = left + place * step, self.center_y - self._size / 2
            dot.pos, dot.size = (x, y), (self._size, self._size)
            ring.circle = (x + self._size / 2, y + self._size / 2, self._size / 2)
