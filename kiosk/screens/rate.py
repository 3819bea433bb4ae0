"""How was this service? Five faces, none of which must be touched."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kivy.graphics import Color, SmoothRoundedRectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Card, IconBadge, Panel
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Rate

# The five levels of GB/T 39735-2020, best first as they are read.
_LEVELS = (
    (5, "glass-rate-very-satisfied", "emoticon-excited-outline", theme.GREEN),
    (4, "glass-rate-satisfied", "emoticon-happy-outline", theme.TEAL),
    (3, "glass-rate-fair", "emoticon-neutral-outline", theme.PRIMARY),
    (2, "glass-rate-dissatisfied", "emoticon-sad-outline", theme.AMBER),
    (1, "glass-rate-very-dissatisfied", "emoticon-cry-outline", theme.RED),
)


class RateScreen(Screen[Rate]):
    """The question, the faces, and a bar that shows how soon the page goes away by itself."""

    helping = "glass-help-rate"

    def build(self, tight: bool) -> Part:
        room = self.room
        self._bar = TimeBar(self.view.seconds)
        self._words = ZhLabel("", theme.BODY, theme.QUIET, align="center", even=True)
        self._tell()
        faces = [
            Face(level, room.word(key), icon, colour, lambda level=level: room.answer(level), 92 if tight else 136)  # type: ignore[misc]
            for level, key, icon, colour in _LEVELS
        ]
        return Card(
            ZhLabel(room.say(self.view.service), theme.LEAD, theme.QUIET, align="center", even=True),
            ZhLabel(room.word("glass-rate"), theme.HEAD if tight else theme.HUGE, bold=True, align="center", even=True),
            Space(0 if tight else 48 if room.portrait else 12),
            Row(*faces, gap=14, fill=True),
            Space(0 if tight else 64 if room.portrait else 12),
            self._bar,
            self._words,
            gap=6 if tight else 20,
            pad=20 if tight or room.portrait else 40,
            centred=True,
        )

    def others(self) -> Sequence[Press]:
        return [Press("skip", self.room.word("glass-rate-skip"), "skip-next-circle", lambda: self.room.answer(None))]

    def began(self) -> None:
        self.every(1.0, self._tell)

    def _tell(self) -> None:
        left = max(0, math.ceil(self.view.seconds - self.room.shown_for() - 0.001))
        self._words.say(self.room.word("glass-rate-else", seconds=left))
        self._bar.tell(left)
        if self._words.width > 1:
            self._words.arrange()


class Face(Touchable):
    """A face with its word under it."""

    def __init__(
        self, level: int, words: str, icon: str, colour: theme.Colour, on_tap: Callable[[], None], disc: float
    ) -> None:
        super().__init__(f"rate:{level}", on_tap)
        self.words = words
        self._panel = Panel(self, theme.GROUND)
        self._badge = IconBadge(icon, disc, colour)
        label = ZhLabel(words, theme.BODY, bold=True, align="center", even=True)
        self._inside = Stack(self._badge, label, gap=18, pad=6)
        self.add_widget(self._inside)

    def tall(self, width: float) -> float:
        return self._inside.tall(width) + dp(40)

    def arrange(self) -> None:
        self._panel.lay(*self.pos, *self.size)
        self._inside.place(self.x, self.y, self.width, self.height - dp(20))

    def press(self, down: bool) -> None:
        self._panel.paint(theme.LINE if down else theme.GROUND)


class TimeBar(Part):
    """A quiet bar that grows shorter; draws once a second."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self._all, self._left = seconds, seconds
        with self.canvas:
            Color(*theme.FAINT)
            self._track = SmoothRoundedRectangle()
            Color(*theme.LINE)
            self._fill = SmoothRoundedRectangle()

    def tall(self, width: float) -> float:
        return dp(14)

    def tell(self, left: int) -> None:
        """Show this many seconds."""
        self._left = left
        if self.width > 1:
            self.arrange()

    def arrange(self) -> None:
        wide, tall = min(self.width, dp(760)), self.height
        x = self.center_x - wide / 2
        for shape, length in ((self._track, wide), (self._fill, max(tall, wide * self._left / self._all))):
            shape.radius = [tall / 2] * 4
            shape.pos, shape.size = (x, self.y), (length, tall)
