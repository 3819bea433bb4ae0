"""Card first: how things stand in one sentence, and under it what belongs to that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.domain.personal import Personal
from kiosk.screens import theme
from kiosk.screens.fact_rows import ShowForAWhile, fact_rows
from kiosk.screens.outlet_card import OutletDown, outlet_across
from kiosk.screens.screen import Press, Screen
from kiosk.screens.tones import SIGNS
from kiosk.screens.widgets.card import Bullet, Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Situation


class SituationScreen(Screen[Situation[Any]]):
    """The greeting, the sentence beside its sign, then details, outlet, facts; in landscape the latter at the right."""

    helping = "glass-help-situation"

    def build(self, tight: bool) -> Part:
        eye = None if self.view.person is None else ShowForAWhile(self, self._reveals())
        below = [*self._outlet(tight), *self._facts(tight, eye)]
        greeting = self._greeting(eye)
        if self.room.portrait:
            parts = [*greeting, self._sentence(tight), *self._details(tight), *below]
            return Stack(*parts, gap=22 if tight else 44, centred=True)
        left = Stack(*greeting, self._sentence(tight), *self._details(tight), gap=20 if tight else 32, centred=True)
        if not below:
            return left
        left.share = 1.15
        return Row(left, Stack(*below, gap=20 if tight else 28, centred=True), gap=56, fill=True)

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

    def _sentence(self, tight: bool) -> Part:
        """In portrait the sign stands above the sentence, where the eye falls first."""
        sign = SIGNS[self.view.tone]
        size = theme.HEAD if tight or not self.room.portrait else theme.SENTENCE
        words = ZhLabel(self.room.say(self.view.sentence), size, bold=True, even=True)
        badge = IconBadge(sign.icon, 88 if tight or not self.room.portrait else 132, sign.colour)
        return Card(Row(badge, words, gap=32), pad=30 if tight else 44, centred=True)

    def _details(self, tight: bool) -> list[Part]:
        size = theme.BODY if tight else theme.LEAD
        words: list[Part] = [ZhLabel(self.room.say(detail), size) for detail in self.view.details]
        if len(words) > 1:
            words = [Row(Bullet(theme.PRIMARY, size), label, gap=14, at_top=True) for label in words]
        return [Stack(*words, gap=10 if tight else 20)] if words else []

    def _outlet(self, tight: bool) -> list[Part]:
        outlet = self.view.outlet
        if outlet is None:
            return []
        if self.room.portrait:
            return [outlet_across(self.room, outlet)]
        return [OutletDown(self.room, outlet, tight=tight)]

    def _facts(self, tight: bool, eye: ShowForAWhile | None) -> list[Part]:
        if not self.view.facts:
            return []
        size = theme.BODY if tight or not self.room.portrait else theme.LEAD
        return [Card(*fact_rows(self, self.view.facts, size, eye), pad=24 if tight else 36, gap=8 if tight else 16)]
