"""The look of the house: colours by role, the type scale, spacing, fonts.

All sizes are in quarters of a millimetre on the panel (a typographer's Q), at arm's length; `dp` makes pixels of them.
"""

from __future__ import annotations

from typing import TypeAlias

from kivy.core.text import LabelBase
from kivy.metrics import Metrics, dp

from kiosk import fonts
from kiosk.screens.theme import palettes
from kiosk.screens.theme.palettes import Rgba, Tint
from kiosk.screens.theme.panel import Panel
from kiosk.views import Manner

Colour: TypeAlias = Tint | Rgba

GROUND = Tint("ground")
BAR = Tint("bar")
BAR_DOWN = Tint("bar down")
BAR_INK = Tint("bar ink")
BAR_LINE = Tint("bar line")
BAR_EDGE = Tint("bar edge")
BAR_CHOSEN = Tint("bar chosen")
BAR_CHOSEN_INK = Tint("bar chosen ink")
PAPER = Tint("paper")
PAPER_EDGE = Tint("paper edge")
INK = Tint("ink")
QUIET = Tint("quiet")
LINE = Tint("line")
FAINT = Tint("faint")
PRIMARY = Tint("primary")
PRIMARY_DOWN = Tint("primary down")
PRIMARY_SOFT = Tint("primary soft")
ON_FILL = Tint("on fill")
GREEN = Tint("green")
GREEN_SOFT = Tint("green soft")
AMBER = Tint("amber")
AMBER_SOFT = Tint("amber soft")
RED = Tint("red")
RED_SOFT = Tint("red soft")
TEAL = Tint("teal")
VIOLET = Tint("violet")
REHEARSAL = Tint("rehearsal")
REHEARSAL_INK = Tint("rehearsal ink")
SHADOW = Tint("shadow")
VEIL = Tint("veil")
FOCUS = Tint("focus")
NOTHING = Tint("nothing")

ACCENTS = (PRIMARY, TEAL, VIOLET, AMBER)  # one per group of services, in menu order

# Type scale. Each (weight, size) pair costs 1.2 MB, so no other sizes.
NOTE = 30  # 7.5 mm; what nobody needs to read to get on: clock, footer, dates
BODY = 36
LEAD = 42
STRONG = 48
HEAD = 58
SENTENCE = 70
HUGE = 88
COUNT = 300
SIZES = (NOTE, BODY, LEAD, STRONG, HEAD, SENTENCE, HUGE)
LINE_HEIGHT = 1.448  # of Noto Sans CJK, in em
# In large type every size becomes the next but one. Its capitals are 7.7 mm high at least: 0.7 degrees at arm's
# length, as EN 301 549, 5.1.4 asks where text cannot be enlarged.
_LARGE = {NOTE: LEAD, BODY: STRONG, LEAD: HEAD, STRONG: HEAD, HEAD: SENTENCE, SENTENCE: HUGE, HUGE: HUGE, COUNT: COUNT}
_ROOMY = 1.2  # how much higher buttons are in large type

# Spacing and shapes.
MARGIN = 48
SMALL_GAP = 14
RADIUS = 30
TOUCH = 92  # the least height of anything to be touched
PRIMARY_HEIGHT = 148
BUTTON_HEIGHT = 112

TEXT_FONT = "SC"
ICON_FONT = "Icons"

_worn = Manner(language="")


def fit(panel: Panel) -> None:
    """Make ``dp`` mean the units of this panel. Whatever was built before keeps its old size."""
    Metrics.density = panel.unit


def wear(manner: Manner) -> None:
    """Draw everything from now on in this manner. What is drawn already stays as it is. Kivy's thread only."""
    global _worn
    _worn = manner
    palettes.take(manner.palette)


def large() -> bool:
    """Whether type is large now."""
    return _worn.large


def type_size(size: float) -> float:
    """A size of the type scale as it is now, in units: larger in large type."""
    return float(_LARGE[int(size)]) if _worn.large else size


def type_pixels(size: float) -> int:
    """The same in pixels."""
    return round(dp(type_size(size)))


def roomy(height: float) -> float:
    """The height of something to be touched, in units: more where its words are larger."""
    return height * _ROOMY if _worn.large else height


def register_fonts() -> None:
    """Make both fonts known to Kivy under the names above."""
    LabelBase.register(TEXT_FONT, fn_regular=str(fonts.REGULAR), fn_bold=str(fonts.BOLD))
    LabelBase.register(ICON_FONT, fn_regular=str(fonts.ICONS))
