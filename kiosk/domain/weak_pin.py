"""PINs that a thief tries first: all alike, a straight run, part of the holder's day of birth or document number."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date

from kiosk.domain.personal import IdNumber
from kiosk.domain.pin import CardPin

_BORN = slice(6, 14)  # of an 18-digit number: YYYYMMDD


class Weakness(enum.Enum):
    """What is wrong with a PIN; the value is the message key's last part."""

    ALIKE = "alike"  # 000000
    RUN = "run"  # 123456, 987654, 567890
    BIRTH = "birth"
    NUMBER = "number"


def weakness(pin: CardPin, number: IdNumber) -> Weakness | None:
    """What is wrong with a PIN that the holder of this document number chose; None when nothing is.

    The digits stay where they are: nothing of them becomes text.
    """
    steps = {(after - before) % 10 for before, after in zip(pin.digits, pin.digits[1:], strict=False)}
    if steps == {0}:
        return Weakness.ALIKE
    if steps in ({1}, {9}):
        return Weakness.RUN
    if any(written.find(pin.digits) >= 0 for written in _birth(number)):
        return Weakness.BIRTH
    return Weakness.NUMBER if number.reveal().encode("ascii", "replace").find(pin.digits) >= 0 else None


def _birth(number: IdNumber) -> Iterator[bytes]:
    """The day of birth as people write it; nothing when the number does not tell it."""
    try:
        born = date.fromisoformat(number.reveal()[_BORN])
    except ValueError:
        return
    for form in ("%Y%m%d", "%m%d%Y", "%d%m%Y", "%m%d%y", "%d%m%y"):
        yield born.strftime(form).encode("ascii")
