"""A link and an echo at the ends of a simulated line, all in memory and in a time that costs nothing."""

from __future__ import annotations

import asyncio
import selectors
import struct
import zlib
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from kiosk.hardware.link import Link
from kiosk.hardware.stream import LineClosed
from kiosk_sim.line import Line

T = TypeVar("T")
_STX = 0x02
_AROUND = 6  # STX, length, CRC-32
_SILENCE = 0.3  # seconds after which the echo forgets half a frame


@dataclass(frozen=True)
class Note:
    """What goes either way: `number` is repeated in the answer, `value` is asked and answered."""

    number: int
    value: int

    def frame(self) -> bytes:
        """As it goes over the line: its length is counted, so that a spoiled one may ask for bytes that never come."""
        body = bytes((self.number, self.value)) + bytes(self.value % 50)
        head = bytes((_STX, len(body)))
        return head + body + struct.pack(">I", zlib.crc32(head + body))

    def answer(self) -> Note:
        """The one right answer."""
        return Note(self.number, (self.value * 3 + 7) % 256)


class Notes:
    """The decoder of both ends."""

    def __init__(self) -> None:
        self.noise = 0
        self._unread = bytearray()

    def feed(self, data: bytes) -> list[Note]:
        """Bytes in, notes out; after a false start the search goes on one byte later."""
        self._unread += data
        notes = []
        while len(self._unread) >= 2:
            size = self._unread[1] + _AROUND
            if self._unread[0] == _STX and len(self._unread) < size:
                break
            note = Note(self._unread[2], self._unread[3]) if size > _AROUND + 1 and len(self._unread) > 3 else None
            if note is not None and self._unread[:size] == note.frame():
                notes.append(note)
                del self._unread[:size]
            else:
                del self._unread[0]
                self.noise += 1
        return notes

    def drop(self) -> None:
        """Forget a half frame."""
        self.noise += len(self._unread)
        self._unread.clear()


@dataclass(frozen=True)
class Ask:
    """A question that may not be repeated."""

    note: Note
    repeatable: ClassVar[bool] = False
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """See `kiosk.hardware.link.Command`."""
        return self.note.frame()


class AskAgain(Ask):
    """A question that may."""

    repeatable = True


class Cable:
    """The line with an echo at its far end; unplugged and plugged in as a `kiosk_sim.serving.Served` is."""

    def __init__(self, seed: int) -> None:
        self.line = Line(115200, seed=seed)
        self.asked: list[Note] = []  # whatever the echo has understood
        self.link: Link[Note] | None = None
        self._stream: _Stream | None = None
        self._echo = Notes()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Plug it in and open it."""
        if self._tasks:
            return
        stream = self._stream = _Stream()
        self.link = Link("echo", stream, Notes(), lambda _count: None)
        answers = asyncio.Queue[Note]()
        self._tasks = [
            asyncio.create_task(self._listen(stream, answers)),
            asyncio.create_task(self._speak(stream, answers)),
        ]

    async def unplug(self) -> None:
        """Pull it out."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self.line.clear()
        if self._stream is not None:
            self._stream.close()

    def crackle(self, data: bytes) -> None:
        """These bytes arrive at the near end, from nowhere."""
        assert self._stream is not None
        self._stream.arrived.put_nowait(data)

    async def __aenter__(self) -> Cable:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.unplug()
        if self.link is not None:
            await self.link.close()

    async def _listen(self, stream: _Stream, answers: asyncio.Queue[Note]) -> None:
        heard_at = 0.0

        def hear(data: bytes) -> None:
            nonlocal heard_at
            now = asyncio.get_running_loop().time()
            if now > heard_at + _SILENCE:
                self._echo.drop()
            heard_at = now
            for note in self._echo.feed(data):
                self.asked.append(note)
                answers.put_nowait(note.answer())

        while True:
            await self.line.ask(await stream.written.get(), hear)

    async def _speak(self, stream: _Stream, answers: asyncio.Queue[Note]) -> None:
        while True:
            note = await answers.get()
            await asyncio.sleep(0.05)
            await self.line.answer(note.frame(), lambda data: stream.arrived.put_nowait(data))


class _Stream:
    """The near end, as a link wants it; None arrives when it is closed."""

    def __init__(self) -> None:
        self.written: asyncio.Queue[bytes] = asyncio.Queue()
        self.arrived: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._closed = False

    async def write(self, data: bytes) -> None:
        """See `kiosk.hardware.stream.ByteStream`."""
        if self._closed:
            raise LineClosed("unplugged")
        self.written.put_nowait(data)

    async def read(self) -> bytes:
        """See `kiosk.hardware.stream.ByteStream`."""
        data = None if self._closed else await self.arrived.get()
        if data is None:
            raise LineClosed("unplugged")
        return data

    def close(self) -> None:
        """See `kiosk.hardware.stream.ByteStream`."""
        self._closed = True
        self.arrived.put_nowait(None)


class _Loop(asyncio.SelectorEventLoop):
    """Only timers: time jumps from one to the next. Nothing left to wait for is an error, so nothing can hang."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Jump(self))

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._now

    def jump(self, seconds: float | None) -> None:
        """Let time pass."""
        if seconds is None:
            raise AssertionError("everybody waits for somebody else")
        self._now += max(0.0, seconds)


class _Jump(selectors.DefaultSelector):
    def __init__(self, loop: _Loop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._loop.jump(timeout)
        return super().select(0)


def run_in_memory(coro: Coroutine[Any, Any, T]) -> T:
    """Run what needs no input or output, at once. Raises what it raises, and what callbacks raise."""
    loop, unseen = _Loop(), list[BaseException]()
    loop.set_exception_handler(
        lambda _loop, context: unseen.append(context.get("exception") or AssertionError(context))
    )
    try:
        result = loop.run_until_complete(coro)
    finally:
        loop.close()
    assert not unseen
    return result
