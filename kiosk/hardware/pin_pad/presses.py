"""Key presses as they arrive, one after the other, while the line lives and no key is stuck."""

from __future__ import annotations

import asyncio
import enum
from collections import deque
from collections.abc import AsyncGenerator, Callable

from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.pin_pad.errors import EntryTimedOut, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME, Model
from kiosk.hardware.stream import ByteStream, LineClosed

# A finger presses one key eight times a second at best; a pad that repeats a stuck key does it faster [I]. Six: in
# the entry of a bank PIN a stuck key must be noticed before the pad has a whole PIN of it.
_STUCK_PRESSES, _STUCK_SECONDS = 6, 0.4


class End(enum.Enum):
    """Why no key comes any more."""

    LINE_GONE = enum.auto()
    WANTED = enum.auto()  # for the entry of a PIN


class _Wanted(Exception):
    """Somebody else wants the keys."""


class ToldStream:
    """A stream that says when its line goes away: during an entry nobody asks the pad anything."""

    def __init__(self, stream: ByteStream, on_gone: Callable[[], None]) -> None:
        self._stream = stream
        self._on_gone = on_gone

    async def write(self, data: bytes) -> None:
        """See `ByteStream.write`."""
        await self._stream.write(data)

    async def read(self) -> bytes:
        """See `ByteStream.read`."""
        try:
            return await self._stream.read()
        except LineClosed:
            self._on_gone()
            raise

    def close(self) -> None:
        """See `ByteStream.close`."""
        self._stream.close()


class Presses:
    """The keys of one entry."""

    def __init__(self) -> None:
        self._keys: asyncio.Queue[Key | End] = asyncio.Queue()
        self._same: deque[tuple[Key, float]] = deque(maxlen=_STUCK_PRESSES)

    def heard(self, key: Key) -> None:
        """A key came from the pad."""
        if self._same and self._same[-1][0] is not key:
            self._same.clear()
        self._same.append((key, asyncio.get_running_loop().time()))
        self._keys.put_nowait(key)

    def line_gone(self) -> None:
        """No key will come any more."""
        self._keys.put_nowait(End.LINE_GONE)

    def give_way(self) -> None:
        """Somebody else wants the keys: end `each` after those that were pressed before."""
        self._keys.put_nowait(End.WANTED)

    def forget(self) -> list[Key | End]:
        """Drop what nobody has taken yet; gives what it was."""
        return [self._keys.get_nowait() for _ in range(self._keys.qsize())]

    def forget_digits(self) -> None:
        """Drop digits in clear that nobody has taken yet."""
        for key in self.forget():
            if isinstance(key, End) or not key.digits:
                self._keys.put_nowait(key)

    async def next(self, within: float | None = None) -> Key:
        """The next key. Raises `EntryTimedOut` when none comes in so many seconds, `KeyStuck`, `DeviceGone`."""
        try:
            async with asyncio.timeout(within):
                key = await self._keys.get()
        except TimeoutError:
            raise EntryTimedOut from None
        if key is End.LINE_GONE:
            raise DeviceGone(NAME, "the line closed during an entry")
        if key is End.WANTED:
            raise _Wanted
        if len(self._same) == _STUCK_PRESSES and self._same[-1][1] - self._same[0][1] < _STUCK_SECONDS:
            raise KeyStuck(NAME, "a key is stuck")
        return key


async def each(model: Model, presses: Presses, silence: float) -> AsyncGenerator[Key, None]:
    """Key after key, until somebody else wants them. Raises `KeyStuck`, `DeviceError`.

    A pad whose time is over is told to go on. One that has said nothing for so many seconds, not even that, is told
    so too: if it is gone, that is noticed although nobody presses anything.
    """
    while True:
        try:
            key = await presses.next(silence)
        except EntryTimedOut:
            key = Key.TIMED_OUT
        except _Wanted:
            return
        if key is Key.TIMED_OUT:
            await model.plain_keys_on()
        elif key is not Key.MASKED:
            yield key
