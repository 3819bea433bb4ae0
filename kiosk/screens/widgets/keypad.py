"""A keypad on the glass: ten digits, perhaps an X, a key that erases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.widgets.buttons import PushButton, Style
from kiosk.screens.widgets.part import Part

_KEY = Style(
    theme.PAPER,
    theme.PRIMARY_SOFT,
    theme.INK,
    theme.PAPER_EDGE,
    (theme.SENTENCE, theme.LEAD),
    150,
    theme.RADIUS,
    shadow=True,
)
_WORD_KEY = Style(
    theme.FAINT,
    theme.LINE,
    theme.INK,
    theme.PAPER_EDGE,
    (theme.LEAD, theme.BODY, theme.NOTE),
    150,
    theme.RADIUS,
    side=10,
)
_COLUMNS, _GAP = 3, 18
_LEAST, _LEAST_TIGHT, _MOST = 112, 68, 168  # of a key's height


@dataclass(frozen=True)
class WordKey:
    """A key that does something else than type."""

    name: str
    words: str
    icon: str
    on_tap: Callable[[], None]


class Keypad(Part):
    """Twelve keys in three columns: nine characters, `left`, the tenth character, `right`."""

    grow = 1.0
    _tight = False

    def __init__(
        self, characters: Sequence[str], typed: Callable[[int], None], left: WordKey | str, right: WordKey
    ) -> None:
        super().__init__()
        self._typed = typed
        self.keys = {
            f"key:{key}" if isinstance(key, str) else key.name: self._key(key)
            for key in (*characters[:9], left, characters[9], right)
        }
        for key in self.keys.values():
            self.add_widget(key)

    def tighten(self, tight: bool) -> None:
        """Let the keys be as low as a finger can still hit, where there is little room."""
        self._tight = tight

    def tall(self, width: float) -> float:
        return 4 * dp(_LEAST_TIGHT if self._tight else _LEAST) + 3 * dp(_GAP)

    def arrange(self) -> None:
        gap = dp(_GAP)
        wide = (self.width - gap * (_COLUMNS - 1)) / _COLUMNS
        tall = min((self.height - 3 * gap) / 4, dp(_MOST))
        spare = self.height - 4 * tall - 3 * gap
        largest = theme.SENTENCE if tall > dp(_LEAST) else theme.LEAD
        for place, key in enumerate(self.keys.values()):
            down, across = divmod(place, _COLUMNS)
            key.largest = largest
            top = self.top - spare / 2 - down * (tall + gap)
            key.place(self.x + across * (wide + gap), top - tall, wide, tall)

    def _key(self, key: WordKey | str) -> PushButton:
        if isinstance(key, WordKey):
            return PushButton(key.name, key.words, key.icon, _WORD_KEY, key.on_tap)
        button = PushButton(f"key:{key}", key, "", _KEY, lambda: self._typed(ord(key)))
        button.by_ear = not key.isdigit()  # the PIN pad has keys for them, which say nothing aloud
        return button
