"""How the glass speaks to the citizen who stands here: language, size, colours, height, voice."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Palette(enum.Enum):
    """The colours of the glass; the two others have a contrast of at least 7:1 everywhere."""

    DEFAULT = "default"
    LIGHT_ON_DARK = "light-on-dark"
    DARK_ON_LIGHT = "dark-on-light"


@dataclass(frozen=True, kw_only=True)
class Manner:
    """Chosen with one touch on any screen, kept for the visit, forgotten after it."""

    language: str
    large: bool = False  # large type 长辈版: fewer things at a time, longer times
    palette: Palette = Palette.DEFAULT
    low: bool = False  # all controls within reach of somebody who sits
    voice: bool = False  # every screen speaks
