"""What the host asks of a CRT-310, and which messages answer it (fact sheet 7.1: vendor PDF V3.0 and C# drivers)."""

from __future__ import annotations

from typing import ClassVar

from kiosk.hardware.motor_reader.wire import MOST_APDU, Control, Frame, Message, Refusal, Target, frame


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
        return frame(self.code + self.data)

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
