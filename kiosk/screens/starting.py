"""The machine is starting: shown before any words are read, so it says its one sentence in both languages."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.screen import Screen
from kiosk.screens.widgets.card import IconBadge
from kiosk.screens.widgets.part import Part, Space, Stack
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Starting

# Fixed here and not in locales/: reading those takes as long as everything else before the first frame.
_SENTENCES = (("正在启动，请稍等", theme.SENTENCE), ("Starting, please wait", theme.HEAD))


class StartingScreen(Screen[Starting]):
    """The emblem and one sentence."""

    def build(self, tight: bool) -> Part:
        return Stack(
            IconBadge("smart-card", 220, theme.BAR),
            Space(40),
            *(ZhLabel(words, size, bold=size == theme.SENTENCE, align="center") for words, size in _SENTENCES),
            gap=20,
            centred=True,
        )
