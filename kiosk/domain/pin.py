"""The clear digits of a card's PIN, for the moment between the PIN pad and the card, and wiped after it."""

from __future__ import annotations

from types import TracebackType


class CardPin:
    """Digits as ASCII in a bytearray that is ours alone. Use as a context: it is wiped at the end, whatever happens.

    Never turned into a ``str`` or ``bytes``, which cannot be wiped. Shows itself nowhere.
    """

    __slots__ = ("digits",)

    def __init__(self, digits: bytearray) -> None:
        """Take `digits` over. Raises `ValueError`, after wiping, when one is not a digit."""
        self.digits = digits
        if not digits.isdigit():
            self.wipe()
            raise ValueError("a PIN is made of digits")

    def __len__(self) -> int:
        """How many digits; 0 once wiped."""
        return len(self.digits)

    def wipe(self) -> None:
        """Overwrite the digits and forget them. Safe to call twice."""
        for place in range(len(self.digits)):
            self.digits[place] = 0
        self.digits.clear()

    def __enter__(self) -> CardPin:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "CardPin(hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a CardPin must not be pickled: it would leave the process")
