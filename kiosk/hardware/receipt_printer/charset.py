"""Which characters the printer's own font holds, how wide they print, and their bytes inside FS & ... FS . ."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal, TypeAlias

from kiosk.domain import gb18030

CharsetName: TypeAlias = Literal["gb2312", "gbk", "gb18030"]


class Charset:
    """The characters of one printer's font.

    GB2312-only firmware prints boxes for rare characters of names (fact sheet 4.2 [M]), so that what a
    font holds is configured per model and everything else is drawn.
    """

    def __init__(self, name: CharsetName) -> None:
        self._name: CharsetName = name

    def holds(self, text: str) -> bool:
        """Whether the printer can print all of `text` by itself."""
        return all(_code(self._name, char) is not None for char in text)

    def encode(self, text: str) -> bytes:
        """The bytes of text that the font `holds`. Raises `ValueError`, without the text, for other text."""
        codes = [_code(self._name, char) for char in text]
        if None in codes:
            raise ValueError(f"text holds characters that {self._name} does not")
        return b"".join(code for code in codes if code is not None)

    def columns(self, text: str) -> int:
        """The width in half-width columns: Latin letters and digits one, Chinese characters two."""
        return sum(_columns(self._name, char) for char in text)


@cache
def _columns(name: CharsetName, char: str) -> int:
    if char.isascii():
        return 1
    if _code(name, char) is not None:
        return 2  # fonts of GB character sets hold everything but ASCII in full-width cells
    return 1 if unicodedata.east_asian_width(char) in ("Na", "N", "H") else 2


@cache
def _code(name: CharsetName, char: str) -> bytes | None:
    """The character's bytes if a font of this character set holds it."""
    if char.isascii():
        return char.encode() if char.isprintable() else None
    if "\ud800" <= char <= "\udfff":
        return None  # half a surrogate pair has no bytes
    code = gb18030.encode(char)
    if name == "gb18030":
        # Fonts made for GB 18030-2000 hold the four-byte characters of Extension A, and none beyond.
        return code if len(code) == 2 or "\u3400" <= char <= "\u4db5" else None
    return code if _assigned(name, code) else None


def _assigned(name: CharsetName, code: bytes) -> bool:
    # The code is asked about, not the character: Python's table names the middle dot of names (A1A4)
    # and the dash (A1AA) differently for gb2312 and gbk, while on paper they are the same.
    if len(code) != 2:
        return False
    try:
        code.decode(name)
    except UnicodeDecodeError:
        return False
    return True
