"""Lay your ID card on the reader."""

from __future__ import annotations

from kiosk.domain.text import Text
from kiosk.screens import theme
from kiosk.screens.by_hand import ByHandScreen
from kiosk.screens.widgets.machine import Deed
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.zh_label import ZhLabel
from kiosk.views import PresentDocument


class PresentDocumentScreen(ByHandScreen[PresentDocument]):
    """The ID card slides onto the lit reader."""

    helping = "glass-help-present-document"

    @property
    def how(self) -> str:
        return "glass-present-document-how"

    @property
    def sentence(self) -> str:
        return "glass-present-document"

    def deeds(self) -> frozenset[Deed]:
        return frozenset({Deed.LAY})

    def says(self, tight: bool) -> list[Part]:
        align = "center" if self.room.portrait else "left"
        privacy = ZhLabel(
            self.room.word("glass-privacy"), theme.NOTE if tight else theme.BODY, theme.QUIET, align=align, even=True
        )
        return [*super().says(tight), privacy]

    def hint(self) -> Text | None:
        return self.view.hint
