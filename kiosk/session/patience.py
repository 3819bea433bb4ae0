"""A Display that asks "more time?" when nobody touches the glass, and then gives up."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import TypeVar

from kiosk.config import Patience
from kiosk.i18n import Words
from kiosk.session.reading import reading_seconds
from kiosk.session.wrapped_display import WrappedDisplay
from kiosk.views import Display, MoreTime, View

A = TypeVar("A")

_READ_TWICE = 2.0


class Abandoned(Exception):
    """The citizen walked away."""


class PatientDisplay(WrappedDisplay):
    """Wraps the glass: every question that waits for the citizen waits only so long, and asks as often as need be.

    So long as it takes to read the view twice, and longer for those who chose large type or the voice.
    """

    def __init__(self, inner: Display, patience: Patience, words: Callable[[str], Words]) -> None:
        super().__init__(inner)
        self._patience = patience
        self._words = words

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`. Raises `Abandoned` when "more time?" is not answered either."""
        if view.machine_works:
            return await self._inner.ask(view)
        while True:
            asking = asyncio.create_task(self._inner.ask(view))
            try:
                if await self._answered(asking, view):
                    return asking.result()
            finally:
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
            await self._more_time()

    async def _answered(self, asking: asyncio.Task[A], view: View[A]) -> bool:
        """Whether the answer came within the limit, which counts from the last touch, in the manner of now."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        while not asking.done():
            since = max(asked, self._inner.last_touch())
            left = since + self._patience.ask_after - loop.time()
            if left <= 0:  # words are counted only now: at once, reading them from the disk would keep the view waiting
                left = since + self._limit(view) - loop.time()
            if left <= 0:
                return False
            await asyncio.wait({asking}, timeout=left)
        return True

    def _limit(self, view: View[A]) -> float:
        patience, words = self._patience, self._words(self._inner.manner.language)
        reading = reading_seconds(view, words, patience.characters_a_second, patience.reading_at_most)
        return max(patience.ask_after, _READ_TWICE * reading) * self._slowness()

    def _slowness(self) -> float:
        manner = self._inner.manner
        return self._patience.slower if manner.large or manner.voice else 1.0

    async def _more_time(self) -> None:
        seconds = math.ceil(self._patience.answer_within * self._slowness())
        try:
            async with asyncio.timeout(seconds):
                await self._inner.ask(MoreTime(seconds=seconds))
        except TimeoutError:
            raise Abandoned from None
