"""The keys of a PIN pad, whatever its model, and what it may send in place of one."""

from __future__ import annotations

import enum


class Key(enum.Enum):
    """A key that was pressed. The last two are not keys: a digit of a PIN, hidden by the pad, and its time-out."""

    ZERO, ONE, TWO, THREE, FOUR = "0", "1", "2", "3", "4"
    FIVE, SIX, SEVEN, EIGHT, NINE = "5", "6", "7", "8", "9"
    DOUBLE_ZERO = "00"
    POINT = "."
    CANCEL = "cancel"
    CLEAR = "clear"
    ENTER = "enter"
    BLANK = "blank"  # has no label
    SIDE_A, SIDE_B, SIDE_C, SIDE_D = "A", "B", "C", "D"
    SIDE_E, SIDE_F, SIDE_G, SIDE_H = "E", "F", "G", "H"
    MASKED = "masked"
    TIMED_OUT = "timed-out"

    @property
    def digits(self) -> bytes:
        """The ASCII digits it stands for: one, two, or none."""
        return self.value.encode("ascii") if self.value.isdigit() else b""

    def __repr__(self) -> str:
        """Without saying which digit."""
        return "Key(digit)" if self.digits else f"Key({self.value})"

    __str__ = __repr__
