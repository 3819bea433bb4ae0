"""The look of the house: palette, type scale, spacing, fonts, and the one scale factor for every panel."""

from __future__ import annotations

from typing import TypeAlias

from kivy.core.text import LabelBase
from kivy.metrics import Metrics

from kiosk import fonts

Colour: TypeAlias = tuple[float, float, float, float]


def _hex(code: str, alpha: float = 1.0) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue, alpha)


# Palette. Every text colour has a contrast of at least 5.5:1 on the grounds it stands on.
GROUND = _hex("EEF3FA")
BAR = _hex("12346B")
BAR_DOWN = _hex("0A2450")
PAPER = _hex("FFFFFF")
INK = _hex("14233B")
QUIET = _hex("46566F")
LINE = _hex("D3DEEC")
FAINT = _hex("E3EBF6")
PRIMARY = _hex("1553BD")
PRIMARY_DOWN = _hex("0D3A8A")
PRIMARY_SOFT = _hex("E4EDFB")
GREEN = _hex("17794F")
GREEN_SOFT = _hex("E2F4EA")
AMBER = _hex("9A5200")
AMBER_SOFT = _hex("FFF1D6")
RED = _hex("B3261E")
RED_SOFT = _hex("FCE8E6")
TEAL = _hex("0F6F78")
VIOLET = _hex("66409B")
WHITE = _hex("FFFFFF")
BAR_QUIET = _hex("C9D8F2")
REHEARSAL = _hex("FFC738")
REHEARSAL_INK = _hex("3B2900")
SHADOW = _hex("14305C", 0.16)
VEIL = _hex("0A1B38", 0.62)
NOTHING = _hex("FFFFFF", 0)

# The guide lights of the machine, as they are in the drawings: green where hands are wanted, amber where something
# is to be taken back.
LIGHT_GREEN = (0.16, 0.74, 0.42, 1.0)
LIGHT_AMBER = (0.96, 0.62, 0.04, 1.0)

ACCENTS = (PRIMARY, TEAL, VIOLET, AMBER)  # one per group of services, in menu order

# Type scale, in pixels of a 1080x1920 panel. Each (weight, size) pair costs 1.2 MB, so no other sizes.
NOTE = 30  # what nobody needs to read to get on: clock, footer, dates
BODY = 36
LEAD = 42
STRONG = 48
HEAD = 58
SENTENCE = 70
HUGE = 88
COUNT = 300
SIZES = (NOTE, BODY, LEAD, STRONG, HEAD, SENTENCE, HUGE)
LINE_HEIGHT = 1.448  # of Noto Sans CJK, in em

# Spacing and shapes.
MARGIN = 48
SMALL_GAP = 14
RADIUS = 30
TOUCH = 92  # the least height of anything to be touched
PRIMARY_HEIGHT = 148
BUTTON_HEIGHT = 112

TEXT_FONT = "SC"
ICON_FONT = "Icons"


def scale(width: float, height: float) -> float:
    """How much larger this panel is than the 1080x1920 (or 1920x1080) one the numbers are for."""
    short, long = sorted((width, height))
    return float(min(short / 1080, long / 1920))


def fit(width: float, height: float) -> None:
    """Make ``dp`` mean: pixels of a 1080x1920 panel. Whatever was built before keeps its old size."""
    Metrics.density = scale(width, height)


def register_fonts() -> None:
    """Make both fonts known to Kivy under the names above."""
    LabelBase.register(TEXT_FONT, fn_regular=str(fonts.REGULAR), fn_bold=str(fonts.BOLD))
    LabelBase.register(ICON_FONT, fn_regular=str(fonts.ICONS))
