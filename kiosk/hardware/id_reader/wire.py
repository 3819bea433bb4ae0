"""SAM_V on the wire: frames, replies and their status (fact sheet 1.2, 1.4, 1.5; GA 450 family)."""

from __future__ import annotations

import enum
import functools
import operator
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

M = TypeVar("M")

_PREAMBLE = bytes.fromhex("AAAAAA9669")
_HEAD = len(_PREAMBLE) + 2  # preamble and length
# The length counts what follows it: a command is at least CMD PARA CHK, a reply at least SW1 SW2 SW3 CHK, and
# neither more than what 30 10 gives with two fingerprints (fact sheet 1.4).
SHORTEST_COMMAND, SHORTEST_REPLY, _LONGEST = 3, 4, 0x090A
_TEXT_BYTES, _PHOTO_BYTES, _FINGERPRINT_BYTES = 256, 1024, (0, 512, 1024)
_ADDRESS_BYTES, _SAM_ID_BYTES = 70, 16


class Sw3(enum.IntEnum):
    """The reader's status and what it means (fact sheet 1.5 [2+]; 23, 24, 34, 37 and 3F from one source only)."""

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


# Codes of the PC's own library (sdtapi) that stand in the same tables; no reader sends them (fact sheet 1.5).
_PC_SIDE = {1: "port", 2: "time-out when receiving", 3: "transfer", 5: "wrong port", 9: "file"}


def meaning(status: int) -> str:
    """What a status byte means, in words for the technician; also that it is unknown, or no reader's."""
    if status in _PC_SIDE:
        return f"not a reader's status: the PC's own code for {_PC_SIDE[status]}"
    return next((row.meaning for row in Sw3 if row == status), "unknown status")


@dataclass(frozen=True)
class Reading:
    """What a read gives: 256 bytes of text, 1024 of photo; `fingerprint` None: was not asked for."""

    text: bytes
    photo: bytes
    fingerprint: bytes | None = None

    def __repr__(self) -> str:
        """Without the bytes, which are about a person."""
        return f"Reading({len(self.text)} + {len(self.photo)} + {len(self.fingerprint or b'')} bytes)"


@dataclass(frozen=True)
class SamReply:
    """A reply. SW1 and SW2 are the card's own status where the reader forwards it [1], SW3 is the reader's."""

    sw1: int
    sw2: int
    sw3: int
    data: bytes

    @classmethod
    def of(cls, body: bytes) -> Self:
        """Out of a frame's body, three bytes or more."""
        return cls(body[0], body[1], body[2], body[3:])

    def __repr__(self) -> str:
        """Without the data, which may be about a person."""
        return f"SamReply({self.sw1:02X} {self.sw2:02X} {self.sw3:02X}, {len(self.data)} bytes)"

    @property
    def meaning(self) -> str:
        """What the status means, in words for the technician."""
        return meaning(self.sw3)

    @property
    def reading(self) -> Reading | None:
        """Text, photo and perhaps fingerprints when this answers a read with success [2+]; they tell their lengths."""
        if self.sw3 != Sw3.DONE:
            return None
        for fingerprint in (None, *_FINGERPRINT_BYTES):
            sizes = [_TEXT_BYTES, _PHOTO_BYTES] if fingerprint is None else [_TEXT_BYTES, _PHOTO_BYTES, fingerprint]
            lengths = struct.pack(f">{len(sizes)}H", *sizes)
            if len(self.data) == len(lengths) + sum(sizes) and self.data.startswith(lengths):
                text, photo, rest = _cut(self.data[len(lengths) :], _TEXT_BYTES, _PHOTO_BYTES)
                return Reading(text, photo, None if fingerprint is None else rest)
        return None

    @property
    def newest_address(self) -> bytes | None:
        """70 bytes of UTF-16LE when this answers `ReadNewestAddress` with an address [1]."""
        return self.data if self.sw3 == Sw3.DONE and len(self.data) == _ADDRESS_BYTES else None

    @property
    def shows_card(self) -> bool:
        """Whether this answers `ReadNewestAddress` as only a card can: an address, or "has none"."""
        return self.sw3 == Sw3.NOT_ON_CARD or self.newest_address is not None

    @property
    def sam_id(self) -> str | None:
        """The printable number when this answers `SamId` with success: PP.TT-YYYYMMDD-serial-serial [2+]."""
        if self.sw3 != Sw3.DONE or len(self.data) != _SAM_ID_BYTES:
            return None
        maker, kind, day, *serial = struct.unpack("<HHIII", self.data)
        return f"{maker:02d}.{kind:02d}-{day:08d}-{serial[0]:010d}-{serial[1]:010d}"


class Frames(Generic[M]):
    """Frames out of bytes, at least `shortest` long. Anything else is noise.

    After a false start the search goes on one byte later. `message` is given each frame's body without its checksum.
    """

    def __init__(self, shortest: int, message: Callable[[bytes], M]) -> None:
        self.noise = 0
        self.spent = 0  # bytes that belonged to messages
        self._shortest = shortest
        self._message = message
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[M]:
        """Take bytes, give every message that is complete now."""
        return list(self.listen(data))

    def listen(self, data: bytes) -> Iterator[M]:
        """The same, one by one: `noise` and `spent` are those of the moment."""
        self._unread += data
        while self._at_frame():
            length = int.from_bytes(self._unread[len(_PREAMBLE) : _HEAD], "big")
            end = _HEAD + length
            possible = self._shortest <= length <= _LONGEST
            if possible and len(self._unread) < end:
                break
            frame = bytes(self._unread[len(_PREAMBLE) : end])
            if possible and not _checksum(frame):  # with CHK the sum is zero
                del self._unread[:end]
                self.spent += end
                yield self._message(frame[2:-1])
            else:
                self._skip(1)

    def give_up(self) -> Iterator[M]:
        """The frame that begins the unread bytes will not be completed: look on behind its beginning."""
        self._skip(min(1, len(self._unread)))
        return self.listen(b"")

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


class SamDecoder(Frames[SamReply]):
    """The reader's replies out of bytes."""

    def __init__(self) -> None:
        super().__init__(SHORTEST_REPLY, SamReply.of)


def frame(body: bytes) -> bytes:
    """The frame around a body: CMD, PARA and data of a command (fact sheet 1.2 [2+])."""
    counted = struct.pack(">H", len(body) + 1) + body
    return _PREAMBLE + counted + bytes([_checksum(counted)])


def _cut(data: bytes, first: int, second: int) -> tuple[bytes, bytes, bytes]:
    return data[:first], data[first : first + second], data[first + second :]


def _checksum(data: bytes) -> int:
    return functools.reduce(operator.xor, data, 0)
