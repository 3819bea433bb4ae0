"""Opens fonts for Pillow, which draws rare characters on the glass and all drawn ones on paper. Imports it at need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import fonts

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


@dataclass(frozen=True)
class Typeface:
    """A font at one size, and the stroke in pixels that makes it as heavy as the words around it."""

    font: FreeTypeFont
    stroke: float


def typeface(char: str, pixels: int, bold: bool) -> Typeface:
    """The one that shows `char`, which a font must cover."""
    rare = None if fonts.carries(char) else fonts.rare_font(char)
    if rare is None:
        return Typeface(_opened(fonts.BOLD if bold else fonts.REGULAR, pixels), 0)
    return Typeface(_opened(rare.file, pixels), pixels * (rare.bold if bold else rare.regular))


# Pillow maps the file instead of reading it: an open size of either font costs 0.04 MB of our own and at most 1 MB
# of what the system may take back (measured), so these few stay open.
@lru_cache(maxsize=8)
def _opened(file: Path, pixels: int) -> FreeTypeFont:
    from PIL import ImageFont

    # Without the shaping engine: it would build tables for a whole font to place one character.
    return ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.BASIC)
