"""Reads print bytes back into characters, commands, codes and pictures, one at a time, as a printer would.

Source: hardware fact sheet, section 4; lengths of commands that this kiosk does not use itself: public manuals
of clones [2+]. A printer that knows fewer or other commands prints something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Character:
    """One character: one byte, or in Chinese mode two, or four of GB 18030."""

    data: bytes = field(repr=False)
    chinese: bool


@dataclass(frozen=True)
class Command:
    """A command by name, with its numbers. `real_time`: obeyed on arrival, wherever it stands."""

    name: str
    numbers: tuple[int, ...] = ()
    real_time: bool = False


@dataclass(frozen=True)
class Symbol:
    """A function of the GS ( k group (two-dimensional codes): `kind` 49 is QR."""

    kind: int
    function: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Bars:
    """GS k: a barcode of a kind (73 is CODE128)."""

    kind: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Picture:
    """Dots, not kept. `obeyed_inside`: how many byte pairs in it some printers would obey (fact sheet 4.4 [M])."""

    width: int
    height: int
    obeyed_inside: int


@dataclass(frozen=True)
class Ignored:
    """Bytes that are neither characters nor a command known here."""

    data: bytes = field(repr=False)


Message: TypeAlias = Character | Command | Symbol | Bars | Picture | Ignored

# First bytes of a command, its name, and how many numbers follow.
_TABLE = """
0A line feed 0 | 0D carriage return 0 | 09 tab 0 | 0C form feed 0 | 18 cancel page 0
1B40 initialise 0 | 1B61 align 1 | 1B45 bold 1 | 1B47 bold 1 | 1B2D underline 1 | 1B21 print mode 1 | 1B4D font 1
1B32 default spacing 0 | 1B33 spacing 1 | 1B4A feed dots 1 | 1B64 feed lines 1 | 1B20 letter spacing 1
1B74 code page 1 | 1B52 national characters 1 | 1B56 turn 1 | 1B7B upside down 1 | 1B24 position 2 | 1B5C move 2
1B70 drawer pulse 3 | 1B63 panel 2 | 1B3D select device 1 | 1B69 old full cut 0 | 1B6D old partial cut 0
1C26 chinese on 0 | 1C2E chinese off 0 | 1C21 chinese style 1 | 1C2D chinese underline 1 | 1C53 chinese spacing 2
1C70 stored picture 2 | 1D21 size 1 | 1D42 white on black 1 | 1D4C left margin 2 | 1D57 width 2 | 1D50 units 2
1D72 ask in order 1 | 1D61 automatic status 1 | 1D49 ask what it is 1
1D68 bar height 1 | 1D77 bar width 1 | 1D48 bar words 1 | 1D66 bar font 1
1004 ask status 1 | 1005 recover 1
"""
_COMMANDS: Mapping[bytes, tuple[str, int]] = {
    bytes.fromhex(code): (name, int(numbers)) for code, name, numbers in re.findall(r"(\w+) ([a-z ]+) (\d)", _TABLE)
}
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_PULSE = b"\x10\x14\x01"  # and two numbers
_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
_ESCAPES = (0x10, 0x1B, 0x1C, 0x1D)
_CUTS = {0: "full cut", 48: "full cut", 1: "partial cut", 49: "partial cut", 65: "full cut", 66: "partial cut"}
_CUTS_WITH_FEED = (65, 66)
_OLD_BARS = range(7)  # kinds of GS k whose data end with a zero
_LONGEST = 255  # of data that end with a zero
_BIT_IMAGES = {0: 1, 1: 1, 32: 3, 33: 3}  # ESC * m: bytes a column


class _Dots:
    """A picture that is passing by."""

    def __init__(self, width: int, height: int, left: int) -> None:
        self.width, self.height, self.left = width, height, left
        self.seen = self.obeyed = 0
        self._last = b""

    def look(self, data: bytes) -> int:
        """Look at the dots that have come; gives how many."""
        dots = self._last + data[: self.left]
        self.obeyed += sum(dots.count(command) for command in _REAL_TIME)
        taken = len(dots) - len(self._last)
        self._last = dots[-1:]
        self.left -= taken
        self.seen += taken
        return taken


_Taken: TypeAlias = tuple[Message | _Dots, int] | None  # and how many bytes it takes; None: wait for more


class PrintDecoder:
    """Bytes in, messages out; holds one command at most (64 KB), and nothing of a picture.

    Chinese mode is on at first, as Chinese models are delivered [M].
    """

    def __init__(self) -> None:
        self.noise = 0
        self._chinese = True
        self._held = bytearray()
        self._picture: _Dots | None = None

    def feed(self, data: bytes) -> Sequence[Message]:
        """See `link.Decoder.feed`; what it ignores is given as well as counted."""
        self._held += data
        messages: list[Message] = []
        while self._held:
            if self._picture is None and not self._take(messages):
                break
            if self._picture is not None:
                self._skip(self._picture, messages)
        return messages

    def drop(self) -> None:
        """See `link.Decoder.drop`."""
        if self._picture is not None:
            self.noise += self._picture.seen
            self._picture = None
        self.noise += len(self._held)
        self._held.clear()

    def _take(self, messages: list[Message]) -> bool:
        taken = _first(self._held, self._chinese)
        if taken is None:
            return False
        message, length = taken
        del self._held[:length]
        if isinstance(message, _Dots):
            message.seen = length
            self._picture = message
            return True
        if isinstance(message, Ignored):
            self.noise += length
        elif isinstance(message, Command) and message.name in ("chinese on", "chinese off", "initialise"):
            self._chinese = message.name != "chinese off"
        messages.append(message)
        return True

    def _skip(self, picture: _Dots, messages: list[Message]) -> None:
        del self._held[: picture.look(bytes(self._held[: picture.left]))]
        if not picture.left:
            messages.append(Picture(picture.width, picture.height, picture.obeyed))
            self._picture = None


def _first(data: bytearray, chinese: bool) -> _Taken:
    """The first message in bytes that are not empty."""
    if data[0] in _ESCAPES:
        return _escape(data) if len(data) > 1 else None
    if data[0] < 0x20 or data[0] == 0x7F:
        return _known(data, 1) or (Ignored(bytes(data[:1])), 1)
    return _character(data, chinese)


def _character(data: bytearray, chinese: bool) -> _Taken:
    length = 1
    if chinese and data[0] >= 0x81:
        if len(data) < 2:
            return None
        length = 4 if 0x30 <= data[1] <= 0x39 else 2
    return (Character(bytes(data[:length]), length > 1), length) if len(data) >= length else None


def _escape(data: bytearray) -> _Taken:
    match bytes(data[:2]):
        case b"\x10\x14":
            return _dc4(data)
        case b"\x1dV":
            return _cut(data)
        case b"\x1d(":
            return _group(data)
        case b"\x1dk":
            return _bars(data)
        case b"\x1dv":
            return _raster(data)
        case b"\x1b*":
            return _bit_image(data)
        case b"\x1bD":
            return _tabs(data)
        case head if head in _COMMANDS:
            return _known(data, 2)
        case head:
            return Ignored(head), 2


def _known(data: bytearray, length: int) -> _Taken:
    head = bytes(data[:length])
    if head not in _COMMANDS:
        return None
    name, numbers = _COMMANDS[head]
    end = length + numbers
    return (Command(name, tuple(data[length:end]), data[0] == 0x10), end) if len(data) >= end else None


def _dc4(data: bytearray) -> _Taken:
    if data.startswith(_CLEAR):
        return Command("clear", (), real_time=True), len(_CLEAR)
    if data.startswith(_PULSE):
        return (Command("drawer pulse", tuple(data[3:5]), real_time=True), 5) if len(data) >= 5 else None
    begun = _CLEAR.startswith(data) or _PULSE.startswith(data)
    return None if begun else (Ignored(bytes(data[:2])), 2)


def _cut(data: bytearray) -> _Taken:
    if len(data) < 3:
        return None
    name = _CUTS.get(data[2])
    if name is None:
        return Ignored(bytes(data[:3])), 3
    end = 4 if data[2] in _CUTS_WITH_FEED else 3
    return (Command(name, tuple(data[3:end])), end) if len(data) >= end else None


def _group(data: bytearray) -> _Taken:
    """GS ( and a letter: two bytes say how long it is."""
    if len(data) < 5:
        return None
    end = 5 + int.from_bytes(data[3:5], "little")
    if len(data) < end:
        return None
    if data[2:3] == b"k" and end >= 7:
        return Symbol(data[5], data[6], bytes(data[7:end])), end
    return Command(f"GS ( {data[2]:02X}"), end


def _bars(data: bytearray) -> _Taken:
    if len(data) < 4:
        return None
    if data[2] not in _OLD_BARS:
        end = 4 + data[3]
        return (Bars(data[2], bytes(data[4:end])), end) if len(data) >= end else None
    end = data.find(0, 3, 3 + _LONGEST + 1)
    if end >= 0:
        return Bars(data[2], bytes(data[3:end])), end + 1
    return (Ignored(bytes(data[:3])), 3) if len(data) > 3 + _LONGEST else None


def _raster(data: bytearray) -> _Taken:
    if len(data) < 8:
        return None
    width, height = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
    if data[2] != 0x30 or not width or not height:
        return Ignored(bytes(data[:8])), 8
    return _Dots(width * 8, height, width * height), 8


def _bit_image(data: bytearray) -> _Taken:
    if len(data) < 5:
        return None
    columns, depth = int.from_bytes(data[3:5], "little"), _BIT_IMAGES.get(data[2], 0)
    if not columns or not depth:
        return Ignored(bytes(data[:5])), 5
    return _Dots(columns, depth * 8, columns * depth), 5


def _tabs(data: bytearray) -> _Taken:
    end = data.find(0, 2, 2 + 33)
    if end >= 0:
        return Command("tabs", tuple(data[2:end])), end + 1
    return (Ignored(bytes(data[:2])), 2) if len(data) > 2 + 32 else None
