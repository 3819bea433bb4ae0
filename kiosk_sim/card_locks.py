"""What a chip keeps shut: the holder's PIN and the key before the holder's data, each with so many tries."""

from __future__ import annotations

from collections.abc import Callable

from kiosk_sim.card_keys import cryptogram

DONE, BLOCKED, NO_CHALLENGE = 0x9000, 0x6983, 0x6984


class Lock:
    """A secret with tries. `left` is kept without power; a right try gives them all back."""

    def __init__(self, tries: int) -> None:
        self._tries = tries
        self.left = tries
        self.open = False

    def attempt(self, right: bool) -> int:
        """One try; gives the status word: 9000, 63Cx, or 6983 when there was none left."""
        self.open = False
        if not self.left:
            return BLOCKED
        if right:
            self.left, self.open = self._tries, True
            return DONE
        self.left -= 1
        return 0x63C0 | self.left


class PinLock(Lock):
    """The holder's PIN; `digits` as on the keys."""

    def __init__(self, digits: str, tries: int) -> None:
        super().__init__(tries)
        self.digits = digits

    def verify(self, packed: bytes) -> int:
        """VERIFY: two digits a byte, filled with F. Gives the status word."""
        if not 2 <= len(packed) <= 6:
            return 0x6700
        return self.attempt(packed.hex().upper().rstrip("F") == self.digits)

    def change(self, data: bytes) -> int:
        """Old PIN, FF, new PIN, three bytes each. Gives the status word."""
        if len(data) != 7:
            return 0x6700
        new = data[4:].hex()
        if data[3] != 0xFF or not new.isdecimal():
            return 0x6A80
        status = self.verify(data[:3])
        if status == DONE:
            self.digits = new
        return status


class KeyLock(Lock):
    """A key that somebody must prove to know; `key` is the card's own, diversified."""

    def __init__(self, key: bytes, algorithm: str, tries: int, random: Callable[[int], bytes]) -> None:
        super().__init__(tries)
        self._key = key
        self._algorithm = algorithm
        self._random = random
        self._challenge: bytes | None = None

    def challenge(self) -> bytes:
        """Eight random bytes, for the next command only."""
        self._challenge = self._random(8)
        return self._challenge

    def forget(self) -> bytes | None:
        """A command arrives: the challenge given before is good for nothing else. Returns it."""
        challenge, self._challenge = self._challenge, None
        return challenge

    def authenticate(self, challenge: bytes | None, data: bytes) -> int:
        """EXTERNAL AUTHENTICATE with cryptogram and factor. Gives the status word."""
        if len(data) != 16:
            return 0x6700
        if challenge is None:
            return NO_CHALLENGE
        return self.attempt(data[:8] == cryptogram(self._key, challenge, data[8:], self._algorithm))
