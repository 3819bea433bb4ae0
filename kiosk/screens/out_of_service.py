"""The machine cannot serve: why, and where to go instead."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import Card, IconBadge
from kiosk.screens.widgets.part import Part, Row, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import OutOfService


class OutOfServiceScreen(Screen[OutOfService]):
    """A sorry sentence, the reason, and two ways to go on."""

    helping = "glass-help-out-of-service"

    def build(self, tight: bool) -> Part:
        room = self.room
        ways = Card(
            ZhLabel(room.word("glass-out-instead"), theme.LEAD, theme.QUIET, bold=True),
            _way("account-tie-voice", room.word("glass-ask-staff"), theme.TEAL),
            _way("phone", room.word("glass-call-12333"), theme.GREEN),
            gap=14 if tight else 28,
            pad=24 if tight else 48,
            fill=theme.GROUND,
            shadow=False,
        )
        badge: list[Part] = [] if tight else [IconBadge("wrench", 200, theme.AMBER), Space(28)]
        says = Stack(
            *badge,
            ZhLabel(
                room.word("glass-out-of-service"),
                theme.HEAD if tight else theme.SENTENCE,
                bold=True,
                align="center",
                even=True,
            ),
            ZhLabel(room.say(self.view.reason), theme.LEAD, theme.QUIET, align="center", even=True),
            gap=16,
            centred=True,
        )
        if room.portrait:
            return Card(says, ways, gap=36 if tight else 72, pad=36 if tight else 56, centred=True)
        return Card(Row(says, ways, gap=48), pad=24 if tight else 72, centred=True)


def _way(icon: str, words: str, colour: theme.Colour) -> Part:
    return Row(IconBadge(icon, 96, colour), ZhLabel(words, theme.STRONG, bold=True), gap=32)
