"""The ESC/POS language as a printer reads it: commands out of a receive buffer, one at a time.

Read from the hardware fact sheet, section 4, for a second time; shares nothing with the kiosk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Print:
    """Characters for the line being built."""

    data: bytes


@dataclass(frozen=True)
class Set:
    """A command of two or three bytes with one number: what it is called here, and the number."""

    what: str
    n: int


@dataclass(frozen=True)
class Do:
    """A command without numbers."""

    what: str


@dataclass(frozen=True)
class Symbol:
    """A function of the GS ( k group: its number and what follows it."""

    function: int
    data: bytes


@dataclass(frozen=True)
class Bars:
    """A barcode of a kind, told with its length."""

    kind: int
    data: bytes


@dataclass(frozen=True)
class Dots:
    """A raster picture."""

    bytes_per_row: int
    data: bytes


@dataclass(frozen=True)
class Unknown:
    """A byte or command this printer does not know, and ignores."""

    data: bytes


Command: TypeAlias = Print | Set | Do | Symbol | Bars | Dots | Unknown

_PLAIN = {0x0A: "line feed"}
_BARE = {b"\x1b@": "initialise", b"\x1b2": "default spacing", b"\x1c&": "chinese", b"\x1c.": "latin"}
_ONE_NUMBER = {
    b"\x1ba": "align",
    b"\x1bE": "bold",
    b"\x1b3": "spacing",
    b"\x1bJ": "feed dots",
    b"\x1bd": "feed lines",
    b"\x1d!": "size",
    b"\x1dr": "ask",
    b"\x1da": "automatic status",
    b"\x1dh": "bar height",
    b"\x1dw": "bar width",
    b"\x1dH": "bar words",
}
# Commands that this printer obeys on arrival; when their turn in the buffer comes they do nothing.
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_REAL_TIME = re.compile(rb"\x10\x04[\x01-\x04]|\x10\x05[\x01\x02]|" + re.escape(_CLEAR))
_CUTS_WITH_FEED = (65, 66)


def take(buffer: bytearray, *, chinese: bool) -> Command | None:
    """Remove the first command from a receive buffer; None while it has not arrived whole."""
    taken = _first(bytes(buffer), chinese)
    if taken is None:
        return None
    command, length = taken
    del buffer[:length]
    return command


def _first(data: bytes, chinese: bool) -> tuple[Command, int] | None:
    if not data:
        return None
    if data[0] in _PLAIN:
        return Do(_PLAIN[data[0]]), 1
    if data[0] == 0x10:
        return _passed_real_time(data)
    if data[0] in (0x1B, 0x1C, 0x1D):
        return _escape(data)
    if data[0] < 0x20 or data[0] == 0x7F:
        return Unknown(data[:1]), 1
    return _characters(data, chinese)


def _characters(data: bytes, chinese: bool) -> tuple[Command, int] | None:
    """One character; in Chinese mode a high byte and the byte after it are one."""
    if chinese and data[0] >= 0x81:
        return (Print(data[:2]), 2) if len(data) >= 2 else None
    return Print(data[:1]), 1


def _passed_real_time(data: bytes) -> tuple[Command, int] | None:
    found = _REAL_TIME.match(data)
    if found:
        return Do("nothing"), found.end()
    begun = any(command.startswith(data) for command in (b"\x10\x04", b"\x10\x05", _CLEAR))
    return None if begun else (Unknown(data[:1]), 1)


def _escape(data: bytes) -> tuple[Command, int] | None:
    head = data[:2]
    if len(head) < 2:
        return None
    if head in _BARE:
        return Do(_BARE[head]), 2
    if head in _ONE_NUMBER:
        return (Set(_ONE_NUMBER[head], data[2]), 3) if len(data) >= 3 else None
    if head == b"\x1dV":
        return _cut(data)
    if head == b"\x1d(":
        return _symbol(data)
    if head == b"\x1dk":
        return _bars(data)
    if head == b"\x1dv":
        return _raster(data)
    return Unknown(head), 2


def _cut(data: bytes) -> tuple[Command, int] | None:
    if len(data) < 3:
        return None
    if data[2] not in _CUTS_WITH_FEED:
        return Set("cut", 0), 3
    return (Set("feed and cut", data[3]), 4) if len(data) >= 4 else None


def _symbol(data: bytes) -> tuple[Command, int] | None:
    if len(data) < 5:
        return None
    end = 5 + int.from_bytes(data[3:5], "little")
    if len(data) < end:
        return None
    if data[2:3] != b"k" or data[5] != 0x31 or end < 7:
        return Unknown(data[:end]), end
    return Symbol(data[6], data[7:end]), end


def _bars(data: bytes) -> tuple[Command, int] | None:
    """With a length (kinds from 65 on); the older form with a zero at the end is not in this ROM."""
    if len(data) < 4:
        return None
    if data[2] < 65:
        return Unknown(data[:3]), 3
    end = 4 + data[3]
    return (Bars(data[2], data[4:end]), end) if len(data) >= end else None


def _raster(data: bytes) -> tuple[Command, int] | None:
    if len(data) < 8:
        return None
    width, height = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
    end = 8 + width * height
    return (Dots(width, data[8:end]), end) if len(data) >= end else None


class RealTime:
    """Finds real-time commands in what arrives, wherever they stand: in a picture too (fact sheet 4.4)."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> list[tuple[bytes, int]]:
        """Every command that became whole, with where in `data` it ended."""
        seen = self._tail + data
        found = [(match.group(), match.end() - len(self._tail)) for match in _REAL_TIME.finditer(seen)]
        end = found[-1][1] + len(self._tail) if found else 0
        self._tail = seen[max(end, len(seen) - len(_CLEAR) + 1) :]
        return found
