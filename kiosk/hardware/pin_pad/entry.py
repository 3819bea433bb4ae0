"""An entry at the PIN pad in plain data: its rules, what the glass may know of it, and what comes of it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from kiosk.domain.personal import Personal
from kiosk.domain.pin import CardPin


@dataclass(frozen=True)
class PinRules:
    """How many digits a PIN has. Raises `ValueError` unless 1 <= shortest <= longest <= 12."""

    shortest: int = 6
    longest: int = 6

    def __post_init__(self) -> None:
        if not 1 <= self.shortest <= self.longest <= 12:
            raise ValueError("a PIN has from 1 to 12 digits")


class Echoed(enum.Enum):
    """What happened at the pad."""

    DIGIT = "digit"
    CLEARED = "cleared"  # by the clear key: the last digit or all, see `Echo.digits`
    TOO_SHORT = "too short"  # enter came too early; all digits are gone


@dataclass(frozen=True)
class Echo:
    """What the glass may show of an entry: how many digits there are now, and why."""

    digits: int
    what: Echoed


OnEcho = Callable[[Echo], None]


@dataclass(frozen=True)
class PinBlock:
    """A PIN as it left the pad: sealed under the pad's key. `block`: 8 bytes, or 16 for SM4."""

    digits: int
    block: bytes = field(repr=False)


class ClearDigits:
    """The digits of a card PIN while they are entered. A context: wiped at its end, unless handed over."""

    def __init__(self, longest: int) -> None:
        # In full size from the beginning: a bytearray that grows leaves copies behind.
        self._digits = bytearray(longest)
        self.count = 0

    def add(self, digits: bytes) -> bool:
        """Take digits if there is room for all of them; whether there was."""
        if self.count + len(digits) > len(self._digits):
            return False
        for digit in digits:
            self._digits[self.count] = digit
            self.count += 1
        return True

    def take_back(self, *, everything: bool) -> None:
        """Forget the last digit, or all."""
        keep = 0 if everything else max(0, self.count - 1)
        for place in range(keep, len(self._digits)):
            self._digits[place] = 0
        self.count = keep

    def hand_over(self) -> CardPin:
        """The digits as a card takes them; whoever gets them wipes them."""
        pin = CardPin(self._digits[: self.count])
        self.take_back(everything=True)
        return pin

    def __enter__(self) -> ClearDigits:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.take_back(everything=True)

    def __repr__(self) -> str:
        """Without the digits."""
        return "ClearDigits(hidden)"


def pan12(card_number: Personal) -> str:
    """The twelve digits of a bank card number before its check digit. Raises `ValueError`, without the number."""
    digits = card_number.reveal()
    if not (13 <= len(digits) <= 19 and digits.isascii() and digits.isdigit()):
        raise ValueError("a bank card number has from 13 to 19 digits")
    return digits[-13:-1]
