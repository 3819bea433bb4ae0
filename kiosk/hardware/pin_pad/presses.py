"""Key presses as they arrive, one after the other, while the line lives and no key is stuck."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.pin_pad.errors import EntryTimedOut, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME

# A finger presses one key eight times a second at best; a pad that repeats a stuck key does it faster [I]. Six: in
# the entry of a bank PIN a stuck key must be noticed before the pad has a whole PIN of it.
_STUCK_PRESSES, _STUCK_SECONDS = 6, 0.4
_LINE_LOOK = 0.25  # seconds between two looks whether the line is still there


class Presses:
    """The keys of one entry. `gone` tells whether the line has closed."""

    def __init__(self, gone: Callable[[], bool]) -> None:
        self._gone = gone
        self._keys: asyncio.Queue[Key] = asyncio.Queue()
        self._same: deque[tuple[Key, float]] = deque(maxlen=_STUCK_PRESSES)

    def heard(self, key: Key) -> None:
        """A key came from the pad."""
        if self._same and self._same[-1][0] is not key:
            self._same.clear()
        self._same.append((key, asyncio.get_running_loop().time()))
        self._keys.put_nowait(key)

    def forget(self) -> list[Key]:
        """Drop what nobody has taken yet; gives what it was."""
        return [self._keys.get_nowait() for _ in range(self._keys.qsize())]

    def forget_digits(self) -> None:
        """Drop digits in clear that nobody has taken yet."""
        for key in self.forget():
            if not key.digits:
                self._keys.put_nowait(key)

    async def next(self, within: float | None = None) -> Key:
        """The next key. Raises `EntryTimedOut` when none comes in so many seconds, `KeyStuck`, `DeviceGone`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + within if within is not None else float("inf")
        while (left := end - loop.time()) > 0:
            if self._gone():
                raise DeviceGone(NAME, "the line closed during an entry")
            try:
                async with asyncio.timeout(min(left, _LINE_LOOK)):
                    key = await self._keys.get()
            except TimeoutError:
                continue
            if self._stuck:
                raise KeyStuck(NAME, "a key is stuck")
            return key
        raise EntryTimedOut

    @property
    def _stuck(self) -> bool:
        """Whether one key came too often, too fast."""
        return len(self._same) == _STUCK_PRESSES and self._same[-1][1] - self._same[0][1] < _STUCK_SECONDS
