"""Newland's unified commands on the wire: trigger, stop, and the replies to them (fact sheet 6; serial manuals)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import ClassVar, Self

_ASK, _REPLY = b"\x7e\x010000", b"\x02\x010000"
_END = b";\x03"
# "@" is kept in the scanner's flash, "#" until it loses power [2+]. Only the second is ever sent: a flash that is
# written with every citizen wears out.
_FOR_NOW, _FORMS = b"#", b"@#"
_LONGEST_SETTING = 64  # ours: every setting here has 7 characters


class Command:
    """A setting for now, never for ever. `setting` is tag, sub-tag and value.

    Both may be repeated: a scanner that is on or off already stays so [I].
    """

    setting: ClassVar[str]
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The frame: 7E 01 "0000" # setting 3B 03 [2+]."""
        return _ASK + _FOR_NOW + self.setting.encode("ascii") + _END

    def answered_by(self, reply: Reply) -> bool:
        """Whether a reply, which names what it answers, answers this."""
        return reply.setting == self.setting


class Trigger(Command):
    """Look for a code now; the scanner stops by itself after one, or when its own time is over [2+]."""

    setting = "SCNTRG1"


class Stop(Command):
    """Stop looking [2+]."""

    setting = "SCNTRG0"


class Status(enum.IntEnum):
    """What a scanner says to a setting [2+]."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """One row of the table."""
        row = int.__new__(cls, code)
        row._value_ = code
        row.meaning = meaning
        return row

    DONE = 0x06, "done"
    REFUSED = 0x15, "value out of range"
    UNKNOWN = 0x05, "no such setting"


@dataclass(frozen=True)
class Reply:
    """A reply: the setting it answers, whether that was for ever, and the status."""

    setting: str
    stored: bool
    status: Status

    @property
    def accepted(self) -> bool:
        """Whether the scanner does what it was told."""
        return self.status is Status.DONE

    @property
    def meaning(self) -> str:
        """The status in words for the technician."""
        return self.status.meaning


def measure(data: bytes) -> int | None:
    """How many bytes the reply has that `data` begins with; 0 when it begins with none, None when that is open."""
    head, form = data[: len(_REPLY)], data[len(_REPLY) : len(_REPLY) + 1]
    if not _REPLY.startswith(head) or (form and form not in _FORMS):
        return 0
    at = start = len(_REPLY) + 1
    while at < len(data) and at - start <= _LONGEST_SETTING and 0x20 <= data[at] <= 0x7E:
        at += 1
    if at >= len(data):
        return None
    setting, status, end = at - start, data[at], data[at + 1 : at + 1 + len(_END)]
    if not 0 < setting <= _LONGEST_SETTING or status not in list(Status) or not _END.startswith(end):
        return 0
    return at + 1 + len(_END) if len(end) == len(_END) else None


def read(frame: bytes) -> Reply:
    """A reply out of a frame that `measure` has measured."""
    body, status = frame[len(_REPLY) : -len(_END) - 1], frame[-len(_END) - 1]
    known = next(row for row in Status if row == status)
    return Reply(body[1:].decode("ascii"), body[:1] != _FOR_NOW, known)
