"""GM65 and EM3095 on the wire: bytes in numbered zones, read and written with a CRC (fact sheet 6; maker's manuals)."""

from __future__ import annotations

import binascii
import struct
from dataclasses import dataclass
from typing import ClassVar

_ASK, _REPLY = b"\x7e\x00", b"\x02\x00"
_READ, _WRITE = 7, 8
# 9 would save all zones to flash [2+], one flipped bit away from a write. So no frame here carries AB CD, which
# tells the engine not to look at the CRC [2+].
_SUCCESS = 0
_HEAD, _CRC = len(_REPLY) + 2, 2
_TRIGGER_ZONE, _SPEED_ZONE = 0x0002, 0x002A


class Command:
    """One zone to be read, or to be written in the engine's memory and not in its flash.

    `argument` is the byte to write, or how many bytes to read. All may be repeated: an engine that is on or off
    already stays so [I].
    """

    kind: ClassVar[int]
    zone: ClassVar[int]
    argument: ClassVar[int]
    answer_bytes: ClassVar[int] = 1
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The frame: 7E 00, kind, length of the argument, zone, argument, CRC-16/XMODEM from kind on [2+]."""
        body = struct.pack(">BBHB", self.kind, 1, self.zone, self.argument)
        return _ASK + body + _crc(body)

    def answered_by(self, reply: Reply) -> bool:
        """Whether a reply can answer this; it does not say what it answers, so its length must do."""
        return len(reply.data) == self.answer_bytes


class Trigger(Command):
    """Look for a code now: bit 0 of zone 0002. The engine stops after one code, or after 5 s as it comes [2+]."""

    kind, zone, argument = _WRITE, _TRIGGER_ZONE, 1


class Stop(Command):
    """Stop looking: the same bit cleared. Not in the fact sheet; three public programs send it."""

    kind, zone, argument = _WRITE, _TRIGGER_ZONE, 0


class AskSpeed(Command):
    """Ask for the two bytes of the line's speed: changes nothing, and its answer can be told from the others [2+]."""

    kind, zone, argument, answer_bytes = _READ, _SPEED_ZONE, 2, 2


@dataclass(frozen=True)
class Reply:
    """A reply: kind (0 is success) and the bytes of the zones asked for; one 00 when none were."""

    kind: int
    data: bytes

    @property
    def accepted(self) -> bool:
        """Whether the engine did what it was told. No source tells of another kind than 0 [I]."""
        return self.kind == _SUCCESS

    @property
    def meaning(self) -> str:
        """The kind in words for the technician."""
        return "done" if self.accepted else "unknown kind of reply"

    @property
    def status(self) -> int:
        """The kind, as the scanner's own code."""
        return self.kind


def measure(data: bytes) -> int | None:
    """How many bytes the reply has that `data` begins with; 0 when it begins with none, None when that is open."""
    if not _REPLY.startswith(data[: len(_REPLY)]):
        return 0
    if len(data) < _HEAD:
        return None
    end = _HEAD + data[_HEAD - 1]
    if len(data) < end + _CRC:
        return None
    return end + _CRC if data[end : end + _CRC] == _crc(data[len(_REPLY) : end]) else 0


def read(frame: bytes) -> Reply:
    """A reply out of a frame that `measure` has measured."""
    return Reply(frame[len(_REPLY)], frame[_HEAD:-_CRC])


def _crc(data: bytes) -> bytes:
    """CRC-16/XMODEM: polynomial 1021, from 0, high byte first."""
    return binascii.crc_hqx(data, 0).to_bytes(2, "big")
