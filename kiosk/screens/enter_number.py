"""The number of an identity document, typed on the glass."""

from __future__ import annotations

from kivy.clock import ClockEvent
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp

from kiosk.domain.personal import IdNumber
from kiosk.domain.text import Text
from kiosk.screens import theme
from kiosk.screens.entry import Entry
from kiosk.screens.screen import SHOW_SECONDS
from kiosk.screens.typing_screen import TypingScreen
from kiosk.screens.widgets.buttons import SMALL, PushButton
from kiosk.screens.widgets.keypad import Keypad, WordKey
from kiosk.screens.widgets.part import Part, Row, Space
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import EnterNumber

_GROUPS = (6, 10, 14)  # place, year, day of birth, number: a gap after each helps to compare it with the document
_HIDDEN = "*"


class EnterNumberScreen(TypingScreen[EnterNumber]):
    """Eighteen slots in groups; what was typed is masked when no key is touched for ten seconds."""

    helping = "glass-help-enter-number"
    length = 18

    _hiding: ClockEvent | None = None
    _shown = True

    def question(self) -> Text:
        return self.view.question

    def hint(self) -> Text | None:
        return self.view.hint

    def slots(self) -> list[Part]:
        self._slots = Slots(self.length)
        self._count = ZhLabel(self._counted(), theme.BODY, theme.QUIET, align="center")
        self._eye = PushButton("show", self.room.word("glass-show-all"), "eye", SMALL, self._show_or_hide).hug()
        clear = PushButton("key:clear", self.room.word("glass-key-clear"), "close", SMALL, self.clear).hug()
        return [self._count, self._slots, Row(Space(), clear, self._eye, Space(), gap=24)]

    def keypad(self, clear: WordKey, erase: WordKey) -> Keypad:
        return Keypad("1234567890", self.typed, "X", erase)

    def typed(self, character: int) -> None:
        self._shown = True
        super().typed(character)

    def tell(self) -> None:
        self._slots.tell(self.entry, shown=self._shown)
        self._count.say(self._counted())
        self._count.arrange()
        self._keypad.keys["key:X"].enable(self.entry.count == self.length - 1)  # nowhere else may it stand
        self._eye.relabel(
            self.room.word("glass-hide" if self._shown else "glass-show-all"), "eye-off" if self._shown else "eye"
        )
        if self._hiding is not None:
            self._hiding.cancel()
        self._hiding = self.later(SHOW_SECONDS, self._hide) if self._shown else None

    def answer(self) -> object:
        return IdNumber(self.entry.take().decode("ascii"))

    def _counted(self) -> str:
        return self.room.word("glass-typed", count=self.entry.count, length=self.length)

    def _hide(self) -> None:
        self._shown = False
        self.tell()

    def _show_or_hide(self) -> None:
        self._shown = not self._shown
        self.tell()


class Slots(Part):
    """One line under each character."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._labels = [ZhLabel("", theme.STRONG, bold=True, align="center") for _ in range(length)]
        self._lines: list[tuple[Color, Rectangle]] = []
        with self.canvas:
            for _ in range(length):
                self._lines.append((Color(*theme.QUIET), Rectangle()))
        for label in self._labels:
            self.add_widget(label)

    def tell(self, entry: Entry, *, shown: bool) -> None:
        """Show what has been typed; the line under the next character is blue."""
        for place, (label, (colour, _)) in enumerate(zip(self._labels, self._lines, strict=True)):
            typed = place < entry.count
            label.say((entry.at(place) if shown else _HIDDEN) if typed else "")
            tint = theme.PRIMARY if place == entry.count else theme.QUIET if typed else theme.LINE
            colour.rgba = tint.rgba
        self.arrange()

    def tall(self, width: float) -> float:
        return self._labels[0].tall(width) + dp(10)

    def arrange(self) -> None:
        gap = dp(5)
        wide = (self.width - gap * (len(self._labels) - 1 + 4 * len(_GROUPS))) / len(self._labels)
        x = self.x
        for place, (label, (_, line)) in enumerate(zip(self._labels, self._lines, strict=True)):
            x += 4 * gap if place in _GROUPS else 0
            label.place(x, self.y + dp(10), wide, self.height - dp(10))
            line.pos, line.size = (round(x), round(self.y)), (round(wide), round(dp(6)))
            x += wide + gap
