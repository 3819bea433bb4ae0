"""Text that may be too long for one page: columns of parts that are turned over together, like leaves of a book."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kivy.metrics import dp

from kiosk.screens.widgets.pages import Pager
from kiosk.screens.widgets.part import Part, Row, Stack


def columns_of(part: Part) -> list[list[Part]]:
    """What a page is made of, taken apart into columns of parts that may stand on different pages."""
    if type(part) is not Row:
        return [_pieces(part)]
    part.clear_widgets()
    return [_pieces(column) for column in part.parts]


def _pieces(part: Part) -> list[Part]:
    if type(part) is not Stack:  # a card stays whole, and so does a row
        return [part]
    part.clear_widgets()
    return [piece for inner in part.parts for piece in _pieces(inner)]


class Leaves(Part):
    """One page where all of it fits, centred; otherwise pages with the two buttons under them.

    `elastic`: content with what height is left to it. `turned` is told the page (from 1), and of how many.
    """

    grow = 1.0

    def __init__(
        self,
        columns: Sequence[Sequence[Part]],
        word: Callable[..., str],
        *,
        gap: float,
        between: float = 0,
        page: int = 0,
        elastic: bool = False,
        turned: Callable[[int, int], None] = lambda _page, _pages: None,
    ) -> None:
        super().__init__()
        self.page = page
        self._elastic, self._turned = elastic, turned
        self._columns = columns
        self._gap, self._between = dp(gap), dp(between)
        self._pager = Pager(word, self._turn)
        self._pages: list[list[list[Part]]] = []  # of each page the columns

    def tall(self, width: float) -> float:
        if self._elastic:
            return self._pager.tall(width)
        return max(self._height(column, self._wide(width)) for column in self._columns)

    def arrange(self) -> None:
        self._pages = self._split(self.height)
        if len(self._pages) > 1:
            self._pages = self._split(self.height - self._pager.tall(self.width) - self._gap)
        self._show(min(self.page, len(self._pages) - 1))

    def _turn(self, by: int) -> None:
        if 0 <= self.page + by < len(self._pages):
            self._show(self.page + by)

    def _show(self, page: int) -> None:
        self.clear_widgets()
        self.page = page
        self._turned(page + 1, len(self._pages))
        wide = self._wide(self.width)
        below = self.y
        if len(self._pages) > 1:
            self.add_widget(self._pager)
            self._pager.place(self.x, self.y, self.width, self._pager.tall(self.width))
            self._pager.tell(page + 1, len(self._pages))
            below += self._pager.height + self._gap
        columns = self._pages[page]
        spare = self.top - below - max(self._height(column, wide) for column in columns)
        begin = self.top - (spare / 2 if len(self._pages) == 1 else 0)
        for number, column in enumerate(columns):
            top = begin
            for part in column:
                tall = part.tall(wide)
                self.add_widget(part)
                part.place(self.x + number * (wide + self._between), top - tall, wide, tall)
                top -= tall + self._gap

    def _split(self, height: float) -> list[list[list[Part]]]:
        """The columns in pages of this height, broken between parts."""
        wide = self._wide(self.width)
        broken = [self._break(column, wide, height) for column in self._columns]
        pages = max(map(len, broken))
        return [[column[page] if page < len(column) else [] for column in broken] for page in range(pages)]

    def _break(self, column: Sequence[Part], wide: float, height: float) -> list[list[Part]]:
        pages: list[list[Part]] = [[]]
        for part in column:
            if pages[-1] and self._height([*pages[-1], part], wide) > height:
                pages.append([])
            pages[-1].append(part)
        return pages

    def _height(self, column: Sequence[Part], wide: float) -> float:
        return sum(part.tall(wide) for part in column) + self._gap * (len(column) - 1)

    def _wide(self, width: float) -> float:
        return (width - self._between * (len(self._columns) - 1)) / len(self._columns)
