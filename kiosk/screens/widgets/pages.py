"""Turning over: a grid that makes only the parts of its present page, and the two buttons that turn it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import SECONDARY, PushButton
from kiosk.screens.widgets.part import Part, Row
from kiosk.screens.widgets.zh_label import ZhLabel

_NEXT = replace(SECONDARY, icon_last=True)
_STRETCH = 1.16  # how much higher than they must be parts may get, so that a full page leaves no gap

Turned = Callable[[int, int], None]  # page (from 1), of how many


class PagedGrid(Part):
    """`count` parts of equal height in columns, as many at a time as there is room for.

    `first`: number of a part (from 0) whose page is shown at first; afterwards that of the first part shown.
    """

    grow = 1.0

    def __init__(
        self,
        count: int,
        make: Callable[[int], Part],
        turned: Turned,
        *,
        columns: int,
        row: float,
        gap: float,
        first: int = 0,
    ) -> None:
        super().__init__()
        self.first = first
        self._count, self._make, self._turned = count, make, turned
        self._columns, self._row, self._gap = columns, dp(row), dp(gap)
        self._on_a_page = 1
        self._tall = self._row

    def tall(self, width: float) -> float:
        return self._row

    def arrange(self) -> None:
        rows = max(1, int((self.height + self._gap) // (self._row + self._gap)))
        self._on_a_page = rows * self._columns
        self._tall = min((self.height + self._gap) / rows - self._gap, self._row * _STRETCH)
        self._show(self.first // self._on_a_page)

    def turn(self, by: int) -> None:
        """Show another page, if there is one."""
        page = self.first // self._on_a_page + by
        if 0 <= page * self._on_a_page < self._count:
            self._show(page)

    def _show(self, page: int) -> None:
        self.clear_widgets()
        self.first = page * self._on_a_page
        wide = (self.width - self._gap * (self._columns - 1)) / self._columns
        for place, number in enumerate(range(self.first, min(self.first + self._on_a_page, self._count))):
            down, across = divmod(place, self._columns)
            part = self._make(number)
            self.add_widget(part)
            top = self.top - down * (self._tall + self._gap)
            part.place(self.x + across * (wide + self._gap), top - self._tall, wide, self._tall)
        self._turned(page + 1, -(-self._count // self._on_a_page))


class Pager(Part):
    """Two large buttons with the number of the page between (or over) them; nothing while there is one page."""

    def __init__(self, word: Callable[..., str], turn: Callable[[int], None], *, narrow: bool = False) -> None:
        super().__init__()
        self._word, self._narrow = word, narrow
        self._before = PushButton("page:before", word("glass-page-before"), "chevron-left", SECONDARY, lambda: turn(-1))
        self._next = PushButton("page:next", word("glass-page-next"), "chevron-right", _NEXT, lambda: turn(1))
        size = theme.NOTE if theme.large() else theme.BODY
        self._number = ZhLabel("", size, theme.QUIET, align="center", even=True, middle=True)
        between = [] if narrow else [self._number]
        self._buttons = Row(self._before, *between, self._next, gap=20, fill=True)

    def tell(self, page: int, pages: int) -> None:
        """Which page is shown, of how many."""
        self.clear_widgets()
        if pages > 1:
            self.add_widget(self._buttons)
            if self._narrow:
                self.add_widget(self._number)
        self._number.say(self._word("glass-page-of", page=page, pages=pages))
        for button in (self._before, self._next):
            button.spoken = f"{button.words}，{self._number.words}" if pages > 1 else ""
        self._before.enable(page > 1)
        self._next.enable(page < pages)
        if self.width > 1:
            self.arrange()

    def tall(self, width: float) -> float:
        return dp(theme.roomy(SECONDARY.height)) + (self._number.tall(width) + dp(8) if self._narrow else 0)

    def arrange(self) -> None:
        self._buttons.place(self.x, self.y, self.width, dp(theme.roomy(SECONDARY.height)))
        if self._narrow:
            below = self.y + dp(theme.roomy(SECONDARY.height) + 8)
            self._number.place(self.x, below, self.width, self._number.tall(self.width))
