"""All that can be said to a ZT588 or ZT598: a closed set (fact sheet 5.1).

What loads or erases keys (`1`, `2`, `b`, `c`, `n`, `5031`), restarts the pad (`5030`) or changes its speed (`56`) is
not in it, and nothing here can be given a value that makes it so.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.hardware.pin_pad.zt.wire import BLOCK, KEY_TABLE, MASK, SM4_BLOCK, ZtReply, frame


class Command:
    """A text to the pad. `answers`: how many bytes of data a good answer may have; see `answered_by`."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False
    # Controls answer with a status alone. A little more is let pass; a block or the information is not.
    answers: ClassVar[range] = range(4 + BLOCK)

    def text(self) -> str:
        """What stands in the frame."""
        raise NotImplementedError

    def encode(self) -> bytes:
        """The frame."""
        return frame(self.text().encode("ascii"))

    def answered_by(self, reply: ZtReply) -> bool:
        """Whether a reply may answer this: replies do not say what they answer, so their size must."""
        return not reply.done or len(reply.data) in self.answers


class Information(Command):
    """Ask for user area, key table, settings, model, versions, date and serial number: the harmless probe."""

    repeatable = True
    answers = range(100, 10_000)

    def text(self) -> str:
        """See `Command.text`."""
        return "3"


class LoadKeyTable(Command):
    """Say which byte each key sends: `KEY_TABLE`. Key codes, not cryptographic keys."""

    repeatable = True

    def text(self) -> str:
        """See `Command.text`."""
        return "4" + KEY_TABLE.hex().upper()


class Switch(enum.Enum):
    """What can be switched; the value is the text. Not all of parameter 0: 30 restarts and 31 erases."""

    INPUT_OFF = "5032"
    PLAIN_KEYS_ON = "5033"
    BEEP_OFF = "5034"
    BEEP_ON = "5035"


@dataclass(frozen=True)
class Control(Command):
    """Switch something. Twice is as good as once."""

    repeatable = True
    switch: Switch

    def text(self) -> str:
        """See `Command.text`."""
        return self.switch.value


class Mask(Command):
    """Let `*` stand for every digit of a PIN."""

    repeatable = True

    def text(self) -> str:
        """See `Command.text`."""
        return f"53{MASK:02X}"


class Limit(enum.Enum):
    """What can be limited: the control parameter, and the most it takes."""

    SECONDS = "52", 255
    SHORTEST = "54", 12
    LONGEST = "55", 12


@dataclass(frozen=True)
class SetLimit(Command):
    """Limit the seconds of an entry or the length of a PIN. Raises `ValueError`.

    Over 9 the two drivers differ: ZT588 sends a hex pair, as here, ZT598 two decimal digits.
    """

    repeatable = True
    limit: Limit
    value: int

    def __post_init__(self) -> None:
        if not 1 <= self.value <= self.limit.value[1]:
            raise ValueError(f"{self.limit.name.lower()} must be from 1 to {self.limit.value[1]}")

    def text(self) -> str:
        """See `Command.text`."""
        return f"{self.limit.value[0]}{self.value:02X}"


class PinFormat(enum.Enum):
    """How a PIN block is made; the value is the format character [2+]."""

    ISO_0 = " "
    ISO_1 = "!"
    ISO_2 = '"'
    ISO_3 = "#"
    IBM_3624 = "0"
    ASCII = "@"


@dataclass(frozen=True)
class BeginPin(Command):
    """Start the entry of a PIN. ZT598: block key and format are told when the block is fetched [1].

    `clear_all`: the clear key takes back all digits, else the last one [1].
    """

    clear_all: bool

    def text(self) -> str:
        """See `Command.text`."""
        return "60001" + ("2" if self.clear_all else "1")


@dataclass(frozen=True)
class BeginSealedPin(Command):
    """Start the entry of a PIN of `length` digits. ZT588: key, format and card are told now [1].

    `key`: number of the key slot; `pan12`: the twelve digits of the card number before its check digit.
    Raises `ValueError`.
    """

    private = True
    key: int
    pin_format: PinFormat
    length: int
    pan12: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check_pan12(self.pan12)
        if not 1 <= self.length <= 12:
            raise ValueError("length must be from 1 to 12")

    def text(self) -> str:
        """See `Command.text`."""
        return f"6{self.key:02X}{self.pin_format.value}0{self.length:02d}{self.pan12}"


class FetchBlock(Command):
    """Fetch the PIN block. ZT588: it was told everything when the entry began [1]."""

    private = True
    answers = range(4 + BLOCK, 4 + BLOCK + 1)

    def text(self) -> str:
        """See `Command.text`."""
        return "7"


@dataclass(frozen=True)
class SealBlock(Command):
    """Make the PIN block and fetch it. ZT598 [1]. Parameters as for `BeginSealedPin`."""

    private = True
    answers = FetchBlock.answers
    key: int
    pin_format: PinFormat
    pan12: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check_pan12(self.pan12)

    def text(self) -> str:
        """See `Command.text`."""
        return f"7{self.key:02X}{self.pin_format.value}{self.pan12}"


@dataclass(frozen=True)
class SealSm4Block(Command):
    """Make the 16-byte SM4 PIN block and fetch it. ZT598 driver only [1]. Parameters as for `SealBlock`."""

    private = True
    answers = range(4 + SM4_BLOCK, 4 + SM4_BLOCK + 1)
    key: int
    pan12: str = field(repr=False)

    def __post_init__(self) -> None:
        _check_key(self.key)
        _check_pan12(self.pan12)

    def text(self) -> str:
        """See `Command.text`."""
        return f"o{self.key:02X}0{self.pan12}"


def _check_key(key: int) -> None:
    if not 0 <= key <= 0xFF:
        raise ValueError("key must be from 00 to FF")


def _check_pan12(pan12: str) -> None:
    if len(pan12) != 12 or not (pan12.isascii() and pan12.isdigit()):
        raise ValueError("pan12 must be twelve digits")
