"""Enter a PIN at the PIN pad: a drawing shows which keys, and how many digits are there."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Callout, Card
from kiosk.screens.widgets.part import Part, Row, Stack
from kiosk.screens.widgets.pin_pad import PinPadDrawing
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import PinAtPad

_ROOMY, _TIGHT = 520, 320  # the least height of the drawing


class PinAtPadScreen(Screen[PinAtPad]):
    """Portrait: the words above the drawing. Landscape: left of it. Shown anew with each digit, so nothing moves."""

    helping = "glass-help-pin-at-pad"

    def build(self, tight: bool) -> Part:
        room, view = self.room, self.view
        align = "center" if room.portrait else "left"
        size = theme.HEAD if tight else theme.SENTENCE if not room.portrait else theme.HUGE
        less = theme.BODY if tight else theme.LEAD
        says: list[Part] = [
            ZhLabel(room.say(view.question), size, bold=True, align=align, even=True),
            ZhLabel(room.word("glass-pin-at-pad-how"), less, theme.QUIET, align=align, even=True),
        ]
        if view.hint is not None:
            del says[1 if tight else 2 :]  # how to do it, where there is little room
            says.insert(0, Callout(room.say(view.hint), "alert-circle", theme.AMBER, theme.AMBER_SOFT, less, pad=16))
        counted = room.word("glass-typed", count=view.entered, length=view.length)
        keys = (room.word("glass-pad-cancel"), room.word("glass-pad-correct"), room.word("glass-pad-enter"))
        sheet = Card(
            PinPadDrawing(view.entered, view.length, keys, least=_TIGHT if tight else _ROOMY),
            ZhLabel(counted, theme.STRONG, bold=True, align="center"),
            pad=20 if tight else 40,
            gap=12 if tight else 24,
        )
        sheet.grow = 1
        if room.portrait:
            return Stack(*says, sheet, gap=24)
        sheet.share = 1.25
        return Row(Stack(*says, gap=24, centred=True), sheet, gap=56, fill=True)
