"""What every family of scanners has in common on the wire: codes, and replies between them (fact sheet 6).

A code is ASCII and a terminator that is a matter of configuration; how a reply looks the family says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")

# Nothing a citizen shows holds more; what is longer is a scanner that forgot its terminator, or babbles. Ours [I].
LONGEST = 1024
_PRINTABLE = re.compile(rb"[ -~]+")
_LINE_ENDS = b"\r\n"
_STX = b"\x02"  # begins the replies of every family that has some, and stands in no code


@dataclass(frozen=True)
class Code:
    """What a scanner read, exactly as it sent it, without the terminator."""

    text: str

    def __repr__(self) -> str:
        """Without the text: it may stand for a person."""
        return "Code(...)"


class CodeDecoder:
    """Codes out of bytes. `terminator` is what the scanner is set to: CR, LF or CR LF [2+].

    Nothing in a line tells whether it is whole or right. So one byte that cannot stand in a code makes noise of
    everything up to the next terminator: half a code must not pass for a code. Stray CR and LF between codes are
    noise by themselves; a scanner set to CR LF can be read with CR.
    """

    def __init__(self, terminator: bytes) -> None:
        self.noise = 0
        self._terminator = terminator
        self._unread = bytearray()
        self._spoiled = False  # what is being read can be no code any more

    def feed(self, data: bytes) -> list[Code]:
        """Take bytes, give every code that is complete now."""
        self._unread += data
        codes = []
        while self._begin() and (end := self._unread.find(self._terminator)) >= 0:
            line = bytes(self._unread[:end])
            if not self._spoiled and _may_be_code(line):
                codes.append(Code(line.decode("ascii")))
                del self._unread[: end + len(self._terminator)]
            else:
                self._skip(end + len(self._terminator))
            self._spoiled = False
        self._look_at_rest()
        return codes

    def drop(self) -> None:
        """Forget a half code; its bytes become noise. What comes next is taken for a beginning."""
        self._skip(len(self._unread))
        self._spoiled = False

    def _begin(self) -> bool:
        """Skip what ends no line; True when there is something left."""
        if not self._spoiled:
            self._skip(len(self._unread) - len(self._unread.lstrip(_LINE_ENDS)))
        return bool(self._unread)

    def _look_at_rest(self) -> None:
        """Keep no more of a line than can still become a code, and the beginning of a terminator."""
        begun = self._terminator[:-1]
        kept = len(begun) if begun and self._unread.endswith(begun) else 0
        line = bytes(self._unread[: len(self._unread) - kept])
        if self._spoiled or (line and not _may_be_code(line)):
            self._spoiled = True
            self._skip(len(line))

    def _skip(self, count: int) -> None:
        del self._unread[:count]
        self.noise += count


class ScannerDecoder(Generic[R]):
    """Replies out of bytes, and codes out of what lies between, in the order they came.

    `measure` says how many bytes the reply has that the bytes begin with: 0 when they begin with none, None when
    that is open. `read` makes a reply of a frame so measured. A reply ends a half code before it.
    """

    def __init__(self, terminator: bytes, measure: Callable[[bytes], int | None], read: Callable[[bytes], R]) -> None:
        self.noise = 0
        self._codes = CodeDecoder(terminator)
        self._measure = measure
        self._read = read
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[R | Code]:
        """Take bytes, give every reply and code that is complete now."""
        self._unread += data
        messages: list[R | Code] = []
        while self._unread:
            start = self._unread.find(_STX)
            plain = len(self._unread) if start < 0 else start
            length = 0 if plain else self._measure(bytes(self._unread))
            if length is None:
                break
            if length:
                self._codes.drop()
                messages.append(self._read(self._take(length)))
            else:
                messages += self._codes.feed(self._take(plain or 1))
        self.noise = self._codes.noise
        return messages

    def drop(self) -> None:
        """Forget a half reply or a half code; its bytes become noise, also where they look like a code."""
        self._codes.drop()
        self._codes.noise += len(self._take(len(self._unread)))
        self.noise = self._codes.noise

    def _take(self, count: int) -> bytes:
        taken = bytes(self._unread[:count])
        del self._unread[:count]
        return taken


def _may_be_code(line: bytes) -> bool:
    return len(line) <= LONGEST and _PRINTABLE.fullmatch(line) is not None
