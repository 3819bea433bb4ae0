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

_ON_A_CARD = 4  # facts, where a page may end between cards
_BETWEEN = 56  # the columns of a landscape panel


class FactsScreen(Screen[Facts[Any]]):
    """Portrait: one under the other. Landscape: what is said left, what is known right."""

    helping = "glass-help-facts"

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        size = theme.HEAD if tight or not room.portrait else theme.SENTENCE
        sentence = ZhLabel(room.say(view.sentence), size, bold=True, even=True)
        rows = fact_rows(self, view.facts, theme.BODY if tight else theme.LEAD)
        details = self._details(tight)
        if tight:
            cards = [Card(*rows[at : at + _ON_A_CARD], pad=20, gap=4) for at in range(0, len(rows), _ON_A_CARD)]
            columns = [[sentence, *cards, *details]] if room.one_column else [[sentence, *details], cards]
            return self.leaves(columns, 16, _BETWEEN)
        facts = Card(*rows, pad=40, gap=22)
        if room.portrait:
            return Stack(sentence, facts, *details, gap=44, centred=True)
        left = Stack(sentence, *details, gap=36, centred=True)
        right = Stack(facts, centred=True)
        right.share = 1.25
        return Row(left, right, gap=_BETWEEN, fill=True) if view.facts else left

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    def _details(self, tight: bool) -> list[Part]:
        size = theme.BODY if tight else theme.LEAD
        words: list[Part] = [ZhLabel(self.room.say(detail), size) for detail in self.view.details]
        if len(words) > 1:
            words = [Row(Bullet(theme.PRIMARY, size), label, gap=14, at_top=True) for label in words]
        return words if tight else [Stack(*words, gap=18)] if words else []
