"""A name written on the glass: letters of pinyin and what they may stand for, Latin letters, a number, or a finger."""

from __future__ import annotations

from typing import Any

from kivy.clock import ClockEvent

from kiosk.screens import theme
from kiosk.screens.screen import SHOW_SECONDS, Press, Screen
from kiosk.screens.widgets.buttons import SMALL, PushButton
from kiosk.screens.widgets.candidate_keys import CandidateKeys
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.drawing_field import DrawingField
from kiosk.screens.widgets.keypad import WordKey
from kiosk.screens.widgets.letter_keys import HEX, LETTERS, KeyRow, LetterKeys
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import EnterName
from kiosk.writing.candidates import Candidate
from kiosk.writing.handwriting import Stroke
from kiosk.writing.name_entry import Keys, NameEntry

_LIKELY = 32  # readings of a drawing, at most


class EnterNameScreen(Screen[EnterName]):
    """Question, the name so far, what may be meant, keys. The name is masked when no key is touched for a while."""

    helping = "glass-help-enter-name"

    _entry: NameEntry | None = None
    _shown = True
    _hiding: ClockEvent | None = None
    _field: DrawingField | None = None
    _offered: tuple[Candidate, ...] = ()

    @property
    def entry(self) -> NameEntry:
        """What has been written so far."""
        if self._entry is None:
            self._entry = NameEntry()
        return self._entry

    def build(self, tight: bool) -> Part:
        room, gap = self.room, 12 if tight else 24
        size = theme.LEAD if tight else theme.SENTENCE if room.portrait else theme.HEAD
        says: list[Part] = [ZhLabel(room.say(self.view.question), size, bold=True, even=True)]
        if self.view.hint is not None:
            words = room.say(self.view.hint)
            says.append(Callout(words, "alert-circle", theme.AMBER, theme.AMBER_SOFT, theme.BODY, pad=14))
        rows = 1 if tight else 2
        self._candidates = CandidateKeys(rows, (5 if tight else 7) if room.portrait else 8, self._choose)
        keys = Stack(self._candidates, self._keys(tight), gap=gap)
        if room.portrait:
            keys.grow = 1
            return Stack(*says, self._written(tight), keys, gap=gap)
        keys.share = 1.6
        return Row(Stack(*says, self._written(tight), gap=gap, centred=True), keys, gap=48, fill=True)

    def _written(self, tight: bool) -> Part:
        """The name so far and the letters that wait; what else can be done with it only where there is room."""
        room = self.room
        self._name = ZhLabel(" ", theme.STRONG if tight else theme.SENTENCE, bold=True, align="center", most=1)
        self._letters = ZhLabel(" ", theme.BODY if tight else theme.STRONG, theme.PRIMARY, align="center", most=1)
        self._eye = PushButton("show", room.word("glass-hide"), "eye-off", SMALL, self._show_or_hide).hug()
        if tight and room.portrait:
            return Card(Row(Stack(self._name, self._letters), self._eye, gap=16), pad=8, gap=0)
        clear = PushButton("key:clear", room.word("glass-key-clear"), "close", SMALL, self._clear).hug()
        buttons = Stack(clear, self._eye, gap=14) if tight else Row(Space(), clear, self._eye, Space(), gap=24)
        return Card(self._name, self._letters, buttons, pad=16, gap=8)

    def primary(self) -> Press:
        return Press("primary", self.room.word("glass-key-done"), "arrow-right", self._done, ready=self.entry.ready)

    def began(self) -> None:
        self._changed()

    def over(self) -> None:
        self.entry.clear()
        self._offered = ()
        super().over()

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, EnterNameScreen)
        self._entry, before._entry = before.entry, NameEntry()

    # --- the keys ---

    def _keys(self, tight: bool) -> Part:
        self._field = None
        match self.entry.keys:
            case Keys.HAND:
                self._field = DrawingField(self.room.word("glass-draw-here"), self._drawn)
                again = WordKey("key:again", self.room.word("glass-draw-again"), "eraser", self._draw_again)
                foot = LetterKeys(
                    [(self._to(Keys.PINYIN), self._dot(), again, self._erase())], self._typed, tight=tight
                )
                foot.grow = 0
                return _grown(Stack(self._field, foot, gap=12))
            case Keys.CODE:
                rows: list[KeyRow] = [*HEX, (self._to(Keys.PINYIN), self._erase())]
            case Keys.LATIN:
                space = self._word("space", "", self._space)
                rows = [*LETTERS[:2], (*LETTERS[2], self._erase()), (self._to(Keys.PINYIN), space, self._dot())]
            case _:
                others = [Keys.LATIN, Keys.CODE, *([Keys.HAND] if self.room.place.handwriting() else [])]
                rows = [*LETTERS[:2], (*LETTERS[2], self._erase()), (*map(self._to, others), self._dot())]
        return LetterKeys(rows, self._typed, tight=tight)

    def _word(self, name: str, icon: str, deed: Any) -> WordKey:
        return WordKey(f"key:{name}", self.room.word(f"glass-key-{name}"), icon, deed)

    def _to(self, keys: Keys) -> WordKey:
        """The key that leads to other keys."""
        return self._word(keys.value, "", lambda: self._change_keys(keys))

    def _dot(self) -> WordKey:
        return self._word("dot", "", self._add_dot)

    def _erase(self) -> WordKey:
        return self._word("erase", "backspace", self._take_back)

    # --- what touches do ---

    def _typed(self, key: str) -> None:
        self.entry.type(key)
        self._changed()

    def _choose(self, number: int) -> None:
        self.entry.choose(self._offered[number])
        if self._field is not None:
            self._field.wipe()
        self._changed()

    def _drawn(self, strokes: list[Stroke], side: int) -> None:
        engine = self.room.place.handwriting()
        if engine is not None:
            self._offered = tuple(Candidate(one, 0) for one in engine.read(strokes, side, _LIKELY))
            self._tell_candidates()

    def _draw_again(self) -> None:
        if self._field is not None:
            self._field.wipe()
        self._changed()

    def _space(self) -> None:
        self.entry.space()
        self._changed()

    def _add_dot(self) -> None:
        self.entry.dot()
        self._changed()

    def _take_back(self) -> None:
        self.entry.erase()
        self._changed()

    def _clear(self) -> None:
        self.entry.clear()
        self._changed()

    def _change_keys(self, keys: Keys) -> None:
        self.entry.change_keys(keys)
        self.clear_widgets()
        self._inside = None
        self.arrange()
        self.room.deafen()
        self._changed()

    def _done(self) -> None:
        if self.entry.ready:
            self.room.answer(self.entry.name())

    # --- what is shown ---

    def _changed(self) -> None:
        self._shown = True
        self._offered = self.entry.candidates()
        self._tell_candidates()
        self.buttons["primary"].enable(self.entry.ready)
        self._tell()

    def _tell(self) -> None:
        entry = self.entry
        self._name.say((entry.written if self._shown else entry.name().masked()) or " ")
        self._letters.say(entry.letters.upper() or " ")
        for label in (self._name, self._letters):
            label.arrange()
        words, icon = ("glass-hide", "eye-off") if self._shown else ("glass-show-all", "eye")
        self._eye.relabel(self.room.word(words), icon)
        if self._hiding is not None:
            self._hiding.cancel()
        self._hiding = self.later(SHOW_SECONDS, self._hide) if self._shown and entry.written else None

    def _tell_candidates(self) -> None:
        """What may be meant; with nothing, what to do, or what is wrong with the letters."""
        entry = self.entry
        how = "astray" if entry.astray else "full" if entry.full else entry.keys.value
        self._candidates.tell(tuple(one.characters for one in self._offered), self.room.word(f"glass-name-{how}"))

    def _hide(self) -> None:
        self._shown = False
        self._tell()

    def _show_or_hide(self) -> None:
        self._shown = not self._shown
        self._tell()


def _grown(stack: Stack) -> Stack:
    stack.grow = 1
    return stack
