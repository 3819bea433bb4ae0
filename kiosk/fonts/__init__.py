"""The fonts of glass and paper: where they lie, which characters they can show, and the icons by name.

Built by tools/build_fonts.py; both weights show the same characters. Two fonts of Debian, too large to carry, show
the rare characters of names that ours lack (docs/rare-characters.md); tools/setup installs them.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.fonts.coverage import Coverage

_HERE = Path(__file__).parent
_DEBIAN = Path("/usr/share/fonts/truetype")

REGULAR: Path = _HERE / "NotoSansCJKsc-Regular.otf"
BOLD: Path = _HERE / "NotoSansCJKsc-Bold.otf"
ICONS: Path = _HERE / "icons.ttf"

# Stands for a character no font has, as printers have marked a missing one since lead type. GB2312 holds it.
MISSING = "〓"


@dataclass(frozen=True)
class RareFont:
    """An installed font of one light weight. `regular`, `bold`: by how much of its size it is thickened to match ours.

    The parts were found by eye: more closes the gaps between the strokes of dense characters.
    """

    file: Path
    regular: float
    bold: float


# In the order in which they are asked: BabelStone Han has the shapes that are written in China, but a third of the
# characters; HanaMinB has all of extensions B to F, some in Japanese shapes.
RARE: tuple[RareFont, ...] = (
    RareFont(_DEBIAN / "babelstone" / "BabelStoneHan.ttf", regular=0.008, bold=0.02),
    RareFont(_DEBIAN / "hanazono" / "HanaMinB.ttf", regular=0.004, bold=0.013),
)


@cache
def _carried() -> Coverage:
    """Read at first use, since most commands draw nothing."""
    return Coverage(json.loads((_HERE / "coverage.json").read_text()))


@cache
def _rare() -> tuple[tuple[RareFont, Coverage], ...]:
    """Those of RARE that this machine has. Read when the first rare character comes; few days bring one."""
    runs = json.loads((_HERE / "rare.json").read_text())
    return tuple((font, Coverage(runs[font.file.name])) for font in RARE if font.file.is_file())


@cache
def _icons() -> dict[str, str]:
    points: dict[str, str] = json.loads((_HERE / "icons.json").read_text())
    return {name: chr(int(point, 16)) for name, point in points.items()}


@cache
def carries(char: str) -> bool:
    """Whether REGULAR and BOLD show this one character: so do all machines. Words we write must keep to these."""
    return char in _carried()


def rare_font(char: str) -> RareFont | None:
    """The installed font that shows a character ours lack; None if it must be marked as missing."""
    return next((font for font, coverage in _rare() if char in coverage), None)


def covers(char: str) -> bool:
    """Whether some font of this machine shows this one character, on glass and on paper."""
    return carries(char) or rare_font(char) is not None


def showable(words: str) -> str:
    """`words` without what has no ink, and with 〓 and its code point for every character no font can show.

    A name may hold selectors of a variant (U+E0100 ...): no font here has the variants, and the name stays legible.
    """
    return "".join(map(_showable, words))


def _showable(char: str) -> str:
    if char.isspace():
        return char if char == "\n" or carries(char) else " "
    if unicodedata.category(char) in ("Cc", "Cf") or _chooses_variant(char):
        return ""
    return char if covers(char) else f"{MISSING}{ord(char):04X}"


def _chooses_variant(char: str) -> bool:
    """Whether this is no character but asks for a variant of the one before it."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def icon(name: str) -> str:
    """The character that ICONS draws as this icon. An unknown name is a KeyError that names it."""
    return _icons()[name]


def has_icon(name: str) -> bool:
    """Whether ICONS can draw this icon."""
    return name in _icons()
