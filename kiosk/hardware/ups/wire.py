"""Megatec Q1 on the wire: the question, and the 47 characters of the answer (fact sheet 8 [2+])."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

_BEGIN, _END = ord("("), ord("\r")
# (MMM.M NNN.N PPP.P QQQ RR.R S.SS TT.T b7...b0 and the return: 47. A battery above 100 V takes one more [1: NUT]
# and one description has two spaces before the bits; more than this is no answer.
_LONGEST = 64
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?")
_NOT_TOLD = re.compile(r"[@.-]+")  # "@" fills what a UPS does not know [1: NUT's Megatec page]; some send dashes [1]
_PER_CELL = re.compile(r"[0-9]\.[0-9]{2}")
_BITS = re.compile(r"[01]{8}")
_FIELDS = 8


class Q1:
    """Ask for the status. It only asks."""

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """``Q1`` and a carriage return."""
        return b"Q1\r"


@dataclass(frozen=True)
class Status:
    """An answer to Q1: volts, percent, hertz, degrees Celsius; None for what the UPS does not tell.

    `battery_volts` is that of one cell when `per_cell` (it was sent as x.xx), else of the whole battery (xx.x).
    `hertz`: at the input according to Megatec, at the output according to others [1 each].
    """

    input_volts: float | None
    fault_volts: float | None
    output_volts: float | None
    load_percent: float | None
    hertz: float | None
    battery_volts: float | None
    per_cell: bool
    celsius: float | None
    bits: int  # b7 to b0 as one number

    @property
    def mains_failed(self) -> bool:
        """b7: it runs on its battery."""
        return bool(self.bits & 0x80)

    @property
    def battery_low(self) -> bool:
        """b6: the battery is nearly empty."""
        return bool(self.bits & 0x40)

    @property
    def bypass(self) -> bool:
        """b5: an on-line UPS is on bypass; others raise or lower the voltage (boost, buck) [1: NUT]."""
        return bool(self.bits & 0x20)

    @property
    def failed(self) -> bool:
        """b4: the UPS itself has failed."""
        return bool(self.bits & 0x10)

    @property
    def standby(self) -> bool:
        """b3: it is a stand-by UPS; without, an on-line one."""
        return bool(self.bits & 0x08)

    @property
    def testing(self) -> bool:
        """b2: it tests its battery."""
        return bool(self.bits & 0x04)

    @property
    def shutting_down(self) -> bool:
        """b1: it is about to cut its output, or has."""
        return bool(self.bits & 0x02)

    @property
    def beeper(self) -> bool:
        """b0: it beeps; reserved with some."""
        return bool(self.bits & 0x01)


class Q1Decoder:
    """Answers out of bytes: from a bracket to a carriage return. Anything else is noise.

    So is a question that comes back: a UPS echoes what it does not understand [1: NUT's Megatec page].
    """

    def __init__(self) -> None:
        self.noise = 0
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[Status]:
        """Take bytes, give every answer that is complete now."""
        answers = (self._feed_byte(byte) for byte in data)
        return [answer for answer in answers if answer is not None]

    def drop(self) -> None:
        """Forget half an answer; its bytes become noise."""
        self.noise += len(self._unread)
        self._unread.clear()

    def _feed_byte(self, byte: int) -> Status | None:
        if byte == _BEGIN:
            self.drop()
        elif not self._unread:
            self.noise += 1
            return None
        self._unread.append(byte)
        answer = _status(self._unread[1:-1].decode("latin-1")) if byte == _END else None
        if answer is not None:
            self._unread.clear()
        elif byte == _END or len(self._unread) >= _LONGEST:
            self.drop()
        return answer


def _status(text: str) -> Status | None:
    fields = [field for field in text.split(" ") if field]
    if len(fields) != _FIELDS or not _BITS.fullmatch(fields[-1]):
        return None
    if not all(_NUMBER.fullmatch(field) or _NOT_TOLD.fullmatch(field) for field in fields[:-1]):
        return None
    source, fault, output, load, hertz, battery, celsius, bits = fields
    return Status(
        input_volts=_number(source),
        fault_volts=_number(fault),
        output_volts=_number(output),
        load_percent=_number(load),
        hertz=_number(hertz),
        battery_volts=_number(battery),
        per_cell=bool(_PER_CELL.fullmatch(battery)),
        celsius=_number(celsius),
        bits=int(bits, 2),
    )


def _number(field: str) -> float | None:
    return float(field) if _NUMBER.fullmatch(field) else None
