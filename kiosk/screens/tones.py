"""The sign and the colours of each tone; the words always say the same."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.screens import theme
from kiosk.views import Tone


class Sign(NamedTuple):
    """An icon, its colour, and the ground for words about it."""

    icon: str
    colour: theme.Colour
    soft: theme.Colour


SIGNS = {
    Tone.DONE: Sign("check-bold", theme.GREEN, theme.GREEN_SOFT),
    Tone.INFORM: Sign("information", theme.PRIMARY, theme.PRIMARY_SOFT),
    Tone.SORRY: Sign("alert", theme.RED, theme.RED_SOFT),
    Tone.UNCERTAIN: Sign("timer-sand", theme.AMBER, theme.AMBER_SOFT),
}
