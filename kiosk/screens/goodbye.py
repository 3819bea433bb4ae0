"""Thank you, and: everything about you has been forgotten."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Callout, Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Goodbye


class GoodbyeScreen(Screen[Goodbye]):
    """Large, friendly, empty of data."""

    helping = "glass-help-goodbye"

    def build(self, tight: bool) -> Part:
        room = self.room
        forgotten = Callout(
            room.word("glass-goodbye-forgotten"), "shield-check", theme.GREEN, theme.GREEN_SOFT, theme.LEAD, pad=36
        )
        align = "center" if room.portrait else "left"
        says: list[Part] = [
            ZhLabel(room.word("glass-goodbye"), theme.HUGE, bold=True, align=align, even=True),
            ZhLabel(room.word("glass-goodbye-more"), theme.STRONG, theme.QUIET, align=align, even=True),
            Space(24),
            forgotten,
        ]
        badge = IconBadge("hand-wave", 300, theme.GREEN)
        if room.portrait:
            return Card(badge, Space(32), *says, gap=24, pad=56, centred=True)
        return Card(Row(badge, Stack(*says, gap=24), gap=96), pad=96, centred=True)
