"""A sentence and what is known, as names and values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.screens import theme
from kiosk.screens.fact_rows import fact_rows
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Bullet, Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Facts


class FactsScreen(Screen[Facts[Any]]):
    """Portrait: one under the other. Landscape: what is said left, what is known right."""

    helping = "glass-help-facts"

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        size = theme.HEAD if tight or not room.portrait else theme.SENTENCE
        sentence = ZhLabel(room.say(view.sentence), size, bold=True, even=True)
        rows = fact_rows(self, view.facts, theme.BODY if tight else theme.LEAD)
        facts = Card(*rows, pad=26 if tight else 40, gap=6 if tight else 22)
        details = self._details(tight)
        if room.portrait:
            return Stack(sentence, facts, *details, gap=24 if tight else 44, centred=True)
        left = Stack(sentence, *details, gap=24 if tight else 36, centred=True)
        right = Stack(facts, centred=True)
        right.share = 1.25
        return Row(left, right, gap=56, fill=True) if view.facts else left

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    def _details(self, tight: bool) -> list[Part]:
        size = theme.BODY if tight else theme.LEAD
        words: list[Part] = [ZhLabel(self.room.say(detail), size) for detail in self.view.details]
        if len(words) > 1:
            words = [Row(Bullet(theme.PRIMARY, size), label, gap=14, at_top=True) for label in words]
        return [Stack(*words, gap=8 if tight else 18)] if words else []
