"""CRT-310 on the wire: control characters and frames (fact sheet 7.1: vendor PDF V3.0 and C# drivers)."""

from __future__ import annotations

import enum
import functools
import operator
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self, TypeAlias

_STX, _ETX, _REFUSED = 0x02, 0x03, 0x4E
_HEAD, _TAIL = 3, 2  # STX and length; ETX and BCC
MOST_APDU = 262
# The length counts CM to DATA: at least CM and PM, at most an APDU with its own length (fact sheet 7.1, [2+]).
_SHORTEST, _LONGEST = 2, 2 + 2 + MOST_APDU


class Code(enum.IntEnum):
    """A byte and what it means."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """One row of a table."""
        row = int.__new__(cls, code)
        row._value_ = code
        row.meaning = meaning
        return row

    @classmethod
    def of(cls, code: int) -> Self | None:
        """The row of a byte; None for a byte that no source explains."""
        return next((row for row in cls if row == code), None)


class Control(Code):
    """One byte that is a message by itself: the dialogue round a frame (fact sheet 7.1, [2+])."""

    EOT = 0x04, "cancel; the reader echoes it"
    ENQ = 0x05, "execute the command and answer"
    ACK = 0x06, "command heard"
    NAK = 0x15, "command spoiled, send it again"


class Error(Code):
    """Why the reader refuses a command (fact sheet 7.1, [2+])."""

    UNKNOWN_COMMAND = 0x00, "unknown command"
    PARAMETER = 0x01, "wrong parameter"
    NOT_POSSIBLE = 0x02, "not possible now"
    DATA = 0x04, "wrong data"
    VOLTAGE = 0x05, "supply voltage out of range"
    ABNORMAL_CARD = 0x06, "abnormal card"
    MAIN_POWER_OFF = 0x07, "main power off"


class Target(Code):
    """Where a move ends (fact sheet 7.1, [2+])."""

    INSIDE = 0x2E, "inside"
    CONTACT = 0x2F, "inside, contacts on the chip"
    FRONT_OUT = 0x30, "out at the front"
    FRONT_HOLD = 0x31, "in the mouth, held"
    REAR_HOLD = 0x32, "at the rear, held"
    REAR_OUT = 0x33, "out at the rear, into the bin"
    EJECT_ABNORMAL = 0x34, "an abnormal card out at the rear"


@dataclass(frozen=True)
class Refusal:
    """'N': the reader does not execute a command, of which it names CM only."""

    command: int
    code: int

    @property
    def error(self) -> Error | None:
        """Why; None for a code that no source explains."""
        return Error.of(self.code)

    @property
    def meaning(self) -> str:
        """Why, for the technician."""
        return "unknown error" if self.error is None else self.error.meaning


@dataclass(frozen=True)
class Frame:
    """A frame that is no refusal: an answer, or a host's command when one listens to both. `code` is CM and PM."""

    code: bytes
    data: bytes = field(repr=False)


Message: TypeAlias = Control | Frame | Refusal


class MotorDecoder:
    """Messages out of bytes; anything else is noise.

    After a false start the search goes on one byte later. What such a start claimed may be the inside of a spoiled
    frame, where a byte 06 is no ACK: only whole frames count there, until a half frame is dropped.
    """

    def __init__(self) -> None:
        self.noise = 0
        self.spent = 0  # bytes that belonged to messages
        self._unread = bytearray()
        self._suspect = 0  # bytes in front that may be the inside of a spoiled frame

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes, give every message that is complete now."""
        return list(self.listen(data))

    def listen(self, data: bytes) -> Iterator[Message]:
        """The same, one by one: `noise` and `spent` are those of the moment."""
        self._unread += data
        while self._unread:
            if self._unread[0] != _STX:
                yield from self._control()
                continue
            if len(self._unread) < _HEAD:
                break
            end = self._claimed()
            if len(self._unread) < end:
                break
            frame = bytes(self._unread[:end])
            if end and frame[-_TAIL] == _ETX and not _bcc(frame):  # with BCC the sum is zero
                self._spend(end)
                yield _message(frame[_HEAD:-_TAIL])
            else:
                self._false_start(end)

    def give_up(self) -> Iterator[Message]:
        """The frame that begins the unread bytes will not be completed: look on behind its beginning."""
        self._false_start(self._claimed() if len(self._unread) >= _HEAD else 0)
        return self.listen(b"")

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise."""
        self._skip(len(self._unread))
        self._suspect = 0

    def _claimed(self) -> int:
        """How long the frame at the front says that it is; 0 when no frame can be so long."""
        length = int.from_bytes(self._unread[1:_HEAD], "big")
        return _HEAD + length + _TAIL if _SHORTEST <= length <= _LONGEST else 0

    def _false_start(self, claimed: int) -> None:
        self._suspect = max(self._suspect, claimed)
        self._skip(min(1, len(self._unread)))

    def _control(self) -> list[Message]:
        control = None if self._suspect else Control.of(self._unread[0])
        if control is None:
            self._skip(1)
            return []
        self._spend(1)
        return [control]

    def _spend(self, count: int) -> None:
        self.spent += count
        self._forget(count)

    def _skip(self, count: int) -> None:
        self.noise += count
        self._forget(count)

    def _forget(self, count: int) -> None:
        del self._unread[:count]
        self._suspect = max(0, self._suspect - count)


def _message(body: bytes) -> Message:
    if body[0] == _REFUSED and len(body) == 3:
        return Refusal(body[1], body[2])
    return Frame(body[:2], body[2:])


def frame(body: bytes) -> bytes:
    """The frame around CM, PM and data."""
    counted = bytes([_STX]) + len(body).to_bytes(2, "big") + body + bytes([_ETX])
    return counted + bytes([_bcc(counted)])


def _bcc(data: bytes) -> int:
    return functools.reduce(operator.xor, data, 0)
