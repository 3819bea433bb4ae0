"""The characters that may be meant, a row or two at a time, with two keys that turn over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import PushButton, Style
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.zh_label import ZhLabel

_KEY = Style(
    theme.PAPER,
    theme.PRIMARY_SOFT,
    theme.PRIMARY,
    theme.PRIMARY,
    (theme.HEAD, theme.STRONG, theme.BODY, theme.NOTE),
    108,
    16,
    side=6,
)
_TURN = Style(theme.FAINT, theme.LINE, theme.INK, theme.PAPER_EDGE, (theme.HEAD,), 108, 16, side=2)
_GAP = 10


_LOW_KEY = replace(_KEY, sizes=_KEY.sizes[1:], height=theme.TOUCH)  # where there is room for one row only


class CandidateKeys(Part):
    """Rows and columns of candidates, and the keys that turn; always as tall, so that nothing moves under a finger."""

    def __init__(self, rows: int, columns: int, chosen: Callable[[int], None]) -> None:
        super().__init__()
        self._rows, self._columns, self._chosen = rows, columns, chosen
        self._words: Sequence[str] = ()
        self._instead = ""
        self._page = 0
        self._before = PushButton("candidates:before", "", "chevron-left", _TURN, lambda: self._turn(-1))
        self._next = PushButton("candidates:next", "", "chevron-right", _TURN, lambda: self._turn(1))

    def tell(self, words: Sequence[str], instead: str) -> None:
        """These may be meant, the likeliest first; `instead`: what to say where there are none."""
        if (words, instead) != (self._words, self._instead):
            self._words, self._instead, self._page = words, instead, 0
            self.arrange()

    def tall(self, width: float) -> float:
        if self._rows == 1:
            return dp(_LOW_KEY.height)
        return self._rows * dp(theme.roomy(_KEY.height)) + (self._rows - 1) * dp(_GAP)

    def arrange(self) -> None:
        self.clear_widgets()
        if not self._words:
            label = ZhLabel(self._instead, theme.LEAD, theme.QUIET, align="center", even=True)
            self.add_widget(label)
            height = min(label.tall(self.width), self.height)
            label.place(self.x, self.center_y - height / 2, self.width, height)
        style = _LOW_KEY if self._rows == 1 else _KEY
        on_a_page = self._rows * self._columns
        first = self._page * on_a_page
        for place, number in enumerate(range(first, min(first + on_a_page, len(self._words)))):
            key = PushButton(f"candidate:{number}", self._words[number], "", style, partial(self._chosen, number))
            self._put(key, *divmod(place, self._columns))
        if len(self._words) > on_a_page:
            self._put(self._before, 0, self._columns)
            self._put(self._next, *((1, self._columns) if self._rows > 1 else (0, self._columns + 1)))
            self._before.enable(self._page > 0)
            self._next.enable(first + on_a_page < len(self._words))

    def _put(self, key: PushButton, down: int, across: int) -> None:
        gap = dp(_GAP)
        columns = self._columns + (1 if self._rows > 1 else 2)
        tall = (self.height - gap * (self._rows - 1)) / self._rows
        wide = (self.width - gap * (columns - 1)) / columns
        self.add_widget(key)
        key.place(self.x + across * (wide + gap), self.top - tall - down * (tall + gap), wide, tall)

    def _turn(self, by: int) -> None:
        self._page += by
        self.arrange()
