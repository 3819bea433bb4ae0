"""How the citizen's card stands: the heart of the glass. One sentence, the line of stages, outlet, next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.metrics import dp

from kiosk.domain.personal import RelativeName
from kiosk.screens import theme
from kiosk.screens.fact_rows import ShowForAWhile
from kiosk.screens.outlet_card import OutletDown, edge, outlet_across
from kiosk.screens.screen import Press, Screen
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.stages import DaysBar, StagesAcross, StagesDown, StageWords
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Mark, StageLine


class StageLineScreen(Screen[StageLine[Any]]):
    """Portrait: the stages downwards beside the outlet. Landscape: the stages across, the outlet below."""

    helping = "glass-help-stage-line"

    def build(self, tight: bool) -> Part:
        return self._upright(tight) if self.room.portrait else self._across(tight)

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    # --- portrait ---

    def _upright(self, tight: bool) -> Part:
        gap = 14 if tight else 28
        line = StagesDown(self._words(), tight=tight)
        line.grow = 1
        stages = Card(line, pad=20)
        advice = self._advice(tight)
        if self.view.outlet is None:
            stages.grow = 1
            return Stack(self._greeting(), self._sentence(tight), *self._days(), stages, *advice, gap=gap)
        outlet = OutletDown(self.room, self.view.outlet, tight=tight)
        outlet.grow = 1
        stages.share, under = 0.86, advice if tight else []
        both = Row(stages, outlet if tight else Stack(outlet, *advice, gap=gap), gap=gap, fill=True)
        both.grow = 1
        return Stack(self._greeting(), self._sentence(tight), *self._days(), both, *under, gap=gap)

    def _greeting(self) -> Part:
        eye, greeting = self._eye(theme.STRONG)
        return Row(greeting, eye.button, gap=24) if self.view.person.hides else greeting

    def _days(self) -> list[Part]:
        days = self.view.days
        if days is None:
            return []
        words = ZhLabel(self.room.say(days.words), theme.BODY)
        return [Stack(DaysBar(days.used, days.limit), words, gap=8) if self._on_its_way() else words]

    # --- landscape ---

    def _across(self, tight: bool) -> Part:
        gap = 8 if tight else 20
        line = StagesAcross(self._words(), tight=tight)
        stages = Card(*self._days_across(tight), line, pad=14 if tight else 20, gap=6 if tight else 14)
        return Stack(*self._head_across(tight), stages, *self._below(tight, gap), gap=gap, spread=True)

    def _head_across(self, tight: bool) -> list[Part]:
        eye, greeting = self._eye(theme.LEAD)
        sentence = self._sentence(tight)
        if not self.view.person.hides:
            return [greeting, sentence]
        room_beside = self.width - (eye.button.wide or 0) - dp(40)
        if sentence.natural_width() > room_beside:  # then it needs the whole width
            return [Stack(Row(greeting, eye.button, gap=24), sentence)]
        return [Row(Stack(greeting, sentence), eye.button, gap=40)]

    def _below(self, tight: bool, gap: float) -> list[Part]:
        """Outlet and advice."""
        if self.view.outlet is None:
            return self._advice(tight)
        if tight and self.view.advice is not None:
            advice = ZhLabel(self.room.say(self.view.advice), theme.NOTE)
            return [outlet_across(self.room, self.view.outlet, advice)]
        outlet = outlet_across(self.room, self.view.outlet)
        outlet.share = 2.1
        return [Row(outlet, *self._advice(tight), gap=gap, fill=True)]

    def _days_across(self, tight: bool) -> list[Part]:
        days = self.view.days
        if days is None:
            return []
        words = ZhLabel(self.room.say(days.words), theme.NOTE if tight else theme.BODY)
        if not self._on_its_way():
            return [Row(edge(), words, gap=20)]
        bar = DaysBar(days.used, days.limit)
        bar.share = 0.36
        return [Row(edge(), bar, words, gap=20)]

    # --- both ---

    def _on_its_way(self) -> bool:
        """Whether days still count: a bar that is not full would say that a card at its outlet is not there."""
        return any(stage.name.key == "stage-ready" and stage.mark is Mark.AHEAD for stage in self.view.stages)

    def _eye(self, size: float) -> tuple[ShowForAWhile, ZhLabel]:
        eye = ShowForAWhile(self, "glass-show-name")
        about = "glass-relative" if isinstance(self.view.person, RelativeName) else "glass-greeting"
        return eye, eye.label(self.view.person, about, size=size)

    def _sentence(self, tight: bool) -> ZhLabel:
        size = theme.HEAD if tight or not self.room.portrait else theme.SENTENCE
        if tight and not self.room.portrait:
            size = theme.STRONG
        trouble = any(stage.mark is Mark.TROUBLE for stage in self.view.stages)
        ink = theme.RED if trouble else theme.INK
        return ZhLabel(self.room.say(self.view.sentence), size, ink, bold=True, even=True)

    def _words(self) -> list[StageWords]:
        return [
            StageWords(
                self.room.say(stage.name), "" if stage.day is None else self.room.near_day(stage.day), stage.mark
            )
            for stage in self.view.stages
        ]

    def _advice(self, tight: bool) -> list[Part]:
        if self.view.advice is None:
            return []
        words = self.room.say(self.view.advice)
        pad = 20 if tight else 28
        return [Callout(words, "lightbulb-on-outline", theme.PRIMARY, theme.PRIMARY_SOFT, pad=pad)]
