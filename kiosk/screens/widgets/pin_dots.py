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
            fill.rgba = tuple(self._ink if place < entered else theme.NOTHING)

    def tall(self, width: float) -> float:
        return self._size + dp(12)

    def arrange(self) -> None:
        wide = (self._size + self._gap) * len(self._dots) - self._gap
        shrink = min(1.0, self.width * 0.9 / wide)
        size, step = self._size * shrink, (self._size + self._gap) * shrink
        for place, (_, dot, ring) in enumerate(self._dots):
            x, y = self.center_x - wide * shrink / 2 + place * step, self.center_y - size / 2
            dot.pos, dot.size = (x, y), (size, size)
            ring.circle = (x + size / 2, y + size / 2, size / 2)
