"""What the first frame did not need and the next ones will: words, screens, glyphs, shadows. All on Kivy's thread.

What the attract screen needs is read before it is due; the rest once it is on the glass, in pieces so short that no
touch is kept waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kivy.clock import Clock
from kivy.metrics import dp

from kiosk.domain.text import text
from kiosk.screens import theme
from kiosk.screens.dictionaries import Dictionaries


def warm_up(dictionaries: Dictionaries, language: str) -> None:
    """Read what the attract screen needs, between the first frame and the next."""
    from kiosk.screens.registry import SCREENS  # noqa: F401 - importing it is the deed

    _read(dictionaries, language)


def warm_up_the_rest(dictionaries: Dictionaries, languages: Iterable[str]) -> None:
    """Begin with the rest, a piece a tick."""
    _next(iter(_pieces(dictionaries, languages)))


def _pieces(dictionaries: Dictionaries, languages: Iterable[str]) -> Iterator[Callable[[], object]]:
    from kiosk.screens.widgets import buttons, shadow, zh_label

    for size in theme.SIZES:
        yield partial(zh_label.open_font, size)
    for radius in (theme.RADIUS, buttons.PRIMARY.radius):
        yield partial(shadow.SoftShadow, dp(radius))
    for language in languages:
        yield partial(_read, dictionaries, language)


def _next(pieces: Iterator[Callable[[], object]]) -> None:
    piece = next(pieces, None)
    if piece is not None:
        piece()
        Clock.schedule_once(lambda _dt: _next(pieces), 0)


def _read(dictionaries: Dictionaries, language: str) -> None:
    dictionaries.words(language).say(text("language-name"))
