"""ZT588 and ZT598 on the wire: texts in frames, and key presses between them (fact sheet 5.1, two drivers)."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

_STX, _ETX = 0x02, 0x03
_DIGITS = frozenset(b"0123456789")
_HEX = frozenset(b"0123456789ABCDEF")
_VISIBLE = frozenset(range(0x20, 0x7F))
BLOCK, SM4_BLOCK = 16, 32  # hex digits of a PIN block; four digits stand before them

# The 24 positions, row by row as on a ZT588 [1]; `#` is the key with two zeros, 07 one without a label [2+].
KEY_TABLE = b"123\x1b456\x08789\x07.0#\rACEGBDFH"
TIME_OUT = 0x80  # the time to enter something is over [2+]
MASK = 0x2A  # what stands for a digit while a PIN is entered: '*', as `Mask` asks for
_KEYS = frozenset(KEY_TABLE) | {TIME_OUT, MASK}


@dataclass(frozen=True)
class ZtReply:
    """A reply: one status byte and data, for the commands above visible ASCII."""

    status: int
    data: bytes

    def __repr__(self) -> str:
        """Without the data."""
        return f"ZtReply({self.status:02X}, {len(self.data)} bytes)"

    @property
    def done(self) -> bool:
        """Whether the status tells of success: 60 to 9F, or A3 [1]."""
        return 0x60 <= self.status <= 0x9F or self.status == 0xA3

    @property
    def block(self) -> tuple[int, bytes] | None:
        """Digits entered and PIN block when this answers a fetch: track (2), length (2), block in hex."""
        numbers, block = self.data[:4], self.data[4:]
        if not self.done or len(block) not in (BLOCK, SM4_BLOCK) or not _DIGITS.issuperset(numbers):
            return None
        return (int(numbers[2:]), bytes.fromhex(block.decode("ascii"))) if _HEX.issuperset(block) else None

    @property
    def model(self) -> str | None:
        """Model and versions when this answers `Information`; both drivers have them at these places."""
        if not self.done or len(self.data) < 138:
            return None
        model, hardware, firmware = self.data[126:132], self.data[132:135], self.data[135:138]
        return b" ".join((model.strip(), hardware, firmware)).decode("ascii")


@dataclass(frozen=True)
class ZtKey:
    """A byte outside the frames: a key that was pressed, `MASK` in place of a digit, or `TIME_OUT`."""

    code: int

    def __repr__(self) -> str:
        """Without the code: it may be a digit of a PIN."""
        return "ZtKey(hidden)"


class ZtDecoder:
    """Frames and key presses out of bytes, one byte at a time.

    After a spoiled frame everything is noise until the next 02 or `drop`: what is left of a reply must not be
    taken for key presses. Texts have no control characters, so that a 02 always begins a frame.
    """

    def __init__(self) -> None:
        self.noise = 0
        self._unread = bytearray()
        self._lost = False

    def feed(self, data: bytes) -> list[ZtReply | ZtKey]:
        """Take bytes, give every reply and key press that is complete now."""
        found: list[ZtReply | ZtKey] = []
        at = 0
        while at < len(data):
            if self._lost and not self._unread and data[at] != _STX:
                start = data.find(_STX, at)
                skipped = (start if start >= 0 else len(data)) - at
                self.noise += skipped
                at += skipped
            else:
                found += self._hear(data[at])
                at += 1
        return found

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise. What comes next may be a key press again."""
        self._spoiled()
        self._lost = False

    def _hear(self, byte: int) -> list[ZtReply | ZtKey]:
        if byte == _STX:
            self._spoiled()
            self._unread.append(byte)
        elif self._unread:
            self._unread.append(byte)
            return self._within_frame(byte)
        elif byte in _KEYS:
            return [ZtKey(byte)]
        else:
            self.noise += 1
        return []

    def _within_frame(self, byte: int) -> list[ZtReply | ZtKey]:
        """One more byte of a frame: is it the last one, or does it show that this is no frame?"""
        head = 8 if self._unread[1:4] == b"000" else 4
        at = len(self._unread) - 1
        length = int(self._unread[4:8] if head == 8 else self._unread[1:4]) if at >= head else 0
        end = head + length  # where the ETX stands
        if at < head:
            fits = byte in _DIGITS
        elif at < end:
            fits = byte in _VISIBLE or (at == head and byte > 0x7E)
        else:
            fits = byte == _ETX if at == end else byte in _HEX
        if not fits or (at >= head and not length):
            self._spoiled()
        elif at == end + 2 and length:
            return self._close(head, end)
        return []

    def _close(self, head: int, end: int) -> list[ZtReply | ZtKey]:
        whole = bytes(self._unread)
        if _check(whole[1 : end + 1]) != whole[end + 1 :]:
            self._spoiled()
            return []
        self._unread.clear()
        self._lost = False
        return [ZtReply(whole[head], whole[head + 1 : end])]

    def _spoiled(self) -> None:
        if self._unread:
            self.noise += len(self._unread)
            self._unread.clear()
            self._lost = True


def frame(text: bytes) -> bytes:
    """A text in its frame: 02, length, text, 03, check. Raises `ValueError`."""
    if not 1 <= len(text) <= 9999:
        raise ValueError("a text has from 1 to 9999 characters")
    head = b"%03d" % len(text) if len(text) <= 999 else b"000%04d" % len(text)
    checked = head + text + bytes([_ETX])
    return bytes([_STX]) + checked + _check(checked)


def _check(checked: bytes) -> bytes:
    return b"%02X" % functools.reduce(operator.xor, checked, 0)
