"""What the screens share whose words may be more than one page: they are turned over instead of shrunk or cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.screens.screen import Screen, V
from kiosk.screens.widgets.leaves import Leaves
from kiosk.screens.widgets.part import Part


class LeafedScreen(Screen[V]):
    """Keeps the page when the same view is drawn anew in another language."""

    _page = 0
    _leaves: Leaves | None = None

    def leaves(
        self, columns: Sequence[Sequence[Part]], gap: float, between: float = 0, *, elastic: bool = False
    ) -> Leaves:
        """The columns as one page, or as many as it takes."""
        self._leaves = Leaves(columns, self.room.word, gap=gap, between=between, page=self._page, elastic=elastic)
        return self._leaves

    def follow(self, before: Screen[Any]) -> None:
        assert isinstance(before, LeafedScreen)
        self._page = 0 if before._leaves is None else before._leaves.page
