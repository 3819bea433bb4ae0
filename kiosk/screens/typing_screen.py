"""What the two screens share that are typed on: the question, the slots, the keypad, and a wiped memory."""

from __future__ import annotations

from typing import Any, ClassVar

from kiosk.domain.text import Text, text
from kiosk.screens import theme
from kiosk.screens.entry import Entry
from kiosk.screens.screen import Press, Screen, V
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.keypad import Keypad, WordKey
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel


class TypingScreen(Screen[V]):
    """Portrait: question, slots, keypad from top to bottom. Landscape: the keypad at the right."""

    length: ClassVar[int]

    _entry: Entry | None = None
    _keypad: Keypad

    @property
    def entry(self) -> Entry:
        """What has been typed so far."""
        if self._entry is None:
            self._entry = Entry(self.length)
        return self._entry

    # --- what they say ---

    def question(self) -> Text:
        """What is asked."""
        raise NotImplementedError

    def hint(self) -> Text | None:
        """Why it is asked again, or what to know."""
        raise NotImplementedError

    def slots(self) -> list[Part]:
        """What shows how much has been typed."""
        raise NotImplementedError

    def keypad(self, clear: WordKey, erase: WordKey) -> Keypad:
        """The keys."""
        raise NotImplementedError

    def tell(self) -> None:
        """The entry has changed: show it."""
        raise NotImplementedError

    def answer(self) -> object:
        """What has been typed, taken from the entry."""
        raise NotImplementedError

    # --- what they do ---

    def build(self, tight: bool) -> Part:
        room = self.room
        less = theme.LEAD if theme.large() else theme.STRONG
        size = less if tight else theme.SENTENCE if room.portrait else theme.HEAD
        says: list[Part] = [ZhLabel(room.say(self.question()), size, bold=True, even=True)]
        hint = self.hint()
        if hint is not None:
            told, pad = (theme.BODY, 12) if tight else (theme.LEAD, 22)
            says.append(Callout(room.say(hint), "alert-circle", theme.AMBER, theme.AMBER_SOFT, told, pad=pad))
        slots = Card(*self.slots(), pad=16 if tight else 36, gap=8 if tight else 16)
        clear = WordKey("key:clear", room.word("glass-key-clear"), "", self.clear)
        erase = WordKey("key:erase", room.word("glass-key-erase"), "backspace", self._erase)
        self._keypad = self.keypad(clear, erase)
        self._keypad.tighten(tight)
        gap = 16 if tight else 36
        if room.portrait:
            return Stack(*says, slots, self._keypad, gap=gap)
        return Row(Stack(*says, slots, gap=gap, centred=True), self._keypad, gap=64, fill=True)

    def primary(self) -> Press:
        words = self.room.word("glass-key-done")
        return Press("primary", words, "arrow-right", self._done, ready=self.entry.complete)

    def began(self) -> None:
        self._changed()

    def key_types(self, digits: str) -> Text | None:
        for digit in digits:
            self.typed(ord(digit))
        return self._typed_so_far()

    def key_erases(self) -> Text | None:
        self._erase()
        return self._typed_so_far()

    def typed_to_the_end(self) -> bool:
        return self.entry.complete

    def _typed_so_far(self) -> Text:
        """Never what: whoever stands behind hears it too."""
        return text("glass-typed", count=self.entry.count, length=self.length)

    def over(self) -> None:
        self.entry.wipe()
        super().over()

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, TypingScreen)
        self._entry, before._entry = before.entry, Entry(self.length)

    def typed(self, character: int) -> None:
        """A key was touched."""
        self.entry.add(character)
        self._changed()

    def _erase(self) -> None:
        self.entry.erase()
        self._changed()

    def clear(self) -> None:
        """Begin again."""
        self.entry.wipe()
        self._changed()

    def _done(self) -> None:
        if self.entry.complete:
            self.room.answer(self.answer())
            self._changed()

    def _changed(self) -> None:
        self.buttons["primary"].enable(self.entry.complete)
        self.tell()
