"""Insert your social security card."""

from __future__ import annotations

from kiosk.domain.text import Text
from kiosk.screens.by_hand import ByHandScreen
from kiosk.screens.widgets.machine import Deed
from kiosk.views import InsertCard


class InsertCardScreen(ByHandScreen[InsertCard]):
    """The social security card slides into the lit slot, chip end first and chip up."""

    helping = "glass-help-insert-card"

    @property
    def how(self) -> str:
        return "glass-insert-card-motor" if self.view.drawn_in else "glass-insert-card-how"

    @property
    def sentence(self) -> str:
        return "glass-insert-card"

    def deeds(self) -> frozenset[Deed]:
        return frozenset({Deed.INSERT})

    def hint(self) -> Text | None:
        return self.view.hint
