"""The help panel: what to do on this screen, whom to call, whom to ask. A touch beside "call staff" closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kivy.graphics import Color, Rectangle
from kivy.input.motionevent import MotionEvent
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import PRIMARY, SECONDARY, PushButton
from kiosk.screens.widgets.card import Callout, Card, IconBadge
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
    call: str
    called: str


class HelpPanel(Touchable):
    """Covers the whole glass, so that nothing under it can be touched by mistake."""

    def __init__(self, words: HelpWords, close: Callable[[], None], call: Callable[[], None]) -> None:
        super().__init__("close-help", close)
        self.words = words.close
        self.here = words.here
        with self.canvas.before:
            Color(*theme.VEIL)
            self._veil = Rectangle()
        self._call = CallStaff(words.call, words.called, call)
        self._picture = PushButton("close-help", words.close, "check", PRIMARY, close)
        self._picture.disabled = True  # to look at: the panel around it takes the touch
        self._picture.by_ear = False
        self._card = Card(
            Row(IconBadge("help", 88, theme.PRIMARY), ZhLabel(words.title, theme.HEAD, bold=True), gap=24),
            Space(8),
            ZhLabel(words.here, theme.LEAD),
            Space(16),
            _line("phone", words.phone, theme.GREEN),
            _line("account-tie-voice", words.staff, theme.TEAL),
            _line("monitor", words.machine, theme.QUIET),
            Space(8),
            self._call,
            self._picture,
            gap=20,
            pad=52,
        )
        self.add_widget(self._card)

    def outlined(self) -> Part:
        return self._picture

    def on_touch_down(self, touch: MotionEvent) -> bool:
        return self._call.on_touch_down(touch) or super().on_touch_down(touch)

    def arrange(self) -> None:
        self._veil.pos, self._veil.size = self.pos, self.size
        width = min(self.width - 2 * dp(theme.MARGIN), dp(1180))
        height = self._card.tall(width)
        self._card.place(self.center_x - width / 2, self.center_y - height / 2, width, height)


class CallStaff(Part):
    """A button that calls once, and then says that it has; its place never closes the panel."""

    def __init__(self, words: str, called: str, call: Callable[[], None]) -> None:
        super().__init__()
        self._call = call
        self._button = PushButton("call", words, "bell-ring", SECONDARY, self._touched)
        self._button.after = called
        self._told = Callout(called, "check-circle", theme.GREEN, theme.GREEN_SOFT, theme.LEAD, pad=20)
        self.add_widget(self._button)

    def tall(self, width: float) -> float:
        return max(self._button.tall(width), self._told.tall(width))

    def arrange(self) -> None:
        for part in (self._button, self._told):
            part.place(*self.pos, *self.size)

    def on_touch_down(self, touch: MotionEvent) -> bool:
        return bool(self._button.parent is self and self._button.on_touch_down(touch)) or self.collide_point(*touch.pos)

    def _touched(self) -> None:
        self.clear_widgets()
        self.add_widget(self._told)
        self._call()


def _line(icon: str, words: str, colour: theme.Colour) -> Part:
    return Row(IconBadge(icon, 72, colour), ZhLabel(words, theme.BODY), gap=24)
