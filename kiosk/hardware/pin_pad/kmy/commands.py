"""All that can be said to a KMY3501: a closed set (fact sheet 5.2).

What loads keys (`32`, `33`) or resets the pad (`31`; `31 38` clears its keys too) is not in it, and nothing here can
be given a value that makes it so.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.hardware.pin_pad.kmy.wire import LONGEST, Form, KmyReply, frame

_BLOCK = 8  # bytes of a PIN block


class Command:
    """A command to the pad. `answers`: how many bytes of data a good answer may have; see `answered_by`."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False
    answers: ClassVar[range] = range(_BLOCK)  # a status alone; a little more is let pass

    form: Form

    def body(self) -> bytes:
        """CMD and DATA."""
        raise NotImplementedError

    def encode(self) -> bytes:
        """The frame."""
        return frame(self.form, self.body())

    def answered_by(self, reply: KmyReply) -> bool:
        """Whether a reply may answer this: replies do not say what they answer, so their size must."""
        return not reply.done or len(reply.data) in self.answers


@dataclass(frozen=True)
class Version(Command):
    """Ask for the version, e.g. ``KMY3501…``: the harmless probe."""

    repeatable = True
    answers = range(_BLOCK + 1, LONGEST)
    form: Form

    def body(self) -> bytes:
        """See `Command.body`."""
        return b"\x30"


class Keys(enum.Enum):
    """What the keys do; the value is what stands in the command."""

    OFF = 1
    ON = 2
    SILENT = 3


@dataclass(frozen=True)
class SetKeys(Command):
    """Switch the keys off, on, or on without a beep. On, outside a PIN entry, they send digits in clear [I]."""

    repeatable = True
    form: Form
    keys: Keys

    def body(self) -> bytes:
        """See `Command.body`."""
        return bytes([0x45, self.keys.value])


@dataclass(frozen=True)
class UseTripleDes(Command):
    """Let PIN blocks be made with 3DES: mode 01, value 30; 20 would be DES [2+, meaning of 01: 1]."""

    repeatable = True
    form: Form

    def body(self) -> bytes:
        """See `Command.body`."""
        return b"\x46\x01\x30"


@dataclass(frozen=True)
class UseKey(Command):
    """Choose a work key under a master key, both from 0 to 15 [1]. Raises `ValueError`."""

    repeatable = True
    form: Form
    master: int
    work: int

    def __post_init__(self) -> None:
        if not (0 <= self.master <= 15 and 0 <= self.work <= 15):
            raise ValueError("master and work key must be from 0 to 15")

    def body(self) -> bytes:
        """See `Command.body`."""
        return bytes([0x43, self.master, self.work])


@dataclass(frozen=True)
class UseCard(Command):
    """Say the twelve digits of the card number before its check digit. Raises `ValueError`."""

    private = True
    form: Form
    pan12: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.pan12) != 12 or not (self.pan12.isascii() and self.pan12.isdigit()):
            raise ValueError("pan12 must be twelve digits")

    def body(self) -> bytes:
        """See `Command.body`."""
        return b"\x34" + self.pan12.encode("ascii")


@dataclass(frozen=True)
class BeginPin(Command):
    """Start the entry of a PIN of `length` digits within `seconds`, shown as stars, mixed with the card number [1].

    Raises `ValueError`.
    """

    form: Form
    length: int
    seconds: int

    def __post_init__(self) -> None:
        if not (1 <= self.length <= 12 and 1 <= self.seconds <= 255):
            raise ValueError("length must be from 1 to 12, and seconds from 1 to 255")

    def body(self) -> bytes:
        """See `Command.body`. Display 1, add 1, prompt 0, as the C driver has them."""
        return bytes([0x35, self.length, 1, 1, 0, self.seconds])


@dataclass(frozen=True)
class FetchBlock(Command):
    """Fetch the PIN block."""

    private = True
    answers = range(_BLOCK, _BLOCK + 1)
    form: Form

    def body(self) -> bytes:
        """See `Command.body`."""
        return b"\x42"
