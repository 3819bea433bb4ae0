"""What is being typed on the glass, in memory that can be wiped."""

from __future__ import annotations


class Entry:
    """Characters as ASCII in a bytearray of their full length: one that grew would leave copies behind."""

    def __init__(self, length: int) -> None:
        self.count = 0
        self._characters = bytearray(length)

    @property
    def length(self) -> int:
        """How many there will be."""
        return len(self._characters)

    @property
    def complete(self) -> bool:
        """Whether all are there."""
        return self.count == self.length

    def add(self, character: int) -> None:
        """One more; nothing when all are there."""
        if not self.complete:
            self._characters[self.count] = character
            self.count += 1

    def at(self, place: int) -> str:
        """One character, for the glass."""
        return chr(self._characters[place])

    def erase(self) -> None:
        """Forget the last one."""
        if self.count:
            self.count -= 1
            self._characters[self.count] = 0

    def wipe(self) -> None:
        """Forget all."""
        self._characters[:] = bytes(self.length)
        self.count = 0

    def take(self) -> bytearray:
        """Hand all of it over; nothing stays here."""
        taken, self._characters, self.count = self._characters, bytearray(self.length), 0
        return taken
