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
        large, quiet, small = (theme.HEAD, theme.BODY, theme.BODY) if tight else (theme.HUGE, theme.STRONG, theme.LEAD)
        gap, pad = (12, 20) if tight else (24, 56)
        forgotten = Callout(
            room.word("glass-goodbye-forgotten"),
            "shield-check",
            theme.GREEN,
            theme.GREEN_SOFT,
            small,
            pad=gap + 4,
        )
        align = "center" if room.portrait else "left"
        says: list[Part] = [
            ZhLabel(room.word("glass-goodbye"), large, bold=True, align=align, even=True),
            ZhLabel(
                room.word("glass-goodbye-more"),
                quiet,
                theme.QUIET,
                align=align,
                even=True,
            ),
            Space(gap),
            forgotten,
        ]
        badge = IconBadge("hand-wave", 140 if tight else 300, theme.GREEN)
        if room.portrait:
            return Card(badge, Space(gap), *says, gap=gap, pad=pad, centred=True)
        return Card(Row(badge, Stack(*says, gap=gap), gap=pad), pad=pad, centred=True)
