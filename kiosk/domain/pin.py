"""The PIN of a card, in clear: for the moments between the keys and the chip, and then overwritten."""

from __future__ import annotations

from types import TracebackType


class CardPin:
    """Clear digits of a card PIN, ASCII, in a buffer that can be wiped; a context manager that wipes.

    `digits` is kept, not copied: whoever made it and whoever uses it share the one buffer.
    """

    __slots__ = ("digits",)

    def __init__(self, digits: bytearray) -> None:
        self.digits = digits

    def wipe(self) -> None:
        """Overwrite the digits where they lie, then forget how many they were."""
        self.digits[:] = bytes(len(self.digits))
        self.digits.clear()

    def __enter__(self) -> CardPin:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "CardPin(***)"

    def __reduce__(self) -> str:
        raise TypeError("a PIN must not be pickled: it would leave the process")
