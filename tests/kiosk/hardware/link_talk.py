"""A link's other end in memory, for tests: words as messages, and a stream that answers what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from kiosk.hardware.link import Link, Traffic
from kiosk.hardware.stream import LineClosed


class Words:
    """Messages are words that end with a point; digits are noise."""

    def __init__(self) -> None:
        self.noise = 0
        self._half = b""

    def feed(self, data: bytes) -> Sequence[str]:
        if b"#" in data:
            raise ValueError("the decoder has a fault")
        self.noise += sum(byte in b"0123456789" for byte in data)
        *words, self._half = (self._half + data.translate(None, b"0123456789")).split(b".")
        return [word.decode() for word in words]

    def drop(self) -> None:
        self.noise += len(self._half)
        self._half = b""


class Ask:
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        return b"ask."


class Do(Ask):
    repeatable = False

    def encode(self) -> bytes:
        return b"do."


class AskSecret(Ask):
    private = True

    def encode(self) -> bytes:
        return b"secret."


class Stream:
    """The other end in memory: `answers` says what comes after each write, in seconds and bytes."""

    def __init__(self, *answers: tuple[float, bytes]) -> None:
        self.sent: list[bytes] = []
        self.blocked = False
        self._answers = list(answers)
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue()
        self._closed = asyncio.Event()

    async def write(self, data: bytes) -> None:
        if self._closed.is_set():
            raise LineClosed("unplugged")
        if self.blocked:
            await self._closed.wait()
        self.sent.append(data)
        if self._answers:
            after, answer = self._answers.pop(0)
            asyncio.get_running_loop().call_later(after, self._arrived.put_nowait, answer)

    async def read(self) -> bytes:
        getting, closing = asyncio.create_task(self._arrived.get()), asyncio.create_task(self._closed.wait())
        try:
            await asyncio.wait({getting, closing}, return_when=asyncio.FIRST_COMPLETED)
            if getting.done():
                return getting.result()
            raise LineClosed("unplugged")
        finally:
            getting.cancel()
            closing.cancel()

    def arrive(self, data: bytes) -> None:
        self._arrived.put_nowait(data)

    def close(self) -> None:
        self._closed.set()


class Talk:
    """A link over such a stream, with everything it said to the outside."""

    def __init__(self, *answers: tuple[float, bytes]) -> None:
        self.stream = Stream(*answers)
        self.noise: list[int] = []
        self.traffic: list[Traffic] = []
        self.link = Link("parrot", self.stream, Words(), self.noise.append, self.traffic.append)

    async def __aenter__(self) -> Talk:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.link.close()
