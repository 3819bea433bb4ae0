"""The conversation with an ESC/POS printer: what it is asked and told to do at once, and what its answers are.

Source: hardware fact sheet, section 4 (marks there: [2+] two or more independent sources, [1] one, [M] memory).
Marked here only where it is not [2+]. What goes on paper is in `escpos.wire`.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

DLE = 0x10  # begins every command that is obeyed at once, whatever the printer is doing

# GS a: on-line and off-line, errors, paper; not the drawer, which a kiosk has not.
_TELL = 0x02 | 0x04 | 0x08


@dataclass(frozen=True)
class AskStatus:
    """DLE EOT n (1 printer, 2 why off-line, 3 errors, 4 paper): answered at once, in any state."""

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False
    n: int

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return bytes((DLE, 0x04, self.n))


@dataclass(frozen=True)
class AskInOrder:
    """GS r n (1 paper, 2 drawer): answered when its turn comes, that is, when all sent before is on paper."""

    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False
    n: int = 1

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return bytes((0x1D, 0x72, self.n))


@dataclass(frozen=True)
class AutomaticStatus:
    """GS a: say by itself what changes, from its turn on; it answers with one `Asb` at once. Off: be quiet."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False
    on: bool

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return bytes((0x1D, 0x61, _TELL * self.on))


@dataclass(frozen=True)
class Clear:
    """DLE DC4 8: throw away, at once, what has not been printed; many clones ignore it [2+: two open drivers].

    A printer that obeys answers 37 25 00 [M].
    """

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


@dataclass(frozen=True)
class Recover:
    """DLE ENQ 2: leave an error (a cutter that was stuck), throwing away what has not been printed [1]."""

    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return b"\x10\x05\x02"


@dataclass(frozen=True)
class Part:
    """A piece of a slip: whole commands only, so that a status query may follow it."""

    repeatable: ClassVar[bool] = False  # never print twice
    private: ClassVar[bool] = True
    data: bytes = field(repr=False)

    def encode(self) -> bytes:
        """The bytes on the wire."""
        return self.data


class Kind(enum.Enum):
    """Which question an answer belongs to; the byte itself does not say which n it was."""

    REAL_TIME = "real time"
    IN_ORDER = "in order"
    CLEARED = "cleared"


@dataclass(frozen=True)
class Answer:
    """One answer of the printer."""

    kind: Kind
    byte: int = 0


@dataclass(frozen=True)
class Asb:
    """An automatic status: four bytes said unasked. What their bits mean: `status.told`."""

    data: bytes


@dataclass(frozen=True)
class Flow:
    """Flow control: XOFF asks us to stop writing, XON to go on."""

    go: bool


Message: TypeAlias = Answer | Asb | Flow

_XON, _XOFF = 0x11, 0x13
_CLEARED = b"\x37\x25\x00"
_ASB_LENGTH = 4


class StatusDecoder:
    """Tells what the printer says apart by fixed bits (fact sheet 4.1, from Citizen's table).

    No byte of an answer or of an automatic status can be 11 or 13, so that flow control may stand
    anywhere, inside an automatic status as well.
    """

    def __init__(self) -> None:
        self.noise = 0
        self._held = b""  # the beginning of an answer of several bytes

    def feed(self, data: bytes) -> Sequence[Message]:
        """See `link.Decoder.feed`."""
        messages: list[Message] = []
        for byte in data:
            if byte in (_XON, _XOFF):
                messages.append(Flow(go=byte == _XON))
            else:
                self._held += bytes((byte,))
                self._take(messages)
        return messages

    def drop(self) -> None:
        """See `link.Decoder.drop`."""
        self.noise += len(self._held)
        self._held = b""

    def _take(self, messages: list[Message]) -> None:
        while self._held:
            used = self._long(self._held, messages) or self._short(self._held[0], messages)
            if used > len(self._held):
                return
            self._held = self._held[used:]

    def _long(self, unread: bytes, messages: list[Message]) -> int:
        """How many bytes a message of several bytes takes; more than there are: wait; 0: it is none."""
        if _CLEARED.startswith(unread[: len(_CLEARED)]):
            if len(unread) >= len(_CLEARED):
                messages.append(Answer(Kind.CLEARED))
            return len(_CLEARED)
        if unread[0] & 0x93 == 0x10 and not any(byte & 0x90 for byte in unread[1:_ASB_LENGTH]):
            # It must be taken whole: its later bytes look like answers to GS r, and one of those
            # would mean "the slip came out".
            if len(unread) >= _ASB_LENGTH:
                messages.append(Asb(unread[:_ASB_LENGTH]))
            return _ASB_LENGTH
        return 0

    def _short(self, byte: int, messages: list[Message]) -> int:
        if byte & 0x93 == 0x12:
            messages.append(Answer(Kind.REAL_TIME, byte))
        elif byte & 0x90 == 0x00:
            messages.append(Answer(Kind.IN_ORDER, byte))
        else:
            self.noise += 1
        return 1
