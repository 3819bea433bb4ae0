"""Card first: how things stand in one sentence, and under it what belongs to that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.metrics import dp

from kiosk.domain.personal import Personal
from kiosk.screens import theme
from kiosk.screens.fact_rows import ShowForAWhile, fact_rows
from kiosk.screens.outlet_card import OutletDown, outlet_wide
from kiosk.screens.screen import Press, Screen
from kiosk.screens.tones import SIGNS
from kiosk.screens.widgets.card import Bullet, Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Situation

_LINES = 4  # a sentence with more takes a smaller size
_BETWEEN = 56  # the columns of a landscape panel


class SituationScreen(Screen[Situation[Any]]):
    """The greeting, the sentence beside its sign, then details, outlet, facts; in landscape the latter at the right."""

    helping = "glass-help-situation"

    def build(self, tight: bool) -> Part:
        eye = None if self.view.person is None else ShowForAWhile(self, self._reveals())
        below = [*self._outlet(tight), *self._facts(tight, eye)]
        said = [*self._greeting(eye), self._sentence(tight, alone=not below), *self._details(tight)]
        columns = [[*said, *below]] if self.room.one_column or not below else [said, below]
        if tight:
            return self.leaves(columns, 18, _BETWEEN)
        gap = 44 if self.room.portrait else 32
        return Row(*(Stack(*column, gap=gap, centred=True) for column in columns), gap=_BETWEEN, fill=True)

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    def _reveals(self) -> str:
        """What the eye beside the greeting shows."""
        more = any(isinstance(fact.value, Personal) for fact in self.view.facts)
        return "glass-show-all" if more else "glass-show-name"

    def _greeting(self, eye: ShowForAWhile | None) -> list[Part]:
        person = self.view.person
        if eye is None or person is None:
            return []
        return [Row(eye.label(person, "glass-greeting", size=theme.STRONG), eye.button, gap=24)]

    def _sentence(self, tight: bool, *, alone: bool) -> Part:
        """The sign beside it says the same by its shape; `alone`: it has the whole width of the panel."""
        sign = SIGNS[self.view.tone]
        whole = alone or self.room.one_column
        disc = 132 if whole and not tight else 88
        wide = (self.width if whole else (self.width - dp(_BETWEEN)) / 2) - dp(disc + 120)
        for size in (theme.SENTENCE, theme.HEAD, theme.STRONG, theme.LEAD)[0 if whole and not tight else 1 :]:
            words = ZhLabel(self.room.say(self.view.sentence), size, bold=True, even=True)
            if len(words.lines(wide)) <= _LINES:
                break
        badge = IconBadge(sign.icon, disc, sign.colour)
        return Card(Row(badge, words, gap=32), pad=30 if tight else 44, centred=True)

    def _details(self, tight: bool) -> list[Part]:
        size = theme.BODY if tight else theme.LEAD
        words: list[Part] = [ZhLabel(self.room.say(detail), size) for detail in self.view.details]
        if len(words) > 1:
            words = [Row(Bullet(theme.PRIMARY, size), label, gap=14, at_top=True) for label in words]
        return words if tight else [Stack(*words, gap=20)] if words else []

    def _outlet(self, tight: bool) -> list[Part]:
        outlet = self.view.outlet
        if outlet is None:
            return []
        if self.room.one_column:
            return [outlet_wide(self.room, outlet, self.width)]
        return [OutletDown(self.room, outlet, tight=tight)]

    def _facts(self, tight: bool, eye: ShowForAWhile | None) -> list[Part]:
        if not self.view.facts:
            return []
        size = theme.BODY if tight or not self.room.portrait else theme.LEAD
        return [Card(*fact_rows(self, self.view.facts, size, eye), pad=24 if tight else 36, gap=8 if tight else 16)]
