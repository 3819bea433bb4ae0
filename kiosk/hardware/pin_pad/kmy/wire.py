"""KMY3501 on the wire: frames in a binary and a split form, key presses between them (fact sheet 5.2)."""

from __future__ import annotations

import enum
import functools
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

_STX, _ETX = 0x02, 0x03
_HEX = frozenset(b"0123456789ABCDEF")
LONGEST = 0x80  # bytes that LN may count; the longest reply anybody asks for is a version of some 17 [I]

MASK = 0x2A  # in place of a digit while a PIN is entered [2+]
TIME_OUT = 0x00  # the time to enter something is over [2+]
CLEAR, CANCEL, ENTER = 0x08, 0x1B, 0x0D  # [2+]
DIGITS = b"0123456789"  # with plain keys [I]
DOUBLE_ZERO = b"\x2f\x7f"  # two codes for one key, in the maker's own demonstration [1]
_KEYS = frozenset((MASK, TIME_OUT, CLEAR, CANCEL, ENTER)) | frozenset(DIGITS + DOUBLE_ZERO)


class Form(enum.Enum):
    """How a frame is written: as bytes, or each byte as two hex digits with an 03 at the end."""

    BINARY = "binary"
    SPLIT = "split"


class KmyStatus(enum.IntEnum):
    """A reply's ST and what it means [2+]; the single self-test errors and D5 from the C driver [1]."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """One row of the table."""
        row = int.__new__(cls, code)
        row._value_ = code
        row.meaning = meaning
        return row

    DONE = 0x04, "done"
    PARAMETER = 0x15, "parameter wrong"
    TIMED_OUT = 0x80, "input timed out"
    DONE_NO_MASTER_KEY = 0xA4, "done, but the master key is not valid"
    NO_MASTER_KEY = 0xB5, "not done, and the master key is not valid"
    DONE_BATTERY = 0xC4, "done, but the battery may be low"
    BATTERY = 0xD5, "not done, and the battery may be low"
    UNKNOWN_COMMAND = 0xE0, "unknown command"
    CPU = 0xF0, "self-test: processor"
    MEMORY = 0xF1, "self-test: memory"
    KEY_SHORT = 0xF2, "self-test: a key is stuck or short-circuited"
    LINE_LEVEL = 0xF3, "self-test: level of the serial line"
    CPU_CARD = 0xF4, "self-test: processor card"
    BATTERY_TEST = 0xF5, "self-test: battery"
    MASTER_KEY_LOST = 0xF6, "self-test: master key lost"
    SELF_TEST = 0xF7, "self-test: something else"


_DONE = frozenset({KmyStatus.DONE, KmyStatus.DONE_NO_MASTER_KEY, KmyStatus.DONE_BATTERY})
# What the pad may answer to the probe, when it is the pad itself that is unwell.
UNWELL = frozenset(status for status in KmyStatus if status >= KmyStatus.CPU) | {KmyStatus.BATTERY}


@dataclass(frozen=True)
class KmyReply:
    """A reply: ST and data."""

    status: int
    data: bytes

    def __repr__(self) -> str:
        """Without the data."""
        return f"KmyReply({self.status:02X}, {len(self.data)} bytes)"

    @property
    def done(self) -> bool:
        """Whether the pad did as it was told: 04, A4 or C4."""
        return self.status in _DONE

    @property
    def meaning(self) -> str:
        """What the status means, in words for the technician."""
        return next((row.meaning for row in KmyStatus if row == self.status), "unknown status")


@dataclass(frozen=True)
class KmyKey:
    """A byte outside the frames: a key that was pressed, `MASK` in place of a digit, or `TIME_OUT`."""

    code: int

    def __repr__(self) -> str:
        """Without the code: it may be a digit of a PIN."""
        return "KmyKey(hidden)"


@dataclass(frozen=True)
class KmyTail:
    """The 03 that may follow a binary reply; it says nothing."""


Message = KmyReply | KmyKey | KmyTail


class KmyDecoder:
    """Replies and key presses out of bytes, one byte at a time; `forms` are the forms that a frame may have.

    After a spoiled frame everything is noise until a whole frame or `drop`: what is left of a reply must not be
    taken for key presses.
    """

    def __init__(self, forms: Sequence[Form] = (Form.SPLIT, Form.BINARY)) -> None:
        self.noise = 0
        self.spent = 0  # bytes that belonged to messages
        self._forms = tuple(forms)
        self._unread = bytearray()
        self._lost = False
        self._after_binary = False

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes, give every reply and key press that is complete now."""
        return list(self.listen(data))

    def listen(self, data: bytes) -> Iterator[Message]:
        """The same, one by one: `noise` and `spent` are those of the moment."""
        at = 0
        while at < len(data):
            if self._lost and not self._unread and data[at] != _STX:
                start = data.find(_STX, at)
                skipped = (start if start >= 0 else len(data)) - at
                self.noise += skipped
                at += skipped
            else:
                yield from self._hear(data[at])
                at += 1

    def give_up(self) -> Iterator[Message]:
        """The frame that begins the unread bytes will not be completed: look on behind its beginning."""
        self._false_start()
        return self._frames()

    def drop(self) -> None:
        """Forget a half frame; its bytes become noise. What comes next may be a key press again."""
        self.noise += len(self._unread)
        self._unread.clear()
        self._lost = self._after_binary = False

    def _hear(self, byte: int) -> Iterator[Message]:
        tail, self._after_binary = self._after_binary and byte == _ETX, False
        if self._unread or byte == _STX:
            self._unread.append(byte)
            yield from self._frames()
        elif tail or byte in _KEYS:
            self.spent += 1
            yield KmyTail() if tail else KmyKey(byte)
        else:
            self.noise += 1

    def _frames(self) -> Iterator[Message]:
        """The whole frame at the front of what is unread, and what comes after it.

        A false beginning is skipped to the next 02; what it had swallowed is heard again.
        """
        while self._unread:
            sizes = {form: _size(self._unread, form) for form in self._forms}
            whole = next((form for form, size in sizes.items() if 0 < size <= len(self._unread)), None)
            if whole is not None:
                body, rest = _body(self._unread[: sizes[whole]], whole), bytes(self._unread[sizes[whole] :])
                self._unread.clear()
                self._lost, self._after_binary = False, whole is Form.BINARY
                self.spent += sizes[whole]
                yield KmyReply(body[1], body[2:-1])
                yield from self.listen(rest)
                return
            if any(sizes.values()):
                return
            self._false_start()

    def _false_start(self) -> None:
        start = self._unread.find(_STX, 1)
        count = start if start > 0 else len(self._unread)
        del self._unread[:count]
        self.noise += count
        self._lost = True


def _size(raw: bytearray, form: Form) -> int:
    """How long the frame at the front of `raw` is: 0 when there is none, more than there is when bytes are missing."""
    split = form is Form.SPLIT
    head = raw[1 : 3 if split else 2]
    if split and not _HEX.issuperset(head):
        return 0
    if len(head) < 1 + split:
        return len(raw) + 1
    length = int(head, 16) if split else head[0]
    if not 1 <= length <= LONGEST:
        return 0
    size = 2 * length + 6 if split else length + 3
    if split and not _HEX.issuperset(raw[1 : size - 1]):
        return 0
    if len(raw) < size:
        return size
    good = not _bcc(_body(raw[:size], form)) and (not split or raw[size - 1] == _ETX)
    return size if good else 0


def _body(whole: bytearray, form: Form) -> bytes:
    """LN to BCC of a whole frame."""
    return bytes.fromhex(whole[1:-1].decode("ascii")) if form is Form.SPLIT else bytes(whole[1:])


def frame(form: Form, body: bytes) -> bytes:
    """A command and its data in their frame: 02, LN, body, BCC; the split form ends with an 03."""
    counted = bytes([len(body)]) + body
    counted += bytes([_bcc(counted)])
    if form is Form.BINARY:
        return bytes([_STX]) + counted
    return bytes([_STX]) + counted.hex().upper().encode("ascii") + bytes([_ETX])


def _bcc(data: bytes | bytearray) -> int:
    return functools.reduce(operator.xor, data, 0)
