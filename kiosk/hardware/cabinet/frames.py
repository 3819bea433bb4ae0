"""What Modbus frames say, whichever way they go (fact sheet 8)."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Function(enum.IntEnum):
    """The functions this machine uses (fact sheet 8 [2+])."""

    READ_COILS = 0x01
    READ_INPUTS = 0x02
    READ_REGISTERS = 0x03
    WRITE_COIL = 0x05
    WRITE_REGISTER = 0x06
    WRITE_COILS = 0x0F


READS = (Function.READ_COILS, Function.READ_INPUTS, Function.READ_REGISTERS)

# What an exception says, in words for the technician (the Modbus specification's table).
_REFUSALS = {
    1: "illegal function",
    2: "illegal data address",
    3: "illegal data value",
    4: "device failure",
    5: "acknowledged, not done yet",
    6: "device busy",
    8: "memory parity error",
    10: "gateway path unavailable",
    11: "gateway target did not respond",
}


class Way(enum.Enum):
    """Which way a frame goes. Its bytes do not say; its length mostly does."""

    REQUEST = "request"
    ANSWER = "answer"


@dataclass(frozen=True)
class Said:
    """What a frame says, read as going one way. None and () stand for what such a frame does not say.

    `first` and `count`: which coils, inputs or registers; an answer to a read says neither. `bits` of an
    answer are filled up to whole bytes. `refusal`: the exception's code, of an answer that is one.
    """

    way: Way
    unit: int
    function: Function
    first: int | None = None
    count: int | None = None
    bits: tuple[bool, ...] = ()
    registers: tuple[int, ...] = ()
    refusal: int | None = None

    @property
    def meaning(self) -> str:
        """Why it was refused, in words."""
        return "" if self.refusal is None else _REFUSALS.get(self.refusal, "unknown exception")


@dataclass(frozen=True)
class Frame:
    """A whole frame with the right CRC: what it says, once, or twice when it may go either way."""

    readings: tuple[Said, ...]

    def read_as(self, way: Way) -> Said | None:
        """What it says when it goes this way; None when it cannot."""
        return next((said for said in self.readings if said.way is way), None)
