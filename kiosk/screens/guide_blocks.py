"""What a guide is made of, block by block, so that it can be broken into columns and pages between any two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.graphics import Color, SmoothEllipse
from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.outlet_card import OutletDown, outlet_wide
from kiosk.screens.screen import Room
from kiosk.screens.widgets.card import Bullet, Card
from kiosk.screens.widgets.card_faces import card_faces
from kiosk.screens.widgets.part import Part, Row
from kiosk.screens.widgets.qr_code import QrCode
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Guide

_ANSWER_LINES = 4  # an answer with more lines takes a smaller size


@dataclass(frozen=True)
class Measure:
    """How roomy the blocks are."""

    answers: tuple[int, ...]  # the first at which the answer has few lines
    step: int
    remark: int
    code: int
    gap: int
    pad: int


ROOMY = Measure((theme.SENTENCE, theme.HEAD, theme.STRONG), theme.LEAD, theme.BODY, 280, 26, 28)
TIGHT = Measure((theme.HEAD, theme.STRONG), theme.BODY, theme.BODY, 220, 16, 18)


class Blocks:
    """The blocks of one guide; `wide` is that of the column they will stand in."""

    def __init__(self, room: Room, view: Guide[Any], measure: Measure, wide: float) -> None:
        self._room, self._view, self._measure, self._wide = room, view, measure, wide

    def head(self) -> list[Part]:
        """The title, and the answer as large as it can be."""
        title = ZhLabel(self._room.say(self._view.title), theme.LEAD, theme.PRIMARY, bold=True)
        words = self._room.say(self._view.answer)
        for size in self._measure.answers:
            answer = ZhLabel(words, size, bold=True, even=True)
            if len(answer.lines(self._wide)) <= _ANSWER_LINES:
                break
        return [title, answer]

    def steps(self) -> list[Part]:
        """Each on a card of its own, numbered when they come one after the other."""
        size, pad = self._measure.step, self._measure.pad
        return [
            Card(
                Row(
                    NumberDisc(number, size) if self._view.numbered else Bullet(theme.PRIMARY, size),
                    ZhLabel(self._room.say(step), size),
                    gap=20,
                    at_top=True,
                ),
                pad=pad,
            )
            for number, step in enumerate(self._view.steps, 1)
        ]

    def aids(self) -> list[Part]:
        """What helps to follow it: an outlet, both faces of the cards, a code."""
        room, view = self._room, self._view
        aids: list[Part] = []
        if view.outlet is not None:
            aids.append(
                outlet_wide(room, view.outlet, self._wide)
                if room.one_column
                else OutletDown(room, view.outlet, tight=True)
            )
        if view.faces:
            aids.append(card_faces(room.word, self._measure.step))
        if view.code is not None:
            caption = ZhLabel(room.say(view.code.caption), self._measure.step)
            aids.append(Card(Row(QrCode(view.code.content, self._measure.code), caption, gap=28), pad=18))
        return aids

    def rest(self) -> list[Part]:
        """Remarks, and small where all this is written."""
        size = self._measure.remark
        parts: list[Part] = [
            Row(
                Icon("information-outline", size * 1.2, theme.QUIET, beside=size),
                ZhLabel(self._room.say(remark), size),
                gap=16,
                at_top=True,
            )
            for remark in self._view.remarks
        ]
        if self._view.basis is not None:
            parts.append(ZhLabel(self._room.say(self._view.basis), theme.NOTE, theme.QUIET))
        return parts


class NumberDisc(Part):
    """The number of a step, as high as the first line of its words."""

    def __init__(self, number: int, beside: float) -> None:
        super().__init__()
        self._side = dp(theme.type_size(beside)) * theme.LINE_HEIGHT
        self.wide = self._side
        with self.canvas.before:
            Color(*theme.PRIMARY)
            self._disc = SmoothEllipse()
        self._label = ZhLabel(str(number), theme.NOTE, theme.ON_FILL, bold=True, align="center", middle=True)
        self.add_widget(self._label)

    def tall(self, width: float) -> float:
        return self._side

    def arrange(self) -> None:
        x, y = self.x, self.top - self._side
        self._disc.pos, self._disc.size = (x, y), (self._side, self._side)
        self._label.place(x, y, self._side, self._side)
