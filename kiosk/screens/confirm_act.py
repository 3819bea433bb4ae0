"""Says what will happen before anything changes: facts to check, what to do first, what follows."""

from __future__ import annotations

from typing import Any

from kiosk.screens import theme
from kiosk.screens.fact_rows import fact_rows
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Bullet, Callout, Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import ConfirmAct


class ConfirmActScreen(Screen[ConfirmAct]):
    """Portrait: one under the other. Landscape: facts left, what will happen right."""

    helping = "glass-help-confirm-act"

    _read = False  # to the last page; before that nobody can agree to it

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        title_size = theme.HEAD if tight or not room.portrait else theme.SENTENCE
        title = ZhLabel(room.say(view.title), title_size, bold=True, even=True)
        pad, gap = (20, 6) if tight and not room.portrait else (28, 8) if tight else (40, 16)
        before = Callout(
            room.say(view.before), "alert-circle", theme.AMBER, theme.AMBER_SOFT, theme.BODY, pad=16 if tight else 28
        )
        facts = Card(*fact_rows(self, view.facts, theme.BODY if tight else theme.LEAD), pad=pad, gap=gap)
        effects = self._effects(tight, pad)
        if room.one_column:
            return Stack(title, facts, before, effects, gap=24 if tight else 40)
        if tight:
            return Row(Stack(title, facts, before, gap=16), Stack(effects, centred=True), gap=40, fill=True)
        left = Stack(facts, before, gap=24)
        return Stack(title, Row(left, effects, gap=40, at_top=True), gap=28, centred=True)

    def primary(self) -> Press:
        words = self.room.say(self.view.confirm)
        return Press("primary", words, "check-bold", lambda: self.room.answer(True))

    def turned(self, page: int, pages: int) -> None:
        self._read = self._read or page == pages
        self.buttons["primary"].enable(self._read)

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, ConfirmActScreen)
        super().follow(before)
        self._read = before._read

    def _effects(self, tight: bool, pad: int) -> Part:
        size = theme.LEAD if self.room.portrait and not tight else theme.BODY
        rows = [
            Row(Bullet(theme.PRIMARY, size), ZhLabel(self.room.say(effect), size), gap=14, at_top=True)
            for effect in self.view.effects
        ]
        heading = ZhLabel(self.room.word("glass-will-happen"), theme.LEAD, bold=True)
        return Card(heading, *rows, pad=pad, gap=12 if tight else 24)
