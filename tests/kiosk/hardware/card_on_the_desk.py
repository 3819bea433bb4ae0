"""A simulated card without a reader: a channel in memory, and what tells nothing about its holder."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from kiosk_sim.cards import Chip

NAME, NUMBER, CARD = "𬭎测试", "000000199001010018", "A00000011"
SERIAL = "510100240301"

Spoil = Callable[[bytes, bytes], bytes]


class Directly:
    """A channel without reader: what the simulated card answers, possibly spoiled."""

    def __init__(self, card: Chip, spoil: Spoil = lambda _, answer: answer) -> None:
        self._card = card
        self._spoil = spoil
        self.atr = card.atr
        self.sent: list[str] = []
        self.buffers: list[bytearray] = []  # what came in a buffer that its owner wipes

    async def transmit(self, apdu: bytes | bytearray) -> bytes:
        self.sent.append(apdu.hex().upper())
        if isinstance(apdu, bytearray):
            self.buffers.append(apdu)
        return self._spoil(bytes(apdu), self._card.receive(bytes(apdu)))


def answer_to(command: str, answer: bytes) -> Spoil:
    """Spoils one command: it gets this answer, all others the card's own."""
    return lambda apdu, real: answer if apdu.startswith(bytes.fromhex(command)) else real


def assert_says_nothing(error: BaseException) -> None:
    """Neither the error nor what led to it holds a part of name or number, as text, bytes or hex."""
    text = "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
    chain = f"{text}{error!r}{error.__cause__!r}{error.__context__!r}"
    for secret in (NAME, NUMBER, CARD, NUMBER.encode().hex(), NAME.encode("gb18030").hex(), "9933", "3939", SERIAL):
        assert secret.lower() not in chain.lower()
