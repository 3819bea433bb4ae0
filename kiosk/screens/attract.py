"""Nobody is here: the invitation to lay the ID card down, and the services for those who come with a question."""

from __future__ import annotations

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.offers import notice, offer_tiles
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.machine import Deed, MachineDrawing
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Attract

_LEFT_SHARE, _BETWEEN = 1.12, 44  # in landscape: how much wider the drawing is, and what lies between


class AttractScreen(Screen[Attract]):
    """The drawing and the sentence on top (or left), the services below (or right)."""

    helping = "glass-help-attract"

    def build(self, tight: bool) -> Part:
        room = self.room
        drawing = MachineDrawing(
            frozenset({Deed.LAY}),
            room.word("glass-reader-here"),
            "" if tight else room.word("glass-slot-here"),
            least=300 if tight else 520 if room.portrait else 440,
        )
        drawing.grow = 1
        size = theme.HUGE if room.portrait and not tight else theme.SENTENCE
        invitation = Card(
            ZhLabel(room.word("glass-attract"), size, bold=True, align="center", even=True),
            ZhLabel(room.word("glass-attract-more"), theme.LEAD, theme.QUIET, align="center", even=True),
            Space(8),
            drawing,
            pad=24 if tight else 36,
            gap=6 if tight else 12,
        )
        invitation.grow = 1
        if room.portrait:
            return Stack(*self._notice(), invitation, self._offers(tight), gap=24 if tight else 36)
        invitation.share = _LEFT_SHARE
        return Row(invitation, self._right(), gap=_BETWEEN, fill=True)

    def _right(self) -> Part:
        """Notice and offers; the drawing beside them may be tight while they have all the room they want."""
        wide = (self.width - dp(_BETWEEN)) / (1 + _LEFT_SHARE)
        for tight in (False, True):
            right = Stack(*self._notice(), self._offers(tight), gap=28, centred=True)
            if right.tall(wide) <= self.height:
                break
        right.grow = 1
        return right

    def _notice(self) -> list[Part]:
        return notice(self.room, self.view.notice)

    def _offers(self, tight: bool) -> Part:
        heading = ZhLabel(self.room.word("glass-attract-or"), theme.LEAD, theme.QUIET, bold=True)
        return Stack(heading, offer_tiles(self.room, self.view.offers, tight), gap=18)
