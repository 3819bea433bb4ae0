"""Which kind of screen draws a view; all but Starting are read late, after the first frame."""

from __future__ import annotations

from typing import Any

from kiosk.screens.starting import StartingScreen
from kiosk.views import Starting, View


def screen_for(view: View[Any]) -> Any:
    """The kind of screen that draws a view; the other kinds are read when the first view but Starting comes."""
    if isinstance(view, Starting):
        return StartingScreen
    from kiosk.screens.registry import SCREENS

    return SCREENS[type(view)]
