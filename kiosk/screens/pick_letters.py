"""Looking through a list by letters: what is typed, how many rows match, those rows at once, and the keys."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.screens import theme
from kiosk.screens.screen import Room
from kiosk.screens.widgets.buttons import SMALL, PushButton
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.keypad import WordKey
from kiosk.screens.widgets.letter_keys import LETTERS, LetterKeys
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel

MOST = 24  # letters that are typed; the longest names are known by fewer


class LettersSheet(Stack):
    """The sheet; `rows` is where the list puts those that match. `changed` is called with the letters at each key."""

    def __init__(
        self,
        room: Room,
        typed: str,
        rows: Part,
        changed: Callable[[str], None],
        close: Callable[[], None],
        *,
        tight: bool,
    ) -> None:
        self.typed = typed
        self._room, self._changed = room, changed
        self._label = ZhLabel(" ", theme.STRONG, theme.PRIMARY, bold=True, align="center", most=1)
        how = "" if tight else room.word("glass-pick-letters-how")
        self._how = how or " "
        self._count = ZhLabel(self._how, theme.BODY, theme.QUIET, align="center", even=True)
        heading = ZhLabel(room.word("glass-pick-letters"), theme.HEAD, bold=True)
        show = PushButton("letters:show", room.word("glass-pick-show"), "check", SMALL, close).hug()
        erase = WordKey("key:erase", room.word("glass-key-erase"), "backspace", self._erase)
        keys = LetterKeys((*LETTERS[:2], (*LETTERS[2], erase)), self._type, tight=tight)
        top: list[Part] = [Row(heading, show, gap=24), self._typed_card(tight)]
        if room.portrait:
            keys.grow = 0
            super().__init__(*top, rows, keys, gap=12 if tight else 20)
        else:
            left = Stack(*top, keys, gap=20)
            left.share = 1.2
            super().__init__(_filled(Row(left, rows, gap=40, fill=True)))

    def _typed_card(self, tight: bool) -> Part:
        if tight:
            return Card(Row(self._label, self._count, gap=16), pad=8)
        return Card(self._label, self._count, pad=16, gap=0)

    def tell(self, count: int) -> None:
        """So many rows match."""
        self._label.say(self.typed.upper() or " ")
        self._count.say(self._room.word("glass-pick-matching", count=count) if self.typed else self._how)
        for label in (self._label, self._count):
            label.arrange()

    def _type(self, key: str) -> None:
        self._set((self.typed + key.lower())[:MOST])

    def _erase(self) -> None:
        self._set(self.typed[:-1])

    def _set(self, typed: str) -> None:
        self.typed = typed
        self._changed(typed)


def _filled(row: Row) -> Row:
    row.grow = 1.0
    return row
