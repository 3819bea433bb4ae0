"""What the first frame did not need and the next ones will: words, screens, glyphs, shadows."""

from __future__ import annotations

import gc
from collections.abc import Iterable

from kivy.metrics import dp

from kiosk.screens import theme
from kiosk.screens.dictionaries import Dictionaries


def warm_up(dictionaries: Dictionaries, languages: Iterable[str]) -> None:
    """Read them on Kivy's thread, between the first frame and the next."""
    from kiosk.screens.registry import SCREENS  # noqa: F401 - importing it is the deed
    from kiosk.screens.widgets import buttons, shadow, zh_label

    for language in languages:
        dictionaries.own_name(language)
    zh_label.open_fonts()
    for radius in (theme.RADIUS, buttons.PRIMARY.radius):
        shadow.SoftShadow(dp(radius))
    gc.collect()
    gc.freeze()  # or every full collection would walk all modules again, for 60 ms
