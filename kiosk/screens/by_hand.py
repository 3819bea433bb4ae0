"""What all screens share that tell hands what to do: the sentence, the drawing with its motion, the hint."""

from __future__ import annotations

from kiosk.domain.text import Text
from kiosk.screens import theme
from kiosk.screens.screen import Screen, V
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.machine import SLIDE_SECONDS, TALL, Deed, MachineDrawing
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.zh_label import ZhLabel

_DRAWING_TIGHT = 200  # the least height of the drawing where there is little room


class ByHandScreen(Screen[V]):
    """A big sentence, how to do it, and the machine's desk with the card sliding once."""

    _drawing: MachineDrawing | None = None

    @property
    def sentence(self) -> str:
        """The message key of what hands should do."""
        raise NotImplementedError

    @property
    def how(self) -> str:
        """The message key of how to do it."""
        raise NotImplementedError

    def deeds(self) -> frozenset[Deed]:
        """What the drawing lights up."""
        raise NotImplementedError

    def hint(self) -> Text | None:
        """What went wrong just now."""
        return None

    def says(self, tight: bool) -> list[Part]:
        """The parts above (or left of) the drawing."""
        room = self.room
        align = "center" if room.portrait else "left"
        parts: list[Part] = [
            ZhLabel(room.word(self.sentence), theme.HEAD if tight else theme.HUGE, bold=True, align=align, even=True),
            ZhLabel(room.word(self.how), theme.BODY if tight else theme.LEAD, theme.QUIET, align=align, even=True),
        ]
        hint = self.hint()
        if hint is not None:
            del parts[1 if tight else 2 :]  # how to do it, where there is little room
            size, pad = (theme.BODY, 16) if tight else (theme.LEAD, 28)
            parts.insert(0, Callout(room.say(hint), "alert-circle", theme.AMBER, theme.AMBER_SOFT, size, pad=pad))
        return parts

    def build(self, tight: bool) -> Part:
        room = self.room
        least = _DRAWING_TIGHT if tight else TALL
        words = (room.word("glass-reader-here"), room.word("glass-slot-here"))
        self._drawing = MachineDrawing(self.deeds(), *words, least=least)
        self._drawing.grow = 1
        sheet = Card(self._drawing, pad=20 if tight else 44)
        sheet.grow = 1
        if room.portrait:
            return Stack(*self.says(tight), sheet, gap=16 if tight else 24)
        sheet.share = 1.25
        return Row(Stack(*self.says(tight), gap=24, centred=True), sheet, gap=56, fill=True)

    def began(self) -> None:
        if self._drawing is not None:
            self._moving = self._drawing.slide_in()
            self.later(SLIDE_SECONDS * 1.5, self._rest)

    def over(self) -> None:
        self._rest()
        super().over()

    def _rest(self) -> None:
        if self._moving is not None and self._drawing is not None:
            self._moving.stop(self._drawing)
            self._drawing.slide = 0.0
        self._moving = None
