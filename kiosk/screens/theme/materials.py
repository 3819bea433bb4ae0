"""What the things in the drawings are made of: a drawn card or lamp has its own colours in every palette."""

from __future__ import annotations

from kiosk.screens.theme.palettes import Rgba

WHITE: Rgba = (1, 1, 1, 1)
INK: Rgba = (0.08, 0.14, 0.23, 1)  # words on the machine
PRINT: Rgba = (0.60, 0.69, 0.81, 1)  # words too small to read
GREY_PRINT: Rgba = (0.27, 0.34, 0.44, 1)

SHELL: Rgba = (0.80, 0.85, 0.92, 1)
DESK: Rgba = (0.93, 0.955, 0.985, 1)
EDGE: Rgba = (0.66, 0.73, 0.83, 1)
DARK: Rgba = (0.15, 0.22, 0.34, 1)
DARKER: Rgba = (0.07, 0.11, 0.19, 1)
GROOVE: Rgba = (1, 1, 1, 0.14)
FIELD: Rgba = (1, 1, 1, 0.08)  # where a card would lie

# The small picture of this screen on the drawn machine.
SCREEN_BAR: Rgba = (0.07, 0.20, 0.42, 1)
SCREEN_GROUND: Rgba = (0.93, 0.955, 0.98, 1)
SCREEN_BUTTON: Rgba = (0.08, 0.33, 0.74, 1)
SCREEN_NAME: Rgba = (1, 1, 1, 0.9)
SCREEN_QUIET: Rgba = (1, 1, 1, 0.4)
SCREEN_LINE: Rgba = (1, 1, 1, 0.22)

CARD: Rgba = (0.97, 0.98, 1.0, 1)
SKIN: Rgba = (0.72, 0.79, 0.88, 1)
SSC: Rgba = (0.24, 0.55, 0.87, 1)
SSC_LOW: Rgba = (0.90, 0.95, 1.0, 1)
GOLD: Rgba = (0.93, 0.75, 0.32, 1)
GOLD_LINE: Rgba = (0.70, 0.52, 0.14, 1)
STRIP_CARD: Rgba = (0.85, 0.90, 0.87, 1)
STRIP_BAND: Rgba = (0.30, 0.58, 0.48, 1)
STRIPE: Rgba = (0.13, 0.12, 0.12, 1)
NEW_CARD: Rgba = (0.93, 0.96, 1.0, 1)
NEW_BAND: Rgba = (0.16, 0.42, 0.77, 1)
EMBLEM: Rgba = (0.80, 0.22, 0.20, 1)

PAPER_EDGE: Rgba = (0.72, 0.78, 0.86, 1)
PAPER_SHADE: Rgba = (0, 0, 0, 0.18)

KEY_RED: Rgba = (0.84, 0.32, 0.27, 1)
KEY_YELLOW: Rgba = (0.96, 0.78, 0.25, 1)

# The guide lights, as they are in the machine: green where hands are wanted, amber where something is to be taken.
LIGHT_GREEN: Rgba = (0.16, 0.74, 0.42, 1.0)
LIGHT_AMBER: Rgba = (0.96, 0.62, 0.04, 1.0)
ARROW_TAKE: Rgba = (0.60, 0.32, 0.0, 1)
ARROW_PUT: Rgba = (0.09, 0.47, 0.31, 1)
HALO = 0.42  # how opaque the glow around a light is
