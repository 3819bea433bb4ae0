"""The help panel: what to do on this screen, whom to call, whom to ask. One touch anywhere closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import PRIMARY, PushButton
from kiosk.screens.widgets.card import Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Space
from kiosk.screens.widgets.touchable import Touchable
from kiosk.screens.widgets.zh_label import ZhLabel


@dataclass(frozen=True)
class HelpWords:
    """Everything the panel says."""

    title: str
    here: str
    phone: str
    staff: str
    machine: str
    close: str


class HelpPanel(Touchable):
    """Covers the whole glass, so that nothing under it can be touched by mistake."""

    def __init__(self, words: HelpWords, close: Callable[[], None]) -> None:
        super().__init__("close-help", close)
        self.words = words.close
        with self.canvas.before:
            Color(*theme.VEIL)
            self._veil = Rectangle()
        self._card = Card(
            Row(IconBadge("help", 88, theme.PRIMARY), ZhLabel(words.title, theme.HEAD, bold=True), gap=24),
            Space(8),
            ZhLabel(words.here, theme.LEAD),
            Space(16),
            _line("phone", words.phone, theme.GREEN),
            _line("account-tie-voice", words.staff, theme.TEAL),
            _line("monitor", words.machine, theme.QUIET),
            Space(16),
            _Picture(PushButton("close-help", words.close, "check", PRIMARY, close)),
            gap=20,
            pad=52,
        )
        self.add_widget(self._card)

    def arrange(self) -> None:
        self._veil.pos, self._veil.size = self.pos, self.size
        width = min(self.width - 2 * dp(theme.MARGIN), dp(1180))
        height = self._card.tall(width)
        self._card.place(self.center_x - width / 2, self.center_y - height / 2, width, height)


class _Picture(Part):
    """A button to look at: the panel around it takes every touch."""

    def __init__(self, button: PushButton) -> None:
        super().__init__()
        self._button = button
        self.add_widget(button)

    def tall(self, width: float) -> float:
        return self._button.tall(width)

    def arrange(self) -> None:
        self._button.place(*self.pos, *self.size)


def _line(icon: str, words: str, colour: theme.Colour) -> Part:
    return Row(IconBadge(icon, 72, colour), ZhLabel(words, theme.BODY), gap=24)
