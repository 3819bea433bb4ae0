"""Do you need more time? Big seconds count down on the glass."""

from __future__ import annotations

import math

from kivy.graphics import Color, SmoothEllipse, SmoothLine
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import MoreTime

_RADIUS, _RADIUS_SMALL = 252, 120  # of the ring


class MoreTimeScreen(Screen[MoreTime]):
    """The question, the seconds in a ring that closes, and one button to go on."""

    helping = "glass-help-more-time"

    def build(self, tight: bool) -> Part:
        room = self.room
        self._ring = Ring(self.view.seconds, small=tight)
        self._ring.tell(self._left())
        align = "center" if room.portrait else "left"
        says: list[Part] = [
            ZhLabel(
                room.word("glass-more-time"), theme.HEAD if tight else theme.HUGE, bold=True, align=align, even=True
            ),
            ZhLabel(room.word("glass-more-time-else"), theme.LEAD, theme.QUIET, align=align, even=True),
        ]
        if room.portrait:
            air = 16 if tight else 56
            return Card(*says, Space(air), self._ring, gap=24, pad=air, centred=True)
        self._ring.wide = dp(420 if tight else 620)
        gap, pad = (24, 20) if tight else (64, 40)
        return Card(Row(Stack(*says, gap=24), self._ring, gap=gap), pad=pad, centred=True)

    def primary(self) -> Press:
        word = self.room.word("glass-more-time-yes")
        return Press("primary", word, "arrow-right", lambda: self.room.answer(True))

    def began(self) -> None:
        self.every(0.2, lambda: self._ring.tell(self._left()))

    def _left(self) -> int:
        return max(0, math.ceil(self.view.seconds - self.room.shown_for() - 0.001))


class Ring(Part):
    """Seconds left, as a number and as a ring. Draws only when the number changes."""

    def __init__(self, seconds: int, *, small: bool) -> None:
        super().__init__()
        self._all, self._left = seconds, seconds
        self._radius = dp(_RADIUS_SMALL if small else _RADIUS)
        with self.canvas.before:
            Color(*theme.PAPER)
            self._disc = SmoothEllipse()
            Color(*theme.LINE)
            self._track = SmoothLine(width=dp(13))
            Color(*theme.PRIMARY)
            self._arc = SmoothLine(width=dp(13), cap="round")
        self._number = ZhLabel(
            str(seconds), theme.HUGE if small else theme.COUNT, theme.PRIMARY, bold=True, align="center", middle=True
        )
        self.add_widget(self._number)

    def tall(self, width: float) -> float:
        return 2 * self._radius + dp(56)

    def tell(self, left: int) -> None:
        """Show this many seconds."""
        if left != self._left:
            self._left = left
            self._number.say(str(left))
            if self.width > 1:
                self.arrange()

    def arrange(self) -> None:
        radius = self._radius
        x, y = self.center
        self._disc.pos, self._disc.size = (x - radius, y - radius), (2 * radius, 2 * radius)
        self._track.circle = (x, y, radius)
        self._arc.circle = (x, y, radius, 0, max(1, 360 * self._left / self._all))
        self._number.place(x - radius, y - radius, 2 * radius, 2 * radius)
