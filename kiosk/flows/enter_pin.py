"""Enter a card's PIN: at the PIN pad where the machine has one that works, else on the glass."""

from __future__ import annotations

import asyncio

from kiosk.domain.pin import CardPin
from kiosk.domain.text import Text, text
from kiosk.events import mishap
from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.pin_pad.entry import Echo, PinRules
from kiosk.hardware.pin_pad.errors import EntryCancelled, EntryTimedOut
from kiosk.hardware.pin_pad.model import NAME
from kiosk.views import Back, EnterPin, PinAtPad

SIX = PinRules()


async def enter_pin(visit: Visit, question: Text, hint: Text | None = None) -> CardPin:
    """Six digits, the caller's to wipe. The pad's cancel key is Back. Raises `Back`, `Leave`.

    A pad that fails in the midst of it is no reason to send the citizen away: they begin again on the glass.
    """
    if visit.rack.pin_pad is not None and visit.rack.board.usable(NAME):
        try:
            return await _AtPad(visit, question, hint).entered()
        except DeviceError as error:
            visit.log.write(mishap(NAME, error))
            visit.rack.look_at(NAME)
            hint = text("pin-on-the-glass")
    shuffled = visit.config.glass.shuffled_pin_keys
    return await visit.display.ask(EnterPin(question=question, hint=hint, shuffled=shuffled))


class _AtPad:
    """One entry at the pad: the glass follows it, and knows how many digits there are."""

    def __init__(self, visit: Visit, question: Text, hint: Text | None) -> None:
        self._visit = visit
        self._question = question
        self._hint = hint
        self._digits = 0
        self._echoed = asyncio.Event()

    async def entered(self) -> CardPin:
        typing = asyncio.create_task(self._typed())
        try:
            while not typing.done():
                await self._follow(typing)
            return typing.result()
        except EntryCancelled:
            raise Back from None
        except BaseException:
            await _given_up(typing)
            raise

    async def _typed(self) -> CardPin:
        """The PIN. A pad ends an entry early; how long somebody is waited for is said by the glass."""
        pad = self._visit.rack.pin_pad
        assert pad is not None
        while True:
            try:
                return await pad.card_pin(SIX, self._echo)
            except EntryTimedOut:
                self._show(0)

    async def _follow(self, typing: asyncio.Task[CardPin]) -> None:
        """Show how far the entry is until that changes. Raises `Back`, `Leave`: such a view has no other answer."""
        self._echoed.clear()
        view = PinAtPad(question=self._question, hint=self._hint, entered=self._digits, length=SIX.longest)
        asking = asyncio.create_task(self._visit.display.ask(view))
        echoed = asyncio.create_task(self._echoed.wait())
        try:
            await asyncio.wait({typing, asking, echoed}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                asking.result()
        finally:
            asking.cancel()
            echoed.cancel()
            await asyncio.gather(asking, echoed, return_exceptions=True)

    def _echo(self, echo: Echo) -> None:
        self._show(echo.digits)

    def _show(self, digits: int) -> None:
        if digits != self._digits:
            self._digits = digits
            self._echoed.set()


async def _given_up(typing: asyncio.Task[CardPin]) -> None:
    """End an entry whose PIN nobody wants any more, perhaps in the moment in which it was complete."""
    typing.cancel()
    [left] = await asyncio.gather(typing, return_exceptions=True)
    if isinstance(left, CardPin):
        left.wipe()
