"""Nobody is here: the invitation to lay the ID card down, and the services for those who come with a question."""

from __future__ import annotations

from collections.abc import Callable

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.offers import TIGHTNESS, notice, offer_tiles
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Card
from kiosk.screens.widgets.machine import Deed, MachineDrawing
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Attract

_DRAWING = 240  # the least height of the drawing; it takes what is left
_LEFT_SHARE, _BETWEEN = 1.12, 44  # in landscape: how much wider the drawing is, and what lies between


class AttractScreen(Screen[Attract]):
    """The drawing and the sentence on top (or left), the services below (or right)."""

    helping = "glass-help-attract"

    def build(self, tight: bool) -> Part:
        room = self.room
        if room.portrait:
            return self._with_tiles(tight, self.width, 24 if tight else 36, self._invitation)
        invitation = self._invitation(tight)
        invitation.share = _LEFT_SHARE
        right = self._with_tiles(tight, (self.width - dp(_BETWEEN)) / (1 + _LEFT_SHARE), 28)
        return Row(invitation, right, gap=_BETWEEN, fill=True)

    def _invitation(self, tight: bool) -> Part:
        room = self.room
        drawing = MachineDrawing(
            frozenset({Deed.LAY}),
            room.word("glass-reader-here"),
            "",  # only one place matters now, and a small drawing has no room for two names
            least=_DRAWING,
        )
        drawing.grow = 1
        size = theme.SENTENCE if tight == room.portrait else theme.HUGE if room.portrait else theme.HEAD
        more = theme.BODY if tight else theme.LEAD
        invitation = Card(
            ZhLabel(room.word("glass-attract"), size, bold=True, align="center", even=True),
            ZhLabel(room.word("glass-attract-more"), more, theme.QUIET, align="center", even=True),
            ZhLabel(room.word("glass-privacy"), theme.NOTE, theme.QUIET, align="center", even=True),
            Space(8),
            drawing,
            pad=24 if tight else 36,
            gap=6 if tight else 12,
        )
        invitation.grow = 1
        return invitation

    def _with_tiles(self, tight: bool, wide: float, gap: float, *above: Callable[[bool], Part]) -> Part:
        """Notice, what stands above, and tiles as roomy as the height allows."""
        heading = self.room.word("glass-attract-or")
        for tightness in TIGHTNESS:
            words = ZhLabel(heading, theme.LEAD, theme.QUIET, bold=True)
            tiles = Stack(words, offer_tiles(self.room, self.view.offers, tightness), gap=18)
            said = notice(self.room, self.view.notice, tight or tightness > 1)
            stack = Stack(
                *said, *(make(tight) for make in above), tiles, gap=gap if tightness < 2 else gap / 2, centred=True
            )
            if stack.tall(wide) <= self.height:
                break
        stack.grow = 1
        return stack
