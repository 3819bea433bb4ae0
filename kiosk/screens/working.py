"""The machine is doing something it names; after a while it offers the way out."""

from __future__ import annotations

from kivy.graphics import Color, SmoothEllipse
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.part import Part, Space
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Working

_WAY_OUT_AFTER = 10.0  # seconds of waiting; then there is a way out
_STEP_SECONDS = 0.5  # two small steps a second show life; a smooth motion would redraw sixty times


class WorkingScreen(Screen[Working]):
    """Three dots that take turns, the sentence, and later the way out."""

    helping = "glass-help-working"

    def build(self, tight: bool) -> Part:
        room = self.room
        self._dots = Dots()
        parts: list[Part] = [
            self._dots,
            Space(40),
            ZhLabel(room.say(self.view.doing), theme.HUGE, bold=True, align="center", even=True),
            ZhLabel(room.word("glass-working-wait"), theme.LEAD, theme.QUIET, align="center", even=True),
        ]
        if self._late():
            words = room.word("glass-working-long")
            parts += [Space(40), Callout(words, "information", theme.PRIMARY, theme.PRIMARY_SOFT, theme.LEAD)]
        return Card(*parts, gap=20, pad=56, centred=True)

    def primary(self) -> Press | None:
        if not self._late():
            return None
        return Press("way-out", self.room.word("glass-working-leave"), "exit-to-app", self.room.leave)

    def began(self) -> None:
        self.every(_STEP_SECONDS, lambda: self._dots.step())
        if self.view.leave and not self._late():
            self.later(_WAY_OUT_AFTER - self.room.shown_for(), self.room.again)

    def _late(self) -> bool:
        return self.view.leave and self.room.shown_for() >= _WAY_OUT_AFTER


class Dots(Part):
    """Three dots; one is strong at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        with self.canvas:
            self._dots = [(Color(*theme.LINE), SmoothEllipse()) for _ in range(3)]
        self._paint()

    def tall(self, width: float) -> float:
        return dp(96)

    def arrange(self) -> None:
        size, gap = dp(64), dp(48)
        left = self.center_x - (3 * size + 2 * gap) / 2
        for index, (_, dot) in enumerate(self._dots):
            dot.pos, dot.size = (left + index * (size + gap), self.center_y - size / 2), (size, size)

    def step(self) -> None:
        """The next dot's turn."""
        self._turn = (self._turn + 1) % 3
        self._paint()

    def _paint(self) -> None:
        for index, (colour, _) in enumerate(self._dots):
            colour.rgba = (theme.PRIMARY if index == self._turn else theme.LINE).rgba
