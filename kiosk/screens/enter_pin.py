"""A PIN typed on the glass: dots only; the digits live in one bytearray that is handed over or wiped."""

from __future__ import annotations

from random import SystemRandom

from kiosk.domain.pin import CardPin
from kiosk.domain.text import Text, text
from kiosk.screens import theme
from kiosk.screens.typing_screen import TypingScreen
from kiosk.screens.widgets.keypad import Keypad, WordKey
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.pin_dots import PinDots
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import EnterPin

_DIGITS = "1234567890"


class EnterPinScreen(TypingScreen[EnterPin]):
    """Six dots and a keypad, in random order when told."""

    helping = "glass-help-enter-pin"
    length = 6

    def question(self) -> Text:
        return self.view.question

    def hint(self) -> Text | None:
        return self.view.hint

    def slots(self) -> list[Part]:
        self._dots = PinDots(self.length, self.entry.count)
        cover = ZhLabel(self.room.word("glass-pin-cover"), theme.BODY, theme.QUIET, align="center", even=True)
        return [self._dots, cover]

    def keypad(self, clear: WordKey, erase: WordKey) -> Keypad:
        digits = SystemRandom().sample(_DIGITS, len(_DIGITS)) if self.view.shuffled else list(_DIGITS)
        return Keypad(digits, self.typed, clear, erase)

    def key_types(self, digits: str) -> Text | None:
        """A PIN is entered at the pad only when the pad itself is asked for one: here its keys are sent in clear."""
        return text("pad-no-pin")

    def tell(self) -> None:
        self._dots.tell(self.entry.count)

    def answer(self) -> object:
        return CardPin(self.entry.take())
