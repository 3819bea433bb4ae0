"""SAM_V on the wire: commands, frames, replies and their status (fact sheet 1.2 to 1.5; GA 450 family)."""

from __future__ import annotations

import enum
import functools
import operator
import struct
from dataclasses import dataclass
from typing import ClassVar, Self

_PREAMBLE = bytes.fromhex("AAAAAA9669")
_HEAD = len(_PREAMBLE) + 2  # preamble and length
# The length counts what follows it: a reply is at least SW1 SW2 SW3 CHK, and at most what 30 10 gives with
# two fingerprints (fact sheet 1.4).
_SHORTEST, _LONGEST = 4, 0x090A
_TEXT_BYTES, _PHOTO_BYTES = 256, 1024
_ADDRESS_BYTES = 70


class Command:
    """A command without data. `code` is CMD and PARA; all of them only ask, so they may be repeated."""

    code: ClassVar[bytes]
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The frame."""
        body = struct.pack(">H", len(self.code) + 1) + self.code
        return _PREAMBLE + body + bytes([_checksum(body)])


class ResetSam(Command):
    """Restart the security module; it forgets the card."""

    code = bytes.fromhex("10FF")


class SamStatus(Command):
    """Ask how the security module is: 90, 60 or 66."""

    code = bytes.fromhex("11FF")


class SamId(Command):
    """Ask for the security module's own number, see `sam_id`."""

    code = bytes.fromhex("12FF")


class FindCard(Command):
    """Look for a card: 9F or 80. Many readers find the same card only once until it is lifted."""

    code = bytes.fromhex("2001")


class SelectCard(Command):
    """Begin with the card that was found: 90 or 81."""

    code = bytes.fromhex("2002")


class ReadText(Command):
    """Read text and photo of the selected card; the answer is about a person."""

    code = bytes.fromhex("3001")
    private = True


class ReadNewestAddress(Command):
    """Read the appended address of a card that was read; 91 when it has none. The answer is about a person."""

    code = bytes.fromhex("3003")
    private = True


class Sw3(enum.IntEnum):
    """The reader's status and what it means (fact sheet 1.5; 23, 24, 34, 37 and 3F from one source only)."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """One row of the table."""
        row = int.__new__(cls, code)
        row._value_ = code
        row.meaning = meaning
        return row

    DONE = 0x90, "done"
    CARD_FOUND = 0x9F, "card found"
    NOT_ON_CARD = 0x91, "item not present on this card"
    CHECKSUM_WRONG = 0x10, "checksum of the host's data wrong"
    LENGTH_WRONG = 0x11, "length of the host's data wrong"
    COMMAND_WRONG = 0x21, "command or parameter wrong"
    NOT_PERMITTED = 0x23, "operation not permitted"
    UNRECOGNISED = 0x24, "unrecognised error"
    CARD_REFUSED_SAM = 0x31, "card refused the security module"
    SAM_REFUSED_CARD = 0x32, "security module refused the card"
    DATA_NOT_VERIFIED = 0x33, "card data failed verification"
    NO_CARD_YET = 0x34, "no card yet"
    FINGERPRINT_NOT_VERIFIED = 0x37, "fingerprint data failed verification"
    CARD_LENGTH_WRONG = 0x3F, "card data length wrong"
    WRONG_CARD = 0x40, "wrong card type"
    READ_FAILED = 0x41, "card read failed"
    RANDOM_FAILED = 0x47, "card random number failed"
    SELF_TEST_FAILED = 0x60, "security module failed its self-test"
    NOT_AUTHORISED = 0x66, "security module not authorised"
    NO_CARD = 0x80, "no card found"
    SELECT_FAILED = 0x81, "select failed"


@dataclass(frozen=True)
class SamReply:
    """A reply. SW1 and SW2 are the card's own status where the reader forwards it, SW3 is the reader's."""

    sw1: int
    sw2: int
    sw3: int
    data: bytes

    def __repr__(self) -> str:
        """Without the data, which may be about a person."""
        return f"SamReply({self.sw1:02X} {self.sw2:02X} {self.sw3:02X}, {len(self.data)} bytes)"

    @property
    def meaning(self) -> str:
        """What the status means, in words for the technician."""
        return next((row.meaning for row in Sw3 if row == self.sw3), "unknown status")

    @property
    def text(self) -> bytes | None:
        """The 256 bytes of text when this answers `ReadText` with success; the photo is left behind."""
        lengths = struct.pack(">HH", _TEXT_BYTES, _PHOTO_BYTES)
        whole = len(lengths) + _TEXT_BYTES + _PHOTO_BYTES
        if self.sw3 != Sw3.DONE or len(self.data) != whole or not self.data.startswith(lengths):
            return None
        return self.data[len(lengths) : len(lengths) + _TEXT_BYTES]

    @property
    def shows_card(self) -> bool:
        """Whether this answers `ReadNewestAddress` as only a card can: an address, or "has none"."""
        if self.sw3 == Sw3.NOT_ON_CARD:
            return True
        return self.sw3 == Sw3.DONE and len(self.data) == _ADDRESS_BYTES

    @property
    def sam_id(self) -> str | None:
        """The printable number when this answers `SamId` with success: PP.TT-YYYYMMDD-serial-serial."""
        if self.sw3 != Sw3.DONE or len(self.data) != 16:
            return None
        maker, kind, day, *serial = struct.unpack("<HHIII", self.data)
        return f"{maker:02d}.{kind:02d}-{day:08d}-{serial[0]:010d}-{serial[1]:010d}"


class SamDecoder:
    """Frames out of bytes. Anything else is noise: after a false start the search goes on one byte later."""

    def __init__(self) -> None:
        self.noise = 0
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[SamReply]:
        """Take bytes, give every reply that is complete now."""
        self._unread += data
        replies = []
        while self._at_frame():
            length = int.from_bytes(self._unread[len(_PREAMBLE) : _HEAD], "big")
            end = _HEAD + length
            if _SHORTEST <= length <= _LONGEST and len(self._unread) < end:
                break
            frame = bytes(self._unread[len(_PREAMBLE) : end])
            if _SHORTEST <= length <= _LONGEST and not _checksum(frame):  # with CHK the sum is zero
                replies.append(SamReply(frame[2], frame[3], frame[4], frame[5:-1]))
                del self._unread[:end]
            else:
                self._skip(1)
        return replies

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise."""
        self._skip(len(self._unread))

    def _at_frame(self) -> bool:
        """Skip to the next preamble; True when its length is there too."""
        start = self._unread.find(_PREAMBLE)
        if start < 0:
            start = len(self._unread) - self._begun()
        self._skip(start)
        return len(self._unread) >= _HEAD

    def _begun(self) -> int:
        """How many bytes at the end may be the beginning of a preamble."""
        return next(n for n in range(len(_PREAMBLE) - 1, -1, -1) if self._unread.endswith(_PREAMBLE[:n]))

    def _skip(self, count: int) -> None:
        del self._unread[:count]
        self.noise += count


def _checksum(data: bytes) -> int:
    return functools.reduce(operator.xor, data, 0)
