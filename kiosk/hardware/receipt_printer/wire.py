"""ESC/POS as bytes: what the printer is told, what it is asked, and what its one-byte answers mean.

Source: hardware fact sheet, section 4 (marks there: [2+] two or more independent sources, [1] one, [M] memory).
Marked here only where it is not [2+].
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

DOTS_PER_MM = 8  # 203 dpi, the usual head; a 180 dpi head prints the same slip a little larger

INITIALISE = b"\x1b@"  # modes to their defaults; empties the line being built, not the receive buffer
NO_AUTOMATIC_STATUS = b"\x1da\x00"  # its second byte would look like an answer to GS r
CHINESE_ON = b"\x1c&"
CHINESE_OFF = b"\x1c."
LINE_FEED = b"\n"


class Size(enum.IntEnum):
    """How large characters are, as GS ! says it: width in the high half, height in the low half."""

    NORMAL = 0x00
    DOUBLE = 0x11

    @property
    def scale(self) -> int:
        """How many times as wide and as high as normal."""
        return (self & 0x0F) + 1


class Align(enum.IntEnum):
    """Where a line stands."""

    LEFT = 0
    CENTRE = 1


def align(where: Align) -> bytes:
    """ESC a. For the lines that follow."""
    return bytes((0x1B, 0x61, where))


def size(value: Size) -> bytes:
    """GS !. Holds for Latin and Chinese alike.

    FS ! is not sent beside it: some printers multiply the two, and double becomes fourfold [1].
    """
    return bytes((0x1D, 0x21, value))


def bold(on: bool) -> bytes:
    """ESC E."""
    return bytes((0x1B, 0x45, on))


def spacing(dots: int) -> bytes:
    """ESC 3: how far a line feed moves the paper; never less than the height of the line's characters."""
    return bytes((0x1B, 0x33, dots))


def feed(dots: int) -> bytes:
    """ESC J: move the paper on, at most 255 dots."""
    return bytes((0x1B, 0x4A, dots))


def cut(after_dots: int = 0) -> bytes:
    """GS V 66: move the last line past the knife and `after_dots` further, then cut, leaving a small bridge."""
    return bytes((0x1D, 0x56, 66, after_dots))


def qr(content: bytes, module_dots: int) -> bytes:
    """GS ( k: a QR code, model 2, error correction M, drawn by the printer; `module_dots` 1 to 16."""
    return b"".join(
        (
            _qr_command(b"\x41\x32\x00"),
            _qr_command(bytes((0x43, module_dots))),
            _qr_command(b"\x45\x31"),
            _qr_command(b"\x50\x30" + content),
            _qr_command(b"\x51\x30"),
        )
    )


def _qr_command(rest: bytes) -> bytes:
    return b"\x1d(k" + (len(rest) + 1).to_bytes(2, "little") + b"\x31" + rest


def raster(bytes_per_row: int, dots: bytes) -> bytes:
    """GS v 0: rows of dots, a set bit is black, the high bit is left. Raises `ValueError` for a half row."""
    rows, rest = divmod(len(dots), bytes_per_row)
    if rest:
        raise ValueError(f"{len(dots)} bytes are not whole rows of {bytes_per_row}")
    head = b"\x1dv0\x00" + bytes_per_row.to_bytes(2, "little") + rows.to_bytes(2, "little")
    return head + _defused(dots)


def _defused(dots: bytes) -> bytes:
    """The dots without any byte pair that a printer may obey in the middle of a picture (fact sheet 4.4 [M]).

    DLE (10) before EOT, ENQ or DC4 gets a second black dot beside its one; nobody sees it.
    """
    for second in (b"\x04", b"\x05", b"\x14"):
        dots = dots.replace(b"\x10" + second, b"\x18" + second)
    return dots


@dataclass(frozen=True)
class AskStatus:
    """DLE EOT n (1 printer, 2 why off-line, 3 errors, 4 paper): answered at once, in any state."""

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False
    n: int

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return bytes((0x10, 0x04, self.n))


@dataclass(frozen=True)
class AskInOrder:
    """GS r 1: answered when the printer comes to it, that is, when all that was sent before is on paper."""

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return b"\x1dr\x01"


@dataclass(frozen=True)
class Clear:
    """DLE DC4 8: throw away, at once, what has not been printed; many clones ignore it [2+: two open drivers].

    A printer that obeys answers 37 25 00 [M].
    """

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@dataclass(frozen=True)
class Recover:
    """DLE ENQ 2: leave an error (a cutter that was stuck), throwing away what has not been printed [1]."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return b"\x10\x05\x02"


@dataclass(frozen=True)
class Part:
    """A piece of a slip: whole commands only, so that a status query may follow it."""

    repeatable: ClassVar[bool] = False  # never print twice
    private: ClassVar[bool] = True
    data: bytes = field(repr=False)

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return self.data


class Kind(enum.Enum):
    """Which question an answer belongs to; the byte itself does not say which n it was."""

    REAL_TIME = "real time"
    IN_ORDER = "in order"
    CLEARED = "cleared"


@dataclass(frozen=True)
class Answer:
    """One answer of the printer."""

    kind: Kind
    byte: int = 0


_XON_XOFF = (0x11, 0x13)
_CLEARED = b"\x37\x25\x00"
_AUTOMATIC_LENGTH = 4


class StatusDecoder:
    """Tells one-byte answers apart by their fixed bits (fact sheet 4.1); flow control bytes are no noise."""

    def __init__(self) -> None:
        self.noise = 0
        self._held = b""  # the beginning of an answer of several bytes

    def feed(self, data: bytes) -> Sequence[Answer]:
        """See `link.Decoder.feed`."""
        unread = self._held + bytes(byte for byte in data if byte not in _XON_XOFF)
        self._held = b""
        answers: list[Answer] = []
        while unread:
            used = self._long(unread, answers) or self._short(unread[0], answers)
            if used > len(unread):
                self._held = unread
                break
            unread = unread[used:]
        return answers

    def drop(self) -> None:
        """See `link.Decoder.drop`."""
        self.noise += len(self._held)
        self._held = b""

    def _long(self, unread: bytes, answers: list[Answer]) -> int:
        """How many bytes an answer of several bytes takes; more than there are: wait; 0: it is none."""
        if _CLEARED.startswith(unread[:3]):
            if len(unread) >= len(_CLEARED):
                answers.append(Answer(Kind.CLEARED))
            return len(_CLEARED)
        if unread[0] & 0x93 == 0x10 and not any(byte & 0x90 for byte in unread[1:_AUTOMATIC_LENGTH]):
            # An automatic status. It must be taken whole: its later bytes look like answers to GS r,
            # and one of those would mean "the slip came out".
            if len(unread) >= _AUTOMATIC_LENGTH:
                self.noise += _AUTOMATIC_LENGTH
            return _AUTOMATIC_LENGTH
        return 0

    def _short(self, byte: int, answers: list[Answer]) -> int:
        if byte & 0x93 == 0x12:
            answers.append(Answer(Kind.REAL_TIME, byte))
        elif byte & 0x90 == 0x00:
            answers.append(Answer(Kind.IN_ORDER, byte))
        else:
            self.noise += 1
        return 1
