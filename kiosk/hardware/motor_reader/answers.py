"""What the answers of a CRT-310 say: how a command ended, where a card is, what the chip answered (fact sheet 7.1)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hardware.motor_reader.commands import AskStatus
from kiosk.hardware.motor_reader.wire import Code, Frame

_CHIP = 0x37  # CM of everything that goes to the chip
_ATR_STARTS = (0x3B, 0x3F)


class Result(Code):
    """P, how a command that was executed ended (fact sheet 7.1, [2+])."""

    DONE = 0x59, "done"
    FAILED = 0x4E, "failed"
    NO_CARD = 0x45, "no card"
    WRONG_PLACE = 0x57, "card in the wrong place"
    DONE_T1 = 0x5A, "done, the card speaks T=1"


class Place(Code):
    """S1, where a card is (fact sheet 7.1, [2+])."""

    LONG = 0x46, "a card that is too long"
    SHORT = 0x47, "a card that is too short"
    FRONT = 0x48, "in the mouth, not held"
    FRONT_HELD = 0x49, "in the mouth, held"
    INSIDE = 0x4A, "inside"
    CONTACT = 0x4B, "inside, contacts on the chip"
    REAR_HELD = 0x4C, "at the rear, held"
    REAR = 0x4D, "at the rear, not held"
    NONE = 0x4E, "no card"


class Entry(Code):
    """S2, what may come in at the front (fact sheet 7.1, [2+])."""

    MAGNETIC = 0x49, "cards with a magnetic stripe"
    SWITCH = 0x4A, "cards of every kind"
    SIGNAL = 0x4B, "thin magnetic cards"
    PROHIBITED = 0x4E, "nothing"


@dataclass(frozen=True)
class Status:
    """S1 to S3. `place`, `entry`: None for a byte that no source explains."""

    place: Place | None
    entry: Entry | None
    rear: int


def result(frame: Frame) -> Result | None:
    """P: first in the answers of the chip; last in those of the mechanics, which may repeat a parameter before it."""
    if not frame.data:
        return None
    return Result.of(frame.data[0] if frame.code[0] == _CHIP else frame.data[-1])


def status(frame: Frame) -> Status | None:
    """What answers `AskStatus`."""
    if frame.code != AskStatus.code or len(frame.data) != 3:
        return None
    return Status(Place.of(frame.data[0]), Entry.of(frame.data[1]), frame.data[2])


def text(frame: Frame) -> str:
    """What answers `ResetAndKeep` and `SerialNumber`: ASCII without its padding."""
    return "".join(chr(byte) for byte in frame.data if 0x20 <= byte < 0x7F).strip()


def atr(frame: Frame) -> bytes | None:
    """What answers `ColdReset` with success.

    No source says whether a length stands before the ATR, as before the answer to an APDU. Both are understood: an
    ATR begins 3B or 3F, which no length does.
    """
    if frame.code[0] != _CHIP or result(frame) not in (Result.DONE, Result.DONE_T1):
        return None
    found = frame.data[1:]
    if len(found) > 2 and int.from_bytes(found[:2], "big") == len(found) - 2:
        found = found[2:]
    return found if found and found[0] in _ATR_STARTS else None


def chip_answer(frame: Frame) -> bytes | None:
    """What answers `SendApdu` with success: data and two status bytes. None when its length is not right."""
    if frame.code[0] != _CHIP or result(frame) is not Result.DONE:
        return None
    length = int.from_bytes(frame.data[1:3], "big")
    return frame.data[3:] if len(frame.data) == 3 + length and length >= 2 else None
