"""The cable: carries bytes at the line's baud rate, and may fall silent or spoil what it carries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from random import Random

_BITS_PER_BYTE = 10  # 8N1: start, eight data bits, stop
_STEP = 0.002  # seconds carried at a time; finer steps cost more than they tell (measured)


class Line:
    """One cable. Without faults every byte arrives, in order, at the line's speed.

    `flip` and `drop` are chances per byte, from a seeded generator, so that a run can be repeated;
    `delay` is seconds that every transmission comes late; `piece` is how many bytes arrive at a time.
    All of them, and `silent`, may be changed at any time.
    """

    def __init__(
        self,
        baud: int,
        *,
        flip: float = 0.0,
        drop: float = 0.0,
        seed: int = 0,
        delay: float = 0.0,
        piece: int | None = None,
    ) -> None:
        self.seconds_per_byte = _BITS_PER_BYTE / baud
        self.silent = False
        self.carried = 0
        self.flip = flip
        self.drop = drop
        self.delay = delay
        self.piece = piece or max(1, int(_STEP / self.seconds_per_byte))
        self._random = Random(seed)

    async def carry(self, data: bytes) -> AsyncIterator[bytes]:
        """Give the bytes piece by piece, each when its last bit would have arrived."""
        loop = asyncio.get_running_loop()
        start, sent = loop.time() + self.delay, 0
        while sent < len(data):
            piece = data[sent : sent + self.piece]
            sent += len(piece)
            await asyncio.sleep(max(0.0, start + sent * self.seconds_per_byte - loop.time()))
            self.carried += len(piece)
            piece = self._spoil(piece)
            if piece and not self.silent:
                yield piece

    def _spoil(self, data: bytes) -> bytes:
        if not self.flip and not self.drop:
            return data
        kept = bytearray()
        for byte in data:
            if self._random.random() < self.drop:
                continue
            spoiled = self._random.random() < self.flip
            kept.append(byte ^ (1 << self._random.randrange(8)) if spoiled else byte)
        return bytes(kept)
