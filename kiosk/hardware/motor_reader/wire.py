"""CRT-310 on the wire: control characters, frames and commands (fact sheet 7.1: vendor PDF V3.0 and C# drivers)."""

from __future__ import annotations

import enum
import functools
import operator
from dataclasses import dataclass, field
from typing import ClassVar, Self, TypeAlias

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


class Command:
    """A command. `code` is CM and PM. It is executed after ENQ only: a frame alone changes nothing, and may be resent.

    `repeatable`: it may be executed twice, because once more changes nothing more. A move may not.
    """

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False
    code: bytes
    data: bytes = b""

    def encode(self) -> bytes:
        """The frame."""
        return _frame(self.code + self.data)

    def answered_by(self, message: Message) -> bool:
        """Whether a message answers this very command; a refusal does too."""
        if isinstance(message, Refusal):
            return message.command == self.code[0]
        return isinstance(message, Frame) and message.code == self.code


class Signal:
    """One control character to the reader."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False
    control: ClassVar[Control]

    def encode(self) -> bytes:
        """One byte."""
        return bytes([self.control])


class Enquiry(Signal):
    """ENQ: have the command that was acknowledged executed."""

    control = Control.ENQ


class Cancel(Signal):
    """EOT: forget a command that was acknowledged. Nothing that answers an earlier command comes after its echo."""

    repeatable = True
    control = Control.EOT


class ResetAndKeep(Command):
    """Begin anew, and leave a card where it is; the answer is the model, see `answers.text`."""

    code = b"\x30\x30"
    repeatable = True


class SerialNumber(Command):
    """Ask for the reader's own number: `answers.text`."""

    code = b"\x30\x3a"
    repeatable = True


class AskStatus(Command):
    """Ask where a card is and what may come in: `answers.status`."""

    code = b"\x31\x30"
    repeatable = True


class AskSensors(Command):
    """Ask every sensor, 30 or 31 each; the sources do not agree how many there are."""

    code = b"\x31\x2f"
    repeatable = True


class SetEntry(Command):
    """Let cards of every kind in at the front, or none; none at the rear. Ask for the status to know the result.

    The PDF contradicts itself on P for this command: 'Y' and 'N' both stand for success.
    """

    repeatable = True

    def __init__(self, *, allowed: bool) -> None:
        self.code = b"\x2f\x33" if allowed else b"\x2f\x31"
        self.data = b"\x31"


class Move(Command):
    """Move the card; `FAILED` when it did not arrive, `NO_CARD` when there is none."""

    def __init__(self, target: Target) -> None:
        self.code = bytes([0x32, target])


class PowerOn(Command):
    """Voltage to the chip ([M]: that 30 is on and 31 off)."""

    code = b"\x33\x30"
    repeatable = True


class PowerOff(Command):
    """No voltage to the chip."""

    code = b"\x33\x31"
    repeatable = True


class ColdReset(Command):
    """Have the chip answer its reset: `answers.atr`. Private: an ATR holds the chip's serial number."""

    code = b"\x37\x30"
    repeatable = True
    private = True


class SendApdu(Command):
    """Send a command to the chip, in T=1 or T=0: `answers.chip_answer`. Raises `ValueError` when it does not fit."""

    private = True

    def __init__(self, apdu: bytes, *, t1: bool) -> None:
        if not 4 <= len(apdu) <= MOST_APDU:
            raise ValueError(f"an APDU of {len(apdu)} bytes; 4 to {MOST_APDU} fit")
        self.code = b"\x37\x32" if t1 else b"\x37\x31"
        self.data = len(apdu).to_bytes(2, "big") + apdu


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
        self._unread = bytearray()
        self._suspect = 0  # bytes in front that may be the inside of a spoiled frame

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes, give every message that is complete now."""
        self._unread += data
        messages: list[Message] = []
        while self._unread:
            if self._unread[0] != _STX:
                messages += self._control()
                continue
            if len(self._unread) < _HEAD:
                break
            length = int.from_bytes(self._unread[1:_HEAD], "big")
            end = _HEAD + length + _TAIL
            possible = _SHORTEST <= length <= _LONGEST
            if possible and len(self._unread) < end:
                break
            frame = bytes(self._unread[:end])
            if possible and frame[-_TAIL] == _ETX and not _bcc(frame):  # with BCC the sum is zero
                messages.append(_message(frame[_HEAD:-_TAIL]))
                self._forget(end)
            else:
                self._suspect = max(self._suspect, end if possible else 0)
                self._skip(1)
        return messages

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise."""
        self._skip(len(self._unread))
        self._suspect = 0

    def _control(self) -> list[Message]:
        control = None if self._suspect else Control.of(self._unread[0])
        if control is None:
            self._skip(1)
            return []
        self._forget(1)
        return [control]

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


def _frame(body: bytes) -> bytes:
    frame = bytes([_STX]) + len(body).to_bytes(2, "big") + body + bytes([_ETX])
    return frame + bytes([_bcc(frame)])


def _bcc(data: bytes) -> int:
    return functools.reduce(operator.xor, data, 0)
