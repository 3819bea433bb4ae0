"""The services again, for a citizen in the middle of a visit who wants one more."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.offers import notice, offer_tiles
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.part import Part, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Home

_TALL = 240  # of a tile, where the panel has the height


class HomeScreen(Screen[Home]):
    """A greeting, the question, and the tiles."""

    helping = "glass-help-home"

    def build(self, tight: bool) -> Part:
        room = self.room
        size = theme.HUGE if not tight else theme.SENTENCE if room.portrait else theme.HEAD
        says: list[Part] = [ZhLabel(room.word("glass-home"), size, bold=True, even=True)]
        if self.view.person is not None:
            says.insert(0, ZhLabel(room.word("glass-greeting", value=self.view.person), theme.STRONG, theme.QUIET))
        few = room.portrait and not tight
        tiles = offer_tiles(room, self.view.offers, 2 if tight else 0, least=_TALL if few else 0)
        above = notice(room, self.view.notice, tight)
        return Stack(*above, Stack(*says, gap=8), tiles, gap=24 if tight else 64, centred=True)
