"""What a 3.00 card asks before it shows the holder's data, and who can answer: whoever keeps the issuer's keys."""

from __future__ import annotations

import enum
import hashlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from kiosk.hardware.smartcard.apdu import PROOF_BYTES

_MOST_REMEMBERED = 1000


class Algorithm(enum.Enum):
    """Which cipher the card's key is for. Only "03" is in a source [1]; "00" for the other one is ours [I]."""

    TRIPLE_DES = "00"
    SM4 = "03"


@dataclass(frozen=True)
class Question:
    """What the keeper of the keys must know; nothing of it names the holder, all of it is of one card.

    The same as step 1 of the national driver's HSM exchange tells (fact sheet 2.7, [1]), less what we do not have.
    """

    region: str  # six digits, GB/T 2260
    historical: bytes = field(repr=False)  # of the answer to reset; its last 8 bytes are the card's factor
    algorithm: Algorithm
    code: bytes = field(repr=False)  # card identification code, 16 bytes
    challenge: bytes = field(repr=False)  # 8 bytes, good for one answer

    @property
    def card(self) -> bytes:
        """Which card this is about, as a fingerprint that cannot be turned back."""
        return hashlib.sha256(self.code + self.historical).digest()


@dataclass(frozen=True)
class Proof:
    """The answer to one challenge, 8 bytes each, else ValueError."""

    cryptogram: bytes = field(repr=False)
    factor: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.cryptogram) != PROOF_BYTES or len(self.factor) != PROOF_BYTES:
            raise ValueError(f"cryptogram and factor are {PROOF_BYTES} bytes each")


# Raises `errors.AuthorityRefused` when it will not, and whatever its own line can raise.
Authority = Callable[[Question], Awaitable[Proof]]


class LostTries:
    """Cards that refused a proof since the machine was switched on: each refusal costs one of a few tries for ever."""

    def __init__(self) -> None:
        self._cards: deque[bytes] = deque(maxlen=_MOST_REMEMBERED)

    def remember(self, card: bytes) -> None:
        """This card (`Question.card`) has refused a proof."""
        if card not in self._cards:
            self._cards.append(card)

    def __contains__(self, card: bytes) -> bool:
        return card in self._cards
