"""The fonts of glass and paper: where they lie, which characters they can show, and the icons by name.

Built by tools/build_fonts.py; both weights show the same characters.
"""

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent

REGULAR: Path = _HERE / "NotoSansCJKsc-Regular.otf"
BOLD: Path = _HERE / "NotoSansCJKsc-Bold.otf"
ICONS: Path = _HERE / "icons.ttf"


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """The first and the last code points of all runs; read at first use, since most commands draw nothing."""
    runs: list[tuple[int, int]] = json.loads((_HERE / "coverage.json").read_text())
    return [first for first, _ in runs], [last for _, last in runs]


@cache
def _icons() -> dict[str, str]:
    points: dict[str, str] = json.loads((_HERE / "icons.json").read_text())
    return {name: chr(int(point, 16)) for name, point in points.items()}


@cache
def covers(char: str) -> bool:
    """Whether REGULAR and BOLD can show this one character; where not, the glass would show a box."""
    firsts, lasts = _coverage()
    run = bisect_right(firsts, ord(char)) - 1
    return run >= 0 and ord(char) <= lasts[run]


def icon(name: str) -> str:
    """The character that ICONS draws as this icon. An unknown name is a KeyError that names it."""
    return _icons()[name]


def has_icon(name: str) -> bool:
    """Whether ICONS can draw this icon."""
    return name in _icons()
