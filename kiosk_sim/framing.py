"""Frames and checksums as the simulated devices see them: read from the fact sheet a second time."""

from __future__ import annotations

import enum
from dataclasses import dataclass

_SAM_START = (0xAA, 0xAA, 0xAA, 0x96, 0x69)
_SAM_LONGEST = 0x0100  # a host's frames are short; what claims more is noise


class SamFault(enum.Enum):
    """What is wrong with a frame a host sent; the value is the status to answer (fact sheet 1.5)."""

    CHECKSUM = 0x10
    LENGTH = 0x11


@dataclass(frozen=True)
class SamCommand:
    """A whole frame from the host: CMD, PARA and data."""

    body: bytes


def sam_frame(body: bytes) -> bytes:
    """Preamble, length, body, checksum (fact sheet 1.2). The length counts the checksum too."""
    count = len(body) + 1
    check = (count >> 8) ^ (count & 0xFF)
    for byte in body:
        check ^= byte
    return bytes(_SAM_START) + bytes([count >> 8, count & 0xFF]) + body + bytes([check])


class SamListener:
    """The reader's ear: one byte after the other; noise between frames is passed over in silence."""

    def __init__(self) -> None:
        self._matched = 0
        self._rest = bytearray()

    def hear(self, data: bytes) -> list[SamCommand | SamFault]:
        """Take bytes; give the commands that are complete, and what is wrong with the others."""
        heard = (self._hear_byte(byte) for byte in data)
        return [one for one in heard if one is not None]

    def _hear_byte(self, byte: int) -> SamCommand | SamFault | None:
        if self._matched < len(_SAM_START):
            self._match(byte)
            return None
        self._rest.append(byte)
        if len(self._rest) < 2:
            return None
        count = self._rest[0] * 256 + self._rest[1]
        if not 3 <= count <= _SAM_LONGEST:
            return self._done(SamFault.LENGTH)
        if len(self._rest) < 2 + count:
            return None
        check = 0
        for one in self._rest:
            check ^= one
        return self._done(SamCommand(bytes(self._rest[2:-1])) if check == 0 else SamFault.CHECKSUM)

    def _match(self, byte: int) -> None:
        if byte == _SAM_START[self._matched]:
            self._matched += 1
        elif byte != 0xAA:
            self._matched = 0
        elif self._matched != 3:  # a fourth AA: the last three still count
            self._matched = 1

    def _done(self, what: SamCommand | SamFault) -> SamCommand | SamFault:
        self._matched = 0
        self._rest.clear()
        return what
