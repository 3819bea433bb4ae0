"""A Display that asks "more time?" when nobody touches the glass, and then gives up."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from kiosk.config import Patience
from kiosk.views import Display, Manner, MoreTime, View

A = TypeVar("A")


class Abandoned(Exception):
    """The citizen walked away."""


class PatientDisplay:
    """Wraps the glass: every question that waits for the citizen waits only so long."""

    def __init__(self, inner: Display, patience: Patience) -> None:
        self._inner = inner
        self._patience = patience

    @property
    def manner(self) -> Manner:
        """See `Display.manner`."""
        return self._inner.manner

    def adopt(self, manner: Manner) -> None:
        """See `Display.adopt`."""
        self._inner.adopt(manner)

    async def adopted(self) -> None:
        """See `Display.adopted`."""
        await self._inner.adopted()

    def show(self, view: View[object]) -> None:
        """See `Display.show`."""
        self._inner.show(view)

    def last_touch(self) -> float:
        """See `Display.last_touch`."""
        return self._inner.last_touch()

    async def called(self) -> None:
        """See `Display.called`."""
        await self._inner.called()

    def new_visit(self) -> None:
        """See `Display.new_visit`."""
        self._inner.new_visit()

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`. Raises `Abandoned` when "more time?" is not answered either."""
        if view.machine_works:
            return await self._inner.ask(view)
        while True:
            asking = asyncio.create_task(self._inner.ask(view))
            try:
                if await self._answered(asking):
                    return asking.result()
            finally:
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
            await self._more_time()

    async def _answered(self, asking: asyncio.Task[A]) -> bool:
        loop = asyncio.get_running_loop()
        asked = loop.time()
        while True:
            left = max(asked, self._inner.last_touch()) + self._patience.ask_after - loop.time()
            if left <= 0:
                return False
            done, _ = await asyncio.wait({asking}, timeout=left)
            if done:
                return True

    async def _more_time(self) -> None:
        seconds = self._patience.answer_within
        try:
            async with asyncio.timeout(seconds):
                await self._inner.ask(MoreTime(seconds=seconds))
        except TimeoutError:
            raise Abandoned from None
