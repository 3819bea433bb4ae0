"""Key presses as they arrive, one after the other, while the line lives and no key is stuck."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.pin_pad.errors import EntryTimedOut, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME
from kiosk.hardware.stream import ByteStream, LineClosed

# A finger presses one key eight times a second at best; a pad that repeats a stuck key does it faster [I]. Six: in
# the entry of a bank PIN a stuck key must be noticed before the pad has a whole PIN of it.
_STUCK_PRESSES, _STUCK_SECONDS = 6, 0.4


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
        self._keys: asyncio.Queue[Key | None] = asyncio.Queue()  # None: the line has closed
        self._same: deque[tuple[Key, float]] = deque(maxlen=_STUCK_PRESSES)

    def heard(self, key: Key) -> None:
        """A key came from the pad."""
        if self._same and self._same[-1][0] is not key:
            self._same.clear()
        self._same.append((key, asyncio.get_running_loop().time()))
        self._keys.put_nowait(key)

    def line_gone(self) -> None:
        """No key will come any more."""
        self._keys.put_nowait(None)

    def forget(self) -> list[Key | None]:
        """Drop what nobody has taken yet; gives what it was."""
        return [self._keys.get_nowait() for _ in range(self._keys.qsize())]

    def forget_digits(self) -> None:
        """Drop digits in clear that nobody has taken yet."""
        for key in self.forget():
            if key is None or not key.digits:
                self._keys.put_nowait(key)

    async def next(self, within: float | None = None) -> Key:
        """The next key. Raises `EntryTimedOut` when none comes in so many seconds, `KeyStuck`, `DeviceGone`."""
        try:
            async with asyncio.timeout(within):
                key = await self._keys.get()
        except TimeoutError:
            raise EntryTimedOut from None
        if key is None:
            raise DeviceGone(NAME, "the line closed during an entry")
        if len(self._same) == _STUCK_PRESSES and self._same[-1][1] - self._same[0][1] < _STUCK_SECONDS:
            raise KeyStuck(NAME, "a key is stuck")
        return key
