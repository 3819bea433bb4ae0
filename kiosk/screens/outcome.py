"""What happened, and what did not, with the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.screens import theme
from kiosk.screens.fact_rows import fact_rows
from kiosk.screens.screen import Press, Screen
from kiosk.screens.tones import SIGNS
from kiosk.screens.widgets.card import Bullet, Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.slip import SlipDrawing
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Outcome

_TAKE_SLIP = "printed"  # the sentence after which there is a slip to be taken


class OutcomeScreen(Screen[Outcome[Any]]):
    """A sign in the tone's colour, the tone in words, the sentence, the details, the number to tell."""

    helping = "glass-help-outcome"

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        icon, colour, soft = SIGNS[view.tone]
        align = "center" if room.portrait else "left"
        size = theme.HEAD if tight else theme.SENTENCE
        badge = IconBadge(icon, 110 if tight else 190, colour)
        head: list[Part] = [
            ZhLabel(room.word(f"glass-tone-{view.tone.value}"), theme.LEAD, colour, bold=True, align=align),
            ZhLabel(room.say(view.sentence), size, bold=True, align=align, even=True),
        ]
        body, number = self._body(tight, colour), self._number(colour, soft)
        if not room.portrait:
            left = Stack(_AtLeft(badge), *head, *number, gap=24, centred=True)
            if not body:
                return Card(left, pad=96, centred=True)
            return Row(left, Stack(*body, gap=28, centred=True), gap=72, fill=True)
        if not body:
            return Card(badge, *head, *number, gap=30, pad=40, centred=True)
        if tight:
            return Stack(badge, *head, *body, *number, gap=18, centred=True)
        return Stack(badge, *head, *body, *number, gap=30, centred=True)

    def primary(self) -> Press | None:
        return next(iter(self.presses(self.view.actions)), None)

    def others(self) -> Sequence[Press]:
        return self.presses(self.view.actions)[1:]

    def _body(self, tight: bool, colour: theme.Colour) -> list[Part]:
        room, view = self.room, self.view
        pad, gap = (24, 8) if tight else (44, 24)
        parts: list[Part] = []
        if view.sentence.key == _TAKE_SLIP:
            parts.append(Card(SlipDrawing(room.word("glass-paper-here")), pad=pad))
        if view.details:
            texts: list[Part] = [ZhLabel(room.say(detail), theme.LEAD) for detail in view.details]
            if len(texts) > 1:
                texts = [Row(Bullet(colour, theme.LEAD), words, gap=14, at_top=True) for words in texts]
            parts.append(Card(*texts, pad=pad, gap=gap))
        if view.facts:
            parts.append(Card(*fact_rows(self, view.facts), pad=pad, gap=gap))
        return parts

    def _number(self, colour: theme.Colour, soft: theme.Colour) -> list[Part]:
        if not self.view.number:
            return []
        name = ZhLabel(self.room.word("glass-number"), theme.BODY, theme.QUIET)
        number = ZhLabel(_spaced(self.view.number), theme.HEAD, colour, bold=True)
        return [Card(name, number, fill=soft, shadow=False, pad=28, gap=0)]


class _AtLeft(Stack):
    """A badge at the left edge instead of the middle."""

    def arrange(self) -> None:
        badge = self.parts[0]
        badge.place(self.x, self.y, badge.wide or 0, self.height)


def _spaced(number: str) -> str:
    """In groups of four, as one reads a number out on the phone."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))
