"""Take back your cards; stays until they are gone."""

from __future__ import annotations

from kiosk.screens import theme
from kiosk.screens.by_hand import ByHandScreen
from kiosk.screens.widgets.card import Card, IconBadge
from kiosk.screens.widgets.machine import Deed
from kiosk.screens.widgets.part import Part, Row
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import Item, TakeBack

_DEEDS = {Item.DOCUMENT: Deed.TAKE_DOCUMENT, Item.CARD: Deed.TAKE_CARD}
_ONLY = {Item.DOCUMENT: "glass-take-back-document", Item.CARD: "glass-take-back-card"}
_ICONS = {Item.DOCUMENT: "card-account-details", Item.CARD: "credit-card-chip"}


class TakeBackScreen(ByHandScreen[TakeBack]):
    """The things by name, and where they lie."""

    helping = "glass-help-take-back"

    @property
    def how(self) -> str:
        return "glass-take-back-how"

    @property
    def sentence(self) -> str:
        """Names the one thing that is left, if it is one."""
        return _ONLY[self.view.items[0]] if len(self.view.items) == 1 else "glass-take-back"

    def deeds(self) -> frozenset[Deed]:
        return frozenset(_DEEDS[item] for item in self.view.items)

    def says(self, tight: bool) -> list[Part]:
        if len(self.view.items) == 1:
            return super().says(tight)
        size, disc = (theme.LEAD, 64) if tight else (theme.STRONG, 88)
        things = [
            Card(
                Row(
                    IconBadge(_ICONS[item], disc, theme.AMBER),
                    ZhLabel(
                        self.room.word(f"glass-item-{item.value}"),
                        size,
                        bold=True,
                        even=True,
                    ),
                    gap=24,
                ),
                pad=14 if tight else 26,
                centred=True,
            )
            for item in self.view.items
        ]
        return [*super().says(tight), *([Row(*things, gap=28, fill=True)] if self.room.portrait else things)]
