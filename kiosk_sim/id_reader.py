"""The simulated ID card reader: SAM_V bytes in, bytes out, and hands that lay documents down and lift them."""

from __future__ import annotations

import enum
import struct
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from kiosk_sim.framing import SamCommand, SamFault, SamListener, sam_frame
from kiosk_sim.serving import Reply

_DONE, _FOUND, _NOT_ON_CARD = 0x90, 0x9F, 0x91
_UNKNOWN_COMMAND, _NO_CARD, _SELECT_FAILED, _READ_FAILED = 0x21, 0x80, 0x81, 0x41
# 05.01-20200101-0001234567-0007654321, a made-up number (fact sheet 1.4).
_SAM_ID = struct.pack("<HHIII", 5, 1, 20200101, 1234567, 7654321)


@dataclass(frozen=True, kw_only=True)
class IdDocument:
    """What is written in a document's chip; dates are YYYYMMDD, `valid_to` may be 长期.

    `kind` is the type flag: " " mainland, "J" Hong Kong, Macao and Taiwan, "I" foreigner 2017, "Y" 2023.
    """

    kind: str = " "
    name: str = ""  # I, Y: the Chinese name, may be empty
    sex: str = "1"
    nation: str = ""  # two digits; I, Y: the nationality, three letters
    birth: str = ""
    address: str = ""
    number: str = ""
    issuer: str = ""
    valid_from: str = ""  # I: issued
    valid_to: str = ""
    newest_address: str = ""  # appended after the card was made; empty: none
    pass_number: str = ""  # J
    issues: str = ""  # J: issue count; Y: renewal count
    latin_name: str = ""  # I, Y: the English name
    version: str = ""  # I
    authority: str = ""  # I

    def text(self) -> bytes:
        """The 256 bytes (fact sheet 1.7). A value too long for its field is cut, at a whole unit."""
        return b"".join(_pad(value, size) for value, size in self._fields())

    def photo(self) -> bytes:
        """1024 bytes that look like a photo from outside: the header of 102 x 126 dots, then noise."""
        head = b"WL" + struct.pack("<HH", 102, 126)
        return head + Random(0).randbytes(1024 - len(head))

    def _fields(self) -> list[tuple[str, int]]:
        """Value and size in bytes, in the order they stand on the card."""
        if self.kind == "I":
            return [
                *((self.latin_name, 120), (self.sex, 2), (self.number, 30), (self.nation, 6)),
                *((self.name, 30), (self.valid_from, 16), (self.valid_to, 16), (self.birth, 16)),
                *((self.version, 4), (self.authority, 8), ("I", 2), ("", 6)),
            ]
        if self.kind == "Y":
            return [
                *((self.name, 30), (self.sex, 2), (self.issues, 4), (self.birth, 16)),
                *((self.latin_name[:35], 70), (self.number, 36), ("", 30)),
                *((self.valid_from, 16), (self.valid_to, 16), (self.latin_name[35:], 22)),
                *((self.nation, 6), ("Y", 2), ("", 6)),
            ]
        return [
            *((self.name, 30), (self.sex, 2), (self.nation, 4), (self.birth, 16), (self.address, 70)),
            *((self.number, 36), (self.issuer, 30), (self.valid_from, 16), (self.valid_to, 16)),
            *((self.pass_number, 18), (self.issues if self.kind == "J" else "", 4), ("", 6)),
            *((self.kind, 2), ("", 6)),
        ]


@dataclass(frozen=True)
class Thinking:
    """Seconds before the answer. Design values: no source has them; whole reads take well under a second."""

    find: float = 0.010
    select: float = 0.030
    read: float = 0.150
    address: float = 0.040
    other: float = 0.002


AT_ONCE = Thinking(0, 0, 0, 0, 0)


class Fault(enum.Enum):
    """What can be wrong with the security module; the value is the status it then answers to everything."""

    SELF_TEST = 0x60
    NOT_AUTHORISED = 0x66


class IdReaderDevice:
    """A reader and what lies on it. `finds_again`: it finds a card it has found before; many readers do not."""

    def __init__(self, *, finds_again: bool = False, thinking: Thinking = Thinking()) -> None:
        self.fault: Fault | None = None
        self.commands = 0  # whole commands so far
        self._finds_again = finds_again
        self._thinking = thinking
        self._listener = SamListener()
        self._document: IdDocument | None = None
        self._fails: Literal["select", "read"] | None = None
        self._laying = 0  # counts hands: what was begun before the last one cannot be finished
        self._found = self._selected = self._read = False

    def lay(self, document: IdDocument) -> None:
        """Lay a document down properly; another one that lies there is pushed away."""
        self._hand(document, None)

    def lay_off_centre(self, document: IdDocument, fails: Literal["select", "read"] = "select") -> None:
        """Lay a document at the edge of the field: it is found, and then `fails` fails."""
        self._hand(document, fails)

    def lift(self) -> None:
        """Take away what lies there."""
        self._hand(None, None)

    def power_up(self) -> None:
        """Begin anew, as after being plugged in; what lies there stays."""
        self._listener = SamListener()
        self._found = self._selected = self._read = False

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; one answer for each command."""
        return [self._answer(heard) for heard in self._listener.hear(data)]

    def _hand(self, document: IdDocument | None, fails: Literal["select", "read"] | None) -> None:
        self._laying += 1
        self._document, self._fails = document, fails
        self._found = self._selected = self._read = False

    def _answer(self, heard: SamCommand | SamFault) -> Reply:
        if isinstance(heard, SamFault):
            return Reply(_status(heard.value), self._thinking.other)
        self.commands += 1
        if self.fault is not None:
            return Reply(_status(self.fault.value), self._thinking.other)
        does, thinking = self._deeds().get(heard.body.hex(), (_unknown_command, self._thinking.other))
        began = self._laying
        return Reply(does(), thinking, lambda: None if began == self._laying else _status(_READ_FAILED))

    def _deeds(self) -> dict[str, tuple[Callable[[], bytes], float]]:
        thinking = self._thinking
        return {
            "10ff": (self._reset, thinking.other),
            "11ff": (lambda: _status(_DONE), thinking.other),
            "12ff": (lambda: _status(_DONE, _SAM_ID), thinking.other),
            "2001": (self._find, thinking.find),
            "2002": (self._select, thinking.select),
            "3001": (self._read_text, thinking.read),
            "3003": (self._read_address, thinking.address),
        }

    def _reset(self) -> bytes:
        self._found = self._selected = self._read = False
        return _status(_DONE)

    def _find(self) -> bytes:
        if self._document is None or (self._found and not self._finds_again):
            return _status(_NO_CARD)
        self._found, self._selected, self._read = True, False, False
        return _status(_FOUND, bytes(4))

    def _select(self) -> bytes:
        if not self._found or self._fails == "select":
            return _status(_SELECT_FAILED)
        self._selected = True
        return _status(_DONE, bytes(8))

    def _read_text(self) -> bytes:
        if self._document is None or not self._selected or self._fails == "read":
            return _status(_READ_FAILED)
        self._read = True
        lengths = struct.pack(">HH", 256, 1024)
        return _status(_DONE, lengths + self._document.text() + self._document.photo())

    def _read_address(self) -> bytes:
        if self._document is None or not self._read:
            return _status(_READ_FAILED)
        if not self._document.newest_address:
            return _status(_NOT_ON_CARD)
        return _status(_DONE, _pad(self._document.newest_address, 70))


def _pad(value: str, size: int) -> bytes:
    units = value.encode("utf-16-le")[:size]
    return units + b" \0" * ((size - len(units)) // 2)


def _status(sw3: int, data: bytes = b"") -> bytes:
    return sam_frame(bytes([0, 0, sw3]) + data)


def _unknown_command() -> bytes:
    return _status(_UNKNOWN_COMMAND)
